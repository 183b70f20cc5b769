//! Posts that a sentence gives a named person, by what depends on what.
//!
//! > *Jane Roe*, **an analyst at the Smith Institute**; *Jane Roe* **is the director of the Fund**; *Jane Roe*
//! > **serves as envoy of the Quartet**; *Jane Roe*, who **heads the mission**

use std::ops::Range;

use crate::model::Confidence;
use crate::model::EntityType;
use crate::model::WordClass;

use super::FoundAffiliation;
use super::OpenPost;
use super::grammar;
use super::in_front;
use super::is_body;
use super::nouns;
use super::posts;
use super::text;
use crate::resolve::cast::Cast;
use crate::resolve::passage::Passage;

/// A noun that a sentence says of a person.
struct Said {
    noun: usize,
    rule: &'static str,
    certainty: u8,
}

/// Adds the posts that the tree around a name tells.
pub(super) fn find(
    passage: Passage,
    cast: &Cast,
    index: usize,
    found: &mut Vec<FoundAffiliation>,
    open: &mut Vec<OpenPost>,
) {
    let candidate = &cast.candidates[index];
    if candidate.is_described || candidate.outside.is_some() {
        return;
    }
    let Some(name) = grammar::head_of_titled(passage, cast, index) else { return };
    for said in appositions(passage, name).into_iter().chain(predicates(passage, name)) {
        let noun = grammar::token(passage, said.noun);
        if candidate.tokens.contains(&noun)
            || names_somebody(passage, cast, noun)
            || said.rule == "apposition-of" && is_of_nearer(passage, cast, index, noun)
        {
            continue;
        }
        let Some(words) = phrase(passage, said.noun) else { continue };
        let is_relation =
            passage.has(noun, WordClass::PersonNoun) && !passage.has(noun, WordClass::Role);
        match post(passage, cast, words.clone()) {
            // "Peter Smith, friend of the Fund"
            Some(_) if is_relation => {}
            Some((role, body)) => {
                found.extend(affiliation(passage, cast, index, role, body, &said));
            }
            None if passage.has(noun, WordClass::Role) => {
                let words = posts::with_field(passage, words);
                let role = text(passage, words.clone());
                open.extend(role.map(|role| OpenPost { person: index, words, role }));
            }
            None => {}
        }
    }
    found.extend(headed(passage, cast, index, name));
}

/// Returns whether a post of one person stands right behind another name: "Jane Roe and **Peter Smith**, *head of …*".
fn is_of_nearer(passage: Passage, cast: &Cast, index: usize, noun: usize) -> bool {
    const NEAR: usize = 6;
    let own = &cast.candidates[index];
    if passage.has(noun, WordClass::Plural) || noun < own.tokens.end {
        return false;
    }
    let start = passage.analysis.tokens[noun].span.start();
    let mut nearer = cast.before(start).take(NEAR).take_while(|&other| other != index);
    nearer.any(|other| {
        let candidate = &cast.candidates[other];
        candidate.tokens.start >= own.tokens.end
            && candidate.tokens.end < noun
            && passage.word(candidate.tokens.end) == ","
            && !candidate.is_described
            && cast.entity_type(other) == Some(EntityType::Person)
            && !cast.are_same(other, index)
    })
}

fn affiliation(
    passage: Passage,
    cast: &Cast,
    index: usize,
    role: String,
    body: usize,
    said: &Said,
) -> Option<FoundAffiliation> {
    let noun = passage.analysis.tokens[grammar::token(passage, said.noun)].span;
    let spans = [noun, cast.candidates[body].span, cast.candidates[index].span];
    let first = spans.iter().min_by_key(|span| span.start())?;
    let last = spans.iter().max_by_key(|span| span.end())?;
    Some(FoundAffiliation {
        person: index,
        role: Some(role),
        body,
        span: first.to(*last),
        confidence: Confidence::hundredths(said.certainty),
        rule: said.rule,
    })
}

/// Returns the nouns in apposition to a name, and the noun that the name is in apposition to.
fn appositions(passage: Passage, name: usize) -> Vec<Said> {
    let said = |noun| Said { noun, rule: "apposition-of", certainty: 85 };
    let is_noun = |at: &usize| matches!(grammar::upos(passage, *at), "NOUN" | "PROPN");
    let mut nouns: Vec<usize> = grammar::children(passage, name)
        .filter(|&child| grammar::base(passage, child) == "appos")
        .filter(is_noun)
        .collect();
    if matches!(grammar::base(passage, name), "appos" | "flat")
        && let Some(head) = grammar::head(passage, name).filter(is_noun)
        && is_role(passage, head)
    {
        nouns.push(head);
    }
    let joined = conjuncts(passage, &nouns);
    nouns.extend(joined);
    nouns.into_iter().map(said).collect()
}

/// Returns the posts joined with others by "and": "his wife and **chairwoman** of the party".
fn conjuncts(passage: Passage, nouns: &[usize]) -> Vec<usize> {
    let is_joined =
        |&child: &usize| grammar::base(passage, child) == "conj" && is_role(passage, child);
    nouns.iter().flat_map(|&noun| grammar::children(passage, noun).filter(is_joined)).collect()
}

fn is_role(passage: Passage, at: usize) -> bool {
    nouns::is_post(passage, grammar::token(passage, at))
}

/// Returns the posts that a sentence says somebody has: "is the director", "serves as director".
fn predicates(passage: Passage, name: usize) -> Vec<Said> {
    let Some(verb) = grammar::head(passage, name) else { return Vec::new() };
    let mut clauses: Vec<usize> = grammar::children(passage, name)
        .filter(|&child| matches!(grammar::base(passage, child), "acl"))
        .collect();
    if matches!(grammar::base(passage, name), "nsubj" | "obj") {
        clauses.push(verb);
        clauses.extend(
            grammar::children(passage, verb)
                .filter(|&child| grammar::base(passage, child) == "conj")
                .filter(|_| grammar::base(passage, name) == "nsubj")
                .filter(|&child| !has_subject(passage, child)),
        );
    }
    let nouns = clauses.iter().flat_map(|&clause| {
        let is_copular =
            grammar::children(passage, clause).any(|child| grammar::base(passage, child) == "cop");
        let own = (is_copular && is_role(passage, clause)).then_some(clause);
        let is_giver = clause == verb && grammar::relation(passage, name) == "nsubj";
        own.into_iter().chain(posts_of_verb(passage, clause, is_giver))
    });
    let mut nouns: Vec<usize> = nouns.collect();
    let joined = conjuncts(passage, &nouns);
    nouns.extend(joined);
    nouns.into_iter().map(|noun| Said { noun, rule: "predicate-of", certainty: 80 }).collect()
}

fn has_subject(passage: Passage, verb: usize) -> bool {
    grammar::children(passage, verb).any(|child| grammar::base(passage, child) == "nsubj")
}

/// Verbs that give a post, as object or complement, or after "as".
const GIVE: &[&str] =
    &["appoint", "elect", "name", "nominate", "designate", "make", "install", "become"];
/// Verbs that say after "as" what somebody is.
const SERVE: &[&str] = &[
    "serve", "work", "act", "replace", "succeed", "continue", "swear", "resign", "remain",
    "retire", "choose", "select",
];

/// Returns the post that a verb says of somebody: "**serves** as *director*", "was **appointed** *director*".
/// Who gives it to another does not have it.
fn posts_of_verb(passage: Passage, verb: usize, is_giver: bool) -> Vec<usize> {
    let lemma = passage.analysis.lemma(verb);
    let gives = GIVE.contains(&lemma);
    let has_other = is_giver && gives && lemma != "become";
    if has_other || !gives && !SERVE.contains(&lemma) {
        return Vec::new();
    }
    let fits = |&child: &usize| {
        let has_as = grammar::children(passage, child)
            .any(|case| passage.lower(grammar::token(passage, case)) == "as");
        is_role(passage, child)
            && match grammar::base(passage, child) {
                "obl" | "advcl" => has_as,
                "xcomp" | "obj" => gives || has_as,
                _ => false,
            }
    };
    grammar::children(passage, verb).filter(fits).collect()
}

/// Takes a verb that is a post, too: "Jane Roe, who **heads** *the mission*".
fn headed(passage: Passage, cast: &Cast, index: usize, name: usize) -> Option<FoundAffiliation> {
    let clause = grammar::children(passage, name)
        .find(|&child| grammar::base(passage, child) == "acl")
        .or_else(|| {
            grammar::head(passage, name).filter(|_| grammar::relation(passage, name) == "nsubj")
        })?;
    let lemma = passage.analysis.lemma(clause);
    let heads = grammar::upos(passage, clause) == "VERB" && matches!(lemma, "head" | "chair");
    let object = grammar::children(passage, clause)
        .find(|&child| heads && grammar::base(passage, child) == "obj")?;
    let body = body_of(passage, cast, object)?;
    let said = Said { noun: clause, rule: "heads", certainty: 80 };
    affiliation(passage, cast, index, lemma.to_owned(), body, &said)
}

/// Returns the body that a word is the head of.
fn body_of(passage: Passage, cast: &Cast, at: usize) -> Option<usize> {
    let token = grammar::token(passage, at);
    let is_here = |&other: &usize| cast.candidates[other].tokens.contains(&token);
    let span = passage.analysis.tokens[token].span;
    cast.before(span.end()).take(4).filter(is_here).find(|&other| is_body(cast, other))
}

/// Returns whether a token is part of a person's name or title.
pub(super) fn names_somebody(passage: Passage, cast: &Cast, token: usize) -> bool {
    let span = passage.analysis.tokens[token].span;
    let is_in_name = cast.before(span.end()).take(4).any(|other| {
        let candidate = &cast.candidates[other];
        !candidate.is_described && candidate.tokens.contains(&token)
    });
    is_in_name || is_in_title(passage, cast, token)
}

/// Returns whether a token is part of the title of a name after it.
pub(super) fn is_in_title(passage: Passage, cast: &Cast, token: usize) -> bool {
    const LONGEST_TITLE: usize = 6;
    (token + 1..(token + LONGEST_TITLE).min(passage.len())).any(|first| {
        let other = cast.starting_at(passage, first);
        let title = other.and_then(|other| cast.candidates[other].title.clone());
        title.is_some_and(|title| title.contains(&token))
    })
}

/// Returns a noun with the words right before it that belong to it, without articles and owners.
fn phrase(passage: Passage, noun: usize) -> Option<Range<usize>> {
    let end = grammar::token(passage, noun) + 1;
    let parts = grammar::children(passage, noun).filter(|&child| {
        child < noun
            && matches!(
                grammar::relation(passage, child),
                "amod" | "compound" | "nmod:desc" | "nmod"
            )
    });
    let first = parts.min().map_or(noun, |part| leftmost(passage, part));
    let start = grammar::token(passage, first);
    let limit = end.saturating_sub(12);
    (limit..end).contains(&start).then_some(start..end)
}

/// Returns the first word below a word, going left.
fn leftmost(passage: Passage, at: usize) -> usize {
    const STEPS: usize = 4;
    let mut at = at;
    for _ in 0..STEPS {
        let left = grammar::children(passage, at).find(|&child| {
            child < at && !matches!(grammar::base(passage, child), "det" | "case" | "punct")
        });
        match left {
            Some(left) => at = left,
            None => break,
        }
    }
    at
}

/// Splits "NTSB spokesman" and "analyst at the Smith Institute" into post and body.
fn post(passage: Passage, cast: &Cast, words: Range<usize>) -> Option<(String, usize)> {
    let last = words.end - 1;
    let is_listed = nouns::is_post(passage, last);
    let inside = passage.span(words.clone())?;
    let named = cast
        .outermost_in(inside)
        .into_iter()
        .find(|&other| is_body(cast, other) && cast.candidates[other].tokens.end <= last);
    if let Some(body) = named.filter(|_| is_listed) {
        let start = cast.candidates[body].tokens.end;
        let start = if passage.is_possessive(start) { start + 1 } else { start };
        return Some((text(passage, start..words.end)?, body));
    }
    if let Some(body) = posts::after(passage, cast, words.end) {
        let named = !cast.candidates[body].is_described;
        if is_listed || named {
            let role = posts::role_with_field(passage, cast, words.clone(), body);
            return Some((role.or_else(|| text(passage, words))?, body));
        }
    }
    let owner = in_front::before(passage, cast, words.start).filter(|_| is_listed);
    if let Some(owner) = owner {
        return Some((text(passage, words)?, owner.body));
    }
    // "the **Egyptian** president"
    let is_people = is_listed && words.len() > 1 && passage.has(words.start, WordClass::Demonym);
    let country = is_people.then(|| in_front::country_of(passage, cast, words.start))??;
    Some((text(passage, words.start + 1..words.end)?, country))
}
