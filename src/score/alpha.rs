//! How far several observers agree, beyond what chance would give: Krippendorff's alpha for values, and for units of a text.
//!
//! Krippendorff, K. (2004): Content Analysis: An Introduction to Its Methodology, second edition, Thousand Oaks, Sage;
//! sections 11.3 and 11.6. Krippendorff, K. (2011): Computing Krippendorff's Alpha-Reliability.

use std::collections::BTreeMap;
use std::ops::Range;

/// Returns alpha of values without order. Each unit has the values that its observers gave it; a unit with one alone tells nothing.
///
/// Nothing is returned where nothing can be compared, or where nobody ever gave another value.
pub fn nominal<Value: Ord>(units: &[Vec<Value>]) -> Option<f64> {
    let mut totals: BTreeMap<&Value, f64> = BTreeMap::new();
    let mut observed = 0.0;
    for unit in units.iter().filter(|unit| unit.len() > 1) {
        let size = real(unit.len());
        let mut counts: BTreeMap<&Value, usize> = BTreeMap::new();
        for value in unit {
            *counts.entry(value).or_default() += 1;
        }
        for (value, count) in counts {
            *totals.entry(value).or_default() += real(count);
            observed += real(count) * (size - real(count)) / (size - 1.0);
        }
    }
    let all: f64 = totals.values().sum();
    let expected: f64 =
        totals.values().map(|total| total * (all - total)).sum::<f64>() / (all - 1.0);
    (all > 1.0 && expected > 0.0).then(|| 1.0 - observed / expected)
}

/// What one observer found in a text: the units of each category, which do not overlap.
pub type Units<Category> = BTreeMap<Category, Vec<Range<usize>>>;

/// Returns alpha of units that observers found in a text of a length, over all categories together.
///
/// Nothing is returned where there are fewer than two observers, or nobody found anything.
pub fn unitizing<Category: Ord>(observers: &[Units<Category>], length: usize) -> Option<f64> {
    if observers.len() < 2 || length == 0 {
        return None;
    }
    let mut categories: Vec<&Category> = observers.iter().flat_map(BTreeMap::keys).collect();
    categories.sort();
    categories.dedup();
    let mut observed = 0.0;
    let mut expected = 0.0;
    for category in categories {
        let sections: Vec<Vec<Section>> =
            observers.iter().map(|units| sections(units.get(category), length)).collect();
        observed += observed_disagreement(&sections, length);
        expected += expected_disagreement(&sections, length);
    }
    (expected > 0.0).then(|| 1.0 - observed / expected)
}

/// A unit, or a gap between units.
#[derive(Clone, Copy)]
struct Section {
    start: f64,
    length: f64,
    is_unit: bool,
}

/// Cuts a text into units and the gaps between them.
fn sections(units: Option<&Vec<Range<usize>>>, length: usize) -> Vec<Section> {
    let mut units: Vec<&Range<usize>> = units.into_iter().flatten().collect();
    units.sort_by_key(|unit| (unit.start, unit.end));
    let mut sections = Vec::new();
    let section = |start: usize, end: usize, is_unit: bool| Section {
        start: real(start),
        length: real(end - start),
        is_unit,
    };
    let mut at = 0;
    for unit in units {
        let (start, end) = (unit.start.max(at), unit.end.min(length));
        if start >= end {
            continue;
        }
        if start > at {
            sections.push(section(at, start, false));
        }
        sections.push(section(start, end, true));
        at = end;
    }
    if at < length {
        sections.push(section(at, length, false));
    }
    sections
}

fn observed_disagreement(observers: &[Vec<Section>], length: usize) -> f64 {
    let mut sum = 0.0;
    for (one, own) in observers.iter().enumerate() {
        for (_, others) in observers.iter().enumerate().filter(|(other, _)| *other != one) {
            for section in own {
                sum += others.iter().map(|other| difference(*section, *other)).sum::<f64>();
            }
        }
    }
    let count = real(observers.len());
    sum / (count * (count - 1.0) * real(length) * real(length))
}

/// Returns how much two sections of two observers differ: units that overlap by the squares of what they do not share at
/// either end, a unit in a gap by the square of its length.
fn difference(one: Section, other: Section) -> f64 {
    let begin = one.start - other.start;
    let end = begin + one.length - other.length;
    match (one.is_unit, other.is_unit) {
        (true, true) if -one.length < begin && begin < other.length => begin * begin + end * end,
        (true, false) if other.length - one.length >= begin && begin >= 0.0 => {
            one.length * one.length
        }
        (false, true) if other.length - one.length <= begin && begin <= 0.0 => {
            other.length * other.length
        }
        _ => 0.0,
    }
}

fn expected_disagreement(observers: &[Vec<Section>], length: usize) -> f64 {
    let all = || observers.iter().flatten();
    let units = || all().filter(|section| section.is_unit);
    let count = real(units().count());
    let mut sum = 0.0;
    let mut paired = 0.0;
    for unit in units() {
        let own = unit.length;
        let gaps = all().filter(|section| !section.is_unit && section.length >= own);
        let places: f64 = gaps.map(|gap| gap.length - own + 1.0).sum();
        let among_units = 2.0 * own * own * own - 3.0 * own * own + own;
        sum += (count - 1.0) / 3.0 * among_units + own * own * places;
        paired += own * (own - 1.0);
    }
    let whole = real(observers.len()) * real(length);
    let pairs = whole * (whole - 1.0) - paired;
    if pairs > 0.0 { 2.0 / real(length) * sum / pairs } else { 0.0 }
}

#[expect(clippy::cast_precision_loss, reason = "counts and lengths of texts are far below 2^52")]
fn real(number: usize) -> f64 {
    number as f64
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::Units;
    use super::expected_disagreement;
    use super::nominal;
    use super::observed_disagreement;
    use super::sections;
    use super::unitizing;

    #[track_caller]
    fn check(found: Option<f64>, expected: f64) {
        let found = found.unwrap_or(f64::NAN);
        assert!((found - expected).abs() < 0.0005, "{found} for {expected}");
    }

    /// Returns units of the values that observers gave in their lines; a star is none.
    fn units(lines: &[&str]) -> Vec<Vec<char>> {
        let lines: Vec<Vec<char>> = lines
            .iter()
            .map(|line| line.chars().filter(|letter| *letter != ' ').collect())
            .collect();
        (0..lines[0].len())
            .map(|at| lines.iter().map(|line| line[at]).filter(|value| *value != '*').collect())
            .collect()
    }

    /// Krippendorff (2011), B: nominal data, two observers, no missing data.
    #[test]
    fn two_observers_of_nominal_data() {
        check(nominal(&units(&["aabbdcccedda", "babbbccceddd"])), 0.692);
    }

    /// Krippendorff (2011), C: four observers, with missing data.
    #[test]
    fn four_observers_with_missing_data() {
        let lines = ["123321412***", "1233224125*3", "*3332342251*", "12332441251*"];
        check(nominal(&units(&lines)), 0.743);
    }

    #[test]
    fn without_another_value_or_another_observer_there_is_no_alpha() {
        assert_eq!(nominal(&units(&["aaa", "aaa"])), None);
        assert_eq!(nominal(&units(&["abc", "***"])), None);
        assert_eq!(nominal::<char>(&[]), None);
        check(nominal(&units(&["aab", "aab"])), 1.0);
    }

    /// Krippendorff (2004), section 11.6: two observers, a continuum from 150 on that is 300 long, categories c and k.
    fn continuum() -> [Units<char>; 2] {
        let units = |starts: &[(usize, usize)]| {
            starts.iter().map(|(start, length)| start - 150..start - 150 + length).collect()
        };
        let same = [(180, 60), (300, 50)];
        [
            BTreeMap::from([('c', units(&[(225, 70), (370, 30)])), ('k', units(&same))]),
            BTreeMap::from([('c', units(&[(220, 80), (355, 20), (400, 20)])), ('k', units(&same))]),
        ]
    }

    #[test]
    fn two_observers_of_units() {
        let observers = continuum();
        let of =
            |category: char| observers.clone().map(|units| sections(units.get(&category), 300));
        check(Some(observed_disagreement(&of('c'), 300)), 0.0144);
        check(Some(expected_disagreement(&of('c'), 300)), 0.0532);
        check(Some(observed_disagreement(&of('k'), 300)), 0.0);
        check(Some(expected_disagreement(&of('k'), 300)), 0.0490);
        let only = |category: char| {
            observers.clone().map(|mut units| {
                units.retain(|known, _| *known == category);
                units
            })
        };
        check(unitizing(&only('c'), 300), 0.7286);
        check(unitizing(&only('k'), 300), 1.0);
        check(unitizing(&observers, 300), 0.8591);
    }

    /// By hand: of 20 code points one observer marks 0 to 4, the other 1 to 4.
    ///
    /// - Observed: the units differ by 1 at the beginning and 0 at the end, 1² + 0² = 1, seen from either side:
    ///   2 / (2 · 1 · 20²) = 0.0025.
    /// - Expected, for the unit of 4: (2 − 1) / 3 · (2 · 64 − 3 · 16 + 4) = 28, and both observers have a gap of 16 with
    ///   16 − 4 + 1 = 13 places for it, 16 · 26 = 416. For the unit of 3: 1 / 3 · (54 − 27 + 3) = 10, and 9 · 28 = 252. Together
    ///   706, among 40 · 39 − (4 · 3 + 3 · 2) = 1542 pairs: 2 / 20 · 706 / 1542 = 0.0458.
    /// - Alpha: 1 − 0.0025 / 0.0458 = 0.945.
    #[test]
    fn units_as_counted_by_hand() {
        let one = |start: usize, end: usize| -> Units<char> {
            BTreeMap::from([('c', std::iter::once(start..end).collect())])
        };
        let units = [one(0, 4), one(1, 4)];
        let of = units.clone().map(|units| sections(units.get(&'c'), 20));
        check(Some(observed_disagreement(&of, 20)), 0.0025);
        check(Some(expected_disagreement(&of, 20)), 0.0458);
        check(unitizing(&units, 20), 0.9454);
        assert_eq!(unitizing(&[units[0].clone(), units[0].clone()], 20), Some(1.0));
        // Nothing in common is worse than chance.
        let apart = [one(0, 4), one(10, 14)];
        assert!(unitizing(&apart, 20).is_some_and(|alpha| alpha < 0.1));
    }

    #[test]
    fn without_units_or_another_observer_there_is_no_alpha() {
        let [one, _] = continuum();
        assert_eq!(unitizing(&[one], 300), None);
        assert_eq!(unitizing::<char>(&[BTreeMap::new(), BTreeMap::new()], 300), None);
    }
}
