//! Answers that make a graph: rows with ?from, ?to and ?evidence.

use super::PageError;
use crate::export::graph;
use crate::export::graph::Format;
use crate::projection;
use crate::projection::Drawing;
use crate::projection::Filter;
use crate::query;
use crate::query::Question;
use crate::query::Settings;
use crate::query::Table;
use crate::store::Store;

/// So many edges are drawn, the strongest.
const MOST_EDGES: usize = 80;

/// Returns whether answers have the columns of a graph.
pub(super) fn is_graph(table: &Table) -> bool {
    ["from", "to", "evidence"].iter().all(|name| table.column(name).is_some())
}

/// Returns the picture of a query's answers, in SVG.
pub(super) fn drawn(
    store: &Store,
    question: &Question,
    settings: &Settings,
) -> Result<String, PageError> {
    let drawing = Drawing::parse("answers", &question.text)?;
    let ask = |query: &str, settings: &Settings| query::run(store.dataset(), query, settings);
    let (graph, _) =
        projection::project_strongest(&drawing, &Filter::default(), MOST_EDGES, &ask, settings)?;
    let mut picture = Vec::new();
    graph::write(&graph, &drawing, Format::Svg, &mut picture)
        .map_err(|error| PageError::Picture { fault: error.to_string() })?;
    Ok(String::from_utf8(picture).expect("SVG is text"))
}
