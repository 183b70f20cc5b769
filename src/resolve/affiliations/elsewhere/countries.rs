//! The country of a post of state that no words beside it tell.
//!
//! A document tells the country of others' posts and leaves out that of its own: the home country, which acts in it.
//!
//! > **President** Smith met President Roy of Canada. The **United States** …

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::ops::Range;

use super::Body;
use super::head;
use crate::model::EntityType;
use crate::model::WordClass;
use crate::resolve::affiliations::FoundAffiliation;
use crate::resolve::affiliations::OpenPost;
use crate::resolve::affiliations::grammar;
use crate::resolve::affiliations::posts;
use crate::resolve::cast::Cast;
use crate::resolve::forms;
use crate::resolve::passage::Passage;

/// The countries that a document names, and who holds which post of which.
pub(super) struct Countries {
    /// Each country, in the order of the first mention.
    weights: BTreeMap<usize, Weight>,
    /// How much the country acts that the document tells most by its people and bodies and never names.
    unnamed: u32,
    /// The country whose posts the document need not tell.
    home: Option<usize>,
    /// The holders of each post that a country has once.
    taken: BTreeMap<(String, usize), BTreeSet<usize>>,
}

/// How much a document speaks of a country.
#[derive(Clone, Copy, Default)]
struct Weight {
    /// In all.
    mentions: u32,
    /// As one that acts and has, more than as where something happens.
    acts: u32,
}

impl Weight {
    fn all(self) -> u32 {
        self.mentions + self.acts
    }
}

impl Countries {
    pub(super) fn new(passage: Passage, cast: &Cast, found: &[FoundAffiliation]) -> Self {
        let (weights, unnamed) = weights(passage, cast);
        let told = found.iter().filter(|post| is_told(post)).map(|post| cast.root(post.body));
        let home = home(&weights, &told.collect()).filter(|home| weights[home].all() >= unnamed);
        let mut countries = Self { weights, unnamed, home, taken: BTreeMap::new() };
        for post in found {
            countries.take(cast, post.role.as_deref().unwrap_or_default(), post.body, post.person);
        }
        countries
    }

    fn take(&mut self, cast: &Cast, role: &str, body: usize, person: usize) {
        if !is_former(role) {
            let holders = self.taken.entry((single(role), cast.root(body))).or_default();
            holders.insert(cast.root(person));
        }
    }

    /// Returns the country of a post of state.
    pub(super) fn of(&mut self, passage: Passage, cast: &Cast, post: &OpenPost) -> Option<Body> {
        let body = self.find(passage, cast, post)?;
        self.take(cast, &post.role, body.0, post.person);
        Some(body)
    }

    fn find(&self, passage: Passage, cast: &Cast, post: &OpenPost) -> Option<Body> {
        if let Some(country) = national(passage, cast, post) {
            return Some((country, "national-post", 75));
        }
        if !is_of_state(passage, post) {
            return None;
        }
        if let &[(only, weight)] = self.weights.iter().collect::<Vec<_>>().as_slice() {
            let (only, all) = (*only, weight.all());
            return (all >= self.unnamed && self.is_free(cast, post, only)).then_some((
                only,
                "only-country",
                60,
            ));
        }
        let home = self.home.filter(|&home| self.is_free(cast, post, home));
        if let Some(home) = home.filter(|_| !is_counterpart(passage, cast, post.person)) {
            return Some((home, "home-country", 60));
        }
        let others = self.weights.iter().filter(|&(&country, _)| {
            self.home != Some(country) && self.is_free(cast, post, country)
        });
        let others: Vec<(usize, u32)> =
            others.map(|(&country, weight)| (country, weight.mentions)).collect();
        clearly_most(&others)
            .filter(|_| self.home.is_some())
            .map(|other| (other, "other-country", 50))
    }

    /// Returns whether nobody else is known to have the post in a country.
    fn is_free(&self, cast: &Cast, post: &OpenPost, country: usize) -> bool {
        let holders = self.taken.get(&(single(&post.role), country));
        let person = cast.root(post.person);
        is_former(&post.role)
            || holders.is_none_or(|holders| holders.len() == 1 && holders.contains(&person))
    }
}

/// Returns whether the words of a post tell its country.
fn is_told(post: &FoundAffiliation) -> bool {
    !matches!(post.rule, "seat" | "ministry")
}

/// Returns the country that acts clearly more than the others; one that posts are told of is rather another's.
fn home(weights: &BTreeMap<usize, Weight>, told: &BTreeSet<usize>) -> Option<usize> {
    let acting =
        weights.iter().filter(|(_, weight)| weight.acts >= FEWEST).map(|(country, weight)| {
            let acts = weight.acts * 3;
            (*country, if told.contains(country) { acts / 3 } else { acts })
        });
    clearly_most(&acting.collect::<Vec<_>>())
}

/// A country that acts less than this is only touched upon.
const FEWEST: u32 = 3;

/// Returns the country with clearly more weight than the others.
fn clearly_most(countries: &[(usize, u32)]) -> Option<usize> {
    let by_weight = |&&(country, weight): &&(usize, u32)| (weight, std::cmp::Reverse(country));
    let &(most, weight) = countries.iter().max_by_key(by_weight)?;
    let is_clear = |&(country, other): &(usize, u32)| country == most || other * 3 <= weight * 2;
    (weight > 0 && countries.iter().all(is_clear)).then_some(most)
}

fn is_former(role: &str) -> bool {
    let lower = role.to_lowercase();
    lower.split([' ', '-']).any(|word| matches!(word, "former" | "ex" | "late" | "then"))
}

/// Returns a post without what makes no difference: "president", "vice president", "foreign minister".
fn single(role: &str) -> String {
    let lower = role.to_lowercase();
    let head = head(role);
    let is_kind =
        |word: &&str| matches!(*word, "vice" | "deputy" | "prime" | "first" | "foreign" | "crown");
    let kinds: Vec<&str> = lower.split(' ').filter(is_kind).collect();
    format!("{} {head}", kinds.join(" "))
}

/// Returns the country that alone has a post by this name, if the document names it: "Secretary of State".
fn national(passage: Passage, cast: &Cast, post: &OpenPost) -> Option<usize> {
    let words: Vec<String> = post.words.clone().map(|at| passage.lower(at).into_owned()).collect();
    let country = passage.lexicon.names.country_of_post(&words.join(" "))?;
    let named = cast.with_key(&forms::fold(country))?;
    cast.facts(named).is_country.then_some(named)
}

/// With these words a president is that of a company, a chamber, a court or a party.
const LESSER: &[&str] = &[
    "senior",
    "executive",
    "senate",
    "house",
    "court",
    "party",
    "union",
    "council",
    "regional",
    "local",
    "associate",
    "county",
    "city",
    "district",
];

fn small(passage: Passage, words: Range<usize>) -> String {
    let words: Vec<_> = words.map(|at| passage.lower(at)).collect();
    words.join(" ")
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
    let is_general = post.words.clone().any(|at| passage.lower(at) == "general");
    let has_role = post.words.clone().any(|at| {
        passage.has(at, WordClass::StateRole)
            || matches!(passage.lower(at).as_ref(), "minister-designate" | "president-elect")
            || is_general && matches!(passage.lower(at).as_ref(), "attorney" | "solicitor")
    });
    let is_part = |at: usize| {
        passage.classes(at).has_any(PARTS)
            || matches!(
                passage.lower(at).as_ref(),
                "attorney"
                    | "solicitor"
                    | "secretary"
                    | "and"
                    | ","
                    | "/"
                    | "-"
                    | "ex-prime"
                    | "minister-designate"
                    | "president-elect"
            )
            || is_place_of_field(passage, at)
    };
    let is_lesser = |at: usize| LESSER.contains(&passage.lower(at).as_ref());
    has_role
        && post.words.clone().all(is_part)
        && !post.words.clone().any(is_lesser)
        && !follows_name(passage, post)
}

/// Returns whether a word names where a minister's field lies: "Minister for the **Middle East**".
fn is_place_of_field(passage: Passage, at: usize) -> bool {
    let word = passage.word(at);
    word.starts_with(char::is_uppercase)
        && (1..=3)
            .any(|back| at.checked_sub(back).is_some_and(|before| passage.lower(before) == "for"))
}

/// Returns whether capitals or a bracket stand right before a post, which may be an unknown body's name.
fn follows_name(passage: Passage, post: &OpenPost) -> bool {
    let Some(before) = post.words.start.checked_sub(1) else { return false };
    let is_small = !passage.word(post.words.start).starts_with(char::is_uppercase);
    is_small
        && (passage.word(before) == ")" || passage.word(before).starts_with(char::is_uppercase))
}

/// Returns whether somebody of another country is met: "She met **with** *President Smith*".
fn is_counterpart(passage: Passage, cast: &Cast, person: usize) -> bool {
    const MEETS: &[&str] = &["meet", "speak", "talk", "call", "welcome", "host", "meeting", "call"];
    let Some(name) = grammar::head_of_titled(passage, cast, person) else { return false };
    let Some(verb) = grammar::head(passage, name) else { return false };
    matches!(grammar::base(passage, name), "obl" | "obj" | "nmod")
        && MEETS.contains(&passage.analysis.lemma(verb))
}

/// Weighs the countries by how often they are named or their people, and by how often they act; and tells how much the
/// country acts that is never named and does so most.
fn weights(passage: Passage, cast: &Cast) -> (BTreeMap<usize, Weight>, u32) {
    let mut weights: BTreeMap<usize, Weight> = BTreeMap::new();
    let mut unnamed: BTreeMap<String, u32> = BTreeMap::new();
    for index in cast.in_order() {
        let candidate = &cast.candidates[index];
        if cast.facts(index).is_country && !candidate.is_described {
            let weight = weights.entry(cast.root(index)).or_default();
            weight.mentions += 2;
            weight.acts += acts(passage, candidate.tokens.clone());
        }
    }
    let mut add = |country: &str, mentions: u32, acts: u32| {
        let named = cast.with_key(&forms::fold(country));
        match named.and_then(|named| weights.get_mut(&cast.root(named))) {
            Some(weight) => {
                weight.mentions += mentions;
                weight.acts += acts;
            }
            None => *unnamed.entry(country.to_owned()).or_default() += acts,
        }
    };
    for at in (0..passage.len()).filter(|&at| passage.has(at, WordClass::Demonym)) {
        if let Some(country) = passage.lexicon.registry.country_of(&passage.lower(at)) {
            add(&country.name, 1, 1);
        }
    }
    for body in cast.in_order() {
        if let Some(country) = country_of_seat(passage, cast, body) {
            add(country, 0, OF_BODY);
        }
    }
    (weights, unnamed.into_values().max().unwrap_or_default())
}

/// Returns how much a country acts where it is named: as a subject most, as where something is not at all.
fn acts(passage: Passage, tokens: Range<usize>) -> u32 {
    let is_placed = tokens.start.checked_sub(1).is_some_and(|before| {
        passage.has(before, WordClass::Preposition) || passage.word(before) == ","
    });
    let word = grammar::head_word(passage, tokens);
    match word.map_or("", |word| grammar::base(passage, word)) {
        "nsubj" => 4,
        "compound" | "amod" => 3,
        "nmod" if !is_placed => 3,
        _ if is_placed => 0,
        _ => 2,
    }
}

/// Returns the country that a body, its seat or a post tells: "the **Kremlin**", "**Foreign Secretary** Roe".
fn country_of_seat<'a>(passage: Passage<'a>, cast: &Cast, index: usize) -> Option<&'a str> {
    let candidate = &cast.candidates[index];
    let title = candidate.title.clone().or_else(|| {
        let is_person = cast.entity_type(index) == Some(EntityType::Person);
        let tokens = posts::with_field(passage, candidate.tokens.clone());
        (candidate.is_described && is_person && tokens.len() > 1).then_some(tokens)
    });
    let names = &passage.lexicon.names;
    match title {
        Some(title) => names.country_of_post(&small(passage, title)),
        None => names.country_of_body(&forms::fold(candidate.span.of(passage.text))),
    }
}

/// A country's body tells more of whose document it is than its name does.
const OF_BODY: u32 = 6;
