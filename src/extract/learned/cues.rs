//! Cues: which words may say that something was expressed, and what tells whether they do.

use super::scene::Hypothesis;
use super::scene::Scene;
use super::trees;
use crate::learn;
use crate::model::Class;
use crate::model::CueKind;
use crate::model::SentenceKind;

/// A word that may head a cue.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// The word.
    pub word: usize,
    /// What the word rules found there.
    pub(super) by_rule: Option<Hypothesis>,
    /// What the tree says.
    pub(super) by_tree: Option<Hypothesis>,
}

/// Returns the words that may head a cue: verbs, words of the lexicon, words that headed one in training.
pub fn candidates(scene: &Scene, is_known: impl Fn(u64) -> bool) -> Vec<Candidate> {
    (0..scene.words.len())
        .filter(|&at| may_be_cue(scene, at, &is_known))
        .map(|at| Candidate {
            word: at,
            by_rule: scene.by_rule.get(&at).cloned(),
            by_tree: trees::hypothesis(scene, at),
        })
        .collect()
}

/// Returns what names a word in the list of words that headed a cue in training.
pub fn key(scene: &Scene, at: usize) -> u64 {
    learn::feature(0, &[scene.lemmas[at], scene.upos_number(at)])
}

pub(super) fn may_be_cue(scene: &Scene, at: usize, is_known: &impl Fn(u64) -> bool) -> bool {
    let word = &scene.words[at];
    let is_first = at == 0 || scene.words[at - 1].token != word.token;
    let is_listed =
        || scene.reading.word(word.token as usize).is_some_and(|token| !token.cues.is_empty());
    scene.upos(at) == "VERB"
        || is_first && is_listed()
        || scene.by_rule.contains_key(&at)
        || is_known(key(scene, at))
}

/// Features of a candidate or a word, as hashes.
#[derive(Debug, Default)]
pub struct Features(pub Vec<u64>);

impl Features {
    pub(super) fn add(&mut self, template: u64, parts: &[u64]) {
        self.0.push(learn::feature(template, parts));
    }
}

const NOTHING: u64 = 0;
/// So many words of a sentence to either side matter.
const NEAR: usize = 160;

/// Puts the features of a candidate in place of those that are there.
pub fn features(scene: &Scene, candidate: &Candidate, features: &mut Features) {
    features.0.clear();
    let at = candidate.word;
    word_features(scene, at, features);
    tree_features(scene, at, features);
    lexicon_features(scene, at, features);
    place_features(scene, at, features);
    rule_features(scene, candidate, features);
}

fn form(scene: &Scene, at: Option<usize>) -> u64 {
    at.and_then(|at| scene.forms.get(at)).copied().unwrap_or(NOTHING)
}

fn lemma(scene: &Scene, at: Option<usize>) -> u64 {
    at.and_then(|at| scene.lemmas.get(at)).copied().unwrap_or(NOTHING)
}

fn tag(scene: &Scene, at: Option<usize>) -> u64 {
    at.map_or(NOTHING, |at| scene.xpos_number(at))
}

fn word_features(scene: &Scene, at: usize, features: &mut Features) {
    let own = scene.lemmas[at];
    let pos = scene.upos_number(at);
    let xpos = scene.xpos_number(at);
    let near = |offset: isize| at.checked_add_signed(offset);
    features.add(1, &[]);
    features.add(2, &[own, pos]);
    features.add(3, &[scene.forms[at]]);
    features.add(4, &[xpos]);
    features.add(5, &[own, xpos]);
    for offset in [-2_isize, -1, 1, 2] {
        let place = learn::feature(0, &[offset.unsigned_abs() as u64, u64::from(offset > 0)]);
        features.add(6, &[place, form(scene, near(offset))]);
        features.add(7, &[place, tag(scene, near(offset)), pos]);
        features.add(8, &[place, form(scene, near(offset)), own]);
    }
    features.add(9, &[tag(scene, near(-1)), xpos, tag(scene, near(1))]);
    features.add(10, &[own, tag(scene, near(1)), tag(scene, near(2))]);
    features.add(11, &[own, form(scene, near(1)), form(scene, near(2))]);
    let text = scene.text(at);
    features.add(12, &[u64::from(text.starts_with(char::is_uppercase)), pos]);
    let ending = text.char_indices().rev().nth(2).map_or(text, |(start, _)| &text[start..]);
    features.add(13, &[learn::hash(ending), pos]);
}

fn tree_features(scene: &Scene, at: usize, features: &mut Features) {
    let own = scene.lemmas[at];
    let relation = scene.relation_number(at);
    let pos = scene.upos_number(at);
    features.add(20, &[relation, pos]);
    features.add(21, &[relation, own]);
    let head = scene.head(at);
    features.add(22, &[lemma(scene, head), relation]);
    features.add(23, &[lemma(scene, head), own]);
    let mut signature = Vec::new();
    let mut relations = Vec::new();
    for child in scene.children(at) {
        let base = scene.base_number(child);
        let side = u64::from(child > at);
        let kind = scene.relation_number(child);
        if !matches!(scene.base(child), "punct") {
            signature.push(learn::feature(0, &[base, side]));
        }
        relations.push(base);
        features.add(24, &[kind, side, pos]);
        features.add(25, &[kind, side, own]);
        features.add(26, &[kind, side, scene.lemmas[child]]);
        features.add(27, &[kind, side, scene.upos_number(child), own]);
        if matches!(
            scene.base(child),
            "ccomp" | "xcomp" | "acl" | "advcl" | "obl" | "nmod" | "parataxis"
        ) {
            let joint =
                scene.children(child).find(|&mark| matches!(scene.base(mark), "mark" | "case"));
            features.add(28, &[kind, form(scene, joint), pos]);
            features.add(29, &[kind, form(scene, joint), own]);
        }
    }
    features.add(30, &[learn::feature(0, &signature), pos]);
    features.add(31, &[learn::feature(0, &signature), own]);
    relations.sort_unstable();
    relations.dedup();
    features.add(32, &[learn::feature(0, &relations), pos]);
    let subject = trees::subject(scene, at);
    features.add(33, &[lemma(scene, subject)]);
    features.add(34, &[lemma(scene, subject), own]);
    features.add(35, &[subject.map_or(NOTHING, |at| scene.upos_number(at)), own]);
    features.add(36, &[subject.map_or(NOTHING, |at| scene.xpos_number(at)), relation]);
}

fn lexicon_features(scene: &Scene, at: usize, features: &mut Features) {
    let Some(token) = scene.reading.word(scene.words[at].token as usize) else { return };
    let cues = &scene.reading.lexicon.cues.cues;
    features.add(40, &[token.cues.len().min(2) as u64]);
    for &(number, form) in token.cues {
        let cue = &cues[number];
        let kind = kind(cue.kind);
        features.add(41, &[kind, form as u64, u64::from(cue.weak)]);
        features.add(42, &[kind, cue.act as u64]);
        for &complement in &cue.takes {
            features.add(43, &[kind, complement as u64]);
        }
    }
    features.add(44, &[u64::from(!token.cues.is_empty())]);
}

/// Returns a number for a kind of cue.
pub(super) fn kind(kind: CueKind) -> u64 {
    match kind {
        CueKind::Verb => 1,
        CueKind::Adjective => 2,
        CueKind::Noun => 3,
        CueKind::Adverb => 4,
        CueKind::Preposition => 5,
    }
}

fn place_features(scene: &Scene, at: usize, features: &mut Features) {
    let own = scene.lemmas[at];
    let sentence = scene.sentence(at);
    let words = scene.words_of_sentence(sentence);
    let words = words.start.max(at.saturating_sub(NEAR))..words.end.min(at + NEAR);
    let quotation = scene.quotation(at);
    let is_inside = u64::from(quotation.is_some());
    let has_quotation = words.clone().any(|word| scene.quotation(word) != quotation);
    let distance = |word: Option<usize>| word.map_or(9, |word| word.abs_diff(at).min(8) as u64);
    let before = words.clone().rev().find(|&word| word < at && scene.quotation(word) != quotation);
    let after = words.clone().find(|&word| word > at && scene.quotation(word) != quotation);
    features.add(50, &[is_inside]);
    features.add(51, &[is_inside, own]);
    features.add(52, &[is_inside, u64::from(has_quotation)]);
    features.add(53, &[is_inside, distance(before), distance(after)]);
    features.add(54, &[is_inside, distance(after), own]);
    let first = scene.words.get(words.start);
    let is_headline = scene
        .reading
        .analysis
        .sentences
        .get(sentence)
        .is_some_and(|sentence| sentence.kind == SentenceKind::Headline);
    features.add(55, &[u64::from(is_headline)]);
    features.add(56, &[u64::from(is_headline), scene.xpos_number(at)]);
    features.add(57, &[bucket(words.len())]);
    let is_question = words.end.checked_sub(1).is_some_and(|last| scene.text(last) == "?");
    features.add(58, &[u64::from(is_question), is_inside]);
    features.add(59, &[u64::from(scene.reading.is_own_voice), is_inside]);
    features.add(60, &[u64::from(scene.reading.is_own_voice), own]);
    features
        .add(61, &[u64::from(first.is_some_and(|first| first.span == scene.words[at].span)), own]);
    let colon = (at..words.end.min(at + 6)).find(|&word| scene.text(word) == ":");
    features.add(62, &[distance(colon)]);
    let token = scene.words[at].token as usize;
    let group = crate::extract::occurrence::group(
        scene.reading,
        token.saturating_sub(8),
        token,
        crate::model::Form::Past,
    );
    features.add(
        63,
        &[u64::from(group.is_negated), u64::from(group.is_modal), u64::from(group.is_infinitive)],
    );
    features.add(
        64,
        &[
            u64::from(group.is_negated),
            u64::from(group.is_modal),
            u64::from(group.is_infinitive),
            own,
        ],
    );
    let is_name = |word: usize| {
        scene.upos(word) == "PROPN"
            || scene.reading.is(scene.words[word].token as usize, Class::Speaker)
    };
    features.add(
        65,
        &[
            u64::from(words.clone().take(80).any(|word| word < at && is_name(word))),
            scene.xpos_number(at),
        ],
    );
}

fn rule_features(scene: &Scene, candidate: &Candidate, features: &mut Features) {
    let own = scene.lemmas[candidate.word];
    let pos = scene.upos_number(candidate.word);
    for (family, hypothesis) in [(1, &candidate.by_rule), (2, &candidate.by_tree)] {
        let (rule, has_source, size) = hypothesis.as_ref().map_or((NOTHING, 2, NOTHING), |found| {
            let size = found.content.iter().map(ExactSizeIterator::len).sum();
            (found.rule, u64::from(found.source.is_some()), bucket(size))
        });
        features.add(70, &[family, rule]);
        features.add(71, &[family, rule, has_source]);
        features.add(72, &[family, rule, has_source, size]);
        features.add(73, &[family, rule, own]);
        features.add(74, &[family, rule, has_source, pos]);
        let source = hypothesis.as_ref().and_then(|found| found.source.clone());
        let noun = source.and_then(|source| scene.head_of(&source));
        features.add(75, &[family, lemma(scene, noun)]);
    }
    let agree = match (&candidate.by_rule, &candidate.by_tree) {
        (Some(rule), Some(tree)) => {
            1 + u64::from(rule.source == tree.source) + 2 * u64::from(rule.content == tree.content)
        }
        (Some(_), None) => 5,
        (None, Some(_)) => 6,
        (None, None) => 7,
    };
    features.add(76, &[agree]);
    features.add(77, &[agree, own]);
}

/// Returns a size in steps that grow.
pub(super) fn bucket(size: usize) -> u64 {
    match size {
        0..=4 => size as u64,
        5..=7 => 5,
        8..=12 => 6,
        13..=20 => 7,
        21..=40 => 8,
        _ => 9,
    }
}
