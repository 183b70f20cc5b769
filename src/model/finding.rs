//! Findings: what one text says, before references are resolved.

use super::Act;
use super::Confidence;
use super::FoundRecommendation;
use super::ListedRecommendation;
use super::Manner;
use super::Note;
use super::Polarity;
use super::QuotationKind;
use super::Span;
use super::StanceKind;

/// Everything found in one text, in the order of the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findings {
    /// Who said what, by their words.
    pub statements: Vec<FoundStatement>,
    /// Who takes which side, by their words.
    pub stances: Vec<FoundStance>,
    /// Sentences of lists of recommendations.
    pub listed: Vec<ListedRecommendation>,
    /// Doubts about the text.
    pub notes: Vec<Note>,
}

/// A statement by its words: somebody is said to have expressed something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundStatement {
    /// Who speaks.
    pub source: Voice,
    /// The words that say that something was expressed; empty where a quotation goes on without any.
    pub cue: Vec<Span>,
    /// What was expressed, in one or more pieces.
    pub content: Vec<Span>,
    /// How the content stands in the text.
    pub quotation: QuotationKind,
    /// What is done in saying it.
    pub act: Act,
    /// How the cue presents it.
    pub manner: Manner,
    /// The words for whom it is addressed to.
    pub addressee: Option<Span>,
    /// Whether the cue is negated: "did not say".
    pub is_negated: bool,
    /// Whether the cue is modal: "must say", "will say".
    pub is_modal: bool,
    /// Whether the cue is hedged: "reportedly".
    pub is_hedged: bool,
    /// What it recommends, if it does: "urges", "should", "recommendation".
    pub recommendation: Option<FoundRecommendation>,
    /// How sure the rule is.
    pub confidence: Confidence,
    /// The rule that found it.
    pub rule: &'static str,
}

/// A stance by its words: somebody takes sides on something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundStance {
    /// Who takes sides.
    pub holder: Voice,
    /// The evaluating words.
    pub cue: Span,
    /// The words for whom or what it is about, without a leading cue or preposition.
    pub target: Span,
    /// Which side.
    pub polarity: Polarity,
    /// How.
    pub kind: StanceKind,
    /// The statement in whose content it stands, as an index into [`Findings::statements`].
    pub statement: Option<usize>,
    /// Whether it is negated in a way that takes it back ("did not condemn"); such a stance is kept, not drawn.
    pub is_negated: bool,
    /// Whether it is modal: "may welcome".
    pub is_modal: bool,
    /// Whether it holds only on a condition.
    pub is_conditional: bool,
    /// How sure the rule is.
    pub confidence: Confidence,
    /// The rule that found it.
    pub rule: &'static str,
}

/// Who speaks or holds, as far as words alone tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voice {
    /// Whoever these words name, titles before the name included.
    Words(Span),
    /// Whoever spoke in the statement before: a quotation that goes on. An index into [`Findings::statements`].
    SourceOf(usize),
    /// The document's author, without words for it in this sentence.
    Author,
    /// Nobody is given.
    Unknown,
}
