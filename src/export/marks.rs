//! What is marked in a document's text, and how each finding is told in words: for terminals and pages alike.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::model::AnnotatedDocument;
use crate::model::AnnotatedStance;
use crate::model::AnnotatedStatement;
use crate::model::CodePointSpan;
use crate::model::CodePoints;
use crate::model::Factuality;
use crate::model::Polarity;

/// What a marked piece of text is; of several the last is the most telling.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// What is said.
    Content,
    /// Whom or what a stance is about.
    Target,
    /// Who says it.
    Source,
    /// That something is said.
    Cue,
    /// Words for somebody or something.
    Praise,
    /// Words against somebody or something.
    Blame,
    /// Words that mean somebody or something.
    Mention,
}

impl Part {
    /// Returns the word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Content => "content",
            Self::Target => "target",
            Self::Source => "source",
            Self::Cue => "cue",
            Self::Praise => "for",
            Self::Blame => "against",
            Self::Mention => "mention",
        }
    }
}

/// A piece of text with what it is; sorted, longer ones come before those that they hold.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mark {
    /// Its first code point.
    pub start: usize,
    /// The code point after its last; longer marks open first.
    pub end: Reverse<usize>,
    /// What it is.
    pub part: Part,
    /// The number of its statement, the letters of its stance, or the number of whom it means.
    pub label: String,
    /// The id of its finding; none of a mention.
    pub finding: Option<String>,
}

/// Returns everything that is marked in a document's text, in its order; marks may nest and overlap.
pub fn marks(account: &AnnotatedDocument) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut add = |span: CodePointSpan, part: Part, label: &str, finding: Option<&str>| {
        let (start, end) = (span.start, Reverse(span.end));
        let finding = finding.map(str::to_owned);
        marks.push(Mark { start, end, part, label: label.to_owned(), finding });
    };
    for (number, statement) in account.statements.iter().enumerate() {
        let (label, id) = ((number + 1).to_string(), Some(statement.id.as_str()));
        statement.source_span.into_iter().for_each(|span| add(span, Part::Source, &label, id));
        statement.cue_spans.iter().for_each(|&span| add(span, Part::Cue, &label, id));
        statement.content_spans.iter().for_each(|&span| add(span, Part::Content, &label, id));
    }
    for (number, stance) in account.stances.iter().enumerate() {
        let (label, id) = (letters(number), Some(stance.id.as_str()));
        let part = if stance.polarity == Polarity::Positive { Part::Praise } else { Part::Blame };
        stance.cue_span.into_iter().for_each(|span| add(span, part, &label, id));
        stance.target_span.into_iter().for_each(|span| add(span, Part::Target, &label, id));
    }
    for ((start, end), label) in mentions(account) {
        add(CodePointSpan { start, end }, Part::Mention, &label, None);
    }
    marks.sort();
    marks
}

/// Returns the number of each entity that words mean, in the order in which the text has them.
pub fn numbers(account: &AnnotatedDocument) -> BTreeMap<&str, usize> {
    let mut numbers = BTreeMap::new();
    for mention in &account.mentions {
        if let Some(entity) = &mention.entity {
            let next = numbers.len() + 1;
            numbers.entry(entity.as_str()).or_insert(next);
        }
    }
    numbers
}

/// Returns the mark behind each span that means somebody: `3`, or `1+2` where it means two.
pub fn mentions(account: &AnnotatedDocument) -> BTreeMap<(usize, usize), String> {
    let numbers = numbers(account);
    let mut marks: BTreeMap<(usize, usize), String> = BTreeMap::new();
    for mention in &account.mentions {
        let number = mention.entity.as_ref().and_then(|entity| numbers.get(entity.as_str()));
        let mark = number.map_or_else(|| "?".to_owned(), ToString::to_string);
        let at = (mention.span.start, mention.span.end);
        marks.entry(at).and_modify(|marks| *marks = format!("{marks}+{mark}")).or_insert(mark);
    }
    marks
}

/// Returns a, b, …, z, aa, ab, …
pub fn letters(mut number: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(b"abcdefghijklmnopqrstuvwxyz"[number % 26]);
        if number < 26 {
            break;
        }
        number = number / 26 - 1;
    }
    letters.iter().rev().map(|&letter| char::from(letter)).collect()
}

/// Returns what is known of how a statement was made, in a few words each, without rule and confidence.
pub fn manner(account: &AnnotatedDocument, statement: &AnnotatedStatement) -> Vec<String> {
    let mut details: Vec<String> = Vec::new();
    details.extend(statement.quote.map(|quotation| format!("{quotation:?}").to_lowercase()));
    details.extend(statement.act.map(|act| format!("{act:?}").to_lowercase()));
    let said = statement
        .factuality
        .filter(|&factuality| !matches!(factuality, Factuality::Stated | Factuality::Unasserted));
    details.extend(said.map(|factuality| format!("{factuality:?}").to_lowercase()));
    details.extend(statement.negated.then(|| "negated".to_owned()));
    details.extend(statement.modal.then(|| "modal".to_owned()));
    details.extend(statement.hedged.then(|| "hedged".to_owned()));
    if let Some(parent) = statement.within.as_ref().and_then(|parent| number_of(account, parent)) {
        details.push(format!("within {parent}"));
    }
    details
}

/// Returns what is known of how somebody takes sides, in a few words each, without rule and confidence.
pub fn manner_of_stance(account: &AnnotatedDocument, stance: &AnnotatedStance) -> Vec<String> {
    let mut details: Vec<String> =
        stance.kind.map(|kind| format!("{kind:?}").to_lowercase()).into_iter().collect();
    details.extend(stance.negated.then(|| "negated".to_owned()));
    details.extend(stance.modal.then(|| "modal".to_owned()));
    details.extend(stance.conditional.then(|| "conditional".to_owned()));
    if let Some(parent) = stance.statement.as_ref().and_then(|parent| number_of(account, parent)) {
        details.push(format!("in {parent}"));
    }
    details
}

/// Returns the number of a statement in its document.
pub fn number_of(account: &AnnotatedDocument, statement: &str) -> Option<usize> {
    account.statements.iter().position(|other| other.id == statement).map(|position| position + 1)
}

/// Returns the names of entities, or that nobody is known.
pub fn names(account: &AnnotatedDocument, ids: &[String]) -> String {
    let names: Vec<&str> = ids
        .iter()
        .filter_map(|id| account.entities.iter().find(|entity| entity.id == *id))
        .map(|entity| entity.name.as_str())
        .collect();
    if names.is_empty() { "unknown".to_owned() } else { names.join(" and ") }
}

/// Returns the words of a span.
pub fn words<'text>(text: &'text str, points: &CodePoints<'_>, span: CodePointSpan) -> &'text str {
    points.span(span.start, span.end).map_or("", |span| span.of(text))
}

#[cfg(test)]
mod tests {
    use super::letters;

    #[test]
    fn letters_go_on_after_z() {
        assert_eq!([0, 25, 26, 27, 701, 702].map(letters), ["a", "z", "aa", "ab", "zz", "aaa"]);
    }
}
