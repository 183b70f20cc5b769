//! Words after Universal Dependencies: what of a token is a word of its own.
//!
//! `well|-|known`, `can|not`, `and|/|or`, `5|km`, but `non-profit`, `1990s`. Learned from treebanks: a model asks at each
//! change of the kind of letters; words of letters alone stand in a table.

use crate::learn::Linear;
use crate::learn::Model;
use crate::learn::Table;
use crate::learn::feature;
use crate::learn::hash;
use crate::model::Span;
use crate::model::Token;
use crate::model::TokenKind;

/// Longer tokens stay whole.
const LONGEST: usize = 64;

/// How tokens are split.
#[derive(Clone, Debug)]
pub(crate) struct Splits {
    /// Says for a place in a token whether a word ends there.
    pub(crate) model: Model,
    /// Says for words of letters alone after how many letters they are split.
    pub(crate) contractions: Table,
}

/// A word, or the part of a token that is one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part {
    pub(super) span: Span,
    pub(super) token: u32,
}

/// Returns the words of a text.
pub(super) fn find(text: &str, tokens: &[Token], splits: &Splits) -> Vec<Part> {
    let mut parts = Vec::with_capacity(tokens.len() + tokens.len() / 16);
    let mut cuts = Vec::new();
    for (token, number) in tokens.iter().zip(0..) {
        splits.cuts(token, text, &mut cuts);
        let mut start = token.span.start();
        for end in cuts.iter().map(|cut| token.span.start() + cut).chain([token.span.end()]) {
            let span = Span::new(text, start, end).expect("words cut between characters");
            parts.push(Part { span, token: number });
            start = end;
        }
    }
    parts
}

impl Splits {
    /// Fills in where a token is cut, in bytes from its beginning.
    fn cuts(&self, token: &Token, text: &str, cuts: &mut Vec<usize>) {
        cuts.clear();
        let word = token.span.of(text);
        if !matches!(token.kind, TokenKind::Word | TokenKind::Number) || word.len() > LONGEST {
            return;
        }
        if word.bytes().all(|letter| letter.is_ascii_alphabetic()) {
            let found = self.contractions.get(hash(&word.to_ascii_lowercase())).map(usize::from);
            cuts.extend(found.filter(|cut| (1..word.len()).contains(cut)));
            return;
        }
        let mut scores = [0; 2];
        for_candidates(word, |cut, features| {
            scores.fill(0);
            self.model.add_scores(features, &mut scores);
            if scores[1] > scores[0] {
                let hyphen = cut - 1;
                // A hyphen that is no part of the word after it is none of the word before it.
                if word[..cut].ends_with('-') && hyphen > 0 && cuts.last() != Some(&hyphen) {
                    cuts.push(hyphen);
                }
                cuts.push(cut);
            }
        });
    }
}

/// Calls a function with each place where a token may be split, and its features.
pub(crate) fn for_candidates(word: &str, mut candidate: impl FnMut(usize, &[u64])) {
    let is_address = word.contains("://") || word.starts_with("www.") || word.contains('@');
    if word.len() > LONGEST || is_address {
        return;
    }
    let runs = runs(word);
    let part = |at: Option<usize>| {
        at.and_then(|at| runs.get(at))
            .map_or(0, |(start, end)| hash(&word[*start..*end].to_lowercase()))
    };
    let length = |at: usize| runs.get(at).map_or(0, |(start, end)| (end - start).min(4) as u64);
    let first =
        |at: usize| runs.get(at).map_or(0, |run| kind(word[run.0..].chars().next().unwrap_or(' ')));
    let whole = hash(&word.to_lowercase());
    // A full stop at the end of an abbreviation is never a word.
    let last = if word.ends_with('.') { runs.len() - 1 } else { runs.len() };
    for at in 1..last {
        let (before, after) = (part(Some(at - 1)), part(Some(at)));
        let before2 = part(at.checked_sub(2));
        let after2 = part(Some(at + 1));
        let kinds = first(at - 1) * 1000 + first(at);
        let outer = at.checked_sub(2).map_or(0, first) * 1000 + first(at + 1);
        candidate(
            runs[at].0,
            &[
                feature(0, &[kinds]),
                feature(1, &[kinds, outer]),
                feature(2, &[whole, at as u64]),
                feature(3, &[before, after]),
                feature(4, &[before, kinds]),
                feature(5, &[kinds, after]),
                feature(6, &[before2, kinds]),
                feature(7, &[kinds, after2]),
                feature(8, &[before2, before, kinds]),
                feature(9, &[kinds, after, after2]),
                feature(10, &[kinds, length(at - 1), length(at)]),
                feature(11, &[kinds, at as u64, runs.len() as u64]),
                feature(12, &[kinds, length(at.wrapping_sub(2)), length(at + 1)]),
            ],
        );
    }
}

/// Returns the runs of letters of one kind.
fn runs(word: &str) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    let mut before = 0;
    for (place, letter) in word.char_indices() {
        let kind = kind(letter);
        let end = place + letter.len_utf8();
        match runs.last_mut() {
            Some(run) if kind == before => run.1 = end,
            _ => runs.push((place, end)),
        }
        before = kind;
    }
    runs
}

fn kind(letter: char) -> u64 {
    match letter {
        '’' => u64::from('\''),
        _ if letter.is_numeric() => 2,
        _ if letter.is_ascii_punctuation() => u64::from(letter),
        _ if letter.is_alphabetic() => 1,
        _ => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::find;
    use crate::analyse::syntax;
    use crate::analyse::tokens;
    use crate::model::Lexicon;

    fn check(text: &str, expected: &str) {
        let tokens = tokens::find(text, &Lexicon::built_in().words);
        let parts = find(text, &tokens, &syntax::tests::built_in().splits);
        let words: Vec<&str> = parts.iter().map(|part| part.span.of(text)).collect();
        assert_eq!(words.join("|"), expected);
    }

    #[test]
    fn hyphened_words_are_several() {
        check("a well-known U.S.-led plan", "a|well|-|known|U.S.|-|led|plan");
        check("the 20-year-old man", "the|20|-|year|-|old|man");
    }

    #[test]
    fn beginnings_of_words_are_no_words() {
        check("a non-profit e-mail", "a|non-profit|e-mail");
        check("in the 1990s, the 20th", "in|the|1990s|,|the|20th");
    }

    #[test]
    fn words_of_letters_are_split_where_treebanks_do() {
        check("We cannot, gonna", "We|can|not|,|gon|na");
        check("A candidate cantered", "A|candidate|cantered");
    }

    #[test]
    fn addresses_and_abbreviations_stay_whole() {
        check(
            "see www.osce.org/a-b or a-b@c.org at 5 p.m. etc.",
            "see|www.osce.org/a-b|or|a-b@c.org|at|5|p.m.|etc.",
        );
    }
}
