//! Nodes as dots: how large each is, which colour it has, what sizes and colours stand for, and which have their names shown.

use std::collections::BTreeMap;

use super::attributes;
use super::palette;
use super::palette::GROUPS;
use super::style::Style;
use crate::projection::Graph;
use crate::projection::Mode;
use crate::projection::Node;
use crate::projection::measures::Adjacency;
use crate::projection::measures::Figure;
use crate::projection::measures::Sign;

/// How the dots of a graph look, by its nodes.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Dots {
    /// Half the width of each.
    pub(super) radii: Vec<f64>,
    /// The colour of each.
    pub(super) fills: Vec<&'static str>,
    /// Whether each has its name shown.
    pub(super) named: Vec<bool>,
    /// By which figure the most central are chosen.
    pub(super) rank: String,
    /// What colours stand for: the attribute, and its values with their colours, the largest groups only.
    pub(super) groups: Option<(String, Vec<(String, &'static str)>)>,
    /// What sizes stand for.
    pub(super) scale: Option<Scale>,
}

/// What the sizes of dots stand for.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Scale {
    /// The figure.
    pub(super) name: String,
    /// The least and the greatest value as they are written, each with half the width of its dot.
    pub(super) ends: Vec<(String, f64)>,
}

/// The least half width of a dot, in pixels.
const LEAST: f64 = 3.5;

impl Dots {
    /// Chooses the looks of a graph's nodes.
    pub(super) fn of(graph: &Graph, style: &Style) -> Self {
        let strength = figures(graph, "strength").unwrap_or_default();
        let (size, colour) =
            (style.size.as_deref().unwrap_or("statements"), style.colour.as_deref());
        let sizes = figures(graph, size).map(|values| (size.to_owned(), values));
        let most = most(graph.node_count());
        let radii = match &sizes {
            Some((_, values)) => radii(values, most),
            None => vec![most * 0.5; graph.node_count()],
        };
        let (rank, values) = match &sizes {
            Some((name, values)) => (name.clone(), values),
            None => ("strength".to_owned(), &strength),
        };
        let named = named(values, &strength, style.labels);
        let scale = sizes.as_ref().map(|(name, values)| Scale {
            name: name.replace('_', " "),
            ends: ends(values, &radii),
        });
        let (fills, groups) = fills(graph, colour.unwrap_or("type"));
        Self { radii, fills, named, rank: rank.replace('_', " "), groups, scale }
    }

    /// Returns how many have no name shown.
    pub(super) fn unnamed(&self) -> usize {
        self.named.iter().filter(|&&named| !named).count()
    }
}

/// Returns half the width of the largest dot: smaller where there are more.
fn most(nodes: usize) -> f64 {
    match nodes {
        0..=20 => 24.0,
        21..=60 => 20.0,
        61..=120 => 17.0,
        _ => 14.0,
    }
}

/// Returns a figure of all nodes: one that has been measured, or how strong or how many their ties are.
fn figures(graph: &Graph, name: &str) -> Option<Vec<f64>> {
    let measured: Option<Vec<f64>> =
        graph.node_weights().map(|node| figure(node, name)).collect::<Option<_>>();
    if let Some(found) = measured.filter(|found| !found.is_empty()) {
        return Some(found);
    }
    let adjacency = || Adjacency::of(graph, false, Sign::All);
    #[expect(clippy::cast_precision_loss, reason = "graphs are smaller than that")]
    match name {
        "strength" => Some(adjacency().to.iter().map(|list| Adjacency::sum(list)).collect()),
        "degree" => Some(adjacency().to.iter().map(|list| list.len() as f64).collect()),
        _ => None,
    }
}

/// Returns whether the nodes of a graph have a figure that sizes can stand for.
pub fn has(graph: &Graph, name: &str) -> bool {
    figures(graph, name).is_some()
}

#[expect(clippy::cast_precision_loss, reason = "figures are smaller than that")]
fn figure(node: &Node, name: &str) -> Option<f64> {
    let (_, found) = node.measures.iter().find(|(known, _)| *known == name)?;
    Some(match found {
        Figure::Whole(number) => *number as f64,
        Figure::Real(billionths) => *billionths as f64 / 1e9,
    })
}

/// Returns half widths whose squares are as the values: areas are what eyes compare.
fn radii(values: &[f64], most: f64) -> Vec<f64> {
    let largest = values.iter().copied().fold(0.0, f64::max);
    let part = |value: f64| if largest > 0.0 { (value.max(0.0) / largest).sqrt() } else { 0.0 };
    values.iter().map(|&value| tenths((most * part(value)).max(LEAST))).collect()
}

fn ends(values: &[f64], radii: &[f64]) -> Vec<(String, f64)> {
    let by_value = |left: &usize, right: &usize| values[*left].total_cmp(&values[*right]);
    let (Some(least), Some(most)) =
        ((0..values.len()).min_by(by_value), (0..values.len()).max_by(by_value))
    else {
        return Vec::new();
    };
    let end = |node: usize| (written(values[node]), radii[node]);
    if values[least] < values[most] { vec![end(least), end(most)] } else { vec![end(most)] }
}

/// Writes a number with at most three digits behind the point.
pub(super) fn written(value: f64) -> String {
    let text = format!("{value:.3}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn tenths(length: f64) -> f64 {
    (length * 10.0).round() / 10.0
}

/// Chooses the nodes whose names are shown: those with the greatest figures, then the strongest, then the first.
fn named(values: &[f64], strength: &[f64], labels: usize) -> Vec<bool> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|&left, &right| {
        let by_value = values[right].total_cmp(&values[left]);
        by_value.then(strength[right].total_cmp(&strength[left])).then(left.cmp(&right))
    });
    let mut named = vec![false; values.len()];
    for node in order.into_iter().take(labels) {
        named[node] = true;
    }
    named
}

/// What nodes are in graphs of the store: each kind has one colour in all pictures.
const KINDS: [&str; 7] = ["Event", "Group", "Organization", "Person", "Place", "Work", "Claim"];

type Groups = Option<(String, Vec<(String, &'static str)>)>;

/// Colours nodes by an attribute. Where no node has it, all are alike.
fn fills(graph: &Graph, by: &str) -> (Vec<&'static str>, Groups) {
    let values: Vec<String> = graph.node_weights().map(|node| attributes::text(node, by)).collect();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for value in values.iter().filter(|value| !value.is_empty()) {
        *counts.entry(value).or_default() += 1;
    }
    if counts.is_empty() {
        return (vec![GROUPS[0]; values.len()], None);
    }
    let mut order: Vec<(&str, usize)> = counts.into_iter().collect();
    order.sort_by_key(|&(value, count)| (std::cmp::Reverse(count), natural(value), value));
    let others = order.len().saturating_sub(GROUPS.len());
    order.truncate(GROUPS.len());
    // The same value has the same colour in as many pictures as can be.
    order.sort_by_key(|&(value, _)| (natural(value), value));
    let kind = |value: &str| KINDS.iter().position(|known| *known == value);
    let is_of_kinds = by == "type" && order.iter().all(|(value, _)| kind(value).is_some());
    let colour = |(place, (value, _)): (usize, &(&'_ str, usize))| {
        let place = kind(value).filter(|_| is_of_kinds).unwrap_or(place);
        GROUPS[place]
    };
    let colours: BTreeMap<&str, &'static str> =
        order.iter().enumerate().map(|entry| (entry.1.0, colour(entry))).collect();
    let fill = |value: &String| colours.get(value.as_str()).copied().unwrap_or(palette::OTHERS);
    let fills = values.iter().map(fill).collect();
    let mut entries: Vec<(String, &'static str)> = order
        .iter()
        .filter_map(|(value, _)| Some((attributes::spoken(by, value), *colours.get(value)?)))
        .collect();
    // What is spoken of has a shape of its own, and need not be explained again.
    let modes = graph.node_weights().map(|node| node.mode);
    let without =
        values.iter().zip(modes).filter(|(value, mode)| value.is_empty() && *mode == Mode::Who);
    let without = without.count();
    let rest = match (others, without) {
        (0, 0) => None,
        (0, _) => Some("none known".to_owned()),
        (others, 0) => Some(format!("{others} others")),
        (others, _) => Some(format!("{others} others, or none known")),
    };
    entries.extend(rest.map(|rest| (rest, palette::OTHERS)));
    (fills, Some((by.replace('_', " "), entries)))
}

/// Returns what puts numbers in the order of their sizes.
fn natural(value: &str) -> u64 {
    value.parse().unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::Dots;
    use super::written;
    use crate::export::graph::palette::GROUPS;
    use crate::export::graph::samples;
    use crate::export::graph::style::Style;

    #[test]
    fn areas_are_as_the_figures() {
        let graph = samples::signed();
        let style = Style { size: Some("strength".to_owned()), ..Style::default() };
        let dots = Dots::of(&graph, &style);
        // Ada has 2 + 1 + 3, Basalt 70 more, the observers 70.
        assert_eq!(dots.radii, [6.7, 24.0, 23.0]);
        let scale = dots.scale.unwrap();
        assert_eq!(scale.ends, [("6".to_owned(), 6.7), ("76".to_owned(), 24.0)]);
    }

    #[test]
    fn the_most_central_are_named() {
        let style = Style { labels: 2, ..Style::default() };
        let dots = Dots::of(&samples::signed(), &style);
        assert_eq!((dots.named.clone(), dots.unnamed()), (vec![false, true, true], 1));
    }

    #[test]
    fn groups_have_colours() {
        let dots = Dots::of(&samples::signed(), &Style::default());
        assert_eq!(dots.fills, [GROUPS[3], GROUPS[2], GROUPS[1]]);
        let (name, groups) = dots.groups.unwrap();
        let groups: Vec<&str> = groups.iter().map(|(value, _)| value.as_str()).collect();
        assert_eq!((name.as_str(), groups), ("type", vec!["group", "organization", "person"]));
        let style = Style { colour: Some("country".to_owned()), ..Style::default() };
        let dots = Dots::of(&samples::signed(), &style);
        assert_eq!((dots.fills, dots.groups), (vec![GROUPS[0]; 3], None));
    }

    #[test]
    fn figures_are_written_short() {
        assert_eq!([2.0, 0.25, 10.0, 0.33333].map(written), ["2", "0.25", "10", "0.333"]);
    }
}
