//! Titles: posts and forms of address in front of a person's name.
//!
//! > **Deputy Minister of Foreign Affairs of Kazakhstan** *Roman Vasilenko*, **political scientist** *Aram
//! > Safaryan*, **Mr** *Obama*

use std::ops::Range;

use crate::model::EntityType;
use crate::model::Name;
use crate::model::WordClass;

use super::known;
use super::runs;
use super::words::Words;

/// Forms of address.
pub(super) const HONORIFICS: &[WordClass] =
    &[WordClass::Honorific, WordClass::HonorificMale, WordClass::HonorificFemale];

/// Forms of address and posts.
pub(super) const TITLES: &[WordClass] = &[
    WordClass::Honorific,
    WordClass::HonorificMale,
    WordClass::HonorificFemale,
    WordClass::Role,
    WordClass::RoleModifier,
];

const HEADS: &[WordClass] =
    &[WordClass::Honorific, WordClass::HonorificMale, WordClass::HonorificFemale, WordClass::Role];

const BODIES: &[WordClass] =
    &[WordClass::OrganisationNoun, WordClass::PlaceNoun, WordClass::EventNoun, WordClass::WorkNoun];

const FIELD_OR_BODY: &[WordClass] = &[
    WordClass::Portfolio,
    WordClass::OrganisationNoun,
    WordClass::EventNoun,
    WordClass::WorkNoun,
    WordClass::Role,
];

const FIRST_NAMES: &[WordClass] = &[WordClass::MaleFirstName, WordClass::FemaleFirstName];

/// A title and the person's name after it, as tokens.
pub(super) struct Titled {
    pub(super) title: Range<usize>,
    pub(super) name: Range<usize>,
}

/// A person's name has at most so many words.
const LONGEST_NAME: usize = 6;
/// A title in small letters reaches back over at most so many words.
const LONGEST_TITLE: usize = 5;

/// Returns the title in the capitalised words from `start` to `end`, if a name follows it.
pub(super) fn titled(words: &Words, start: usize, end: usize, limit: usize) -> Option<Titled> {
    let mut heads = (start..end).rev().filter(|&index| words.has_any(index, HEADS));
    heads.find_map(|head| headed(words, start, head, end, limit))
}

/// Returns the title whose post or form of address stands at a token, if a name follows it.
fn headed(words: &Words, start: usize, head: usize, end: usize, limit: usize) -> Option<Titled> {
    let mut head = head;
    let first = first_of(words, start, head);
    while head + 1 < end && words.has_any(head + 1, TITLES) && !is_name(words, head + 1, end) {
        head += 1;
    }
    let mut name = head + 1;
    while let Some(after) = complement(words, name, limit) {
        name = after;
    }
    let is_open = name < limit && words.is_capital(name) && words.follows_closely(name);
    if !is_open
        || words.has_any(name, &[WordClass::FunctionWord, WordClass::NotName])
            && !words.has(head, WordClass::Honorific)
            && !words.has_any(head, HONORIFICS)
    {
        return None;
    }
    let name_end = runs::end(words, name, limit);
    is_person(words, name, name_end, limit)
        .then_some(Titled { title: first..name, name: name..name_end })
}

/// Returns where a post begins that ends some capitalised words and that no name follows: "the US **Foreign
/// Secretary**". The fields of a post alone are no name, either.
pub(super) fn bare(words: &Words, start: usize, end: usize) -> Option<usize> {
    const FIELD: &[WordClass] = &[WordClass::Portfolio, WordClass::RoleModifier, WordClass::Role];
    let is_field = end > start + 1 && (start..end).all(|index| words.has_any(index, FIELD));
    if is_field && !(start..end).any(|index| words.has_any(index, BODIES)) {
        return Some(start);
    }
    words.has(end - 1, WordClass::Role).then(|| first_of(words, start, end - 1))
}

/// Returns the title in small letters right in front of a name.
pub(super) fn before(words: &Words, start: usize) -> Option<Range<usize>> {
    let head = start.checked_sub(1)?;
    let is_title =
        !words.is_capital(head) && words.has_any(head, HEADS) && words.follows_closely(start);
    let least = head.saturating_sub(LONGEST_TITLE);
    is_title.then(|| first_small(words, first_of(words, least, head), head)..start)
}

/// Returns where the small letters before a head begin, or the sentence, so that no body's name is cut:
/// "White House **spokesman**", "**Former prime minister**".
fn first_small(words: &Words, first: usize, head: usize) -> usize {
    let is_part = |&index: &usize| {
        !words.is_capital(index) || index == first && words.is_start(index) && head > first
    };
    (first..=head).rev().take_while(is_part).last().unwrap_or(head)
}

/// Returns the title right in front of a name, whatever its letters.
pub(super) fn in_front(words: &Words, start: usize) -> Option<Range<usize>> {
    const REACH: usize = 8;
    let last = start.checked_sub(1).filter(|_| words.follows_closely(start))?;
    let first = |head: usize| first_of(words, head.saturating_sub(LONGEST_TITLE), head)..start;
    if words.has_any(last, HEADS) {
        return Some(first(last));
    }
    if !words.is_capital(last) {
        return None;
    }
    let goes_on = |&at: &usize| {
        let joins = matches!(words.lower(at).as_ref(), "of" | "for" | "the" | "and" | "&");
        (words.is_capital(at) || joins || words.has_any(at, HEADS)) && words.follows_closely(at + 1)
    };
    let mut back = (last.saturating_sub(REACH)..last).rev().take_while(goes_on);
    let head = back.find(|&at| words.has_any(at, HEADS))?;
    matches!(words.lower(head + 1).as_ref(), "of" | "for").then(|| first(head))
}

/// Returns where a title begins whose head stands at a token: "**former Prime** Minister".
fn first_of(words: &Words, start: usize, head: usize) -> usize {
    let modifies = |&index: &usize| {
        words.has_any(index, &[WordClass::RoleModifier, WordClass::Role, WordClass::Portfolio])
            || words.has_any(index, HONORIFICS)
            || matches!(words.lower(index).as_ref(), "political" | "-")
            || is_inner(words, index)
    };
    let first = (start..head).rev().take_while(modifies).last().unwrap_or(head);
    let is_court = |&at: &usize| {
        at > start && words.lower(at) == "court" && words.is_capital(at) && words.is_capital(at - 1)
    };
    if let Some(court) = (first..head).rev().find(is_court) {
        return court + 1;
    }
    let ends_body = first > start
        && first < head
        && words.is_capital(first)
        && matches!(
            words.lower(first).as_ref(),
            "county" | "city" | "district" | "party" | "union"
        )
        && words.is_capital(first - 1)
        && prosecutor(words, first).is_none();
    if ends_body { first + 1 } else { first }
}

/// Returns where a prosecutor's post ends that begins at a token: "**Assistant District Attorneys**", "**State's
/// Attorney**"; not "State's Attorney General", "District Attorney's Office".
pub(super) fn prosecutor(words: &Words, start: usize) -> Option<usize> {
    let is = |at: usize, expected: &[&str]| {
        at < words.tokens.len()
            && words.is_capital(at)
            && expected.contains(&words.lower(at).as_ref())
    };
    let mut at = start;
    while is(at, &["assistant", "deputy", "chief", "first", "acting"]) {
        at += 1;
    }
    let is_owned = is(at, &["state", "commonwealth"])
        && at + 1 < words.tokens.len()
        && words.is_possessive(at + 1);
    let noun = if is_owned { at + 2 } else { at + 1 };
    let end = noun + 1;
    let goes_on = end < words.tokens.len()
        && (words.is_possessive(end) || words.has(end, WordClass::OrganisationNoun))
        || is(end, &["general", "generals"]);
    let is_post = (is_owned || is(at, &["district"])) && is(noun, &["attorney", "attorneys"]);
    (is_post && !goes_on).then_some(end)
}

/// Returns whether a token is the "'s" of a prosecutor's post: "State**'s** Attorney".
pub(super) fn is_inner(words: &Words, index: usize) -> bool {
    words.is_possessive(index) && prosecutor(words, index - 1).is_some()
}

/// Returns whether a capitalised post begins with a word that begins many sentences: "**First** Minister".
pub(super) fn opens(words: &Words, start: usize) -> bool {
    let next = start + 1;
    words.has(start, WordClass::RoleModifier)
        && next < words.tokens.len()
        && words.is_capital(next)
        && words.has(next, WordClass::Role)
}

fn is_name(words: &Words, index: usize, end: usize) -> bool {
    words.has_any(index, FIRST_NAMES) && index + 1 < end
}

/// Returns whether some capitalised words after a title are a person's name.
fn is_person(words: &Words, start: usize, end: usize, limit: usize) -> bool {
    let has_first_name = words.has_any(start, FIRST_NAMES) && end > start + 1;
    let is_known = known::at(words, start, limit).is_some_and(|found| found.end == end);
    let is_body = (start..end).any(|index| words.has_any(index, BODIES))
        || words.has(start, WordClass::Demonym)
        || words.has_any(start, TITLES);
    end - start <= LONGEST_NAME && (has_first_name || (!is_known && !is_body))
}

/// Returns where the field of a post ends: "**of Foreign Affairs**", "**of Kazakhstan**".
fn complement(words: &Words, at: usize, limit: usize) -> Option<usize> {
    if at + 1 >= limit || !matches!(words.lower(at).as_ref(), "of" | "for" | "to" | "from") {
        return None;
    }
    let first = if words.lower(at + 1) == "the" { at + 2 } else { at + 1 };
    if first >= limit || !words.is_capital(first) {
        return None;
    }
    if let Some(found) = known::at(words, first, limit) {
        return Some(found.end);
    }
    let field = field_end(words, first, limit);
    if field > first {
        return Some(field);
    }
    let end = runs::end(words, first, limit);
    Some((first + 1..end).find(|&index| is_name(words, index, end)).unwrap_or(end))
}

/// Returns the place of a post that is no country: "Mayor of **Koszalin**", "First Minister of **Scotland**".
pub(super) fn place(words: &Words, titled: &Titled) -> Option<Name> {
    let title = titled.title.clone();
    let tells = |&at: &usize| matches!(words.lower(at).as_ref(), "of" | "from");
    let of = title.clone().rev().find(tells)?;
    let first = if words.lower(of + 1) == "the" { of + 2 } else { of + 1 };
    let is_open = first < title.end && (first..title.end).all(|at| words.is_capital(at));
    let known = known::at(words, first, title.end);
    let is_place = match known {
        Some(found) => {
            found.end == title.end
                && found.known.entity_type == EntityType::Place
                && !found.known.is_country
        }
        None => {
            words.has(of - 1, WordClass::PlaceRole)
                && !(first..title.end).any(|at| words.has_any(at, FIELD_OR_BODY))
        }
    };
    (is_open && is_place && of > title.start).then(|| Name {
        span: words.span(first, title.end),
        entity_type: Some(EntityType::Place),
        title: None,
        is_described: false,
        is_worth: None,
    })
}

/// Returns where the words of a portfolio end: "**Digital, Culture, Media and Sport**".
fn field_end(words: &Words, first: usize, limit: usize) -> usize {
    let is_field = |index: usize| {
        index < limit && words.is_capital(index) && words.has_any(index, &[WordClass::Portfolio])
    };
    let mut end = first;
    loop {
        let joint = end < limit && matches!(words.lower(end).as_ref(), "and" | ",");
        if is_field(end) {
            end += 1;
        } else if end > first && joint && is_field(end + 1) {
            end += 2;
        } else {
            return end;
        }
    }
}
