//! Content: what follows a cue, and where it ends.

use super::noun_phrases;
use super::occurrence::Occurrence;
use super::occurrence::is_followed_by;
use super::reading::Reading;
use crate::model::Act;
use crate::model::Class;
use crate::model::Complement;
use crate::model::CueKind;
use crate::model::Form;
use crate::model::SentenceKind;
use crate::model::TokenKind;

/// What follows a cue.
#[derive(Clone, Debug)]
pub(super) struct Content {
    /// What it is.
    pub complement: Complement,
    /// Its tokens, in one or more pieces.
    pub pieces: Vec<(usize, usize)>,
    /// The tokens of whom it is addressed to.
    pub addressee: Option<(usize, usize)>,
}

/// Returns what follows a cue, if its entry takes it: at once, after whom it is addressed to, or after when
/// and where it was said.
pub(super) fn after(reading: &Reading, occurrence: &Occurrence) -> Option<Content> {
    let start = skip_adverbs(reading, occurrence.end, occurrence.high);
    at(reading, occurrence, start)
        .or_else(|| after_addressee(reading, occurrence, start))
        .or_else(|| after_occasion(reading, occurrence, start))
        .or_else(|| far_clause(reading, occurrence, start))
}

/// > **told** *reporters* on Friday that …
fn after_addressee(reading: &Reading, occurrence: &Occurrence, start: usize) -> Option<Content> {
    if !occurrence.cue.addressee {
        return None;
    }
    let person = noun_phrases::starting_at(reading, start, occurrence.high)?;
    let content = at(reading, occurrence, person.1)
        .or_else(|| after_occasion(reading, occurrence, person.1))
        .or_else(|| far_clause(reading, occurrence, person.1))?;
    Some(Content { addressee: content.addressee.or(Some(person)), ..content })
}

/// > **said** on Friday in a statement that …
fn after_occasion(reading: &Reading, occurrence: &Occurrence, start: usize) -> Option<Content> {
    const PHRASES: usize = 3;
    if !takes(occurrence, Complement::Quotation) && !takes(occurrence, Complement::Clause) {
        return None;
    }
    let mut position = start;
    for _ in 0..PHRASES {
        position = skip_occasion(reading, position, occurrence.high)?;
        let content = at(reading, occurrence, position);
        if content.is_some() {
            return content;
        }
    }
    None
}

/// Returns a clause with "that" further on: "told the paper, a weekly, *that* …".
fn far_clause(reading: &Reading, occurrence: &Occurrence, start: usize) -> Option<Content> {
    const WINDOW: usize = 14;
    if !takes(occurrence, Complement::Clause) {
        return None;
    }
    let stop = occurrence.high.min(start + WINDOW);
    let that = (start..stop)
        .take_while(|&at| !reading.is(at, Class::Finite) && reading.text_at(at) != ";")
        .find(|&at| reading.is(at, Class::Complementizer))?;
    let begin = that + 1;
    let stop = end(reading, begin, occurrence.high, Complement::Clause);
    is_clause(reading, begin, occurrence.high).then(|| Content {
        complement: Complement::Clause,
        pieces: vec![(begin, stop)],
        addressee: None,
    })
}

/// Returns the quotation that follows a cue, with those that go on after it.
pub(super) fn quotation_at(reading: &Reading, position: usize) -> Option<Vec<(usize, usize)>> {
    let mut start = position;
    if is_pause(reading, start) || reading.is(start, Class::Complementizer) {
        start += 1;
    }
    let number = reading.speech_at(start)?;
    let mut pieces = vec![reading.quoted[number]];
    let mut end = reading.quoted[number].1;
    while let Some(number) = joined_quotation(reading, end) {
        pieces.push(reading.quoted[number]);
        end = reading.quoted[number].1;
    }
    Some(pieces)
}

/// Returns the quotation that "and" joins to one that ends before a token.
fn joined_quotation(reading: &Reading, end: usize) -> Option<usize> {
    let joint = end + usize::from(reading.text_at(end) == ",");
    let next = joint + 1 + usize::from(reading.is(joint + 1, Class::Complementizer));
    reading.is(joint, Class::And).then(|| reading.speech_at(next)).flatten()
}

/// Returns whether a mark makes a pause before a quotation.
pub(super) fn is_pause(reading: &Reading, index: usize) -> bool {
    matches!(reading.text_at(index), "," | ":" | "—" | "–" | "-" | "--")
}

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
            ";" if depth == 0 && is_clause(reading, position + 1, high) => break,
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
        && matches!(reading.text_at(end - 1), "." | "," | "!" | "?" | ";" | ":" | "—" | "–" | "-")
    {
        end -= 1;
    }
    end
}

fn at(reading: &Reading, occurrence: &Occurrence, position: usize) -> Option<Content> {
    let high = occurrence.high;
    let single = |complement, start| {
        let end = end(reading, start, high, complement);
        (end > start).then(|| Content { complement, pieces: vec![(start, end)], addressee: None })
    };
    let next = reading.words.get(position).filter(|_| position < high)?;
    if takes(occurrence, Complement::Quotation) {
        if let Some(pieces) = quotation_at(reading, position) {
            return Some(with_rest(reading, pieces, high));
        }
        if next.text == ":" {
            return block(reading, position + 1, high);
        }
    }
    let takes_clause = takes(occurrence, Complement::Clause);
    if next.is(Class::Complementizer)
        && (takes_clause || takes(occurrence, Complement::That))
        && (takes(occurrence, Complement::Quotation) || is_clause(reading, position + 1, high))
    {
        return single(Complement::Clause, position + 1);
    }
    let asks = takes(occurrence, Complement::Question);
    let is_question = next.is(Class::ContentQuestion) || asks && next.is(Class::Condition);
    if is_question && (asks || takes_clause) {
        return single(Complement::Question, position);
    }
    let may_be_infinitive = takes(occurrence, Complement::Infinitive)
        || occurrence.group.is_passive && occurrence.cue.passive;
    if next.is(Class::InfinitiveMarker) && may_be_infinitive && is_infinitive(reading, position) {
        return single(Complement::Infinitive, position);
    }
    if next.is(Class::Participle) && takes(occurrence, Complement::Gerund) {
        return single(Complement::Gerund, position);
    }
    if takes_clause && opens_clause(reading, position) && is_clause(reading, position, high) {
        return single(Complement::Clause, position);
    }
    let phrase = noun_phrases::starting_at(reading, position, high);
    if let Some(content) = phrase.and_then(|phrase| after_object(reading, occurrence, phrase)) {
        return Some(content);
    }
    if next.is(Class::Role) && takes(occurrence, Complement::As) && occurrence.is_passive(reading) {
        return single(Complement::As, position);
    }
    let is_listed = occurrence.cue.prepositions.iter().any(|preposition| preposition == next.text);
    if takes(occurrence, Complement::Preposition) && is_listed {
        return single(Complement::Preposition, position);
    }
    let says_something =
        next.is(Class::Participle) || phrase.is_some_and(|phrase| !is_time(reading, phrase));
    if takes(occurrence, Complement::Phrase) && says_something && !occurrence.group.is_passive {
        return single(Complement::Phrase, position);
    }
    None
}

/// Returns what follows an object: "asked *him* to go", "described *it* as fair", "accused *them* of fraud".
fn after_object(
    reading: &Reading,
    occurrence: &Occurrence,
    object: (usize, usize),
) -> Option<Content> {
    let high = occurrence.high;
    let next = reading.words.get(object.1).filter(|_| object.1 < high)?;
    let make = |complement, start, addressee| {
        let end = end(reading, start, high, complement);
        (end > start).then(|| Content { complement, pieces: vec![(start, end)], addressee })
    };
    if takes(occurrence, Complement::Order)
        && next.is(Class::InfinitiveMarker)
        && is_infinitive(reading, object.1)
    {
        return make(Complement::Order, object.1, Some(object));
    }
    if takes(occurrence, Complement::As) && next.is(Class::Role) {
        return make(Complement::As, object.0, None);
    }
    if takes(occurrence, Complement::Blame) && next.is(Class::Charge) {
        return make(Complement::Blame, object.0, None);
    }
    if takes(occurrence, Complement::Blame) {
        let reason = (object.1..high.min(object.1 + 14))
            .find(|&at| reading.is(at, Class::Reason) && reading.is(at + 1, Class::Participle))?;
        let thanks = occurrence.cue.act == Act::Expressive;
        let (start, addressee) = if thanks { (reason, Some(object)) } else { (object.0, None) };
        return make(Complement::Blame, start, addressee);
    }
    if takes(occurrence, Complement::Naming) && names(reading, object.1) {
        return make(Complement::Naming, object.0, None);
    }
    None
}

/// Returns whether what follows an object names it: "called it *a success*", "called him *“brave”*".
fn names(reading: &Reading, index: usize) -> bool {
    let is_article =
        reading.is(index, Class::Determiner) && !reading.is(index, Class::Demonstrative);
    is_article
        || reading.quotation_of(index).is_some_and(|number| reading.quoted[number].0 == index)
}

/// Lets a quotation go on to the end of its clause where unquoted words follow it.
fn with_rest(reading: &Reading, mut pieces: Vec<(usize, usize)>, high: usize) -> Content {
    let complement = Complement::Quotation;
    if let [(start, quote_end)] = pieces[..] {
        let goes_on = quote_end < high
            && reading.words[quote_end].kind == TokenKind::Word
            && !reading.is(quote_end, Class::Conjunction)
            && !reading.is(quote_end, Class::Subordinator);
        if goes_on {
            pieces = vec![(start, end(reading, start, high, complement))];
        }
    }
    Content { complement, pieces, addressee: None }
}

/// Returns what follows a colon: the rest of the sentence, or of the document where the line ends with it.
fn block(reading: &Reading, start: usize, high: usize) -> Option<Content> {
    let mut pieces = Vec::new();
    if start < high {
        pieces.push((start, end(reading, start, high, Complement::Clause)));
    } else {
        let sentences = &reading.analysis.sentences;
        let first = sentences.partition_point(|sentence| sentence.tokens.start < start);
        let block =
            sentences[first..].iter().take_while(|sentence| sentence.kind == SentenceKind::Prose);
        let last = block.last()?.tokens.end;
        let begin = sentences[first].tokens.start;
        pieces.push((begin, trim_end(reading, begin, last)));
    }
    Some(Content { complement: Complement::Clause, pieces, addressee: None })
}

pub(super) fn takes(occurrence: &Occurrence, complement: Complement) -> bool {
    occurrence.cue.takes.contains(&complement)
}

pub(super) fn skip_adverbs(reading: &Reading, start: usize, high: usize) -> usize {
    let is_adverb = |at: usize| {
        let is_deictic = reading.is(at, Class::Deictic) && reading.is(at + 1, Class::Time);
        let word = &reading.words[at];
        is_deictic
            || word.classes.has_any(&[Class::Adverb, Class::Time]) && !word.is(Class::Subject)
    };
    (start..high).find(|&at| !is_adverb(at)).unwrap_or(high.max(start))
}

/// Returns whether a short phrase says when: "last week", "March 25".
fn is_time(reading: &Reading, (start, end): (usize, usize)) -> bool {
    end - start < 4 && (start..end).any(|at| reading.is(at, Class::Time))
}

/// Skips when, where and to whom something was said: "on Friday", "in a statement", "to reporters".
fn skip_occasion(reading: &Reading, start: usize, high: usize) -> Option<usize> {
    let start = if reading.text_at(start) == "," { start + 1 } else { start };
    if start >= high || !reading.is(start, Class::Occasion) {
        return None;
    }
    let phrase = (start + 1..high.min(start + 12))
        .take_while(|&index| {
            noun_phrases::is_nominal(reading, index)
                || reading.is(index, Class::Determiner) && index == start + 1
                || reading.is(index, Class::Possessive)
        })
        .last()?;
    // After a day or month, what begins with a capital letter is no part of the phrase.
    let time = (start + 1..=phrase).find(|&index| reading.is(index, Class::Time));
    let after_time = |time: usize| {
        time + 1
            + usize::from(
                reading.words.get(time + 1).is_some_and(|word| word.kind == TokenKind::Number),
            )
    };
    let end = time.map_or(phrase + 1, after_time);
    Some(skip_adverbs(reading, end, high))
}

/// Returns whether "to" begins an infinitive.
fn is_infinitive(reading: &Reading, to: usize) -> bool {
    let verb = (to + 1..to + 4).find(|&index| !reading.is(index, Class::Adverb));
    verb.and_then(|index| reading.word(index)).is_some_and(|word| {
        word.text.starts_with(char::is_lowercase)
            && !word.classes.has_any(&[
                Class::Determiner,
                Class::Possessive,
                Class::Preposition,
                Class::Participle,
            ])
    })
}

/// Returns whether a word may open a clause without "that".
fn opens_clause(reading: &Reading, position: usize) -> bool {
    let Some(word) = reading.word(position) else { return false };
    word.classes.has_any(&[Class::Subject, Class::Determiner, Class::Possessive, Class::Object])
        || (word.is_open() && !reading.is(position, Class::Time))
        || word.is(Class::Past)
        || word.is(Class::Participle)
        || word.is(Class::Opener)
        || word.kind == TokenKind::QuotationMark
}

/// Returns whether a subject and its verb follow soon.
fn is_clause(reading: &Reading, start: usize, high: usize) -> bool {
    const WINDOW: usize = 24;
    let mut is_relative = false;
    for position in start..high.min(start + WINDOW) {
        let word = &reading.words[position];
        if matches!(word.text, ";" | ":") {
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
        let next = skip_adverbs(reading, position + 1, high);
        return is_participle_cue(reading, next)
            || names_source(reading, next)
            || cue_clause_follows(reading, position + 1, high)
            || is_short && (opens_new_clause(reading, next) || opens_addition(reading, next))
            || reading.is(next, Class::Finite);
    }
    if word.classes.has_any(&[Class::And, Class::But]) {
        let next = skip_adverbs(reading, position + 1, high);
        return verb_follows(reading, next)
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
        || word.stances.iter().any(|&(_, form)| form == Form::Past)
}

/// Returns whether a clause with a cue of its own follows a comma: ", and she said", ", the agency reported".
fn cue_clause_follows(reading: &Reading, start: usize, high: usize) -> bool {
    const LONGEST: usize = 8;
    let has_conjunction = reading.is(start, Class::Conjunction);
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
