//! How many statements each has on each concept at each level, without the zeros.

use rayon::prelude::IntoParallelIterator;
use rayon::prelude::ParallelIterator;

use super::Method;
use super::columns;
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

/// What a statement is of and at which level, and where it stands.
type Dealt = ([u32; 2], u32);

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
        let (mut dealt, starts) = dealt(statements, who);
        let row = |(start, pile): (usize, &mut [Dealt])| {
            pile.sort_unstable();
            let mut cells: Vec<Cell> = Vec::new();
            for (number, &(key, place)) in pile.iter().enumerate() {
                let [what, level] = key.map(|number| number as usize);
                match cells.last_mut() {
                    Some(cell) if (cell.what, cell.level) == (what, level) => {
                        cell.count += mass(place);
                        cell.size += 1;
                    }
                    _ => {
                        let start = start + number;
                        cells.push(Cell { what, level, count: mass(place), start, size: 1 });
                    }
                }
            }
            (cells, pile.iter().map(|(_, place)| value(*place)).sum::<u64>())
        };
        let (rows, row_sums): (Vec<Vec<Cell>>, Vec<u64>) =
            piles(&mut dealt, &starts).into_par_iter().map(row).unzip();
        let order = dealt.into_iter().map(|(_, place)| place).collect();
        let mut columns: Vec<Vec<Entry>> = vec![Vec::new(); what];
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

/// Returns the statements, those of each who speaks together, each as what and level and its place, and where those of each begin.
fn dealt(statements: &Statements, who: usize) -> (Vec<Dealt>, Vec<usize>) {
    let mut starts = vec![0; who + 1];
    for place in 0..statements.len() {
        starts[statements.cell(place).0 + 1] += 1;
    }
    for number in 1..starts.len() {
        starts[number] += starts[number - 1];
    }
    let mut next = starts.clone();
    let mut dealt = vec![([0; 2], 0); statements.len()];
    for place in 0..statements.len() {
        let (who, what, level) = statements.cell(place);
        let key = [what, level].map(columns::number);
        dealt[next[who]] = (key, columns::number(place));
        next[who] += 1;
    }
    (dealt, starts)
}

/// Returns the statements of each who speaks, and where they begin.
fn piles<'a>(mut dealt: &'a mut [Dealt], starts: &[usize]) -> Vec<(usize, &'a mut [Dealt])> {
    let mut piles = Vec::with_capacity(starts.len());
    for ends in starts.windows(2) {
        let (pile, rest) = dealt.split_at_mut(ends[1] - ends[0]);
        piles.push((ends[0], pile));
        dealt = rest;
    }
    piles
}
