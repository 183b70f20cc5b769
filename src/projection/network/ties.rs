//! The weights of all ties.

use super::Exact;
use super::Method;
use super::Network;
use super::Normalisation;
use super::OneMode;
use super::Tie;
use super::TwoMode;
use super::fixed;
use super::levels::Levels;
use super::levels::Scale;
use super::profiles::Cell;

/// Returns the ties that are not 0, by their ends.
pub(super) fn all(network: &Network) -> Vec<Tie> {
    match network.options.method {
        Method::OneMode(mode) => one_mode(network, mode),
        Method::TwoMode(mode) => two_mode(network, mode),
    }
}

fn one_mode(network: &Network, mode: OneMode) -> Vec<Tie> {
    let profiles = &network.profiles;
    let lengths: Vec<u64> = (0..network.who.len()).map(|who| length(network, who)).collect();
    let mut ties = Vec::new();
    let mut met = vec![usize::MAX; network.who.len()];
    for from in 0..network.who.len() {
        let mut others = Vec::new();
        if is_of_single_statements(network, mode) {
            others.extend(from + 1..network.who.len());
        } else {
            for cells in profiles.by_concept(from) {
                let speakers = profiles.speakers(cells[0].what);
                for &to in &speakers[speakers.partition_point(|&who| who <= from)..] {
                    if met[to] != from {
                        met[to] = from;
                        others.push(to);
                    }
                }
            }
            others.sort_unstable();
        }
        for to in others {
            let numerator = numerator(network, mode, from, to);
            if numerator != 0 {
                let divisor = divisor(network, from, to, &lengths);
                ties.push(Tie { from, to, weight: quotient(network, numerator, divisor) });
            }
        }
    }
    ties
}

/// Returns Σ n² over the concepts of somebody.
fn length(network: &Network, who: usize) -> u64 {
    let counts = network.profiles.by_concept(who).map(total);
    counts.map(|count| count * count).sum()
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
    if mode == OneMode::Ignore {
        return i128::from(total(left)) * i128::from(total(right));
    }
    let mut sum = 0;
    for one in left {
        for other in right {
            let pairs = i128::from(one.count) * i128::from(other.count);
            sum += pairs * term(levels, mode, one.level, other.level);
        }
    }
    sum
}

fn total(cells: &[Cell]) -> u64 {
    cells.iter().map(|cell| cell.count).sum()
}

/// Returns what a weight between two who speak is divided by, as a fraction.
fn divisor(network: &Network, from: usize, to: usize, lengths: &[u64]) -> Exact {
    let (left, right) = (network.profiles.of_row(from), network.profiles.of_row(to));
    let (left, right) = (i128::from(left), i128::from(right));
    let whole = |numerator| Exact { numerator, denominator: 1 };
    match network.options.normalisation {
        Normalisation::Average => Exact { numerator: left + right, denominator: 2 },
        Normalisation::DnaCosine => whole(left * right),
        Normalisation::Cosine => Exact {
            numerator: fixed::root_in_millionths(lengths[from], lengths[to]),
            denominator: 1_000_000,
        },
        Normalisation::Jaccard => whole(left + right - overlap(network, from, to)),
        Normalisation::No | Normalisation::Activity | Normalisation::Prominence => whole(1),
    }
}

/// Returns by how much the statements of two exceed DNA's union: at each concept and level that both have, x and y count
/// as x · y.
fn overlap(network: &Network, from: usize, to: usize) -> i128 {
    let mut overlap = 0;
    for (left, right) in network.profiles.shared(from, to) {
        for one in left {
            let same = right.iter().filter(|other| other.level == one.level);
            for other in same {
                let (one, other) = (i128::from(one.count), i128::from(other.count));
                overlap += one + other - one * other;
            }
        }
    }
    overlap
}

/// Divides a sum in parts of the range.
fn quotient(network: &Network, numerator: i128, divisor: Exact) -> Exact {
    let range = if network.options.is_qualified() { network.levels.range() } else { 1 };
    Exact { numerator: numerator * divisor.denominator, denominator: range * divisor.numerator }
}

fn two_mode(network: &Network, mode: TwoMode) -> Vec<Tie> {
    let mut sums: Vec<(usize, usize, i128)> = Vec::new();
    for who in 0..network.who.len() {
        for cells in network.profiles.by_concept(who) {
            let values = cells.iter().map(|cell| cell_value(&network.levels, mode, *cell));
            sums.push((who, cells[0].what, values.sum()));
        }
    }
    let mut rows = vec![0; network.who.len()];
    let mut columns = vec![0; network.what.len()];
    for &(who, what, sum) in &sums {
        let part = |all: u64| match mode {
            TwoMode::Ignore => sum,
            TwoMode::Subtract => i128::from(all),
            TwoMode::Combine => 1,
        };
        let (row, column) = (network.profiles.of_row(who), network.profiles.of_column(what));
        if mode == TwoMode::Subtract {
            (rows[who], columns[what]) = (part(row), part(column));
        } else {
            rows[who] += part(row);
            columns[what] += part(column);
        }
    }
    let weigh = |(from, to, numerator)| {
        let denominator = match network.options.normalisation {
            Normalisation::Activity => rows[from],
            Normalisation::Prominence => columns[to],
            _ => 1,
        };
        Tie { from, to, weight: Exact { numerator, denominator } }
    };
    let ties = sums.into_iter().filter(|(.., sum)| *sum != 0).map(weigh);
    ties.collect()
}

fn cell_value(levels: &Levels, mode: TwoMode, cell: Cell) -> i128 {
    let count = i128::from(cell.count);
    match mode {
        TwoMode::Ignore => count,
        TwoMode::Subtract => count * levels.side(cell.level),
        TwoMode::Combine => combined(levels, cell.level),
    }
}

/// Returns what a level adds to a combination of levels.
pub(super) fn combined(levels: &Levels, level: usize) -> i128 {
    1 << (levels.count() - 1 - level)
}
