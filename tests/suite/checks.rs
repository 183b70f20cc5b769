//! Every check finds nothing in a sound store, and something once what it guards is broken.

use std::fs;
use std::path::Path;

use oxigraph::model::Quad;
use oxigraph::sparql::SparqlEvaluator;
use oxigraph::store::Store as Dataset;
use sayso::query::Settings;
use sayso::query::checks;
use sayso::query::checks::CHECKS;
use sayso::rdf::Base;
use sayso::rdf::vocabulary::PREFIXES;

use super::corpus;

#[test]
fn a_sound_store_passes_and_a_broken_one_fails() {
    let store = corpus::build().store;
    let settings = Settings::default();
    for check in CHECKS {
        let faults = check.faults(store.dataset(), &settings).expect("the check runs");
        assert!(faults.rows.is_empty(), "{} finds {:?}", check.name, faults.rows);
        let broken = broken(store.dataset(), check.breaks());
        let faults = check.faults(&broken, &settings).expect("the check runs");
        assert!(!faults.rows.is_empty(), "{} finds nothing after {}", check.name, check.breaks());
    }
}

#[test]
fn every_check_is_listed_and_says_what_it_is_for() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("queries/checks");
    let mut files: Vec<String> = fs::read_dir(folder)
        .expect("the folder is there")
        .map(|entry| entry.expect("it can be listed").file_name().to_string_lossy().into_owned())
        .collect();
    files.sort();
    let mut listed: Vec<String> = CHECKS.iter().map(|check| format!("{}.rq", check.name)).collect();
    listed.sort();
    assert_eq!(files, listed);
    for check in CHECKS {
        assert!(!check.summary().is_empty() && !check.fault().is_empty(), "{}", check.name);
    }
}

#[test]
fn every_span_has_the_words_at_its_place() {
    let built = corpus::build();
    let report = checks::spans(&built.store, &Base::default()).expect("the texts can be read");
    assert!(report.compared > 100, "{report:?}");
    assert_eq!(report.faults, Vec::<String>::new());
}

/// Returns a copy of a dataset after an update.
fn broken(dataset: &Dataset, update: &str) -> Dataset {
    let copy = Dataset::new().expect("memory suffices");
    let quads: Vec<Quad> = dataset.iter().map(|quad| quad.expect("memory can be read")).collect();
    copy.extend(quads).expect("memory suffices");
    let mut evaluator = SparqlEvaluator::new();
    for (name, iri) in PREFIXES {
        evaluator = evaluator.with_prefix(*name, *iri).expect("the prefixes are well-formed");
    }
    evaluator
        .parse_update(update)
        .expect("the update is SPARQL")
        .on_store(&copy)
        .execute()
        .expect("it runs");
    copy
}
