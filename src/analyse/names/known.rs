//! Known names: places and organisations of the registry, by the words at a place in the text.

use std::ops::Range;

use crate::model::EntityType;
use crate::model::Known;
use crate::model::Name;

use super::words::Words;

/// No known name is longer, in bytes.
const LONGEST: usize = 120;

/// A known name at a place in the text: the tokens up to an end.
#[derive(Clone, Copy)]
pub(super) struct Match<'a> {
    pub(super) end: usize,
    pub(super) known: &'a Known,
}

/// Returns the longest known name that begins at a token.
pub(super) fn at<'a>(words: &Words<'a>, start: usize, limit: usize) -> Option<Match<'a>> {
    let longest = words.registry.longest_from(words.word(start));
    let slashed = longest_with_slash(words, start, limit);
    let most = if longest > 0 { (longest * 2).max(slashed) } else { slashed };
    let last = limit.min(start + most);
    (start + 1..=last).rev().find_map(|end| {
        let span = words.span(start, end);
        if span.end() - span.start() > LONGEST || !words.is_capital(end - 1) {
            return None;
        }
        words.registry.named(span.of(words.text)).map(|known| Match { end, known })
    })
}

/// Adds the known names inside some tokens, but not all of the tokens.
pub(super) fn nested(words: &Words, tokens: Range<usize>, names: &mut Vec<Name>) {
    let mut index = tokens.start;
    while index < tokens.end {
        let found = words.is_capital(index).then(|| at(words, index, tokens.end)).flatten();
        let Some(found) = found else {
            index += 1;
            continue;
        };
        let is_all = index == tokens.start && found.end == tokens.end;
        let counts = found.known.is_country || found.known.entity_type == EntityType::Organization;
        if !is_all && counts {
            names.push(name(words, index, found));
        }
        index = if is_all { index + 1 } else { found.end };
    }
}

/// Returns the name that a match makes.
pub(super) fn name(words: &Words, start: usize, found: Match) -> Name {
    Name {
        span: words.span(start, found.end),
        entity_type: Some(found.known.entity_type),
        title: None,
        is_described: false,
        is_worth: None,
    }
}

/// "OSCE/ODIHR" is one word of the registry and three tokens.
fn longest_with_slash(words: &Words, start: usize, limit: usize) -> usize {
    if start + 2 < limit && words.word(start + 1) == "/" { 3 } else { 0 }
}
