//! The best row of labels, where each depends on the one before (Viterbi 1967).

/// Returns the labels with the highest sum of scores and transitions, the first of equals.
///
/// `scores` has a row of `labels` numbers for each place; `transitions` one for each label before, and one for the start.
pub fn best_sequence(scores: &[i32], transitions: &[i32], labels: usize) -> Vec<usize> {
    let mut sums: Vec<i64> = vec![0; labels];
    let mut from: Vec<usize> = Vec::with_capacity(scores.len());
    for (place, row) in scores.chunks_exact(labels).enumerate() {
        let mut next = Vec::with_capacity(labels);
        for (label, &score) in row.iter().enumerate() {
            let reached = |before: usize| i64::from(transitions[before * labels + label]);
            let (before, sum) =
                if place == 0 { (labels, reached(labels)) } else { best_before(&sums, reached) };
            from.push(before);
            next.push(sum + i64::from(score));
        }
        sums = next;
    }
    back(&sums, &from, labels)
}

fn best_before(sums: &[i64], reached: impl Fn(usize) -> i64) -> (usize, i64) {
    let mut best = (0, i64::MIN);
    for (before, sum) in sums.iter().enumerate() {
        let sum = sum + reached(before);
        if sum > best.1 {
            best = (before, sum);
        }
    }
    best
}

/// Follows the best last label back to the start.
fn back(sums: &[i64], from: &[usize], labels: usize) -> Vec<usize> {
    let places = from.len() / labels;
    let mut sequence = vec![0; places];
    let mut label =
        (1..labels).fold(0, |best, label| if sums[label] > sums[best] { label } else { best });
    for place in (0..places).rev() {
        sequence[place] = label;
        label = from[place * labels + label];
    }
    sequence
}

#[cfg(test)]
mod tests {
    use super::best_sequence;

    fn check(scores: &[[i32; 2]], transitions: [i32; 6], expected: &[usize]) {
        assert_eq!(best_sequence(scores.as_flattened(), &transitions, 2), expected);
    }

    #[test]
    fn scores_and_transitions_add_up() {
        check(&[[1, 0], [0, 1], [1, 0]], [0; 6], &[0, 1, 0]);
        check(&[[1, 0], [0, 1], [1, 0]], [0, -5, -5, 0, 0, 0], &[0, 0, 0]);
        check(&[[1, 0], [0, 9], [1, 0]], [0, -5, -5, 0, 0, -2], &[1, 1, 1]);
    }

    #[test]
    fn the_start_has_its_own_transitions() {
        check(&[[0, 0]], [0, 0, 0, 0, 0, 1], &[1]);
        check(&[], [0; 6], &[]);
    }
}
