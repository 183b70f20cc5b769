//! Turns of a transcript: who speaks as "I" from a speaker's label on, and to whom "you" is said.
//!
//! > **PRESIDENT BIDEN:** *I* thank *you*. · **Mr. SESSIONS.** *I* believe … · **Q** Do *you* think so?

use super::cast::Cast;
use super::passage::Passage;
use crate::model::EntityType;
use crate::model::TokenKind;
use crate::model::WordClass;

/// The turns of a text, in order; none where no labels stand in it.
#[derive(Clone, Debug, Default)]
pub(super) struct Turns {
    turns: Vec<Turn>,
}

/// What somebody says from a label to the next.
#[derive(Clone, Copy, Debug)]
struct Turn {
    /// The byte at which the label begins.
    start: usize,
    /// Who speaks; nobody where the label is "Q".
    speaker: Option<usize>,
}

/// Finds the labels: at the start of a paragraph, in capitals; one alone opens a speech, several a transcript.
pub(super) fn find(passage: Passage, cast: &mut Cast) -> Turns {
    let sentences = &passage.analysis.sentences;
    let mut turns = Vec::new();
    let mut paragraph = None;
    for sentence in sentences {
        let is_first = paragraph != Some(sentence.paragraph);
        paragraph = Some(sentence.paragraph);
        if let Some(end) = is_first.then(|| label_end(passage, sentence.tokens.start)).flatten() {
            let start = sentence.tokens.start;
            let is_question = end == start + 1 && passage.word(start) == "Q";
            let speaker = if is_question { None } else { speaker(passage, cast, start, end) };
            turns.push(Turn { start: sentence.span.start(), speaker });
        }
    }
    let opening = sentences.first().map(|sentence| sentence.span.start());
    let opens = turns.first().map(|turn| turn.start) == opening;
    if turns.len() < 2 && !opens || turns.iter().all(|turn| turn.speaker.is_none()) {
        turns.clear();
    }
    Turns { turns }
}

/// Returns the end of a label that begins at a token, its mark not included.
fn label_end(passage: Passage, start: usize) -> Option<usize> {
    const LONGEST: usize = 9;
    let limit = passage.sentence_end(start).min(start + LONGEST);
    if passage.word(start) == "Q" {
        return Some(start + 1);
    }
    let is_title = |at: usize| {
        passage.classes(at).has_any(&[
            WordClass::Honorific,
            WordClass::HonorificMale,
            WordClass::HonorificFemale,
        ])
    };
    let mut shouts = false;
    for at in start..limit {
        let word = passage.word(at);
        if word == ":" || word == "." && shouts && is_title(start) && at > start + 1 {
            return shouts.then_some(at);
        }
        let is_mark = passage.analysis.tokens[at].kind != TokenKind::Word;
        let fits = is_mark && matches!(word, "." | "-" | "’" | "'")
            || is_shouted(word)
            || is_title(at)
            // "Ms. LEE *of* Texas."
            || shouts && (word == "of" || word.starts_with(char::is_uppercase));
        if !fits {
            return None;
        }
        shouts |= is_shouted(word) && !is_title(at) && word.chars().count() > 1;
    }
    None
}

/// Returns whether a word stands in capitals, but for what may open a surname: "`McCAIN`".
fn is_shouted(word: &str) -> bool {
    let rest =
        ["Mc", "Mac", "De", "O'", "O’"].iter().find_map(|opening| word.strip_prefix(opening));
    let rest = rest.filter(|rest| rest.len() > 1).unwrap_or(word);
    rest.chars().all(|letter| !letter.is_lowercase()) && rest.chars().any(char::is_alphabetic)
}

/// Returns whom a label names: the longest candidate that ends with it, or somebody new.
fn speaker(passage: Passage, cast: &mut Cast, start: usize, end: usize) -> Option<usize> {
    let place = (start..end).rev().find(|&at| passage.word(at) == "of");
    let end = place.filter(|&place| place > start).unwrap_or(end);
    let inside = passage.span(start..end).map(|label| cast.outermost_in(label))?;
    let is_person = |&&index: &&usize| {
        matches!(cast.entity_type(index), Some(EntityType::Person) | None)
            && cast.candidates[index].tokens.end == end
    };
    if let Some(&person) = inside.iter().rev().find(is_person) {
        return Some(person);
    }
    let skips = |at: &usize| {
        passage.has(*at, WordClass::Article)
            || passage.analysis.tokens[*at].kind == TokenKind::Mark
            || passage.classes(*at).has_any(&[
                WordClass::Honorific,
                WordClass::HonorificMale,
                WordClass::HonorificFemale,
            ])
    };
    let first = (start..end).find(|at| !skips(at))?;
    let is_post = (first..end).all(|at| {
        passage.classes(at).has_any(&[
            WordClass::Role,
            WordClass::RoleModifier,
            WordClass::Preposition,
            WordClass::FemaleNoun,
        ])
    });
    let span = passage.span(first..end)?;
    let index = cast.add(passage, span, Some(EntityType::Person), None, is_post);
    let same = cast.with_key(&cast.candidates[index].key.clone()).filter(|&same| same != index);
    if let Some(same) = same {
        cast.join(index, same, crate::model::Resolution::Alias, "label");
    }
    Some(index)
}

impl Turns {
    /// Returns who speaks at a byte: nobody where there are no turns, or where the label does not tell.
    pub(super) fn speaker_at(&self, byte: usize) -> Option<usize> {
        self.at(byte).and_then(|at| self.turns[at].speaker)
    }

    /// Returns the only speaker, where one alone is labelled: a speech.
    pub(super) fn only_speaker(&self, cast: &Cast) -> Option<usize> {
        let mut speakers = self.turns.iter().map(|turn| turn.speaker);
        let first = speakers.next()??;
        let is_first =
            |other: Option<usize>| other.is_some_and(|other| cast.are_same(first, other));
        speakers.all(is_first).then_some(first)
    }

    /// Returns whether there are turns.
    pub(super) fn are_some(&self) -> bool {
        !self.turns.is_empty()
    }

    /// Returns whether a byte stands in a turn.
    pub(super) fn has(&self, byte: usize) -> bool {
        self.at(byte).is_some()
    }

    /// Returns to whom somebody speaks at a byte: who spoke before, else who speaks next.
    pub(super) fn addressed_at(&self, cast: &Cast, byte: usize) -> Option<usize> {
        const NEAR: usize = 12;
        let at = self.at(byte)?;
        let own = self.turns[at].speaker;
        let is_other = |turn: &&Turn| {
            turn.speaker.is_some_and(|other| own.is_none_or(|own| !cast.are_same(own, other)))
        };
        let before = self.turns[..at].iter().rev().take(NEAR).find(is_other);
        let after = || self.turns[at + 1..].iter().take(NEAR).find(is_other);
        before.or_else(after).and_then(|turn| turn.speaker)
    }

    fn at(&self, byte: usize) -> Option<usize> {
        self.turns.partition_point(|turn| turn.start <= byte).checked_sub(1)
    }
}
