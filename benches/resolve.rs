//! Findings → accounts; accounts → who is who across documents.

use divan::Bencher;
use divan::counter::BytesCount;
use divan::counter::ItemsCount;
use sayso::model::AnnotatedDocument;
use sayso::model::Identity;
use sayso::model::Judgements;
use sayso::pipeline::Engine;
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
    bencher.counter(ItemsCount::new(documents)).bench_local(|| identity_of(&accounts));
}

/// So many agents, each with a name of its own, of which one in four is written in a second way elsewhere.
#[divan::bench(args = [25_000, 50_000, 100_000], sample_count = 3, sample_size = 1)]
fn agents(bencher: Bencher, agents: usize) {
    let accounts = generated::cast(agents);
    bencher.counter(ItemsCount::new(agents)).bench_local(|| identity_of(&accounts));
}

fn identity_of(accounts: &[AnnotatedDocument]) -> Identity {
    let lexicon = &Engine::built_in().lexicon;
    resolve::identity(accounts, lexicon, &Judgements::default()).expect("nobody decides")
}

#[divan::bench(args = [1_000, 10_000], sample_count = 5, sample_size = 1)]
fn links(bencher: Bencher, documents: usize) {
    let accounts = generated::accounts(documents);
    let identity = identity_of(&accounts);
    bencher
        .counter(ItemsCount::new(documents))
        .bench_local(|| resolve::links(&accounts, &identity, &Engine::built_in().lexicon));
}

/// So many claims, of which one in ten says the same as another in other words.
#[divan::bench(args = [10_000, 100_000, 1_000_000], sample_count = 1, sample_size = 1)]
fn claims(bencher: Bencher, claims: usize) {
    let accounts = generated::claims(claims);
    let identity = identity_of(&accounts);
    bencher
        .counter(ItemsCount::new(claims))
        .bench_local(|| resolve::links(&accounts, &identity, &Engine::built_in().lexicon));
}
