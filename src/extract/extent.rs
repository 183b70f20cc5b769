//! Extent: where a content ends, and whether a clause begins.

use super::content;
use super::noun_phrases;
use super::occurrence::is_followed_by;
use super::reading::Reading;
use crate::model::Class;
use crate::model::Complement;
use crate::model::CueKind;
use crate::model::Form;
use crate::model::TokenKind;

/// Returns where a content that begins at `start` ends.
pub(super) fn end(reading: &Reading, start: usize, high: usize, complement: Complement) -> usize {
    let is_short = !matches!(
        complement,
        Complement::Clause | Complement::That | Complement::Question | Complement::Quotation
    );
    let mut depth = 0_u32;
    let mut position = start;
    while position < high {
        let word = &reading.words[position];
        if let Some(end) = quotation_end(reading, position, start) {
            position = end;
            continue;
        }
        match word.text {
            "(" | "[" => depth += 1,
            ")" | "]" if depth == 0 => break,
            ")" | "]" => depth -= 1,
            ";" if depth == 0 && opens_clause_behind(reading, position + 1, high) => break,
            _ => {}
        }
        if depth == 0 && position > start && breaks(reading, position, high, is_short) {
            break;
        }
        position += 1;
    }
    trim_end(reading, start, position)
}

/// Leaves out marks that end a sentence or a part of one.
pub(super) fn trim_end(reading: &Reading, start: usize, end: usize) -> usize {
    let mut end = end;
    while end > start + 1
        && matches!(
            reading.text_at(end - 1),
            "." | "," | "!" | "?" | ";" | ":" | "—" | "–" | "―" | "-"
        )
    {
        end -= 1;
    }
    end
}

/// Returns whether a subject and its verb follow soon.
pub(super) fn is_clause(reading: &Reading, start: usize, high: usize) -> bool {
    const WINDOW: usize = 24;
    let mut is_relative = false;
    for position in start..high.min(start + WINDOW) {
        let word = &reading.words[position];
        if matches!(word.text, ";" | ":") {
            return false;
        }
        if word.is(Class::And) && verb_follows(reading, position + 1) {
            return false;
        }
        if word.is(Class::Relative) && position > start {
            is_relative = true;
            continue;
        }
        let is_past = word.is(Class::Past)
            && position > start
            && noun_phrases::is_nominal(reading, position - 1)
            && !reading.is(position - 1, Class::Determiner)
            && !reading.is(position + 1, Class::Agent);
        let is_verb =
            word.is(Class::Finite) || is_past || noun_phrases::is_verbal_cue(reading, position);
        if is_verb && position > start {
            if !is_relative {
                return true;
            }
            is_relative = false;
        }
        let is_subject = word.is(Class::Subject) && !word.is(Class::Relative);
        if is_subject
            && position < start + 3
            && (!word.is(Class::Object) || has_word_behind(reading, position))
        {
            return true;
        }
        if position > start + 1 && looks_third_person(reading, position) {
            return true;
        }
    }
    false
}

/// Returns whether a word of open class follows a pronoun, as its verb does.
fn has_word_behind(reading: &Reading, position: usize) -> bool {
    reading.word(position + 1).is_some_and(|word| word.is_open() && word.kind == TokenKind::Word)
}

/// Returns whether a word between a noun and an object may be a verb: "the tax *costs* them".
fn looks_third_person(reading: &Reading, position: usize) -> bool {
    let word = &reading.words[position];
    let follows_noun = noun_phrases::is_nominal(reading, position - 1)
        && !reading.is(position - 1, Class::Plural)
        && !reading.is(position - 1, Class::Possessive);
    let has_object = reading.word(position + 1).is_some_and(|next| {
        next.classes.has_any(&[Class::Determiner, Class::Possessive, Class::Object])
            || next.kind == TokenKind::QuotationMark
    });
    word.is(Class::Plural)
        && word.text.starts_with(char::is_lowercase)
        && follows_noun
        && has_object
}

/// Returns where a quotation that begins at a position inside the content ends.
fn quotation_end(reading: &Reading, position: usize, start: usize) -> Option<usize> {
    let number = reading.quotation_of(position)?;
    let (first, last) = reading.quoted[number];
    (first == position && first >= start).then_some(last)
}

/// Returns whether what follows belongs to the content no more.
fn breaks(reading: &Reading, position: usize, high: usize, is_short: bool) -> bool {
    let word = &reading.words[position];
    if names_source(reading, position) {
        return true;
    }
    if word.text == "," {
        let next = content::skip_adverbs(reading, position + 1, high);
        return is_participle_cue(reading, next)
            || names_source(reading, next)
            || cue_clause_follows(reading, position + 1, high)
            || is_short && (opens_new_clause(reading, next) || opens_addition(reading, next))
            || reading.is(next, Class::Finite)
            || main_verb_follows(reading, next);
    }
    if word.classes.has_any(&[Class::And, Class::But]) {
        let next = content::skip_adverbs(reading, position + 1, high);
        return verb_follows(reading, next)
            || word.is(Class::But) && cue_clause_follows(reading, position, high)
            || is_short
                && (opens_new_clause(reading, next)
                    || reading.is(next, Class::Past)
                        && !noun_phrases::is_nominal(reading, next + 1));
    }
    false
}

/// Returns whether a reporter's addition follows: ", which makes him an outlier".
fn opens_addition(reading: &Reading, index: usize) -> bool {
    reading.is(index, Class::Relative) && !reading.is(index, Class::Demonstrative)
}

/// Returns whether a pronoun opens a clause, with or without a conjunction before it.
fn opens_new_clause(reading: &Reading, index: usize) -> bool {
    let start = index + usize::from(reading.is(index, Class::Conjunction));
    reading.is(start, Class::Subject)
        && !reading.is(start, Class::Relative)
        && !reading.is(start, Class::Determiner)
}

/// Returns whether a clause, not an item of a list, follows a semicolon.
fn opens_clause_behind(reading: &Reading, start: usize, high: usize) -> bool {
    const WINDOW: usize = 5;
    let is_verb = |at: usize| {
        let is_verb =
            |&(number, _): &(usize, Form)| reading.lexicon.cues.cues[number].kind == CueKind::Verb;
        reading.words[at].cues.iter().any(is_verb)
    };
    is_clause(reading, start, high) || (start + 1..high.min(start + WINDOW)).any(is_verb)
}

/// Returns whether the verb of a sentence follows after a relative clause: "Lee, who denies it, *claims* …".
fn main_verb_follows(reading: &Reading, index: usize) -> bool {
    let Some(word) = reading.word(index) else { return false };
    let is_finite = |&(number, form): &(usize, Form)| {
        reading.lexicon.cues.cues[number].kind == CueKind::Verb
            && matches!(form, Form::Past | Form::Third)
    };
    word.text.starts_with(char::is_lowercase)
        && word.cues.iter().any(is_finite)
        && reading.word(index + 1).is_some_and(|next| !next.is_mark())
}

/// Returns whether a preposition names a source: "according to".
fn names_source(reading: &Reading, index: usize) -> bool {
    reading.word(index).is_some_and(|word| {
        word.cues.iter().any(|&(number, _)| {
            let cue = &reading.lexicon.cues.cues[number];
            cue.kind == CueKind::Preposition && is_followed_by(reading, index, &cue.then)
        })
    })
}

fn is_participle_cue(reading: &Reading, index: usize) -> bool {
    reading.word(index).is_some_and(|word| word.cues.iter().any(|&(_, form)| form == Form::Ing))
}

/// Returns whether a word is the past of a verb of speaking or of taking sides.
fn verb_follows(reading: &Reading, index: usize) -> bool {
    let Some(word) = reading.word(index) else { return false };
    let is_cue = word.cues.iter().any(|&(number, form)| {
        form == Form::Past && reading.lexicon.cues.cues[number].kind == CueKind::Verb
    });
    let bears = || reading.lexicon.stances.bearers.iter().any(|bearer| bearer == word.text);
    is_cue
        || (word.is(Class::Finite) && bears())
        || reading.sides_of(word).any(|&(_, form)| form == Form::Past)
}

/// Returns whether a clause with a cue of its own follows a comma: ", and she said", ", the agency reported".
fn cue_clause_follows(reading: &Reading, start: usize, high: usize) -> bool {
    const LONGEST: usize = 8;
    let has_conjunction = reading.is(start, Class::Conjunction) || reading.is(start, Class::But);
    let first = start + usize::from(has_conjunction);
    let mut position = first;
    while position < high.min(first + LONGEST) {
        let word = &reading.words[position];
        if verb_follows(reading, position) && position > first {
            let next = position + 1;
            let ends =
                next >= high || reading.words[next].is_mark() || reading.is(next, Class::Occasion);
            return has_conjunction || ends;
        }
        let fits = noun_phrases::is_nominal(reading, position)
            || word.is(Class::Determiner)
            || word.is(Class::Subject)
            || word.is(Class::Linking)
            || word.is(Class::Have)
            || word.is(Class::Adverb);
        if !fits {
            return false;
        }
        position += 1;
    }
    has_conjunction && position == first && verb_follows(reading, first)
}
