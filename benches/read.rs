//! Bytes → documents.

use divan::Bencher;
use divan::counter::BytesCount;
use sayso::read;
use sayso::read::Source;

use crate::generated;

#[divan::bench]
fn plain_text(bencher: Bencher) {
    decode(bencher, "text.txt", generated::text(1_000_000).as_bytes());
}

#[divan::bench]
fn html(bencher: Bencher) {
    decode(bencher, "page.html", generated::page(0).as_bytes());
}

fn decode(bencher: Bencher, file: &str, bytes: &[u8]) {
    let source = Source { file: file.to_owned(), ..Source::nameless() };
    bencher
        .counter(BytesCount::of_slice(bytes))
        .bench_local(|| read::document_from(&source, bytes).expect("the text can be read"));
}
