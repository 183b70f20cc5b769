//! What must always hold of a store: questions in `queries/checks` that find nothing, and every span against its text.

use std::collections::BTreeMap;

use oxigraph::model::Term;
use oxigraph::store::Store as Dataset;

use super::Answers;
use super::QueryError;
use super::Settings;
use super::Table;
use super::run;
use crate::model::CodePointSpan;
use crate::model::CodePoints;
use crate::model::Sha256;
use crate::rdf::Base;
use crate::rdf::Identifier;
use crate::rdf::NamedOrBlankNode;
use crate::rdf::vocabulary::property;
use crate::store::Store;
use crate::store::StoreError;

/// A question whose every row is a fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Check {
    /// Its file's name, without ending.
    pub name: &'static str,
    /// The query, header and all.
    pub text: &'static str,
}

macro_rules! checks {
    ($($name:literal),* $(,)?) => {
        &[$(Check { name: $name, text: include_str!(concat!("../../queries/checks/", $name, ".rq")) }),*]
    };
}

/// All checks, in the order in which they are made.
pub const CHECKS: &[Check] = checks![
    "graphs-have-their-origin",
    "spans-are-complete",
    "statements-are-complete",
    "stances-are-complete",
    "reports-lead-to-the-document",
    "depth-agrees-with-reports",
    "entities-have-one-agent",
    "agents-have-one-type-and-label",
    "joins-and-refusals-have-reasons",
    "claims-that-meet-have-reasons",
    "recommendations-have-reasons",
    "derived-stances-have-their-group",
    "direct-triples-have-their-node",
];

impl Check {
    /// Returns what it makes sure of, as a sentence without full stop.
    pub fn summary(&self) -> &'static str {
        self.header("summary")
    }

    /// Returns what is wrong where it finds something.
    pub fn fault(&self) -> &'static str {
        self.header("fault")
    }

    /// Returns an update after which it finds something, for tests of the check itself.
    pub fn breaks(&self) -> &'static str {
        self.header("breaks")
    }

    fn header(&self, field: &str) -> &'static str {
        let mut lines = self.text.lines().filter_map(|line| line.strip_prefix("#+ "));
        lines.find_map(|line| line.strip_prefix(field)?.strip_prefix(": ")).unwrap_or_default()
    }

    /// Returns a row for each fault; none where all is well.
    pub fn faults(&self, dataset: &Dataset, settings: &Settings) -> Result<Table, QueryError> {
        match run(dataset, self.text, settings)? {
            Answers::Solutions(table) => Ok(table),
            Answers::Boolean(_) | Answers::Triples(_) => Ok(Table::default()),
        }
    }
}

/// What came of comparing spans with texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SpanReport {
    /// How many spans were compared.
    pub compared: usize,
    /// What is wrong, as sentences without full stop, sorted.
    pub faults: Vec<String>,
}

/// A span as the graph has it.
struct Claimed {
    iri: String,
    at: CodePointSpan,
    exact: String,
}

/// Compares the words of every span with the characters at its place in its text.
pub fn spans(store: &Store, base: &Base) -> Result<SpanReport, StoreError> {
    let mut report = SpanReport::default();
    for (hash, spans) in claimed(store, base, &mut report)? {
        report.compared += spans.len();
        match store.text(&hash) {
            Ok(text) => report.faults.extend(faults(&text, &spans)),
            Err(error) => {
                report.faults.push(format!("{} spans have no text: {error}", spans.len()));
            }
        }
    }
    report.faults.sort();
    Ok(report)
}

/// Returns the spans of the graph by their text.
fn claimed(
    store: &Store,
    base: &Base,
    report: &mut SpanReport,
) -> Result<BTreeMap<Sha256, Vec<Claimed>>, StoreError> {
    let exact = property::EXACT;
    let mut by_text: BTreeMap<Sha256, Vec<Claimed>> = BTreeMap::new();
    for quad in store.dataset().quads_for_pattern(None, Some(exact), None, None) {
        let quad = quad?;
        let (NamedOrBlankNode::NamedNode(node), Term::Literal(words)) =
            (&quad.subject, &quad.object)
        else {
            report.faults.push(format!("{} is no span with words", quad.subject));
            continue;
        };
        match base.parse(node.as_str()) {
            Some(Identifier::Span(hash, at)) => {
                let claimed =
                    Claimed { iri: node.as_str().to_owned(), at, exact: words.value().to_owned() };
                by_text.entry(hash).or_default().push(claimed);
            }
            _ => report.faults.push(format!("{node} has words but is no span of a text")),
        }
    }
    Ok(by_text)
}

fn faults(text: &str, spans: &[Claimed]) -> Vec<String> {
    let points = CodePoints::new(text);
    let is_wrong = |claimed: &&Claimed| {
        let there = points.span(claimed.at.start, claimed.at.end).map(|span| span.of(text));
        there != Some(claimed.exact.as_str())
    };
    spans
        .iter()
        .filter(is_wrong)
        .map(|claimed| format!("{} is not {:?} in its text", claimed.iri, claimed.exact))
        .collect()
}
