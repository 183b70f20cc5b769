//! Candidates: pairs that may be one and that no rule was sure of, for people to decide.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::model::EntityType;
use crate::model::Lexicon;

use super::entries::Entries;
use super::entries::Scope;
use super::names;
use super::rules;

/// Two groups that may be one, and what they have in common.
pub(super) struct Pair {
    pub(super) entries: [usize; 2],
    pub(super) reason: String,
}

/// How much alike two first names are that may be one, from 0 to 1.
const ALIKE: f64 = 0.88;
/// Of more with one surname, or with the same words, nobody would look at all pairs.
const MOST: usize = 40;

/// Returns the pairs, each group by the first of its entries.
pub(super) fn find(entries: &Entries, lexicon: &Lexicon) -> Vec<Pair> {
    let mut surnames: BTreeMap<String, BTreeMap<usize, String>> = BTreeMap::new();
    let mut words: BTreeMap<(EntityType, String), BTreeSet<usize>> = BTreeMap::new();
    for (index, entry) in entries.all.iter().enumerate() {
        if entry.scope != Scope::Name {
            continue;
        }
        let root = entries.root(index);
        if entry.folded.contains(' ') {
            let bag = (entry.entity_type, bag(&entry.folded, lexicon));
            words.entry(bag).or_default().insert(root);
        }
        if entry.entity_type == EntityType::Person
            && let Some(person) = names::person(&entry.name, lexicon)
        {
            let surname = lexicon.spellings.sound(&person.surname);
            surnames.entry(surname).or_default().entry(root).or_insert(person.given);
        }
    }
    let mut pairs = Vec::new();
    for given in surnames.into_values() {
        add_alike_first_names(&given, &mut pairs);
    }
    for roots in words.into_values() {
        let roots: Vec<usize> = roots.into_iter().take(MOST).collect();
        add_pairs(&roots, "They have the same words.", &mut pairs);
    }
    pairs.extend(short_initials(entries));
    pairs.retain(|pair| is_open(entries, pair));
    pairs
}

/// Returns the words of a name that tell much, in alphabetic order.
fn bag(folded: &str, lexicon: &Lexicon) -> String {
    let words = folded.split([' ', '-']).filter(|word| !lexicon.spellings.is_idle(word));
    let sounds: BTreeSet<String> = words.map(|word| lexicon.spellings.sound(word)).collect();
    sounds.into_iter().collect::<Vec<_>>().join(" ")
}

fn add_alike_first_names(given: &BTreeMap<usize, String>, pairs: &mut Vec<Pair>) {
    let given: Vec<(&usize, &String)> = given.iter().take(MOST).collect();
    for (place, (first, one)) in given.iter().enumerate() {
        for (second, other) in &given[place + 1..] {
            if strsim::jaro_winkler(one, other) >= ALIKE {
                let reason = format!("They have one surname, and {one:?} and {other:?} are alike.");
                pairs.push(Pair { entries: [**first, **second], reason });
            }
        }
    }
}

fn add_pairs(roots: &[usize], reason: &str, pairs: &mut Vec<Pair>) {
    for pair in roots.windows(2) {
        pairs.push(Pair { entries: [pair[0], pair[1]], reason: reason.to_owned() });
    }
}

/// Returns acronyms with the only name that has their letters as initials; three letters prove nothing.
fn short_initials(entries: &Entries) -> Vec<Pair> {
    let owners = rules::initials(entries);
    let bare = entries.all.iter().enumerate().filter(|(_, entry)| rules::is_bare(entry));
    let pairs = bare.filter_map(|(index, entry)| {
        let acronym = entry.acronyms.first()?;
        let owners = owners.get(&(entry.entity_type, acronym.clone()))?;
        let roots: BTreeSet<usize> = owners.iter().map(|&owner| entries.root(owner)).collect();
        let mut roots = roots.into_iter();
        let (owner, None) = (roots.next()?, roots.next()) else { return None };
        let reason = format!("{acronym} are the initials of {:?}.", entries.all[owner].name);
        Some(Pair { entries: [owner, entries.root(index)], reason })
    });
    pairs.collect()
}

/// Returns whether neither rules nor people decided about a pair.
fn is_open(entries: &Entries, pair: &Pair) -> bool {
    let [one, other] = pair.entries.map(|index| entries.root(index));
    let marks = pair.entries.map(|index| &entries.all[index].compared.marks);
    one != other && !entries.are_foes(one, other) && marks[0].conflict(marks[1]).is_none()
}
