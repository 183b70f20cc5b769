//! A text as the models read it: words with their hashes, their tree, the quotations that they stand in, and what
//! the rules found at each cue.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::extract::reading::Reading;
use crate::learn;
use crate::model::FoundStatement;
use crate::model::Relation;
use crate::model::Span;
use crate::model::Voice;
use crate::model::Word;

use super::trees;

/// Quotations of more words are taken for lost marks.
const LONGEST_QUOTATION: usize = 1500;

/// A text with what the models ask about its words.
pub struct Scene<'a> {
    pub(super) reading: &'a Reading<'a>,
    pub(super) words: &'a [Word],
    /// For each word the hash of its form in lower case, digits folded.
    pub(super) forms: Vec<u64>,
    /// For each word the hash of its lemma.
    pub(super) lemmas: Vec<u64>,
    /// For each relation its name without the subtype, and a number for it.
    bases: Vec<(&'static str, u64)>,
    /// For each word its sentence.
    sentences: Vec<u32>,
    /// For each word its quotation, scare quotes left out.
    quotations: Vec<Option<u32>>,
    /// For each quotation its words, marks included.
    pub(super) quoted: Vec<Range<usize>>,
    /// For each word where its children begin in `children`.
    first_child: Vec<u32>,
    children: Vec<u32>,
    /// For each word the words of its branch: the first, and the one after the last.
    branches: Vec<(u32, u32)>,
    /// What the word rules found, by the word that heads the cue.
    pub(super) by_rule: BTreeMap<usize, Hypothesis>,
    /// The statements of the word rules.
    pub(super) found: Vec<FoundStatement>,
}

/// What a rule holds to be a statement, in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Hypothesis {
    /// The hash of the rule's name.
    pub rule: u64,
    pub source: Option<Range<usize>>,
    pub cue: Option<Range<usize>>,
    pub content: Vec<Range<usize>>,
    pub addressee: Option<Range<usize>>,
    /// The statement that it was made of, as an index into [`Scene::found`].
    pub found: Option<usize>,
}

impl<'a> Scene<'a> {
    /// Looks at every word of a text once.
    pub(in crate::extract) fn new(reading: &'a Reading<'a>, found: Vec<FoundStatement>) -> Self {
        let analysis = reading.analysis;
        let words = analysis.words.as_slice();
        let lemmas: Vec<u64> = analysis.lemmas.iter().map(|lemma| learn::hash(lemma)).collect();
        let (first_child, children) = children(words);
        let mut scene = Self {
            reading,
            words,
            forms: words
                .iter()
                .map(|word| learn::hash(&form(reading.text_of(word.span))))
                .collect(),
            lemmas: words
                .iter()
                .map(|word| lemmas.get(word.lemma as usize).copied().unwrap_or(0))
                .collect(),
            bases: bases(),
            sentences: sentences(reading),
            quotations: vec![None; words.len()],
            quoted: Vec::new(),
            first_child,
            children,
            branches: Vec::new(),
            by_rule: BTreeMap::new(),
            found,
        };
        scene.branches = trees::branches(&scene);
        scene.quote();
        scene.by_rule = scene
            .found
            .iter()
            .enumerate()
            .filter_map(|(number, statement)| scene.hypothesis(number, statement))
            .collect();
        scene
    }

    fn quote(&mut self) {
        for quotation in &self.reading.analysis.quotations {
            let range = self.words_in(quotation.span);
            if !quotation.is_scare && range.len() <= LONGEST_QUOTATION {
                let number = u32::try_from(self.quoted.len()).ok();
                self.quotations[range.clone()].fill(number);
            }
            self.quoted.push(range);
        }
    }

    fn hypothesis(&self, number: usize, statement: &FoundStatement) -> Option<(usize, Hypothesis)> {
        let cue = self.words_in(*statement.cue.first()?);
        let head = self.head_of(&cue)?;
        let words_in = |span: Span| Some(self.words_in(span)).filter(|range| !range.is_empty());
        let source = match statement.source {
            Voice::Words(span) => words_in(span),
            _ => None,
        };
        let content = statement.content.iter().filter_map(|&span| words_in(span)).collect();
        let addressee = statement.addressee.and_then(words_in);
        let rule = learn::hash(statement.rule);
        let hypothesis =
            Hypothesis { rule, source, cue: Some(cue), content, addressee, found: Some(number) };
        Some((head, hypothesis))
    }

    /// Returns the first of some words whose head lies outside of them.
    pub(super) fn head_of(&self, words: &Range<usize>) -> Option<usize> {
        words.clone().find(|&at| self.head(at).is_none_or(|head| !words.contains(&head)))
    }

    /// Returns the words that lie in a span, or touch it.
    pub(super) fn words_in(&self, span: Span) -> Range<usize> {
        let start = self.words.partition_point(|word| word.span.end() <= span.start());
        let end = self.words.partition_point(|word| word.span.start() < span.end());
        start..end.max(start)
    }

    /// Returns the span of some words.
    pub(super) fn span(&self, words: &Range<usize>) -> Option<Span> {
        let words = self.words.get(words.clone())?;
        Some(words.first()?.span.to(words.last()?.span))
    }

    /// Returns a word as it stands.
    pub(super) fn text(&self, at: usize) -> &'a str {
        self.words.get(at).map_or("", |word| self.reading.text_of(word.span))
    }

    pub(super) fn lemma(&self, at: usize) -> &'a str {
        self.reading.analysis.lemma(at)
    }

    /// Returns the word that a word depends on.
    pub(super) fn head(&self, at: usize) -> Option<usize> {
        self.words.get(at)?.head.map(|head| head as usize)
    }

    /// Returns the words that depend on a word.
    pub(super) fn children(&self, at: usize) -> impl DoubleEndedIterator<Item = usize> + use<'_> {
        let start = self.first_child.get(at).copied().unwrap_or(0) as usize;
        let end = self.first_child.get(at + 1).copied().unwrap_or(0) as usize;
        self.children[start..end.max(start)].iter().map(|&child| child as usize)
    }

    /// Returns the first child that depends in a way, its subtype left out.
    pub(super) fn child(&self, at: usize, relation: &str) -> Option<usize> {
        self.children(at).find(|&child| self.base(child) == relation)
    }

    /// Returns a word with all that hangs under it, as a range.
    pub(super) fn branch(&self, at: usize) -> Range<usize> {
        self.branches.get(at).map_or(at..at + 1, |&(start, end)| start as usize..end as usize)
    }

    pub(super) fn relation(&self, at: usize) -> &'static str {
        self.words.get(at).map_or("", |word| word.relation.name())
    }

    pub(super) fn upos(&self, at: usize) -> &'static str {
        self.words.get(at).map_or("", |word| word.upos.name())
    }

    pub(super) fn xpos(&self, at: usize) -> &'static str {
        self.words.get(at).map_or("", |word| word.xpos.name())
    }

    /// Returns how a word depends, without the subtype.
    pub(super) fn base(&self, at: usize) -> &'static str {
        self.words.get(at).map_or("", |word| self.bases[word.relation.number()].0)
    }

    /// Returns a number for how a word depends, without the subtype; 0 past the end.
    pub(super) fn base_number(&self, at: usize) -> u64 {
        self.words.get(at).map_or(0, |word| self.bases[word.relation.number()].1)
    }

    /// Returns a number for how a word depends; 0 past the end.
    pub(super) fn relation_number(&self, at: usize) -> u64 {
        self.words.get(at).map_or(0, |word| 1 + word.relation.number() as u64)
    }

    /// Returns a number for a part of speech; 0 past the end.
    pub(super) fn upos_number(&self, at: usize) -> u64 {
        self.words.get(at).map_or(0, |word| 1 + word.upos.number() as u64)
    }

    /// Returns a number for a tag; 0 past the end.
    pub(super) fn xpos_number(&self, at: usize) -> u64 {
        self.words.get(at).map_or(0, |word| 1 + word.xpos.number() as u64)
    }

    /// Returns the number of the quotation that a word stands in.
    pub(super) fn quotation(&self, at: usize) -> Option<usize> {
        self.quotations.get(at).copied().flatten().map(|number| number as usize)
    }

    /// Returns the number of the sentence that a word stands in.
    pub(super) fn sentence(&self, at: usize) -> usize {
        self.sentences.get(at).map_or(0, |&number| number as usize)
    }

    /// Returns the words of a sentence.
    pub(super) fn words_of_sentence(&self, number: usize) -> Range<usize> {
        self.reading.analysis.sentences.get(number).map_or(0..0, |sentence| sentence.words.clone())
    }
}

/// Returns a word in lower case with its digits and quotation marks folded.
pub fn form(word: &str) -> String {
    let fold = |letter: char| match letter {
        '0'..='9' => '0',
        '“' | '”' | '„' | '«' | '»' => '"',
        '’' | '‘' => '\'',
        _ => letter,
    };
    word.to_lowercase().chars().map(fold).collect()
}

/// Returns the names of relations without their subtypes, each with the number of the first that has it.
fn bases() -> Vec<(&'static str, u64)> {
    let base = |name: &'static str| name.split_once(':').map_or(name, |(base, _)| base);
    let first = |base_name: &str| Relation::NAMES.iter().position(|&name| base(name) == base_name);
    Relation::NAMES
        .iter()
        .map(|name| (base(name), 1 + first(base(name)).unwrap_or(0) as u64))
        .collect()
}

fn sentences(reading: &Reading) -> Vec<u32> {
    let mut sentences = vec![0; reading.analysis.words.len()];
    for (number, sentence) in reading.analysis.sentences.iter().enumerate() {
        if let Some(words) = sentences.get_mut(sentence.words.clone()) {
            words.fill(u32::try_from(number).unwrap_or(u32::MAX));
        }
    }
    sentences
}

/// Returns the children of all words in a row, and where those of each begin.
fn children(words: &[Word]) -> (Vec<u32>, Vec<u32>) {
    let mut starts = vec![0_u32; words.len() + 1];
    let heads = || {
        words
            .iter()
            .filter_map(|word| word.head.map(|head| head as usize))
            .filter(|&head| head < words.len())
    };
    heads().for_each(|head| starts[head + 1] += 1);
    for at in 0..words.len() {
        starts[at + 1] += starts[at];
    }
    let mut next = starts.clone();
    let mut children = vec![0; *starts.last().unwrap_or(&0) as usize];
    for (at, word) in words.iter().enumerate() {
        if let Some(head) = word.head.map(|head| head as usize).filter(|&head| head < words.len()) {
            children[next[head] as usize] = u32::try_from(at).unwrap_or(u32::MAX);
            next[head] += 1;
        }
    }
    (starts, children)
}
