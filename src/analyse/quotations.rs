//! Quotations: what stands between quotation marks, and where a voice ends that no mark closes.
//!
//! Outer quotations only; what is quoted inside one belongs to it. A quotation that goes on over paragraphs,
//! each with an opening mark, is one.

use crate::model::Quotation;
use crate::model::Sentence;
use crate::model::Token;
use crate::model::TokenKind;

/// At most so many words are a scare quote.
const SCARE_WORDS: usize = 4;
/// At most so many capitalised words are a title.
const TITLE_WORDS: usize = 12;
/// A quotation that does not open again may be closed at most so many paragraphs later.
const PARAGRAPHS: usize = 8;
/// Single marks are searched for their partner over so many tokens.
const SINGLE_WINDOW: usize = 150;

/// Returns the quotations of a text in order; none overlaps another.
pub(super) fn find(text: &str, tokens: &[Token], sentences: &[Sentence]) -> Vec<Quotation> {
    let mut finder = Finder { text, tokens, sentences, quotations: Vec::new(), open: None };
    let mut next = 0;
    for (number, sentence) in sentences.iter().enumerate() {
        for index in sentence.tokens.clone() {
            if index >= next && tokens[index].kind == TokenKind::QuotationMark {
                next = finder.mark(index, number).max(index + 1);
            }
        }
    }
    finder.end_open();
    finder.quotations
}

/// A pair of marks: what opens and what may close.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Marks {
    opening: char,
    closing: &'static [char],
}

impl Marks {
    /// Returns whether a mark closes these inside others: not where it more likely closes the others.
    fn may_close(self, letter: char, outer: Self) -> bool {
        self.closing.contains(&letter) && letter != outer.opening
    }
}

const PAIRS: &[Marks] = &[
    Marks { opening: '"', closing: &['"', '”', '“'] },
    Marks { opening: '“', closing: &['”', '"'] },
    Marks { opening: '„', closing: &['“', '”', '"'] },
    Marks { opening: '«', closing: &['»'] },
    Marks { opening: '»', closing: &['«'] },
    Marks { opening: '‹', closing: &['›'] },
    Marks { opening: '”', closing: &['”'] },
    Marks { opening: '＂', closing: &['＂'] },
];

/// Marks that may as well be apostrophes.
const SINGLE_PAIRS: &[Marks] = &[
    Marks { opening: '‘', closing: &['’'] },
    Marks { opening: '\'', closing: &['\''] },
    Marks { opening: '’', closing: &['’'] },
    Marks { opening: '‚', closing: &['‘', '’'] },
    Marks { opening: '`', closing: &['\'', '’', '`'] },
];

/// A quotation that nothing has closed yet.
#[derive(Clone, Copy)]
struct Open {
    marks: Marks,
    /// The token that opened it.
    start: usize,
    /// The sentence in which it, or its last paragraph, began.
    sentence: usize,
    /// The marks of a passage inside that is open, too.
    inner: Option<Marks>,
}

struct Finder<'a> {
    text: &'a str,
    tokens: &'a [Token],
    sentences: &'a [Sentence],
    quotations: Vec<Quotation>,
    open: Option<Open>,
}

impl Finder<'_> {
    /// Takes the mark at a token; returns the first token that is still to be looked at.
    fn mark(&mut self, index: usize, sentence: usize) -> usize {
        match self.open {
            Some(open) => self.mark_inside(open, index, sentence),
            None => self.mark_outside(index, sentence),
        }
    }

    fn mark_outside(&mut self, index: usize, sentence: usize) -> usize {
        let Some(letter) = self.letter(index) else { return index + 1 };
        let is_between_words = self.touches_word_before(index) && !self.is_spaced(index);
        if let Some(&marks) = SINGLE_PAIRS.iter().find(|marks| marks.opening == letter) {
            return self.single(marks, index, sentence).unwrap_or(index + 1);
        }
        let pair = PAIRS.iter().find(|marks| marks.opening == letter);
        if let Some(&marks) = pair.filter(|_| !is_between_words && self.may_open(index)) {
            self.open = Some(Open { marks, start: index, sentence, inner: None });
        }
        index + 1
    }

    fn mark_inside(&mut self, mut open: Open, index: usize, sentence: usize) -> usize {
        let Some(letter) = self.letter(index) else { return index + 1 };
        if self.is_lost(open, index, sentence) {
            self.end_open();
            return self.mark_outside(index, sentence);
        }
        if letter == '"'
            && open.marks.opening == '"'
            && self.follows_comma(index)
            && sentence > open.sentence
        {
            self.close(open.start, index);
            return index + 1;
        }
        let opens = self.looks_opening(index);
        let opens_again = letter == open.marks.opening && opens;
        if opens_again && self.begins_paragraph(index, sentence) {
            open.sentence = sentence;
            self.open = Some(open);
        } else if opens_again && sentence > open.sentence {
            self.end_before(open, sentence);
            return self.mark_outside(index, sentence);
        } else if opens && PAIRS.iter().any(|marks| marks.opening == letter) {
            open.inner = PAIRS.iter().find(|marks| marks.opening == letter).copied();
            self.open = Some(open);
        } else if open.inner.is_some_and(|inner| inner.may_close(letter, open.marks)) {
            open.inner = None;
            self.open = Some(open);
        } else if open.marks.closing.contains(&letter) && !self.is_inch(index) {
            self.close(open.start, index);
        }
        index + 1
    }

    /// Returns whether an open quotation has ended with an earlier paragraph: the mark neither closes it nor
    /// opens it again at the start of the next one.
    fn is_lost(&self, open: Open, index: usize, sentence: usize) -> bool {
        let began = self.sentences[open.sentence].paragraph;
        let distance = self.sentences[sentence].paragraph - began;
        let goes_on = distance == 1
            && self.begins_paragraph(index, sentence)
            && self.letter(index) == Some(open.marks.opening);
        distance > PARAGRAPHS || (distance > 0 && !goes_on && !self.looks_closing(index))
    }

    /// Takes a quotation in single marks, if its end can be told from an apostrophe.
    fn single(&mut self, marks: Marks, start: usize, sentence: usize) -> Option<usize> {
        let is_elision = self.after(start).is_some_and(|letter| letter.is_ascii_digit());
        if is_elision || !self.looks_opening(start) {
            return None;
        }
        let last = self.last_of_paragraph(sentence).min(start + SINGLE_WINDOW);
        let mut fallback = None;
        for index in start + 2..=last {
            let Some(letter) = self.letter(index) else { continue };
            if letter == marks.opening && self.looks_opening(index) {
                break;
            }
            if !marks.closing.contains(&letter) || !self.looks_closing(index) {
                continue;
            }
            if !self.may_be_possessive(index) {
                fallback = Some(index);
                break;
            }
            fallback = fallback.or(Some(index));
        }
        let end = fallback?;
        self.close(start, end);
        Some(end + 1)
    }

    fn close(&mut self, start: usize, end: usize) {
        let span = self.tokens[start].span.to(self.tokens[end].span);
        let is_scare = self.is_scare(start, end);
        self.quotations.push(Quotation { span, closed: true, is_scare });
        self.open = None;
    }

    /// Ends an open quotation with the paragraph that it goes on in.
    fn end_open(&mut self) {
        if let Some(open) = self.open.take() {
            let last = self.last_of_paragraph(open.sentence);
            self.push_unclosed(open.start, last);
        }
    }

    /// Ends an open quotation before a sentence in which another one opens.
    fn end_before(&mut self, open: Open, sentence: usize) {
        self.open = None;
        self.push_unclosed(open.start, self.sentences[sentence].tokens.start - 1);
    }

    fn push_unclosed(&mut self, start: usize, end: usize) {
        let last = end.max(start);
        let span = self.tokens[start].span.to(self.tokens[last].span);
        self.quotations.push(Quotation { span, closed: false, is_scare: false });
    }

    /// Returns whether a passage is too short and too embedded to be speech.
    fn is_scare(&self, start: usize, end: usize) -> bool {
        if end <= start + 1 || end - start > 2 * TITLE_WORDS {
            return end <= start + 1;
        }
        let is_word = |token: &&Token| token.kind != TokenKind::Mark;
        let words: Vec<&str> = self.tokens[start + 1..end]
            .iter()
            .filter(is_word)
            .map(|token| token.span.of(self.text))
            .collect();
        let before = start.checked_sub(1).map_or(".", |at| self.tokens[at].span.of(self.text));
        let ends_with_mark =
            matches!(self.tokens[end - 1].span.of(self.text), "." | "," | "!" | "?" | "…" | "...");
        let follows_mark = self.begins_sentence(start) || matches!(before, "," | ":");
        let is_title = words.len() > 1
            && words.len() <= TITLE_WORDS
            && words.iter().all(|word| is_title_word(word));
        !ends_with_mark && !follows_mark && (words.len() <= SCARE_WORDS || is_title)
    }

    fn letter(&self, index: usize) -> Option<char> {
        let token = self.tokens.get(index)?;
        let is_mark = token.kind == TokenKind::QuotationMark;
        let mark = is_mark.then(|| token.span.of(self.text))?;
        match mark {
            "''" => Some('"'),
            "``" | "‘‘" => Some('“'),
            "’’" => Some('”'),
            _ => mark.chars().next(),
        }
    }

    fn before(&self, index: usize) -> Option<char> {
        self.text[..self.tokens[index].span.start()].chars().next_back()
    }

    fn after(&self, index: usize) -> Option<char> {
        self.text[self.tokens[index].span.end()..].chars().next()
    }

    fn touches_word_before(&self, index: usize) -> bool {
        self.before(index).is_some_and(char::is_alphanumeric)
    }

    fn is_spaced(&self, index: usize) -> bool {
        self.before(index).is_none_or(char::is_whitespace)
    }

    /// Returns whether a mark outside quotations may open one: not a stray closing mark.
    fn may_open(&self, index: usize) -> bool {
        let letter = self.letter(index);
        let is_turned = matches!(letter, Some('”' | '»'));
        if is_turned { self.looks_opening(index) } else { !self.is_inch(index) }
    }

    /// Returns whether a mark stands after white space, a bracket or a dash, and before a word.
    fn looks_opening(&self, index: usize) -> bool {
        let before = self.before(index);
        let is_apart = before.is_none_or(|letter| {
            letter.is_whitespace()
                || matches!(letter, '(' | '[' | '—' | '–' | '―' | '-' | '/' | '…')
        });
        is_apart && self.after(index).is_some_and(|letter| !letter.is_whitespace())
    }

    /// Returns whether a mark stands after a comma: with white space on the wrong side, it still closes.
    fn follows_comma(&self, index: usize) -> bool {
        index > 0 && self.tokens[index - 1].span.of(self.text) == ","
    }

    fn looks_closing(&self, index: usize) -> bool {
        self.before(index).is_some_and(|letter| !letter.is_whitespace())
            && self.after(index).is_none_or(|letter| !letter.is_alphanumeric())
    }

    /// Returns whether a mark means inches: 5' 10".
    fn is_inch(&self, index: usize) -> bool {
        self.letter(index) == Some('"')
            && self.before(index).is_some_and(|letter| letter.is_ascii_digit())
            && index > 1
            && matches!(self.letter(index - 2), Some('\'' | '’'))
    }

    /// Returns whether an apostrophe may be that of "voters' rights": after an s, before a lower-case word.
    fn may_be_possessive(&self, index: usize) -> bool {
        let next = self.tokens.get(index + 1).map_or("", |token| token.span.of(self.text));
        self.before(index).is_some_and(|letter| matches!(letter, 's' | 'S' | 'z'))
            && next.starts_with(char::is_alphanumeric)
    }

    fn begins_paragraph(&self, index: usize, sentence: usize) -> bool {
        self.sentences[sentence].tokens.start == index
            && (sentence == 0
                || self.sentences[sentence - 1].paragraph != self.sentences[sentence].paragraph)
    }

    fn begins_sentence(&self, index: usize) -> bool {
        self.sentences[self.sentence_of(index)].tokens.start == index
    }

    /// Returns the sentence of a token that lies in one.
    fn sentence_of(&self, index: usize) -> usize {
        self.sentences.partition_point(|sentence| sentence.tokens.start <= index) - 1
    }

    fn last_of_paragraph(&self, sentence: usize) -> usize {
        let paragraph = self.sentences[sentence].paragraph;
        let after = self.sentences.partition_point(|sentence| sentence.paragraph <= paragraph);
        self.sentences[after - 1].tokens.end - 1
    }
}

fn is_title_word(word: &str) -> bool {
    word.len() <= 3 || !word.starts_with(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::find;
    use crate::analyse::sentences;
    use crate::analyse::syntax;
    use crate::analyse::tokens;
    use crate::model::Lexicon;

    /// Quotations as they stand, with `?` before one that nothing closes and `~` before a scare quote.
    fn check(text: &str, expected: &[&str]) {
        let words = Lexicon::built_in().words;
        let tokens = tokens::find(text, &words);
        let sentences =
            sentences::find(text, &tokens, &[], syntax::tests::built_in().boundaries(&words));
        let found: Vec<String> = find(text, &tokens, &sentences)
            .iter()
            .map(|quotation| {
                let open = if quotation.closed { "" } else { "?" };
                let scare = if quotation.is_scare { "~" } else { "" };
                format!("{open}{scare}{}", quotation.span.of(text))
            })
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn marks_of_many_kinds_are_paired() {
        check(
            "He said: “It is so. We know.” \"Is it so?\" she asked.",
            &["“It is so. We know.”", "\"Is it so?\""],
        );
        check("„Das ist es“, «c’est ça», he said.", &["„Das ist es“", "«c’est ça»"]);
        check("''It is,'' he said. ``So it is,'' she said.", &["''It is,''", "``So it is,''"]);
        check("He said \"it is “all” we know.\" Then", &["\"it is “all” we know.\""]);
    }

    #[test]
    fn single_marks_are_told_from_apostrophes() {
        check(
            "He said, ‘The voters’ rights aren’t safe,’ and left.",
            &["‘The voters’ rights aren’t safe,’"],
        );
        check("The voters' rights in the '90s weren't the states' concern.", &[]);
        check("'We will not go,' he said.", &["'We will not go,'"]);
    }

    #[test]
    fn a_voice_that_nothing_closes_ends_with_its_paragraph() {
        check("He said: “It is so. We know.\nShe left.", &["?“It is so. We know."]);
        check("“It is so. She left. “We know,” he said.", &["?“It is so. She left.", "“We know,”"]);
    }

    #[test]
    fn a_quotation_goes_on_over_paragraphs() {
        check("He said: “It is so.\n“We know.”\nShe left.", &["“It is so.\n“We know.”"]);
        check("“It is so.”\n“We know.”", &["“It is so.”", "“We know.”"]);
        check("“It is so.\nWe know.”\nShe left.", &["“It is so.\nWe know.”"]);
        check("“It is so.\nHe said “no” then.", &["?“It is so.", "~“no”"]);
    }

    #[test]
    fn scare_quotes_and_titles_are_flagged() {
        check("The so-called “reform” failed.", &["~“reform”"]);
        check("He reviewed “The Return of the Native” in May.", &["~“The Return of the Native”"]);
        check("“Reform,” he said. It is: “reform”.", &["“Reform,”", "“reform”"]);
    }

    #[test]
    fn stray_marks_open_nothing() {
        check("He is 5' 10\" tall” and", &[]);
        check("”", &[]);
    }

    #[test]
    fn many_open_marks_take_linear_time() {
        let text = "“a ".repeat(50_000);
        check(&text, &[&format!("?{}", text.trim_end())]);
        check(&"‘a ".repeat(50_000), &[]);
    }
}
