//! Dates, as precise as they are known, and the arithmetic of days that finding them needs.

use std::fmt;
use std::fmt::Display;
use std::fmt::Formatter;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;

/// A date as precise as it is known.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(try_from = "String", into = "String")]
pub enum Date {
    /// A year.
    Year(u16),
    /// A month of a year.
    Month(u16, u8),
    /// A day.
    Day(u16, u8, u8),
}

impl FromStr for Date {
    type Err = String;

    /// Reads `2023`, `2023-03` or `2023-03-25`.
    fn from_str(written: &str) -> Result<Self, String> {
        let fault = || format!("{written:?} is no date such as 2023, 2023-03 or 2023-03-25");
        let parts: Vec<&str> = written.split('-').collect();
        let number = |part: &str, digits: usize| {
            let all_digits = part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit());
            all_digits.then(|| part.parse::<u16>().ok()).flatten().ok_or_else(fault)
        };
        let year = number(parts[0], 4)?;
        if parts.len() == 1 {
            return Ok(Self::Year(year));
        }
        let month = u8::try_from(number(parts[1], 2)?).map_err(|_| fault())?;
        if !(1..=12).contains(&month) || parts.len() > 3 {
            return Err(fault());
        }
        let Some(day) = parts.get(2) else { return Ok(Self::Month(year, month)) };
        let day = u8::try_from(number(day, 2)?).map_err(|_| fault())?;
        if day == 0 || day > days_of(year, month) {
            return Err(fault());
        }
        Ok(Self::Day(year, month, day))
    }
}

fn days_of(year: u16, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => {
            29
        }
        2 => 28,
        _ => 31,
    }
}

impl TryFrom<String> for Date {
    type Error = String;

    fn try_from(written: String) -> Result<Self, String> {
        written.parse()
    }
}

impl From<Date> for String {
    fn from(date: Date) -> Self {
        date.to_string()
    }
}

impl Display for Date {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(year) => write!(formatter, "{year:04}"),
            Self::Month(year, month) => write!(formatter, "{year:04}-{month:02}"),
            Self::Day(year, month, day) => write!(formatter, "{year:04}-{month:02}-{day:02}"),
        }
    }
}

impl Date {
    /// Returns a day that the calendar has.
    pub fn day(year: u16, month: u8, day: u8) -> Option<Self> {
        let fits = (1..=12).contains(&month) && day >= 1 && day <= days_of(year, month);
        fits.then_some(Self::Day(year, month, day))
    }

    /// Returns the year.
    pub fn year(self) -> u16 {
        match self {
            Self::Year(year) | Self::Month(year, _) | Self::Day(year, ..) => year,
        }
    }

    /// Returns whether two dates can be one, known with different precision: 2023 and 2023-03.
    pub fn may_be(self, other: Self) -> bool {
        match (self, other) {
            (Self::Day(..), Self::Day(..)) => self == other,
            (Self::Year(year), other) | (other, Self::Year(year)) => year == other.year(),
            (Self::Month(year, month), other) | (other, Self::Month(year, month)) => {
                other.year() == year && other.month() == Some(month)
            }
        }
    }

    /// Returns the month, where it is known.
    pub fn month(self) -> Option<u8> {
        match self {
            Self::Year(_) => None,
            Self::Month(_, month) | Self::Day(_, month, _) => Some(month),
        }
    }

    /// Returns the first day that it can be.
    #[must_use]
    pub fn first_day(self) -> Self {
        Self::Day(self.year(), self.month().unwrap_or(1), self.day_of_month().unwrap_or(1))
    }

    /// Returns the last day that it can be.
    #[must_use]
    pub fn last_day(self) -> Self {
        let (year, month) = (self.year(), self.month().unwrap_or(12));
        Self::Day(year, month, self.day_of_month().unwrap_or_else(|| days_of(year, month)))
    }

    fn day_of_month(self) -> Option<u8> {
        if let Self::Day(.., day) = self { Some(day) } else { None }
    }

    /// Returns the day of the week from Monday, 0, to Sunday, 6, where the day is known.
    pub fn weekday(self) -> Option<u8> {
        const MONDAY: i64 = 4;
        let number = self.number()?;
        u8::try_from((number - MONDAY).rem_euclid(7)).ok()
    }

    /// Returns the day that is some days later, or earlier, where the day is known.
    pub fn plus_days(self, days: i64) -> Option<Self> {
        let mut number = self.number()? + days;
        let mut year = 1970;
        while number < 0 {
            year -= 1;
            number += days_of_year(year);
        }
        while number >= days_of_year(year) {
            number -= days_of_year(year);
            year += 1;
        }
        let year = u16::try_from(year).ok()?;
        let mut month = 1;
        while number >= i64::from(days_of(year, month)) {
            number -= i64::from(days_of(year, month));
            month += 1;
        }
        Self::day(year, month, u8::try_from(number + 1).ok()?)
    }

    /// Returns the days between 1 January 1970 and a day.
    pub fn number(self) -> Option<i64> {
        let Self::Day(year, month, day) = self else { return None };
        let years: i64 = if year >= 1970 {
            (1970..i64::from(year)).map(days_of_year).sum()
        } else {
            -(i64::from(year)..1970).map(days_of_year).sum::<i64>()
        };
        let months: i64 = (1..month).map(|month| i64::from(days_of(year, month))).sum();
        Some(years + months + i64::from(day) - 1)
    }
}

fn days_of_year(year: i64) -> i64 {
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    if is_leap { 366 } else { 365 }
}

#[cfg(test)]
mod tests {
    use super::Date;

    #[test]
    fn dates_are_as_precise_as_known() {
        for written in ["2023", "2023-03", "2023-03-25", "2024-02-29"] {
            assert_eq!(
                written.parse::<Date>().map(|date| date.to_string()),
                Ok(written.to_owned())
            );
        }
        for wrong in
            ["", "23", "2023-13", "2023-02-29", "2023-3-1", "2023-03-25-1", "+023", "2023-00-01"]
        {
            assert!(wrong.parse::<Date>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_date_has_a_first_and_a_last_day() {
        let check = |written: &str, expected: [&str; 2]| {
            let date: Date = written.parse().expect("it is a date");
            assert_eq!([date.first_day(), date.last_day()].map(|day| day.to_string()), expected);
        };
        check("2023", ["2023-01-01", "2023-12-31"]);
        check("2024-02", ["2024-02-01", "2024-02-29"]);
        check("2023-03-25", ["2023-03-25", "2023-03-25"]);
    }

    #[test]
    fn days_are_counted_over_months_and_years() {
        let check = |written: &str, weekday: u8, days: i64, expected: &str| {
            let date: Date = written.parse().expect("it is a date");
            assert_eq!(date.weekday(), Some(weekday), "{written}");
            assert_eq!(
                date.plus_days(days).map(|date| date.to_string()),
                Some(expected.to_owned())
            );
        };
        check("1970-01-01", 3, -1, "1969-12-31");
        check("2023-03-19", 6, 6, "2023-03-25");
        check("2024-02-28", 2, 2, "2024-03-01");
        check("2023-12-31", 6, 1, "2024-01-01");
        check("1900-03-01", 3, -1, "1900-02-28");
    }

    #[test]
    fn dates_of_different_precision_may_be_one() {
        let may_be = |one: &str, other: &str| {
            let date = |written: &str| written.parse::<Date>().expect("it is a date");
            date(one).may_be(date(other)) && date(other).may_be(date(one))
        };
        assert!(may_be("2023", "2023-03-19") && may_be("2023-03", "2023-03-19"));
        assert!(may_be("2023", "2023-03") && may_be("2023-03-19", "2023-03-19"));
        assert!(!may_be("2021", "2023-03-19") && !may_be("2023-01", "2023-03"));
        assert!(!may_be("2023-03-18", "2023-03-19"));
    }
}
