//! Documents → tokens, sentences, words with their grammar, quotations and names.

use divan::Bencher;
use divan::counter::ItemsCount;
use sayso::analyse::steps;
use sayso::analyse::steps::TaggedSentence;

use crate::generated::Staged;

#[divan::bench]
fn text(bencher: Bencher) {
    let staged = Staged::new(300_000);
    bencher.counter(count(&staged)).bench_local(|| staged.analysed());
}

#[divan::bench]
fn tokens(bencher: Bencher) {
    let staged = Staged::new(300_000);
    bencher
        .counter(count(&staged))
        .bench_local(|| steps::tokens(&staged.document, &staged.engine.lexicon));
}

#[divan::bench]
fn sentences(bencher: Bencher) {
    let staged = Staged::new(300_000);
    bencher.counter(count(&staged)).bench_local(|| staged.sentences());
}

#[divan::bench]
fn words(bencher: Bencher) {
    let staged = Staged::new(300_000);
    let tokens = &staged.analysis.tokens;
    bencher
        .counter(count(&staged))
        .bench_local(|| steps::words(&staged.document, tokens, &staged.engine.syntax));
}

#[divan::bench]
fn tagger(bencher: Bencher) {
    let staged = Staged::new(300_000);
    let sentences = words_of(&staged);
    bencher.counter(count(&staged)).bench_local(|| tagged(&staged, &sentences));
}

#[divan::bench]
fn parser(bencher: Bencher) {
    let staged = Staged::new(300_000);
    let tagged = tagged(&staged, &words_of(&staged));
    bencher.counter(count(&staged)).bench_local(|| steps::trees(&tagged, &staged.engine.syntax));
}

fn count(staged: &Staged) -> ItemsCount {
    ItemsCount::new(staged.analysis.tokens.len())
}

fn words_of(staged: &Staged) -> Vec<Vec<&str>> {
    let analysis = &staged.analysis;
    let words = analysis.sentences.iter().map(|sentence| &analysis.words[sentence.words.clone()]);
    let text = |words: &[sayso::model::Word]| {
        words.iter().map(|word| word.span.of(&staged.document.text)).collect()
    };
    words.map(text).collect()
}

fn tagged(staged: &Staged, sentences: &[Vec<&str>]) -> Vec<TaggedSentence> {
    sentences.iter().map(|words| steps::tags(words, &staged.engine.syntax)).collect()
}
