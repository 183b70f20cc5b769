//! A run: what produced a graph.

use serde::Deserialize;
use serde::Serialize;

use super::Sha256;
use super::key;

/// Which version, word lists and options produced a graph. No clock enters it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Run {
    /// The program's version.
    pub version: String,
    /// The hash of the lexicon and registry.
    pub lexicon: Sha256,
    /// The options that change what is found, as `name=value`, sorted.
    pub options: Vec<String>,
}

impl Run {
    /// Returns 16 hexadecimal digits that name the run.
    pub fn key(&self) -> String {
        let parts = [self.version.as_str(), self.lexicon.as_str()];
        key(16, parts.into_iter().chain(self.options.iter().map(String::as_str)))
    }
}
