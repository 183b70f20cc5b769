//! The endpoint as the W3C's tests of the SPARQL 1.1 Protocol ask it, by the names of these tests, and what else the protocols say.
//!
//! The store only reads, so each test of an update expects a refusal. `query_multiple_dataset` is asked with the two graphs that
//! it means: as published, its address has one graph whose name is both.

use std::fs;

use sayso::rdf::GraphName;
use sayso::rdf::NamedNode;
use sayso::rdf::Quad;
use sayso::serve::Method;
use sayso::serve::Options;
use sayso::serve::Request;
use sayso::serve::Response;
use sayso::serve::Site;
use sayso::store::Store;
use sayso::store::Writer;
use tempfile::TempDir;

/// What a test expects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Expected {
    True,
    Rows,
    Triples,
    Refused,
}

use Expected::Refused;
use Expected::Rows;
use Expected::Triples;
use Expected::True;

const FORM: &str = "application/x-www-form-urlencoded";
const QUERY: &str = "application/sparql-query";
const UPDATE: &str = "application/sparql-update";

/// The graph that a test names.
fn data(number: u8) -> String {
    format!("http://kasei.us/2009/09/sparql/data/data{number}.rdf")
}

fn encoded(text: &str) -> String {
    let encode = |byte: u8| match byte {
        byte if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    };
    text.bytes().map(encode).collect()
}

/// A site with three graphs, each of which has its own name as a document, in a folder that vanishes with it.
fn site(options: Options) -> (Site, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let node = |iri: &str| NamedNode::new(iri).unwrap();
    let mut writer = Writer::open(folder.path()).unwrap();
    for number in 1..=3 {
        let graph = node(&data(number));
        let class = node("http://xmlns.com/foaf/0.1/Document");
        let a = node("http://www.w3.org/1999/02/22-rdf-syntax-ns#type");
        let quad = Quad::new(graph.clone(), a, class, GraphName::from(graph));
        writer.put_graph(&format!("data{number}"), &[quad], 1).unwrap();
    }
    writer.commit().unwrap();
    (Site::new(Store::open(folder.path()).unwrap(), options), folder)
}

fn request(method: Method, target: &str, headers: &[(&str, &str)], body: &[u8]) -> Request {
    let mut request = Request::new(method, target);
    request.headers =
        headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    request.body = body.to_vec();
    request
}

fn asked(
    site: &Site,
    method: Method,
    target: &str,
    headers: &[(&str, &str)],
    body: &[u8],
) -> Response {
    site.respond(&request(method, target, headers, body)).whole()
}

fn text(response: &Response) -> &str {
    std::str::from_utf8(response.bytes()).unwrap()
}

fn check(name: &str, response: &Response, expected: Expected) {
    let media_type = response.header("content-type").unwrap_or_default();
    let told = format!("{name}: {} {media_type}: {}", response.status, text(response));
    if expected == Refused {
        assert!((400..500).contains(&response.status), "{told}");
        return;
    }
    assert_eq!(response.status, 200, "{told}");
    match expected {
        True => {
            assert_eq!(media_type, "application/sparql-results+json", "{told}");
            assert!(text(response).contains("\"boolean\":true"), "{told}");
        }
        Rows => assert_eq!(media_type, "application/sparql-results+json", "{told}"),
        Triples => assert_eq!(media_type, "text/turtle; charset=utf-8", "{told}"),
        Refused => {}
    }
}

#[test]
fn queries_are_asked_as_the_tests_of_the_w3c_ask() {
    let (site, _folder) = site(Options::default());
    let none = format!("default-graph-uri={}", encoded(&data(0)));
    let [one, two, three] = [1, 2, 3].map(|number| encoded(&data(number)));
    let both = format!("ASK {{ <{}> a ?type . <{}> a ?type . }}", data(1), data(2));
    let apart =
        format!("GRAPH ?g1 {{ <{}> a ?type }} GRAPH ?g2 {{ <{}> a ?type }}", data(1), data(2));
    let post = |name: &str, query: &str, content_type: &str, body: &str, expected: Expected| {
        let target = format!("/sparql/?{query}");
        let headers = [("content-type", content_type)];
        let response = asked(&site, Method::Post, &target, &headers, body.as_bytes());
        check(name, &response, expected);
    };
    let get = |name: &str, query: &str, expected: Expected| {
        check(name, &asked(&site, Method::Get, &format!("/sparql/?{query}"), &[], b""), expected);
    };
    post("query_post_form", &none, FORM, "query=ASK%20%7B%7D", True);
    let merged = format!("default-graph-uri={one}&default-graph-uri={two}");
    let named = format!("named-graph-uri={one}&named-graph-uri={two}");
    get("query_dataset_default_graphs_get", &format!("query={}&{merged}", encoded(&both)), True);
    post("query_dataset_default_graphs_post", &merged, QUERY, &both, True);
    let ask_apart = format!("ASK {{ {apart} }}");
    post("query_dataset_named_graphs_post", &named, QUERY, &ask_apart, True);
    get("query_dataset_named_graphs_get", &format!("query={}&{named}", encoded(&ask_apart)), True);
    let full = format!("ASK {{ <{}> a ?type {apart} }}", data(3));
    post("query_dataset_full", &format!("default-graph-uri={three}&{named}"), QUERY, &full, True);
    let multiple = format!("ASK FROM <{}> {{ {apart} }}", data(3));
    post("query_multiple_dataset", &named, QUERY, &multiple, True);
    get("query_get", &format!("query=ASK%20%7B%7D&{none}"), True);
    post("query_content_type_select", &none, QUERY, "SELECT (1 AS ?value) {}", Rows);
    post("query_content_type_ask", &none, QUERY, "ASK {}", True);
    post("query_content_type_describe", &none, QUERY, "DESCRIBE <http://example.org/>", Triples);
    post("query_content_type_construct", &none, QUERY, "CONSTRUCT { <s> <p> 1 } WHERE {}", Triples);
    post("query_post_direct", "", QUERY, "ASK {}", True);
    get("bad_multiple_queries", "query=ASK%20%7B%7D&query=SELECT%20%2A%20%7B%7D", Refused);
    post("bad_query_wrong_media_type", "", "text/plain", "ASK {}", Refused);
    post("bad_query_missing_form_type", "", "", "query=ASK%20%7B%7D", Refused);
    post("bad_query_missing_direct_type", "", "", "ASK {}", Refused);
    get("bad_query_syntax", "query=ASK%20%7B", Refused);
}

#[test]
fn what_is_no_query_is_refused_as_the_tests_of_the_w3c_want() {
    let (site, _folder) = site(Options::default());
    let put = asked(&site, Method::Other, "/sparql/?query=ASK%20%7B%7D", &[], b"");
    assert_eq!((put.status, put.header("allow")), (405, Some("GET, HEAD, POST, OPTIONS")));
    let utf16: Vec<u8> = "ASK {}".encode_utf16().flat_map(u16::to_be_bytes).collect();
    for body in [utf16.as_slice(), b"ASK { \"\xff\" }"] {
        let headers = [("content-type", "application/sparql-query; charset=UTF-16")];
        check(
            "bad_query_non_utf8",
            &asked(&site, Method::Post, "/sparql/", &headers, body),
            Refused,
        );
    }
    let get = asked(&site, Method::Get, "/sparql/?update=CLEAR%20ALL", &[], b"");
    assert_eq!(get.status, 403, "bad_update_get");
    for (name, content_type, body) in [
        ("update_post_direct", UPDATE, "CLEAR ALL"),
        ("update_base_uri", UPDATE, "INSERT DATA { <s> <p> <o> }"),
        ("update_post_form", FORM, "update=CLEAR%20ALL"),
        ("bad_multiple_updates", FORM, "update=CLEAR%20NAMED&update=CLEAR%20DEFAULT"),
        ("bad_update_syntax", FORM, "update=CLEAR%20XYZ"),
    ] {
        let headers = [("content-type", content_type)];
        let response = asked(&site, Method::Post, "/sparql/", &headers, body.as_bytes());
        assert_eq!(response.status, 403, "{name}");
        assert!(text(&response).contains("only reads"), "{name}");
    }
    for (name, content_type) in
        [("bad_update_wrong_media_type", "text/plain"), ("bad_update_missing_form_type", "")]
    {
        let headers = [("content-type", content_type)];
        let response = asked(&site, Method::Post, "/sparql/", &headers, b"update=CLEAR%20NAMED");
        assert_eq!(response.status, 415, "{name}");
    }
}

#[test]
fn a_bad_query_is_told_with_its_place() {
    let (site, _folder) = site(Options::default());
    let get = |query: &str| {
        asked(&site, Method::Get, &format!("/query?query={}", encoded(query)), &[], b"")
    };
    let bad = get("SELECT ?x\nWHERE { ?x a foo:bar }");
    assert_eq!(bad.status, 400);
    assert!(text(&bad).contains("prefix not found at line 2, column 14"), "{}", text(&bad));
    let update = get("INSERT DATA { <a> <b> <c> }");
    assert_eq!(update.status, 400);
    assert!(text(&update).starts_with("this endpoint only reads"), "{}", text(&update));
    let elsewhere = get("SELECT * { SERVICE <http://elsewhere.example/> { ?s ?p ?o } }");
    assert_eq!(elsewhere.status, 400);
    assert!(
        text(&elsewhere).contains("SERVICE <http://elsewhere.example/> is not asked"),
        "{}",
        text(&elsewhere)
    );
    let function = get("SELECT (<http://x/f>(1) AS ?f) {}");
    assert_eq!(function.status, 400, "{}", text(&function));
    for query in ["?default-graph-uri=http%3A%2F%2Fa", "?query=ASK%7B%7D&default-graph-uri=%3C%3E"]
    {
        assert_eq!(
            asked(&site, Method::Get, &format!("/query{query}"), &[], b"").status,
            400,
            "{query}"
        );
    }
}

#[test]
fn the_default_graph_is_the_union_and_is_narrowed() {
    let (site, _folder) = site(Options::default());
    let count = |query: &str, graphs: &str| {
        let target = format!("/query?query={}&format=csv{graphs}", encoded(query));
        let response = asked(&site, Method::Get, &target, &[], b"");
        text(&response).lines().count() - 1
    };
    let one = encoded(&data(1));
    assert_eq!(count("SELECT * { ?s ?p ?o }", ""), 3);
    assert_eq!(count("SELECT * { GRAPH ?g { ?s ?p ?o } }", ""), 3);
    assert_eq!(count(&format!("SELECT * FROM <{}> {{ ?s ?p ?o }}", data(1)), ""), 1);
    assert_eq!(count("SELECT * { ?s ?p ?o }", &format!("&default-graph-uri={one}")), 1);
    assert_eq!(count("SELECT * { ?s ?p ?o }", &format!("&named-graph-uri={one}")), 0);
    assert_eq!(count("SELECT * { GRAPH ?g { ?s ?p ?o } }", &format!("&named-graph-uri={one}")), 1);
}

#[test]
fn answers_come_in_the_format_that_is_liked_best() {
    let (site, _folder) = site(Options::default());
    let check = |query: &str, accept: &str, status: u16, expected: &str| {
        let target = format!("/query?query={}", encoded(query));
        let response = asked(&site, Method::Get, &target, &[("accept", accept)], b"");
        let media_type = response.header("content-type").unwrap_or_default();
        assert_eq!((response.status, media_type), (status, expected), "{query} {accept}");
        if status == 200 {
            assert_eq!(response.header("vary"), Some("accept"));
        }
    };
    let refused = "text/plain; charset=utf-8";
    let (select, ask, construct) = ("SELECT * {}", "ASK {}", "CONSTRUCT WHERE { ?s ?p ?o }");
    for query in [select, ask] {
        check(query, "*/*", 200, "application/sparql-results+json");
        check(query, "application/json", 200, "application/sparql-results+json");
        check(query, "application/sparql-results+xml", 200, "application/sparql-results+xml");
        check(query, "text/csv", 200, "text/csv; charset=utf-8");
        check(query, "text/tab-separated-values", 200, "text/tab-separated-values; charset=utf-8");
        check(query, "text/turtle", 406, refused);
    }
    check(construct, "*/*", 200, "text/turtle; charset=utf-8");
    check(construct, "application/n-triples", 200, "application/n-triples");
    check(construct, "application/trig", 200, "application/trig");
    check(construct, "application/n-quads", 200, "application/n-quads");
    check(construct, "application/ld+json", 200, "application/ld+json");
    check(construct, "application/rdf+xml", 200, "application/rdf+xml");
    check(construct, "text/csv", 406, refused);
    check("nonsense", "text/csv", 400, refused);
}

#[test]
fn graphs_are_read_by_their_name() {
    let (site, _folder) = site(Options::default());
    let get = |query: &str, accept: &str| {
        asked(&site, Method::Get, &format!("/store{query}"), &[("accept", accept)], b"")
    };
    let one = get(&format!("?graph={}", encoded(&data(1))), "application/n-triples");
    assert_eq!(text(&one).lines().count(), 1, "{}", text(&one));
    assert_eq!(text(&get("?default", "application/n-triples")).lines().count(), 3);
    let apart = get("", "application/n-quads");
    assert!(text(&apart).contains(&format!("<{}> .", data(2))), "{}", text(&apart));
    assert_eq!(get("", "*/*").header("content-type"), Some("application/trig"));
    assert_eq!(get("", "text/turtle").header("content-type"), Some("text/turtle; charset=utf-8"));
    assert_eq!(get("?graph=http%3A%2F%2Fnobody%2F", "*/*").status, 404);
    assert_eq!(get("?graph=%3C%3E", "*/*").status, 400);
    assert_eq!(get("?default&graph=x", "*/*").status, 400);
    assert_eq!(get("?default", "text/csv").status, 406);
    for method in [Method::Post, Method::Other] {
        let refused = asked(&site, method, "/store?default", &[], b"");
        assert_eq!((refused.status, refused.header("allow")), (405, Some("GET, HEAD, OPTIONS")));
    }
}

#[test]
fn the_service_and_the_data_describe_themselves() {
    let (site, _folder) = site(Options::default());
    let get = |path: &str| {
        let headers = [("accept", "application/n-triples"), ("host", "localhost:7575")];
        asked(&site, Method::Get, path, &headers, b"")
    };
    let service = get("/query");
    let sd = "http://www.w3.org/ns/sparql-service-description#";
    for part in [
        format!(
            "<http://localhost:7575/query#service> <{sd}endpoint> <http://localhost:7575/query> ."
        ),
        format!("<{sd}feature> <{sd}UnionDefaultGraph> ."),
        format!("<{sd}resultFormat> <http://www.w3.org/ns/formats/SPARQL_Results_TSV> ."),
    ] {
        assert!(text(&service).contains(&part), "{part} in {}", text(&service));
    }
    let void = get("/.well-known/void");
    for part in [
        "<http://rdfs.org/ns/void#triples> \"3\"",
        "<http://rdfs.org/ns/void#class> <http://xmlns.com/foaf/0.1/Document>",
        "<http://rdfs.org/ns/void#sparqlEndpoint> <http://localhost:7575/query>",
    ] {
        assert!(text(&void).contains(part), "{part} in {}", text(&void));
    }
}

#[test]
fn every_answer_protects_who_looks_at_it() {
    let (site, _folder) = site(Options::default());
    for target in [
        "/",
        "/query",
        "/query?query=ASK%7B%7D",
        "/store",
        "/api/overview",
        "/nothing",
        "/assets/style.css",
    ] {
        let response = asked(&site, Method::Get, target, &[("host", "127.0.0.1:1")], b"");
        let policy = response.header("content-security-policy").unwrap();
        assert!(policy.starts_with("default-src 'self';"), "{policy}");
        assert_eq!(response.header("x-content-type-options"), Some("nosniff"), "{target}");
        assert_eq!(response.header("referrer-policy"), Some("same-origin"), "{target}");
        assert_eq!(response.header("access-control-allow-origin"), None, "{target}");
        let elsewhere = asked(&site, Method::Get, target, &[("host", "evil.example")], b"");
        assert_eq!(elsewhere.status, 421, "{target}");
        assert!(elsewhere.header("content-security-policy").is_some());
    }
}

#[test]
fn other_sites_read_only_where_they_are_let() {
    let (site, _folder) = site(Options { cors: true, ..Options::default() });
    let open = |method, target| {
        asked(&site, method, target, &[], b"")
            .header("access-control-allow-origin")
            .map(str::to_owned)
    };
    assert_eq!(open(Method::Get, "/query").as_deref(), Some("*"));
    assert_eq!(open(Method::Options, "/query").as_deref(), Some("*"));
    assert_eq!(open(Method::Options, "/review/accept"), None);
    assert_eq!(open(Method::Post, "/review/accept"), None);
}

#[test]
fn nobody_writes_without_the_token() {
    let token = "a-long-secret-token".to_owned();
    let (open, _folder) = site(Options { write_token: Some(token), ..Options::default() });
    let (closed, _other) = site(Options::default());
    let headers = [("authorization", "Bearer a-long-secret-token"), ("host", "localhost:1")];
    assert_eq!(asked(&closed, Method::Post, "/review/nothing", &headers, b"").status, 403);
    assert_eq!(asked(&open, Method::Post, "/review/nothing", &headers[1..], b"").status, 401);
    assert_eq!(asked(&open, Method::Post, "/review/nothing", &headers, b"").status, 404);
    assert_eq!(asked(&open, Method::Post, "/documents", &headers, b"").status, 405);
}

/// An error tells nothing of the machine.
#[test]
fn no_error_names_a_folder() {
    let (site, folder) = site(Options::default());
    fs::remove_dir_all(folder.path()).unwrap();
    let name = folder.path().file_name().unwrap().to_str().unwrap().to_owned();
    for target in [
        "/",
        "/documents",
        "/documents/a/b",
        "/networks/endorsements",
        "/query?query=x",
        "/store?graph=x",
        "/api/overview",
        "/%2e%2e/%2e%2e/etc/passwd",
    ] {
        let response = asked(&site, Method::Get, target, &[], b"");
        assert!(!text(&response).contains(&name), "{target}: {}", text(&response));
    }
}
