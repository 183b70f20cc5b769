//! Descriptions: phrases whose head noun tells a kind of person, body, place, event or work.
//!
//! > the **observers**, **Armenian experts**, the **final report**, the **OSCE observer mission**

use crate::model::EntityType;
use crate::model::Name;
use crate::model::Sentence;
use crate::model::TokenKind;
use crate::model::WordClass;

use super::known;
use super::words::Words;

/// A description reaches back over at most so many words before its head noun.
const LONGEST: usize = 5;

/// Returns the descriptions outside the names found so far; `names` is sorted.
pub(super) fn find(words: &Words, sentences: &[Sentence], names: &[Name]) -> Vec<Name> {
    let mut described = Vec::new();
    let taken = Taken::new(words, names);
    for sentence in sentences {
        let mut first = sentence.tokens.start;
        for head in sentence.tokens.clone() {
            if taken.is_inside(head) {
                continue;
            }
            let Some(entity_type) = kind(words, head) else { continue };
            if !is_last(words, head, sentence.tokens.end, &taken) {
                continue;
            }
            let phrase = phrase(words, first, head, &taken);
            if counts(words, first, phrase.start, head, entity_type, phrase.is_determined) {
                let span = words.span(phrase.start, head + 1);
                described.push(Name {
                    span,
                    entity_type: Some(entity_type),
                    title: None,
                    is_described: true,
                    is_worth: None,
                });
                first = head + 1;
            }
        }
    }
    described
}

/// Which tokens lie inside a name.
pub(in crate::analyse::names) struct Taken {
    inside: Vec<bool>,
}

impl Taken {
    pub(in crate::analyse::names) fn new(words: &Words, names: &[Name]) -> Self {
        let mut inside = vec![false; words.tokens.len()];
        for name in names {
            let mut index =
                words.tokens.partition_point(|token| token.span.end() <= name.span.start());
            while index < words.tokens.len() && words.tokens[index].span.start() < name.span.end() {
                inside[index] = true;
                index += 1;
            }
            let title = name.title.into_iter();
            for title in title {
                let mut index =
                    words.tokens.partition_point(|token| token.span.end() <= title.start());
                while index < words.tokens.len() && words.tokens[index].span.start() < title.end() {
                    inside[index] = true;
                    index += 1;
                }
            }
        }
        Self { inside }
    }

    pub(in crate::analyse::names) fn is_inside(&self, index: usize) -> bool {
        self.inside[index]
    }
}

/// Returns what a noun describes, if it is one of the lists'.
fn kind(words: &Words, head: usize) -> Option<EntityType> {
    let has = |class| words.has(head, class);
    if has(WordClass::FunctionWord) {
        return None;
    }
    let is_plural = has(WordClass::Plural);
    if has(WordClass::GroupNoun) {
        Some(EntityType::Group)
    } else if has(WordClass::Role) || has(WordClass::PersonNoun) {
        Some(if is_plural { EntityType::Group } else { EntityType::Person })
    } else if has(WordClass::EventNoun) {
        Some(EntityType::Event)
    } else if has(WordClass::DescribedOrganisation) {
        Some(if is_plural { EntityType::Group } else { EntityType::Organization })
    } else if has(WordClass::WorkNoun) {
        Some(EntityType::Work)
    } else if has(WordClass::DescribedPlace) && !is_plural {
        Some(EntityType::Place)
    } else {
        None
    }
}

const NOUNS: &[WordClass] = &[
    WordClass::Role,
    WordClass::PersonNoun,
    WordClass::GroupNoun,
    WordClass::EventNoun,
    WordClass::DescribedOrganisation,
    WordClass::WorkNoun,
    WordClass::DescribedPlace,
];

/// Returns whether a noun ends its phrase: not "election" in "election observers".
fn is_last(words: &Words, head: usize, limit: usize, taken: &Taken) -> bool {
    let next = head + 1;
    if next >= limit || !words.follows_closely(next) || taken.is_inside(next) {
        return true;
    }
    if words.has_any(next, NOUNS) && !words.has_any(next, VERB_LIKE) {
        return false;
    }
    let is_open =
        words.is_word(next) && !words.has_any(next, CLOSED) && !ends_like_verb(&words.lower(next));
    let is_singular = !words.has_any(head, &[WordClass::Plural, WordClass::GroupNoun]);
    let is_plain = !words.is_capital(next) && !words.has(next, WordClass::PlainVerb);
    if is_open && is_singular && is_plain {
        return false;
    }
    let after = next + 1;
    !(is_open && after < limit && words.has_any(after, NOUNS) && !taken.is_inside(after))
}

const VERB_LIKE: &[WordClass] = &[WordClass::FunctionWord, WordClass::SpeakerVerb];
const CLOSED: &[WordClass] = &[WordClass::FunctionWord, WordClass::SpeakerVerb, WordClass::Copula];

fn ends_like_verb(word: &str) -> bool {
    ["ed", "s", "ing", "ly"].iter().any(|ending| word.ends_with(ending)) || word.starts_with('\'')
}

struct Phrase {
    start: usize,
    is_determined: bool,
}

/// Returns where the phrase of a head noun begins, and whether an article or its like opens it.
fn phrase(words: &Words, first: usize, head: usize, taken: &Taken) -> Phrase {
    let least = first.max(head.saturating_sub(LONGEST));
    let mut start = head;
    while start > least && is_modifier(words, start - 1) && words.follows_closely(start) {
        start -= 1;
    }
    let before = start.checked_sub(1).filter(|&before| before + 1 > first);
    let is_determined = before.is_some_and(|before| determines(words, before));
    if is_determined {
        return Phrase { start, is_determined };
    }
    let mut start = head;
    while start > least && is_sure_modifier(words, start - 1, taken) && words.follows_closely(start)
    {
        start -= 1;
    }
    Phrase {
        start,
        is_determined: start < head && words.is_capital(start) && !words.is_start(start),
    }
}

fn is_modifier(words: &Words, index: usize) -> bool {
    (words.is_word(index) || words.tokens[index].kind == TokenKind::Number)
        && !words.is_possessive(index)
        && !words.has_any(index, CLOSED)
        && !words.has(index, WordClass::PlainVerb)
}

/// Returns whether a word stands in front of nouns and is hardly a verb.
fn is_sure_modifier(words: &Words, index: usize, taken: &Taken) -> bool {
    const ENDINGS: &[&str] = &["al", "ic", "ive", "ary", "ous", "ist", "ern", "ent"];
    if !is_modifier(words, index) {
        return false;
    }
    let lower = words.lower(index);
    taken.is_inside(index)
        || words.has_any(index, &[WordClass::Demonym, WordClass::RoleModifier])
        || (words.has_any(index, NOUNS) && !ends_like_verb(&lower))
        || ENDINGS.iter().any(|ending| lower.ends_with(ending))
}

/// Returns whether a word opens a phrase: an article, a possessive, a number.
fn determines(words: &Words, index: usize) -> bool {
    words.has_any(index, &[WordClass::Article, WordClass::Definite])
        || words.is_possessive(index)
        || words.tokens[index].kind == TokenKind::Number
        || matches!(
            words.lower(index).as_ref(),
            "some"
                | "any"
                | "all"
                | "many"
                | "several"
                | "other"
                | "another"
                | "one"
                | "two"
                | "both"
                | "each"
                | "most"
                | "three"
                | "four"
                | "five"
                | "few"
                | "no"
                | "every"
                | "more"
                | "own"
                | "first"
                | "second"
        )
}

/// Returns whether a post stands bare beside a name: "X, **chairman** of Y", "as **director** of Y".
fn stands_beside(words: &Words, first: usize, start: usize, head: usize) -> bool {
    let Some(before) = start.checked_sub(1).filter(|&before| before + 1 > first) else {
        return false;
    };
    let next = head + 1;
    let has_field = next < words.tokens.len()
        && matches!(words.lower(next).as_ref(), "of" | "for" | "at" | "with" | "in" | ",");
    let is_beside = words.word(before) == ","
        || words.has(before, WordClass::Copula)
        || matches!(words.lower(before).as_ref(), "as" | "and");
    is_beside && has_field && words.has(head, WordClass::Role)
}

/// Returns whether a phrase describes somebody or something, not just uses the noun.
fn counts(
    words: &Words,
    first: usize,
    start: usize,
    head: usize,
    entity_type: EntityType,
    is_determined: bool,
) -> bool {
    if is_determined {
        return true;
    }
    let is_plural = words.has(head, WordClass::Plural) || words.has(head, WordClass::GroupNoun);
    let before = start.checked_sub(1).filter(|&before| before + 1 > first);
    let after_preposition = before.is_some_and(|before| words.has(before, WordClass::Preposition));
    let opens = start == first || words.is_start(start);
    match entity_type {
        EntityType::Group => true,
        EntityType::Event | EntityType::Work if is_plural => {
            after_preposition || start < head || opens
        }
        EntityType::Organization if is_plural || words.is_capital(head) => true,
        EntityType::Organization => matches!(
            words.lower(head).as_ref(),
            "police" | "parliament" | "congress" | "government"
        ),
        EntityType::Person if !is_plural && stands_beside(words, first, start, head) => true,
        EntityType::Person => {
            start < head && words.has(start, WordClass::Demonym) || words.is_capital(head) && !opens
        }
        EntityType::Event | EntityType::Work | EntityType::Place => {
            known::at(words, start, head).is_some()
                || (words.is_capital(head) && !opens && start < head)
        }
    }
}
