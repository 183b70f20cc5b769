//! Persons by a post beside their name.
//!
//! > **Arman Ghukasyan**, **Chairman** of the NGO; **Ms. Lee** is the **director**; the **foreign
//! > minister**, **John Smith**, said

use crate::model::EntityType;
use crate::model::Resolution;
use crate::model::WordClass;

use crate::resolve::cast::Cast;
use crate::resolve::cast::Determiner;
use crate::resolve::passage::Passage;

/// Takes a name of an unknown kind beside a post for that of a body: "**Tesco**'s CEO", "the founder of **Tesla**".
pub(in crate::resolve) fn type_bodies(passage: Passage, cast: &mut Cast) {
    for index in cast.in_order() {
        if cast.candidates[index].is_described || cast.entity_type(index).is_some() {
            continue;
        }
        let kind = if has_post_after(passage, cast, index) {
            Some(EntityType::Organization)
        } else {
            post_before(passage, cast, index)
        };
        if let Some(kind) = kind {
            cast.vote(index, kind, 1);
        }
    }
}

/// Returns whether a post with a name, or one that is described, stands right after a name.
fn has_post_after(passage: Passage, cast: &Cast, index: usize) -> bool {
    const LONGEST_TITLE: usize = 5;
    let end = cast.candidates[index].tokens.end;
    let first = if end < passage.len() && passage.is_possessive(end) { end + 1 } else { end };
    let limit = passage.sentence_end(cast.candidates[index].tokens.start);
    let start = cast.candidates[index].tokens.start;
    let described = [first, start].iter().any(|&at| {
        let longest = cast.starting_at(passage, at);
        longest.is_some_and(|other| is_post(cast, other) && cast.candidates[other].tokens.end > end)
    });
    described
        || (first + 1..limit.min(first + LONGEST_TITLE)).any(|at| {
            let named = cast.starting_at(passage, at);
            let title = named.and_then(|named| cast.candidates[named].title.clone());
            title.is_some_and(|title| {
                title.start == first && title.clone().any(|at| passage.has(at, WordClass::Role))
            })
        })
}

/// Returns what a post before a name says that it is: "CEO of **Tesco**", "mayor of **Esperanza**".
fn post_before(passage: Passage, cast: &Cast, index: usize) -> Option<EntityType> {
    let before = cast.candidates[index].tokens.start.checked_sub(1)?;
    let before =
        if passage.has(before, WordClass::Article) { before.checked_sub(1)? } else { before };
    let post = before.checked_sub(1)?;
    let is_open = passage.sentence_end(post) > before
        && matches!(passage.lower(before).as_ref(), "of" | "at" | "for")
        && passage.has(post, WordClass::Role)
        && !passage.has(post, WordClass::StateRole);
    if !is_open {
        return None;
    }
    let is_of_place = passage.has(post, WordClass::PlaceRole) && passage.lower(before) == "of";
    Some(if is_of_place { EntityType::Place } else { EntityType::Organization })
}

/// Joins a description of a person with the name that stands beside it.
pub(in crate::resolve) fn join_appositions(passage: Passage, cast: &mut Cast) {
    for index in cast.in_order() {
        if !is_post(cast, index) {
            continue;
        }
        if let Some((name, rule)) =
            name_before(passage, cast, index).or_else(|| name_after(passage, cast, index))
        {
            cast.join(index, name, Resolution::Description, rule);
        }
    }
}

fn is_post(cast: &Cast, index: usize) -> bool {
    cast.candidates[index].is_described && cast.entity_type(index) == Some(EntityType::Person)
}

fn is_named_person(cast: &Cast, index: usize) -> bool {
    !cast.candidates[index].is_described && cast.entity_type(index) == Some(EntityType::Person)
}

/// Finds the name before a post: after a comma or "is", an article or a body's name between.
fn name_before(passage: Passage, cast: &Cast, index: usize) -> Option<(usize, &'static str)> {
    const REACH: usize = 8;
    let start = cast.candidates[index].tokens.start;
    let sentence = passage.sentence_at(cast.candidates[index].span.start());
    let first =
        passage.analysis.sentences.get(sentence)?.tokens.start.max(start.saturating_sub(REACH));
    let mark = (first..start)
        .rev()
        .find(|&at| passage.word(at) == "," || passage.has(at, WordClass::Copula))?;
    let between = mark + 1..start;
    let fits = between.clone().all(|at| {
        let classes = passage.classes(at);
        classes.has_any(&[WordClass::Article, WordClass::RoleModifier, WordClass::Demonym])
            || passage.is_possessive(at)
            || classes.has_any(&[
                WordClass::He,
                WordClass::She,
                WordClass::They,
                WordClass::LooseModifier,
            ])
            || !cast.outermost_in(passage.analysis.tokens[at].span).is_empty()
            || is_inside_name(passage, cast, between.start, at)
    });
    let name = cast.ending_at(passage, mark)?;
    let rule = if passage.word(mark) == "," { "apposition" } else { "copula" };
    (fits && is_named_person(cast, name)).then_some((name, rule))
}

/// Returns whether a token lies in the name that begins right after a comma: "X, **Microsoft Corp** director".
fn is_inside_name(passage: Passage, cast: &Cast, first: usize, token: usize) -> bool {
    let start = if passage.has(first, WordClass::Article) { first + 1 } else { first };
    cast.starting_at(passage, start)
        .is_some_and(|other| cast.candidates[other].tokens.contains(&token))
}

/// Finds the name after a post and its complement: "the head of the mission **Owen Murphy**".
fn name_after(passage: Passage, cast: &Cast, index: usize) -> Option<(usize, &'static str)> {
    let candidate = &cast.candidates[index];
    let end = candidate
        .complement
        .map_or(candidate.tokens.end, |other| cast.candidates[other].tokens.end);
    let limit = passage.sentence_end(candidate.tokens.start);
    let end = end.max(candidate.tokens.end);
    if end >= limit {
        return None;
    }
    let has_comma = passage.word(end) == ",";
    let first = if has_comma { end + 1 } else { end };
    let name = at_or_after_title(passage, cast, first)?;
    let after = cast.candidates[name].tokens.end;
    let closes = after >= limit || !matches!(passage.lower(after).as_ref(), "and");
    let is_sure = !has_comma || (candidate.determiner == Determiner::Definite && closes);
    (is_named_person(cast, name) && is_sure).then_some((name, "apposition"))
}

/// Returns the name at a token, or after the title that begins there.
fn at_or_after_title(passage: Passage, cast: &Cast, first: usize) -> Option<usize> {
    const LONGEST_TITLE: usize = 5;
    let starting = cast.starting_at(passage, first);
    starting.or_else(|| {
        let names = (first + 1..(first + LONGEST_TITLE).min(passage.len()))
            .find_map(|at| cast.starting_at(passage, at))?;
        let begins =
            cast.candidates[names].title.as_ref().is_some_and(|title| title.start == first);
        begins.then_some(names)
    })
}
