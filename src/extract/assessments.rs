//! Stances told by an evaluating predicate, in what somebody said or in an author's own text.
//!
//! > The mission said that *the elections* were **free** and transparent.

use super::holders::Holders;
use super::noun_phrases;
use super::occurrence;
use super::reading::Reading;
use super::reading::Tokens;
use crate::model::Act;
use crate::model::Class;
use crate::model::Confidence;
use crate::model::Form;
use crate::model::FoundStance;
use crate::model::StanceUse;
use crate::model::StanceWord;

/// Finds evaluating predicates and what they are about.
pub(super) fn find(reading: &Reading, holders: &Holders) -> Vec<FoundStance> {
    let mut found = Vec::new();
    for head in 0..reading.words.len() {
        let quality = reading.words[head].stances.iter().find_map(|&(number, _)| {
            let word = &reading.lexicon.stances.stances[number];
            let is_whole = occurrence::is_followed_by(reading, head, &word.then);
            (matches!(word.use_as, StanceUse::Quality | StanceUse::Epithet) && is_whole)
                .then_some(word)
        });
        found.extend(quality.and_then(|word| {
            predicate(reading, holders, word, head)
                .or_else(|| complement(reading, holders, word, head))
                .or_else(|| epithet(reading, holders, word, head))
        }));
    }
    found
}

/// > *The elections* were **free** and transparent.
fn predicate(
    reading: &Reading,
    holders: &Holders,
    word: &StanceWord,
    head: usize,
) -> Option<FoundStance> {
    reading.sentence_of(head)?;
    let is_verb = reading.is(head, Class::Participle)
        && noun_phrases::starting_at(reading, head + 1, head + 4).is_some();
    if is_verb {
        return None;
    }
    let (low, _) = reading.bounds(head);
    let copula = copula_before(reading, low, head)?;
    let group = occurrence::group(reading, low, copula, Form::Base);
    let between = occurrence::group(reading, low, head, Form::Base);
    let target = noun_phrases::subject(reading, low, group.start)?;
    let is_negated = group.is_negated || between.is_negated;
    let is_modal = group.is_modal || between.is_modal;
    if reading.is(target.0, Class::Expletive) && target.1 == target.0 + 1 {
        return None;
    }
    Some(FoundStance {
        polarity: if is_negated { word.polarity.opposite() } else { word.polarity },
        is_modal,
        ..assessment(reading, holders, word, head, target)?
    })
}

/// > The mission assessed *the elections* as **free** and transparent.
fn complement(
    reading: &Reading,
    holders: &Holders,
    word: &StanceWord,
    head: usize,
) -> Option<FoundStance> {
    const WINDOW: usize = 4;
    reading.sentence_of(head)?;
    holders.statement_at(head)?;
    let (low, _) = reading.bounds(head);
    let floor = low.max(head.saturating_sub(WINDOW));
    let role = (floor..head).rev().find(|&at| reading.is(at, Class::Role))?;
    let target = noun_phrases::ending_at(reading, low, role)?;
    let end = reading.words[target.1 - 1];
    let is_noun = end.is_open() || end.is(Class::Object);
    is_noun.then(|| assessment(reading, holders, word, head, target)).flatten()
}

/// > She condemned *Russia’s **brutal** invasion*.
fn epithet(
    reading: &Reading,
    holders: &Holders,
    word: &StanceWord,
    head: usize,
) -> Option<FoundStance> {
    reading.sentence_of(head).filter(|_| word.use_as == StanceUse::Epithet)?;
    let (low, high) = reading.bounds(head);
    let start = noun_phrases::ending_at(reading, low, head + 1)?.0;
    let target = noun_phrases::starting_at(reading, start.max(head.saturating_sub(4)), high)?;
    (target.1 > head + 1).then(|| assessment(reading, holders, word, head, target)).flatten()
}

fn assessment(
    reading: &Reading,
    holders: &Holders,
    word: &StanceWord,
    head: usize,
    target: Tokens,
) -> Option<FoundStance> {
    // What is asked for or promised is not yet so.
    if matches!(holders.act_at(head), Some(Act::Directive | Act::Commissive)) {
        return None;
    }
    Some(FoundStance {
        holder: holders.speaking_at(reading, head)?,
        cue: reading.span(head, head + 1 + word.then.len())?,
        target: reading.span(target.0, target.1)?,
        polarity: word.polarity,
        kind: word.kind,
        statement: holders.statement_at(head),
        is_negated: false,
        is_modal: false,
        is_conditional: false,
        confidence: Confidence::hundredths(70),
        rule: "assessment",
    })
}

/// Returns the form of "be" before a quality, over adverbs, an article and other adjectives.
fn copula_before(reading: &Reading, low: usize, head: usize) -> Option<usize> {
    const WINDOW: usize = 6;
    let floor = low.max(head.saturating_sub(WINDOW));
    for at in (floor..head).rev() {
        let word = &reading.words[at];
        if word.is(Class::Copula) {
            return (!occurrence::is_possessive(reading, low, at)).then_some(at);
        }
        let is_adjective =
            !word.stances.is_empty() || word.is_open() && word.text.starts_with(char::is_lowercase);
        let fits = is_adjective
            || word.text == ","
            || word.classes.has_any(&[
                Class::And,
                Class::Determiner,
                Class::Adverb,
                Class::Negation,
            ]);
        if !fits {
            return None;
        }
    }
    None
}
