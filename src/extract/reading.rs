//! A text as the patterns read it: every word with its classes and the cues and stances that it may head.

use crate::model::Analysis;
use crate::model::Class;
use crate::model::Classes;
use crate::model::Document;
use crate::model::Form;
use crate::model::Lexicon;
use crate::model::Sentence;
use crate::model::Span;
use crate::model::TokenKind;

/// Longer words are no words of the lexicon.
const LONGEST_WORD: usize = 32;

/// Some tokens in a row: the first, and the one after the last.
pub(super) type Tokens = (usize, usize);

/// A text with what the lexicon knows about its words.
pub(super) struct Reading<'a> {
    /// The text itself.
    pub text: &'a str,
    /// Its tokens, sentences and quotations.
    pub analysis: &'a Analysis,
    /// What is known about words.
    pub lexicon: &'a Lexicon,
    /// One for each token.
    pub words: Vec<Word<'a>>,
    /// Whether the author speaks as "I" or "we".
    pub is_own_voice: bool,
    /// For each quotation its tokens, marks included.
    pub quoted: Vec<Tokens>,
    /// For each token the quotation that it lies in.
    quotation_of: Vec<Option<u32>>,
    /// For each token the sentence that it lies in.
    sentence_of: Vec<Option<u32>>,
}

/// A token with what is known about it.
#[derive(Clone, Copy)]
pub(super) struct Word<'a> {
    /// The token as it stands.
    pub text: &'a str,
    /// What it does in a sentence.
    pub classes: Classes,
    /// The cues that it may head.
    pub cues: &'a [(usize, Form)],
    /// The stances that it may head.
    pub stances: &'a [(usize, Form)],
    /// What it is made of.
    pub kind: TokenKind,
}

impl Word<'_> {
    /// Returns whether the word is of a class.
    pub(super) fn is(&self, class: Class) -> bool {
        self.classes.has(class)
    }

    /// Returns whether it begins with a capital letter.
    pub(super) fn is_capital(&self) -> bool {
        self.text.starts_with(char::is_uppercase)
    }

    /// Returns whether it is a word or number of no known class: a noun, adjective, name or unknown verb.
    pub(super) fn is_open(&self) -> bool {
        matches!(self.kind, TokenKind::Word | TokenKind::Number)
            && (self.classes.is_open()
                || (self.is_capital() && !self.is_small())
                || self.is(Class::Time))
    }

    /// Returns whether it is a small word, though it may open a sentence.
    fn is_small(&self) -> bool {
        self.classes.has_any(&[
            Class::Determiner,
            Class::Possessive,
            Class::Subject,
            Class::Preposition,
            Class::Conjunction,
            Class::Subordinator,
            Class::Finite,
            Class::Copula,
            Class::Adverb,
            Class::Question,
        ])
    }

    /// Returns whether it is a mark that ends a sentence or part of one.
    pub(super) fn is_mark(&self) -> bool {
        self.kind == TokenKind::Mark
    }
}

impl<'a> Reading<'a> {
    /// Returns the stances that a word may head by itself, without words that follow it.
    pub(super) fn sides_of(&self, word: &Word<'a>) -> impl Iterator<Item = &'a (usize, Form)> {
        let stances = &self.lexicon.stances.stances;
        word.stances.iter().filter(|&&(number, _)| stances[number].then.is_empty())
    }

    /// Looks up every word of a text.
    pub(super) fn new(
        document: &'a Document,
        analysis: &'a Analysis,
        lexicon: &'a Lexicon,
    ) -> Self {
        let text = document.text.as_str();
        let mut lower = String::with_capacity(LONGEST_WORD);
        let mut words: Vec<Word<'a>> = analysis
            .tokens
            .iter()
            .map(|token| word(token.span.of(text), token.kind, lexicon, &mut lower))
            .collect();
        mark_names(analysis, lexicon, &mut words);
        let quoted = quoted_tokens(analysis);
        let mut reading = Self {
            text,
            analysis,
            lexicon,
            quotation_of: owners(words.len(), quoted.iter().map(|&(start, end)| start..end)),
            sentence_of: owners(
                words.len(),
                analysis.sentences.iter().map(|sentence| sentence.tokens.clone()),
            ),
            words,
            quoted,
            is_own_voice: false,
        };
        reading.is_own_voice = reading.speaks_as_author(document);
        reading
    }

    /// Returns whether a text is in its author's own voice: by its genre; where that is unknown, because
    /// "I" or "we" stands outside quotations: often, or with an author given. A byline alone speaks for nobody.
    fn speaks_as_author(&self, document: &Document) -> bool {
        const FREQUENT: usize = 60;
        let metadata = &document.metadata;
        if let Some(genre) = metadata.genre {
            return genre.is_own_voice();
        }
        let is_first_person = |&index: &usize| {
            self.quotation_of[index].is_none() && self.words[index].is(Class::FirstPerson)
        };
        let count = (0..self.words.len()).filter(is_first_person).count();
        count > 1 && (metadata.author.is_some() || count * FREQUENT > self.words.len())
    }

    /// Returns the span from the first to before the last of some tokens, unless there are none.
    pub(super) fn span(&self, start: usize, end: usize) -> Option<Span> {
        let tokens = self.analysis.tokens.get(start..end)?;
        Some(tokens.first()?.span.to(tokens.last()?.span))
    }

    /// Returns the tokens that lie in a span.
    pub(super) fn tokens_in(&self, span: Span) -> Tokens {
        let tokens = &self.analysis.tokens;
        let start = tokens.partition_point(|token| token.span.start() < span.start());
        let end = tokens.partition_point(|token| token.span.end() <= span.end());
        (start, end.max(start))
    }

    /// Returns the word at a token, if it is there.
    pub(super) fn word(&self, index: usize) -> Option<&Word<'a>> {
        self.words.get(index)
    }

    /// Returns whether the word at a token is of a class.
    pub(super) fn is(&self, index: usize, class: Class) -> bool {
        self.words.get(index).is_some_and(|word| word.is(class))
    }

    /// Returns the words of a span.
    pub(super) fn text_of(&self, span: Span) -> &'a str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// Returns the text of the token at an index, or nothing past the end.
    pub(super) fn text_at(&self, index: usize) -> &'a str {
        self.words.get(index).map_or("", |word| word.text)
    }

    /// Returns the quotation that a token lies in.
    pub(super) fn quotation_of(&self, index: usize) -> Option<usize> {
        self.quotation_of.get(index).copied().flatten().map(|number| number as usize)
    }

    /// Returns the sentence that a token lies in.
    pub(super) fn sentence_of(&self, index: usize) -> Option<&'a Sentence> {
        let number = self.sentence_of.get(index).copied().flatten()?;
        self.analysis.sentences.get(number as usize)
    }

    /// Returns the quotation that begins at a token and is no scare quote.
    pub(super) fn speech_at(&self, index: usize) -> Option<usize> {
        let number = self.quotation_of(index)?;
        let begins = self.quoted[number].0 == index;
        (begins && !self.analysis.quotations[number].is_scare).then_some(number)
    }

    /// Returns the quotation that ends before a token.
    pub(super) fn speech_before(&self, index: usize) -> Option<usize> {
        let number = self.quotation_of(index.checked_sub(1)?)?;
        (self.quoted[number].1 == index).then_some(number)
    }

    /// Returns the tokens that a finding around `index` may use: its sentence, inside one quotation or
    /// outside all; at most so many words to either side.
    pub(super) fn bounds(&self, index: usize) -> Tokens {
        const WINDOW: usize = 300;
        let Some(sentence) = self.sentence_of(index) else { return (index, index + 1) };
        let mut start = sentence.tokens.start.max(index.saturating_sub(WINDOW));
        let mut end = sentence.tokens.end.min(index + WINDOW);
        if let Some(number) = self.quotation_of(index) {
            let (first, last) = self.quoted[number];
            let is_closed = self.analysis.quotations[number].closed;
            start = start.max(first + 1);
            end = end.min(if is_closed { last - 1 } else { last });
        }
        (start.min(index), end.max(index + 1))
    }
}

fn word<'a>(text: &'a str, kind: TokenKind, lexicon: &'a Lexicon, lower: &mut String) -> Word<'a> {
    let mut word = Word { text, classes: Classes::default(), cues: &[], stances: &[], kind };
    if kind != TokenKind::Number && text.len() <= LONGEST_WORD {
        lower.clear();
        lower.push_str(text);
        lower.make_ascii_lowercase();
        let is_acronym = text.len() > 1 && text.bytes().all(|byte| byte.is_ascii_uppercase());
        if is_acronym {
            return word;
        }
        word.classes = lexicon.grammar.classes_of(lower);
        word.cues = lexicon.cues.by_word.get(lower.as_str()).map_or(&[], Vec::as_slice);
        word.stances = lexicon.stances.by_word.get(lower.as_str()).map_or(&[], Vec::as_slice);
    }
    word
}

/// Takes from the words of names the classes that only their endings tell: "Ita*ly*", "Daily" in "the *Daily* Mail".
fn mark_names(analysis: &Analysis, lexicon: &Lexicon, words: &mut [Word]) {
    let tokens = &analysis.tokens;
    for name in analysis.names.iter().filter(|name| !name.is_described) {
        let start = tokens.partition_point(|token| token.span.start() < name.span.start());
        let inside = tokens[start..].iter().take_while(|token| token.span.end() <= name.span.end());
        for word in words[start..].iter_mut().take(inside.count()) {
            if word.is_capital() && !lexicon.grammar.classes.contains_key(&word.text.to_lowercase())
            {
                word.classes =
                    word.classes.without(&[Class::Adverb, Class::Past, Class::Participle]);
            }
        }
    }
}

/// Returns the token ranges of the quotations.
fn quoted_tokens(analysis: &Analysis) -> Vec<Tokens> {
    let tokens = &analysis.tokens;
    let mut start = 0;
    let mut ranges = Vec::with_capacity(analysis.quotations.len());
    for quotation in &analysis.quotations {
        start +=
            tokens[start..].partition_point(|token| token.span.start() < quotation.span.start());
        let length =
            tokens[start..].partition_point(|token| token.span.end() <= quotation.span.end());
        ranges.push((start, start + length));
    }
    ranges
}

/// Returns for each of so many tokens the number of the range that it lies in.
fn owners(count: usize, ranges: impl Iterator<Item = std::ops::Range<usize>>) -> Vec<Option<u32>> {
    let mut owners = vec![None; count];
    for (number, range) in ranges.enumerate() {
        owners[range].fill(u32::try_from(number).ok());
    }
    owners
}
