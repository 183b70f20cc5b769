//! Makes the vectors of words: vectors as text come in, small whole numbers go out.

use std::collections::BTreeMap;

use crate::extract::learned::form;
use crate::learn;
use crate::learn::Vectors;

/// What is wrong with a file of vectors.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum VectorsError {
    /// A line has something else than a word and its numbers.
    #[error(
        "line {0} is no word followed by numbers; write each word on a line, then its numbers, parted by spaces"
    )]
    NoNumbers(usize),
    /// A line has more numbers than the one before, or fewer.
    #[error(
        "not all words have as many numbers: the first has {expected}, that of line {line} has {found}"
    )]
    Uneven {
        /// The line, counted from 1.
        line: usize,
        /// How many numbers it has.
        found: usize,
        /// How many the first word has.
        expected: usize,
    },
    /// There is no word.
    #[error("the file has no words")]
    Empty,
}

/// A number as far from zero as numbers of its dimension are on average (in the root of the mean of squares) becomes this.
const USUAL: f64 = 40.0;

/// Returns the model file of vectors as word2vec writes them in text: a word and its numbers on each line; a first line of
/// two whole numbers, how many words and how many numbers, is not needed. Of words that differ only in case or in the
/// digits that they have, the first counts.
pub fn words(source: &str) -> Result<Vec<u8>, VectorsError> {
    let mut rows: BTreeMap<u64, Vec<f64>> = BTreeMap::new();
    let mut dimensions = None;
    for (number, line) in source.lines().enumerate() {
        let mut parts = line.split(' ').filter(|part| !part.is_empty());
        let Some(word) = parts.next() else { continue };
        let rest: Vec<&str> = parts.collect();
        let is_whole = |part: &str| part.parse::<usize>().is_ok();
        if number == 0 && rest.len() == 1 && is_whole(word) && is_whole(rest[0]) {
            continue;
        }
        let finite = |part: &&str| part.parse().ok().filter(|value: &f64| value.is_finite());
        let row: Option<Vec<f64>> = rest.iter().map(finite).collect();
        let row = row.filter(|row| !row.is_empty()).ok_or(VectorsError::NoNumbers(number + 1))?;
        let expected = *dimensions.get_or_insert(row.len());
        if row.len() != expected {
            return Err(VectorsError::Uneven { line: number + 1, found: row.len(), expected });
        }
        rows.entry(learn::hash(&form(word))).or_insert(row);
    }
    let dimensions = dimensions.ok_or(VectorsError::Empty)?;
    #[expect(clippy::cast_precision_loss, reason = "there are not so many words")]
    let count = rows.len() as f64;
    let usual: Vec<f64> = (0..dimensions)
        .map(|at| (rows.values().map(|row| row[at] * row[at]).sum::<f64>() / count).sqrt())
        .collect();
    let small = |(value, usual): (&f64, &f64)| {
        let scaled = if *usual > 0.0 { value / usual * USUAL } else { 0.0 };
        #[expect(clippy::cast_possible_truncation, reason = "it is clamped")]
        let small = scaled.round().clamp(-127.0, 127.0) as i8;
        small
    };
    let rows = rows.iter().map(|(&word, row)| (word, row.iter().zip(&usual).map(small).collect()));
    Ok(Vectors::write(&rows.collect()))
}

#[cfg(test)]
mod tests {
    use super::VectorsError;
    use super::words;
    use crate::learn;
    use crate::learn::Vectors;

    #[test]
    fn numbers_are_scaled_by_dimension() {
        let model = words("2 2\nLee 3 -0.5\nkim -4 0.5\nKim 9 9\n").unwrap();
        let vectors = Vectors::read(model).unwrap();
        let of = |word: &str| vectors.of(learn::hash(word)).map(Iterator::collect::<Vec<i8>>);
        // The roots of the means of squares are 3.54 and 0.5.
        assert_eq!(of("lee"), Some(vec![34, -40]));
        assert_eq!(of("kim"), Some(vec![-45, 40]));
        assert_eq!(of("Kim"), None);
    }

    #[test]
    fn lines_that_are_no_vectors_are_told() {
        assert_eq!(words(""), Err(VectorsError::Empty));
        assert_eq!(words("lee 1 2\nkim\n"), Err(VectorsError::NoNumbers(2)));
        assert_eq!(words("lee 1 nan\n"), Err(VectorsError::NoNumbers(1)));
        let uneven = VectorsError::Uneven { line: 3, found: 1, expected: 2 };
        assert_eq!(words("2 2\nlee 1 2\nkim 1\n"), Err(uneven));
    }
}
