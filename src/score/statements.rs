//! Compares statements: source, cue and content, and what is known of each.

use std::collections::BTreeMap;

use crate::model::AnnotatedStatement;

use super::DocumentScore;
use super::HALF;
use super::figures::Count;
use super::figures::Layer;
use super::figures::Metric;
use super::pairing::Candidate;
use super::pairing::Names;
use super::pairing::agree;
use super::pairing::greedy;
use super::ruler::Positions;
use super::ruler::Ruler;
use super::ruler::meeting;
use super::side::Side;

/// A statement, measured.
pub(super) struct Parts<'a> {
    pub(super) statement: &'a AnnotatedStatement,
    pub(super) cue: Positions,
    source: Positions,
    pub(super) content: Positions,
    /// The names of each source.
    sources: Vec<&'a Names>,
    /// Whether it has neither words nor entities as its source.
    pub(super) is_sourceless: bool,
}

/// A part of a statement that stands in the text.
type Part = fn(&AnnotatedStatement) -> Vec<(usize, usize)>;

const PARTS: [Part; 3] = [cue_pieces, source_pieces, content_pieces];

/// What is right about a pair.
#[derive(Clone, Copy)]
pub(super) struct Verdict {
    pub(super) predicted: usize,
    pub(super) source: bool,
    pub(super) content: bool,
    resolved: bool,
}

impl Parts<'_> {
    /// Returns the statement's id.
    pub(super) fn id(&self) -> &str {
        &self.statement.id
    }
}

impl Verdict {
    /// Returns whether the attribution is right.
    pub(super) fn is_right(&self) -> bool {
        self.source && self.content
    }
}

/// Compares the statements of a document.
pub(super) fn compare(
    gold: &Side<'_>,
    predicted: &Side<'_>,
    ruler: &Ruler<'_>,
    score: &mut DocumentScore,
) {
    let (ours, theirs) = (parts(gold, ruler), parts(predicted, ruler));
    let verdicts = verdicts(&ours, &theirs);
    let pairs: Vec<(usize, usize)> =
        verdicts.iter().map(|(&g, verdict)| (g, verdict.predicted)).collect();
    count_verdicts(&verdicts, ours.len(), theirs.len(), score);
    count_overlaps(&pairs, &ours, &theirs, score);
    count_exact(&pairs, gold.statements, predicted.statements, score);
    count_fields(&pairs, gold, predicted, score);
    count_within(&pairs, gold.statements, predicted.statements, score);
    list_errors(&verdicts, (gold, &ours), (predicted, &theirs), ruler, score);
}

/// Returns what is right about each statement that has a partner, by its place.
pub(super) fn verdicts(ours: &[Parts<'_>], theirs: &[Parts<'_>]) -> BTreeMap<usize, Verdict> {
    let pairs = greedy(candidates(ours, theirs));
    pairs.iter().map(|&(g, p)| (g, judge(p, &ours[g], &theirs[p]))).collect()
}

/// Measures the statements of a side.
pub(super) fn parts<'a>(side: &'a Side<'_>, ruler: &Ruler<'_>) -> Vec<Parts<'a>> {
    side.statements
        .iter()
        .map(|statement| Parts {
            statement,
            cue: ruler.positions(&statement.cue_spans),
            source: ruler.positions(&statement.source_span),
            content: ruler.positions(&statement.content_spans),
            sources: side.listed(&statement.source),
            is_sourceless: statement.source_span.is_none() && statement.source.is_empty(),
        })
        .collect()
}

/// Returns the statements that might be the same: their cues overlap or, where one has no cue, their
/// contents do by half.
fn candidates(ours: &[Parts<'_>], theirs: &[Parts<'_>]) -> Vec<Candidate<3>> {
    let mut pairs =
        meeting(ours.iter().map(|parts| &parts.cue), theirs.iter().map(|parts| &parts.cue));
    pairs.extend(meeting(
        ours.iter().map(|parts| &parts.content),
        theirs.iter().map(|parts| &parts.content),
    ));
    pairs.into_iter().filter_map(|(g, p)| candidate((g, &ours[g]), (p, &theirs[p]))).collect()
}

fn candidate(
    (gold, one): (usize, &Parts<'_>),
    (predicted, other): (usize, &Parts<'_>),
) -> Option<Candidate<3>> {
    let content = one.content.dice(&other.content);
    let has_cues = !one.cue.is_empty() && !other.cue.is_empty();
    let weight = if has_cues { one.cue.dice(&other.cue) } else { content };
    let is_candidate = if has_cues { weight > 0.0 } else { weight >= HALF };
    let rank = [weight, content, one.source.dice(&other.source)];
    is_candidate.then_some(Candidate { rank, gold, predicted })
}

fn judge(predicted: usize, one: &Parts<'_>, other: &Parts<'_>) -> Verdict {
    let resolved = agree(&one.sources, &other.sources);
    let is_without_content = one.content.is_empty() && other.content.is_empty();
    Verdict {
        predicted,
        source: one.source.common(&other.source) > 0
            || (resolved && !one.sources.is_empty())
            || (one.is_sourceless && other.is_sourceless),
        content: one.content.dice(&other.content) >= HALF || is_without_content,
        resolved,
    }
}

fn count_verdicts(
    verdicts: &BTreeMap<usize, Verdict>,
    gold: usize,
    predicted: usize,
    score: &mut DocumentScore,
) {
    let mut count = |metric, is_right: fn(&Verdict) -> bool| {
        let correct = verdicts.values().filter(|verdict| is_right(verdict)).count();
        score.counts.insert(metric, Count { correct, gold, predicted });
    };
    count(Metric::Detection, |_| true);
    count(Metric::Source, |verdict| verdict.source);
    count(Metric::Content, |verdict| verdict.content);
    count(Metric::Attribution, Verdict::is_right);
    count(Metric::ResolvedSource, |verdict| verdict.resolved && verdict.content);
}

fn count_overlaps(
    pairs: &[(usize, usize)],
    ours: &[Parts<'_>],
    theirs: &[Parts<'_>],
    score: &mut DocumentScore,
) {
    let mut count = |metric, part: for<'p> fn(&'p Parts<'_>) -> &'p Positions| {
        let total = |side: &[Parts<'_>]| side.iter().map(|parts| part(parts).len()).sum();
        let correct = pairs.iter().map(|&(g, p)| part(&ours[g]).common(part(&theirs[p]))).sum();
        score.counts.insert(metric, Count { correct, gold: total(ours), predicted: total(theirs) });
    };
    count(Metric::CueOverlap, |parts| &parts.cue);
    count(Metric::SourceOverlap, |parts| &parts.source);
    count(Metric::ContentOverlap, |parts| &parts.content);
}

/// Counts spans that are equal in every piece; only spans that exist are counted.
fn count_exact(
    pairs: &[(usize, usize)],
    ours: &[AnnotatedStatement],
    theirs: &[AnnotatedStatement],
    score: &mut DocumentScore,
) {
    for (metric, part) in
        [Metric::CueExact, Metric::SourceExact, Metric::ContentExact].into_iter().zip(PARTS)
    {
        let existing =
            |side: &[AnnotatedStatement]| side.iter().filter(|item| !part(item).is_empty()).count();
        let is_equal = |&&(g, p): &&(usize, usize)| {
            let pieces = part(&ours[g]);
            !pieces.is_empty() && pieces == part(&theirs[p])
        };
        let correct = pairs.iter().filter(is_equal).count();
        score
            .counts
            .insert(metric, Count { correct, gold: existing(ours), predicted: existing(theirs) });
    }
    let is_equal =
        |&&(g, p): &&(usize, usize)| PARTS.iter().all(|part| part(&ours[g]) == part(&theirs[p]));
    let correct = pairs.iter().filter(is_equal).count();
    score
        .counts
        .insert(Metric::AllExact, Count { correct, gold: ours.len(), predicted: theirs.len() });
}

/// Counts the act, and the addressee where the annotation has one: shares of the pairs.
fn count_fields(
    pairs: &[(usize, usize)],
    gold: &Side<'_>,
    predicted: &Side<'_>,
    score: &mut DocumentScore,
) {
    let both = || pairs.iter().map(|&(g, p)| (&gold.statements[g], &predicted.statements[p]));
    let acts = both().filter(|(one, other)| one.act == other.act).count();
    score.counts.insert(Metric::Act, share(acts, pairs.len()));
    let addressed = || both().filter(|(one, _)| !one.addressee.is_empty());
    let right = addressed().filter(|(one, other)| {
        agree(&gold.listed(&one.addressee), &predicted.listed(&other.addressee))
    });
    score.counts.insert(Metric::Addressee, share(right.count(), addressed().count()));
}

fn share(correct: usize, asked: usize) -> Count {
    Count { correct, gold: asked, predicted: asked }
}

/// Counts statements whose parent is the one paired with the annotated parent.
fn count_within(
    pairs: &[(usize, usize)],
    ours: &[AnnotatedStatement],
    theirs: &[AnnotatedStatement],
    score: &mut DocumentScore,
) {
    let partner: BTreeMap<&str, &str> =
        pairs.iter().map(|&(g, p)| (ours[g].id.as_str(), theirs[p].id.as_str())).collect();
    let is_right = |&&(g, p): &&(usize, usize)| {
        let expected = ours[g].within.as_deref().and_then(|parent| partner.get(parent).copied());
        expected.is_some() && expected == theirs[p].within.as_deref()
    };
    let nested =
        |side: &[AnnotatedStatement]| side.iter().filter(|item| item.within.is_some()).count();
    let correct = pairs.iter().filter(is_right).count();
    score
        .counts
        .insert(Metric::Within, Count { correct, gold: nested(ours), predicted: nested(theirs) });
}

fn list_errors<'a>(
    verdicts: &BTreeMap<usize, Verdict>,
    (gold, ours): (&Side<'_>, &[Parts<'a>]),
    (predicted, theirs): (&Side<'_>, &[Parts<'a>]),
    ruler: &Ruler<'_>,
    score: &mut DocumentScore,
) {
    let mut is_paired = vec![false; theirs.len()];
    let missed = score.missed.entry(Layer::Statements).or_default();
    for (g, one) in ours.iter().enumerate() {
        let shown = describe(one.statement, gold, ruler);
        let Some(verdict) = verdicts.get(&g) else {
            missed.push(format!("not found: {shown}"));
            continue;
        };
        is_paired[verdict.predicted] = true;
        let wrong = match (verdict.source, verdict.content) {
            (true, true) => continue,
            (false, true) => "source",
            (true, false) => "content",
            (false, false) => "source and content",
        };
        let other = describe(theirs[verdict.predicted].statement, predicted, ruler);
        missed.push(format!("{wrong} wrong: {shown}\n      predicted: {other}"));
    }
    let spurious = theirs.iter().zip(is_paired).filter(|(_, is_paired)| !is_paired);
    let spurious = spurious.map(|(other, _)| describe(other.statement, predicted, ruler)).collect();
    score.spurious.insert(Layer::Statements, spurious);
}

fn describe(statement: &AnnotatedStatement, side: &Side<'_>, ruler: &Ruler<'_>) -> String {
    format!(
        "source {} [{}] | cue {} | content {}",
        ruler.snippet(&statement.source_span),
        side.label(&statement.source),
        ruler.snippet(&statement.cue_spans),
        ruler.snippet(&statement.content_spans),
    )
}

fn cue_pieces(statement: &AnnotatedStatement) -> Vec<(usize, usize)> {
    sorted(statement.cue_spans.iter().map(|span| (span.start, span.end)))
}

fn source_pieces(statement: &AnnotatedStatement) -> Vec<(usize, usize)> {
    sorted(statement.source_span.iter().map(|span| (span.start, span.end)))
}

fn content_pieces(statement: &AnnotatedStatement) -> Vec<(usize, usize)> {
    sorted(statement.content_spans.iter().map(|span| (span.start, span.end)))
}

fn sorted(pieces: impl Iterator<Item = (usize, usize)>) -> Vec<(usize, usize)> {
    let mut pieces: Vec<_> = pieces.collect();
    pieces.sort_unstable();
    pieces
}
