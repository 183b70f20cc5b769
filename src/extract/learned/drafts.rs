//! Drafts: a statement as the models read it off a cue, with what tells how far it can be trusted.

use crate::learn;
use crate::learn::Linear;
use crate::learn::Model;
use crate::model::Act;
use crate::model::SentenceKind;

use super::cues;
use super::cues::Candidate;
use super::cues::Features;
use super::cues::bucket;
use super::decide;
use super::decide::Parts;
use super::scene::Scene;
use super::spans::Around;
use super::spans::LABELS;
use super::spans::Window;

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

/// A statement as the models read it.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Its parts.
    pub parts: Parts,
    /// What is done in saying it.
    pub act: Act,
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
        let mut scores = [0; 2];
        self.cues.add_scores(&features.0, &mut scores);
        scores[1].saturating_sub(scores[0])
    }

    /// Returns the statement of a candidate, unless it is no cue or has no content.
    pub fn draft(
        &self,
        scene: &Scene,
        candidate: &Candidate,
        features: &mut Features,
    ) -> Option<Draft> {
        let score = self.score(scene, candidate, features);
        if score < self.least {
            return None;
        }
        let window = Window::new(scene, candidate);
        let (labels, margin) = self.labels(scene, candidate, &window, features);
        let parts = decide::parts(scene, candidate, &window, &labels)?;
        act_features(scene, candidate, &parts, features);
        let mut scores = [0; ACTS.len()];
        self.acts.add_scores(&features.0, &mut scores);
        let act = ACTS[learn::best(&scores)];
        let mut draft = Draft { parts, act, score, margin, features: Vec::new() };
        draft.features = trust_features(scene, candidate, &draft);
        Some(draft)
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
        for (at, row) in window.words.clone().zip(scores.chunks_mut(LABELS)) {
            around.features(at, features);
            self.spans.add_scores(&features.0, row);
        }
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

/// Returns what tells how far a draft can be trusted.
fn trust_features(scene: &Scene, candidate: &Candidate, draft: &Draft) -> Vec<u64> {
    let mut features = Features::default();
    let Draft { parts, score, margin, .. } = draft;
    let at = candidate.word;
    let lemma = scene.lemmas[at];
    let pos = scene.upos_number(at);
    // The size of a score in powers of two, those below nothing apart.
    let steps = |value: i32| {
        let size = u64::from(value.unsigned_abs().checked_ilog2().unwrap_or(0));
        if value < 0 { 64 + size } else { size }
    };
    let (score, margin) = (steps(*score), steps(*margin));
    let by_rule = decide::agreement(parts, candidate.by_rule.as_ref());
    let by_tree = decide::agreement(parts, candidate.by_tree.as_ref());
    let rule = candidate.by_rule.as_ref().map_or(0, |found| found.rule);
    let size = bucket(parts.content.iter().map(ExactSizeIterator::len).sum());
    let has_source = u64::from(parts.source.is_some());
    let is_quoted = parts.content.first().map_or(0, |piece| {
        u64::from(scene.quotation(piece.start).is_some())
            + 2 * u64::from(scene.quotation(piece.end - 1).is_some())
    });
    let is_inside = u64::from(scene.quotation(at).is_some());
    let sentence = scene.reading.analysis.sentences.get(scene.sentence(at));
    let is_headline =
        u64::from(sentence.is_some_and(|sentence| sentence.kind == SentenceKind::Headline));
    features.add(400, &[]);
    features.add(401, &[score]);
    features.add(402, &[margin]);
    features.add(403, &[score, margin]);
    features.add(404, &[by_rule]);
    features.add(405, &[by_tree]);
    features.add(406, &[by_rule, by_tree]);
    features.add(407, &[by_rule, score]);
    features.add(408, &[rule, by_rule]);
    features.add(409, &[lemma]);
    features.add(410, &[lemma, has_source]);
    features.add(411, &[pos, has_source, score]);
    features.add(412, &[size, has_source]);
    features.add(413, &[is_quoted, is_inside, has_source]);
    features.add(414, &[is_headline, pos]);
    features.add(415, &[parts.content.len().min(3) as u64, pos]);
    let source = parts.source.as_ref().and_then(|source| scene.head_of(source));
    features.add(416, &[source.map_or(0, |at| scene.lemmas[at])]);
    features.add(417, &[source.map_or(0, |at| scene.xpos_number(at)), pos]);
    features.add(418, &[u64::from(scene.reading.is_own_voice), is_inside]);
    features.add(419, &[scene.relation_number(at), pos]);
    let first = parts.content.first().map_or(0, |piece| piece.start);
    features.add(420, &[scene.xpos_number(first), pos]);
    features.add(421, &[u64::from(first > at), by_rule]);
    features.0
}
