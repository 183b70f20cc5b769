//! How sure the models of names must be: what does best on texts that they have not seen.

use std::collections::BTreeSet;

use crate::analyse::names::learned::LABELS;
use crate::analyse::names::learned::Settings;
use crate::analyse::names::learned::class_of;
use crate::analyse::names::learned::lead;
use crate::learn;
use crate::model::EntityType;

/// The leads that are tried.
const LEADS: &[i32] = &[0, 1000, 2000, 3000, 4500, 6500, 9000, 12_000, 16_000, 22_000];

/// Scores that differ by less are nearly the same.
const NEAR: usize = 100;

/// What the models say of texts that they have not seen.
pub(super) struct Unseen {
    /// The stretches of each text.
    pub(super) stretches: Vec<Vec<Stretch>>,
    pub(super) heads: Vec<Noun>,
    pub(super) transitions: Vec<i32>,
}

/// The scores of a stretch, its labels by rule, and the right ones.
pub(super) struct Stretch {
    pub(super) words: Vec<u64>,
    pub(super) scores: Vec<i32>,
    pub(super) by_rule: Vec<(usize, i32)>,
    pub(super) right: Vec<usize>,
}

/// What a noun describes, by how much that is ahead of nothing, and what it should be.
pub(super) struct Noun {
    pub(super) class: usize,
    pub(super) margin: i32,
    pub(super) right: usize,
}

/// Returns the settings that do best: of those that do nearly as well as the best, the one that trusts the rules most.
pub(super) fn best(unseen: &[Unseen]) -> Settings {
    let tried = LEADS.iter().flat_map(|&inside| {
        LEADS.iter().map(move |&outside| Settings { inside, outside, ..Settings::default() })
    });
    let tried: Vec<(Settings, usize)> =
        tried.map(|settings| (settings, names_score(unseen, settings))).collect();
    let most = tried.iter().map(|&(_, score)| score).max().unwrap_or(0);
    let near = tried.iter().filter(|(_, score)| score + NEAR >= most);
    let best = near.max_by_key(|(settings, score)| (settings.inside, *score));
    let group = class_of(EntityType::Group);
    let nouns = |is_group: bool| {
        let all = unseen.iter().flat_map(|unseen| &unseen.heads);
        let mut nouns: Vec<&Noun> = all
            .filter(|noun| (noun.class == group) == is_group || (noun.right == group) == is_group)
            .collect();
        nouns.sort_by_key(|noun| std::cmp::Reverse(noun.margin));
        nouns
    };
    Settings {
        group: threshold(&nouns(true), |class| class == group, (1, 1)),
        other: threshold(&nouns(false), |class| class != group, (1, 4)),
        ..best.map(|&(settings, _)| settings).unwrap_or_default()
    }
}

/// Returns ten thousand times the F score of the different names of each text under a lead of the rules; precision
/// counts twice as much as recall.
fn names_score(unseen: &[Unseen], settings: Settings) -> usize {
    let (mut both, mut of_found, mut of_right) = (0, 0, 0);
    for part in unseen {
        for text in &part.stretches {
            let mut found = BTreeSet::new();
            let mut right = BTreeSet::new();
            for stretch in text {
                let mut scores = stretch.scores.clone();
                for (&by_rule, row) in stretch.by_rule.iter().zip(scores.chunks_mut(LABELS)) {
                    lead(row, by_rule.0, settings, by_rule.1);
                }
                let labels = learn::best_sequence(&scores, &part.transitions, LABELS);
                found.extend(names(stretch, &labels));
                right.extend(names(stretch, &stretch.right));
            }
            both += found.intersection(&right).count();
            of_found += found.len();
            of_right += right.len();
        }
    }
    30_000 * both / (of_right + 2 * of_found).max(1)
}

/// Returns the different names of a stretch, each by its words and its type.
fn names(stretch: &Stretch, labels: &[usize]) -> Vec<(Vec<u64>, usize)> {
    spans(labels)
        .into_iter()
        .map(|(start, end, label)| (stretch.words[start..end].to_vec(), (label - 1) / 2))
        .collect()
}

fn spans(labels: &[usize]) -> Vec<(usize, usize, usize)> {
    let mut spans: Vec<(usize, usize, usize)> = Vec::new();
    for (at, &label) in labels.iter().enumerate() {
        if label == 0 {
            continue;
        }
        match spans.last_mut() {
            Some(last) if label % 2 == 0 && last.1 == at => last.1 = at + 1,
            _ => spans.push((at, at + 1, label)),
        }
    }
    spans
}

/// Returns the margin from which on nouns are taken so that the F score is best, where recall counts so much of precision.
///
/// Annotation names groups only where they speak or are judged. One that was not annotated may be a group all the same,
/// but is nobody whom a reader asks for: for groups both count alike, for the rest precision counts more.
fn threshold(
    nouns: &[&Noun],
    is_asked: impl Fn(usize) -> bool,
    (recall, precision): (i64, i64),
) -> i32 {
    let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    let asked = count(nouns.iter().filter(|noun| noun.right > 0 && is_asked(noun.right)).count());
    let (mut right, mut found) = (0, 0);
    let (mut best, mut at) = (-1, i32::MAX);
    for noun in nouns.iter().filter(|noun| is_asked(noun.class)) {
        found += 1;
        right += i64::from(noun.right == noun.class);
        let score =
            10_000 * (recall + precision) * right / (recall * asked + precision * found).max(1);
        if score > best {
            (best, at) = (score, noun.margin);
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use super::Noun;
    use super::spans;
    use super::threshold;

    /// Checks the margin from which on nouns of class 1 are taken, from pairs of a margin and what is right.
    fn check(nouns: &[(i32, usize)], weights: (i64, i64), expected: i32) {
        let nouns: Vec<Noun> =
            nouns.iter().map(|&(margin, right)| Noun { class: 1, margin, right }).collect();
        let nouns: Vec<&Noun> = nouns.iter().collect();
        assert_eq!(threshold(&nouns, |class| class == 1, weights), expected);
    }

    #[test]
    fn a_threshold_weighs_recall_against_precision() {
        let nouns = [(9, 1), (8, 1), (7, 0), (6, 1), (5, 0), (4, 0), (3, 0), (2, 1), (1, 0)];
        check(&nouns, (1, 1), 6);
        check(&nouns, (1, 4), 8);
        check(&nouns, (4, 1), 2);
    }

    #[test]
    fn nothing_is_taken_where_nothing_is_right() {
        check(&[], (1, 1), i32::MAX);
        check(&[(3, 0)], (1, 1), 3);
    }

    #[test]
    fn labels_are_read_as_spans() {
        assert_eq!(spans(&[0, 1, 2, 1, 0, 4]), [(1, 3, 1), (3, 4, 1), (5, 6, 4)]);
        assert_eq!(spans(&[]), []);
    }
}
