//! A query that is understood and not yet asked: what it will give is known, and its answers come one by one.

use std::panic;
use std::panic::AssertUnwindSafe;

use oxigraph::sparql::CancellationToken;
use oxigraph::sparql::QueryResults;
use oxigraph::store::Store;
use spargebra::Query;
use spargebra::SparqlParser;

use super::QueryError;
use super::Settings;
use super::SyntaxError;
use super::paths;
use super::tokens;
use super::watch;
use crate::rdf::GraphName;
use crate::rdf::NamedNode;
use crate::rdf::vocabulary::PREFIXES;

/// What a query gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Rows: of SELECT.
    Solutions,
    /// Yes or no: of ASK.
    Boolean,
    /// Triples: of CONSTRUCT and DESCRIBE.
    Triples,
}

/// A query that is understood.
pub struct Prepared {
    query: Query,
    cancellation: CancellationToken,
    dataset: Option<[Vec<NamedNode>; 2]>,
}

impl Prepared {
    /// Reads a query; what is wrong in it is told with its place. Its parameters keep their defaults.
    ///
    /// Reading and asking follow the query with the stack of the caller's thread: see [`super::STACK_SIZE`].
    pub fn new(query: &str, settings: &Settings) -> Result<Self, QueryError> {
        tokens::check_size(query)?;
        Self::parse(query, settings)
    }

    pub(super) fn parse(query: &str, settings: &Settings) -> Result<Self, QueryError> {
        let parser = parser(settings);
        let mut query = parser.clone().parse_query(query).map_err(|error| {
            let attempt = |text: &str| parser.clone().parse_query(text).err();
            SyntaxError::new(query, &error, &attempt)
        })?;
        paths::begin(&mut query);
        watch::watch(&mut query);
        Ok(Self { query, cancellation: settings.cancellation.clone(), dataset: None })
    }

    /// Returns what it will give.
    pub fn kind(&self) -> Kind {
        match self.query {
            Query::Select { .. } => Kind::Solutions,
            Query::Ask { .. } => Kind::Boolean,
            Query::Construct { .. } | Query::Describe { .. } => Kind::Triples,
        }
    }

    /// Asks of these graphs only, whatever the query says: of the first merged into one, and of each of the others by name.
    pub fn set_graphs(&mut self, merged: Vec<NamedNode>, named: Vec<NamedNode>) {
        self.dataset = Some([merged, named]);
    }

    /// Asks the union of all graphs, and hands on the answers as they are found: in the order of the store where the query has none.
    pub fn answer<T, E: From<QueryError>>(
        self,
        dataset: &Store,
        take: impl FnOnce(QueryResults<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let answer = || take(self.execute(dataset)?);
        match panic::catch_unwind(AssertUnwindSafe(answer)) {
            Ok(answer) => answer,
            Err(panic) if panic.is::<watch::Stopped>() => Err(QueryError::Cancelled.into()),
            Err(panic) => panic::resume_unwind(panic),
        }
    }

    fn execute(self, dataset: &Store) -> Result<QueryResults<'static>, QueryError> {
        let mut query = watch::evaluator(self.cancellation).for_query(self.query);
        let graphs = query.dataset_mut();
        match self.dataset {
            Some([merged, named]) => {
                graphs.set_default_graph(merged.into_iter().map(GraphName::from).collect());
                graphs.set_available_named_graphs(named.into_iter().map(Into::into).collect());
            }
            None if graphs.is_default_dataset() => graphs.set_default_graph_as_union(),
            None => {}
        }
        Ok(query.on_store(dataset).execute()?)
    }
}

/// Returns what reads queries under a base and the known prefixes.
fn parser(settings: &Settings) -> SparqlParser {
    let parser =
        SparqlParser::new().with_base_iri(settings.base.as_str()).expect("a base is an IRI");
    PREFIXES.iter().fold(parser, |parser, (name, namespace)| {
        parser.with_prefix(*name, *namespace).expect("a namespace is an IRI")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_query_gives_is_known_before() {
        let check = |query: &str, expected: Kind| {
            let prepared = Prepared::new(query, &Settings::default()).unwrap();
            assert_eq!(prepared.kind(), expected, "{query}");
        };
        check("SELECT * {}", Kind::Solutions);
        check("ASK {}", Kind::Boolean);
        check("CONSTRUCT {} {}", Kind::Triples);
        check("DESCRIBE sayso:Agent", Kind::Triples);
    }
}
