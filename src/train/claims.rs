//! How well claims meet: annotated pairs of contents come in, with the thresholds that fit them best, and what is right
//! of pairs that the thresholds were not set on.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use rayon::prelude::*;
use serde::Deserialize;

use crate::analyse;
use crate::learn;
use crate::model::Act;
use crate::model::AnnotatedDocument;
use crate::model::CodePointSpan;
use crate::model::CodePoints;
use crate::model::Confidence;
use crate::model::Document;
use crate::model::DocumentKey;
use crate::model::Findings;
use crate::model::FoundStatement;
use crate::model::Identity;
use crate::model::Judgements;
use crate::model::Lexicon;
use crate::model::Likeness;
use crate::model::Links;
use crate::model::Manner;
use crate::model::QuotationKind;
use crate::model::Span;
use crate::model::Voice;
use crate::resolve;
use crate::resolve::Thresholds;

/// Pairs are dealt into so many parts, by the document of the first.
const PARTS: u64 = 5;

/// A pair of contents with what two annotators hold.
#[derive(Clone, Debug, Deserialize)]
pub struct Pair {
    /// Its name.
    pub id: String,
    /// The first content.
    pub a: Content,
    /// The second.
    pub b: Content,
    /// What the annotators hold.
    pub labels: [Label; 2],
}

/// A content of a document.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub struct Content {
    /// The document's id.
    pub document: String,
    /// Where it stands.
    pub content_spans: Vec<CodePointSpan>,
}

/// What two contents are to one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Label {
    /// Whoever accepts one has to accept the other.
    Restates,
    /// Both cannot be true at once.
    Contradicts,
    /// Neither.
    Neither,
}

/// How many of a label were found, are there, and are both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Found.
    pub found: usize,
    /// In the annotation.
    pub gold: usize,
    /// Both.
    pub both: usize,
}

/// What is right, and of which pairs the program holds something else than both annotators.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClaimScore {
    /// Of what restates.
    pub restates: Counts,
    /// Of what contradicts.
    pub contradicts: Counts,
    /// Pairs that are wrong.
    pub wrong: Vec<Wrong>,
}

/// A pair of which the program holds something else than both annotators.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Wrong {
    /// Its name.
    pub id: String,
    /// What the annotators hold.
    pub gold: Label,
    /// What was found.
    pub found: Label,
    /// The claims, as they were compared.
    pub claims: [String; 2],
}

/// What is found of a pair, with the labels of the claims.
type Found<'a> = (&'a Pair, Label, [String; 2]);

/// The pairs with their documents, read once.
#[derive(Debug)]
pub struct Pairs {
    all: Vec<Pair>,
    documents: Vec<AnnotatedDocument>,
    identity: Identity,
    lexicon: Lexicon,
}

impl Counts {
    /// Returns F0.5 in per cent, in which precision counts twice as much as recall.
    fn precise_percent(&self) -> usize {
        500 * self.both / (4 * self.found + self.gold).max(1)
    }

    /// Returns F1 in per cent.
    pub fn percent(&self) -> usize {
        200 * self.both / (self.found + self.gold).max(1)
    }
}

impl Pairs {
    /// Reads the documents of pairs by the built-in models.
    pub fn new(pairs: Vec<Pair>, texts: &BTreeMap<String, String>) -> Self {
        let lexicon = Lexicon::built_in();
        let contents = pairs.iter().flat_map(|pair| [&pair.a, &pair.b]);
        let documents = read(contents.map(|content| (content, [].as_slice())), texts, &lexicon);
        let identity = resolve::identity(&documents, &lexicon, &Judgements::default())
            .expect("nobody decides anything");
        Self { all: pairs, documents, identity, lexicon }
    }

    /// Returns the thresholds that fit all pairs best.
    pub fn fitted(&self) -> Thresholds {
        fitted(&self.tried(), |_| true)
    }

    /// Returns what is right of each part with the thresholds that fit the others best.
    pub fn cross_validated(&self) -> (ClaimScore, Vec<Thresholds>) {
        let tried = self.tried();
        let mut score = ClaimScore::default();
        let mut thresholds = Vec::new();
        for part in 0..PARTS {
            let fitted = fitted(&tried, |pair| part_of(pair) != part);
            thresholds.push(fitted);
            let (_, found) =
                tried.iter().find(|(tried, _)| *tried == fitted).expect("it was tried");
            for found in found.iter().filter(|(pair, ..)| part_of(pair) == part) {
                score.add(found);
            }
        }
        score.wrong.sort();
        (score, thresholds)
    }

    /// Returns what is right with given thresholds.
    pub fn score(&self, thresholds: &Thresholds) -> ClaimScore {
        let mut score = ClaimScore::default();
        for found in self.labelled(thresholds) {
            score.add(&found);
        }
        score
    }

    /// Returns what is found with each of many thresholds.
    fn tried(&self) -> Vec<(Thresholds, Vec<Found<'_>>)> {
        let mut all = Vec::new();
        for restates in (56..=88).step_by(4) {
            for restates_far in (restates..=92).step_by(4) {
                for contradicts in (60..=100).step_by(10) {
                    all.push(Thresholds { restates, restates_far, contradicts });
                }
            }
        }
        all.into_par_iter().map(|thresholds| (thresholds, self.labelled(&thresholds))).collect()
    }

    fn labelled(&self, thresholds: &Thresholds) -> Vec<Found<'_>> {
        let links = resolve::links_with(&self.documents, &self.identity, &self.lexicon, thresholds);
        let found = |pair| {
            let (label, claims) = self.label(pair, &links);
            (pair, label, claims)
        };
        self.all.iter().map(found).collect()
    }

    fn label(&self, pair: &Pair, links: &Links) -> (Label, [String; 2]) {
        let claim = |content: &Content| {
            let document = self.documents.iter().find(|it| it.id == content.document)?;
            let mut statements = document.statements.iter();
            let statement = statements.find(|it| it.content_spans == content.content_spans)?;
            let key = DocumentKey { corpus: "pairs".to_owned(), id: document.id.clone() };
            links.claim_of.get(&(key, statement.id.clone()))
        };
        let (Some(one), Some(other)) = (claim(&pair.a), claim(&pair.b)) else {
            return (Label::Neither, Default::default());
        };
        let words = |key: &String| {
            let claim = links.claims.iter().find(|claim| claim.key == *key);
            claim.map(|claim| claim.label.clone()).unwrap_or_default()
        };
        let labels = [words(one), words(other)];
        if one == other {
            return (Label::Restates, labels);
        }
        let mut keys = [one, other];
        keys.sort();
        let found = links.comparisons.iter().find(|found| found.claims.each_ref() == keys);
        let label = match found.map(|found| found.likeness) {
            None => Label::Neither,
            Some(Likeness::Restates) => Label::Restates,
            Some(Likeness::Contradicts) => Label::Contradicts,
        };
        (label, labels)
    }
}

impl ClaimScore {
    /// Counts a pair on which the annotators agree.
    fn add(&mut self, (pair, found, claims): &Found<'_>) {
        let ([gold, other], found) = (pair.labels, *found);
        if gold != other {
            return;
        }
        for (label, counts) in
            [(Label::Restates, &mut self.restates), (Label::Contradicts, &mut self.contradicts)]
        {
            counts.found += usize::from(found == label);
            counts.gold += usize::from(gold == label);
            counts.both += usize::from(found == label && gold == label);
        }
        if found != gold {
            let (id, claims) = (pair.id.clone(), claims.clone());
            self.wrong.push(Wrong { id, gold, found, claims });
        }
    }
}

/// Returns the first of the thresholds with the best sum of F1 of what restates and F0.5 of what contradicts.
fn fitted(
    tried: &[(Thresholds, Vec<Found<'_>>)],
    is_learned: impl Fn(&Pair) -> bool,
) -> Thresholds {
    let fit = |found: &[Found<'_>]| {
        let mut score = ClaimScore::default();
        for found in found.iter().filter(|(pair, ..)| is_learned(pair)) {
            score.add(found);
        }
        score.restates.percent() + score.contradicts.precise_percent()
    };
    let mut best = (0, Thresholds::default());
    for (thresholds, found) in tried {
        let fit = fit(found);
        if fit > best.0 {
            best = (fit, *thresholds);
        }
    }
    best.1
}

fn part_of(pair: &Pair) -> u64 {
    learn::hash(pair.a.document.as_str().min(pair.b.document.as_str())) % PARTS
}

/// Reads the documents of contents and cues by the built-in models, as if nothing else were found in them.
pub(super) fn read<'a>(
    contents: impl Iterator<Item = (&'a Content, &'a [CodePointSpan])>,
    texts: &BTreeMap<String, String>,
    lexicon: &Lexicon,
) -> Vec<AnnotatedDocument> {
    type Spans<'a> = (&'a [CodePointSpan], &'a [CodePointSpan]);
    let mut of: BTreeMap<&str, BTreeSet<Spans<'a>>> = BTreeMap::new();
    for (content, cue) in contents {
        of.entry(&content.document).or_default().insert((&content.content_spans, cue));
    }
    let syntax = analyse::Syntax::built_in();
    let naming = analyse::Naming::built_in();
    let of: Vec<_> = of.into_iter().collect();
    of.par_iter()
        .filter_map(|(id, contents)| {
            let key = DocumentKey { corpus: "pairs".to_owned(), id: (*id).to_owned() };
            let document = Document::of_text(key, texts.get(*id)?.clone());
            let analysis = analyse::text(&document, lexicon, &syntax, &naming);
            let findings = findings(&document, contents.iter().copied(), lexicon);
            let account = resolve::document(&document, &analysis, findings, lexicon);
            Some(AnnotatedDocument::new(&document, &account))
        })
        .collect()
}

/// Returns statements of nobody with given contents and cues.
fn findings<'a>(
    document: &Document,
    contents: impl Iterator<Item = (&'a [CodePointSpan], &'a [CodePointSpan])>,
    lexicon: &Lexicon,
) -> Findings {
    let points = CodePoints::new(&document.text);
    let span = |at: &CodePointSpan| {
        let (start, end) = (points.to_byte(at.start)?, points.to_byte(at.end)?);
        Span::new(&document.text, start, end)
    };
    let statement = |(content, cue): (&[CodePointSpan], &[CodePointSpan])| {
        let cue: Vec<Span> = cue.iter().filter_map(span).collect();
        let word = cue.first().map(|cue| cue.of(&document.text).to_lowercase());
        FoundStatement {
            source: Voice::Unknown,
            content: content.iter().filter_map(span).collect(),
            quotation: QuotationKind::Indirect,
            act: Act::Assertive,
            manner: manner(word.as_deref().unwrap_or_default(), lexicon),
            cue,
            addressee: None,
            is_negated: false,
            is_modal: false,
            is_hedged: false,
            recommendation: None,
            confidence: Confidence::hundredths(100),
            rule: "annotated",
        }
    };
    Findings { statements: contents.map(statement).collect(), ..Findings::default() }
}

/// Returns how the first word of a cue presents what is said.
fn manner(cue: &str, lexicon: &Lexicon) -> Manner {
    let word = cue.split_whitespace().next().unwrap_or_default();
    let mut entries = lexicon.cues.by_word.get(word).into_iter().flatten();
    let factuality = entries.find_map(|(entry, _)| lexicon.cues.cues[*entry].factuality);
    Manner { factuality: factuality.unwrap_or_default(), ..Manner::default() }
}
