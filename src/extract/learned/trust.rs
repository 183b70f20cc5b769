//! Trust: what tells how far a reading of a statement can be trusted.

use std::ops::Range;

use crate::model::SentenceKind;

use super::cues::Candidate;
use super::cues::Features;
use super::cues::bucket;
use super::decide;
use super::decide::Parts;
use super::scene::Hypothesis;
use super::scene::Scene;

/// What is known of a candidate when its readings are judged.
pub(super) struct Evidence<'a> {
    pub scene: &'a Scene<'a>,
    pub candidate: &'a Candidate,
    /// The reading of the models.
    pub read: &'a Parts,
    /// The score of the cue.
    pub score: i32,
    /// By how much the labels beat the next best, on average.
    pub margin: i32,
}

impl Evidence<'_> {
    /// Returns what tells how far a reading can be trusted.
    pub(super) fn features(&self, parts: &Parts) -> Vec<u64> {
        let mut features = Features::default();
        self.whole(parts, &mut features);
        self.agreement(parts, &mut features);
        if let Some(source) = &parts.source {
            self.edges(430, source, &mut features);
        }
        for piece in parts.content.iter().take(2) {
            self.edges(450, piece, &mut features);
        }
        features.0
    }

    /// Adds what the reading is like as a whole.
    fn whole(&self, parts: &Parts, features: &mut Features) {
        let scene = self.scene;
        let at = self.candidate.word;
        let lemma = scene.lemmas[at];
        let pos = scene.upos_number(at);
        let (score, margin) = (steps(self.score), steps(self.margin));
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
    }

    /// Adds how the reading agrees with what the models, the rules and the tree say.
    fn agreement(&self, parts: &Parts, features: &mut Features) {
        let candidate = self.candidate;
        let by_model = decide::agreement(
            parts,
            Some(&Hypothesis {
                source: self.read.source.clone(),
                content: self.read.content.clone(),
                ..Hypothesis::default()
            }),
        );
        let by_rule = decide::agreement(parts, candidate.by_rule.as_ref());
        let by_tree = decide::agreement(parts, candidate.by_tree.as_ref());
        let rule = candidate.by_rule.as_ref().map_or(0, |found| found.rule);
        let (score, margin) = (steps(self.score), steps(self.margin));
        let first = parts.content.first().map_or(0, |piece| piece.start);
        features.add(404, &[by_rule]);
        features.add(405, &[by_tree]);
        features.add(406, &[by_rule, by_tree]);
        features.add(407, &[by_rule, score]);
        features.add(408, &[rule, by_rule]);
        features.add(421, &[u64::from(first > candidate.word), by_rule]);
        features.add(422, &[by_model]);
        features.add(423, &[by_model, by_rule, by_tree]);
        features.add(424, &[by_model, margin]);
        features.add(425, &[by_model, rule]);
    }

    /// Adds what stands at the edges of a part and whether its marks are closed.
    fn edges(&self, first: u64, words: &Range<usize>, features: &mut Features) {
        let scene = self.scene;
        let cue = self.candidate.word;
        let sentence = scene.words_of_sentence(scene.sentence(words.start));
        let tag = |at: usize| {
            if sentence.contains(&at) { scene.xpos_number(at) } else { u64::MAX }
        };
        let lemma = |at: usize| {
            if sentence.contains(&at) { scene.lemmas[at] } else { u64::MAX }
        };
        let before = words.start.wrapping_sub(1);
        let head = scene.head_of(words);
        let relation = head.map_or(0, |at| scene.relation_number(at));
        let is_after = u64::from(words.start > cue);
        let gap = bucket(if words.start > cue {
            words.start - cue
        } else {
            cue.saturating_sub(words.end) + 1
        });
        features.add(first, &[tag(before), is_after]);
        features.add(first + 1, &[tag(words.end), is_after]);
        features.add(first + 2, &[tag(words.start), tag(before)]);
        features.add(first + 3, &[tag(words.end - 1), tag(words.end)]);
        features.add(first + 4, &[lemma(before), is_after]);
        features.add(first + 5, &[lemma(words.end), is_after]);
        features.add(first + 6, &[lemma(words.end - 1)]);
        features.add(first + 7, &[relation, is_after]);
        features.add(first + 8, &[gap, is_after]);
        features.add(first + 9, &[gap, relation]);
        let is_governed =
            head.and_then(|at| scene.head(at)).map_or(0, |head| 1 + u64::from(head == cue));
        features.add(first + 10, &[relation, is_governed]);
        features.add(first + 11, &[u64::from(is_closed(scene, words))]);
        let commas = words.clone().filter(|&at| scene.text(at) == ",").take(4).count();
        features.add(first + 12, &[commas as u64]);
        let dashes =
            words.clone().filter(|&at| matches!(scene.text(at), "–" | "—" | "―" | ":" | ";" | ")"));
        features.add(first + 13, &[dashes.take(3).count() as u64]);
        let reaches =
            u64::from(words.end == sentence.end) + 2 * u64::from(words.start == sentence.start);
        features.add(first + 14, &[reaches, is_after]);
    }
}

/// Returns the size of a score in powers of two, those below nothing apart.
fn steps(value: i32) -> u64 {
    let size = u64::from(value.unsigned_abs().checked_ilog2().unwrap_or(0));
    if value < 0 { 64 + size } else { size }
}

/// Returns whether some words cut no quotation and hold as many opening as closing brackets.
fn is_closed(scene: &Scene, words: &Range<usize>) -> bool {
    let quoted = |at: usize| scene.quotation(at).map(|number| &scene.quoted[number]);
    let cuts_end = quoted(words.end - 1)
        .is_some_and(|quoted| quoted.start > words.start && quoted.end > words.end);
    let cuts_start = quoted(words.start)
        .is_some_and(|quoted| quoted.start < words.start && quoted.end < words.end);
    let count =
        |marks: [&str; 2]| words.clone().filter(|&at| marks.contains(&scene.text(at))).count();
    !cuts_end && !cuts_start && count(["(", "["]) == count([")", "]"])
}
