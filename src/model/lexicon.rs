//! What the program knows about words, as data: `data/lexicon/*.toml`, built into the binary.

mod words;

use serde::de::DeserializeOwned;

pub use words::WordLists;

use super::Sha256;

/// Word lists of the language; each stage reads its own.
#[derive(Clone, Debug)]
pub struct Lexicon {
    /// The hash of all files that the lexicon was read from.
    pub hash: Sha256,
    /// Where words and sentences begin and end.
    pub words: WordLists,
}

/// The files, in the order in which they are hashed.
const FILES: &[&str] = &[WORDS];

const WORDS: &str = include_str!("../../data/lexicon/words.toml");

impl Lexicon {
    /// Reads the lexicon that is built into the program.
    pub fn built_in() -> Self {
        Self { hash: Sha256::of(FILES.join("\0")), words: read(WORDS) }
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
