//! Documents → accounts: all stages together, on one thread.

use divan::Bencher;
use divan::counter::BytesCount;
use divan::counter::ItemsCount;
use sayso::pipeline;

use crate::generated::Staged;

#[divan::bench]
fn account(bencher: Bencher) {
    let staged = Staged::new(300_000);
    bencher
        .counter(BytesCount::of_str(&staged.document.text))
        .counter(ItemsCount::new(staged.analysis.tokens.len()))
        .bench_local(|| pipeline::account(&staged.document, staged.engine));
}
