//! Lists of documents, agents and claims, narrowed by words and in pages.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::Confidence;
use crate::rdf::Identifier;
use crate::serve::asked;
use crate::serve::asked::Row;
use crate::serve::asked::Rows;

use super::PageError;
use super::Request;
use super::Site;
use super::View;
use super::parts;
use super::parts::Named;
use super::parts::Paged;

/// A document in a list.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub(super) struct DocumentLine {
    pub(super) document: Named,
    corpus: String,
    id: String,
    date: String,
    publisher: String,
    author: String,
    statements: usize,
    stances: usize,
    open_mentions: usize,
}

/// An agent in a list.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub(super) struct AgentLine {
    pub(super) agent: Named,
    entity_type: String,
    /// A name by which it was found, where the preferred one has not the words.
    also: Option<String>,
    documents: usize,
    statements: usize,
    stances: usize,
}

/// A claim in a list.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub(super) struct ClaimLine {
    claim: Named,
    statements: usize,
    documents: usize,
    restated: usize,
    contradicted: usize,
}

/// A list with the order that was asked for.
#[derive(Serialize, JsonSchema)]
pub(super) struct Listed<T> {
    #[serde(flatten)]
    list: Paged<T>,
    sort: String,
}

/// Returns the list of documents.
pub(super) fn documents(site: &Site, request: &Request) -> Result<View, PageError> {
    let mut all = documents_with(site, &parts::sought(request))?;
    match request.value("sort").unwrap_or_default() {
        "" | "date" => all.sort_by_key(|line| Reverse(line.date.clone())),
        "title" => all.sort_by_key(|line| line.document.name.to_lowercase()),
        "statements" => all.sort_by_key(|line| Reverse(line.statements)),
        "stances" => all.sort_by_key(|line| Reverse(line.stances)),
        other => return Err(PageError::Value { name: "sort", value: other.to_owned() }),
    }
    let sort = request.value("sort").unwrap_or_default().to_owned();
    let list = Listed { list: Paged::of(all, "/documents", request)?, sort };
    Ok(View::new("documents.html", "Documents", &list))
}

/// Returns the documents whose title, id, author or publisher has some words.
pub(super) fn documents_with(site: &Site, sought: &str) -> Result<Vec<DocumentLine>, PageError> {
    let found = found(site)?;
    let mut lines: BTreeMap<_, DocumentLine> = BTreeMap::new();
    for row in asked::rows(site, "documents", &[])?.iter() {
        let Some(Identifier::Document(key)) = row.identifier("document", site) else { continue };
        let Some(stored) = site.store().manifest().documents.get(&key) else { continue };
        let line = DocumentLine {
            document: Named::document(row, site),
            corpus: key.corpus.clone(),
            id: key.id.clone(),
            date: row.owned("date"),
            publisher: row.owned("publisher"),
            author: row.owned("author"),
            statements: left(&found, row, "statements", stored.statements),
            stances: left(&found, row, "stances", stored.stances),
            open_mentions: stored.open_mentions,
        };
        lines.entry(key).or_insert(line);
    }
    let has = |line: &DocumentLine| {
        [&line.document.name, &line.id, &line.publisher, &line.author]
            .iter()
            .any(|text| text.to_lowercase().contains(sought))
    };
    Ok(lines.into_values().filter(has).collect())
}

/// How many statements and stances each document has, by its IRI; nothing where all are shown, which the store knows itself.
pub(super) type Found = Option<BTreeMap<(String, String), usize>>;

/// Counts what is left of each document.
pub(super) fn found(site: &Site) -> Result<Found, PageError> {
    if site.minimum() == Confidence::hundredths(0) {
        return Ok(None);
    }
    let rows = asked::rows(site, "found", &[])?;
    let count = |row: Row<'_>| ((row.owned("document"), row.owned("kind")), row.number("count"));
    Ok(Some(rows.iter().map(count).collect()))
}

/// Returns how many findings of a kind the document of a row has; `all` where all are shown.
fn left(found: &Found, row: Row<'_>, kind: &str, all: usize) -> usize {
    let Some(found) = found else { return all };
    found.get(&(row.owned("document"), kind.to_owned())).copied().unwrap_or_default()
}

/// What agents can be.
const TYPES: [&str; 6] = ["person", "organization", "group", "place", "event", "work"];

#[derive(Serialize, JsonSchema)]
pub(super) struct Agents {
    #[serde(flatten)]
    list: Paged<AgentLine>,
    types: [&'static str; 6],
    entity_type: String,
    sort: String,
}

/// Returns the list of agents.
pub(super) fn agents(site: &Site, request: &Request) -> Result<View, PageError> {
    let entity_type = request.value("type").unwrap_or_default().to_owned();
    if !entity_type.is_empty() && !TYPES.contains(&entity_type.as_str()) {
        return Err(PageError::Value { name: "type", value: entity_type });
    }
    let mut all = agents_with(site, &parts::sought(request))?;
    all.retain(|line| entity_type.is_empty() || line.entity_type == entity_type);
    match request.value("sort").unwrap_or_default() {
        "" | "documents" => {}
        "name" => all.sort_by_key(|line| line.agent.name.to_lowercase()),
        "statements" => all.sort_by_key(|line| Reverse(line.statements)),
        "stances" => all.sort_by_key(|line| Reverse(line.stances)),
        other => return Err(PageError::Value { name: "sort", value: other.to_owned() }),
    }
    let sort = request.value("sort").unwrap_or_default().to_owned();
    let list = Paged::of(all, "/agents", request)?;
    Ok(View::new("agents.html", "Agents", &Agents { list, types: TYPES, entity_type, sort }))
}

/// Returns the agents of whom a name has some words, those in the most documents first.
pub(super) fn agents_with(site: &Site, sought: &str) -> Result<Vec<AgentLine>, PageError> {
    let named = found_by(site, sought)?;
    let said = asked::rows(site, "agents-said", &[])?;
    let statements = counts(&said, "agent", "kind", "statements");
    let stances = counts(&said, "agent", "kind", "stances");
    let mut lines = Vec::new();
    for row in asked::rows(site, "agents", &[])?.iter() {
        let Some(node) = row.text("agent") else { continue };
        let name = row.owned("name");
        let has = name.to_lowercase().contains(sought);
        let also = named.get(node).filter(|_| !has).cloned();
        if !has && also.is_none() {
            continue;
        }
        lines.push(AgentLine {
            agent: Named { name, address: row.address("agent", site) },
            entity_type: row.owned("type"),
            also,
            documents: row.number("documents"),
            statements: statements.get(node).copied().unwrap_or_default(),
            stances: stances.get(node).copied().unwrap_or_default(),
        });
    }
    Ok(lines)
}

/// Returns a name of each agent that has some words.
fn found_by(site: &Site, sought: &str) -> Result<BTreeMap<String, String>, PageError> {
    if sought.is_empty() {
        return Ok(BTreeMap::new());
    }
    let rows = asked::rows(site, "agents-named", &[])?;
    let has = rows
        .iter()
        .filter(|row| row.text("name").is_some_and(|name| name.to_lowercase().contains(sought)));
    Ok(has.map(|row| (row.owned("agent"), row.owned("name"))).collect())
}

/// Returns the number of each node in the rows of a kind.
fn counts<'rows>(
    rows: &'rows Rows,
    node: &str,
    of: &str,
    kind: &str,
) -> BTreeMap<&'rows str, usize> {
    let own = rows.iter().filter(|row| row.text(of) == Some(kind));
    own.filter_map(|row| Some((row.text(node)?, row.number("count")))).collect()
}

/// Returns the list of claims.
pub(super) fn claims(site: &Site, request: &Request) -> Result<View, PageError> {
    let sought = parts::sought(request);
    let met = asked::rows(site, "claims-met", &[])?;
    let restated = counts(&met, "claim", "how", "restated");
    let contradicted = counts(&met, "claim", "how", "contradicted");
    let mut all = Vec::new();
    for row in asked::rows(site, "claims", &[])?.iter() {
        let words = row.owned("words");
        let Some(node) = row.text("claim").filter(|_| words.to_lowercase().contains(&sought))
        else {
            continue;
        };
        all.push(ClaimLine {
            claim: Named { name: words, address: row.address("claim", site) },
            statements: row.number("statements"),
            documents: row.number("documents"),
            restated: restated.get(node).copied().unwrap_or_default(),
            contradicted: contradicted.get(node).copied().unwrap_or_default(),
        });
    }
    match request.value("sort").unwrap_or_default() {
        "" | "documents" => {}
        "words" => all.sort_by_key(|line| line.claim.name.to_lowercase()),
        "restated" => all.sort_by_key(|line| Reverse(line.restated)),
        "contradicted" => all.sort_by_key(|line| Reverse(line.contradicted)),
        other => return Err(PageError::Value { name: "sort", value: other.to_owned() }),
    }
    let sort = request.value("sort").unwrap_or_default().to_owned();
    let list = Listed { list: Paged::of(all, "/claims", request)?, sort };
    Ok(View::new("claims.html", "Claims", &list))
}
