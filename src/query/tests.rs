//! What `run` promises, on a store of two graphs.

use crate::rdf::Literal;
use crate::rdf::NamedNode;
use oxigraph::io::RdfFormat;

use super::*;

const DATA: &str = r#"
    @base <https://w3id.org/sayso/id/> .
    @prefix sayso: <https://w3id.org/sayso/ns#> .
    GRAPH <doc/a> { <agent/x> sayso:says <claim/1> . <claim/1> sayso:note "one" . }
    GRAPH <doc/b> { <agent/x> sayso:says <claim/2> . <claim/1> sayso:note "one" . }
"#;

fn dataset() -> Store {
    let dataset = Store::new().unwrap();
    dataset.load_from_slice(RdfFormat::TriG, DATA).unwrap();
    dataset
}

fn answers(query: &str, bindings: &[(&str, Term)]) -> Result<Answers, QueryError> {
    let bindings = bindings.iter().map(|(name, term)| ((*name).to_owned(), term.clone()));
    let settings = Settings { bindings: bindings.collect(), ..Settings::default() };
    run(&dataset(), query, &settings)
}

fn check(query: &str, bindings: &[(&str, Term)], expected: &[&str]) {
    let Ok(Answers::Solutions(table)) = answers(query, bindings) else {
        panic!("{query} gives no table")
    };
    let show = |term: &Option<Term>| term.as_ref().map_or("-".to_owned(), Term::to_string);
    let show_row = |row: &Vec<Option<Term>>| row.iter().map(show).collect::<Vec<_>>().join(" ");
    assert_eq!(table.rows.iter().map(show_row).collect::<Vec<_>>(), expected, "{query}");
}

#[test]
fn the_default_graph_is_the_union_and_graph_still_works() {
    let claims = ["<https://w3id.org/sayso/id/claim/1>", "<https://w3id.org/sayso/id/claim/2>"];
    check("SELECT ?claim { <agent/x> sayso:says ?claim }", &[], &claims);
    check("SELECT ?claim { GRAPH <doc/a> { ?agent sayso:says ?claim } }", &[], &claims[..1]);
    check("SELECT ?claim FROM <doc/a> { ?agent sayso:says ?claim }", &[], &claims[..1]);
    let reversed = [claims[1], claims[0]];
    check("SELECT ?claim { ?x sayso:says ?claim } ORDER BY DESC(?claim)", &[], &reversed);
}

/// SPARQL's merge would have the triple once; Oxigraph's union has it once per graph, so questions that count say DISTINCT.
#[test]
fn a_triple_of_two_graphs_counts_twice() {
    let two = "\"2\"^^<http://www.w3.org/2001/XMLSchema#integer>";
    let one = "\"1\"^^<http://www.w3.org/2001/XMLSchema#integer>";
    check("SELECT (COUNT(?n) AS ?c) { ?claim sayso:note ?n }", &[], &[two]);
    check("SELECT (COUNT(DISTINCT ?n) AS ?c) { ?claim sayso:note ?n }", &[], &[one]);
}

#[test]
fn every_form_of_query_is_answered() {
    let count = |query: &str| match answers(query, &[]) {
        Ok(Answers::Triples(triples)) => triples.len(),
        other => panic!("{query}: {other:?}"),
    };
    let ask = |query: &str| answers(query, &[]).unwrap();
    assert_eq!(ask("ASK { ?x sayso:says <claim/2> }"), Answers::Boolean(true));
    assert_eq!(ask("ASK { ?x sayso:says <claim/3> }"), Answers::Boolean(false));
    assert_eq!(count("CONSTRUCT { ?claim a sayso:Claim } WHERE { ?x sayso:says ?claim }"), 2);
    assert_eq!(count("DESCRIBE <agent/x>"), 2);
}

#[test]
fn a_value_is_a_term_whatever_it_says() {
    for hostile in [
        "\"",
        "\\",
        "\\\"",
        "} DELETE WHERE { ?s ?p ?o",
        "\" } UNION { ?s ?p ?o } #",
        "a\nb\r\nc\td",
        "?x",
        "$x",
        "\u{202E}кто 🦀\u{0}\u{FFFF}",
        "\\u0022 \\\\u0022",
        "'''",
        "\"\"\"",
        "<urn:x>",
        "#",
        "UNDEF",
        "",
    ] {
        let term = Term::from(Literal::from(hostile));
        let expected = term.to_string();
        check("SELECT ?x { VALUES ?x { \"\" } }", &[("x", term)], &[&expected]);
    }
}

#[test]
fn a_value_is_bound_wherever_the_parameter_is_declared() {
    let agent = Term::from(NamedNode::new("https://w3id.org/sayso/id/agent/x").unwrap());
    let query = "SELECT ?n { VALUES $who { UNDEF }
        { SELECT (COUNT(*) AS ?n) { values ?who {<urn:a>} ?who sayso:says ?c } } } # VALUES ?who { }";
    check(query, &[("who", agent)], &["\"2\"^^<http://www.w3.org/2001/XMLSchema#integer>"]);
    let strange = answers("ASK { VALUES ?who { 1 } }", &[("whom", Literal::from("x").into())]);
    assert_eq!(strange.unwrap_err().to_string(), "the query has no parameter `whom`; it has who");
}

#[test]
fn what_is_stopped_says_so() {
    let settings = Settings::default();
    settings.cancellation.cancel();
    let stopped = run(&dataset(), "SELECT * { ?s ?p ?o }", &settings);
    assert!(matches!(stopped, Err(QueryError::Cancelled)));
}

#[test]
fn what_cannot_be_answered_is_an_error() {
    let failed = answers("SELECT * { SERVICE <http://localhost:1/> { ?s ?p ?o } }", &[]);
    assert!(matches!(failed, Err(QueryError::Service { .. })));
    let update = answers("INSERT DATA { <a> <b> <c> }", &[]);
    assert!(matches!(update, Err(QueryError::Syntax(_))));
}

/// The parser and the evaluator nest chains; those that are let through fit the stack.
#[test]
fn long_chains_are_survived() {
    for (before, link, after) in [
        ("ASK { FILTER(1", "+1", ") }"),
        ("ASK { FILTER(?x", "||?x", ") }"),
        ("ASK { {}", "UNION{}", " }"),
        ("ASK { ", "OPTIONAL{}", " }"),
        ("ASK { ", "FILTER(1)", " }"),
    ] {
        let links = 4900 / tokens::tokens(link).count();
        let query = format!("{before}{}{after}", link.repeat(links));
        assert!(answers(&query, &[]).is_ok(), "{before}{link}{after}");
    }
}
