//! Makes statements of tokens: spans, the kind of quotation, the act, how sure the rule is.

use std::ops::Range;

use super::content;
use super::content::Content;
use super::noun_phrases;
use super::occurrence;
use super::occurrence::Occurrence;
use super::reading::Reading;
use super::reading::Tokens;
use super::reading::Word;
use crate::model::Act;
use crate::model::Class;
use crate::model::Complement;
use crate::model::Confidence;
use crate::model::CueKind;
use crate::model::Form;
use crate::model::FoundStatement;
use crate::model::QuotationKind;
use crate::model::Span;
use crate::model::Voice;
use crate::model::WordClass;

/// Makes the statement of a cue, its source and its content; nothing where the content is empty.
pub(super) fn make(
    reading: &Reading,
    occurrence: &Occurrence,
    source: Voice,
    content: &Content,
    rule: &'static str,
) -> Option<FoundStatement> {
    let spans = spans(reading, &content.pieces);
    if spans.is_empty() || !may_speak(reading, source) {
        return None;
    }
    let cue = occurrence.cue;
    let group = occurrence.group;
    let act = cue.act_with(content.complement);
    Some(FoundStatement {
        source,
        cue: cue_spans(reading, occurrence),
        quotation: quotation_kind(reading, &spans),
        content: spans,
        act,
        manner: cue.manner(act),
        addressee: content
            .addressee
            .or_else(|| addressee(reading, occurrence, source, content, act))
            .and_then(|(start, end)| reading.span(start, end)),
        is_negated: group.is_negated,
        is_modal: group.is_modal,
        is_hedged: group.is_hedged || cue.hedges,
        recommendation: None,
        confidence: confidence(reading, occurrence, source, content),
        rule,
    })
}

/// Returns whom something is said to: right behind the cue, behind "to", or where the occasion tells it.
///
/// > “We came,” she told *reporters*. · He said to *the press* that … · In an interview with *Dawn*, she said … · called for
/// > *members* to pay more
fn addressee(
    reading: &Reading,
    occurrence: &Occurrence,
    source: Voice,
    content: &Content,
    act: Act,
) -> Option<Tokens> {
    let first = *content.pieces.first()?;
    if act == Act::Directive && content.complement == Complement::Phrase {
        return ordered(reading, first).or_else(|| asked_from(reading, first));
    }
    if occurrence.cue.kind != CueKind::Verb || occurrence.group.is_passive {
        return None;
    }
    let is_said = |at: usize| content.pieces.iter().any(|piece| piece.0 <= at && at < piece.1);
    let is_free = |&(start, end): &Tokens| {
        let is_source = |span| match source {
            Voice::Words(words) => words.overlaps(span),
            _ => false,
        };
        !(start..end).any(is_said) && !reading.span(start, end).is_some_and(is_source)
    };
    let told = || {
        let start = content::skip_adverbs(reading, occurrence.end, occurrence.high);
        occurrence.cue.addressee.then(|| person_at(reading, start, occurrence.high)).flatten()
    };
    told()
        .filter(is_free)
        .or_else(|| behind_to(reading, occurrence, is_said).filter(is_free))
        .or_else(|| on_occasion(reading, occurrence, is_said).filter(is_free))
        .filter(|&(start, end)| {
            reading.span(start, end).is_some_and(|span| may_speak(reading, Voice::Words(span)))
        })
}

/// > called for *members* to pay more
fn ordered(reading: &Reading, (start, end): Tokens) -> Option<Tokens> {
    let start = start + usize::from(reading.is(start, Class::Reason));
    let phrase = noun_phrases::starting_at(reading, start, end)?;
    let is_order = reading.is(phrase.1, Class::InfinitiveMarker)
        && content::is_infinitive(reading, phrase.1)
        && !reading.is(phrase.1 + 1, Class::Be);
    is_order.then_some(phrase)
}

/// > requested support from *other departments*
fn asked_from(reading: &Reading, (start, end): Tokens) -> Option<Tokens> {
    let from = (start + 1..end).rev().find(|&at| reading.text_at(at) == "from")?;
    let phrase = noun_phrases::starting_at(reading, from + 1, end)?;
    let names = &reading.lexicon.names;
    let acts = (phrase.0..phrase.1).any(|at| {
        let classes = names.of(&reading.text_at(at).to_lowercase());
        ACTORS.iter().any(|&class| classes.has(class))
    });
    (phrase.1 == end && acts).then_some(phrase)
}

/// > He **said** on Monday to *the press* that …
fn behind_to(
    reading: &Reading,
    occurrence: &Occurrence,
    is_said: impl Fn(usize) -> bool,
) -> Option<Tokens> {
    const WINDOW: usize = 12;
    let is_spoken = content::takes(occurrence, Complement::Quotation)
        || content::takes(occurrence, Complement::Clause);
    let stop = occurrence.high.min(occurrence.end + WINDOW);
    let to = (occurrence.end..stop)
        .take_while(|&at| {
            !is_said(at) && !reading.words[at].is_mark() && !reading.is(at, Class::Finite)
        })
        .find(|&at| {
            is_spoken && reading.is(at, Class::InfinitiveMarker)
                || occurrence.cue.act == Act::Directive && reading.text_at(at) == "from"
        })
        .filter(|&to| !content::is_infinitive(reading, to))?;
    person_at(reading, to + 1, occurrence.high)
}

/// > In an **interview** with *Dawn*, she said … · Speaking to *reporters*, she said …
fn on_occasion(
    reading: &Reading,
    occurrence: &Occurrence,
    is_said: impl Fn(usize) -> bool,
) -> Option<Tokens> {
    const PHRASE: usize = 4;
    let Occurrence { low, high, .. } = *occurrence;
    let opens = |at: usize| {
        let floor = low.max(at.saturating_sub(PHRASE));
        if reading.is(at, Class::Participle) {
            at == low || reading.text_at(at - 1) == ","
        } else {
            (floor..at).any(|before| {
                reading.is(before, Class::Occasion) && !reading.is(before, Class::Linking)
                    || matches!(reading.text_at(before), "in" | "In" | "on" | "On")
            })
        }
    };
    let names = &reading.lexicon.names;
    let tells = |&at: &usize| {
        let lower = reading.text_at(at).to_lowercase();
        names.of(&lower).has(WordClass::Message)
            && matches!(reading.text_at(at + 1), "with" | "to")
            && !is_said(at)
            && opens(at)
    };
    // What is told before another cue is said there.
    let is_own = |&message: &usize| {
        message >= occurrence.end
            || (low..message).all(|at| reading.words[at].cues.is_empty() || at + 1 == message)
    };
    let message = (low..high).find(tells).filter(is_own)?;
    person_at(reading, message + 2, high)
}

fn person_at(reading: &Reading, start: usize, high: usize) -> Option<Tokens> {
    noun_phrases::persons_at(reading, start, high).first().copied()
}

/// Returns the voice of a noun phrase; of nobody where there is none.
pub(super) fn voice(reading: &Reading, phrase: Option<Tokens>) -> Voice {
    phrase.and_then(|(start, end)| reading.span(start, end)).map_or(Voice::Unknown, Voice::Words)
}

/// Returns whether words may name who speaks: not a deed, a state of things, or a bare adjective.
pub(super) fn may_speak(reading: &Reading, voice: Voice) -> bool {
    let Voice::Words(span) = voice else { return true };
    let Some((start, head)) = head_word(reading, span) else { return true };
    let nouns = reading.lexicon.names.of(&head.text.to_lowercase());
    let is_bare = !reading.is(start, Class::Determiner)
        && head.classes.has_any(&[Class::Past, Class::Participle]);
    let is_thing = nouns.has(WordClass::EventNoun) || head.is(Class::Abstract) || is_bare;
    is_actor(reading, head) || !is_thing
}

/// Returns whether words name somebody, or describe them by a noun of the lists.
pub(super) fn is_somebody(reading: &Reading, span: Span) -> bool {
    head_word(reading, span).is_some_and(|(_, head)| is_actor(reading, head))
}

fn is_actor(reading: &Reading, head: &Word) -> bool {
    let nouns = reading.lexicon.names.of(&head.text.to_lowercase());
    head.is_capital() || ACTORS.iter().any(|&class| nouns.has(class))
}

/// Returns where a phrase begins and the word before its first preposition.
fn head_word<'a>(reading: &'a Reading<'a>, span: Span) -> Option<(usize, &'a Word<'a>)> {
    let (start, end) = reading.tokens_in(span);
    let link = (start + 1..end).find(|&at| reading.is(at, Class::Preposition)).unwrap_or(end);
    link.checked_sub(1).and_then(|at| reading.word(at)).map(|head| (start, head))
}

/// What names those who act and the texts that speak.
const ACTORS: [WordClass; 8] = [
    WordClass::Role,
    WordClass::PersonNoun,
    WordClass::GroupNoun,
    WordClass::OrganisationNoun,
    WordClass::DescribedOrganisation,
    WordClass::DescribedPlace,
    WordClass::WorkNoun,
    WordClass::SpeakingWork,
];

/// Returns who speaks by a verb that is not passive: its subject, or that of the clause it leans on.
pub(super) fn speaker(reading: &Reading, occurrence: &Occurrence) -> Option<Tokens> {
    let Occurrence { low, start, .. } = *occurrence;
    if occurrence.is_participle() {
        return noun_phrases::of_participle(reading, low, start);
    }
    if occurrence.group.is_infinitive {
        let phrase = noun_phrases::of_clause(reading, low, start)?;
        let is_empty = reading.is(phrase.0, Class::Expletive);
        return (!is_empty).then_some(phrase);
    }
    if occurrence.form == Form::Base
        && !occurrence.group.has_auxiliary
        && occurrence::opens_clause(reading, start)
    {
        return None;
    }
    noun_phrases::of_coordinated(reading, low, start)
        .or_else(|| noun_phrases::subject(reading, low, start))
}

/// Sorts statements by where they stand.
pub(super) fn in_order(mut statements: Vec<FoundStatement>) -> Vec<FoundStatement> {
    statements.sort_by_key(first_span);
    statements
}

/// Leaves out statements whose content begins within those of very many others.
///
/// No person nests so deep; a text that repeats "according to" without end does, and each of its words would be
/// told hundreds of times.
pub(super) fn thinned(reading: &Reading, statements: Vec<FoundStatement>) -> Vec<FoundStatement> {
    const MOST: u8 = 16;
    let mut depths = vec![0_u8; reading.words.len()];
    let mut fits = |statement: &FoundStatement| {
        let ranges = statement.content.iter().map(|piece| {
            let (start, end) = reading.tokens_in(*piece);
            start..end
        });
        let ranges: Vec<Range<usize>> = ranges.collect();
        let is_deep = ranges.iter().any(|range| depths.get(range.start) >= Some(&MOST));
        if !is_deep {
            for range in ranges {
                depths[range].iter_mut().for_each(|depth| *depth = depth.saturating_add(1));
            }
        }
        !is_deep
    };
    statements.into_iter().filter(|statement| fits(statement)).collect()
}

/// Returns the span that a statement begins with.
pub(super) fn first_span(statement: &FoundStatement) -> Option<Span> {
    let source = match statement.source {
        Voice::Words(span) => Some(span),
        _ => None,
    };
    statement.cue.iter().chain(&statement.content).copied().chain(source).min()
}

/// Returns the spans of some pieces.
pub(super) fn spans(reading: &Reading, pieces: &[Tokens]) -> Vec<Span> {
    pieces.iter().filter_map(|&(start, end)| reading.span(start, end)).collect()
}

/// Returns how a content stands in its text.
pub(super) fn quotation_kind(reading: &Reading, content: &[Span]) -> QuotationKind {
    let quotations = &reading.analysis.quotations;
    let mut all = true;
    let mut any = false;
    for piece in content {
        let first = quotations.partition_point(|quotation| quotation.span.start() < piece.start());
        let inside =
            quotations[first..].iter().take_while(|quotation| quotation.span.start() < piece.end());
        let mut whole = false;
        for quotation in inside {
            any = true;
            whole |= quotation.span.contains(*piece);
        }
        all &= whole;
    }
    match (all, any) {
        (true, true) => QuotationKind::Direct,
        (false, true) => QuotationKind::Mixed,
        _ => QuotationKind::Indirect,
    }
}

/// Returns the head of the verb group with what belongs to it; not the auxiliaries.
fn cue_spans(reading: &Reading, occurrence: &Occurrence) -> Vec<Span> {
    reading.span(occurrence.head, occurrence.end).into_iter().collect()
}

/// Rates a finding: by what follows the cue, and less where nobody is named or the cue is weak.
fn confidence(
    reading: &Reading,
    occurrence: &Occurrence,
    source: Voice,
    content: &Content,
) -> Confidence {
    let base: u8 = match content.complement {
        Complement::Quotation => 95,
        Complement::Clause | Complement::That | Complement::Order => 90,
        Complement::Question | Complement::Infinitive | Complement::As => 80,
        _ => 70,
    };
    let mut doubt = 0;
    doubt += if occurrence.cue.weak { 15 } else { 0 };
    doubt += if source == Voice::Unknown { 15 } else { 0 };
    doubt += if reading.is(occurrence.head, Class::Participle) { 5 } else { 0 };
    Confidence::hundredths(base.saturating_sub(doubt))
}
