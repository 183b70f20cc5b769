//! Examples: what the models learn from, made of annotated texts with the same features that they read later.

use std::ops::Range;

use crate::model::Act;
use crate::model::Span;

use super::cues;
use super::cues::Candidate;
use super::cues::Features;
use super::decide;
use super::decide::Parts;
use super::drafts;
use super::drafts::ACTS;
use super::drafts::Draft;
use super::scene::Scene;
use super::spans::Around;
use super::spans::Part;
use super::spans::Window;

/// An annotated statement by its spans.
#[derive(Clone, Debug)]
pub struct Annotated {
    /// Who speaks.
    pub source: Option<Span>,
    /// The words that say that something was expressed.
    pub cue: Vec<Span>,
    /// What was expressed.
    pub content: Vec<Span>,
    /// To whom.
    pub addressee: Option<Span>,
    /// What is done in saying it.
    pub act: Act,
}

/// What is learned from one word that may be a cue.
#[derive(Clone, Debug)]
pub struct Example {
    /// What names the word in the list of those that headed a cue.
    pub key: u64,
    /// Whether only that list makes it a candidate.
    pub is_by_key: bool,
    /// The features of the cue.
    pub features: Vec<u64>,
    /// What it is annotated as, if it is a cue.
    pub statement: Option<StatementExample>,
}

/// What is learned from a cue.
#[derive(Clone, Debug)]
pub struct StatementExample {
    /// For each word around it the features and the label.
    pub words: Vec<(Vec<u64>, usize)>,
    /// The features of the act, and the number of its class.
    pub act: (Vec<u64>, usize),
}

/// Returns the examples of a text.
pub fn examples(
    scene: &Scene,
    annotated: &[Annotated],
    is_known: impl Fn(u64) -> bool,
) -> Vec<Example> {
    let gold: Vec<Parts> =
        annotated.iter().filter_map(|statement| parts(scene, statement)).collect();
    let acts: Vec<Act> = annotated
        .iter()
        .filter(|statement| parts(scene, statement).is_some())
        .map(|statement| statement.act)
        .collect();
    let candidates = cues::candidates(scene, &is_known);
    let matched = matches(&candidates, &gold);
    let mut features = Features::default();
    candidates
        .iter()
        .zip(matched)
        .map(|(candidate, statement)| {
            cues::features(scene, candidate, &mut features);
            let own = features.0.clone();
            let key = cues::key(scene, candidate.word);
            let statement = statement.map(|number| {
                let parts = Parts { head: candidate.word, ..gold[number].clone() };
                statement_example(scene, candidate, &parts, acts[number], &mut features)
            });
            Example {
                key,
                is_by_key: !cues::may_be_cue(scene, candidate.word, &|_| false),
                features: own,
                statement,
            }
        })
        .collect()
}

/// Returns the keys of the words that head annotated cues.
pub fn keys(scene: &Scene, annotated: &[Annotated]) -> Vec<u64> {
    annotated
        .iter()
        .filter_map(|statement| parts(scene, statement))
        .map(|parts| cues::key(scene, parts.head))
        .collect()
}

/// How a draft compares with the annotation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rightness {
    /// Whether source and content are right, as the guidelines count it.
    pub is_right: bool,
    /// Whether the source has the very words, and the content nearly.
    pub is_exact: bool,
}

/// Returns for each draft how it compares with the annotation.
pub fn are_right(scene: &Scene, annotated: &[Annotated], drafts: &[Draft]) -> Vec<Rightness> {
    let gold: Vec<Parts> =
        annotated.iter().filter_map(|statement| parts(scene, statement)).collect();
    drafts
        .iter()
        .map(|draft| Rightness {
            is_right: gold.iter().any(|gold| is_right(&draft.parts, gold)),
            is_exact: gold.iter().any(|gold| is_exact(&draft.parts, gold)),
        })
        .collect()
}

fn is_right(draft: &Parts, gold: &Parts) -> bool {
    const HALF: usize = 50;
    let source = match (&draft.source, &gold.source) {
        (Some(one), Some(other)) => one.start < other.end && other.start < one.end,
        (None, None) => true,
        _ => false,
    };
    decide::dice(&draft.cue, &gold.cue) > 0
        && source
        && decide::dice(&draft.content, &gold.content) >= HALF
}

fn is_exact(draft: &Parts, gold: &Parts) -> bool {
    const NEARLY: usize = 95;
    decide::dice(&draft.cue, &gold.cue) > 0
        && draft.source == gold.source
        && decide::dice(&draft.content, &gold.content) >= NEARLY
}

/// Returns an annotated statement in words; nothing where it has no cue.
fn parts(scene: &Scene, statement: &Annotated) -> Option<Parts> {
    let words = |span: Span| Some(scene.words_in(span)).filter(|words| !words.is_empty());
    let cue: Vec<Range<usize>> = statement.cue.iter().filter_map(|&span| words(span)).collect();
    let head = scene.head_of(cue.first()?)?;
    Some(Parts {
        head,
        source: statement.source.and_then(words),
        cue,
        content: statement.content.iter().filter_map(|&span| words(span)).collect(),
        addressee: statement.addressee.and_then(words),
    })
}

/// Returns for each candidate the statement whose cue it heads.
fn matches(candidates: &[Candidate], gold: &[Parts]) -> Vec<Option<usize>> {
    let mut matched = vec![None; candidates.len()];
    for (number, parts) in gold.iter().enumerate() {
        let is_head = candidates.iter().position(|candidate| candidate.word == parts.head);
        let is_inside = || {
            candidates
                .iter()
                .position(|candidate| parts.cue.iter().any(|piece| piece.contains(&candidate.word)))
        };
        if let Some(place) = is_head.or_else(is_inside) {
            matched[place] = Some(number);
        }
    }
    matched
}

fn statement_example(
    scene: &Scene,
    candidate: &Candidate,
    parts: &Parts,
    act: Act,
    features: &mut Features,
) -> StatementExample {
    let window = Window::new(scene, candidate);
    let around = Around::new(scene, &window, candidate);
    let words = window
        .words
        .clone()
        .map(|at| {
            around.features(at, features);
            (features.0.clone(), label(parts, at))
        })
        .collect();
    drafts::act_features(scene, candidate, parts, features);
    let act = ACTS.iter().position(|&known| known == act).unwrap_or(0);
    StatementExample { words, act: (features.0.clone(), act) }
}

fn label(parts: &Parts, at: usize) -> usize {
    let in_part = |part: Part, pieces: &[Range<usize>]| {
        let piece = pieces.iter().find(|piece| piece.contains(&at))?;
        Some(part.label(piece.start == at))
    };
    in_part(Part::Cue, &parts.cue)
        .or_else(|| in_part(Part::Source, parts.source.as_slice()))
        .or_else(|| in_part(Part::Addressee, parts.addressee.as_slice()))
        .or_else(|| in_part(Part::Content, &parts.content))
        .unwrap_or(0)
}
