//! Logistic regression in training: how likely something is, from features that are there or not.
//!
//! Steps shrink by the squares of past gradients (the adaptive gradients of Duchi, Hazan & Singer 2011). Only additions,
//! multiplications, divisions and square roots are used, which IEEE 754 rounds alike on every machine.

use std::collections::HashMap;

use super::model;

/// How far a step goes. From 0.02 to 0.03 the best F1 is reached in parts that were not learned from; at 0.15, what was learned
/// fits the examples too well.
const RATE: f64 = 0.03;
/// How hard a weight is drawn to nothing at each step.
const DECAY: f64 = 1e-5;
/// Weights are kept in parts of one.
const UNIT: f64 = 65536.0;

/// Weights in training, one for each feature.
#[derive(Debug)]
pub struct Logistic {
    rate: f64,
    decay: f64,
    places: HashMap<u64, usize>,
    weights: Vec<Weight>,
    runs: u32,
}

#[derive(Clone, Copy, Debug, Default)]
struct Weight {
    value: f64,
    /// The values of ended runs, added up.
    ended: f64,
    squares: f64,
    uses: u32,
}

impl Default for Logistic {
    fn default() -> Self {
        Self::new()
    }
}

impl Logistic {
    /// Returns a trainer without weights.
    pub fn new() -> Self {
        Self::with(RATE, DECAY)
    }

    /// Returns a trainer without weights that goes in such steps, and draws weights to nothing so hard.
    pub fn with(rate: f64, decay: f64) -> Self {
        Self { rate, decay, places: HashMap::new(), weights: Vec::new(), runs: 0 }
    }

    /// Learns from one example whether what its features tell is so.
    pub fn learn(&mut self, features: &[u64], is_so: bool) {
        let places: Vec<usize> = features.iter().map(|&feature| self.place(feature)).collect();
        let sum: f64 = places.iter().map(|&place| self.weights[place].value).sum();
        let gradient = chance(sum) - if is_so { 1.0 } else { 0.0 };
        for place in places {
            let weight = &mut self.weights[place];
            let gradient = gradient + self.decay * weight.value;
            weight.squares += gradient * gradient;
            weight.value -= self.rate * gradient / (weight.squares.sqrt() + 1e-6);
            weight.uses = weight.uses.saturating_add(1);
        }
    }

    fn place(&mut self, feature: u64) -> usize {
        let next = self.weights.len();
        let place = *self.places.entry(feature).or_insert(next);
        if place == next {
            self.weights.push(Weight::default());
        }
        place
    }

    /// Begins again from nothing. The model is the average of all runs.
    pub fn restart(&mut self) {
        self.runs += 1;
        for weight in &mut self.weights {
            weight.ended += weight.value;
            (weight.value, weight.squares) = (0.0, 0.0);
        }
    }

    /// Returns the model of two classes, no and yes: the weights of features that were seen at least so often.
    pub fn freeze(&self, min_uses: u32) -> Vec<u8> {
        let runs = f64::from(self.runs.max(1));
        let mut rows: Vec<(u64, Vec<(usize, i64)>)> = Vec::with_capacity(self.weights.len());
        #[expect(clippy::iter_over_hash_type, reason = "the rows are sorted afterwards")]
        for (&feature, &place) in &self.places {
            let weight = self.weights[place];
            #[expect(clippy::cast_possible_truncation, reason = "weights are small")]
            let value = ((weight.ended + weight.value) / runs * UNIT) as i64;
            if weight.uses >= min_uses && value != 0 {
                rows.push((feature, vec![(1, value)]));
            }
        }
        rows.sort_unstable();
        model::write(2, &rows)
    }
}

/// Returns the logistic function of a sum.
fn chance(sum: f64) -> f64 {
    1.0 / (1.0 + exponential(-sum.clamp(-30.0, 30.0)))
}

/// Returns e to a power between -30 and 30: a power of two times a Taylor sum near zero.
fn exponential(power: f64) -> f64 {
    const TERMS: u32 = 14;
    let twos = (power * std::f64::consts::LOG2_E).round();
    let rest = power - twos * std::f64::consts::LN_2;
    let mut term = 1.0;
    let mut sum = 1.0;
    for number in 1..TERMS {
        term *= rest / f64::from(number);
        sum += term;
    }
    #[expect(clippy::cast_possible_truncation, reason = "the power is small")]
    let twos = twos as i32;
    (0..twos.abs()).fold(sum, |sum, _| if twos > 0 { sum * 2.0 } else { sum * 0.5 })
}

#[cfg(test)]
mod tests {
    use super::Logistic;
    use super::exponential;
    use crate::learn::Linear;
    use crate::learn::Model;

    #[test]
    fn powers_are_near_enough() {
        for power in [-30.0, -3.7, -0.2, 0.0, 0.1, 1.0, 12.5, 30.0_f64] {
            let error = exponential(power) / power.exp() - 1.0;
            assert!(error.abs() < 1e-12, "{power}: {error}");
        }
    }

    #[test]
    fn what_is_more_often_so_scores_higher() {
        let mut trainer = Logistic::new();
        for round in 0..400_u64 {
            trainer.learn(&[1, 10 + round % 3], round % 4 != 0);
            trainer.learn(&[2, 10 + round % 3], round % 4 == 0);
        }
        let model = Model::read(trainer.freeze(2).into()).expect("it was just written");
        let score = |feature: u64| {
            let mut scores = [0; 2];
            model.add_scores(&[feature], &mut scores);
            scores[1] - scores[0]
        };
        assert!(score(1) > 0 && score(2) < 0 && score(3) == 0);
    }
}
