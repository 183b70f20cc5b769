//! What kinds of errors there are, how often each happens, and where the program does well: by the kind of cue, of
//! quotation and of nesting, and by its own confidence.
//!
//! In come the documents that are compared, and the grammar of their texts where it is known; out come counts.

mod cues;
mod statements;
mod stances;
mod kinds;
mod groups;
mod tenths;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use crate::model::AnnotatedDocument;

use super::Layer;
use super::Metric;
use super::ScoreError;
use super::Texts;
use super::ruler::Ruler;
use super::side::Side;

pub use cues::Cue;
pub use cues::Grammar;
pub use groups::Group;
pub use groups::GroupCount;
pub use groups::GroupCounts;
pub use kinds::Kind;
pub use tenths::Tenth;

use tenths::Tenths;

/// What is wrong and what is right about found documents, over all of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Errors {
    /// How often each kind of error happens.
    kinds: BTreeMap<Kind, usize>,
    /// How many statements of each group there are, were found and are right.
    pub groups: BTreeMap<Group, GroupCounts>,
    statements: Tenths,
    stances: Tenths,
}

impl Errors {
    /// Returns the kinds of errors of a layer with how often each happens, the most frequent first.
    pub fn kinds(&self, layer: Layer) -> Vec<(Kind, usize)> {
        let of_layer = self.kinds.iter().filter(|(kind, _)| kind.layer() == layer);
        let mut kinds: Vec<(Kind, usize)> = of_layer.map(|(kind, count)| (*kind, *count)).collect();
        kinds.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        kinds
    }

    /// Returns, for each tenth of confidence in which the program found something, how much of that is right.
    pub fn tenths(&self, layer: Layer) -> Vec<Tenth> {
        match layer {
            Layer::Statements => self.statements.found(),
            Layer::Stances => self.stances.found(),
            Layer::Entities | Layer::Affiliations => Vec::new(),
        }
    }

    fn note(&mut self, kind: Kind) {
        *self.kinds.entry(kind).or_default() += 1;
    }
}

/// Counts the errors of found documents by their kinds. Both sides come from [`documents`](super::documents).
pub fn errors(
    gold: &[AnnotatedDocument],
    predicted: &[AnnotatedDocument],
    texts: Option<&Texts>,
    grammars: &BTreeMap<String, Grammar>,
) -> Result<Errors, ScoreError> {
    let (nothing, unknown) = (AnnotatedDocument::default(), Grammar::default());
    let by_id: BTreeMap<&str, &AnnotatedDocument> =
        predicted.iter().map(|document| (document.id.as_str(), document)).collect();
    let mut errors = Errors::default();
    let asked = super::asked(gold, &[Layer::Statements]);
    for document in gold {
        let text = texts.map(|texts| texts.text(&document.id)).transpose()?;
        let found = by_id.get(document.id.as_str()).copied().unwrap_or(&nothing);
        let pair = Pair {
            gold: &Side::new(document, None),
            predicted: &Side::new(found, text.as_deref()),
            ruler: &Ruler::new(text.as_deref()),
            asked: &asked,
            grammar: grammars.get(&document.id).unwrap_or(&unknown),
        };
        statements::count(&pair, &mut errors);
        stances::count(&pair, &mut errors);
    }
    Ok(errors)
}

/// Both sides of a document, and what they are measured with.
struct Pair<'a> {
    gold: &'a Side<'a>,
    predicted: &'a Side<'a>,
    ruler: &'a Ruler<'a>,
    grammar: &'a Grammar,
    /// What the annotation gives somewhere; nothing else can be wrong.
    asked: &'a [Metric],
}
