//! Leaves out of an annotated document what the program is not sure enough of.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::iter::Sum;
use std::ops::AddAssign;

use super::AnnotatedDocument;
use super::AnnotatedStatement;
use super::Confidence;

/// How many findings were left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub struct LeftOut {
    pub statements: usize,
    pub stances: usize,
    pub affiliations: usize,
}

impl AddAssign for LeftOut {
    fn add_assign(&mut self, other: Self) {
        self.statements += other.statements;
        self.stances += other.stances;
        self.affiliations += other.affiliations;
    }
}

impl Sum for LeftOut {
    fn sum<Counts: Iterator<Item = Self>>(counts: Counts) -> Self {
        counts.fold(Self::default(), |mut sum, count| {
            sum += count;
            sum
        })
    }
}

impl AnnotatedDocument {
    /// Leaves out the statements, stances and affiliations of which the program is less sure than a minimum.
    ///
    /// What stands in the content of a statement that is left out is then told by the statement around that, or by the
    /// document. But where it was negated, modal or hedged, what stands in it goes with it, or it would look as if it
    /// had been said plainly:
    ///
    /// > *She* did not say that **the mayor praised the plan**.
    pub fn leave_out_below(&mut self, minimum: Confidence) -> LeftOut {
        let is_sure = |confidence: Option<Confidence>| confidence.is_none_or(|own| own >= minimum);
        let fates = fates(&self.statements, minimum);
        let fate_of = |id: &Option<String>| id.as_ref().and_then(|id| fates.get(id));
        let before = self.sizes();
        self.affiliations.retain(|affiliation| is_sure(affiliation.confidence));
        self.stances.retain(|stance| {
            is_sure(stance.confidence)
                && fate_of(&stance.statement).is_none_or(|fate| !fate.is_lost)
        });
        for stance in &mut self.stances {
            let Some(fate) = fate_of(&stance.statement) else { continue };
            let is_own = stance.depth <= fate.depth;
            let told_by = if is_own { fate_of(&fate.within) } else { Some(fate) };
            raise(&mut stance.depth, told_by);
            stance.statement.clone_from(&fate.kept);
        }
        self.statements.retain(|statement| fates[&statement.id].is_kept(statement));
        for statement in &mut self.statements {
            let teller = fate_of(&statement.within);
            raise(&mut statement.depth, teller);
            statement.within = teller.and_then(|fate| fate.kept.clone());
        }
        let after = self.sizes();
        LeftOut {
            statements: before.statements - after.statements,
            stances: before.stances - after.stances,
            affiliations: before.affiliations - after.affiliations,
        }
    }

    fn sizes(&self) -> LeftOut {
        LeftOut {
            statements: self.statements.len(),
            stances: self.stances.len(),
            affiliations: self.affiliations.len(),
        }
    }
}

/// Takes the statements that are left out from how deep something stands.
fn raise(depth: &mut Option<u8>, teller: Option<&Fate>) {
    if let (Some(depth), Some(teller)) = (depth, teller) {
        *depth = depth.saturating_sub(teller.skipped);
    }
}

/// What becomes of a statement and of what stands in it.
#[derive(Clone, Debug, Default)]
struct Fate {
    /// It or the nearest statement around it that is kept.
    kept: Option<String>,
    /// How many are left out of it and those around it.
    skipped: u8,
    /// Whether it or one around it is left out and was no plain saying.
    is_lost: bool,
    within: Option<String>,
    depth: Option<u8>,
}

impl Fate {
    fn is_kept(&self, statement: &AnnotatedStatement) -> bool {
        self.kept.as_ref() == Some(&statement.id)
    }
}

/// Returns the fate of each statement by its id, those around it before those in it.
fn fates(statements: &[AnnotatedStatement], minimum: Confidence) -> BTreeMap<String, Fate> {
    let by_id: BTreeMap<&str, &AnnotatedStatement> =
        statements.iter().map(|statement| (statement.id.as_str(), statement)).collect();
    let mut fates: BTreeMap<String, Fate> = BTreeMap::new();
    for statement in statements {
        let mut open = Vec::new();
        let mut seen = BTreeSet::new();
        let mut next = Some(statement);
        while let Some(inner) = next
            && !fates.contains_key(&inner.id)
            && seen.insert(&inner.id)
        {
            open.push(inner);
            next = inner.within.as_deref().and_then(|id| by_id.get(id).copied());
        }
        for inner in open.into_iter().rev() {
            let around = inner.within.as_ref().and_then(|id| fates.get(id));
            let fate = fate(inner, around, minimum);
            fates.insert(inner.id.clone(), fate);
        }
    }
    fates
}

fn fate(statement: &AnnotatedStatement, around: Option<&Fate>, minimum: Confidence) -> Fate {
    let mut fate = around.cloned().unwrap_or_default();
    fate.within.clone_from(&statement.within);
    fate.depth = statement.depth;
    let is_below = statement.confidence.is_some_and(|confidence| confidence < minimum);
    if is_below || fate.is_lost {
        fate.skipped = fate.skipped.saturating_add(1);
        fate.is_lost |= statement.negated || statement.modal || statement.hedged;
    } else {
        fate.kept = Some(statement.id.clone());
    }
    fate
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::AnnotatedStance;
    use crate::model::Polarity;

    /// Returns statements, each in the one before, with these hundredths of confidence; `!` is negated.
    fn nested(confidences: &[&str]) -> AnnotatedDocument {
        let statement = |(place, written): (usize, &&str)| AnnotatedStatement {
            id: format!("s{place}"),
            within: place.checked_sub(1).map(|place| format!("s{place}")),
            depth: u8::try_from(place + 1).ok(),
            negated: written.ends_with('!'),
            confidence: written.trim_end_matches('!').parse().ok().map(Confidence::hundredths),
            ..AnnotatedStatement::default()
        };
        AnnotatedDocument {
            statements: confidences.iter().enumerate().map(statement).collect(),
            ..AnnotatedDocument::default()
        }
    }

    fn stance(statement: &str, depth: u8, confidence: u8) -> AnnotatedStance {
        AnnotatedStance {
            id: "t".to_owned(),
            holder: Vec::new(),
            holder_span: None,
            cue_span: None,
            target: Vec::new(),
            target_span: None,
            polarity: Polarity::Positive,
            statement: Some(statement.to_owned()),
            kind: None,
            depth: Some(depth),
            negated: false,
            modal: false,
            conditional: false,
            partial: false,
            answer: None,
            confidence: Some(Confidence::hundredths(confidence)),
            rule: None,
        }
    }

    /// Checks what is left at 0.80: each statement with its teller and depth.
    fn check(confidences: &[&str], expected: &str) {
        let mut document = nested(confidences);
        let left_out = document.leave_out_below(Confidence::hundredths(80));
        let shown = |statement: &AnnotatedStatement| {
            let teller = statement.within.as_deref().unwrap_or("document");
            format!("{} in {teller} at {}", statement.id, statement.depth.unwrap_or_default())
        };
        let left: Vec<String> = document.statements.iter().map(shown).collect();
        assert_eq!(left.join(", "), expected);
        assert_eq!(left_out.statements, confidences.len() - left.len());
    }

    #[test]
    fn what_is_sure_enough_stays() {
        check(&["80", "81"], "s0 in document at 1, s1 in s0 at 2");
        check(&["", "80"], "s0 in document at 1, s1 in s0 at 2");
        check(&["90", "79"], "s0 in document at 1");
        check(&[], "");
    }

    #[test]
    fn what_stood_inside_is_told_by_what_is_around() {
        check(&["79", "90"], "s1 in document at 1");
        check(&["90", "79", "90", "90"], "s0 in document at 1, s2 in s0 at 2, s3 in s2 at 3");
        check(&["10", "10", "90"], "s2 in document at 1");
    }

    #[test]
    fn what_was_not_said_goes_with_its_denial() {
        check(&["79!", "90", "90"], "");
        check(&["90!", "90"], "s0 in document at 1, s1 in s0 at 2");
        check(&["90", "79!", "90"], "s0 in document at 1");
    }

    #[test]
    fn a_circle_is_no_trap() {
        let mut document = nested(&["90", "90"]);
        document.statements[0].within = Some("s1".to_owned());
        document.leave_out_below(Confidence::hundredths(80));
        assert_eq!(document.statements.len(), 2);
    }

    #[test]
    fn stances_follow_their_statement() {
        let check = |confidences: &[&str], given: AnnotatedStance, expected: &str| {
            let mut document = AnnotatedDocument { stances: vec![given], ..nested(confidences) };
            let left_out = document.leave_out_below(Confidence::hundredths(80));
            let shown = document.stances.iter().map(|stance| {
                let statement = stance.statement.as_deref().unwrap_or("document");
                format!("in {statement} at {}", stance.depth.unwrap_or_default())
            });
            assert_eq!(shown.collect::<String>(), expected);
            assert_eq!(left_out.stances, 1 - document.stances.len());
        };
        check(&["90"], stance("s0", 1, 80), "in s0 at 1");
        check(&["90"], stance("s0", 1, 79), "");
        check(&["70"], stance("s0", 1, 90), "in document at 1");
        check(&["70"], stance("s0", 2, 90), "in document at 1");
        check(&["90", "70"], stance("s1", 2, 90), "in s0 at 2");
        check(&["90", "70"], stance("s1", 3, 90), "in s0 at 2");
        check(&["70", "90"], stance("s1", 2, 90), "in s1 at 1");
        check(&["70!"], stance("s0", 1, 90), "");
    }
}
