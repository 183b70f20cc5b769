//! Words that take sides: `data/lexicon/stances.toml`.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::Form;
use super::cues::index;
use crate::model::Polarity;
use crate::model::StanceKind;

/// Words that take sides, by the word that they are found by.
#[derive(Clone, Debug, Deserialize)]
#[serde(from = "StanceFile")]
pub struct Stances {
    /// All of them, verbs first.
    pub stances: Vec<StanceWord>,
    /// For each word: the entries that it may be the head of, the longest first, and its form.
    pub by_word: BTreeMap<String, Vec<(usize, Form)>>,
    /// Verbs that do what a noun says: "expressed" of "expressed gratitude to".
    pub bearers: Vec<String>,
}

/// A word that takes sides.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StanceWord {
    /// How it takes sides in a sentence.
    #[serde(skip, default)]
    pub use_as: StanceUse,
    /// The forms of the head: of a verb base, third person, past, past participle, -ing; else singular, plural.
    pub forms: String,
    /// Words that follow the head and belong to the cue.
    #[serde(default)]
    pub then: Vec<String>,
    /// The prepositions before the target of a noun: "for" of "support for".
    #[serde(default)]
    pub before_target: Vec<String>,
    /// Adverbs of which one stands before a verb that takes sides only with it: "highly estimated".
    #[serde(default)]
    pub after: Vec<String>,
    /// Words before a noun that is help, not a side taken: "military support".
    #[serde(default)]
    pub not_after: Vec<String>,
    /// Words after which the verb means something else: "welcomed him to the palace".
    #[serde(default)]
    pub not_before: Vec<String>,
    /// Whether it is often a deed, not a side taken: "a fund to support schools".
    #[serde(default)]
    pub weak: bool,
    /// Which side.
    pub polarity: Polarity,
    /// How.
    pub kind: StanceKind,
}

/// How a word takes sides in a sentence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StanceUse {
    /// "welcomed the report".
    #[default]
    Act,
    /// "gratitude to the mission".
    Noun,
    /// "was free and fair".
    Quality,
    /// "this brutal attack", "was brutal".
    Epithet,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StanceFile {
    bearers: Vec<String>,
    act: Vec<StanceWord>,
    noun: Vec<StanceWord>,
    /// Single words, by polarity.
    qualities: BTreeMap<Polarity, Vec<String>>,
    /// Single words that judge in any place, by polarity.
    epithets: BTreeMap<Polarity, Vec<String>>,
}

impl From<StanceFile> for Stances {
    fn from(file: StanceFile) -> Self {
        let mut stances = file.act;
        stances.extend(
            file.noun.into_iter().map(|word| StanceWord { use_as: StanceUse::Noun, ..word }),
        );
        for (use_as, lists) in
            [(StanceUse::Quality, file.qualities), (StanceUse::Epithet, file.epithets)]
        {
            for (polarity, words) in lists {
                stances.extend(words.into_iter().map(|word| quality(&word, polarity, use_as)));
            }
        }
        let by_word = index(
            stances
                .iter()
                .map(|word| (word.use_as == StanceUse::Act, word.forms.as_str(), word.then.len())),
        );
        Self { stances, by_word, bearers: file.bearers }
    }
}

/// Makes the entry of an evaluating word or phrase: "free", "step forward".
fn quality(phrase: &str, polarity: Polarity, use_as: StanceUse) -> StanceWord {
    let mut words = phrase.split_whitespace().map(str::to_owned);
    StanceWord {
        use_as,
        forms: words.next().unwrap_or_default(),
        then: words.collect(),
        before_target: Vec::new(),
        after: Vec::new(),
        not_after: Vec::new(),
        not_before: Vec::new(),
        weak: false,
        polarity,
        kind: StanceKind::Assesses,
    }
}
