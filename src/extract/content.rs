//! Content: what follows a cue. Where it ends is left to `extent`.

use super::extent;
use super::noun_phrases;
use super::occurrence::Occurrence;
use super::reading::Reading;
use super::reading::Tokens;
use crate::model::Act;
use crate::model::Class;
use crate::model::Complement;
use crate::model::Sentence;
use crate::model::SentenceKind;
use crate::model::TokenKind;
/// What follows a cue.
#[derive(Clone, Debug)]
pub(super) struct Content {
    /// What it is.
    pub complement: Complement,
    /// Its tokens, in one or more pieces.
    pub pieces: Vec<Tokens>,
    /// The tokens of whom it is addressed to.
    pub addressee: Option<Tokens>,
}

/// Returns what follows a cue, if its entry takes it: after whom it is addressed to, at once, or after when
/// and where it was said.
pub(super) fn after(reading: &Reading, occurrence: &Occurrence) -> Option<Content> {
    let start = skip_adverbs(reading, occurrence.end, occurrence.high);
    after_addressee(reading, occurrence, start)
        .or_else(|| at(reading, occurrence, start))
        .or_else(|| after_occasion(reading, occurrence, start))
        .or_else(|| far_clause(reading, occurrence, start))
}

/// > **told** *reporters* on Friday that …
fn after_addressee(reading: &Reading, occurrence: &Occurrence, start: usize) -> Option<Content> {
    if !occurrence.cue.addressee {
        return None;
    }
    noun_phrases::persons_at(reading, start, occurrence.high).into_iter().find_map(|person| {
        let order = after_object(reading, occurrence, person)
            .filter(|content| content.complement == Complement::Order);
        let next = skip_adverbs(reading, person.1, occurrence.high);
        let content = order
            .or_else(|| at(reading, occurrence, next))
            .or_else(|| after_occasion(reading, occurrence, next))
            .or_else(|| far_clause(reading, occurrence, next))
            .or_else(|| inner_speech(reading, occurrence, next))?;
        Some(Content { addressee: content.addressee.or(Some(person)), ..content })
    })
}

/// > “She **told** me, ‘We will come,’” he said.
fn inner_speech(reading: &Reading, occurrence: &Occurrence, pause: usize) -> Option<Content> {
    let mark = reading.word(pause + 1)?;
    let is_inner = is_pause(reading, pause)
        && pause + 1 < occurrence.high
        && mark.kind == TokenKind::QuotationMark;
    is_inner.then(|| bare_clause_at(reading, occurrence, pause + 1)).flatten()
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
    let stop = extent::end(reading, begin, occurrence.high, Complement::Clause);
    extent::is_clause(reading, begin, occurrence.high).then(|| Content {
        complement: Complement::Clause,
        pieces: vec![(begin, stop)],
        addressee: None,
    })
}

/// Returns the quotation that follows a cue, with those that go on after it.
pub(super) fn quotation_at(reading: &Reading, position: usize) -> Option<Vec<Tokens>> {
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
    matches!(reading.text_at(index), "," | ":" | "—" | "–" | "―" | "-" | "--")
}

/// Returns the content that begins at a token, if the cue takes it.
fn at(reading: &Reading, occurrence: &Occurrence, position: usize) -> Option<Content> {
    if position >= occurrence.high {
        return None;
    }
    speech_at(reading, occurrence, position)
        .or_else(|| clause_at(reading, occurrence, position))
        .or_else(|| verb_at(reading, occurrence, position))
        .or_else(|| bare_clause_at(reading, occurrence, position))
        .or_else(|| phrase_at(reading, occurrence, position))
}

/// > **said** “We will come” · **said**: We will come
fn speech_at(reading: &Reading, occurrence: &Occurrence, position: usize) -> Option<Content> {
    if !takes(occurrence, Complement::Quotation) {
        return None;
    }
    match quotation_at(reading, position) {
        Some(pieces) => Some(with_rest(reading, pieces, occurrence.high)),
        None if reading.text_at(position) == ":" => block(reading, position + 1, occurrence.high),
        None => None,
    }
}

/// > **noted** that it was calm · **asked** whether it was calm
fn clause_at(reading: &Reading, occurrence: &Occurrence, position: usize) -> Option<Content> {
    let next = &reading.words[position];
    let takes_clause = takes(occurrence, Complement::Clause);
    if next.is(Class::Complementizer) && (takes_clause || takes(occurrence, Complement::That)) {
        let is_clause = takes(occurrence, Complement::Quotation)
            || extent::is_clause(reading, position + 1, occurrence.high);
        return single(reading, occurrence, Complement::Clause, position + 1).filter(|_| is_clause);
    }
    let asks = takes(occurrence, Complement::Question);
    let is_question = next.is(Class::ContentQuestion) || asks && next.is(Class::Condition);
    if is_question && (asks || takes_clause) {
        return single(reading, occurrence, Complement::Question, position);
    }
    None
}

/// > **promised** to come · **recommended** leaving
fn verb_at(reading: &Reading, occurrence: &Occurrence, position: usize) -> Option<Content> {
    let next = &reading.words[position];
    let may_be_infinitive = takes(occurrence, Complement::Infinitive)
        || occurrence.group.is_passive && occurrence.cue.passive;
    if next.is(Class::InfinitiveMarker) && may_be_infinitive && is_infinitive(reading, position) {
        return single(reading, occurrence, Complement::Infinitive, position);
    }
    if next.is(Class::Participle) && takes(occurrence, Complement::Gerund) {
        return single(reading, occurrence, Complement::Gerund, position);
    }
    None
}

/// > **said** it was calm
fn bare_clause_at(reading: &Reading, occurrence: &Occurrence, position: usize) -> Option<Content> {
    // "told *the story* was" has no clause: "told" needs somebody before it.
    let may_follow =
        !occurrence.cue.ditransitive || position > occurrence.end || occurrence.is_passive(reading);
    let is_clause = may_follow
        && takes(occurrence, Complement::Clause)
        && opens_clause(reading, position)
        && extent::is_clause(reading, position, occurrence.high);
    is_clause.then(|| single(reading, occurrence, Complement::Clause, position)).flatten()
}

/// > **described** it as calm · **is committed** to peace · **announced** a ceasefire
fn phrase_at(reading: &Reading, occurrence: &Occurrence, position: usize) -> Option<Content> {
    let next = &reading.words[position];
    let phrase = noun_phrases::starting_at(reading, position, occurrence.high);
    if let Some(content) = phrase.and_then(|phrase| after_object(reading, occurrence, phrase)) {
        return Some(content);
    }
    let is_role = next.is(Class::Role) && !is_time_clause(reading, position);
    if is_role && takes(occurrence, Complement::As) && occurrence.is_passive(reading) {
        return single(reading, occurrence, Complement::As, position);
    }
    let is_listed = occurrence.cue.prepositions.iter().any(|preposition| preposition == next.text);
    if takes(occurrence, Complement::Preposition) && is_listed {
        return single(reading, occurrence, Complement::Preposition, position);
    }
    let says_something =
        next.is(Class::Participle) || phrase.is_some_and(|phrase| !is_time(reading, phrase));
    if takes(occurrence, Complement::Phrase) && says_something && !occurrence.group.is_passive {
        return single(reading, occurrence, Complement::Phrase, position);
    }
    None
}

/// Returns a content in one piece from a token to where its clause ends.
fn single(
    reading: &Reading,
    occurrence: &Occurrence,
    complement: Complement,
    start: usize,
) -> Option<Content> {
    let end = extent::end(reading, start, occurrence.high, complement);
    (end > start).then(|| Content { complement, pieces: vec![(start, end)], addressee: None })
}

/// Returns what follows an object: "asked *him* to go", "described *it* as fair", "accused *them* of fraud".
fn after_object(reading: &Reading, occurrence: &Occurrence, object: Tokens) -> Option<Content> {
    let next = reading.words.get(object.1).filter(|_| object.1 < occurrence.high)?;
    let make = |complement, start| single(reading, occurrence, complement, start);
    if takes(occurrence, Complement::Order)
        && next.is(Class::InfinitiveMarker)
        && is_infinitive(reading, object.1)
    {
        let content = make(Complement::Order, object.1)?;
        return Some(Content { addressee: Some(object), ..content });
    }
    let is_role = next.is(Class::Role) && !is_time_clause(reading, object.1);
    if is_role && takes(occurrence, Complement::As) {
        return make(Complement::As, object.0);
    }
    if takes(occurrence, Complement::Blame) {
        return blame(reading, occurrence, object);
    }
    if takes(occurrence, Complement::Naming) && names(reading, object.1) {
        return make(Complement::Naming, object.0);
    }
    None
}

/// Returns whether "as" at a token opens a clause with a subject of its own: "criticized the law *as prices rose*".
fn is_time_clause(reading: &Reading, token: usize) -> bool {
    let words = &reading.analysis.words;
    let at = words.partition_point(|word| (word.token as usize) < token);
    let Some(word) = words.get(at).filter(|word| word.relation.is("mark")) else { return false };
    let clause = word.head.map_or(at, |head| head as usize);
    words.get(at..clause).is_some_and(|between| {
        between.iter().any(|other| {
            other.head == word.head && matches!(other.relation.name(), "nsubj" | "nsubj:pass")
        })
    })
}

/// > **accused** them of fraud · **blamed** them for leaving · **thanked** them *for coming*
fn blame(reading: &Reading, occurrence: &Occurrence, object: Tokens) -> Option<Content> {
    const WINDOW: usize = 14;
    let is_charged = (object.0 + 1..=object.1).any(|at| reading.is(at, Class::Charge));
    if is_charged {
        return single(reading, occurrence, Complement::Blame, object.0);
    }
    let stop = occurrence.high.min(object.1 + WINDOW);
    let reason = (object.1..stop)
        .find(|&at| reading.is(at, Class::Reason) && reading.is(at + 1, Class::Participle))?;
    if occurrence.cue.act != Act::Expressive {
        return single(reading, occurrence, Complement::Blame, object.0);
    }
    let content = single(reading, occurrence, Complement::Blame, reason)?;
    Some(Content { addressee: Some(object), ..content })
}

/// Returns whether what follows an object names it: "called it *a success*", "called him *“brave”*".
pub(super) fn names(reading: &Reading, index: usize) -> bool {
    let is_article =
        reading.is(index, Class::Determiner) && !reading.is(index, Class::Demonstrative);
    is_article
        || reading.quotation_of(index).is_some_and(|number| reading.quoted[number].0 == index)
}

/// Lets a quotation go on to the end of its clause where unquoted words follow it.
fn with_rest(reading: &Reading, mut pieces: Vec<Tokens>, high: usize) -> Content {
    let complement = Complement::Quotation;
    if let [(start, quote_end)] = pieces[..] {
        let goes_on = quote_end < high
            && reading.words[quote_end].kind == TokenKind::Word
            && !reading.is(quote_end, Class::Conjunction)
            && !reading.is(quote_end, Class::Subordinator);
        if goes_on {
            pieces = vec![(start, extent::end(reading, start, high, complement))];
        }
    }
    Content { complement, pieces, addressee: None }
}

/// Returns what follows a colon: the rest of the sentence or, behind the end of a line, the paragraphs that follow it.
///
/// These end before the next line of that kind and, where speech stands in quotation marks before, with the first of them.
///
/// > Lee **said**: ⏎ We came. We saw. ⏎ Ray said: ⏎ …
fn block(reading: &Reading, start: usize, high: usize) -> Option<Content> {
    const SENTENCES: usize = 60;
    let complement = Complement::Clause;
    if start < high {
        let pieces = vec![(start, extent::end(reading, start, high, complement))];
        return Some(Content { complement, pieces, addressee: None });
    }
    reading.sentence_of(start - 1).filter(|sentence| sentence.tokens.end == start)?;
    let sentences = &reading.analysis.sentences;
    let first = sentences.partition_point(|sentence| sentence.tokens.start < start);
    let paragraph = sentences.get(first)?.paragraph;
    let is_short = quotes_before(reading, start);
    let block = sentences[first..].iter().take(SENTENCES).take_while(|sentence| {
        sentence.kind == SentenceKind::Prose
            && (sentence.paragraph == paragraph || !is_short && !opens_block(reading, sentence))
    });
    let last = block.last()?.tokens.end;
    let begin = sentences[first].tokens.start;
    let pieces = vec![(begin, extent::trim_end(reading, begin, last))];
    Some(Content { complement, pieces, addressee: None })
}

/// Returns whether speech stands in quotation marks before a token.
fn quotes_before(reading: &Reading, token: usize) -> bool {
    const NEAR: usize = 50;
    let quotations = &reading.analysis.quotations;
    let before = reading.quoted.partition_point(|quoted| quoted.0 < token);
    quotations[..before].iter().rev().take(NEAR).any(|quotation| !quotation.is_scare)
}

/// > Ray, who leads the council, **said**:
fn opens_block(reading: &Reading, sentence: &Sentence) -> bool {
    const NEAR: usize = 4;
    let end = sentence.tokens.end - 1;
    let mut near = sentence.tokens.start.max(end.saturating_sub(NEAR))..end;
    reading.text_at(end) == ":" && near.any(|at| !reading.words[at].cues.is_empty())
}

/// Returns whether a cue may have a content of a kind.
pub(super) fn takes(occurrence: &Occurrence, complement: Complement) -> bool {
    occurrence.cue.takes.contains(&complement)
}

/// Skips adverbs and days: "said *today* that".
pub(super) fn skip_adverbs(reading: &Reading, start: usize, high: usize) -> usize {
    let is_adverb = |at: usize| {
        let is_deictic = reading.is(at, Class::Deictic) && reading.is(at + 1, Class::Time);
        let word = &reading.words[at];
        let is_owner = reading.is(at + 1, Class::PossessiveMark);
        is_deictic
            || !is_owner
                && word.classes.has_any(&[Class::Adverb, Class::Time])
                && !word.is(Class::Subject)
    };
    (start..high).find(|&at| !is_adverb(at)).unwrap_or(high.max(start))
}

/// Returns whether a short phrase says when: "last week", "March 25".
fn is_time(reading: &Reading, (start, end): Tokens) -> bool {
    end - start < 4 && (start..end).any(|at| reading.is(at, Class::Time))
}

/// Skips when, where and to whom something was said: "on Friday", "in a statement", "to reporters".
fn skip_occasion(reading: &Reading, start: usize, high: usize) -> Option<usize> {
    let start = if reading.text_at(start) == "," { start + 1 } else { start };
    let is_infinitive = reading.is(start, Class::InfinitiveMarker) && is_infinitive(reading, start);
    if start >= high || !reading.is(start, Class::Occasion) || is_infinitive {
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
pub(super) fn is_infinitive(reading: &Reading, to: usize) -> bool {
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
