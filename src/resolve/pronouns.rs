//! Pronouns, to the nearest who fits: number, gender where it is known, and who spoke before.
//!
//! > *Ms Lee* resigned. **She** said …; *the OSCE* … **it** noted; *who* after a name

use std::ops::Range;

use crate::model::EntityType;
use crate::model::Resolution;
use crate::model::TokenKind;
use crate::model::WordClass;
use crate::model::WordClasses;

use super::cast::Cast;
use super::cast::Determiner;
use super::cast::Gender;
use super::passage::Passage;
use super::voices::Meant;
use super::voices::Voices;

/// A pronoun reaches back over at most so many sentences.
const SENTENCES: usize = 3;
/// … and so many names and descriptions.
const NAMES: usize = 60;
/// … and so many speakers.
const SPEAKERS: usize = 4;

/// Whom a pronoun can mean.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Man,
    Woman,
    Thing,
    Several,
}

/// Returns whom a pronoun means, nobody if that stays open; nothing if the words are no pronoun.
pub(super) fn meant(voices: &mut Voices, tokens: Range<usize>, speaker: &[usize]) -> Option<Meant> {
    let passage = voices.passage;
    let classes = passage.classes(tokens.start);
    if tokens.clone().skip(1).any(|index| !is_reflexive(passage.classes(index))) {
        return None;
    }
    let span = passage.span(tokens.clone())?;
    let (meant, rule) = if classes.has(WordClass::I) {
        (speaker.to_vec(), "speaker")
    } else if classes.has(WordClass::We) {
        (with_body(voices, speaker), "speaker")
    } else if classes.has(WordClass::You) {
        (spoken_to(voices, tokens.start, speaker), "addressed")
    } else if classes.has(WordClass::Relative) && tokens.len() == 1 {
        (before_relative(voices, tokens.start), "relative")
    } else if let Some(kind) = kind(classes) {
        find(voices, tokens.start, kind)
    } else {
        return None;
    };
    let resolution = if meant.is_empty() { Resolution::Open } else { Resolution::Pronoun };
    voices.taken_up.insert(span, (meant.clone(), resolution, rule));
    Some(meant)
}

/// Returns the kind of a pronoun of the third person.
fn kind(classes: WordClasses) -> Option<Kind> {
    let kinds = [
        (WordClass::He, Kind::Man),
        (WordClass::She, Kind::Woman),
        (WordClass::It, Kind::Thing),
        (WordClass::They, Kind::Several),
    ];
    kinds.into_iter().find(|&(class, _)| classes.has(class)).map(|(_, kind)| kind)
}

fn is_reflexive(classes: WordClasses) -> bool {
    classes.has_any(&[
        WordClass::He,
        WordClass::She,
        WordClass::It,
        WordClass::They,
        WordClass::I,
        WordClass::We,
    ])
}

/// "You" are whom the sentence calls by name, else whom the turn of a transcript answers.
///
/// > **Brendon**, thank *you*. · Thank *you*, **Mr. Lee**.
fn spoken_to(voices: &Voices, token: usize, speaker: &[usize]) -> Meant {
    let passage = voices.passage;
    let at = passage.analysis.tokens[token].span.start();
    let sentence = &passage.analysis.sentences[passage.sentence_at(at)];
    let tokens = sentence.tokens.clone();
    let is_pause = |at: usize| matches!(passage.word(at), "," | "—" | "–" | "--" | "[" | "]");
    let is_called = |&index: &usize| {
        let candidate = &voices.cast.candidates[index];
        let start = candidate.title.as_ref().map_or(candidate.tokens.start, |title| title.start);
        let end = candidate.tokens.end;
        let is_first = start == tokens.start
            || passage.analysis.tokens[start - 1].kind == TokenKind::QuotationMark;
        let opens = is_first && end < tokens.end && is_pause(end);
        let closes =
            start > tokens.start && is_pause(start - 1) && (end + 1 >= tokens.end || is_pause(end));
        (opens || closes)
            && matches!(voices.cast.entity_type(index), Some(EntityType::Person) | None)
            && !speaker.iter().any(|&other| voices.cast.are_same(index, other))
    };
    let called = voices.cast.outermost_in(sentence.span).into_iter().find(is_called);
    let answered = || voices.turns.addressed_at(&voices.cast, at);
    let is_quoted = quotation_at(passage, at).is_some();
    called.or_else(|| answered().filter(|_| !is_quoted)).into_iter().collect()
}

/// "We" are the speaker and the body or country that the speaker stands for.
fn with_body(voices: &Voices, speaker: &[usize]) -> Meant {
    let mut meant = speaker.to_vec();
    if let &[only] = speaker
        && let Some(&body) = voices.bodies.get(&voices.cast.root(only))
    {
        meant.push(body);
    }
    meant
}

/// Returns the name or description right before "who", a comma between allowed.
fn before_relative(voices: &Voices, token: usize) -> Meant {
    let Some(before) = token.checked_sub(1) else { return Meant::new() };
    let end = if voices.passage.word(before) == "," { before } else { token };
    let found = voices.cast.ending_at(voices.passage, end);
    found.filter(|&index| can_speak(&voices.cast, index)).into_iter().collect()
}

fn can_speak(cast: &Cast, index: usize) -> bool {
    cast.entity_type(index).is_some_and(|entity_type| entity_type != EntityType::Event)
}

/// Finds whom a pronoun of the third person means: the first who fits in its sentence, else who spoke
/// last, else the first in the sentences before.
fn find(voices: &Voices, token: usize, kind: Kind) -> (Meant, &'static str) {
    let passage = voices.passage;
    let at = passage.analysis.tokens[token].span.start();
    let sentence = passage.sentence_at(at);
    let near = near(voices, at, sentence, kind);
    let first_in = |wanted: usize| {
        let there = near.iter().rev().filter(|&&(found, _)| found == wanted);
        let there: Meant = there.map(|&(_, index)| index).collect();
        let is_named = |&&index: &&usize| voices.cast.facts(index).is_named;
        there.iter().find(is_named).or(there.first()).map(|&index| vec![index])
    };
    let pair = |meant: Meant| match meant.as_slice() {
        &[only] => two_leaders(voices, only).unwrap_or(meant),
        _ => meant,
    };
    if let Some(meant) = first_in(sentence) {
        return (pair(meant), "same-sentence");
    }
    if let Some(meant) = last_speaker(voices, at, sentence, kind) {
        return (pair(meant), "last-speaker");
    }
    if kind == Kind::Several
        && let Some(two) = two_persons(voices, at)
    {
        return (two, "both");
    }
    let before = (1..=SENTENCES).filter_map(|back| sentence.checked_sub(back)).find_map(first_in);
    before.map_or((Meant::new(), "no-antecedent"), |meant| (meant, "sentence-before"))
}

/// Returns the candidates before a byte that fit a pronoun, the nearest first, each with its sentence.
fn near(voices: &Voices, at: usize, sentence: usize, kind: Kind) -> Vec<(usize, usize)> {
    let passage = voices.passage;
    let quotation = quotation_at(passage, at);
    voices
        .cast
        .before(at)
        .take(NAMES)
        .map(|index| (passage.sentence_at(voices.cast.candidates[index].span.start()), index))
        .take_while(|&(found, _)| found + SENTENCES >= sentence)
        .filter(|&(_, index)| {
            let candidate = &voices.cast.candidates[index];
            let inside = quotation_at(passage, candidate.span.start());
            candidate.span.end() <= at
                && fits(&voices.cast, index, kind)
                && !voices.apart.iter().any(|&other| voices.cast.are_same(other, index))
                && (inside.is_none() || inside == quotation)
        })
        .collect()
}

/// Returns the only two persons named so far, whom "the two leaders" means.
pub(super) fn two_leaders(voices: &Voices, index: usize) -> Option<Meant> {
    let (passage, candidate) = (voices.passage, &voices.cast.candidates[index]);
    let last = candidate.tokens.end.checked_sub(1)?;
    let counts = |word: &String| passage.lexicon.names.of(word).has(WordClass::Quantity);
    let is_pair = candidate.is_described
        && passage.has(last, WordClass::PairNoun)
        && candidate.complement.is_none()
        && candidate.modifiers.iter().all(counts)
        && (candidate.determiner == Determiner::Definite || !candidate.modifiers.is_empty());
    if is_pair { two_persons(voices, candidate.span.start()) } else { None }
}

/// Returns the only two persons that are named before a byte.
fn two_persons(voices: &Voices, byte: usize) -> Option<Meant> {
    let mut persons = Meant::new();
    for index in voices.cast.before(byte).take(NAMES) {
        let facts = voices.cast.facts(index);
        let is_person = facts.is_named && facts.entity_type() == Some(EntityType::Person);
        if is_person && !persons.iter().any(|&other| voices.cast.are_same(other, index)) {
            persons.push(index);
        }
    }
    persons.reverse();
    if persons.len() > 2 {
        return opening_pair(voices).filter(|_| byte > 0);
    }
    (persons.len() == 2).then_some(persons)
}

/// Returns the two persons who met, where the text opens with them.
///
/// > **President Lee** spoke today *with* **Prime Minister Kim** …
fn opening_pair(voices: &Voices) -> Option<Meant> {
    const SENTENCES: usize = 3;
    let passage = voices.passage;
    passage.analysis.sentences.iter().take(SENTENCES).find_map(|sentence| {
        let meets = sentence.tokens.clone().any(|at| passage.has(at, WordClass::Meeting));
        let mut persons = Meant::new();
        for index in voices.cast.outermost_in(sentence.span) {
            let facts = voices.cast.facts(index);
            let is_person = facts.is_named && facts.entity_type() == Some(EntityType::Person);
            if is_person && !persons.iter().any(|&other| voices.cast.are_same(other, index)) {
                persons.push(index);
            }
        }
        (meets && persons.len() == 2).then_some(persons)
    })
}

fn last_speaker(voices: &Voices, at: usize, sentence: usize, kind: Kind) -> Option<Meant> {
    let near = voices.heard.range(..at).rev().take(SPEAKERS);
    near.take_while(|&(&byte, _)| voices.passage.sentence_at(byte) + SENTENCES >= sentence)
        .map(|(_, speakers)| speakers)
        .find(|speakers| match (speakers.as_slice(), kind) {
            (&[only], _) => {
                fits(&voices.cast, only, kind)
                    && !voices.apart.iter().any(|&other| voices.cast.are_same(other, only))
            }
            (&[], _) => false,
            (_, kind) => kind == Kind::Several,
        })
        .cloned()
}

fn fits(cast: &Cast, index: usize, kind: Kind) -> bool {
    let facts = cast.facts(index);
    let entity_type = facts.entity_type();
    match kind {
        Kind::Man => {
            entity_type == Some(EntityType::Person) && facts.gender != Some(Gender::Female)
        }
        Kind::Woman => {
            entity_type == Some(EntityType::Person) && facts.gender != Some(Gender::Male)
        }
        Kind::Thing => entity_type == Some(EntityType::Organization) || facts.is_country,
        Kind::Several => matches!(entity_type, Some(EntityType::Group | EntityType::Organization)),
    }
}

/// Returns the quotation in which a byte stands, as an index.
fn quotation_at(passage: Passage, byte: usize) -> Option<usize> {
    let quotations = &passage.analysis.quotations;
    let at =
        quotations.partition_point(|quotation| quotation.span.start() <= byte).checked_sub(1)?;
    let quotation = &quotations[at];
    (quotation.span.end() > byte && !quotation.is_scare).then_some(at)
}
