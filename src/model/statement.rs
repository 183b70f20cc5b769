//! The parts of a statement.

use serde::Deserialize;
use serde::Serialize;

use super::Polarity;

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

impl Act {
    /// Returns what a cue tells of the truth of a content: what is asked or promised is not said to be so.
    #[must_use]
    pub fn factuality(self, of_word: Option<Factuality>) -> Factuality {
        match self {
            Self::Directive | Self::Commissive => Factuality::Unasserted,
            Self::Assertive | Self::Expressive => of_word.unwrap_or_default(),
        }
    }
}

/// What a cue tells of the truth of its content, as the reporter chose the word: its factuality, after Saurí and
/// Pustejovsky (2009).
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Factuality {
    /// Left to the source: "said that".
    #[default]
    Stated,
    /// Left to the source, and the reporter stands apart: "claimed that".
    Claimed,
    /// Taken for true: "revealed that", "knows that".
    Presupposed,
    /// Taken for true, and against the source's interest: "admitted that".
    Admitted,
    /// Held false by the source: "denied that".
    Denied,
    /// Not said to be so: what is asked, promised or wished.
    Unasserted,
}

/// How strongly an act is done, after Searle and Vanderveken (1985).
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Strength {
    /// "suggested", "believes", "proposed".
    Weak,
    /// "said", "asked".
    #[default]
    Plain,
    /// "insisted", "vowed", "demanded".
    Strong,
}

/// How a cue presents what was expressed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Manner {
    /// What it tells of the content's truth.
    pub factuality: Factuality,
    /// How strongly the act is done.
    pub strength: Strength,
    /// What the reporter lets be known of it: "boasted" negative, "pointed out" positive, "said" nothing.
    pub reporter: Option<Polarity>,
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
