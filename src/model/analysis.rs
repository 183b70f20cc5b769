//! What is seen in a text before anything is claimed about who said what.

use std::ops::Range;

use super::Date;
use super::EntityType;
use super::Span;
use super::Word;

/// Tokens, words, sentences, quotations, names and dates of one text, each in the order of the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Analysis {
    /// Words, numbers and marks.
    pub tokens: Vec<Token>,
    /// Words with their grammar: each token is one or, where it is hyphenated, several.
    pub words: Vec<Word>,
    /// The lemmas of the words, each once.
    pub lemmas: Vec<String>,
    /// Sentences; every token outside boilerplate lies in exactly one.
    pub sentences: Vec<Sentence>,
    /// Passages between quotation marks.
    pub quotations: Vec<Quotation>,
    /// Words that name somebody or something.
    pub names: Vec<Name>,
    /// Words that tell a date.
    pub dates: Vec<DatedWords>,
}

impl Analysis {
    /// Returns the lemma of a word.
    pub fn lemma(&self, word: usize) -> &str {
        let lemma = self.words.get(word).and_then(|word| self.lemmas.get(word.lemma as usize));
        lemma.map_or("", String::as_str)
    }
}

/// A word, number or mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it is made of.
    pub kind: TokenKind,
}

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, perhaps with digits, hyphens or an apostrophe inside.
    Word,
    /// Digits, perhaps with separators.
    Number,
    /// An opening or closing quotation mark.
    QuotationMark,
    /// Any other mark.
    Mark,
}

/// A sentence, headline or list item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands, without white space around it.
    pub span: Span,
    /// Its tokens, as indices into [`Analysis::tokens`].
    pub tokens: Range<usize>,
    /// Its words, as indices into [`Analysis::words`].
    pub words: Range<usize>,
    /// The paragraph that it belongs to, counted from 0.
    pub paragraph: usize,
    /// What kind of line it is.
    pub kind: SentenceKind,
}

/// What kind of line a sentence is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SentenceKind {
    /// Running prose.
    Prose,
    /// A headline or heading: a short line of its own without a closing mark.
    Headline,
}

/// A passage between quotation marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// The whole passage, marks included.
    pub span: Span,
    /// Whether a closing mark was found; without one, it ends where the quoted voice ends.
    pub closed: bool,
    /// Whether it is a scare quote or a title: too short and too embedded to be speech.
    pub is_scare: bool,
}

/// Words that name somebody or something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// The name, without titles and articles.
    pub span: Span,
    /// What it seems to name; unknown where neither word lists nor shape tell.
    pub entity_type: Option<EntityType>,
    /// The post or form of address in front of it: "Deputy Minister", "Mr".
    pub title: Option<Span>,
    /// Whether the words describe rather than name: "the observers", "the final report".
    pub is_described: bool,
    /// Whether a description means an entity of its own, be no finding about it; none where no model was asked.
    pub is_worth: Option<bool>,
}

/// Words that tell a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DatedWords {
    /// The words, without a preposition.
    pub span: Span,
    /// The date, as precise as the words are.
    pub date: Date,
    /// Whether the words tell it alone, without the document's date: not "yesterday" or "19 March".
    pub is_full: bool,
}
