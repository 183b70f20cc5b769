//! The country of a post of state: the country that the document names for it, or the one that it speaks of most.
//!
//! > **President** Smith met President Roy of Canada. The **United States** …

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use super::Body;
use super::head;
use crate::model::WordClass;
use crate::resolve::affiliations::FoundAffiliation;
use crate::resolve::affiliations::OpenPost;
use crate::resolve::affiliations::grammar;
use crate::resolve::cast::Cast;
use crate::resolve::forms;
use crate::resolve::passage::Passage;

/// The countries that a document names, and who holds which post of which.
pub(super) struct Countries {
    /// Each country with how much the document speaks of it, in the order of the first mention.
    weights: BTreeMap<usize, u32>,
    /// Posts that a country has once, with the country and the holder.
    taken: BTreeSet<(String, usize, usize)>,
}

impl Countries {
    pub(super) fn new(passage: Passage, cast: &Cast, found: &[FoundAffiliation]) -> Self {
        let mut countries = Self { weights: weights(passage, cast), taken: BTreeSet::new() };
        for post in found {
            countries.take(cast, post.role.as_deref().unwrap_or_default(), post.body, post.person);
        }
        countries
    }

    fn take(&mut self, cast: &Cast, role: &str, body: usize, person: usize) {
        if is_former(role) {
            return;
        }
        self.taken.insert((single(role), cast.root(body), cast.root(person)));
    }

    /// Returns the country of a post of state.
    pub(super) fn of(&mut self, passage: Passage, cast: &Cast, post: &OpenPost) -> Option<Body> {
        if !is_of_state(passage, post) {
            return None;
        }
        let (role, person) = (single(&post.role), cast.root(post.person));
        let is_free = |&(&country, _): &(&usize, &u32)| {
            is_former(&post.role)
                || !self.taken.iter().any(|(other, place, holder)| {
                    *other == role && *place == country && *holder != person
                })
        };
        let free: Vec<(usize, u32)> = self
            .weights
            .iter()
            .filter(is_free)
            .map(|(&country, &weight)| (country, weight))
            .collect();
        let (country, rule, certainty) = match free.as_slice() {
            [] => return None,
            &[(only, _)] if self.weights.len() == 1 => (only, "only-country", 60),
            &[(only, _)] => (only, "country-left", 55),
            several => (most(several)?, "main-country", 50),
        };
        self.take(cast, &post.role, country, post.person);
        Some((country, rule, certainty))
    }
}

/// Returns the country that a document speaks of clearly more than of the others.
fn most(countries: &[(usize, u32)]) -> Option<usize> {
    let &(most, weight) =
        countries.iter().max_by_key(|&&(country, weight)| (weight, std::cmp::Reverse(country)))?;
    let is_clear = |&(country, other): &(usize, u32)| country == most || other * 3 <= weight * 2;
    countries.iter().all(is_clear).then_some(most)
}

fn is_former(role: &str) -> bool {
    let lower = role.to_lowercase();
    lower.split([' ', '-']).any(|word| matches!(word, "former" | "ex" | "late" | "then"))
}

/// Returns a post without what makes no difference: "president", "vice president", "foreign minister".
fn single(role: &str) -> String {
    let lower = role.to_lowercase();
    let head = head(role);
    let kinds: Vec<&str> = lower
        .split(' ')
        .filter(|word| matches!(*word, "vice" | "deputy" | "prime" | "first" | "foreign" | "crown"))
        .collect();
    format!("{} {head}", kinds.join(" "))
}

/// Returns whether a post is one of a state: "President", "Prime Minister", "Deputy Secretary of State".
fn is_of_state(passage: Passage, post: &OpenPost) -> bool {
    const PARTS: &[WordClass] = &[
        WordClass::StateRole,
        WordClass::RoleModifier,
        WordClass::Portfolio,
        WordClass::Article,
        WordClass::Preposition,
    ];
    let mut words = post.words.clone();
    let has_role =
        words.any(|at| passage.has(at, WordClass::StateRole) || passage.lower(at) == "secretary");
    let is_part = |at: usize| {
        passage.classes(at).has_any(PARTS)
            || matches!(passage.lower(at).as_ref(), "secretary" | "and" | "," | "/" | "-")
    };
    let is_general = post.role.to_lowercase().contains("secretary general")
        || post.role.to_lowercase().contains("general secretary")
        || post.role.to_lowercase().contains("press secretary");
    has_role && !is_general && post.words.clone().all(is_part) && !follows_name(passage, post)
}

/// Returns whether capitals or a bracket stand right before a post, which may be an unknown body's name.
fn follows_name(passage: Passage, post: &OpenPost) -> bool {
    let Some(before) = post.words.start.checked_sub(1) else { return false };
    let is_small = !passage.word(post.words.start).starts_with(char::is_uppercase);
    is_small
        && (passage.word(before) == ")" || passage.word(before).starts_with(char::is_uppercase))
}

/// Weighs the countries by how often they are named, are what their people are called by, or do something.
fn weights(passage: Passage, cast: &Cast) -> BTreeMap<usize, u32> {
    let mut weights: BTreeMap<usize, u32> = BTreeMap::new();
    for index in cast.in_order() {
        let candidate = &cast.candidates[index];
        if !cast.facts(index).is_country || candidate.is_described {
            continue;
        }
        let subject = grammar::head_word(passage, candidate.tokens.clone())
            .is_some_and(|word| grammar::base(passage, word) == "nsubj");
        *weights.entry(cast.root(index)).or_default() += if subject { 4 } else { 2 };
    }
    for at in 0..passage.len() {
        if !passage.has(at, WordClass::Demonym) {
            continue;
        }
        let country = passage.lexicon.registry.country_of(&passage.lower(at));
        let named = country.and_then(|country| cast.with_key(&forms::fold(&country.name)));
        if let Some(weight) = named.and_then(|named| weights.get_mut(&cast.root(named))) {
            *weight += 1;
        }
    }
    weights
}
