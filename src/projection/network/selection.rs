//! From a table to the statements that count: by date, by value, each once, and often enough.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::collections::HashMap;
use std::collections::HashSet;
use std::hash::Hash;

use rayon::prelude::IndexedParallelIterator;
use rayon::prelude::IntoParallelRefIterator;
use rayon::prelude::ParallelIterator;
use rayon::prelude::ParallelSliceMut;

use super::Duplicates;
use super::NetworkError;
use super::Options;
use super::levels::Levels;
use super::levels::Scale;
use super::moment::Moment;
use super::statements::Coded;
use super::statements::Statements;
use super::table;
use super::table::Table;
use crate::model::Date;

/// The statements that count, in the order of time, document and place, and the names they refer to.
#[derive(Clone, Debug)]
pub(super) struct Selection {
    pub(super) statements: Statements,
    pub(super) who: Vec<String>,
    pub(super) what: Vec<String>,
    pub(super) levels: Levels,
}

/// Selects the statements that count. Levels are those of all statements within the dates, so that a filter does not move them.
pub(super) fn select(table: &Table, options: &Options) -> Result<Selection, NetworkError> {
    let reader = Reader::new(table, options)?;
    let numbers: Vec<String> = (1..=table.rows.len()).map(|number| number.to_string()).collect();
    let within = within(&reader, &numbers)?;
    let levels = match reader.qualifier {
        None => Levels { scale: Scale::Text, values: Vec::new(), words: Vec::new() },
        Some(_) => Levels::of(
            qualifiers(&within).into_iter(),
            options.scale.or(reader.words_if_ignored()),
        )?,
    };
    let mut rows = within;
    let everyone: Vec<(&str, &str)> = if options.isolates {
        rows.iter().map(|row| (row.who, row.what)).collect()
    } else {
        Vec::new()
    };
    rows.retain(|row| {
        row.passes && (!options.is_qualified() || levels.level(row.qualifier).is_some())
    });
    let mut order = once(sorted(&rows), &rows);
    let mut accepted = BTreeSet::new();
    order.retain(|&place| {
        rows[place as usize].key(options, &levels).is_none_or(|key| accepted.insert(key))
    });
    let order = frequent(order, &rows, options.minimum);
    Ok(finish(&rows, &order, &everyone, levels))
}

/// Reads the rows within the dates that say who and what.
fn within<'a>(reader: &Reader<'a>, numbers: &'a [String]) -> Result<Vec<Row<'a>>, NetworkError> {
    let read = |(cells, number): (&'a Vec<String>, &'a String)| {
        let row = reader.row(number, cells)?;
        let is_told = !row.who.is_empty() && !row.what.is_empty();
        let Options { since, until, .. } = *reader.options;
        Ok((is_told && is_within(row.moment, since, until)).then_some(row))
    };
    let rows = &reader.table.rows;
    let all = rows.par_iter().zip(numbers).map(read).filter_map(Result::transpose);
    all.collect::<Result<_, NetworkError>>().map_err(|fault| {
        // Of several faults, the first is told.
        let first = rows.iter().zip(numbers).find_map(|row| read(row).err());
        first.unwrap_or(fault)
    })
}

fn qualifiers<'a>(rows: &[Row<'a>]) -> BTreeSet<&'a str> {
    let add = |mut found: BTreeSet<&'a str>, row: &Row<'a>| {
        found.insert(row.qualifier);
        found
    };
    let join = |mut one: BTreeSet<&'a str>, mut other| {
        one.append(&mut other);
        one
    };
    rows.par_iter().fold(BTreeSet::new, add).reduce(BTreeSet::new, join)
}

/// The cells of a row that a network needs. The order of the fields is that of statements.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Row<'table> {
    since: (u16, u8, u8, u32),
    document: Natural<'table>,
    start: Natural<'table>,
    id: Natural<'table>,
    who: &'table str,
    what: &'table str,
    qualifier: &'table str,
    text: &'table str,
    time: &'table str,
    moment: Option<Moment>,
    passes: bool,
}

/// Text that stands in the order of its number where it is one, behind all that is none: one more than the number, or 0.
type Natural<'table> = (u64, &'table str);

/// Where the columns stand.
struct Reader<'table> {
    table: &'table Table,
    options: &'table Options,
    who: usize,
    what: usize,
    qualifier: Option<usize>,
    id: Option<usize>,
    document: Option<usize>,
    start: Option<usize>,
    time: Option<usize>,
    text: Option<usize>,
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
            id: table.chosen(None, table::ID),
            document: table.chosen(None, table::DOCUMENT),
            start: table.chosen(None, table::START),
            time: table.chosen(None, table::TIME),
            text: table.chosen(None, table::TEXT),
            kept: by_column(table, &options.kept)?,
            dropped: by_column(table, &options.dropped)?,
        })
    }

    /// Reads a row; its number is its identifier where it has none.
    fn row(
        &self,
        number: &'table str,
        cells: &'table [String],
    ) -> Result<Row<'table>, NetworkError> {
        let cell = |column: Option<usize>| column.map_or("", |column| cells[column].trim());
        let time = cell(self.time);
        let moment = match time {
            "" => None,
            time => Some(time.parse::<Moment>().map_err(|fault| NetworkError::Time { fault })?),
        };
        let id = match cell(self.id) {
            "" => number,
            id => id,
        };
        Ok(Row {
            since: moment.map_or((0, 0, 0, 0), first),
            document: natural(cell(self.document)),
            start: natural(cell(self.start)),
            id: natural(id),
            who: cells[self.who].trim(),
            what: cells[self.what].trim(),
            qualifier: self.qualifier.map_or("", |column| cells[column].trim()),
            text: cell(self.text),
            time,
            moment,
            passes: self.passes(cells),
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
    (text.parse().map_or(0, |number: u64| number.saturating_add(1)), text)
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

/// Returns whether a moment, which may not be known, is not before the one and not after the other.
pub(in crate::projection) fn is_within(
    moment: Option<Moment>,
    since: Option<Moment>,
    until: Option<Moment>,
) -> bool {
    if since.is_none() && until.is_none() {
        return true;
    }
    let Some(moment) = moment else { return false };
    let end = if matches!(moment.date, Date::Day(..)) { first(moment) } else { last(moment) };
    since.is_none_or(|since| first(moment) >= first(since))
        && until.is_none_or(|until| end <= last(until))
}

/// Returns the places of rows in the order of the rows.
fn sorted(rows: &[Row<'_>]) -> Vec<u32> {
    let (_, documents) = ranked(std::iter::empty(), rows.iter().map(|row| row.document));
    let key = |(place, row): (usize, &Row<'_>)| (row.since, documents[place], number(place));
    let mut order: Vec<_> = rows.iter().enumerate().map(key).collect();
    // Most rows differ by time and document; the rest need not be moved about. Rows that are equal are the same, so it does
    // not matter which of them stands first.
    order.par_sort_unstable_by(|left, right| {
        let rest = || rows[left.2 as usize].cmp(&rows[right.2 as usize]);
        (left.0, left.1).cmp(&(right.0, right.1)).then_with(rest)
    });
    order.into_iter().map(|(.., place)| place).collect()
}

/// Leaves out rows that tell of the same statement again.
fn once(mut order: Vec<u32>, rows: &[Row<'_>]) -> Vec<u32> {
    let mut ids = HashSet::with_capacity(rows.len());
    if rows.iter().all(|row| ids.insert(row.id.1)) {
        return order;
    }
    let mut seen = HashSet::with_capacity(rows.len());
    order.retain(|&place| {
        let row = &rows[place as usize];
        seen.insert((row.id.1, row.who, row.what, row.qualifier))
    });
    order
}

/// Leaves out the rare: who and what are in fewer statements than the minimum, all counted before any is left out.
fn frequent(mut order: Vec<u32>, rows: &[Row<'_>], minimum: usize) -> Vec<u32> {
    if minimum < 2 {
        return order;
    }
    let mut who: HashMap<&str, usize> = HashMap::new();
    let mut what: HashMap<&str, usize> = HashMap::new();
    for &place in &order {
        let row = &rows[place as usize];
        *who.entry(row.who).or_default() += 1;
        *what.entry(row.what).or_default() += 1;
    }
    order.retain(|&place| {
        let row = &rows[place as usize];
        who[row.who] >= minimum && what[row.what] >= minimum
    });
    order
}

/// Puts numbers in the place of names. Rows are read in the order of the table, in which they stand together in memory.
fn finish(rows: &[Row<'_>], order: &[u32], everyone: &[(&str, &str)], levels: Levels) -> Selection {
    let mut is_left = vec![false; rows.len()];
    for &place in order {
        is_left[place as usize] = true;
    }
    let left = || rows.iter().zip(&is_left).filter(|(_, is_left)| **is_left).map(|(row, _)| row);
    let others = everyone.iter();
    let ((who, who_places), (what, what_places)) = rayon::join(
        || ranked(others.clone().map(|(who, _)| *who), left().map(|row| row.who)),
        || ranked(others.clone().map(|(_, what)| *what), left().map(|row| row.what)),
    );
    let mut statements = Statements::default();
    let mut moved = vec![0; rows.len()];
    for (row, (who, what)) in left().zip(who_places.into_iter().zip(what_places)) {
        let Row { id: (_, id), document: (_, document), qualifier, time, text, .. } = *row;
        let level = levels.level(qualifier).unwrap_or(levels.count());
        statements.push(Coded { id, who, what, level, qualifier, document, time, text });
    }
    for (new, (old, _)) in is_left.iter().enumerate().filter(|(_, is_left)| **is_left).enumerate() {
        moved[old] = new;
    }
    let statements = statements.at(order.iter().map(|&place| moved[place as usize]));
    let owned = |names: Vec<&str>| names.into_iter().map(str::to_owned).collect();
    Selection { statements, who: owned(who), what: owned(what), levels }
}

/// Returns all names in their order, each once, and where those of the rows stand.
fn ranked<'a, Name: Copy + Eq + Hash + Ord + 'a>(
    others: impl Iterator<Item = Name>,
    rows: impl Iterator<Item = Name>,
) -> (Vec<Name>, Vec<usize>) {
    let (mut names, mut known) = (Vec::new(), HashMap::new());
    let mut number = |name: Name| {
        *known.entry(name).or_insert_with(|| {
            names.push(name);
            names.len() - 1
        })
    };
    others.for_each(|name| {
        number(name);
    });
    let met: Vec<usize> = rows.map(number).collect();
    let mut order: Vec<usize> = (0..names.len()).collect();
    order.sort_unstable_by_key(|&place| names[place]);
    let mut places = vec![0; names.len()];
    for (place, &number) in order.iter().enumerate() {
        places[number] = place;
    }
    let sorted = order.into_iter().map(|number| names[number]).collect();
    (sorted, met.into_iter().map(|number| places[number]).collect())
}

fn number(place: usize) -> u32 {
    u32::try_from(place).expect("four billion rows are not in memory")
}
