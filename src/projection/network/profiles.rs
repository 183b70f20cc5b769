//! How many statements each has on each concept at each level, without the zeros.

use super::Method;
use super::part::Masses;
use super::statements::Statements;

/// The statements of one on one concept at one level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) what: usize,
    pub(super) level: usize,
    /// How many they are, or how much they count.
    pub(super) count: u64,
    /// Where in the order of `Profiles::order` its statements begin.
    start: usize,
    /// How many statements it has.
    size: usize,
}

/// A cell as its concept's column has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) who: usize,
    pub(super) level: usize,
    pub(super) count: u64,
}

/// The array x(i, j, k), sparse, by rows and by columns.
#[derive(Clone, Debug)]
pub(super) struct Profiles {
    rows: Vec<Vec<Cell>>,
    /// Who speaks of each concept, at which level, how often.
    columns: Vec<Vec<Entry>>,
    /// The statements by who, what and level.
    order: Vec<u32>,
    row_sums: Vec<u64>,
}

impl Profiles {
    /// Counts the statements of so many who speak on so many concepts.
    pub(super) fn new(
        statements: &Statements,
        (who, what): (usize, usize),
        masses: Option<&Masses>,
        method: Method,
    ) -> Self {
        let mass =
            |place: u32| masses.map_or(1, |of| u64::from(of.in_sums(method)[place as usize]));
        let value = |place: u32| masses.map_or(1, |of| u64::from(of.values[place as usize]));
        let cells = statements.cells();
        let order = ordered(&cells, who, what);
        let mut rows: Vec<Vec<Cell>> = vec![Vec::new(); who];
        let mut columns: Vec<Vec<Entry>> = vec![Vec::new(); what];
        let mut row_sums = vec![0; rows.len()];
        for (start, &place) in order.iter().enumerate() {
            let [who, what, level] = cells[place as usize].map(|number| number as usize);
            row_sums[who] += value(place);
            match rows[who].last_mut() {
                Some(cell) if (cell.what, cell.level) == (what, level) => {
                    cell.count += mass(place);
                    cell.size += 1;
                }
                _ => rows[who].push(Cell { what, level, count: mass(place), start, size: 1 }),
            }
        }
        for (who, row) in rows.iter().enumerate() {
            for &Cell { what, level, count, .. } in row {
                columns[what].push(Entry { who, level, count });
            }
        }
        Self { rows, columns, order, row_sums }
    }

    /// Returns the cells of one who speaks, by concept and level.
    pub(super) fn row(&self, who: usize) -> &[Cell] {
        &self.rows[who]
    }

    /// Returns the cells of one who speaks, concept by concept.
    pub(super) fn by_concept(&self, who: usize) -> impl Iterator<Item = &[Cell]> {
        self.rows[who].chunk_by(|left, right| left.what == right.what)
    }

    /// Returns the cells of one who speaks on a concept.
    pub(super) fn cells(&self, who: usize, what: usize) -> &[Cell] {
        let row = &self.rows[who];
        let start = row.partition_point(|cell| cell.what < what);
        let end = row.partition_point(|cell| cell.what <= what);
        &row[start..end]
    }

    /// Returns the concepts of which two speak, each with the cells of both.
    pub(super) fn shared(&self, left: usize, right: usize) -> Vec<(&[Cell], &[Cell])> {
        let mut others = self.by_concept(right).peekable();
        let mut shared = Vec::new();
        for cells in self.by_concept(left) {
            let what = cells[0].what;
            while others.next_if(|other| other[0].what < what).is_some() {}
            if let Some(other) = others.next_if(|other| other[0].what == what) {
                shared.push((cells, other));
            }
        }
        shared
    }

    /// Returns who speaks of a concept, those behind a place in the order of who speaks.
    pub(super) fn after(&self, what: usize, who: usize) -> &[Entry] {
        let column = &self.columns[what];
        &column[column.partition_point(|entry| entry.who <= who)..]
    }

    /// Returns how many statements somebody has, or how much they count.
    pub(super) fn of_row(&self, who: usize) -> u64 {
        self.row_sums[who]
    }

    /// Returns the statements of a cell, in their order.
    pub(super) fn statements(&self, cell: Cell) -> &[u32] {
        &self.order[cell.start..cell.start + cell.size]
    }
}

/// Returns the places of statements by who, what, level and place: they are dealt out by level, then by what, then by who, each
/// time in the order in which they lie.
fn ordered(cells: &[[u32; 3]], who: usize, what: usize) -> Vec<u32> {
    let places = 0..u32::try_from(cells.len()).expect("that many are not in memory");
    let key = |place: u32, part: usize| cells[place as usize][part] as usize;
    let levels = cells.iter().map(|cell| cell[2] as usize + 1).max().unwrap_or(0);
    let order = dealt(places.collect(), levels, |place| key(place, 2));
    let order = dealt(order, what, |place| key(place, 1));
    dealt(order, who, |place| key(place, 0))
}

fn dealt(order: Vec<u32>, piles: usize, pile: impl Fn(u32) -> usize) -> Vec<u32> {
    let mut starts = vec![0; piles + 1];
    for &place in &order {
        starts[pile(place) + 1] += 1;
    }
    for number in 1..starts.len() {
        starts[number] += starts[number - 1];
    }
    let mut dealt = vec![0; order.len()];
    for place in order {
        let start: &mut usize = &mut starts[pile(place)];
        dealt[*start] = place;
        *start += 1;
    }
    dealt
}
