//! Affiliations: posts and memberships, from titles, from what stands beside a name, from sentences that say
//! so, and from posts whose body is named elsewhere in the document.
//!
//! > **Deputy Minister of Foreign Affairs of Kazakhstan** *Roman Vasilenko*; *Mger Sahakyan*, **Director of
//! > the Council**; *Jane Roe* **serves as envoy of the Quartet**; **President** *Smith* where one country is named

mod grammar;
mod nouns;
mod in_front;
mod posts;
mod beside;
mod near;
mod pronouns;
mod blocks;
mod elsewhere;

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::ops::Range;

use crate::model::Confidence;
use crate::model::EntityType;
use crate::model::Span;

use super::cast::Cast;
use super::passage::Passage;

pub(super) use blocks::Blocks;
pub(super) use blocks::find as blocks;
pub(super) use near::tell_persons;

/// A person's post, as candidates.
pub(super) struct FoundAffiliation {
    pub(super) person: usize,
    pub(super) role: Option<String>,
    pub(super) body: usize,
    pub(super) span: Span,
    pub(super) confidence: Confidence,
    pub(super) rule: &'static str,
}

/// A post of which the words beside it name no body.
struct OpenPost {
    person: usize,
    /// The words of the post without its body, as tokens.
    words: Range<usize>,
    role: String,
}

/// Finds the posts of all persons, each once; what the words beside a post do not tell is looked for elsewhere.
pub(super) fn find(passage: Passage, cast: &Cast, blocks: Blocks) -> Vec<FoundAffiliation> {
    let mut found = Vec::new();
    let mut open = Vec::new();
    let is_person = |index: &usize| cast.entity_type(*index) == Some(EntityType::Person);
    let persons: Vec<usize> = cast.in_order().into_iter().filter(is_person).collect();
    for &index in &persons {
        posts::find(passage, cast, index, &mut found, &mut open);
        beside::find(passage, cast, index, &mut found, &mut open);
    }
    let mut told = Told::of(cast, &found);
    let mut near = pronouns::find(passage, cast);
    for index in persons {
        near::find(passage, cast, index, &mut near, &mut open);
    }
    found.extend(near.into_iter().filter(|post| told.add(cast, post)));
    found.extend(blocks.posts.into_iter().filter(|post| told.add(cast, post)));
    open.extend(blocks.open);
    found.retain(|post| is_given(passage, cast, post));
    let mut more = elsewhere::find(passage, cast, &open, &found);
    found.append(&mut more);
    once(cast, found)
}

/// Returns whether a body can give a post: no place gives a profession, no country what companies give.
fn is_given(passage: Passage, cast: &Cast, post: &FoundAffiliation) -> bool {
    let names = &passage.lexicon.names;
    let noun = post.role.as_deref().map(elsewhere::head).unwrap_or_default();
    let is_place = cast.entity_type(post.body) == Some(EntityType::Place);
    let is_country = cast.facts(post.body).is_country;
    // "**Florida** attorney"; a District Attorney is the county's.
    let is_lawyer = post.role.as_deref() == Some("attorney");
    let is_of_company = names.is_post_of_company(&noun);
    let is_elsewhere = is_country || post.rule == "name-of";
    !(is_place && (is_lawyer || names.is_profession(&noun) || is_of_company && is_elsewhere))
}

/// Which nouns for posts are told of a person and a body.
struct Told {
    nouns: BTreeMap<(usize, usize), BTreeSet<String>>,
}

impl Told {
    fn of(cast: &Cast, found: &[FoundAffiliation]) -> Self {
        let mut told = Self { nouns: BTreeMap::new() };
        for post in found {
            told.add(cast, post);
        }
        told
    }

    /// Adds a post, and returns whether it tells anything new: another noun, or somebody's first post with the body.
    fn add(&mut self, cast: &Cast, post: &FoundAffiliation) -> bool {
        let nouns = self.nouns.entry((cast.root(post.person), cast.root(post.body))).or_default();
        let noun = post.role.as_deref().map(elsewhere::head).unwrap_or_default();
        let is_first = nouns.is_empty();
        nouns.insert(noun) && (is_first || post.role.is_some())
    }
}

/// Keeps each post once, the first that says it.
fn once(cast: &Cast, found: Vec<FoundAffiliation>) -> Vec<FoundAffiliation> {
    let mut seen = BTreeSet::new();
    let is_new = |post: &FoundAffiliation| {
        let role = post.role.as_deref().map(str::to_lowercase);
        seen.insert((cast.root(post.person), role, cast.root(post.body)))
    };
    found.into_iter().filter(is_new).collect()
}

/// Returns whether a candidate can have posts: a body or a place, or a group with a name.
fn is_body(cast: &Cast, index: usize) -> bool {
    matches!(cast.entity_type(index), Some(EntityType::Organization | EntityType::Place))
        || (cast.entity_type(index) == Some(EntityType::Group)
            && !cast.candidates[index].is_described)
}

fn text(passage: Passage, tokens: Range<usize>) -> Option<String> {
    Some(super::forms::tidy(passage.span(tokens)?.of(passage.text)))
}
