//! The ruler: turns spans into positions, which are numbers of tokens where the text is known, else of
//! characters.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::model::CodePointSpan;
use crate::model::CodePoints;

use super::figures::quotient;
use super::names::spaced;
use super::names::tokens;

/// Measures spans of one document.
pub(super) struct Ruler<'text> {
    text: Option<Scale<'text>>,
}

/// A text and where its tokens begin and end, in code points.
struct Scale<'text> {
    text: &'text str,
    points: CodePoints<'text>,
    starts: Vec<usize>,
    ends: Vec<usize>,
}

impl<'text> Ruler<'text> {
    /// Makes a ruler for a text, or one that counts characters.
    pub(super) fn new(text: Option<&'text str>) -> Self {
        Self { text: text.map(Scale::new) }
    }

    /// Returns the positions that the spans touch.
    pub(super) fn positions<'a>(
        &self,
        spans: impl IntoIterator<Item = &'a CodePointSpan>,
    ) -> Positions {
        Positions::new(spans.into_iter().map(|span| match &self.text {
            None => span.start..span.end,
            Some(scale) => {
                let first = scale.ends.partition_point(|end| *end <= span.start);
                let last = scale.starts.partition_point(|start| *start < span.end);
                first..last
            }
        }))
    }

    /// Returns what stands in the spans, shortened, for a list of errors.
    pub(super) fn snippet<'a>(&self, spans: impl IntoIterator<Item = &'a CodePointSpan>) -> String {
        let pieces: Vec<String> = spans
            .into_iter()
            .map(|span| match &self.text {
                None => format!("{}-{}", span.start, span.end),
                Some(scale) => spaced(scale.words(*span)),
            })
            .collect();
        match &self.text {
            _ if pieces.is_empty() => "-".to_owned(),
            None => pieces.join(" … "),
            Some(_) => shortened(&pieces.join(" … ")),
        }
    }
}

impl<'text> Scale<'text> {
    fn new(text: &'text str) -> Self {
        let (starts, ends) = tokens(text).map(|token| (token.start, token.end)).unzip();
        Self { text, points: CodePoints::new(text), starts, ends }
    }

    fn words(&self, span: CodePointSpan) -> &'text str {
        self.points.span(span.start, span.end).map_or("", |span| span.of(self.text))
    }
}

/// Returns a string with its middle left out where it is long.
fn shortened(string: &str) -> String {
    let length = string.chars().count();
    if length <= 160 {
        return string.to_owned();
    }
    let head: String = string.chars().take(110).collect();
    let tail: String = string.chars().skip(length - 40).collect();
    format!("{head} […] {tail}")
}

/// A set of positions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Positions {
    /// Sorted, none empty, none overlapping.
    ranges: Vec<Range<usize>>,
    len: usize,
}

impl Positions {
    fn new(ranges: impl Iterator<Item = Range<usize>>) -> Self {
        let mut sorted: Vec<_> = ranges.filter(|range| !range.is_empty()).collect();
        sorted.sort_unstable_by_key(|range| (range.start, range.end));
        let mut ranges: Vec<Range<usize>> = Vec::with_capacity(sorted.len());
        for range in sorted {
            match ranges.last_mut() {
                Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
                _ => ranges.push(range),
            }
        }
        let len = ranges.iter().map(Range::len).sum();
        Self { ranges, len }
    }

    pub(super) fn len(&self) -> usize {
        self.len
    }

    pub(super) fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Returns how many positions are in both sets.
    pub(super) fn common(&self, other: &Self) -> usize {
        let (mut common, mut here, mut there) = (0, 0, 0);
        while let (Some(one), Some(two)) = (self.ranges.get(here), other.ranges.get(there)) {
            common += one.end.min(two.end).saturating_sub(one.start.max(two.start));
            if one.end <= two.end {
                here += 1;
            } else {
                there += 1;
            }
        }
        common
    }

    /// Returns how much two sets agree: twice the common ones of all; nought where one is empty.
    pub(super) fn dice(&self, other: &Self) -> f64 {
        quotient(2 * self.common(other), self.len() + other.len())
    }
}

/// Returns the pairs of sets, one of each side, that have positions in common.
///
/// The ranges of both sides are walked through by where they begin, so that sets far from each other are
/// never compared.
pub(super) fn meeting<'a>(
    ours: impl Iterator<Item = &'a Positions>,
    theirs: impl Iterator<Item = &'a Positions>,
) -> BTreeSet<(usize, usize)> {
    let mut ranges = Vec::new();
    for (number, set) in ours.enumerate() {
        ranges.extend(set.ranges.iter().map(|range| (range.start, range.end, true, number)));
    }
    for (number, set) in theirs.enumerate() {
        ranges.extend(set.ranges.iter().map(|range| (range.start, range.end, false, number)));
    }
    ranges.sort_unstable();
    let (mut open_ours, mut open_theirs) = (BTreeSet::new(), BTreeSet::new());
    let mut pairs = BTreeSet::new();
    for (start, end, is_ours, number) in ranges {
        for open in [&mut open_ours, &mut open_theirs] {
            while open.first().is_some_and(|&(end, _)| end <= start) {
                open.pop_first();
            }
        }
        if is_ours {
            pairs.extend(open_theirs.iter().map(|&(_, other)| (number, other)));
            open_ours.insert((end, number));
        } else {
            pairs.extend(open_ours.iter().map(|&(_, one)| (one, number)));
            open_theirs.insert((end, number));
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spans(pieces: &[(usize, usize)]) -> Vec<CodePointSpan> {
        pieces.iter().map(|&(start, end)| CodePointSpan { start, end }).collect()
    }

    fn check_len(text: Option<&str>, pieces: &[(usize, usize)], expected: usize) {
        assert_eq!(Ruler::new(text).positions(&spans(pieces)).len(), expected);
    }

    #[test]
    fn characters_are_counted_without_a_text() {
        check_len(None, &[(3, 8)], 5);
        check_len(None, &[(3, 8), (5, 10)], 7);
        check_len(None, &[(5, 10), (3, 4), (3, 4)], 6);
        check_len(None, &[], 0);
    }

    #[test]
    fn tokens_touched_are_counted_with_a_text() {
        let text = Some("«Да», he  said.");
        check_len(text, &[(0, 4)], 3);
        check_len(text, &[(2, 3)], 1);
        check_len(text, &[(8, 10)], 0);
        check_len(text, &[(6, 11)], 2);
        check_len(text, &[(1, 2), (2, 3)], 1);
        check_len(text, &[(0, 15)], 7);
    }

    #[test]
    fn agreement_is_dice() {
        let ruler = Ruler::new(None);
        let dice = |one: &[(usize, usize)], other: &[(usize, usize)]| {
            ruler.positions(&spans(one)).dice(&ruler.positions(&spans(other)))
        };
        assert!((dice(&[(0, 4)], &[(2, 6)]) - 0.5).abs() < 1e-12);
        assert!((dice(&[(0, 2), (4, 6)], &[(1, 5)]) - 0.5).abs() < 1e-12);
        assert!(dice(&[(0, 4)], &[(4, 8)]).abs() < 1e-12);
        assert!(dice(&[], &[]).abs() < 1e-12);
    }

    #[test]
    fn snippets_are_short_and_on_one_line() {
        let ruler = Ruler::new(Some("He  said\nit."));
        assert_eq!(ruler.snippet(&spans(&[(0, 8), (9, 11)])), "He said … it");
        assert_eq!(ruler.snippet(&[]), "-");
        assert_eq!(Ruler::new(None).snippet(&spans(&[(0, 8)])), "0-8");
        let long = "word ".repeat(60);
        let snippet = Ruler::new(Some(&long)).snippet(&spans(&[(0, 300)]));
        assert_eq!(snippet.chars().count(), 110 + 5 + 40);
    }

    #[test]
    fn sets_that_meet_are_found() {
        let ruler = Ruler::new(None);
        let sets = |sets: &[&[(usize, usize)]]| -> Vec<Positions> {
            sets.iter().map(|set| ruler.positions(&spans(set))).collect()
        };
        let ours = sets(&[&[(0, 10)], &[(5, 6), (30, 40)], &[], &[(20, 21)]]);
        let theirs = sets(&[&[(10, 20)], &[(0, 100)], &[(35, 36), (5, 6)], &[]]);
        let pairs = meeting(ours.iter(), theirs.iter());
        let expected = [(0, 1), (0, 2), (1, 1), (1, 2), (3, 1)];
        assert_eq!(pairs.into_iter().collect::<Vec<_>>(), expected);
    }
}
