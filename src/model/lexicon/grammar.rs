//! Small words by what they do in a sentence: `data/lexicon/grammar.toml`.

use std::collections::BTreeMap;

use serde::Deserialize;

/// What small words do in a sentence, and what endings tell about the others.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grammar {
    /// The words and their classes.
    #[serde(deserialize_with = "by_word")]
    pub classes: BTreeMap<String, Classes>,
    /// Endings of words.
    pub endings: Endings,
}

/// Endings that tell what a word may be.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Endings {
    /// Of adverbs.
    pub adverb: Vec<String>,
    /// Of past forms.
    pub past: Vec<String>,
    /// Of present participles.
    pub participle: Vec<String>,
    /// Of plural nouns.
    pub plural: Vec<String>,
    /// Of nouns for what is done, felt or the case.
    #[serde(rename = "abstract")]
    pub abstracts: Vec<String>,
    /// Of adjectives.
    pub adjective: Vec<String>,
}

/// What a small word does in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the lists in the file say what each is")]
pub enum Class {
    Determiner,
    Possessive,
    Subject,
    Speaker,
    FirstPerson,
    Object,
    Demonstrative,
    Preposition,
    Linking,
    Occasion,
    Conjunction,
    Subordinator,
    Relative,
    Question,
    Be,
    Have,
    Do,
    Modal,
    Copula,
    Negation,
    Adverb,
    Time,
    Hedge,
    Conditional,
    Deictic,
    Complementizer,
    InfinitiveMarker,
    Agent,
    Role,
    Reason,
    Charge,
    Owner,
    And,
    But,
    PossessiveMark,
    Expletive,
    Singular,
    Condition,
    Opener,
    ContentQuestion,
    BeforeGerund,
    Article,
    Wish,
    Finite,
    /// By its ending.
    Past,
    /// By its ending.
    Participle,
    /// By its ending.
    Plural,
    /// By its ending, or a word of the list.
    Adjective,
    /// By its ending.
    Abstract,
}

/// The classes of one word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Classes(u64);

impl Classes {
    /// Returns these classes and one more.
    #[must_use]
    pub const fn with(self, class: Class) -> Self {
        Self(self.0 | 1 << class as u64)
    }

    /// Returns these classes but some.
    #[must_use]
    pub fn without(self, classes: &[Class]) -> Self {
        Self(classes.iter().fold(self.0, |bits, &class| bits & !(1 << class as u64)))
    }

    /// Returns whether the word is of a class.
    pub const fn has(self, class: Class) -> bool {
        self.0 & (1 << class as u64) != 0
    }

    /// Returns whether the word is of one of some classes.
    pub fn has_any(self, classes: &[Class]) -> bool {
        classes.iter().any(|&class| self.has(class))
    }

    /// Returns whether the word is no small word and no form of a verb that its ending would tell.
    pub const fn is_open(self) -> bool {
        const OPEN: u64 =
            1 << Class::Plural as u64 | 1 << Class::Adjective as u64 | 1 << Class::Abstract as u64;
        self.0 & !OPEN == 0
    }
}

impl Grammar {
    /// Returns the classes of a word in lower case: its own, else those that its ending tells.
    pub fn classes_of(&self, word: &str) -> Classes {
        self.classes.get(word).copied().unwrap_or_else(|| self.endings.classes_of(word))
    }
}

impl Endings {
    fn classes_of(&self, word: &str) -> Classes {
        let ends = |endings: &[String]| {
            endings
                .iter()
                .any(|ending| word.len() > ending.len() + 2 && word.ends_with(ending.as_str()))
        };
        let mut classes = Classes::default();
        for (endings, class) in [
            (&self.adverb, Class::Adverb),
            (&self.past, Class::Past),
            (&self.participle, Class::Participle),
            (&self.plural, Class::Plural),
            (&self.adjective, Class::Adjective),
            (&self.abstracts, Class::Abstract),
        ] {
            if ends(endings) {
                classes = classes.with(class);
            }
        }
        classes
    }
}

fn by_word<'de, D: serde::Deserializer<'de>>(
    deserializer: D,
) -> Result<BTreeMap<String, Classes>, D::Error> {
    let lists = BTreeMap::<Class, Vec<String>>::deserialize(deserializer)?;
    let mut words: BTreeMap<String, Classes> = BTreeMap::new();
    for (class, list) in lists {
        for word in list {
            let classes = words.entry(word).or_default();
            *classes = classes.with(class);
        }
    }
    Ok(words)
}

#[cfg(test)]
mod tests {
    use super::Class;
    use super::Classes;

    #[test]
    fn classes_are_a_set() {
        let classes = Classes::default().with(Class::Be).with(Class::Participle);
        assert!(classes.has(Class::Be) && classes.has_any(&[Class::Do, Class::Participle]));
        assert!(!classes.has(Class::Do) && !classes.is_open());
    }
}
