//! Draws every shipped graph of an invented corpus and looks at its edges: what is there, what is marked, and
//! what must not be there.

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
use sayso::projection::Drawing;
use sayso::projection::Graph;
use sayso::projection::ProjectionError;
use sayso::query;
use sayso::query::Settings;

use super::corpus;
use super::expected;

#[path = "../../examples/petgraph.rs"]
#[expect(dead_code, reason = "the example's main function is for people")]
mod example;

fn dataset() -> Store {
    let store = Store::new().expect("a store in memory");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/harbour.trig");
    let data = fs::read(path).expect("the fixture is there");
    store.load_from_slice(RdfFormat::TriG, &data).expect("the fixture is TriG");
    store
}

fn project(drawing: &Drawing, values: &[(&str, &str)]) -> Result<Graph, ProjectionError> {
    let dataset = dataset();
    let mut settings = Settings::default();
    let values: Vec<(String, String)> =
        values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    settings.bindings = drawing.question.bindings(&values, &settings)?;
    let ask = |query: &str, settings: &Settings| query::run(&dataset, query, settings);
    projection::project(drawing, &ask, &settings)
}

fn edges(graph: &Graph) -> Vec<String> {
    graph
        .edge_references()
        .map(|edge| {
            let (from, to) = (&graph[edge.source()], &graph[edge.target()]);
            let (edge, weight) = (edge.weight(), edge.weight().weight());
            format!("{} -> {} [{}] {weight} {}", from.label, to.label, edge.qualifier, edge.label)
                .trim_end()
                .to_owned()
        })
        .collect()
}

fn check(name: &str, values: &[(&str, &str)], expected: &[&str]) {
    let drawing = projection::drawing(name).expect("a shipped drawing");
    let mut found = edges(&project(&drawing, values).expect("a graph"));
    found.sort();
    assert_eq!(found, expected, "{name}");
}

#[test]
fn endorsements_have_sides_and_leave_out_what_is_not_said() {
    check(
        "endorsements",
        &[],
        &[
            "Coast Watch -> Dockers' Union [negative] 1",
            "Coast Watch report -> council election [negative] 1",
            "Ilse Marant -> Coast Watch [positive] 1",
            "Ilse Marant -> Coast Watch report [positive] 1",
            "Ilse Marant -> Tomas Bele [negative] 1",
            "Ilse Marant -> council election [positive] 3",
            "Port Elin -> council election [positive] 1",
            "Tomas Bele -> Ilse Marant [reportedly positive] 1",
            "Tomas Bele -> council election [negative] 1",
        ],
    );
    check(
        "endorsements",
        &[("in", "coast-watch")],
        &[
            "Coast Watch -> Dockers' Union [negative] 1",
            "Coast Watch report -> council election [negative] 1",
            "Ilse Marant -> Coast Watch report [positive] 1",
        ],
    );
}

#[test]
fn quoting_goes_from_documents_and_from_who_quotes_inside_them() {
    check(
        "who-quotes-whom",
        &[],
        &[
            "Council keeps the ferry -> Coast Watch [] 1",
            "Council keeps the ferry -> Harbour Council [] 1",
            "Council keeps the ferry -> Ilse Marant [] 3",
            "Council keeps the ferry -> Tomas Bele [] 1",
            "Council keeps the ferry -> observers [] 1",
            "Ilse Marant -> Coast Watch [] 1",
            "The pier and the vote -> Coast Watch [] 1",
            "The pier and the vote -> Coast Watch report [] 1",
            "The pier and the vote -> Toma Bele [] 1",
            "The pier and the vote -> officials [] 1",
        ],
    );
}

#[test]
fn what_is_only_reported_is_marked() {
    check(
        "actor-claim",
        &[("topic", "pier")],
        &[
            "Coast Watch -> Harbour Council repairs the pier [] 1",
            "Coast Watch -> the pier was unsafe [reportedly] 1",
            "Ilse Marant -> Coast Watch had warned that the pier was unsafe [] 1",
            "Toma Bele -> the pier was unsafe [] 1",
            "officials -> the pier was safe [] 1",
        ],
    );
}

#[test]
fn positions_agree_or_disagree() {
    check(
        "positions",
        &[],
        &[
            "Coast Watch report -> The election was fair. [no] 1",
            "Ilse Marant -> The election was fair. [yes] 1",
        ],
    );
}

#[test]
fn affiliations_have_their_role_on_the_edge() {
    check(
        "affiliations",
        &[],
        &["Ilse Marant -> Port Elin [] 1 Mayor", "Tomas Bele -> Dockers' Union [] 1 leader"],
    );
}

#[test]
fn provenance_leads_from_a_document_to_sources() {
    let document = ("document", "doc/harbour/council-news");
    let drawing = projection::drawing("provenance").unwrap();
    let graph = project(&drawing, &[document]).unwrap();
    let edges = edges(&graph);
    for expected in [
        "Council keeps the ferry -> “We cannot trust a count,” … “that nobody saw.” [] 1",
        "“We cannot trust a count,” … “that nobody saw.” -> Tomas Bele [] 1",
        "Council keeps the ferry -> whether it would appeal [negated] 1",
        "whether it would appeal -> Dockers' Union [negated] 1",
        "open the records -> Harbour Council [hedged] 1",
        "the pier was unsafe -> Coast Watch [reportedly] 1",
    ] {
        assert!(edges.iter().any(|edge| edge == expected), "{expected}\n{edges:#?}");
    }
    let kinds: BTreeSet<&str> = graph.node_weights().map(|node| node.kind.as_str()).collect();
    let expected = ["Document", "Group", "Organization", "Person", "Statement"];
    assert_eq!(kinds, BTreeSet::from(expected));
    let error = project(&drawing, &[]).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the parameter `document` needs a value: the document, such as doc/kazakhstan-elections/kz-mfa-2023-03-25"
    );
}

/// Every piece of evidence is a node of the data, and every document that an edge names holds one.
#[test]
fn edges_lead_back_to_the_data() {
    let dataset = dataset();
    for drawing in projection::drawings() {
        let values: &[(&str, &str)] = match drawing.name.as_str() {
            "provenance" => &[("document", "doc/harbour/mayor-op-ed")],
            _ => &[],
        };
        let graph = project(&drawing, values).unwrap();
        assert!(graph.edge_count() > 0, "{}", drawing.name);
        for edge in graph.edge_weights() {
            let grounds = edge.grounds();
            assert!(edge.weight() > 0 && !grounds.documents.is_empty(), "{}", drawing.name);
            for evidence in &grounds.evidence {
                let node = NamedNode::new(*evidence).unwrap();
                let quads = dataset.quads_for_pattern(Some(node.as_ref().into()), None, None, None);
                assert!(quads.count() > 2, "{evidence}");
                let document = evidence.split('#').next().unwrap_or_default();
                assert!(grounds.documents.contains(&document), "{evidence}");
            }
        }
    }
}

#[test]
fn a_query_of_ones_own_is_drawn_too() {
    let query = "SELECT ?from ?to ?evidence ?fromType { VALUES (?from ?to ?evidence ?fromType) {
        (<agent/a> \"ferries\" <x:1> sayso:Person) (<agent/a> \"ferries\" <x:2> sayso:Person) (<agent/a> UNDEF <x:3> UNDEF) } }";
    let drawing = Drawing::parse("mine", query).unwrap();
    let graph = project(&drawing, &[]).unwrap();
    assert_eq!(edges(&graph), ["a -> ferries [] 2"]);
    assert_eq!(graph.node_weights().last().map(|node| node.kind.as_str()), Some("Person"));
}

#[test]
fn a_query_that_makes_no_graph_says_why() {
    let fault = |query: &str| {
        let drawing = Drawing::parse("mine", query).unwrap();
        project(&drawing, &[]).unwrap_err().to_string()
    };
    assert_eq!(
        fault("SELECT ?from ?to { ?from sayso:says ?to }"),
        "the query has no variable ?evidence"
    );
    let ask = "a graph is made of the rows of a SELECT; this query is of another kind";
    assert_eq!(fault("ASK { ?from sayso:says ?to }"), ask);
    assert!(fault("SELECT ?from {").contains("line 1"), "{}", fault("SELECT ?from {"));
}

#[test]
fn every_format_is_written_the_same_again() {
    let drawing = projection::drawing("endorsements").unwrap();
    let write = |graph: &Graph, format: Format| {
        let mut bytes = Vec::new();
        graph::write(graph, &drawing, format, &mut bytes).unwrap();
        bytes
    };
    let (once, again) = (project(&drawing, &[]).unwrap(), project(&drawing, &[]).unwrap());
    for format in [
        Format::Dot,
        Format::Svg,
        Format::Png,
        Format::GraphMl,
        Format::Gexf,
        Format::Csv,
        Format::Json,
    ] {
        assert_eq!(write(&once, format), write(&again, format), "{format:?}");
    }
}

#[test]
fn the_example_makes_a_graph_of_documents() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/corpora/kazakhstan-elections");
    let graph = example::sides(&corpus).unwrap();
    let kazakhstan = graph.node_weights().filter(|node| node.label == "Kazakhstan").count();
    assert_eq!(kazakhstan, 1);
    assert!(graph.edge_weights().any(|edge| edge.sign() == 1), "{:?}", edges(&graph));
}

#[test]
fn the_picture_of_the_readme_is_what_the_corpus_gives() {
    let built = corpus::build();
    let drawing = projection::drawing("endorsements").expect("a shipped drawing");
    let question = &drawing.question;
    let bindings = question.bindings(&[], &Settings::default()).expect("it needs no value");
    let settings = Settings { bindings, ..Settings::default() };
    let ask = |query: &str, settings: &Settings| query::run(built.store.dataset(), query, settings);
    let graph = projection::project(&drawing, &ask, &settings).expect("a graph");
    let mut picture = Vec::new();
    graph::write(&graph, &drawing, Format::Svg, &mut picture).expect("memory takes everything");
    let picture = String::from_utf8(picture).expect("SVG is UTF-8");
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/endorsements.svg");
    assert_eq!(expected::fault(&file, &picture), None);
}
