//! Speech and thought told by a verb in the reporter's words, and quotations that follow a verb.
//!
//! > *The Mission* **noted** that the vote was calm. · The vote was calm, *the Mission* **noted**. ·
//! > It was **reported** that the vote was calm.

use super::content;
use super::content::Content;
use super::extent;
use super::noun_phrases;
use super::occurrence::Occurrence;
use super::reading::Reading;
use super::reading::Tokens;
use super::statement;
use crate::model::Class;
use crate::model::Complement;
use crate::model::CueKind;
use crate::model::Form;
use crate::model::FoundStatement;
use crate::model::Voice;

/// The rule for a cue before its content.
pub(super) const RULE: &str = "reported-speech";

/// Finds what a verb reports.
pub(super) fn find(reading: &Reading, occurrence: &Occurrence) -> Option<FoundStatement> {
    if occurrence.cue.kind != CueKind::Verb {
        return None;
    }
    if occurrence.is_passive(reading) {
        return passive(reading, occurrence);
    }
    fronted(reading, occurrence)
        .or_else(|| behind(reading, occurrence))
        .or_else(|| before(reading, occurrence))
        .or_else(|| relative(reading, occurrence))
}

/// > *The Mission* **noted** that the vote was calm.
fn behind(reading: &Reading, occurrence: &Occurrence) -> Option<FoundStatement> {
    let content = content::after(reading, occurrence)?;
    let is_deed = occurrence.cue.weak
        && occurrence.group.is_infinitive
        && content.complement == Complement::Phrase;
    if is_deed || is_borne_noun(reading, content.pieces[0].0) {
        return None;
    }
    let source = statement::speaker(reading, occurrence);
    let may_lack_source = occurrence.start == occurrence.low
        || occurrence.form == Form::Base
        || occurrence.is_participle()
        || occurrence.group.is_infinitive;
    let voice = match source {
        None if !may_lack_source => return None,
        None if reading.is_own_voice && reading.quotation_of(occurrence.head).is_none() => {
            Voice::Author
        }
        _ => statement::voice(reading, source),
    };
    statement::make(reading, occurrence, voice, &content, RULE)
}

/// Returns whether a noun that is a cue of its own follows with its owner: "reaffirmed *their commitment*".
fn is_borne_noun(reading: &Reading, start: usize) -> bool {
    const WINDOW: usize = 5;
    let is_cue = |at: usize| {
        let is_noun =
            |&(number, _): &(usize, Form)| reading.lexicon.cues.cues[number].kind == CueKind::Noun;
        reading.word(at).is_some_and(|word| word.cues.iter().any(is_noun))
    };
    let noun = (start + 1..start + WINDOW).find(|&at| is_cue(at));
    reading.is(start, Class::Possessive)
        && noun.is_some_and(|noun| reading.is(noun + 1, Class::InfinitiveMarker))
}

/// > As *the Mission* **noted** on Monday, the vote was calm.
fn fronted(reading: &Reading, occurrence: &Occurrence) -> Option<FoundStatement> {
    const WINDOW: usize = 15;
    let Occurrence { low, start, end, high, .. } = *occurrence;
    let is_fronted = reading.is(low, Class::Role) && content::takes(occurrence, Complement::Clause);
    let source = is_fronted.then(|| noun_phrases::ending_at(reading, low + 1, start)).flatten()?;
    let comma = (end..high.min(end + WINDOW)).find(|&at| reading.text_at(at) == ",")?;
    let stop = extent::end(reading, comma + 1, high, Complement::Clause);
    let content = Content {
        complement: Complement::Clause,
        pieces: vec![(comma + 1, stop)],
        addressee: None,
    };
    statement::make(
        reading,
        occurrence,
        statement::voice(reading, Some(source)),
        &content,
        "fronted-speech",
    )
}

/// > the plan that *the Mission* **announced** · the plan, which *the Mission* **said** was late
fn relative(reading: &Reading, occurrence: &Occurrence) -> Option<FoundStatement> {
    let Occurrence { low, start, end, high, .. } = *occurrence;
    let source = noun_phrases::subject(reading, low, start)?;
    let pronoun = source.0.checked_sub(1).filter(|&at| {
        at > low && reading.words[at].classes.has_any(&[Class::Relative, Class::Question])
    })?;
    let next = content::skip_adverbs(reading, end, high);
    let antecedent = || {
        let stop = pronoun - usize::from(reading.text_at(pronoun - 1) == ",");
        noun_phrases::ending_at(reading, low, stop)
    };
    let goes_on = reading.is(next, Class::Finite) && content::takes(occurrence, Complement::Clause)
        || content::names(reading, next) && content::takes(occurrence, Complement::Naming);
    let pieces = if goes_on {
        let stop = extent::end(reading, next, high, Complement::Clause);
        // A comma before "which" has its partner where the relative clause ends.
        let is_enclosed = reading.text_at(pronoun - 1) == ",";
        let comma = (next..stop).find(|&at| is_enclosed && reading.text_at(at) == ",");
        vec![(pronoun, pronoun + 1), (next, comma.unwrap_or(stop))]
    } else if content::takes(occurrence, Complement::Phrase) {
        vec![antecedent()?]
    } else {
        return None;
    };
    let content = Content { complement: Complement::Phrase, pieces, addressee: None };
    statement::make(
        reading,
        occurrence,
        statement::voice(reading, Some(source)),
        &content,
        "relative-speech",
    )
}

/// > The vote was calm, *the Mission* **noted**.
fn before(reading: &Reading, occurrence: &Occurrence) -> Option<FoundStatement> {
    let takes_clause = content::takes(occurrence, Complement::Clause)
        || content::takes(occurrence, Complement::That);
    if !takes_clause || occurrence.is_participle() {
        return None;
    }
    let after = match noun_phrases::starting_at(reading, occurrence.end, occurrence.high) {
        Some(person) if occurrence.cue.addressee => person.1,
        _ => occurrence.end,
    };
    let next = content::skip_adverbs(reading, after, occurrence.high);
    let is_last = next >= occurrence.high
        || reading.words[next].is_mark()
        || reading.is(next, Class::Occasion)
        || reading.is(next, Class::Conjunction);
    let comma_at = |at: usize| reading.text_at(at) == "," && at > occurrence.low;
    let plain = || {
        let source = noun_phrases::subject(reading, occurrence.low, occurrence.start)?;
        let comma = source.0.checked_sub(1).filter(|&at| is_last && comma_at(at))?;
        Some((source, comma))
    };
    let inverted = || {
        let comma = occurrence.start.checked_sub(1).filter(|&at| comma_at(at))?;
        Some((noun_phrases::starting_at(reading, occurrence.end, occurrence.high)?, comma))
    };
    let (source, comma) = plain().or_else(inverted)?;
    let start = start_before(reading, occurrence.low, comma);
    let mut pieces = vec![(start, comma)];
    pieces.extend(going_on(reading, occurrence, source.1.max(next)));
    if pieces.len() == 1 && (comma < start + 2 || is_circumstance(reading, start, comma)) {
        return None;
    }
    let content = Content { complement: Complement::Clause, pieces, addressee: None };
    let voice = statement::voice(reading, Some(source));
    statement::make(reading, occurrence, voice, &content, "trailing-speech")
}

/// Returns whether some words are a clause that only says when, why or if what follows their comma happens.
///
/// > ~~If the board knew~~, the court will **decide**.
fn is_circumstance(reading: &Reading, start: usize, comma: usize) -> bool {
    let words = &reading.analysis.words;
    let first = words.partition_point(|word| (word.token as usize) < start);
    let end = words.partition_point(|word| (word.token as usize) < comma);
    let Some(opener) = words.get(first) else { return false };
    let clause = opener.head.and_then(|head| words.get(head as usize));
    opener.relation.is("mark")
        && clause.is_some_and(|clause| {
            clause.relation.is("advcl") && clause.head.is_some_and(|head| head as usize >= end)
        })
}

/// Returns where the clause that ends at a comma begins.
fn start_before(reading: &Reading, low: usize, comma: usize) -> usize {
    let semicolon = (low..comma).rev().find(|&at| reading.text_at(at) == ";");
    let start = semicolon.map_or(low, |at| at + 1);
    let is_joined = start + 1 < comma && reading.is(start, Class::Conjunction);
    start + usize::from(is_joined)
}

/// Returns what goes on after a cue that interrupts: "The vote, she said, was calm."
fn going_on(reading: &Reading, occurrence: &Occurrence, end: usize) -> Option<Tokens> {
    let comma = (end..occurrence.high.min(end + 8)).find(|&at| reading.text_at(at) == ",")?;
    let next = reading.word(comma + 1)?;
    let is_participle = next.is(Class::Participle) || !next.cues.is_empty();
    let start = comma + 1;
    let stop = extent::end(reading, start, occurrence.high, Complement::Clause);
    (!is_participle && start < occurrence.high && stop > start + 1).then_some((start, stop))
}

/// > It was **reported** by the agency that the vote was calm. · The vote was **expected** to be calm.
fn passive(reading: &Reading, occurrence: &Occurrence) -> Option<FoundStatement> {
    let subject = noun_phrases::subject(reading, occurrence.low, occurrence.start);
    let is_agent = reading.is(occurrence.end, Class::Agent)
        && !reading.is(occurrence.end + 1, Class::Participle);
    let agent = is_agent
        .then(|| noun_phrases::starting_at(reading, occurrence.end + 1, occurrence.high))
        .flatten();
    if !occurrence.cue.passive && agent.is_none() {
        return None;
    }
    let source = agent.map_or(Voice::Unknown, |agent| statement::voice(reading, Some(agent)));
    let content = passive_content(reading, occurrence, subject, agent)?;
    statement::make(reading, occurrence, source, &content, "passive-speech")
}

fn passive_content(
    reading: &Reading,
    occurrence: &Occurrence,
    subject: Option<Tokens>,
    agent: Option<Tokens>,
) -> Option<Content> {
    let is_empty =
        subject.is_none_or(|(start, end)| end == start + 1 && reading.is(start, Class::Expletive));
    let is_reduced = !occurrence.group.is_passive;
    if is_reduced && content::takes(occurrence, Complement::Phrase) {
        return Some(Content {
            complement: Complement::Phrase,
            pieces: vec![subject?],
            addressee: None,
        });
    }
    let after = agent.map_or(occurrence.end, |agent| agent.1);
    let shifted = Occurrence { end: after, ..*occurrence };
    let content = content::after(reading, &shifted);
    match (content, subject) {
        (Some(content), _) if is_empty => Some(content),
        (Some(content), Some(subject)) if occurrence.cue.addressee => {
            // "Travellers were advised *to wait*" is an order.
            let complement = match content.complement {
                Complement::Infinitive => Complement::Order,
                other => other,
            };
            Some(Content { addressee: Some(subject), complement, ..content })
        }
        (Some(mut content), Some(subject)) => {
            content.pieces.insert(0, subject);
            Some(content)
        }
        (None, Some(subject))
            if agent.is_some() && content::takes(occurrence, Complement::Phrase) =>
        {
            Some(Content { complement: Complement::Phrase, pieces: vec![subject], addressee: None })
        }
        _ => None,
    }
}
