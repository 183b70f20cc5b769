//! Other models than those built in: read from a folder, told apart in a store, and refused when they are no models.

use std::fs;
use std::path::Path;
use std::path::PathBuf;

use sayso::model::Document;
use sayso::model::DocumentKey;
use sayso::model::Sha256;
use sayso::pipeline;
use sayso::pipeline::Built;
use sayso::pipeline::Engine;
use sayso::pipeline::Settings;
use sayso::read;
use tempfile::TempDir;

use super::corpus;

const FILES: [&str; 2] = ["syntax.model", "attributions.model"];

/// Copies the models of the project to a folder that vanishes.
fn copied() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for file in FILES {
        fs::copy(built_in().join(file), folder.path().join(file)).unwrap();
    }
    folder
}

fn built_in() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data/models")
}

#[test]
fn models_of_a_folder_are_used() {
    let engine = Engine::from_folder(copied().path()).unwrap();
    assert_eq!(engine.syntax.hash(), Engine::built_in().syntax.hash());
    assert_eq!(engine.attribution.hash(), Sha256::of(fs::read(built_in().join(FILES[1])).unwrap()));
    let key = DocumentKey { corpus: "test".to_owned(), id: "text".to_owned() };
    let text = "Mayor Ada Finch said that the fair would go on. “It rains,” her deputy added.";
    let document = Document::of_text(key, text.to_owned());
    let cues = |engine: &Engine| -> Vec<String> {
        let account = pipeline::account(&document, engine);
        let cues = account.statements.iter().flat_map(|statement| &statement.cue);
        cues.map(|cue| cue.of(text).to_owned()).collect()
    };
    assert_eq!(cues(&engine), ["said", "added"]);
    assert_eq!(cues(Engine::built_in()), ["said", "added"]);
}

#[test]
fn a_folder_without_models_is_refused() {
    for file in FILES {
        let folder = copied();
        let path = folder.path().join(file);
        let error = || Engine::from_folder(folder.path()).unwrap_err().to_string();
        let mut bytes = fs::read(&path).unwrap();
        bytes.truncate(bytes.len() / 2);
        fs::write(&path, &bytes).unwrap();
        assert_eq!(error(), format!("cannot use {}", path.display()));
        fs::write(&path, "no model").unwrap();
        assert_eq!(error(), format!("cannot use {}", path.display()));
        fs::remove_file(&path).unwrap();
        assert_eq!(error(), format!("cannot open {}", path.display()));
    }
}

#[test]
fn a_store_of_other_models_is_built_anew() {
    let folder = tempfile::tempdir().unwrap();
    let corpora = [read::corpus(&corpus::folder()).unwrap()];
    let trained = Engine::from_folder(&built_in()).unwrap();
    let build = |engine: &Engine| -> Vec<Built> {
        let settings = Settings { engine, base: None };
        let report = pipeline::build(&corpora, folder.path(), &settings, &|_, _| ()).unwrap();
        report.documents.into_values().collect()
    };
    assert_eq!(build(Engine::built_in()), [Built::New; 5]);
    assert_eq!(build(Engine::built_in()), [Built::Unchanged; 5]);
    assert_eq!(build(&trained), [Built::Changed; 5]);
}
