//! Spans: the words around a cue with what each is to it: source, content, part of the cue, addressee.
//!
//! > BS IS CUE BC IC IC IC: **The Mission** said the vote was calm

use std::ops::Range;

use super::cues::Candidate;
use super::cues::Features;
use super::cues::bucket;
use super::scene::Hypothesis;
use super::scene::Scene;
use crate::learn;
use crate::learn::Linear;

/// What a word is to a cue: nothing, or the first or a later word of a part.
pub const LABELS: usize = 1 + 2 * PARTS.len();

/// The parts of a statement, in the order of their labels.
pub const PARTS: [Part; 4] = [Part::Source, Part::Content, Part::Cue, Part::Addressee];

/// A part of a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Who speaks.
    Source,
    /// What is said.
    Content,
    /// The words that say so.
    Cue,
    /// To whom.
    Addressee,
}

impl Part {
    /// Returns the label of the first word of a part, or of a later one.
    pub const fn label(self, is_first: bool) -> usize {
        let number = match self {
            Self::Source => 0,
            Self::Content => 1,
            Self::Cue => 2,
            Self::Addressee => 3,
        };
        1 + 2 * number + if is_first { 0 } else { 1 }
    }
}

/// So many words to either side of a cue are looked at.
const REACH: usize = 160;
/// Words of so many sentences before and after that of the cue.
const SENTENCES: usize = 4;

/// Words around a cue, and how each hangs together with it.
pub struct Window {
    /// The words.
    pub words: Range<usize>,
    cue: usize,
    /// For each word how many steps above the cue its branch leaves the way to the root, and the root of that branch.
    branches: Vec<(u8, usize)>,
}

impl Window {
    /// Returns the words around a candidate that may belong to its statement: its sentence, and those that a quotation in
    /// it or beside it reaches into.
    pub fn new(scene: &Scene, candidate: &Candidate) -> Self {
        let cue = candidate.word;
        let own = scene.sentence(cue);
        let sentences = sentences(scene, own);
        let start = scene.words_of_sentence(sentences.start).start.max(cue.saturating_sub(REACH));
        let end = scene.words_of_sentence(sentences.end - 1).end.min(cue + REACH);
        let words = start.min(cue)..end.max(cue + 1);
        let chain = chain(scene, cue);
        let branches = words.clone().map(|at| branch(scene, &chain, own, at)).collect();
        Self { words, cue, branches }
    }
}

/// Returns the sentences that the quotations in a sentence and beside it reach into.
fn sentences(scene: &Scene, own: usize) -> Range<usize> {
    let words = scene.words_of_sentence(own);
    let (mut first, mut last) = (own, own);
    let mut reach = |at: usize| {
        if let Some(number) = scene.quotation(at) {
            let range = scene.quoted[number].clone();
            first = first.min(scene.sentence(range.start));
            last = last.max(scene.sentence(range.end - 1));
        }
    };
    // The edges of the sentence and what touches it.
    for at in words.clone().take(REACH).chain(words.clone().rev().take(REACH)) {
        reach(at);
    }
    if let Some(before) = words.start.checked_sub(1) {
        reach(before);
    }
    reach(words.end);
    first.max(own.saturating_sub(SENTENCES))..last.min(own + SENTENCES) + 1
}

/// Returns the cue and the words above it, as far as matters.
fn chain(scene: &Scene, cue: usize) -> Vec<usize> {
    const STEPS: usize = 6;
    let mut chain = vec![cue];
    while chain.len() < STEPS
        && let Some(head) = scene.head(chain[chain.len() - 1])
    {
        chain.push(head);
    }
    chain
}

/// Returns at which step of the chain the branch of a word hangs, and the root of the branch.
fn branch(scene: &Scene, chain: &[usize], sentence: usize, at: usize) -> (u8, usize) {
    const DEEPEST: usize = 40;
    const BEYOND: u8 = 8;
    const ELSEWHERE: u8 = 9;
    let mut root = at;
    let mut below = at;
    for _ in 0..DEEPEST {
        if let Some(step) = chain.iter().position(|&word| word == root) {
            return (u8::try_from(step).unwrap_or(BEYOND), below);
        }
        below = root;
        match scene.head(root) {
            Some(head) => root = head,
            None => break,
        }
    }
    (if scene.sentence(at) == sentence { BEYOND } else { ELSEWHERE }, below)
}

/// What the features of one window share.
pub struct Around<'a> {
    scene: &'a Scene<'a>,
    window: &'a Window,
    candidate: &'a Candidate,
    lemma: u64,
    tag: u64,
    /// The quotation of the cue, and the one that stands nearest to it.
    quotation: Option<usize>,
    nearest: Option<usize>,
    /// For each word the commas between it and the cue.
    commas: Vec<u8>,
    /// For each word where it hangs, seen from the cue.
    roles: Vec<u64>,
    /// For each step above the cue the relations on the way.
    ways: Vec<u64>,
}

impl<'a> Around<'a> {
    /// Looks at the cue of a window.
    pub fn new(scene: &'a Scene<'a>, window: &'a Window, candidate: &'a Candidate) -> Self {
        let cue = window.cue;
        let quotation = scene.quotation(cue);
        let other = |&at: &usize| scene.quotation(at).is_some() && scene.quotation(at) != quotation;
        let before = window.words.clone().take_while(|&at| at < cue).filter(other).last();
        let after = (cue..window.words.end).find(other);
        let nearest = match (before, after) {
            (Some(before), Some(after)) if cue - before < after - cue => Some(before),
            (before, after) => after.or(before),
        };
        let roles = window
            .words
            .clone()
            .zip(&window.branches)
            .map(|(at, &branch)| role(scene, window, at, branch));
        let relations: Vec<u64> =
            chain(scene, cue).iter().map(|&word| scene.relation_number(word)).collect();
        Self {
            roles: roles.collect(),
            ways: (0..=relations.len()).map(|step| learn::feature(0, &relations[..step])).collect(),
            scene,
            window,
            candidate,
            lemma: scene.lemmas[cue],
            tag: scene.xpos_number(cue),
            quotation,
            nearest: nearest.and_then(|at| scene.quotation(at)),
            commas: commas(scene, window),
        }
    }

    /// Puts the features of a word of the window in place of those that are there.
    pub fn features(&self, at: usize, features: &mut Features) {
        features.0.clear();
        self.own(at, features);
        Branch::of(self, at).add(self, features);
        Stretch::of(self, at).add(self, features);
        Hypotheses::of(self, at).add(self, features);
    }

    /// Adds what a model says of each label of each word of the window: what words beside each other share is asked once.
    pub fn add_scores(&self, model: &impl Linear, features: &mut Features, scores: &mut [i32]) {
        for (at, row) in self.window.words.clone().zip(scores.chunks_mut(LABELS)) {
            features.0.clear();
            self.own(at, features);
            model.add_scores(&features.0, row);
        }
        self.add_shared::<Branch>(model, features, scores);
        self.add_shared::<Stretch>(model, features, scores);
        self.add_shared::<Hypotheses>(model, features, scores);
    }

    fn add_shared<S: Shared>(
        &self,
        model: &impl Linear,
        features: &mut Features,
        scores: &mut [i32],
    ) {
        let mut last = None;
        let mut sums = [0; LABELS];
        for (at, row) in self.window.words.clone().zip(scores.chunks_mut(LABELS)) {
            let shared = S::of(self, at);
            if last.as_ref() != Some(&shared) {
                features.0.clear();
                shared.add(self, features);
                sums.fill(0);
                model.add_scores(&features.0, &mut sums);
                last = Some(shared);
            }
            for (score, sum) in row.iter_mut().zip(&sums) {
                *score += sum;
            }
        }
    }

    fn branch(&self, at: usize) -> (u8, usize) {
        at.checked_sub(self.window.words.start)
            .and_then(|place| self.window.branches.get(place))
            .copied()
            .unwrap_or((10, at))
    }

    fn role(&self, at: usize) -> u64 {
        at.checked_sub(self.window.words.start)
            .and_then(|place| self.roles.get(place))
            .copied()
            .unwrap_or(0)
    }

    /// What tells of a word more than what it shares with those beside it.
    fn own(&self, at: usize, features: &mut Features) {
        let scene = self.scene;
        let form = |at: Option<usize>| at.and_then(|at| scene.forms.get(at)).copied().unwrap_or(0);
        let tag = |at: Option<usize>| at.map_or(0, |at| scene.xpos_number(at));
        let (role, state) = (self.role(at), self.state(at));
        let (step, root) = self.branch(at);
        let upos = scene.upos_number(at);
        let relation = scene.relation_number(at);
        let (before, after) = (at.checked_sub(1), Some(at + 1));
        let side = u64::from(at > self.window.cue);
        let distance = bucket(at.abs_diff(self.window.cue));
        let offset = self.offset(at);
        features.add(202, &[role, upos]);
        features.add(205, &[role, scene.lemmas[at]]);
        let edge = edge(scene, root, at);
        features.add(206, &[role, edge]);
        features.add(207, &[role, edge, scene.xpos_number(at)]);
        features.add(208, &[role, before.map_or(0, |before| self.role(before))]);
        features.add(209, &[role, self.role(at + 1)]);
        features.add(210, &[role, relation]);
        let above = scene.head(at).map_or(0, |head| scene.relation_number(head));
        features.add(211, &[u64::from(step), relation, above]);
        features.add(216, &[role, self.way(step), edge]);
        features.add(230, &[form(Some(at))]);
        features.add(231, &[form(before)]);
        features.add(232, &[form(after)]);
        features.add(233, &[tag(before), tag(Some(at))]);
        features.add(234, &[tag(Some(at)), tag(after)]);
        features.add(235, &[form(Some(at)), side, distance]);
        features.add(238, &[side, distance, tag(Some(at))]);
        features.add(239, &[form(before), role]);
        features.add(240, &[form(Some(at)), form(before), side]);
        features.add(245, &[form(Some(at)), offset, role]);
        features.add(246, &[u64::from(scene.text(at).starts_with(char::is_uppercase)), role]);
        let near = at.wrapping_sub(self.window.cue);
        if at.abs_diff(self.window.cue) < 4 {
            features.add(247, &[near as u64, form(Some(at))]);
            features.add(248, &[near as u64, tag(Some(at)), self.lemma]);
            features.add(249, &[near as u64, form(Some(at)), self.lemma]);
        }
        features.add(265, &[state, side, upos]);
        let rule = part(self.candidate.by_rule.as_ref(), Some(at));
        let tree = part(self.candidate.by_tree.as_ref(), Some(at));
        features.add(296, &[rule, tree, upos]);
        features.add(297, &[rule, form(Some(at))]);
    }

    /// Returns by how many sentences a word stands after the cue.
    fn offset(&self, at: usize) -> u64 {
        self.scene.sentence(at).wrapping_sub(self.scene.sentence(self.window.cue)) as u64
    }

    /// Returns a number for the relations from the cue up to a step above it.
    fn way(&self, step: u8) -> u64 {
        self.ways.get(usize::from(step)).or(self.ways.last()).copied().unwrap_or(0)
    }

    /// Returns whether a word stands in no quotation, in that of the cue, in the nearest other, or further off.
    fn state(&self, at: usize) -> u64 {
        match self.scene.quotation(at) {
            None => u64::from(self.quotation.is_some()),
            quotation if quotation == self.quotation => 2,
            quotation if quotation == self.nearest => 3,
            Some(_) => 4,
        }
    }
}

/// What words beside each other share, and the features that follow from it alone.
trait Shared: PartialEq {
    /// Looks at a word of a window.
    fn of(around: &Around, at: usize) -> Self;

    /// Adds the features.
    fn add(&self, around: &Around, features: &mut Features);
}

/// The branch of the tree in which a word stands.
#[derive(PartialEq)]
struct Branch {
    role: u64,
    step: u8,
    root: usize,
}

impl Shared for Branch {
    fn of(around: &Around, at: usize) -> Self {
        let (step, root) = around.branch(at);
        Self { role: around.role(at), step, root }
    }

    fn add(&self, around: &Around, features: &mut Features) {
        let scene = around.scene;
        let &Self { role, step, root } = self;
        let (lemma, way) = (around.lemma, around.way(step));
        let form = |at: usize| scene.forms.get(at).copied().unwrap_or(0);
        features.add(200, &[]);
        features.add(201, &[role]);
        features.add(203, &[role, lemma]);
        features.add(204, &[role, around.tag]);
        features.add(212, &[role, form(scene.branch(root).start)]);
        features.add(213, &[role, scene.upos_number(root)]);
        features.add(214, &[role, scene.upos_number(root), lemma]);
        features.add(215, &[role, way]);
        let has_subject = u64::from(scene.child(root, "nsubj").is_some());
        features.add(217, &[role, has_subject, way]);
        let marker = scene.child(root, "mark").or_else(|| scene.child(root, "case"));
        let marker = marker.map_or(0, form);
        features.add(218, &[role, marker]);
        features.add(219, &[role, marker, lemma]);
    }
}

/// How far from the cue a word stands, and in or beside which quotation.
#[derive(PartialEq)]
struct Stretch {
    role: u64,
    side: u64,
    distance: u64,
    offset: u64,
    commas: u64,
    states: [u64; 3],
}

impl Shared for Stretch {
    fn of(around: &Around, at: usize) -> Self {
        let window = around.window;
        let commas = at.checked_sub(window.words.start).and_then(|place| around.commas.get(place));
        let before = at.checked_sub(1).map_or(9, |before| around.state(before));
        Self {
            role: around.role(at),
            side: u64::from(at > window.cue),
            distance: bucket(at.abs_diff(window.cue)),
            offset: around.offset(at),
            commas: commas.map_or(0, |&count| u64::from(count)),
            states: [before, around.state(at), around.state(at + 1)],
        }
    }

    fn add(&self, around: &Around, features: &mut Features) {
        let &Self { role, side, distance, offset, commas, states: [before, state, after] } = self;
        features.add(236, &[side, distance]);
        features.add(237, &[side, distance, around.lemma]);
        features.add(241, &[side, commas]);
        features.add(242, &[role, commas]);
        features.add(243, &[offset]);
        features.add(244, &[offset, side, distance]);
        features.add(260, &[state, side]);
        features.add(261, &[state, before, side]);
        features.add(262, &[state, role]);
        features.add(263, &[state, before, role]);
        features.add(264, &[state, side, around.lemma]);
        features.add(266, &[state, side, distance]);
        features.add(267, &[state, offset, before]);
        features.add(268, &[state, after, side]);
    }
}

/// What the rules over words and the tree take a word and its neighbours for.
#[derive(PartialEq)]
struct Hypotheses {
    role: u64,
    side: u64,
    state: u64,
    rule: [u64; 3],
    tree: [u64; 3],
}

impl Shared for Hypotheses {
    fn of(around: &Around, at: usize) -> Self {
        let parts = |hypothesis: Option<&Hypothesis>| {
            [at.checked_sub(1), Some(at), Some(at + 1)].map(|at| part(hypothesis, at))
        };
        Self {
            role: around.role(at),
            side: u64::from(at > around.window.cue),
            state: around.state(at),
            rule: parts(around.candidate.by_rule.as_ref()),
            tree: parts(around.candidate.by_tree.as_ref()),
        }
    }

    fn add(&self, around: &Around, features: &mut Features) {
        let name = |hypothesis: Option<&Hypothesis>| hypothesis.map_or(0, |found| found.rule);
        let rule = name(around.candidate.by_rule.as_ref());
        let tree = name(around.candidate.by_tree.as_ref());
        let &Self { role, side, state, .. } = self;
        let [before, here, after] = self.rule;
        let [twin_before, twin, twin_after] = self.tree;
        features.add(280, &[here]);
        features.add(281, &[here, before]);
        features.add(282, &[here, after]);
        features.add(283, &[here, rule]);
        features.add(284, &[here, before, rule, after]);
        features.add(285, &[here, around.lemma]);
        features.add(286, &[here, role]);
        features.add(287, &[twin, side]);
        features.add(288, &[twin, twin_before]);
        features.add(289, &[twin, twin_after, tree]);
        features.add(290, &[here, twin]);
        features.add(291, &[here, twin, before, twin_before]);
        features.add(292, &[here, twin, around.lemma]);
        features.add(293, &[here, twin, rule]);
        features.add(294, &[here, twin, after, twin_after]);
        features.add(295, &[here, twin, state]);
    }
}

/// Returns whether a word is the first or the last one of a branch.
fn edge(scene: &Scene, root: usize, at: usize) -> u64 {
    let range = scene.branch(root);
    u64::from(at == range.start) + 2 * u64::from(at + 1 == range.end)
}

/// Returns where a word hangs, seen from the cue: how far up, by which relation, on which side.
fn role(scene: &Scene, window: &Window, at: usize, (step, root): (u8, usize)) -> u64 {
    let is_root = u64::from(root == at && scene.head(at).is_none());
    let relation = scene.relation_number(root);
    learn::feature(0, &[u64::from(step), relation, u64::from(at > window.cue), is_root])
}

/// Returns which part of a hypothesis a word belongs to; 9 where there is no hypothesis or no word.
fn part(hypothesis: Option<&Hypothesis>, at: Option<usize>) -> u64 {
    const NONE: u64 = 9;
    let (Some(found), Some(at)) = (hypothesis, at) else { return NONE };
    let holds =
        |range: &Option<Range<usize>>| range.as_ref().is_some_and(|range| range.contains(&at));
    if holds(&found.source) {
        1
    } else if holds(&found.cue) {
        3
    } else if holds(&found.addressee) {
        4
    } else if found.content.iter().any(|range| range.contains(&at)) {
        2
    } else {
        0
    }
}

fn commas(scene: &Scene, window: &Window) -> Vec<u8> {
    const MOST: u8 = 3;
    let mut commas = vec![0; window.words.len()];
    let place = |at: usize| at - window.words.start;
    let is_comma = |at: usize| matches!(scene.text(at), "," | ";" | ":");
    let mut count = 0_u8;
    for at in window.cue..window.words.end {
        commas[place(at)] = count;
        count = (count + u8::from(is_comma(at))).min(MOST);
    }
    count = 0;
    for at in (window.words.start..window.cue).rev() {
        count = (count + u8::from(is_comma(at))).min(MOST);
        commas[place(at)] = count;
    }
    commas
}

/// A label that no label before it lets stand.
const NEVER: i32 = i32::MIN / 4;

/// Returns the feature of the label before.
pub fn before(label: usize) -> u64 {
    learn::feature(199, &[label as u64])
}

/// Returns what the label before, or none at the start, says about each label.
pub fn transitions(model: &impl Linear) -> Vec<i32> {
    let mut transitions = vec![0; (LABELS + 1) * LABELS];
    for (label, row) in transitions.chunks_mut(LABELS).enumerate() {
        model.add_scores(&[before(label)], row);
        for part in PARTS {
            let goes_on = label == part.label(true) || label == part.label(false);
            if !goes_on {
                row[part.label(false)] = NEVER;
            }
        }
    }
    transitions
}
