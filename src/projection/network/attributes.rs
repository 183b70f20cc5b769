//! What the nodes of a network carry: how many statements and documents each is in, and what columns say of those who speak.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::collections::HashSet;

use rayon::prelude::ParallelSliceMut;

use super::Network;
use super::Scale;
use super::Table;
use super::table;
use crate::projection::Graph;
use crate::projection::Name;
use crate::projection::build;
use crate::projection::measures::Figure;
use crate::projection::measures::Measure;

/// What is known of those who speak without being asked for, where columns or the store tell.
pub const KNOWN: [&str; 3] = ["type", "organization", "country"];

/// What files call something else.
const TAKEN: [&str; 8] = ["id", "iri", "label", "kind", "mode", "name", "statements", "documents"];

impl Network {
    /// Returns how many statements and documents somebody, or what is spoken of, is in: first of all who speak, then of the rest.
    pub(super) fn counts(&self) -> [Vec<Vec<Measure>>; 2] {
        let documents = self.statements.documents();
        let cells = self.statements.cells();
        [(0, self.who.len()), (1, self.what.len())].map(|(side, names)| {
            let nodes: Vec<u32> = cells.iter().map(|cell| cell[side]).collect();
            counted(&nodes, &documents, names)
        })
    }

    /// Gives the nodes of this network's graph what columns of its table say of them, as attributes: of each who speaks, the value that
    /// most of the statements in the network have; of as many, the first. Columns without a value are left out. A column `type`
    /// says what they are; names that files have for something else are left out.
    pub fn describe(&self, graph: &mut Graph, table: &Table) {
        let who = table.chosen(self.options.who.as_deref(), table::WHO);
        let Some(who) = who else { return };
        let id = table.chosen(None, table::ID);
        let names = self.options.attributes.iter();
        let columns: Vec<(&String, usize)> = names
            .filter_map(|name| Some((name, table.column(name)?)))
            .filter(|(name, column)| *column != who && !TAKEN.contains(&name.as_str()))
            .collect();
        if columns.is_empty() {
            return;
        }
        let rows = self.rows(table, who, id);
        for (name, column) in columns {
            let mut values: Vec<BTreeMap<&str, usize>> = vec![BTreeMap::new(); self.who.len()];
            for &(row, node) in &rows {
                let value = table.rows[row][column].trim();
                if !value.is_empty() {
                    *values[node].entry(table.label(value)).or_default() += 1;
                }
            }
            if values.iter().all(BTreeMap::is_empty) {
                continue;
            }
            for (node, values) in graph.node_weights_mut().zip(values) {
                let most = values
                    .iter()
                    .max_by_key(|(value, count)| (**count, std::cmp::Reverse(**value)));
                let value = most.map(|(value, _)| (*value).to_owned()).unwrap_or_default();
                if name != "type" {
                    node.attributes.push((name.clone(), value));
                } else if node.kind.is_empty() {
                    node.kind = value;
                }
            }
        }
    }

    /// Returns how many statements are for, against, and neither for nor against each of what is spoken of, with what it is called.
    pub fn tallies(&self, names: &BTreeMap<String, Name>) -> Vec<(String, [usize; 3])> {
        let label = |text: &String| match names.get(text) {
            Some(name) => build::node(text, None, Some(name)).label,
            None => text.clone(),
        };
        let mut tallies: Vec<(String, [usize; 3])> =
            self.what.iter().map(|text| (label(text), [0; 3])).collect();
        for [_, what, level] in self.statements.cells() {
            let level = level as usize;
            let is_side = level < self.levels.count() && self.levels.scale != Scale::Text;
            let side = if is_side { self.levels.side(level) } else { 0 };
            let column = match side.cmp(&0) {
                Ordering::Greater => 0,
                Ordering::Less => 1,
                Ordering::Equal => 2,
            };
            tallies[what as usize].1[column] += 1;
        }
        tallies
    }

    /// Returns the rows of the table that are statements of the network, and who speaks in each.
    fn rows(&self, table: &Table, who: usize, id: Option<usize>) -> Vec<(usize, usize)> {
        let known: HashSet<&str> = self.statements.iter().map(|statement| statement.id).collect();
        let row = |(place, cells): (usize, &Vec<String>)| {
            let node =
                self.who.binary_search_by(|name| name.as_str().cmp(cells[who].trim())).ok()?;
            let is_known = match id.map(|id| cells[id].trim()).filter(|id| !id.is_empty()) {
                Some(id) => known.contains(id),
                None => known.contains((place + 1).to_string().as_str()),
            };
            is_known.then_some((place, node))
        };
        table.rows.iter().enumerate().filter_map(row).collect()
    }
}

fn counted(nodes: &[u32], documents: &[Option<u32>], names: usize) -> Vec<Vec<Measure>> {
    let mut statements = vec![0; names];
    for &node in nodes {
        statements[node as usize] += 1;
    }
    let pairs =
        nodes.iter().zip(documents).filter_map(|(node, document)| Some((*node, (*document)?)));
    let mut pairs: Vec<(u32, u32)> = pairs.collect();
    pairs.par_sort_unstable();
    pairs.dedup();
    let mut read = vec![0; names];
    for (node, _) in pairs {
        read[node as usize] += 1;
    }
    let counts = statements.into_iter().zip(read);
    let figures = |(statements, documents)| {
        vec![("statements", Figure::Whole(statements)), ("documents", Figure::Whole(documents))]
    };
    counts.map(figures).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use crate::projection::Graph;
    use crate::projection::Mode;
    use crate::projection::network::Method;
    use crate::projection::network::Options;
    use crate::projection::network::Scale;
    use crate::projection::network::Table;
    use crate::projection::network::TwoMode;
    use crate::projection::network::network;

    fn table() -> Table {
        let cells = |row: &str| row.split('|').map(str::to_owned).collect();
        let rows = "Ada|dam|yes|post|Kenya\nAda|dyke|no|post|Chad\nAda|dam|yes|mail|Kenya\n\
                    Bo|dam|yes|post|\nCy|dam|no||Chad\nCy|sea|no|sun|Fiji";
        Table {
            columns: cells("who|what|qualifier|document|country"),
            rows: rows.lines().map(cells).collect(),
            ..Table::default()
        }
    }

    fn graph(options: Options) -> Graph {
        let table = table();
        let attributes = vec!["country".to_owned(), "club".to_owned()];
        let network = network(&table, &Options { attributes, ..options }).unwrap();
        let mut graph = network.graph(&table.names);
        network.describe(&mut graph, &table);
        graph
    }

    fn check(options: Options, expected: &[&str]) {
        let graph = graph(options);
        let told = graph.node_weights().map(|node| {
            let mut told = vec![node.label.clone(), node.mode.name().to_owned()];
            told.extend(node.attributes.iter().map(|(_, value)| value.clone()));
            told.extend(node.measures.iter().map(|(_, figure)| figure.to_string()));
            told.join(" ")
        });
        assert_eq!(told.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn who_speaks_has_the_most_frequent_value() {
        // Cy is as often of Chad as of Fiji: the first counts.
        check(Options::default(), &["Ada who Kenya 3 2", "Bo who  1 1", "Cy who Chad 2 1"]);
    }

    #[test]
    fn only_statements_of_the_network_count() {
        let dropped = vec![("what".to_owned(), "dam".to_owned())];
        check(Options { dropped, ..Options::default() }, &["Ada who Chad 1 1", "Cy who Fiji 1 1"]);
    }

    #[test]
    fn what_is_spoken_of_has_counts_only() {
        let method = Method::TwoMode(TwoMode::Subtract);
        let graph = graph(Options { method, ..Options::default() });
        let dam = graph.node_weights().find(|node| node.label == "dam").unwrap();
        let counts: Vec<String> = dam.measures.iter().map(|(_, count)| count.to_string()).collect();
        assert_eq!((dam.mode, counts.join(" ").as_str()), (Mode::What, "4 2"));
        assert!(dam.attributes.is_empty());
    }

    #[test]
    fn sides_are_counted() {
        let check = |scale: Scale, expected: [[usize; 3]; 3]| {
            let options = Options { scale: Some(scale), ..Options::default() };
            let tallies = network(&table(), &options).unwrap().tallies(&BTreeMap::new());
            let (names, counts): (Vec<String>, Vec<[usize; 3]>) = tallies.into_iter().unzip();
            assert_eq!(names, ["dam", "dyke", "sea"]);
            assert_eq!(counts, expected);
        };
        check(Scale::Boolean, [[3, 1, 0], [0, 1, 0], [0, 1, 0]]);
        check(Scale::Text, [[0, 0, 4], [0, 0, 1], [0, 0, 1]]);
    }
}
