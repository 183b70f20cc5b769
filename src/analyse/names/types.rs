//! What a name seems to name, by its head noun, its first word and what stands around it.

use std::ops::Range;

use crate::model::EntityType;
use crate::model::TokenKind;
use crate::model::WordClass;

use super::known;
use super::words::Words;

const FIRST_NAMES: &[WordClass] = &[WordClass::MaleFirstName, WordClass::FemaleFirstName];

/// The longest acronym, in letters.
const LONGEST_ACRONYM: usize = 7;

/// Returns the type of a run of capitalised words, of which `full` also counts its "of …".
pub(super) fn of_run(words: &Words, run: Range<usize>, full: usize) -> Option<EntityType> {
    if let Some(found) = known::at(words, run.start, full).filter(|found| found.end == full) {
        return Some(found.known.entity_type);
    }
    let head = run.end - 1;
    let is_single = full == run.start + 1;
    if is_single && (follows_dateline(words, head) || is_agency(words, head)) {
        return Some(EntityType::Organization);
    }
    if is_single && words.is_upper(head) {
        let letters = words.word(head).chars().filter(|letter| letter.is_alphabetic()).count();
        return (letters <= LONGEST_ACRONYM).then_some(EntityType::Organization);
    }
    let has_first_name = words.has_any(run.start, FIRST_NAMES) && run.len() > 1;
    if has_first_name && full == run.end && !words.has(head, WordClass::OrganisationNoun) {
        return Some(EntityType::Person);
    }
    of_head(words, head).or_else(|| by_shape(words, &run, full))
}

/// Returns whether a name in capitals stands behind the place of a dateline: "ACCRA. **GHANANEWS** The vote …".
fn follows_dateline(words: &Words, index: usize) -> bool {
    let Some(place) = index.checked_sub(2).filter(|_| words.is_upper(index)) else { return false };
    matches!(words.word(index - 1), "." | "," | "—" | "–" | "―" | "-" | "/")
        && words.is_upper(place)
        && known::at(words, place, place + 1)
            .is_some_and(|found| found.known.entity_type == EntityType::Place)
}

/// Returns whether a name ends a sentence that it reports: "The vote was calm, **Ghananews** reports."
fn is_agency(words: &Words, index: usize) -> bool {
    let is = |at: usize, word: &str| at < words.tokens.len() && words.word(at) == word;
    is(index + 1, "reports") && is(index + 2, ".") && index > 0 && is(index - 1, ",")
}

/// Returns the type that a head noun gives.
pub(super) fn of_head(words: &Words, head: usize) -> Option<EntityType> {
    const BY_NOUN: &[(WordClass, EntityType)] = &[
        (WordClass::EventNoun, EntityType::Event),
        (WordClass::OrganisationNoun, EntityType::Organization),
        (WordClass::WorkNoun, EntityType::Work),
        (WordClass::PlaceNoun, EntityType::Place),
    ];
    if words.has(head, WordClass::OrganisationNoun) && !words.has(head, WordClass::Plural) {
        return Some(EntityType::Organization);
    }
    BY_NOUN.iter().find(|(class, _)| words.has(head, *class)).map(|&(_, entity_type)| entity_type)
}

/// Returns the type that the neighbours of a name tell.
fn by_shape(words: &Words, run: &Range<usize>, full: usize) -> Option<EntityType> {
    let before = run.start.checked_sub(1);
    let is_placed = before.is_some_and(|index| words.has(index, WordClass::Locative));
    let has_initial =
        run.len() > 1 && run.clone().skip(1).any(|index| is_initial(words.word(index)));
    let has_particle = run.clone().skip(1).any(|index| !words.is_capital(index));
    let next = full;
    let speaks = next < words.tokens.len() && words.has(next, WordClass::SpeakerVerb);
    let is_aged = next + 1 < words.tokens.len()
        && words.word(next) == ","
        && words.tokens[next + 1].kind == TokenKind::Number;
    if has_initial || speaks || (is_aged && run.len() > 1) {
        return Some(EntityType::Person);
    }
    let before_place = next + 1 < words.tokens.len()
        && words.word(next) == ","
        && known::at(words, next + 1, (next + 6).min(words.tokens.len()))
            .is_some_and(|found| found.known.entity_type == EntityType::Place);
    if is_placed || before_place {
        return Some(EntityType::Place);
    }
    let is_person = (2..=3).contains(&run.len())
        && full == run.end
        && !run.clone().any(|index| words.is_upper(index))
        && (words.recurs_without(head(run), run.start) || describes_after(words, next));
    (is_person || has_particle).then_some(EntityType::Person)
}

fn head(run: &Range<usize>) -> usize {
    run.end - 1
}

/// Returns whether a comma and a post or "who" follow: "X Y, **director** of Z", "X Y, **who** …".
fn describes_after(words: &Words, next: usize) -> bool {
    const REACH: usize = 4;
    let end = words.tokens.len().min(next + REACH);
    let has_comma = next < end && words.word(next) == ",";
    let is_post = |index: usize| {
        words.has_any(index, &[WordClass::Role, WordClass::PersonNoun, WordClass::SpeakerVerb])
    };
    has_comma && (next + 1..end).any(is_post)
}

fn is_initial(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase)
        && letters.next() == Some('.')
        && letters.next().is_none()
}
