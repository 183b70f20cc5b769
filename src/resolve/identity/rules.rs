//! Rules that join entities of different documents, the surest first, and say which they keep apart.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::model::EntityType;
use crate::model::Lexicon;
use crate::model::WordClass;

use super::entries::Entries;
use super::entries::Entry;
use super::entries::Scope;
use super::names;

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

/// Joins an entity called only by an acronym with the one whose full name a document ties to it, or whose initials
/// it alone has; those that nobody ties are joined by their spelling.
pub(super) fn join_acronyms(entries: &mut Entries) {
    const SURE: usize = 4;
    let (tied, bare) = acronyms(entries);
    let initials = initials(entries);
    let mut loose: BTreeMap<(EntityType, String), Vec<usize>> = BTreeMap::new();
    for index in bare {
        let entry = &entries.all[index];
        let name = entry.acronyms[0].clone();
        let key = (entry.entity_type, name.clone());
        let owners = roots(entries, tied.get(&key));
        if let [owner] = owners[..] {
            let reason = format!("A document says that {name} is {:?}.", entries.all[owner].name);
            entries.join(owner, index, "acronym", reason);
            continue;
        }
        if let [owner, ..] = owners[..] {
            entries.keep_apart(owner, index, "acronym", "Several have the acronym.");
            continue;
        }
        let owners = roots(entries, initials.get(&key));
        if let [owner] = owners[..]
            && name.chars().count() >= SURE
        {
            let reason = format!("{:?} alone has the initials {name}.", entries.all[owner].name);
            entries.join(owner, index, "initials", reason);
            continue;
        }
        loose.entry(key).or_default().push(index);
    }
    for same in loose.into_values() {
        for &index in &same[1..] {
            let reason = format!("It has the name {:?}.", entries.all[same[0]].name);
            entries.join(same[0], index, "same-name", reason);
        }
    }
}

const FIRST_NAMES: &[WordClass] = &[WordClass::MaleFirstName, WordClass::FemaleFirstName];

type Owners = BTreeMap<(EntityType, String), BTreeSet<usize>>;

/// Returns the entries whose documents tie an acronym to a name, and those that are called by an acronym only.
fn acronyms(entries: &Entries) -> (Owners, Vec<usize>) {
    let (mut owners, mut bare) = (Owners::new(), Vec::new());
    for (index, entry) in entries.all.iter().enumerate() {
        if is_bare(entry) {
            bare.push(index);
        } else if matches!(entry.scope, Scope::Name | Scope::Generic) {
            for acronym in &entry.acronyms {
                let key = (entry.entity_type, acronym.clone());
                owners.entry(key).or_default().insert(entries.root(index));
            }
        }
    }
    (owners, bare)
}

/// Returns whether an entity has no other name than an acronym that the registry does not know.
pub(super) fn is_bare(entry: &Entry) -> bool {
    entry.scope == Scope::Name
        && entry.known.is_none()
        && entry.acronyms.iter().any(|acronym| crate::resolve::forms::fold(acronym) == entry.folded)
}

/// Returns the bodies and events by the initials of their names.
pub(super) fn initials(entries: &Entries) -> Owners {
    let mut owners = Owners::new();
    for (index, entry) in entries.all.iter().enumerate() {
        if entry.scope == Scope::Name && entry.entity_type != EntityType::Person {
            let initials: String = entry
                .name
                .split([' ', '-'])
                .filter_map(|word| word.chars().next().filter(|letter| letter.is_uppercase()))
                .collect();
            if initials.chars().count() > 2 {
                let key = (entry.entity_type, initials);
                owners.entry(key).or_default().insert(entries.root(index));
            }
        }
    }
    owners
}

/// Returns the groups that some entries are in now.
fn roots(entries: &Entries, owners: Option<&BTreeSet<usize>>) -> Vec<usize> {
    let roots = owners.into_iter().flatten().map(|&owner| entries.root(owner));
    roots.collect::<BTreeSet<usize>>().into_iter().collect()
}

/// Notes that common names are not joined.
pub(super) fn keep_generic_apart(entries: &mut Entries) {
    let mut before: BTreeMap<(EntityType, String), usize> = BTreeMap::new();
    for index in 0..entries.all.len() {
        let entry = &entries.all[index];
        if entry.scope == Scope::Generic
            && let Some(other) = before.insert((entry.entity_type, entry.form.clone()), index)
        {
            let reason = "The name is one that many have.";
            entries.keep_apart(other, index, "generic-name", reason);
        }
    }
}

/// Joins a bare surname with the only full name that ends with it; full names that share one stay apart.
pub(super) fn join_surnames(entries: &mut Entries, lexicon: &Lexicon) {
    let mut full: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    let mut bare: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, entry) in entries.all.iter().enumerate() {
        if entry.entity_type != EntityType::Person {
            continue;
        }
        let sound = |words: &[&str]| lexicon.spellings.sound(&words.concat().replace('-', ""));
        match entry.scope {
            Scope::Name => {
                let words: Vec<&str> = entry.form.split(' ').collect();
                for from in 1..words.len() {
                    full.entry(sound(&words[from..])).or_default().insert(index);
                }
            }
            Scope::PartOfName => bare.entry(sound(&[&entry.folded])).or_default().push(index),
            Scope::Generic | Scope::Description => {}
        }
    }
    keep_full_names_apart(entries, &full);
    for (surname, indices) in bare {
        let owners = roots(entries, full.get(&surname));
        for index in join_bare(entries, &owners, &indices, lexicon) {
            entries.all[index].rule = "first-name";
            "It is a first name, and stays in its document."
                .clone_into(&mut entries.all[index].reason);
        }
    }
}

/// Joins bare surnames with the one who has it, or, where nobody has, with one another; returns the first names.
fn join_bare(
    entries: &mut Entries,
    owners: &[usize],
    indices: &[usize],
    lexicon: &Lexicon,
) -> Vec<usize> {
    let folded = &entries.all[indices[0]].folded;
    if owners.is_empty() && lexicon.names.of(folded).has_any(FIRST_NAMES) {
        return indices.to_vec();
    }
    if owners.len() > 1 {
        for &index in indices {
            entries.keep_apart(owners[0], index, "surname", "Several have this surname.");
        }
        return Vec::new();
    }
    let first = owners.first().copied().unwrap_or(indices[0]);
    for &index in indices {
        if are_of_other_countries(&entries.all[first], &entries.all[index]) {
            entries.keep_apart(first, index, "surname", "Their posts are in different countries.");
        } else if owners.is_empty() && index != first {
            let name = &entries.all[first].name;
            let reason = format!("It has the name {name:?}, and no full name is known.");
            entries.join(first, index, "same-name", reason);
        } else if !owners.is_empty() {
            let name = &entries.all[first].name;
            let reason = format!("{name:?} is the only full name with this surname.");
            entries.join(first, index, "surname", reason);
        }
    }
    Vec::new()
}

fn are_of_other_countries(one: &Entry, other: &Entry) -> bool {
    let both = !one.countries.is_empty() && !other.countries.is_empty();
    both && one.countries.is_disjoint(&other.countries)
}

/// Notes that full names with one surname are of different persons; a neighbour stands for all others.
fn keep_full_names_apart(entries: &mut Entries, full: &BTreeMap<String, BTreeSet<usize>>) {
    let mut pairs = Vec::new();
    for owners in full.values() {
        let roots = roots(entries, Some(owners));
        pairs.extend(roots.windows(2).map(|pair| (pair[0], pair[1])));
    }
    for (first, second) in pairs {
        entries.keep_apart(first, second, "surname", "The full names differ.");
    }
}

/// Joins a full name behind a title that no list has with the only one who has the full name.
///
/// > *Curator* **Aigul Saparova**; **Aigul Saparova**
pub(super) fn join_titled(entries: &mut Entries, lexicon: &Lexicon) {
    let mut full: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    let persons = || {
        let all = entries.all.iter().enumerate();
        all.filter(|(_, it)| it.entity_type == EntityType::Person && it.scope == Scope::Name)
    };
    for (index, entry) in persons() {
        full.entry(&entry.folded).or_default().insert(entries.root(index));
    }
    let mut found = Vec::new();
    for (index, entry) in persons() {
        let Some((title, name)) = entry.folded.split_once(' ') else { continue };
        let is_word = !title.contains('.') && !lexicon.names.of(title).has_any(FIRST_NAMES);
        let Some(owners) = full.get(name).filter(|_| is_word && name.contains(' ')) else {
            continue;
        };
        if let [owner] = roots(entries, Some(owners))[..] {
            found.push((owner, index));
        }
    }
    for (owner, index) in found {
        let reason = format!("Behind a title it has the name {:?}.", entries.all[owner].name);
        entries.join(owner, index, "titled", reason);
    }
}

/// Joins a first initial and a surname with the only full name that has both.
///
/// > **J. Carrow**; **John** F. **Carrow**
pub(super) fn join_initials(entries: &mut Entries, lexicon: &Lexicon) {
    let mut full: BTreeMap<(String, String), BTreeSet<usize>> = BTreeMap::new();
    let mut short: BTreeMap<(String, String), Vec<usize>> = BTreeMap::new();
    for (index, entry) in entries.all.iter().enumerate() {
        if entry.entity_type != EntityType::Person || entry.scope != Scope::Name {
            continue;
        }
        let Some(person) = names::person(&entry.name, lexicon) else { continue };
        let initial = person.given.chars().next().map(String::from).unwrap_or_default();
        let key = (initial, lexicon.spellings.sound(&person.surname));
        if person.given.chars().count() == 1 {
            short.entry(key).or_default().push(index);
        } else {
            full.entry(key).or_default().insert(index);
        }
    }
    for (key, indices) in short {
        let owners = roots(entries, full.get(&key));
        let [owner] = owners[..] else {
            for &index in &indices {
                if let Some(&owner) = owners.first() {
                    let reason = "Several have this initial and surname.";
                    entries.keep_apart(owner, index, "initial", reason);
                } else {
                    let reason = format!("It has the name {:?}.", entries.all[indices[0]].name);
                    entries.join(indices[0], index, "same-name", reason);
                }
            }
            continue;
        };
        for index in indices {
            let name = &entries.all[owner].name;
            let reason = format!("{name:?} is the only full name with this initial and surname.");
            entries.join(owner, index, "initial", reason);
        }
    }
}
