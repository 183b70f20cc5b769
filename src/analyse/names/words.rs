//! The words of a text as names see them: their lists, their capitals, and how the text writes them elsewhere.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::model::Lexicon;
use crate::model::Registry;
use crate::model::Sentence;
use crate::model::SentenceKind;
use crate::model::Span;
use crate::model::Token;
use crate::model::TokenKind;
use crate::model::WordClass;
use crate::model::WordClasses;
use crate::model::latin;

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// A word in small letters, a number or a mark.
    Small,
    /// A word with a capital: "Astana", "al-Assad".
    Capital,
    /// A word of two capitals or more and nothing else but marks: "OSCE", "U.S.".
    Upper,
}

/// The words of a text with all that is known about each.
pub(super) struct Words<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: &'a [Token],
    pub(super) registry: &'a Registry,
    shapes: Vec<Shape>,
    classes: Vec<WordClasses>,
    usage: HashMap<String, Usage>,
    starts: Vec<bool>,
}

/// How often prose writes a word small, and with a capital where none must stand.
#[derive(Clone, Copy, Debug, Default)]
struct Usage {
    small: u32,
    capital: u32,
    /// With any capital, at the start of a sentence, too.
    written: u32,
}

impl<'a> Words<'a> {
    pub(super) fn new(
        text: &'a str,
        tokens: &'a [Token],
        sentences: &[Sentence],
        lexicon: &'a Lexicon,
    ) -> Self {
        let shapes: Vec<Shape> = tokens.iter().map(|token| shape(text, *token)).collect();
        let classes = tokens
            .iter()
            .map(|token| match token.kind {
                TokenKind::Word => lexicon.names.of(&lower(token.span.of(text))),
                _ => WordClasses::default(),
            })
            .collect();
        let mut words = Self {
            text,
            tokens,
            registry: &lexicon.registry,
            shapes,
            classes,
            usage: HashMap::new(),
            starts: vec![false; tokens.len()],
        };
        words.mark_starts(sentences);
        words.count(sentences);
        words
    }

    pub(super) fn word(&self, index: usize) -> &'a str {
        self.tokens[index].span.of(self.text)
    }

    pub(super) fn lower(&self, index: usize) -> Cow<'a, str> {
        lower(self.word(index))
    }

    pub(super) fn classes(&self, index: usize) -> WordClasses {
        self.classes[index]
    }

    pub(super) fn has(&self, index: usize, class: WordClass) -> bool {
        self.classes[index].has(class)
    }

    pub(super) fn has_any(&self, index: usize, classes: &[WordClass]) -> bool {
        self.classes[index].has_any(classes)
    }

    pub(super) fn is_capital(&self, index: usize) -> bool {
        self.shapes[index] != Shape::Small
    }

    pub(super) fn is_upper(&self, index: usize) -> bool {
        self.shapes[index] == Shape::Upper
    }

    pub(super) fn is_word(&self, index: usize) -> bool {
        self.tokens[index].kind == TokenKind::Word
    }

    /// Returns whether a capital must stand here: at the start of a sentence or quotation.
    pub(super) fn is_start(&self, index: usize) -> bool {
        self.starts[index]
    }

    /// Returns whether the text writes a word small and never with a capital of its own.
    pub(super) fn is_common(&self, index: usize) -> bool {
        let usage = self.usage(index);
        usage.small > 0 && usage.capital == 0
    }

    /// Returns whether the text writes a word with a capital where none must stand.
    pub(super) fn is_proper(&self, index: usize) -> bool {
        let usage = self.usage(index);
        usage.capital > usage.small
    }

    /// Returns whether a word stands with a capital more often than another: a surname alone.
    pub(super) fn recurs_without(&self, index: usize, other: usize) -> bool {
        self.usage(index).written > self.usage(other).written
    }

    /// Returns whether a token is an apostrophe with what follows it: "Kazakhstan|'s".
    pub(super) fn is_possessive(&self, index: usize) -> bool {
        matches!(self.word(index), "'s" | "’s" | "'" | "’" | "'S" | "’S")
            && index > 0
            && self.tokens[index - 1].span.end() == self.tokens[index].span.start()
    }

    /// Returns whether a degree stands behind a comma and a name that is no place's: "John Lee, **MD**, **MPH**".
    pub(super) fn is_degree(&self, index: usize) -> bool {
        let Some(name) = index.checked_sub(2) else { return false };
        self.has(index, WordClass::Degree)
            && self.is_capital(index)
            && self.word(index - 1) == ","
            && self.is_capital(name)
            && self.registry.named(self.word(name)).is_none()
    }

    /// Returns whether a token tells an age: "**11-year-old** Jane Roe".
    pub(super) fn is_age(&self, index: usize) -> bool {
        let word = self.word(index);
        word.starts_with(|letter: char| letter.is_ascii_digit()) && word.ends_with("-old")
    }

    /// Returns whether prose writes a word with a capital somewhere where none must stand.
    pub(super) fn is_written_so(&self, index: usize) -> bool {
        self.usage(index).capital > 0
    }

    /// Returns whether only white space of one line stands between a token and the one before.
    pub(super) fn follows_closely(&self, index: usize) -> bool {
        index > 0 && {
            let between = self.tokens[index - 1].span.end()..self.tokens[index].span.start();
            !self.text[between].contains('\n')
        }
    }

    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        self.tokens[start].span.to(self.tokens[end - 1].span)
    }

    fn usage(&self, index: usize) -> Usage {
        self.usage.get(self.lower(index).as_ref()).copied().unwrap_or_default()
    }

    fn mark_starts(&mut self, sentences: &[Sentence]) {
        for sentence in sentences {
            let mut is_start = true;
            for index in sentence.tokens.clone() {
                self.starts[index] = is_start && self.is_word(index);
                let opens = matches!(self.word(index), ":" | "•" | "–" | "—" | "―" | "-" | "*")
                    || self.tokens[index].kind == TokenKind::QuotationMark;
                let keeps = is_start && !self.is_word(index);
                is_start = opens || keeps;
            }
        }
    }

    fn count(&mut self, sentences: &[Sentence]) {
        let prose = sentences.iter().filter(|sentence| sentence.kind == SentenceKind::Prose);
        for index in prose.flat_map(|sentence| sentence.tokens.clone()) {
            if !self.is_word(index) {
                continue;
            }
            let usage = self.usage.entry(lower(self.word(index)).into_owned()).or_default();
            usage.written += u32::from(self.shapes[index] != Shape::Small);
            if self.starts[index] {
                continue;
            }
            match self.shapes[index] {
                Shape::Small => usage.small += 1,
                Shape::Capital | Shape::Upper => usage.capital += 1,
            }
        }
    }
}

fn lower(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        Cow::Borrowed(word)
    } else {
        Cow::Owned(latin(word).to_lowercase().replace('’', "'"))
    }
}

fn shape(text: &str, token: Token) -> Shape {
    let word = token.span.of(text);
    if token.kind != TokenKind::Word || word.starts_with(['\'', '’']) || word.contains("://") {
        return Shape::Small;
    }
    let mut letters = word.chars().filter(|letter| letter.is_alphabetic());
    let capitals = word.chars().filter(|letter| letter.is_uppercase()).count();
    let has_small = word.chars().any(char::is_lowercase);
    let begins = letters.next().is_some_and(char::is_uppercase);
    let is_prefixed = word
        .split(['-', '\'', '’'])
        .nth(1)
        .is_some_and(|rest| rest.starts_with(char::is_uppercase))
        && word.split(['-', '\'', '’']).next().is_some_and(|prefix| prefix.chars().count() <= 3);
    if capitals >= 2 && !has_small {
        Shape::Upper
    } else if begins || is_prefixed {
        Shape::Capital
    } else {
        Shape::Small
    }
}
