//! Errors in statements.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use super::super::pairing::agree;
use super::super::statements;
use super::super::statements::Parts;
use super::super::statements::Verdict;
use super::Errors;
use super::Group;
use super::Kind;
use super::Metric;
use super::Pair;

/// Counts what is wrong and right about the statements of a document.
pub(super) fn count(pair: &Pair<'_>, errors: &mut Errors) {
    let ours = statements::parts(pair.gold, pair.ruler);
    let theirs = statements::parts(pair.predicted, pair.ruler);
    let verdicts = statements::verdicts(&ours, &theirs);
    for (g, one) in ours.iter().enumerate() {
        let Some(verdict) = verdicts.get(&g) else {
            errors.note(missed(pair, one));
            continue;
        };
        let other = &theirs[verdict.predicted];
        errors.kinds_of(source(verdict, one, other));
        errors.kinds_of(content(verdict, one, other));
        if pair.asked.contains(&Metric::Act) && one.statement.act != other.statement.act {
            errors.note(Kind::Act);
        }
        if pair.asked.contains(&Metric::Addressee) {
            errors.kinds_of(addressee(pair, one, other));
        }
    }
    let partner: BTreeMap<usize, &Verdict> =
        verdicts.values().map(|verdict| (verdict.predicted, verdict)).collect();
    for (p, other) in theirs.iter().enumerate() {
        let verdict = partner.get(&p);
        let is_right = verdict.is_some_and(|verdict| verdict.is_right());
        errors.statements.add(other.statement.confidence, is_right);
        if verdict.is_none() {
            errors.note(spurious(pair, other));
        }
    }
    if pair.asked.contains(&Metric::Within) {
        count_within(&ours, &theirs, &verdicts, errors);
    }
    count_groups(pair, (&ours, &verdicts), (&theirs, &partner), errors);
}

impl Errors {
    fn kinds_of(&mut self, kind: Option<Kind>) {
        if let Some(kind) = kind {
            self.note(kind);
        }
    }
}

fn missed(pair: &Pair<'_>, one: &Parts<'_>) -> Kind {
    if pair.grammar.is_headline(one.statement) {
        Kind::MissedInHeadline
    } else if one.statement.within.is_some() {
        Kind::MissedInStatement
    } else {
        Kind::Missed(pair.grammar.cue(one.statement))
    }
}

fn spurious(pair: &Pair<'_>, other: &Parts<'_>) -> Kind {
    let takes_a_side = pair
        .gold
        .stances
        .iter()
        .any(|stance| pair.ruler.positions(&stance.cue_span).common(&other.cue) > 0);
    if pair.grammar.is_headline(other.statement) {
        Kind::SpuriousInHeadline
    } else if takes_a_side {
        Kind::SpuriousStance
    } else if other.is_sourceless {
        Kind::SpuriousSourceless
    } else {
        Kind::Spurious(pair.grammar.cue(other.statement))
    }
}

fn source(verdict: &Verdict, one: &Parts<'_>, other: &Parts<'_>) -> Option<Kind> {
    match (one.is_sourceless, other.is_sourceless) {
        _ if verdict.source => None,
        (_, true) => Some(Kind::SourceEmpty),
        (true, false) => Some(Kind::SourceTooMuch),
        (false, false) => Some(Kind::SourceOther),
    }
}

fn content(verdict: &Verdict, one: &Parts<'_>, other: &Parts<'_>) -> Option<Kind> {
    if verdict.content {
        return None;
    }
    Some(if other.content.is_empty() {
        Kind::ContentEmpty
    } else if one.content.common(&other.content) == 0 {
        Kind::ContentElsewhere
    } else if other.content.len() < one.content.len() {
        Kind::ContentShort
    } else {
        Kind::ContentLong
    })
}

fn addressee(pair: &Pair<'_>, one: &Parts<'_>, other: &Parts<'_>) -> Option<Kind> {
    let (ours, theirs) = (&one.statement.addressee, &other.statement.addressee);
    if agree(&pair.gold.listed(ours), &pair.predicted.listed(theirs)) {
        return None;
    }
    Some(if theirs.is_empty() { Kind::AddresseeEmpty } else { Kind::AddresseeOther })
}

/// Counts statements that do not stand in the partner of the statement that they should stand in.
fn count_within(
    ours: &[Parts<'_>],
    theirs: &[Parts<'_>],
    verdicts: &BTreeMap<usize, Verdict>,
    errors: &mut Errors,
) {
    let partner: BTreeMap<&str, &str> = verdicts
        .iter()
        .map(|(&g, verdict)| (ours[g].id(), theirs[verdict.predicted].id()))
        .collect();
    for (&g, verdict) in verdicts {
        let around = ours[g].statement.within.as_deref();
        let expected = around.map(|id| partner.get(id).copied());
        let found = theirs[verdict.predicted].statement.within.as_deref();
        errors.kinds_of(match (expected, found) {
            (None, None) => None,
            (Some(Some(expected)), Some(found)) if expected == found => None,
            (Some(_), None) => Some(Kind::WithinEmpty),
            (_, Some(_)) => Some(Kind::WithinOther),
        });
    }
}

fn count_groups(
    pair: &Pair<'_>,
    (ours, verdicts): (&[Parts<'_>], &BTreeMap<usize, Verdict>),
    (theirs, partner): (&[Parts<'_>], &BTreeMap<usize, &Verdict>),
    errors: &mut Errors,
) {
    let groups = |parts: &Parts<'_>| {
        let cue = pair.grammar.cue(parts.statement);
        BTreeSet::from(Group::of(parts.statement, cue))
    };
    for (g, one) in ours.iter().enumerate() {
        let verdict = verdicts.get(&g);
        for group in groups(one) {
            let counts = errors.groups.entry(group).or_default();
            counts.detection.add_gold(verdict.is_some());
            counts.attribution.add_gold(verdict.is_some_and(Verdict::is_right));
        }
    }
    for (p, other) in theirs.iter().enumerate() {
        let verdict = partner.get(&p);
        for group in groups(other) {
            let counts = errors.groups.entry(group).or_default();
            counts.detection.add_predicted(verdict.is_some());
            counts.attribution.add_predicted(verdict.is_some_and(|verdict| verdict.is_right()));
        }
    }
}
