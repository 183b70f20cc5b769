//! A backbone of so many concepts, or of as many as are worth it: every set of few, simulated annealing among many.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use super::Network;
use crate::projection::measures;
use crate::projection::measures::Order;
use crate::projection::network::Method;

/// Up to how many concepts every set is looked at.
const EXACT: usize = 10;

/// How many sets are tried in one search, and how often it begins anew.
const STEPS: u32 = 1000;
const TRIALS: u64 = 3;

/// How large a backbone is to be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Size {
    /// So many concepts.
    Fixed(usize),
    /// As many as make loss · e^(−p (C − B) / C) least, where C is how many concepts there are and B how many are in the backbone: the
    /// greater p, the fewer.
    Penalty(f64),
}

/// Some concepts, and how much a network of them only is like the whole.
#[derive(Clone, Debug, PartialEq)]
pub struct Backbone {
    /// All concepts, and whether each is in the backbone.
    pub what: Vec<(String, bool)>,
    /// How far the network of the backbone is from the whole.
    pub loss: f64,
    /// How far the network of the other concepts is from the whole.
    pub loss_of_rest: f64,
    /// What was made as small as could be: the loss, or the loss with its penalty.
    pub penalised: f64,
    /// Whether every set was looked at.
    pub exact: bool,
}

impl Network {
    /// Finds a backbone by the loss that [`Network::nested_backbone`] tells: the concepts whose network is most like the whole.
    ///
    /// With a penalty, a backbone leaves out at least one concept that makes a difference: otherwise all of them would have no loss.
    /// (Leifeld's simulated annealing: at step t of T the temperature is 1 − 1 / (1 + e^(5 − 12 t / T)), and what is worse by d is taken
    /// with the probability of the temperature times e^(−d). Here it begins three times, and ends where no addition, removal or
    /// exchange helps.) A network of two modes has none.
    pub fn backbone(&self, size: Size, seed: u64) -> Option<Backbone> {
        if matches!(self.options.method, Method::TwoMode(_)) || self.what.is_empty() {
            return None;
        }
        let mut search = Search::new(self, size);
        let exact = self.what.len() <= EXACT;
        let best = if exact { search.every() } else { search.annealed(seed) };
        let members: BTreeSet<usize> = (0..best.len()).filter(|&place| best[place]).collect();
        let whole = &search.whole;
        Some(Backbone {
            what: self.what.iter().cloned().zip(best.iter().copied()).collect(),
            loss: measures::loss(whole, &self.spectrum(&members, true)),
            loss_of_rest: measures::loss(whole, &self.spectrum(&members, false)),
            penalised: search.cost(&best),
            exact,
        })
    }
}

/// A search among sets of concepts.
struct Search<'network> {
    network: &'network Network,
    size: Size,
    whole: Vec<f64>,
    /// Which concepts make a difference on their own.
    matters: Vec<bool>,
    known: BTreeMap<Vec<bool>, f64>,
}

impl<'network> Search<'network> {
    fn new(network: &'network Network, size: Size) -> Self {
        let whole = network.spectrum(&BTreeSet::new(), false);
        let is_missed = |concept: usize| {
            let without = network.spectrum(&BTreeSet::from([concept]), false);
            measures::loss(&whole, &without) > 1e-9
        };
        let matters = (0..network.what.len()).map(is_missed).collect();
        let count = network.what.len();
        let size = match size {
            Size::Fixed(wanted) => Size::Fixed(wanted.clamp(1, count)),
            penalty @ Size::Penalty(_) => penalty,
        };
        Self { network, size, whole, matters, known: BTreeMap::new() }
    }

    /// Returns what is to be made small; nothing is less than what is not allowed.
    fn cost(&mut self, set: &[bool]) -> f64 {
        let count = set.iter().filter(|is_in| **is_in).count();
        let penalty = match self.size {
            Size::Fixed(wanted) if wanted != count => return f64::INFINITY,
            Size::Fixed(_) => 1.0,
            Size::Penalty(strength) => {
                let has_all =
                    self.matters.iter().zip(set).all(|(matters, is_in)| *is_in || !matters);
                if count == 0 || has_all {
                    return f64::INFINITY;
                }
                let left_out = measures::real(set.len() - count) / measures::real(set.len());
                (-strength * left_out).exp()
            }
        };
        if let Some(loss) = self.known.get(set) {
            return loss * penalty;
        }
        let members = (0..set.len()).filter(|&place| set[place]).collect();
        let loss = measures::loss(&self.whole, &self.network.spectrum(&members, true));
        self.known.insert(set.to_vec(), loss);
        loss * penalty
    }

    /// Looks at every set; of several that are as good, the one with the fewest and first concepts is kept.
    fn every(&mut self) -> Vec<bool> {
        let count = self.network.what.len();
        let mut masks: Vec<u32> = (1..1_u32 << count).collect();
        masks.sort_by_key(|mask| mask.count_ones());
        let (mut best, mut least) = (vec![true; count], f64::INFINITY);
        for mask in masks {
            let set: Vec<bool> = (0..count).map(|place| mask >> place & 1 == 1).collect();
            let cost = self.cost(&set);
            if cost < least - 1e-12 {
                (best, least) = (set, cost);
            }
        }
        best
    }

    fn annealed(&mut self, seed: u64) -> Vec<bool> {
        let (mut best, mut least) = (vec![true; self.network.what.len()], f64::INFINITY);
        for trial in 0..TRIALS {
            let found = self.trial(&mut Order(seed.wrapping_add(trial)));
            let found = self.descended(found);
            let cost = self.cost(&found);
            if cost < least - 1e-12 {
                (best, least) = (found, cost);
            }
        }
        best
    }

    fn trial(&mut self, order: &mut Order) -> Vec<bool> {
        let count = self.network.what.len();
        let wanted = match self.size {
            Size::Fixed(wanted) => wanted,
            Size::Penalty(_) => count.div_ceil(2),
        };
        let mut places: Vec<usize> = (0..count).collect();
        order.shuffle(&mut places);
        let mut set = vec![false; count];
        for &place in &places[..wanted] {
            set[place] = true;
        }
        let mut cost = self.cost(&set);
        for step in 0..STEPS {
            let next = self.moved(&set, order);
            let reached = self.cost(&next);
            let temperature = 1.0 / (1.0 + (12.0 * f64::from(step) / f64::from(STEPS) - 5.0).exp());
            let worse = reached - cost;
            if worse <= 0.0 || order.part() < temperature * (-worse).exp() {
                (set, cost) = (next, reached);
            }
        }
        set
    }

    /// Adds, removes or exchanges a concept; where the size is fixed, only exchanges.
    fn moved(&self, set: &[bool], order: &mut Order) -> Vec<bool> {
        let [inside, outside] = [true, false].map(|is_in| -> Vec<usize> {
            (0..set.len()).filter(|&place| set[place] == is_in).collect()
        });
        let kind = if matches!(self.size, Size::Fixed(_)) { 2 } else { order.below(3) };
        let mut next = set.to_vec();
        if kind != 0 && !inside.is_empty() {
            next[inside[order.below(inside.len())]] = false;
        }
        if kind != 1 && !outside.is_empty() {
            next[outside[order.below(outside.len())]] = true;
        }
        if matches!(self.size, Size::Fixed(_)) && (inside.is_empty() || outside.is_empty()) {
            return set.to_vec();
        }
        next
    }

    /// Changes a set as long as adding, removing or exchanging a concept helps.
    fn descended(&mut self, mut set: Vec<bool>) -> Vec<bool> {
        let mut cost = self.cost(&set);
        loop {
            let (mut best, mut least) = (None, cost - 1e-12);
            for one in 0..set.len() {
                for other in one..set.len() {
                    let mut next = set.clone();
                    next[one] = !next[one];
                    if other != one {
                        if set[one] == set[other] {
                            continue;
                        }
                        next[other] = !next[other];
                    }
                    let reached = self.cost(&next);
                    if reached < least {
                        (best, least) = (Some(next), reached);
                    }
                }
            }
            let Some(next) = best else { return set };
            (set, cost) = (next, least);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Size;
    use crate::projection::network::Method;
    use crate::projection::network::OneMode;
    use crate::projection::network::Options;
    use crate::projection::network::Table;
    use crate::projection::network::TwoMode;
    use crate::projection::network::network;

    /// Ada, Bo and Cy agree on each of some concepts, Dee and Eve on half of them; nobody shares the last.
    fn table(concepts: usize) -> Table {
        let cells = |row: [&str; 3]| row.map(str::to_owned).to_vec();
        let mut rows = vec![cells(["Ada", "nobody's", "1"])];
        for concept in 0..concepts {
            let concept = format!("concept {concept:02}");
            let others = [["Ada", "1"], ["Bo", "1"], ["Cy", "1"], ["Dee", "0"], ["Eve", "0"]];
            let who = others.iter().take(if concept.ends_with(['0', '2', '4']) { 5 } else { 2 });
            rows.extend(who.map(|[who, side]| cells([who, &concept, side])));
        }
        Table { columns: cells(["who", "what", "qualifier"]), rows, ..Table::default() }
    }

    fn check(concepts: usize, size: Size, expected: &[&str], is_exact: bool) {
        let options =
            Options { method: Method::OneMode(OneMode::Congruence), ..Options::default() };
        let network = network(&table(concepts), &options).unwrap();
        let found = network.backbone(size, 1).unwrap();
        let kept = found.what.iter().filter(|(_, is_in)| *is_in);
        let kept: Vec<&str> = kept.map(|(what, _)| what.as_str()).collect();
        assert_eq!((kept.as_slice(), found.exact), (expected, is_exact), "{found:?}");
        assert_eq!(Some(found), network.backbone(size, 1));
    }

    #[test]
    fn a_few_concepts_stand_for_all() {
        // One of each kind has the spectrum of two of each.
        check(4, Size::Fixed(2), &["concept 00", "concept 01"], true);
        check(
            4,
            Size::Fixed(9),
            &["concept 00", "concept 01", "concept 02", "concept 03", "nobody's"],
            true,
        );
        check(4, Size::Penalty(6.0), &["concept 00", "concept 01"], true);
    }

    #[test]
    fn annealing_finds_what_looking_at_all_would() {
        let options =
            Options { method: Method::OneMode(OneMode::Congruence), ..Options::default() };
        let network = network(&table(14), &options).unwrap();
        let found = network.backbone(Size::Fixed(2), 3).unwrap();
        assert!(!found.exact && found.loss < 0.2, "{found:?}");
        assert_eq!(found.what.iter().filter(|(_, is_in)| *is_in).count(), 2);
        let found = network.backbone(Size::Penalty(8.0), 3).unwrap();
        assert!(found.penalised < 0.01, "{found:?}");
    }

    #[test]
    fn two_modes_have_none() {
        let options = Options { method: Method::TwoMode(TwoMode::Ignore), ..Options::default() };
        assert_eq!(network(&table(2), &options).unwrap().backbone(Size::Fixed(1), 1), None);
    }
}
