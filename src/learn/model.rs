//! Models at rest: rows of weights in buckets, read where they lie.
//!
//! ```text
//! u16 classes │ u16 layout │ buckets of rows
//! full row    u16 check │ i8 code of each class but the first, as difference to the first
//! sparse row  u16 check │ u8 length │ (u8 class, i8 code)…
//! ```
//!
//! A code stands for the weight of its square.

use std::borrow::Cow;

use super::Linear;
use super::ModelError;
use super::buckets;
use super::buckets::Buckets;

/// With so many classes or fewer, a row holds a code for each class.
const MOST_CLASSES_IN_FULL: usize = 6;
const HEADER: usize = 4;
const CHECK: usize = 2;
/// So many features are looked up together.
const AT_ONCE: usize = 8;

/// A trained model, read in place. Broken bytes give wrong scores, never a panic.
#[derive(Clone, Debug)]
pub struct Model {
    buckets: Buckets,
    classes: usize,
    is_full: bool,
}

impl Model {
    /// Returns the model that lies in bytes.
    pub fn read(bytes: Cow<'static, [u8]>) -> Result<Self, ModelError> {
        let (header, _) = bytes.split_first_chunk::<HEADER>().ok_or(ModelError::Broken)?;
        let classes = usize::from(u16::from_le_bytes([header[0], header[1]]));
        let is_full = header[2] == 0;
        if !(1..=256).contains(&classes) {
            return Err(ModelError::Broken);
        }
        Ok(Self { buckets: Buckets::read(bytes, HEADER)?, classes, is_full })
    }

    fn add(&self, feature: u64, bucket: &[u8], scores: &mut [i32]) {
        let check = buckets::check_of::<CHECK>(feature);
        if self.is_full {
            self.add_full(check, bucket, scores);
        } else {
            add_sparse(check, bucket, scores);
        }
    }

    fn add_full(&self, check: [u8; CHECK], bucket: &[u8], scores: &mut [i32]) {
        for row in bucket.chunks_exact(CHECK + self.classes - 1) {
            if row[..CHECK] == check {
                for (score, code) in scores.iter_mut().skip(1).zip(&row[CHECK..]) {
                    *score += weight_of(*code);
                }
                return;
            }
        }
    }
}

fn add_sparse(check: [u8; CHECK], mut bucket: &[u8], scores: &mut [i32]) {
    while let [first, second, length, rest @ ..] = bucket {
        let Some((row, rest)) = rest.split_at_checked(usize::from(*length) * 2) else { return };
        if [*first, *second] == check {
            for [class, code] in row.as_chunks::<2>().0 {
                if let Some(score) = scores.get_mut(usize::from(*class)) {
                    *score += weight_of(*code);
                }
            }
            return;
        }
        bucket = rest;
    }
}

impl Linear for Model {
    fn classes(&self) -> usize {
        self.classes
    }

    fn add_scores(&self, features: &[u64], scores: &mut [i32]) {
        let (groups, rest) = features.as_chunks::<AT_ONCE>();
        for group in groups {
            for (feature, bucket) in group.iter().zip(self.buckets.buckets_of(group)) {
                self.add(*feature, bucket, scores);
            }
        }
        for feature in rest {
            self.add(*feature, self.buckets.bucket(*feature), scores);
        }
    }
}

/// Returns the bytes of a model: rows of classes and weights, in the order of their features.
pub(super) fn write(classes: usize, rows: &[(u64, Vec<(usize, i64)>)]) -> Vec<u8> {
    let is_full = classes <= MOST_CLASSES_IN_FULL;
    let weights = |weights: &[(usize, i64)]| {
        if is_full { differences(weights, classes) } else { weights.to_vec() }
    };
    let largest = rows
        .iter()
        .flat_map(|row| weights(&row.1))
        .map(|weight| weight.1.unsigned_abs())
        .fold(1, u64::max);
    let rows: Vec<(u64, Vec<u8>)> = rows
        .iter()
        .filter_map(|row| Some((row.0, row_of(row.0, &weights(&row.1), largest, is_full)?)))
        .collect();
    let mut bytes = Vec::new();
    bytes.extend(u16::try_from(classes).expect("classes are few").to_le_bytes());
    bytes.extend(u16::from(!is_full).to_le_bytes());
    buckets::write(&mut bytes, &rows);
    bytes
}

/// Returns the bytes of a row, if it says anything.
fn row_of(feature: u64, weights: &[(usize, i64)], largest: u64, is_full: bool) -> Option<Vec<u8>> {
    const LONGEST: usize = 255;
    let mut codes: Vec<(usize, u8)> = weights
        .iter()
        .map(|weight| (weight.0, code_of(weight.1, largest).cast_unsigned()))
        .collect();
    if codes.iter().all(|(_, code)| *code == 0) {
        return None;
    }
    let mut row = buckets::check_of::<CHECK>(feature).to_vec();
    if is_full {
        row.extend(codes.iter().map(|(_, code)| code));
        return Some(row);
    }
    codes.retain(|(_, code)| *code != 0);
    codes.truncate(LONGEST);
    row.extend(u8::try_from(codes.len()));
    for (class, code) in codes {
        row.extend(u8::try_from(class));
        row.push(code);
    }
    Some(row)
}

/// Returns the weights of all classes but the first, as differences to the first.
fn differences(weights: &[(usize, i64)], classes: usize) -> Vec<(usize, i64)> {
    let weight_of =
        |class| weights.iter().find(|weight| weight.0 == class).map_or(0, |found| found.1);
    (1..classes).map(|class| (class, weight_of(class) - weight_of(0))).collect()
}

/// Returns the code of a weight: the root of its share of the largest one.
fn code_of(weight: i64, largest: u64) -> i8 {
    const LARGEST_CODE: u128 = 127;
    let square =
        u128::from(weight.unsigned_abs()) * LARGEST_CODE * LARGEST_CODE * 4 / u128::from(largest);
    // Half codes are rounded up: the root of four times the square is twice the code.
    let code = i8::try_from(square.isqrt().div_ceil(2).min(LARGEST_CODE)).unwrap_or(i8::MAX);
    if weight < 0 { -code } else { code }
}

fn weight_of(code: u8) -> i32 {
    let code = i32::from(code.cast_signed());
    code * code.abs()
}

#[cfg(test)]
mod tests {
    use super::AT_ONCE;
    use super::Model;
    use super::code_of;
    use super::weight_of;
    use super::write;
    use crate::learn::Linear;
    use crate::learn::feature;

    fn check(classes: usize, weights: &[(usize, i64)], expected: &[i32]) {
        let rows: Vec<(u64, Vec<(usize, i64)>)> =
            (0..100).map(|number| (feature(number, &[]), weights.to_vec())).collect();
        let model = Model::read(write(classes, &rows).into()).unwrap();
        let mut scores = vec![0; classes];
        model.add_scores(&[feature(42, &[]), feature(100, &[])], &mut scores);
        assert_eq!(scores, expected);
    }

    #[test]
    fn weights_are_scaled_to_the_largest() {
        check(3, &[(1, 1000), (2, -250)], &[0, 16129, -4096]);
        check(8, &[(1, 1000), (7, -250)], &[0, 16129, 0, 0, 0, 0, 0, -4096]);
    }

    #[test]
    fn few_classes_are_differences_to_the_first() {
        check(2, &[(0, -3), (1, 5)], &[0, 16129]);
    }

    #[test]
    fn features_looked_up_together_score_as_each_by_itself() {
        for classes in [2, 9] {
            let weight = |number| vec![(1, i64::try_from(number % 13).unwrap() - 6)];
            let rows: Vec<(u64, Vec<(usize, i64)>)> =
                (0..300).map(|number| (feature(number, &[]), weight(number))).collect();
            let model = Model::read(write(classes, &rows).into()).unwrap();
            let features: Vec<u64> = (0..400).map(|number| feature(number * 3, &[])).collect();
            for length in [0, 1, AT_ONCE - 1, AT_ONCE, AT_ONCE + 1, 100] {
                let (mut together, mut apart) = (vec![0; classes], vec![0; classes]);
                model.add_scores(&features[..length], &mut together);
                for one in &features[..length] {
                    model.add_scores(std::slice::from_ref(one), &mut apart);
                }
                assert_eq!(together, apart);
            }
        }
    }

    #[test]
    fn codes_are_roots() {
        assert_eq!([code_of(0, 9), code_of(9, 9), code_of(-9, 9)], [0, 127, -127]);
        assert_eq!(weight_of(200), -3136);
    }

    #[test]
    fn broken_bytes_never_panic() {
        assert!(Model::read(vec![].into()).is_err());
        for classes in [3, 10] {
            let weights = vec![(1, 5), (classes - 1, -2)];
            let rows: Vec<(u64, Vec<(usize, i64)>)> =
                (0..50).map(|number| (feature(number, &[]), weights.clone())).collect();
            let whole = write(classes, &rows);
            for place in 0..whole.len() {
                let mut broken = whole.clone();
                broken[place] ^= 0xff;
                broken.truncate(whole.len() - place % 7);
                let Ok(model) = Model::read(broken.into()) else { continue };
                let mut scores = vec![0; classes];
                for number in 0..60 {
                    model.add_scores(&[feature(number, &[])], &mut scores);
                }
            }
        }
    }
}
