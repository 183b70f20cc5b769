//! The words of claims by numbers, and what each does when two claims are compared.

use std::collections::BTreeSet;
use std::collections::HashMap;

use crate::model::Lexicon;
use crate::model::Polarity;
use crate::model::StanceUse;

/// What a word, or an agent, does in a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::resolve) struct Sense {
    /// What its forms have in common.
    pub(in crate::resolve) stem: u32,
    pub(super) kind: Kind,
    /// Whether it denies what follows: "not"; or itself: "unlawful".
    pub(in crate::resolve) denies: bool,
    /// Whether it opens a question: "whether".
    pub(super) asks: bool,
    /// Which side an evaluating word takes.
    pub(in crate::resolve) polarity: Option<Polarity>,
}

impl Sense {
    /// Returns whether it tells nothing by itself.
    pub(in crate::resolve) fn is_empty(self) -> bool {
        self.kind == Kind::Empty
    }
}

/// What kind of word it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Empty,
    Attitude,
    Report,
    Number,
    Agent,
    Other,
}

impl Kind {
    /// Returns how much it counts when it is shared, or is not.
    pub(super) fn weight(self) -> u32 {
        match self {
            Self::Empty => 0,
            Self::Attitude => 1,
            Self::Report | Self::Number | Self::Other => 4,
            Self::Agent => 6,
        }
    }
}

/// All words of all claims, each once.
pub(in crate::resolve) struct Vocabulary<'a> {
    lexicon: &'a Lexicon,
    numbers: HashMap<String, u32>,
    pub(super) words: Vec<String>,
    pub(super) senses: Vec<Sense>,
    stems: HashMap<String, u32>,
    kinds: Kinds,
    turning: BTreeSet<u32>,
}

impl<'a> Vocabulary<'a> {
    pub(in crate::resolve) fn new(lexicon: &'a Lexicon) -> Self {
        let claims = &lexicon.claims;
        let stems = |words: &BTreeSet<String>| words.iter().map(|word| claims.stem(word)).collect();
        let mut vocabulary = Self {
            lexicon,
            numbers: HashMap::new(),
            words: Vec::new(),
            senses: Vec::new(),
            stems: HashMap::new(),
            kinds: Kinds { attitudes: stems(&claims.attitudes), reports: stems(&claims.reports) },
            turning: BTreeSet::new(),
        };
        for word in &claims.turning {
            let word = vocabulary.word(word);
            vocabulary.turning.insert(vocabulary.senses[word as usize].stem);
        }
        vocabulary
    }

    /// Returns the number of a word.
    pub(in crate::resolve) fn word(&mut self, word: &str) -> u32 {
        if let Some(&known) = self.numbers.get(word) {
            return known;
        }
        let sense = self.sense(word);
        self.add(word.to_owned(), word.to_owned(), sense)
    }

    /// Returns the number of an agent.
    pub(in crate::resolve) fn agent(&mut self, key: &str, label: &str) -> u32 {
        let name = format!("<{key}>");
        if let Some(&known) = self.numbers.get(&name) {
            return known;
        }
        let stem = self.stem(name.clone());
        let sense = Sense { stem, kind: Kind::Agent, denies: false, asks: false, polarity: None };
        self.add(name, label.to_owned(), sense)
    }

    /// Returns what a word does.
    pub(in crate::resolve) fn sense_of(&self, word: u32) -> Sense {
        self.senses[word as usize]
    }

    /// Returns a word as it is written.
    pub(in crate::resolve) fn text(&self, word: u32) -> &str {
        &self.words[word as usize]
    }

    /// Returns whether a word turns what follows round: "end", "prevent".
    pub(in crate::resolve) fn turns(&self, word: u32) -> bool {
        self.turning.contains(&self.senses[word as usize].stem)
    }

    /// Returns how many stems there are.
    pub(super) fn stems(&self) -> usize {
        self.stems.len()
    }

    fn add(&mut self, name: String, word: String, sense: Sense) -> u32 {
        let number = number(self.words.len());
        self.numbers.insert(name, number);
        self.words.push(word);
        self.senses.push(sense);
        number
    }

    fn stem(&mut self, stem: String) -> u32 {
        let next = number(self.stems.len());
        *self.stems.entry(stem).or_insert(next)
    }

    fn sense(&mut self, word: &str) -> Sense {
        let claims = &self.lexicon.claims;
        if claims.negators.contains(word) || claims.empty.contains(word) {
            let stem = self.stem(word.to_owned());
            let denies = claims.negators.contains(word);
            let asks = claims.questions.contains(word);
            return Sense { stem, kind: Kind::Empty, denies, asks, polarity: None };
        }
        if let Some(digits) = digits(claims.numbers.get(word).map_or(word, String::as_str)) {
            let stem = self.stem(digits);
            return Sense { stem, kind: Kind::Number, denies: false, asks: false, polarity: None };
        }
        let denied = claims.denied(word);
        let stem = claims.stem(denied.unwrap_or(word));
        let kind = self.kinds.of(word, &stem, claims);
        let polarity = self.polarity(word);
        let denies = denied.is_some();
        Sense { stem: self.stem(stem), kind, denies, asks: false, polarity }
    }

    /// Returns which side a word takes where it evaluates, whatever it is said of.
    fn polarity(&self, word: &str) -> Option<Polarity> {
        let stances = &self.lexicon.stances;
        let entries = stances.by_word.get(word)?.iter().map(|(entry, _)| &stances.stances[*entry]);
        let mut found = entries
            .filter(|entry| matches!(entry.use_as, StanceUse::Quality | StanceUse::Epithet))
            .filter(|entry| entry.then.is_empty());
        found.next().map(|entry| entry.polarity)
    }
}

/// The stems of words of attitude, and of those that report.
struct Kinds {
    attitudes: BTreeSet<String>,
    reports: BTreeSet<String>,
}

impl Kinds {
    fn of(&self, word: &str, stem: &str, claims: &crate::model::ClaimWords) -> Kind {
        if claims.reports.contains(word) || self.reports.contains(stem) {
            Kind::Report
        } else if claims.attitudes.contains(word) || self.attitudes.contains(stem) {
            Kind::Attitude
        } else {
            Kind::Other
        }
    }
}

/// Returns a number without what parts its thousands, if a word is one.
fn digits(word: &str) -> Option<String> {
    let is_number = word.starts_with(|letter: char| letter.is_ascii_digit());
    is_number.then(|| word.replace(',', ""))
}

fn number(index: usize) -> u32 {
    u32::try_from(index).expect("there are fewer words than bytes in memory")
}
