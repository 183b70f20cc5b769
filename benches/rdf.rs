//! Accounts → quads.

use divan::Bencher;
use divan::counter::ItemsCount;
use sayso::model::Run;
use sayso::rdf;
use sayso::rdf::Base;

use crate::generated::Staged;

#[divan::bench]
fn document(bencher: Bencher) {
    let staged = Staged::new(300_000);
    let base = Base::default();
    let lexicon = staged.engine.lexicon.hash.clone();
    let run = Run {
        version: "0".to_owned(),
        lexicon,
        registry: None,
        syntax: None,
        naming: None,
        attribution: None,
        options: Vec::new(),
    };
    let describe = || rdf::document(&base, &staged.document, &staged.account, &run);
    bencher.counter(ItemsCount::new(describe().len())).bench_local(describe);
}
