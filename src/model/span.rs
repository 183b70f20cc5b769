//! Spans of a text: bytes inside the program, Unicode code points at its edges.

use std::ops::Range;

/// A non-empty range of a text's bytes that cuts the text between characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    start: usize,
    end: usize,
}

impl Span {
    /// Returns the span from `start` to `end` of `text`, unless it is empty, lies outside or splits a character.
    pub fn new(text: &str, start: usize, end: usize) -> Option<Self> {
        (start < end && text.get(start..end).is_some()).then_some(Self { start, end })
    }

    /// Returns the first byte.
    pub fn start(self) -> usize {
        self.start
    }

    /// Returns the byte after the last.
    pub fn end(self) -> usize {
        self.end
    }

    /// Returns the bytes as a range.
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// Returns the words of the span in the text that it was made for.
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).expect("spans come from this text")
    }

    /// Returns whether `other` lies inside.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Returns whether the two share a byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Returns the span from the start of the earlier to the end of the later.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// Returns the span without white space at either end, or nothing if that is all there is.
    #[must_use]
    pub fn trimmed(self, text: &str) -> Option<Self> {
        let words = self.of(text);
        let start = self.start + (words.len() - words.trim_start().len());
        Self::new(text, start, start + words.trim().len())
    }
}

/// Translates between byte offsets and code points of one text in logarithmic time.
#[derive(Clone, Debug)]
pub struct CodePoints<'text> {
    text: &'text str,
    /// The byte at which every 64th code point begins.
    blocks: Vec<usize>,
    length: usize,
}

const BLOCK: usize = 64;

impl<'text> CodePoints<'text> {
    /// Counts the code points of `text`.
    pub fn new(text: &'text str) -> Self {
        let mut blocks = Vec::with_capacity(text.len() / BLOCK + 1);
        let mut length = 0;
        for (byte, _) in text.char_indices() {
            if length % BLOCK == 0 {
                blocks.push(byte);
            }
            length += 1;
        }
        Self { text, blocks, length }
    }

    /// Returns the number of code points.
    pub fn len(&self) -> usize {
        self.length
    }

    /// Returns whether the text is empty.
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// Returns the code points from the start of the text to a byte between two characters.
    pub fn at_byte(&self, byte: usize) -> usize {
        if byte >= self.text.len() {
            return self.length;
        }
        let block = self.blocks.partition_point(|&start| start <= byte) - 1;
        block * BLOCK + self.text[self.blocks[block]..byte].chars().count()
    }

    /// Returns the byte at which a code point begins; the text's length for the one after the last.
    pub fn to_byte(&self, code_point: usize) -> Option<usize> {
        if code_point >= self.length {
            return (code_point == self.length).then_some(self.text.len());
        }
        let start = self.blocks[code_point / BLOCK];
        let (offset, _) = self.text[start..].char_indices().nth(code_point % BLOCK)?;
        Some(start + offset)
    }

    /// Returns the code points of a span, end exclusive.
    pub fn of(&self, span: Span) -> Range<usize> {
        self.at_byte(span.start())..self.at_byte(span.end())
    }

    /// Returns the span of a range of code points, unless it is empty or lies outside.
    pub fn span(&self, start: usize, end: usize) -> Option<Span> {
        Span::new(self.text, self.to_byte(start)?, self.to_byte(end)?)
    }
}

#[cfg(test)]
mod tests {
    use super::CodePoints;
    use super::Span;

    #[test]
    fn spans_cut_between_characters() {
        assert!(Span::new("naïve", 2, 4).is_some());
        assert!(Span::new("naïve", 2, 3).is_none());
        assert!(Span::new("naïve", 2, 2).is_none());
        assert!(Span::new("naïve", 2, 9).is_none());
    }

    #[test]
    fn code_points_and_bytes_are_inverse() {
        let text = "a\u{feff}é漢🏳️‍🌈z ".repeat(50);
        let points = CodePoints::new(&text);
        for (count, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!(points.at_byte(byte), count);
            assert_eq!(points.to_byte(count), Some(byte));
        }
        assert_eq!(points.to_byte(points.len()), Some(text.len()));
        assert_eq!(points.to_byte(points.len() + 1), None);
        assert_eq!(points.at_byte(text.len()), points.len());
    }

    #[test]
    fn white_space_is_trimmed_off() {
        let text = " \u{a0}said \n";
        let span = Span::new(text, 0, text.len()).expect("not empty");
        assert_eq!(span.trimmed(text).map(|span| span.of(text)), Some("said"));
        assert_eq!(Span::new(text, 0, 1).and_then(|span| span.trimmed(text)), None);
    }
}
