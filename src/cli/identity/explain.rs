//! Explains why two names are one, or are not.

use std::io::Write;

use sayso::model::Agent;
use sayso::model::Identity;

use super::Outcome;
use super::Two;
use super::list;
use super::who;

/// Explains two names.
pub(super) fn run(two: &Two) -> anyhow::Result<Outcome> {
    let opened = super::open(&two.common)?;
    let first = who::agent(&opened.store, &opened.identity, &two.first)?;
    let second = who::agent(&opened.store, &opened.identity, &two.second)?;
    let mut output = anstream::stdout().lock();
    if first.key == second.key {
        writeln!(output, "one: {}", list::named(first))?;
        tell_joins(&mut output, &opened.identity, first)?;
        return Ok(Outcome::Done);
    }
    writeln!(output, "two: {} and {}", list::named(first), list::named(second))?;
    for agent in [first, second] {
        writeln!(output, "{}", agent.label)?;
        tell_joins(&mut output, &opened.identity, agent)?;
        writeln!(output, "  compared by: {}", shown(&agent.blocks))?;
    }
    tell_apart(&mut output, &opened.identity, first, second)?;
    Ok(Outcome::Done)
}

fn tell_joins(output: &mut impl Write, identity: &Identity, agent: &Agent) -> anyhow::Result<()> {
    for join in identity.joins.iter().filter(|join| join.agent == agent.key) {
        let document = &join.entity.document;
        writeln!(output, "  {document}#{}: {} ({})", join.entity.entity, join.reason, join.rule)?;
    }
    Ok(())
}

/// Tells what was decided of two agents, and what they have in common.
fn tell_apart(
    output: &mut impl Write,
    identity: &Identity,
    first: &Agent,
    second: &Agent,
) -> anyhow::Result<()> {
    let is_both =
        |agents: &[String; 2]| agents.contains(&first.key) && agents.contains(&second.key);
    let mut is_told = false;
    for refusal in identity.refusals.iter().filter(|refusal| is_both(&refusal.agents)) {
        writeln!(output, "kept apart: {} ({})", refusal.reason, refusal.rule)?;
        is_told = true;
    }
    for candidate in identity.candidates.iter().filter(|candidate| is_both(&candidate.agents)) {
        writeln!(output, "may be one: {}", candidate.reason)?;
        is_told = true;
    }
    let names = |agent: &Agent| -> Vec<String> {
        agent.names.iter().chain([&agent.label]).cloned().collect()
    };
    let shared = shared(&names(first), &names(second));
    if !shared.is_empty() {
        writeln!(output, "names of both: {}", shown(&shared))?;
    }
    if first.entity_type != second.entity_type {
        let types = [first, second].map(|agent| agent.entity_type.word());
        writeln!(output, "types differ: {} and {}", types[0], types[1])?;
    } else if !is_told && self::shared(&first.blocks, &second.blocks).is_empty() {
        writeln!(output, "never compared: they share nothing that names are compared by")?;
    }
    Ok(())
}

fn shared(one: &[String], other: &[String]) -> Vec<String> {
    one.iter().filter(|name| other.contains(name)).cloned().collect()
}

fn shown(all: &[String]) -> String {
    if all.is_empty() { "nothing".to_owned() } else { all.join(", ") }
}
