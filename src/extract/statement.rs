//! Makes statements of tokens: spans, the kind of quotation, the act, how sure the rule is.

use std::ops::Range;

use super::content::Content;
use super::noun_phrases;
use super::occurrence;
use super::occurrence::Occurrence;
use super::reading::Reading;
use super::reading::Tokens;
use crate::model::Act;
use crate::model::Class;
use crate::model::Complement;
use crate::model::Confidence;
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
        addressee: content.addressee.and_then(|(start, end)| reading.span(start, end)),
        is_negated: group.is_negated,
        is_modal: group.is_modal,
        is_hedged: group.is_hedged || cue.hedges,
        is_recommendation: cue.recommends
            || act == Act::Directive && content.complement == Complement::Order,
        confidence: confidence(reading, occurrence, source, content),
        rule,
    })
}

/// Returns the voice of a noun phrase; of nobody where there is none.
pub(super) fn voice(reading: &Reading, phrase: Option<Tokens>) -> Voice {
    phrase.and_then(|(start, end)| reading.span(start, end)).map_or(Voice::Unknown, Voice::Words)
}

/// Returns whether words may name who speaks: not a deed, a state of things, or a bare adjective.
pub(super) fn may_speak(reading: &Reading, voice: Voice) -> bool {
    let Voice::Words(span) = voice else { return true };
    let tokens = &reading.analysis.tokens;
    let start = tokens.partition_point(|token| token.span.start() < span.start());
    let end = tokens.partition_point(|token| token.span.end() <= span.end());
    let link = (start + 1..end).find(|&at| reading.is(at, Class::Preposition)).unwrap_or(end);
    let Some(head) = link.checked_sub(1).and_then(|at| reading.word(at)) else { return true };
    let nouns = reading.lexicon.names.of(&head.text.to_lowercase());
    let is_listed = ACTORS.iter().any(|&class| nouns.has(class));
    let is_bare = !reading.is(start, Class::Determiner)
        && head.classes.has_any(&[Class::Past, Class::Participle]);
    let is_thing = nouns.has(WordClass::EventNoun) || head.is(Class::Abstract) || is_bare;
    head.is_capital() || is_listed || !is_thing
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
    let tokens = &reading.analysis.tokens;
    let mut depths = vec![0_u8; tokens.len()];
    let mut fits = |statement: &FoundStatement| {
        let ranges = statement.content.iter().map(|piece| {
            let start = tokens.partition_point(|token| token.span.start() < piece.start());
            let end = tokens.partition_point(|token| token.span.end() <= piece.end());
            start..end.max(start)
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
