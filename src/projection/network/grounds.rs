//! What a tie rests on, looked up when somebody asks: a network keeps the numbers of its statements only.

use super::Coded;
use super::Network;
use super::Statements;
use super::Tie;
use crate::projection::Grounds;

/// The identifiers and the documents of all statements in their order, and where those of each statement stand.
#[derive(Clone, Debug)]
pub(super) struct Ranks {
    ids: Vec<u32>,
    documents: Vec<u32>,
    /// A statement of each rank.
    of_id: Vec<u32>,
    of_document: Vec<u32>,
}

impl Network {
    /// Returns what a tie rests on.
    pub fn grounds(&self, tie: Tie) -> Grounds<'_> {
        let ranks = self.ranks.get_or_init(|| Ranks::of(&self.statements));
        let places = self.evidence(tie);
        let distinct = |ranks: &[u32]| {
            let mut found: Vec<u32> = places.iter().map(|&place| ranks[place]).collect();
            found.sort_unstable();
            found.dedup();
            found
        };
        let statement = |place: u32| self.statements.get(place as usize);
        let times = places.iter().map(|&place| self.statements.get(place).time);
        let mut times = times.filter(|time| !time.is_empty());
        let ids = distinct(&ranks.ids).into_iter();
        let documents = distinct(&ranks.documents).into_iter();
        Grounds {
            evidence: ids.map(|rank| statement(ranks.of_id[rank as usize]).id).collect(),
            documents: documents
                .map(|rank| statement(ranks.of_document[rank as usize]).document)
                .filter(|document| !document.is_empty())
                .collect(),
            // Statements stand in the order of their times.
            first: times.next(),
            last: times.next_back().or_else(|| self.only_time(&places)),
        }
    }

    fn only_time(&self, places: &[usize]) -> Option<&str> {
        let mut times = places.iter().map(|&place| self.statements.get(place).time);
        times.find(|time| !time.is_empty())
    }
}

impl Ranks {
    fn of(statements: &Statements) -> Self {
        let (ids, of_id) = ranked(statements, |statement| statement.id);
        let (documents, of_document) = ranked(statements, |statement| statement.document);
        Self { ids, documents, of_id, of_document }
    }
}

/// Returns the rank of each statement's text among all, and a statement of each rank.
fn ranked(statements: &Statements, text: impl Fn(Coded<'_>) -> &str) -> (Vec<u32>, Vec<u32>) {
    let text = |place: u32| text(statements.get(place as usize));
    let number = |place: usize| u32::try_from(place).expect("they are in memory");
    let mut order: Vec<u32> = (0..number(statements.len())).collect();
    order.sort_by_key(|&place| text(place));
    let mut ranks = vec![0; order.len()];
    let mut first: Vec<u32> = Vec::new();
    for place in order {
        if first.last().is_none_or(|&last| text(last) != text(place)) {
            first.push(place);
        }
        ranks[place as usize] = number(first.len() - 1);
    }
    (ranks, first)
}

#[cfg(test)]
mod tests {
    use crate::projection::Grounds;
    use crate::projection::network::Options;
    use crate::projection::network::Table;
    use crate::projection::network::network;

    #[test]
    fn ties_rest_on_statements_in_order() {
        let cells = |row: &str| row.split('|').map(str::to_owned).collect();
        let rows = "b|Ada|dam|yes|post|2023-02\na|Bo|dam|yes|mail|2023-01-05\n\
                    c|Bo|dam|yes|post|\nd|Cy|dam|no|sun|2020";
        let table = Table {
            columns: cells("id|who|what|qualifier|document|time"),
            rows: rows.lines().map(cells).collect(),
            ..Table::default()
        };
        let network = network(&table, &Options::default()).unwrap();
        let graph = network.graph(&table.names);
        let edge = graph.edge_weights().next().unwrap();
        let expected = Grounds {
            evidence: vec!["a", "b", "c"],
            documents: vec!["mail", "post"],
            first: Some("2023-01-05"),
            last: Some("2023-02"),
        };
        assert_eq!((graph.edge_count(), edge.weight(), edge.grounds()), (1, 3, expected));
    }
}
