//! Who speaks at a word: the source of the innermost statement around it, or the author.

use super::reading::Reading;
use super::reported_speech;
use crate::model::Act;
use crate::model::FoundStatement;
use crate::model::Voice;

/// Gives statements without words for their source, but inside what somebody says, that voice.
///
/// > “**Thank you** for coming,” *she* said.
pub(super) fn lend(reading: &Reading, statements: &mut [FoundStatement]) {
    let holders = Holders::new(reading, statements);
    let tokens = &reading.analysis.tokens;
    let lent: Vec<Option<Voice>> = statements
        .iter()
        .map(|statement| {
            let cue = statement.cue.first().filter(|_| is_lent(statement))?;
            let token = tokens.partition_point(|token| token.span.start() < cue.start());
            let parent = holders.statement_at(token)?;
            Some(match statements[parent].source {
                voice @ Voice::SourceOf(_) => voice,
                _ => Voice::SourceOf(parent),
            })
        })
        .collect();
    for (statement, voice) in statements.iter_mut().zip(lent) {
        statement.source = voice.unwrap_or(statement.source);
    }
}

/// Returns whether a statement is somebody's own who is not named: not one of unknown others.
fn is_lent(statement: &FoundStatement) -> bool {
    let is_own = statement.act == Act::Expressive || statement.act == Act::Directive;
    statement.source == Voice::Unknown && is_own && statement.rule == reported_speech::RULE
}

/// For each token the innermost statement whose content holds it.
pub(super) struct Holders<'a> {
    statements: &'a [FoundStatement],
    statement_of: Vec<Option<u32>>,
}

impl<'a> Holders<'a> {
    /// Lays the contents over the tokens, the longest first, so that the innermost stays on top.
    pub(super) fn new(reading: &Reading, statements: &'a [FoundStatement]) -> Self {
        let mut statement_of = vec![None; reading.words.len()];
        let mut pieces: Vec<(usize, usize, usize)> = Vec::new();
        for (number, statement) in statements.iter().enumerate() {
            for piece in &statement.content {
                let (start, end) = reading.tokens_in(*piece);
                pieces.push((start, end, number));
            }
        }
        pieces.sort_by_key(|&(start, end, number)| (std::cmp::Reverse(end - start), number));
        for (start, end, number) in pieces {
            statement_of[start..end].fill(u32::try_from(number).ok());
        }
        Self { statements, statement_of }
    }

    /// Returns the innermost statement whose content holds a token.
    pub(super) fn statement_at(&self, token: usize) -> Option<usize> {
        self.statement_of.get(token).copied().flatten().map(|number| number as usize)
    }

    /// Returns a statement by its number.
    pub(super) fn statement(&self, number: usize) -> &'a FoundStatement {
        &self.statements[number]
    }

    /// Returns what is done by the innermost statement whose content holds a token.
    pub(super) fn act_at(&self, token: usize) -> Option<Act> {
        self.statement_at(token).map(|number| self.statements[number].act)
    }

    /// Returns who speaks at a token.
    pub(super) fn speaking_at(&self, reading: &Reading, token: usize) -> Option<Voice> {
        let is_quoted = reading.quotation_of(token).is_some();
        match self.statement_at(token) {
            Some(number) => match self.statements[number].source {
                Voice::Unknown => None,
                voice => Some(voice),
            },
            None => (reading.is_own_voice && !is_quoted).then_some(Voice::Author),
        }
    }
}
