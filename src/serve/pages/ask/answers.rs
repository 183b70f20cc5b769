//! Answers as rows of cells that lead on: agents, claims, documents and findings to their pages.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::Site;
use crate::export;
use crate::model::CodePointSpan;
use crate::model::DocumentKey;
use crate::query::Table;
use crate::rdf::Identifier;
use crate::rdf::NamedNode;
use crate::rdf::Term;
use crate::rdf::Triple;
use crate::rdf::vocabulary::property;
use crate::rdf::vocabulary::rdfs;
use crate::rdf::vocabulary::skos;
use crate::serve::address;
use crate::serve::pages::parts::in_words;

/// A column.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub(super) struct Column {
    pub(super) name: String,
    /// Its name in words: `told by` of `toldBy`.
    pub(super) title: String,
    /// Whether it stands on the right.
    pub(super) is_number: bool,
    /// Whether no row has anything there.
    pub(super) is_empty: bool,
    /// Whether a page does without it: no row has anything there, or it says where words stand that lead there.
    pub(super) is_left_out: bool,
}

/// What stands in a cell, and where it leads.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub(super) struct Cell {
    pub(super) text: String,
    pub(super) address: Option<String>,
    /// Whether the address is not of this site.
    pub(super) is_outside: bool,
    pub(super) is_number: bool,
}

/// Returns triples as a table.
pub(super) fn of_triples(triples: &[Triple]) -> Table {
    let row = |triple: &Triple| {
        let subject: Term = triple.subject.clone().into();
        vec![Some(subject), Some(triple.predicate.clone().into()), Some(triple.object.clone())]
    };
    Table {
        variables: ["subject", "predicate", "object"].map(str::to_owned).to_vec(),
        rows: triples.iter().map(row).collect(),
    }
}

/// Returns the columns of a table.
pub(super) fn columns(table: &Table) -> Vec<Column> {
    let is_number =
        |column: usize| table.rows.iter().any(|row| row[column].as_ref().is_some_and(is_number));
    let has_words = WORDS.iter().any(|name| table.column(name).is_some());
    let columns = table.variables.iter().enumerate();
    let column = |(place, name): (usize, &String)| {
        let is_empty = table.rows.iter().all(|row| row[place].is_none());
        Column {
            name: name.clone(),
            title: in_words(name),
            is_number: is_number(place),
            is_empty,
            is_left_out: is_empty || has_words && ["start", "end"].contains(&name.as_str()),
        }
    };
    columns.map(column).collect()
}

/// Columns of words that lead to where they stand, the first that is there.
const WORDS: &[&str] = &["words", "content", "what", "targetWords", "note"];

/// The ends of the names of columns whose words name nobody, though somebody may be called so.
const NO_NAMES: &[&str] =
    &["type", "kind", "how", "side", "rule", "reason", "date", "note", "act", "topic", "qualifier"];

/// What is needed to find where cells lead.
pub(super) struct Leads<'site> {
    site: &'site Site,
    /// The answers.
    pub(super) table: &'site Table,
    /// Agents by names that no other has.
    agents: BTreeMap<String, String>,
    document: Option<usize>,
    start: Option<usize>,
    end: Option<usize>,
    /// The column that leads to the finding of its row.
    words: Option<usize>,
}

impl<'site> Leads<'site> {
    pub(super) fn new(site: &'site Site, table: &'site Table) -> Self {
        let first = |names: &[&str]| names.iter().find_map(|name| table.column(name));
        Self {
            site,
            table,
            agents: agents(site),
            document: table.column("document"),
            start: table.column("start"),
            end: table.column("end"),
            words: first(WORDS).or_else(|| table.column("start")),
        }
    }

    /// Returns the cells of a row.
    pub(super) fn row(&self, row: &[Option<Term>]) -> Vec<Cell> {
        let finding = self.finding(row).map(|(_, address)| address);
        let cells = row.iter().enumerate().map(|(column, term)| {
            let Some(term) = term else { return Cell::default() };
            let mut cell = self.cell(column, term);
            if Some(column) == self.words && cell.address.is_none() {
                cell.address.clone_from(&finding);
            }
            cell
        });
        cells.collect()
    }

    /// Returns what stands in a cell.
    pub(super) fn cell(&self, column: usize, term: &Term) -> Cell {
        let base = self.site.base();
        match term {
            Term::NamedNode(node) => {
                let iri = node.as_str();
                let inside = address::of_iri(base, iri);
                let text = export::shorten(iri, base);
                let is_outside = inside.is_none() && text == iri && iri.starts_with("http");
                let address = inside.or_else(|| is_outside.then(|| iri.to_owned()));
                Cell { text, address, is_outside, is_number: false }
            }
            Term::Literal(literal) => Cell {
                text: literal.value().to_owned(),
                address: self.of_words(&self.table.variables[column], literal.value(), term),
                is_outside: false,
                is_number: is_number(term),
            },
            other => Cell { text: other.to_string(), ..Cell::default() },
        }
    }

    /// Returns where the words of a cell lead: a document by its id, a claim or an agent by its name.
    fn of_words(&self, column: &str, words: &str, term: &Term) -> Option<String> {
        let name = column.to_lowercase();
        if NO_NAMES.iter().any(|kind| name.ends_with(kind)) {
            return None;
        }
        if name.ends_with("document") || name == "original" {
            return self.key(words).map(|key| address::document(&key));
        }
        if name.contains("claim") {
            return self.claim(term);
        }
        self.agents.get(words).and_then(|iri| address::of_iri(self.site.base(), iri))
    }

    fn key(&self, id: &str) -> Option<DocumentKey> {
        let (corpus, id) = id.split_once('/')?;
        let key = DocumentKey { corpus: corpus.to_owned(), id: id.to_owned() };
        self.site.store().manifest().documents.contains_key(&key).then_some(key)
    }

    fn claim(&self, words: &Term) -> Option<String> {
        let quads = self.site.store().dataset().quads_for_pattern(
            None,
            Some(rdfs::LABEL),
            Some(words.as_ref()),
            None,
        );
        let base = self.site.base();
        quads.filter_map(|quad| Some(quad.ok()?.subject.to_string())).find_map(|subject| {
            let iri = subject.trim_start_matches('<').trim_end_matches('>');
            matches!(base.parse(iri), Some(Identifier::Claim(_)))
                .then(|| address::of_iri(base, iri))?
        })
    }

    /// Returns the agent that a cell names.
    pub(super) fn agent(&self, column: usize, term: Option<&Term>) -> Option<NamedNode> {
        let name = self.table.variables[column].to_lowercase();
        if NO_NAMES.iter().any(|kind| name.ends_with(kind)) {
            return None;
        }
        match term? {
            Term::NamedNode(node) => {
                let is_agent = node.as_str().starts_with(self.site.base().agent("").as_str());
                is_agent.then(|| node.clone())
            }
            Term::Literal(literal) => {
                self.agents.get(literal.value()).map(NamedNode::new_unchecked)
            }
            _ => None,
        }
    }

    /// Returns a row's finding and its address: what has its span at the row's place in the document, else the first that is
    /// named.
    pub(super) fn finding(&self, row: &[Option<Term>]) -> Option<(NamedNode, String)> {
        self.finding_at(row).or_else(|| {
            row.iter().flatten().find_map(|term| {
                let Term::NamedNode(node) = term else { return None };
                match self.site.base().parse(node.as_str())? {
                    Identifier::Statement(at, id) | Identifier::Stance(at, id) => {
                        Some((node.clone(), address::finding(&at, &id)))
                    }
                    _ => None,
                }
            })
        })
    }

    fn finding_at(&self, row: &[Option<Term>]) -> Option<(NamedNode, String)> {
        let text = |column: Option<usize>| match row[column?].as_ref()? {
            Term::Literal(literal) => Some(literal.value()),
            _ => None,
        };
        let key = self.key(text(self.document)?)?;
        let start = text(self.start)?.parse().ok()?;
        let end = text(self.end)?.parse().ok()?;
        let (site, base) = (self.site, self.site.base());
        let hash = &site.store().manifest().documents.get(&key)?.text;
        let span = base.span(hash, CodePointSpan { start, end });
        let parts = [
            property::CONTENT_SPAN,
            property::CUE_SPAN,
            property::TARGET_SPAN,
            property::SOURCE_SPAN,
            property::SPAN,
        ];
        parts.into_iter().find_map(|part| {
            let object = span.as_ref().into();
            let quads =
                site.store().dataset().quads_for_pattern(None, Some(part), Some(object), None);
            quads.filter_map(|quad| Some(quad.ok()?.subject.to_string())).find_map(|subject| {
                let iri = subject.trim_start_matches('<').trim_end_matches('>');
                match base.parse(iri)? {
                    Identifier::Statement(at, id) | Identifier::Stance(at, id) if at == key => {
                        Some((NamedNode::new_unchecked(iri), address::finding(&at, &id)))
                    }
                    _ => None,
                }
            })
        })
    }
}

/// Returns agents by their names, without the names that several have.
fn agents(site: &Site) -> BTreeMap<String, String> {
    let mut agents: BTreeMap<String, Option<String>> = BTreeMap::new();
    let base = site.base().agent("");
    let labels = site.store().dataset().quads_for_pattern(None, Some(skos::PREF_LABEL), None, None);
    for quad in labels.filter_map(std::result::Result::ok) {
        let (crate::rdf::NamedOrBlankNode::NamedNode(agent), Term::Literal(label)) =
            (quad.subject, quad.object)
        else {
            continue;
        };
        if !agent.as_str().starts_with(base.as_str()) {
            continue;
        }
        let known = agents
            .entry(label.value().to_owned())
            .or_insert_with(|| Some(agent.as_str().to_owned()));
        if known.as_deref() != Some(agent.as_str()) {
            *known = None;
        }
    }
    agents.into_iter().filter_map(|(label, agent)| Some((label, agent?))).collect()
}

fn is_number(term: &Term) -> bool {
    let Term::Literal(literal) = term else { return false };
    let kind = NamedNode::from(literal.datatype());
    let kind = kind.as_str().rsplit('#').next().unwrap_or_default().to_owned();
    matches!(kind.as_str(), "integer" | "decimal" | "double" | "float")
}
