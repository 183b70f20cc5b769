//! Other models than those built in: read from a folder, told apart in a store, and refused when they are no models.

use std::fs;
use std::path::Path;
use std::path::PathBuf;

use sayso::analyse::Naming;
use sayso::analyse::Syntax;
use sayso::extract::Attribution;
use sayso::model::AnnotatedDocument;
use sayso::model::Document;
use sayso::model::DocumentKey;
use sayso::model::Lexicon;
use sayso::pipeline;
use sayso::pipeline::Built;
use sayso::pipeline::Engine;
use sayso::pipeline::Settings;
use sayso::read;
use sayso::train;
use tempfile::TempDir;

use super::corpus;

const FILES: [&str; 3] = ["syntax.model", "entities.model", "attributions.model"];

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
fn models_of_a_folder_are_those_built_in() {
    let engine = Engine::from_folder(copied().path()).unwrap();
    assert_eq!(engine.syntax.hash(), Engine::built_in().syntax.hash());
    assert_eq!(engine.naming.hash(), Engine::built_in().naming.hash());
    assert_eq!(engine.attribution.hash(), Engine::built_in().attribution.hash());
    let key = DocumentKey { corpus: "test".to_owned(), id: "text".to_owned() };
    let text = "Mayor Ada Finch said that the fair would go on. “It rains,” her deputy added.";
    let document = Document::of_text(key, text.to_owned());
    let account =
        |engine: &Engine| AnnotatedDocument::new(&document, &pipeline::account(&document, engine));
    assert_eq!(account(&engine), account(Engine::built_in()));
}

#[test]
fn vectors_of_a_folder_are_read_and_told_apart() {
    let folder = copied();
    let path = folder.path().join("words.model");
    fs::write(&path, train::words::words("vote 1 -1\nlaw -1 1\n").unwrap()).unwrap();
    let engine = Engine::from_folder(folder.path()).unwrap();
    assert_eq!(engine.attribution.words().dimensions(), 2);
    assert_ne!(engine.attribution.hash(), Engine::built_in().attribution.hash());
    fs::write(&path, "no model").unwrap();
    let error = Engine::from_folder(folder.path()).unwrap_err().to_string();
    assert!(error.contains("words.model"), "{error}");
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
    let rules = Engine {
        lexicon: Lexicon::built_in(),
        syntax: Syntax::built_in(),
        naming: Naming::built_in(),
        attribution: Attribution::none(),
    };
    let build = |engine: &Engine| -> Vec<Built> {
        let settings = Settings { engine, ..Settings::default() };
        let report = pipeline::build(&corpora, folder.path(), &settings, &|_, _| ()).unwrap();
        report.documents.into_values().collect()
    };
    assert_eq!(build(Engine::built_in()), [Built::New; 5]);
    assert_eq!(build(Engine::built_in()), [Built::Unchanged; 5]);
    assert_eq!(build(&rules), [Built::Changed; 5]);
}
