//! Answers in, a graph out: one row for one piece of evidence, one edge for all rows with the same ends
//! and qualifier. How a graph looks on paper is left to `export`.

mod graph;
mod drawing;
mod rows;
mod names;
mod build;
mod filter;
mod strongest;
pub mod network;
pub mod measures;
pub mod corroboration;

pub use build::Name;
pub use build::build;
pub use drawing::Drawing;
pub use drawing::Layout;
pub use drawing::Marks;
pub use drawing::drawing;
pub use drawing::drawings;
pub use filter::Filter;
pub use graph::Edge;
pub use graph::Evidence;
pub use graph::Graph;
pub use graph::Grounds;
pub use graph::Mode;
pub use graph::Node;
pub use graph::Rests;
pub use graph::Row;
pub use strongest::strongest;

use std::collections::BTreeMap;

use crate::query::Answers;
use crate::query::QueryError;
use crate::query::Settings;

/// What answers queries: a store, by way of `query::run`, or anything else that speaks SPARQL.
pub type Ask<'a> = &'a dyn Fn(&str, &Settings) -> Result<Answers, QueryError>;

/// Why answers make no graph.
#[derive(Debug, thiserror::Error)]
pub enum ProjectionError {
    /// The query cannot be answered.
    #[error(transparent)]
    Query(#[from] QueryError),
    /// The answers are no table.
    #[error("a graph is made of the rows of a SELECT; this query is of another kind")]
    NoRows,
    /// The table lacks a column.
    #[error("the query has no variable ?{name}")]
    NoVariable {
        /// The variable, without its mark.
        name: String,
    },
    /// A time cannot be read.
    #[error("{fault}")]
    Time {
        /// What is wrong with it.
        fault: String,
    },
}

/// Asks a drawing's query and builds the graph of its rows, with names from the data.
pub fn project(
    drawing: &Drawing,
    ask: Ask<'_>,
    settings: &Settings,
) -> Result<Graph, ProjectionError> {
    project_some(drawing, &Filter::default(), ask, settings)
}

/// Asks a drawing's query and builds the graph of those of its rows that a filter lets through.
pub fn project_some(
    drawing: &Drawing,
    filter: &Filter,
    ask: Ask<'_>,
    settings: &Settings,
) -> Result<Graph, ProjectionError> {
    Ok(project_strongest(drawing, filter, usize::MAX, ask, settings)?.0)
}

/// Builds the graph as [`project_some`] does, with so many edges at most, and returns how many weaker ones were left out. Only
/// nodes that stay are asked for their names.
pub fn project_strongest(
    drawing: &Drawing,
    filter: &Filter,
    most: usize,
    ask: Ask<'_>,
    settings: &Settings,
) -> Result<(Graph, usize), ProjectionError> {
    let answers = filter.applied(ask(&drawing.question.text, settings)?, ask, settings)?;
    let rows = rows::read(&answers)?;
    let mut graph = build(&rows, &BTreeMap::new(), drawing.directed);
    let left_out = strongest(&mut graph, most);
    let names = names::of_ends(
        &graph.node_weights().map(|node| node.iri.as_str()).collect(),
        ask,
        settings,
    )?;
    for node in graph.node_weights_mut() {
        let kind = Some(node.kind.as_str()).filter(|kind| !kind.is_empty());
        *node = build::node(&node.iri, kind, names.get(&node.iri));
    }
    Ok((graph, left_out))
}
