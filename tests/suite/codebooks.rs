//! A codebook that is brought to a build gives topics and positions, and nothing stays of it when it is not.

use std::path::Path;

use sayso::model::Codebook;
use sayso::pipeline;
use sayso::pipeline::Settings;
use sayso::query;
use sayso::query::checks::CHECKS;
use sayso::read;
use sayso::store::Store;

use super::corpus;

fn codebook(name: &str) -> Codebook {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/codebooks");
    pipeline::codebook(&folder.join(name)).expect("the codebook can be read")
}

fn build(folder: &Path, codebooks: &[Codebook]) {
    let corpora = [read::corpus(&corpus::folder()).expect("the corpus can be listed")];
    let settings = Settings { codebooks, ..Settings::default() };
    pipeline::build(&corpora, folder, &settings, &|_, _| ()).expect("the corpus can be built");
}

/// Returns how many rows a question has in a store, whose every check must pass.
fn rows(folder: &Path, name: &str) -> usize {
    let store = Store::open(folder).expect("the store can be opened");
    let settings = query::Settings::default();
    for check in CHECKS {
        let faults = check.faults(store.dataset(), &settings).expect("the check runs");
        assert!(faults.rows.is_empty(), "{} finds {:?}", check.name, faults.rows);
    }
    let question = query::question(name).expect("the question is shipped");
    let bindings = question.bindings(&[], &settings).expect("all has a default");
    let settings = query::Settings { bindings, ..settings };
    let answers = query::run(store.dataset(), &question.text, &settings).expect("it can be asked");
    let query::Answers::Solutions(table) = answers else { panic!("it asks for rows") };
    table.rows.len()
}

#[test]
fn a_codebook_gives_topics_and_positions() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    build(folder.path(), &[codebook("elections.ttl")]);
    assert!(rows(folder.path(), "positions") > 20);
    assert!(rows(folder.path(), "topics-of-claims") > 20);
    build(folder.path(), &[]);
    assert_eq!(rows(folder.path(), "positions"), 0);
}

#[test]
fn two_builds_give_the_same_bytes() {
    let codebooks = [codebook("elections.ttl"), codebook("affairs.ttl")];
    let manifest = || {
        let folder = tempfile::tempdir().expect("a folder can be made");
        build(folder.path(), &codebooks);
        let store = Store::open(folder.path()).expect("the store can be opened");
        store.manifest().clone()
    };
    assert_eq!(manifest().graphs, manifest().graphs);
}
