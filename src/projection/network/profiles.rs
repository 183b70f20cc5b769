//! How many statements each has on each concept at each level, without the zeros.

use super::selection::Selection;

/// The statements of one on one concept at one level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) what: usize,
    pub(super) level: usize,
    pub(super) count: u64,
    /// Where in the order of `Profiles::order` its statements begin.
    start: usize,
}

/// The array x(i, j, k), sparse, by rows and by columns.
#[derive(Clone, Debug)]
pub(super) struct Profiles {
    rows: Vec<Vec<Cell>>,
    /// Who speaks of each concept.
    columns: Vec<Vec<usize>>,
    /// The statements by who, what and level.
    order: Vec<usize>,
    row_sums: Vec<u64>,
    column_sums: Vec<u64>,
}

impl Profiles {
    pub(super) fn new(selection: &Selection) -> Self {
        let statements = &selection.statements;
        let mut order: Vec<usize> = (0..statements.len()).collect();
        order.sort_by_key(|&place| {
            let statement = &statements[place];
            (statement.who, statement.what, statement.level, place)
        });
        let mut rows: Vec<Vec<Cell>> = vec![Vec::new(); selection.who.len()];
        let mut columns: Vec<Vec<usize>> = vec![Vec::new(); selection.what.len()];
        let mut row_sums = vec![0; rows.len()];
        let mut column_sums = vec![0; columns.len()];
        for (start, &place) in order.iter().enumerate() {
            let statement = &statements[place];
            let (who, what, level) = (statement.who, statement.what, statement.level);
            row_sums[who] += 1;
            column_sums[what] += 1;
            if columns[what].last() != Some(&who) {
                columns[what].push(who);
            }
            match rows[who].last_mut() {
                Some(cell) if (cell.what, cell.level) == (what, level) => cell.count += 1,
                _ => rows[who].push(Cell { what, level, count: 1, start }),
            }
        }
        Self { rows, columns, order, row_sums, column_sums }
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

    /// Returns who speaks of a concept, in their order.
    pub(super) fn speakers(&self, what: usize) -> &[usize] {
        &self.columns[what]
    }

    /// Returns how many statements somebody has.
    pub(super) fn of_row(&self, who: usize) -> u64 {
        self.row_sums[who]
    }

    /// Returns how many statements there are on a concept.
    pub(super) fn of_column(&self, what: usize) -> u64 {
        self.column_sums[what]
    }

    /// Returns the statements of a cell, in their order.
    pub(super) fn statements(&self, cell: Cell) -> &[usize] {
        let count = usize::try_from(cell.count).expect("the statements are in memory");
        &self.order[cell.start..cell.start + count]
    }
}
