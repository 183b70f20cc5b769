//! Descriptions beside a name, as the tree of the sentence has them: appositions.
//!
//! > One **senator**, **Eduardo Bhatia**, said …; **Microsoft**, a **company** from Redmond, sold …

use std::collections::BTreeMap;

use crate::model::Resolution;

use crate::resolve::cast::Cast;
use crate::resolve::passage::Passage;
use crate::resolve::trees;

/// Joins a description with the name that it stands in apposition to, in either order.
pub(super) fn join(passage: Passage, cast: &mut Cast) {
    let heads = heads(passage, cast);
    for (&word, &index) in &heads {
        if !passage.analysis.words[word].relation.is("appos") {
            continue;
        }
        let other = trees::parent(passage, word).and_then(|parent| heads.get(&parent).copied());
        if let Some(other) = other {
            join_pair(passage, cast, index, other);
        }
    }
}

/// So many tokens lie between two names in apposition.
const BETWEEN: usize = 8;

/// Returns the longest candidate of each word that is the head of one.
fn heads(passage: Passage, cast: &Cast) -> BTreeMap<usize, usize> {
    let mut heads = BTreeMap::new();
    for index in cast.in_order() {
        if let Some(head) = trees::head_of(passage, &cast.candidates[index].tokens) {
            heads.entry(head).or_insert(index);
        }
    }
    heads
}

/// Joins a description with a name of the same type.
fn join_pair(passage: Passage, cast: &mut Cast, index: usize, other: usize) {
    let [one, two] = [index, other].map(|index| cast.candidates[index].is_described);
    let (described, named) = if one { (index, other) } else { (other, index) };
    let types = [described, named].map(|index| cast.entity_type(index));
    // A description that is already somebody else's is left alone.
    let is_free = !cast.facts(described).is_named;
    if one != two
        && is_free
        && types[0].is_some()
        && types[0] == types[1]
        && are_beside(passage, cast, index, other)
    {
        cast.join(described, named, Resolution::Description, "apposition-in-tree");
    }
}

/// Returns whether two stand near each other in one line, with no colon between them.
fn are_beside(passage: Passage, cast: &Cast, index: usize, other: usize) -> bool {
    let [one, two] = [index, other].map(|index| &cast.candidates[index].tokens);
    let between = one.end.min(two.end)..one.start.max(two.start);
    let Some(span) = passage.span(between.clone()) else { return false };
    let words = span.of(passage.text);
    between.len() <= BETWEEN && words.starts_with(',') && !words.contains(['\n', ':'])
}
