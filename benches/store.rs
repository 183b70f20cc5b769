//! Opening a store of a million quads and asking it a first question.

use std::path::Path;

use divan::Bencher;
use divan::counter::ItemsCount;
use oxigraph::sparql::QueryResults;
use oxigraph::sparql::SparqlEvaluator;
use sayso::store::Store;

use crate::generated;

const DOCUMENTS: usize = 3_000;

/// Who is said to have said most, over all graphs.
const FIRST_QUESTION: &str = "
    PREFIX sayso: <https://w3id.org/sayso/ns#>
    SELECT ?agent (COUNT(?statement) AS ?statements) WHERE {
        ?statement a sayso:Statement ; sayso:agent ?agent .
    } GROUP BY ?agent ORDER BY DESC(?statements) LIMIT 10";

#[divan::bench(sample_count = 5, sample_size = 1)]
fn open_and_ask(bencher: Bencher) {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let quads = generated::store(folder.path(), DOCUMENTS);
    bencher.counter(ItemsCount::new(quads)).bench_local(|| ask(folder.path()));
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn check(bencher: Bencher) {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let quads = generated::store(folder.path(), DOCUMENTS);
    bencher.counter(ItemsCount::new(quads)).bench_local(|| Store::check(folder.path()));
}

fn ask(folder: &Path) -> usize {
    let store = Store::open(folder).expect("the store was just made");
    let parser = SparqlEvaluator::new();
    let mut query = parser.parse_query(FIRST_QUESTION).expect("the question is right");
    query.dataset_mut().set_default_graph_as_union();
    match query.on_store(store.dataset()).execute().expect("the question has an answer") {
        QueryResults::Solutions(solutions) => solutions.count(),
        _ => 0,
    }
}
