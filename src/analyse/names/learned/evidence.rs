//! What tells whether a word is part of a name: what the rules say, its letters, its neighbours, and what stands
//! around the capitals in a row that it belongs to.

use crate::analyse::grammar::forms::Form;
use crate::learn::hash;

use super::features::Features;
use super::scene::Scene;
use super::spelling::Spelling;
use super::surroundings::Surroundings;

const NONE: u64 = 0xffff;

/// A word and its neighbours, by how far away they stand.
struct Evidence<'a> {
    scene: &'a Scene<'a>,
    spelling: &'a Spelling,
    at: usize,
    form: &'a Form,
    /// The labels by rule of the word before, the word itself and the word after.
    rules: [u64; 3],
    /// Whether a capital must stand here.
    first: u64,
}

/// Fills in the features of a token in a stretch.
pub(crate) fn features(scene: &Scene, spelling: &Spelling, at: usize, features: &mut Vec<u64>) {
    let mut features = Features::new(features, 0);
    let Some(form) = spelling.of(at) else { return };
    let mut evidence = Evidence {
        scene,
        spelling,
        at,
        form,
        rules: [NONE; 3],
        first: u64::from(scene.words.is_start(at)),
    };
    evidence.rules = [-1, 0, 1].map(|step| evidence.rule(step));
    evidence.by_rule(&mut features);
    evidence.letters(&mut features);
    evidence.neighbours(&mut features);
    evidence.surroundings(&mut features);
    evidence.lists(&mut features);
}

impl Evidence<'_> {
    fn token(&self, step: isize) -> Option<usize> {
        self.at.checked_add_signed(step)
    }

    fn rule(&self, step: isize) -> u64 {
        let label = self.token(step).and_then(|token| self.scene.labels.get(token));
        label.map_or(NONE, |&label| label.into())
    }

    fn known(&self, step: isize) -> u64 {
        let label = self.token(step).and_then(|token| self.scene.known.get(token));
        label.map_or(NONE, |&label| label.into())
    }

    fn form(&self, step: isize) -> Option<&Form> {
        self.spelling.of(self.token(step)?)
    }

    fn lower(&self, step: isize) -> u64 {
        self.form(step).map_or(NONE, |form| form.lower)
    }

    fn shape(&self, step: isize) -> u64 {
        self.form(step).map_or(NONE, |form| form.shape)
    }

    fn tag(&self, step: isize) -> u64 {
        let word = self.token(step).and_then(|token| self.scene.word(token));
        word.map_or(NONE, |word| word.xpos.number() as u64)
    }

    fn by_rule(&self, features: &mut Features) {
        let [before, own, after] = self.rules;
        let known = self.known(0);
        features.add(&[]);
        features.add(&[own]);
        features.add(&[own, before]);
        features.add(&[own, after]);
        features.add(&[before, own, after]);
        features.add(&[known]);
        features.add(&[own, known]);
        features.add(&[known, self.known(1)]);
    }

    fn letters(&self, features: &mut Features) {
        features.add(&[self.form.lower]);
        features.add(&[self.form.raw]);
        features.add(&[self.form.shape]);
        for prefix in self.form.prefixes {
            features.add(&[prefix]);
        }
        for suffix in self.form.suffixes {
            features.add(&[suffix]);
        }
    }

    fn neighbours(&self, features: &mut Features) {
        let (lower, shape) = (self.form.lower, self.form.shape);
        for step in [-1, -2, 1, 2] {
            features.add(&[self.lower(step)]);
        }
        features.add(&[self.lower(-1), lower]);
        features.add(&[lower, self.lower(1)]);
        features.add(&[self.shape(-1), shape]);
        features.add(&[shape, self.shape(1)]);
        features.add(&[self.tag(0)]);
        features.add(&[self.tag(-1), self.tag(0)]);
        features.add(&[self.tag(0), self.tag(1)]);
        features.add(&[self.tag(1), self.tag(2)]);
    }

    fn surroundings(&self, features: &mut Features) {
        let (scene, at) = (self.scene, self.at);
        let [before, own, after] = self.rules;
        let around = Surroundings::new(scene, at);
        let classes = scene.words.classes(at).bits();
        let last_classes = scene.words.classes(around.last).bits();
        let last = hash(&scene.words.lower(around.last));
        let initial = hash(&scene.words.lower(around.first));
        let (left, right) = (around.before(scene), around.after(scene));
        let (relation, governor, governor_tag) = around.governor(scene);
        let (votes, is_titled) = scene.votes(at);
        let usage = u64::from(scene.words.is_common(at)) + 2 * u64::from(scene.words.is_proper(at));
        let suffix = self.form.suffixes[2];
        for parts in [
            [classes].as_slice(),
            &[classes, own],
            &[last_classes, own],
            &[last],
            &[last, own],
            &[initial, own],
            &[left],
            &[right],
            &[left, own],
            &[right, own],
            &[around.length(), around.place(at), own],
            &[relation],
            &[relation, governor],
            &[governor_tag, relation, own],
            &[governor, own],
            &[votes, own],
            &[votes, u64::from(is_titled)],
            &[votes, self.known(0)],
            &[usage, self.first],
            &[usage, own],
            &[self.form.shape, self.first, own],
            &[u64::from(scene.is_headline(at)), own],
            &[self.form.lower, own],
            &[suffix, own],
            &[suffix, around.length()],
            &[before, self.form.lower, after],
            &[self.tag(0), self.first, own],
            &[self.tag(0), self.tag(1), self.first],
            &[self.known(-1), self.form.lower, self.known(1)],
        ] {
            features.add(parts);
        }
        features.add_bits(201, last_classes);
    }

    /// The lists in which the word and its neighbours stand.
    fn lists(&self, features: &mut Features) {
        let words = &self.scene.words;
        features.add_bits(200, words.classes(self.at).bits());
        if let Some(before) = self.token(-1) {
            features.add_bits(202, words.classes(before).bits());
        }
        if self.at + 1 < words.tokens.len() {
            features.add_bits(203, words.classes(self.at + 1).bits());
        }
    }
}
