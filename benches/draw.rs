//! Answers → graphs → files, over a store of a hundred documents.

use divan::Bencher;
use divan::counter::ItemsCount;
use sayso::export::graph;
use sayso::export::graph::Format;
use sayso::projection;
use sayso::projection::Drawing;
use sayso::projection::Graph;
use sayso::query;
use sayso::query::Settings;
use sayso::store::Store;

use crate::generated;

const DOCUMENTS: usize = 100;

#[divan::bench(sample_count = 5, sample_size = 1)]
fn project(bencher: Bencher) {
    let store = store();
    let drawing = drawing();
    bencher.bench_local(|| graph_of(&store, &drawing));
}

#[divan::bench(args = ["graphml", "json", "svg", "png"], sample_count = 5, sample_size = 1)]
fn export(bencher: Bencher, extension: &str) {
    let format = Format::of_extension(extension).expect("the format is known");
    let drawing = drawing();
    let graph = graph_of(&store(), &drawing);
    bencher.counter(ItemsCount::new(graph.edge_count())).bench_local(|| {
        let mut file = Vec::new();
        graph::write(&graph, &drawing, format, &mut file).expect("memory can be written to");
        file
    });
}

fn store() -> Store {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    generated::built(folder.path(), DOCUMENTS);
    Store::open(&folder.path().join("store")).expect("the store was just made")
}

fn drawing() -> Drawing {
    projection::drawing("endorsements").expect("the drawing is shipped")
}

fn graph_of(store: &Store, drawing: &Drawing) -> Graph {
    let ask = |query: &str, settings: &Settings| query::run(store.dataset(), query, settings);
    projection::project(drawing, &ask, &Settings::default()).expect("the drawing has a graph")
}
