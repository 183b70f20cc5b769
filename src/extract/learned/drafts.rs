//! Drafts: a statement as the models read it off a cue, with what tells how far it can be trusted.

use crate::learn;
use crate::learn::Linear;
use crate::learn::Model;
use crate::model::Act;

use super::cues;
use super::cues::Candidate;
use super::cues::Features;
use super::decide;
use super::decide::Parts;
use super::scene::Scene;
use super::spans::Around;
use super::spans::LABELS;
use super::spans::Window;
use super::trust;

/// The acts in the order of their classes.
pub const ACTS: [Act; 4] = [Act::Assertive, Act::Directive, Act::Commissive, Act::Expressive];

/// The models that read a statement off a cue.
#[derive(Clone, Debug)]
pub struct Drafter {
    /// Whether a word is a cue: no, yes.
    pub cues: Model,
    /// What a word of the window is to the cue.
    pub spans: Model,
    /// What is done in saying it.
    pub acts: Model,
    /// Candidates that score less are no cues.
    pub least: i32,
    /// What the label before says about a label.
    pub transitions: Vec<i32>,
}

/// A statement as the models or the rules read it off a cue.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Its parts.
    pub parts: Parts,
    /// The score of the cue.
    pub score: i32,
    /// By how much the labels beat the next best, on average.
    pub margin: i32,
    /// What tells how far it can be trusted.
    pub features: Vec<u64>,
}

impl Drafter {
    /// Returns by how much it is a cue rather than none.
    pub fn score(&self, scene: &Scene, candidate: &Candidate, features: &mut Features) -> i32 {
        cues::features(scene, candidate, features);
        learn::odds(&self.cues, &features.0)
    }

    /// Returns the statements that may be meant by a candidate, that of the models first; none if it is no cue.
    pub fn drafts(
        &self,
        scene: &Scene,
        candidate: &Candidate,
        features: &mut Features,
    ) -> Vec<Draft> {
        let score = self.score(scene, candidate, features);
        if score < self.least {
            return Vec::new();
        }
        let window = Window::new(scene, candidate);
        let (labels, margin) = self.labels(scene, candidate, &window, features);
        let Some(parts) = decide::parts(scene, candidate, &window, &labels) else {
            return Vec::new();
        };
        decide::variants(candidate, &parts)
            .into_iter()
            .map(|variant| {
                let evidence = trust::Evidence { scene, candidate, read: &parts, score, margin };
                let features = evidence.features(&variant);
                Draft { parts: variant, score, margin, features }
            })
            .collect()
    }

    /// Returns what is done in saying a statement.
    pub fn act(
        &self,
        scene: &Scene,
        candidate: &Candidate,
        parts: &Parts,
        features: &mut Features,
    ) -> Act {
        act_features(scene, candidate, parts, features);
        let mut scores = [0; ACTS.len()];
        self.acts.add_scores(&features.0, &mut scores);
        ACTS[learn::best(&scores)]
    }

    fn labels(
        &self,
        scene: &Scene,
        candidate: &Candidate,
        window: &Window,
        features: &mut Features,
    ) -> (Vec<usize>, i32) {
        let around = Around::new(scene, window, candidate);
        let mut scores = vec![0; window.words.len() * LABELS];
        around.add_scores(&self.spans, features, &mut scores);
        let labels = learn::best_sequence(&scores, &self.transitions, LABELS);
        let margins: i64 = scores
            .chunks(LABELS)
            .zip(&labels)
            .map(|(row, &label)| {
                let other =
                    learn::best_of(row, |class| class != label).map_or(0, |class| row[class]);
                i64::from(row[label].saturating_sub(other)).min(i64::from(i16::MAX))
            })
            .sum();
        let size = i64::try_from(labels.len().max(1)).unwrap_or(i64::MAX);
        (labels, i32::try_from(margins / size).unwrap_or(i32::MAX))
    }
}

/// Puts what tells the act in place of the features that are there.
pub fn act_features(scene: &Scene, candidate: &Candidate, parts: &Parts, features: &mut Features) {
    features.0.clear();
    let at = candidate.word;
    let lemma = scene.lemmas[at];
    let first = parts.content.first().map_or(at, |piece| piece.start);
    let form = |at: usize| scene.forms.get(at).copied().unwrap_or(0);
    let tag = |at: usize| scene.xpos_number(at);
    let content = parts.content.first().and_then(|piece| scene.head_of(piece));
    let content_tag = content.map_or(0, tag);
    features.add(300, &[]);
    features.add(301, &[lemma]);
    features.add(302, &[lemma, tag(at)]);
    features.add(303, &[lemma, form(first)]);
    features.add(304, &[lemma, tag(first)]);
    features.add(305, &[form(first), tag(at)]);
    features.add(306, &[lemma, content_tag]);
    features.add(307, &[content.map_or(0, |at| scene.lemmas[at]), lemma]);
    features.add(308, &[u64::from(parts.addressee.is_some()), lemma]);
    features.add(309, &[u64::from(parts.addressee.is_some()), tag(first)]);
    features.add(310, &[form(at + 1), lemma]);
    features.add(311, &[form(first)]);
    features.add(312, &[tag(first), tag(at)]);
    let modal =
        parts.content.iter().flat_map(Clone::clone).take(60).find(|&at| scene.xpos(at) == "MD");
    features.add(313, &[modal.map_or(0, form), lemma]);
    features.add(314, &[modal.map_or(0, form)]);
    let last = parts.content.last().map_or(at, |piece| piece.end - 1);
    features.add(315, &[u64::from(scene.text(last) == "?"), lemma]);
    features.add(316, &[content.map_or(0, |at| scene.relation_number(at)), lemma]);
    if let Some(token) = scene.reading.word(scene.words[at].token as usize) {
        for &(number, _) in token.cues.iter().take(2) {
            let cue = &scene.reading.lexicon.cues.cues[number];
            features.add(317, &[cue.act as u64, cues::kind(cue.kind)]);
            features.add(318, &[cue.act as u64, tag(first)]);
        }
    }
    if let Some(found) = candidate.by_rule.as_ref().and_then(|found| found.found) {
        let act = scene.found[found].act as u64;
        features.add(319, &[act]);
        features.add(320, &[act, lemma]);
        features.add(321, &[act, tag(first)]);
    }
}
