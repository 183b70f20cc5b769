//! Pronouns: "I" and "we" by who speaks, "you" by who is spoken to, "who" by what stands before, and those of the third
//! person by their antecedents; "they" who met.
//!
//! > *Ms Lee* resigned. **She** said …; "**I** resign", *she* said; *Lee*, **who** resigned; *Lee and Kim* met. **They** said …

use std::ops::Range;

use crate::model::EntityType;
use crate::model::FoundStatement;
use crate::model::QuotationKind;
use crate::model::Resolution;
use crate::model::Span;
use crate::model::TokenKind;
use crate::model::WordClass;
use crate::model::WordClasses;

use super::antecedents::Antecedent;
use super::antecedents::Kind;
use super::antecedents::Referent;
use super::antecedents::kind;
use super::antecedents::quotation_at;
use super::cast::Cast;
use super::cast::Determiner;
use super::statements::Voiced;
use super::trees;
use super::voices::Meant;
use super::voices::Voices;

/// So many names and descriptions are looked at to find the only two persons.
const NAMES: usize = 60;

/// The rule of "we": the speaker and others, of whom perhaps nothing more is known.
const WITH_OTHERS: &str = "speaker-and-others";

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
        (with_body(voices, speaker), WITH_OTHERS)
    } else if classes.has(WordClass::You) {
        (spoken_to(voices, tokens.start, speaker), "addressed")
    } else if classes.has(WordClass::Relative) && tokens.len() == 1 {
        (before_relative(voices, tokens.start), "relative")
    } else if let Some(kind) = kind(passage, tokens.start) {
        find(voices, tokens.start, kind, true)
    } else {
        return None;
    };
    let resolution = if meant.is_empty() { Resolution::Open } else { Resolution::Pronoun };
    voices.taken_up.insert(span, (meant.clone(), resolution, rule));
    Some(meant)
}

/// Takes up the pronouns that no finding has, so that every one is somebody or stays open.
pub(super) fn take_up_rest(voices: &mut Voices, found: &[FoundStatement], voiced: &[Voiced]) {
    let quoted = found.iter().enumerate().filter(|(_, statement)| {
        statement.quotation == QuotationKind::Direct && !statement.content.is_empty()
    });
    let mut quoted: Vec<(Span, usize)> = quoted
        .flat_map(|(index, statement)| statement.content.iter().map(move |&piece| (piece, index)))
        .collect();
    quoted.sort_unstable();
    let passage = voices.passage;
    for token in 0..passage.len() {
        if !passage.classes(token).has_any(PRONOUNS) {
            continue;
        }
        let span = passage.analysis.tokens[token].span;
        // "**It** is clear that …" means nobody.
        let words = trees::words_of(passage, &(token..token + 1));
        let is_filler = words.clone().any(|at| passage.analysis.words[at].relation.is("expl"));
        if is_filler || voices.taken_up.contains_key(&span) {
            continue;
        }
        let before = quoted.partition_point(|(piece, _)| piece.start() <= span.start());
        let around = before.checked_sub(1).map(|last| quoted[last]);
        let speaker = match around.filter(|(piece, _)| piece.end() > span.start()) {
            Some((_, index)) => voiced[index].source.clone(),
            None if quotation_at(passage, span.start()).is_some() => Meant::new(),
            None => voices.speaking_at(span.start()),
        };
        take_up(voices, token, span, &speaker);
    }
}

const PRONOUNS: &[WordClass] =
    &[WordClass::He, WordClass::She, WordClass::It, WordClass::They, WordClass::I, WordClass::We];

fn take_up(voices: &mut Voices, token: usize, span: Span, speaker: &[usize]) {
    let classes = voices.passage.classes(token);
    let (meant, rule) = if classes.has(WordClass::I) {
        (speaker.to_vec(), "speaker")
    } else if classes.has(WordClass::We) {
        (with_body(voices, speaker), WITH_OTHERS)
    } else if let Some(kind) = kind(voices.passage, token) {
        find(voices, token, kind, false)
    } else {
        return;
    };
    let resolution = if meant.is_empty() { Resolution::Open } else { Resolution::Pronoun };
    voices.taken_up.insert(span, (meant, resolution, rule));
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
    let is_pause = |at: usize| matches!(passage.word(at), "," | "—" | "–" | "―" | "--" | "[" | "]");
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

/// Finds whom a pronoun of the third person means; a noun that is nobody of the cast yet becomes somebody if it speaks.
fn find(voices: &mut Voices, token: usize, kind: Kind, may_be_new: bool) -> (Meant, &'static str) {
    let passage = voices.passage;
    let at = passage.analysis.tokens[token].span.start();
    let found = voices.antecedents.get(&token).cloned();
    let (meant, rule) = match found {
        Some(Antecedent { meant: Referent::Cast(index), rule }) => (vec![index], rule),
        Some(Antecedent { meant: Referent::Several(members), .. }) => (members, "list"),
        Some(Antecedent { meant: Referent::Noun(noun), rule }) => {
            (noun_meant(voices, noun, may_be_new), rule)
        }
        None => (Meant::new(), "no-antecedent"),
    };
    let is_apart =
        |&index: &usize| voices.apart.iter().any(|&other| voices.cast.are_same(other, index));
    if meant.iter().any(is_apart) {
        return (Meant::new(), "no-antecedent");
    }
    if kind == Kind::Several
        && let Some(two) = pair(voices, at, &meant, rule)
    {
        return (two, "both");
    }
    let rule = if meant.is_empty() { "no-antecedent" } else { rule };
    (meant, rule)
}

/// Returns the two persons whom "they" means rather than whom they seem to mean: the leaders who met, where nobody
/// else said something, and the only two persons, where nobody else was found.
fn pair(voices: &Voices, at: usize, meant: &[usize], rule: &str) -> Option<Meant> {
    let is_pair = |&index: &usize| {
        let tokens = &voices.cast.candidates[index].tokens;
        tokens.clone().next_back().is_some_and(|at| voices.passage.has(at, WordClass::PairNoun))
    };
    match meant {
        [] => two_persons(voices, at),
        [only] if is_pair(only) => two_persons(voices, at),
        [_] if matches!(rule, "same-sentence" | "last-speaker") => None,
        [_] => opening_pair(voices),
        _ => None,
    }
}

/// Returns the candidate that a noun has become, or makes one of it.
fn noun_meant(voices: &mut Voices, noun: usize, may_be_new: bool) -> Meant {
    let phrase = trees::phrase(voices.passage, noun);
    let known = voices.cast.ending_at(voices.passage, phrase.end);
    let new = |voices: &mut Voices| if may_be_new { voices.describe(phrase) } else { None };
    known.or_else(|| new(voices)).into_iter().collect()
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
