//! Doubts about a text, told beside a result.

use super::Span;

/// A doubt about a text, with the words it is about where there are some.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Note {
    /// The words in doubt.
    pub span: Option<Span>,
    /// What is in doubt, as a sentence.
    pub message: String,
}
