//! A question becomes answers: SPARQL over the union of a store's graphs, base and prefixes known without being declared.
//!
//! In: a query as text, and values for its parameters. Out: [`Answers`]. Drawing and writing them is left to others.

mod tokens;
mod binding;
mod syntax;
mod error;
mod watch;
mod reach;
mod paths;
mod prepared;
mod parameter;
mod question;
pub mod checks;
mod questions;

pub use error::QueryError;
pub use parameter::Parameter;
pub use parameter::ParameterKind;
pub use prepared::Kind;
pub use prepared::Prepared;
pub use question::Question;
pub use questions::question;
pub use questions::questions;
pub use questions::questions_like;
pub use syntax::SyntaxError;

use std::collections::BTreeMap;
use std::panic;
use std::thread;

pub use oxigraph::sparql::CancellationToken;
use oxigraph::sparql::QueryEvaluationError;
pub use oxigraph::sparql::QueryResults;
use oxigraph::sparql::QuerySolutionIter;
use oxigraph::sparql::QueryTripleIter;
use oxigraph::store::Store;

use crate::rdf::Base;
use crate::rdf::Term;
use crate::rdf::Triple;

/// What a query gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answers {
    /// Of SELECT.
    Solutions(Table),
    /// Of ASK.
    Boolean(bool),
    /// Of CONSTRUCT and DESCRIBE, sorted, each once.
    Triples(Vec<Triple>),
}

/// The query behind `sayso trace`: from an identifier or words, its parameter `what`, to statements and stances.
pub const FIND: &str = include_str!("../../queries/find.rq");

/// The query behind the description of a served store: how many nodes of each class, and, without a class, how many triples.
pub const CONTENTS: &str = include_str!("../../queries/contents.rq");

/// The query behind the editor's proposals: the words of the ontology, with what they mean.
pub const TERMS: &str = include_str!("../../queries/terms.rq");

/// Rows of terms under the names of variables.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The columns' names, without question marks.
    pub variables: Vec<String>,
    /// The rows, each as long as `variables`; an unbound variable is none.
    pub rows: Vec<Vec<Option<Term>>>,
}

impl Table {
    /// Returns where a variable's column stands.
    pub fn column(&self, variable: &str) -> Option<usize> {
        self.variables.iter().position(|name| name == variable)
    }
}

/// What a query may lean on without saying so.
#[derive(Clone, Default)]
pub struct Settings {
    /// What relative IRIs are resolved against.
    pub base: Base,
    /// Values for parameters: each is the term of the query's `VALUES ?name { … }`.
    pub bindings: BTreeMap<String, Term>,
    /// Stops the evaluation from another thread.
    pub cancellation: CancellationToken,
}

/// Runs a query over the union of all graphs; `FROM` and `GRAPH` narrow it.
///
/// The same store and query give the same answers in the same order: rows that the query does not order are sorted by their terms.
/// A triple that stands in two graphs matches twice: count with `DISTINCT`.
pub fn run(dataset: &Store, query: &str, settings: &Settings) -> Result<Answers, QueryError> {
    tokens::check_size(query)?;
    let bound = binding::bind(query, &settings.bindings);
    let answer = || {
        let as_written = Prepared::parse(query, settings)?;
        let bound = bound?;
        let prepared = if bound == query { as_written } else { Prepared::parse(&bound, settings)? };
        let is_ordered = tokens::is_ordered(query);
        prepared.answer(dataset, |results| collected(results, is_ordered))
    };
    thread::scope(|scope| {
        let thread = thread::Builder::new().stack_size(STACK_SIZE);
        let thread = thread.spawn_scoped(scope, answer).map_err(QueryError::Thread)?;
        thread.join().unwrap_or_else(|panic| panic::resume_unwind(panic))
    })
}

/// Returns a query with the values of its parameters in it.
pub fn bound(query: &str, settings: &Settings) -> Result<String, QueryError> {
    binding::bind(query, &settings.bindings)
}

/// What the longest query needs, several times over: parser and evaluator follow a query with their stack.
pub const STACK_SIZE: usize = 256 << 20;

fn collected(results: QueryResults<'_>, is_ordered: bool) -> Result<Answers, QueryError> {
    match results {
        QueryResults::Boolean(answer) => Ok(Answers::Boolean(answer)),
        QueryResults::Solutions(solutions) => table(solutions, is_ordered),
        QueryResults::Graph(graph) => triples(graph),
    }
}

fn table(solutions: QuerySolutionIter<'_>, is_ordered: bool) -> Result<Answers, QueryError> {
    let variables = solutions.variables().iter().map(|name| name.as_str().to_owned()).collect();
    let mut rows = solutions
        .map(|solution| Ok(solution?.values().to_vec()))
        .collect::<Result<Vec<_>, QueryEvaluationError>>()?;
    if !is_ordered {
        rows.sort_by_cached_key(|row| {
            row.iter().map(|term| term.as_ref().map(Term::to_string)).collect::<Vec<_>>()
        });
    }
    Ok(Answers::Solutions(Table { variables, rows }))
}

fn triples(graph: QueryTripleIter<'_>) -> Result<Answers, QueryError> {
    let mut triples = graph.collect::<Result<Vec<_>, QueryEvaluationError>>()?;
    triples.sort_by_cached_key(Triple::to_string);
    triples.dedup();
    Ok(Answers::Triples(triples))
}

#[cfg(test)]
mod tests;
