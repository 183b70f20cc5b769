//! The body in front of a post.
//!
//! > **Florida** *Governor*; **BBC** home affairs *editor*; **Airbus** and its *CEO*; **Scottish** *First Minister*

use std::ops::Range;

use crate::model::EntityType;
use crate::model::WordClass;

use super::grammar;
use super::is_body;
use super::nouns;
use crate::resolve::cast::Cast;
use crate::resolve::forms;
use crate::resolve::passage::Passage;

/// A body in front of a post.
pub(super) struct Before {
    pub(super) body: usize,
    /// Where the words of the post begin.
    pub(super) first: usize,
    pub(super) rule: &'static str,
    pub(super) certainty: u8,
}

/// Finds the body in front of a post: "**Florida** Governor", "the **ministry**'s spokesman", "**BBC** home affairs
/// editor", or the country of "**Russian** President" where the document names it.
pub(super) fn before(passage: Passage, cast: &Cast, start: usize) -> Option<Before> {
    let told = |body, first, rule, certainty| Some(Before { body, first, rule, certainty });
    if let Some(found) = bracketed(passage, cast, start) {
        return told(found, start, "body-before-post", 85);
    }
    let first = field_start(passage, start);
    for at in (first..=start).rev() {
        let last = at.checked_sub(1)?;
        if !are_together(passage, last, start) {
            return None;
        }
        let end = if passage.is_possessive(last) { last } else { at };
        let ending = cast.all_ending_at(passage, end);
        let is_here = |&found: &usize| is_body(cast, found) || is_party(passage, cast, found);
        let body = ending.into_iter().find(is_here);
        if let Some(found) = body
            && !is_placed(passage, cast, found)
            && (at == start
                || leans(passage, cast, found, start)
                || is_compound(passage, cast, found, at..start))
        {
            if let Some((shorter, left)) = without_modifiers(passage, cast, found) {
                return told(shorter, at - left, "body-before-post", 85);
            }
            return told(found, at, "body-before-post", 90);
        }
        if at == start && passage.lower(last) == "its" {
            return told(owner(passage, cast, last)?, start, "owner-of-post", 70);
        }
        if has_people(passage, last) {
            let is_other = |at: usize| {
                passage.classes(at).has_any(&[WordClass::Demonym, WordClass::OrganisationNoun])
                    || passage.lower(at) == "team"
            };
            if (at..start).any(is_other) {
                return None;
            }
            return told(country_of(passage, cast, last)?, at, "demonym-before-post", 70);
        }
    }
    None
}

/// Returns whether two tokens stand in one sentence, or a sentence is cut between two words of one line.
fn are_together(passage: Passage, first: usize, second: usize) -> bool {
    let is_cut = || {
        let between = passage.span(first..second + 1).map(|span| span.of(passage.text));
        passage.is_word(first) && between.is_some_and(|words| !words.contains('\n'))
    };
    sentence(passage, first) == sentence(passage, second) || second == first + 1 && is_cut()
}

/// Returns whether a group is a party: "**Liberal Democrats** leader".
fn is_party(passage: Passage, cast: &Cast, found: usize) -> bool {
    let mut tokens = cast.candidates[found].tokens.clone();
    cast.entity_type(found) == Some(EntityType::Group)
        && tokens.len() > 1
        && tokens.all(|at| passage.word(at).starts_with(char::is_uppercase))
}

/// Returns whether nouns in small letters join a body with a post, or the kind of post in capitals does: "**WHO**
/// vaccine chief", "**Boeing** Chief Financial Officer".
fn is_compound(passage: Passage, cast: &Cast, body: usize, between: Range<usize>) -> bool {
    let is_noun = |at: usize| {
        if passage.word(at).starts_with(char::is_uppercase) {
            passage.has(at, WordClass::RoleModifier) || is_kind(passage, at)
        } else {
            nouns::upos(passage, at) == "NOUN"
        }
    };
    cast.entity_type(body) == Some(EntityType::Organization)
        && !cast.candidates[body].is_described
        && between.len() <= 2
        && between.clone().all(is_noun)
}

/// Returns whether a word tells a people that one country has, or a nation of the United Kingdom.
fn has_people(passage: Passage, at: usize) -> bool {
    let word = passage.lower(at);
    passage.lexicon.registry.country_of(&word).is_some() || nation(&word).is_some()
}

/// Returns the country or nation of a people, if the document names it: "**Scottish** First Minister".
pub(super) fn country_of(passage: Passage, cast: &Cast, at: usize) -> Option<usize> {
    let word = passage.lower(at);
    let own = nation(&word).and_then(|nation| cast.with_key(nation));
    own.or_else(|| {
        let country = passage.lexicon.registry.country_of(&word)?;
        cast.with_key(&forms::fold(&country.name))
    })
}

/// Returns the nation of the United Kingdom that a people lives in.
fn nation(people: &str) -> Option<&'static str> {
    match people {
        "english" => Some("england"),
        "scottish" => Some("scotland"),
        "welsh" => Some("wales"),
        _ => None,
    }
}

/// Returns the body that the document names without the words of a post at the edges of its name, and how many stand at
/// its end: "**Senate** *Majority* Leader", "*Deputy* **White House** Press Secretary", "**Pentagon** *Acquisition* Director".
fn without_modifiers(passage: Passage, cast: &Cast, body: usize) -> Option<(usize, usize)> {
    let whole = cast.candidates[body].tokens.clone();
    let is_edge = |at: usize| {
        let word = passage.lower(at);
        matches!(
            word.as_ref(),
            "majority" | "minority" | "deputy" | "acting" | "current" | "former" | "then" | "new"
        )
    };
    let start = whole.clone().find(|&at| !is_edge(at))?;
    let end = whole.clone().rev().find(|&at| !is_edge(at))? + 1;
    let is_shorter = (start..end) != whole && start < end;
    if is_shorter {
        let span = passage.span(start..end)?;
        let shorter = cast.with_key(&forms::fold(span.of(passage.text)))?;
        return is_body(cast, shorter).then_some((shorter, whole.end - end));
    }
    let has_noun = whole.clone().any(|at| passage.has(at, WordClass::OrganisationNoun));
    let first = (whole.len() == 2 && !has_noun).then(|| passage.span(start..start + 1))??;
    let shorter = cast.with_key(&forms::fold(first.of(passage.text)))?;
    let is_body_of_field = cast.entity_type(shorter) == Some(EntityType::Organization)
        && cast.root(shorter) != cast.root(body);
    is_body_of_field.then_some((shorter, 1))
}

/// Returns the only body named before "its" in a sentence: "**Airbus** and *its* CEO Jane Roe".
fn owner(passage: Passage, cast: &Cast, at: usize) -> Option<usize> {
    const NEAR: usize = 12;
    let start = passage.analysis.tokens.get(at.checked_sub(1)?)?.span.end();
    let here = |&other: &usize| {
        sentence(passage, cast.candidates[other].tokens.start) == sentence(passage, at)
    };
    let is_organization = |&other: &usize| {
        cast.entity_type(other) == Some(EntityType::Organization)
            && !cast.candidates[other].is_described
    };
    let mut bodies = cast.before(start).take(NEAR).filter(here).filter(is_organization);
    let nearest = bodies.next()?;
    if passage.lower(at - 1) == "and" && cast.candidates[nearest].tokens.end + 1 == at {
        return Some(nearest);
    }
    bodies.all(|other| cast.are_same(nearest, other)).then_some(nearest)
}

/// Finds the body whose acronym stands in brackets before a post: "the Central Election Commission (**CEC**) head".
fn bracketed(passage: Passage, cast: &Cast, start: usize) -> Option<usize> {
    let closing = start.checked_sub(1).filter(|&at| passage.word(at) == ")")?;
    let body = cast.ending_at(passage, closing).filter(|&found| is_body(cast, found))?;
    let opening = cast.candidates[body].tokens.start.checked_sub(1)?;
    (passage.word(opening) == "(").then_some(body)
}

pub(super) fn sentence(passage: Passage, token: usize) -> Option<usize> {
    let token = passage.analysis.tokens.get(token)?;
    Some(passage.sentence_at(token.span.start()))
}

/// Returns where the words between a body and a post may begin: "AU **trade and industry** commissioner".
fn field_start(passage: Passage, start: usize) -> usize {
    const LONGEST: usize = 5;
    let is_field = |&at: &usize| {
        let upos = grammar::word_of(passage, at).map_or("", |word| grammar::upos(passage, word));
        matches!(upos, "NOUN" | "ADJ" | "CCONJ") && passage.is_word(at)
            || is_kind(passage, at)
            || passage.has(at, WordClass::RoleModifier)
    };
    (start.saturating_sub(LONGEST)..start).rev().take_while(is_field).last().unwrap_or(start)
}

/// Returns whether a word tells the kind of an officer or director.
fn is_kind(passage: Passage, at: usize) -> bool {
    matches!(
        passage.lower(at).as_ref(),
        "financial"
            | "operating"
            | "medical"
            | "technology"
            | "marketing"
            | "artistic"
            | "creative"
    )
}

/// Returns whether a place stands after a word that tells where something happens: "in **Turkey** Minister Smith".
fn is_placed(passage: Passage, cast: &Cast, body: usize) -> bool {
    let before = cast.candidates[body].tokens.start.checked_sub(1);
    cast.entity_type(body) == Some(EntityType::Place)
        && before.is_some_and(|at| passage.has(at, WordClass::Locative))
}

/// Returns whether a body depends on the post after it, or on the name after the post.
fn leans(passage: Passage, cast: &Cast, body: usize, start: usize) -> bool {
    const POST_AND_NAME: usize = 8;
    let tokens = cast.candidates[body].tokens.clone();
    let end = passage.sentence_end(start).min(start + POST_AND_NAME);
    let post = tokens.end..end.max(tokens.end);
    grammar::head_word(passage, tokens).is_some_and(|word| grammar::leans_on(passage, word, &post))
}
