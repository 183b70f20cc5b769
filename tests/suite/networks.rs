//! Discourse networks of the invented corpus, and of coded rows: what is counted, what every tie rests on, and that every
//! format tells the same weights.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use oxigraph::io::RdfFormat;
use oxigraph::model::NamedNode;
use oxigraph::store::Store;
use petgraph::visit::EdgeRef;
use sayso::export::graph;
use sayso::export::graph::Format;
use sayso::projection;
use sayso::projection::Graph;
use sayso::projection::network;
use sayso::projection::network::Fixed;
use sayso::projection::network::Method;
use sayso::projection::network::Network;
use sayso::projection::network::Normalisation;
use sayso::projection::network::OneMode;
use sayso::projection::network::Options;
use sayso::projection::network::Table;
use sayso::projection::network::TwoMode;
use sayso::query;
use sayso::query::Settings;
use sayso::read;

fn fixture(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)
}

fn dataset() -> Store {
    let store = Store::new().expect("a store in memory");
    let data = fs::read(fixture("harbour.trig")).expect("the fixture is there");
    store.load_from_slice(RdfFormat::TriG, &data).expect("the fixture is TriG");
    store
}

fn asked(dataset: &Store, options: &Options) -> (Network, Graph) {
    let drawing = projection::drawing("stances").expect("a shipped drawing");
    let mut settings = Settings::default();
    settings.bindings = drawing.question.bindings(&[], &settings).unwrap();
    let ask = |query: &str, settings: &Settings| query::run(dataset, query, settings);
    let table = Table::ask(&drawing, &ask, &settings, options).unwrap();
    let network = network::network(&table, options).unwrap();
    let graph = network.graph(&table.names);
    (network, graph)
}

fn one(mode: OneMode) -> Options {
    Options { method: Method::OneMode(mode), ..Options::default() }
}

fn edges(graph: &Graph) -> Vec<String> {
    let line = |edge: petgraph::graph::EdgeReference<'_, projection::Edge>| {
        let (from, to) = (&graph[edge.source()].label, &graph[edge.target()].label);
        format!("{from} – {to} {}", edge.weight().strength())
    };
    let mut edges: Vec<String> = graph.edge_references().map(line).collect();
    edges.sort();
    edges
}

#[test]
fn who_sides_with_the_same_agrees() {
    let dataset = dataset();
    let check = |options: &Options, expected: &[&str]| {
        assert_eq!(edges(&asked(&dataset, options).1), expected, "{options:?}");
    };
    // Marant is for the election in three statements, Port Elin in one; Bele and the report are against it in one each.
    check(
        &one(OneMode::Congruence),
        &["Ilse Marant – Port Elin 3", "Tomas Bele – Coast Watch report 1"],
    );
    check(
        &one(OneMode::Conflict),
        &[
            "Ilse Marant – Coast Watch report 3",
            "Ilse Marant – Tomas Bele 3",
            "Port Elin – Coast Watch report 1",
            "Tomas Bele – Port Elin 1",
        ],
    );
}

#[test]
fn persons_are_grouped_by_where_they_belonged() {
    let dataset = dataset();
    let by = |who: &str, mode: OneMode| Options { who: Some(who.to_owned()), ..one(mode) };
    let check = |options: &Options, expected: &[&str]| {
        assert_eq!(edges(&asked(&dataset, options).1), expected, "{options:?}");
    };
    // The op-ed tells no post of its author; the news of the council do. A report belongs to nobody.
    check(&by("organization", OneMode::Conflict), &["Dockers' Union – Port Elin 4"]);
    check(&by("organization", OneMode::Congruence), &[]);
    check(&by("country", OneMode::Conflict), &[]);
    let of_union = ("organization".to_owned(), "Dockers' Union".to_owned());
    let kept = Options { kept: vec![of_union], ..one(OneMode::Ignore) };
    assert_eq!(asked(&dataset, &kept).0.who.len(), 1);
}

#[test]
fn every_tie_rests_on_statements_of_the_data() {
    let dataset = dataset();
    let two = Method::TwoMode(TwoMode::Subtract);
    let normalised = Options { normalisation: Normalisation::Jaccard, ..one(OneMode::Subtract) };
    for options in [normalised, Options { method: two, ..Options::default() }] {
        let (network, graph) = asked(&dataset, &options);
        assert!(graph.edge_count() > 0);
        for tie in &network.ties {
            let parts = network.contributions(*tie);
            assert_eq!(Fixed(parts.iter().map(|part| part.share.0).sum()), tie.fixed());
        }
        for edge in graph.edge_weights() {
            assert!(edge.weight() > 0 && !edge.documents.is_empty());
            for evidence in &edge.evidence {
                let node = NamedNode::new(evidence).unwrap();
                let quads = dataset.quads_for_pattern(Some(node.as_ref().into()), None, None, None);
                assert!(quads.count() > 2, "{evidence}");
            }
        }
    }
}

#[test]
fn every_format_tells_the_weights_of_coded_rows() {
    let (columns, rows) = read::coded(&fixture("commands/coded.csv")).unwrap();
    let table = Table { columns, rows, ..Table::default() };
    let options = Options { normalisation: Normalisation::Average, ..one(OneMode::Congruence) };
    let network = network::network(&table, &options).unwrap();
    let graph = network.graph(&table.names);
    assert_eq!(edges(&graph), ["Ada Duarte – Bo Lind 0.400000", "Bo Lind – Cy Orr 0.500000"]);
    let drawing = network.drawing(&projection::Drawing::parse("coded", "").unwrap());
    let check = |format: Format, weights: [&str; 2]| {
        let mut bytes = Vec::new();
        graph::write(&graph, &drawing, format, &mut bytes).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        for weight in weights {
            assert!(text.contains(weight), "{format:?} has no {weight}\n{text}");
        }
    };
    check(Format::Csv, ["Bo Lind,Undirected,0.400000,", "Cy Orr,Undirected,0.500000,"]);
    check(Format::Gexf, ["weight=\"0.400000\"", "weight=\"0.500000\""]);
    check(Format::Svg, ["data-weight=\"0.400000\"", "data-weight=\"0.500000\""]);
    check(Format::Dot, ["strength=0.400000", "strength=0.500000"]);
    check(Format::Json, ["\"weight\": 0.4,", "\"weight\": 0.5,"]);
    let key = "attr.name=\"weight\" attr.type=\"double\"";
    check(Format::GraphMl, [key, "<data key=\"edge_weight\">0.400000</data>"]);
}

#[test]
fn parties_are_counted_by_their_column() {
    let (columns, mut rows) = read::coded(&fixture("commands/coded.csv")).unwrap();
    let options = Options { who: Some("party".to_owned()), ..one(OneMode::Conflict) };
    let weights = |rows: &[Vec<String>]| {
        let table = Table { columns: columns.clone(), rows: rows.to_vec(), ..Table::default() };
        let network = network::network(&table, &options).unwrap();
        let evidence: BTreeSet<String> = network
            .ties
            .iter()
            .flat_map(|tie| network.evidence(*tie))
            .map(|place| network.statements[place].id.clone())
            .collect();
        (network.ties.iter().map(network::Tie::fixed).collect::<Vec<_>>(), evidence)
    };
    let there = weights(&rows);
    rows.reverse();
    assert_eq!(there, weights(&rows));
    let expected = ["1", "2", "4", "6"].map(str::to_owned);
    assert_eq!(there, (vec![Fixed::whole(4)], BTreeSet::from(expected)));
}
