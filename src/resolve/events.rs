//! When and where events were, and of when works are, as the words beside their names tell.
//!
//! > *the* **2021** *elections*; *the elections held on* **19 March**; **Sunday**'s *vote*; *the report of* **May 2022**;
//! > *the elections in* **Kazakhstan**

use std::ops::Range;

use crate::model::Date;
use crate::model::DatedWords;
use crate::model::EntityType;
use crate::model::Span;
use crate::model::TokenKind;
use crate::model::WordClass;

use super::cast::Cast;
use super::forms;
use super::passage::Passage;

/// Notes for every event and work of the cast its date and place.
pub(super) fn place_and_date(passage: Passage, cast: &mut Cast) {
    for index in cast.in_order() {
        let kind = cast.entity_type(index);
        if !matches!(kind, Some(EntityType::Event | EntityType::Work)) {
            continue;
        }
        let date = date(passage, cast, index);
        let place =
            if kind == Some(EntityType::Event) { place(passage, cast, index) } else { None };
        cast.note(index, date, place);
    }
}

fn date(passage: Passage, cast: &Cast, index: usize) -> Option<Date> {
    let candidate = &cast.candidates[index];
    let tokens = candidate.tokens.clone();
    let end = candidate
        .complement
        .map_or(tokens.end, |other| cast.candidates[other].tokens.end.max(tokens.end));
    inside(passage, tokens.clone())
        .or_else(|| before(passage, tokens.start))
        .or_else(|| after(passage, end))
        .or_else(|| if end == tokens.end { None } else { after(passage, tokens.end) })
        .or_else(|| of_sentence(passage, tokens))
}

/// Returns the date in a name, or the year: "the **2021** parliamentary elections".
fn inside(passage: Passage, tokens: Range<usize>) -> Option<Date> {
    let found = tokens.clone().find_map(|at| starting(passage, at)).map(|found| found.date);
    found.or_else(|| {
        let mut years = tokens.filter_map(|at| year(passage, at));
        years.next().map(Date::Year)
    })
}

fn year(passage: Passage, at: usize) -> Option<u16> {
    let is_number = passage.analysis.tokens[at].kind == TokenKind::Number;
    let word = passage.word(at);
    let year: u16 = word.parse().ok().filter(|_| is_number && word.len() == 4)?;
    (1800..2100).contains(&year).then_some(year)
}

/// Returns the date right before a name: "**Sunday**'s vote", "the **19 March** elections".
fn before(passage: Passage, start: usize) -> Option<Date> {
    let last = start.checked_sub(1)?;
    let end = if passage.is_possessive(last) { last } else { start };
    let byte = passage.analysis.tokens.get(end.checked_sub(1)?)?.span.end();
    let dates = &passage.analysis.dates;
    let at = dates.partition_point(|date| date.span.end() < byte);
    let found = dates.get(at).filter(|date| date.span.end() == byte).map(|date| date.date);
    found.or_else(|| year(passage, last).map(Date::Year))
}

/// Returns the date right after a name: "the elections **of 2021**", "… **held on 19 March**".
fn after(passage: Passage, end: usize) -> Option<Date> {
    const HELD: &[&str] =
        &["held", "conducted", "scheduled", "published", "issued", "dated", "released", "signed"];
    let limit = passage.analysis.tokens.get(end).map_or(end, |_| passage.sentence_end(end));
    let mut at = end;
    if at < limit && HELD.contains(&passage.lower(at).as_ref()) {
        at += 1;
    }
    let opens = |at: usize| {
        at < limit
            && matches!(passage.lower(at).as_ref(), "of" | "on" | "in" | "for" | "from" | "(")
    };
    if opens(at) {
        at += 1;
    } else if at == end {
        return None;
    }
    if at < limit && passage.has(at, WordClass::Article) {
        at += 1;
    }
    starting(passage, at).filter(|_| at < limit).map(|found| found.date)
}

/// At most so many dates of a sentence are looked at.
const MOST: usize = 32;

/// Returns the date of the sentence that says when an event was: "The elections **were held on 19 March**".
fn of_sentence(passage: Passage, tokens: Range<usize>) -> Option<Date> {
    const HAPPEN: &[&str] = &[
        "hold", "take", "occur", "happen", "conduct", "schedule", "organise", "organize", "begin",
        "start", "publish", "release", "issue", "sign", "adopt", "be",
    ];
    let words = &passage.analysis.words;
    let own = head_word(passage, tokens)?;
    let verb = words[own].head? as usize;
    let takes_part = words[own].relation.is("nsubj") || words[own].relation.is("obj");
    if !takes_part || !HAPPEN.contains(&passage.analysis.lemma(verb)) {
        return None;
    }
    let sentence = passage.sentence_at(words[own].span.start());
    let span = passage.analysis.sentences.get(sentence)?.span;
    let dates = &passage.analysis.dates;
    let first = dates.partition_point(|date| date.span.start() < span.start());
    let mut here =
        dates[first..].iter().take_while(|date| date.span.end() <= span.end()).take(MOST);
    here.find(|date| leans_on(passage, date, verb)).map(|date| date.date)
}

/// Returns the day on which a statement was made: "**said on Monday** that …"; a date in the content is no such day.
pub(super) fn said_on(passage: Passage, cue: &[Span], content: &[Span]) -> Option<Date> {
    let cue = cue.first()?;
    let verb = head_word(passage, passage.tokens_in(*cue))?;
    let sentence = passage.analysis.sentences.get(passage.sentence_at(cue.start()))?.span;
    let dates = &passage.analysis.dates;
    let first = dates.partition_point(|date| date.span.start() < sentence.start());
    let here =
        dates[first..].iter().take_while(|date| date.span.end() <= sentence.end()).take(MOST);
    let is_outside = |date: &&DatedWords| {
        !content.iter().any(|span| span.start() < date.span.end() && date.span.start() < span.end())
    };
    let mut told = here.filter(is_outside).filter(|date| leans_on(passage, date, verb));
    told.find(|date| matches!(date.date, Date::Day(..))).map(|date| date.date)
}

/// Returns whether a date depends on a verb.
fn leans_on(passage: Passage, date: &DatedWords, verb: usize) -> bool {
    let words = &passage.analysis.words;
    let Some(head) = head_word(passage, passage.tokens_in(date.span)) else { return false };
    words[head].head.is_some_and(|head| head as usize == verb)
}

/// Returns the word of some tokens whose head lies outside them.
fn head_word(passage: Passage, tokens: Range<usize>) -> Option<usize> {
    let words = &passage.analysis.words;
    let start = words.partition_point(|word| (word.token as usize) < tokens.start);
    let end = words.partition_point(|word| (word.token as usize) < tokens.end);
    let is_inside = |head: u32| (start..end).contains(&(head as usize));
    (start..end).find(|&at| words[at].head.is_none_or(|head| !is_inside(head)))
}

/// Returns the date whose words begin at a token.
fn starting(passage: Passage, at: usize) -> Option<DatedWords> {
    let start = passage.analysis.tokens.get(at)?.span.start();
    let dates = &passage.analysis.dates;
    let at = dates.partition_point(|date| date.span.start() < start);
    dates.get(at).filter(|date| date.span.start() == start).copied()
}

/// Returns the place of an event: "the elections in **Kazakhstan**", "the **Kazakh** elections".
fn place(passage: Passage, cast: &Cast, index: usize) -> Option<usize> {
    let candidate = &cast.candidates[index];
    let is_place = |&other: &usize| cast.entity_type(other) == Some(EntityType::Place);
    let named = cast.outermost_in(candidate.span).into_iter().filter(|&other| other != index);
    candidate.complement.filter(is_place).or_else(|| named.into_iter().find(is_place)).or_else(
        || {
            candidate.tokens.clone().find_map(|at| {
                let country = passage
                    .has(at, WordClass::Demonym)
                    .then(|| passage.lexicon.registry.country_of(&passage.lower(at)))??;
                cast.with_key(&forms::fold(&country.name))
            })
        },
    )
}
