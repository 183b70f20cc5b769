//! Words that help to find names and to tell whom a description means: `data/lexicon/names.toml`.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::collections::HashMap;

use serde::Deserialize;

use crate::model::latin;

/// What the words of names and descriptions are, by word.
#[derive(Clone, Debug, Deserialize)]
#[serde(from = "NameFile")]
pub struct NameLists {
    classes: HashMap<String, WordClasses>,
    evened: BTreeMap<String, String>,
    unshifted: BTreeMap<String, String>,
    posts: Posts,
    national_posts: BTreeMap<String, String>,
    national_bodies: BTreeMap<String, String>,
}

/// Nouns for posts that only affiliations are read by.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Posts {
    other: BTreeSet<String>,
    profession: BTreeSet<String>,
    of_company: BTreeSet<String>,
}

/// A list that a word can stand in; `data/lexicon/names.toml` says what each is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the lists are explained where they stand")]
pub enum WordClass {
    HonorificMale,
    HonorificFemale,
    Honorific,
    Role,
    RoleModifier,
    StateRole,
    PlaceRole,
    Portfolio,
    PersonNoun,
    FemaleNoun,
    MaleNoun,
    GroupNoun,
    OrganisationNoun,
    LocatedNoun,
    DescribedOrganisation,
    PlaceNoun,
    DescribedPlace,
    EventNoun,
    WorkNoun,
    SpeakingWork,
    NameParticle,
    NameSuffix,
    InnerPossessive,
    Locative,
    SpeakerVerb,
    NotName,
    Demonym,
    FunctionWord,
    CommonOpener,
    ContextWord,
    Article,
    Definite,
    Preposition,
    Copula,
    LooseModifier,
    PairNoun,
    PlainVerb,
    CountryNoun,
    Quantity,
    Relative,
    MaleFirstName,
    FemaleFirstName,
    He,
    She,
    It,
    They,
    I,
    We,
    You,
    Message,
    Meeting,
    LateModifier,
    /// Not a list: the plural of a noun that a list gives in the singular.
    Plural,
    /// A list; it stands last because models know lists by their numbers.
    Degree,
}

/// The lists that one word stands in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WordClasses(u64);

impl WordClasses {
    /// Returns whether the word stands in a list.
    pub fn has(self, class: WordClass) -> bool {
        self.0 & Self::bit(class) != 0
    }

    /// Returns whether the word stands in one of the lists.
    pub fn has_any(self, classes: &[WordClass]) -> bool {
        classes.iter().any(|&class| self.has(class))
    }

    /// Returns the lists as bits of a number.
    pub fn bits(self) -> u64 {
        self.0
    }

    fn with(self, class: WordClass) -> Self {
        Self(self.0 | Self::bit(class))
    }

    fn only(self, classes: &[WordClass]) -> Self {
        Self(self.0 & classes.iter().fold(0, |bits, &class| bits | Self::bit(class)))
    }

    fn bit(class: WordClass) -> u64 {
        1 << class as u32
    }
}

/// Nouns that the lists give in the singular.
const COUNTED: &[WordClass] = &[
    WordClass::Role,
    WordClass::PersonNoun,
    WordClass::OrganisationNoun,
    WordClass::DescribedOrganisation,
    WordClass::PlaceNoun,
    WordClass::DescribedPlace,
    WordClass::EventNoun,
    WordClass::WorkNoun,
    WordClass::SpeakingWork,
];

/// The longest word that is looked up, in bytes.
const LONGEST: usize = 40;

impl NameLists {
    /// Returns the lists in which a lower-case word stands; a plural stands in those of its singular.
    pub fn of(&self, word: &str) -> WordClasses {
        if word.len() > LONGEST {
            return WordClasses::default();
        }
        if !word.is_ascii() && !self.classes.contains_key(word) {
            let latin = latin(word);
            if latin != word {
                return self.of(&latin);
            }
        }
        let own = self.classes.get(word).copied().unwrap_or_default();
        match self.singular_of(word) {
            Some(singular) if own.only(COUNTED) == WordClasses::default() => {
                let shared = self.classes.get(singular.as_str()).copied().unwrap_or_default();
                let shared = shared.only(COUNTED);
                let is_plural = shared != WordClasses::default();
                WordClasses(own.0 | if is_plural { shared.with(WordClass::Plural).0 } else { 0 })
            }
            _ => own,
        }
    }

    /// Returns the singular of a plural whose singular is listed.
    pub fn singular_of(&self, word: &str) -> Option<String> {
        let stem = word.strip_suffix('s').filter(|stem| stem.len() > 2)?;
        let mut forms = vec![stem.to_owned()];
        forms.extend(stem.strip_suffix("ie").map(|stem| format!("{stem}y")));
        forms.extend(stem.strip_suffix('e').map(str::to_owned));
        forms.into_iter().find(|form| self.classes.contains_key(form.as_str()))
    }

    /// Returns the usual one of the forms of a word that make no difference: "not" for "n't".
    pub fn evened<'a>(&'a self, word: &'a str) -> &'a str {
        self.evened.get(word).map_or(word, String::as_str)
    }

    /// Returns the present form of a verb that reported speech shifts back.
    pub fn unshifted<'a>(&'a self, word: &'a str) -> &'a str {
        self.unshifted.get(word).map_or(word, String::as_str)
    }

    /// Returns whether a lower-case word is a post that the list of roles leaves out: "goalkeeper".
    pub fn is_other_post(&self, word: &str) -> bool {
        self.posts.other.contains(word)
    }

    /// Returns whether a lower-case word is a post that no country, town or region gives: "singer".
    pub fn is_profession(&self, word: &str) -> bool {
        self.posts.profession.contains(word)
    }

    /// Returns whether a lower-case word is a post that companies give and no country: "owner".
    pub fn is_post_of_company(&self, word: &str) -> bool {
        self.posts.of_company.contains(word)
    }

    /// Returns the country whose post a title is, by the longest end of the title that is listed; one word only
    /// where it is the whole title: "Secretary Smith".
    pub fn country_of_post(&self, title: &str) -> Option<&str> {
        let mut rest = title;
        loop {
            let counts = rest.contains(' ') || rest == title;
            if let Some(country) = self.national_posts.get(rest).filter(|_| counts) {
                return Some(country);
            }
            rest = rest.split_once(' ')?.1;
        }
    }

    /// Returns the country that a body or its seat tells.
    pub fn country_of_body(&self, name: &str) -> Option<&str> {
        self.national_bodies.get(name).map(String::as_str)
    }

    /// Puts more words into a list.
    pub(super) fn add<'a>(&mut self, class: WordClass, words: impl Iterator<Item = &'a str>) {
        for word in words {
            let classes = self.classes.entry(word.to_lowercase()).or_default();
            *classes = classes.with(class);
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NameFile {
    classes: BTreeMap<WordClass, Vec<String>>,
    evened: BTreeMap<String, String>,
    unshifted: BTreeMap<String, String>,
    posts: Posts,
    national_posts: BTreeMap<String, String>,
    national_bodies: BTreeMap<String, String>,
}

impl From<NameFile> for NameLists {
    fn from(file: NameFile) -> Self {
        let mut lists = Self {
            classes: HashMap::new(),
            evened: file.evened,
            unshifted: file.unshifted,
            posts: file.posts,
            national_posts: file.national_posts,
            national_bodies: file.national_bodies,
        };
        for (class, words) in file.classes {
            lists.add(class, words.iter().map(String::as_str));
        }
        lists
    }
}
