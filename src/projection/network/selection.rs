//! From a table to the statements that count: by date, by value, each once, and often enough.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::collections::HashSet;

use rayon::prelude::IntoParallelRefIterator;
use rayon::prelude::ParallelIterator;
use rayon::prelude::ParallelSlice;
use rayon::prelude::ParallelSliceMut;

use super::Duplicates;
use super::NetworkError;
use super::Options;
use super::columns;
use super::columns::Column;
use super::columns::Columns;
use super::columns::dealt;
use super::columns::natural;
use super::columns::number;
use super::columns::ranks;
use super::levels::Levels;
use super::levels::Scale;
use super::moment::Moment;
use super::statements::Packed;
use super::statements::Statements;
use super::statements::Words;
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
    let within = reader.within();
    let levels = reader.levels(&within)?;
    let level = reader.qualifier.told(|value| levels.level(value));
    let left: Vec<u32> = within
        .par_iter()
        .copied()
        .filter(|&row| {
            let is_level = !options.is_qualified() || level[reader.qualifier.place(row)].is_some();
            is_level && reader.passes(row)
        })
        .collect();
    let mut order = reader.once(reader.sorted(&left));
    if options.duplicates != Duplicates::Include {
        let mut accepted = BTreeSet::new();
        order
            .retain(|&row| reader.key(row, &levels, &level).is_none_or(|key| accepted.insert(key)));
    }
    let order = reader.frequent(order);
    let everyone = if options.isolates { within } else { Vec::new() };
    Ok(reader.finish(&order, &everyone, levels, &level))
}

/// A table read, and where its columns stand.
struct Reader<'table> {
    table: &'table Table,
    options: &'table Options,
    who: Column<'table>,
    what: Column<'table>,
    qualifier: Column<'table>,
    document: Column<'table>,
    time: Column<'table>,
    /// When each time is.
    moments: Vec<Option<Moment>>,
    ids: Vec<(u64, u64)>,
    id: Option<usize>,
    start: Option<usize>,
    text: Option<usize>,
    is_qualified: bool,
    kept: BTreeMap<usize, BTreeSet<&'table str>>,
    dropped: BTreeMap<usize, BTreeSet<&'table str>>,
}

impl<'table> Reader<'table> {
    fn new(table: &'table Table, options: &'table Options) -> Result<Self, NetworkError> {
        let qualifier = match options.qualifier.as_deref() {
            None if !options.is_qualified() => table.chosen(None, table::QUALIFIER),
            given => Some(table.needed(given, table::QUALIFIER)?),
        };
        let id = table.chosen(None, table::ID);
        let wanted = [
            Some(table.needed(options.who.as_deref(), table::WHO)?),
            Some(table.needed(options.what.as_deref(), table::WHAT)?),
            qualifier,
            table.chosen(None, table::DOCUMENT),
            table.chosen(None, table::TIME),
        ];
        let (kept, dropped) =
            (by_column(table, &options.kept)?, by_column(table, &options.dropped)?);
        let Columns { columns, ids } = Columns::read(&table.rows, &wanted, id);
        let [who, what, qualifier_column, document, time] =
            columns.try_into().expect("as many columns are read as are wanted");
        Ok(Self {
            moments: moments(&time)?,
            table,
            options,
            who,
            what,
            qualifier: qualifier_column,
            document,
            time,
            ids,
            id,
            start: table.chosen(None, table::START),
            text: table.chosen(None, table::TEXT),
            is_qualified: qualifier.is_some(),
            kept,
            dropped,
        })
    }

    /// Returns the rows within the dates that say who and what.
    fn within(&self) -> Vec<u32> {
        let Options { since, until, .. } = *self.options;
        let is_in: Vec<bool> =
            self.moments.iter().map(|moment| is_within(*moment, since, until)).collect();
        let [says_who, says_what] =
            [&self.who, &self.what].map(|column| column.told(|value| !value.is_empty()));
        let is_wanted = |row: &u32| {
            says_who[self.who.place(*row)]
                && says_what[self.what.place(*row)]
                && is_in[self.time.place(*row)]
        };
        (0..number(self.table.rows.len())).filter(is_wanted).collect()
    }

    fn levels(&self, within: &[u32]) -> Result<Levels, NetworkError> {
        if !self.is_qualified {
            return Ok(Levels { scale: Scale::Text, values: Vec::new(), words: Vec::new() });
        }
        let met = self.qualifier.met(within.iter().copied());
        let values = self.qualifier.values.iter().zip(met).filter(|(_, is_met)| *is_met);
        // A qualifier that is ignored need not be of one kind.
        let ignored = (!self.options.is_qualified()).then_some(Scale::Text);
        Levels::of(values.map(|(value, _)| *value), self.options.scale.or(ignored))
    }

    fn passes(&self, row: u32) -> bool {
        let cells = &self.table.rows[row as usize];
        let is_one = |(column, values): (&usize, &BTreeSet<&str>)| {
            let cell = cells[*column].trim();
            values.contains(cell) || values.contains(self.table.label(cell))
        };
        self.kept.iter().all(is_one) && !self.dropped.iter().any(is_one)
    }

    /// Returns what stands in a column that is not read at once.
    fn cell(&self, row: u32, column: Option<usize>) -> &'table str {
        column.map_or("", |column| self.table.rows[row as usize][column].trim())
    }

    fn id(&self, row: u32) -> Cow<'table, str> {
        columns::id(row as usize, &self.table.rows[row as usize], self.id)
    }

    /// Puts rows into the order of their times, then of their documents, then of all that they say.
    fn sorted(&self, rows: &[u32]) -> Vec<u32> {
        let firsts: Vec<_> =
            self.moments.iter().map(|moment| moment.map_or((0, 0, 0, 0), first)).collect();
        let (times, last) = ranks(&firsts);
        let (documents, most) = ranks(&self.document.told(natural));
        let order = dealt(rows, most, |row| documents[self.document.place(row)] as usize);
        let mut order = dealt(&order, last, |row| times[self.time.place(row)] as usize);
        let key = |row: &u32| (times[self.time.place(*row)], documents[self.document.place(*row)]);
        for group in order.chunk_by_mut(|left, right| key(left) == key(right)) {
            // Rows that are equal are the same, so it does not matter which of them stands first.
            if group.len() > 1 {
                group.par_sort_unstable_by(|left, right| self.compared(*left, *right));
            }
        }
        order
    }

    /// Compares rows of the same time and document.
    fn compared(&self, left: u32, right: u32) -> Ordering {
        let [one, other] = [left, right].map(|row| natural(self.cell(row, self.start)));
        let ids = || {
            let number = |row: u32| self.ids[row as usize].1;
            number(left).cmp(&number(right)).then_with(|| self.id(left).cmp(&self.id(right)))
        };
        let rest = |row| {
            let text = self.cell(row, self.text);
            let (who, what) = (self.who.value(row), self.what.value(row));
            (who, what, self.qualifier.value(row), text, self.time.value(row))
        };
        one.cmp(&other).then_with(ids).then_with(|| rest(left).cmp(&rest(right)))
    }

    /// Leaves out rows that tell of the same statement again.
    fn once(&self, mut order: Vec<u32>) -> Vec<u32> {
        let mut ids: Vec<u64> = order.iter().map(|&row| self.ids[row as usize].0).collect();
        ids.par_sort_unstable();
        if ids.windows(2).all(|pair| pair[0] != pair[1]) {
            return order;
        }
        let mut seen = HashSet::with_capacity(order.len());
        order.retain(|&row| {
            let [who, what, qualifier] =
                [&self.who, &self.what, &self.qualifier].map(|column| column.place(row));
            seen.insert((self.id(row), who, what, qualifier))
        });
        order
    }

    /// Leaves out the rare: who and what are in fewer statements than the minimum, all counted before any is left out.
    fn frequent(&self, mut order: Vec<u32>) -> Vec<u32> {
        if self.options.minimum < 2 {
            return order;
        }
        let counts = |column: &Column<'_>| {
            let mut counts = vec![0; column.values.len()];
            for &row in &order {
                counts[column.place(row)] += 1;
            }
            counts
        };
        let (who, what): (Vec<usize>, Vec<usize>) = (counts(&self.who), counts(&self.what));
        let minimum = self.options.minimum;
        order.retain(|&row| {
            who[self.who.place(row)] >= minimum && what[self.what.place(row)] >= minimum
        });
        order
    }

    /// Returns what two duplicates have in common; none for a statement that cannot be one, as nobody knows when it was made.
    fn key(&self, row: u32, levels: &Levels, level: &[Option<usize>]) -> Option<Vec<usize>> {
        let options = self.options;
        let moment = self.moments[self.time.place(row)];
        let date = moment.map(|moment| moment.date);
        let year = date.map(|date| usize::from(date.year()));
        let document = self.document.place(row);
        let mut key = match options.duplicates {
            Duplicates::Include => return None,
            Duplicates::Document if self.document.values[document].is_empty() => return None,
            Duplicates::Document => vec![document],
            Duplicates::Week => {
                let (year, week) = moment?.week()?;
                vec![year.into(), week.into()]
            }
            Duplicates::Month => vec![year?, date?.month()?.into()],
            Duplicates::Year => vec![year?],
            Duplicates::Range => Vec::new(),
        };
        if options.dna && matches!(options.duplicates, Duplicates::Week | Duplicates::Month) {
            key.remove(0);
        }
        key.extend([self.who.place(row), self.what.place(row)]);
        if options.is_qualified() {
            let qualifier = self.qualifier.place(row);
            let number: i64 = self.qualifier.values[qualifier].parse().unwrap_or_default();
            let is_large = levels.scale == Scale::Integer && i8::try_from(number).is_err();
            if options.dna && is_large {
                return None;
            }
            key.push(level[qualifier]?);
        }
        Some(key)
    }

    /// Puts numbers in the place of names. Rows are read in the order of the table, in which they stand together in memory.
    fn finish(
        &self,
        order: &[u32],
        everyone: &[u32],
        levels: Levels,
        level: &[Option<usize>],
    ) -> Selection {
        let mut places = vec![u32::MAX; self.table.rows.len()];
        for &row in order {
            places[row as usize] = 0;
        }
        let rows: Vec<u32> =
            (0..).zip(&places).filter(|(_, place)| **place == 0).map(|(row, _)| row).collect();
        for (&row, place) in rows.iter().zip(0..) {
            places[row as usize] = place;
        }
        let (who, who_places) = names(&self.who, &rows, everyone);
        let (what, what_places) = names(&self.what, &rows, everyone);
        let levels_of: Vec<u32> =
            level.iter().map(|level| number(level.unwrap_or(levels.count()))).collect();
        let pack = |row: u32, mut packed: Packed| {
            packed.qualifier = self.qualifier.places[row as usize];
            packed.document = self.document.places[row as usize];
            packed.time = self.time.places[row as usize];
            packed.who = who_places[self.who.place(row)];
            packed.what = what_places[self.what.place(row)];
            packed.level = levels_of[self.qualifier.place(row)];
            packed
        };
        let (text, packed) = self.packed(&rows, pack);
        let packed = order.iter().map(|&row| packed[places[row as usize] as usize]).collect();
        let owned = |column: &Column<'_>| column.told(str::to_owned);
        let (qualifiers, documents) = (owned(&self.qualifier), owned(&self.document));
        let words = Words { text, qualifiers, documents, times: owned(&self.time) };
        Selection { statements: Statements::new(packed, words), who, what, levels }
    }

    /// Returns the identifiers and texts of rows, and the rows as statements.
    fn packed(
        &self,
        rows: &[u32],
        pack: impl Fn(u32, Packed) -> Packed + Sync,
    ) -> (String, Vec<Packed>) {
        let size = rows.len().div_ceil(rayon::current_num_threads()).max(1);
        let part = |rows: &[u32]| {
            let (mut words, mut packed) = (String::new(), Vec::with_capacity(rows.len()));
            for &row in rows {
                let (id, text) = (self.id(row), self.cell(row, self.text));
                let (start, id_length) = (words.len(), number(id.len()));
                words.push_str(&id);
                words.push_str(text);
                let lengths =
                    Packed { start, id: id_length, text: number(text.len()), ..Packed::default() };
                packed.push(pack(row, lengths));
            }
            (words, packed)
        };
        let parts: Vec<(String, Vec<Packed>)> = rows.par_chunks(size).map(part).collect();
        let mut words = String::with_capacity(parts.iter().map(|(words, _)| words.len()).sum());
        let mut packed = Vec::with_capacity(rows.len());
        for (part, of_part) in parts {
            let before = words.len();
            words.push_str(&part);
            let moved = |one: Packed| Packed { start: before + one.start, ..one };
            packed.extend(of_part.into_iter().map(moved));
        }
        (words, packed)
    }
}

/// Reads each time once; of several that cannot be read, the first is told.
fn moments(times: &Column<'_>) -> Result<Vec<Option<Moment>>, NetworkError> {
    let moment = |time: &&str| match *time {
        "" => Ok(None),
        time => time.parse().map(Some).map_err(|fault| NetworkError::Time { fault }),
    };
    times.values.iter().map(moment).collect()
}

/// Returns the names that stand in rows, or in those of everyone, in their order, and where there each value of the column stands.
fn names(column: &Column<'_>, rows: &[u32], everyone: &[u32]) -> (Vec<String>, Vec<u32>) {
    let met = column.met(rows.iter().chain(everyone).copied());
    let mut order: Vec<usize> = (0..met.len()).filter(|&value| met[value]).collect();
    order.sort_unstable_by_key(|&value| column.values[value]);
    let mut places = vec![u32::MAX; met.len()];
    for (place, &value) in order.iter().enumerate() {
        places[value] = number(place);
    }
    (order.into_iter().map(|value| column.values[value].to_owned()).collect(), places)
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
