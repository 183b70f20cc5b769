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

/// What two people decided on the same findings, each finding once: a person's last decision on it counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair<'decided> {
    /// Who they are, in the order of their names.
    pub authors: [&'decided str; 2],
    /// The verdicts of both on each finding that both decided on.
    pub verdicts: Vec<[Verdict; 2]>,
    /// The words of each part that each holds right, in one run of all texts with such findings.
    pub units: [BTreeMap<FindingPart, Vec<Range<usize>>>; 2],
    /// How long these texts are together.
    pub length: usize,
}

/// Returns every two people who decided on the same findings. `length` tells how many code points a document has.
pub fn pairs(decided: &[Decided], length: impl Fn(&DocumentKey) -> usize) -> Vec<Pair<'_>> {
    let mut last: BTreeMap<&str, BTreeMap<(&DocumentKey, &str), &Correction>> = BTreeMap::new();
    for one in decided.iter().filter(|one| !one.is_orphan) {
        let correction = &one.correction;
        last.entry(&correction.author)
            .or_default()
            .insert((&one.key, &correction.finding), correction);
    }
    let authors: Vec<&str> = last.keys().copied().collect();
    let mut pairs = Vec::new();
    for (place, one) in authors.iter().enumerate() {
        for other in &authors[place + 1..] {
            let both: Vec<(&DocumentKey, [&Correction; 2])> = last[one]
                .iter()
                .filter_map(|(at, own)| Some((at.0, [*own, *last[other].get(at)?])))
                .collect();
            if !both.is_empty() {
                pairs.push(pair([one, other], &both, &length));
            }
        }
    }
    pairs
}

fn pair<'decided>(
    authors: [&'decided str; 2],
    both: &[(&DocumentKey, [&Correction; 2])],
    length: &impl Fn(&DocumentKey) -> usize,
) -> Pair<'decided> {
    let documents: BTreeSet<&DocumentKey> = both.iter().map(|(key, _)| *key).collect();
    let mut starts = BTreeMap::new();
    let mut whole = 0;
    for key in documents {
        starts.insert(key, whole);
        whole += length(key);
    }
    let mut units: [BTreeMap<FindingPart, Vec<Range<usize>>>; 2] = Default::default();
    for (key, corrections) in both {
        for (own, correction) in units.iter_mut().zip(corrections) {
            for words in held(correction) {
                let start = starts[key];
                own.entry(words.part).or_default().push(start + words.start..start + words.end);
            }
        }
    }
    for ranges in units.iter_mut().flat_map(BTreeMap::values_mut) {
        *ranges = joined(std::mem::take(ranges));
    }
    let verdicts = both.iter().map(|(_, of)| of.map(|correction| correction.decision)).collect();
    Pair { authors, verdicts, units, length: whole }
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
            decided("Ana", "s=2", Verdict::Accept, &[(2, 9)]),
            decided("Bo", "s=1", Verdict::Correct, &[(1, 4)]),
            decided("Cy", "s=9", Verdict::Accept, &[(0, 4)]),
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

    #[test]
    fn what_nests_is_one() {
        assert_eq!(joined(vec![4..9, 0..5, 9..12]), [0..9, 9..12]);
    }
}
