//! A graph as it is asked for, made in the same steps as by `sayso graph`.

use std::sync::Arc;

use super::PageError;
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
    limit: Option<usize>,
) -> Result<Drawn, PageError> {
    let store = site.narrowed(choices.confidence())?;
    let ask = |query: &str, settings: &Settings| query::run(store.dataset(), query, settings);
    let mut settings = Settings { base: site.base().clone(), ..Settings::default() };
    settings.bindings = drawing.question.bindings(&choices.values, &settings)?;
    let mut drawn = match &choices.options {
        Some(options) => {
            let table = Table::ask(drawing, &ask, &settings, options)?;
            let network = network::network(&table, options)?;
            Drawn {
                graph: network.graph(&table.names),
                drawing: network.drawing(drawing),
                network: Some((network, table)),
                left_out: 0,
                is_limited: false,
            }
        }
        None => Drawn {
            graph: projection::project_some(drawing, &choices.filter, &ask, &settings)?,
            drawing: drawing.clone(),
            network: None,
            left_out: 0,
            is_limited: false,
        },
    };
    let chosen = choices.strongest;
    if let Some(most) = chosen.or(limit).filter(|most| drawn.graph.edge_count() > *most) {
        drawn.left_out = projection::strongest(&mut drawn.graph, most);
        if chosen.is_none() {
            drawn.is_limited = true;
            choices.limit(most);
        }
    }
    Ok(drawn)
}
