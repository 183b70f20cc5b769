//! Agents: what the joined entities are called, and by which key.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::model::Agent;
use crate::model::Identity;
use crate::model::Join;
use crate::model::Lexicon;
use crate::model::Refusal;
use crate::model::key;

use crate::resolve::forms;

use super::entries::Entries;
use super::entries::Entry;
use super::entries::Scope;

/// Returns an agent for every group of entries, with the reasons.
pub(super) fn of(entries: &Entries, lexicon: &Lexicon) -> Identity {
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for index in 0..entries.all.len() {
        groups.entry(entries.root(index)).or_default().push(index);
    }
    let mut identity = Identity::default();
    let mut keys: BTreeMap<usize, String> = BTreeMap::new();
    let mut taken = BTreeSet::new();
    for (root, members) in groups {
        let members: Vec<&Entry> = members.into_iter().map(|index| &entries.all[index]).collect();
        let mut agent = agent(&members, lexicon, 8);
        if !taken.insert(agent.key.clone()) {
            agent.key = self::agent(&members, lexicon, 32).key;
            taken.insert(agent.key.clone());
        }
        keys.insert(root, agent.key.clone());
        let is_alone = members.len() == 1;
        identity.joins.extend(members.iter().map(|entry| join(entry, &agent, is_alone)));
        identity.agents.push(agent);
    }
    identity.refusals = refusals(entries, &keys);
    identity.agents.sort();
    identity.joins.sort();
    identity
}

fn join(entry: &Entry, agent: &Agent, is_alone: bool) -> Join {
    let (rule, reason) = if entry.rule == "only-one" && !is_alone {
        ("first", "Others were joined with it.".to_owned())
    } else {
        (entry.rule, entry.reason.clone())
    };
    Join { entity: entry.key.clone(), agent: agent.key.clone(), rule, reason }
}

/// Makes an agent; its key is made of type and name, of what stays in its document of the entity, too.
fn agent(members: &[&Entry], lexicon: &Lexicon, digits: usize) -> Agent {
    let best = best(members);
    let word = best.entity_type.word();
    let known = best.known.as_deref().and_then(|name| lexicon.registry.named(name));
    let label = match known {
        Some(known) => known.acronyms.first().unwrap_or(&known.name).clone(),
        None => label(members, &best.form),
    };
    let hash = if is_local(members) {
        let document = &best.key.document;
        key(
            digits,
            [
                word,
                label.as_str(),
                document.corpus.as_str(),
                document.id.as_str(),
                best.key.entity.as_str(),
            ],
        )
    } else {
        key(digits, [word, best.known.as_deref().unwrap_or(&best.form)])
    };
    let mut names: BTreeSet<String> =
        members.iter().flat_map(|entry| entry.names.iter().chain([&entry.name])).cloned().collect();
    names.remove(&label);
    Agent {
        key: format!("{word}/{}-{hash}", forms::slug(&label)),
        entity_type: best.entity_type,
        label,
        names: names.into_iter().collect(),
    }
}

/// Returns whether an agent is one document's only.
fn is_local(members: &[&Entry]) -> bool {
    let all_same = |entry: &&Entry| entry.scope != Scope::Name;
    members.len() == 1 && members.iter().all(all_same)
}

/// Returns the entry whose name stands for all: a known one, else the fullest.
fn best<'a>(members: &[&'a Entry]) -> &'a Entry {
    let rank = |entry: &&&Entry| {
        (
            entry.known.is_none(),
            entry.acronyms.contains(&entry.name),
            std::cmp::Reverse(entry.form.split(' ').count()),
            entry.form.clone(),
            entry.key.clone(),
        )
    };
    members.iter().min_by_key(rank).copied().expect("a group has a member")
}

/// Returns the spelling that most of the entries with a form use; of two the lesser.
fn label(members: &[&Entry], form: &str) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for entry in members.iter().filter(|entry| entry.form == form) {
        *counts.entry(&entry.name).or_default() += 1;
    }
    let most = counts.iter().max_by_key(|&(name, count)| (*count, std::cmp::Reverse(*name)));
    most.map(|(name, _)| (*name).to_owned()).unwrap_or_default()
}

fn refusals(entries: &Entries, keys: &BTreeMap<usize, String>) -> Vec<Refusal> {
    let refusals = entries.apart.iter().filter_map(|apart| {
        let [first, second] = apart.entries.map(|index| keys.get(&entries.root(index)));
        let (first, second) = (first?, second?);
        let agents = [first.min(second).clone(), first.max(second).clone()];
        (first != second).then(|| Refusal {
            agents,
            rule: apart.rule,
            reason: apart.reason.clone(),
        })
    });
    refusals.collect::<BTreeSet<Refusal>>().into_iter().collect()
}
