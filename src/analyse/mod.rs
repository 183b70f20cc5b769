//! Looks at a text before anything is claimed about who said what: its words, sentences and quotations.
//!
//! A [`Document`] comes in, an [`Analysis`] goes out. Any string passes through, in linear time.

pub(crate) mod syntax;
pub(crate) mod tokens;
pub(crate) mod boundaries;
pub(crate) mod sentences;
pub(crate) mod words;
pub(crate) mod grammar;
mod quotations;
pub(crate) mod names;
mod dates;
pub mod steps;

use std::collections::BTreeSet;

use crate::model::Analysis;
use crate::model::Document;
use crate::model::Lexicon;

use names::Analysed;

pub(crate) use grammar::GivenWord;
pub use names::learned::Naming;
pub use syntax::Syntax;

/// Returns the tokens, sentences, quotations, names and dates of a document's text.
pub fn text(document: &Document, lexicon: &Lexicon, syntax: &Syntax, naming: &Naming) -> Analysis {
    let text = document.text.as_str();
    let tokens = tokens::find(text, &lexicon.words);
    let boundaries = syntax.boundaries(&lexicon.words);
    let mut sentences = sentences::find(text, &tokens, &document.boilerplate, boundaries);
    let parts = words::find(text, &tokens, &syntax.splits);
    let (words, lemmas) = grammar::find(text, &parts, &mut sentences, syntax, &lexicon.cues);
    let quotations = quotations::find(text, &tokens, &sentences);
    let analysed =
        Analysed { text, tokens: &tokens, words: &words, lemmas: &lemmas, sentences: &sentences };
    let names = names::find(analysed, lexicon, naming);
    let dates = dates::find(text, &tokens, &sentences, document.metadata.date);
    Analysis { tokens, words, lemmas, sentences, quotations, names, dates }
}

/// Returns the grammar of a sentence whose words are given.
pub(crate) fn words_of(words: &[&str], syntax: &Syntax) -> Vec<GivenWord> {
    grammar::of_words(words, syntax)
}

/// Returns whether a list of lower-case words holds a word, whatever its case.
fn is_listed(list: &BTreeSet<String>, word: &str) -> bool {
    const LONGEST: usize = 24;
    let mut lower = [0; LONGEST];
    let Some(lower) = lower.get_mut(..word.len()) else { return false };
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    std::str::from_utf8(lower).is_ok_and(|word| list.contains(word))
}
