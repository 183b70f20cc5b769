//! Stretches: words in a row that may be parts of names, each labelled as the beginning, the inside or the outside of
//! a name of some type.
//!
//! > the **Ministry of Foreign Affairs** met **Bill de Blasio** in **New York**

use std::ops::Range;

use crate::analyse::names::known;
use crate::analyse::names::titles;
use crate::learn;
use crate::learn::Linear;
use crate::learn::feature;
use crate::model::EntityType;
use crate::model::WordClass;

use super::Settings;
use super::scene::Scene;

/// Outside; then for each type the beginning and the inside of a name.
pub(crate) const LABELS: usize = 1 + 2 * EntityType::ALL.len();

/// Capitals in a row may have so many small words between them.
const MOST_BETWEEN: usize = 3;
/// What a name of which the rules are sure has ahead besides.
pub(crate) const SURE: i32 = 40_000;

/// Small words inside names.
const JOINING: &[&str] = &[
    "of", "the", "and", "for", "on", "de", "la", "du", "del", "al", "von", "van", "bin", "&", "'s",
    "'", "’", "-", "–", ".", "/",
];

/// Returns the label of the beginning or inside of a name.
pub(crate) fn label(entity_type: EntityType, begins: bool) -> u8 {
    1 + 2 * entity_type as u8 + u8::from(!begins)
}

/// Returns the tokens that may be parts of names, in rows.
pub(crate) fn stretches(scene: &Scene) -> Vec<Range<usize>> {
    let mut stretches: Vec<Range<usize>> = Vec::new();
    for sentence in scene.sentences() {
        let first = stretches.len();
        for index in sentence.tokens.clone() {
            if !may_name(scene, index, sentence.tokens.start, sentence.tokens.end) {
                continue;
            }
            match stretches.get_mut(first..).and_then(|own| own.last_mut()) {
                Some(last) if are_joined(scene, last.end, index) => last.end = index + 1,
                _ => stretches.push(index..index + 1),
            }
        }
    }
    stretches
}

/// Returns whether a token is a capitalised word but no day or month, a number beside one, or part of a name by rule.
fn may_name(scene: &Scene, index: usize, first: usize, end: usize) -> bool {
    let words = &scene.words;
    let is_number = |at: usize| words.word(at).starts_with(|letter: char| letter.is_ascii_digit());
    let is_beside = (index > first && words.is_capital(index - 1) && words.follows_closely(index))
        || (index + 1 < end && words.is_capital(index + 1) && words.follows_closely(index + 1));
    let is_capital = words.is_capital(index) && !words.has(index, WordClass::NotName);
    let is_capital = is_capital && !words.is_degree(index);
    let is_number = is_number(index) && !words.is_age(index);
    scene.labels[index] != 0 || is_capital || (is_number && is_beside)
}

/// Returns whether only small words that join names stand between two tokens.
fn are_joined(scene: &Scene, from: usize, to: usize) -> bool {
    let words = &scene.words;
    to - from <= MOST_BETWEEN
        && (from..=to).all(|index| words.follows_closely(index))
        && (from..to).all(|index| JOINING.contains(&words.lower(index).as_ref()))
}

/// Returns the feature of a label after another one.
pub(crate) fn before(label: usize) -> u64 {
    feature(999, &[label as u64])
}

/// Returns what each label gains after each other one, and at the start; the inside of a name follows its own type only.
pub(crate) fn transitions(model: &impl Linear) -> Vec<i32> {
    const NEVER: i32 = -(1 << 30);
    let mut transitions = vec![0; (LABELS + 1) * LABELS];
    for (before_label, row) in transitions.chunks_mut(LABELS).enumerate() {
        model.add_scores(&[before(before_label)], row);
        for (label, score) in row.iter_mut().enumerate() {
            let is_inside = label > 0 && label % 2 == 0;
            if is_inside && before_label != label && before_label + 1 != label {
                *score = NEVER;
            }
        }
    }
    transitions
}

/// Returns the best labels of a stretch; those of the rules have a lead.
pub(crate) fn best(
    scene: &Scene,
    stretch: &Range<usize>,
    mut scores: Vec<i32>,
    transitions: &[i32],
    settings: Settings,
) -> Vec<usize> {
    for (at, row) in stretch.clone().zip(scores.chunks_mut(LABELS)) {
        let sure = if scene.sure[at] { SURE } else { 0 };
        lead(row, scene.labels[at].into(), settings, sure);
    }
    learn::best_sequence(&scores, transitions, LABELS)
}

/// Lets the label of the rules lead.
pub(crate) fn lead(row: &mut [i32], by_rule: usize, settings: Settings, sure: i32) {
    let lead = if by_rule == 0 { settings.outside } else { settings.inside + sure };
    if let Some(score) = row.get_mut(by_rule) {
        *score = score.saturating_add(lead);
    }
}

/// Returns the names that the labels of a stretch give.
pub(super) fn spans(
    scene: &Scene,
    stretch: &Range<usize>,
    labels: &[usize],
) -> Vec<(Range<usize>, EntityType)> {
    let mut spans: Vec<(Range<usize>, EntityType)> = Vec::new();
    for (at, &label) in stretch.clone().zip(labels) {
        let Some(number) = label.checked_sub(1) else { continue };
        let entity_type = EntityType::ALL[number / 2];
        match spans.last_mut() {
            Some((tokens, _)) if number % 2 == 1 && tokens.end == at => tokens.end = at + 1,
            _ => spans.push((at..at + 1, entity_type)),
        }
    }
    let mut spans: Vec<(Range<usize>, EntityType)> =
        spans.into_iter().flat_map(|span| shaped(scene, span)).collect();
    spans.retain(|(tokens, _)| tokens.clone().any(|token| scene.words.is_capital(token)));
    spans
}

/// Returns what a labelled name is by its shape: a person's ends before "of", two joined by "and" are two.
pub(super) fn shaped(
    scene: &Scene,
    (tokens, entity_type): (Range<usize>, EntityType),
) -> Vec<(Range<usize>, EntityType)> {
    let words = &scene.words;
    if is_demonym(scene, &tokens) {
        let is_plural = scene.word(tokens.start).is_some_and(|word| word.xpos.name() == "NNPS");
        return if is_plural { vec![(tokens, EntityType::Group)] } else { Vec::new() };
    }
    let post = |at: usize| titles::prosecutor(words, at).map(|end| at..end);
    if let Some(post) = tokens.clone().find_map(post) {
        return around_post(tokens, post, entity_type);
    }
    let entity_type = if is_addressed(scene, &tokens) {
        EntityType::Person
    } else {
        aged(scene, &tokens).unwrap_or(entity_type)
    };
    let at = |small: &[&str]| {
        tokens.clone().skip(1).find(|&at| small.contains(&words.lower(at).as_ref()))
    };
    match entity_type {
        EntityType::Person => {
            let is_post = |&at: &usize| {
                words.has(at, WordClass::RoleModifier) && words.has(at + 1, WordClass::Role)
            };
            let post = (tokens.start + 1..tokens.end - 1).find(is_post).unwrap_or(tokens.end);
            let end = at(&["of", "and"]).unwrap_or(tokens.end).min(post);
            vec![(tokens.start..end, entity_type)]
        }
        EntityType::Place | EntityType::Organization => match at(&["and"]) {
            Some(and) if are_two(scene, &tokens, and, entity_type) => {
                vec![(tokens.start..and, entity_type), (and + 1..tokens.end, entity_type)]
            }
            _ => vec![(tokens, entity_type)],
        },
        _ => vec![(tokens, entity_type)],
    }
}

/// Returns what is left and right of a prosecutor's post: "**Cook County** State's Attorney **Jane Roe**".
fn around_post(
    tokens: Range<usize>,
    post: Range<usize>,
    entity_type: EntityType,
) -> Vec<(Range<usize>, EntityType)> {
    let seat = match entity_type {
        EntityType::Organization => EntityType::Organization,
        _ => EntityType::Place,
    };
    let mut spans = vec![(tokens.start..post.start, seat)];
    spans.push((post.end.min(tokens.end)..tokens.end, EntityType::Person));
    spans.retain(|(tokens, _)| !tokens.is_empty());
    spans
}

/// Returns what a name behind an age names: "8-year-old **Oslo** girl", "11-year-old **Jane Roe** said".
fn aged(scene: &Scene, tokens: &Range<usize>) -> Option<EntityType> {
    let words = &scene.words;
    let is_aged = tokens.start > 0 && words.is_age(tokens.start - 1);
    let is_known = known::at(words, tokens.start, tokens.end).is_some();
    if !is_aged || is_known || words.has(tokens.end - 1, WordClass::OrganisationNoun) {
        return None;
    }
    let next = scene.word(tokens.end).filter(|_| words.follows_closely(tokens.end));
    let is_noun = next.is_some_and(|word| matches!(word.upos.name(), "NOUN" | "PROPN"));
    if is_noun {
        return words.has(tokens.end, WordClass::PersonNoun).then_some(EntityType::Place);
    }
    (tokens.len() > 1).then_some(EntityType::Person)
}

/// Returns whether a name is nothing but what people of a country are called.
fn is_demonym(scene: &Scene, tokens: &Range<usize>) -> bool {
    let words = &scene.words;
    tokens.len() == 1
        && scene.labels[tokens.start] == 0
        && words.has(tokens.start, WordClass::Demonym)
        && known::at(words, tokens.start, tokens.end).is_none()
}

/// Returns whether a name of two words or more is spoken to, and of nobody known: "**Ada Finch**, thank you".
fn is_addressed(scene: &Scene, tokens: &Range<usize>) -> bool {
    let words = &scene.words;
    let is_vocative = scene.word(tokens.end - 1).is_some_and(|word| word.relation.is("vocative"));
    is_vocative
        && tokens.len() > 1
        && known::at(words, tokens.start, tokens.end).is_none()
        && !tokens.clone().any(|token| words.has(token, WordClass::OrganisationNoun))
}

/// Returns whether "and" joins two names: "**Green Bay** and **Wisconsin**", but not "Antigua and Barbuda".
fn are_two(scene: &Scene, tokens: &Range<usize>, and: usize, entity_type: EntityType) -> bool {
    let words = &scene.words;
    let is_known = known::at(words, tokens.start, tokens.end).is_some_and(|found| found.end > and);
    if is_known || and + 1 >= tokens.end {
        return false;
    }
    let is_body = |token: usize| words.has(token, WordClass::OrganisationNoun);
    match entity_type {
        EntityType::Place => !tokens.clone().any(is_body),
        _ => (tokens.start..and).any(is_body) && is_body(tokens.end - 1),
    }
}
