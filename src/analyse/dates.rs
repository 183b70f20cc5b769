//! Dates that a text tells, made whole by the date of its document.
//!
//! > *on* **19 March**, **March 25, 2023**, *in* **2021**, **last Sunday**, **yesterday**, **this year**
//!
//! A day without a year takes the year that brings it nearest to the document's date. What tells a day only from the
//! document's own stays open where that is not known.

use crate::model::Date;
use crate::model::DatedWords;
use crate::model::Sentence;
use crate::model::Token;
use crate::model::TokenKind;

/// Returns the dates of a text in order.
pub(super) fn find(
    text: &str,
    tokens: &[Token],
    sentences: &[Sentence],
    published: Option<Date>,
) -> Vec<DatedWords> {
    let lower = tokens.iter().map(|token| word(text, token)).collect();
    let mut finder = Finder { text, tokens, lower, published, stated: None };
    finder.published = published.or_else(|| finder.dateline(sentences));
    let mut dates = Vec::new();
    for sentence in sentences {
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            let found = finder.at(at, sentence);
            at = found.map_or(at + 1, |found| found.end);
            let Some(found) = found else { continue };
            if found.is_full && matches!(found.date, Date::Day(..)) {
                finder.stated = Some(found.date);
            }
            let span = tokens[found.start].span.to(tokens[found.end - 1].span);
            dates.push(DatedWords { span, date: found.date, is_full: found.is_full });
        }
    }
    dates
}

/// Longer words name no month, day or number.
const LONGEST: usize = 16;

/// Returns a word in small letters; of long ones nothing.
fn word(text: &str, token: &Token) -> String {
    let word = token.span.of(text);
    if word.len() > LONGEST { String::new() } else { word.to_lowercase().replace('’', "'") }
}

struct Finder<'a> {
    text: &'a str,
    tokens: &'a [Token],
    lower: Vec<String>,
    published: Option<Date>,
    /// The last day that the text told in full.
    stated: Option<Date>,
}

/// A date at some tokens.
#[derive(Clone, Copy)]
struct Found {
    start: usize,
    end: usize,
    date: Date,
    is_full: bool,
}

impl Finder<'_> {
    fn lower(&self, at: usize) -> &str {
        self.lower.get(at).map_or("", String::as_str)
    }

    /// Returns the date that is a line of its own near the top: "Sunday, September 29, 2019".
    fn dateline(&self, sentences: &[Sentence]) -> Option<Date> {
        const TOP: usize = 3;
        sentences.iter().take(TOP).find_map(|sentence| {
            let start = self.after_weekday(sentence.tokens.start);
            let (date, end) = self.full_day(start)?;
            (end == sentence.tokens.end).then_some(date)
        })
    }

    fn at(&self, at: usize, sentence: &Sentence) -> Option<Found> {
        let found = |end, date, is_full| Some(Found { start: at, end, date, is_full });
        let first = self.after_weekday(at);
        if let Some((date, end)) = self.full_day(first) {
            return found(end, date, true);
        }
        if let Some((month, day, end)) = self.day_of_month(first) {
            return found(end, self.nearest(month, day)?, false);
        }
        if let Some(month) = self.month(at) {
            let before = at.checked_sub(1).map_or("", |before| self.lower(before));
            return match self.year(at + 1) {
                Some(year) => found(at + 2, Date::Month(year, month), true),
                None if IN.contains(&before) => {
                    let Date::Day(year, ..) = self.nearest(month, 15)? else { return None };
                    found(at + 1, Date::Month(year, month), false)
                }
                None => None,
            };
        }
        if let Some(year) = self.year(at) {
            let before = at.checked_sub(1).map_or("", |before| self.lower(before));
            let counts = IN.contains(&before)
                || at.checked_sub(1).is_some_and(|before| before < sentence.tokens.start);
            return if counts { found(at + 1, Date::Year(year), true) } else { None };
        }
        let (date, end) = self.relative(at, sentence)?;
        found(end, date, false)
    }

    /// Returns where a date goes on after the day of the week: "Sunday, **September 29**".
    fn after_weekday(&self, at: usize) -> usize {
        match weekday(self.lower(at)) {
            Some(_) if self.lower(at + 1) == "," => at + 2,
            Some(_) => at + 1,
            None => at,
        }
    }

    /// Reads "25 March 2023", "March 25, 2023" and "2023-03-25".
    fn full_day(&self, at: usize) -> Option<(Date, usize)> {
        if let Ok(date @ Date::Day(..)) = self.lower(at).parse() {
            return Some((date, at + 1));
        }
        let (month, day, end) = self.day_of_month(at)?;
        let next = if self.lower(end) == "," { end + 1 } else { end };
        Some((Date::day(self.year(next)?, month, day)?, next + 1))
    }

    /// Reads "25 March", "the 25th of March", "March 25".
    fn day_of_month(&self, at: usize) -> Option<(u8, u8, usize)> {
        if let Some(month) = self.month(at) {
            let day = day(self.lower(at + 1))?;
            let goes_on = matches!(self.lower(at + 2), "," | "." | ":")
                && self.tokens.get(at + 3).is_some_and(|next| {
                    next.kind == TokenKind::Number
                        && next.span.start() == self.tokens[at + 2].span.end()
                });
            return (!goes_on).then_some((month, day, at + 2));
        }
        let day = day(self.lower(at))?;
        let next = if self.lower(at + 1) == "of" { at + 2 } else { at + 1 };
        Some((self.month(next)?, day, next + 1))
    }

    /// Returns the month that a capitalised word names.
    fn month(&self, at: usize) -> Option<u8> {
        const SHORT: &[&str] =
            &["jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"];
        let word = self.tokens.get(at)?.span.of(self.text);
        if !word.starts_with(char::is_uppercase) {
            return None;
        }
        let lower = self.lower(at).trim_end_matches('.');
        let full = MONTHS.iter().position(|month| *month == lower);
        let short = || {
            let fits = |month: &&str| SHORT.contains(&lower) && month.starts_with(&lower[..3]);
            MONTHS.iter().position(fits)
        };
        full.or_else(short).and_then(|index| u8::try_from(index + 1).ok())
    }

    fn year(&self, at: usize) -> Option<u16> {
        let token = self.tokens.get(at).filter(|token| token.kind == TokenKind::Number)?;
        let written = token.span.of(self.text);
        let year: u16 = written.parse().ok().filter(|_| written.len() == 4)?;
        let is_amount = matches!(self.lower(at + 1), "%" | "percent" | "people");
        ((1800..2100).contains(&year) && !is_amount).then_some(year)
    }

    /// Gives a day the year that brings it nearest to the document's date, or that of the date told last.
    fn nearest(&self, month: u8, day: u8) -> Option<Date> {
        let Some(published) = self.published else {
            return Date::day(self.stated?.year(), month, day);
        };
        let near = published.month().map_or(month, |known| known);
        let year = published.year();
        let apart = i16::from(month) - i16::from(near);
        let year = match apart {
            7.. => year.checked_sub(1)?,
            ..=-7 => year + 1,
            _ => year,
        };
        Date::day(year, month, day)
    }

    /// Reads what tells a date from the document's: "yesterday", "last Sunday", "this year".
    fn relative(&self, at: usize, sentence: &Sentence) -> Option<(Date, usize)> {
        let published = self.published?;
        match self.lower(at) {
            "today" => return Some((day_only(published)?, at + 1)),
            "yesterday" => return Some((published.plus_days(-1)?, at + 1)),
            "tomorrow" => return Some((published.plus_days(1)?, at + 1)),
            _ => {}
        }
        let shift = match self.lower(at) {
            "last" => Some(-1),
            "this" => Some(0),
            "next" => Some(1),
            _ => None,
        };
        if let (Some(shift), "year") = (shift, self.lower(at + 1)) {
            let year = i32::from(published.year()) + shift;
            return Some((Date::Year(u16::try_from(year).ok()?), at + 2));
        }
        if let (Some(shift), "month") = (shift, self.lower(at + 1)) {
            let months =
                i32::from(published.year()) * 12 + i32::from(published.month()?) - 1 + shift;
            let month = u8::try_from(months.rem_euclid(12) + 1).ok()?;
            return Some((Date::Month(u16::try_from(months.div_euclid(12)).ok()?, month), at + 2));
        }
        let named = if shift.is_some() { at + 1 } else { at };
        let day = weekday(self.lower(named))?;
        let is_capital = self.tokens[named].span.of(self.text).starts_with(char::is_uppercase);
        let date = self.on_weekday(published, day, shift, at, sentence)?;
        is_capital.then_some((date, named + 1))
    }

    /// Returns the nearest such day: before the document's, or after it where the sentence looks ahead.
    fn on_weekday(
        &self,
        published: Date,
        day: u8,
        shift: Option<i32>,
        at: usize,
        sentence: &Sentence,
    ) -> Option<Date> {
        let back = i64::from((published.weekday()? + 7 - day) % 7);
        let first = sentence.tokens.start.max(at.saturating_sub(LOOKS_BACK));
        let looks_ahead = shift == Some(1)
            || shift.is_none()
                && (first..at).any(|at| {
                    matches!(self.lower(at), "will" | "upcoming" | "scheduled" | "ahead")
                });
        match (looks_ahead, back, shift) {
            (true, 0, _) => published.plus_days(7),
            (true, back, _) => published.plus_days(7 - back),
            (false, 0, Some(-1)) => published.plus_days(-7),
            (false, back, _) => published.plus_days(-back),
        }
    }
}

/// "Will" is looked for at most so many tokens before a day of the week.
const LOOKS_BACK: usize = 30;

const MONTHS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Words after which a bare month or year is a date.
const IN: &[&str] = &[
    "in", "of", "since", "from", "by", "until", "till", "during", "before", "after", "early",
    "late", "mid", "last", "this", "next", "to", "for",
];

fn weekday(word: &str) -> Option<u8> {
    const DAYS: &[&str] =
        &["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    DAYS.iter().position(|day| *day == word).and_then(|index| u8::try_from(index).ok())
}

/// Reads "25" and "25th".
fn day(word: &str) -> Option<u8> {
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|suffix| word.strip_suffix(suffix));
    let day: u8 = digits.unwrap_or(word).parse().ok()?;
    (1..=31).contains(&day).then_some(day)
}

fn day_only(date: Date) -> Option<Date> {
    matches!(date, Date::Day(..)).then_some(date)
}

#[cfg(test)]
mod tests {
    use super::find;
    use crate::analyse::boundaries;
    use crate::analyse::sentences;
    use crate::analyse::tokens;
    use crate::model::Date;
    use crate::model::Lexicon;

    /// Checks the dates of a text of a document with a date, each as `words: date`, with a star where it is full.
    fn check(published: &str, text: &str, expected: &[&str]) {
        let lexicon = Lexicon::built_in();
        let tokens = tokens::find(text, &lexicon.words);
        let syntax = crate::analyse::Syntax::built_in();
        let rules: boundaries::Boundaries = syntax.boundaries(&lexicon.words);
        let sentences = sentences::find(text, &tokens, &[], rules);
        let published: Option<Date> = published.parse().ok();
        let found: Vec<String> = find(text, &tokens, &sentences, published)
            .iter()
            .map(|date| {
                let star = if date.is_full { "*" } else { "" };
                format!("{}: {}{star}", date.span.of(text), date.date)
            })
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn full_dates_need_no_document() {
        check("", "It was held on 25 March 2023.", &["25 March 2023: 2023-03-25*"]);
        check("", "It was held on March 25, 2023, in Astana.", &["March 25, 2023: 2023-03-25*"]);
        check(
            "",
            "They voted in 2021 and in March 2023.",
            &["2021: 2021*", "March 2023: 2023-03*"],
        );
        check("", "The 9th of May 2022 was calm.", &["9th of May 2022: 2022-05-09*"]);
        check("", "In 2021 2023 people voted. They may 19 times.", &["2021: 2021*"]);
    }

    #[test]
    fn a_day_without_a_year_takes_the_nearest() {
        check("2023-03-25", "They voted on 19 March.", &["19 March: 2023-03-19"]);
        check("2023-01-05", "They voted on 30 December.", &["30 December: 2022-12-30"]);
        check("2023-12-20", "They will vote on 9 January.", &["9 January: 2024-01-09"]);
        check("2023-03-25", "They voted in January.", &["January: 2023-01"]);
    }

    #[test]
    fn without_the_documents_date_that_of_the_day_told_last_counts_or_none() {
        check(
            "",
            "On 1 March 2022 it began. On 3 March it ended.",
            &["1 March 2022: 2022-03-01*", "3 March: 2022-03-03"],
        );
        check("", "It began in 2022. On 3 March it ended.", &["2022: 2022*"]);
        check("", "On 3 March it ended. He said so yesterday and on Monday.", &[]);
    }

    #[test]
    fn days_are_told_from_the_documents_own() {
        check("2023-03-25", "He said so yesterday.", &["yesterday: 2023-03-24"]);
        check("2023-03-25", "They voted last Sunday.", &["last Sunday: 2023-03-19"]);
        check("2023-03-25", "On Saturday he left.", &["Saturday: 2023-03-25"]);
        check("2023-03-25", "It will be held on Sunday.", &["Sunday: 2023-03-26"]);
        check(
            "2023-01-25",
            "Last year and last month it was cold.",
            &["Last year: 2022", "last month: 2022-12"],
        );
        check("2023-03", "He said so yesterday, on Monday, this year.", &["this year: 2023"]);
    }

    #[test]
    fn a_dateline_is_the_documents_date() {
        check(
            "",
            "Sunday, September 29, 2019\n\nOn Friday he left.",
            &["Sunday, September 29, 2019: 2019-09-29*", "Friday: 2019-09-27"],
        );
    }
}
