//! What a qualifier says: yes or no, a number, or a word.

use std::collections::BTreeSet;

use super::NetworkError;

/// The kind of a qualifier's values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// Agrees or not: `true`, `positive`, `yes`, `agree`, `1`, and their opposites.
    Boolean,
    /// Whole numbers, such as -2 to 2.
    Integer,
    /// Words without an order.
    Text,
}

impl Scale {
    /// Returns the kind of a name, as the command line has it.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "boolean" => Some(Self::Boolean),
            "integer" => Some(Self::Integer),
            "text" => Some(Self::Text),
            _ => None,
        }
    }
}

/// The levels of a qualifier, in their order: no before yes, numbers by size, words by their letters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Levels {
    /// What kind they are.
    pub(super) scale: Scale,
    /// The number of each, where they are numbers: 0 and 1 for no and yes.
    pub(super) values: Vec<i64>,
    /// The words of each, where they are words.
    pub(super) words: Vec<String>,
}

const YES: &[&str] = &["true", "yes", "1", "positive", "agree", "agrees", "agreement"];
const NO: &[&str] = &["false", "no", "0", "negative", "disagree", "disagrees", "disagreement"];

impl Levels {
    /// Finds the levels of all values that are not empty; the scale is guessed where it is not given: yes and no before
    /// numbers before words.
    pub(super) fn of<'a>(
        values: impl Iterator<Item = &'a str>,
        scale: Option<Scale>,
    ) -> Result<Self, NetworkError> {
        let values: BTreeSet<&str> = values.filter(|value| !value.is_empty()).collect();
        let fits = |scale| values.iter().all(|value| number(value, scale).is_some());
        let scale = scale.unwrap_or_else(|| match () {
            () if fits(Scale::Boolean) => Scale::Boolean,
            () if fits(Scale::Integer) => Scale::Integer,
            () => Scale::Text,
        });
        let mut levels = Self { scale, values: Vec::new(), words: Vec::new() };
        if scale == Scale::Text {
            levels.words = values.into_iter().map(str::to_owned).collect();
            return Ok(levels);
        }
        let mut numbers = BTreeSet::new();
        for value in values {
            let fault = || NetworkError::Qualifier { value: value.to_owned(), scale };
            numbers.insert(number(value, scale).ok_or_else(fault)?);
        }
        if scale == Scale::Boolean {
            numbers = BTreeSet::from([0, 1]);
        }
        levels.values = numbers.into_iter().collect();
        Ok(levels)
    }

    /// Returns which level a value is; none for an empty one.
    pub(super) fn level(&self, value: &str) -> Option<usize> {
        match self.scale {
            Scale::Text => self.words.binary_search_by(|word| word.as_str().cmp(value)).ok(),
            scale => self.values.binary_search(&number(value, scale)?).ok(),
        }
    }

    /// Returns how many there are.
    pub(super) fn count(&self) -> usize {
        self.values.len().max(self.words.len())
    }

    /// Returns how far the highest is from the lowest, at least 1: 1 for yes and no, and for words.
    pub(super) fn range(&self) -> i128 {
        let ends = self.values.first().zip(self.values.last());
        ends.map_or(1, |(low, high)| i128::from(*high) - i128::from(*low)).max(1)
    }

    /// Returns how far two levels are from one another; for words, 1 unless they are the same.
    pub(super) fn distance(&self, left: usize, right: usize) -> i128 {
        if self.scale == Scale::Text {
            return i128::from(left != right);
        }
        (i128::from(self.values[left]) - i128::from(self.values[right])).abs()
    }

    /// Returns what a statement of a level adds to the difference of pro and con: 1 or -1, the number, 1 for words.
    pub(super) fn side(&self, level: usize) -> i128 {
        match self.scale {
            Scale::Boolean => i128::from(self.values[level]) * 2 - 1,
            Scale::Integer => i128::from(self.values[level]),
            Scale::Text => 1,
        }
    }
}

fn number(value: &str, scale: Scale) -> Option<i64> {
    let is_of = |list: &[&str]| list.iter().any(|known| value.eq_ignore_ascii_case(known));
    match scale {
        Scale::Boolean if is_of(YES) => Some(1),
        Scale::Boolean if is_of(NO) => Some(0),
        Scale::Integer => value.parse().ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::Levels;
    use super::Scale;

    fn check(values: &[&str], scale: Scale, range: i128, sides: &[i128]) {
        let levels = Levels::of(values.iter().copied(), None).unwrap();
        assert_eq!((levels.scale, levels.range()), (scale, range));
        let found: Vec<i128> = (0..levels.count()).map(|level| levels.side(level)).collect();
        assert_eq!(found, sides);
    }

    #[test]
    fn scales_are_guessed() {
        check(&["positive", "", "Negative"], Scale::Boolean, 1, &[-1, 1]);
        check(&["true"], Scale::Boolean, 1, &[-1, 1]);
        check(&["10", "2", "-2"], Scale::Integer, 12, &[-2, 2, 10]);
        check(&["3"], Scale::Integer, 1, &[3]);
        check(&["hope", "1"], Scale::Text, 1, &[1, 1]);
    }

    #[test]
    fn a_value_that_does_not_fit_is_named() {
        let error = Levels::of(["maybe"].into_iter(), Some(Scale::Boolean)).unwrap_err();
        assert_eq!(error.to_string(), "the qualifier \"maybe\" is neither yes nor no");
    }
}
