//! Tokens: words, numbers and marks.
//!
//! Much as in Universal Dependencies, but hyphenated words, addresses and abbreviations stay whole, as far as
//! their letters tell: `Mr.|Lee|does|n't|like|the|U.S.|'s|well-known|1,000.5|…`.

use crate::model::Span;
use crate::model::Token;
use crate::model::TokenKind;
use crate::model::WordLists;

use super::is_listed;

/// Returns the tokens of a text in order.
pub(crate) fn find(text: &str, words: &WordLists) -> Vec<Token> {
    let mut scanner = Scanner { text, words, tokens: Vec::with_capacity(text.len() / 5) };
    let mut position = 0;
    while let Some(letter) = text[position..].chars().next() {
        position = if is_space(letter) {
            position + letter.len_utf8()
        } else if is_word_letter(letter) {
            scanner.word(position)
        } else {
            scanner.mark(position, letter)
        };
    }
    scanner.tokens
}

/// Returns whether a character is a quotation mark, an apostrophe included.
pub(super) fn is_quotation_mark(letter: char) -> bool {
    matches!(
        letter,
        '"' | '“'
            | '”'
            | '„'
            | '‟'
            | '«'
            | '»'
            | '‹'
            | '›'
            | '‘'
            | '’'
            | '‚'
            | '‛'
            | '\''
            | '`'
            | '＂'
    )
}

struct Scanner<'a> {
    text: &'a str,
    words: &'a WordLists,
    tokens: Vec<Token>,
}

impl Scanner<'_> {
    /// Takes the word or number that begins at `start`; returns where it ends.
    fn word(&mut self, start: usize) -> usize {
        let mut end = self.end_of_word(start);
        if self.takes_full_stop(start, end) {
            end += 1;
        }
        match self.split_of_clitic(start, end) {
            Some(split) => {
                self.push(start, split, TokenKind::Word);
                self.push(split, end, TokenKind::Word);
            }
            None => self.push(start, end, self.kind(start, end)),
        }
        end
    }

    /// Takes the mark that begins at `start`; marks in a row, like full stops and hyphens, are one, and so is
    /// a face `:-)`. A clitic that stands apart from its word is a word.
    fn mark(&mut self, start: usize, mark: char) -> usize {
        let end = start + mark.len_utf8();
        if matches!(mark, '\'' | '’') && self.follows_word(start) {
            let clitic_end = self.end_of_letters(end);
            if is_listed(&self.words.clitics, &self.text[end..clitic_end]) {
                self.push(start, clitic_end, TokenKind::Word);
                return clitic_end;
            }
        }
        if is_repeated(mark) {
            let row = self.text[start..].chars().take_while(|&letter| is_row(mark, letter)).count();
            self.push(start, start + row, TokenKind::Mark);
            return start + row;
        }
        if let Some(end) = self.end_of_face(start) {
            self.push(start, end, TokenKind::Mark);
            return end;
        }
        if !is_quotation_mark(mark) {
            self.push(start, end, TokenKind::Mark);
            return end;
        }
        // Two single marks are how typewriters and old wires write a double one.
        let is_doubled =
            matches!(mark, '\'' | '`' | '‘' | '’') && self.text[end..].starts_with(mark);
        let end = if is_doubled { end + mark.len_utf8() } else { end };
        self.push(start, end, TokenKind::QuotationMark);
        end
    }

    fn push(&mut self, start: usize, end: usize, kind: TokenKind) {
        let span = Span::new(self.text, start, end).expect("a token cuts between characters");
        self.tokens.push(Token { span, kind });
    }

    /// Returns where the letters end, with what joins them: `co-operate`, `O'Brien`, `1,000`, `U.S`, `AT&T`.
    fn end_of_word(&self, start: usize) -> usize {
        if let Some(end) = self.end_of_address(start) {
            return end;
        }
        let mut end = start;
        let mut letters = self.text[start..].char_indices().peekable();
        let mut before = ' ';
        while let Some((offset, letter)) = letters.next() {
            let after = letters.peek().map_or(' ', |&(_, next)| next);
            if !is_word_letter(letter) && !joins(before, letter, after) {
                break;
            }
            end = start + offset + letter.len_utf8();
            before = letter;
        }
        end
    }

    /// Returns where a face that begins here ends: `:-)`, `:(`, `;)`.
    fn end_of_face(&self, start: usize) -> Option<usize> {
        let rest = self.text[start..].strip_prefix([':', ';'])?;
        let mouth = rest.strip_prefix('-').unwrap_or(rest);
        let after = mouth.strip_prefix([')', '(', 'D', 'P', '|'])?;
        let is_apart = |letter: char| !is_word_letter(letter) && letter != '(';
        let stands_apart = self.text[..start].chars().next_back().is_none_or(is_apart)
            && after.chars().next().is_none_or(is_apart);
        stands_apart.then(|| self.text.len() - after.len())
    }

    fn end_of_letters(&self, start: usize) -> usize {
        let rest = &self.text[start..];
        start + rest.find(|letter: char| !is_word_letter(letter)).unwrap_or(rest.len())
    }

    /// Returns where a web address that begins here ends, without closing marks.
    fn end_of_address(&self, start: usize) -> Option<usize> {
        let rest = &self.text[start..];
        let begins = ["http://", "https://", "www."];
        if !begins.iter().any(|begin| rest.starts_with(begin)) {
            return None;
        }
        let ends = |letter: char| is_space(letter) || matches!(letter, '<' | '>' | '"' | '“' | '”');
        let address = &rest[..rest.find(ends).unwrap_or(rest.len())];
        Some(
            start
                + address
                    .trim_end_matches(|letter: char| !is_word_letter(letter) && letter != '/')
                    .len(),
        )
    }

    /// Returns whether the full stop after a word belongs to it.
    fn takes_full_stop(&self, start: usize, end: usize) -> bool {
        if !self.text[end..].starts_with('.') || self.text[end..].starts_with("..") {
            return false;
        }
        let word = &self.text[start..end];
        let mut letters = word.chars();
        let is_initial = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none();
        is_initial
            || self.numbers(start, end)
            || has_inner_stops(word)
            || is_listed(&self.words.title_abbreviations, word)
            || is_listed(&self.words.abbreviations, word)
    }

    /// Returns whether a full stop belongs to a number at the beginning of a line, `1.`, or to what is
    /// before a number, `No. 5`.
    fn numbers(&self, start: usize, end: usize) -> bool {
        const LONGEST: usize = 5;
        let (word, after) = (&self.text[start..end], &self.text[end + 1..]);
        let Some(after) = after.strip_prefix(' ') else { return false };
        if is_listed(&self.words.number_abbreviations, word) {
            return after.starts_with(|letter: char| letter.is_ascii_digit());
        }
        let is_number = word.bytes().all(|letter| letter.is_ascii_digit() || letter == b'.');
        let opens_line = || self.text[..start].trim_end_matches([' ', '\t']);
        is_number
            && word.len() <= LONGEST
            && matches!(opens_line().chars().next_back(), None | Some('\n'))
    }

    /// Returns where `Kazakhstan's` and `don't` are split.
    fn split_of_clitic(&self, start: usize, end: usize) -> Option<usize> {
        let word = &self.text[start..end];
        let (apostrophe, mark) =
            word.char_indices().rfind(|&(_, letter)| matches!(letter, '\'' | '’'))?;
        let tail = &word[apostrophe + mark.len_utf8()..];
        if is_listed(&self.words.clitics, tail) {
            return Some(start + apostrophe);
        }
        let is_negation = tail.eq_ignore_ascii_case("t")
            && word[..apostrophe].ends_with(['n', 'N'])
            && apostrophe > 1;
        is_negation.then_some(start + apostrophe - 1)
    }

    fn follows_word(&self, start: usize) -> bool {
        self.text[..start].chars().next_back().is_some_and(|letter| {
            is_word_letter(letter) || letter == '.' || is_quotation_mark(letter)
        })
    }

    fn kind(&self, start: usize, end: usize) -> TokenKind {
        let word = &self.text[start..end];
        let is_number = word.starts_with(|letter: char| letter.is_numeric())
            && !word.contains(char::is_alphabetic);
        if is_number { TokenKind::Number } else { TokenKind::Word }
    }
}

fn is_space(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '\u{feff}' | '\u{200b}')
}

/// Returns whether a character is part of a word: letters, digits, and marks that stand upon them.
fn is_word_letter(letter: char) -> bool {
    letter.is_alphanumeric()
        || matches!(
            letter,
            '_' | '\u{ad}' | '\u{300}'..='\u{36f}' | '\u{200c}' | '\u{200d}' | '\u{fe0f}'
        )
}

/// Returns whether a mark is one token with those of its kind that follow it.
fn is_repeated(mark: char) -> bool {
    matches!(mark, '.' | '-' | '=' | '*' | '~' | '!' | '?' | '#' | '+' | '^' | '<' | '>')
}

fn is_row(mark: char, next: char) -> bool {
    next == mark || matches!((mark, next), ('!', '?') | ('?', '!'))
}

/// Returns whether a mark between two characters joins them to one word.
fn joins(before: char, mark: char, after: char) -> bool {
    let between_digits = before.is_numeric() && after.is_numeric();
    let between_letters = is_word_letter(before) && is_word_letter(after);
    match mark {
        ',' | ':' | '/' => between_digits,
        '.' => {
            between_letters && !(before.is_lowercase() && after.is_uppercase())
                || before.is_uppercase() && after == '-'
        }
        '-' | '‐' | '‑' => between_letters || before == '.' && after.is_alphabetic(),
        '\'' | '’' | '@' => between_letters,
        '&' => before.is_uppercase() && after.is_uppercase(),
        _ => false,
    }
}

/// Returns whether a word is letters between full stops: `U.S`, `a.m`, `e.g`.
fn has_inner_stops(word: &str) -> bool {
    word.contains('.')
        && word
            .split('.')
            .all(|part| part.chars().count() == 1 && part.chars().all(char::is_alphabetic))
}

#[cfg(test)]
mod tests {
    use super::find;
    use crate::model::Lexicon;
    use crate::model::TokenKind;

    fn check(text: &str, expected: &str) {
        let tokens = find(text, &Lexicon::built_in().words);
        let words: Vec<&str> = tokens.iter().map(|token| token.span.of(text)).collect();
        assert_eq!(words.join("|"), expected);
    }

    #[test]
    fn clitics_are_split_off() {
        check(
            "Kazakhstan's voters don't, we’re O'Brien's",
            "Kazakhstan|'s|voters|do|n't|,|we|’re|O'Brien|'s",
        );
        check("the U.S.'s and voters' rights", "the|U.S.|'s|and|voters|'|rights");
        check("''Quoted'' ``so''", "''|Quoted|''|``|so|''");
        check("can't CAN'T n't", "ca|n't|CA|N'T|n't");
    }

    #[test]
    fn joined_words_stay_whole() {
        check("well-known co-operation – AT&T", "well-known|co-operation|–|AT&T");
        check("U.S.-UK ties end.-", "U.S.-UK|ties|end|.|-");
        check("see https://osce.org/a?b=1. Or a@b.org", "see|https://osce.org/a?b=1|.|Or|a@b.org");
    }

    #[test]
    fn full_stops_belong_to_abbreviations_only() {
        check(
            "Mr. J. Lee of the U.S. left at 5 p.m. sharp.",
            "Mr.|J.|Lee|of|the|U.S.|left|at|5|p.m.|sharp|.",
        );
        check("It ended.The rest... is--well", "It|ended|.|The|rest|...|is|--|well");
        check("Really?! == **", "Really|?!|==|**");
    }

    #[test]
    fn full_stops_of_numbers_belong_to_them() {
        check("1. One is 1.\n2. Two", "1.|One|is|1|.|2.|Two");
        check("No. 5. He said no. 5 left", "No.|5|.|He|said|no.|5|left");
        check("He said no. So", "He|said|no|.|So");
    }

    #[test]
    fn faces_stay_whole() {
        check("Thanks :-) or so ;)", "Thanks|:-)|or|so|;)");
        check("(so:) f(x:(y))", "(|so|:|)|f|(|x|:|(|y|)|)");
    }

    #[test]
    fn numbers_keep_their_separators() {
        check("1,000.50 at 10:30 on 3/4, 7.", "1,000.50|at|10:30|on|3/4|,|7|.");
    }

    #[test]
    fn any_text_has_tokens() {
        check("", "");
        check("\u{feff} \u{a0}", "");
        check("naïve cafe\u{301} 🏳️‍🌈", "naïve|cafe\u{301}|🏳|\u{fe0f}\u{200d}|🌈");
    }

    #[test]
    fn kinds_tell_words_numbers_and_marks() {
        let text = "“4 G7s”.";
        let kinds: Vec<TokenKind> =
            find(text, &Lexicon::built_in().words).iter().map(|token| token.kind).collect();
        let expected = [
            TokenKind::QuotationMark,
            TokenKind::Number,
            TokenKind::Word,
            TokenKind::QuotationMark,
            TokenKind::Mark,
        ];
        assert_eq!(kinds, expected);
    }
}
