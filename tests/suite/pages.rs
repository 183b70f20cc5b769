//! The pages of graphs and questions, asked without a server: what they show is what the command line makes, and it leads on.

use std::sync::LazyLock;

use sayso::serve::Options;
use sayso::serve::Request;
use sayso::serve::Response;
use sayso::serve::Site;
use sayso::store::Store;

use super::corpus;
use super::corpus::Built;
use super::program::Program;

struct Fixture {
    site: Site,
    built: Built,
}

/// The shipped corpus is built once for all.
static FIXTURE: LazyLock<Fixture> = LazyLock::new(|| {
    let built = corpus::build();
    let store = Store::open(built.store.folder()).expect("the store can be opened");
    Fixture { site: Site::new(store, Options::default()), built }
});

fn get(address: &str) -> Response {
    FIXTURE.site.respond(&Request::get(address))
}

fn text(address: &str, status: u16) -> String {
    let response = get(address);
    assert_eq!(response.status, status, "{address}");
    String::from_utf8(response.bytes().to_vec()).expect("a page is text")
}

fn data(address: &str) -> serde_json::Value {
    serde_json::from_str(&text(&format!("/api{address}"), 200)).expect("data are JSON")
}

/// Runs a command that a page shows, and returns what it prints.
fn run(command: &str) -> Vec<u8> {
    let words = command.strip_prefix("sayso ").expect("a command of sayso");
    assert!(!words.contains('\''), "a word that needs a shell: {command}");
    let program = Program::new();
    let output = program
        .command(words.split(' '))
        .env("SAYSO_STORE", FIXTURE.built.store.folder())
        .output()
        .expect("the program runs");
    assert!(output.status.success(), "{command}: {}", String::from_utf8_lossy(&output.stderr));
    match words.split_once("--output ") {
        Some((_, file)) => {
            std::fs::read(program.folder.path().join(file)).expect("the file is there")
        }
        None => output.stdout,
    }
}

#[test]
fn commands_make_the_files_of_a_graph_again() {
    for query in [
        "endorsements",
        "who-quotes-whom?set.in=kz&strongest=4",
        "endorsements?keep=qualifier%3Dpositive&until=2024",
        "stances?one-mode=congruence&normalise=average&isolates=yes",
    ] {
        let shown = data(&format!("/networks/{query}"));
        for file in shown["drawn"]["files"].as_array().expect("files are listed") {
            let command = file["command"].as_str().unwrap();
            let address = file["address"].as_str().unwrap();
            assert!(get(address).bytes() == run(command), "{command}");
        }
    }
}

#[test]
fn commands_print_the_answers_of_a_question_again() {
    let shown = data("/ask/who-sides-with-whom?who=experts");
    for file in shown["files"].as_array().expect("files are listed") {
        let command = file["command"].as_str().unwrap();
        assert!(get(file["address"].as_str().unwrap()).bytes() == run(command), "{command}");
    }
}

#[test]
fn every_edge_opens_to_words_of_its_document() {
    for query in ["endorsements", "affiliations", "stances?two-mode=subtract"] {
        let shown = data(&format!("/networks/{query}"));
        let rows = shown["drawn"]["rows"].as_array().expect("edges are listed");
        assert!(!rows.is_empty(), "{query}");
        for row in rows {
            let address = row["address"].as_str().unwrap().trim_end_matches("#opened");
            let opened = &data(address)["opened"];
            let findings =
                opened["parts"][0]["findings"].as_array().expect("an edge rests on some");
            assert!(!findings[0]["pieces"].as_array().unwrap().is_empty(), "{address}");
            let document = findings[0]["address"].as_str().expect("words stand in a document");
            text(document.split('#').next().unwrap(), 200);
        }
    }
}

#[test]
fn cells_lead_to_pages() {
    for question in ["who-sides-with-whom", "shared-claims", "direct-quotations", "agents"] {
        let shown = data(&format!("/ask/{question}"));
        let rows = shown["result"]["rows"].as_array().expect("there are answers");
        let cells = rows.iter().flat_map(|row| row.as_array().unwrap());
        let addresses: Vec<&str> = cells.filter_map(|cell| cell["address"].as_str()).collect();
        assert!(addresses.len() >= rows.len(), "{question}");
        for address in addresses.iter().take(20) {
            text(address.split('#').next().unwrap(), 200);
        }
    }
}

#[test]
fn what_cannot_be_is_told_on_the_page() {
    let query = "query=SELECT%20%3Fa%20%7B%0A%20%20%3Fa%20sayso%3Asays%20%7D";
    assert!(text(&format!("/ask?{query}"), 200).contains("data-line=\"2\""));
    assert!(text(&format!("/api/ask?{query}"), 400).contains("line 2"));
    text("/api/networks/stances?keep=colour%3Dred", 400);
    assert!(text("/ask?query=SELECT%20%3Fa%20%7B", 200).contains("This cannot be answered"));
    assert!(text("/networks/stances?keep=colour%3Dred", 200).contains("no variable ?colour"));
    assert!(text("/networks/provenance", 200).contains("needs a value"));
    text("/networks/endorsements?colour=red", 404);
    text("/networks/endorsements.exe", 404);
    text("/networks/friends", 404);
    text("/ask/who", 404);
    text("/ask/who-says-what?whom=Jo", 404);
}

#[test]
fn nothing_of_a_page_needs_what_its_policy_forbids() {
    for address in [
        "/networks/endorsements",
        "/networks/stances?one-mode=subtract",
        "/ask",
        "/ask/most-quoted?show=chart",
    ] {
        let page = text(address, 200);
        assert!(!page.contains(" style=\"") && !page.contains(" onclick"), "{address}");
        assert!(!page.contains("<style") && !page.contains("<script>"), "{address}");
    }
}
