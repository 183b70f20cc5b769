//! Sieves: small rules that find which words of a document mean the same, the surest first.
//!
//! Each takes the cast as the ones before left it and joins what it is sure of; what none joins stays apart.

mod same_names;
mod acronyms;
mod persons;
mod short_forms;
mod posts;
mod appositions;
mod descriptions;
mod events;
mod kinds;
mod countries;

use super::cast::Cast;
use super::passage::Passage;

/// A rule that joins candidates.
type Sieve = fn(Passage, &mut Cast);

const SIEVES: &[Sieve] = &[
    same_names::join,
    acronyms::join_defined,
    acronyms::join_known,
    persons::join_shorter,
    short_forms::join,
    acronyms::join_initials,
    posts::type_bodies,
    posts::join_appositions,
    appositions::join,
    descriptions::join,
    events::join,
    kinds::join,
    countries::join,
];

/// Joins the candidates of a cast that mean the same.
pub(super) fn run(passage: Passage, cast: &mut Cast) {
    for sieve in SIEVES {
        sieve(passage, cast);
    }
}

/// Returns the named candidates in the order of the text.
fn named(cast: &Cast) -> Vec<usize> {
    cast.in_order().into_iter().filter(|&index| !cast.candidates[index].is_described).collect()
}
