//! Units of the calendar, counted from 1970, and seconds in universal time.

use super::super::moment::Moment;
use crate::model::Date;

/// A unit of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// A second.
    Second,
    /// A minute.
    Minute,
    /// An hour.
    Hour,
    /// A day.
    Day,
    /// A week from Monday.
    Week,
    /// A month.
    Month,
    /// A quarter of a year.
    Quarter,
    /// A year.
    Year,
}

const DAY: i64 = 86_400;

impl Unit {
    /// Returns the number of the unit in which a second lies.
    pub(super) fn of(self, second: i64) -> i64 {
        let (year, month, _) = civil(second.div_euclid(DAY));
        match self {
            Self::Second => second,
            Self::Minute => second.div_euclid(60),
            Self::Hour => second.div_euclid(3600),
            Self::Day => second.div_euclid(DAY),
            // 1 January 1970 was a Thursday.
            Self::Week => (second.div_euclid(DAY) + 3).div_euclid(7),
            Self::Month => year * 12 + month - 1,
            Self::Quarter => year * 4 + (month - 1) / 3,
            Self::Year => year,
        }
    }

    /// Returns the first second of the unit with a number.
    pub(super) fn start(self, number: i64) -> i64 {
        match self {
            Self::Second => number,
            Self::Minute => number * 60,
            Self::Hour => number * 3600,
            Self::Day => number * DAY,
            Self::Week => (number * 7 - 3) * DAY,
            Self::Month => day_number(number.div_euclid(12), number.rem_euclid(12) + 1, 1) * DAY,
            Self::Quarter => {
                day_number(number.div_euclid(4), number.rem_euclid(4) * 3 + 1, 1) * DAY
            }
            Self::Year => day_number(number, 1, 1) * DAY,
        }
    }

    /// Returns the second that is some units later; the 31st of a month without one is its last day.
    pub(super) fn later(self, second: i64, units: i64) -> i64 {
        let months = match self {
            Self::Month => units,
            Self::Quarter => units * 3,
            Self::Year => units * 12,
            _ => return second + units * (self.start(1) - self.start(0)),
        };
        let (year, month, day) = civil(second.div_euclid(DAY));
        let month = year * 12 + month - 1 + months;
        let first = Self::Month.start(month);
        let days = (Self::Month.start(month + 1) - first) / DAY;
        first + (day.min(days) - 1) * DAY + second.rem_euclid(DAY)
    }

    /// Returns how many whole units lie between two seconds; fewer than none if the second is the earlier.
    pub(super) fn between(self, from: i64, to: i64) -> i64 {
        if to < from {
            return -self.between(to, from);
        }
        let guess = self.of(to) - self.of(from);
        if self.later(from, guess) > to { guess - 1 } else { guess }
    }

    /// Returns how a unit is called: `2023`, `2023-Q1`, `2023-03`, `2023-W12`, `2023-03-25`, `2023-03-25T14:05:00Z`.
    pub(super) fn name(self, number: i64) -> String {
        let start = self.start(number);
        let (year, month, day) = civil(start.div_euclid(DAY));
        match self {
            Self::Year => format!("{year:04}"),
            Self::Quarter => format!("{year:04}-Q{}", (month - 1) / 3 + 1),
            Self::Month => format!("{year:04}-{month:02}"),
            Self::Day => format!("{year:04}-{month:02}-{day:02}"),
            Self::Week => {
                let (thursday, ..) = civil(start.div_euclid(DAY) + 3);
                let first = Self::Week.of(day_number(thursday, 1, 4) * DAY);
                format!("{thursday:04}-W{:02}", number - first + 1)
            }
            Self::Second | Self::Minute | Self::Hour => stamp(start),
        }
    }
}

/// Returns a second as `2023-03-25T14:05:00Z`.
pub fn stamp(second: i64) -> String {
    let (year, month, day) = civil(second.div_euclid(DAY));
    let rest = second.rem_euclid(DAY);
    let (hour, minute, second) = (rest / 3600, rest / 60 % 60, rest % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}

/// Returns the first and the last second that a moment can be.
pub(super) fn extent(moment: Moment) -> (i64, i64) {
    let day = |year: u16, month: u8, day: u8| {
        day_number(i64::from(year), i64::from(month), i64::from(day)) * DAY
    };
    let unit = match moment.date {
        Date::Year(year) => Unit::Year.of(day(year, 1, 1)),
        Date::Month(year, month) => Unit::Month.of(day(year, month, 1)),
        Date::Day(year, month, date) => {
            let second = day(year, month, date) + i64::from(moment.second);
            return (second, second);
        }
    };
    let kind = if matches!(moment.date, Date::Year(_)) { Unit::Year } else { Unit::Month };
    (kind.start(unit), kind.start(unit + 1) - 1)
}

/// Returns the days from 1 January 1970 to a date of the Gregorian calendar. Years are counted from March, so that the day
/// that leap years add is their last.
fn day_number(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

/// Returns year, month and day of a number of days from 1 January 1970.
fn civil(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day = days.rem_euclid(146_097);
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let date = day - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (year + era * 400 + i64::from(month <= 2), month, date)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::prop_assert;
    use proptest::prelude::prop_assert_eq;
    use proptest::proptest;

    use super::Unit;
    use super::civil;
    use super::day_number;
    use super::extent;
    use super::stamp;

    const UNITS: [Unit; 8] = [
        Unit::Second,
        Unit::Minute,
        Unit::Hour,
        Unit::Day,
        Unit::Week,
        Unit::Month,
        Unit::Quarter,
        Unit::Year,
    ];

    fn second(written: &str) -> i64 {
        extent(written.parse().unwrap()).0
    }

    #[test]
    fn units_have_names() {
        let check = |written: &str, expected: [&str; 8]| {
            let names = UNITS.map(|unit| unit.name(unit.of(second(written))));
            assert_eq!(names, expected);
        };
        check(
            "2023-03-25 14:05:09",
            [
                "2023-03-25T14:05:09Z",
                "2023-03-25T14:05:00Z",
                "2023-03-25T14:00:00Z",
                "2023-03-25",
                "2023-W12",
                "2023-03",
                "2023-Q1",
                "2023",
            ],
        );
        let week = |written| Unit::Week.name(Unit::Week.of(second(written)));
        assert_eq!(week("2021-01-03"), "2020-W53");
        assert_eq!(week("2024-12-30"), "2025-W01");
        assert_eq!(stamp(extent("2024-02".parse().unwrap()).1), "2024-02-29T23:59:59Z");
    }

    #[test]
    fn later_keeps_to_the_calendar() {
        let check = |unit: Unit, from: &str, units: i64, expected: &str| {
            assert_eq!(unit.later(second(from), units), second(expected));
        };
        check(Unit::Month, "2023-01-31", 1, "2023-02-28");
        check(Unit::Year, "2024-02-29", 1, "2025-02-28");
        check(Unit::Week, "2023-01-31", -1, "2023-01-24");
        check(Unit::Quarter, "2023-11-30 10:00:00", 1, "2024-02-29 10:00:00");
        let whole = |from, to| Unit::Month.between(second(from), second(to));
        assert_eq!((whole("2023-01-15", "2023-03-14"), whole("2023-03-14", "2023-01-15")), (1, -1));
        assert_eq!(whole("2023-01-15", "2023-03-15"), 2);
    }

    proptest! {
        #[test]
        fn a_second_lies_in_its_unit(second in -60_000_000_000..200_000_000_000_i64) {
            let (year, month, day) = civil(second.div_euclid(86_400));
            prop_assert_eq!(day_number(year, month, day), second.div_euclid(86_400));
            for unit in UNITS {
                let number = unit.of(second);
                prop_assert!(unit.start(number) <= second && second < unit.start(number + 1));
            }
        }
    }
}
