//! Looks at a text before anything is claimed about who said what: its words, sentences and quotations.
//!
//! A [`Document`] comes in, an [`Analysis`] goes out. Any string passes through, in linear time.

mod syntax;
mod tokens;
mod sentences;
mod quotations;
mod names;

use std::collections::BTreeSet;

use crate::model::Analysis;
use crate::model::Document;
use crate::model::Lexicon;

pub use syntax::Syntax;

/// Returns the tokens, sentences, quotations and names of a document's text.
pub fn text(document: &Document, lexicon: &Lexicon, _syntax: &Syntax) -> Analysis {
    let text = document.text.as_str();
    let tokens = tokens::find(text, &lexicon.words);
    let sentences = sentences::find(text, &tokens, &document.boilerplate, &lexicon.words);
    let quotations = quotations::find(text, &tokens, &sentences);
    let names = names::find(text, &tokens, &sentences, lexicon);
    Analysis { tokens, words: Vec::new(), lemmas: Vec::new(), sentences, quotations, names }
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
