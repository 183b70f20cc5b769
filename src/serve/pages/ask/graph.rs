//! Answers that make a graph: rows with ?from, ?to and ?evidence, or rows that name two agents and the place of a finding.

use super::PageError;
use super::Site;
use super::answers::Leads;
use crate::export::graph;
use crate::export::graph::Format;
use crate::projection;
use crate::projection::Drawing;
use crate::projection::Filter;
use crate::query;
use crate::query::Answers;
use crate::query::Question;
use crate::query::Settings;
use crate::query::Table;
use crate::rdf::Literal;
use crate::rdf::Term;

/// So many edges are drawn, the strongest.
const MOST_EDGES: usize = 80;

/// The columns of a graph, and that of what tells edges of the same two apart.
const COLUMNS: [&str; 3] = ["from", "to", "evidence"];
const QUALIFIER: &str = "qualifier";
/// The column that tells it in questions.
const SIDE: &str = "side";
/// The column of those in whose statement it stands.
const TOLD_BY: &str = "toldBy";

/// Returns whether answers make a graph.
pub(super) fn is_graph(leads: &Leads<'_>) -> bool {
    has_columns(leads.table) || Edges::of(leads).is_some_and(|edges| edges.all().next().is_some())
}

fn has_columns(table: &Table) -> bool {
    COLUMNS.iter().all(|name| table.column(name).is_some())
}

/// Returns the picture of a query's answers, in SVG.
pub(super) fn drawn(
    site: &Site,
    leads: &Leads<'_>,
    question: &Question,
    settings: &Settings,
) -> Result<String, PageError> {
    let drawing = Drawing::parse("answers", &question.text)?;
    let edges = if has_columns(leads.table) { None } else { Edges::of(leads) };
    let rows = edges.map_or_else(|| leads.table.clone(), |edges| edges.table());
    // The answers are there; only names are asked for.
    let ask = |query: &str, settings: &Settings| {
        if query == question.text {
            return Ok(Answers::Solutions(rows.clone()));
        }
        query::run(site.store().dataset(), query, settings)
    };
    let (graph, _) =
        projection::project_strongest(&drawing, &Filter::default(), MOST_EDGES, &ask, settings)?;
    let mut picture = Vec::new();
    graph::write(&graph, &drawing, Format::Svg, &mut picture)
        .map_err(|error| PageError::Picture { fault: error.to_string() })?;
    Ok(String::from_utf8(picture).expect("SVG is text"))
}

/// The edges between the agents that rows name: from that of the first column to that of the second.
struct Edges<'leads, 'site> {
    leads: &'leads Leads<'site>,
    ends: [usize; 2],
    side: Option<usize>,
    told_by: Option<usize>,
}

/// Returns the qualifier of what is only said by others.
fn reported(side: Option<&Term>) -> Term {
    let side = match side {
        Some(Term::Literal(side)) => format!("reportedly {}", side.value()),
        _ => "reportedly".to_owned(),
    };
    Literal::new_simple_literal(side).into()
}

impl<'leads, 'site> Edges<'leads, 'site> {
    fn of(leads: &'leads Leads<'site>) -> Option<Self> {
        let names_agents = |column: &usize| {
            leads.table.rows.iter().any(|row| leads.agent(*column, row[*column].as_ref()).is_some())
        };
        let mut ends = (0..leads.table.variables.len()).filter(names_agents);
        let ends = [ends.next()?, ends.next()?];
        Some(Self {
            leads,
            ends,
            side: leads.table.column(SIDE),
            told_by: leads.table.column(TOLD_BY),
        })
    }

    /// Returns the rows of edges whose two ends are known, and whose finding is.
    fn all(&self) -> impl Iterator<Item = Vec<Option<Term>>> {
        self.leads.table.rows.iter().filter_map(|row| {
            let [from, to] = self.ends.map(|end| self.leads.agent(end, row[end].as_ref()));
            let (from, to) = (from?, to?);
            let evidence = self.leads.finding(row)?.0;
            let side = self.side.and_then(|side| row[side].clone());
            let told_by = self.told_by.and_then(|teller| row[teller].as_ref());
            let side = if told_by.is_some() { Some(reported(side.as_ref())) } else { side };
            Some(vec![Some(from.into()), Some(to.into()), Some(evidence.into()), side])
        })
    }

    fn table(&self) -> Table {
        let variables = COLUMNS.iter().chain([&QUALIFIER]).map(|name| (*name).to_owned()).collect();
        Table { variables, rows: self.all().collect() }
    }
}
