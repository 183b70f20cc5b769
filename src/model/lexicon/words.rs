//! Words that help to find where words and sentences begin and end: `data/lexicon/words.toml`.

use std::collections::BTreeSet;

use serde::Deserialize;

/// Word lists for tokens and sentences, all in lower case.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WordLists {
    /// Abbreviations before a name, without their full stop.
    pub title_abbreviations: BTreeSet<String>,
    /// Other abbreviations, without their full stop.
    pub abbreviations: BTreeSet<String>,
    /// Abbreviations before a number, without their full stop.
    pub number_abbreviations: BTreeSet<String>,
    /// Words that open a sentence more often than they go on with a name.
    pub sentence_openers: BTreeSet<String>,
    /// What is split off after an apostrophe.
    pub clitics: BTreeSet<String>,
}
