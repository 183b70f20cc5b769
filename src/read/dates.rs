//! Dates as pages and files write them.

use jiff::civil;
use jiff::fmt::rfc2822;

use crate::model::Date;

/// The longest text that is tried as a date.
const LONGEST: usize = 64;
/// How a day is written in words or with other signs, as jiff's `strptime` has it.
const SHAPES: &[&str] = &[
    "%B %d, %Y",
    "%B %d %Y",
    "%d %B %Y",
    "%d %B, %Y",
    "%A, %B %d, %Y",
    "%A, %d %B %Y",
    "%A %d %B %Y",
    "%b %d, %Y",
    "%b. %d, %Y",
    "%d %b %Y",
    "%Y/%m/%d",
    "%Y.%m.%d",
    "%d.%m.%Y",
];

/// Returns the date that a text begins with or is: `2023-03-25T06:00+06:00`, `25 March 2023`, `2023`.
///
/// What can be read in two ways, such as `03/04/2023`, is none.
pub(super) fn read(written: &str) -> Option<Date> {
    let written = written.trim();
    if written.len() > LONGEST {
        return None;
    }
    [written.len(), 10, 7]
        .into_iter()
        .find_map(|length| leading(written, length))
        .or_else(|| compact(written))
        .or_else(|| in_words(written))
}

/// Reads the first characters as a date, unless the number goes on after them.
fn leading(written: &str, length: usize) -> Option<Date> {
    let (date, rest) = written.split_at_checked(length)?;
    let goes_on = rest.starts_with(|next: char| next.is_ascii_digit() || next == '-');
    if goes_on { None } else { date.parse().ok() }
}

/// Reads `20230325` and `20230325T060000Z`.
fn compact(written: &str) -> Option<Date> {
    let digits =
        written.get(..8).filter(|digits| digits.bytes().all(|digit| digit.is_ascii_digit()))?;
    let goes_on = written[8..].starts_with(|next: char| next != 'T');
    if goes_on {
        return None;
    }
    format!("{}-{}-{}", &digits[..4], &digits[4..6], &digits[6..]).parse().ok()
}

fn in_words(written: &str) -> Option<Date> {
    let of_mail = rfc2822::parse(written).ok().map(|date| date.date());
    let date = of_mail
        .or_else(|| SHAPES.iter().find_map(|shape| civil::Date::strptime(shape, written).ok()))?;
    // A year of two digits could be of any century.
    let is_whole = date.year() >= 1000;
    is_whole.then(|| date.to_string().parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn dates_are_read_as_precisely_as_written() {
        for (written, expected) in [
            ("2023-03-25", "2023-03-25"),
            (" 2023-03 ", "2023-03"),
            ("2023", "2023"),
            ("2018-04-05T06:00", "2018-04-05"),
            ("2017-11-03 03:01:00.0", "2017-11-03"),
            ("2017-11-03T23:01:00+06:00", "2017-11-03"),
            ("20230325", "2023-03-25"),
            ("20230325T060000Z", "2023-03-25"),
            ("March 25, 2023", "2023-03-25"),
            ("25 March 2023", "2023-03-25"),
            ("Sat, 25 Mar 2023 10:00:00 GMT", "2023-03-25"),
            ("Saturday, March 25, 2023", "2023-03-25"),
            ("2023/03/25", "2023-03-25"),
            ("25.03.2023", "2023-03-25"),
        ] {
            assert_eq!(
                read(written).map(|date| date.to_string()).as_deref(),
                Some(expected),
                "{written}"
            );
        }
    }

    #[test]
    fn what_is_no_date_or_two_is_none() {
        for written in [
            "",
            "03/04/2023",
            "yesterday",
            "2023-02-30",
            "202303251",
            "2023-03-251",
            "20233",
            "é2023-03",
            "25.03.23",
        ] {
            assert_eq!(read(written), None, "{written}");
        }
    }
}
