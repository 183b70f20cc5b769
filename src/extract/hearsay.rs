//! Clauses that an adverb marks as told by others.
//!
//! > The vote was **reportedly** calm.

use super::content::Content;
use super::extent;
use super::occurrence::Occurrence;
use super::reading::Reading;
use super::statement;
use crate::model::Class;
use crate::model::Complement;
use crate::model::CueKind;
use crate::model::FoundStatement;
use crate::model::Voice;

/// Finds an adverb of hearsay and the clause around it.
pub(super) fn find(reading: &Reading, occurrence: &Occurrence) -> Option<FoundStatement> {
    if occurrence.cue.kind != CueKind::Adverb {
        return None;
    }
    let Occurrence { low, high, head, end, .. } = *occurrence;
    let mut pieces = Vec::new();
    let start = clause_start(reading, low, head);
    if start < head {
        pieces.push((start, extent::trim_end(reading, start, head)));
    }
    let start = end + usize::from(reading.text_at(end) == ",");
    let stop =
        if start < high { extent::end(reading, start, high, Complement::Clause) } else { start };
    if stop > start {
        pieces.push((start, stop));
    }
    let content = Content { complement: Complement::Clause, pieces, addressee: None };
    statement::make(reading, occurrence, Voice::Unknown, &content, "hearsay")
}

/// Returns where the clause begins: after a mark or a word that opens one.
fn clause_start(reading: &Reading, low: usize, head: usize) -> usize {
    let opens = |&at: &usize| {
        let word = &reading.words[at];
        matches!(word.text, "," | ";" | ":" | "—" | "–" | "―")
            || (word.is(Class::Subordinator) && !word.is(Class::Preposition))
            || word.is(Class::And)
    };
    (low..head).rev().find(opens).map_or(low, |at| at + 1)
}
