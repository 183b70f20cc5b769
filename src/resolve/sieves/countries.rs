//! "The country", where the document is about just one.

use crate::model::EntityType;
use crate::model::Resolution;
use crate::model::WordClass;

use crate::resolve::cast::Cast;
use crate::resolve::cast::Determiner;
use crate::resolve::passage::Passage;

/// A country named at most so many sentences before is what "the country" means.
const NEAR: usize = 1;

/// Joins "the country" and "the nation" with the country named in this sentence or the one before, if it is one.
pub(super) fn join(passage: Passage, cast: &mut Cast) {
    let mut last: Option<(usize, usize)> = None;
    let mut is_only = true;
    for index in cast.in_order() {
        let candidate = &cast.candidates[index];
        let sentence = passage.sentence_at(candidate.span.start());
        if !candidate.is_described && cast.facts(index).is_country {
            let is_far = last.is_some_and(|(_, seen)| seen + NEAR < sentence);
            let is_other = last.is_some_and(|(other, _)| !cast.are_same(other, index));
            is_only = !is_other || is_far;
            last = Some((index, sentence));
            continue;
        }
        let means_country = candidate.is_described
            && candidate.determiner == Determiner::Definite
            && candidate.modifiers.is_empty()
            && candidate.complement.is_none()
            && passage.lexicon.names.of(&candidate.head).has(WordClass::CountryNoun)
            && cast.entity_type(index) == Some(EntityType::Place);
        let Some((country, seen)) = last.filter(|_| means_country && is_only) else { continue };
        if sentence.saturating_sub(seen) <= NEAR {
            cast.join(index, country, Resolution::Description, "country");
            last = Some((country, sentence));
        }
    }
}
