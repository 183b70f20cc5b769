//! The annotation that models are trained on stands off its texts: it has their hashes, and none of their sentences. Only the texts on
//! topics stand beside it.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::path::PathBuf;

use sayso::model::Sha256;
use sayso::score;
use serde_json::Value;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data/training")
}

fn read(file: &str) -> String {
    fs::read_to_string(folder().join(file)).expect("the file is there")
}

#[test]
fn the_annotation_is_well_formed() {
    check_counts("attributions.jsonl");
    check_counts("topics.jsonl");
}

/// Checks that a file can be read, and that the README counts what it holds.
fn check_counts(file: &str) {
    let lines = read(file);
    let documents = score::documents(file, lines.as_bytes(), None, None)
        .unwrap_or_else(|error| panic!("{error}"));
    let readme = read("README.md").replace(',', "");
    for count in [
        documents.len(),
        documents.iter().map(|document| document.entities.len()).sum(),
        documents.iter().map(|document| document.affiliations.len()).sum(),
        documents.iter().map(|document| document.statements.len()).sum(),
        documents.iter().map(|document| document.stances.len()).sum(),
    ] {
        assert!(readme.contains(&format!(" {count}")), "the README does not have {count}");
    }
}

/// The texts on topics are part of the project: each is the one that was annotated, and no other lies there.
#[test]
fn the_own_texts_are_those_that_are_annotated() {
    let texts = folder().join("texts");
    let mut annotated = BTreeSet::new();
    for line in read("topics.jsonl").lines() {
        let document: BTreeMap<String, Value> = serde_json::from_str(line).unwrap();
        let file = format!("{}.txt", document["id"].as_str().unwrap());
        let text = fs::read(texts.join(&file)).expect("the text is there");
        assert_eq!(Some(Sha256::of(text).as_str()), document["sha256"].as_str(), "{file}");
        assert!(document["fold"].as_u64().is_some_and(|fold| fold < 5), "{file}");
        annotated.insert(file);
    }
    let there = fs::read_dir(&texts).unwrap();
    let there = there.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    assert_eq!(there.collect::<BTreeSet<_>>(), annotated);
}

#[test]
fn each_document_says_where_its_text_is_and_has_none_of_it() {
    let mut sources: BTreeMap<String, usize> = BTreeMap::new();
    for line in read("attributions.jsonl").lines() {
        let document: BTreeMap<String, Value> = serde_json::from_str(line).unwrap();
        let text = |field: &str| document[field].as_str().unwrap_or_default();
        let fields: BTreeSet<&str> = document.keys().map(String::as_str).collect();
        let known =
            "id fold source title address sha256 author entities affiliations statements stances";
        assert_eq!(fields, known.split(' ').collect::<BTreeSet<_>>());
        assert!(document["fold"].as_u64().is_some_and(|fold| fold < 5), "{}", text("id"));
        let hash = text("sha256");
        assert!(hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()), "{hash}");
        assert!(!text("address").is_empty(), "{}", text("id"));
        *sources.entry(text("source").to_owned()).or_default() += 1;
        for name in names(&document["entities"]) {
            assert!(name.split(' ').count() < 20, "{name}");
        }
    }
    let readme = read("README.md");
    for (source, count) in sources {
        assert!(readme.contains(&format!("| {count} |")), "the README does not count {source}");
    }
}

fn names(entities: &Value) -> impl Iterator<Item = &str> {
    let entities = entities.as_array().into_iter().flatten();
    entities
        .flat_map(|entity| entity["names"].as_array().into_iter().flatten())
        .filter_map(Value::as_str)
}
