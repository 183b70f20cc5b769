//! The words that open a block: "Yours sincerely", "Media contact", "By", "Statement by".

use std::ops::Range;

use crate::model::TokenKind;
use crate::resolve::passage::Passage;

use super::lines;
use super::lines::Line;

/// What opens a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Opener {
    /// > **Yours sincerely,** | Jane Smith | Director, Harbour Trust
    Closing,
    /// > **For more information, please contact:** Anna Roe, spokesperson, ODIHR
    Contact,
    /// > **By** John Doe, political editor, The Times
    Byline,
    /// > **Statement by** Jane Roe, Envoy of the Quartet
    Heading,
    /// > **–** Jane Roe, Envoy of the Quartet
    Dash,
}

impl Opener {
    /// Returns the rule for what a block tells, and how sure it is in hundredths.
    pub(super) fn rule(self) -> (&'static str, u8) {
        match self {
            Self::Closing => ("signature", 85),
            Self::Contact => ("contact", 85),
            Self::Byline => ("byline", 80),
            Self::Heading => ("heading", 85),
            Self::Dash => ("signed-line", 75),
        }
    }
}

/// An opener, and the rest of its line.
#[derive(Clone, Debug)]
pub(super) struct Opened {
    pub(super) opener: Opener,
    pub(super) rest: Range<usize>,
}

/// Headings and bylines stand among the first so many lines, bylines among the last so many, too.
const FIRST: usize = 10;
const LAST: usize = 3;
/// A short line has at most so many bytes.
const SHORT: usize = 70;

/// What letters close with, in small letters; more words may follow "regards".
const CLOSINGS: &[&[&str]] = &[
    &["yours", "sincerely"],
    &["yours", "faithfully"],
    &["yours", "truly"],
    &["yours", "respectfully"],
    &["yours", "ever"],
    &["yours"],
    &["sincerely"],
    &["sincerely", "yours"],
    &["very", "truly", "yours"],
    &["most", "sincerely"],
    &["respectfully"],
    &["respectfully", "yours"],
    &["respectfully", "submitted"],
    &["faithfully"],
    &["cordially"],
    &["regards"],
    &["best"],
    &["best", "regards"],
    &["kind", "regards"],
    &["kindest", "regards"],
    &["warm", "regards"],
    &["with", "best", "regards"],
    &["with", "kind", "regards"],
    &["best", "wishes"],
    &["with", "best", "wishes"],
    &["all", "best", "wishes"],
    &["thanks"],
    &["many", "thanks"],
    &["in", "solidarity"],
    &["signed"],
    &["signed", "by"],
    &["signatories"],
    &["signatures"],
    &["the", "undersigned"],
];

/// Words of a line that says whom to ask, in small letters.
const CONTACTS: &[&[&str]] = &[
    &["contact"],
    &["contacts"],
    &["contact", "information"],
    &["contact", "details"],
    &["contact", "person"],
    &["press", "contact"],
    &["press", "contacts"],
    &["media", "contact"],
    &["media", "contacts"],
    &["media", "inquiries"],
    &["media", "enquiries"],
    &["press", "inquiries"],
    &["press", "enquiries"],
    &["for", "media", "inquiries"],
    &["for", "press", "inquiries"],
    &["notes", "to", "editors"],
];

/// Kinds of texts that somebody gives, in small letters: "by", "of" and "from" tell who.
const GIVEN: &[&str] = &[
    "statement",
    "remarks",
    "address",
    "speech",
    "intervention",
    "testimony",
    "message",
    "letter",
    "declaration",
    "comments",
];
/// Kinds of texts of which only "by" tells who gives them.
const MADE: &[&str] = &[
    "lecture",
    "keynote",
    "delivered",
    "presented",
    "introduction",
    "foreword",
    "preface",
    "briefing",
    "presentation",
    "report",
    "opinion",
    "commentary",
    "written",
];

/// Returns what a line opens.
pub(super) fn open(passage: Passage, lines: &[Line], at: usize) -> Option<Opened> {
    let line = &lines[at];
    if line.is_long {
        return None;
    }
    let is_first = at < FIRST;
    let is_last = at + LAST >= lines.len();
    let edge = |opened: Opened| {
        let fits = match opened.opener {
            Opener::Heading => is_first,
            Opener::Byline => is_first || is_last,
            _ => true,
        };
        fits.then_some(opened)
    };
    dash(passage, line)
        .or_else(|| closing(passage, line))
        .or_else(|| contact(passage, line))
        .or_else(|| by(passage, line).and_then(edge))
}

/// Returns whether a line is no part of a paragraph: before and behind it are gaps or short lines.
pub(super) fn stands_alone(lines: &[Line], at: usize) -> bool {
    let length = |line: &Line| line.span.end() - line.span.start();
    let line = &lines[at];
    let before = at.checked_sub(1).and_then(|before| lines.get(before));
    let after = lines.get(at + 1);
    let is_free_before = line.is_after_gap || before.is_none_or(|before| length(before) <= SHORT);
    let is_free_after = after.is_none_or(|after| after.is_after_gap || length(after) <= SHORT);
    is_free_before && is_free_after
}

/// Takes a line that begins with a dash and goes on with a capital: "**–** Jane Roe, Envoy".
fn dash(passage: Passage, line: &Line) -> Option<Opened> {
    let first = line.tokens.start;
    let is_dash = matches!(
        passage.analysis.tokens.get(first)?.span.of(passage.text),
        "–" | "—" | "--" | "―" | "-"
    );
    let rest = first + 1..line.tokens.end;
    let is_name = !rest.is_empty() && passage.word(rest.start).starts_with(char::is_uppercase);
    (is_dash && is_name).then_some(Opened { opener: Opener::Dash, rest })
}

/// Takes a line that begins like the end of a letter, and has nothing else before a comma.
fn closing(passage: Passage, line: &Line) -> Option<Opened> {
    listed(passage, line, CLOSINGS).map(|rest| Opened { opener: Opener::Closing, rest })
}

/// Takes "Media contact:" and "For further information, please contact".
fn contact(passage: Passage, line: &Line) -> Option<Opened> {
    const WORDS: usize = 10;
    let near = line.tokens.start..line.tokens.end.min(line.tokens.start + WORDS);
    let asks = near.clone().take(4).any(|at| {
        matches!(
            passage.lower(at).as_ref(),
            "information" | "details" | "inquiries" | "enquiries" | "questions" | "interviews"
        )
    }) && passage.lower(line.tokens.start) == "for";
    let verb = near
        .clone()
        .find(|&at| matches!(passage.lower(at).as_ref(), "contact" | "contacts"))
        .filter(|_| asks);
    let rest = match verb {
        Some(verb) => after_mark(passage, verb + 1..line.tokens.end),
        None => listed(passage, line, CONTACTS)?,
    };
    Some(Opened { opener: Opener::Contact, rest })
}

/// Returns what stands behind words of a list and a mark: "**Sincerely,** Jane Smith".
fn listed(passage: Passage, line: &Line, list: &[&[&str]]) -> Option<Range<usize>> {
    let is_bracket = |at: usize| matches!(passage.word(at), "(" | ")" | "[" | "]" | "/");
    let start = line.tokens.clone().find(|&at| !is_bracket(at))?;
    let is_mark = |&at: &usize| passage.analysis.tokens[at].kind != TokenKind::Word;
    let end = (start..line.tokens.end).find(is_mark).unwrap_or(line.tokens.end);
    let words: Vec<_> = (start..end).take(5).map(|at| passage.lower(at)).collect();
    let is_so = |known: &&[&str]| {
        known.len() == end - start && known.iter().zip(&words).all(|(known, word)| known == word)
    };
    list.iter().any(is_so).then(|| after_mark(passage, end..line.tokens.end))
}

fn after_mark(passage: Passage, tokens: Range<usize>) -> Range<usize> {
    let is_mark = |at: &usize| passage.analysis.tokens[*at].kind != TokenKind::Word;
    let first = tokens.clone().find(|at| !is_mark(at)).unwrap_or(tokens.end);
    first..tokens.end
}

/// Takes a byline, and a heading with a kind of text before "by", "of" or "from".
fn by(passage: Passage, line: &Line) -> Option<Opened> {
    const WORDS: usize = 6;
    let tokens = line.tokens.clone();
    let lower = |at: usize| passage.lower(at);
    if lower(tokens.start) == "by" && passage.word(tokens.start).starts_with('B') {
        let rest = lines::without_bullet(passage, tokens.start + 1..tokens.end);
        return Some(Opened { opener: Opener::Byline, rest });
    }
    let near = tokens.start..tokens.end.min(tokens.start + WORDS);
    let is_kind = |at: &usize| is_one_of(passage, *at, GIVEN) || is_one_of(passage, *at, MADE);
    let kind = near.clone().find(is_kind)?;
    let is_given = is_one_of(passage, kind, GIVEN);
    let tells = |at: &usize| match lower(*at).as_ref() {
        "by" => true,
        "of" | "from" => is_given,
        _ => false,
    };
    let by = (kind + 1..near.end).find(tells)?;
    let rest = after_mark(passage, by + 1..tokens.end);
    let rest = if !rest.is_empty() && lower(rest.start) == "the" {
        rest.start + 1..rest.end
    } else {
        rest
    };
    Some(Opened { opener: Opener::Heading, rest })
}

fn is_one_of(passage: Passage, at: usize, words: &[&str]) -> bool {
    words.contains(&passage.lower(at).as_ref())
}
