//! The parts of a statement.

use serde::Deserialize;
use serde::Serialize;

/// What somebody does in saying something, after Searle (1976).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Act {
    /// Says how things are.
    Assertive,
    /// Asks, recommends, urges.
    Directive,
    /// Promises, plans, is committed.
    Commissive,
    /// Thanks, regrets, congratulates.
    Expressive,
}

/// How the content stands in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum QuotationKind {
    /// All in quotation marks.
    Direct,
    /// In the reporter's words.
    Indirect,
    /// Partly in quotation marks.
    Mixed,
}

/// How well a source is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SourceKind {
    /// Named or resolved to somebody who is described in the document.
    Named,
    /// Described without a name that could be asked: "a senior official", "observers", "reports".
    Anonymous,
    /// Nobody is given: "it was reported", an unresolved pronoun.
    Unknown,
    /// The document's author speaking as "I" or "we".
    Author,
}

/// The normalised content of a statement, with its mentions replaced by entities: what its claim is made of.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Proposition {
    /// Words and entities in order.
    pub parts: Vec<PropositionPart>,
    /// Whether it means something only in its document: an open pronoun, "this", "today", an unresolved event.
    pub is_local: bool,
}

/// A part of a proposition.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PropositionPart {
    /// A normalised word.
    Word(String),
    /// The id of an entity of the document.
    Entity(String),
}
