//! The steps of [`text`](super::text), each by itself, so that each can be measured.

use crate::model::Document;
use crate::model::Lexicon;
use crate::model::Relation;
use crate::model::Sentence;
use crate::model::Token;

use super::Syntax;
use super::grammar::features;
use super::grammar::forms::Form;
use super::grammar::parser::Parser;
use super::grammar::tagger;

/// Returns the tokens of a text.
pub fn tokens(document: &Document, lexicon: &Lexicon) -> Vec<Token> {
    super::tokens::find(&document.text, &lexicon.words)
}

/// Returns the sentences of a text.
pub fn sentences(
    document: &Document,
    tokens: &[Token],
    lexicon: &Lexicon,
    syntax: &Syntax,
) -> Vec<Sentence> {
    let boundaries = syntax.boundaries(&lexicon.words);
    super::sentences::find(&document.text, tokens, &document.boilerplate, boundaries)
}

/// Returns how many words the tokens of a text are.
pub fn words(document: &Document, tokens: &[Token], syntax: &Syntax) -> usize {
    super::words::find(&document.text, tokens, &syntax.splits).len()
}

/// A sentence with its tags.
#[derive(Clone, Debug)]
pub struct TaggedSentence {
    words: Vec<u64>,
    tags: Vec<u16>,
}

/// Tags the words of a sentence.
pub fn tags(words: &[&str], syntax: &Syntax) -> TaggedSentence {
    let forms: Vec<Form> = words.iter().map(|word| Form::of(word)).collect();
    let tags = tagger::tags(&forms, &syntax.dictionary, &syntax.tagger);
    TaggedSentence { words: forms.iter().map(Form::word).collect(), tags }
}

/// Returns the tree of each tagged sentence: the head and relation of each word.
pub fn trees(sentences: &[TaggedSentence], syntax: &Syntax) -> Vec<Vec<(Option<u32>, Relation)>> {
    let mut parser = Parser::new(&syntax.moves, &syntax.relations);
    let tree = |sentence: &TaggedSentence| {
        parser.tree(&features::Sentence { words: &sentence.words, tags: &sentence.tags })
    };
    sentences.iter().map(tree).collect()
}
