//! A database of hand-coded statements, from its file to the store and to networks; all results were worked out by hand.

use std::fs;
use std::path::Path;
use std::path::PathBuf;

use petgraph::visit::EdgeRef;
use rusqlite::Connection;
use sayso::export::graph;
use sayso::pipeline;
use sayso::pipeline::Settings;
use sayso::projection;
use sayso::projection::network;
use sayso::projection::network::Method;
use sayso::projection::network::OneMode;
use sayso::projection::network::Options;
use sayso::projection::network::Table;
use sayso::projection::network::TwoMode;
use sayso::query;
use sayso::query::Answers;
use sayso::query::checks;
use sayso::query::checks::CHECKS;
use sayso::rdf::Base;
use sayso::read;
use sayso::store::Store;
use tempfile::TempDir;

use super::program::Program;

/// Writes the fixture's database into a folder, changed by some more SQL.
fn database(folder: &Path, more: &str) -> PathBuf {
    let tables = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/valley.sql");
    let path = folder.join("valley.dna");
    let connection = Connection::open(&path).expect("a file can be made");
    connection.execute_batch(&fs::read_to_string(tables).unwrap()).expect("the fixture is SQL");
    connection.execute_batch(more).expect("it is SQL");
    path
}

fn build(corpus: &Path, store: &Path) -> pipeline::Report {
    let corpora = [read::corpus(corpus).expect("it can be listed")];
    pipeline::build(&corpora, store, &Settings::default(), &|_, _| ()).expect("it can be built")
}

/// Builds the database and opens the store.
fn built() -> (TempDir, Store) {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let corpus = folder.path().join("valley");
    fs::create_dir(&corpus).expect("a folder can be made");
    database(&corpus, "");
    let report = build(&corpus, &folder.path().join("store"));
    assert_eq!((report.totals.documents, report.failures.len()), (3, 0));
    let store = Store::open(&folder.path().join("store")).expect("it can be opened");
    (folder, store)
}

fn rows(store: &Store, query: &str) -> Vec<String> {
    let answers = query::run(store.dataset(), query, &query::Settings::default());
    let Ok(Answers::Solutions(table)) = answers else { panic!("it asks for rows") };
    let text = |term: &Option<sayso::rdf::Term>| match term {
        Some(sayso::rdf::Term::Literal(literal)) => literal.value().to_owned(),
        Some(term) => term.to_string(),
        None => String::new(),
    };
    table.rows.iter().map(|row| row.iter().map(text).collect::<Vec<_>>().join("|")).collect()
}

#[test]
fn codings_stand_in_the_graph_of_their_document() {
    let (_folder, store) = built();
    let query = "SELECT ?id ?coder ?words ?title ?date ?kind { GRAPH ?document { ?coding a sayso:HandCoded ; sayso:codedIn ?document ;
        dcterms:identifier ?id ; dcterms:creator ?coder ; sayso:span/sayso:exact ?words ; sayso:statementType \"DNA Statement\" ; sayso:program \"DNA\" .
        ?document dcterms:title ?title ; dcterms:date ?date ; sayso:typeText ?kind } } ORDER BY ?id";
    let expected = [
        "1|Admin|The dam should be built|A dam|2023-03-24|news",
        "2|Admin|no dam here|A dam|2023-03-24|news",
        "3|Ана|Плотина нужна|Письмо 🏔|2023-03-25|op-ed",
        "4|Ана|плотина не нужна|Письмо 🏔|2023-03-25|op-ed",
        "5|Ана|the dam is right|The dam again|2023-04-02|letter",
        "6|Ана|the dam is wrong|The dam again|2023-04-02|letter",
    ];
    assert_eq!(rows(&store, query), expected);
    let query = "SELECT ?id ?variable ?value { ?coding dcterms:identifier ?id ; sayso:codedValue [ sayso:variable ?variable ; sayso:value ?value ]
        FILTER(?id IN (\"3\", \"7\")) } ORDER BY ?id ?variable";
    let expected = [
        "3|agreement|true",
        "3|concept|The dam should be built",
        "3|organization|Совет долины",
        "3|organization.ChildOf|Government",
        "3|organization.Type|Council",
        "7|strength|-2",
        "7|text|unsure: \"dam\"; see 2",
    ];
    assert_eq!(rows(&store, query), expected);
}

#[test]
fn what_is_found_does_not_change_and_the_store_is_sound() {
    let (folder, store) = built();
    let found = "SELECT ?said { ?s a sayso:Statement ; sayso:contentSpan/sayso:exact ?said } ORDER BY ?said";
    let with = rows(&store, found);
    assert!(!with.is_empty());
    for check in CHECKS {
        let faults = check.faults(store.dataset(), &query::Settings::default()).unwrap();
        assert!(faults.rows.is_empty(), "{} finds {:?}", check.name, faults.rows);
    }
    assert_eq!(checks::spans(&store, &Base::default()).unwrap().faults, Vec::<String>::new());
    // The same documents without a coding.
    let (corpus, plain) = (folder.path().join("valley"), folder.path().join("plain"));
    fs::remove_file(corpus.join("valley.dna")).unwrap();
    database(&corpus, "DELETE FROM STATEMENTS;");
    build(&corpus, &plain);
    assert_eq!(rows(&Store::open(&plain).unwrap(), found), with);
}

#[test]
fn building_again_replaces_and_removes() {
    let (folder, _) = built();
    let (corpus, store) = (folder.path().join("valley"), folder.path().join("store"));
    let report = build(&corpus, &store);
    assert!(report.documents.values().all(|built| *built == pipeline::Built::Unchanged));
    fs::remove_file(corpus.join("valley.dna")).unwrap();
    database(&corpus, "DELETE FROM STATEMENTS WHERE ID = 6; DELETE FROM DOCUMENTS WHERE ID = 2;");
    let report = build(&corpus, &store);
    let changed: Vec<String> = report
        .documents
        .iter()
        .filter(|(_, built)| **built == pipeline::Built::Changed)
        .map(|(key, _)| key.to_string())
        .collect();
    assert_eq!(changed, ["valley/valley/3"]);
    assert_eq!(report.removed.len(), 1);
    let count = "SELECT (COUNT(?coding) AS ?count) { ?coding a sayso:HandCoded }";
    assert_eq!(rows(&Store::open(&store).unwrap(), count), ["4"]);
    fs::write(corpus.join("valley.dna"), "no database").unwrap();
    let report = build(&corpus, &store);
    let failure = report.failures.values().next().expect("it cannot be read").to_string();
    assert!(failure.ends_with("is no database that can be read: file is not a database"));
}

fn table() -> Table {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let found = read::dna(&database(folder.path(), "")).expect("it can be read");
    assert_eq!(found.most_coded(), Some("DNA Statement"));
    let (columns, rows) = found.table("DNA Statement");
    Table { columns, rows, ..Table::default() }
}

fn check(table: &Table, options: &Options, expected: &[&str]) {
    let network = network::network(table, options).unwrap();
    let graph = network.graph(&table.names);
    let edges = graph.edge_references().map(|edge| {
        let ends = [edge.source(), edge.target()].map(|end| graph[end].label.as_str());
        format!("{} – {} {}", ends[0], ends[1], edge.weight().strength())
    });
    assert_eq!(edges.collect::<Vec<_>>(), expected, "{options:?}");
}

const RIVER: &str = "Friends \"of\" the River";

#[test]
fn networks_are_counted_from_the_database() {
    let one = |mode| Options { method: Method::OneMode(mode), ..Options::default() };
    let two = |mode| Options { method: Method::TwoMode(mode), ..Options::default() };
    let pair = format!("{RIVER} – Совет долины");
    // On the dam each is once for and once against it; of its being right, one is for and one against.
    check(&table(), &one(OneMode::Ignore), &[&format!("{pair} 5")]);
    check(&table(), &one(OneMode::Congruence), &[&format!("{pair} 2")]);
    check(&table(), &one(OneMode::Conflict), &[&format!("{pair} 3")]);
    let right =
        [format!("{RIVER} – The dam is right 1"), "Совет долины – The dam is right -1".to_owned()];
    check(&table(), &two(TwoMode::Subtract), &[&right[0], &right[1]]);
    let named = |who: &str, kept: (&str, &str)| Options {
        who: Some(who.to_owned()),
        kept: vec![(kept.0.to_owned(), kept.1.to_owned())],
        ..two(TwoMode::Ignore)
    };
    check(
        &table(),
        &named("organization", ("organization.Type", "Council")),
        &["Совет долины – The dam is right 1", "Совет долины – The dam should be built 2"],
    );
    check(
        &table(),
        &named("person", ("document_section", "1")),
        &[
            "Ada Duarte – The dam is right 1",
            "Ada Duarte – The dam should be built 1",
            "Bo Lund – The dam is right 1",
            "Bo Lund – The dam should be built 1",
        ],
    );
}

#[test]
fn a_list_of_events_gives_the_same_networks() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let table = table();
    let options = Options { method: Method::TwoMode(TwoMode::Ignore), ..Options::default() };
    let network = network::network(&table, &options).unwrap();
    let (columns, rows) = network.events(&table, &std::collections::BTreeMap::new());
    let mut bytes = Vec::new();
    graph::write_events(&columns, &rows, &mut bytes).unwrap();
    let path = folder.path().join("events.csv");
    fs::write(&path, bytes).unwrap();
    let (columns, rows) = read::coded(&path).unwrap();
    let again = Table { columns, rows, ..Table::default() };
    for mode in [OneMode::Ignore, OneMode::Congruence, OneMode::Conflict, OneMode::Subtract] {
        let options = Options { method: Method::OneMode(mode), ..Options::default() };
        let [one, other] = [&table, &again].map(|table| network::network(table, &options).unwrap());
        assert_eq!(
            (&one.ties, &one.who, one.statements == other.statements),
            (&other.ties, &other.who, true)
        );
    }
}

#[test]
fn the_store_gives_the_same_networks() {
    let (_folder, store) = built();
    let drawing = projection::drawing("coded").expect("a shipped drawing");
    let mut settings = query::Settings::default();
    settings.bindings = drawing.question.bindings(&[], &settings).unwrap();
    let ask =
        |query: &str, settings: &query::Settings| query::run(store.dataset(), query, settings);
    let options = Options { method: Method::OneMode(OneMode::Congruence), ..Options::default() };
    let asked = Table::ask(&drawing, &ask, &settings, &options).unwrap();
    check(&asked, &options, &[&format!("{RIVER} – Совет долины 2")]);
}

/// Runs the program and returns what it prints.
fn printed(program: &Program, arguments: &[&str]) -> String {
    let output = program.command(arguments).output().unwrap();
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {errors}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn a_network_is_held_against_what_was_coded_by_hand() {
    let program = Program::new();
    let folder = program.folder.path();
    fs::rename(database(folder, "DELETE FROM STATEMENTS WHERE ID = 6;"), folder.join("gold.dna"))
        .unwrap();
    database(folder, "");
    let network = ["graph", "--rows", "valley.dna", "--two-mode", "subtract"];
    let found = printed(&program, &[&network[..], &["--validate", "gold.dna"]].concat());
    // Five of six statements are in the gold; the tie of the sixth is not.
    let expected = "Figure,Value\ndocuments,3\nstatement_precision,0.833333333\nstatement_recall,1.0\nstatement_f1,0.909090909\n\
                    content_precision,0.833333333\ncontent_recall,1.0\ncontent_f1,0.909090909\n\
                    attribution_precision,0.833333333\nattribution_recall,1.0\nattribution_f1,0.909090909\n\
                    in_passages,0.833333333\npassages_met,1.0\n\
                    nodes,4\nnodes_of_other,4\nnodes_of_both,4\npairs,2\npairs_of_other,1\npairs_of_both,1\nprecision,0.5\nrecall,1.0\n";
    assert!(found.starts_with(expected), "{found}");
    assert!(
        found.contains("\nweight_correlation,") && found.contains("\ndegree_rank_correlation,"),
        "{found}"
    );
}

#[test]
fn a_network_is_held_against_annotated_documents() {
    let program = Program::new();
    let corpus = super::corpus::folder().display().to_string();
    let found = printed(&program, &["extract", &corpus]);
    fs::write(program.folder.path().join("gold.jsonl"), found).unwrap();
    printed(&program, &["build", &corpus, "--store", "store"]);
    let network = ["graph", "stances", "--store", "store", "--two-mode", "subtract"];
    let found = printed(&program, &[&network[..], &["--validate", "gold.jsonl"]].concat());
    // What is found is right by itself; a network leaves out what is negated or only wished for.
    for figure in ["documents,5", "statement_f1,1.0", "stance_precision,1.0", "precision,1.0"] {
        assert!(found.lines().any(|line| line == figure), "{figure}: {found}");
    }
}
