//! Stances told by a verb or noun that takes sides.
//!
//! > *The Minister* **welcomed** *the report*. · *The report* was **welcomed** by *the Minister*. ·
//! > *The Minister* expressed **gratitude** to *the mission*.

use super::attitudes;
use super::content;
use super::holders::Holders;
use super::nominal_cues;
use super::nominal_cues::Owner;
use super::noun_phrases;
use super::occurrence;
use super::occurrence::Group;
use super::reading::Reading;
use super::reading::Tokens;
use super::statement;
use crate::model::Class;
use crate::model::Confidence;
use crate::model::Form;
use crate::model::FoundStance;
use crate::model::StanceKind;
use crate::model::StanceUse;
use crate::model::StanceWord;
use crate::model::Voice;

/// Finds the stances of verbs and nouns.
pub(super) fn find(reading: &Reading, holders: &Holders) -> Vec<FoundStance> {
    let mut found = Vec::new();
    for head in 0..reading.words.len() {
        let mut entries = reading.words[head].stances.iter();
        found.extend(entries.find_map(|&(number, form)| {
            let word = &reading.lexicon.stances.stances[number];
            let is_whole = occurrence::is_followed_by(reading, head, &word.then);
            let place = Place::new(reading, head, word).filter(|_| is_whole)?;
            match word.use_as {
                StanceUse::Act => verb(reading, holders, word, form, place),
                StanceUse::Noun => noun(reading, holders, word, place),
                StanceUse::Quality | StanceUse::Epithet => None,
            }
        }));
    }
    found
}

/// Where a word that takes sides stands.
#[derive(Clone, Copy)]
struct Place {
    head: usize,
    end: usize,
    low: usize,
    high: usize,
}

impl Place {
    fn new(reading: &Reading, head: usize, word: &StanceWord) -> Option<Self> {
        reading.sentence_of(head)?;
        let (low, high) = reading.bounds(head);
        let end = head + 1 + word.then.len();
        (end <= high).then_some(Self { head, end, low, high })
    }
}

/// > *The Minister* **welcomed** *the report*.
fn verb(
    reading: &Reading,
    holders: &Holders,
    word: &StanceWord,
    form: Form,
    place: Place,
) -> Option<FoundStance> {
    let Place { head, end, low, high } = place;
    let group = occurrence::group(reading, low, head, form);
    if !occurrence::is_verb(reading, low, head, form, group) {
        return None;
    }
    let by = (reading.is(end, Class::Agent))
        .then(|| noun_phrases::starting_at(reading, end + 1, high))
        .flatten();
    let is_reduced = matches!(form, Form::Past | Form::PastParticiple) && by.is_some();
    if group.is_passive || is_reduced {
        let target = noun_phrases::subject(reading, low, group.start)?;
        return make(
            reading,
            holders,
            word,
            place,
            group,
            (statement::voice(reading, Some(by?)), target),
        );
    }
    let target =
        noun_phrases::starting_at(reading, content::skip_adverbs(reading, end, high), high)?;
    let target = without_reason(reading, word, target);
    let is_deed = word.weak && group.is_infinitive && !is_wished(reading, group.start);
    if is_deed || means_other(reading, word, target) {
        return None;
    }
    let holder = holder(reading, holders, place, group, form)?;
    make(reading, holders, word, place, group, (holder, target))
}

/// Leaves out what somebody is thanked or blamed for: "thanked *the observers* for their work".
fn without_reason(reading: &Reading, word: &StanceWord, (start, end): Tokens) -> Tokens {
    let has_reason =
        !matches!(word.kind, StanceKind::Welcomes | StanceKind::Supports | StanceKind::Rejects);
    let reason = (start + 1..end).find(|&at| has_reason && reading.is(at, Class::Reason));
    (start, reason.unwrap_or(end))
}

/// Returns whether a verb with a person means something else here: "welcomed *her to* the palace".
fn means_other(reading: &Reading, word: &StanceWord, target: Tokens) -> bool {
    let first = &reading.words[target.0];
    let is_person = first.is_capital() || first.is(Class::Object);
    let is_listed = |at: usize| word.not_before.iter().any(|after| reading.text_at(at) == after);
    is_person && (target.0..=target.1).any(is_listed)
}

/// Returns whether a verb of wishing governs an infinitive: "I *want* to thank", not "a visit to support".
fn is_wished(reading: &Reading, to: usize) -> bool {
    to > 0 && reading.is(to - 1, Class::Wish)
}

/// Returns whose verb it is; of one that opens a sentence ("Thank you"), whoever speaks.
fn holder(
    reading: &Reading,
    holders: &Holders,
    place: Place,
    group: Group,
    form: Form,
) -> Option<Voice> {
    let Place { head, low, .. } = place;
    let phrase = if group.is_infinitive {
        noun_phrases::of_clause(reading, low, group.start)
    } else if form == Form::Ing && !group.has_auxiliary {
        noun_phrases::of_participle(reading, low, head)
    } else {
        noun_phrases::of_coordinated(reading, low, group.start)
            .or_else(|| noun_phrases::subject(reading, low, group.start))
    };
    match phrase {
        Some(phrase) => Some(statement::voice(reading, Some(phrase))),
        None => holders.speaking_at(reading, head),
    }
}

/// > *We* are **grateful** to *the mission*.
fn of_adjective(reading: &Reading, place: Place) -> Option<Owner> {
    let copula = attitudes::copula_before(reading, place.low, place.head)?;
    let phrase = noun_phrases::subject(reading, place.low, copula)?;
    Some(Owner { phrase, cue_start: copula })
}

/// > *The Minister* expressed **gratitude** to *the mission*.
fn noun(
    reading: &Reading,
    holders: &Holders,
    word: &StanceWord,
    place: Place,
) -> Option<FoundStance> {
    let preposition = reading.text_at(place.end);
    if !word.before_target.iter().any(|before| before == preposition) {
        return None;
    }
    if reading.is(place.end + 1, Class::Participle) {
        return None;
    }
    let target = noun_phrases::starting_at(reading, place.end + 1, place.high)?;
    let target = without_reason(reading, word, target);
    let owner = of_adjective(reading, place)
        .or_else(|| nominal_cues::owner(reading, place.low, place.head))?;
    let holder = statement::voice(reading, Some(owner.phrase));
    let is_negated = (owner.cue_start..place.head).any(|at| reading.is(at, Class::Negation));
    let group = Group { is_negated, ..Group::default() };
    make(reading, holders, word, place, group, (holder, target))
}

fn make(
    reading: &Reading,
    holders: &Holders,
    word: &StanceWord,
    place: Place,
    group: Group,
    (holder, target): (Voice, Tokens),
) -> Option<FoundStance> {
    let target = reading.span(target.0, target.1)?;
    let holds_itself = matches!(holder, Voice::Words(span) if span.overlaps(target));
    if holds_itself {
        return None;
    }
    Some(FoundStance {
        holder,
        cue: reading.span(place.head, place.end)?,
        target,
        polarity: word.polarity,
        kind: word.kind,
        statement: holders.statement_at(place.head),
        is_negated: group.is_negated,
        is_modal: group.is_modal,
        is_conditional: is_conditional(reading, place),
        confidence: Confidence::hundredths(if word.use_as == StanceUse::Act { 85 } else { 75 }),
        rule: if word.use_as == StanceUse::Act { "act" } else { "nominal-act" },
    })
}

/// Returns whether a condition opens the clause.
fn is_conditional(reading: &Reading, place: Place) -> bool {
    const WINDOW: usize = 20;
    let floor = place.low.max(place.head.saturating_sub(WINDOW));
    let comma = (floor..place.head).rev().find(|&at| reading.text_at(at) == ",");
    (comma.unwrap_or(floor)..place.head).any(|at| reading.is(at, Class::Condition))
}
