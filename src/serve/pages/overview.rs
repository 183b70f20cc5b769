//! What is in the store: how much, from when, who sides with whom, and what could not be resolved.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::DocumentKey;
use crate::rdf::Identifier;
use crate::rdf::SharedGraph;
use crate::rdf::vocabulary::value;
use crate::serve::address;
use crate::serve::asked;

use super::PageError;
use super::Request;
use super::Site;
use super::View;
use super::chart;
use super::chart::Chart;
use super::lists;
use super::parts::Named;

#[derive(Serialize, JsonSchema)]
pub(super) struct Overview {
    corpora: Vec<String>,
    counts: Counts,
    chart: Option<Chart>,
    /// The month or year of all dates, where there is only one.
    period: Option<String>,
    undated: usize,
    endorsements: Vec<Side>,
    disputes: Vec<Side>,
    unresolved: Unresolved,
}

#[derive(Serialize, JsonSchema)]
struct Counts {
    documents: usize,
    statements: usize,
    stances: usize,
    agents: usize,
    claims: usize,
}

/// All stances of one agent on another with one polarity.
#[derive(Serialize, JsonSchema)]
struct Side {
    from: Named,
    to: Named,
    count: usize,
    /// The addresses of the surest.
    evidence: Vec<String>,
}

#[derive(Serialize, JsonSchema)]
struct Unresolved {
    open_mentions: usize,
    notes: usize,
    unknown_sources: usize,
    without_findings: Vec<Named>,
    open_in: Vec<Counted>,
    unknown_in: Vec<Counted>,
    notes_in: Vec<Counted>,
}

#[derive(Serialize, JsonSchema)]
struct Counted {
    document: Named,
    count: usize,
}

/// So many are shown of what is most.
const SHOWN: usize = 12;
const SHOWN_OF_UNRESOLVED: usize = 6;
const EVIDENCE: usize = 5;

/// Returns the first page.
pub(super) fn view(site: &Site, _request: &Request) -> Result<View, PageError> {
    let manifest = site.store().manifest();
    let documents = asked::rows(site, "documents", &[])?;
    let dates: BTreeMap<&str, &str> = documents
        .iter()
        .filter_map(|row| Some((row.text("document")?, row.text("date")?)))
        .collect();
    let titles: BTreeMap<String, String> = documents
        .iter()
        .filter_map(|row| Some((row.address("document", site)?, row.text("title")?.to_owned())))
        .collect();
    let [endorsements, disputes] = sides(site)?;
    let over_time = chart::over_time(dates.values().map(|date| (*date, false)));
    let overview = Overview {
        corpora: manifest.corpora.keys().cloned().collect(),
        counts: counts(site)?,
        period: over_time.as_ref().and_then(Chart::only_period),
        chart: over_time.filter(Chart::is_telling),
        undated: manifest.documents.len().saturating_sub(dates.len()),
        endorsements,
        disputes,
        unresolved: unresolved(site, &titles)?,
    };
    Ok(View::new("overview.html", "Overview", &overview))
}

/// Counts what there is; what the whole store has is in its manifest.
fn counts(site: &Site) -> Result<Counts, PageError> {
    let manifest = site.store().manifest();
    let nodes =
        |graph: SharedGraph| manifest.graphs.get(graph.name()).map_or(0, |graph| graph.nodes);
    let mut counts = Counts {
        documents: manifest.documents.len(),
        statements: manifest.documents.values().map(|document| document.statements).sum(),
        stances: manifest.documents.values().map(|document| document.stances).sum(),
        agents: nodes(SharedGraph::Identity),
        claims: nodes(SharedGraph::Links),
    };
    if let Some(found) = lists::found(site)? {
        let all = |kind: &str| {
            let own = found.iter().filter(|((_, known), _)| known == kind);
            own.map(|(_, count)| count).sum()
        };
        (counts.statements, counts.stances) = (all("statements"), all("stances"));
        counts.claims = asked::rows(site, "claims", &[])?.iter().count();
    }
    Ok(counts)
}

/// Returns who is for whom and who against whom, those with the most stances first.
fn sides(site: &Site) -> Result<[Vec<Side>; 2], PageError> {
    let mut sides: [BTreeMap<(Named, Named), Vec<String>>; 2] = Default::default();
    for row in asked::rows(site, "sides", &[])?.iter() {
        let (Some(from), Some(to)) =
            (Named::of(row, "from", "fromName", site), Named::of(row, "to", "toName", site))
        else {
            continue;
        };
        let is_negative = row.text("polarity") == Some(value::NEGATIVE.as_str());
        let evidence = sides[usize::from(is_negative)].entry((from, to)).or_default();
        evidence.extend(row.address("stance", site));
    }
    Ok(sides.map(|pairs| {
        let mut sides: Vec<Side> = pairs
            .into_iter()
            .map(|((from, to), mut evidence)| {
                let count = evidence.len();
                evidence.truncate(EVIDENCE);
                Side { from, to, count, evidence }
            })
            .collect();
        sides.sort_by_key(|side| std::cmp::Reverse(side.count));
        sides.truncate(SHOWN);
        sides
    }))
}

fn unresolved(site: &Site, titles: &BTreeMap<String, String>) -> Result<Unresolved, PageError> {
    let documents = &site.store().manifest().documents;
    let named = |key: &DocumentKey| {
        let address = address::document(key);
        let name = titles.get(&address).unwrap_or(&key.id).clone();
        Named { name, address: Some(address) }
    };
    let most = |of: &dyn Fn(&crate::store::StoredDocument) -> usize| {
        let mut counted: Vec<Counted> = documents
            .iter()
            .map(|(key, document)| Counted { document: named(key), count: of(document) })
            .filter(|counted| counted.count > 0)
            .collect();
        counted.sort_by_key(|counted| std::cmp::Reverse(counted.count));
        counted.truncate(SHOWN_OF_UNRESOLVED);
        counted
    };
    let rows = asked::rows(site, "unknown-sources", &[])?;
    let unknown = rows.iter().filter_map(|row| match row.identifier("document", site)? {
        Identifier::Document(key) => {
            Some(Counted { document: named(&key), count: row.number("count") })
        }
        _ => None,
    });
    let silent =
        documents.iter().filter(|(_, document)| document.statements == 0 && document.stances == 0);
    let silent = silent.map(|(key, _)| named(key));
    Ok(Unresolved {
        open_mentions: documents.values().map(|document| document.open_mentions).sum(),
        notes: documents.values().map(|document| document.notes).sum(),
        unknown_sources: rows.iter().map(|row| row.number("count")).sum(),
        without_findings: silent.collect(),
        open_in: most(&|document| document.open_mentions),
        unknown_in: unknown.take(SHOWN_OF_UNRESOLVED).collect(),
        notes_in: most(&|document| document.notes),
    })
}
