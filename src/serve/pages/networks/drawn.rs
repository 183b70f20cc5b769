//! A graph as it is asked for, made in the same steps as by `sayso graph`.

use std::sync::Arc;

use super::PageError;
use super::Request;
use super::Site;
use super::choices::Choices;
use crate::projection;
use crate::projection::Drawing;
use crate::projection::Graph;
use crate::projection::network;
use crate::projection::network::Network;
use crate::projection::network::Table;
use crate::query;
use crate::query::Settings;

/// A graph and how it is drawn.
pub(super) struct Drawn {
    pub(super) graph: Graph,
    pub(super) drawing: Drawing,
    /// The discourse network that the graph is of, with the rows it was made of.
    pub(super) network: Option<(Arc<Network>, Table)>,
    /// How many weaker edges were left out.
    pub(super) left_out: usize,
    /// Whether they were left out without being asked to.
    pub(super) is_limited: bool,
}

/// Makes a graph; where it has more edges than the limit, and nobody chose how many, it is cut down to that.
pub(super) fn drawn(
    site: &Site,
    drawing: &Drawing,
    choices: &mut Choices,
    request: &Request,
    limit: Option<usize>,
) -> Result<Drawn, PageError> {
    let shown = site.narrowed(choices.confidence())?;
    let dataset = shown.store().dataset();
    let ask = |query: &str, settings: &Settings| query::run(dataset, query, settings);
    let mut settings = site.settings(request);
    settings.bindings = drawing.question.bindings(&choices.values, &settings)?;
    let chosen = choices.strongest;
    let most = chosen.or(limit).unwrap_or(usize::MAX);
    let mut drawing = drawing.clone();
    drawing.tell_values(&choices.values);
    drawing.tell_confidence(choices.confidence());
    let (graph, left_out, drawing, network) = if let Some(options) = &choices.options {
        let table = Table::ask(&drawing, &ask, &settings, options)?;
        let network = network::network(&table, options)?;
        let mut graph = network.graph(&table.names);
        network.describe(&mut graph, &table);
        let left_out = projection::strongest(&mut graph, most);
        (graph, left_out, network.drawing(&drawing), Some((network, table)))
    } else {
        let filter = &choices.filter;
        let (graph, left_out) =
            projection::project_strongest(&drawing, filter, most, &ask, &settings)?;
        drawing.tell_filter(filter);
        (graph, left_out, drawing, None)
    };
    let is_limited = chosen.is_none() && left_out > 0;
    if is_limited {
        choices.limit(most);
    }
    Ok(Drawn { graph, drawing, network, left_out, is_limited })
}
