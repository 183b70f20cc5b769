//! The annotation that models are trained on stands off its texts: it has their hashes, and none of their sentences.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use sayso::score;
use serde_json::Value;

fn read(file: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/training");
    fs::read_to_string(folder.join(file)).expect("the file is there")
}

#[test]
fn the_annotation_is_well_formed() {
    let lines = read("attributions.jsonl");
    let documents = score::documents("attributions.jsonl", lines.as_bytes(), None, None)
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
