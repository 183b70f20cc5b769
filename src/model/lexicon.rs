//! What the program knows about words, as data: `data/lexicon/*.toml`, built into the binary.

mod words;
mod grammar;
mod cues;
mod stances;
mod names;
mod registry;
mod spellings;
mod claims;
mod advice;

use serde::de::DeserializeOwned;

pub use advice::AdviceWords;
pub use claims::ClaimWords;
pub use cues::Complement;
pub use cues::Cue;
pub use cues::CueKind;
pub use cues::Cues;
pub use cues::Form;
pub use grammar::Class;
pub use grammar::Classes;
pub use grammar::Grammar;
pub use names::NameLists;
pub use names::WordClass;
pub use names::WordClasses;
pub use registry::Brought;
pub use registry::Known;
pub use registry::Membership;
pub use registry::Registry;
pub use spellings::Spellings;
pub use stances::StanceUse;
pub use stances::StanceWord;
pub use stances::Stances;
pub use stances::WordSide;
pub use words::WordLists;

use super::Codebook;
use super::Sha256;

/// Word lists of the language; each stage reads its own.
#[derive(Clone, Debug)]
pub struct Lexicon {
    /// The hash of all files that the lexicon was read from.
    pub hash: Sha256,
    /// Where words and sentences begin and end.
    pub words: WordLists,
    /// What small words do in a sentence.
    pub grammar: Grammar,
    /// What says that something was expressed.
    pub cues: Cues,
    /// What takes sides.
    pub stances: Stances,
    /// What the words of names and descriptions are.
    pub names: NameLists,
    /// How one name is written in several ways.
    pub spellings: Spellings,
    /// What words do when two claims are compared.
    pub claims: ClaimWords,
    /// What words do in recommendations.
    pub advice: AdviceWords,
    /// What claims are coded by, as users bring it.
    pub codebooks: Vec<Codebook>,
    /// Known places and organisations.
    pub registry: Registry,
}

/// The files, in the order in which they are hashed.
const FILES: &[&str] = &[
    WORDS,
    GRAMMAR,
    CUES,
    STANCES,
    NAMES,
    SPELLINGS,
    CLAIMS,
    RECOMMENDATIONS,
    COUNTRIES,
    PLACES,
    ORGANISATIONS,
    MEMBERSHIPS,
];

const WORDS: &str = include_str!("../../data/lexicon/words.toml");
const GRAMMAR: &str = include_str!("../../data/lexicon/grammar.toml");
const CUES: &str = include_str!("../../data/lexicon/cues.toml");
const STANCES: &str = include_str!("../../data/lexicon/stances.toml");
const NAMES: &str = include_str!("../../data/lexicon/names.toml");
const SPELLINGS: &str = include_str!("../../data/lexicon/spellings.toml");
const CLAIMS: &str = include_str!("../../data/lexicon/claims.toml");
const RECOMMENDATIONS: &str = include_str!("../../data/lexicon/recommendations.toml");
const COUNTRIES: &str = include_str!("../../data/registry/countries.toml");
const PLACES: &str = include_str!("../../data/registry/places.toml");
const ORGANISATIONS: &str = include_str!("../../data/registry/organisations.toml");
const MEMBERSHIPS: &str = include_str!("../../data/registry/memberships.toml");

impl Lexicon {
    /// Reads the lexicon that is built into the program.
    pub fn built_in() -> Self {
        let registry =
            Registry::new(read(COUNTRIES), read(PLACES), read(ORGANISATIONS), read(MEMBERSHIPS));
        let mut names: NameLists = read(NAMES);
        names.add(WordClass::Demonym, registry.demonyms().iter().map(String::as_str));
        Self {
            hash: Sha256::of(FILES.join("\0")),
            words: read(WORDS),
            grammar: read(GRAMMAR),
            cues: read(CUES),
            stances: read(STANCES),
            names,
            spellings: read(SPELLINGS),
            claims: read(CLAIMS),
            advice: read(RECOMMENDATIONS),
            codebooks: Vec::new(),
            registry,
        }
    }
}

fn read<Topic: DeserializeOwned>(file: &str) -> Topic {
    toml::from_str(file).expect("the built-in lexicon is well formed")
}

#[cfg(test)]
mod tests {
    use super::Class;
    use super::Form;
    use super::Lexicon;

    #[test]
    fn every_file_can_be_read() {
        let lexicon = Lexicon::built_in();
        assert!(lexicon.words.title_abbreviations.contains("mr"));
        assert!(lexicon.grammar.classes_of("does").has(Class::Do));
        assert_eq!(lexicon.cues.by_word["said"].len(), 2);
        assert_eq!(lexicon.stances.by_word["welcomed"][0].1, Form::Past);
    }
}
