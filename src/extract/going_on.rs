//! Quotations without a cue of their own: those that go on with the last voice, and those after a speaker's label.
//!
//! > “We came,” said Lee. **“We saw.”** · *Lee*: **“We came.”** · **“We came.”** – *Lee*

use super::noun_phrases;
use super::reading::Reading;
use super::reading::Tokens;
use super::reading::Word;
use super::statement;
use crate::model::Act;
use crate::model::Confidence;
use crate::model::FoundStatement;
use crate::model::Manner;
use crate::model::QuotationKind;
use crate::model::TokenKind;
use crate::model::Voice;

/// Adds the quotations that no statement covers to statements in order.
pub(super) fn with(reading: &Reading, statements: Vec<FoundStatement>) -> Vec<FoundStatement> {
    let covered = covered(reading, &statements);
    let mut merged: Vec<FoundStatement> = Vec::with_capacity(statements.len());
    let mut rest = statements.into_iter().peekable();
    for (number, quotation) in reading.analysis.quotations.iter().enumerate() {
        while let Some(next) =
            rest.next_if(|next| statement::first_span(next) < Some(quotation.span))
        {
            merged.push(next);
        }
        if !quotation.is_scare && !covered[number] {
            let turns = turns(reading, reading.quoted[number]);
            if turns.is_empty() {
                merged.extend(alone(reading, number, &merged));
            }
            for turn in turns {
                let start = statement::first_span(&turn);
                while let Some(next) = rest.next_if(|next| statement::first_span(next) < start) {
                    merged.push(next);
                }
                merged.push(turn);
            }
        }
    }
    merged.extend(rest);
    merged
}

/// Returns for each quotation whether a statement holds it as content, or speaks inside of it alone.
fn covered(reading: &Reading, statements: &[FoundStatement]) -> Vec<bool> {
    let quotations = &reading.analysis.quotations;
    let mut covered = vec![false; quotations.len()];
    for piece in statements.iter().flat_map(|statement| &statement.content) {
        let first = quotations.partition_point(|quotation| quotation.span.start() < piece.start());
        for (number, quotation) in quotations.iter().enumerate().skip(first) {
            if quotation.span.start() >= piece.end() {
                break;
            }
            covered[number] = true;
        }
    }
    covered
}

/// Returns the statement of a quotation that stands alone.
fn alone(reading: &Reading, number: usize, before: &[FoundStatement]) -> Option<FoundStatement> {
    let (start, end) = reading.quoted[number];
    let sentence = reading.sentence_of(start)?;
    let source = if sentence.tokens.start == start {
        after_dash(reading, end).or_else(|| last_voice(reading, start, end, before))
    } else {
        label(reading, sentence.tokens.start, start)
    };
    let (voice, rule) = source?;
    Some(without_cue(reading, voice, (start, end), rule))
}

/// Returns what somebody says without a word that tells so.
pub(super) fn without_cue(
    reading: &Reading,
    source: Voice,
    content: Tokens,
    rule: &'static str,
) -> FoundStatement {
    let content = statement::spans(reading, &[content]);
    FoundStatement {
        source,
        cue: Vec::new(),
        quotation: statement::quotation_kind(reading, &content),
        content,
        act: Act::Assertive,
        manner: Manner::default(),
        addressee: None,
        is_negated: false,
        is_modal: false,
        is_hedged: false,
        recommendation: None,
        confidence: Confidence::hundredths(75),
        rule,
    }
}

/// Returns the turns of a conversation that is quoted with its labels.
///
/// > “*Lee*: **Did you come?** ⏎ “*Ray*: **I did.**
fn turns(reading: &Reading, (start, end): Tokens) -> Vec<FoundStatement> {
    let sentences = &reading.analysis.sentences;
    let first = sentences.partition_point(|sentence| sentence.tokens.end <= start);
    let inside = sentences[first..].iter().take_while(|sentence| sentence.tokens.start < end);
    let mut turns: Vec<(Tokens, Tokens)> = Vec::new();
    let mut paragraph = None;
    for sentence in inside {
        let is_new = paragraph != Some(sentence.paragraph);
        paragraph = Some(sentence.paragraph);
        let stop = sentence.tokens.end.min(end);
        match spoken_label(reading, sentence.tokens.start).filter(|_| is_new) {
            Some(label) => turns.push((label, (label.1 + 1, stop))),
            None => {
                if let Some((_, content)) = turns.last_mut() {
                    content.1 = stop;
                }
            }
        }
    }
    if turns.len() < 2 {
        return Vec::new();
    }
    let said = turns.into_iter().filter(|(_, content)| content.0 < content.1);
    said.map(|(label, content)| {
        without_cue(reading, statement::voice(reading, Some(label)), content, "label")
    })
    .collect()
}

/// Returns the name in capitals before a colon, behind an opening mark or without one.
fn spoken_label(reading: &Reading, start: usize) -> Option<Tokens> {
    const LONGEST: usize = 5;
    let is_opened = reading.word(start)?.kind == TokenKind::QuotationMark;
    let start = start + usize::from(is_opened);
    let names = |at: &usize| {
        let is_loud = |word: &Word| !word.text.chars().any(char::is_lowercase);
        reading.word(*at).is_some_and(|word| word.kind == TokenKind::Word && is_loud(word))
    };
    let end = (start..start + LONGEST).find(|at| !names(at))?;
    (end > start && reading.text_at(end) == ":").then_some((start, end))
}

/// Returns the voice of the statement before, where it quotes and is near.
fn last_voice(
    reading: &Reading,
    start: usize,
    end: usize,
    before: &[FoundStatement],
) -> Option<(Voice, &'static str)> {
    const NEAR: usize = 2;
    const STATEMENTS: usize = 20;
    let ends_sentence =
        reading.sentence_of(end - 1).is_none_or(|sentence| sentence.tokens.end <= end + 1);
    let paragraph = reading.sentence_of(start)?.paragraph;
    let quotes = |statement: &FoundStatement| statement.quotation != QuotationKind::Indirect;
    let floor = before.len().saturating_sub(STATEMENTS);
    let last = floor + before[floor..].iter().rposition(quotes).filter(|_| ends_sentence)?;
    let end_of_last = before[last].content.last()?;
    let tokens = &reading.analysis.tokens;
    let token = tokens.partition_point(|token| token.span.end() < end_of_last.end());
    let distance = paragraph.checked_sub(reading.sentence_of(token)?.paragraph)?;
    let voice = match before[last].source {
        Voice::SourceOf(earlier) => Voice::SourceOf(earlier),
        _ => Voice::SourceOf(last),
    };
    (distance <= NEAR).then_some((voice, "going-on"))
}

/// > **“We came.”** – *Lee*
fn after_dash(reading: &Reading, end: usize) -> Option<(Voice, &'static str)> {
    let is_dash = matches!(reading.text_at(end), "–" | "—" | "―" | "-" | "--");
    let sentence = reading.sentence_of(end).filter(|_| is_dash)?;
    let source = noun_phrases::starting_at(reading, end + 1, sentence.tokens.end)?;
    let is_name = reading.words[source.0].is_capital();
    is_name.then(|| (statement::voice(reading, Some(source)), "label"))
}

/// > *Lee*: **“We came.”**
fn label(reading: &Reading, low: usize, start: usize) -> Option<(Voice, &'static str)> {
    let colon = start.checked_sub(1).filter(|&at| reading.text_at(at) == ":")?;
    let source = noun_phrases::ending_at(reading, low, colon).filter(|source| source.0 == low)?;
    let is_name = reading.words[source.0].is_capital();
    is_name.then(|| (statement::voice(reading, Some(source)), "label"))
}
