//! Agents: what the joined entities are called, and by which key.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::model::Agent;
use crate::model::Candidate;
use crate::model::Details;
use crate::model::Identity;
use crate::model::Join;
use crate::model::Lexicon;
use crate::model::Refusal;
use crate::model::key;

use crate::resolve::forms;

use super::candidates;
use super::entries::Entries;
use super::entries::Entry;
use super::entries::Scope;
use super::judged::Judged;

/// Returns an agent for every group of entries, with the reasons.
pub(super) fn of(entries: &Entries, judged: &[Judged], lexicon: &Lexicon) -> Identity {
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for index in 0..entries.all.len() {
        groups.entry(entries.root(index)).or_default().push(index);
    }
    let details = details(entries, judged);
    let mut identity = Identity::default();
    let mut keys: BTreeMap<usize, String> = BTreeMap::new();
    let mut taken = BTreeSet::new();
    for (root, members) in groups {
        let members: Vec<&Entry> = members.into_iter().map(|index| &entries.all[index]).collect();
        let mut agent = agent(&members, lexicon);
        if !taken.insert(agent.key.clone()) {
            agent.key = longer_key(&agent, &members);
            taken.insert(agent.key.clone());
        }
        for details in details.get(&root).into_iter().flatten() {
            add_details(&mut agent, details);
        }
        keys.insert(root, agent.key.clone());
        let is_alone = members.len() == 1;
        identity.joins.extend(members.iter().map(|entry| join(entry, &agent, is_alone)));
        identity.agents.push(agent);
    }
    identity.refusals = refusals(entries, &keys);
    identity.candidates = candidates(entries, &keys, lexicon);
    let key = |about: &Vec<usize>| keys.get(&entries.root(about[0])).cloned();
    identity.judged = judged.iter().map(|one| one.about.iter().filter_map(key).collect()).collect();
    identity.agents.sort();
    identity.joins.sort();
    identity
}

/// Returns what people decided of groups, by their roots.
fn details<'a>(entries: &Entries, judged: &'a [Judged]) -> BTreeMap<usize, Vec<&'a Details>> {
    let mut details: BTreeMap<usize, Vec<&Details>> = BTreeMap::new();
    for (about, decided) in judged.iter().filter_map(Judged::details) {
        details.entry(entries.root(about[0])).or_default().push(decided);
    }
    details
}

fn add_details(agent: &mut Agent, details: &Details) {
    if let Some(label) = &details.label {
        let before = std::mem::replace(&mut agent.label, label.clone());
        agent.names.push(before);
    }
    agent.names.retain(|name| *name != agent.label);
    agent.names.sort();
    agent.names.dedup();
    agent.identifiers.extend(details.identifiers.iter().cloned());
    agent.identifiers.sort();
    agent.identifiers.dedup();
}

/// Returns a key for an agent whose name another one has, too: it is made of its first entity.
fn longer_key(agent: &Agent, members: &[&Entry]) -> String {
    let document = &members[0].key.document;
    let parts = [
        agent.key.as_str(),
        document.corpus.as_str(),
        document.id.as_str(),
        members[0].key.entity.as_str(),
    ];
    let word = agent.entity_type.word();
    format!("{word}/{}-{}", forms::slug(&agent.label), key(32, parts))
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
fn agent(members: &[&Entry], lexicon: &Lexicon) -> Agent {
    const DIGITS: usize = 8;
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
            DIGITS,
            [
                word,
                label.as_str(),
                document.corpus.as_str(),
                document.id.as_str(),
                best.key.entity.as_str(),
            ],
        )
    } else {
        let years: Vec<String> = best.compared.marks.years.iter().map(u16::to_string).collect();
        let form = best.known.as_deref().unwrap_or(&best.form);
        key(DIGITS, [word, form].into_iter().chain(years.iter().map(String::as_str)))
    };
    let mut names: BTreeSet<String> =
        members.iter().flat_map(|entry| entry.names.iter().chain([&entry.name])).cloned().collect();
    names.remove(&label);
    Agent {
        key: format!("{word}/{}-{hash}", forms::slug(&label)),
        entity_type: best.entity_type,
        label,
        names: names.into_iter().collect(),
        identifiers: Vec::new(),
        known: best.known.clone(),
        blocks: blocks(members),
    }
}

fn blocks(members: &[&Entry]) -> Vec<String> {
    let named = members.iter().filter(|entry| entry.scope == Scope::Name);
    let keys = named.flat_map(|entry| entry.compared.blocks.iter().map(|block| &block.key));
    keys.cloned().collect::<BTreeSet<String>>().into_iter().collect()
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

fn candidates(
    entries: &Entries,
    keys: &BTreeMap<usize, String>,
    lexicon: &Lexicon,
) -> Vec<Candidate> {
    let pairs = candidates::find(entries, lexicon).into_iter().filter_map(|pair| {
        let [first, second] = pair.entries.map(|index| keys.get(&entries.root(index)));
        let (first, second) = (first?, second?);
        let agents = [first.min(second).clone(), first.max(second).clone()];
        Some(Candidate { agents, reason: pair.reason })
    });
    pairs.collect::<BTreeSet<Candidate>>().into_iter().collect()
}

/// Returns why agents were kept apart: of several reasons that one rule gives for two of them, the first.
fn refusals(entries: &Entries, keys: &BTreeMap<usize, String>) -> Vec<Refusal> {
    let mut refusals: BTreeMap<([String; 2], &'static str), String> = BTreeMap::new();
    for apart in &entries.apart {
        let [first, second] = apart.entries.map(|index| keys.get(&entries.root(index)));
        let (Some(first), Some(second)) = (first, second) else { continue };
        if first != second {
            let agents = [first.min(second).clone(), first.max(second).clone()];
            refusals.entry((agents, apart.rule)).or_insert_with(|| apart.reason.clone());
        }
    }
    let refusal = |((agents, rule), reason)| Refusal { agents, rule, reason };
    refusals.into_iter().map(refusal).collect()
}
