//! Runs: capitalised words that stand together, with the small words that join them.
//!
//! > the **Ministry of Foreign Affairs of the Czech Republic**, **Bill de Blasio**, the **People's Party**

use std::ops::Range;

use crate::model::EntityType;
use crate::model::Name;
use crate::model::TokenKind;
use crate::model::WordClass;

use super::known;
use super::titles;
use super::types;
use super::words::Words;

/// No name goes on over more tokens.
const LONGEST: usize = 40;

/// Nouns at the end of the names of bodies, places, events and works.
const HEADS: &[WordClass] =
    &[WordClass::OrganisationNoun, WordClass::PlaceNoun, WordClass::EventNoun, WordClass::WorkNoun];

/// Adds the names in a sentence of prose.
pub(super) fn find(words: &Words, sentence: Range<usize>, names: &mut Vec<Name>) {
    let mut index = sentence.start;
    while index < sentence.end {
        index = if words.is_capital(index) {
            take(words, index, sentence.end, names)
        } else {
            index + 1
        };
    }
}

/// Takes the names that begin at a capital; returns the first token that is still to be looked at.
fn take(words: &Words, start: usize, sentence_end: usize, names: &mut Vec<Name>) -> usize {
    let limit = sentence_end.min(start + LONGEST);
    let found = known::at(words, start, limit);
    if words.is_degree(start) {
        return start + 1;
    }
    if found.is_none() && words.has(start, WordClass::FunctionWord) && !titles::opens(words, start)
    {
        return start + 1;
    }
    let end = end(words, start, limit);
    if is_earlier(words, start) && start + 1 < end {
        return start + 1;
    }
    if let Some(titled) = titles::titled(words, start, end, limit) {
        before_title(words, start..titled.title.start, names);
        known::nested(words, titled.title.clone(), names);
        names.extend(titles::place(words, &titled));
        names.push(person(words, &titled));
        return titled.name.end;
    }
    if let Some(found) = found.filter(|found| found.end >= end || !heads_on(words, found.end, end))
    {
        let is_person =
            found.end < end && words.has_any(start, FIRST_NAMES) && found.end == start + 1;
        if !is_person {
            names.push(known::name(words, start, found));
            return found.end;
        }
    }
    plain(words, start, end, limit, names)
}

/// Returns whether a capital opens a sentence with a word that only tells when: "**Former** CIA director".
fn is_earlier(words: &Words, start: usize) -> bool {
    words.is_start(start)
        && matches!(
            words.lower(start).as_ref(),
            "former" | "current" | "incumbent" | "retired" | "outgoing" | "incoming" | "then"
        )
}

const FIRST_NAMES: &[WordClass] = &[WordClass::MaleFirstName, WordClass::FemaleFirstName];

/// Takes a run that no title opens.
fn plain(words: &Words, start: usize, end: usize, limit: usize, names: &mut Vec<Name>) -> usize {
    if !may_begin(words, start, end) {
        return start + 1;
    }
    if let Some(post) = titles::bare(words, start, end) {
        before_title(words, start..post, names);
        return end;
    }
    let full = extended(words, start, end, limit);
    let is_single = full == start + 1;
    if (start..full).all(|index| words.has(index, WordClass::Demonym)) {
        return full;
    }
    if is_single && is_bare_noun(words, start) {
        return full;
    }
    if is_single && words.is_start(start) && !is_sure_alone(words, start) {
        return full;
    }
    let title = titles::before(words, start);
    let entity_type = match title {
        Some(_) if full == end && !ends_with_head(words, end) => Some(EntityType::Person),
        _ => types::of_run(words, start..end, full),
    };
    let title = title.filter(|_| entity_type == Some(EntityType::Person));
    names.push(Name {
        span: words.span(start, full),
        entity_type,
        title: title.map(|title| words.span(title.start, title.end)),
        is_described: false,
        is_worth: None,
    });
    if entity_type != Some(EntityType::Person) {
        known::nested(words, start..full, names);
    }
    full
}

/// Takes what stands in front of a title: "**Florida** Governor Ron Smith".
fn before_title(words: &Words, tokens: Range<usize>, names: &mut Vec<Name>) {
    let is_possessive = |index: &usize| words.is_possessive(*index);
    let end = tokens.clone().find(is_possessive).unwrap_or(tokens.end);
    if tokens.start == end || (tokens.start..end).all(|index| words.has(index, WordClass::Demonym))
    {
        return;
    }
    if let Some(found) = known::at(words, tokens.start, end).filter(|found| found.end == end) {
        names.push(known::name(words, tokens.start, found));
    } else if may_begin(words, tokens.start, end)
        && (end > tokens.start + 1 || !is_bare_noun(words, tokens.start))
    {
        names.push(Name {
            span: words.span(tokens.start, end),
            entity_type: types::of_run(words, tokens.start..end, end)
                .filter(|&entity_type| entity_type != EntityType::Person)
                .or_else(|| titles::prosecutor(words, tokens.end).map(|_| EntityType::Place)),
            title: None,
            is_described: false,
            is_worth: None,
        });
        known::nested(words, tokens, names);
    }
}

fn person(words: &Words, titled: &titles::Titled) -> Name {
    Name {
        span: words.span(titled.name.start, titled.name.end),
        entity_type: Some(EntityType::Person),
        title: Some(words.span(titled.title.start, titled.title.end)),
        is_described: false,
        is_worth: None,
    }
}

/// Returns where the capitalised words that begin at a token end, small words between them included.
pub(super) fn end(words: &Words, start: usize, limit: usize) -> usize {
    let mut end = start + 1;
    while end < limit && words.follows_closely(end) {
        let next_is_capital = end + 1 < limit && words.is_capital(end + 1);
        if words.is_capital(end) {
            if stops(words, end) {
                break;
            }
            end += 1;
        } else if is_suffix(words, end, limit) || (next_is_capital && joins(words, start, end)) {
            end += 2;
        } else if words.tokens[end].kind == TokenKind::Number
            && words.has(end - 1, WordClass::WorkNoun)
        {
            end += 1;
        } else {
            break;
        }
    }
    end
}

/// Returns whether a comma and a suffix go on with a name: "Joseph Biden**, Jr.**".
fn is_suffix(words: &Words, comma: usize, limit: usize) -> bool {
    comma + 1 < limit && words.word(comma) == "," && words.has(comma + 1, WordClass::NameSuffix)
}

/// Returns whether a capitalised word belongs to no name, such as a day.
fn stops(words: &Words, index: usize) -> bool {
    let follows_first_name =
        words.has_any(index - 1, FIRST_NAMES) || words.has_any(index - 1, titles::HONORIFICS);
    (words.has(index, WordClass::FunctionWord) && !words.is_upper(index) && !follows_first_name)
        || (words.has(index, WordClass::NotName) && !follows_first_name)
}

/// Returns whether a word between two capitalised words joins them: "de", "&", the "'s" of "People's Party".
fn joins(words: &Words, start: usize, index: usize) -> bool {
    let is_first_of_person = !words.has_any(start, HEADS);
    (words.has(index, WordClass::NameParticle) && is_first_of_person)
        || words.word(index) == "&"
        || titles::is_inner(words, index)
        || are_alike(words, index)
        || (words.is_possessive(index) && words.has(index - 1, WordClass::InnerPossessive))
}

/// Returns whether "and" joins two adjectives before one noun: "**Biochemical** and **Biophysical** Letters".
fn are_alike(words: &Words, index: usize) -> bool {
    let is_adjective = |at: usize| words.is_capital(at) && words.lower(at).ends_with("ical");
    index > 0
        && index + 2 < words.tokens.len()
        && words.lower(index) == "and"
        && is_adjective(index - 1)
        && is_adjective(index + 1)
        && words.is_capital(index + 2)
        && words.follows_closely(index + 2)
}

/// Returns where a name ends whose head noun takes "of", "for" and their like.
fn extended(words: &Words, start: usize, end: usize, limit: usize) -> usize {
    if !ends_with_head(words, end) {
        return end;
    }
    let head = end - 1;
    let mut end = end;
    let mut is_inside = false;
    while let Some(next) = complement(words, head, end, limit)
        .or_else(|| if is_inside { listed(words, end, limit) } else { None })
        .or_else(|| if is_inside { conjunct(words, start, end, limit) } else { None })
    {
        end = next;
        is_inside = true;
    }
    end
}

fn ends_with_head(words: &Words, end: usize) -> bool {
    words.has_any(end - 1, HEADS)
}

/// Returns where a preposition with its capitalised words ends: "**of the Czech Republic**".
fn complement(words: &Words, head: usize, at: usize, limit: usize) -> Option<usize> {
    if at + 1 >= limit {
        return None;
    }
    let lower = words.lower(at);
    let allowed = match lower.as_ref() {
        "of" | "for" | "on" => true,
        "in" | "to" => words.has(head, WordClass::LocatedNoun),
        "against" => words.has(head, WordClass::EventNoun),
        _ => false,
    };
    let first = if words.lower(at + 1) == "the" { at + 2 } else { at + 1 };
    let is_open = allowed
        && first < limit
        && words.is_capital(first)
        && !words.has_any(first, &[WordClass::NotName, WordClass::FunctionWord]);
    is_open.then(|| match known::at(words, first, limit) {
        Some(found) => found.end.max(if heads_on(words, found.end, end(words, first, limit)) {
            end(words, first, limit)
        } else {
            0
        }),
        None => end(words, first, limit),
    })
}

/// Returns where a second part of a complement ends: "Security **and Co-operation**".
fn conjunct(words: &Words, start: usize, at: usize, limit: usize) -> Option<usize> {
    let is_open = at + 1 < limit
        && words.lower(at) == "and"
        && words.is_capital(at + 1)
        && known::at(words, at + 1, limit).is_none()
        && known::at(words, at - 1, limit).is_none_or(|found| !found.known.is_country)
        && !words.has_any(at + 1, FIRST_NAMES)
        && !words.has_any(at + 1, &[WordClass::NotName, WordClass::FunctionWord])
        && !words.is_upper(at + 1);
    if !is_open || at + 1 - start > LONGEST {
        return None;
    }
    let end = end(words, at + 1, limit);
    let heads_itself = words.has_any(end - 1, &[WordClass::OrganisationNoun, WordClass::Role])
        || titles::titled(words, at + 1, end, limit).is_some();
    (!heads_itself).then_some(end)
}

/// Returns where a list of fields ends: "Academy of Allergy**, Asthma and Immunology**".
fn listed(words: &Words, at: usize, limit: usize) -> Option<usize> {
    const MOST: usize = 5;
    if !is_field(words, at - 1) {
        return None;
    }
    let mut comma = at;
    for _ in 0..MOST {
        let item = comma + 1;
        if item + 1 >= limit || words.word(comma) != "," {
            return None;
        }
        if words.lower(item) == "and" {
            return last_field(words, item + 1, limit);
        }
        if !may_be_item(words, item) {
            return None;
        }
        comma = end(words, item, limit);
        if comma + 1 < limit && words.lower(comma) == "and" {
            return last_field(words, comma + 1, limit);
        }
    }
    None
}

/// Returns where the last field of a list ends.
fn last_field(words: &Words, at: usize, limit: usize) -> Option<usize> {
    if at >= limit || !may_be_item(words, at) {
        return None;
    }
    (at..end(words, at, limit)).find(|&word| is_field(words, word)).map(|field| field + 1)
}

/// Returns whether a capitalised word can be part of a list inside a name: no known name and no person's.
fn may_be_item(words: &Words, at: usize) -> bool {
    words.is_capital(at)
        && !words.is_upper(at)
        && known::at(words, at, at + 1).is_none()
        && !words.has_any(at, FIRST_NAMES)
        && !words.has_any(at, &[WordClass::NotName, WordClass::FunctionWord, WordClass::Demonym])
}

/// Returns whether a word names a field by its list or ending: "Welfare", "Immunology".
fn is_field(words: &Words, at: usize) -> bool {
    const ENDINGS: &[&str] = &[
        "gy", "ics", "tion", "ment", "ing", "ine", "ery", "nce", "cy", "stry", "phy", "ture",
        "fare",
    ];
    let word = words.lower(at);
    words.is_capital(at)
        && (words.has(at, WordClass::Portfolio)
            || ENDINGS.iter().any(|ending| word.ends_with(ending)))
}

/// Returns whether the rest of a run after a known name makes it part of a longer name.
fn heads_on(words: &Words, from: usize, end: usize) -> bool {
    (from..end).any(|index| words.has_any(index, HEADS) || !words.has(index, WordClass::Role))
}

/// Returns whether a run can begin here, where a capital may only stand for the start of a sentence.
fn may_begin(words: &Words, start: usize, end: usize) -> bool {
    const NO_NAMES: &[WordClass] =
        &[WordClass::FunctionWord, WordClass::NotName, WordClass::NameSuffix];
    if words.has_any(start, NO_NAMES) {
        return false;
    }
    if !words.is_start(start) || words.is_proper(start) || words.has_any(start, FIRST_NAMES) {
        return true;
    }
    let is_named_by_list = words.has_any(start, HEADS)
        || words.has(start, WordClass::Demonym)
        || words.has_any(start, titles::TITLES);
    if is_named_by_list {
        return true;
    }
    !words.is_common(start)
        && !words.has(start, WordClass::CommonOpener)
        && (end > start + 1 || words.is_word(start))
}

/// Returns whether a single word is no name but a noun of the lists: "Parliament", "President".
fn is_bare_noun(words: &Words, index: usize) -> bool {
    words.has_any(index, HEADS)
        || words.has_any(index, titles::TITLES)
        || words
            .has_any(index, &[WordClass::GroupNoun, WordClass::PersonNoun, WordClass::CommonOpener])
}

/// Returns whether a single word at the start of a sentence is a name all the same.
fn is_sure_alone(words: &Words, index: usize) -> bool {
    let next = index + 1;
    let is_followed = next < words.tokens.len()
        && (words.has(next, WordClass::SpeakerVerb) || words.is_possessive(next));
    words.is_proper(index)
        || words.is_upper(index)
        || (!words.is_common(index) && (is_followed || words.has_any(index, FIRST_NAMES)))
}
