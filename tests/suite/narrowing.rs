//! A store narrowed to what the program is sure of is as sound as the whole, and its files stay as they are.

use oxigraph::model::Quad;
use sayso::model::Confidence;
use sayso::model::LeftOut;
use sayso::pipeline;
use sayso::query::Settings;
use sayso::query::checks;
use sayso::query::checks::CHECKS;
use sayso::rdf::Base;
use sayso::store::Store;

use super::corpus;

#[test]
fn a_narrowed_store_passes_every_check() {
    for hundredths in [1, 60, 75, 85, 90, 95, 100] {
        let mut built = corpus::build();
        let minimum = Confidence::hundredths(hundredths);
        pipeline::narrow(&mut built.store, minimum).expect("the store can be read");
        for check in CHECKS {
            let faults = check.faults(built.store.dataset(), &Settings::default());
            let faults = faults.expect("the check runs").rows;
            assert!(faults.is_empty(), "{} finds {faults:?} from {minimum} on", check.name);
        }
        let spans = checks::spans(&built.store, &Base::default()).expect("the texts can be read");
        assert_eq!(spans.faults, Vec::<String>::new());
    }
}

#[test]
fn nothing_is_left_out_where_everything_is_sure_enough() {
    let mut built = corpus::build();
    let whole = quads(&built.store);
    let left_out = pipeline::narrow(&mut built.store, Confidence::hundredths(0));
    assert_eq!(left_out.expect("the store can be read"), LeftOut::default());
    assert_eq!(quads(&built.store), whole);
}

#[test]
fn nobody_says_more_when_less_is_counted() {
    let mut statements = usize::MAX;
    for hundredths in [0, 70, 80, 90, 100] {
        let mut built = corpus::build();
        let before = findings(&built.store);
        let minimum = Confidence::hundredths(hundredths);
        let left_out = pipeline::narrow(&mut built.store, minimum).expect("the store can be read");
        let after = findings(&built.store);
        let gone = left_out.statements + left_out.stances + left_out.affiliations;
        assert_eq!(after + gone, before);
        assert!(after <= statements);
        statements = after;
        let whole = Store::open(built.store.folder()).expect("the store can be opened");
        assert_eq!(findings(&whole), before);
    }
    assert_eq!(statements, 0);
}

fn quads(store: &Store) -> Vec<String> {
    let quads = store.dataset().iter().map(|quad| quad.expect("memory can be read"));
    let mut lines: Vec<String> = quads.map(|quad| quad.to_string()).collect();
    lines.sort();
    lines
}

/// Returns how many statements, stances and affiliations the dataset has.
fn findings(store: &Store) -> usize {
    let classes = ["Statement", "Stance", "Affiliation"].map(|name| format!("#{name}>"));
    let is_finding = |quad: &Quad| {
        let class = quad.object.to_string();
        quad.predicate.as_str().ends_with("#type")
            && quad.subject.to_string().contains("/id/doc/")
            && classes.iter().any(|name| class.ends_with(name.as_str()))
    };
    let quads = store.dataset().iter().map(|quad| quad.expect("memory can be read"));
    quads.filter(is_finding).count()
}
