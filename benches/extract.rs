//! Analyses → findings.

use divan::Bencher;
use divan::counter::BytesCount;
use divan::counter::ItemsCount;

use crate::generated::Staged;

#[divan::bench]
fn findings(bencher: Bencher) {
    let staged = Staged::new(300_000);
    bencher
        .counter(BytesCount::of_str(&staged.document.text))
        .counter(ItemsCount::new(staged.analysis.tokens.len()))
        .bench_local(|| staged.extracted());
}
