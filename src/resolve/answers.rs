//! Answers: what a statement or stance does with the recommendations of somebody.
//!
//! > *The Ministry* **accepted the mission's recommendation** to publish the statistics. · *Ghana* **welcomes the
//! > recommendations** of ODIHR. · *The council* promised to **implement the recommendations**.

use std::ops::Range;

use crate::model::Answer;
use crate::model::AnswerKind;
use crate::model::FoundStance;
use crate::model::FoundStatement;
use crate::model::Polarity;
use crate::model::Span;
use crate::model::WordClass;

use super::entities::Ids;
use super::passage::Passage;
use super::statements;
use super::voices::Voices;

/// Returns what a stance does with recommendations, where its target is one or several.
pub(super) fn of_stance(
    voices: &Voices,
    ids: &Ids,
    stance: &FoundStance,
    holder: &[usize],
) -> Option<Answer> {
    let passage = voices.passage;
    let tokens = passage.tokens_in(stance.target);
    let noun = noun(passage, tokens.clone())?;
    let cue = lemmas(passage, stance.cue);
    let kind = match stance.polarity {
        Polarity::Negative => AnswerKind::Rejects,
        Polarity::Positive if is_one(&cue, &passage.lexicon.advice.accepting) => {
            AnswerKind::Accepts
        }
        Polarity::Positive => AnswerKind::Supports,
    };
    Some(answer(voices, ids, kind, noun, tokens, holder))
}

/// Returns what a statement does with recommendations: its cue has them as its object, or its content is to take them up.
pub(super) fn of_statement(
    voices: &Voices,
    ids: &Ids,
    statement: &FoundStatement,
    source: &[usize],
) -> Option<Answer> {
    let passage = voices.passage;
    let &[content] = statement.content.as_slice() else { return None };
    let tokens = passage.tokens_in(content);
    let advice = &passage.lexicon.advice;
    let kind_of = |lemmas: &[&str]| {
        if is_one(lemmas, &advice.accepting) {
            Some(AnswerKind::Accepts)
        } else if is_one(lemmas, &advice.rejecting) {
            Some(AnswerKind::Rejects)
        } else if is_one(lemmas, &advice.supporting) {
            Some(AnswerKind::Supports)
        } else {
            None
        }
    };
    let by_cue = statement.cue.first().and_then(|&cue| kind_of(&lemmas(passage, cue)));
    let opens = |at: usize| passage.lower(at).as_ref() == "to";
    let start = tokens.start + usize::from(tokens.start < tokens.end && opens(tokens.start));
    let (kind, object) = match by_cue {
        Some(kind) => (kind, tokens),
        // "promised to implement the recommendations"
        None if statement.act == crate::model::Act::Commissive && start < tokens.end => {
            let first = lemmas(passage, passage.span(start..start + 1)?);
            (kind_of(&first)?, start + 1..tokens.end)
        }
        None => return None,
    };
    let noun = noun(passage, object.clone())?;
    Some(answer(voices, ids, kind, noun, object, source))
}

/// Returns the noun that heads some words, if it is one for what is recommended: before their first preposition, "that" or
/// "to"; none of several things that are joined.
fn noun(passage: Passage, tokens: Range<usize>) -> Option<usize> {
    const LONGEST: usize = 12;
    let ends = |&at: &usize| {
        passage.has(at, WordClass::Preposition)
            || matches!(passage.lower(at).as_ref(), "that" | "to" | "for" | "," | "and" | "which")
    };
    let near = tokens.start..tokens.end.min(tokens.start + LONGEST);
    // "all of the recommendations", "many of these recommendations"
    let counts = |at: usize| {
        matches!(
            passage.lower(at).as_ref(),
            "all" | "most" | "many" | "some" | "both" | "each" | "several"
        )
    };
    let skipped = if !near.is_empty()
        && counts(near.start)
        && near.len() > 2
        && passage.lower(near.start + 1) == "of"
    {
        near.start + 2
    } else {
        near.start
    };
    let end = (skipped..near.end).find(ends).unwrap_or(near.end);
    let last = end.checked_sub(1).filter(|&last| last >= skipped)?;
    passage.lexicon.advice.nouns.contains(passage.lower(last).as_ref()).then_some(last)
}

fn answer(
    voices: &Voices,
    ids: &Ids,
    kind: AnswerKind,
    noun: usize,
    tokens: Range<usize>,
    by: &[usize],
) -> Answer {
    let passage = voices.passage;
    let of = owner(voices, noun, &tokens);
    let of: Vec<usize> = of
        .into_iter()
        .filter(|&owner| !by.iter().any(|&other| voices.cast.are_same(owner, other)))
        .collect();
    let is_telling = |&at: &usize| passage.is_word(at) && at > noun;
    let words = tokens.filter(is_telling).map(|at| passage.lower(at).into_owned()).collect();
    Answer {
        kind,
        of: statements::entities(voices, ids, &of),
        is_plural: passage.lower(noun).ends_with('s'),
        words,
    }
}

/// Returns whose recommendations they are.
///
/// > **ODIHR**'s recommendations, the recommendations of **the mission**, made by **the EU**, **its** recommendations
fn owner(voices: &Voices, noun: usize, tokens: &Range<usize>) -> Option<usize> {
    let passage = voices.passage;
    let span = passage.span(tokens.clone())?;
    let inside = voices.cast.outermost_in(span);
    let starts = |index: usize| voices.cast.candidates[index].tokens.clone();
    let possessive = inside.iter().copied().find(|&index| {
        let end = starts(index).end;
        end < noun && passage.is_possessive(end)
    });
    let opens =
        |at: &usize| !passage.classes(*at).has_any(&[WordClass::Article, WordClass::Definite]);
    let is_by = |index: usize| {
        let link = (noun + 1..starts(index).start).rev().find(opens);
        link.is_some_and(|link| {
            link <= noun + 2 && matches!(passage.lower(link).as_ref(), "of" | "by" | "from")
        })
    };
    let by = || inside.iter().copied().find(|&index| is_by(index));
    let pronoun = || {
        let token = passage.analysis.tokens.get(tokens.start)?;
        match voices.taken_up.get(&token.span)?.0.as_slice() {
            &[only] => Some(only),
            _ => None,
        }
    };
    possessive.or_else(by).or_else(pronoun)
}

/// Returns the lemmas of the words of a span.
fn lemmas(passage: Passage<'_>, span: Span) -> Vec<&str> {
    let words = &passage.analysis.words;
    let start = words.partition_point(|word| word.span.end() <= span.start());
    let end = words.partition_point(|word| word.span.start() < span.end());
    (start..end.max(start)).map(|at| passage.analysis.lemma(at)).collect()
}

fn is_one(lemmas: &[&str], listed: &std::collections::BTreeSet<String>) -> bool {
    lemmas.iter().any(|lemma| listed.contains(*lemma))
}
