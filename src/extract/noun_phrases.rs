//! Noun phrases by word rules: who stands before a verb, who stands after one.

use super::content;
use super::reading::Reading;
use super::reading::Tokens;
use super::reading::Word;
use crate::model::Class;
use crate::model::Form;
use crate::model::TokenKind;
use crate::model::WordClass;

/// A phrase reaches over at most so many words.
const LONGEST: usize = 30;

/// Returns the tokens of the noun phrase that is the subject of a verb group: the one right before it, or the
/// one before an apposition, a bracket or "who".
///
/// > *Anna Lee*, a member of parliament, **said** …
pub(super) fn subject(reading: &Reading, low: usize, verb: usize) -> Option<Tokens> {
    let low = low_outside_quotations(reading, low, verb);
    let mut end = skip_back(reading, low, verb);
    if end > low
        && reading.is(end - 1, Class::Relative)
        && !is_demonstrative_subject(reading, low, end)
    {
        end = skip_comma(reading, low, end - 1);
        return ending_at(reading, low, end).or_else(|| before_apposition(reading, low, end));
    }
    if end > low && reading.text_at(end - 1) == "," {
        return before_apposition(reading, low, end);
    }
    ending_at(reading, low, end)
}

/// Returns the first token that a subject may use: after the last quotation that ends before the verb.
fn low_outside_quotations(reading: &Reading, low: usize, verb: usize) -> usize {
    let own = reading.quotation_of(verb);
    let floor = low.max(verb.saturating_sub(2 * LONGEST));
    let is_inside = |&at: &usize| {
        reading.quotation_of(at).is_some_and(|number| {
            Some(number) != own && !reading.analysis.quotations[number].is_scare
        })
    };
    (floor..verb).rev().find(is_inside).map_or(low, |at| at + 1)
}

/// Returns the noun phrase whose last token stands before `end`.
pub(super) fn ending_at(reading: &Reading, low: usize, end: usize) -> Option<Tokens> {
    let last = end.checked_sub(1).filter(|&last| last >= low)?;
    if reading.is(last, Class::Speaker) && is_pronoun_here(reading, low, last) {
        return Some((last, end));
    }
    let mut start = simple_start(reading, low, end)?;
    while let Some(part) =
        linked_before(reading, low, start, end).or_else(|| listed_before(reading, low, start, end))
    {
        start = part;
    }
    let start = without_time(reading, start, end);
    (start < end).then_some((start, end))
}

/// Returns the owner before a possessive mark or a noun: "a sign of *the Office*'s will".
pub(super) fn name_before(reading: &Reading, low: usize, end: usize) -> Option<Tokens> {
    let start = simple_start(reading, low, end)?;
    Some((without_time(reading, start, end), end))
}

/// Returns the noun phrase that begins at a token.
pub(super) fn starting_at(reading: &Reading, start: usize, high: usize) -> Option<Tokens> {
    let high = high.min(start + LONGEST).min(reading.words.len());
    if start >= high {
        return None;
    }
    let word = reading.word(start)?;
    if word.is(Class::Object) || word.is(Class::Subject) {
        return Some((start, start + 1));
    }
    let mut end = simple_end(reading, start, high)?;
    while end < high {
        let word = reading.words[end];
        let is_link = (word.is(Class::Linking) || word.is(Class::And))
            && !reading.is(end + 1, Class::Participle);
        let Some(next) = is_link.then(|| simple_end(reading, end + 1, high)).flatten() else {
            break;
        };
        let is_pair = !word.is(Class::Linking);
        if is_pair && !is_pair_of_likes(reading, end) {
            break;
        }
        if word.is(Class::InfinitiveMarker)
            && !reading.words[end + 1].is_capital()
            && !is_determiner(reading, end + 1)
        {
            break;
        }
        end = next;
    }
    Some((start, end))
}

/// Returns what the words at a token may name somebody with, the likeliest first: the noun phrase without when, and the
/// name that it begins with.
///
/// > told *the press* last week · told *the Associated Press* four victims were …
pub(super) fn persons_at(reading: &Reading, start: usize, high: usize) -> Vec<Tokens> {
    let Some((_, end)) = starting_at(reading, start, high) else { return Vec::new() };
    let is_when = |&at: &usize| {
        let phrase = at + usize::from(reading.is(at, Class::Preposition));
        let day = phrase + usize::from(reading.is(phrase, Class::Deictic));
        (day > at || reading.is(day, Class::Time)) && reading.is(day, Class::Time)
    };
    let end = (start + 1..end).find(is_when).unwrap_or(end);
    let mut persons = vec![(start, end)];
    persons.extend(
        name_end(reading, start)
            .filter(|&name| name < end && !reading.is(name, Class::PossessiveMark))
            .map(|name| (start, name)),
    );
    persons
}

/// Returns the end of the name that begins at a token, an article before it allowed.
fn name_end(reading: &Reading, start: usize) -> Option<usize> {
    let first = start + usize::from(reading.is(start, Class::Article));
    let begin = reading.analysis.tokens.get(first)?.span.start();
    let names = &reading.analysis.names;
    let at = names.partition_point(|name| name.span.start() < begin);
    let same = names[at..].iter().take_while(|name| name.span.start() == begin);
    let end = same.filter(|name| !name.is_described).map(|name| name.span.end()).max()?;
    Some(reading.analysis.tokens.partition_point(|token| token.span.end() <= end))
}

/// Returns a noun phrase with the phrases that follow it: of place, of those between whom, of who made it.
///
/// > *the report* *issued by the Office on the vote*
pub(super) fn extended(reading: &Reading, (start, end): Tokens, high: usize) -> Tokens {
    let high = high.min(start + LONGEST).min(reading.words.len());
    let mut end = end;
    while end < high {
        let is_participle = reading.is(end, Class::Past) && reading.is(end + 1, Class::Preposition);
        let link = end + usize::from(is_participle);
        let is_verb = reading.is(link, Class::InfinitiveMarker)
            && content::is_infinitive(reading, link)
            || reading.is(link + 1, Class::Participle);
        let is_link =
            reading.is(link, Class::Preposition) && !reading.is(link, Class::Subordinator);
        let is_joined = is_link && !is_verb && !reading.is(end, Class::Finite);
        let Some(phrase) = is_joined.then(|| starting_at(reading, link + 1, high)).flatten() else {
            break;
        };
        end = phrase.1;
    }
    (start, end)
}

/// Returns whether "and" stands between two names, or two words that are none: "the *fair and free* vote".
fn is_pair_of_likes(reading: &Reading, and: usize) -> bool {
    let Some(after) = reading.word(and + 1) else { return false };
    let before = &reading.words[and - 1];
    let is_verb = after.classes.has_any(&[Class::Past, Class::Finite])
        || is_verbal_cue(reading, and + 1)
        || is_third(reading, after) && opens_object(reading, and + 2);
    let is_shared = before.is_capital() && is_nominal(reading, and + 2) && !after.is_capital();
    let is_alike = before.is_capital() == after.is_capital() || is_shared;
    is_alike && !is_verb && !is_determiner(reading, and + 1)
}

/// Returns the end of a determiner, adjectives and nouns in a row.
fn simple_end(reading: &Reading, start: usize, high: usize) -> Option<usize> {
    let high = high.min(reading.words.len());
    let mut end = start;
    while end < high {
        let word = &reading.words[end];
        let is_first = end == start;
        let fits = if is_determiner(reading, end) {
            is_first || is_determiner(reading, end - 1)
        } else {
            is_nominal(reading, end) && (word.is_capital() || !looks_finite(reading, start, end))
        };
        if !fits {
            let further = adjectives_end(reading, start, end, high)
                .or_else(|| adverb_end(reading, start, end, high));
            match further {
                Some(next) => {
                    end = next;
                    continue;
                }
                None => break,
            }
        }
        end += 1;
    }
    let has_noun = end > start && !is_determiner(reading, end - 1);
    let is_bare = end > start && reading.is(end - 1, Class::Speaker);
    (has_noun || is_bare).then_some(end)
}

/// Returns the end of the adjectives that marks or "and" join to one before the noun.
///
/// > the fair*, balanced, and well-known* report
fn adjectives_end(reading: &Reading, start: usize, end: usize, high: usize) -> Option<usize> {
    if end == start || !is_adjective(reading, end - 1) {
        return None;
    }
    let mut position = end;
    loop {
        let and = position + usize::from(reading.text_at(position) == ",");
        let next = and + usize::from(reading.is(and, Class::And));
        if next == position {
            break;
        }
        if !is_adjective(reading, next) {
            return None;
        }
        position = next + 1;
    }
    let has_noun =
        position < high && is_nominal(reading, position) && !is_determiner(reading, position);
    (position > end && has_noun).then_some(position)
}

/// Returns the end of an adverb and its adjective after a determiner or owner: "their *newly formed* cabinet".
fn adverb_end(reading: &Reading, start: usize, end: usize, high: usize) -> Option<usize> {
    let is_opened = end > start
        && (is_determiner(reading, end - 1) || reading.is(end - 1, Class::PossessiveMark));
    let fits = is_opened && reading.is(end, Class::Adverb) && is_adjective(reading, end + 1);
    (fits && end + 2 < high && is_nominal(reading, end + 2)).then_some(end + 2)
}

fn is_adjective(reading: &Reading, at: usize) -> bool {
    reading.word(at).is_some_and(|word| {
        word.text.starts_with(char::is_lowercase)
            && (word.classes.has_any(&[Class::Adjective, Class::Past]) || word.text.contains('-'))
    })
}

/// Returns whether a lower-case word after a noun looks like its verb.
fn looks_finite(reading: &Reading, start: usize, index: usize) -> bool {
    let word = &reading.words[index];
    index > start
        && !is_determiner(reading, index - 1)
        && (word.is(Class::Past)
            || word.is(Class::Finite) && !word.is(Class::PossessiveMark)
            || is_verbal_cue(reading, index)
            || is_third_person(reading, index)
            || governs(reading, index))
}

/// Returns whether a word that may be a verb stands between a name and a noun: "Parliament *guarantees* rights".
fn governs(reading: &Reading, index: usize) -> bool {
    reading.is(index, Class::Plural)
        && reading.words[index - 1].is_capital()
        && !reading.is(index - 1, Class::Plural)
        && reading.word(index + 1).is_some_and(|next| next.is_open() && !next.is_capital())
}

/// Returns whether a lower-case word after a name is a verb in the third person: "Minister Lee *welcomes*".
fn is_third_person(reading: &Reading, index: usize) -> bool {
    reading.words[index - 1].is_capital() && is_third(reading, &reading.words[index])
}

fn is_third(reading: &Reading, word: &Word) -> bool {
    let is_third = |&(_, form): &(usize, Form)| form == Form::Third;
    word.cues.iter().any(is_third) || reading.sides_of(word).any(is_third)
}

/// Returns whether a word opens what a verb before it is about.
fn opens_object(reading: &Reading, at: usize) -> bool {
    is_determiner(reading, at)
        || reading.word(at).is_some_and(|word| {
            word.is_capital() || word.classes.has_any(&[Class::Object, Class::InfinitiveMarker])
        })
}

pub(super) fn is_verbal_cue(reading: &Reading, index: usize) -> bool {
    let is_verb = |&(_, form): &(usize, Form)| matches!(form, Form::Past | Form::PastParticiple);
    let word = reading.word(index);
    word.is_some_and(|word| word.cues.iter().any(is_verb) || reading.sides_of(word).any(is_verb))
}

/// Returns the start of the determiner, adjectives and nouns that end before `end`.
fn simple_start(reading: &Reading, low: usize, end: usize) -> Option<usize> {
    let floor = low.max(end.saturating_sub(LONGEST));
    let mut start = end;
    while start > floor {
        let before = start - 1;
        if is_determiner(reading, before) {
            start = before;
            break;
        }
        let is_noun = is_nominal(reading, before) && !reading.is(before, Class::Subject);
        if !is_noun || follows_subject(reading, low, before) {
            break;
        }
        start = before;
    }
    while start > floor && start < end && is_determiner(reading, start - 1) {
        start -= 1;
    }
    (start < end).then_some(start)
}

/// Returns whether a lower-case word is the verb of a pronoun or auxiliary before it: "we *support* Ghana".
fn follows_subject(reading: &Reading, low: usize, index: usize) -> bool {
    index > low
        && reading.words[index].text.starts_with(char::is_lowercase)
        && reading.words[index - 1].classes.has_any(&[
            Class::Modal,
            Class::Do,
            Class::InfinitiveMarker,
        ])
        || (low..index)
            .rev()
            .find(|&at| !reading.is(at, Class::Adverb))
            .is_some_and(|at| is_pronoun(reading, at))
}

fn is_pronoun(reading: &Reading, index: usize) -> bool {
    let word = &reading.words[index];
    word.is(Class::Subject)
        && !word.classes.has_any(&[Class::Determiner, Class::Possessive, Class::Object])
}

/// Returns the start of the noun phrase that a preposition or "and" ties to one.
fn linked_before(reading: &Reading, low: usize, start: usize, end: usize) -> Option<usize> {
    let link = start.checked_sub(1).filter(|&link| link > low)?;
    let word = reading.words[link];
    let is_pair = word.is(Class::And);
    if !word.is(Class::Linking) && !is_pair {
        return None;
    }
    if !is_nominal(reading, link - 1) || reading.is(link - 1, Class::Subject) {
        return None;
    }
    let before = simple_start(reading, low, link)?;
    let opens_clause = before == low || reading.words[before - 1].is_mark();
    let is_time = reading.is(start, Class::Time) && end == start + 1;
    let is_inside =
        before > low && reading.is(before - 1, Class::Owner) && is_determiner(reading, start);
    let fits = if is_pair {
        opens_clause || is_inside || reading.words[link - 1].is_capital()
    } else {
        !is_time
    };
    (fits && end - before <= LONGEST).then_some(before)
}

/// Returns the start of a list whose last two things a comma ties to the first: "the study of *peace,* law and order".
fn listed_before(reading: &Reading, low: usize, start: usize, end: usize) -> Option<usize> {
    let comma = start.checked_sub(1).filter(|&at| at > low && reading.text_at(at) == ",")?;
    let is_bare = reading.words[start].is_open()
        && !reading.words[start].is_capital()
        && !reading.is(start, Class::Plural);
    let is_list = (start..end).any(|at| reading.is(at, Class::And));
    if !is_bare || !is_list || !is_nominal(reading, comma - 1) {
        return None;
    }
    let before = simple_start(reading, low, comma)?;
    let is_inside = before > low && reading.is(before - 1, Class::Owner);
    (is_inside && end - before <= LONGEST).then_some(before)
}

/// Returns the noun phrase before the apposition, bracket or relative clause that ends before `end`.
fn before_apposition(reading: &Reading, low: usize, end: usize) -> Option<Tokens> {
    let floor = low.max(end.saturating_sub(LONGEST));
    let mut position = end;
    while position > floor {
        let comma = (floor..position - 1).rev().find(|&at| reading.text_at(at) == ",");
        let chunk = comma.map_or(floor, |comma| comma + 1);
        let is_insertion = comma.is_some() && is_insertion(reading, chunk);
        if !is_insertion {
            return if has_verb(reading, chunk, position - 1) {
                of_main_clause(reading, chunk, position)
            } else {
                ending_at(reading, chunk, position - 1)
            };
        }
        position = chunk;
    }
    None
}

/// Returns whether a verb stands in some words, other than at their start.
fn has_verb(reading: &Reading, start: usize, end: usize) -> bool {
    (start + 1..end).any(|at| {
        let word = &reading.words[at];
        word.text.starts_with(char::is_lowercase)
            && (word.is(Class::Finite) || word.is(Class::Past) || is_verbal_cue(reading, at))
    })
}

/// Returns whether what begins after a comma says more about the noun phrase before it.
fn is_insertion(reading: &Reading, start: usize) -> bool {
    let Some(word) = reading.word(start) else { return false };
    word.kind == TokenKind::Number
        || word.is(Class::Relative)
        || word.is(Class::Preposition)
        || word.is(Class::Determiner)
        || word.is(Class::Possessive)
        || word.is(Class::Past)
        || word.is(Class::Adverb)
        || word.is(Class::Participle)
        || !word.is_capital()
        || reading.text_at(start + 1) == ","
        || is_post(reading, start)
}

/// Returns whether a post of somebody begins at a token: "*Director of* the Office".
pub(super) fn is_post(reading: &Reading, start: usize) -> bool {
    let Some(word) = reading.word(start) else { return false };
    let roles = reading.lexicon.names.of(&word.text.to_lowercase());
    roles.has(WordClass::Role) && reading.is(start + 1, Class::Preposition)
}

/// Skips adverbs and brackets before a verb.
pub(super) fn skip_back(reading: &Reading, low: usize, end: usize) -> usize {
    let mut end = end;
    while end > low {
        let before = end - 1;
        if reading.text_at(before) == ")" {
            let floor = low.max(end.saturating_sub(LONGEST));
            match (floor..before).rev().find(|&at| reading.text_at(at) == "(") {
                Some(open) => end = open,
                None => break,
            }
        } else if reading.is(before, Class::Adverb) && !reading.words[before].is_capital() {
            end = before;
        } else if let Some(start) = time_before(reading, low, end) {
            end = start;
        } else {
            break;
        }
    }
    end
}

/// Returns where a phrase of time before a token begins: "on Friday", "this month", "in late August".
fn time_before(reading: &Reading, low: usize, end: usize) -> Option<usize> {
    let mut start = end - 1;
    if !reading.is(start, Class::Time) {
        return None;
    }
    while start > low && reading.is(start - 1, Class::Deictic) {
        start -= 1;
    }
    if start > low && reading.is(start - 1, Class::Preposition) {
        return Some(start - 1);
    }
    (start + 1 < end).then_some(start)
}

fn skip_comma(reading: &Reading, low: usize, end: usize) -> usize {
    if end > low && reading.text_at(end - 1) == "," { end - 1 } else { end }
}

/// Leaves out a day before a name: "on Friday Anna Lee".
fn without_time(reading: &Reading, start: usize, end: usize) -> usize {
    let mut start = start;
    while start + 1 < end && (reading.is(start, Class::Time) || reading.is(start, Class::Adverb)) {
        start += 1;
    }
    start
}

/// Returns whether a word is a pronoun and not the determiner of what follows.
fn is_pronoun_here(reading: &Reading, low: usize, index: usize) -> bool {
    !reading.is(index, Class::Determiner) || index == low || !is_nominal(reading, index - 1)
}

/// Returns whether "that" before a verb is no relative pronoun but its subject or a conjunction.
fn is_demonstrative_subject(reading: &Reading, low: usize, end: usize) -> bool {
    end == low + 1
        || (reading.is(end - 1, Class::Complementizer)
            && end > low + 1
            && !is_nominal(reading, end - 2))
}

/// Returns whether a word may stand inside a noun phrase after its determiner.
pub(super) fn is_nominal(reading: &Reading, index: usize) -> bool {
    let Some(word) = reading.word(index) else { return false };
    let is_inside_name = word.is(Class::PossessiveMark)
        && index > 0
        && reading.words[index - 1].kind != TokenKind::QuotationMark;
    word.is_open()
        || is_inside_name
        || matches!(word.text, "%" | "$" | "£" | "€" | "-" | "/")
        || (word.classes.has_any(&[Class::Past, Class::Participle, Class::Possessive])
            && !word.classes.has_any(&[Class::Finite, Class::Preposition]))
        || word.is(Class::Speaker) && word.classes.has_any(&[Class::Determiner])
}

fn is_determiner(reading: &Reading, index: usize) -> bool {
    reading.word(index).is_some_and(|word| word.is(Class::Determiner) || word.is(Class::Possessive))
}

/// Returns the subject of the main clause of a sentence, for a participle that leans on it.
///
/// > *The Mission* left on Monday, **saying** that …
pub(super) fn of_main_clause(reading: &Reading, low: usize, before: usize) -> Option<Tokens> {
    let mut start = low;
    while start < before {
        let word = &reading.words[start];
        let is_pronoun = word.is(Class::Subject);
        if word.is_mark()
            || (!is_pronoun && word.classes.has_any(&[Class::Conjunction, Class::Adverb]))
        {
            start += 1;
        } else if !is_pronoun
            && word.classes.has_any(&[Class::Preposition, Class::Subordinator, Class::Time])
        {
            let comma =
                (start..before.min(start + LONGEST)).find(|&at| reading.text_at(at) == ",")?;
            start = comma + 1;
        } else {
            break;
        }
    }
    starting_at(reading, start, before)
}

/// Returns the subject of the clause that a verb stands in, where other words stand between.
///
/// > *The Mission* continued to **claim** that …
pub(super) fn of_clause(reading: &Reading, low: usize, before: usize) -> Option<Tokens> {
    let floor = low.max(before.saturating_sub(LONGEST));
    let opens = |&at: &usize| {
        let word = &reading.words[at];
        word.is_mark() || (word.is(Class::Subordinator) && !word.is(Class::Role))
    };
    let start = (floor..before).rev().find(opens).map_or(floor, |at| at + 1);
    of_main_clause(reading, start, before)
}

/// Returns the subject of the verb before "and": *She* left and **said** that …
pub(super) fn of_coordinated(reading: &Reading, low: usize, verb: usize) -> Option<Tokens> {
    let end = skip_back(reading, low, verb);
    let is_coordinated = end > low && reading.is(end - 1, Class::Conjunction);
    is_coordinated.then(|| of_main_clause(reading, low, end - 1)).flatten()
}

/// Returns whom a participle leans on: a noun phrase right before it, else the subject of the main clause.
///
/// > … with *the Mission* **noting** that … · *The Mission* left, **noting** that …
pub(super) fn of_participle(reading: &Reading, low: usize, verb: usize) -> Option<Tokens> {
    let end = skip_back(reading, low, verb);
    let follows_noun =
        end > low && is_nominal(reading, end - 1) && reading.words[end - 1].kind == TokenKind::Word;
    let near = || ending_at(reading, low, end);
    follows_noun.then(near).flatten().or_else(|| of_main_clause(reading, low, verb))
}
