//! `sayso query` and `sayso export` on a store of an invented corpus.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Command;
use std::process::Output;
use std::process::Stdio;

use oxigraph::io::RdfFormat;
use oxigraph::io::RdfParser;
use sayso::rdf::Quad;
use sayso::store::Writer;
use tempfile::TempDir;

/// Returns the folder of a store that holds the graphs of the invented corpus.
fn store() -> TempDir {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/harbour.trig");
    let data = fs::read(path).expect("the fixture is there");
    let mut graphs: BTreeMap<String, Vec<Quad>> = BTreeMap::new();
    for quad in RdfParser::from_format(RdfFormat::TriG).for_slice(&data) {
        let quad = quad.expect("the fixture is TriG");
        graphs.entry(quad.graph_name.to_string()).or_default().push(quad);
    }
    let folder = tempfile::tempdir().expect("a folder can be made");
    let mut writer = Writer::open(&folder.path().join("sayso.db")).expect("a store can be made");
    for (index, quads) in graphs.values().enumerate() {
        writer.put_graph(&format!("fixture-{index}"), quads, 0).expect("the disk has room");
    }
    writer.commit().expect("the disk has room");
    folder
}

/// Runs a command in a folder with something on standard input.
fn sayso(folder: &Path, arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_sayso"))
        .args(arguments)
        .current_dir(folder)
        .env_remove("SAYSO_STORE")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut stdin = child.stdin.take().expect("standard input is piped");
    drop(stdin.write_all(input.as_bytes()));
    drop(stdin);
    child.wait_with_output().expect("the program ends")
}

fn check(arguments: &[&str], input: &str, code: i32, stdout: &str, stderr: &str) {
    let folder = store();
    let output = sayso(folder.path(), arguments, input);
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert_eq!(text(&output.stderr), stderr, "{arguments:?}");
    assert_eq!(text(&output.stdout), stdout, "{arguments:?}");
    assert_eq!(output.status.code(), Some(code), "{arguments:?}");
}

#[test]
fn a_named_question_gives_a_table() {
    check(
        &["query", "recommendations"],
        "",
        0,
        "speaker   addressee  words      document                    confidence  rule              start  end\n────────  ─────────  ─────────  ──────────────────────────  ──────────  ────────────────  ─────  ───\nCoast     Harbour    the        harbour/coast-watch-report        0.95  recommending-cue     93  128\nWatch     Council    Harbour\n                     Council\n                     repair\n                     the pier\nCoast     Harbour    publish    harbour/council-news              0.93  recommending-cue    618  637\nWatch     Council    the\n                     results\n\nnot shown for want of room: recommendation\n",
        "",
    );
    check(
        &["query", "who-says-what", "--set", "who=bele", "--format", "md"],
        "",
        0,
        "| speaker | cue | words | toldBy | document | confidence | start | end |\n| --- | --- | --- | --- | --- | ---: | ---: | ---: |\n| Toma Bele | said | the pier was unsafe |  | harbour/coast-watch-report | 0.93 | 283 | 302 |\n| Tomas Bele | added | “We cannot trust a count,” |  | harbour/council-news | 0.93 | 235 | 261 |\n| Tomas Bele | added | “that nobody saw.” |  | harbour/council-news | 0.93 | 272 | 290 |\n",
        "",
    );
}

#[test]
fn sparql_is_read_from_standard_input() {
    let query = "SELECT (COUNT(*) AS ?n) { ?document a sayso:Document }";
    check(&["query", "-", "--format", "csv"], query, 0, "n\r\n3\r\n", "");
    check(&["query", "-"], "ASK { <doc/harbour/mayor-op-ed> a sayso:Document }", 0, "true\n", "");
    let query =
        "CONSTRUCT { ?a sayso:endorses ?b } { ?a sayso:endorses ?b ; skos:prefLabel 'Port Elin' }";
    check(
        &["query", "-"],
        query,
        0,
        "@prefix sayso: <https://w3id.org/sayso/ns#> .\n<https://w3id.org/sayso/id/agent/place/port-elin-d37d2241> sayso:endorses <https://w3id.org/sayso/id/agent/event/council-election-c4ffaed7> .\n",
        "",
    );
}

#[test]
fn an_error_shows_its_place_and_says_what_to_do() {
    check(
        &["query", "-"],
        "SELECT ?x {\n  ?x a ]\n}",
        2,
        "",
        "error: unexpected `]` at line 2, column 8\n  2 |   ?x a ]\n    |        ^\n",
    );
    check(
        &["query", "who-say-what"],
        "",
        2,
        "",
        "error: there is no question \"who-say-what\"\n  hint: did you mean who-says-what? sayso query --list names all questions\n",
    );
    check(
        &["query", "zzz"],
        "",
        2,
        "",
        "error: there is no question \"zzz\"\n  hint: sayso query --list names the questions; SPARQL is read from a file or from -\n",
    );
    check(
        &["query", "no/such.rq"],
        "",
        2,
        "",
        "error: cannot read no/such.rq\n  because: No such file or directory\n  hint: paths are relative to the current folder\n",
    );
    check(
        &["query", "who-says-what", "--set", "whom=x"],
        "",
        2,
        "",
        "error: the query has no parameter `whom`; it has who\n  hint: sayso query who-says-what --describe shows its parameters\n",
    );
    check(
        &["query", "ladder-of-a-claim"],
        "",
        2,
        "",
        "error: the parameter `claim` needs a value: words of the claim\n  hint: sayso query ladder-of-a-claim --set claim=…\n",
    );
}

#[test]
fn a_graph_without_words_quotes_nothing() {
    let folder = store();
    let whole = sayso(folder.path(), &["export"], "");
    let file = folder.path().join("shared.ttl");
    let quiet = sayso(folder.path(), &["export", "--without-text", "--output", "shared.ttl"], "");
    assert!(quiet.stdout.is_empty() && quiet.status.success());
    let shared = fs::read_to_string(file).expect("the file is written");
    let whole = String::from_utf8(whole.stdout).expect("N-Quads are UTF-8");
    for words in ["The vote was fair", "the pier was unsafe", "council election was fair"] {
        assert!(whole.contains(words) && !shared.contains(words), "{words}");
    }
    assert!(shared.starts_with("@prefix") && shared.contains("Ilse Marant"));
    let lines: Vec<&str> = whole.lines().collect();
    assert!(lines.len() > 1000 && lines.is_sorted());
}

#[test]
fn json_cannot_say_things_about_triples() {
    let stderr = "error: JSON-LD cannot say things about triples as RDF 1.2 does\n  hint: choose --format trig, nq, ttl or nt, or leave --rdf12 out\n";
    check(&["export", "--format", "jsonld", "--rdf12"], "", 2, "", stderr);
    let folder = store();
    let output = sayso(folder.path(), &["export", "--rdf12", "--format", "nt"], "");
    let text = String::from_utf8(output.stdout).expect("N-Triples are UTF-8");
    let reifiers = text.lines().filter(|line| line.contains("22-rdf-syntax-ns#reifies")).count();
    assert!(reifiers > 10, "{reifiers}");
}

#[test]
fn every_question_can_be_listed() {
    let folder = store();
    let output = sayso(folder.path(), &["query", "--list"], "");
    let list = String::from_utf8(output.stdout).expect("the list is UTF-8");
    for (name, question) in sayso::query::questions() {
        assert!(list.contains(&format!("{name}\n    {}\n", question.summary)), "{name}");
    }
    check(
        &["query", "recommendations", "--list"],
        "",
        0,
        "recommendations\n    Who recommends what, to whom, how soon, and what became of it\n    --set who=TEXT  a speaker's name or a part of it; everybody where empty\n    --set to=TEXT  the name of those who are to act, or a part of it; all where empty\n",
        "",
    );
}
