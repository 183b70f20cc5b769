//! An edge or a node, opened: what it rests on, in words.

use schemars::JsonSchema;
use serde::Serialize;

use super::PageError;
use super::Request;
use super::Site;
use super::choices::Choices;
use super::command;
use super::drawn::Drawn;
use super::table;
use super::table::End;
use super::table::Row;
use crate::export;
use crate::projection::Edge;
use crate::projection::Node;
use crate::projection::Rests;
use crate::projection::network::Network;
use crate::projection::network::Table;
use crate::serve::findings::Finding;
use crate::serve::findings::Reader;

/// So many pieces of evidence are shown of an edge.
const MOST: usize = 100;

/// What was opened.
#[derive(Serialize, JsonSchema)]
pub(super) struct Opened {
    /// The node, or one end of the edge.
    pub(super) from: End,
    /// The other end; none of a node.
    pub(super) to: Option<End>,
    pub(super) how: String,
    pub(super) strength: String,
    /// What an edge rests on: of a discourse network pairs of findings with their shares.
    pub(super) parts: Vec<Part>,
    pub(super) more_parts: usize,
    /// The edges of a node.
    pub(super) rows: Vec<Row>,
    /// The command that prints the same, where there is one.
    pub(super) command: String,
    /// The address of the page without it.
    pub(super) closed: String,
}

/// What an edge rests on: one finding, or two that are counted as a pair.
#[derive(Serialize, JsonSchema)]
pub(super) struct Part {
    pub(super) share: String,
    pub(super) concept: String,
    pub(super) findings: Vec<Finding>,
}

/// Opens what an address asks to be opened: `open=A` a node, `open=A&open=B` an edge, `as=positive` the one of that kind.
pub(super) fn opened(
    site: &Site,
    name: &str,
    drawn: &Drawn,
    choices: &Choices,
    request: &Request,
) -> Result<Option<Opened>, PageError> {
    let asked = request.query.iter().filter(|(name, value)| name == "open" && !value.is_empty());
    let asked: Vec<&str> = asked.map(|(_, value)| value.as_str()).collect();
    let kind = request.value("as");
    match asked.as_slice() {
        [] => Ok(None),
        [node] => self::node(site, name, drawn, choices, node).map(Some),
        [from, to, ..] => edge(site, name, drawn, choices, ([from, to], kind)).map(Some),
    }
}

fn node(
    site: &Site,
    name: &str,
    drawn: &Drawn,
    choices: &Choices,
    id: &str,
) -> Result<Opened, PageError> {
    let known = drawn.graph.node_weights().find(|node| is_called(site, node, id));
    let node = known.ok_or_else(|| unknown("node", id))?;
    let node = table::end(site, node);
    let mut rows = table::rows(site, name, drawn, choices);
    rows.retain(|row| row.from.id == node.id || row.to.id == node.id);
    Ok(Opened {
        from: node,
        to: None,
        how: String::new(),
        strength: String::new(),
        parts: Vec::new(),
        more_parts: 0,
        rows,
        command: String::new(),
        closed: closed(name, choices),
    })
}

fn edge(
    site: &Site,
    name: &str,
    drawn: &Drawn,
    choices: &Choices,
    ([from, to], kind): ([&str; 2], Option<&str>),
) -> Result<Opened, PageError> {
    let graph = &drawn.graph;
    let found = graph.edge_indices().find_map(|index| {
        let (start, end) = graph.edge_endpoints(index)?;
        let ends = [&graph[start], &graph[end]];
        let edge = &graph[index];
        let is_it = is_called(site, ends[0], from)
            && is_called(site, ends[1], to)
            && kind.is_none_or(|kind| kind == edge.qualifier);
        is_it.then_some((ends, edge))
    });
    let (ends, edge) = found.ok_or_else(|| unknown("edge", &format!("{from} – {to}")))?;
    let shown = site.narrowed(choices.confidence())?;
    let mut reader = Reader::new(shown.store(), site.base());
    let (parts, more_parts) = parts(edge, drawn, &mut reader)?;
    Ok(Opened {
        from: table::end(site, ends[0]),
        to: Some(table::end(site, ends[1])),
        how: drawn.drawing.meaning(&edge.qualifier).to_owned(),
        strength: edge.strength().to_string(),
        parts,
        more_parts,
        rows: Vec::new(),
        command: opening(name, drawn, choices, ends),
        closed: closed(name, choices),
    })
}

fn parts(
    edge: &Edge,
    drawn: &Drawn,
    reader: &mut Reader<'_>,
) -> Result<(Vec<Part>, usize), PageError> {
    if let (Rests::OnTie(network, place), Some((_, table))) = (&edge.rests, &drawn.network) {
        return pairs(network, *place as usize, table, reader);
    }
    let evidence = edge.grounds().evidence;
    let mut parts = Vec::new();
    for iri in evidence.iter().take(MOST) {
        let findings = vec![reader.finding(iri)?];
        parts.push(Part { share: String::new(), concept: String::new(), findings });
    }
    Ok((parts, evidence.len().saturating_sub(MOST)))
}

fn pairs(
    network: &Network,
    place: usize,
    table: &Table,
    reader: &mut Reader<'_>,
) -> Result<(Vec<Part>, usize), PageError> {
    let contributions = network.contributions(network.ties[place]);
    let mut parts = Vec::new();
    for part in contributions.iter().take(MOST) {
        let mut concept = String::new();
        let mut findings = Vec::new();
        for place in [part.left, part.right].into_iter().flatten() {
            let statement = network.statements.get(place);
            table.label(&network.what[statement.what]).clone_into(&mut concept);
            findings.push(reader.finding(statement.id)?);
        }
        parts.push(Part { share: part.share.to_string(), concept, findings });
    }
    Ok((parts, contributions.len().saturating_sub(MOST)))
}

/// Returns the command that opens an edge of a discourse network; other edges have their evidence's identifiers.
fn opening(name: &str, drawn: &Drawn, choices: &Choices, ends: [&Node; 2]) -> String {
    if drawn.network.is_none() {
        return String::new();
    }
    let ids = ends.map(|node| node.iri.trim_start_matches("who:").trim_start_matches("what:"));
    let mut choices = choices.clone();
    choices.given.retain(|(name, _)| name != "strongest");
    command::command(name, &choices, &["--open", ids[0], ids[1]])
}

fn closed(name: &str, choices: &Choices) -> String {
    format!("/networks/{name}{}", command::query(choices, &[]))
}

fn is_called(site: &Site, node: &Node, id: &str) -> bool {
    node.iri == id || export::shorten(&node.iri, site.base()) == id
}

fn unknown(what: &'static str, name: &str) -> PageError {
    PageError::Unknown { what, name: name.to_owned() }
}
