//! How well treebanks are read: tokens, sentences, tags, lemmas and trees.
//!
//! A token is a word of the treebank (of a token of several words, each of them), right where one of the same first
//! and last letter was found. So it is with sentences; the ends of sentences are also counted apart, as one wrong
//! end makes two sentences wrong.

use std::collections::BTreeMap;
use std::ops::AddAssign;

use crate::analyse;
use crate::analyse::Naming;
use crate::analyse::Syntax;
use crate::model::Analysis;
use crate::model::Document;
use crate::model::DocumentKey;
use crate::model::Lexicon;
use crate::model::Word;

use super::conllu::TreebankSentence;
use super::conllu::TreebankText;
use super::conllu::TreebankWord;

/// What of a treebank was right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SyntaxScore {
    /// With words and sentences as the treebank has them.
    pub given: Right,
    /// From the text alone.
    pub raw: Right,
    /// Sentences with the same first and last letter.
    pub sentences: Counts,
    /// Ends of sentences: with the same last letter, wherever the sentence began.
    pub ends: Counts,
}

/// Words that were right in one respect or another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Right {
    /// Words that were found, those of the treebank, and those of both.
    pub words: Counts,
    /// Words of both with the right universal part of speech.
    pub upos: usize,
    /// With the right tag of the Penn Treebank.
    pub xpos: usize,
    /// With the right lemma.
    pub lemma: usize,
    /// With the right head.
    pub head: usize,
    /// With the right head and relation, its subtype included.
    pub relation: usize,
}

impl Right {
    /// Returns F1 in per cent of one of its figures.
    pub fn percent(&self, right: usize) -> f64 {
        Counts { both: right, ..self.words }.percent()
    }
}

/// How many were found, how many there are, and how many are both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Found.
    pub found: usize,
    /// There in the treebank.
    pub gold: usize,
    /// Both.
    pub both: usize,
}

impl Counts {
    /// Returns F1 in per cent.
    pub fn percent(&self) -> f64 {
        let share = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
        if self.found + self.gold == 0 {
            return 100.0;
        }
        200.0 * share(self.both) / share(self.found + self.gold)
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.found += other.found;
        self.gold += other.gold;
        self.both += other.both;
    }
}

/// Reads the texts of a treebank and compares.
pub fn score(texts: &[TreebankText], lexicon: &Lexicon, syntax: &Syntax) -> SyntaxScore {
    let mut score = SyntaxScore::default();
    for text in texts {
        score_given(text, syntax, &mut score.given);
        score_raw(text, lexicon, syntax, &mut score);
    }
    score
}

fn score_given(text: &TreebankText, syntax: &Syntax, right: &mut Right) {
    for sentence in &text.sentences {
        let forms: Vec<&str> = sentence.words.iter().map(|word| word.form.as_str()).collect();
        let found = analyse::words_of(&forms, syntax);
        let count = forms.len();
        right.words += Counts { found: count, gold: count, both: count };
        for (gold, found) in sentence.words.iter().zip(&found) {
            right.upos += usize::from(gold.upos == found.upos);
            right.xpos += usize::from(gold.xpos == found.xpos);
            right.lemma += usize::from(gold.lemma == found.lemma);
            let has_head = gold.head == found.head;
            right.head += usize::from(has_head);
            right.relation += usize::from(has_head && gold.relation == found.relation);
        }
    }
}

fn score_raw(text: &TreebankText, lexicon: &Lexicon, syntax: &Syntax, score: &mut SyntaxScore) {
    let key = DocumentKey { corpus: String::new(), id: String::new() };
    let document = Document::of_text(key, text.text.clone());
    let analysis = analyse::text(&document, lexicon, syntax, &Naming::none());
    let places: BTreeMap<(usize, usize), &Word> = analysis
        .sentences
        .iter()
        .flat_map(|sentence| &analysis.words[sentence.words.clone()])
        .map(|word| ((word.span.start(), word.span.end()), word))
        .collect();
    let right = &mut score.raw;
    right.words.found += places.len();
    for sentence in &text.sentences {
        right.words.gold += sentence.words.len();
        for gold in &sentence.words {
            let Some(found) = places.get(&(gold.place.start, gold.place.end)) else { continue };
            right.words.both += 1;
            right.upos += usize::from(gold.upos == found.upos);
            right.xpos += usize::from(gold.xpos == found.xpos);
            let lemma = analysis.lemmas.get(found.lemma as usize);
            right.lemma += usize::from(lemma.is_some_and(|lemma| *lemma == gold.lemma));
            let has_head = has_head(gold, sentence, found, &analysis);
            right.head += usize::from(has_head);
            right.relation += usize::from(has_head && gold.relation == found.relation);
        }
    }
    score.sentences += sentences(text, &analysis);
    score.ends += ends(text, &analysis);
}

fn has_head(
    gold: &TreebankWord,
    sentence: &TreebankSentence,
    found: &Word,
    analysis: &Analysis,
) -> bool {
    let gold = gold.head.map(|head| sentence.words[head].place.clone());
    let found = found.head.map(|head| analysis.words[head as usize].span);
    gold == found.map(|span| span.start()..span.end())
}

fn sentences(text: &TreebankText, analysis: &Analysis) -> Counts {
    let found: Vec<(usize, usize)> = analysis
        .sentences
        .iter()
        .map(|sentence| (sentence.span.start(), sentence.span.end()))
        .collect();
    let gold = text.sentences.iter().filter_map(|sentence| {
        Some((sentence.words.first()?.place.start, sentence.words.last()?.place.end))
    });
    let both = gold.filter(|place| found.binary_search(place).is_ok()).count();
    Counts { found: found.len(), gold: text.sentences.len(), both }
}

fn ends(text: &TreebankText, analysis: &Analysis) -> Counts {
    let found: Vec<usize> = analysis.sentences.iter().map(|sentence| sentence.span.end()).collect();
    let gold = text.sentences.iter().filter_map(|sentence| Some(sentence.words.last()?.place.end));
    let both = gold.filter(|end| found.binary_search(end).is_ok()).count();
    Counts { found: found.len(), gold: text.sentences.len(), both }
}
