//! A text as the models of names see it: its words, its trees, and what the rules make of it.

use std::collections::BTreeMap;
use std::collections::HashMap;
use std::collections::HashSet;

use crate::analyse::names::headlines;
use crate::analyse::names::known;
use crate::analyse::names::titles;
use crate::analyse::names::words::Words;
use crate::model::EntityType;
use crate::model::Lexicon;
use crate::model::Name;
use crate::model::Sentence;
use crate::model::SentenceKind;
use crate::model::Span;
use crate::model::Token;
use crate::model::TokenKind;
use crate::model::Word;
use crate::model::WordClass;

use super::stretches::label;

/// The label of the rules for a name of which they cannot tell the type.
pub(super) const UNTYPED: u8 = 13;

/// What is analysed before names are looked for.
#[derive(Clone, Copy)]
pub(crate) struct Analysed<'a> {
    pub(crate) text: &'a str,
    pub(crate) tokens: &'a [Token],
    pub(crate) words: &'a [Word],
    pub(crate) lemmas: &'a [String],
    pub(crate) sentences: &'a [Sentence],
}

/// A text with all that the models look at.
pub(crate) struct Scene<'a> {
    pub(in crate::analyse::names) words: Words<'a>,
    pub(super) analysed: Analysed<'a>,
    /// What the rules find, described ones left out.
    pub(crate) by_rule: Vec<Name>,
    /// The titles of the rules by where the names after them begin.
    pub(super) titles: BTreeMap<usize, Span>,
    /// For each token its last word.
    last_words: Vec<u32>,
    /// For each token its label by rule.
    pub(crate) labels: Vec<u8>,
    /// Whether a token is part of a name of which the rules are sure: with a title, or known and of several words.
    pub(crate) sure: Vec<bool>,
    /// For each token the label of the known name that it is part of.
    pub(super) known: Vec<u8>,
    /// How often a word is part of a name of each type.
    votes: HashMap<String, [u16; EntityType::ALL.len()]>,
    /// Words of names that have a title somewhere.
    titled: HashSet<String>,
    headline: Vec<bool>,
    /// Whether a token stands in a headline that writes every word of weight with a capital.
    title_case: Vec<bool>,
}

const NO_WORD: u32 = u32::MAX;

impl<'a> Scene<'a> {
    /// Returns the scene of a text.
    pub(crate) fn new(analysed: Analysed<'a>, lexicon: &'a Lexicon) -> Self {
        let words = Words::new(analysed.text, analysed.tokens, analysed.sentences, lexicon);
        let count = analysed.tokens.len();
        let mut last_words = vec![NO_WORD; count];
        for (index, word) in analysed.words.iter().enumerate() {
            if let Some(last) = last_words.get_mut(word.token as usize) {
                *last = u32::try_from(index).unwrap_or(NO_WORD);
            }
        }
        let is_tagged_common = |token: usize| {
            let word = last_words.get(token).and_then(|&last| analysed.words.get(last as usize));
            word.is_some_and(|word| !matches!(word.upos.name(), "PROPN" | "X"))
        };
        let by_rule = crate::analyse::names::by_rule(&words, analysed.sentences, &is_tagged_common);
        Self {
            titles: by_rule
                .iter()
                .filter_map(|name| Some((name.span.start(), name.title?)))
                .collect(),
            words,
            analysed,
            by_rule,
            last_words,
            labels: vec![0; count],
            sure: vec![false; count],
            known: vec![0; count],
            votes: HashMap::new(),
            titled: HashSet::new(),
            headline: vec![false; count],
            title_case: vec![false; count],
        }
    }

    /// Looks up what only models need.
    pub(crate) fn prepare(&mut self) {
        for sentence in self.analysed.sentences {
            let is_headline = sentence.kind == SentenceKind::Headline;
            self.headline[sentence.tokens.clone()].fill(is_headline);
            let is_title_case = sentence.kind != SentenceKind::Prose
                && headlines::is_title_case(&self.words, sentence);
            self.title_case[sentence.tokens.clone()].fill(is_title_case);
            self.look_up(sentence);
        }
        for at in 0..self.by_rule.len() {
            self.label(at);
        }
    }

    fn look_up(&mut self, sentence: &Sentence) {
        let mut index = sentence.tokens.start;
        while index < sentence.tokens.end {
            let found = self
                .words
                .is_capital(index)
                .then(|| known::at(&self.words, index, sentence.tokens.end))
                .flatten();
            let Some(found) = found else {
                index += 1;
                continue;
            };
            let country = if found.known.is_country { 32 } else { 0 };
            for (place, token) in (index..found.end).enumerate() {
                self.known[token] = label(found.known.entity_type, place == 0) | country;
            }
            index = found.end;
        }
    }

    fn label(&mut self, at: usize) {
        let name = &self.by_rule[at];
        let tokens = self.tokens_in(name.span);
        if self.labels[tokens.start] != 0 {
            return;
        }
        let is_known = tokens.len() > 1
            && known::at(&self.words, tokens.start, tokens.end)
                .is_some_and(|found| found.end == tokens.end);
        // "Academy of Allergy, Asthma and Immunology"
        let is_list = name.entity_type == Some(EntityType::Organization)
            && tokens.clone().any(|token| self.words.word(token) == ",");
        // "Brooklyn District Attorney Jane Roe"
        let is_seat = name.entity_type == Some(EntityType::Place)
            && titles::prosecutor(&self.words, tokens.end).is_some();
        let is_sure =
            is_known || is_list || is_seat || name.title.is_some() || self.is_of_known(&tokens);
        for (place, token) in tokens.enumerate() {
            self.sure[token] = is_sure;
            self.labels[token] = match name.entity_type {
                Some(entity_type) => label(entity_type, place == 0),
                None => UNTYPED + u8::from(place > 0),
            };
            if !self.words.is_capital(token) {
                continue;
            }
            let lower = self.words.lower(token);
            if name.title.is_some() {
                self.titled.insert(lower.clone().into_owned());
            }
            if let Some(entity_type) = name.entity_type {
                let votes = self.votes.entry(lower.into_owned()).or_default();
                let votes = &mut votes[entity_type as usize];
                *votes = votes.saturating_add(1);
            }
        }
    }

    /// Returns whether a name ends with "of" and a known name: "Ministry of Foreign Affairs **of the Czech Republic**".
    fn is_of_known(&self, tokens: &std::ops::Range<usize>) -> bool {
        let words = &self.words;
        let of = (tokens.start + 1..tokens.end).rfind(|&at| words.lower(at) == "of");
        let Some(of) = of else { return false };
        let first =
            if of + 1 < tokens.end && words.lower(of + 1) == "the" { of + 2 } else { of + 1 };
        first < tokens.end
            && known::at(words, first, tokens.end).is_some_and(|found| found.end == tokens.end)
    }

    /// Returns the tokens of a span.
    pub(crate) fn tokens_in(&self, span: Span) -> std::ops::Range<usize> {
        let tokens = self.analysed.tokens;
        let start = tokens.partition_point(|token| token.span.end() <= span.start());
        let end = tokens.partition_point(|token| token.span.start() < span.end());
        start..end.max(start)
    }

    /// Returns how a token's last word stands in its sentence.
    pub(super) fn word(&self, token: usize) -> Option<&'a Word> {
        self.analysed.words.get(*self.last_words.get(token)? as usize)
    }

    /// Returns the token of a word's head.
    pub(super) fn head_token(&self, word: &Word) -> Option<usize> {
        let head = self.analysed.words.get(word.head? as usize)?;
        Some(head.token as usize)
    }

    pub(super) fn lemma(&self, word: &Word) -> &'a str {
        self.analysed.lemmas.get(word.lemma as usize).map_or("", String::as_str)
    }

    /// Returns the type of most names that a word is part of, from 1, and whether one of them has a title.
    pub(super) fn votes(&self, token: usize) -> (u64, bool) {
        let lower = self.words.lower(token);
        let Some(votes) = self.votes.get(lower.as_ref()) else { return (0, false) };
        let most = votes.iter().max().copied().unwrap_or(0);
        let first = votes.iter().position(|&count| count == most && most > 0);
        (first.map_or(0, |first| first as u64 + 1), self.titled.contains(lower.as_ref()))
    }

    pub(super) fn is_headline(&self, token: usize) -> bool {
        self.headline[token]
    }

    /// Returns whether the capitals of some words tell nothing: in a headline, neither found by rule nor in prose.
    pub(super) fn is_only_in_headline(&self, tokens: &std::ops::Range<usize>) -> bool {
        let is_unknown = |token: usize| {
            self.words.is_capital(token)
                && self.labels[token] == 0
                && !self.words.is_written_so(token)
        };
        self.title_case[tokens.start] && tokens.clone().any(is_unknown)
    }

    pub(crate) fn sentences(&self) -> &'a [Sentence] {
        self.analysed.sentences
    }

    pub(crate) fn text(&self) -> &'a str {
        self.analysed.text
    }

    pub(crate) fn span(&self, tokens: &std::ops::Range<usize>) -> Span {
        self.words.span(tokens.start, tokens.end)
    }

    pub(crate) fn kind(&self, token: usize) -> TokenKind {
        self.analysed.tokens[token].kind
    }

    pub(crate) fn has(&self, token: usize, class: WordClass) -> bool {
        self.words.has(token, class)
    }

    pub(crate) fn lower(&self, token: usize) -> std::borrow::Cow<'a, str> {
        self.words.lower(token)
    }

    pub(crate) fn is_capital(&self, token: usize) -> bool {
        self.words.is_capital(token)
    }

    /// Returns whether a capital must stand at a token.
    pub(crate) fn begins_sentence(&self, token: usize) -> bool {
        self.words.is_start(token)
    }

    /// Returns the token that governs another one in the tree.
    pub(crate) fn governor_of(&self, token: usize) -> Option<usize> {
        self.head_token(self.word(token)?)
    }
}
