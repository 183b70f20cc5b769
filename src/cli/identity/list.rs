//! Lists what people decided, what was joined and kept apart, and what is open.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::io::Write;

use sayso::model::Agent;
use sayso::model::Identity;

use super::Common;
use super::Outcome;
use crate::cli::report;

/// Lists decisions, names that were joined, and pairs that were kept apart.
pub(super) fn decided_and_joined(common: &Common) -> anyhow::Result<Outcome> {
    let opened = super::open(common)?;
    let mut output = anstream::stdout().lock();
    writeln!(output, "decided by people")?;
    for judgement in &opened.judgements.all {
        let sayso::model::Judgement { place, decision, author, date, reason } = judgement;
        writeln!(output, "  {place}: {decision} ({author}, {date}): {reason}")?;
    }
    let agents = by_key(&opened.identity);
    writeln!(output, "joined")?;
    for (agent, reasons) in joined(&opened.identity) {
        let agent = agents[agent];
        let names = joined_names(agent);
        writeln!(output, "  {} = {names} ({})", agent.label, one_line(&reasons))?;
    }
    writeln!(output, "kept apart")?;
    for refusal in &opened.identity.refusals {
        let [first, second] = refusal.agents.each_ref().map(|key| agents[key.as_str()]);
        let (first, second) = (named(first), named(second));
        writeln!(output, "  {first} / {second} ({}): {}", refusal.rule, refusal.reason)?;
    }
    Ok(Outcome::Done)
}

/// Lists pairs that may be one.
pub(super) fn candidates(common: &Common) -> anyhow::Result<Outcome> {
    let opened = super::open(common)?;
    let agents = by_key(&opened.identity);
    if opened.identity.candidates.is_empty() {
        report::note("there is no pair that may be one and was not decided");
    }
    let mut output = anstream::stdout().lock();
    for candidate in &opened.identity.candidates {
        let [first, second] = candidate.agents.each_ref().map(|key| named(agents[key.as_str()]));
        writeln!(output, "{first} / {second}: {}", candidate.reason)?;
    }
    Ok(Outcome::Done)
}

pub(super) fn by_key(identity: &Identity) -> BTreeMap<&str, &Agent> {
    identity.agents.iter().map(|agent| (agent.key.as_str(), agent)).collect()
}

/// Returns an agent's name with its key.
pub(super) fn named(agent: &Agent) -> String {
    format!("{} [{}]", agent.label, agent.key)
}

/// Returns the agents that more than one entity was joined to, with the rules.
fn joined(identity: &Identity) -> BTreeMap<&str, BTreeSet<&'static str>> {
    let mut entities: BTreeMap<&str, (usize, BTreeSet<&'static str>)> = BTreeMap::new();
    for join in &identity.joins {
        let of_agent = entities.entry(&join.agent).or_default();
        of_agent.0 += 1;
        of_agent.1.insert(join.rule);
    }
    let joined = entities.into_iter().filter(|(_, (count, _))| *count > 1);
    joined.map(|(agent, (_, rules))| (agent, rules)).collect()
}

fn joined_names(agent: &Agent) -> String {
    if agent.names.is_empty() { agent.label.clone() } else { agent.names.join(", ") }
}

fn one_line(rules: &BTreeSet<&'static str>) -> String {
    let told: Vec<&str> = rules.iter().copied().filter(|rule| *rule != "first").collect();
    told.join(", ")
}
