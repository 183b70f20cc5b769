//! The cells of a table that a network needs, as numbers: in most columns the same words stand again and again.

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::BuildHasher;

use foldhash::fast::FixedState;
use rayon::prelude::IndexedParallelIterator;
use rayon::prelude::IntoParallelIterator;
use rayon::prelude::ParallelIterator;
use rayon::prelude::ParallelSlice;

/// A table without its cells: what stands in some of its columns, and in which rows.
#[derive(Clone, Debug, Default)]
pub(super) struct Columns<'table> {
    /// The columns that are asked for, in that order.
    pub(super) columns: Vec<Column<'table>>,
    /// Of each row's identifier a number that differs only where identifiers do, and its place in their natural order.
    pub(super) ids: Vec<(u64, u64)>,
}

/// A column: each of its values once, in the order in which they are met, and where among these that of each row stands.
#[derive(Clone, Debug, Default)]
pub(super) struct Column<'table> {
    pub(super) values: Vec<&'table str>,
    pub(super) places: Vec<u32>,
}

/// Returns the identifier of a row: what stands in its column, or else the row's number, the first being 1.
pub(super) fn id(row: usize, cells: &[String], column: Option<usize>) -> Cow<'_, str> {
    match column.map_or("", |column| cells[column].trim()) {
        "" => Cow::Owned((row + 1).to_string()),
        id => Cow::Borrowed(id),
    }
}

impl<'table> Columns<'table> {
    /// Reads some columns of a table, none of which may be missing; one that is not there is empty in all rows. Each thread
    /// reads a part of the rows; how many there are does not show.
    pub(super) fn read(
        rows: &'table [Vec<String>],
        wanted: &[Option<usize>],
        ids: Option<usize>,
    ) -> Self {
        let size = rows.len().div_ceil(rayon::current_num_threads()).max(1);
        let parts = rows.par_chunks(size).enumerate();
        let parts: Vec<Part<'table>> =
            parts.map(|(part, rows)| Part::read(rows, part * size, (wanted, ids))).collect();
        let numbers = parts.iter().flat_map(|part| part.ids.iter().copied()).collect();
        let joined = (0..wanted.len()).into_par_iter().map(|column| joined(&parts, column));
        Self { columns: joined.collect(), ids: numbers }
    }
}

/// What one thread has read.
struct Part<'table> {
    columns: Vec<Column<'table>>,
    ids: Vec<(u64, u64)>,
}

impl<'table> Part<'table> {
    fn read(
        rows: &'table [Vec<String>],
        first: usize,
        (wanted, ids): (&[Option<usize>], Option<usize>),
    ) -> Self {
        let mut readers: Vec<Reader<'table>> = wanted.iter().map(|_| Reader::default()).collect();
        let hasher = FixedState::default();
        let mut numbers = Vec::with_capacity(rows.len());
        for (place, cells) in rows.iter().enumerate() {
            for (reader, column) in readers.iter_mut().zip(wanted) {
                reader.add(column.map_or("", |column| cells[column].trim()));
            }
            let id = id(first + place, cells, ids);
            numbers.push((hasher.hash_one(&*id), natural(&id).0));
        }
        Self { columns: readers.into_iter().map(|reader| reader.column).collect(), ids: numbers }
    }
}

/// A column while it is read.
#[derive(Default)]
struct Reader<'table> {
    column: Column<'table>,
    known: HashMap<&'table str, u32, FixedState>,
}

impl<'table> Reader<'table> {
    fn add(&mut self, value: &'table str) {
        // Rows of one document often stand together.
        let last = self.column.places.last().copied();
        let place = match last.filter(|&last| self.column.values[last as usize] == value) {
            Some(last) => last,
            None => *self.known.entry(value).or_insert_with(|| {
                self.column.values.push(value);
                number(self.column.values.len() - 1)
            }),
        };
        self.column.places.push(place);
    }
}

/// Puts the parts of a column together.
fn joined<'table>(parts: &[Part<'table>], column: usize) -> Column<'table> {
    let mut reader = Reader::default();
    let mut joined = Vec::with_capacity(parts.iter().map(|part| part.ids.len()).sum());
    for part in parts {
        let Column { values, places } = &part.columns[column];
        reader.column.places.clear();
        for value in values {
            reader.add(value);
        }
        let moved = &reader.column.places;
        joined.extend(places.iter().map(|&place| moved[place as usize]));
    }
    Column { values: reader.column.values, places: joined }
}

impl<'table> Column<'table> {
    /// Returns what stands in a row.
    pub(super) fn value(&self, row: u32) -> &'table str {
        self.values[self.places[row as usize] as usize]
    }

    /// Returns where among the values the one of a row stands.
    pub(super) fn place(&self, row: u32) -> usize {
        self.places[row as usize] as usize
    }

    /// Returns what is told of each value.
    pub(super) fn told<Told>(&self, tell: impl Fn(&'table str) -> Told) -> Vec<Told> {
        self.values.iter().map(|value| tell(value)).collect()
    }

    /// Returns which values stand in some rows.
    pub(super) fn met(&self, rows: impl Iterator<Item = u32>) -> Vec<bool> {
        let mut met = vec![false; self.values.len()];
        for row in rows {
            met[self.place(row)] = true;
        }
        met
    }
}

/// Text that stands in the order of its number where it is one, behind all that is none: one more than the number, or 0.
pub(super) fn natural(text: &str) -> (u64, &str) {
    (text.parse().map_or(0, |number: u64| number.saturating_add(1)), text)
}

/// Returns the ranks of keys among all of them; those that are the same have the same.
pub(super) fn ranks<Key: Ord>(keys: &[Key]) -> (Vec<u32>, usize) {
    let mut order: Vec<usize> = (0..keys.len()).collect();
    order.sort_by_key(|&place| &keys[place]);
    let mut ranks = vec![0; keys.len()];
    let mut count = 0;
    for (place, &key) in order.iter().enumerate() {
        count += usize::from(place == 0 || keys[order[place - 1]] != keys[key]);
        ranks[key] = number(count - 1);
    }
    (ranks, count)
}

/// Deals things out on piles and puts these on one another: things of the same pile keep their order.
pub(super) fn dealt(order: &[u32], piles: usize, pile: impl Fn(u32) -> usize) -> Vec<u32> {
    let mut starts = vec![0_u32; piles + 1];
    for &thing in order {
        starts[pile(thing) + 1] += 1;
    }
    for number in 1..starts.len() {
        starts[number] += starts[number - 1];
    }
    let mut dealt = vec![0; order.len()];
    for &thing in order {
        let start = &mut starts[pile(thing)];
        dealt[*start as usize] = thing;
        *start += 1;
    }
    dealt
}

pub(super) fn number(place: usize) -> u32 {
    u32::try_from(place).expect("four billion rows are not in memory")
}

#[cfg(test)]
mod tests {
    use super::Columns;
    use super::dealt;
    use super::natural;
    use super::ranks;

    #[test]
    fn words_become_numbers_however_many_read_them() {
        let cell = |row: usize, salt: usize| format!(" {} ", (row * 7 + salt) % 5);
        let rows: Vec<Vec<String>> =
            (0..40).map(|row| vec![cell(row, 0), cell(row / 3, 1), String::new()]).collect();
        let read = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| Columns::read(&rows, &[Some(0), Some(1), None], Some(2)))
        };
        let (one, many) = (read(1), read(7));
        for (left, right) in one.columns.iter().zip(&many.columns) {
            assert_eq!((&left.values, &left.places), (&right.values, &right.places));
        }
        assert_eq!(one.ids, many.ids);
        assert_eq!(one.columns[0].values, ["0", "2", "4", "1", "3"]);
        assert_eq!(one.columns[2].values, [""]);
        assert!((0..40).all(|row| one.columns[1].value(row) == rows[row as usize][1].trim()));
        // Who has no identifier has the number of the row.
        assert_eq!((one.ids[0].1, one.ids[39].1), (2, 41));
    }

    #[test]
    fn things_are_dealt_in_order() {
        let (places, count) = ranks(&["b", "a", "b", "c"]);
        assert_eq!((places.as_slice(), count), ([1, 0, 1, 2].as_slice(), 3));
        assert_eq!(dealt(&[3, 2, 1, 0], 3, |thing| places[thing as usize] as usize), [1, 2, 0, 3]);
        assert!(natural("no number") < natural("9") && natural("9") < natural("10"));
    }
}
