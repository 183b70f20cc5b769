//! Boundaries: whether a sentence ends between two tokens of a paragraph, learned from treebanks.
//!
//! > Mr. Lee left the U.S. │ “We won.” │ He said so at 5 p.m. on Friday.

use std::ops::Range;

use crate::learn::Linear;
use crate::learn::Model;
use crate::learn::feature;
use crate::model::Token;
use crate::model::TokenKind;
use crate::model::WordLists;

use super::grammar::forms::Form;
use super::grammar::tagger::Dictionary;
use super::is_listed;

/// No token: before the paragraph, or after it.
const NONE: u64 = 0xffff;
/// Sentences longer than so many tokens count as this long.
const LONG: usize = 40;

/// A sentence without a mark at its end needs as much more certainty: such are many in letters, few in news.
const MARGIN: i32 = 3_000;

/// What tells where sentences end.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Boundaries<'a> {
    pub(crate) model: &'a Model,
    pub(crate) dictionary: &'a Dictionary,
    pub(crate) words: &'a WordLists,
}

impl Boundaries<'_> {
    /// Returns the token ranges of the sentences of a paragraph.
    pub(super) fn sentences(
        &self,
        text: &str,
        tokens: &[Token],
        paragraph: Range<usize>,
    ) -> Vec<Range<usize>> {
        let mut sentences = Vec::new();
        let mut start = paragraph.start;
        let mut scores = [0; 2];
        let own = &tokens[paragraph.clone()];
        for_candidates(text, own, self.words, self.dictionary, |candidate| {
            scores.fill(0);
            self.model.add_scores(candidate.features, &mut scores);
            let ends = scores[1] - scores[0] > if candidate.has_mark { 0 } else { MARGIN };
            if ends {
                let end = paragraph.start + candidate.at + 1;
                sentences.push(start..end);
                start = end;
            }
            ends
        });
        sentences.push(start..paragraph.end);
        sentences
    }
}

/// A token that a sentence may end after.
pub(crate) struct Candidate<'a> {
    pub(crate) at: usize,
    pub(crate) features: &'a [u64],
    /// Whether it, or what it closes, is a mark that ends sentences.
    has_mark: bool,
}

/// Calls a function with each token of a paragraph that a sentence may end after; the function tells whether one
/// does.
pub(crate) fn for_candidates(
    text: &str,
    tokens: &[Token],
    words: &WordLists,
    dictionary: &Dictionary,
    mut ends: impl FnMut(&Candidate<'_>) -> bool,
) {
    let seen: Vec<Seen> =
        tokens.iter().map(|token| Seen::of(text, token, words, dictionary)).collect();
    let mut features = Vec::new();
    let mut state = Open::default();
    let mut start = 0;
    for at in 0..seen.len().saturating_sub(1) {
        let word = tokens[at].span.of(text);
        state.goes_on(word, tokens[at].kind);
        // Treebanks know one kind of space only.
        let gap = u64::from(tokens[at].span.end() < tokens[at + 1].span.start());
        if closes(text, &tokens[at + 1]) || !is_candidate(&seen, at, gap) {
            continue;
        }
        let place = Place { seen: &seen, at, start, gap, open: &state };
        place.features(&mut features);
        let stop = seen[place.last_before_closing()].mark;
        let has_mark = matches!(stop, Mark::Final | Mark::Stopped | Mark::Other);
        if ends(&Candidate { at, features: &features, has_mark }) {
            start = at + 1;
            state.is_quoted &= !state.is_straight;
        }
    }
}

/// Whether a quotation or bracket is open.
#[derive(Default)]
struct Open {
    is_quoted: bool,
    is_straight: bool,
    brackets: u64,
}

impl Open {
    fn goes_on(&mut self, word: &str, kind: TokenKind) {
        match word {
            "“" | "„" | "«" | "``" => (self.is_quoted, self.is_straight) = (true, false),
            "”" | "»" => self.is_quoted = false,
            "\"" | "''" if kind == TokenKind::QuotationMark => {
                (self.is_quoted, self.is_straight) = (!self.is_quoted, true);
            }
            "(" | "[" => self.brackets += 1,
            ")" | "]" => self.brackets = self.brackets.saturating_sub(1),
            _ => {}
        }
    }
}

/// An abbreviation that goes with the name after it.
const TITLE: u64 = 1;
/// Another abbreviation.
const ABBREVIATION: u64 = 1 << 1;
/// A word that often opens a sentence.
const OPENER: u64 = 1 << 2;
/// A capital at the beginning.
const UPPER: u64 = 1 << 3;

/// What is seen of a token.
struct Seen {
    form: Form,
    tag: u64,
    mark: Mark,
    /// Which word lists hold it, and whether it has a capital.
    lists: u64,
    closes: bool,
    goes_on: bool,
}

/// What a token is to a sentence.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    None,
    /// `.` `!` `?` `…`
    Final,
    /// A word that ends in a full stop.
    Stopped,
    /// `:` `,` dashes, symbols: a sentence goes on after them, so that a speaker and what is said stay together.
    Inner,
    /// `;` `*` `:-)` and the like.
    Other,
    /// A quotation mark or bracket.
    Pair,
}

impl Seen {
    fn of(text: &str, token: &Token, words: &WordLists, dictionary: &Dictionary) -> Self {
        let word = token.span.of(text);
        let form = Form::of(word);
        let stopless = word.trim_end_matches('.');
        Self {
            tag: dictionary.usual_tag(&form).map_or(NONE, u64::from),
            mark: mark(word, token.kind),
            lists: [
                u64::from(is_listed(&words.title_abbreviations, stopless)) * TITLE,
                u64::from(is_listed(&words.abbreviations, stopless)) * ABBREVIATION,
                u64::from(is_listed(&words.sentence_openers, word)) * OPENER,
                u64::from(word.starts_with(char::is_uppercase)) * UPPER,
            ]
            .iter()
            .sum(),
            closes: closes(text, token),
            goes_on: matches!(word, "," | ";" | ":"),
            form,
        }
    }
}

fn mark(word: &str, kind: TokenKind) -> Mark {
    match kind {
        TokenKind::QuotationMark => Mark::Pair,
        TokenKind::Mark => match word.chars().next() {
            Some('.' | '!' | '?' | '…') => Mark::Final,
            Some('(' | ')' | '[' | ']' | '{' | '}') => Mark::Pair,
            // A face ends what it is a smile at.
            Some(':' | ';') if word.len() > 1 => Mark::Other,
            Some(';' | '*' | '=' | '_' | '>' | '|' | '#' | '•') => Mark::Other,
            _ => Mark::Inner,
        },
        _ if word.ends_with('.') => Mark::Stopped,
        _ => Mark::None,
    }
}

fn is_candidate(seen: &[Seen], at: usize, gap: u64) -> bool {
    let (before, after) = (&seen[at], &seen[at + 1]);
    if after.goes_on || before.lists & TITLE != 0 && before.mark == Mark::Stopped {
        return false;
    }
    match before.mark {
        Mark::Final | Mark::Stopped => true,
        _ if gap == 0 => false,
        Mark::Inner => false,
        Mark::Other | Mark::Pair => true,
        Mark::None => after.lists & UPPER != 0 || after.mark != Mark::None,
    }
}

/// Returns whether a token closes a quotation or bracket: right after a mark or word, before a space.
pub(super) fn closes(text: &str, token: &Token) -> bool {
    if matches!(token.span.of(text), ")" | "]") {
        return true;
    }
    let before = text[..token.span.start()].chars().next_back();
    let after = text[token.span.end()..].chars().next();
    token.kind == TokenKind::QuotationMark
        && !matches!(token.span.of(text), "“" | "„" | "‘" | "«")
        && before.is_some_and(|letter| !letter.is_whitespace())
        && after.is_none_or(|letter| !letter.is_alphanumeric())
}

/// A place where a sentence may end.
struct Place<'a> {
    seen: &'a [Seen],
    at: usize,
    start: usize,
    gap: u64,
    open: &'a Open,
}

impl Place<'_> {
    fn features(&self, features: &mut Vec<u64>) {
        let seen = |place: Option<usize>| place.and_then(|place| self.seen.get(place));
        let lower = |place| seen(place).map_or(NONE, |seen| seen.form.lower);
        let shape = |place| seen(place).map_or(NONE, |seen| seen.form.shape);
        let tag = |place| seen(place).map_or(NONE, |seen| seen.tag);
        let list = |place| seen(place).map_or(NONE, |seen| seen.lists);
        // What is before the marks that close, and after those that open.
        let stop = Some(self.last_before_closing());
        let before_stop = stop.and_then(|stop| stop.checked_sub(1));
        let (before, after) = (Some(self.at), Some(self.at + 1));
        let word_after = Some(self.first_after_opening());
        let after2 = Some(self.at + 2);
        let gap = self.gap;
        let length = self.at + 1 - self.start;
        let length = length.min(LONG).next_power_of_two() as u64;
        let rest = (self.seen.len() - self.at - 1).min(LONG).next_power_of_two() as u64;
        let open = u64::from(self.open.is_quoted) * 2 + u64::from(self.open.brackets > 0);
        let mark = |place| seen(place).map_or(9, |seen| seen.mark as u64);
        let kinds = mark(before) * 100 + mark(stop) * 10 + mark(after);
        let first = Some(self.start);

        features.clear();
        let mut template = 0;
        let mut add = |parts: &[u64]| {
            features.push(feature(template, parts));
            template += 1;
        };
        add(&[kinds, gap]);
        add(&[kinds, gap, open]);
        add(&[kinds, gap, length]);
        add(&[kinds, gap, rest]);
        add(&[lower(before), gap]);
        add(&[lower(before), lower(after), gap]);
        add(&[lower(before), shape(after), gap]);
        add(&[lower(stop), shape(word_after), gap]);
        add(&[lower(stop), lower(word_after)]);
        add(&[lower(stop), list(word_after), gap]);
        add(&[lower(stop), tag(word_after)]);
        add(&[lower(after), gap, kinds]);
        add(&[lower(after), shape(before)]);
        add(&[lower(word_after), kinds]);
        add(&[shape(before), shape(after), gap]);
        add(&[shape(before_stop), kinds, shape(word_after)]);
        add(&[tag(before_stop), kinds, tag(word_after)]);
        add(&[tag(before), tag(after), gap]);
        add(&[lower(before_stop), kinds]);
        add(&[lower(before_stop), lower(stop), shape(word_after)]);
        add(&[lower(after), lower(after2), kinds]);
        add(&[shape(after), shape(after2), kinds]);
        add(&[tag(after), tag(after2), kinds]);
        add(&[list(stop), list(word_after), kinds, gap]);
        add(&[list(stop), list(before_stop), list(word_after), kinds]);
        add(&[lower(first), kinds, gap]);
        add(&[shape(first), shape(after), length, gap]);
        add(&[lower(stop), open, list(word_after), gap]);
        add(&[kinds, length, rest, shape(word_after)]);
    }

    fn last_before_closing(&self) -> usize {
        let limit = self.start.max(self.at.saturating_sub(3));
        (limit..=self.at).rev().find(|&at| !self.seen[at].closes).unwrap_or(self.at)
    }

    fn first_after_opening(&self) -> usize {
        let end = self.seen.len().min(self.at + 4);
        (self.at + 1..end).find(|&at| self.seen[at].mark != Mark::Pair).unwrap_or(self.at + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::for_candidates;
    use crate::analyse::syntax;
    use crate::analyse::tokens;
    use crate::model::Lexicon;

    /// Compares the tokens that a sentence may end after.
    fn check(text: &str, expected: &str) {
        let words = Lexicon::built_in().words;
        let tokens = tokens::find(text, &words);
        let mut found = Vec::new();
        let dictionary = &syntax::tests::built_in().dictionary;
        for_candidates(text, &tokens, &words, dictionary, |candidate| {
            found.push(tokens[candidate.at].span.of(text));
            false
        });
        assert_eq!(found.join("|"), expected);
    }

    #[test]
    fn marks_and_abbreviations_are_asked_about() {
        check("It rained. He left the U.S. on 5 May", ".|the|U.S.|5");
        check("so it goes on and on", "");
    }

    #[test]
    fn titles_colons_and_commas_are_not() {
        check("so said Mr. Lee: we, etc., won", "said");
    }

    #[test]
    fn what_closes_stays_with_what_it_closes() {
        check("“it rained.” he left", "”");
    }
}
