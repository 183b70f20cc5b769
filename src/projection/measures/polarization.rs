//! How far actors are from two camps that agree within and disagree between.

use super::adjacency::real;
use super::communities::Order;

/// Up to how many actors every division is looked at.
const EXACT: usize = 20;

/// How often the search begins anew above that.
const TRIALS: u64 = 20;

/// The division of actors into two camps of the same size, or sizes that differ by one, that fits best.
#[derive(Clone, Debug, PartialEq)]
pub struct Polarization {
    /// How far the actors are from it, of 0 to about 1: [`deviation`].
    pub deviation: f64,
    /// The camp of each actor, 0 or 1; the first actor is in camp 0.
    pub camps: Vec<usize>,
    /// Whether every division has been looked at.
    pub exact: bool,
}

/// Finds the best division of actors, of several the first; the worst is what DNA 3.1 finds, which takes the greatest
/// deviation for the greatest polarization. Both matrices are symmetric; their diagonals do not count.
pub fn polarization(
    congruence: &[Vec<f64>],
    conflict: &[Vec<f64>],
    seed: u64,
    worst: bool,
) -> Polarization {
    let count = congruence.len();
    let sign = if worst { -1.0 } else { 1.0 };
    let measure = Measure::new(congruence, conflict, (count.div_ceil(2), count / 2));
    let exact = count <= EXACT;
    let camps = if exact { measure.every(sign) } else { measure.searched(sign, seed) };
    let camps = super::communities::numbered(&camps);
    Polarization { deviation: deviation(congruence, conflict, &camps), camps, exact }
}

/// Returns how far two matrices are from a division into camps in which all agreement, Σ C, is spread over the pairs within
/// camps and all disagreement, Σ F, over those between: the sum of all differences, divided by 2 (Σ C + Σ F). With W pairs
/// within and B between, both ordered, a pair within a camp of n is expected to agree n (n − 1) / W · Σ C / W, and one between camps
/// of n and m to disagree n m / B · Σ F / B.
pub fn deviation(congruence: &[Vec<f64>], conflict: &[Vec<f64>], camps: &[usize]) -> f64 {
    let first = camps.iter().filter(|camp| **camp == 0).count();
    let measure = Measure::new(congruence, conflict, (first, camps.len() - first));
    measure.of(camps)
}

struct Measure<'a> {
    congruence: &'a [Vec<f64>],
    conflict: &'a [Vec<f64>],
    /// What agreement is expected within each camp.
    within: [f64; 2],
    /// What disagreement is expected between them.
    between: f64,
    /// What sums are divided by.
    all: f64,
    sizes: (usize, usize),
}

impl<'a> Measure<'a> {
    fn new(congruence: &'a [Vec<f64>], conflict: &'a [Vec<f64>], sizes: (usize, usize)) -> Self {
        let sum = |matrix: &[Vec<f64>]| -> f64 {
            let rows = matrix.iter().enumerate();
            rows.map(|(own, row)| {
                let others = row.iter().enumerate().filter(|(other, _)| *other != own);
                others.map(|(_, weight)| weight.abs()).sum::<f64>()
            })
            .sum()
        };
        let (agree, disagree) = (sum(congruence), sum(conflict));
        let pairs = |size: usize| real(size) * (real(size) - 1.0);
        let count = sizes.0 + sizes.1;
        let inside = pairs(sizes.0) + pairs(sizes.1);
        let outside = pairs(count) - inside;
        let share = |part: f64, whole: f64, sum: f64| {
            if whole > 0.0 { part / whole * sum / whole } else { 0.0 }
        };
        Self {
            congruence,
            conflict,
            within: [sizes.0, sizes.1].map(|size| share(pairs(size), inside, agree)),
            between: share(real(sizes.0) * real(sizes.1), outside, disagree),
            all: 2.0 * (agree + disagree),
            sizes,
        }
    }

    /// Returns how far a pair is from what is expected of it.
    fn pair(&self, one: usize, other: usize, camps: (usize, usize)) -> f64 {
        let (agree, disagree) = (self.congruence[one][other], self.conflict[one][other]);
        if camps.0 == camps.1 {
            (agree - self.within[camps.0]).abs() + disagree.abs()
        } else {
            agree.abs() + (disagree - self.between).abs()
        }
    }

    fn of(&self, camps: &[usize]) -> f64 {
        let mut sum = 0.0;
        for one in 0..camps.len() {
            for other in 0..one {
                sum += 2.0 * self.pair(one, other, (camps[one], camps[other]));
            }
        }
        if self.all > 0.0 { sum / self.all } else { 0.0 }
    }

    /// Looks at every division.
    fn every(&self, sign: f64) -> Vec<usize> {
        let count = self.congruence.len();
        let camps_of = |mask: u32| -> Vec<usize> {
            (0..count).map(|actor| usize::from(mask >> actor & 1 == 1)).collect()
        };
        let (mut best, mut least) = (vec![0; count], f64::INFINITY);
        for mask in 0..1_u32 << count {
            let size = usize::try_from(mask.count_ones()).expect("it is at most 32");
            // Where both camps have the same size, each division has a twin.
            if size != self.sizes.1 || (self.sizes.0 == self.sizes.1 && mask & 1 == 1) {
                continue;
            }
            let camps = camps_of(mask);
            let found = sign * self.of(&camps);
            if found < least - 1e-12 {
                (best, least) = (camps, found);
            }
        }
        best
    }

    /// Exchanges actors of the two camps as long as that helps, from several beginnings.
    fn searched(&self, sign: f64, seed: u64) -> Vec<usize> {
        let count = self.congruence.len();
        let (mut best, mut least) = (Vec::new(), f64::INFINITY);
        for trial in 0..TRIALS {
            let mut order = Order(seed.wrapping_add(trial));
            let mut actors: Vec<usize> = (0..count).collect();
            order.shuffle(&mut actors);
            let mut camps = vec![0; count];
            for actor in &actors[self.sizes.0..] {
                camps[*actor] = 1;
            }
            while self.exchanged(&mut camps, &actors, sign) {}
            let found = sign * self.of(&camps);
            if found < least - 1e-12 {
                (best, least) = (camps, found);
            }
        }
        best
    }

    /// Goes through all pairs once, and returns whether an exchange helped.
    fn exchanged(&self, camps: &mut [usize], actors: &[usize], sign: f64) -> bool {
        let mut has_helped = false;
        for (place, &one) in actors.iter().enumerate() {
            for &other in &actors[place + 1..] {
                if camps[one] != camps[other] && sign * self.gain(camps, one, other) < -1e-12 {
                    camps.swap(one, other);
                    has_helped = true;
                }
            }
        }
        has_helped
    }

    /// Returns by how much the sum changes if two actors change camps.
    fn gain(&self, camps: &[usize], one: usize, other: usize) -> f64 {
        let (left, right) = (camps[one], camps[other]);
        let thirds = (0..camps.len()).filter(|third| *third != one && *third != other);
        let change = |third: usize| {
            let camp = camps[third];
            self.pair(one, third, (right, camp)) - self.pair(one, third, (left, camp))
                + self.pair(other, third, (left, camp))
                - self.pair(other, third, (right, camp))
        };
        thirds.map(change).sum()
    }
}
