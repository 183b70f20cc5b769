//! Shipped questions over a store of a thousand documents.

use divan::Bencher;
use sayso::query;
use sayso::query::Settings;
use sayso::store::Store;

use crate::generated;

const DOCUMENTS: usize = 1_000;

const QUESTIONS: &[&str] =
    &["who-says-what", "who-sides-with-whom", "most-quoted", "shared-claims", "counts"];

#[divan::bench(args = QUESTIONS, sample_count = 5, sample_size = 1)]
fn ask(bencher: Bencher, name: &str) {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    generated::built(folder.path(), DOCUMENTS);
    let store = Store::open(&folder.path().join("store")).expect("the store was just made");
    let question = query::question(name).expect("the question is shipped");
    let settings = Settings::default();
    bencher.bench_local(|| {
        query::run(store.dataset(), &question.text, &settings).expect("the question has an answer")
    });
}
