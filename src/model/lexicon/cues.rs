//! Words that say that something was expressed: `data/lexicon/cues.toml`.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::model::Act;

/// Cues by the word that they are found by.
#[derive(Clone, Debug, Deserialize)]
#[serde(from = "CueFile")]
pub struct Cues {
    /// All cues, verbs first.
    pub cues: Vec<Cue>,
    /// For each word: the cues that it may be the head of, the longest first, and the form of the head.
    pub by_word: BTreeMap<String, Vec<(usize, Form)>>,
}

/// A cue: its head, what comes with it, and what may follow.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "each is a property of its own of the word")]
pub struct Cue {
    /// What kind of word the head is.
    #[serde(skip, default)]
    pub kind: CueKind,
    /// The forms of the head: of a verb base, third person, past, past participle, -ing; else singular, plural.
    pub forms: String,
    /// Words that follow the head and belong to the cue: "out" of "pointed out".
    #[serde(default)]
    pub then: Vec<String>,
    /// What may follow as content.
    pub takes: Vec<Complement>,
    /// The prepositions that may begin the content, where it takes one.
    #[serde(default)]
    pub prepositions: Vec<String>,
    /// What is done in saying it.
    #[serde(default = "assertive")]
    pub act: Act,
    /// What is done instead where this follows.
    #[serde(default)]
    pub acts: BTreeMap<Complement, Act>,
    /// Whether somebody may stand between the cue and the content: "told reporters that".
    #[serde(default)]
    pub addressee: bool,
    /// Whether the passive without a source speaks: "is expected to".
    #[serde(default)]
    pub passive: bool,
    /// Whether it recommends.
    #[serde(default)]
    pub recommends: bool,
    /// Whether it doubts what it reports.
    #[serde(default)]
    pub hedges: bool,
    /// Whether the word often means something else.
    #[serde(default)]
    pub weak: bool,
}

/// What kind of word heads a cue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CueKind {
    /// "said".
    #[default]
    Verb,
    /// "confident", after a form of "be".
    Adjective,
    /// "claim".
    Noun,
    /// "reportedly".
    Adverb,
    /// "according to".
    Preposition,
}

/// A form of a cue's head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// "say", or a word without other forms.
    Base,
    /// "says", "claims".
    Third,
    /// "said" as a past form.
    Past,
    /// "said", "written" as a participle only.
    PastParticiple,
    /// "saying".
    Ing,
}

/// What may follow a cue as content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Complement {
    /// Words in quotation marks.
    Quotation,
    /// A clause with or without "that".
    Clause,
    /// A clause with "that" only.
    That,
    /// A question: "whether", "how".
    Question,
    /// "to" and a verb.
    Infinitive,
    /// Somebody and "to" and a verb.
    Order,
    /// A noun phrase that says something.
    Phrase,
    /// Something and "as": "described it as".
    As,
    /// Somebody and "of" or "for": "accused him of".
    Blame,
    /// Something and what it is called: "called it a success".
    Naming,
    /// A verb with -ing.
    Gerund,
    /// What a preposition begins: "commitment to", "call for".
    Preposition,
}

const fn assertive() -> Act {
    Act::Assertive
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CueFile {
    verb: Vec<Cue>,
    adjective: Vec<Cue>,
    noun: Vec<Cue>,
    adverb: Vec<Cue>,
    preposition: Vec<Cue>,
}

impl From<CueFile> for Cues {
    fn from(file: CueFile) -> Self {
        let lists = [
            (CueKind::Verb, file.verb),
            (CueKind::Adjective, file.adjective),
            (CueKind::Noun, file.noun),
            (CueKind::Adverb, file.adverb),
            (CueKind::Preposition, file.preposition),
        ];
        let mut cues = Vec::new();
        for (kind, list) in lists {
            cues.extend(list.into_iter().map(|cue| Cue { kind, ..cue }));
        }
        let by_word = index(
            cues.iter().map(|cue| (cue.kind == CueKind::Verb, cue.forms.as_str(), cue.then.len())),
        );
        Self { cues, by_word }
    }
}

/// Lists entries by each form of their head, the longest first.
pub(super) fn index<'a>(
    entries: impl Iterator<Item = (bool, &'a str, usize)>,
) -> BTreeMap<String, Vec<(usize, Form)>> {
    let mut by_word: BTreeMap<String, Vec<(usize, usize, Form)>> = BTreeMap::new();
    for (number, (is_verb, forms, length)) in entries.enumerate() {
        for (word, form) in forms_of(is_verb, forms) {
            by_word.entry(word.to_owned()).or_default().push((length, number, form));
        }
    }
    let sorted = |mut list: Vec<(usize, usize, Form)>| {
        list.sort_by_key(|&(length, number, _)| (std::cmp::Reverse(length), number));
        list.into_iter().map(|(_, number, form)| (number, form)).collect()
    };
    by_word.into_iter().map(|(word, list)| (word, sorted(list))).collect()
}

/// Returns the forms that a line lists, but no participle that is like the past; "-" stands for no form.
fn forms_of(is_verb: bool, forms: &str) -> Vec<(&str, Form)> {
    const OF_VERB: [Form; 5] =
        [Form::Base, Form::Third, Form::Past, Form::PastParticiple, Form::Ing];
    const OF_OTHERS: [Form; 2] = [Form::Base, Form::Third];
    let names = if is_verb { &OF_VERB[..] } else { &OF_OTHERS[..] };
    let mut found: Vec<(&str, Form)> = Vec::new();
    for (word, &form) in forms.split_whitespace().zip(names) {
        if !found.contains(&(word, Form::Past)) || form != Form::PastParticiple {
            found.push((word, form));
        }
    }
    found
}
