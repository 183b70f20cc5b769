//! What a part of a line is: a person, a post, a body, or something that a block may have beside them.
//!
//! > **Jane Smith** *person*, **Head of Policy** *post*, **Greenpeace International** *body*, **tel. 555 1234** *detail*

use std::ops::Range;

use crate::model::EntityType;
use crate::model::TokenKind;
use crate::model::WordClass;
use crate::resolve::affiliations::is_body;
use crate::resolve::affiliations::posts;
use crate::resolve::affiliations::text;
use crate::resolve::cast::Cast;
use crate::resolve::passage::Passage;

/// What a part of a line is.
pub(super) enum Part {
    /// One person, or two with "and" between them.
    Persons(Vec<usize>),
    /// A post, with its body where the same part names it.
    Post(Post),
    Body(usize),
    /// A degree, a telephone number, an address, a country after a body.
    Detail,
    Other,
}

/// The words of a post.
pub(super) struct Post {
    pub(super) words: Range<usize>,
    pub(super) role: String,
    pub(super) body: Option<usize>,
}

/// Reads a part as it stands.
pub(super) fn read(passage: Passage, cast: &Cast, part: Range<usize>) -> Part {
    let bare = without_article(passage, part.clone());
    if let Some(persons) = persons(passage, cast, &bare) {
        return Part::Persons(persons);
    }
    if let Some(post) = post(passage, cast, &bare) {
        return Part::Post(post);
    }
    if let Some(body) = body(passage, cast, &part) {
        return Part::Body(body);
    }
    if is_detail(passage, &part) { Part::Detail } else { Part::Other }
}

pub(super) fn without_article(passage: Passage, part: Range<usize>) -> Range<usize> {
    let has_article =
        part.len() > 1 && matches!(passage.lower(part.start).as_ref(), "the" | "a" | "an");
    if has_article { part.start + 1..part.end } else { part }
}

/// Returns whom a part names, all its words belonging to names and titles.
pub(super) fn persons(passage: Passage, cast: &Cast, part: &Range<usize>) -> Option<Vec<usize>> {
    if let Some(person) = person(passage, cast, part) {
        return Some(vec![person]);
    }
    let joint = part.clone().find(|&at| matches!(passage.lower(at).as_ref(), "and" | "&"))?;
    let one = person(passage, cast, &(part.start..joint))?;
    let two = person(passage, cast, &(joint + 1..part.end))?;
    Some(vec![one, two])
}

fn person(passage: Passage, cast: &Cast, part: &Range<usize>) -> Option<usize> {
    const LONGEST_TITLE: usize = 6;
    let is_name = |at: &usize| !is_degree(passage, *at);
    let end = part.clone().rev().find(is_name).map_or(part.end, |last| last + 1);
    let ending = cast.all_ending_at(passage, part.end).into_iter();
    let ending = ending.chain(cast.all_ending_at(passage, end));
    let named = |&index: &usize| {
        let candidate = &cast.candidates[index];
        !candidate.is_described && cast.entity_type(index) == Some(EntityType::Person)
    };
    let is_title = |index: usize, at: usize| {
        let title = cast.candidates[index].title.as_ref();
        title.is_some_and(|title| title.contains(&at))
            || passage.word(at) == "."
            || is_honorific(passage, at)
    };
    ending.into_iter().filter(named).find(|&index| {
        let start = cast.candidates[index].tokens.start;
        let before = part.start..start;
        start >= part.start
            && before.len() <= LONGEST_TITLE
            && cast.candidates[index].tokens.len() > usize::from(before.is_empty())
            && before.into_iter().all(|at| is_title(index, at))
    })
}

pub(super) fn is_honorific(passage: Passage, at: usize) -> bool {
    passage.classes(at).has_any(&[
        WordClass::Honorific,
        WordClass::HonorificMale,
        WordClass::HonorificFemale,
    ])
}

/// Nouns for posts that are too common elsewhere to be listed with the others.
const MORE_POSTS: &[&str] = &["fellow", "counsel", "rector", "dean", "provost", "webmaster"];

pub(super) fn is_post_noun(passage: Passage, at: usize) -> bool {
    passage.has(at, WordClass::Role) || MORE_POSTS.contains(&passage.lower(at).as_ref())
}

/// Reads a part that is a post as a whole: "political editor", "Director-General", "Head of Policy", "Permanent
/// Representative of Norway to the United Nations", "BBC correspondent".
pub(super) fn post(passage: Passage, cast: &Cast, part: &Range<usize>) -> Option<Post> {
    const LONGEST: usize = 16;
    const MODIFIERS: usize = 8;
    if part.is_empty() {
        return None;
    }
    let opens = |&at: &usize| is_joint(passage, at);
    let first = part.clone().skip(1).find(opens).unwrap_or(part.end);
    let head = first.checked_sub(1)?;
    let before = part.start..head;
    if part.len() > LONGEST || before.len() > MODIFIERS || !is_post_noun(passage, head) {
        return None;
    }
    let body = body_inside(passage, cast, part, head);
    let named = body.map(|body| cast.candidates[body].tokens.clone());
    let is_known = |at: usize| {
        named.as_ref().is_some_and(|named| named.contains(&at))
            || passage.is_word(at) && !is_clause_word(passage, at)
            || passage.is_possessive(at)
    };
    if !part.clone().all(is_known) {
        return None;
    }
    let words = match &named {
        Some(named) if named.end <= head => {
            let owner = usize::from(passage.is_possessive(named.end));
            named.end + owner..first
        }
        Some(named) => {
            let end = (head + 1..named.start).rev().find(|&at| is_joint(passage, at));
            part.start..end.unwrap_or(first)
        }
        None => part.clone(),
    };
    Some(Post { role: text(passage, words.clone())?, words, body })
}

/// Returns the body that a part names before the post or, behind "of" or "at", after it.
fn body_inside(passage: Passage, cast: &Cast, part: &Range<usize>, head: usize) -> Option<usize> {
    let first = cast.starting_at(passage, part.start).filter(|&body| {
        let candidate = &cast.candidates[body];
        is_body(cast, body) && !candidate.is_described && candidate.tokens.end <= head
    });
    first.or_else(|| {
        let after = posts::after(passage, cast, head + 1)?;
        let tokens = cast.candidates[after].tokens.clone();
        let is_inside = tokens.end <= part.end;
        let is_sent = posts::is_envoy(passage, head)
            && (head + 1..tokens.start).any(|at| passage.lower(at) == "to");
        (is_inside && !is_sent && !is_bare_noun(passage, &tokens)).then_some(after)
    })
}

/// Returns whether a body is only called by its kind: "Chair of **Council**".
fn is_bare_noun(passage: Passage, tokens: &Range<usize>) -> bool {
    tokens.len() == 1 && passage.has(tokens.start, WordClass::OrganisationNoun)
}

pub(super) fn is_joint(passage: Passage, at: usize) -> bool {
    matches!(passage.lower(at).as_ref(), "of" | "for" | "to" | "at" | "in" | "with" | "on" | "from")
}

/// Returns whether a word makes a part a clause and no post: "is", "said", "he", "who".
fn is_clause_word(passage: Passage, at: usize) -> bool {
    passage.classes(at).has_any(&[
        WordClass::Copula,
        WordClass::PlainVerb,
        WordClass::SpeakerVerb,
        WordClass::Relative,
        WordClass::He,
        WordClass::She,
        WordClass::It,
        WordClass::They,
        WordClass::I,
        WordClass::We,
        WordClass::You,
    ])
}

/// Returns the body or place that is all of a part, "of" and "from" before it left out.
pub(super) fn body(passage: Passage, cast: &Cast, part: &Range<usize>) -> Option<usize> {
    let opens = part.len() > 1
        && matches!(passage.lower(part.start).as_ref(), "of" | "at" | "from" | "for" | "with");
    let whole = if opens { part.start + 1..part.end } else { part.clone() };
    let bare = without_article(passage, whole.clone());
    [whole, bare].into_iter().find_map(|part| {
        let found = cast.starting_at(passage, part.start)?;
        let candidate = &cast.candidates[found];
        let fits = candidate.tokens == part && is_body(cast, found) && !candidate.is_described;
        fits.then_some(found)
    })
}

/// Returns whether the words of a body show that it is one: a known name, a noun for bodies, an abbreviation.
pub(super) fn is_surely_body(passage: Passage, cast: &Cast, body: usize) -> bool {
    let candidate = &cast.candidates[body];
    let words = candidate.span.of(passage.text);
    let is_shouted = |at: usize| {
        let word = passage.word(at);
        word.len() > 1 && word.chars().all(|letter| letter.is_uppercase() || letter == '.')
    };
    let is_abbreviation = candidate.tokens.len() == 1 && is_shouted(candidate.tokens.start);
    is_abbreviation
        || passage.lexicon.registry.named(words).is_some()
        || candidate.tokens.clone().any(|at| passage.has(at, WordClass::OrganisationNoun))
}

/// Returns whether a part tells where somebody is found, or which degree they have.
fn is_detail(passage: Passage, part: &Range<usize>) -> bool {
    const WORDS: &str = " mailto tel tel. telephone phone mobile mob mob. cell fax ext ext. email e-mail web website office press \
         media or and at ";
    let is_part_of_one = |at: usize| {
        let lower = passage.lower(at);
        passage.analysis.tokens[at].kind != TokenKind::Word
            || WORDS.contains(&format!(" {lower} "))
            || is_degree(passage, at)
            || lower.contains(['@', '/'])
            || lower.starts_with("www.")
    };
    part.clone().all(is_part_of_one) || part.clone().any(|at| passage.word(at).contains('@'))
}

/// Returns whether a word is a degree or an honour, as it stands behind a name: "MD", "CBE".
fn is_degree(passage: Passage, at: usize) -> bool {
    const DEGREES: &str = " phd ph.d ph.d. md m.d. mba ma msc bsc esq esq. jr jr. sr sr. obe cbe mbe kcmg cmg kc qc rn jd llm frcp \
         frs mp mep ";
    DEGREES.contains(&format!(" {} ", passage.lower(at)))
}
