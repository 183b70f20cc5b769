//! Exact weights, and their decimal form with six digits, in which shares add up to the last one.

use std::fmt;
use std::fmt::Display;
use std::fmt::Formatter;

/// How many parts of the decimal form make one.
const ONE: i128 = 1_000_000;

/// A weight as a fraction of whole numbers; the denominator is positive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exact {
    /// What is divided.
    pub numerator: i128,
    /// What it is divided by.
    pub denominator: i128,
}

/// A number in millionths.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fixed(pub i64);

impl Exact {
    /// Returns the nearest number of millionths; halves go away from zero.
    pub fn fixed(self) -> Fixed {
        // Most weights are whole numbers, and dividing is slow.
        if self.denominator == 1 {
            return Fixed(saturated(self.numerator.saturating_mul(ONE)));
        }
        let scaled = self.numerator.saturating_mul(ONE);
        let half = self.denominator / 2;
        let rounded = if scaled >= 0 {
            scaled.saturating_add(half) / self.denominator
        } else {
            scaled.saturating_sub(half) / self.denominator
        };
        Fixed(saturated(rounded))
    }

    /// Divides the fixed form of the whole among parts with these numerators and the same denominator, by the method of
    /// the largest remainder: each part gets its millionths rounded down, and what is left goes one by one to the largest
    /// remainders, the first first. The parts' numerators add up to the whole's.
    pub fn shares(self, numerators: &[i128]) -> Vec<Fixed> {
        let scaled = |numerator: &i128| numerator.saturating_mul(ONE);
        let floors: Vec<i128> =
            numerators.iter().map(|part| scaled(part).div_euclid(self.denominator)).collect();
        let left = i128::from(self.fixed().0) - floors.iter().sum::<i128>();
        let mut order: Vec<usize> = (0..numerators.len()).collect();
        let remainder = |place: usize| scaled(&numerators[place]).rem_euclid(self.denominator);
        order.sort_by_key(|&place| (-remainder(place), place));
        let mut shares: Vec<Fixed> =
            floors.into_iter().map(|floor| Fixed(saturated(floor))).collect();
        for place in order.into_iter().take(usize::try_from(left).unwrap_or_default()) {
            shares[place].0 += 1;
        }
        shares
    }
}

impl Fixed {
    /// Returns a whole number.
    pub fn whole(number: usize) -> Self {
        let number = i64::try_from(number).unwrap_or(i64::MAX);
        Self(number.saturating_mul(saturated(ONE)))
    }

    /// Returns the size without the sign, in whole numbers, rounded up.
    pub fn magnitude(self) -> usize {
        let size = u128::from(self.0.unsigned_abs()).div_ceil(ONE.unsigned_abs());
        usize::try_from(size).unwrap_or(usize::MAX)
    }
}

impl Display for Fixed {
    /// Writes a whole number without digits behind the point, any other with six.
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let one = ONE.unsigned_abs();
        let size = u128::from(self.0.unsigned_abs());
        let (whole, rest) = (size / one, size % one);
        if rest == 0 {
            write!(formatter, "{sign}{whole}")
        } else {
            write!(formatter, "{sign}{whole}.{rest:06}")
        }
    }
}

fn saturated(number: i128) -> i64 {
    i64::try_from(number).unwrap_or(if number < 0 { i64::MIN } else { i64::MAX })
}

/// Returns the square root of a product, in millionths, rounded down: the denominator of a cosine.
pub(super) fn root_in_millionths(left: u64, right: u64) -> i128 {
    let product = u128::from(left) * u128::from(right);
    let root = match product.checked_mul(ONE.unsigned_abs() * ONE.unsigned_abs()) {
        Some(scaled) => scaled.isqrt(),
        None => product.isqrt().saturating_mul(ONE.unsigned_abs()),
    };
    i128::try_from(root).unwrap_or(i128::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::any;
    use proptest::prelude::prop_assert_eq;
    use proptest::proptest;

    use super::Exact;
    use super::Fixed;
    use super::root_in_millionths;

    fn check(numerator: i128, denominator: i128, expected: &str) {
        assert_eq!(Exact { numerator, denominator }.fixed().to_string(), expected);
    }

    #[test]
    fn weights_are_whole_or_have_six_digits() {
        check(4, 2, "2");
        check(1, 3, "0.333333");
        check(-2, 3, "-0.666667");
        check(0, 5, "0");
        assert_eq!(Fixed(-1_500_000).magnitude(), 2);
    }

    #[test]
    fn shares_of_a_third_make_the_whole() {
        let whole = Exact { numerator: 3, denominator: 9 };
        assert_eq!(whole.shares(&[1, 1, 1]), [111_111, 111_111, 111_111].map(Fixed));
        let whole = Exact { numerator: 2, denominator: 3 };
        assert_eq!(whole.shares(&[1, 1]), [333_334, 333_333].map(Fixed));
    }

    #[test]
    fn roots_are_in_millionths() {
        assert_eq!(root_in_millionths(2, 8), 4_000_000);
        assert_eq!(root_in_millionths(1, 2), 1_414_213);
    }

    proptest! {
        #[test]
        fn shares_add_up(parts: Vec<i32>, denominator in 1..10_000_i128) {
            let parts: Vec<i128> = parts.into_iter().map(i128::from).collect();
            let whole = Exact { numerator: parts.iter().sum(), denominator };
            let sum: i64 = whole.shares(&parts).into_iter().map(|share| share.0).sum();
            prop_assert_eq!(sum, whole.fixed().0);
        }

        #[test]
        fn writing_never_fails(number in any::<i64>()) {
            prop_assert_eq!(Fixed(number).to_string().starts_with('-'), number < 0);
        }
    }
}
