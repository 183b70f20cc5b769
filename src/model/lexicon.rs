//! What the program knows about words, as data: `data/lexicon/*.toml`, built into the binary.

use super::Sha256;

/// Word lists of the language; each stage reads its own.
#[derive(Clone, Debug)]
pub struct Lexicon {
    /// The hash of all files that the lexicon was read from.
    pub hash: Sha256,
}
