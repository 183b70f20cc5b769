//! Descriptions by kind alone, where just one of that kind was named shortly before.
//!
//! > **Tesco** sold its shops. **The company** said …; **the OSCE** … **the organisation**

use crate::model::EntityType;
use crate::model::Resolution;

use crate::resolve::cast::Cast;
use crate::resolve::cast::Determiner;
use crate::resolve::passage::Passage;

/// One that was named at most so many sentences before is meant.
const NEAR: usize = 2;
/// So many names and descriptions are looked at.
const WINDOW: usize = 40;

/// Nouns that tell of a body no more than that it is one.
const BODIES: &[&str] = &[
    "organization",
    "organisation",
    "company",
    "firm",
    "agency",
    "body",
    "group",
    "institution",
    "corporation",
    "association",
    "airline",
    "newspaper",
    "broadcaster",
    "charity",
    "bank",
];

/// Joins "the company" with the only body that was named in this sentence or shortly before.
pub(super) fn join(passage: Passage, cast: &mut Cast) {
    for index in cast.in_order() {
        if let Some(body) = body_of(passage, cast, index) {
            cast.join(index, body, Resolution::Description, "kind");
        }
    }
}

fn body_of(passage: Passage, cast: &Cast, index: usize) -> Option<usize> {
    let candidate = &cast.candidates[index];
    let is_bare = candidate.is_described
        && candidate.determiner == Determiner::Definite
        && candidate.modifiers.is_empty()
        && candidate.complement.is_none()
        && BODIES.contains(&candidate.head.as_str())
        && cast.entity_type(index) == Some(EntityType::Organization)
        && !cast.facts(index).is_named;
    if !is_bare {
        return None;
    }
    let sentence = passage.sentence_at(candidate.span.start());
    let is_near = |&other: &usize| {
        passage.sentence_at(cast.candidates[other].span.start()) + NEAR >= sentence
    };
    let before = cast.before(candidate.span.start()).take(WINDOW).take_while(is_near);
    let mut bodies = before.filter(|&other| {
        cast.entity_type(other) == Some(EntityType::Organization) && cast.facts(other).is_named
    });
    let nearest = bodies.next()?;
    bodies.all(|other| cast.are_same(other, nearest)).then_some(nearest)
}
