//! A cue where it stands: its verb group, and whether that is passive, negated or modal.

use super::noun_phrases;
use super::reading::Reading;
use super::reading::Word;
use crate::model::Class;
use crate::model::Cue;
use crate::model::CueKind;
use crate::model::Form;
use crate::model::SentenceKind;
use crate::model::TokenKind;

/// A cue where it stands in a text.
pub(super) struct Occurrence<'a> {
    /// What the lexicon says about it.
    pub cue: &'a Cue,
    /// The form of its head.
    pub form: Form,
    /// The first token of its verb group: "has" of "has not said".
    pub start: usize,
    /// Its head.
    pub head: usize,
    /// The token after its last word: after "out" of "pointed out".
    pub end: usize,
    /// The tokens that a finding may use: the sentence, inside or outside a quotation.
    pub low: usize,
    /// The token after the last that a finding may use.
    pub high: usize,
    /// What stands around the head.
    pub group: Group,
}

/// What stands around the head of a verb group.
#[derive(Clone, Copy, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a property of its own of the group")]
pub(super) struct Group {
    /// The first token.
    pub start: usize,
    /// Whether a form of "be" makes it passive.
    pub is_passive: bool,
    /// Whether it is negated.
    pub is_negated: bool,
    /// Whether it has a modal.
    pub is_modal: bool,
    /// Whether it follows "to".
    pub is_infinitive: bool,
    /// Whether a hedge stands in it.
    pub is_hedged: bool,
    /// Whether it has any auxiliary.
    pub has_auxiliary: bool,
}

/// Returns the cues that the word at a token may head, the longest first.
pub(super) fn at<'a>(reading: &Reading<'a>, head: usize) -> Vec<Occurrence<'a>> {
    let word = reading.words[head];
    if word.cues.is_empty() || reading.sentence_of(head).is_none() {
        return Vec::new();
    }
    let (low, high) = reading.bounds(head);
    let mut found = Vec::new();
    for &(number, form) in word.cues {
        let cue = &reading.lexicon.cues.cues[number];
        let end = head + 1 + cue.then.len();
        if is_praise(reading, head) {
            continue;
        }
        if end > high || !is_followed_by(reading, head, &cue.then) {
            continue;
        }
        let group = group(reading, low, head, form);
        if cue.kind == CueKind::Verb && !is_verb(reading, low, head, form, group) {
            continue;
        }
        let start = if cue.kind == CueKind::Verb { group.start } else { head };
        found.push(Occurrence { cue, form, start, head, end, low, high, group });
    }
    found
}

impl Occurrence<'_> {
    /// Returns whether it is a participle that leans on the clause before: ", saying that".
    pub(super) fn is_participle(&self) -> bool {
        self.form == Form::Ing && !self.group.has_auxiliary
    }

    /// Returns whether it is passive: "was told", or a participle after what it is about: "announced by".
    pub(super) fn is_passive(&self, reading: &Reading) -> bool {
        let is_reduced = matches!(self.form, Form::Past | Form::PastParticiple)
            && !self.group.has_auxiliary
            && reading.is(self.end, Class::Agent)
            && !reading.is(self.end + 1, Class::Participle);
        self.group.is_passive || is_reduced
    }
}

/// Returns whether an adverb makes a verb one that takes sides: "highly *estimated*".
pub(super) fn is_praise(reading: &Reading, head: usize) -> bool {
    let stances = &reading.lexicon.stances;
    let word = &reading.words[head];
    let has_manner = |&(number, _): &(usize, Form)| !stances.stances[number].after.is_empty();
    word.stances
        .iter()
        .any(|entry| has_manner(entry) && is_after(reading, head, &stances.stances[entry.0].after))
}

/// Returns whether one of some words stands right before a token, or none is asked for.
pub(super) fn is_after(reading: &Reading, head: usize, words: &[String]) -> bool {
    let before = head.checked_sub(1).map_or("", |at| reading.text_at(at));
    words.is_empty() || words.iter().any(|word| before.eq_ignore_ascii_case(word))
}

/// Returns whether some words follow a token.
pub(super) fn is_followed_by(reading: &Reading, head: usize, words: &[String]) -> bool {
    words
        .iter()
        .enumerate()
        .all(|(offset, word)| reading.text_at(head + 1 + offset).eq_ignore_ascii_case(word))
}

/// Returns whether a capitalised word inside a sentence is part of a name: the United "States".
fn is_part_of_name(reading: &Reading, low: usize, head: usize) -> bool {
    let is_headline =
        reading.sentence_of(head).is_some_and(|sentence| sentence.kind == SentenceKind::Headline);
    head > low && reading.words[head].is_capital() && !is_headline
}

/// Looks at the auxiliaries, adverbs and negations before the head of a verb group.
pub(super) fn group(reading: &Reading, low: usize, head: usize, form: Form) -> Group {
    const LONGEST: usize = 6;
    let mut group = Group { start: head, ..Group::default() };
    let mut position = head;
    while position > low && head - position < LONGEST {
        let before = position - 1;
        let word = &reading.words[before];
        if is_possessive(reading, low, before) {
            break;
        }
        let is_be = word.is(Class::Be);
        let is_auxiliary =
            is_be || word.is(Class::Have) || word.is(Class::Do) || word.is(Class::Modal);
        let is_infinitive_to =
            word.is(Class::InfinitiveMarker) && position == head && form == Form::Base;
        if is_auxiliary || is_infinitive_to {
            group.has_auxiliary = true;
            group.is_infinitive |= is_infinitive_to;
            group.is_modal |= word.is(Class::Modal);
            group.is_passive |=
                is_be && !group.is_passive && matches!(form, Form::Past | Form::PastParticiple);
            group.start = before;
        } else if word.is(Class::Negation) {
            group.is_negated = true;
            group.start = before;
        } else if word.is(Class::Adverb) || word.is(Class::Hedge) {
            group.is_hedged |= word.is(Class::Hedge);
        } else {
            break;
        }
        position = before;
    }
    group
}

/// Returns whether a word that may be a verb is one here.
pub(super) fn is_verb(
    reading: &Reading,
    low: usize,
    head: usize,
    form: Form,
    group: Group,
) -> bool {
    if is_part_of_name(reading, low, head) {
        return false;
    }
    if group.has_auxiliary {
        return true;
    }
    let Some(before) =
        noun_phrases::skip_back(reading, low, head).checked_sub(1).filter(|&at| at >= low)
    else {
        return form != Form::Base && form != Form::Third && form != Form::Ing
            || reading.is(head + 1, Class::Object);
    };
    let word = &reading.words[before];
    let is_plain_determiner = word.classes.has_any(&[Class::Determiner, Class::Possessive])
        && !word.is(Class::Speaker)
        || word.is(Class::PossessiveMark);
    match form {
        _ if is_plain_determiner => false,
        Form::Ing => !word.is(Class::Preposition) || word.is(Class::BeforeGerund),
        Form::Past | Form::PastParticiple => {
            !word.is(Class::Preposition) && word.kind != TokenKind::Number
        }
        Form::Third if word.kind == TokenKind::Number || is_plural_determiner(word) => false,
        Form::Third if reading.is(head + 1, Class::Finite) => false,
        Form::Third => {
            word.is_open()
                || word.is_mark() && word.text != "."
                || word.is(Class::Relative)
                || word.is(Class::Speaker)
                || word.is(Class::And)
        }
        Form::Base => {
            word.is(Class::Speaker) && !word.is(Class::Singular)
                || word.is(Class::Relative)
                || word.is(Class::And)
                || opens_clause(reading, head)
                || has_plural_subject(reading, low, head)
        }
    }
}

fn is_plural_determiner(word: &Word) -> bool {
    word.is(Class::Determiner) && word.is(Class::Speaker) && !word.is(Class::Singular)
}

/// Returns whether a verb without a subject opens a clause: "And **thank** you".
pub(super) fn opens_clause(reading: &Reading, head: usize) -> bool {
    let opens = |word: &Word| {
        word.is_mark() || word.classes.has_any(&[Class::And, Class::But, Class::Adverb])
    };
    reading.is(head + 1, Class::Object)
        && head.checked_sub(1).is_none_or(|before| opens(&reading.words[before]))
}

/// Returns whether a clitic shows whose something is, and is no form of "be" or "have".
pub(super) fn is_possessive(reading: &Reading, low: usize, at: usize) -> bool {
    let follows_pronoun = at > low && reading.is(at - 1, Class::Subject);
    reading.is(at, Class::PossessiveMark) && !follows_pronoun
}

/// Returns whether the subject of a verb in its base form may be plural: "advisers to the king **say**".
fn has_plural_subject(reading: &Reading, low: usize, head: usize) -> bool {
    let Some((start, end)) = noun_phrases::subject(reading, low, head) else { return false };
    if reading.words[end - 1].classes.has_any(&[Class::Past, Class::Adjective]) {
        return false;
    }
    (start..end).any(|at| {
        let is_singular =
            reading.is(at, Class::Determiner) && !reading.is(at, Class::Demonstrative);
        !is_singular && (reading.is(at, Class::Plural) || reading.is(at, Class::And))
    })
}
