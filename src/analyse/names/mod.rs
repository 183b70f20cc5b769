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
pub(crate) mod learned;

use crate::model::Lexicon;
use crate::model::Name;
use crate::model::Sentence;
use crate::model::SentenceKind;
use crate::model::Span;

use learned::Naming;
use learned::Scene;
use words::Words;

pub(crate) use learned::Analysed;

/// Returns the names and descriptions of a text in order, of those that begin together the longest first.
pub(super) fn find(analysed: Analysed, lexicon: &Lexicon, naming: &Naming) -> Vec<Name> {
    let mut scene = Scene::new(analysed, lexicon);
    let mut names = match &naming.models {
        Some(models) => {
            scene.prepare();
            learned::names(&scene, models)
        }
        None => std::mem::take(&mut scene.by_rule),
    };
    without_numbers(scene.words.text, analysed.sentences, &mut names);
    sort(&mut names);
    let mut described = descriptions::find(&scene.words, analysed.sentences, &names);
    if let Some(models) = &naming.models {
        learned::describe(&scene, &names, &mut described, models);
    }
    names.append(&mut described);
    sort(&mut names);
    names
}

/// Returns the names that rules find, without descriptions, in order, given which tokens are tagged as common words.
fn by_rule(
    words: &Words,
    sentences: &[Sentence],
    is_tagged_common: &impl Fn(usize) -> bool,
) -> Vec<Name> {
    let prose = |sentence: &&Sentence| {
        sentence.kind == SentenceKind::Prose || !headlines::is_title_case(words, sentence)
    };
    let mut names = Vec::new();
    for sentence in sentences.iter().filter(prose) {
        runs::find(words, sentence.tokens.clone(), &mut names);
    }
    let seen = headlines::Seen::new(words.text, &names);
    for sentence in sentences.iter().filter(|sentence| !prose(sentence)) {
        headlines::find(words, sentence.tokens.clone(), &seen, is_tagged_common, &mut names);
    }
    sort(&mut names);
    names
}

/// Takes the number of an item off the name that the item begins with: "**2.** Parliament should …".
fn without_numbers(text: &str, sentences: &[Sentence], names: &mut [Name]) {
    for name in names {
        let span = name.span;
        let opens = sentences.binary_search_by_key(&span.start(), |it| it.span.start()).is_ok();
        let words = span.of(text);
        let number = words.len() - words.trim_start_matches(|it: char| it.is_ascii_digit()).len();
        let rest = words[number..].trim_start_matches(['.', ')']).trim_start();
        let rest = rest.strip_prefix("The ").unwrap_or(rest);
        let is_marked = (1..=3).contains(&number)
            && words[number..].starts_with(['.', ')'])
            && rest.starts_with(char::is_alphabetic);
        if opens && is_marked {
            name.span = Span::new(text, span.end() - rest.len(), span.end()).unwrap_or(span);
        }
    }
}

fn sort(names: &mut Vec<Name>) {
    names.sort_by_key(|name| (name.span.start(), std::cmp::Reverse(name.span.end())));
    names.dedup_by_key(|name| name.span);
}

#[cfg(test)]
mod tests;
