//! The backbone of a network: the concepts without which it would be another.

mod search;

pub use search::Backbone;
pub use search::Size;

use std::collections::BTreeSet;

use rayon::prelude::IntoParallelRefIterator;
use rayon::prelude::ParallelIterator;

use super::Method;
use super::Network;
use super::part::Part;
use crate::projection::measures;

/// A concept that is taken out.
#[derive(Clone, Debug, PartialEq)]
pub struct Removal {
    /// The concept.
    pub what: String,
    /// How far the network of those that are left is from the whole.
    pub loss: f64,
    /// How far the network of those taken out, this among them, is from the whole.
    pub loss_of_removed: f64,
}

impl Network {
    /// Takes the concepts out one by one, each time the one whose removal changes the network of who speaks least, of several the
    /// first. How much it changes is told by the spectra of the two networks' Laplacians, each scaled to a sum of 1: Σ |λ − μ|.
    /// (Leifeld's nested backbone. DNA compares degrees, as it does not subtract the weights.) It takes the time of so many
    /// networks as half the square of the number of concepts. A network of two modes has none.
    pub fn nested_backbone(&self) -> Vec<Removal> {
        if matches!(self.options.method, Method::TwoMode(_)) {
            return Vec::new();
        }
        let whole = self.spectrum(&BTreeSet::new(), false);
        let mut removed = BTreeSet::new();
        let mut left: Vec<usize> = (0..self.what.len()).collect();
        let mut removals = Vec::new();
        while !left.is_empty() {
            let loss = |&concept: &usize| {
                let mut without = removed.clone();
                without.insert(concept);
                (measures::loss(&whole, &self.spectrum(&without, false)), concept)
            };
            let losses: Vec<(f64, usize)> = left.par_iter().map(loss).collect();
            let least = losses.into_iter().reduce(|best, next| {
                // Rounding must not choose between losses that are the same.
                if next.0 < best.0 - 1e-12 { next } else { best }
            });
            let Some((loss, concept)) = least else { break };
            removed.insert(concept);
            left.retain(|other| *other != concept);
            let loss_of_removed = measures::loss(&whole, &self.spectrum(&removed, true));
            removals.push(Removal { what: self.what[concept].clone(), loss, loss_of_removed });
        }
        removals
    }

    /// Returns the spectrum of the network without some concepts, or of them only; all who speak stay.
    fn spectrum(&self, concepts: &BTreeSet<usize>, only: bool) -> Vec<f64> {
        let is_wanted = |place: &usize| concepts.contains(&self.statements.cell(*place).1) == only;
        let places = (0..self.statements.len()).filter(is_wanted).collect();
        let part = self.part(&Part { all_names: true, ..Part::of(places) });
        measures::spectrum(&part.matrix(), self.options.dna)
    }

    /// Returns all weights as a matrix: of who speaks with who speaks, or with concepts. It has a cell for each pair.
    #[expect(clippy::cast_precision_loss, reason = "weights are smaller than that")]
    pub fn matrix(&self) -> Vec<Vec<f64>> {
        let is_one_mode = matches!(self.options.method, Method::OneMode(_));
        let width = if is_one_mode { self.who.len() } else { self.what.len() };
        let mut matrix = vec![vec![0.0; width]; self.who.len()];
        for tie in &self.ties {
            let weight = tie.fixed().0 as f64 / 1e6;
            matrix[tie.from][tie.to] = weight;
            if is_one_mode {
                matrix[tie.to][tie.from] = weight;
            }
        }
        matrix
    }
}
