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

use super::boundaries::Boundaries;

/// A line of its own with at most so many tokens and no closing mark is a headline.
const HEADLINE_TOKENS: usize = 25;

/// Returns the sentences of a text in order.
pub(super) fn find(
    text: &str,
    tokens: &[Token],
    boilerplate: &[Span],
    boundaries: Boundaries<'_>,
) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    for (number, paragraph) in paragraphs(text, tokens, boilerplate).into_iter().enumerate() {
        let found = boundaries.sentences(text, tokens, paragraph.clone()).into_iter();
        sentences.extend(found.map(|range| sentence(text, tokens, range, &paragraph, number)));
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
pub(crate) fn paragraphs(text: &str, tokens: &[Token], boilerplate: &[Span]) -> Vec<Range<usize>> {
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

fn is_closing_bracket(text: &str, token: &Token) -> bool {
    matches!(token.span.of(text), ")" | "]")
}

#[cfg(test)]
mod tests {
    use super::find;
    use crate::analyse::syntax;
    use crate::analyse::tokens;
    use crate::model::Lexicon;
    use crate::model::Sentence;
    use crate::model::SentenceKind;
    use crate::model::Span;

    fn sentences(text: &str, boilerplate: &[Span]) -> Vec<Sentence> {
        let words = Lexicon::built_in().words;
        let boundaries = syntax::tests::built_in().boundaries(&words);
        find(text, &tokens::find(text, &words), boilerplate, boundaries)
    }

    fn check_beside(boilerplate: &[Span], text: &str, expected: &[&str]) {
        let sentences = sentences(text, boilerplate);
        let found: Vec<&str> = sentences.iter().map(|sentence| sentence.span.of(text)).collect();
        assert_eq!(found, expected);
    }

    fn check(text: &str, expected: &[&str]) {
        check_beside(&[], text, expected);
    }

    #[test]
    fn full_stops_end_sentences() {
        check("It rained. We left! Why? Because.", &["It rained.", "We left!", "Why?", "Because."]);
        check("It cost 1.5 million, e.g. this", &["It cost 1.5 million, e.g. this"]);
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
    fn speakers_and_what_they_say_stay_together() {
        check("He said: “We won.” So it was.", &["He said: “We won.”", "So it was."]);
        check("THE PRESIDENT:  Thank you.  Sit.", &["THE PRESIDENT:  Thank you.", "Sit."]);
        check("“Yes,” said Maj. Gen. Lee – and left.", &["“Yes,” said Maj. Gen. Lee – and left."]);
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
        let sentences = sentences(text, &[]);
        let kinds: Vec<SentenceKind> = sentences.iter().map(|sentence| sentence.kind).collect();
        assert_eq!(kinds, [SentenceKind::Headline, SentenceKind::Prose]);
        assert_eq!(sentences[1].paragraph, 1);
    }

    #[test]
    fn boilerplate_gives_no_sentence() {
        let text = "One.\nSource: X\nTwo.";
        let boilerplate = [Span::new(text, 5, 14).unwrap()];
        check_beside(&boilerplate, text, &["One.", "Two."]);
    }
}
