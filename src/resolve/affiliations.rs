//! Affiliations: posts and memberships, from titles, from what stands beside a name, and from "X of Y".
//!
//! > **Deputy Minister of Foreign Affairs of Kazakhstan** *Roman Vasilenko*; *Mger Sahakyan*, **Director of
//! > the Council**; **Florida** **Governor** *Ron Smith*

use std::collections::BTreeSet;
use std::ops::Range;

use crate::model::Confidence;
use crate::model::EntityType;
use crate::model::Span;
use crate::model::WordClass;

use super::cast::Cast;
use super::passage::Passage;

/// A person's post, as candidates.
pub(super) struct FoundAffiliation {
    pub(super) person: usize,
    pub(super) role: Option<String>,
    pub(super) body: usize,
    pub(super) span: Span,
    pub(super) confidence: Confidence,
    pub(super) rule: &'static str,
}

/// Finds the posts of all persons, each once.
pub(super) fn find(passage: Passage, cast: &Cast) -> Vec<FoundAffiliation> {
    let only_country = only_country(cast);
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    for index in cast.in_order() {
        if cast.entity_type(index) != Some(EntityType::Person) {
            continue;
        }
        let candidate = &cast.candidates[index];
        let post = if candidate.is_described {
            described(passage, cast, index)
        } else {
            titled(passage, cast, index, only_country).or_else(|| of_body(passage, cast, index))
        };
        let Some(post) = post else { continue };
        let role = post.role.as_deref().map(str::to_lowercase);
        if seen.insert((cast.root(index), role, cast.root(post.body))) {
            found.push(post);
        }
    }
    found
}

fn is_body(cast: &Cast, index: usize) -> bool {
    matches!(cast.entity_type(index), Some(EntityType::Organization | EntityType::Place))
        || (cast.entity_type(index) == Some(EntityType::Group)
            && !cast.candidates[index].is_described)
}

/// Takes the title in front of a name, with the body in it or before it.
fn titled(
    passage: Passage,
    cast: &Cast,
    index: usize,
    only_country: Option<usize>,
) -> Option<FoundAffiliation> {
    let candidate = &cast.candidates[index];
    let title = candidate.title.clone()?;
    let post = post(passage, cast, title.clone())?;
    let (body, rule, certainty) = post
        .body
        .map(|body| (body, "title-of", 95))
        .or_else(|| before(passage, cast, title.start))
        .or_else(|| {
            after_name(passage, cast, candidate.tokens.end).map(|body| (body, "name-of", 90))
        })
        .or_else(|| {
            only_country
                .filter(|_| is_of_state(passage, title.clone()))
                .map(|body| (body, "only-country", 60))
        })?;
    let start = cast.candidates[body].tokens.start.min(title.start);
    Some(FoundAffiliation {
        person: index,
        role: Some(post.role),
        body,
        span: passage.span(start..candidate.tokens.end)?,
        confidence: Confidence::hundredths(certainty),
        rule,
    })
}

/// Returns the country that the document names, if it names just one.
fn only_country(cast: &Cast) -> Option<usize> {
    let mut countries = cast.in_order().into_iter().filter(|&index| cast.facts(index).is_country);
    let first = countries.next()?;
    countries.all(|other| cast.are_same(first, other)).then_some(first)
}

/// Returns whether a title is a post of a state and no more: "President", "Prime Minister".
fn is_of_state(passage: Passage, title: Range<usize>) -> bool {
    let mut words = title.clone();
    words.any(|at| passage.has(at, WordClass::StateRole))
        && title
            .clone()
            .all(|at| passage.has(at, WordClass::StateRole) || passage.lower(at) == "prime")
}

/// Finds the body or country right after a titled name: "Prime Minister John Smith **of Canada**".
fn after_name(passage: Passage, cast: &Cast, end: usize) -> Option<usize> {
    let opens = end + 1 < passage.len() && matches!(passage.lower(end).as_ref(), "of" | "from");
    let body = if opens { next_name(passage, cast, end + 1)? } else { return None };
    (is_body(cast, body) && !cast.candidates[body].is_described).then_some(body)
}

/// Takes a description of a person: "chairman of the NGO", "the ministry's spokesman".
fn described(passage: Passage, cast: &Cast, index: usize) -> Option<FoundAffiliation> {
    let candidate = &cast.candidates[index];
    let last = candidate.tokens.end.checked_sub(1)?;
    if !passage.has(last, WordClass::Role) {
        return None;
    }
    let post = post(passage, cast, candidate.tokens.clone())?;
    let after = after(passage, cast, candidate.tokens.end).map(|body| (body, "post-of", 90));
    let (body, rule, certainty) =
        after.or_else(|| before(passage, cast, candidate.tokens.start))?;
    let role = role_with_field(passage, cast, candidate.tokens.clone(), body).unwrap_or(post.role);
    let span = candidate.span.to(cast.candidates[body].span);
    let person = index;
    Some(FoundAffiliation {
        person,
        role: Some(role),
        body,
        span,
        confidence: Confidence::hundredths(certainty),
        rule,
    })
}

/// Takes "John Smith of Human Rights Watch".
fn of_body(passage: Passage, cast: &Cast, index: usize) -> Option<FoundAffiliation> {
    let candidate = &cast.candidates[index];
    let end = candidate.tokens.end;
    let limit = passage.sentence_end(candidate.tokens.start);
    let opens = end + 1 < limit && matches!(passage.lower(end).as_ref(), "of" | "from");
    let body = if opens { next_name(passage, cast, end + 1)? } else { return None };
    let fits = cast.entity_type(body) == Some(EntityType::Organization)
        && !cast.candidates[body].is_described;
    fits.then(|| FoundAffiliation {
        person: index,
        role: None,
        body,
        span: candidate.span.to(cast.candidates[body].span),
        confidence: Confidence::hundredths(80),
        rule: "name-of",
    })
}

struct Post {
    role: String,
    body: Option<usize>,
}

/// Splits "Deputy Minister of Foreign Affairs of Kazakhstan" into the post and the last body named in it.
fn post(passage: Passage, cast: &Cast, title: Range<usize>) -> Option<Post> {
    if !title.clone().any(|at| passage.has(at, WordClass::Role)) {
        return None;
    }
    let span = passage.span(title.clone())?;
    let mut bodies = cast
        .outermost_in(span)
        .into_iter()
        .filter(|&index| cast.candidates[index].tokens.start > title.start && is_body(cast, index));
    let body = bodies.next_back().filter(|&body| joins_before(passage, cast, title.start, body));
    let end = body.map_or(title.end, |body| {
        let start = cast.candidates[body].tokens.start;
        (title.start..start).rev().find(|&at| is_of(passage, at)).unwrap_or(start)
    });
    let skips = |&at: &usize| {
        passage.classes(at).has_any(&[
            WordClass::Honorific,
            WordClass::HonorificMale,
            WordClass::HonorificFemale,
            WordClass::Demonym,
        ]) && !passage.has(at, WordClass::Role)
    };
    let start = (title.start..end).find(|at| !skips(at))?;
    Some(Post { role: text(passage, start..end)?, body })
}

fn is_of(passage: Passage, at: usize) -> bool {
    matches!(passage.lower(at).as_ref(), "of" | "for" | "to" | "at" | "in")
}

/// Returns whether a preposition that tells a body stands right before a name, an article between allowed.
fn joins_before(passage: Passage, cast: &Cast, first: usize, body: usize) -> bool {
    let token = cast.candidates[body].tokens.start;
    let before = token.checked_sub(1).filter(|&at| at > first);
    before.is_some_and(|at| {
        let at = if passage.has(at, WordClass::Article) { at - 1 } else { at };
        tells_body(passage, cast, at, body)
    })
}

/// Returns whether a preposition tells the body of a post; "for", "to" and "in" with a place tell its field:
/// "Minister **for the Middle East**", "ambassador **to Germany**".
fn tells_body(passage: Passage, cast: &Cast, preposition: usize, body: usize) -> bool {
    let is_place = cast.entity_type(body) == Some(EntityType::Place);
    match passage.lower(preposition).as_ref() {
        "of" | "at" | "with" => true,
        "for" | "to" | "in" => !is_place,
        _ => false,
    }
}

/// Finds the body in front of a post: "**Florida** Governor", "the **ministry**'s spokesman", or the country of
/// "**Russian** President" where the document names it.
fn before(passage: Passage, cast: &Cast, start: usize) -> Option<(usize, &'static str, u8)> {
    let last = start.checked_sub(1)?;
    let end = if passage.is_possessive(last) { last } else { start };
    let sentence = |token: usize| passage.sentence_at(passage.analysis.tokens[token].span.start());
    if last < passage.len() && start < passage.len() && sentence(last) != sentence(start) {
        return None;
    }
    if let Some(found) = cast.ending_at(passage, end).filter(|&found| is_body(cast, found)) {
        return Some((found, "body-before-post", 90));
    }
    let country = passage.lexicon.registry.country_of(&passage.lower(last))?;
    let key = super::forms::fold(&country.name);
    let named = cast.with_key(&key)?;
    Some((named, "demonym-before-post", 70))
}

/// Finds the body after a post: "chairman **of the International NGO**", "officer **at Amnesty**".
fn after(passage: Passage, cast: &Cast, end: usize) -> Option<usize> {
    const FIELDS: usize = 3;
    let limit = passage.analysis.tokens.get(end).map_or(end, |_| passage.sentence_end(end));
    let mut at = end;
    for _ in 0..FIELDS {
        if at + 1 >= limit || !(is_of(passage, at) || passage.lower(at) == "with") {
            return None;
        }
        let first = if passage.has(at + 1, WordClass::Article) { at + 2 } else { at + 1 };
        if let Some(body) = next_name(passage, cast, first).filter(|&body| is_body(cast, body)) {
            return tells_body(passage, cast, at, body).then_some(body);
        }
        at = (first..limit.min(first + 5))
            .find(|&token| is_of(passage, token) || !passage.is_word(token))?;
    }
    None
}

fn next_name(passage: Passage, cast: &Cast, first: usize) -> Option<usize> {
    let first = if first < passage.len() && passage.has(first, WordClass::Article) {
        first + 1
    } else {
        first
    };
    cast.starting_at(passage, first)
}

/// Returns a post with its field, up to the body after it: "Minister of Foreign Affairs".
fn role_with_field(
    passage: Passage,
    cast: &Cast,
    post: Range<usize>,
    body: usize,
) -> Option<String> {
    let start = cast.candidates[body].tokens.start;
    if start < post.end {
        return None;
    }
    let end = (post.end..start).rev().find(|&at| is_of(passage, at))?;
    text(passage, post.start..end)
}

fn text(passage: Passage, tokens: Range<usize>) -> Option<String> {
    Some(super::forms::tidy(passage.span(tokens)?.of(passage.text)))
}
