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
