//! Judgements: finds whom people's decisions are about, and carries them out before any rule.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::model::Decision;
use crate::model::Details;
use crate::model::EntityKey;
use crate::model::EntityType;
use crate::model::Judgement;
use crate::model::JudgementFault;
use crate::model::Judgements;
use crate::model::Place;
use crate::model::Reference;

use crate::resolve::forms;

use super::entries::Entries;

/// A decision, and the entries that it is about: of two, each by itself.
pub(super) struct Judged<'a> {
    pub(super) judgement: &'a Judgement,
    pub(super) about: Vec<Vec<usize>>,
}

impl Judged<'_> {
    /// Returns the details of one agent that it decides, with the entries.
    pub(super) fn details(&self) -> Option<(&[usize], &Details)> {
        match &self.judgement.decision {
            Decision::About(_, details) => Some((&self.about[0], details)),
            Decision::Same(_) | Decision::NotSame(_) => None,
        }
    }
}

/// Finds the entries that decisions are about, among entries that the rules alone have joined.
pub(super) fn find<'a>(
    judgements: &'a Judgements,
    entries: &Entries,
) -> Result<Vec<Judged<'a>>, Vec<JudgementFault>> {
    let finder = Finder::new(entries);
    let mut faults = Vec::new();
    let mut found = Vec::new();
    for judgement in &judgements.all {
        let mut about = Vec::new();
        for reference in references(&judgement.decision) {
            match finder.find(judgement, reference) {
                Ok(entries) => about.push(entries),
                Err(fault) => faults.push(*fault),
            }
        }
        found.push(Judged { judgement, about });
    }
    if faults.is_empty() { Ok(found) } else { Err(faults) }
}

/// Returns the types that people decided, by entity.
pub(super) fn types(judged: &[Judged], entries: &Entries) -> BTreeMap<EntityKey, EntityType> {
    let decided = judged
        .iter()
        .filter_map(Judged::details)
        .filter_map(|(about, details)| details.entity_type.map(|entity_type| (about, entity_type)));
    decided
        .flat_map(|(about, entity_type)| {
            about.iter().map(move |&index| (entries.all[index].key.clone(), entity_type))
        })
        .collect()
}

/// Joins what people made one, and forbids to join what they keep apart.
pub(super) fn apply(judged: &[Judged], entries: &mut Entries) -> Vec<JudgementFault> {
    for one in judged {
        let said = said(one.judgement);
        for about in &one.about {
            join_all(
                entries,
                about,
                "same-name",
                "People name it as one with others of this name.",
            );
        }
        if let Decision::Same(_) = one.judgement.decision {
            entries.join(one.about[0][0], one.about[1][0], "judgement", said);
        }
    }
    let mut faults = Vec::new();
    for one in judged {
        let Decision::NotSame([first, second]) = &one.judgement.decision else { continue };
        let [left, right] = [one.about[0][0], one.about[1][0]];
        if entries.root(left) == entries.root(right) {
            faults.push(JudgementFault::Contradiction {
                place: one.judgement.place.clone(),
                first: first.clone(),
                second: second.clone(),
                because: because(judged, entries, left),
            });
            continue;
        }
        entries.forbid(left, right);
        entries.keep_apart(left, right, "judgement", &said(one.judgement));
    }
    faults
}

/// Returns who decided, when and why, as a sentence.
fn said(judgement: &Judgement) -> String {
    let Judgement { author, date, reason, place, .. } = judgement;
    format!("{author} decided on {date} ({place}): {reason}")
}

fn join_all(entries: &mut Entries, about: &[usize], rule: &'static str, reason: &str) {
    for &index in &about[1..] {
        entries.join(about[0], index, rule, reason.to_owned());
    }
}

/// Returns where it was decided that the entries of a group are one.
fn because(judged: &[Judged], entries: &Entries, member: usize) -> Vec<Place> {
    let root = entries.root(member);
    let is_same = |one: &&Judged| {
        matches!(one.judgement.decision, Decision::Same(_)) && entries.root(one.about[0][0]) == root
    };
    judged.iter().filter(is_same).map(|one| one.judgement.place.clone()).collect()
}

/// Returns the decisions that call or type an agent otherwise than an earlier one.
pub(super) fn contradicting_details(judged: &[Judged], entries: &Entries) -> Vec<JudgementFault> {
    let mut before: BTreeMap<usize, Vec<&Judged>> = BTreeMap::new();
    let mut faults = Vec::new();
    for one in judged {
        let (Some((about, details)), Decision::About(reference, _)) =
            (one.details(), &one.judgement.decision)
        else {
            continue;
        };
        let earlier = before.entry(entries.root(about[0])).or_default();
        let other = earlier
            .iter()
            .find(|other| other.details().is_some_and(|(_, other)| contradict(details, other)));
        if let Some(other) = other {
            faults.push(JudgementFault::Details {
                place: one.judgement.place.clone(),
                reference: reference.clone(),
                other: other.judgement.place.clone(),
            });
        }
        earlier.push(one);
    }
    faults
}

fn contradict(one: &Details, other: &Details) -> bool {
    let types = one.entity_type.zip(other.entity_type).is_some_and(|(one, other)| one != other);
    let labels = one.label.as_ref().zip(other.label.as_ref()).is_some_and(|(a, b)| a != b);
    types || labels
}

fn references(decision: &Decision) -> &[Reference] {
    match decision {
        Decision::Same(references) | Decision::NotSame(references) => references,
        Decision::About(reference, _) => std::slice::from_ref(reference),
    }
}

/// Finds entries by a name.
struct Finder<'a> {
    entries: &'a Entries,
    by_name: BTreeMap<&'a str, Vec<usize>>,
    by_other_name: BTreeMap<String, Vec<usize>>,
}

impl<'a> Finder<'a> {
    fn new(entries: &'a Entries) -> Self {
        let mut finder = Self { entries, by_name: BTreeMap::new(), by_other_name: BTreeMap::new() };
        for (index, entry) in entries.all.iter().enumerate() {
            finder.by_name.entry(&entry.folded).or_default().push(index);
            let others: BTreeSet<String> =
                entry.names.iter().map(|name| forms::fold(name)).collect();
            for name in others.into_iter().filter(|name| *name != entry.folded) {
                finder.by_other_name.entry(name).or_default().push(index);
            }
        }
        finder
    }

    /// Returns the entries that a decision names; they must be one agent, or of one document.
    fn find(
        &self,
        judgement: &Judgement,
        reference: &Reference,
    ) -> Result<Vec<usize>, Box<JudgementFault>> {
        let name = forms::fold(&reference.name);
        let meant = |found: Option<&Vec<usize>>| -> Vec<usize> {
            let found = found.into_iter().flatten().copied();
            found.filter(|&index| self.is_meant(index, reference)).collect()
        };
        let mut found = meant(self.by_name.get(name.as_str()));
        if found.is_empty() {
            found = meant(self.by_other_name.get(&name));
        }
        let place = judgement.place.clone();
        let reference = reference.clone();
        if found.is_empty() {
            return Err(JudgementFault::Orphan { place, reference }.into());
        }
        let mut firsts: BTreeMap<usize, usize> = BTreeMap::new();
        for &index in &found {
            firsts.entry(self.entries.root(index)).or_insert(index);
        }
        if firsts.len() > 1 {
            let choices = firsts.values().map(|&index| self.choice(index)).collect();
            return Err(JudgementFault::Several { place, reference, choices }.into());
        }
        Ok(found)
    }

    fn is_meant(&self, index: usize, reference: &Reference) -> bool {
        let entry = &self.entries.all[index];
        let has_type = reference.entity_type.is_none_or(|meant| meant == entry.entity_type);
        let document = &entry.key.document;
        let is_there = |meant: &String| *meant == document.to_string() || *meant == document.id;
        has_type && reference.document.as_ref().is_none_or(is_there)
    }

    fn choice(&self, index: usize) -> String {
        let entry = &self.entries.all[index];
        format!("{:?} ({}) of {}", entry.name, entry.entity_type.word(), entry.key.document)
    }
}
