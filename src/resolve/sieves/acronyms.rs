//! Acronyms: explained in brackets, known to the registry, or the initials of just one name.
//!
//! > the **Central Election Committee** (**CEC**) … the **CEC** said

use std::collections::BTreeMap;

use crate::model::EntityType;
use crate::model::Resolution;

use crate::resolve::cast::Cast;
use crate::resolve::forms;
use crate::resolve::passage::Passage;

/// Joins an acronym in brackets with the name in front of it, and a name in brackets with its acronym.
pub(super) fn join_defined(passage: Passage, cast: &mut Cast) {
    for index in super::named(cast) {
        let candidate = &cast.candidates[index];
        let (start, end) = (candidate.tokens.start, candidate.tokens.end);
        let is_bracketed = start > 0
            && end < passage.len()
            && passage.word(start - 1) == "("
            && matches!(passage.word(end), ")" | "," | ";" | "/");
        if !is_bracketed {
            continue;
        }
        let inner = words(passage, cast, index);
        let outside = cast.all_ending_at(passage, start - 1);
        let same_known =
            |&&outside: &&usize| is_known_as(passage, inner, words(passage, cast, outside));
        let known = outside.iter().find(same_known);
        if let Some(&outside) = known {
            cast.join(index, outside, Resolution::Acronym, "acronym-in-brackets");
            continue;
        }
        let Some(&longest) = outside.first() else { continue };
        let outer = words(passage, cast, longest);
        let is_free =
            [inner, outer].iter().all(|name| passage.lexicon.registry.named(name).is_none());
        if forms::has_all_initials(inner, outer) || (is_free && forms::may_abbreviate(inner, outer))
        {
            cast.join(index, longest, Resolution::Acronym, "acronym-in-brackets");
        } else if forms::abbreviates(outer, inner) {
            cast.join(index, longest, Resolution::Named, "name-in-brackets");
        }
    }
}

/// Returns whether the registry gives both words to one body: "Organisation of Islamic Cooperation (OIC)".
fn is_known_as(passage: Passage, inner: &str, outer: &str) -> bool {
    let registry = &passage.lexicon.registry;
    match (registry.named(inner), registry.named(outer)) {
        (Some(inner), Some(outer)) => inner == outer,
        _ => false,
    }
}

/// Joins known acronyms and names of one body; they have one key, as their types may differ.
pub(super) fn join_known(passage: Passage, cast: &mut Cast) {
    let mut firsts: BTreeMap<String, usize> = BTreeMap::new();
    for index in super::named(cast) {
        let Some(known) = passage.lexicon.registry.named(words(passage, cast, index)) else {
            continue;
        };
        let first = *firsts.entry(known.name.clone()).or_insert(index);
        cast.join(index, first, Resolution::Alias, "known-name");
    }
}

/// Joins an acronym with the only name that has its initials.
pub(super) fn join_initials(passage: Passage, cast: &mut Cast) {
    const FEWEST: usize = 3;
    let named = super::named(cast);
    let mut by_first: BTreeMap<char, Vec<usize>> = BTreeMap::new();
    for &index in &named {
        let name = words(passage, cast, index);
        let is_body = matches!(
            cast.entity_type(index),
            Some(EntityType::Organization | EntityType::Event | EntityType::Work)
        );
        if let Some(first) = name.chars().next().filter(|_| is_body && name.contains(' ')) {
            let same = by_first.entry(first).or_default();
            if !same.iter().any(|&other| cast.are_same(other, index)) && same.len() < MOST {
                same.push(index);
            }
        }
    }
    for index in named {
        let acronym = words(passage, cast, index).to_owned();
        let is_acronym = acronym.chars().count() >= FEWEST && !acronym.contains(char::is_lowercase);
        if !is_acronym || passage.lexicon.registry.named(&acronym).is_some() {
            continue;
        }
        let first = acronym.chars().next().unwrap_or_default();
        let fits =
            |other: &&usize| forms::has_all_initials(&acronym, words(passage, cast, **other));
        let mut fitting = by_first.get(&first).into_iter().flatten().filter(fits);
        if let (Some(&only), None) = (fitting.next(), fitting.next()) {
            cast.join(index, only, Resolution::Acronym, "initials");
        }
    }
}

/// At most so many names with one first letter are compared.
const MOST: usize = 100;

fn words<'a>(passage: Passage<'a>, cast: &Cast, index: usize) -> &'a str {
    cast.candidates[index].span.of(passage.text)
}
