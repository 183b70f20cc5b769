//! How far two people who decided on the same findings agree.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::ops::Range;

use crate::model::Correction;
use crate::model::DocumentKey;
use crate::model::FindingPart;
use crate::model::Quoted;
use crate::model::Verdict;

use super::Decided;

/// What two people decided on the same words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair<'decided> {
    /// Who they are, in the order of their names.
    pub authors: [&'decided str; 2],
    /// The last verdicts of both on each finding that both decided on.
    pub verdicts: Vec<[Verdict; 2]>,
    /// The words of each part that each holds right, in one run of all texts in which they decided on the same words.
    pub units: [BTreeMap<FindingPart, Vec<Range<usize>>>; 2],
    /// How long these texts are together.
    pub length: usize,
}

/// A decision, and the document that it is on.
type On<'decided> = (&'decided DocumentKey, &'decided Correction);

/// Returns every two people who decided on the same findings, or on the same words: a finding that somebody corrected has
/// another id for those who come later. `length` tells how many code points a document has.
pub fn pairs(decided: &[Decided], length: impl Fn(&DocumentKey) -> usize) -> Vec<Pair<'_>> {
    let mut last: BTreeMap<&str, Vec<On<'_>>> = BTreeMap::new();
    for one in decided.iter().filter(|one| !one.is_orphan) {
        let own = last.entry(&one.correction.author).or_default();
        own.retain(|(key, known)| *key != &one.key || known.finding != one.correction.finding);
        own.push((&one.key, &one.correction));
    }
    let authors: Vec<&str> = last.keys().copied().collect();
    let mut pairs = Vec::new();
    for (place, one) in authors.iter().enumerate() {
        for other in &authors[place + 1..] {
            pairs.extend(pair([one, other], [&last[one], &last[other]], &length));
        }
    }
    pairs
}

fn pair<'decided>(
    authors: [&'decided str; 2],
    of: [&[On<'decided>]; 2],
    length: &impl Fn(&DocumentKey) -> usize,
) -> Option<Pair<'decided>> {
    let shared = [met(of[0], of[1]), met(of[1], of[0])];
    let documents: BTreeSet<&DocumentKey> = shared.iter().flatten().map(|(key, _)| *key).collect();
    let mut starts = BTreeMap::new();
    let mut whole = 0;
    for key in documents {
        starts.insert(key, whole);
        whole += length(key);
    }
    let verdicts = shared[0].iter().filter_map(|(key, own)| {
        let is_it = |(at, it): &&On<'_>| at == key && it.finding == own.finding;
        let (_, other) = shared[1].iter().find(is_it)?;
        Some([own.decision, other.decision])
    });
    let verdicts = verdicts.collect();
    let units = shared.map(|own| units(&own, &starts));
    (whole > 0).then_some(Pair { authors, verdicts, units, length: whole })
}

/// Returns the decisions of somebody on what somebody else decided on, too.
fn met<'decided>(own: &[On<'decided>], others: &[On<'decided>]) -> Vec<On<'decided>> {
    let meets = |one: &&On<'_>| others.iter().any(|other| is_on_the_same(one, other));
    own.iter().filter(meets).copied().collect()
}

/// Returns whether two decisions are on the same finding, or on findings of one kind that are said by the same words.
fn is_on_the_same((one_key, one): &On<'_>, (other_key, other): &On<'_>) -> bool {
    if one_key != other_key {
        return false;
    }
    let kind = |correction: &Correction| correction.finding.get(..1).map(str::to_owned);
    one.finding == other.finding
        || kind(one) == kind(other)
            && cues(one).any(|a| cues(other).any(|b| a.start < b.end && b.start < a.end))
}

/// Returns the words that say that something is said, as they were and as they should be; of what has none, all words.
fn cues(correction: &Correction) -> impl Iterator<Item = &Quoted> {
    let all = || correction.words.iter().chain(&correction.to);
    let has_cue = all().any(|words| words.part == FindingPart::Cue);
    all().filter(move |words| !has_cue || words.part == FindingPart::Cue)
}

/// Returns the words that somebody holds right; what they decided on anew later counts no more.
fn units(
    own: &[On<'_>],
    starts: &BTreeMap<&DocumentKey, usize>,
) -> BTreeMap<FindingPart, Vec<Range<usize>>> {
    let mut units: BTreeMap<FindingPart, Vec<Range<usize>>> = BTreeMap::new();
    for (place, (key, correction)) in own.iter().enumerate() {
        let held = held(correction);
        let is_judged_anew = |(later_key, later): &On<'_>| {
            later_key == key && sorted(later.words.iter().collect()) == sorted(held.clone())
        };
        if correction.decision == Verdict::Correct && own[place + 1..].iter().any(is_judged_anew) {
            continue;
        }
        for words in held {
            let start = starts[key];
            units.entry(words.part).or_default().push(start + words.start..start + words.end);
        }
    }
    for ranges in units.values_mut() {
        *ranges = joined(std::mem::take(ranges));
    }
    units
}

fn sorted(mut words: Vec<&Quoted>) -> Vec<&Quoted> {
    words.sort();
    words
}

/// Returns the words of a finding that somebody holds right.
fn held(correction: &Correction) -> Vec<&Quoted> {
    let is_changed = |part| correction.to.iter().any(|words| words.part == part);
    match correction.decision {
        Verdict::Reject => Vec::new(),
        Verdict::Accept => correction.words.iter().collect(),
        Verdict::Correct => {
            let kept = correction.words.iter().filter(|words| !is_changed(words.part));
            kept.chain(&correction.to).collect()
        }
    }
}

/// Joins ranges that overlap: what nests in one category is one unit of it.
fn joined(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut joined: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match joined.last_mut() {
            Some(last) if range.start < last.end => last.end = last.end.max(range.end),
            _ => joined.push(range),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decided(
        author: &str,
        finding: &str,
        decision: Verdict,
        content: &[(usize, usize)],
    ) -> Decided {
        let quoted = |&(start, end): &(usize, usize)| Quoted {
            part: FindingPart::Content,
            start,
            end,
            exact: String::new(),
        };
        let to = if decision == Verdict::Correct { content } else { &[] };
        let words = if decision == Verdict::Correct { &[(0, 4)] } else { content };
        let correction = Correction {
            document: "a".to_owned(),
            finding: finding.to_owned(),
            decision,
            words: words.iter().map(quoted).collect(),
            to: to.iter().map(quoted).collect(),
            polarity: None,
            author: author.to_owned(),
            date: "2024".parse().expect("a date"),
            reason: "So it is.".to_owned(),
        };
        let key = DocumentKey { corpus: "c".to_owned(), id: "a".to_owned() };
        Decided { key, correction, is_orphan: false, is_latest: true }
    }

    #[test]
    fn only_what_both_decided_on_is_compared() {
        let all = [
            decided("Ana", "s=1", Verdict::Reject, &[(0, 4)]),
            decided("Ana", "s=1", Verdict::Accept, &[(0, 4)]),
            decided("Ana", "s=2", Verdict::Accept, &[(6, 9)]),
            decided("Bo", "s=1", Verdict::Correct, &[(1, 4)]),
            decided("Cy", "s=9", Verdict::Accept, &[(12, 14)]),
        ];
        let pairs = pairs(&all, |_| 20);
        assert_eq!(pairs.len(), 1);
        assert_eq!(pairs[0].authors, ["Ana", "Bo"]);
        assert_eq!(pairs[0].verdicts, [[Verdict::Accept, Verdict::Correct]]);
        let [one, other] = pairs[0].units.each_ref().map(|units| &units[&FindingPart::Content]);
        assert_eq!((one.len(), other.len()), (1, 1));
        assert_eq!((one[0].clone(), other[0].clone()), (0..4, 1..4));
        assert_eq!(pairs[0].length, 20);
    }

    /// What Bo sees once Ana has corrected it has another id.
    #[test]
    fn what_was_corrected_before_is_found_by_its_words() {
        let all = [
            decided("Ana", "s=1", Verdict::Correct, &[(1, 4)]),
            decided("Bo", "s=2", Verdict::Accept, &[(1, 4)]),
            decided("Cy", "s=3", Verdict::Accept, &[(10, 14)]),
        ];
        let pairs = pairs(&all, |_| 20);
        assert_eq!(pairs.len(), 1);
        assert_eq!((pairs[0].authors, pairs[0].verdicts.len()), (["Ana", "Bo"], 0));
        let words = &pairs[0].units[0][&FindingPart::Content];
        assert_eq!(words.iter().map(|it| (it.start, it.end)).collect::<Vec<_>>(), [(1, 4)]);
        assert_eq!(pairs[0].units[0], pairs[0].units[1]);
    }

    #[test]
    fn what_one_decides_anew_counts_once() {
        let mut again = decided("Ana", "s=2", Verdict::Reject, &[(1, 4)]);
        again.correction.reason = "It is a headline.".to_owned();
        let all = [
            decided("Ana", "s=1", Verdict::Correct, &[(1, 4)]),
            again,
            decided("Bo", "s=1", Verdict::Accept, &[(0, 4)]),
        ];
        let pairs = pairs(&all, |_| 20);
        assert!(pairs[0].units[0].is_empty());
        assert_eq!(pairs[0].verdicts, [[Verdict::Correct, Verdict::Accept]]);
    }

    #[test]
    fn what_nests_is_one() {
        assert_eq!(joined(vec![4..9, 0..5, 9..12]), [0..9, 9..12]);
    }
}
