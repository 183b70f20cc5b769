//! Rules that join entities of different documents, the surest first, and say which they keep apart.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::model::EntityType;

use super::entries::Apart;
use super::entries::Entries;
use super::entries::Scope;

/// Joins the known places and bodies that any of their names names.
pub(super) fn join_known(entries: &mut Entries) {
    let mut firsts: BTreeMap<(EntityType, String), usize> = BTreeMap::new();
    for index in 0..entries.all.len() {
        let entry = &entries.all[index];
        let Some(known) = entry.known.clone() else { continue };
        let reason = format!("The registry knows {:?} as {known}.", entry.name);
        let first = *firsts.entry((entry.entity_type, known)).or_insert(index);
        entries.join(first, index, "known-name", reason);
    }
}

/// Joins entities of one type with one name, its spelling made even.
pub(super) fn join_same_names(entries: &mut Entries) {
    let mut firsts: BTreeMap<(EntityType, String), Vec<usize>> = BTreeMap::new();
    let mut generic: BTreeMap<(EntityType, String), usize> = BTreeMap::new();
    for index in 0..entries.all.len() {
        let entry = &entries.all[index];
        let key = (entry.entity_type, entry.form.clone());
        if entry.known.is_some() {
            continue;
        }
        match entry.scope {
            Scope::Name => join_to_first(entries, &mut firsts, key, index),
            Scope::Generic => {
                if let Some(before) = generic.insert(key, index) {
                    keep_apart(
                        entries,
                        before,
                        index,
                        "generic-name",
                        "The name is one that many have.",
                    );
                }
            }
            Scope::PartOfName | Scope::Description => {}
        }
    }
}

/// Joins an entry with the first one of its name, of events the first one of its year.
fn join_to_first(
    entries: &mut Entries,
    firsts: &mut BTreeMap<(EntityType, String), Vec<usize>>,
    key: (EntityType, String),
    index: usize,
) {
    const YEARS: usize = 64;
    let same = firsts.entry(key).or_default();
    if let Some(&first) = same.iter().find(|&&first| !entries.differ_in_year(first, index)) {
        let reason = format!("It has the name {:?}.", entries.all[first].name);
        entries.join(first, index, "same-name", reason);
        return;
    }
    if let Some(&first) = same.first() {
        keep_apart(entries, first, index, "other-year", "The events are of different years.");
    }
    if same.len() < YEARS {
        same.push(index);
    }
}

/// Joins an entity called only by an acronym with the one whose full name a document ties to it.
pub(super) fn join_acronyms(entries: &mut Entries) {
    let mut owners: BTreeMap<(EntityType, String), BTreeSet<usize>> = BTreeMap::new();
    let mut bare = Vec::new();
    for (index, entry) in entries.all.iter().enumerate() {
        if entry.scope != Scope::Name && entry.scope != Scope::Generic {
            continue;
        }
        let is_bare = entry.acronyms.contains(&entry.name);
        if is_bare {
            bare.push(index);
        } else {
            for acronym in &entry.acronyms {
                owners
                    .entry((entry.entity_type, acronym.clone()))
                    .or_default()
                    .insert(entries.root(index));
            }
        }
    }
    for index in bare {
        let entry = &entries.all[index];
        let name = entry.name.clone();
        let Some(roots) = owners.get(&(entry.entity_type, name.clone())) else { continue };
        let roots: BTreeSet<usize> = roots.iter().map(|&root| entries.root(root)).collect();
        let mut roots = roots.into_iter();
        let (Some(owner), other) = (roots.next(), roots.next()) else { continue };
        if other.is_none() && entries.root(index) != owner {
            let reason = format!("A document says that {name} is {:?}.", entries.all[owner].name);
            entries.join(owner, index, "acronym", reason);
        } else if other.is_some() {
            keep_apart(entries, owner, index, "acronym", "Several have the acronym.");
        }
    }
}

/// Joins a bare surname with the only full name that ends with it; full names that share one stay apart.
pub(super) fn join_surnames(entries: &mut Entries) {
    let mut full: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    let mut bare: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, entry) in entries.all.iter().enumerate() {
        if entry.entity_type != EntityType::Person {
            continue;
        }
        match entry.scope {
            Scope::Name => {
                let words: Vec<&str> = entry.form.split(' ').collect();
                for from in 1..words.len() {
                    full.entry(words[from..].join(" ")).or_default().insert(entries.root(index));
                }
            }
            Scope::PartOfName => bare.entry(entry.form.clone()).or_default().push(index),
            Scope::Generic | Scope::Description => {}
        }
    }
    keep_full_names_apart(entries, &full);
    for (surname, indices) in bare {
        let owners = full.get(&surname);
        match owners.map_or(0, BTreeSet::len) {
            0 => join_bare(entries, &indices),
            1 => {
                let owner = owners.and_then(|owners| owners.first().copied()).unwrap_or(indices[0]);
                for index in indices {
                    let reason = format!(
                        "{:?} is the only full name with this surname.",
                        entries.all[owner].name
                    );
                    entries.join(owner, index, "surname", reason);
                }
            }
            _ => {
                let owner = owners.and_then(|owners| owners.first().copied()).unwrap_or(indices[0]);
                for index in indices {
                    keep_apart(entries, owner, index, "surname", "Several have this surname.");
                }
            }
        }
    }
}

/// Joins bare surnames of which no full name is known.
fn join_bare(entries: &mut Entries, indices: &[usize]) {
    for pair in indices.windows(2) {
        let reason =
            format!("It has the name {:?}, and no full name is known.", entries.all[pair[0]].name);
        entries.join(pair[0], pair[1], "same-name", reason);
    }
}

/// Notes that full names with one surname are of different persons; a neighbour stands for all others.
fn keep_full_names_apart(entries: &mut Entries, full: &BTreeMap<String, BTreeSet<usize>>) {
    let single = full.iter().filter(|(surname, _)| !surname.contains(' '));
    let pairs: Vec<(usize, usize)> = single
        .flat_map(|(_, roots)| roots.iter().copied().zip(roots.iter().copied().skip(1)))
        .collect();
    for (first, second) in pairs {
        keep_apart(entries, first, second, "surname", "The full names differ.");
    }
}

fn keep_apart(
    entries: &mut Entries,
    first: usize,
    second: usize,
    rule: &'static str,
    reason: &str,
) {
    let reason = reason.to_owned();
    entries.apart.push(Apart { entries: [first, second], rule, reason });
}
