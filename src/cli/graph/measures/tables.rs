//! Tables of all figures of nodes and edges, of communities, and of backbones.

use sayso::projection::Graph;
use sayso::projection::measures;
use sayso::projection::measures::Adjacency;
use sayso::projection::measures::Figure;
use sayso::projection::measures::Grouping;
use sayso::projection::measures::Settings;
use sayso::projection::network::Network;
use sayso::projection::network::Size;
use sayso::projection::network::Table;

use super::head;

/// How many pairs may be joined for the method that cuts edges to be among all methods.
const FEW: usize = 500;

/// Returns the nodes of a measured graph with all their figures.
pub(super) fn nodes(graph: &Graph) -> Vec<Vec<String>> {
    let attributes = names(graph.node_weights().flat_map(|node| &node.attributes));
    let figures = names(graph.node_weights().flat_map(|node| &node.measures));
    let mut rows = vec![head(&["Id", "Label", "Kind"])];
    rows[0].extend(attributes.iter().map(|name| (*name).clone()));
    rows[0].extend(figures.iter().map(|name| (**name).to_owned()));
    for node in graph.node_weights() {
        let mut row = vec![node.iri.clone(), node.label.clone(), node.kind.clone()];
        row.extend(attributes.iter().map(|name| told(&node.attributes, name)));
        row.extend(figures.iter().map(|name| told(&node.measures, name)));
        rows.push(row);
    }
    rows
}

/// Returns the edges of a measured graph with all their figures.
pub(super) fn edges(graph: &Graph) -> Vec<Vec<String>> {
    let figures = names(graph.edge_weights().flat_map(|edge| &edge.measures));
    let mut rows = vec![head(&["Source", "Target", "Weight", "Qualifier", "Statements"])];
    rows[0].extend(figures.iter().map(|name| (**name).to_owned()));
    for edge in graph.edge_indices() {
        let Some(ends) = graph.edge_endpoints(edge) else { continue };
        let [source, target] = [ends.0, ends.1].map(|end| graph[end].label.clone());
        let weight = &graph[edge];
        let mut row = vec![source, target, weight.strength().to_string()];
        row.push(weight.qualifier.to_string());
        row.push(weight.grounds().evidence.len().to_string());
        row.extend(figures.iter().map(|name| told(&weight.measures, name)));
        rows.push(row);
    }
    rows
}

/// Returns the names of what is told, in the order in which they are met.
fn names<'a, Name: PartialEq, Value: 'a>(
    told: impl Iterator<Item = &'a (Name, Value)>,
) -> Vec<&'a Name> {
    let mut names: Vec<&Name> = Vec::new();
    for (name, _) in told {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

fn told<Name: PartialEq, Value: ToString>(told: &[(Name, Value)], name: &Name) -> String {
    let found = told.iter().find(|(known, _)| known == name);
    found.map(|(_, value)| value.to_string()).unwrap_or_default()
}

/// Returns the community of each node by each method; the one that cuts edges is left out where there are more than 500 of them.
pub(super) fn communities(graph: &Graph, settings: &Settings) -> Vec<Vec<String>> {
    let adjacency = Adjacency::of(graph, settings.directed, settings.sign);
    let undirected = Adjacency::of(graph, false, settings.sign);
    let mut rows = vec![head(&["Method", "Groups", "Modularity", "Node", "Community"])];
    for method in Grouping::ALL {
        if method == Grouping::EdgeBetweenness && undirected.joined() > FEW {
            continue;
        }
        let groups = measures::grouped(&adjacency, method, settings.seed);
        let count = groups.iter().max().map_or(0, |last| last + 1);
        let modularity = Figure::real(measures::modularity(&undirected, &groups));
        for (node, group) in graph.node_weights().zip(&groups) {
            rows.push(vec![
                method.name().to_owned(),
                count.to_string(),
                modularity.to_string(),
                node.label.clone(),
                (group + 1).to_string(),
            ]);
        }
    }
    rows
}

/// Returns the concepts of a network, and which of them are in its backbone.
pub(super) fn backbone(
    network: &Network,
    table: &Table,
    size: Size,
    seed: u64,
) -> Vec<Vec<String>> {
    let mut rows = vec![head(&["Concept", "Backbone", "Loss", "LossOfRest", "Penalised", "Exact"])];
    let Some(found) = network.backbone(size, seed) else { return rows };
    for (what, is_in) in &found.what {
        rows.push(vec![
            table.label(what).to_owned(),
            is_in.to_string(),
            format!("{:.6}", found.loss),
            format!("{:.6}", found.loss_of_rest),
            format!("{:.6}", found.penalised),
            found.exact.to_string(),
        ]);
    }
    rows
}
