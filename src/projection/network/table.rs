//! Coded rows: a table whose columns are variables and whose rows are statements.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use super::NetworkError;
use super::Options;
use super::belonging;
use crate::projection::Ask;
use crate::projection::Drawing;
use crate::projection::Name;
use crate::projection::ProjectionError;
use crate::projection::names;
use crate::projection::rows;
use crate::query::Answers;
use crate::query::Settings;

/// A table of statements. An empty cell says nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The names of the variables.
    pub columns: Vec<String>,
    /// The rows, each as long as `columns`.
    pub rows: Vec<Vec<String>>,
    /// What identifiers in the cells are called.
    pub names: BTreeMap<String, Name>,
}

/// The names under which a variable is looked for where none is given: those of graph queries, of tables made by hand, and of
/// the lists of events that DNA writes.
pub(super) const WHO: &[&str] = &["from", "who", "organization"];
pub(super) const WHAT: &[&str] = &["to", "what", "concept"];
pub(super) const QUALIFIER: &[&str] = &["qualifier", "agreement"];
pub(super) const ID: &[&str] = &["evidence", "id", "statement_id"];
pub(super) const DOCUMENT: &[&str] = &["document", "document_id"];
pub(super) const TIME: &[&str] = &["time", "date"];
pub(super) const TEXT: &[&str] = &["text"];
pub(super) const START: &[&str] = &["start", "start_position"];

impl Table {
    /// Asks a graph query and takes all its variables; names what identifiers stand for in the columns that the options use.
    pub fn ask(
        drawing: &Drawing,
        ask: Ask<'_>,
        settings: &Settings,
        options: &Options,
    ) -> Result<Self, ProjectionError> {
        let answers = ask(&drawing.question.text, settings)?;
        let Answers::Solutions(found) = answers else { return Err(ProjectionError::NoRows) };
        let cell = |(column, term)| {
            let term: Option<&crate::rdf::Term> = term;
            let text = term.map(rows::text).unwrap_or_default();
            let column: &String = column;
            if column == "qualifier" { rows::qualifier(&text) } else { text }
        };
        let mut table = Self { columns: found.variables, ..Self::default() };
        for row in &found.rows {
            let cells = table.columns.iter().zip(row.iter().map(Option::as_ref));
            table.rows.push(cells.map(cell).collect());
        }
        belonging::add(&mut table, ask, settings, options)?;
        let named: BTreeSet<&str> = table
            .named_columns(options)
            .into_iter()
            .flat_map(|column| table.rows.iter().map(move |row| row[column].as_str()))
            .collect();
        table.names = names::of_ends(&named, ask, settings)?;
        Ok(table)
    }

    fn named_columns(&self, options: &Options) -> BTreeSet<usize> {
        let chosen =
            [self.chosen(options.who.as_deref(), WHO), self.chosen(options.what.as_deref(), WHAT)];
        let filters = options.kept.iter().chain(&options.dropped);
        let filtered = filters.filter_map(|(column, _)| self.column(column));
        let carried = options.attributes.iter().filter_map(|column| self.column(column));
        chosen.into_iter().flatten().chain(filtered).chain(carried).collect()
    }

    /// Returns what an identifier is called, or else itself.
    pub fn label<'a>(&'a self, value: &'a str) -> &'a str {
        self.names.get(value).and_then(|name| name.label.as_deref()).unwrap_or(value)
    }

    pub(super) fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column == name)
    }

    pub(super) fn chosen(&self, given: Option<&str>, usual: &[&str]) -> Option<usize> {
        match given {
            Some(name) => self.column(name),
            None => usual.iter().find_map(|name| self.column(name)),
        }
    }

    /// Returns a column that must be there. Of the usual names, the last but one is that of tables made by hand.
    pub(super) fn needed(
        &self,
        given: Option<&str>,
        usual: &[&str],
    ) -> Result<usize, NetworkError> {
        let fault = || NetworkError::NoColumn {
            name: given.or(usual.iter().rev().nth(1).copied()).unwrap_or_default().to_owned(),
            columns: self.columns.join(", "),
        };
        self.chosen(given, usual).ok_or_else(fault)
    }
}
