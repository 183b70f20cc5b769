//! Persons by a part of their name, where just one person in the document has it.
//!
//! > **Roman Vasilenko** … **Vasilenko** said; **Bill de Blasio** … **de Blasio**

use std::collections::BTreeMap;

use crate::model::EntityType;
use crate::model::Resolution;

use crate::resolve::cast::Cast;
use crate::resolve::passage::Passage;

/// Joins surnames, first names and shorter names with the one full name that has them.
pub(super) fn join_shorter(passage: Passage, cast: &mut Cast) {
    let named = super::named(cast);
    let full: Vec<usize> = named.iter().copied().filter(|&index| is_full(cast, index)).collect();
    let mut by_part: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for &index in &full {
        for part in parts(&cast.candidates[index].key) {
            let same = by_part.entry(part).or_default();
            let root = cast.root(index);
            if !same.contains(&root) && same.len() <= MOST {
                same.push(root);
            }
        }
    }
    for index in named {
        if let Some((person, rule)) = person_of(passage, cast, &by_part, index) {
            cast.join(index, person, Resolution::Alias, rule);
            cast.vote(index, EntityType::Person, 1);
        }
    }
}

/// With more owners a part of a name is of no use.
const MOST: usize = 8;

fn is_full(cast: &Cast, index: usize) -> bool {
    cast.entity_type(index) == Some(EntityType::Person) && cast.candidates[index].key.contains(' ')
}

/// Returns the parts by which a full name can be taken up: its ends, its first word, first and last.
fn parts(key: &str) -> Vec<String> {
    let words: Vec<&str> = key.split(' ').collect();
    let mut parts: Vec<String> = (1..words.len()).map(|from| words[from..].join(" ")).collect();
    if let (Some(first), Some(last)) = (words.first(), words.last()) {
        parts.push((*first).to_owned());
        if words.len() > 2 {
            parts.push(format!("{first} {last}"));
        }
    }
    parts
}

/// Returns the only person that a shorter name can mean.
fn person_of(
    passage: Passage,
    cast: &Cast,
    by_part: &BTreeMap<String, Vec<usize>>,
    index: usize,
) -> Option<(usize, &'static str)> {
    let candidate = &cast.candidates[index];
    let entity_type = cast.entity_type(index);
    let may_be_person = matches!(entity_type, None | Some(EntityType::Person))
        || (candidate.title.is_none()
            && !candidate.key.contains(' ')
            && passage.lexicon.registry.named(candidate.span.of(passage.text)).is_none());
    let owners = by_part.get(&candidate.key).filter(|_| may_be_person)?;
    let mut owners = owners.iter().map(|&owner| cast.root(owner)).collect::<Vec<_>>();
    owners.dedup();
    // "**Ms** Lee" is not Mr Bo Lee.
    let gender = candidate.title.as_ref().and(cast.facts(index).gender);
    owners.retain(|&owner| match (cast.facts(owner).gender, gender) {
        (Some(theirs), Some(own)) => theirs == own,
        _ => true,
    });
    let &[owner] = owners.as_slice() else { return None };
    let full = &cast.candidates[owner].key;
    let is_surname = full.split(' ').next_back() == candidate.key.split(' ').next_back();
    let is_placed = candidate.tokens.start.checked_sub(1).is_some_and(|before| {
        passage.has(before, crate::model::WordClass::Locative)
            && entity_type == Some(EntityType::Place)
    });
    if owner == cast.root(index) || is_placed {
        return None;
    }
    Some((owner, if is_surname { "surname" } else { "first-name" }))
}
