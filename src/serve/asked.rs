//! The questions behind pages: files of `queries/pages`, and their answers row by row.

use std::array;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;

use crate::query;
use crate::query::Answers;
use crate::query::Settings;
use crate::query::Table;
use crate::rdf::Identifier;
use crate::rdf::Term;

use super::Site;
use super::address;
use super::pages::PageError;

/// Lists queries by name, with the text of the file of that name.
macro_rules! asked {
    ($($name:literal)*) => {
        &[$(($name, include_str!(concat!("../../queries/pages/", $name, ".rq")))),*]
    };
}

const ASKED: &[(&str, &str)] = asked! {
    "agent"
    "agent-apart"
    "agent-members"
    "agent-names"
    "agent-posts"
    "agent-stances"
    "agent-statements"
    "agents"
    "agents-named"
    "agents-said"
    "claim"
    "claim-ladder"
    "claim-origins"
    "claim-relations"
    "claims"
    "claims-met"
    "document"
    "document-agents"
    "document-claims"
    "document-posts"
    "documents"
    "found"
    "said"
    "sides"
    "unknown-sources"
};

/// Answers of a query, as a page reads them.
pub(super) struct Rows {
    table: Table,
}

/// One answer.
#[derive(Clone, Copy)]
pub(super) struct Row<'rows> {
    variables: &'rows [String],
    cells: &'rows [Option<Term>],
}

/// What was answered to queries without values: it holds as long as the site.
pub(super) struct Kept([Mutex<Option<Arc<Rows>>>; ASKED.len()]);

impl Default for Kept {
    fn default() -> Self {
        Self(array::from_fn(|_| Mutex::default()))
    }
}

/// What pages ask of the whole store.
const OF_THE_STORE: &[&str] = &[
    "documents",
    "sides",
    "unknown-sources",
    "agents",
    "agents-said",
    "agents-named",
    "claims",
    "claims-met",
    "said",
];

/// Asks beforehand what pages ask of the whole store.
pub(super) fn prepare(site: &Site) {
    for name in OF_THE_STORE {
        // What fails here fails again where it is asked for, and is told there.
        drop(rows(site, name, &[]));
    }
}

/// Returns the answers to a query of `queries/pages` with values for its parameters; without any it is asked only once.
pub(super) fn rows(
    site: &Site,
    name: &str,
    values: &[(&str, Term)],
) -> Result<Arc<Rows>, PageError> {
    let is_it = |(known, _): &(&str, &str)| *known == name;
    let place = ASKED.iter().position(is_it).expect("pages ask what is listed");
    let text = ASKED[place].1;
    if !values.is_empty() {
        return answered(site, text, values).map(Arc::new);
    }
    // Others who ask the same wait for it here.
    let mut kept = site.answered().0[place].lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(rows) = kept.as_ref() {
        return Ok(Arc::clone(rows));
    }
    let rows = Arc::new(answered(site, text, values)?);
    *kept = Some(Arc::clone(&rows));
    Ok(rows)
}

/// Returns the answers to a query with values for its parameters.
fn answered(site: &Site, text: &str, values: &[(&str, Term)]) -> Result<Rows, PageError> {
    let bindings: BTreeMap<String, Term> =
        values.iter().map(|(name, term)| ((*name).to_owned(), term.clone())).collect();
    let settings = Settings { base: site.base().clone(), bindings, ..Settings::default() };
    match query::run(site.store().dataset(), text, &settings)? {
        Answers::Solutions(table) => Ok(Rows { table }),
        _ => Ok(Rows { table: Table::default() }),
    }
}

impl Rows {
    /// Returns the whole table.
    pub(super) fn table(&self) -> &Table {
        &self.table
    }

    /// Returns the rows in their order.
    pub(super) fn iter(&self) -> impl Iterator<Item = Row<'_>> {
        let variables = &self.table.variables;
        self.table.rows.iter().map(move |cells| Row { variables, cells })
    }
}

impl<'rows> Row<'rows> {
    fn cell(self, name: &str) -> Option<&'rows Term> {
        let column = self.variables.iter().position(|variable| variable == name)?;
        self.cells[column].as_ref()
    }

    /// Returns a cell as it is read: the value of a literal, the whole of an identifier.
    pub(super) fn text(self, name: &str) -> Option<&'rows str> {
        match self.cell(name)? {
            Term::Literal(literal) => Some(literal.value()),
            Term::NamedNode(node) => Some(node.as_str()),
            _ => None,
        }
    }

    /// Returns a cell as its own text; empty where there is none.
    pub(super) fn owned(self, name: &str) -> String {
        self.text(name).unwrap_or_default().to_owned()
    }

    /// Returns a cell that is a number.
    pub(super) fn number(self, name: &str) -> usize {
        self.text(name).and_then(|value| value.parse().ok()).unwrap_or_default()
    }

    /// Returns what a cell names.
    pub(super) fn identifier(self, name: &str, site: &Site) -> Option<Identifier> {
        match self.cell(name)? {
            Term::NamedNode(node) => site.base().parse(node.as_str()),
            _ => None,
        }
    }

    /// Returns the address of the page of what a cell names.
    pub(super) fn address(self, name: &str, site: &Site) -> Option<String> {
        address::of(&self.identifier(name, site)?)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::ASKED;
    use crate::query::Question;

    #[test]
    fn every_question_of_a_page_is_listed_and_says_what_it_answers() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/queries/pages");
        let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
        let mut names: Vec<String> = files
            .map(|name| name.to_str().unwrap().strip_suffix(".rq").unwrap().to_owned())
            .collect();
        names.sort();
        let mut listed: Vec<&str> = ASKED.iter().map(|(name, _)| *name).collect();
        listed.sort_unstable();
        assert_eq!(names, listed);
        for (name, text) in ASKED {
            let question = Question::parse(text).unwrap();
            assert!(!question.summary.is_empty() && !question.description.is_empty(), "{name}");
            assert!(question.parameters.iter().all(|it| !it.description.is_empty()), "{name}");
        }
    }
}
