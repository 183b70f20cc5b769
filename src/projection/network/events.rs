//! The statements of a network as a list of events: the columns that the Discourse Network Analyzer writes, whatever they are
//! called in the table.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::collections::HashMap;

use super::Coded;
use super::Network;
use super::Table;
use super::moment::Moment;
use super::table;

/// A column before and behind the variables, and what it may be called in a table.
type Field = (&'static str, &'static [&'static str]);

const BEFORE: &[Field] = &[("statement_id", table::ID), ("time", table::TIME)];
const BEHIND: &[Field] = &[
    ("start_position", table::START),
    ("stop_position", &["stop_position", "stop", "end"]),
    ("text", table::TEXT),
    ("coder", &["coder"]),
    ("document_id", table::DOCUMENT),
    ("document_title", &["document_title", "title"]),
    ("document_author", &["document_author", "author"]),
    ("document_source", &["document_source", "publisher"]),
    ("document_section", &["document_section", "section"]),
    ("document_type", &["document_type", "genre"]),
];

impl Network {
    /// Returns the names of the columns, and a row for each statement in its order. All other columns of the table that say something are variables.
    /// `words` has the words of statements that the table has none of, by their identifiers.
    pub fn events(
        &self,
        table: &Table,
        words: &BTreeMap<String, String>,
    ) -> (Vec<String>, Vec<Vec<String>>) {
        let place = |(_, names): &Field| names.iter().find_map(|name| table.column(name));
        let taken: Vec<usize> = BEFORE.iter().chain(BEHIND).filter_map(place).collect();
        let is_said = |column: &usize| table.rows.iter().any(|row| !row[*column].is_empty());
        let others = (0..table.columns.len()).filter(|column| !taken.contains(column));
        let variables: Vec<usize> = others.filter(is_said).collect();
        let name = |(name, _): &Field| (*name).to_owned();
        let columns = BEFORE.iter().map(name);
        let columns = columns.chain(variables.iter().map(|&column| table.columns[column].clone()));
        let columns = columns.chain(BEHIND.iter().map(name)).collect();
        let rows = self.rows_of(table);
        let row = |statement: Coded<'_>| {
            let cells = rows.get(&key(&self.who, &self.what, statement)).copied();
            let cell = |column: Option<usize>| match (cells, column) {
                (Some(cells), Some(column)) => table.label(cells[column].trim()).to_owned(),
                _ => String::new(),
            };
            let field = |field: &Field| match field.0 {
                "statement_id" => statement.id.to_owned(),
                "time" => stamp(statement.time),
                "text" if statement.text.is_empty() => {
                    words.get(statement.id).cloned().unwrap_or_default()
                }
                _ => cell(place(field)),
            };
            let mut row: Vec<String> = BEFORE.iter().map(field).collect();
            row.extend(variables.iter().map(|&column| cell(Some(column))));
            row.extend(BEHIND.iter().map(field));
            row
        };
        (columns, self.statements.iter().map(row).collect())
    }

    /// Returns the rows of a table by what a network keeps of them.
    fn rows_of<'a>(&self, table: &'a Table) -> HashMap<Key<'a>, &'a [String]> {
        let options = &self.options;
        let chosen = |given: &Option<String>, usual| table.chosen(given.as_deref(), usual);
        let (id, who) = (table.chosen(None, table::ID), chosen(&options.who, table::WHO));
        let what = chosen(&options.what, table::WHAT);
        let qualifier = chosen(&options.qualifier, table::QUALIFIER);
        let mut rows = HashMap::new();
        for (number, row) in table.rows.iter().enumerate() {
            let cell = |column: Option<usize>| column.map_or("", |column| row[column].trim());
            let id = match cell(id) {
                "" => (number + 1).to_string().into(),
                id => Cow::Borrowed(id),
            };
            rows.entry((id, cell(who), cell(what), cell(qualifier))).or_insert(row.as_slice());
        }
        rows
    }
}

/// Identifier, who, what and qualifier.
type Key<'a> = (Cow<'a, str>, &'a str, &'a str, &'a str);

fn key<'a>(who: &'a [String], what: &'a [String], statement: Coded<'a>) -> Key<'a> {
    (Cow::Borrowed(statement.id), &who[statement.who], &what[statement.what], statement.qualifier)
}

/// Returns a day as its first second, as the program writes times.
fn stamp(time: &str) -> String {
    let is_day = time.len() == 10 && time.parse::<Moment>().is_ok();
    if is_day { format!("{time} 00:00:00") } else { time.to_owned() }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use crate::projection::network::Options;
    use crate::projection::network::Table;
    use crate::projection::network::network;

    fn check(columns: &str, rows: &str, expected: &str) {
        let cells = |row: &str| row.split('|').map(str::to_owned).collect();
        let table = Table {
            columns: cells(columns),
            rows: rows.lines().map(cells).collect(),
            ..Table::default()
        };
        let network = network(&table, &Options::default()).unwrap();
        let words = BTreeMap::from([("b".to_owned(), "No dam!".to_owned())]);
        let (columns, rows) = network.events(&table, &words);
        let lines = [columns].into_iter().chain(rows).map(|row| row.join("|"));
        assert_eq!(lines.collect::<Vec<_>>().join("\n"), expected);
    }

    const HEAD: &str = "start_position|stop_position|text|coder|document_id|document_title|document_author|document_source|\
                        document_section|document_type";

    #[test]
    fn columns_have_the_names_of_the_program() {
        check(
            "evidence|from|to|qualifier|kind|document|publisher|time",
            "b|Ada|dam|negative|rejects|d1|Post|2023-03-25\na|Bo|dam|positive|praises|d1|Post|2023-02",
            &format!(
                "statement_id|time|from|to|qualifier|kind|{HEAD}\na|2023-02|Bo|dam|positive|praises||||\
                 |d1|||Post||\nb|2023-03-25 00:00:00|Ada|dam|negative|rejects|||No dam!||d1|||Post||"
            ),
        );
    }

    #[test]
    fn rows_without_identifiers_have_their_numbers() {
        check(
            "who|what|qualifier|text",
            "Ada|dam|no|Words\nBo|dam|yes|",
            &format!(
                "statement_id|time|who|what|qualifier|{HEAD}\n1||Ada|dam|no|||Words|||||||\n2||Bo|dam|yes||||||||||"
            ),
        );
    }
}
