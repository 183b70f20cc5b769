//! What the program knows about words, as data: `data/lexicon/*.toml`, built into the binary.

mod names;
mod registry;
mod words;

use serde::de::DeserializeOwned;

pub use names::NameLists;
pub use names::WordClass;
pub use names::WordClasses;
pub use registry::Known;
pub use registry::Registry;
pub use words::WordLists;

use super::Sha256;

/// Word lists of the language; each stage reads its own.
#[derive(Clone, Debug)]
pub struct Lexicon {
    /// The hash of all files that the lexicon was read from.
    pub hash: Sha256,
    /// Where words and sentences begin and end.
    pub words: WordLists,
    /// What the words of names and descriptions are.
    pub names: NameLists,
    /// Known places and organisations.
    pub registry: Registry,
}

/// The files, in the order in which they are hashed.
const FILES: &[&str] = &[WORDS, NAMES, COUNTRIES, PLACES, ORGANISATIONS];

const WORDS: &str = include_str!("../../data/lexicon/words.toml");
const NAMES: &str = include_str!("../../data/lexicon/names.toml");
const COUNTRIES: &str = include_str!("../../data/registry/countries.toml");
const PLACES: &str = include_str!("../../data/registry/places.toml");
const ORGANISATIONS: &str = include_str!("../../data/registry/organisations.toml");

impl Lexicon {
    /// Reads the lexicon that is built into the program.
    pub fn built_in() -> Self {
        let registry = Registry::new(read(COUNTRIES), read(PLACES), read(ORGANISATIONS));
        let mut names: NameLists = read(NAMES);
        names.add(WordClass::Demonym, registry.demonyms().iter().map(String::as_str));
        Self { hash: Sha256::of(FILES.join("\0")), words: read(WORDS), names, registry }
    }
}

fn read<Topic: DeserializeOwned>(file: &str) -> Topic {
    toml::from_str(file).expect("the built-in lexicon is well formed")
}

#[cfg(test)]
mod tests {
    use super::Lexicon;

    #[test]
    fn every_file_can_be_read() {
        let lexicon = Lexicon::built_in();
        assert!(lexicon.words.title_abbreviations.contains("mr"));
    }
}
