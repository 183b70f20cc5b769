//! Whatever names one of our terms names one that the ontology defines.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::path::PathBuf;

use sayso::rdf::vocabulary::NAMESPACE;
use sayso::rdf::vocabulary::class;
use sayso::rdf::vocabulary::property;
use sayso::rdf::vocabulary::scheme;
use sayso::rdf::vocabulary::value;

#[test]
fn queries_documentation_and_describers_name_only_terms_that_exist() {
    let terms = terms();
    let mut named = BTreeSet::new();
    let mut unknown = BTreeMap::new();
    for file in files() {
        let text = fs::read_to_string(&file).expect("the file is text");
        for name in names(&text) {
            if !terms.contains(name) {
                unknown.insert(name.to_owned(), file.clone());
            }
            named.insert(name.to_owned());
        }
    }
    assert!(unknown.is_empty(), "{unknown:?}");
    assert!(named.len() > 50, "only {} terms were looked at", named.len());
}

#[test]
fn names_are_found_in_text() {
    let text =
        "a sayso:Statement ; sayso:sha256|sayso:source/sayso:sameAgent ?x . `sayso:` <sayso:…>";
    let found: Vec<&str> = names(text).collect();
    assert_eq!(found, ["Statement", "sha256", "source", "sameAgent"]);
}

/// Returns the local names of all terms; a test beside the vocabulary holds them against `ontology/sayso.ttl`.
fn terms() -> BTreeSet<&'static str> {
    let terms = [class::TERMS, property::TERMS, value::TERMS, scheme::TERMS];
    terms.into_iter().flatten().filter_map(|term| term.as_str().strip_prefix(NAMESPACE)).collect()
}

/// Returns what stands after each `sayso:` of a text.
fn names(text: &str) -> impl Iterator<Item = &str> {
    let rests = text.split("sayso:").skip(1);
    let names = rests.map(|rest| {
        let end = rest.find(|letter: char| !letter.is_ascii_alphanumeric()).unwrap_or(rest.len());
        &rest[..end]
    });
    names.filter(|name| !name.is_empty())
}

/// Returns the files that speak of our terms.
fn files() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    let mut folders: Vec<PathBuf> =
        ["queries", "docs", "src/rdf", "tests/fixtures"].map(|folder| root.join(folder)).into();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("the folder is there") {
            let path = entry.expect("it can be listed").path();
            let extension = path.extension().and_then(|extension| extension.to_str());
            if path.is_dir() {
                folders.push(path);
            } else if matches!(extension, Some("rq" | "md" | "rs" | "trig")) {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}
