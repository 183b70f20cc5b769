//! From a folder of documents to a `petgraph::Graph` of who takes whose side, in ten lines.
//!
//! ```text
//! cargo run --example petgraph data/corpora/kazakhstan-elections
//! ```

use std::error::Error;
use std::path::Path;

use petgraph::Graph;
use sayso::pipeline;
use sayso::projection;
use sayso::projection::Edge;
use sayso::projection::Node;
use sayso::query;
use sayso::query::Settings;
use sayso::read;
use sayso::store::Store;

/// Reads the documents of a folder and returns who takes whose side in them.
pub(crate) fn sides(folder: &Path) -> Result<Graph<Node, Edge>, Box<dyn Error>> {
    let corpus = read::corpus(folder)?;
    let place = tempfile::tempdir()?;
    pipeline::build(&[corpus], place.path(), &pipeline::Settings::default(), &|_, _| ())?;
    let store = Store::open(place.path())?;
    let drawing = projection::drawing("endorsements").ok_or("no such drawing")?;
    let ask = |query: &str, settings: &Settings| query::run(store.dataset(), query, settings);
    Ok(projection::project(&drawing, &ask, &Settings::default())?)
}

#[expect(clippy::print_stdout, reason = "an example shows what it found")]
pub(crate) fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).ok_or("which folder of documents?")?;
    let graph = sides(Path::new(&folder))?;
    for edge in graph.edge_indices() {
        let (from, to) = graph.edge_endpoints(edge).ok_or("every edge has two ends")?;
        let Edge { qualifier, .. } = &graph[edge];
        println!(
            "{} -> {} ({qualifier}, {})",
            graph[from].label,
            graph[to].label,
            graph[edge].weight()
        );
    }
    Ok(())
}
