//! Recommendations: what makes one of a statement or of an author's sentence, and how others answer to them.

use serde::Deserialize;
use serde::Serialize;

use super::Date;
use super::Span;

/// What a text says of a recommendation besides its words, before references are resolved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FoundRecommendation {
    /// The words for who is to do it.
    pub to: Option<Span>,
    /// The words that give it priority.
    pub priority: Option<Span>,
    /// Until when.
    pub deadline: Option<Deadline>,
    /// The rule that found it.
    pub rule: &'static str,
}

/// A sentence of a list of recommendations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ListedRecommendation {
    /// The sentence, without its number and its closing full stop.
    pub content: Span,
    /// What is recommended.
    pub recommendation: FoundRecommendation,
}

/// Until when something is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Deadline {
    /// The words.
    pub span: Span,
    /// The date that they tell, where they tell one.
    pub date: Option<Date>,
}

/// What makes a recommendation of a statement or of an author's sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recommendation {
    /// Who is to do it: entity ids.
    pub to: Vec<String>,
    /// The words for who is to do it.
    pub to_span: Option<Span>,
    /// The words that give it priority.
    pub priority: Option<Span>,
    /// Until when.
    pub deadline: Option<Deadline>,
    /// The rule that found it.
    pub rule: &'static str,
}

/// What a statement or stance does with the recommendations of somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// What is done with them.
    pub kind: AnswerKind,
    /// Whose they are: entity ids; empty where nobody says.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub of: Vec<String>,
    /// Whether several are meant: "the recommendations".
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_plural: bool,
    /// The words that say which, in small letters.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<String>,
}

/// What is done with a recommendation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AnswerKind {
    /// "welcomes the recommendations".
    Supports,
    /// "agreed to implement the recommendations".
    Accepts,
    /// "rejected the recommendations".
    Rejects,
}
