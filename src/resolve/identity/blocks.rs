//! Blocks: only names that share a block are compared, so that the work grows with the names, not with their pairs.

use std::collections::BTreeMap;

use crate::model::EntityType;

use super::entries::Entries;
use super::entries::Scope;
use super::names::Block;
use super::names::Marks;
use super::rules;

/// The names of a block that are written alike and have the same marks.
struct Class {
    folded: String,
    marks: Marks,
    members: Vec<usize>,
}

/// More ways to write one name are not compared with one another.
const MOST_CLASSES: usize = 64;

/// Joins the entities of each block that nothing keeps apart.
pub(super) fn join(entries: &mut Entries) {
    for ((entity_type, block), members) in of(entries) {
        let classes = classes(entries, members);
        for class in &classes {
            join_class(entries, &class.members);
        }
        join_classes(entries, entity_type, &block, &classes);
    }
}

/// Returns the entries of each block.
pub(super) fn of(entries: &Entries) -> BTreeMap<(EntityType, Block), Vec<usize>> {
    let mut blocks: BTreeMap<(EntityType, Block), Vec<usize>> = BTreeMap::new();
    for (index, entry) in entries.all.iter().enumerate() {
        if entry.scope == Scope::Name && !rules::is_bare(entry) {
            for block in entry.compared.blocks.iter().filter(|block| !block.key.is_empty()) {
                blocks.entry((entry.entity_type, block.clone())).or_default().push(index);
            }
        }
    }
    blocks.retain(|_, members| members.len() > 1);
    blocks
}

fn classes(entries: &Entries, members: Vec<usize>) -> Vec<Class> {
    let mut classes: BTreeMap<(&str, &Marks), Vec<usize>> = BTreeMap::new();
    for index in members {
        let entry = &entries.all[index];
        classes.entry((&entry.folded, &entry.compared.marks)).or_default().push(index);
    }
    classes
        .into_iter()
        .map(|((folded, marks), members)| Class {
            folded: folded.to_owned(),
            marks: marks.clone(),
            members,
        })
        .collect()
}

/// Joins entities of one name; where people keep two of them apart, nobody can tell whose the others are.
fn join_class(entries: &mut Entries, members: &[usize]) {
    let roots: Vec<usize> = members.iter().map(|&index| entries.root(index)).collect();
    let first = members[0];
    let mut distinct = roots.clone();
    distinct.sort_unstable();
    distinct.dedup();
    let is_split = distinct.iter().enumerate().any(|(index, &one)| {
        entries.has_foes(one)
            && distinct[index + 1..].iter().any(|&other| entries.are_foes(one, other))
    });
    for (&index, &root) in members.iter().zip(&roots).skip(1) {
        if is_split && root != roots[0] {
            let reason = "People keep others of this name apart.";
            entries.keep_apart(first, index, "judgement", reason);
        } else {
            let reason = format!("It has the name {:?}.", entries.all[first].name);
            entries.join(first, index, "same-name", reason);
        }
    }
}

/// Joins names that are written differently, unless they contradict one another or others contradict both.
fn join_classes(entries: &mut Entries, entity_type: EntityType, block: &Block, classes: &[Class]) {
    if classes.len() < 2 || classes.len() > MOST_CLASSES {
        return;
    }
    let conflict =
        |one: usize, other: usize| conflict(entries, entity_type, &classes[one], &classes[other]);
    let conflicts: Vec<Vec<Option<&'static str>>> = (0..classes.len())
        .map(|one| {
            (0..classes.len()).map(|other| conflict(one.min(other), one.max(other))).collect()
        })
        .collect();
    let is_unclear = |class: usize| {
        let friends: Vec<usize> = (0..classes.len())
            .filter(|&other| other != class && conflicts[class][other].is_none())
            .collect();
        friends.iter().enumerate().any(|(index, &one)| {
            friends[index + 1..].iter().any(|&other| conflicts[one][other].is_some())
        })
    };
    let unclear: Vec<bool> = (0..classes.len()).map(is_unclear).collect();
    for one in 0..classes.len() {
        for other in one + 1..classes.len() {
            let (first, second) = (classes[one].members[0], classes[other].members[0]);
            match conflicts[one][other] {
                Some(reason) => entries.keep_apart(first, second, rule_of(reason), reason),
                None if unclear[one] || unclear[other] => {
                    entries.keep_apart(first, second, block.rule, "Several have this name.");
                }
                None => {
                    let (rule, reason) =
                        reason(entries, block, first, &classes[one], &classes[other]);
                    entries.join(first, second, rule, reason);
                }
            }
        }
    }
}

fn rule_of(reason: &str) -> &'static str {
    if reason.contains("year") { "other-year" } else { "other-marks" }
}

fn reason(
    entries: &Entries,
    block: &Block,
    first: usize,
    one: &Class,
    other: &Class,
) -> (&'static str, String) {
    let name = &entries.all[first].name;
    if one.folded == other.folded {
        return ("same-name", format!("It has the name {name:?}."));
    }
    let reason = match block.rule {
        "same-body" => format!("It is the same body of the same place as {name:?}: {}.", block.key),
        "same-event" => format!("It has the same place, kind and year as {name:?}."),
        _ => format!("It is another way to write {name:?}."),
    };
    (block.rule, reason)
}

/// Returns why two names of a block are of two, if they are.
fn conflict(
    entries: &Entries,
    entity_type: EntityType,
    one: &Class,
    other: &Class,
) -> Option<&'static str> {
    if let Some(reason) = one.marks.conflict(&other.marks) {
        return Some(reason);
    }
    let is_person = entity_type == EntityType::Person;
    let differ = is_person && one.folded != other.folded;
    (differ && share_a_document(entries, &one.members, &other.members))
        .then_some("A document names both.")
}

/// Returns whether a document has an entity of both; the entries are sorted by document.
fn share_a_document(entries: &Entries, one: &[usize], other: &[usize]) -> bool {
    let document = |index: usize| &entries.all[index].key.document;
    let (mut left, mut right) = (one.iter().peekable(), other.iter().peekable());
    while let (Some(&&first), Some(&&second)) = (left.peek(), right.peek()) {
        if entries.root(first) == entries.root(second) {
            return false;
        }
        match document(first).cmp(document(second)) {
            std::cmp::Ordering::Less => drop(left.next()),
            std::cmp::Ordering::Greater => drop(right.next()),
            std::cmp::Ordering::Equal => return true,
        }
    }
    false
}
