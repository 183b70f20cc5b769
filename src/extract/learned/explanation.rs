//! What the rules and the models made of each word that may be a cue: for people who ask why.

use std::cmp::Reverse;

use crate::model::Confidence;
use crate::model::Span;

use super::attribution;
use super::attribution::Attribution;
use super::attribution::Models;
use super::cues::Candidate;
use super::cues::Features;
use super::decide;
use super::drafts::Draft;
use super::scene::Hypothesis;
use super::scene::Scene;

/// What was made of a word that may be a cue. Scores are those of the models: the higher, the surer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CueExplanation {
    /// The word.
    pub cue: Span,
    /// The word rule that found a statement there.
    pub rule: Option<&'static str>,
    /// Whether the tree has the shape of a statement there.
    pub by_tree: bool,
    /// By how much it is a cue rather than none; nothing where there are no models.
    pub score: Option<i32>,
    /// By how much, on average, the labels of source and content beat the next best.
    pub margin: Option<i32>,
    /// By how much the statement as a whole is right rather than wrong.
    pub trust: Option<i32>,
    /// What that means in hundredths.
    pub confidence: Option<Confidence>,
    /// What became of it.
    pub outcome: CueOutcome,
}

/// What became of a word that may be a cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CueOutcome {
    /// It gave a statement.
    Found,
    /// It is no cue.
    NoCue,
    /// It is one, but nothing is its content.
    NoContent,
    /// There is a statement, of which the models are not sure enough.
    Unsure,
    /// A surer statement has its words as a cue.
    Taken,
}

/// Returns what was made of each word that may be a cue, in the order of the text.
pub(in crate::extract) fn explanation(
    scene: &Scene,
    attribution: &Attribution,
) -> Vec<CueExplanation> {
    let Some(models) = &attribution.models else { return by_rules(scene, |_| true) };
    let mut features = Features::default();
    let mut judged: Vec<(CueExplanation, Option<Draft>)> = models
        .candidates(scene)
        .iter()
        .filter_map(|candidate| judge(scene, models, candidate, &mut features))
        .collect();
    judged.sort_by_key(|(explained, _)| (Reverse(explained.trust), explained.cue));
    let drafts = judged.iter().filter_map(|(_, draft)| draft.as_ref());
    let mut keep = decide::keep(drafts.map(|draft| &draft.parts)).into_iter();
    for (explained, draft) in &mut judged {
        if draft.is_some() && keep.next() == Some(false) {
            explained.outcome = CueOutcome::Taken;
        }
    }
    let mut explained = by_rules(scene, |word| !attribution::is_prose(scene, word));
    explained.extend(judged.into_iter().map(|(explained, _)| explained));
    explained.sort_by_key(|explained| explained.cue);
    explained
}

/// Returns what the models make of a candidate, and the draft where they are sure enough of one.
fn judge(
    scene: &Scene,
    models: &Models,
    candidate: &Candidate,
    features: &mut Features,
) -> Option<(CueExplanation, Option<Draft>)> {
    let score = models.drafter.score(scene, candidate, features);
    let found = candidate.by_rule.as_ref().and_then(|rule| scene.found.get(rule.found?));
    let mut explained = CueExplanation {
        cue: scene.span(&(candidate.word..candidate.word + 1))?,
        rule: found.map(|found| found.rule),
        by_tree: candidate.by_tree.is_some(),
        score: Some(score),
        margin: None,
        trust: None,
        confidence: None,
        outcome: CueOutcome::NoCue,
    };
    if score < models.drafter.least {
        return Some((explained, None));
    }
    let Some((trust, draft)) = models.best(scene, candidate, features) else {
        return Some((CueExplanation { outcome: CueOutcome::NoContent, ..explained }, None));
    };
    let confidence = models.confidence(trust);
    explained.margin = Some(draft.margin);
    explained.trust = Some(trust);
    explained.confidence = Some(confidence);
    let is_sure = confidence >= models.least;
    explained.outcome = if is_sure { CueOutcome::Found } else { CueOutcome::Unsure };
    Some((explained, is_sure.then_some(draft)))
}

/// Returns what the rules found at words of a kind.
fn by_rules(scene: &Scene, is_asked: impl Fn(usize) -> bool) -> Vec<CueExplanation> {
    let explained = |(word, rule): (&usize, &Hypothesis)| {
        let found = scene.found.get(rule.found?)?;
        Some(CueExplanation {
            cue: scene.span(&(*word..*word + 1))?,
            rule: Some(found.rule),
            by_tree: false,
            score: None,
            margin: None,
            trust: None,
            confidence: Some(found.confidence),
            outcome: CueOutcome::Found,
        })
    };
    scene.by_rule.iter().filter(|(word, _)| is_asked(**word)).filter_map(explained).collect()
}
