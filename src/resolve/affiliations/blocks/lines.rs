//! A text as its short lines, and each line as the parts between its commas, dashes and brackets.

use std::ops::Range;

use crate::model::Span;
use crate::model::TokenKind;
use crate::resolve::passage::Passage;

/// A line, without white space at its ends.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) span: Span,
    pub(super) tokens: Range<usize>,
    /// Whether an empty line, or nothing, stands before it.
    pub(super) is_after_gap: bool,
    /// Whether it is too long for a line of a block: a paragraph.
    pub(super) is_long: bool,
}

/// Lines of blocks have at most so many bytes and tokens.
const LONGEST: usize = 240;
const MOST_TOKENS: usize = 48;

/// Returns the lines that are not empty.
pub(super) fn of(passage: Passage) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut start = 0;
    let mut is_after_gap = true;
    for written in passage.text.split('\n') {
        let end = start + written.len();
        let first = start + (written.len() - written.trim_start().len());
        let last = start + written.trim_end().len();
        start = end + 1;
        let span = Some((first, last)).filter(|(first, last)| first < last);
        let Some(span) = span.and_then(|(first, last)| Span::new(passage.text, first, last)) else {
            is_after_gap = true;
            continue;
        };
        let tokens = passage.tokens_in(span);
        if tokens.is_empty() {
            continue;
        }
        let is_long = last - first > LONGEST || tokens.len() > MOST_TOKENS;
        lines.push(Line { span, tokens, is_after_gap, is_long });
        is_after_gap = false;
    }
    lines
}

/// Returns some tokens without marks at their front: "**– 1.** Jane Smith".
pub(super) fn without_bullet(passage: Passage, tokens: Range<usize>) -> Range<usize> {
    let is_bullet =
        |at: &usize| is_divider(passage, *at) || matches!(passage.word(*at), "*" | "·" | "•");
    let first = tokens.clone().find(|at| !is_bullet(at)).unwrap_or(tokens.end);
    first..tokens.end
}

/// Returns the parts of some tokens, without a full stop at their end.
pub(super) fn parts(passage: Passage, tokens: Range<usize>) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = tokens.start;
    for at in tokens.clone() {
        if is_divider(passage, at) {
            parts.push(start..at);
            start = at + 1;
        }
    }
    parts.push(start..tokens.end);
    if let Some(last) = parts.last_mut()
        && last.end > last.start + 1
        && passage.word(last.end - 1) == "."
    {
        last.end -= 1;
    }
    parts.retain(|part| part.start < part.end);
    parts
}

/// Returns whether a mark stands between the parts of a line; a stroke does where there is white space on both sides of it.
fn is_divider(passage: Passage, at: usize) -> bool {
    if passage.analysis.tokens[at].kind == TokenKind::Word {
        return false;
    }
    match passage.word(at) {
        "," | ";" | ":" | "|" | "(" | ")" | "[" | "]" | "–" | "—" | "-" | "--" | "•" | "·" => {
            true
        }
        "/" => is_apart(passage, at),
        _ => false,
    }
}

fn is_apart(passage: Passage, at: usize) -> bool {
    let span = passage.analysis.tokens[at].span;
    let has_space = |byte: Option<&u8>| byte.is_none_or(u8::is_ascii_whitespace);
    let bytes = passage.text.as_bytes();
    has_space(bytes.get(span.end()))
        && has_space(span.start().checked_sub(1).and_then(|at| bytes.get(at)))
}
