//! Posts by the words of a name or a description and those right beside it: titles, "X of Y", "the ministry's X".
//!
//! > **Deputy Minister of Foreign Affairs of Kazakhstan** *Roman Vasilenko*; *Mger Sahakyan*, **Director of
//! > the Council**; **Florida** **Governor** *Ron Smith*

use std::ops::Range;

use crate::model::Confidence;
use crate::model::EntityType;
use crate::model::WordClass;

use super::FoundAffiliation;
use super::OpenPost;
use super::in_front;
use super::in_front::Before;
use super::is_body;
use super::nouns;
use super::text;
use crate::resolve::cast::Cast;
use crate::resolve::passage::Passage;

/// Adds the posts that the words of a candidate and those right beside it tell.
pub(super) fn find(
    passage: Passage,
    cast: &Cast,
    index: usize,
    found: &mut Vec<FoundAffiliation>,
    open: &mut Vec<OpenPost>,
) {
    if cast.candidates[index].is_described {
        match described(passage, cast, index) {
            Some(post) => found.push(post),
            None => open.extend(open_description(passage, cast, index)),
        }
        return;
    }
    let parts =
        title_of(passage, cast, index).map(|title| titles(passage, title)).unwrap_or_default();
    let is_last = |at: usize| at + 1 == parts.len();
    let mut is_told = false;
    for (at, part) in parts.iter().enumerate() {
        let post = titled(passage, cast, index, part.clone(), is_last(at));
        if post.is_none() {
            open.extend(open_title(passage, cast, index, part.clone()));
        }
        is_told |= post.is_some();
        found.extend(post);
    }
    if !is_told {
        found.extend(of_body(passage, cast, index));
    }
    found.extend(owned(passage, cast, index));
}

/// Returns the title in front of a name; one that the list of roles leaves out is told by its noun: "**goalkeeper**".
pub(super) fn title_of(passage: Passage, cast: &Cast, index: usize) -> Option<Range<usize>> {
    let candidate = &cast.candidates[index];
    let title = candidate.title.clone();
    let start = title.as_ref().map_or(candidate.tokens.start, |title| title.start);
    let end = candidate.tokens.start;
    let is_post =
        title.as_ref().is_some_and(|title| title.clone().any(|at| nouns::is_post(passage, at)));
    let other = start.checked_sub(1).filter(|&at| {
        !is_post
            && candidate.outside.is_none()
            && nouns::is_other(passage, at)
            && in_front::sentence(passage, at) == in_front::sentence(passage, start)
    });
    let Some(other) = other else { return title };
    let is_modifier = |&at: &usize| {
        passage.has(at, WordClass::RoleModifier)
            && !passage.word(at).starts_with(char::is_uppercase)
    };
    let first = (other.saturating_sub(3)..other).rev().take_while(is_modifier).last();
    Some(first.unwrap_or(other)..end)
}

/// Ranks, which stand between a post and a name and tell no body.
const RANKS: &[&str] =
    &["admiral", "colonel", "captain", "major", "lieutenant", "sergeant", "brigadier", "sheikh"];

/// Splits titles that stand together: "ASEAN **Chair** | **Prime Minister**", "**Commandant** | **Admiral**".
fn titles(passage: Passage, title: Range<usize>) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = title.start;
    for at in title.start + 1..title.end {
        let is_joint = matches!(passage.word(at - 1), "and" | "/" | ",");
        let last = if is_joint { at.saturating_sub(2) } else { at - 1 };
        let ends = last >= start
            && passage.has(last, WordClass::Role)
            && !passage.has(last, WordClass::RoleModifier);
        let opens =
            RANKS.contains(&passage.lower(at).as_ref()) || is_of_state(passage, at, title.end);
        if ends && opens {
            parts.push(start..last + 1);
            start = at;
        }
    }
    parts.push(start..title.end);
    parts
}

/// Returns whether a post of a state begins at a token: "**Prime** Minister", "**President**", "**Foreign** Minister".
fn is_of_state(passage: Passage, at: usize, limit: usize) -> bool {
    let is_modifier =
        |word: &str| matches!(word, "prime" | "foreign" | "crown" | "vice" | "deputy");
    let head = (at..limit).find(|&at| !is_modifier(&passage.lower(at)));
    head.is_some_and(|head| {
        passage.has(head, WordClass::StateRole)
            && passage.word(head).starts_with(char::is_uppercase)
    })
}

/// Returns the post of a title in front of a name that tells no body.
fn open_title(
    passage: Passage,
    cast: &Cast,
    index: usize,
    title: Range<usize>,
) -> Option<OpenPost> {
    let post = post(passage, cast, title.clone()).filter(|_| !is_of_people(passage, &title))?;
    Some(OpenPost { person: index, words: title, role: post.role })
}

/// Returns the post of a description that tells no body: "the **Foreign Secretary**".
fn open_description(passage: Passage, cast: &Cast, index: usize) -> Option<OpenPost> {
    let words = cast.candidates[index].tokens.clone();
    let last = words.end.checked_sub(1)?;
    let post = passage.has(last, WordClass::Role).then(|| post(passage, cast, words.clone()))??;
    if is_of_people(passage, &words) {
        return None;
    }
    let words = with_field(passage, words);
    let has_field = words.end > last + 1;
    let role = if has_field { text(passage, words.clone())? } else { post.role };
    Some(OpenPost { person: index, words, role })
}

/// Returns a post with its field: "Secretary **of State**", "Minister **of Foreign Affairs**".
pub(super) fn with_field(passage: Passage, words: Range<usize>) -> Range<usize> {
    let limit = passage
        .analysis
        .tokens
        .get(words.end)
        .map_or(words.end, |_| passage.sentence_end(words.start).min(words.end + 4));
    if words.end + 1 >= limit || passage.lower(words.end) != "of" {
        return words;
    }
    let is_field = |at: &usize| passage.has(*at, WordClass::Portfolio);
    let last = (words.end + 1..limit).take_while(is_field).last();
    words.start..last.map_or(words.end, |last| last + 1)
}

/// Returns whether a post is told to be a people's: "the **Turkish** President".
fn is_of_people(passage: Passage, words: &Range<usize>) -> bool {
    let before = words.start.saturating_sub(1);
    (before..words.end).any(|at| passage.has(at, WordClass::Demonym))
}

/// Takes the title in front of a name, with the body in it or before it.
fn titled(
    passage: Passage,
    cast: &Cast,
    index: usize,
    title: Range<usize>,
    is_last: bool,
) -> Option<FoundAffiliation> {
    let candidate = &cast.candidates[index];
    let post = post(passage, cast, title.clone())?;
    let beside = |body, rule, certainty| Before { body, first: title.start, rule, certainty };
    let told = post
        .body
        .map(|body| beside(body, "title-of", 95))
        .or_else(|| {
            in_front::before(passage, cast, title.start)
                .filter(|told| !is_attorney(cast, told, &post))
        })
        .or_else(|| {
            let after = after_name(passage, cast, candidate.tokens.end).filter(|_| is_last);
            after.map(|body| beside(body, "name-of", 90))
        })?;
    let Before { body, rule, certainty, .. } = told;
    let start = cast.candidates[body].tokens.start.min(title.start);
    let role = whole_post(passage, told.first, &title).unwrap_or(post.role);
    // "**Democrat** Jane Roe *of New York*": the seat is told, and no post.
    let is_party = matches!(role.to_lowercase().as_str(), "democrat" | "republican");
    Some(FoundAffiliation {
        person: index,
        role: Some(role).filter(|_| !is_party || rule != "name-of"),
        body,
        span: passage.span(start..candidate.tokens.end)?,
        confidence: Confidence::hundredths(certainty),
        rule,
    })
}

/// Returns whether a country stands before "Attorney": a **U.S. Attorney** is that of a district.
fn is_attorney(cast: &Cast, told: &Before, post: &Post) -> bool {
    post.role.eq_ignore_ascii_case("attorney") && cast.facts(told.body).is_country
}

/// Returns the words from a body to the end of a post, where some stand between: "AU **trade and industry
/// commissioner**".
fn whole_post(passage: Passage, first: usize, title: &Range<usize>) -> Option<String> {
    (first < title.start).then(|| text(passage, first..title.end))?
}

/// Finds the body or country right after a titled name: "Prime Minister John Smith **of Canada**".
fn after_name(passage: Passage, cast: &Cast, end: usize) -> Option<usize> {
    let end = after_brackets(passage, end);
    let opens = end + 1 < passage.len() && matches!(passage.lower(end).as_ref(), "of" | "from");
    let body = if opens { next_name(passage, cast, end + 1)? } else { return None };
    (is_body(cast, body) && !cast.candidates[body].is_described).then_some(body)
}

/// Returns where short brackets behind a name end: "Mayor Jane Roe **(CDU)** of Bonn".
fn after_brackets(passage: Passage, end: usize) -> usize {
    const LONGEST: usize = 4;
    let opens = end < passage.len() && passage.word(end) == "(";
    let limit = passage.len().min(end + 1 + LONGEST);
    let closing = (end..limit).find(|&at| opens && passage.word(at) == ")");
    closing.map_or(end, |closing| closing + 1)
}

/// Takes a description of a person: "chairman of the NGO", "the ministry's spokesman".
fn described(passage: Passage, cast: &Cast, index: usize) -> Option<FoundAffiliation> {
    let candidate = &cast.candidates[index];
    let last = candidate.tokens.end.checked_sub(1)?;
    if !passage.has(last, WordClass::Role) {
        return None;
    }
    let post = post(passage, cast, candidate.tokens.clone())?;
    if let Some(found) = begun(passage, cast, index) {
        return Some(found);
    }
    let after = after(passage, cast, candidate.tokens.end).map(|body| (body, "post-of", 90));
    let (body, rule, certainty) = after.or_else(|| {
        let told = in_front::before(passage, cast, candidate.tokens.start)?;
        (!is_attorney(cast, &told, &post)).then_some((told.body, told.rule, told.certainty))
    })?;
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

/// Takes a description that begins with a body: "a **Foreign Office** spokesman".
fn begun(passage: Passage, cast: &Cast, index: usize) -> Option<FoundAffiliation> {
    let candidate = &cast.candidates[index];
    let mut inside = cast.outermost_in(candidate.span).into_iter();
    let inner = inside.find(|&other| other != index);
    let inner = inner.or_else(|| shorter_at(passage, cast, index))?;
    let end = cast.candidates[inner].tokens.end;
    let is_first = cast.candidates[inner].tokens.start == candidate.tokens.start;
    let is_attorney = end + 1 == candidate.tokens.end
        && passage.lower(end) == "attorney"
        && cast.facts(inner).is_country;
    if !is_first || !is_body(cast, inner) || end >= candidate.tokens.end || is_attorney {
        return None;
    }
    Some(FoundAffiliation {
        person: index,
        role: text(passage, end..candidate.tokens.end),
        body: inner,
        span: candidate.span,
        confidence: Confidence::hundredths(85),
        rule: "body-before-post",
    })
}

/// Returns the longest candidate that begins where another one does and is shorter.
fn shorter_at(passage: Passage, cast: &Cast, index: usize) -> Option<usize> {
    let tokens = cast.candidates[index].tokens.clone();
    let mut ends = (tokens.start + 1..tokens.end).rev();
    ends.find_map(|end| {
        let ending = cast.all_ending_at(passage, end);
        ending.into_iter().find(|&other| cast.candidates[other].tokens.start == tokens.start)
    })
}

/// Takes "John Smith **of Human Rights Watch**", "Dr. Smith, **of the BBC**", "Mr. SMITH **of Texas**".
fn of_body(passage: Passage, cast: &Cast, index: usize) -> Option<FoundAffiliation> {
    let candidate = &cast.candidates[index];
    let limit = passage.sentence_end(candidate.tokens.start);
    let end = after_degrees(passage, candidate.tokens.end, limit);
    let end = if end < limit && passage.word(end) == "," { end + 1 } else { end };
    let opens = end + 1 < limit && matches!(passage.lower(end).as_ref(), "of" | "from" | "at");
    let body = if opens { next_body(passage, cast, end + 1)? } else { return None };
    let is_described = cast.candidates[body].is_described;
    let shorter = is_described.then(|| shorter_at(passage, cast, body)).flatten();
    let body = shorter.unwrap_or(body);
    let is_label = end == candidate.tokens.end && is_shouted(passage, candidate.tokens.clone());
    let is_whole = end == candidate.tokens.end && candidate.tokens.len() > 1;
    let has_post = candidate
        .title
        .as_ref()
        .is_some_and(|title| title.clone().any(|at| nouns::is_post(passage, at)));
    // "the **Jane Roe** of Canada" is somebody else.
    let is_likened = candidate
        .tokens
        .start
        .checked_sub(1)
        .is_some_and(|before| passage.has(before, WordClass::Article));
    let is_country = is_whole && !has_post && !is_likened && cast.facts(body).is_country;
    let fits = match cast.entity_type(body) {
        Some(EntityType::Organization) => !cast.candidates[body].is_described,
        Some(EntityType::Place) => (is_label || is_country) && passage.lower(end) == "of",
        _ => false,
    };
    fits.then(|| FoundAffiliation {
        person: index,
        role: None,
        body,
        span: candidate.span.to(cast.candidates[body].span),
        confidence: Confidence::hundredths(80),
        rule: "name-of",
    })
}

/// Returns where the degrees behind a name end: "Jane Roe**, MD, MPH**, of Oslo University".
fn after_degrees(passage: Passage, end: usize, limit: usize) -> usize {
    let mut end = end;
    while end + 1 < limit && passage.word(end) == "," && passage.has(end + 1, WordClass::Degree) {
        end += 2;
    }
    end
}

/// Returns whether a name is written in capitals, as in a speaker's label.
fn is_shouted(passage: Passage, tokens: Range<usize>) -> bool {
    let mut words = tokens.filter(|&at| passage.is_word(at));
    words.any(|at| {
        let word = passage.word(at);
        word.chars().filter(|letter| letter.is_uppercase()).count() > 1
            && word.chars().skip(2).all(|letter| !letter.is_lowercase())
    })
}

/// Takes "the **BBC's** Jonathan Marcus".
fn owned(passage: Passage, cast: &Cast, index: usize) -> Option<FoundAffiliation> {
    let candidate = &cast.candidates[index];
    if candidate.title.is_some() || candidate.tokens.len() < 2 {
        return None;
    }
    let mark = candidate.tokens.start.checked_sub(1).filter(|&at| passage.is_possessive(at))?;
    let body = cast.ending_at(passage, mark)?;
    let fits = cast.entity_type(body) == Some(EntityType::Organization)
        && !cast.candidates[body].is_described;
    fits.then(|| FoundAffiliation {
        person: index,
        role: None,
        body,
        span: cast.candidates[body].span.to(candidate.span),
        confidence: Confidence::hundredths(75),
        rule: "body-before-name",
    })
}

/// Finds the body that begins at a token, an owner or a description before it skipped:
/// "the **UK's** *National Crime Agency*", "**worldwide victim group** *Ending Clergy Abuse*".
fn next_body(passage: Passage, cast: &Cast, first: usize) -> Option<usize> {
    let found = next_name(passage, cast, first)?;
    let end = cast.candidates[found].tokens.end;
    let next = if end < passage.len() && passage.is_possessive(end) {
        next_name(passage, cast, end + 1)
    } else if cast.candidates[found].is_described {
        cast.starting_at(passage, end)
    } else {
        None
    };
    Some(next.filter(|&next| is_body(cast, next)).unwrap_or(found))
}

struct Post {
    role: String,
    body: Option<usize>,
}

/// Splits "Deputy Minister of Foreign Affairs of Kazakhstan" into the post and the last body named in it.
fn post(passage: Passage, cast: &Cast, title: Range<usize>) -> Option<Post> {
    if !title.clone().any(|at| nouns::is_post(passage, at)) {
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
    let end = (start..end).rev().find(|at| !skips(at)).map_or(end, |last| last + 1);
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
pub(super) fn tells_body(passage: Passage, cast: &Cast, preposition: usize, body: usize) -> bool {
    let is_place = cast.entity_type(body) == Some(EntityType::Place);
    let head = preposition.checked_sub(1).map(|at| passage.lower(at)).unwrap_or_default();
    let is_district = || {
        let noun = cast.candidates[body].head.as_str();
        passage.lexicon.names.of(noun).has(WordClass::DescribedPlace)
    };
    match passage.lower(preposition).as_ref() {
        // "Professor of **Sports Media**"
        "of" if matches!(head.as_ref(), "professor" | "lecturer" | "reader") => {
            is_place || teaches(passage, cast, body)
        }
        "of" | "at" | "with" | "from" => true,
        "to" if preposition > 0 && is_envoy(passage, preposition - 1) => false,
        // "Secretary of **Security** for La Rioja"
        "for" if is_place => head.starts_with("spokes") || head == "security" || is_district(),
        "for" | "to" | "in" => !is_place,
        _ => false,
    }
}

/// Returns whether a name is that of a place to teach at: "Oslo **University**", "MIT".
fn teaches(passage: Passage, cast: &Cast, body: usize) -> bool {
    let mut tokens = cast.candidates[body].tokens.clone();
    let is_acronym = tokens.len() == 1 && !passage.word(tokens.start).contains(char::is_lowercase);
    is_acronym
        || tokens.any(|at| {
            matches!(
                passage.lower(at).as_ref(),
                "university"
                    | "college"
                    | "school"
                    | "institute"
                    | "academy"
                    | "faculty"
                    | "department"
                    | "hospital"
                    | "center"
                    | "centre"
            )
        })
}

/// Returns whether a name has a noun for a body in it, or is an acronym: "Oslo **University**", "MIT".
fn has_noun(passage: Passage, cast: &Cast, body: usize) -> bool {
    let mut tokens = cast.candidates[body].tokens.clone();
    let is_acronym = tokens.len() == 1 && !passage.word(tokens.start).contains(char::is_lowercase);
    is_acronym || tokens.any(|at| passage.has(at, WordClass::OrganisationNoun))
}

/// Returns whether a post is held at another body than the one that sends: "ambassador **to** the United Nations".
pub(super) fn is_envoy(passage: Passage, head: usize) -> bool {
    let noun = passage.lower(head);
    matches!(
        noun.as_ref(),
        "representative"
            | "ambassador"
            | "envoy"
            | "delegate"
            | "consul"
            | "observer"
            | "counsellor"
    )
}

/// Finds the body after a post: "chairman **of the International NGO**", "officer **at Amnesty**"; what only tells the
/// field is passed over: "director *for Africa* **at Amnesty**".
pub(super) fn after(passage: Passage, cast: &Cast, end: usize) -> Option<usize> {
    const FIELDS: usize = 3;
    let limit = passage.analysis.tokens.get(end).map_or(end, |_| passage.sentence_end(end));
    let mut at = end;
    for _ in 0..FIELDS {
        let opens =
            |at| is_of(passage, at) || matches!(passage.lower(at).as_ref(), "with" | "from");
        if at + 1 >= limit || !opens(at) {
            return None;
        }
        if passage.lower(at) == "to" && nouns::upos(passage, at + 1) == "VERB" {
            return None;
        }
        let first = if passage.has(at + 1, WordClass::Article) { at + 2 } else { at + 1 };
        let body = next_body(passage, cast, at + 1).or_else(|| modified(passage, cast, first));
        if let Some(body) = body.filter(|&body| is_body(cast, body)) {
            if tells_body(passage, cast, at, body) {
                return Some(employer(passage, cast, body, limit).unwrap_or(body));
            }
            let end = after_field(passage, cast, body, limit);
            at = (end..limit.min(end + 5))
                .take_while(|&token| !matches!(nouns::upos(passage, token), "VERB" | "AUX"))
                .find(|&token| is_of(passage, token) || !passage.is_word(token))?;
            continue;
        }
        at = (first..limit.min(first + 5))
            .find(|&token| is_of(passage, token) || !passage.is_word(token))?;
    }
    None
}

/// Finds a body behind words that only tell of it: "boss of the **national** *Inspection Committee*".
fn modified(passage: Passage, cast: &Cast, first: usize) -> Option<usize> {
    const LONGEST: usize = 3;
    let is_small = |at: &usize| {
        passage.is_word(*at)
            && !passage.word(*at).starts_with(char::is_uppercase)
            && matches!(nouns::upos(passage, *at), "ADJ" | "NOUN" | "ADV")
    };
    let limit = passage.len().min(first + LONGEST);
    let end = (first..limit).take_while(is_small).last()? + 1;
    let body = cast.starting_at(passage, end)?;
    let is_named = cast.entity_type(body) == Some(EntityType::Organization)
        && !cast.candidates[body].is_described;
    (is_named && in_front::sentence(passage, first) == in_front::sentence(passage, end))
        .then_some(body)
}

/// Returns the body after a name without a noun for one, which is a field: "Head of *Care* at **Diabetes UK**".
fn employer(passage: Passage, cast: &Cast, field: usize, limit: usize) -> Option<usize> {
    let end = cast.candidates[field].tokens.end;
    let is_field = !cast.facts(field).is_country
        && !cast.candidates[field].is_described
        && cast.candidates[field].tokens.len() == 1
        && !has_noun(passage, cast, field)
        && end + 1 < limit
        && passage.lower(end) == "at";
    let body = if is_field { next_body(passage, cast, end + 1)? } else { return None };
    (is_body(cast, body) && !cast.candidates[body].is_described).then_some(body)
}

/// Returns where a field of two names ends: "for **the Middle East and North Africa**".
fn after_field(passage: Passage, cast: &Cast, name: usize, limit: usize) -> usize {
    let end = cast.candidates[name].tokens.end;
    let is_joined = end + 1 < limit && passage.lower(end) == "and";
    let other = if is_joined { next_name(passage, cast, end + 1) } else { None };
    other.map_or(end, |other| cast.candidates[other].tokens.end)
}

fn next_name(passage: Passage, cast: &Cast, first: usize) -> Option<usize> {
    let has_article = first < passage.len() && passage.has(first, WordClass::Article);
    let named = cast.starting_at(passage, first);
    named.or_else(|| if has_article { cast.starting_at(passage, first + 1) } else { None })
}

/// Returns a post with its field, up to the body after it: "Minister of Foreign Affairs".
pub(super) fn role_with_field(
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
