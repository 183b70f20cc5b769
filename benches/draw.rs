//! Answers → graphs → files, over a store of a hundred documents.

use divan::Bencher;
use divan::counter::ItemsCount;
use petgraph::graph::NodeIndex;
use sayso::export::graph;
use sayso::export::graph::Format;
use sayso::projection;
use sayso::projection::Drawing;
use sayso::projection::Edge;
use sayso::projection::Graph;
use sayso::projection::Node;
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

/// Two hundred nodes with so many edges: laid out and written.
#[divan::bench(args = [300, 1_000, 4_000, 12_000], sample_count = 5, sample_size = 1)]
fn two_hundred(bencher: Bencher, edges: usize) {
    let (graph, drawing) = (tangle(200, edges), drawing());
    bencher.counter(ItemsCount::new(edges)).bench_local(|| {
        let mut file = Vec::new();
        graph::write(&graph, &drawing, Format::Svg, &mut file).expect("memory can be written to");
        file
    });
}

/// Returns a graph of some nodes in four groups, most edges within these.
fn tangle(nodes: usize, edges: usize) -> Graph {
    let mut graph = Graph::new();
    for place in 0..nodes {
        let label = format!("Office for Democratic Institutions {place}");
        graph.add_node(Node { iri: place.to_string(), label, ..Node::default() });
    }
    let mut state = 1_usize;
    let mut below = |limit: usize| {
        state = state.wrapping_mul(1_103_515_245).wrapping_add(12_345) % (1 << 31);
        (state >> 8) % limit
    };
    for place in 0..edges {
        let from = below(nodes);
        let to = if place % 5 > 0 { from % 4 + 4 * below(nodes / 4) } else { below(nodes) };
        let side = if place % 7 == 0 { "negative" } else { "positive" };
        let edge = Edge::on(side, [place.to_string()].into());
        graph.add_edge(NodeIndex::new(from), NodeIndex::new(to), edge);
    }
    graph
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
