//! Names that only their place in a block tells.

use std::ops::Range;

use crate::model::EntityType;
use crate::model::Resolution;
use crate::model::WordClass;
use crate::resolve::cast::Cast;
use crate::resolve::passage::Passage;

use super::parts;

/// Adds the persons and bodies that only their place in a block tells: "**Tomas Novak**, Secretary General,
/// **European Federation of Journalists**".
pub(super) fn add(passage: Passage, cast: &mut Cast, parts: &[Range<usize>]) {
    let Some((first, rest)) = parts.split_first() else { return };
    let is_told = |cast: &Cast, part: &Range<usize>| {
        let bare = parts::without_article(passage, part.clone());
        parts::post(passage, cast, &bare).is_some() || parts::body(passage, cast, part).is_some()
    };
    let mut is_after_post = false;
    for part in rest {
        let bare = parts::without_article(passage, part.clone());
        let is_open = !is_told(cast, part);
        let is_body = looks_like_body(passage, &bare)
            || is_after_post && looks_like_name(passage, cast, &bare);
        if is_open && is_body {
            take(passage, cast, &bare, EntityType::Organization);
        }
        is_after_post = parts::post(passage, cast, &bare).is_some_and(|post| post.body.is_none());
    }
    let is_followed = rest.first().is_some_and(|part| is_told(cast, part));
    if is_followed
        && parts::persons(passage, cast, first).is_none()
        && looks_like_person(passage, first)
    {
        take(passage, cast, first, EntityType::Person);
    }
}

/// Returns whether a part is written as a body's name: capitals, and a noun for bodies as its head.
fn looks_like_body(passage: Passage, part: &Range<usize>) -> bool {
    const WORDS: std::ops::RangeInclusive<usize> = 2..=9;
    let is_small =
        |at: usize| parts::is_joint(passage, at) || matches!(passage.word(at), "and" | "the" | "&");
    let is_name =
        |at: usize| passage.word(at).starts_with(char::is_uppercase) && passage.is_word(at);
    let first = part.clone().skip(1).find(|&at| parts::is_joint(passage, at)).unwrap_or(part.end);
    WORDS.contains(&part.len())
        && part.clone().all(|at| is_name(at) || is_small(at) && at > part.start)
        && passage.has(first - 1, WordClass::OrganisationNoun)
        && is_name(first - 1)
}

/// Returns whether a part behind a post is written as a name, none of whose words is known as anything: "Founder,
/// **Wexora Foods**".
fn looks_like_name(passage: Passage, cast: &Cast, part: &Range<usize>) -> bool {
    const WORDS: std::ops::RangeInclusive<usize> = 1..=5;
    let Some(span) = passage.span(part.clone()) else { return false };
    let is_untyped =
        |&index: &usize| cast.candidates[index].span == span && cast.entity_type(index).is_none();
    let is_unknown = cast.outermost_in(span).iter().all(is_untyped);
    WORDS.contains(&part.len())
        && is_unknown
        && part.clone().all(|at| is_capital(passage, at) && !means_else(passage, at))
}

fn is_capital(passage: Passage, at: usize) -> bool {
    passage.is_word(at) && passage.word(at).starts_with(char::is_uppercase)
}

/// Returns whether a word is known as something else than a name.
fn means_else(passage: Passage, at: usize) -> bool {
    passage.classes(at).has_any(&[
        WordClass::PlaceNoun,
        WordClass::EventNoun,
        WordClass::WorkNoun,
        WordClass::GroupNoun,
        WordClass::Role,
        WordClass::RoleModifier,
        WordClass::Portfolio,
        WordClass::FunctionWord,
        WordClass::NotName,
        WordClass::Demonym,
    ])
}

/// Returns whether a part is written as a person's name, and none of its words means anything else.
fn looks_like_person(passage: Passage, part: &Range<usize>) -> bool {
    const WORDS: std::ops::RangeInclusive<usize> = 2..=4;
    let is_name = |at: usize| {
        let is_initial = passage.word(at) == "." && at > part.start;
        let is_known = means_else(passage, at) || passage.has(at, WordClass::OrganisationNoun);
        is_initial || is_capital(passage, at) && !is_known
    };
    WORDS.contains(&part.len()) && part.clone().all(is_name)
}

/// Adds a name, unless one that stands for more than this crosses it.
fn take(passage: Passage, cast: &mut Cast, part: &Range<usize>, entity_type: EntityType) {
    const WEIGHT: u32 = 3;
    let Some(span) = passage.span(part.clone()) else { return };
    let inside = cast.outermost_in(span);
    let is_crossed = cast.before(span.end()).take(8).any(|index| {
        let other = cast.candidates[index].span;
        cast.candidates[index].outside.is_none() && other.overlaps(span) && !span.contains(other)
    });
    let is_alone = |index: usize| cast.root(index) == index && !cast.facts(index).is_country;
    let opening: Vec<usize> =
        inside.into_iter().filter(|&index| cast.candidates[index].span != span).collect();
    let is_person = entity_type == EntityType::Person;
    let is_other = |&index: &usize| {
        cast.candidates[index].span.start() == span.start()
            && cast.entity_type(index) == Some(entity_type)
    };
    if is_crossed || is_person && !opening.is_empty() {
        return;
    }
    let shorter = opening.iter().copied().find(is_other);
    if shorter.is_some_and(|shorter| !is_alone(shorter) || has_others(cast, shorter)) {
        return;
    }
    let index = cast.add(passage, span, Some(entity_type), None, false);
    if cast.candidates[index].is_described && has_others(cast, index) {
        return;
    }
    cast.take_for_name(index);
    cast.vote(index, entity_type, WEIGHT);
    if let Some(same) =
        cast.with_key(&cast.candidates[index].key.clone()).filter(|&same| same != index)
    {
        cast.join(index, same, Resolution::Alias, "block");
    }
    if let Some(shorter) = shorter {
        cast.join(shorter, index, Resolution::Alias, "block");
    }
}

/// Returns whether other words mean the same as a candidate.
pub(super) fn has_others(cast: &Cast, index: usize) -> bool {
    let mut others = 0..cast.candidates.len();
    others.any(|other| other != index && cast.are_same(other, index))
}
