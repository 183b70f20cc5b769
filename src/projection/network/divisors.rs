//! What weights are divided by: how long a profile is, and how much a row or a column has.

use super::Exact;
use super::Method;
use super::Network;
use super::Normalisation;
use super::TwoMode;
use super::fixed;
use super::profiles::Cell;
use super::ties;

/// What the divisors of a network are made of. Empty where its normalisation does not need it.
#[derive(Clone, Debug, Default)]
pub(super) struct Divisors {
    /// Σ n² over the concepts of each who speaks.
    lengths: Vec<u64>,
    /// How much each who speaks has, with two modes.
    rows: Vec<i128>,
    /// How much there is of each concept, with two modes.
    columns: Vec<i128>,
}

impl Divisors {
    /// Sums up what the normalisation of a network needs.
    pub(super) fn of(network: &Network) -> Self {
        let mut divisors = Self::default();
        match (network.options.method, network.options.normalisation) {
            (Method::OneMode(_), Normalisation::Cosine) => {
                let all = 0..network.who.len();
                divisors.lengths = all.map(|who| length(network, who)).collect();
            }
            (Method::TwoMode(mode), Normalisation::Activity | Normalisation::Prominence) => {
                divisors.add(network, mode);
            }
            _ => {}
        }
        divisors
    }

    fn add(&mut self, network: &Network, mode: TwoMode) {
        let profiles = &network.profiles;
        self.rows = vec![0; network.who.len()];
        self.columns = vec![0; network.what.len()];
        for who in 0..network.who.len() {
            for cells in profiles.by_concept(who) {
                let what = cells[0].what;
                let part = match mode {
                    TwoMode::Ignore | TwoMode::Subtract => i128::from(ties::total(cells)),
                    TwoMode::Combine => 1,
                };
                self.rows[who] += part;
                self.columns[what] += part;
            }
        }
    }

    /// Returns what a weight between one who speaks and a concept is divided by.
    pub(super) fn of_cell(&self, network: &Network, who: usize, what: usize) -> Exact {
        let numerator = match network.options.normalisation {
            Normalisation::Activity => self.rows[who],
            Normalisation::Prominence => self.columns[what],
            _ => network.unit(),
        };
        Exact { numerator, denominator: 1 }
    }

    /// Returns what a weight between two who speak is divided by, as a fraction.
    pub(super) fn of_pair(&self, network: &Network, from: usize, to: usize) -> Exact {
        let (left, right) = (network.profiles.of_row(from), network.profiles.of_row(to));
        let (left, right) = (i128::from(left), i128::from(right));
        let unit = network.unit();
        let whole = |numerator| Exact { numerator, denominator: 1 };
        match network.options.normalisation {
            Normalisation::Average => Exact { numerator: (left + right) * unit, denominator: 2 },
            Normalisation::DnaCosine => whole(left * right),
            Normalisation::Cosine => Exact {
                numerator: fixed::root_in_millionths(self.lengths[from], self.lengths[to]),
                denominator: 1_000_000,
            },
            Normalisation::Jaccard => whole(left + right - overlap(network, from, to)),
            Normalisation::No | Normalisation::Activity | Normalisation::Prominence => {
                whole(unit * unit)
            }
        }
    }
}

/// Returns Σ n² over the concepts of somebody.
fn length(network: &Network, who: usize) -> u64 {
    let counts = network.profiles.by_concept(who).map(ties::total);
    counts.map(|count| count * count).sum()
}

/// Returns by how much the statements of two exceed DNA's union: at each concept and level that both have, x and y count
/// as x · y.
fn overlap(network: &Network, from: usize, to: usize) -> i128 {
    let mut overlap = 0;
    let both = |one: &Cell, other: &Cell| {
        let (one, other) = (i128::from(one.count), i128::from(other.count));
        one + other - one * other
    };
    for (left, right) in network.profiles.shared(from, to) {
        for one in left {
            let same = right.iter().filter(|other| other.level == one.level);
            overlap += same.map(|other| both(one, other)).sum::<i128>();
        }
    }
    overlap
}
