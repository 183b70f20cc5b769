//! Corrections: what people decided of what was found, as `corrections.jsonl` says it.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;

use super::CodePoints;
use super::Date;
use super::Polarity;

/// What somebody decided of a statement or stance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Correction {
    /// The document's id in its corpus.
    pub document: String,
    /// The finding's id in the document, `s=…` or `t=…`.
    pub finding: String,
    /// What was decided.
    pub decision: Verdict,
    /// The finding's words as they were judged; where they are gone, the decision is an orphan.
    pub words: Vec<Quoted>,
    /// The words that parts of it should have.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub to: Vec<Quoted>,
    /// The side that a stance should have.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub polarity: Option<Polarity>,
    /// Who decided.
    pub author: String,
    /// When.
    pub date: Date,
    /// Why, as a sentence; an acceptance needs none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

/// What can be decided of a finding.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// It is as it was found.
    Accept,
    /// There is no such thing.
    Reject,
    /// It is there, with other words or on the other side.
    Correct,
}

impl Verdict {
    /// Returns the word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Accept => "accept",
            Self::Reject => "reject",
            Self::Correct => "correct",
        }
    }
}

/// A part of a finding that has words.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum FindingPart {
    /// Who says it, or who takes the side.
    Source,
    /// That it is said, or that a side is taken.
    Cue,
    /// What is said.
    Content,
    /// Whom or what a side is taken on.
    Target,
}

/// Words of a part of a finding, and where they stand, in code points.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Quoted {
    /// Which part.
    pub part: FindingPart,
    /// The first code point.
    pub start: usize,
    /// The code point after the last.
    pub end: usize,
    /// The words.
    pub exact: String,
}

impl Quoted {
    /// Returns whether these words stand at their place in a text.
    pub fn stands_in(&self, text: &str, points: &CodePoints<'_>) -> bool {
        points.span(self.start, self.end).is_some_and(|span| span.of(text) == self.exact)
    }
}

impl Correction {
    /// Returns whether all words that it speaks of stand at their places in a text.
    pub fn stands_in(&self, text: &str, points: &CodePoints<'_>) -> bool {
        self.words.iter().chain(&self.to).all(|words| words.stands_in(text, points))
    }

    /// Returns the last decision on each finding, in their order.
    pub fn latest(all: &[Self]) -> Vec<&Self> {
        Self::places_of_latest(all).into_iter().map(|place| &all[place]).collect()
    }

    /// Returns where the last decisions on each finding stand among all.
    pub fn places_of_latest(all: &[Self]) -> BTreeSet<usize> {
        let mut last: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        for (place, one) in all.iter().enumerate() {
            last.insert((&one.document, &one.finding), place);
        }
        last.into_values().collect()
    }

    /// Returns whether the same person decided the same for the same reason, whenever.
    pub fn says_the_same_as(&self, other: &Self) -> bool {
        *self == Self { date: self.date, ..other.clone() }
    }

    /// Returns what is wrong with the words that the finding would have.
    pub fn fault_of_words(&self) -> Option<&'static str> {
        let is_corrected = |part: FindingPart| self.to.iter().any(|words| words.part == part);
        let of = |part: FindingPart| {
            let words = if is_corrected(part) { &self.to } else { &self.words };
            words.iter().filter(move |words| words.part == part)
        };
        let (cue, content) = (FindingPart::Cue, FindingPart::Content);
        let overlap = |one: &Quoted, other: &Quoted| one.start < other.end && other.start < one.end;
        let share = of(cue).any(|one| of(content).any(|other| overlap(one, other)));
        (share && (is_corrected(cue) || is_corrected(content)))
            .then_some("the cue of a statement is no part of its content")
    }

    /// Returns what is wrong with it, whatever the text: nobody who decided, no words, nothing that it changes.
    pub fn fault(&self) -> Option<&'static str> {
        let is_stance = self.finding.starts_with("t=");
        let changes = !self.to.is_empty() || self.polarity.is_some();
        let fits = |words: &Quoted| match words.part {
            FindingPart::Source | FindingPart::Cue => true,
            FindingPart::Content => !is_stance,
            FindingPart::Target => is_stance,
        };
        let one_only = |part: FindingPart| self.to.iter().filter(|it| it.part == part).count() < 2;
        if !is_stance && !self.finding.starts_with("s=") {
            Some("a finding is s=… or t=…")
        } else if self.author.trim().is_empty() {
            Some("a decision has an author")
        } else if self.words.is_empty() {
            Some("a decision has the words that it is about")
        } else if self.decision != Verdict::Accept && self.reason.trim().is_empty() {
            Some("what is rejected or corrected has a reason")
        } else if changes != (self.decision == Verdict::Correct) {
            Some("what is corrected, and nothing else, has other words or another side")
        } else if !self.words.iter().chain(&self.to).all(fits) {
            Some("a statement has source, cue and content; a stance source, cue and target")
        } else if self.polarity.is_some() && !is_stance {
            Some("only a stance has a side")
        } else if !one_only(FindingPart::Source)
            || !one_only(FindingPart::Target)
            || is_stance && !one_only(FindingPart::Cue)
        {
            Some("a source, a target and the cue of a stance are of one piece")
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn correction(finding: &str, decision: Verdict, to: &[FindingPart]) -> Correction {
        let quoted = |part| Quoted { part, start: 0, end: 3, exact: "Ana".to_owned() };
        Correction {
            document: "a".to_owned(),
            finding: finding.to_owned(),
            decision,
            words: vec![quoted(FindingPart::Source)],
            to: to.iter().map(|&part| quoted(part)).collect(),
            polarity: None,
            author: "Ana".to_owned(),
            date: "2024-05-03".parse().expect("a date"),
            reason: "It says so.".to_owned(),
        }
    }

    #[test]
    fn a_decision_says_what_it_changes() {
        let is_fine = |finding: &str, decision, to: &[FindingPart]| {
            correction(finding, decision, to).fault().is_none()
        };
        assert!(is_fine("s=1", Verdict::Accept, &[]));
        assert!(is_fine("s=1", Verdict::Correct, &[FindingPart::Content, FindingPart::Content]));
        assert!(is_fine("t=1", Verdict::Correct, &[FindingPart::Target]));
        assert!(!is_fine("s=1", Verdict::Correct, &[]));
        assert!(!is_fine("s=1", Verdict::Reject, &[FindingPart::Cue]));
        assert!(!is_fine("s=1", Verdict::Correct, &[FindingPart::Target]));
        assert!(!is_fine("t=1", Verdict::Correct, &[FindingPart::Cue, FindingPart::Cue]));
        assert!(!is_fine("e=1", Verdict::Accept, &[]));
    }

    #[test]
    fn a_cue_is_no_part_of_its_content() {
        let mut one = correction("s=1", Verdict::Correct, &[FindingPart::Content]);
        let cue = |start, end| Quoted { part: FindingPart::Cue, start, end, exact: String::new() };
        one.words.push(cue(3, 8));
        assert_eq!(one.fault_of_words(), None);
        one.words.push(cue(2, 3));
        assert!(one.fault_of_words().is_some());
        one.to.push(cue(8, 9));
        assert_eq!(one.fault_of_words(), None);
    }

    #[test]
    fn who_decides_the_same_again_says_nothing_new() {
        let one = correction("s=1", Verdict::Reject, &[]);
        let later = Correction { date: "2025".parse().expect("a date"), ..one.clone() };
        let other = Correction { author: "Bo".to_owned(), ..one.clone() };
        assert!(one.says_the_same_as(&later) && !one.says_the_same_as(&other));
    }

    #[test]
    fn words_stand_where_they_stood_or_nowhere() {
        let one = correction("s=1", Verdict::Accept, &[]);
        let stands = |text: &str| one.stands_in(text, &CodePoints::new(text));
        assert!(stands("Ana said it."));
        assert!(!stands("So Ana said it."));
        assert!(!stands("An"));
    }

    #[test]
    fn the_last_decision_on_a_finding_counts() {
        let all = [
            correction("s=1", Verdict::Accept, &[]),
            correction("s=2", Verdict::Accept, &[]),
            correction("s=1", Verdict::Reject, &[]),
        ];
        let latest: Vec<(&str, Verdict)> = Correction::latest(&all)
            .into_iter()
            .map(|one| (one.finding.as_str(), one.decision))
            .collect();
        assert_eq!(latest, [("s=2", Verdict::Accept), ("s=1", Verdict::Reject)]);
    }
}
