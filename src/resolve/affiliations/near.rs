//! Posts right after or before a name, as the words stand: what the tree of a sentence does not show.
//!
//! > *Jane Roe*, **a spokeswoman for Finch County**; **former governor of Mosul** and **head of the Committee** *Jane
//! > Roe*; *Jane Roe* (**CDU**); **Speaking for the Fund**, **manager** *Jane Roe*

use std::ops::Range;

use crate::model::Confidence;
use crate::model::EntityType;
use crate::model::WordClass;

use super::FoundAffiliation;
use super::OpenPost;
use super::beside;
use super::in_front;
use super::is_body;
use super::nouns;
use super::posts;
use super::pronouns;
use super::text;
use crate::resolve::cast::Cast;
use crate::resolve::forms;
use crate::resolve::passage::Passage;

/// A post as its words tell it.
pub(super) struct Told {
    words: Range<usize>,
    body: Option<usize>,
    /// All words, with the body.
    whole: Range<usize>,
}

/// Adds the posts right after and before a name.
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
    let mut add = |told: Vec<Told>, rule: &'static str, certainty: u8| {
        for told in told {
            match told.body {
                Some(_) => found.extend(affiliation(passage, cast, index, &told, rule, certainty)),
                None => open.extend(opened(passage, index, told.words)),
            }
        }
    };
    add(after(passage, cast, index), "apposed", 75);
    add(before(passage, cast, index), "post-in-front", 75);
    add(opener(passage, cast, index).into_iter().collect(), "opener", 70);
    found.extend(in_brackets(passage, cast, index));
    found.extend(spoken_for(passage, cast, index));
}

fn opened(passage: Passage, person: usize, words: Range<usize>) -> Option<OpenPost> {
    let words = posts::with_field(passage, words);
    let role = text(passage, words.clone())?;
    Some(OpenPost { person, words, role })
}

pub(super) fn affiliation(
    passage: Passage,
    cast: &Cast,
    person: usize,
    told: &Told,
    rule: &'static str,
    certainty: u8,
) -> Option<FoundAffiliation> {
    let body = told.body?;
    let is_inside = cast.candidates[body].tokens.end <= told.whole.end;
    let with_field = || posts::role_with_field(passage, cast, told.words.clone(), body);
    let role =
        is_inside.then(with_field).flatten().or_else(|| text(passage, told.words.clone()))?;
    let name = cast.candidates[person].tokens.clone();
    let whole = told.whole.start.min(name.start)..told.whole.end.max(name.end);
    Some(FoundAffiliation {
        person,
        role: Some(role),
        body,
        span: passage.span(whole)?,
        confidence: Confidence::hundredths(certainty),
        rule,
    })
}

/// Lets what seems a place or a body be a person where a personal post stands after it: "*G. Roe*, **Kerala's minister
/// for temples**, said".
pub(in crate::resolve) fn tell_persons(passage: Passage, cast: &mut Cast) {
    let is_unsure = |index: &usize| {
        let candidate = &cast.candidates[*index];
        let kind = cast.entity_type(*index);
        !candidate.is_described
            && candidate.outside.is_none()
            && (2..=4).contains(&candidate.tokens.len())
            && matches!(kind, Some(EntityType::Place | EntityType::Organization))
            && passage.lexicon.registry.named(candidate.span.of(passage.text)).is_none()
    };
    let unsure: Vec<usize> = cast.in_order().into_iter().filter(is_unsure).collect();
    let mut persons = Vec::new();
    for index in unsure {
        let tokens = cast.candidates[index].tokens.clone();
        let limit = passage.sentence_end(tokens.start);
        let has_comma = tokens.end + 1 < limit && passage.word(tokens.end) == ",";
        let told = has_comma.then(|| phrase(passage, cast, tokens.end + 1, limit)).flatten();
        let is_person = told.is_some_and(|told| {
            let end = told.whole.end;
            told.body.is_some()
                && is_personal(passage, told.words.end - 1)
                && (end >= limit || matches!(passage.word(end), "," | "."))
                && tokens.clone().all(|at| !passage.has(at, WordClass::OrganisationNoun))
        });
        if is_person {
            persons.push(index);
        }
    }
    for index in persons {
        cast.vote(index, EntityType::Person, 2);
    }
}

/// Returns whether only a person has a post, no body and no country: "minister", "spokeswoman".
fn is_personal(passage: Passage, at: usize) -> bool {
    let word = passage.lower(at);
    passage.has(at, WordClass::StateRole)
        || ["man", "woman", "person"].iter().any(|end| word.ends_with(end))
        || matches!(
            word.as_ref(),
            "secretary"
                | "director"
                | "governor"
                | "mayor"
                | "senator"
                | "coach"
                | "professor"
                | "mk"
                | "mp"
        )
}

/// Returns the posts after a name and a comma, or after "is": "*Jane Roe*, 54, **head of the Fund** and **member of
/// the Board**"; "*Jane Roe* is **a former US envoy**".
fn after(passage: Passage, cast: &Cast, index: usize) -> Vec<Told> {
    let tokens = &cast.candidates[index].tokens;
    let limit = passage.sentence_end(tokens.start);
    let Some(mut at) = opening(passage, tokens.end, limit) else { return Vec::new() };
    let mut told: Vec<Told> = Vec::new();
    while told.len() < MOST {
        let next = phrase(passage, cast, at, limit)
            .filter(|next| is_free(passage, cast, index, next, limit));
        match next {
            Some(next) => {
                at = next.whole.end;
                told.push(next);
            }
            None if told.is_empty() => match small_piece(passage, at, limit) {
                Some(end) => {
                    at = end;
                    continue;
                }
                None => break,
            },
            None => break,
        }
        match joint(passage, at, limit) {
            Some(next) => at = next,
            None => break,
        }
    }
    told
}

/// So many posts are read beside one name.
const MOST: usize = 4;

/// Returns where what is said of a name begins: after a comma, a dash or "is".
fn opening(passage: Passage, end: usize, limit: usize) -> Option<usize> {
    if end + 1 >= limit {
        return None;
    }
    if matches!(passage.word(end), "," | "—" | "–") {
        let is_relative = passage.lower(end + 1) == "who" && end + 2 < limit;
        let said = is_relative.then(|| pronouns::said_from(passage, end + 2, limit));
        return said.unwrap_or(Some(end + 1));
    }
    let is_copula = matches!(passage.lower(end).as_ref(), "is" | "was" | "remains");
    let is_adverb = |at: &usize| nouns::upos(passage, *at) == "ADV" && !is_negation(passage, *at);
    let first = (end + 1..limit).find(|at| !is_adverb(at))?;
    let opens = is_copula && passage.has(first, WordClass::Article);
    opens.then_some(first)
}

fn is_negation(passage: Passage, at: usize) -> bool {
    matches!(passage.lower(at).as_ref(), "not" | "never" | "no")
}

/// Returns the end of an age, a seat or a degree between commas, with its comma: "Jane Roe, **54,** head of …".
fn small_piece(passage: Passage, at: usize, limit: usize) -> Option<usize> {
    const LONGEST_PIECE: usize = 4;
    let end = (at..limit.min(at + LONGEST_PIECE)).find(|&at| passage.word(at) == ",")?;
    let is_small =
        (at..end).all(|at| !matches!(nouns::upos(passage, at), "VERB" | "AUX" | "CCONJ"));
    (is_small && end + 1 < limit).then_some(end + 1)
}

/// Returns where another post of the same person begins: "… **and** head of the Board"; after a comma only without an
/// article, which would rather open somebody else.
fn joint(passage: Passage, at: usize, limit: usize) -> Option<usize> {
    let has_comma = at < limit && passage.word(at) == ",";
    let at = if has_comma { at + 1 } else { at };
    let is_joined = at + 1 < limit && passage.lower(at) == "and";
    let is_other = has_comma && is_joined && passage.has(at + 1, WordClass::Article);
    (is_joined && !is_other).then_some(at + 1)
}

/// Reads a post with its body at a token: "**the Fund's head**", "**a spokeswoman for the Fund**".
pub(super) fn phrase(passage: Passage, cast: &Cast, at: usize, limit: usize) -> Option<Told> {
    let has_article = at < limit && passage.has(at, WordClass::Article);
    let first = if has_article { at + 1 } else { at };
    let told = owned(passage, cast, first, limit).or_else(|| plain(passage, cast, first, limit))?;
    Some(Told { whole: at..told.whole.end, ..told })
}

/// Reads a post after its body: "**Ukraine's foreign minister**", "a **Ministry of Health spokeswoman**".
fn owned(passage: Passage, cast: &Cast, first: usize, limit: usize) -> Option<Told> {
    let start = passage.analysis.tokens.get(first)?.span.start();
    let here = cast.before(start + 1).take_while(|&other| {
        let candidate = &cast.candidates[other];
        candidate.tokens.start == first && candidate.outside.is_none()
    });
    let here: Vec<usize> = here.filter(|&other| is_body(cast, other)).collect();
    let read = |&body: &usize| {
        let end = cast.candidates[body].tokens.end;
        let has_mark = end < limit && passage.is_possessive(end);
        let from = if has_mark { end + 1 } else { end };
        let words = nouns::forward(passage, from, limit)?;
        let tells = has_mark || !cast.candidates[body].is_described;
        // "a **United States** judge for the **Court of Appeals**"
        let other = posts::after(passage, cast, words.end)
            .filter(|&other| cast.entity_type(other) == Some(EntityType::Organization));
        let other = other.filter(|_| !posts::is_envoy(passage, words.end - 1));
        let end = other.map_or(words.end, |other| cast.candidates[other].tokens.end);
        tells.then_some(Told { words, body: Some(other.unwrap_or(body)), whole: first..end })
    };
    here.iter().rev().find_map(read)
}

/// Reads a post before its body: "**spokeswoman for the Fund**"; of "the **Egyptian** president" the country.
fn plain(passage: Passage, cast: &Cast, first: usize, limit: usize) -> Option<Told> {
    let words = nouns::forward(passage, first, limit)?;
    if let Some(body) = posts::after(passage, cast, words.end) {
        let end = cast.candidates[body].tokens.end;
        return Some(Told { whole: first..end, words, body: Some(body) });
    }
    let is_people = passage.has(first, WordClass::Demonym) && words.len() > 1;
    let country = if is_people { in_front::country_of(passage, cast, first) } else { None };
    if is_people {
        let body = Some(country?);
        return Some(Told { whole: words.clone(), words: first + 1..words.end, body });
    }
    let end = posts::with_field(passage, words.clone()).end;
    Some(Told { whole: first..end, words, body: None })
}

/// Returns whether a post belongs to the name before it, not to a name after it, nor to whoever the next verb is about.
fn is_free(passage: Passage, cast: &Cast, index: usize, told: &Told, limit: usize) -> bool {
    let end = told.whole.end;
    let is_person = |other: usize| {
        cast.entity_type(other) == Some(EntityType::Person) && !cast.candidates[other].is_described
    };
    let is_of_other = |at: usize| {
        let span = passage.analysis.tokens[at].span;
        let near = cast.before(span.end()).take(4);
        let mut around = near.filter(|&other| cast.candidates[other].tokens.contains(&at));
        around.any(is_person) || beside::is_in_title(passage, cast, at)
    };
    if told.words.clone().any(is_of_other) || cast.starting_at(passage, end).is_some_and(is_person)
    {
        return false;
    }
    let is_verb = end < limit && matches!(nouns::upos(passage, end), "VERB" | "AUX");
    !is_verb || begins_sentence(passage, cast, index)
}

/// Returns whether no word stands before a name in its sentence but its title.
fn begins_sentence(passage: Passage, cast: &Cast, index: usize) -> bool {
    let first = posts::title_of(passage, cast, index)
        .map_or(cast.candidates[index].tokens.start, |title| title.start);
    (sentence_start(passage, first)..first)
        .all(|at| !passage.is_word(at) || passage.has(at, WordClass::Article))
}

fn sentence_start(passage: Passage, at: usize) -> usize {
    let Some(token) = passage.analysis.tokens.get(at) else { return at };
    let sentence = passage.sentence_at(token.span.start());
    passage.analysis.sentences.get(sentence).map_or(at, |found| found.tokens.start.min(at))
}

/// Returns the posts that stand before a name without a comma: "**governor of Mosul** and **head of the Committee**
/// *Jane Roe*", "the **manager** and Fund chair *Jane Roe*".
fn before(passage: Passage, cast: &Cast, index: usize) -> Vec<Told> {
    let mut end = front(passage, cast, index);
    let mut told = Vec::new();
    if let Some(last) = ending(passage, cast, end) {
        end = last.whole.start;
        told.push(last);
    }
    let has_post = posts::title_of(passage, cast, index)
        .is_some_and(|title| title.clone().any(|at| nouns::is_post(passage, at)));
    while (has_post || !told.is_empty()) && told.len() < MOST {
        let Some(mark) = end.checked_sub(1).filter(|&at| passage.lower(at) == "and") else { break };
        let next = ending(passage, cast, mark).or_else(|| bare(passage, cast, mark));
        let Some(next) = next else { break };
        end = next.whole.start;
        told.push(next);
    }
    told
}

/// Returns where a name begins with its title and the body before that.
fn front(passage: Passage, cast: &Cast, index: usize) -> usize {
    let title = posts::title_of(passage, cast, index);
    let Some(title) = title else { return cast.candidates[index].tokens.start };
    let is_post = title.clone().any(|at| nouns::is_post(passage, at));
    let end = title.start;
    let mark = end.checked_sub(1).filter(|&at| passage.is_possessive(at)).unwrap_or(end);
    let body = cast.all_ending_at(passage, mark).into_iter().find(|&other| is_body(cast, other));
    match body.filter(|_| is_post) {
        Some(body) => cast.candidates[body].tokens.start,
        None => end,
    }
}

/// Reads a post with its body that ends before a token: "**head of the Committee** Jane Roe".
fn ending(passage: Passage, cast: &Cast, end: usize) -> Option<Told> {
    const FIELD: usize = 8;
    let is_named = |&other: &usize| is_body(cast, other) && !cast.candidates[other].is_described;
    let body = cast.all_ending_at(passage, end).into_iter().find(is_named)?;
    let first = sentence_start(passage, cast.candidates[body].tokens.start);
    let mut mark = cast.candidates[body].tokens.start.checked_sub(1).filter(|&at| at > first)?;
    if passage.has(mark, WordClass::Article) {
        mark -= 1;
    }
    let joins = mark > first
        && matches!(passage.lower(mark).as_ref(), "of" | "for" | "at" | "with")
        && posts::tells_body(passage, cast, mark, body);
    let heads = (first.max(mark.saturating_sub(FIELD))..mark).rev();
    let head = heads
        .take_while(|&at| {
            passage.is_word(at) && !matches!(nouns::upos(passage, at), "VERB" | "AUX")
        })
        .find(|&at| {
            nouns::is_post_of_one(passage, at)
                && matches!(passage.lower(at + 1).as_ref(), "of" | "for" | "in" | "at" | "with")
        })
        .filter(|_| joins)?;
    if beside::names_somebody(passage, cast, head) && head + 1 != mark {
        return None;
    }
    let words = nouns::backward(passage, head, first);
    Some(Told { whole: words.start..end, words, body: Some(body) })
}

/// Reads a post without a body that ends before "and" and a post with a name: "**current Foreign Minister** and …";
/// an article would rather open somebody else.
fn bare(passage: Passage, cast: &Cast, end: usize) -> Option<Told> {
    let head = end.checked_sub(1).filter(|&at| nouns::is_post_of_one(passage, at))?;
    let first = sentence_start(passage, head);
    let words = nouns::backward(passage, head, first);
    let before = words.start.checked_sub(1).filter(|&at| at >= first);
    let has_article = before.is_some_and(|at| passage.has(at, WordClass::Article));
    let opening = passage.lower(words.start);
    let is_dated = opening.starts_with("ex-")
        || matches!(
            opening.as_ref(),
            "current" | "former" | "outgoing" | "incoming" | "then" | "acting"
        );
    // "**the** director and Minister Roe", "**Prime Minister** and President Roe" are two.
    let is_other = has_article || passage.has(head, WordClass::StateRole);
    if is_other && !is_dated {
        return None;
    }
    let body = in_front::before(passage, cast, words.start).map(|before| before.body);
    let start =
        body.map_or(words.start, |body| cast.candidates[body].tokens.start.min(words.start));
    Some(Told { whole: start..end, words, body })
}

/// Returns the post that opens a sentence before a name: "**Vice President of the Fund**, *Jane Roe*, said"; "As
/// **head of the Fund**, *Jane Roe* said".
fn opener(passage: Passage, cast: &Cast, index: usize) -> Option<Told> {
    let tokens = &cast.candidates[index].tokens;
    let start = posts::title_of(passage, cast, index).map_or(tokens.start, |title| title.start);
    let comma = start.checked_sub(1).filter(|&at| passage.word(at) == ",")?;
    let told = ending(passage, cast, comma)?;
    let first = sentence_start(passage, told.whole.start);
    let is_opening = |at: usize| passage.has(at, WordClass::Article) || passage.lower(at) == "as";
    let opens = (first..told.whole.start).all(|at| !passage.is_word(at) || is_opening(at));
    let limit = passage.sentence_end(tokens.start);
    let is_subject = tokens.end < limit
        && (passage.word(tokens.end) == ","
            || matches!(nouns::upos(passage, tokens.end), "VERB" | "AUX"));
    (opens && is_subject).then_some(told)
}

/// Takes the body in brackets after a name: "*Jane Roe* (**CDU**)".
fn in_brackets(passage: Passage, cast: &Cast, index: usize) -> Option<FoundAffiliation> {
    let tokens = &cast.candidates[index].tokens;
    let limit = passage.sentence_end(tokens.start);
    let opens = tokens.end + 2 < limit && passage.word(tokens.end) == "(";
    let body = if opens { cast.starting_at(passage, tokens.end + 1)? } else { return None };
    let end = cast.candidates[body].tokens.end;
    if tokens.clone().any(|at| passage.is_possessive(at)) {
        return None;
    }
    let name = cast.candidates[body].span.of(passage.text);
    let is_acronym = (2..=8).contains(&name.len()) && name.chars().all(char::is_uppercase);
    let fits = cast.entity_type(body) == Some(EntityType::Organization)
        && is_acronym
        && end < limit
        && passage.word(end) == ")"
        && !forms::abbreviates(name, cast.candidates[index].span.of(passage.text));
    fits.then(|| membership(cast, index, body, None, "in-brackets"))
}

fn membership(
    cast: &Cast,
    person: usize,
    body: usize,
    role: Option<String>,
    rule: &'static str,
) -> FoundAffiliation {
    let spans = [cast.candidates[person].span, cast.candidates[body].span];
    let [first, last] =
        if spans[0].start() < spans[1].start() { spans } else { [spans[1], spans[0]] };
    let confidence = Confidence::hundredths(75);
    FoundAffiliation { person, role, body, span: first.to(last), confidence, rule }
}

/// Takes the body that somebody speaks for: "**Speaking for the Fund**, manager *Jane Roe* said".
fn spoken_for(passage: Passage, cast: &Cast, index: usize) -> Option<FoundAffiliation> {
    let title = posts::title_of(passage, cast, index);
    let tokens = &cast.candidates[index].tokens;
    let start = title.as_ref().map_or(tokens.start, |title| title.start);
    let comma = start.checked_sub(1).filter(|&at| passage.word(at) == ",")?;
    let is_organization =
        |&other: &usize| cast.entity_type(other) == Some(EntityType::Organization);
    let body = cast.all_ending_at(passage, comma).into_iter().find(is_organization)?;
    let first = sentence_start(passage, cast.candidates[body].tokens.start);
    let said: Vec<_> = (first..cast.candidates[body].tokens.start)
        .filter(|&at| passage.is_word(at) && !passage.has(at, WordClass::Article))
        .map(|at| passage.lower(at))
        .collect();
    let speaks = match said.as_slice() {
        [verb, mark] => verb == "speaking" && mark == "for",
        [rest @ .., on, behalf, of] => {
            on == "on" && behalf == "behalf" && of == "of" && rest.len() < 2
        }
        _ => false,
    };
    let is_post = |title: &Range<usize>| title.clone().any(|at| nouns::is_post(passage, at));
    let role = title.filter(is_post).and_then(|title| text(passage, title));
    speaks.then(|| membership(cast, index, body, role, "spoken-for"))
}
