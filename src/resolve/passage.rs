//! A document's text as resolution reads it: its words by index, and what stands where.

use std::borrow::Cow;
use std::ops::Range;

use crate::model::Analysis;
use crate::model::Lexicon;
use crate::model::Span;
use crate::model::TokenKind;
use crate::model::WordClass;
use crate::model::WordClasses;
use crate::model::latin;

/// A text with its analysis and the lexicon.
#[derive(Clone, Copy)]
pub(super) struct Passage<'a> {
    pub(super) text: &'a str,
    pub(super) analysis: &'a Analysis,
    pub(super) lexicon: &'a Lexicon,
}

impl<'a> Passage<'a> {
    pub(super) fn len(self) -> usize {
        self.analysis.tokens.len()
    }

    pub(super) fn word(self, index: usize) -> &'a str {
        self.analysis.tokens[index].span.of(self.text)
    }

    pub(super) fn lower(self, index: usize) -> Cow<'a, str> {
        let word = self.word(index);
        if word.bytes().all(|byte| byte.is_ascii_lowercase()) {
            Cow::Borrowed(word)
        } else {
            Cow::Owned(latin(word).to_lowercase().replace('’', "'"))
        }
    }

    pub(super) fn classes(self, index: usize) -> WordClasses {
        match self.analysis.tokens[index].kind {
            TokenKind::Word => self.lexicon.names.of(&self.lower(index)),
            _ => WordClasses::default(),
        }
    }

    pub(super) fn has(self, index: usize, class: WordClass) -> bool {
        self.classes(index).has(class)
    }

    pub(super) fn is_word(self, index: usize) -> bool {
        self.analysis.tokens[index].kind == TokenKind::Word
    }

    pub(super) fn is_possessive(self, index: usize) -> bool {
        matches!(self.lower(index).as_ref(), "'s" | "'") || self.word(index) == "’"
    }

    /// Returns the tokens that lie in a span.
    pub(super) fn tokens_in(self, span: Span) -> Range<usize> {
        let tokens = &self.analysis.tokens;
        let start = tokens.partition_point(|token| token.span.end() <= span.start());
        let end = tokens.partition_point(|token| token.span.start() < span.end());
        start..end.max(start)
    }

    /// Returns the sentence in which a byte stands, or the last one before it.
    pub(super) fn sentence_at(self, byte: usize) -> usize {
        let before = |sentence: &crate::model::Sentence| sentence.span.start() <= byte;
        self.analysis.sentences.partition_point(before).saturating_sub(1)
    }

    /// Returns the end of the sentence in which a token stands, as a token.
    pub(super) fn sentence_end(self, index: usize) -> usize {
        let Some(token) = self.analysis.tokens.get(index) else { return self.len() };
        let sentence = self.sentence_at(token.span.start());
        let end =
            self.analysis.sentences.get(sentence).map_or(self.len(), |found| found.tokens.end);
        end.max(index)
    }

    /// Returns the span of some tokens.
    pub(super) fn span(self, tokens: Range<usize>) -> Option<Span> {
        let first = self.analysis.tokens.get(tokens.start)?;
        let last = self.analysis.tokens.get(tokens.end.checked_sub(1)?)?;
        (tokens.start < tokens.end).then(|| first.span.to(last.span))
    }
}
