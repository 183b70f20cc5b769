//! How well mentions are put together that mean the same: B³, in the variant for mentions that a system finds itself.
//!
//! B³ (Bagga and Baldwin 1998, "Algorithms for Scoring Coreference Chains") asks of each mention which share of those
//! that were put together with it belong to it, and which share of those that belong to it were put together with it. Where
//! key and response do not have the same mentions, Cai and Strube (2010, "Evaluation Metrics For End-to-End Coreference
//! Resolution Systems", section 2.2.2) define B³sys. A mention that only one side has is *twinless*:
//!
//! - twinless mentions of the response that stand alone are left out;
//! - twinless mentions of the key are put into the response, each alone;
//! - for precision, what is left of the response's twinless mentions is put into the key, each alone;
//! - for recall, the response's twinless mentions are left out.

use std::collections::BTreeMap;
use std::ops::AddAssign;

/// Sums of shares over mentions, and how many mentions they are sums of.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct BCubed {
    precise: f64,
    asked_of_response: u32,
    recalled: f64,
    asked_of_key: u32,
}

impl BCubed {
    /// Returns the mean precision of mentions; nothing where there are none.
    pub fn precision(&self) -> Option<f64> {
        mean(self.precise, self.asked_of_response)
    }

    /// Returns the mean recall of mentions; nothing where there are none.
    pub fn recall(&self) -> Option<f64> {
        mean(self.recalled, self.asked_of_key)
    }

    /// Returns the harmonic mean of precision and recall.
    pub fn f1(&self) -> Option<f64> {
        let (precision, recall) = (self.precision()?, self.recall()?);
        let sum = precision + recall;
        Some(if sum > 0.0 { 2.0 * precision * recall / sum } else { 0.0 })
    }

    /// Returns how many mentions the key has.
    pub fn mentions(&self) -> u32 {
        self.asked_of_key
    }
}

impl AddAssign for BCubed {
    fn add_assign(&mut self, other: Self) {
        self.precise += other.precise;
        self.asked_of_response += other.asked_of_response;
        self.recalled += other.recalled;
        self.asked_of_key += other.asked_of_key;
    }
}

fn mean(sum: f64, count: u32) -> Option<f64> {
    (count > 0).then(|| sum / f64::from(count))
}

/// Compares the clusters of a response with those of a key, mention by mention, as B³sys does.
///
/// Both sides are lists of mentions, each with the number of its cluster; a mention has the same name on both sides.
pub fn b_cubed<Mention: Ord>(
    key: &BTreeMap<Mention, usize>,
    response: &BTreeMap<Mention, usize>,
) -> BCubed {
    let key_sizes = sizes(key.values().copied());
    let response_sizes = sizes(response.values().copied());
    let twins = || {
        response.iter().filter_map(|(mention, &found)| Some((key.get(mention).copied()?, found)))
    };
    let shared = sizes(twins());
    let share = |part: u32, whole: u32| f64::from(part) / f64::from(whole);
    let mut score = BCubed { asked_of_key: count(key.len()), ..BCubed::default() };
    for (&(kept, found), &both) in &shared {
        // Each of `both` mentions has a share of `both` in its cluster.
        score.precise += f64::from(both) * share(both, response_sizes[&found]);
        score.recalled += f64::from(both) * share(both, key_sizes[&kept]);
        score.asked_of_response += both;
    }
    for (_, found) in response.iter().filter(|(mention, _)| !key.contains_key(mention)) {
        if response_sizes[found] > 1 {
            score.precise += share(1, response_sizes[found]);
            score.asked_of_response += 1;
        }
    }
    for (_, kept) in key.iter().filter(|(mention, _)| !response.contains_key(mention)) {
        score.precise += 1.0;
        score.asked_of_response += 1;
        score.recalled += share(1, key_sizes[kept]);
    }
    score
}

fn sizes<Cluster: Ord>(clusters: impl Iterator<Item = Cluster>) -> BTreeMap<Cluster, u32> {
    let mut sizes = BTreeMap::new();
    for cluster in clusters {
        *sizes.entry(cluster).or_default() += 1;
    }
    sizes
}

fn count(mentions: usize) -> u32 {
    u32::try_from(mentions).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::BCubed;
    use super::b_cubed;

    /// Returns the clusters of a line: words are clusters, letters mentions.
    fn clusters(line: &str) -> BTreeMap<char, usize> {
        let words = line.split_whitespace().enumerate();
        words.flat_map(|(number, word)| word.chars().map(move |letter| (letter, number))).collect()
    }

    fn check(key: &str, response: &str, precision: f64, recall: f64) {
        let score = b_cubed(&clusters(key), &clusters(response));
        let is_near = |found: Option<f64>, expected: f64| (found.unwrap() - expected).abs() < 1e-9;
        assert!(is_near(score.precision(), precision), "precision of {response}: {score:?}");
        assert!(is_near(score.recall(), recall), "recall of {response}: {score:?}");
    }

    #[test]
    fn the_same_clusters_are_all_right() {
        check("abc de f", "f de abc", 1.0, 1.0);
    }

    /// The example of Bagga and Baldwin (1998): 12 mentions, two clusters put together.
    #[test]
    fn of_the_same_mentions_it_is_the_old_measure() {
        // a–e: 5/5 each; f, g: 2/7 each; h–l: 5/7 each. Recall: all 1.
        check("abcde fg hijkl", "abcde fghijkl", (5.0 + 4.0 / 7.0 + 25.0 / 7.0) / 12.0, 1.0);
        check("abcde fg hijkl", "abcdehijkl fg", (50.0 / 10.0 + 2.0) / 12.0, 1.0);
    }

    #[test]
    fn a_mention_that_was_missed_stands_alone() {
        // a, b: precision 1, recall 2/3; c: put in alone, precision 1, recall 1/3.
        check("abc", "ab", 1.0, (2.0 / 3.0 + 2.0 / 3.0 + 1.0 / 3.0) / 3.0);
        check("ab", "", 1.0, 0.5);
    }

    #[test]
    fn a_mention_too_many_counts_only_in_a_cluster() {
        check("ab", "ab x y", 1.0, 1.0);
        // a, b: 2/3 each; x: 1/3.
        check("ab", "abx", (2.0 / 3.0 + 2.0 / 3.0 + 1.0 / 3.0) / 3.0, 1.0);
        // a, b: 1 each; x, y: 1/2 each.
        check("ab", "ab xy", 3.0 / 4.0, 1.0);
    }

    /// The example of Cai and Strube's table 1: key a b c, the response with i and j put together.
    #[test]
    fn both_kinds_at_once() {
        // a, b: 1; i, j: 1/2 each; c put in alone: 1.
        check("abc", "ab ij", 4.0 / 5.0, 5.0 / 9.0);
        check("abc", "ab i j", 1.0, 5.0 / 9.0);
    }

    #[test]
    fn sums_go_over_documents() {
        let mut sum = b_cubed(&clusters("ab"), &clusters("ab"));
        sum += b_cubed(&clusters("cd"), &clusters("c d"));
        assert_eq!((sum.precision(), sum.recall()), (Some(1.0), Some(0.75)));
        assert_eq!(sum.mentions(), 4);
        assert_eq!(BCubed::default().f1(), None);
    }
}
