//! What a tie is made of: pairs of statements, or statements, each with its share of the weight.

use super::Fixed;
use super::Method;
use super::Network;
use super::OneMode;
use super::Tie;
use super::TwoMode;
use super::profiles::Cell;
use super::ties;

/// A pair of statements, or one statement, and its share in a tie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contribution {
    /// Where the statement of the tie's first end stands in the network's statements; none if it is the other's alone.
    pub left: Option<usize>,
    /// Where the statement of the tie's second end stands; none with two modes.
    pub right: Option<usize>,
    /// Its share; the shares of a tie add up to its weight, to the last digit.
    pub share: Fixed,
}

/// A contribution before its share is rounded.
type Part = (Option<usize>, Option<usize>, i128);

impl Network {
    /// Returns the tie between two ends, as they stand in `ties`.
    pub fn tie(&self, from: usize, to: usize) -> Option<Tie> {
        let place = self.ties.binary_search_by_key(&(from, to), |tie| (tie.from, tie.to)).ok()?;
        Some(self.ties[place])
    }

    /// Returns what a tie is made of, by the statements' order. What has no share is not listed, but for a further statement
    /// at the same level of a combination.
    pub fn contributions(&self, tie: Tie) -> Vec<Contribution> {
        let mut parts = match self.options.method {
            Method::OneMode(mode) => self.pairs(tie, mode),
            Method::TwoMode(mode) => self.singles(tie, mode),
        };
        parts.sort_by_key(|(left, right, _)| (*left, *right));
        // The parts are whole numbers whose sum is the weight before it was divided.
        let sum: i128 = parts.iter().map(|(.., part)| part).sum();
        let weight = self.exact(tie);
        let factor = weight.numerator / sum;
        let scaled: Vec<i128> = parts.iter().map(|(.., part)| part * factor).collect();
        let shares = weight.shares(&scaled);
        let listed = parts.into_iter().zip(shares);
        listed.map(|((left, right, _), share)| Contribution { left, right, share }).collect()
    }

    /// Returns the statements behind a tie, in their order: those with a share.
    pub fn evidence(&self, tie: Tie) -> Vec<usize> {
        let cells = match self.options.method {
            Method::TwoMode(_) => self.profiles.cells(tie.from, tie.to).to_vec(),
            Method::OneMode(mode) => self.cells_with_share(tie, mode),
        };
        let statements = cells.into_iter().flat_map(|cell| self.profiles.statements(cell));
        let mut statements: Vec<usize> = statements.map(|&place| place as usize).collect();
        statements.sort_unstable();
        statements
    }

    fn cells_with_share(&self, tie: Tie, mode: OneMode) -> Vec<Cell> {
        let mut found = Vec::new();
        let pairs = self.of_pairs(mode);
        let has_share = |one: &Cell, other: &Cell| {
            let share = |mode| ties::term(&self.levels, mode, one.level, other.level);
            pairs.is_some_and(|mode| share(mode) != 0)
        };
        for (left, right) in self.profiles.shared(tie.from, tie.to) {
            found.extend(left.iter().filter(|one| right.iter().any(|other| has_share(one, other))));
            found.extend(right.iter().filter(|one| left.iter().any(|other| has_share(other, one))));
        }
        if ties::is_of_single_statements(self, mode) {
            found.extend(ties::single_cells(self, tie.from, tie.to));
            found.extend(ties::single_cells(self, tie.to, tie.from));
            found.sort_by_key(|cell| self.profiles.statements(*cell).to_vec());
            found.dedup();
        }
        found
    }

    /// Returns what pairs of statements count: with DNA's conflict of words only agreement, or nothing.
    fn of_pairs(&self, mode: OneMode) -> Option<OneMode> {
        match (ties::is_of_single_statements(self, mode), mode) {
            (false, mode) => Some(mode),
            (true, OneMode::Subtract) => Some(OneMode::Congruence),
            (true, _) => None,
        }
    }

    fn pairs(&self, tie: Tie, mode: OneMode) -> Vec<Part> {
        let is_single = ties::is_of_single_statements(self, mode);
        let mut parts = Vec::new();
        if let Some(mode) = self.of_pairs(mode) {
            for (left, right) in self.profiles.shared(tie.from, tie.to) {
                self.add_pairs(left, right, mode, &mut parts);
            }
        }
        if is_single {
            let sign = if mode == OneMode::Conflict { 1 } else { -1 };
            for cell in ties::single_cells(self, tie.from, tie.to) {
                let of = self.profiles.statements(cell).iter().map(|&place| place as usize);
                parts.extend(of.map(|place| (Some(place), None, sign * self.mass(place))));
            }
            for cell in ties::single_cells(self, tie.to, tie.from) {
                let of = self.profiles.statements(cell).iter().map(|&place| place as usize);
                parts.extend(of.map(|place| (None, Some(place), sign * self.mass(place))));
            }
        }
        parts
    }

    fn add_pairs(&self, left: &[Cell], right: &[Cell], mode: OneMode, parts: &mut Vec<Part>) {
        for one in left {
            for other in right {
                let share = ties::term(&self.levels, mode, one.level, other.level);
                if share == 0 {
                    continue;
                }
                for &first in self.profiles.statements(*one) {
                    let others = self.profiles.statements(*other).iter();
                    let first = first as usize;
                    let pair = |&second: &u32| {
                        let second = second as usize;
                        let share = share * self.mass(first) * self.mass(second);
                        (Some(first), Some(second), share)
                    };
                    parts.extend(others.map(pair));
                }
            }
        }
    }

    fn singles(&self, tie: Tie, mode: TwoMode) -> Vec<Part> {
        let mut parts = Vec::new();
        for cell in self.profiles.cells(tie.from, tie.to) {
            for (place, &statement) in self.profiles.statements(*cell).iter().enumerate() {
                let share = match mode {
                    TwoMode::Ignore => 1,
                    TwoMode::Subtract => self.levels.side(cell.level),
                    TwoMode::Combine if place == 0 => ties::combined(&self.levels, cell.level),
                    TwoMode::Combine => 0,
                };
                let statement = statement as usize;
                parts.push((Some(statement), None, share * self.mass(statement)));
            }
        }
        parts
    }
}
