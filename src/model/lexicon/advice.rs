//! Words of recommendations: `data/lexicon/recommendations.toml`.

use std::collections::BTreeSet;

use serde::Deserialize;

/// Words of recommendations, in small letters.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AdviceWords {
    /// Nouns of headings that open a list of recommendations.
    pub headings: BTreeSet<String>,
    /// Nouns that label a numbered item: "Recommendation 3:".
    pub labels: BTreeSet<String>,
    /// Words of headings that give their items priority.
    pub priority_headings: BTreeSet<String>,
    /// Nouns for what is recommended.
    pub nouns: BTreeSet<String>,
    /// What gives priority.
    pub priorities: Vec<String>,
    /// What a date or an occasion follows that something is to be done by.
    pub limits: Vec<String>,
    /// What may stand between that and a date.
    pub parts_of_time: BTreeSet<String>,
    /// What is counted after "within".
    pub measures: BTreeSet<String>,
    /// What comes again: "next".
    pub comes_again: BTreeSet<String>,
    /// Helpers of the verb: "should".
    pub duties: BTreeSet<String>,
    /// Verbs that tell with them what is likely.
    pub likely: BTreeSet<String>,
    /// Verbs that an item of a list may begin with, as an order: "repeal".
    pub orders: BTreeSet<String>,
    /// Cues after which "should" recommends nothing.
    pub not_advising: BTreeSet<String>,
    /// Cues that recommend where nobody is named: "it is recommended".
    pub impersonal: BTreeSet<String>,
    /// Nouns that are called for and are no deed.
    pub not_deeds: BTreeSet<String>,
    /// Words by which only some of a group are meant.
    pub some_of: BTreeSet<String>,
    /// Verbs by which a recommendation is accepted.
    pub accepting: BTreeSet<String>,
    /// Verbs by which it is supported.
    pub supporting: BTreeSet<String>,
    /// Verbs by which it is rejected.
    pub rejecting: BTreeSet<String>,
}
