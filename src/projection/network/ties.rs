//! The weights of all ties.
//!
//! In one mode they are the rows of a sparse product: each who speaks is taken in turn, and what each of their concepts
//! adds goes to all who speak of it, too. Rows do not need one another, so they are made in parallel.

use rayon::prelude::IntoParallelIterator;
use rayon::prelude::ParallelIterator;

use super::Exact;
use super::Method;
use super::Network;
use super::OneMode;
use super::Tie;
use super::TwoMode;
use super::levels::Levels;
use super::levels::Scale;
use super::profiles::Cell;

/// Returns the ties that are not 0, by their ends.
pub(super) fn all(network: &Network) -> Vec<Tie> {
    let who = 0..network.who.len();
    let rows: Vec<Vec<Tie>> = match network.options.method {
        Method::TwoMode(mode) => {
            who.into_par_iter().map(|from| two_mode(network, mode, from)).collect()
        }
        Method::OneMode(mode) if is_of_single_statements(network, mode) => {
            who.into_par_iter().map(|from| pair_by_pair(network, mode, from)).collect()
        }
        Method::OneMode(mode) => {
            let sums = || Sums::new(network);
            who.into_par_iter().map_init(sums, |sums, from| sums.row(network, mode, from)).collect()
        }
    };
    let mut ties = Vec::with_capacity(rows.iter().map(Vec::len).sum());
    ties.extend(rows.into_iter().flatten());
    ties
}

impl Network {
    /// Returns the weight of a tie as a fraction.
    pub fn exact(&self, tie: Tie) -> Exact {
        let numerator = match self.options.method {
            Method::OneMode(mode) => numerator(self, mode, tie.from, tie.to),
            Method::TwoMode(mode) => {
                sum_of_sides(&self.levels, mode, self.profiles.cells(tie.from, tie.to))
            }
        };
        weight(self, tie.from, tie.to, numerator)
    }
}

/// Divides what was summed up by the range of the qualifier and by what the normalisation says.
fn weight(network: &Network, from: usize, to: usize, numerator: i128) -> Exact {
    let (divisor, range) = match network.options.method {
        Method::OneMode(OneMode::Ignore) => (network.divisors.of_pair(network, from, to), 1),
        Method::OneMode(_) => (network.divisors.of_pair(network, from, to), network.levels.range()),
        Method::TwoMode(_) => (network.divisors.of_cell(network, from, to), 1),
    };
    Exact { numerator: numerator * divisor.denominator, denominator: range * divisor.numerator }
}

fn tie(network: &Network, from: usize, to: usize, numerator: i128) -> Option<Tie> {
    (numerator != 0).then(|| {
        let weight = weight(network, from, to, numerator).fixed();
        Tie { from, to, weight }
    })
}

/// A row of the product while it is made.
struct Sums {
    /// What has come together for each, and for whom last.
    parts: Vec<i128>,
    of: Vec<usize>,
    /// Who has something.
    met: Vec<usize>,
    /// What a statement at each level counts against the row's statements on a concept, and on which.
    factors: Vec<Option<i128>>,
}

impl Sums {
    fn new(network: &Network) -> Self {
        let count = network.who.len();
        Self {
            parts: vec![0; count],
            of: vec![usize::MAX; count],
            met: Vec::new(),
            // What is ignored may have no level; that is the one beyond the last.
            factors: vec![None; network.levels.count() + 1],
        }
    }

    fn row(&mut self, network: &Network, mode: OneMode, from: usize) -> Vec<Tie> {
        self.met.clear();
        for cells in network.profiles.by_concept(from) {
            self.add(network, mode, from, cells);
        }
        self.met.sort_unstable();
        let made = self.met.iter().filter_map(|&to| tie(network, from, to, self.parts[to]));
        made.collect()
    }

    /// Adds what one has said on a concept against what those behind them in the order have.
    fn add(&mut self, network: &Network, mode: OneMode, from: usize, cells: &[Cell]) {
        let others = network.profiles.after(cells[0].what, from);
        for other in others {
            let factor = *self.factors[other.level]
                .get_or_insert_with(|| factor(&network.levels, mode, cells, other.level));
            let share = factor * i128::from(other.count);
            if self.of[other.who] == from {
                self.parts[other.who] += share;
            } else {
                self.of[other.who] = from;
                self.parts[other.who] = share;
                self.met.push(other.who);
            }
        }
        for other in others {
            self.factors[other.level] = None;
        }
    }
}

/// Returns what a statement at a level counts against statements on the same concept.
fn factor(levels: &Levels, mode: OneMode, cells: &[Cell], level: usize) -> i128 {
    let counted = |cell: &Cell| i128::from(cell.count) * term(levels, mode, cell.level, level);
    cells.iter().map(counted).sum()
}

/// Returns the share of a pair of statements, in parts of the range.
pub(super) fn term(levels: &Levels, mode: OneMode, left: usize, right: usize) -> i128 {
    let (range, distance) = match mode {
        OneMode::Ignore => (1, 0),
        _ => (levels.range(), levels.distance(left, right)),
    };
    match mode {
        OneMode::Ignore => 1,
        OneMode::Congruence => range - distance,
        OneMode::Conflict => distance,
        OneMode::Subtract => range - 2 * distance,
    }
}

/// Returns whether conflict is DNA's of words, which counts statements and not pairs.
pub(super) fn is_of_single_statements(network: &Network, mode: OneMode) -> bool {
    let of_words = network.options.dna && network.levels.scale == Scale::Text;
    of_words && matches!(mode, OneMode::Conflict | OneMode::Subtract)
}

/// Returns the ties of one with all behind them in the order, whether they speak of the same or not.
fn pair_by_pair(network: &Network, mode: OneMode, from: usize) -> Vec<Tie> {
    let others = from + 1..network.who.len();
    others.filter_map(|to| tie(network, from, to, numerator(network, mode, from, to))).collect()
}

fn numerator(network: &Network, mode: OneMode, from: usize, to: usize) -> i128 {
    let shared = network.profiles.shared(from, to);
    let pairs = |mode| -> i128 {
        shared.iter().map(|(left, right)| sum(&network.levels, mode, left, right)).sum()
    };
    if !is_of_single_statements(network, mode) {
        return pairs(mode);
    }
    let single = single_cells(network, from, to).chain(single_cells(network, to, from));
    let conflict: i128 = single.map(|cell| i128::from(cell.count)).sum();
    if mode == OneMode::Conflict { conflict } else { pairs(OneMode::Congruence) - conflict }
}

/// Returns the cells of one at whose concept and level another has no statement.
pub(super) fn single_cells(
    network: &Network,
    of: usize,
    against: usize,
) -> impl Iterator<Item = Cell> {
    let profiles = &network.profiles;
    profiles.row(of).iter().copied().filter(move |cell| {
        let others = profiles.cells(against, cell.what);
        others.iter().all(|other| other.level != cell.level)
    })
}

fn sum(levels: &Levels, mode: OneMode, left: &[Cell], right: &[Cell]) -> i128 {
    let against = |other: &Cell| i128::from(other.count) * factor(levels, mode, left, other.level);
    right.iter().map(against).sum()
}

/// Returns how many statements some cells have.
pub(super) fn total(cells: &[Cell]) -> u64 {
    cells.iter().map(|cell| cell.count).sum()
}

fn two_mode(network: &Network, mode: TwoMode, from: usize) -> Vec<Tie> {
    let made = network.profiles.by_concept(from).filter_map(|cells| {
        let sum = sum_of_sides(&network.levels, mode, cells);
        tie(network, from, cells[0].what, sum)
    });
    made.collect()
}

fn sum_of_sides(levels: &Levels, mode: TwoMode, cells: &[Cell]) -> i128 {
    let value = |cell: &Cell| {
        let count = i128::from(cell.count);
        match mode {
            TwoMode::Ignore => count,
            TwoMode::Subtract => count * levels.side(cell.level),
            TwoMode::Combine => combined(levels, cell.level),
        }
    };
    cells.iter().map(value).sum()
}

/// Returns what a level adds to a combination of levels.
pub(super) fn combined(levels: &Levels, level: usize) -> i128 {
    1 << (levels.count() - 1 - level)
}
