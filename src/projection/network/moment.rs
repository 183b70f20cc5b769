//! When a statement was made, in universal time, and in which period that lies.

use std::fmt::Display;
use std::fmt::Formatter;
use std::str::FromStr;

use crate::model::Date;

/// A date and, where it is known, the minute of its day, both in universal time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    /// The date.
    pub date: Date,
    /// The second of the day; 0 where the time of day is not known.
    pub second: u32,
}

impl Display for Moment {
    /// Writes the date, and behind it the time of day where that is known.
    fn fmt(&self, formatter: &mut Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}", self.date)?;
        let (hour, minute, second) = (self.second / 3600, self.second / 60 % 60, self.second % 60);
        if self.second == 0 {
            Ok(())
        } else {
            write!(formatter, " {hour:02}:{minute:02}:{second:02}")
        }
    }
}

impl FromStr for Moment {
    type Err = String;

    /// Reads `2023`, `2023-03`, `2023-03-25`, `2023-03-25 14:05:00` and `2023-03-25T14:05:00+06:00`.
    fn from_str(written: &str) -> Result<Self, String> {
        let written = written.trim();
        let (date, time) = written.split_once(['T', ' ']).unwrap_or((written, ""));
        let date: Date = date.parse()?;
        let fault = || format!("{written:?} is no time such as 2023-03-25 14:05:00");
        if time.is_empty() {
            return Ok(Self { date, second: 0 });
        }
        let zone = time.find(['+', '-', 'Z']).unwrap_or(time.len());
        let second = second(&time[..zone]).ok_or_else(fault)?;
        let shift = shift(&time[zone..]).ok_or_else(fault)?;
        let universal = second - shift;
        let days = universal.div_euclid(86_400);
        let date = if days == 0 { date } else { date.plus_days(days).ok_or_else(fault)? };
        let second = u32::try_from(universal.rem_euclid(86_400)).map_err(|_| fault())?;
        Ok(Self { date, second })
    }
}

/// Reads `14:05` or `14:05:00.250`.
fn second(time: &str) -> Option<i64> {
    let mut parts = time.trim().split(':');
    let mut part = |limit: i64| {
        let digits = parts.next().unwrap_or("0");
        let digits = digits.split('.').next()?;
        let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        let number: i64 = digits.parse().ok().filter(|_| is_number)?;
        (number < limit).then_some(number)
    };
    let second = part(24)? * 3600 + part(60)? * 60 + part(61)?;
    parts.next().is_none().then_some(second)
}

/// Reads how many seconds a zone is ahead of universal time: `Z`, `+06:00`, `-0330`.
fn shift(zone: &str) -> Option<i64> {
    let Some(hours) = zone.strip_prefix(['+', '-']) else {
        return matches!(zone, "" | "Z").then_some(0);
    };
    let digits = hours.replace(':', "");
    let is_number = digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit());
    let number: i64 = digits.parse().ok().filter(|_| is_number)?;
    let seconds = (number / 100 * 60 + number % 100) * 60;
    Some(if zone.starts_with('-') { -seconds } else { seconds })
}

impl Moment {
    /// Returns the year and the week by ISO 8601, where the day is known: weeks begin on Monday and belong to the year of
    /// their Thursday.
    pub fn week(self) -> Option<(u16, u8)> {
        let thursday = self.date.plus_days(3 - i64::from(self.date.weekday()?))?;
        let Date::Day(year, month, day) = thursday else { return None };
        let earlier = (1..month).filter_map(|month| last_day(year, month)).map(u16::from);
        let day_of_year = earlier.sum::<u16>() + u16::from(day);
        Some((year, u8::try_from((day_of_year - 1) / 7 + 1).ok()?))
    }
}

fn last_day(year: u16, month: u8) -> Option<u8> {
    (28..=31).rev().find(|&day| Date::day(year, month, day).is_some())
}

#[cfg(test)]
mod tests {
    use super::Moment;

    fn check(written: &str, expected: Result<(&str, u32), &str>) {
        let found = written.parse::<Moment>();
        let found = found.map(|moment| (moment.date.to_string(), moment.second));
        let expected = expected.map(|(date, second)| (date.to_owned(), second));
        assert_eq!(found, expected.map_err(str::to_owned));
    }

    #[test]
    fn times_are_universal() {
        check("2023", Ok(("2023", 0)));
        check("2023-03-25", Ok(("2023-03-25", 0)));
        check("2023-03-25 01:00:05", Ok(("2023-03-25", 3605)));
        check("2023-01-01T01:00:00+02:00", Ok(("2022-12-31", 82_800)));
        check("2023-12-31T23:30Z", Ok(("2023-12-31", 84_600)));
        check("2023-12-31T23:30-01:00", Ok(("2024-01-01", 1800)));
        let fault = "\"2023-03-25 25:00\" is no time such as 2023-03-25 14:05:00";
        check("2023-03-25 25:00", Err(fault));
    }

    #[test]
    fn weeks_have_the_year_of_their_thursday() {
        let check = |date: &str, expected: Option<(u16, u8)>| {
            assert_eq!(date.parse::<Moment>().unwrap().week(), expected, "{date}");
        };
        check("2021-01-03", Some((2020, 53)));
        check("2021-01-04", Some((2021, 1)));
        check("2024-12-30", Some((2025, 1)));
        check("2023-03-25", Some((2023, 12)));
        check("2023-03", None);
    }
}
