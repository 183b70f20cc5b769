//! Findings → accounts; accounts → who is who across documents.

use divan::Bencher;
use divan::counter::BytesCount;
use divan::counter::ItemsCount;
use sayso::resolve;

use crate::generated;
use crate::generated::Staged;

#[divan::bench]
fn document(bencher: Bencher) {
    let staged = Staged::new(300_000);
    bencher
        .counter(BytesCount::of_str(&staged.document.text))
        .counter(ItemsCount::new(staged.analysis.tokens.len()))
        .with_inputs(|| staged.findings.clone())
        .bench_local_values(|findings| staged.resolved(findings));
}

#[divan::bench(args = [1_000, 10_000], sample_count = 5, sample_size = 1)]
fn identity(bencher: Bencher, documents: usize) {
    let accounts = generated::accounts(documents);
    bencher.counter(ItemsCount::new(documents)).bench_local(|| resolve::identity(&accounts));
}

#[divan::bench(args = [1_000, 10_000], sample_count = 5, sample_size = 1)]
fn links(bencher: Bencher, documents: usize) {
    let accounts = generated::accounts(documents);
    let identity = resolve::identity(&accounts);
    bencher
        .counter(ItemsCount::new(documents))
        .bench_local(|| resolve::links(&accounts, &identity));
}
