//! Names: words that name or describe somebody or something.
//!
//! Tokens and sentences come in, names come out, each with what it seems to name and the post in front of
//! it. Whether two of them mean the same is left to resolution.

mod words;
mod runs;
mod types;
mod known;
mod titles;
mod headlines;
mod descriptions;

use crate::model::Lexicon;
use crate::model::Name;
use crate::model::Sentence;
use crate::model::SentenceKind;
use crate::model::Token;

use words::Words;

/// Returns the names and descriptions of a text in order, of those that begin together the longest first.
pub(super) fn find(
    text: &str,
    tokens: &[Token],
    sentences: &[Sentence],
    lexicon: &Lexicon,
) -> Vec<Name> {
    let words = Words::new(text, tokens, sentences, lexicon);
    let prose = |sentence: &&Sentence| {
        sentence.kind == SentenceKind::Prose || !headlines::is_title_case(&words, sentence)
    };
    let mut names = Vec::new();
    for sentence in sentences.iter().filter(prose) {
        runs::find(&words, sentence.tokens.clone(), &mut names);
    }
    let seen = headlines::Seen::new(text, &names);
    for sentence in sentences.iter().filter(|sentence| !prose(sentence)) {
        headlines::find(&words, sentence.tokens.clone(), &seen, &mut names);
    }
    sort(&mut names);
    let mut described = descriptions::find(&words, sentences, &names);
    names.append(&mut described);
    sort(&mut names);
    names
}

fn sort(names: &mut Vec<Name>) {
    names.sort_by_key(|name| (name.span.start(), std::cmp::Reverse(name.span.end())));
    names.dedup_by_key(|name| name.span);
}

#[cfg(test)]
mod tests;
