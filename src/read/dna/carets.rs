//! Carets: where a coded statement begins and ends, in UTF-16 units as the program's windows count them, or in code points as
//! scripts in other languages do. The two differ behind a character beyond U+FFFF, such as an emoji.

use crate::model::CodePointSpan;
use crate::model::CodePoints;

/// What carets count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Units of UTF-16.
    Utf16,
    /// Unicode code points.
    CodePoints,
}

/// A text in which carets are looked up.
pub(super) struct Ruler<'text> {
    points: CodePoints<'text>,
    text: &'text str,
    /// Where, in units of UTF-16, the characters of two units begin.
    wide: Vec<usize>,
}

impl<'text> Ruler<'text> {
    pub(super) fn new(text: &'text str) -> Self {
        let letters = text.chars().enumerate();
        let wide = letters.filter(|(_, letter)| letter.len_utf16() == 2).map(|(place, _)| place);
        let wide = wide.enumerate().map(|(nth, place)| place + nth).collect();
        Self { points: CodePoints::new(text), text, wide }
    }

    /// Returns the span between two carets; none where they lie outside the text, cut nothing or split a character.
    pub(super) fn span(&self, start: i64, stop: i64, unit: Unit) -> Option<CodePointSpan> {
        let place = |caret: i64| {
            let caret = usize::try_from(caret).ok()?;
            let place = match unit {
                Unit::CodePoints => caret,
                Unit::Utf16 => self.of_utf16(caret)?,
            };
            (place <= self.points.len()).then_some(place)
        };
        let (start, end) = (place(start)?, place(stop)?);
        (start < end).then_some(CodePointSpan { start, end })
    }

    /// Returns how many ends of the span between two carets stand where a person would put them: not inside a word, and with a
    /// letter at the inner side that is no white space.
    pub(super) fn clean_ends(&self, start: i64, stop: i64, unit: Unit) -> usize {
        let Some(span) =
            self.span(start, stop, unit).and_then(|at| self.points.span(at.start, at.end))
        else {
            return 0;
        };
        let words = span.of(self.text);
        let (before, after) = (&self.text[..span.start()], &self.text[span.end()..]);
        let is_clean = |outer: Option<char>, inner: Option<char>| {
            let is_letter = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
            let is_white = inner.is_some_and(char::is_whitespace);
            !(is_white || is_letter(outer) && is_letter(inner))
        };
        let first = is_clean(before.chars().next_back(), words.chars().next());
        let last = is_clean(after.chars().next(), words.chars().next_back());
        usize::from(first) + usize::from(last)
    }

    /// Returns the words of a span.
    pub(super) fn words(&self, at: CodePointSpan) -> &'text str {
        self.points.span(at.start, at.end).map(|span| span.of(self.text)).unwrap_or_default()
    }

    /// Returns the code point that begins at a unit of UTF-16; none for the second unit of one.
    fn of_utf16(&self, unit: usize) -> Option<usize> {
        let before = self.wide.partition_point(|&begins| begins < unit);
        let splits = before > 0 && self.wide[before - 1] + 1 == unit;
        if splits { None } else { Some(unit - before) }
    }
}

#[cfg(test)]
mod tests {
    use super::Ruler;
    use super::Unit;

    /// A text in which every reading of a caret can be told from every other.
    const TEXT: &str = "😀 Да! 🏳 said Ада.";

    fn check(start: i64, stop: i64, unit: Unit, expected: Option<&str>) {
        let ruler = Ruler::new(TEXT);
        let found = ruler.span(start, stop, unit).map(|at| ruler.words(at));
        assert_eq!(found, expected, "{start} to {stop} in {unit:?}");
    }

    #[test]
    fn units_differ_behind_an_emoji() {
        check(3, 6, Unit::Utf16, Some("Да!"));
        check(2, 5, Unit::CodePoints, Some("Да!"));
        check(15, 18, Unit::Utf16, Some("Ада"));
        check(13, 16, Unit::CodePoints, Some("Ада"));
        check(0, 2, Unit::Utf16, Some("😀"));
        check(0, 19, Unit::Utf16, Some(TEXT));
    }

    #[test]
    fn what_does_not_cut_the_text_is_no_span() {
        check(1, 3, Unit::Utf16, None);
        check(0, 8, Unit::Utf16, None);
        check(5, 5, Unit::CodePoints, None);
        check(-1, 5, Unit::CodePoints, None);
        check(0, 20, Unit::Utf16, None);
        check(0, 18, Unit::CodePoints, None);
        check(0, i64::MAX, Unit::Utf16, None);
    }

    #[test]
    fn any_two_carets_cut_words_or_nothing() {
        let ruler = Ruler::new(TEXT);
        for (start, stop) in (-2..22).flat_map(|start| (-2..22).map(move |stop| (start, stop))) {
            for unit in [Unit::Utf16, Unit::CodePoints] {
                let Some(at) = ruler.span(start, stop, unit) else { continue };
                let words = ruler.words(at);
                assert_eq!(words.chars().count(), at.end - at.start);
                let length = match unit {
                    Unit::Utf16 => words.encode_utf16().count(),
                    Unit::CodePoints => words.chars().count(),
                };
                assert_eq!(i64::try_from(length), Ok(stop - start));
                assert!(ruler.clean_ends(start, stop, unit) <= 2);
            }
        }
    }

    #[test]
    fn people_cut_between_words() {
        let ruler = Ruler::new(TEXT);
        let check = |start, stop, unit, expected| {
            assert_eq!(ruler.clean_ends(start, stop, unit), expected, "{start} to {stop}");
        };
        check(15, 18, Unit::Utf16, 2);
        check(15, 18, Unit::CodePoints, 0);
        check(13, 16, Unit::CodePoints, 2);
        check(13, 16, Unit::Utf16, 0);
        check(2, 6, Unit::Utf16, 1);
    }
}
