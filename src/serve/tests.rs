//! Pages are asked for without a socket, of a store that is built for all tests together.

mod narrowed;
mod review;
mod told;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::path::PathBuf;
use std::sync::LazyLock;

use serde_json::Value;
use tempfile::TempDir;

use super::Options;
use super::REPORT_LIST;
use super::ReportError;
use super::Request;
use super::Site;
use super::report;
use crate::pipeline;
use crate::read;
use crate::store::Store;

/// What a page must survive: nested statements, marks that overlap, other scripts, and text that looks like HTML.
const TEXTS: &[(&str, &str)] = &[
    (
        "nested",
        "Ana Duarte said that Bo Lind had told reporters that the election was fair.\n\nThe mayor praised Ana Duarte.\n",
    ),
    ("html", "“<script>alert(1)</script> & 'quotes'”, said Bo Lind.\n"),
    (
        "letters",
        "Жанна Петрова said that the election was fair.\n\nقال الوزير إن الانتخابات كانت نزيهة.\n",
    ),
    ("a name/with?signs#100%", "Bo Lind criticised the mayor.\n"),
];

struct Built {
    site: Site,
    texts: Vec<(String, String)>,
    _folder: TempDir,
}

static BUILT: LazyLock<Built> = LazyLock::new(|| {
    let folder = TempDir::new().unwrap();
    let corpus = folder.path().join("tried");
    fs::create_dir(&corpus).unwrap();
    let mut manifest = "name = \"tried\"\n".to_owned();
    for (place, (id, text)) in TEXTS.iter().enumerate() {
        fs::write(corpus.join(format!("{place}.txt")), text).unwrap();
        write!(
            manifest,
            "[[document]]\nid = {id:?}\nfile = \"{place}.txt\"\ndate = \"2023-0{}-02\"\nlanguage = \"en\"\n",
            place + 1
        )
        .unwrap();
    }
    fs::write(corpus.join("corpus.toml"), manifest).unwrap();
    let ours = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/corpora/kazakhstan-elections");
    let corpora = [read::corpus(&ours).unwrap(), read::corpus(&corpus).unwrap()];
    let store = folder.path().join("store");
    pipeline::build(&corpora, &store, &pipeline::Settings::default(), &|_, _| {}).unwrap();
    let site = Site::new(Store::open(&store).unwrap(), Options::default());
    let texts = TEXTS.iter().map(|(id, text)| ((*id).to_owned(), (*text).to_owned())).collect();
    Built { site, texts, _folder: folder }
});

/// Builds a store of a corpus.
fn built(corpus: &Path, store: &Path) {
    let corpus = read::corpus(corpus).unwrap();
    pipeline::build(&[corpus], store, &pipeline::Settings::default(), &|_, _| {}).unwrap();
}

fn page(address: &str) -> (u16, String) {
    let response = BUILT.site.respond(&Request::get(address));
    (response.status, String::from_utf8(response.bytes().to_vec()).unwrap())
}

fn data(address: &str) -> Value {
    let (status, json) = page(&format!("/api{address}"));
    assert_eq!(status, 200, "{address}: {json}");
    serde_json::from_str(&json).unwrap()
}

/// Returns every value of attributes of a name.
fn attributes(html: &str, name: &str) -> Vec<String> {
    let begin = format!(" {name}=\"");
    let found = html.match_indices(&begin).map(|(at, _)| {
        let rest = &html[at + begin.len()..];
        rest[..rest.find('"').unwrap()].replace("&amp;", "&").replace("&#x2f;", "/")
    });
    found.collect()
}

#[test]
fn every_page_is_shown_and_has_its_landmarks() {
    for address in [
        "/",
        "/documents",
        "/documents?q=observers&sort=title",
        "/documents/tried/nested",
        "/documents/kazakhstan-elections/kz-mfa-2023-03-25?min=0.8",
        "/agents",
        "/agents?type=person&sort=name",
        "/claims?sort=contradicted",
        "/search?q=election",
        "/search",
        "/about",
    ] {
        let (status, html) = page(address);
        assert_eq!(status, 200, "{address}: {html}");
        for part in ["<main", "<nav", "<header", "<footer", "class=\"skip\"", "<h1", "lang=\"en\""]
        {
            assert!(html.contains(part), "{address} has no {part}");
        }
        assert!(!html.contains(" style=") && !html.contains(" onclick="), "{address}");
        let ids = attributes(&html, "id");
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "{address}: {ids:?}");
    }
}

#[test]
fn every_page_that_lists_lead_to_is_shown() {
    for list in ["/documents", "/agents?sort=stances", "/claims"] {
        let (_, html) = page(list);
        let section = format!("{}/", list.split('?').next().unwrap());
        let addresses = attributes(&html, "href");
        let own: Vec<&String> =
            addresses.iter().filter(|address| address.starts_with(&section)).take(40).collect();
        assert!(own.len() > 5, "{list}");
        for address in own {
            let (status, html) = page(address.split('#').next().unwrap());
            assert_eq!(status, 200, "{address}: {html}");
        }
    }
}

#[test]
fn what_is_not_there_or_cannot_be_is_told() {
    let check = |address: &str, expected: u16| assert_eq!(page(address).0, expected, "{address}");
    check("/nothing", 404);
    check("/documents/tried/none", 404);
    check("/agents/person/nobody-00000000", 404);
    check("/claims/0000", 404);
    check("/api/claims/0000", 404);
    check("/documents?page=0", 400);
    check("/documents?page=99", 404);
    check("/api/documents?page=", 400);
    check("/api/documents?page=1&page=1", 400);
    check("/documents?sort=colour", 400);
    check("/api/ask?query=SELECT", 400);
    check("/api/networks/endorsements?since=tomorrow", 400);
    check("/ask.ttl?query=SELECT%20*%20%7B%7D", 404);
    check("/agents?type=colour", 400);
    check("/documents/tried/nested?min=2", 400);
    assert!(page("/documents/tried/<b>").1.contains("&lt;b&gt;"));
}

/// The data of each page have what their schema says, and nothing else.
#[test]
fn data_are_what_their_schema_says() {
    let description = data("/openapi.json");
    let resolve = |schema: &Value| -> Value {
        let name = schema["$ref"].as_str().and_then(|it| it.strip_prefix("#/components/schemas/"));
        description["components"]["schemas"][name.unwrap()].clone()
    };
    let agent = data("/agents")["items"][0]["agent"]["address"].clone();
    let claim = data("/claims")["items"][0]["claim"]["address"].clone();
    let address = |path: &str| match path {
        "/documents/{corpus}/{id}" => "/documents/tried/nested".to_owned(),
        "/agents/{key}" => agent.as_str().unwrap().to_owned(),
        "/claims/{key}" => claim.as_str().unwrap().to_owned(),
        "/ask/{name}" => "/ask/counts".to_owned(),
        "/networks/{name}" => "/networks/endorsements".to_owned(),
        path => path.to_owned(),
    };
    let paths = description["paths"].as_object().unwrap().iter();
    for (path, described) in paths.filter(|(path, _)| path.starts_with("/api")) {
        let schema = &described["get"]["responses"]["200"]["content"]["application/json"]["schema"];
        let schema = resolve(schema);
        let expected: BTreeSet<&String> =
            schema["properties"].as_object().unwrap().keys().collect();
        let found = data(&address(path.strip_prefix("/api").unwrap()));
        let found: BTreeSet<&String> = found.as_object().unwrap().keys().collect();
        assert_eq!(found, expected, "{path}");
        assert!(!found.is_empty(), "{path}");
    }
    for (path, name) in [("/review", "finding"), ("/review/identity", "is_same")] {
        let body = &description["paths"][path]["post"]["requestBody"];
        let schema = resolve(&body["content"]["application/json"]["schema"]);
        assert!(schema["required"].as_array().unwrap().contains(&name.into()), "{schema}");
    }
}

/// The answers of a question can be seen as a graph where they name two agents, and triples can be saved as such.
#[test]
fn answers_are_shown_and_saved_in_their_ways() {
    let (status, html) = page("/ask/who-sides-with-whom?show=graph");
    assert_eq!(status, 200);
    assert!(html.contains("<svg") && html.contains("show=graph"), "{html}");
    assert_eq!(data("/ask/who-sides-with-whom?show=graph")["result"]["shown"], "graph");
    assert_eq!(data("/ask/counts")["result"]["has_graph"], false);
    let construct = "query=CONSTRUCT%20WHERE%20%7B%20%3Fa%20sayso:says%20%3Fb%20%7D";
    let files = data(&format!("/ask?{construct}"))["files"].to_string();
    for name in ["ttl", "nt", "jsonld", "rdf", "csv"] {
        assert!(files.contains(&format!("/ask.{name}?")), "{files}");
    }
    let (status, triples) = page(&format!("/ask.nt?{construct}"));
    assert_eq!(status, 200);
    assert!(triples.lines().count() > 1 && triples.ends_with(" .\n"), "{triples}");
    assert!(!data("/ask/counts")["files"].to_string().contains(".ttl"));
    let chart = page("/ask/most-quoted?show=chart").1;
    assert!(chart.contains("class=\"bars\"") && chart.contains("agents&#x2f;"), "{chart}");
}

#[test]
fn a_text_is_shown_as_it_was() {
    for (id, text) in &BUILT.texts {
        let document = data(&format!("/documents/tried/{}", super::address::encoded(id)));
        let mut rest = text.as_str();
        for block in document["blocks"].as_array().unwrap() {
            for segment in block["segments"].as_array().unwrap() {
                let words = segment["text"].as_str().unwrap();
                let at = rest.find(words).unwrap();
                assert!(rest[..at].trim().is_empty(), "{id}: {:?} is left out", &rest[..at]);
                rest = &rest[at + words.len()..];
            }
        }
        assert!(rest.trim().is_empty(), "{id}: {rest:?} is left out");
    }
    let (_, html) = page("/documents/tried/html");
    assert!(!html.contains("<script>alert") && html.contains("&lt;script&gt;alert"));
    assert!(page("/documents/tried/letters").1.contains("الانتخابات"));
}

#[test]
fn marks_nest_and_every_finding_has_its_address() {
    let document = data("/documents/tried/nested");
    let segments: Vec<&Value> = document["blocks"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|block| block["segments"].as_array().unwrap())
        .collect();
    let deep = segments.iter().filter(|it| it["classes"].as_str().unwrap().contains("deep-2"));
    assert!(deep.count() > 0, "{segments:?}");
    let (_, html) = page("/documents/tried/nested");
    let ids: BTreeSet<String> = attributes(&html, "id").into_iter().collect();
    let account = BUILT.site.store().manifest().documents.keys().find(|key| key.id == "nested");
    let account = BUILT.site.store().account(account.unwrap()).unwrap();
    assert!(account.statements.len() > 1 && !account.stances.is_empty());
    for id in
        account.statements.iter().map(|it| &it.id).chain(account.stances.iter().map(|it| &it.id))
    {
        assert!(ids.contains(id), "{id} has no place in {ids:?}");
    }
    for link in attributes(&html, "href").iter().filter_map(|link| link.strip_prefix('#')) {
        assert!(ids.contains(link), "#{link} leads nowhere");
    }
}

/// The words that mean somebody in a document lead to their places in its text.
#[test]
fn names_that_are_one_are_told_with_their_words() {
    let (_, html) = page("/documents/tried/nested");
    let address = attributes(&html, "href").into_iter().find(|it| it.contains("ana-duarte"));
    let address = address.expect("Ana Duarte has a page");
    let agent = data(&address);
    let joined = agent["joined"].as_array().unwrap();
    assert!(
        !joined.is_empty() && joined.iter().all(|one| !one["rule"].as_str().unwrap().is_empty())
    );
    let forms: Vec<&Value> = joined
        .iter()
        .flat_map(|one| one["documents"].as_array().unwrap())
        .flat_map(|called| called["forms"].as_array().unwrap())
        .collect();
    let told = |it: &&Value| it["words"] == "Ana Duarte" && it["how"] == "the name";
    let name = forms.iter().find(|it| told(it)).unwrap_or_else(|| panic!("{forms:?}"));
    let place = &name["places"][0];
    assert_eq!((place["start"].as_u64(), place["end"].as_u64()), (Some(0), Some(10)));
    let (document, fragment) = place["address"].as_str().unwrap().split_once('#').unwrap();
    let (_, html) = page(document);
    assert!(attributes(&html, "id").iter().any(|id| id == fragment), "{fragment}");
    let (_, html) = page(&address);
    for word in ["What it says", "Whom it", " it.</h"] {
        assert!(!html.contains(word), "{word}");
    }
}

#[test]
fn what_is_less_sure_is_left_out() {
    let all = data("/documents/kazakhstan-elections/kz-mfa-2023-03-25");
    let sure = data("/documents/kazakhstan-elections/kz-mfa-2023-03-25?min=0.9");
    let count =
        |data: &Value| data["statements"].as_u64().unwrap() + data["stances"].as_u64().unwrap();
    assert!(count(&sure) > 0 && count(&sure) < count(&all));
    assert_eq!(sure["left_out"].as_u64().unwrap(), count(&all) - count(&sure));
}

#[test]
fn search_finds_names_titles_and_words_of_any_script() {
    let found = data("/search?q=%D0%B6%D0%B0%D0%BD%D0%BD%D0%B0");
    assert_eq!(found["all_agents"], 1, "{found}");
    let found = data("/search?q=ELECTION");
    assert!(found["all_statements"].as_u64().unwrap() > 3);
    assert_eq!(data("/search?q=%22%5C")["all_agents"], 0);
}

#[test]
fn a_report_has_every_page_and_each_of_its_links_leads_to_a_file() {
    let folder = TempDir::new().unwrap();
    let count = report(&BUILT.site, folder.path()).unwrap();
    let files = files(folder.path());
    assert_eq!(files.len(), count);
    for file in files.iter().filter(|file| file.extension().is_some_and(|it| it == "html")) {
        let html = fs::read_to_string(file).unwrap();
        for link in attributes(&html, "href").into_iter().chain(attributes(&html, "src")) {
            check_link(file, &html, &link);
        }
        assert!(!html.contains("<form class=\"find\"") && !html.contains("/api/"), "{file:?}");
        // Without a form nobody can give a value here.
        assert!(
            !html.contains("needs a value for") && !html.contains("in the options"),
            "{file:?}"
        );
    }
    let told = |file: &str| fs::read_to_string(folder.path().join(file)).unwrap();
    assert!(told("ask/ladder-of-a-claim.html").contains("sayso query ladder-of-a-claim --set "));
    assert!(told("networks/provenance.html").contains("sayso graph provenance --set "));
    assert!(!told("ask.html").contains("with a form"));
    let again = TempDir::new().unwrap();
    report(&BUILT.site, again.path()).unwrap();
    for file in &files {
        let other = again.path().join(file.strip_prefix(folder.path()).unwrap());
        assert_eq!(fs::read(file).unwrap(), fs::read(other).unwrap(), "{file:?}");
    }
}

/// Follows a link of a file, to its fragment.
fn check_link(file: &Path, html: &str, link: &str) {
    if link.starts_with("https://") || link.starts_with("http://") {
        return;
    }
    assert!(!link.starts_with('/'), "{file:?}: {link} leads out of the folder");
    let (path, fragment) = link.split_once('#').unwrap_or((link, ""));
    let target = if path.is_empty() {
        html.to_owned()
    } else {
        let path = decoded(path);
        let target = file.parent().unwrap().join(path);
        fs::read_to_string(&target).unwrap_or_else(|_| panic!("{file:?}: {link} is not there"))
    };
    let has = fragment.is_empty() || attributes(&target, "id").iter().any(|id| id == fragment);
    assert!(has, "{file:?}: {link} has no such place");
}

fn decoded(path: &str) -> String {
    path.split('/')
        .map(|part| super::address::parts(part).into_iter().next().unwrap_or_default())
        .collect::<Vec<_>>()
        .join("/")
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files.extend(self::files(&path)) } else { files.push(path) }
    }
    files
}

#[test]
fn a_report_replaces_an_earlier_one_and_nothing_else() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("thesis.tex"), "mine").unwrap();
    let refused = report(&BUILT.site, folder.path());
    assert!(matches!(refused, Err(ReportError::Foreign { .. })), "{refused:?}");
    assert_eq!(files(folder.path()).len(), 1);
    fs::write(folder.path().join(REPORT_LIST), "gone.html\n../outside\n").unwrap();
    fs::write(folder.path().join("gone.html"), "").unwrap();
    report(&BUILT.site, folder.path()).unwrap();
    assert!(folder.path().join("thesis.tex").exists());
    assert!(!folder.path().join("gone.html").exists());
}

/// Who writes, but is meant by no words, has a place in the document to which their page leads.
#[test]
fn whom_no_words_mean_is_among_those_who_are_meant() {
    let folder = TempDir::new().unwrap();
    let corpus = folder.path().join("tried");
    fs::create_dir(&corpus).unwrap();
    fs::write(corpus.join("letter.md"), "The bridge across the river is closed.\n").unwrap();
    let manifest = "name = \"tried\"\n[[document]]\nid = \"letter\"\nfile = \"letter.md\"\ngenre = \"statement\"\nauthor = \"Jane Roe\"\n";
    fs::write(corpus.join("corpus.toml"), manifest).unwrap();
    let store = folder.path().join("store");
    built(&corpus, &store);
    let site = Site::new(Store::open(&store).unwrap(), Options::default());
    let get = |address: &str| {
        let response = site.respond(&Request::get(address));
        assert_eq!(response.status, 200, "{address}");
        String::from_utf8(response.bytes().to_vec()).unwrap()
    };
    let document = get("/documents/tried/letter");
    let (_, who) = document.split_once("Who is meant").unwrap();
    assert!(who.contains("Jane Roe") && who.contains("no words"), "{who}");
    let (_, address) = who.split_once("href=\"").unwrap();
    let (address, _) = address.split_once('"').unwrap();
    let page = get(&address.replace("&#x2f;", "/"));
    let (_, place) = page.split_once("documents&#x2f;tried&#x2f;letter#").unwrap();
    let (place, _) = place.split_once('"').unwrap();
    assert!(document.contains(&format!("id=\"{place}\"")), "{place}");
}

/// What reads a page aloud, breaks its words or chooses its letters must know the language of title and text.
#[test]
fn the_language_of_a_text_is_told() {
    let folder = TempDir::new().unwrap();
    let corpus = folder.path().join("tried");
    fs::create_dir(&corpus).unwrap();
    fs::write(corpus.join("a.txt"), "قال الوزير إن الانتخابات كانت نزيهة.\n").unwrap();
    fs::write(corpus.join("b.txt"), "The election was fair.\n").unwrap();
    let manifest = "name = \"tried\"\n[[document]]\nid = \"a\"\nfile = \"a.txt\"\ntitle = \"الانتخابات\"\nlanguage = \"ar\"\n[[document]]\nid = \"b\"\nfile = \"b.txt\"\n";
    fs::write(corpus.join("corpus.toml"), manifest).unwrap();
    let store = folder.path().join("store");
    built(&corpus, &store);
    let site = Site::new(Store::open(&store).unwrap(), Options::default());
    let get = |address: &str| {
        String::from_utf8(site.respond(&Request::get(address)).bytes().to_vec()).unwrap()
    };
    let arabic = get("/documents/tried/a");
    assert!(arabic.contains("<h1 class=\"title\" lang=\"ar\" dir=\"auto\">"), "{arabic}");
    assert!(arabic.contains("<p class=\"prose\" lang=\"ar\" dir=\"auto\">"), "{arabic}");
    assert_eq!(attributes(&get("/documents/tried/b"), "lang"), ["en"]);
}

/// The wheel alone scrolls the page past a picture.
#[test]
fn a_picture_tells_how_it_is_zoomed() {
    let (_, html) = page("/networks/endorsements");
    assert!(html.contains("<kbd>Ctrl</kbd> and wheel or two fingers to zoom"));
}

#[test]
fn a_null_in_an_address_is_no_null_in_a_page() {
    for address in
        ["/networks/endorsements?set.topic=%00", "/search?q=%00", "/%00", "/ask?query=%00"]
    {
        let (_, html) = page(address);
        assert!(!html.contains('\0'), "{address}");
    }
}
