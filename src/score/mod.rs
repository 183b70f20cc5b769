//! Compares what was found with annotated documents: precision, recall and F1 by layer.
//!
//! In come annotated and found documents, in the annotation guidelines' JSON; out come counts per document,
//! and what was missed. Two documents are compared by their ids. With the texts at hand overlap is counted
//! in tokens, else in characters. Reading documents and extracting from them is left to others.

mod input;
mod figures;
mod names;
mod ruler;
mod pairing;
mod side;
mod statements;
mod entities;
mod stances;
mod coreference;
mod errors;
pub mod alpha;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::model::AnnotatedDocument;

pub use coreference::BCubed;
pub use coreference::b_cubed;
pub use errors::Cue;
pub use errors::Errors;
pub use errors::Grammar;
pub use errors::Group;
pub use errors::GroupCount;
pub use errors::GroupCounts;
pub use errors::Kind;
pub use errors::Tenth;
pub use errors::errors;
pub use figures::Count;
pub use figures::Layer;
pub use figures::Metric;
pub use input::ScoreError;
pub use input::Texts;
pub use input::documents;
pub use names::form;
pub use stances::agreeing;

use ruler::Ruler;
use side::Side;

/// The agreement from which things count as the same.
const HALF: f64 = 0.5;

/// How found documents compare with annotated ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// One for each annotated document, in their order.
    pub documents: Vec<DocumentScore>,
    /// What was measured: a field that the annotation never gives is not asked for.
    pub metrics: Vec<Metric>,
    /// The ids of annotated documents that were not found at all; everything in them counts as missed.
    pub missing: Vec<String>,
    /// How many found documents have no annotation; they do not count.
    pub ignored: usize,
}

impl Comparison {
    /// Returns the counts over all documents.
    pub fn total(&self) -> BTreeMap<Metric, Count> {
        let mut total = BTreeMap::<Metric, Count>::new();
        for document in &self.documents {
            for (metric, count) in &document.counts {
                total.entry(*metric).or_default().add(*count);
            }
        }
        total
    }
}

/// How one document compares.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DocumentScore {
    /// The document's id.
    pub id: String,
    /// The counts by metric.
    pub counts: BTreeMap<Metric, Count>,
    /// What the annotation has and the found document lacks, in words.
    pub missed: BTreeMap<Layer, Vec<String>>,
    /// What the found document has and the annotation lacks, in words.
    pub spurious: BTreeMap<Layer, Vec<String>>,
}

impl DocumentScore {
    /// Counts a layer in which a pair is right as soon as it is one, and lists the rest.
    fn finish(
        &mut self,
        layer: Layer,
        pairs: &[(usize, usize)],
        gold: Vec<String>,
        predicted: Vec<(usize, String)>,
    ) {
        let found: BTreeSet<usize> = pairs.iter().map(|&(g, _)| g).collect();
        let paired: BTreeSet<usize> = pairs.iter().map(|&(_, p)| p).collect();
        let count = Count { correct: pairs.len(), gold: gold.len(), predicted: predicted.len() };
        self.counts.insert(layer.metrics()[0], count);
        let missed = gold.into_iter().enumerate().filter(|(g, _)| !found.contains(g));
        self.missed.insert(layer, missed.map(|(_, item)| item).collect());
        let spurious = predicted.into_iter().filter(|(p, _)| !paired.contains(p));
        self.spurious.insert(layer, spurious.map(|(_, item)| item).collect());
    }
}

/// Compares found documents with annotated ones, layer by layer.
///
/// Both come from [`documents`], which checks them.
pub fn compare(
    gold: &[AnnotatedDocument],
    predicted: &[AnnotatedDocument],
    texts: Option<&Texts>,
    layers: &[Layer],
) -> Result<Comparison, ScoreError> {
    let nothing = AnnotatedDocument::default();
    let by_id: BTreeMap<&str, &AnnotatedDocument> =
        predicted.iter().map(|document| (document.id.as_str(), document)).collect();
    let ids: BTreeSet<&str> = gold.iter().map(|document| document.id.as_str()).collect();
    let mut scores = Vec::new();
    for document in gold {
        let text = texts.map(|texts| texts.text(&document.id)).transpose()?;
        let found = by_id.get(document.id.as_str()).copied().unwrap_or(&nothing);
        scores.push(compare_document(document, found, text.as_deref(), layers));
    }
    Ok(Comparison {
        documents: scores,
        metrics: asked(gold, layers),
        missing: ids_without(gold, &by_id),
        ignored: by_id.keys().filter(|id| !ids.contains(*id)).count(),
    })
}

/// Compares one document.
fn compare_document(
    gold: &AnnotatedDocument,
    predicted: &AnnotatedDocument,
    text: Option<&str>,
    layers: &[Layer],
) -> DocumentScore {
    let ruler = Ruler::new(text);
    let (ours, theirs) = (Side::new(gold, None), Side::new(predicted, text));
    let mut score = DocumentScore { id: gold.id.clone(), ..DocumentScore::default() };
    for layer in layers {
        match layer {
            Layer::Statements => statements::compare(&ours, &theirs, &ruler, &mut score),
            Layer::Entities => entities::compare(&ours, &theirs, &mut score),
            Layer::Affiliations => entities::compare_affiliations(&ours, &theirs, &mut score),
            Layer::Stances => stances::compare(&ours, &theirs, &ruler, &mut score),
        }
    }
    score
}

fn ids_without(
    gold: &[AnnotatedDocument],
    predicted: &BTreeMap<&str, &AnnotatedDocument>,
) -> Vec<String> {
    let ids = gold.iter().map(|document| &document.id);
    ids.filter(|id| !predicted.contains_key(id.as_str())).cloned().collect()
}

/// Returns what can be measured: fields that the annotation gives somewhere.
fn asked(gold: &[AnnotatedDocument], layers: &[Layer]) -> Vec<Metric> {
    let statements = gold.iter().flat_map(|document| &document.statements);
    let is_given = |metric: &Metric| match metric {
        Metric::ResolvedSource => statements.clone().any(|statement| !statement.source.is_empty()),
        Metric::Act => statements.clone().any(|statement| statement.act.is_some()),
        Metric::Addressee => statements.clone().any(|statement| !statement.addressee.is_empty()),
        Metric::Within => statements.clone().any(|statement| statement.within.is_some()),
        _ => true,
    };
    let metrics = layers.iter().flat_map(|layer| layer.metrics()).copied();
    metrics.filter(|metric| is_given(metric)).collect()
}
