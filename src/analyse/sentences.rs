//! Sentences: where prose ends and begins, headlines, and the paragraphs that they belong to.
//!
//! A line is a paragraph, unless the next one plainly goes on with it, or the text is broken into lines of
//! much the same length, where a blank line ends a paragraph. Boilerplate gives no sentence.

use std::ops::Range;

use crate::model::Sentence;
use crate::model::SentenceKind;
use crate::model::Span;
use crate::model::Token;
use crate::model::TokenKind;
use crate::model::WordLists;

/// A line of its own with at most so many tokens and no closing mark is a headline.
const HEADLINE_TOKENS: usize = 25;

/// Returns the sentences of a text in order.
pub(super) fn find(
    text: &str,
    tokens: &[Token],
    boilerplate: &[Span],
    words: &WordLists,
) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    for (number, paragraph) in paragraphs(text, tokens, boilerplate).into_iter().enumerate() {
        let mut start = paragraph.start;
        for index in paragraph.clone() {
            let is_last = index + 1 == paragraph.end;
            if index >= start && (is_last || ends_sentence(text, tokens, index, &paragraph, words))
            {
                sentences.push(sentence(text, tokens, start..index + 1, &paragraph, number));
                start = index + 1;
            }
        }
    }
    sentences
}

fn sentence(
    text: &str,
    tokens: &[Token],
    range: Range<usize>,
    paragraph: &Range<usize>,
    number: usize,
) -> Sentence {
    let span = tokens[range.start].span.to(tokens[range.end - 1].span);
    let is_alone = range == *paragraph && range.len() <= HEADLINE_TOKENS;
    let is_headline = is_alone && !has_closing_mark(text, &tokens[range.clone()]);
    let kind = if is_headline { SentenceKind::Headline } else { SentenceKind::Prose };
    Sentence { span, tokens: range, words: 0..0, paragraph: number, kind }
}

fn has_closing_mark(text: &str, tokens: &[Token]) -> bool {
    let last = tokens.iter().rfind(|token| !is_closing_bracket(text, token));
    last.is_some_and(|token| token.span.of(text).ends_with(['.', '!', '?', '…', ':', ';', ',']))
}

/// Returns the token ranges of the paragraphs, without those that touch boilerplate.
fn paragraphs(text: &str, tokens: &[Token], boilerplate: &[Span]) -> Vec<Range<usize>> {
    let mut paragraphs: Vec<Range<usize>> = Vec::new();
    let mut boilerplate = Ahead::new(boilerplate);
    let mut goes_on = false;
    let is_wrapped = is_wrapped(text);
    for (index, token) in tokens.iter().enumerate() {
        if boilerplate.covers(token.span) {
            goes_on = false;
            continue;
        }
        let breaks = index == 0 || breaks_paragraph(text, &tokens[index - 1], token, is_wrapped);
        match paragraphs.last_mut() {
            Some(paragraph) if goes_on && !breaks => paragraph.end = index + 1,
            _ => paragraphs.push(index..index + 1),
        }
        goes_on = true;
    }
    paragraphs
}

/// Spans in the order of the text, asked for in the order of the text.
struct Ahead {
    spans: Vec<Span>,
    next: usize,
}

impl Ahead {
    fn new(spans: &[Span]) -> Self {
        let mut spans = spans.to_vec();
        spans.sort_unstable();
        Self { spans, next: 0 }
    }

    fn covers(&mut self, span: Span) -> bool {
        while self.spans.get(self.next).is_some_and(|next| next.end() <= span.start()) {
            self.next += 1;
        }
        self.spans.get(self.next).is_some_and(|next| next.overlaps(span))
    }
}

/// Returns whether a paragraph ends between two tokens: at a blank line, or at a line's end unless the
/// next line goes on in lower case where this one has no closing mark.
fn breaks_paragraph(text: &str, before: &Token, after: &Token, is_wrapped: bool) -> bool {
    let gap = &text[before.span.end()..after.span.start()];
    match gap.matches('\n').count().max(gap.matches('\r').count()) {
        0 => gap.contains(['\u{2028}', '\u{2029}', '\u{c}']),
        1 => {
            let ends_open = before.kind == TokenKind::Word || before.span.of(text) == ",";
            let goes_on = ends_open && after.span.of(text).starts_with(char::is_lowercase);
            !is_wrapped && !goes_on
        }
        _ => true,
    }
}

/// Returns whether a text is broken into lines of much the same length.
fn is_wrapped(text: &str) -> bool {
    const LONGEST: usize = 100;
    const SHORTEST: usize = 55;
    let lengths: Vec<usize> = text.lines().map(|line| line.trim().chars().count()).collect();
    let inner = || {
        lengths
            .windows(2)
            .filter(|pair| pair[1] > 0)
            .map(|pair| pair[0])
            .filter(|&length| length > 0)
    };
    let full = inner().filter(|&length| length >= SHORTEST).count();
    lengths.iter().all(|&length| length <= LONGEST) && full > 2 && full * 5 >= inner().count() * 4
}

/// Returns whether a sentence ends after the token at `index`.
fn ends_sentence(
    text: &str,
    tokens: &[Token],
    index: usize,
    paragraph: &Range<usize>,
    words: &WordLists,
) -> bool {
    let Some(next) = tokens[index + 1..paragraph.end].first() else { return true };
    if closes(text, tokens, index + 1) {
        return false;
    }
    let stop = last_before_closing(text, tokens, index, paragraph.start);
    let word = tokens[stop].span.of(text);
    let next_word = next.span.of(text);
    match word {
        "." | "!" | "?" | "…" | ".." | "..." | "...." => {
            !opens_in_lower_case(text, tokens, index + 1)
        }
        _ => {
            let is_abbreviation = word.len() > 1 && word.ends_with('.');
            is_abbreviation
                && !super::is_listed(&words.title_abbreviations, word.trim_end_matches('.'))
                && next_word.starts_with(char::is_uppercase)
                && super::is_listed(&words.sentence_openers, next_word)
                && !(is_initial(word) && stop == index && is_name_like(text, tokens, stop))
        }
    }
}

/// Returns the last token at or before `index` that closes neither a quotation nor a bracket.
fn last_before_closing(text: &str, tokens: &[Token], index: usize, start: usize) -> usize {
    let limit = start.max(index.saturating_sub(3));
    (limit..=index).rev().find(|&at| !closes(text, tokens, at)).unwrap_or(index)
}

/// Returns whether a token closes a quotation or bracket: right after a mark or word, before a space.
fn closes(text: &str, tokens: &[Token], index: usize) -> bool {
    let token = &tokens[index];
    if is_closing_bracket(text, token) {
        return true;
    }
    let before = text[..token.span.start()].chars().next_back();
    let after = text[token.span.end()..].chars().next();
    token.kind == TokenKind::QuotationMark
        && !matches!(token.span.of(text), "“" | "„" | "‘" | "«")
        && before.is_some_and(|letter| !letter.is_whitespace())
        && after.is_none_or(|letter| !letter.is_alphanumeric())
}

fn is_closing_bracket(text: &str, token: &Token) -> bool {
    matches!(token.span.of(text), ")" | "]")
}

fn opens_in_lower_case(text: &str, tokens: &[Token], index: usize) -> bool {
    let word = tokens[index].span.of(text);
    word.starts_with(char::is_lowercase) || matches!(word, "," | ";" | ":" | "–" | "—")
}

fn is_initial(word: &str) -> bool {
    word.trim_end_matches('.').chars().count() == 1
}

/// Returns whether an initial follows a capitalised word or another initial, as in a name.
fn is_name_like(text: &str, tokens: &[Token], index: usize) -> bool {
    index > 0 && tokens[index - 1].span.of(text).starts_with(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::find;
    use crate::analyse::tokens;
    use crate::model::Lexicon;
    use crate::model::SentenceKind;
    use crate::model::Span;

    fn check(text: &str, expected: &[&str]) {
        let words = Lexicon::built_in().words;
        let sentences = find(text, &tokens::find(text, &words), &[], &words);
        let found: Vec<&str> = sentences.iter().map(|sentence| sentence.span.of(text)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn full_stops_end_sentences() {
        check("It rained. We left! Why? Because.", &["It rained.", "We left!", "Why?", "Because."]);
        check("It cost 1.5 million. e.g. this", &["It cost 1.5 million. e.g. this"]);
    }

    #[test]
    fn abbreviations_and_initials_do_not() {
        check(
            "Mr. Lee met J. Smith of the U.S. Senate.",
            &["Mr. Lee met J. Smith of the U.S. Senate."],
        );
        check("They left the U.S. The vote went on.", &["They left the U.S.", "The vote went on."]);
        check("Sen. The Lee spoke.", &["Sen. The Lee spoke."]);
    }

    #[test]
    fn closing_marks_belong_to_their_sentence() {
        check("“We won.” He left.", &["“We won.”", "He left."]);
        check("\"Did we?\" he asked. (Yes.) No.", &["\"Did we?\" he asked.", "(Yes.)", "No."]);
        check("He said: “One. Two.” Then “Three.”", &["He said: “One.", "Two.”", "Then “Three.”"]);
    }

    #[test]
    fn lines_are_paragraphs_unless_they_go_on() {
        check("A headline here\nThe text. More", &["A headline here", "The text.", "More"]);
        check("The line is\nbroken here.", &["The line is\nbroken here."]);
        check("The line is\n\nbroken here.", &["The line is", "broken here."]);
    }

    #[test]
    fn a_text_broken_into_equal_lines_has_longer_paragraphs() {
        let line = "The Minister of Foreign Affairs met the head of the Mission of";
        let text = format!("{line}\n{line}\n{line}\n{line}\nObservers.\n\nHe left.");
        check(&text, &[&text[..text.len() - 10], "He left."]);
    }

    #[test]
    fn headlines_are_short_lines_without_closing_mark() {
        let text = "Vote held\nThe vote was held.";
        let words = Lexicon::built_in().words;
        let sentences = find(text, &tokens::find(text, &words), &[], &words);
        let kinds: Vec<SentenceKind> = sentences.iter().map(|sentence| sentence.kind).collect();
        assert_eq!(kinds, [SentenceKind::Headline, SentenceKind::Prose]);
        assert_eq!(sentences[1].paragraph, 1);
    }

    #[test]
    fn boilerplate_gives_no_sentence() {
        let text = "One.\nSource: X\nTwo.";
        let words = Lexicon::built_in().words;
        let boilerplate = [Span::new(text, 5, 14).unwrap()];
        let sentences = find(text, &tokens::find(text, &words), &boilerplate, &words);
        let found: Vec<&str> = sentences.iter().map(|sentence| sentence.span.of(text)).collect();
        assert_eq!(found, ["One.", "Two."]);
    }
}
