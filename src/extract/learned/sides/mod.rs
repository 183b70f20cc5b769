//! Finds stances with a trained model: rules over words and trees propose freely who may take which side on what,
//! the model weighs each proposal, and those that it trusts are kept.

mod proposals;
mod places;
mod meanings;
mod weighing;
mod counts;
mod extent;
mod judge;

#[cfg(test)]
mod tests;

pub(in crate::extract) use counts::count;
pub use judge::Judge;
pub use proposals::Proposal;
pub use proposals::is_by_rule;

use crate::extract::holders::Holders;
use crate::learn::Vectors;
use crate::model::FoundStance;

use super::scene::Scene;

/// Returns all that may be a stance of a text, each with what tells whether it is one.
pub(in crate::extract) fn proposals(
    scene: &Scene,
    holders: &Holders,
    by_rule: &[FoundStance],
    vectors: &Vectors,
) -> Vec<Proposal> {
    let mut proposals = proposals::proposals(scene, holders, by_rule);
    weighing::weigh(scene, holders, vectors, &mut proposals);
    proposals
}

/// Returns the stances of a text: what the rules find, or where there is a model, what it trusts.
pub(in crate::extract) fn stances(
    proposals: Vec<Proposal>,
    by_rule: Vec<FoundStance>,
    judge: &Judge,
) -> Vec<FoundStance> {
    if judge.is_none() { by_rule } else { judge.kept(proposals) }
}
