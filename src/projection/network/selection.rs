//! From a table to the statements that count: by date, by value, each once, and often enough.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use super::Duplicates;
use super::NetworkError;
use super::Options;
use super::levels::Levels;
use super::levels::Scale;
use super::moment::Moment;
use super::table;
use super::table::Table;
use crate::model::Date;

/// A statement that counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coded {
    /// Its identifier; the number of its row where it has none.
    pub id: String,
    /// Where in the names of those who speak its speaker stands.
    pub who: usize,
    /// Where in the names of what is spoken of its concept stands.
    pub what: usize,
    /// Which level of the qualifier it has; one beyond the last where it has none.
    pub level: usize,
    /// The qualifier as written.
    pub qualifier: String,
    /// The identifier of its document, where it has one.
    pub document: String,
    /// Its time as written.
    pub time: String,
    /// Its words, where the table has them.
    pub text: String,
}

/// The statements that count, in the order of time, document and place, and the names they refer to.
#[derive(Clone, Debug)]
pub(super) struct Selection {
    pub(super) statements: Vec<Coded>,
    pub(super) who: Vec<String>,
    pub(super) what: Vec<String>,
    pub(super) levels: Levels,
}

/// Selects the statements that count. Levels are those of all statements within the dates, so that a filter does not move them.
pub(super) fn select(table: &Table, options: &Options) -> Result<Selection, NetworkError> {
    let reader = Reader::new(table, options)?;
    let mut within: Vec<(Row<'_>, bool)> = Vec::new();
    for (place, cells) in table.rows.iter().enumerate() {
        let row = reader.row(place, cells)?;
        if is_within(row.moment, options) && !row.who.is_empty() && !row.what.is_empty() {
            within.push((row, reader.passes(cells)));
        }
    }
    let qualifiers = within.iter().map(|(row, _)| row.qualifier);
    let levels = match reader.qualifier {
        None => Levels { scale: Scale::Text, values: Vec::new(), words: Vec::new() },
        Some(_) => Levels::of(qualifiers, options.scale.or(reader.words_if_ignored()))?,
    };
    let originals: Vec<(&str, &str)> = within.iter().map(|(row, _)| (row.who, row.what)).collect();
    let mut rows: Vec<Row<'_>> =
        within.iter().filter(|(_, passes)| *passes).map(|(row, _)| row.clone()).collect();
    if options.is_qualified() {
        rows.retain(|row| levels.level(row.qualifier).is_some());
    }
    rows.sort();
    let mut seen = BTreeSet::new();
    rows.retain(|row| seen.insert((row.id.clone(), row.who, row.what, row.qualifier)));
    let mut accepted = BTreeSet::new();
    rows.retain(|row| row.key(options, &levels).is_none_or(|key| accepted.insert(key)));
    let rows = frequent(rows, options.minimum);
    Ok(finish(rows, originals, levels, options))
}

/// The cells of a row that a network needs. The order of the fields is that of statements.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Row<'table> {
    since: (u16, u8, u8, u32),
    document: Natural<'table>,
    start: Natural<'table>,
    id: NaturalId,
    who: &'table str,
    what: &'table str,
    qualifier: &'table str,
    text: &'table str,
    time: &'table str,
    moment: Option<Moment>,
}

/// Text that stands in the order of its number where it is one.
type Natural<'table> = (Option<u64>, &'table str);
type NaturalId = (Option<u64>, String);

/// Where the columns stand.
struct Reader<'table> {
    table: &'table Table,
    options: &'table Options,
    who: usize,
    what: usize,
    qualifier: Option<usize>,
    kept: BTreeMap<usize, BTreeSet<&'table str>>,
    dropped: BTreeMap<usize, BTreeSet<&'table str>>,
}

impl<'table> Reader<'table> {
    fn new(table: &'table Table, options: &'table Options) -> Result<Self, NetworkError> {
        let qualifier = match options.qualifier.as_deref() {
            None if !options.is_qualified() => table.chosen(None, table::QUALIFIER),
            given => Some(table.needed(given, table::QUALIFIER)?),
        };
        Ok(Self {
            table,
            options,
            who: table.needed(options.who.as_deref(), table::WHO)?,
            what: table.needed(options.what.as_deref(), table::WHAT)?,
            qualifier,
            kept: by_column(table, &options.kept)?,
            dropped: by_column(table, &options.dropped)?,
        })
    }

    fn row(&self, place: usize, cells: &'table [String]) -> Result<Row<'table>, NetworkError> {
        let cell = |usual: &[&str]| {
            self.table.chosen(None, usual).map_or("", |column| cells[column].trim())
        };
        let time = cell(table::TIME);
        let moment = match time {
            "" => None,
            time => Some(time.parse::<Moment>().map_err(|fault| NetworkError::Time { fault })?),
        };
        let id = match cell(table::ID) {
            "" => (place + 1).to_string(),
            id => id.to_owned(),
        };
        Ok(Row {
            since: moment.map_or((0, 0, 0, 0), first),
            document: natural(cell(table::DOCUMENT)),
            start: natural(cell(table::START)),
            id: (id.parse().ok(), id),
            who: cells[self.who].trim(),
            what: cells[self.what].trim(),
            qualifier: self.qualifier.map_or("", |column| cells[column].trim()),
            text: cell(table::TEXT),
            time,
            moment,
        })
    }

    fn passes(&self, cells: &[String]) -> bool {
        let is_one = |(column, values): (&usize, &BTreeSet<&str>)| {
            let cell = cells[*column].trim();
            values.contains(cell) || values.contains(self.table.label(cell))
        };
        self.kept.iter().all(is_one) && !self.dropped.iter().any(is_one)
    }

    /// A qualifier that is ignored need not be of one kind.
    fn words_if_ignored(&self) -> Option<Scale> {
        (!self.options.is_qualified()).then_some(Scale::Text)
    }
}

fn by_column<'a>(
    table: &Table,
    pairs: &'a [(String, String)],
) -> Result<BTreeMap<usize, BTreeSet<&'a str>>, NetworkError> {
    let mut columns: BTreeMap<usize, BTreeSet<&str>> = BTreeMap::new();
    for (column, value) in pairs {
        columns.entry(table.needed(Some(column), &[])?).or_default().insert(value.trim());
    }
    Ok(columns)
}

fn natural(text: &str) -> Natural<'_> {
    (text.parse().ok(), text)
}

impl Row<'_> {
    /// Returns what two duplicates have in common; none for a statement that cannot be one, as nobody knows when it was made.
    fn key(&self, options: &Options, levels: &Levels) -> Option<Vec<String>> {
        let date = self.moment.map(|moment| moment.date);
        let year = date.map(|date| date.year().to_string());
        let mut period = match options.duplicates {
            Duplicates::Include => return None,
            Duplicates::Document if self.document.1.is_empty() => return None,
            Duplicates::Document => vec![self.document.1.to_owned()],
            Duplicates::Week => {
                let (year, week) = self.moment?.week()?;
                vec![year.to_string(), week.to_string()]
            }
            Duplicates::Month => vec![year?, date?.month()?.to_string()],
            Duplicates::Year => vec![year?],
            Duplicates::Range => Vec::new(),
        };
        if options.dna && matches!(options.duplicates, Duplicates::Week | Duplicates::Month) {
            period.remove(0);
        }
        period.extend([self.who.to_owned(), self.what.to_owned()]);
        if options.is_qualified() {
            let number: i64 = self.qualifier.parse().unwrap_or_default();
            let is_large = levels.scale == Scale::Integer && i8::try_from(number).is_err();
            if options.dna && is_large {
                return None;
            }
            period.push(levels.level(self.qualifier)?.to_string());
        }
        Some(period)
    }
}

/// Returns the first second that a moment can be.
fn first(moment: Moment) -> (u16, u8, u8, u32) {
    match moment.date {
        Date::Year(year) => (year, 1, 1, 0),
        Date::Month(year, month) => (year, month, 1, 0),
        Date::Day(year, month, day) => (year, month, day, moment.second),
    }
}

/// Returns the last second that a moment can be, at least; a month is taken as if it had 31 days.
fn last(moment: Moment) -> (u16, u8, u8, u32) {
    let second = if moment.second == 0 { 86_400 } else { moment.second };
    match moment.date {
        Date::Year(year) => (year, 12, 31, 86_400),
        Date::Month(year, month) => (year, month, 31, 86_400),
        Date::Day(year, month, day) => (year, month, day, second),
    }
}

fn is_within(moment: Option<Moment>, options: &Options) -> bool {
    if options.since.is_none() && options.until.is_none() {
        return true;
    }
    let Some(moment) = moment else { return false };
    let end = if matches!(moment.date, Date::Day(..)) { first(moment) } else { last(moment) };
    options.since.is_none_or(|since| first(moment) >= first(since))
        && options.until.is_none_or(|until| end <= last(until))
}

/// Leaves out the rare: who and what are in fewer statements than the minimum, all counted before any is left out.
fn frequent(rows: Vec<Row<'_>>, minimum: usize) -> Vec<Row<'_>> {
    let mut who: BTreeMap<&str, usize> = BTreeMap::new();
    let mut what: BTreeMap<&str, usize> = BTreeMap::new();
    for row in &rows {
        *who.entry(row.who).or_default() += 1;
        *what.entry(row.what).or_default() += 1;
    }
    let is_frequent = |row: &Row<'_>| who[row.who] >= minimum && what[row.what] >= minimum;
    rows.into_iter().filter(is_frequent).collect()
}

/// Puts numbers in the place of names.
fn finish(
    rows: Vec<Row<'_>>,
    originals: Vec<(&str, &str)>,
    levels: Levels,
    options: &Options,
) -> Selection {
    let pairs: Vec<(&str, &str)> = if options.isolates {
        originals
    } else {
        rows.iter().map(|row| (row.who, row.what)).collect()
    };
    let who: BTreeSet<&str> = pairs.iter().map(|(who, _)| *who).collect();
    let what: BTreeSet<&str> = pairs.iter().map(|(_, what)| *what).collect();
    let (who, what): (Vec<&str>, Vec<&str>) =
        (who.into_iter().collect(), what.into_iter().collect());
    let place = |names: &[&str], name| names.binary_search(&name).expect("every name is listed");
    let statements = rows.into_iter().map(|row| Coded {
        who: place(&who, row.who),
        what: place(&what, row.what),
        level: levels.level(row.qualifier).unwrap_or(levels.count()),
        id: row.id.1,
        qualifier: row.qualifier.to_owned(),
        document: row.document.1.to_owned(),
        time: row.time.to_owned(),
        text: row.text.to_owned(),
    });
    let statements = statements.collect();
    let owned = |names: Vec<&str>| names.into_iter().map(str::to_owned).collect();
    Selection { statements, who: owned(who), what: owned(what), levels }
}
