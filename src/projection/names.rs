//! What nodes are called and what they are, asked of the data one by one.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use super::Ask;
use super::Name;
use super::rows;
use crate::query::Answers;
use crate::query::QueryError;
use crate::query::Settings;
use crate::rdf::NamedNode;

const QUERY: &str = include_str!("../../queries/names.rq");

/// Classes from the one that says most to the one that says least; other classes stand before all.
const CLASSES: &[&str] = &[
    "Person",
    "Organization",
    "Group",
    "Place",
    "Event",
    "Work",
    "Document",
    "Claim",
    "Concept",
    "OwnWords",
    "Statement",
    "Recommendation",
    "Endorsement",
    "Criticism",
    "Stance",
    "Entity",
    "Agent",
    "Activity",
];

/// Asks for the names of some ends; what is no identifier has none.
pub(super) fn of_ends(
    ends: &BTreeSet<&str>,
    ask: Ask<'_>,
    settings: &Settings,
) -> Result<BTreeMap<String, Name>, QueryError> {
    let mut names = BTreeMap::new();
    let mut settings = settings.clone();
    for &end in ends {
        let Ok(node) = NamedNode::new(end) else { continue };
        settings.bindings = BTreeMap::from([("node".to_owned(), node.into())]);
        names.insert(end.to_owned(), name(&ask(QUERY, &settings)?));
    }
    Ok(names)
}

/// Takes the best label: the pieces of a statement's words together, of anything else the first.
fn name(answers: &Answers) -> Name {
    let Answers::Solutions(table) = answers else { return Name::default() };
    let column = |name: &str| {
        let column = table.column(name);
        table.rows.iter().map(move |row| row.get(column?)?.as_ref().map(rows::text))
    };
    let ranked: Vec<(String, String)> = column("rank")
        .zip(column("label"))
        .filter_map(|(rank, label)| Some((rank?, label?)))
        .collect();
    let best = ranked.first().map(|(rank, _)| rank.clone());
    let mut labels = ranked.into_iter().filter(|(rank, _)| Some(rank) == best.as_ref());
    let label = match best.as_deref() {
        Some("4") => Some(labels.map(|(_, label)| label).collect::<Vec<_>>().join(" … ")),
        _ => labels.next().map(|(_, label)| label),
    };
    let kinds = column("kind").flatten().map(|iri| rows::local_name(&iri).to_owned());
    let weight = |kind: &String| CLASSES.iter().position(|known| known == kind);
    Name { label, kind: kinds.min_by_key(|kind| (weight(kind), kind.clone())) }
}
