//! Finds whom a name on the command line means.

use anyhow::anyhow;
use sayso::model::Agent;
use sayso::model::EntityType;
use sayso::model::Identity;
use sayso::model::Reference;
use sayso::pipeline;
use sayso::rdf::Identifier;
use sayso::store::Store;

use super::list;
use crate::cli::report;

/// Reads `NAME`, `TYPE:NAME` or `NAME@CORPUS/ID`; what is no type or no document of the store is part of the name.
pub(super) fn reference(store: &Store, written: &str) -> Reference {
    let (name, document) = match written.rsplit_once('@') {
        Some((name, id)) if is_document(store, id) => (name, Some(id.to_owned())),
        _ => (written, None),
    };
    let typed = name.split_once(':').and_then(|(word, name)| {
        EntityType::ALL.into_iter().find(|it| it.word() == word).map(|it| (it, name))
    });
    match typed {
        Some((entity_type, name)) => {
            Reference { name: name.trim().to_owned(), entity_type: Some(entity_type), document }
        }
        None => Reference { name: name.trim().to_owned(), entity_type: None, document },
    }
}

fn is_document(store: &Store, id: &str) -> bool {
    store.manifest().documents.keys().any(|key| key.id == id || key.to_string() == id)
}

/// Returns the agent that a name on the command line means: by key or identifier, by its whole name, or by a part.
pub(super) fn agent<'a>(
    store: &Store,
    identity: &'a Identity,
    written: &str,
) -> anyhow::Result<&'a Agent> {
    let base = pipeline::base_of(store.manifest());
    let key = match base.parse(written) {
        Some(Identifier::Agent(key)) => key,
        _ => written.to_owned(),
    };
    if let Some(agent) = identity.agents.iter().find(|agent| agent.key == key) {
        return Ok(agent);
    }
    let reference = reference(store, written);
    let whole = named(identity, &reference, |name, sought| name == sought);
    let found = if whole.is_empty() {
        named(identity, &reference, |name, sought| name.contains(sought))
    } else {
        whole
    };
    match found.as_slice() {
        [agent] => Ok(agent),
        [] => Err(report::hinted(
            anyhow!("no document names {reference}"),
            "sayso query agents lists who is named",
        )),
        several => Err(report::hinted(
            anyhow!("{reference} may be {}", choices(several)),
            "give the key in brackets, or TYPE:NAME, or NAME@CORPUS/ID",
        )),
    }
}

fn choices(agents: &[&Agent]) -> String {
    const MOST: usize = 12;
    let more = agents.len().saturating_sub(MOST);
    let mut names: Vec<String> = agents.iter().take(MOST).map(|agent| list::named(agent)).collect();
    if more > 0 {
        names.push(format!("one of {more} more"));
    }
    names.join(" or ")
}

fn named<'a>(
    identity: &'a Identity,
    reference: &Reference,
    is_like: impl Fn(&str, &str) -> bool,
) -> Vec<&'a Agent> {
    let sought = reference.name.to_lowercase();
    let has_name = |agent: &&Agent| {
        let mut names = agent.names.iter().chain([&agent.label]);
        names.any(|name| is_like(&name.to_lowercase(), &sought))
    };
    let is_typed = |agent: &&Agent| {
        reference.entity_type.is_none_or(|entity_type| entity_type == agent.entity_type)
    };
    let is_there = |agent: &&Agent| {
        let Some(id) = &reference.document else { return true };
        identity.joins.iter().any(|join| {
            let document = &join.entity.document;
            join.agent == agent.key && (document.id == *id || document.to_string() == *id)
        })
    };
    identity.agents.iter().filter(has_name).filter(is_typed).filter(is_there).collect()
}
