//! Headlines in title case or capitals: every word has a capital, so only names known from elsewhere count.

use std::collections::HashMap;
use std::ops::Range;

use crate::model::EntityType;
use crate::model::Name;
use crate::model::Sentence;
use crate::model::WordClass;

use super::known;
use super::words::Words;

/// Of so many words that could be small at least six in ten have a capital.
const FEWEST: usize = 3;

/// Returns whether a sentence is written with a capital at every word of weight.
pub(super) fn is_title_case(words: &Words, sentence: &Sentence) -> bool {
    let (mut capital, mut all) = (0, 0);
    for index in sentence.tokens.clone().skip(1) {
        if words.is_word(index)
            && !words.has(index, WordClass::FunctionWord)
            && !words.is_possessive(index)
        {
            all += 1;
            capital += usize::from(words.is_capital(index));
        }
    }
    all >= FEWEST && capital * 10 >= all * 6 && capital >= FEWEST && !is_long(sentence)
}

fn is_long(sentence: &Sentence) -> bool {
    const LONGEST: usize = 40;
    sentence.tokens.len() > LONGEST
}

/// Names that the prose of the document uses, by their first word.
pub(super) struct Seen<'a> {
    names: HashMap<&'a str, Vec<(&'a str, Option<EntityType>)>>,
}

/// At most so many names with one first word are remembered.
const MOST: usize = 50;

impl<'a> Seen<'a> {
    pub(super) fn new(text: &'a str, found: &[Name]) -> Self {
        let mut names: HashMap<&str, Vec<_>> = HashMap::new();
        for name in found {
            let words = name.span.of(text);
            let first = words.split([' ', '-', '\'', '’']).next().unwrap_or(words);
            let same = names.entry(first).or_default();
            if same.len() < MOST && !same.contains(&(words, name.entity_type)) {
                same.push((words, name.entity_type));
            }
        }
        for same in names.values_mut().collect::<Vec<_>>() {
            same.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        }
        Self { names }
    }

    /// Returns the longest seen name that begins at a byte of the text.
    fn at(&self, words: &Words, index: usize) -> Option<(&'a str, Option<EntityType>)> {
        let word = words.word(index);
        let first = word.split([' ', '-', '\'', '’']).next().unwrap_or(word);
        let rest = &words.text[words.tokens[index].span.start()..];
        self.names.get(first)?.iter().copied().find(|(name, _)| {
            rest.starts_with(name)
                && !rest[name.len()..].starts_with(|letter: char| letter.is_alphanumeric())
        })
    }
}

/// Adds the names in a headline that are known or were seen in prose, or that a first name begins and no common word
/// ends.
pub(super) fn find(
    words: &Words,
    sentence: Range<usize>,
    seen: &Seen,
    is_tagged_common: &impl Fn(usize) -> bool,
    names: &mut Vec<Name>,
) {
    let mut index = sentence.start;
    while index < sentence.end {
        let found = words
            .is_capital(index)
            .then(|| at(words, index, sentence.end, seen, is_tagged_common))
            .flatten();
        index = match found {
            Some((name, end)) => {
                names.push(name);
                end
            }
            None => index + 1,
        };
    }
}

fn at(
    words: &Words,
    index: usize,
    limit: usize,
    seen: &Seen,
    is_tagged_common: &impl Fn(usize) -> bool,
) -> Option<(Name, usize)> {
    let known = known::at(words, index, limit)
        .filter(|found| found.end > index + 1 || !words.has(index, WordClass::FunctionWord))
        .map(|found| (found.end, Some(found.known.entity_type)));
    let used = seen.at(words, index).map(|(name, entity_type)| {
        let stop = words.tokens[index].span.start() + name.len();
        let end = (index..limit).find(|&token| words.tokens[token].span.end() >= stop);
        (end.map_or(limit, |end| end + 1), entity_type)
    });
    let is_pair = is_person(words, index, limit) && !is_tagged_common(index + 1);
    let pair = is_pair.then_some((index + 2, Some(EntityType::Person)));
    let (end, entity_type) =
        [used, known, pair].into_iter().flatten().max_by_key(|found| found.0)?;
    let span = words.span(index, end);
    Some((Name { span, entity_type, title: None, is_described: false, is_worth: None }, end))
}

/// Returns whether a first name and another capitalised word stand here.
fn is_person(words: &Words, index: usize, limit: usize) -> bool {
    words.has_any(index, &[WordClass::MaleFirstName, WordClass::FemaleFirstName])
        && index + 1 < limit
        && words.is_capital(index + 1)
        && !words.has_any(
            index + 1,
            &[
                WordClass::FunctionWord,
                WordClass::SpeakerVerb,
                WordClass::CommonOpener,
                WordClass::NotName,
            ],
        )
}
