//! Models at rest: rows of weights in buckets, read where they lie.
//!
//! ```text
//! u16 classes │ u16 layout │ u32 buckets │ u32 where each bucket begins, and the end │ rows
//! full row    u16 check │ i8 code of each class but the first, as difference to the first
//! sparse row  u16 check │ u8 length │ (u8 class, i8 code)…
//! ```
//!
//! A feature's high bits name its bucket, its low bits are its check. A code stands for the weight of its square.

use std::borrow::Cow;

use super::Linear;
use super::ModelError;

/// With so many classes or fewer, a row holds a code for each class.
const MOST_CLASSES_IN_FULL: usize = 6;
const ROWS_IN_A_BUCKET: usize = 4;
const HEADER: usize = 8;
const CHECK: usize = 2;

/// A trained model, read in place. Broken bytes give wrong scores, never a panic.
#[derive(Clone, Debug)]
pub struct Model {
    bytes: Cow<'static, [u8]>,
    classes: usize,
    is_full: bool,
    buckets: u32,
    rows: usize,
}

impl Model {
    /// Returns the model that lies in bytes.
    pub fn read(bytes: Cow<'static, [u8]>) -> Result<Self, ModelError> {
        let (header, _) = bytes.split_first_chunk::<HEADER>().ok_or(ModelError::Broken)?;
        let classes = usize::from(u16::from_le_bytes([header[0], header[1]]));
        let is_full = header[2] == 0;
        let buckets = u32::from_le_bytes([header[4], header[5], header[6], header[7]]);
        let rows = HEADER + (buckets as usize + 1) * 4;
        if bytes.len() < rows || buckets == 0 || !(1..=256).contains(&classes) {
            return Err(ModelError::Broken);
        }
        Ok(Self { bytes, classes, is_full, buckets, rows })
    }

    /// Returns the rows of the bucket of a feature.
    fn bucket(&self, feature: u64) -> &[u8] {
        let number = bucket_of(feature, self.buckets);
        let bytes = &self.bytes;
        let place = HEADER + number * 4;
        let Some((start, rest)) = bytes.get(place..).and_then(<[u8]>::split_first_chunk) else {
            return &[];
        };
        let Some((end, _)) = rest.split_first_chunk() else { return &[] };
        let start = self.rows + u32::from_le_bytes(*start) as usize;
        let end = self.rows + u32::from_le_bytes(*end) as usize;
        bytes.get(start..end).unwrap_or(&[])
    }

    fn add_full(&self, feature: u64, scores: &mut [i32]) {
        let check = check_of(feature);
        for row in self.bucket(feature).chunks_exact(CHECK + self.classes - 1) {
            if row[..CHECK] == check {
                for (score, code) in scores.iter_mut().skip(1).zip(&row[CHECK..]) {
                    *score += weight_of(*code);
                }
                return;
            }
        }
    }

    fn add_sparse(&self, feature: u64, scores: &mut [i32]) {
        let check = check_of(feature);
        let mut bucket = self.bucket(feature);
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
}

impl Linear for Model {
    fn classes(&self) -> usize {
        self.classes
    }

    fn add_scores(&self, features: &[u64], scores: &mut [i32]) {
        for feature in features {
            if self.is_full {
                self.add_full(*feature, scores);
            } else {
                self.add_sparse(*feature, scores);
            }
        }
    }
}

/// Returns the bytes of a model: rows of classes and weights, in the order of their features.
pub(super) fn write(classes: usize, rows: &[(u64, Vec<(usize, i64)>)]) -> Vec<u8> {
    let is_full = classes <= MOST_CLASSES_IN_FULL;
    let rows: Vec<Row> = rows
        .iter()
        .map(|(feature, weights)| Row {
            feature: *feature,
            weights: if is_full { differences(weights, classes) } else { weights.clone() },
        })
        .collect();
    let largest = rows.iter().flat_map(|row| &row.weights).map(|weight| weight.1.unsigned_abs());
    let largest = largest.max().unwrap_or(1).max(1);
    let bucket_count = u32::try_from(rows.len() / ROWS_IN_A_BUCKET + 1).expect("rows are fewer");

    let mut buckets = vec![Vec::new(); bucket_count as usize];
    for row in &rows {
        let bucket = &mut buckets[bucket_of(row.feature, bucket_count)];
        if is_full { row.write_full(bucket, largest) } else { row.write_sparse(bucket, largest) }
    }

    let mut bytes = Vec::new();
    bytes.extend(u16::try_from(classes).expect("classes are few").to_le_bytes());
    bytes.extend(u16::from(!is_full).to_le_bytes());
    bytes.extend(bucket_count.to_le_bytes());
    let mut place = 0;
    for bucket in &buckets {
        bytes.extend(u32::try_from(place).expect("a model is smaller").to_le_bytes());
        place += bucket.len();
    }
    bytes.extend(u32::try_from(place).expect("a model is smaller").to_le_bytes());
    bytes.extend(buckets.iter().flatten());
    bytes
}

struct Row {
    feature: u64,
    weights: Vec<(usize, i64)>,
}

impl Row {
    fn codes(&self, largest: u64) -> impl Iterator<Item = (u8, i8)> {
        let class = |class| u8::try_from(class).expect("classes are few");
        self.weights.iter().map(move |weight| (class(weight.0), code_of(weight.1, largest)))
    }

    fn write_full(&self, bytes: &mut Vec<u8>, largest: u64) {
        if self.codes(largest).any(|(_, code)| code != 0) {
            bytes.extend(check_of(self.feature));
            bytes.extend(self.codes(largest).map(|(_, code)| code.cast_unsigned()));
        }
    }

    fn write_sparse(&self, bytes: &mut Vec<u8>, largest: u64) {
        let codes = || self.codes(largest).filter(|(_, code)| *code != 0).take(255);
        if codes().count() > 0 {
            bytes.extend(check_of(self.feature));
            bytes.extend(u8::try_from(codes().count()));
            bytes.extend(codes().flat_map(|(class, code)| [class, code.cast_unsigned()]));
        }
    }
}

/// Returns the weights of all classes but the first, as differences to the first.
fn differences(weights: &[(usize, i64)], classes: usize) -> Vec<(usize, i64)> {
    let weight_of =
        |class| weights.iter().find(|weight| weight.0 == class).map_or(0, |found| found.1);
    (1..classes).map(|class| (class, weight_of(class) - weight_of(0))).collect()
}

fn bucket_of(feature: u64, buckets: u32) -> usize {
    let number = ((feature >> 32) * u64::from(buckets)) >> 32;
    usize::try_from(number).unwrap_or(0)
}

fn check_of(feature: u64) -> [u8; CHECK] {
    let [first, second, ..] = feature.to_le_bytes();
    [first, second]
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
