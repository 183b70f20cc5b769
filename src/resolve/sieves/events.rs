//! Events by their kind: "the vote" and "the poll" are the elections that their date fits.
//!
//! > the **parliamentary elections** … the **vote**; the elections **of 2021** … these of **2023**

use crate::model::EntityType;
use crate::model::Resolution;
use crate::model::WordClass;

use crate::resolve::cast::Cast;
use crate::resolve::cast::Determiner;
use crate::resolve::passage::Passage;

use super::descriptions::is_of_number;

/// How many events before are looked at, the nearest first.
const WINDOW: usize = 16;

/// Joins a definite event without words that tell which with the nearest of its kind that its date and place fit.
pub(super) fn join(passage: Passage, cast: &mut Cast) {
    let mut elections: Vec<usize> = Vec::new();
    for index in cast.in_order() {
        let head = cast.candidates[index].head.clone();
        let is_event = match cast.entity_type(index) {
            Some(EntityType::Event) => true,
            // An opinion poll is a work; "the poll" that was not named before is a vote.
            Some(EntityType::Work) => head == "poll" && cast.root(index) == index,
            _ => false,
        };
        if !is_event {
            continue;
        }
        let is_election = matches!(head.as_str(), "election" | "elections");
        if is_plain(passage, cast, index) && (is_election || is_voting(&head)) {
            let fits =
                |&&other: &&usize| cast.may_be_one(index, other) && !cast.are_same(index, other);
            let nearest = elections.iter().rev().take(WINDOW).find(fits).copied();
            let is_settled =
                elections.iter().rev().take(WINDOW).any(|&other| cast.are_same(index, other));
            if let Some(other) = nearest.filter(|_| !is_settled) {
                cast.join(index, other, Resolution::Description, "event-of-kind");
            }
        }
        if is_election && !is_of_number(passage, &cast.candidates[index]) {
            elections.push(index);
        }
    }
}

/// Returns whether a noun means an election where one was named before.
fn is_voting(head: &str) -> bool {
    matches!(head, "vote" | "poll" | "polls" | "ballot" | "voting")
}

/// Returns whether a description is definite and tells by no word of its own which event it is.
fn is_plain(passage: Passage, cast: &Cast, index: usize) -> bool {
    let candidate = &cast.candidates[index];
    let is_loose = |word: &String| {
        passage.lexicon.names.of(word).has(WordClass::LooseModifier) || word.parse::<u16>().is_ok()
    };
    let says_whose = candidate
        .complement
        .is_some_and(|other| cast.entity_type(other) != Some(EntityType::Place));
    candidate.is_described
        && candidate.determiner == Determiner::Definite
        && candidate.modifiers.iter().all(is_loose)
        && !says_whose
        && !is_of_number(passage, candidate)
}
