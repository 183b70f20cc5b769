//! Entities: which of the cast are kept, how they are called, and which words mean them.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::model::Affiliation;
use crate::model::Entity;
use crate::model::EntityType;
use crate::model::Mention;
use crate::model::Resolution;
use crate::model::key;

use super::affiliations::FoundAffiliation;
use super::author;
use super::cast::Cast;
use super::cast::Determiner;
use super::forms;
use super::passage::Passage;
use super::stances::Sided;
use super::statements::Voiced;
use super::voices::Voices;
use super::whole;

/// The ids of the kept entities, by the first candidate of each.
pub(super) type Ids = BTreeMap<usize, String>;

/// Notes who takes part in a finding.
pub(super) fn mark_used(
    voices: &mut Voices,
    voiced: &[Voiced],
    sides: &[Sided],
    posts: &[FoundAffiliation],
) {
    let said = voiced.iter().flat_map(|voiced| voiced.source.iter().chain(&voiced.addressee));
    let sided = sides.iter().flat_map(|sided| sided.holder.iter().chain(&sided.target));
    let mut used: Vec<usize> = said.chain(sided).copied().collect();
    used.extend(voices.author);
    for index in used {
        voices.cast.mark_used(index);
    }
    for post in posts {
        if matters(&voices.cast, post) {
            voices.cast.mark_used(post.body);
        }
    }
}

/// Returns whether a post is that of somebody named, or of somebody who takes part in a finding.
fn matters(cast: &Cast, post: &FoundAffiliation) -> bool {
    let person = cast.facts(post.person);
    person.is_named || person.is_used
}

/// Returns an id for every entity that is kept.
pub(super) fn ids(voices: &Voices) -> Ids {
    let groups = groups(&voices.cast);
    let mut taken = BTreeSet::new();
    let mut ids = Ids::new();
    for (root, members) in groups {
        if !is_kept(&voices.cast, root, &members) {
            continue;
        }
        let entity_type = entity_type(&voices.cast, root);
        let name = name(voices.passage, &voices.cast, &members);
        let mut id = key(16, [entity_type.word(), name.as_str()]);
        if taken.contains(&id) {
            let first = voices.cast.candidates[root].span.start().to_string();
            id = key(16, [entity_type.word(), name.as_str(), first.as_str()]);
        }
        if taken.insert(id.clone()) {
            ids.insert(root, format!("e={id}"));
        }
    }
    ids
}

/// Returns the entities in the order of their first mention.
pub(super) fn write(voices: &Voices, ids: &Ids) -> Vec<Entity> {
    let cast = &voices.cast;
    let groups = groups(cast);
    let mut kept: Vec<(usize, &String)> = ids.iter().map(|(&root, id)| (root, id)).collect();
    let outside = |root: usize| cast.candidates[root].outside.is_some();
    kept.sort_by_key(|&(root, _)| (outside(root), cast.candidates[root].span, root));
    kept.into_iter()
        .map(|(root, id)| {
            let members = groups.get(&root).map(Vec::as_slice).unwrap_or_default();
            Entity {
                id: id.clone(),
                entity_type: entity_type(cast, root),
                name: name(voices.passage, cast, members),
                names: names(voices.passage, cast, members),
                is_named: cast.facts(root).is_named,
                date: cast.facts(root).date,
                place: cast.facts(root).place.and_then(|place| ids.get(&cast.root(place)).cloned()),
            }
        })
        .collect()
}

/// Returns the words that mean kept entities, and those that stay open, in the order of the text.
pub(super) fn mentions(voices: &Voices, ids: &Ids) -> Vec<Mention> {
    let cast = &voices.cast;
    let named = cast.in_order().into_iter().filter_map(|index| {
        let candidate = &cast.candidates[index];
        let entity = ids.get(&cast.root(index))?.clone();
        let (resolution, rule) = (candidate.resolution, candidate.rule);
        Some(Mention { span: candidate.span, entity: Some(entity), resolution, rule })
    });
    let taken_up = voices.taken_up.iter().flat_map(|(&span, (meant, resolution, rule))| {
        let (resolution, rule) = (*resolution, *rule);
        let entities: Vec<Option<String>> = match meant.as_slice() {
            [] => vec![None],
            meant => meant.iter().map(|&index| ids.get(&cast.root(index)).cloned()).collect(),
        };
        entities.into_iter().map(move |entity| {
            let is_open = entity.is_none();
            let resolution = if is_open { Resolution::Open } else { resolution };
            Mention { span, entity, resolution, rule }
        })
    });
    let mut mentions: Vec<Mention> = named.chain(taken_up).collect();
    mentions.sort();
    mentions.dedup();
    mentions
}

/// Returns the affiliations with the ids of their entities.
pub(super) fn affiliations(
    voices: &Voices,
    ids: &Ids,
    posts: Vec<FoundAffiliation>,
) -> Vec<Affiliation> {
    let id = |index: usize| ids.get(&voices.cast.root(index)).cloned();
    let mut seen = BTreeSet::new();
    posts
        .into_iter()
        .filter(|post| matters(&voices.cast, post))
        .filter_map(|post| {
            let (person, organization) = (id(post.person)?, id(post.body));
            let role = post.role.as_deref().map(str::to_lowercase);
            seen.insert((person.clone(), role, organization.clone())).then_some(Affiliation {
                person,
                role: post.role,
                organization,
                span: post.span,
                confidence: post.confidence,
                rule: post.rule,
            })
        })
        .collect()
}

/// Returns all candidates by the first that means the same.
fn groups(cast: &Cast) -> BTreeMap<usize, Vec<usize>> {
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for index in 0..cast.candidates.len() {
        groups.entry(cast.root(index)).or_default().push(index);
    }
    groups
}

/// Returns whether an entity matters: it has a name of a known type, takes part in a finding, or is a
/// definite event, text, place or body.
fn is_kept(cast: &Cast, root: usize, members: &[usize]) -> bool {
    let facts = cast.facts(root);
    if facts.is_used {
        return true;
    }
    let Some(entity_type) = facts.entity_type() else { return false };
    if !facts.is_named && members.iter().any(|&index| cast.candidates[index].is_worth.is_some()) {
        return members.iter().any(|&index| cast.candidates[index].is_worth == Some(true));
    }
    match entity_type {
        EntityType::Group => facts.is_named,
        _ if facts.is_named => true,
        EntityType::Person => false,
        EntityType::Event => {
            members.len() > 1 || members.iter().any(|&index| is_definite(cast, index))
        }
        _ => members.len() > 1,
    }
}

fn is_definite(cast: &Cast, index: usize) -> bool {
    cast.candidates[index].determiner == Determiner::Definite
}

/// Returns the type; an entity of a finding of which nothing else is known is taken for a person.
fn entity_type(cast: &Cast, root: usize) -> EntityType {
    cast.entity_type(root).unwrap_or(EntityType::Person)
}

/// Returns the fullest name: of the named forms the longest, else of the descriptions.
fn name(passage: Passage, cast: &Cast, members: &[usize]) -> String {
    let is_named = |&&index: &&usize| !cast.candidates[index].is_described;
    let has_named = members.iter().any(|index| is_named(&index));
    let forms = members.iter().filter(|index| !has_named || is_named(index));
    let all: Vec<String> = forms.flat_map(|&index| forms_of(passage, cast, index)).collect();
    let length = |form: &&String| (form.split(' ').count(), form.chars().count());
    let longest = all.iter().map(|form| length(&form)).max();
    all.iter().find(|form| Some(length(form)) == longest).cloned().unwrap_or_default()
}

fn names(passage: Passage, cast: &Cast, members: &[usize]) -> Vec<String> {
    let all = members.iter().flat_map(|&index| forms_of(passage, cast, index));
    all.collect::<BTreeSet<String>>().into_iter().collect()
}

/// Returns the words of a candidate, and those of a description with its complement.
fn forms_of(passage: Passage, cast: &Cast, index: usize) -> Vec<String> {
    let candidate = &cast.candidates[index];
    if let Some(outside) = &candidate.outside {
        return vec![outside.clone()];
    }
    let own = forms::tidy(candidate.span.of(passage.text));
    let full = if candidate.is_described { author::full_form(passage, cast, index) } else { None };
    let whole = if candidate.is_described {
        whole::phrases(passage, &candidate.tokens)
    } else {
        Vec::new()
    };
    let phrases = full.into_iter().chain(candidate.phrase).chain(whole);
    let longer = phrases.map(|span| forms::tidy(span.of(passage.text)));
    std::iter::once(own).chain(longer).filter(|form| !form.is_empty()).collect()
}
