//! Headlines that name who says so before a colon.
//!
//! > *Lee*: **Vote was fair** · *Poll*: **Voters want change**

use std::collections::BTreeSet;

use super::extent;
use super::going_on;
use super::noun_phrases;
use super::reading::Reading;
use super::reading::Tokens;
use super::statement;
use crate::model::FoundStatement;
use crate::model::TokenKind;
use crate::model::Voice;

/// What tells something wherever it stands before a colon.
const TELLS: [&str; 8] =
    ["poll", "polls", "report", "reports", "study", "studies", "survey", "surveys"];
/// Headlines have at least so many words, and labels at most so many.
const SHORTEST: usize = 3;
const LONGEST_LABEL: usize = 8;
/// So many words of weight, at least, are in a headline and in what the same source says in the text.
const SHARED: usize = 2;

/// Adds what the first line says to statements in order.
pub(super) fn with(reading: &Reading, mut statements: Vec<FoundStatement>) -> Vec<FoundStatement> {
    if let Some(found) = find(reading, &statements) {
        let at = statements
            .partition_point(|other| statement::first_span(other) < statement::first_span(&found));
        statements.insert(at, found);
    }
    statements
}

fn find(reading: &Reading, statements: &[FoundStatement]) -> Option<FoundStatement> {
    let sentences = &reading.analysis.sentences;
    let line = sentences.first().filter(|line| line.tokens.start == 0)?;
    let is_alone = sentences.get(1).is_none_or(|next| next.paragraph != line.paragraph);
    let longest = line.tokens.end.min(LONGEST_LABEL + 1);
    let colon = (1..longest).find(|&at| reading.text_at(at) == ":").filter(|_| is_alone)?;
    let label = noun_phrases::ending_at(reading, 0, colon)
        .filter(|label| label.0 == 0 && reading.words[0].is_capital())?;
    let end = extent::trim_end(reading, colon + 1, line.tokens.end);
    let told = (colon + 1, end);
    if end < told.0 + SHORTEST {
        return None;
    }
    let head = reading.text_at(colon - 1).to_lowercase();
    let names_source = TELLS.contains(&head.as_str())
        && !statements.iter().flat_map(|other| &other.cue).any(|cue| line.span.contains(*cue));
    let is_source =
        names_source || statements.iter().any(|other| says_the_like(reading, other, &head, told));
    is_source.then(|| {
        going_on::without_cue(reading, statement::voice(reading, Some(label)), told, "label")
    })
}

/// Returns whether somebody of a name, in small letters, says what has words of a headline in it.
fn says_the_like(
    reading: &Reading,
    statement: &FoundStatement,
    name: &str,
    headline: Tokens,
) -> bool {
    let Voice::Words(source) = statement.source else { return false };
    let (start, end) = reading.tokens_in(source);
    if !reading.words[start..end].iter().any(|word| word.text.to_lowercase() == name) {
        return false;
    }
    let pieces = statement.content.iter().map(|piece| reading.tokens_in(*piece));
    let said: BTreeSet<String> = pieces.flat_map(|piece| weighty(reading, piece)).collect();
    let told: BTreeSet<String> = weighty(reading, headline).collect();
    told.intersection(&said).count() >= SHARED
}

/// Returns the words of weight, in small letters.
fn weighty<'a>(reading: &'a Reading, (start, end): Tokens) -> impl Iterator<Item = String> + 'a {
    const LONG: usize = 4;
    reading.words[start..end]
        .iter()
        .filter(|word| word.kind == TokenKind::Word && word.text.chars().count() >= LONG)
        .map(|word| word.text.to_lowercase())
}
