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
    /// Verbs by which what a noun says comes to somebody: "drew" of "drew criticism from".
    pub receivers: Vec<String>,
    /// Verbs that call something by what it is held to be: "called" of "called the ruling a disgrace".
    pub namers: Vec<String>,
    /// Base forms of words that take sides or judge, in whatever part of speech, with their most frequent side.
    pub sides: BTreeMap<String, WordSide>,
}

/// The side that a word takes by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WordSide {
    /// Which side.
    pub polarity: Polarity,
    /// How.
    pub kind: StanceKind,
    /// What it is listed as; none where it is only an evaluating word.
    pub use_as: Option<StanceUse>,
    /// Whether it describes in most places.
    pub is_plain: bool,
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
    /// Words after which it is told for what the side is taken: "accused him of lying".
    #[serde(default)]
    pub reason: Vec<String>,
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
    receivers: Vec<String>,
    namers: Vec<String>,
    act: Vec<StanceWord>,
    noun: Vec<StanceWord>,
    /// Single words, by polarity.
    qualities: BTreeMap<Polarity, Vec<String>>,
    /// Single words that judge in any place, by polarity.
    epithets: BTreeMap<Polarity, Vec<String>>,
    /// Base forms that may judge in any part of speech, by polarity.
    evaluations: BTreeMap<Polarity, Vec<String>>,
    /// Such as describe in most places.
    plain: BTreeMap<Polarity, Vec<String>>,
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
        let sides = sides(&stances, [(false, file.evaluations), (true, file.plain)]);
        let StanceFile { bearers, receivers, namers, .. } = file;
        Self { stances, by_word, bearers, receivers, namers, sides }
    }
}

/// Returns the sides of base forms: as the first entry without more words says, else as an evaluation.
fn sides(
    stances: &[StanceWord],
    evaluations: [(bool, BTreeMap<Polarity, Vec<String>>); 2],
) -> BTreeMap<String, WordSide> {
    let mut sides: BTreeMap<String, WordSide> = BTreeMap::new();
    for (is_plain, by_polarity) in evaluations {
        for (polarity, words) in by_polarity {
            let side = WordSide { polarity, kind: StanceKind::Assesses, use_as: None, is_plain };
            sides.extend(words.into_iter().map(|word| (word, side)));
        }
    }
    let whole = |word: &&StanceWord| word.then.is_empty() && word.after.is_empty();
    for word in stances.iter().filter(whole).rev() {
        let side = WordSide {
            polarity: word.polarity,
            kind: word.kind,
            use_as: Some(word.use_as),
            is_plain: false,
        };
        if let Some(base) = word.forms.split_whitespace().next() {
            sides.insert(base.to_owned(), side);
        }
    }
    sides
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
        reason: Vec::new(),
        weak: false,
        polarity,
        kind: StanceKind::Assesses,
    }
}
