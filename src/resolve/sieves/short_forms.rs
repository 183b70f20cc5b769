//! Bodies, events and works by a part of their name, where just one in the document has it.
//!
//! > the **OSCE Office for Democratic Institutions and Human Rights** … the **Office for Democratic
//! > Institutions and Human Rights**

use std::collections::BTreeMap;

use crate::model::EntityType;
use crate::model::Resolution;
use crate::model::WordClass;

use crate::resolve::cast::Cast;
use crate::resolve::forms;
use crate::resolve::passage::Passage;

/// Joins a name of two words or more with the one longer name that ends or begins with it.
pub(super) fn join(passage: Passage, cast: &mut Cast) {
    let bodies: Vec<usize> = super::named(cast)
        .into_iter()
        .filter(|&index| {
            is_body(cast.entity_type(index)) && cast.candidates[index].key.contains(' ')
        })
        .collect();
    let mut by_part: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for &index in &bodies {
        for part in parts(&forms::even(&cast.candidates[index].key)) {
            let owners = by_part.entry(part).or_default();
            if !owners.iter().any(|&owner| cast.are_same(owner, index)) && owners.len() < MOST {
                owners.push(index);
            }
        }
    }
    for index in bodies {
        let key = forms::even(&cast.candidates[index].key);
        let owners = by_part.get(&key).map(Vec::as_slice).unwrap_or_default();
        let others: Vec<usize> =
            owners.iter().copied().filter(|&owner| !cast.are_same(owner, index)).collect();
        if let &[owner] = others.as_slice()
            && cast.entity_type(owner) == cast.entity_type(index)
            && !are_known_apart(passage, cast, owner, index)
        {
            cast.join(index, owner, Resolution::Alias, "short-form");
        }
    }
}

const MOST: usize = 4;

fn is_body(entity_type: Option<EntityType>) -> bool {
    matches!(entity_type, Some(EntityType::Organization | EntityType::Event | EntityType::Work))
}

/// Returns a long name's ends of two words or more, and what stands before an "of".
fn parts(key: &str) -> Vec<String> {
    const LONGEST: usize = 12;
    let words: Vec<&str> = key.split(' ').take(LONGEST).collect();
    let ends = (1..words.len().saturating_sub(1)).map(|from| words[from..].join(" "));
    let of = words.iter().enumerate().filter(|&(at, word)| at > 1 && *word == "of");
    ends.chain(of.map(|(at, _)| words[..at].join(" "))).collect()
}

/// Returns whether the registry knows two names as two bodies, or a short one is too common.
fn are_known_apart(passage: Passage, cast: &Cast, owner: usize, index: usize) -> bool {
    let words = |index: usize| cast.candidates[index].span.of(passage.text);
    let registry = &passage.lexicon.registry;
    let is_two = match (registry.named(words(owner)), registry.named(words(index))) {
        (Some(owner), Some(short)) => owner != short,
        (None, Some(_)) => true,
        _ => false,
    };
    let first = cast.candidates[index].tokens.start;
    is_two || passage.has(first, WordClass::Preposition)
}
