//! Groups of statements, each measured by itself.

use crate::model::AnnotatedStatement;
use crate::model::QuotationKind;

use super::super::figures::quotient;
use super::Cue;

/// A group of statements.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// Those with a kind of cue.
    Cue(Cue),
    /// Those with a kind of quotation; none where the annotation does not say.
    Quotation(Option<QuotationKind>),
    /// Those that stand in another statement, and those that do not.
    Nested(bool),
}

impl Group {
    /// Returns its name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Cue(cue) => cue.name(),
            Self::Quotation(Some(QuotationKind::Direct)) => "direct",
            Self::Quotation(Some(QuotationKind::Indirect)) => "indirect",
            Self::Quotation(Some(QuotationKind::Mixed)) => "mixed",
            Self::Quotation(None) => "unknown quotation",
            Self::Nested(true) => "nested",
            Self::Nested(false) => "not nested",
        }
    }

    /// Returns the groups that a statement is in.
    pub(super) fn of(statement: &AnnotatedStatement, cue: Cue) -> [Self; 3] {
        [Self::Cue(cue), Self::Quotation(statement.quote), Self::Nested(statement.within.is_some())]
    }
}

/// What was counted of a group.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct GroupCounts {
    /// Statements that have a partner.
    pub detection: GroupCount,
    /// Statements that have a partner with the same source and content.
    pub attribution: GroupCount,
}

/// How many of a group there are and were found, and how many of each are right. A statement and its partner may be in two groups.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub struct GroupCount {
    pub gold: usize,
    pub right_gold: usize,
    pub predicted: usize,
    pub right_predicted: usize,
}

impl GroupCount {
    /// Returns the share of what was found in this group that is right.
    pub fn precision(self) -> f64 {
        quotient(self.right_predicted, self.predicted)
    }

    /// Returns the share of what is there in this group that was found.
    pub fn recall(self) -> f64 {
        quotient(self.right_gold, self.gold)
    }

    /// Returns the harmonic mean of precision and recall.
    pub fn f1(self) -> f64 {
        let (precision, recall) = (self.precision(), self.recall());
        if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 }
    }

    pub(super) fn add_gold(&mut self, is_right: bool) {
        self.gold += 1;
        self.right_gold += usize::from(is_right);
    }

    pub(super) fn add_predicted(&mut self, is_right: bool) {
        self.predicted += 1;
        self.right_predicted += usize::from(is_right);
    }
}
