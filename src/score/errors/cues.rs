//! Kinds of cues, told by the grammar of their words.

use std::collections::BTreeSet;

use crate::model::AnnotatedStatement;
use crate::model::CodePointSpan;
use crate::model::Relation;
use crate::model::Upos;

/// What is known of the grammar of a text; nothing where nobody looked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grammar {
    /// The words, in the order of the text.
    pub words: Vec<(CodePointSpan, Upos, Relation)>,
    /// The headlines, in the order of the text.
    pub headlines: Vec<CodePointSpan>,
}

/// What says that something was expressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cue {
    /// > She **said**
    Verb,
    /// > They **expressed concern**
    VerbAndNoun,
    /// > her **warning** that
    Noun,
    /// > We are **confident**
    Adjective,
    /// > **according to** the office
    Preposition,
    /// > The talks **reportedly** failed.
    Adverb,
    /// A mark, or a word of another kind.
    Other,
    /// None: a quotation that goes on.
    None,
    /// One whose grammar is not known.
    Unknown,
}

impl Cue {
    /// Returns its name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Verb => "verb",
            Self::VerbAndNoun => "verb and noun",
            Self::Noun => "noun",
            Self::Adjective => "adjective",
            Self::Preposition => "preposition",
            Self::Adverb => "adverb",
            Self::Other => "other words",
            Self::None => "no cue",
            Self::Unknown => "unknown cue",
        }
    }
}

impl Grammar {
    /// Returns the kind of a statement's cue.
    pub(super) fn cue(&self, statement: &AnnotatedStatement) -> Cue {
        if statement.cue_spans.is_empty() {
            return Cue::None;
        }
        if self.words.is_empty() {
            return Cue::Unknown;
        }
        let mut words = statement.cue_spans.iter().flat_map(|span| self.touched(*span)).peekable();
        // "According" is a verb by its form, and a preposition by what it does.
        if words.peek().is_some_and(|(upos, relation)| upos.name() == "ADP" || relation.is("case"))
        {
            return Cue::Preposition;
        }
        let names: BTreeSet<&str> = words.map(|(upos, _)| upos.name()).collect();
        let has = |name: &str| names.contains(name);
        match (has("VERB"), has("NOUN") || has("PROPN")) {
            (true, true) => Cue::VerbAndNoun,
            (true, false) => Cue::Verb,
            (false, true) => Cue::Noun,
            (false, false) if has("ADJ") => Cue::Adjective,
            (false, false) if has("ADV") => Cue::Adverb,
            (false, false) => Cue::Other,
        }
    }

    /// Returns whether a statement stands in a headline.
    pub(super) fn is_headline(&self, statement: &AnnotatedStatement) -> bool {
        let spans = statement.cue_spans.iter().chain(&statement.content_spans);
        let start = spans.map(|span| span.start).min();
        start.is_some_and(|start| {
            let next = self.headlines.partition_point(|headline| headline.end <= start);
            self.headlines.get(next).is_some_and(|headline| headline.start <= start)
        })
    }

    fn touched(&self, span: CodePointSpan) -> impl Iterator<Item = (Upos, Relation)> + '_ {
        let first = self.words.partition_point(|(word, ..)| word.end <= span.start);
        let words = self.words[first..].iter().take_while(move |word| word.0.start < span.end);
        words.map(|(_, upos, relation)| (*upos, *relation))
    }
}
