//! Compares entities, and the posts that people hold.

use std::collections::BTreeSet;

use crate::model::AnnotatedAffiliation;
use crate::model::AnnotatedEntity;
use crate::model::EntityType;

use super::DocumentScore;
use super::figures::Layer;
use super::names::role_heads;
use super::names::spaced;
use super::pairing::Candidate;
use super::pairing::agree;
use super::pairing::dice;
use super::pairing::greedy;
use super::pairing::share_a_name;
use super::side::Side;

/// Compares the entities of a document: one type, and a name in common.
pub(super) fn compare(gold: &Side<'_>, predicted: &Side<'_>, score: &mut DocumentScore) {
    let mut candidates = Vec::new();
    for (g, one) in gold.entities.iter().enumerate() {
        let ours = gold.names(&one.id);
        for (p, other) in predicted.entities.iter().enumerate() {
            let theirs = predicted.names(&other.id);
            if one.entity_type == other.entity_type && share_a_name(ours, theirs) {
                candidates.push(Candidate { rank: [dice(ours, theirs)], gold: g, predicted: p });
            }
        }
    }
    let pairs = greedy(candidates);
    // A group that was found but not annotated is neither right nor wrong.
    let paired: BTreeSet<usize> = pairs.iter().map(|&(_, p)| p).collect();
    let is_counted =
        |&p: &usize| predicted.entities[p].entity_type != EntityType::Group || paired.contains(&p);
    let counted: Vec<usize> = (0..predicted.entities.len()).filter(is_counted).collect();
    score.finish(
        Layer::Entities,
        &pairs,
        gold.entities.iter().map(describe).collect(),
        counted.into_iter().map(|p| (p, describe(&predicted.entities[p]))).collect(),
    );
}

fn describe(entity: &AnnotatedEntity) -> String {
    let kind = match entity.entity_type {
        EntityType::Person => "person",
        EntityType::Organization => "organization",
        EntityType::Group => "group",
        EntityType::Place => "place",
        EntityType::Event => "event",
        EntityType::Work => "work",
    };
    let names = spaced(&entity.names.join("; "));
    let names = if names.is_empty() { names } else { format!(" ({names})") };
    format!("{kind} \"{}\"{names}", spaced(&entity.name))
}

/// Compares the affiliations of a document: person and organization right, and the role's head shared.
pub(super) fn compare_affiliations(
    gold: &Side<'_>,
    predicted: &Side<'_>,
    score: &mut DocumentScore,
) {
    let heads = |affiliation: &AnnotatedAffiliation| {
        affiliation.role.as_deref().map(role_heads).unwrap_or_default()
    };
    let theirs: Vec<BTreeSet<String>> = predicted.affiliations.iter().map(heads).collect();
    let mut candidates = Vec::new();
    for (g, one) in gold.affiliations.iter().enumerate() {
        let ours = heads(one);
        for (p, other) in predicted.affiliations.iter().enumerate() {
            let is_role =
                !ours.is_disjoint(&theirs[p]) || (ours.is_empty() && theirs[p].is_empty());
            let is_person =
                || agree(&gold.listed([&one.person]), &predicted.listed([&other.person]));
            let is_organization =
                || agree(&gold.listed(&one.organization), &predicted.listed(&other.organization));
            if is_role && is_person() && is_organization() {
                candidates.push(Candidate { rank: [], gold: g, predicted: p });
            }
        }
    }
    let described = |side: &Side<'_>| -> Vec<String> {
        side.affiliations
            .iter()
            .map(|affiliation| describe_affiliation(affiliation, side))
            .collect()
    };
    score.finish(
        Layer::Affiliations,
        &greedy(candidates),
        described(gold),
        described(predicted).into_iter().enumerate().collect(),
    );
}

fn describe_affiliation(affiliation: &AnnotatedAffiliation, side: &Side<'_>) -> String {
    format!(
        "{} | {} | {}",
        side.label([&affiliation.person]),
        affiliation.role.as_deref().filter(|role| !role.is_empty()).unwrap_or("-"),
        side.label(&affiliation.organization),
    )
}
