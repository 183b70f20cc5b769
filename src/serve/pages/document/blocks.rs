//! The text in blocks, each cut into segments at the ends of every mark, so that marks may nest and overlap.

use std::collections::BTreeMap;
use std::ops::Range;

use schemars::JsonSchema;
use serde::Serialize;

use crate::export::marks;
use crate::export::marks::Mark;
use crate::export::marks::Part;

use super::Read;
use super::findings;
use super::findings::Finding;
use super::who::Cast;

/// A paragraph or heading, with what is told beside it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub(super) struct Block {
    segments: Vec<Segment>,
    findings: Vec<Finding>,
}

/// A run of text with the same marks throughout.
#[derive(Clone, Debug, Serialize, JsonSchema)]
struct Segment {
    text: String,
    /// The parts that it stands in, as classes of the style.
    classes: String,
    /// The findings that it stands in, each with the part: `s=…:content s=…:source`.
    marks: String,
    /// The ids of sentences in the author's own voice that begin here.
    own: Vec<Own>,
    /// Whom it means.
    meant: Option<Meant>,
    /// The labels of what ends here.
    ends: Vec<End>,
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
struct Own {
    id: String,
    claim: Option<String>,
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
struct Meant {
    address: Option<String>,
    /// The number of whom it means, or a question mark.
    number: String,
    title: String,
    /// Its place in the text, as an address has it; nothing where the words go on.
    id: Option<String>,
    is_continued: bool,
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
struct End {
    id: String,
    label: String,
}

/// Returns the whole text in blocks.
pub(super) fn of(read: &Read<'_>, cast: &Cast) -> Vec<Block> {
    let ranges = paragraphs(read.text);
    let mut findings = findings::of(read, cast).into_iter().peekable();
    let marked = marks::marks(read.account);
    let mut later = marked.as_slice();
    let mut open: Vec<&Mark> = Vec::new();
    let mut blocks = Vec::new();
    for (place, range) in ranges.iter().enumerate() {
        let is_last = place + 1 == ranges.len();
        let next = ranges.get(place + 1).map_or(usize::MAX, |next| next.start);
        let begun = later.iter().take_while(|mark| mark.start < range.end).count();
        open.retain(|mark| mark.end.0 > range.start);
        open.extend(&later[..begun]);
        later = &later[begun..];
        let mut own = Vec::new();
        while let Some(finding) = findings.next_if(|it| is_last || it.start < next) {
            own.push(finding);
        }
        blocks.push(Block { segments: segments(read, cast, range, &open), findings: own });
    }
    blocks
}

/// Cuts a block at every end of a mark.
fn segments(read: &Read<'_>, cast: &Cast, block: &Range<usize>, marks: &[&Mark]) -> Vec<Segment> {
    let own = own_words(read, cast, block);
    let mut edges: Vec<usize> = vec![block.start, block.end];
    edges.extend(marks.iter().flat_map(|mark| [mark.start, mark.end.0]));
    edges.extend(own.keys());
    edges.retain(|edge| block.contains(edge) || *edge == block.end);
    edges.sort_unstable();
    edges.dedup();
    let mut later = marks;
    let mut open: Vec<&Mark> = Vec::new();
    let mut segments = Vec::new();
    for pair in edges.windows(2) {
        let (start, end) = (pair[0], pair[1]);
        open.retain(|mark| mark.end.0 > start);
        let begun = later.iter().take_while(|mark| mark.start <= start).count();
        open.extend(later[..begun].iter().filter(|mark| mark.end.0 > start));
        later = &later[begun..];
        segments.push(Segment {
            text: words(read, start, end),
            classes: classes(&open),
            marks: named(&open),
            own: own.get(&start).cloned().unwrap_or_default(),
            meant: meant(read, cast, &open, start),
            ends: ends(&open, end),
        });
    }
    segments
}

fn own_words(read: &Read<'_>, cast: &Cast, block: &Range<usize>) -> BTreeMap<usize, Vec<Own>> {
    let mut own: BTreeMap<usize, Vec<Own>> = BTreeMap::new();
    let inside = read.account.own_words.iter().filter(|own| block.contains(&own.span.start));
    for words in inside {
        let claim = cast.claim(&words.id).and_then(|claim| claim.address);
        own.entry(words.span.start).or_default().push(Own { id: words.id.clone(), claim });
    }
    own
}

fn words(read: &Read<'_>, start: usize, end: usize) -> String {
    let at = |point| read.points.to_byte(point).unwrap_or(read.text.len());
    read.text[at(start)..at(end)].to_owned()
}

/// Returns the classes of a segment: each part once, and how many contents hold it.
fn classes(open: &[&Mark]) -> String {
    let mut parts: Vec<&str> = open.iter().map(|mark| mark.part.word()).collect();
    parts.sort_unstable();
    parts.dedup();
    let contents = open.iter().filter(|mark| mark.part == Part::Content).count();
    let deep = ["", "", "deep-2", "deep-3"][contents.min(3)];
    let all: Vec<&str> = parts.into_iter().chain((contents > 1).then_some(deep)).collect();
    all.join(" ")
}

fn named(open: &[&Mark]) -> String {
    let named = open
        .iter()
        .filter_map(|mark| Some(format!("{}:{}", mark.finding.as_deref()?, mark.part.word())));
    named.collect::<Vec<_>>().join(" ")
}

/// Returns whom a segment means: the innermost mention tells.
fn meant(read: &Read<'_>, cast: &Cast, open: &[&Mark], start: usize) -> Option<Meant> {
    let mention = open.iter().rev().find(|mark| mark.part == Part::Mention)?;
    let at = (mention.start, mention.end.0);
    let mut own = read.account.mentions.iter().filter(|it| (it.span.start, it.span.end) == at);
    let first = own.next()?;
    let name = match &first.entity {
        Some(entity) => marks::names(read.account, std::slice::from_ref(entity)),
        None => "nobody known".to_owned(),
    };
    let resolution = format!("{:?}", first.resolution).to_lowercase();
    Some(Meant {
        address: first.entity.as_deref().and_then(|entity| cast.agent(entity)).map(str::to_owned),
        number: mention.label.clone(),
        title: format!("{name} – {resolution}, {}", first.rule),
        id: (start == mention.start).then(|| format!("m={start}")),
        is_continued: start > mention.start,
    })
}

/// Returns the labels of contents and stances whose words end where a segment does.
fn ends(open: &[&Mark], end: usize) -> Vec<End> {
    let is_told = |part| matches!(part, Part::Content | Part::Praise | Part::Blame);
    let ended = open.iter().filter(|mark| mark.end.0 == end && is_told(mark.part));
    let told =
        ended.filter_map(|mark| Some(End { id: mark.finding.clone()?, label: mark.label.clone() }));
    told.collect()
}

/// Returns where paragraphs and headings stand, in code points. A line break inside a paragraph that was wrapped by hand
/// ends none: its line is neither short nor long nor the end of a sentence.
fn paragraphs(text: &str) -> Vec<Range<usize>> {
    let mut paragraphs: Vec<Range<usize>> = Vec::new();
    let mut goes_on = false;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let length = line.chars().count();
        let words = line.trim();
        let end = start + line.trim_end().chars().count();
        match paragraphs.last_mut() {
            _ if words.is_empty() => goes_on = false,
            Some(last) if goes_on => last.end = end,
            _ => paragraphs.push(start..end),
        }
        if !words.is_empty() {
            goes_on = (40..=100).contains(&length)
                && !words.ends_with(['.', '!', '?', '"', '”', '’', ')', ':', '؟', '۔']);
        }
        start += length;
    }
    paragraphs
}

#[cfg(test)]
mod tests {
    use super::paragraphs;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let letters: Vec<char> = text.chars().collect();
        let found: Vec<String> = paragraphs(text)
            .into_iter()
            .map(|range| letters[range].iter().collect::<String>())
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn each_line_is_a_paragraph() {
        check("A title\n\nOne.\nTwo.\n", &["A title", "One.", "Two."]);
        check("", &[]);
        check("\n\n", &[]);
    }

    #[test]
    fn a_paragraph_wrapped_by_hand_is_one() {
        let wrapped = "The observers of the mission said that the election was\nfair and free.";
        check(wrapped, &[wrapped]);
        check(&format!("{wrapped}\nNext."), &[wrapped, "Next."]);
    }

    #[test]
    fn letters_of_any_script_are_counted() {
        check("Жанна сказала.\nنعم.", &["Жанна сказала.", "نعم."]);
    }
}
