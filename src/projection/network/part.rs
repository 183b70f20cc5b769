//! A network of some of the statements of another, each with a weight of its own where they have one.

use std::sync::Arc;
use std::sync::OnceLock;

use super::Method;
use super::Network;
use super::divisors::Divisors;
use super::levels::Levels;
use super::profiles::Profiles;
use super::ties;

/// Which part of a network is wanted.
#[derive(Clone, Debug, Default)]
pub(super) struct Part {
    /// Where its statements stand, in their order.
    pub(super) places: Vec<usize>,
    /// Whether those without a statement stay.
    pub(super) all_names: bool,
    /// How much each statement counts; 1 where nothing is said.
    pub(super) masses: Option<Masses>,
    /// Other levels, and which of them each level is.
    pub(super) levels: Option<(Levels, Vec<usize>)>,
}

/// How much statements count, in billionths, and the roots of that.
#[derive(Clone, Debug, Default)]
pub(super) struct Masses {
    pub(super) values: Vec<u32>,
    pub(super) roots: Vec<u32>,
}

impl Masses {
    /// Returns what counts in sums: in one mode, pairs of statements count the product of roots.
    pub(super) fn in_sums(&self, method: Method) -> &[u32] {
        match method {
            Method::OneMode(_) => &self.roots,
            Method::TwoMode(_) => &self.values,
        }
    }
}

impl Part {
    pub(super) fn of(places: Vec<usize>) -> Self {
        Self { places, ..Self::default() }
    }
}

impl Network {
    /// Returns the network of the same statements, counted anew.
    pub fn again(&self) -> Arc<Self> {
        self.part(&Part { all_names: true, ..Part::of((0..self.statements.len()).collect()) })
    }

    /// Returns the network of some of its statements.
    pub(super) fn part(&self, part: &Part) -> Arc<Self> {
        let mut statements = self.statements.at(&part.places);
        let (mut who, mut what) = (self.who.clone(), self.what.clone());
        if !part.all_names && !self.options.isolates {
            let cells = || (0..statements.len()).map(|place| statements.cell(place));
            let (left, new_who) = remaining(&who, cells().map(|(who, ..)| who));
            let (right, new_what) = remaining(&what, cells().map(|(_, what, _)| what));
            statements.renumber(|(who, what, level)| (left[who], right[what], level));
            (who, what) = (new_who, new_what);
        }
        let mut levels = self.levels.clone();
        if let Some((others, places)) = &part.levels {
            statements.renumber(|(who, what, level)| (who, what, places[level]));
            levels = others.clone();
        }
        let masses = part.masses.clone();
        let profiles = Profiles::new(
            &statements,
            (who.len(), what.len()),
            masses.as_ref(),
            self.options.method,
        );
        let mut network = Self {
            statements,
            who,
            what,
            ties: Vec::new(),
            options: self.options.clone(),
            levels,
            profiles,
            masses,
            divisors: Divisors::default(),
            ranks: OnceLock::new(),
        };
        network.divisors = Divisors::of(&network);
        network.ties = ties::all(&network);
        Arc::new(network)
    }

    /// Returns how much a statement counts in a sum: 1, or billionths.
    pub(super) fn mass(&self, place: usize) -> i128 {
        let masses = self.masses.as_ref();
        masses.map_or(1, |masses| i128::from(masses.in_sums(self.options.method)[place]))
    }

    /// Returns what a statement that counts in full counts: 1, or a billion.
    pub(super) fn unit(&self) -> i128 {
        if self.masses.is_some() { 1_000_000_000 } else { 1 }
    }
}

/// Returns the new place of each name of which something is left, and these names.
fn remaining(names: &[String], left: impl Iterator<Item = usize>) -> (Vec<usize>, Vec<String>) {
    let mut places = vec![usize::MAX; names.len()];
    for place in left {
        places[place] = 0;
    }
    let mut kept = Vec::new();
    for (place, name) in places.iter_mut().zip(names) {
        if *place == 0 {
            *place = kept.len();
            kept.push(name.clone());
        }
    }
    (places, kept)
}
