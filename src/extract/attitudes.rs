//! Attitudes told by an adjective.
//!
//! > *She* **is confident** that the vote was calm. · *We* **remain committed** to helping.

use super::content;
use super::noun_phrases;
use super::occurrence;
use super::occurrence::Occurrence;
use super::reading::Reading;
use super::statement;
use crate::model::Class;
use crate::model::CueKind;
use crate::model::Form;
use crate::model::FoundStatement;

/// Finds an adjective with a clause, after a form of "be".
pub(super) fn find(reading: &Reading, occurrence: &Occurrence) -> Option<FoundStatement> {
    if occurrence.cue.kind != CueKind::Adjective {
        return None;
    }
    let copula = copula_before(reading, occurrence.low, occurrence.head)?;
    let group = occurrence::group(reading, occurrence.low, copula, Form::Base);
    let between = occurrence::group(reading, occurrence.low, occurrence.head, Form::Base);
    let group = occurrence::Group { is_negated: group.is_negated || between.is_negated, ..group };
    let content = content::after(reading, occurrence)?;
    let source = noun_phrases::of_coordinated(reading, occurrence.low, group.start)
        .or_else(|| noun_phrases::subject(reading, occurrence.low, group.start))?;
    if reading.is(source.0, Class::Expletive) {
        return None;
    }
    let shifted = Occurrence { group, ..*occurrence };
    let mut found = statement::make(
        reading,
        &shifted,
        statement::voice(reading, Some(source)),
        &content,
        "attitude",
    )?;
    let pieces = if copula + 1 == occurrence.head {
        vec![(copula, occurrence.end)]
    } else {
        vec![(copula, copula + 1), (occurrence.head, occurrence.end)]
    };
    found.cue = statement::spans(reading, &pieces);
    Some(found)
}

/// Returns the form of "be" or "remain" before an adjective.
pub(super) fn copula_before(reading: &Reading, low: usize, head: usize) -> Option<usize> {
    const WINDOW: usize = 4;
    let floor = low.max(head.saturating_sub(WINDOW));
    for at in (floor..head).rev() {
        if reading.is(at, Class::Copula) {
            return (!occurrence::is_possessive(reading, low, at)).then_some(at);
        }
        if !reading.words[at].classes.has_any(&[Class::Adverb, Class::Negation]) {
            return None;
        }
    }
    None
}
