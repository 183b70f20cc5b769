//! Parts of speech: from left to right, each word by its letters, its neighbours and the tags before it.

use std::collections::BTreeMap;

use crate::learn::Linear;
use crate::learn::Table;
use crate::learn::best;
use crate::learn::feature;

use super::forms::Form;

/// No tag: before the first word, or of a word that the dictionary does not hold.
const NONE: u64 = 0xffff;
/// A word that the dictionary is sure of has this bit beside its tag.
const SURE: u16 = 0x100;

/// The most features that a word has.
pub(crate) const FEATURES: usize = 46;

/// Usual tags of frequent words.
#[derive(Clone, Debug)]
pub(crate) struct Dictionary(pub(crate) Table);

impl Dictionary {
    /// Returns the entries of a dictionary of what was counted: for each form, how often it had which tag.
    pub(crate) fn entries(counts: &BTreeMap<u64, BTreeMap<u16, usize>>) -> BTreeMap<u64, u16> {
        const KNOWN_FROM: usize = 3;
        const SURE_FROM: usize = 20;
        let mut entries = BTreeMap::new();
        for (form, tags) in counts {
            let total: usize = tags.values().sum();
            let Some((tag, count)) = tags.iter().max_by_key(|(_, count)| **count) else { continue };
            let is_sure = total >= SURE_FROM && count * 1000 > total * 995;
            if total >= KNOWN_FROM {
                entries.insert(*form, if is_sure { tag | SURE } else { *tag });
            }
        }
        entries
    }

    /// Returns the number under which a form stands.
    pub(crate) fn key(form: &Form) -> u64 {
        form.lower
    }

    /// Returns the tag that a form has most often, if it is frequent.
    pub(crate) fn usual_tag(&self, form: &Form) -> Option<u16> {
        self.0.get(Self::key(form)).map(|found| found & !SURE)
    }

    fn tag(&self, form: &Form) -> Entry {
        let found = self.0.get(Self::key(form));
        Entry {
            tag: found.map_or(NONE, |found| u64::from(found & !SURE)),
            is_sure: found.is_some_and(|found| found & SURE != 0),
        }
    }
}

/// What the dictionary says of a word.
#[derive(Clone, Copy)]
struct Entry {
    tag: u64,
    is_sure: bool,
}

/// What is told of each word but its tag: filled once for a sentence.
pub(crate) struct Tagging<'a> {
    forms: &'a [Form],
    entries: Vec<Entry>,
    case: u64,
}

impl<'a> Tagging<'a> {
    /// Looks the words of a sentence up.
    pub(crate) fn new(forms: &'a [Form], dictionary: &Dictionary) -> Self {
        let entries = forms.iter().map(|form| dictionary.tag(form)).collect();
        Self { forms, entries, case: case_of(forms) }
    }

    /// Returns the tag that the dictionary is sure of.
    pub(crate) fn sure_tag(&self, at: usize) -> Option<u16> {
        let entry = self.entries[at];
        entry.is_sure.then(|| u16::try_from(entry.tag).ok()).flatten()
    }

    /// Fills in the features of a word, given the tags before it.
    pub(crate) fn features(&self, at: usize, tags: &[u16], features: &mut Vec<u64>) {
        let form = &self.forms[at];
        let lower = |place: Option<usize>| {
            place.and_then(|place| self.forms.get(place)).map_or(NONE, |form| form.lower)
        };
        let entry = |place: usize| self.entries.get(place).map_or(NONE, |entry| entry.tag);
        let tag = |back: usize| at.checked_sub(back).map_or(NONE, |place| u64::from(tags[place]));
        let before = lower(at.checked_sub(1));
        let before2 = lower(at.checked_sub(2));
        let after = lower(Some(at + 1));
        let after2 = lower(Some(at + 2));
        let shape_after = self.forms.get(at + 1).map_or(NONE, |form| form.shape);
        let suffix_after = self.forms.get(at + 1).map_or(NONE, |form| form.suffixes[2]);
        let (tag1, tag2) = (tag(1), tag(2));
        let (entry0, entry1, entry2) = (entry(at), entry(at + 1), entry(at + 2));
        let first = u64::from(at == 0);

        features.clear();
        let mut template = 0;
        let mut add = |parts: &[u64]| {
            features.push(feature(template, parts));
            template += 1;
        };
        add(&[]);
        add(&[form.lower]);
        add(&[form.raw]);
        add(&[form.shape, first]);
        add(&[form.shape, self.case]);
        for suffix in form.suffixes {
            add(&[suffix]);
        }
        for prefix in form.prefixes {
            add(&[prefix]);
        }
        add(&[before]);
        add(&[after]);
        add(&[before2]);
        add(&[after2]);
        add(&[tag1]);
        add(&[tag2]);
        add(&[tag1, tag2]);
        add(&[tag1, form.lower]);
        add(&[entry0]);
        add(&[entry1]);
        add(&[entry2]);
        add(&[entry0, entry1]);
        add(&[entry1, entry2]);
        add(&[tag1, entry0]);
        add(&[tag1, entry0, entry1]);
        add(&[tag1, entry1]);
        add(&[before, form.lower]);
        add(&[form.lower, after]);
        add(&[before, after]);
        add(&[form.suffixes[2], tag1]);
        add(&[form.suffixes[2], form.shape]);
        add(&[form.shape, tag1]);
        add(&[shape_after, form.shape]);
        add(&[suffix_after]);
        add(&[entry0, after]);
        add(&[form.lower, entry1]);
        add(&[tag1, tag2, entry0]);
        add(&[form.suffixes[1], form.prefixes[0], form.shape]);
        debug_assert!(features.len() <= FEATURES, "a word has few features");
    }
}

/// Returns whether a sentence is in capitals, or has them on most of its words, as headlines do.
fn case_of(forms: &[Form]) -> u64 {
    let kinds = |form: &Form| {
        let mut shape = form.shape;
        while shape > 0xff {
            shape >>= 4;
        }
        if shape > 0xf { (shape >> 4, shape & 0xf) } else { (shape, 0) }
    };
    let (mut lower, mut title, mut capitals) = (0, 0, 0);
    for form in forms {
        match kinds(form) {
            (1, _) => lower += 1,
            (2, 2) => capitals += 1,
            (2, _) => title += 1,
            _ => {}
        }
    }
    match (lower, title, capitals) {
        (lower, title, capitals) if capitals > 2 && capitals > (lower + title) * 3 => 2,
        (lower, title, capitals) if title + capitals > 2 && title + capitals > lower * 2 => 1,
        _ => 0,
    }
}

/// Returns the tags of a sentence.
pub(crate) fn tags(forms: &[Form], dictionary: &Dictionary, model: &impl Linear) -> Vec<u16> {
    let tagging = Tagging::new(forms, dictionary);
    let mut tags = Vec::with_capacity(forms.len());
    let mut features = Vec::with_capacity(FEATURES);
    let mut scores = vec![0; model.classes()];
    for at in 0..forms.len() {
        let tag = tagging.sure_tag(at).unwrap_or_else(|| {
            tagging.features(at, &tags, &mut features);
            scores.fill(0);
            model.add_scores(&features, &mut scores);
            u16::try_from(best(&scores)).unwrap_or(0)
        });
        tags.push(tag);
    }
    tags
}
