//! Groups: the stances that members have by those of their group, where the registry knows who was a member at the date of
//! the document.
//!
//! > *The G7* **condemned** the attack: so did *France*, via the group. · *EU member states* …: those of the *European Union*

use std::collections::BTreeMap;

use crate::model::Agent;
use crate::model::AnnotatedDocument;
use crate::model::Date;
use crate::model::Derived;
use crate::model::Identity;
use crate::model::Lexicon;
use crate::model::Links;
use crate::model::Membership;
use crate::model::Registry;

/// Adds the derived stances to links whose agents are known.
pub(super) fn add(
    documents: &[AnnotatedDocument],
    identity: &Identity,
    lexicon: &Lexicon,
    links: &mut Links,
) {
    let groups = Groups::new(identity, &lexicon.registry);
    let mut derived = Vec::new();
    for document in documents {
        let key = super::links::document_key(document);
        let asserted = document
            .stances
            .iter()
            .filter(|it| !(it.negated || it.modal || it.conditional || it.partial));
        for stance in asserted {
            let node = (key.clone(), stance.id.clone());
            let holders = links.agents_of.get(&node).map_or(&[][..], Vec::as_slice);
            let targets = links.targets_of.get(&node).map_or(&[][..], Vec::as_slice);
            let is_free =
                |member: &str| !holders.iter().chain(targets).any(|agent| agent == member);
            for holder in holders {
                let members = groups.members(holder, document.date);
                derived.extend(members.filter(|(member, ..)| is_free(member)).map(
                    |(member, body, membership)| Derived {
                        stance: node.clone(),
                        group: holder.clone(),
                        member: member.to_owned(),
                        body: body.to_owned(),
                        membership: membership.clone(),
                    },
                ));
            }
        }
    }
    derived.sort();
    // Whoever is a member twice over, or of two groups that hold one stance, has it once.
    derived.dedup_by(|one, other| one.stance == other.stance && one.member == other.member);
    links.derived = derived;
}

/// The agent of a body, and its members that are agents, with their memberships.
type Body<'a> = (&'a str, Vec<(&'a str, &'a Membership)>);

/// Who the members of which agents are.
struct Groups<'a> {
    /// By the usual name of a body: its agent, and the members that are agents.
    bodies: BTreeMap<&'a str, Body<'a>>,
    /// The body of which the members are meant, by the agent's key.
    body_of: BTreeMap<&'a str, &'a str>,
}

impl<'a> Groups<'a> {
    fn new(identity: &'a Identity, registry: &'a Registry) -> Self {
        let known =
            |agent: &'a Agent| agent.known.as_deref().map(|name| (name, agent.key.as_str()));
        let agents: BTreeMap<&str, &str> = identity.agents.iter().filter_map(known).collect();
        let mut bodies: BTreeMap<&str, Body> = BTreeMap::new();
        for entry in registry.entries() {
            let Some(&member) = agents.get(entry.name.as_str()) else { continue };
            for membership in &entry.memberships {
                let Some(&body) = agents.get(membership.of.as_str()) else { continue };
                let of = bodies.entry(membership.of.as_str()).or_insert((body, Vec::new()));
                of.1.push((member, membership));
            }
        }
        let body_of = identity.agents.iter().filter_map(|agent| {
            let name = agent.known.as_deref().or_else(|| {
                agent.names.iter().chain([&agent.label]).find_map(|name| members_of(registry, name))
            })?;
            let (name, _) = bodies.get_key_value(name)?;
            Some((agent.key.as_str(), *name))
        });
        let body_of = body_of.collect();
        Self { bodies, body_of }
    }

    /// Returns the members of an agent on a date, each with the agent of the body and the membership.
    fn members(
        &self,
        agent: &str,
        on: Option<Date>,
    ) -> impl Iterator<Item = (&'a str, &'a str, &'a Membership)> {
        let body = self.body_of.get(agent).and_then(|body| self.bodies.get(body));
        let (body, members) = body.map_or(("", &[][..]), |(body, members)| (*body, members));
        let members: Vec<_> =
            members.iter().filter(|(_, membership)| holds(membership, on)).copied().collect();
        members.into_iter().map(move |(member, membership)| (member, body, membership))
    }
}

/// Returns whether a membership holds on a date; on an unknown one, whether it has no end and no beginning.
fn holds(membership: &Membership, on: Option<Date>) -> bool {
    let Some(on) = on else { return membership.from.is_none() && membership.to.is_none() };
    membership.from.is_none_or(|from| from.last_day() <= on.first_day())
        && membership.to.is_none_or(|to| to.first_day() >= on.last_day())
}

/// Returns the body whose members a name means.
///
/// > **EU** member states, the member states of the **European Union**, **NATO** members
fn members_of<'a>(registry: &'a Registry, name: &str) -> Option<&'a str> {
    let called = registry.called_members();
    let body = |name: &str| registry.named(name.trim()).map(|known| known.name.as_str());
    let lower = name.to_lowercase();
    called.iter().find_map(|called| {
        if lower.ends_with(called.as_str()) && name.is_char_boundary(name.len() - called.len()) {
            let rest = &name[..name.len() - called.len()];
            return rest.ends_with(' ').then(|| body(rest)).flatten();
        }
        let rest = lower.strip_prefix(called.as_str())?.strip_prefix(" of ")?.len();
        let rest = name.get(name.len() - rest..)?;
        body(rest.strip_prefix("the ").unwrap_or(rest))
    })
}
