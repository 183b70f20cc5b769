//! Describes who is who across documents.

use super::Base;
use super::NamedNode;
use super::Quads;
use super::entity::entity_class;
use super::literal;
use super::vocabulary::class;
use super::vocabulary::property;
use super::vocabulary::rdf;
use super::vocabulary::skos;
use crate::model::Agent;
use crate::model::Identity;
use crate::model::Join;
use crate::model::Refusal;

/// Describes agents, which entities they are, and which agents were kept apart.
pub(super) fn describe(base: &Base, identity: &Identity, quads: &mut Quads) {
    for agent in &identity.agents {
        describe_agent(base, agent, quads);
    }
    for join in &identity.joins {
        describe_join(base, join, quads);
    }
    for refusal in &identity.refusals {
        describe_refusal(base, refusal, quads);
    }
}

/// Describes an agent.
///
/// ```turtle
/// <agent/organization/osce-51c2a0f3> a sayso:Agent , sayso:Organization ; skos:prefLabel "OSCE" ; skos:altLabel "…" .
/// ```
fn describe_agent(base: &Base, agent: &Agent, quads: &mut Quads) {
    let node = base.agent(&agent.key);
    quads.say(&node, rdf::TYPE, class::AGENT);
    quads.say(&node, rdf::TYPE, entity_class(agent.entity_type));
    quads.say(&node, skos::PREF_LABEL, literal::text(&agent.label));
    for name in agent.names.iter().filter(|name| **name != agent.label) {
        quads.say(&node, skos::ALT_LABEL, literal::text(name));
    }
    for identifier in agent.identifiers.iter().filter_map(|it| NamedNode::new(it).ok()) {
        quads.say(&node, skos::EXACT_MATCH, identifier);
    }
}

/// Describes a join: the relation itself, and why it stands.
///
/// ```turtle
/// <doc/kz/op-ed#e=…> sayso:sameAgent <agent/…> .
/// <graph/identity#j=…> a sayso:Join ; sayso:entity <doc/kz/op-ed#e=…> ; sayso:agent <agent/…> ;
///     sayso:rule "same-name" ; sayso:reason "…" .
/// ```
fn describe_join(base: &Base, join: &Join, quads: &mut Quads) {
    let (entity, agent) = (base.entity(&join.entity), base.agent(&join.agent));
    quads.say(&entity, property::SAME_AGENT, agent.clone());
    let node = base.join(join);
    quads.say(&node, rdf::TYPE, class::JOIN);
    quads.say(&node, property::ENTITY, entity);
    quads.say(&node, property::AGENT, agent);
    describe_reason(&node, join.rule, &join.reason, quads);
}

/// Describes a refusal.
///
/// ```turtle
/// <graph/identity#r=…> a sayso:Refusal ; sayso:first <agent/…> ; sayso:second <agent/…> ;
///     sayso:rule "other-year" ; sayso:reason "…" .
/// ```
fn describe_refusal(base: &Base, refusal: &Refusal, quads: &mut Quads) {
    let node = base.refusal(refusal);
    let [first, second] = &refusal.agents;
    quads.say(&node, rdf::TYPE, class::REFUSAL);
    quads.say(&node, property::FIRST, base.agent(first));
    quads.say(&node, property::SECOND, base.agent(second));
    describe_reason(&node, refusal.rule, &refusal.reason, quads);
}

fn describe_reason(node: &NamedNode, rule: &str, reason: &str, quads: &mut Quads) {
    quads.say(node, property::RULE, literal::text(rule));
    quads.say(node, property::REASON, literal::text(reason));
}

#[cfg(test)]
mod tests {
    use crate::model::Agent;
    use crate::model::EntityKey;
    use crate::model::EntityType;
    use crate::model::Identity;
    use crate::model::Join;
    use crate::model::Refusal;
    use crate::model::key;
    use crate::rdf::Base;
    use crate::rdf::identity;
    use crate::rdf::testing;

    #[track_caller]
    fn check(given: &Identity, expected: &str) {
        let quads = identity(&Base::default(), given);
        testing::check_quads(&quads, &format!("GRAPH <graph/identity> {{ {expected} }}"));
    }

    #[test]
    fn an_agent_has_one_preferred_label() {
        let agent = Agent {
            key: "organization/osce-51c2a0f3".to_owned(),
            entity_type: EntityType::Organization,
            label: "OSCE".to_owned(),
            names: vec!["OSCE".to_owned(), "the Organization".to_owned()],
            identifiers: Vec::new(),
            known: None,
            blocks: Vec::new(),
        };
        let expected = r#"<agent/organization/osce-51c2a0f3> a sayso:Agent , sayso:Organization ;
            skos:prefLabel "OSCE" ; skos:altLabel "the Organization" ."#;
        check(&Identity { agents: vec![agent], ..Identity::default() }, expected);
    }

    #[test]
    fn a_join_has_its_reason() {
        let entity = EntityKey { document: testing::document("").key, entity: "e=1".to_owned() };
        let agent = "person/bele-01".to_owned();
        let join = Join { entity, agent, rule: "same-name", reason: "Both are Bele.".to_owned() };
        let id = key(16, ["kz", "op-ed", "e=1", "person/bele-01"]);
        let expected = format!(
            r#"<doc/kz/op-ed#e=1> sayso:sameAgent <agent/person/bele-01> .
            <graph/identity#j={id}> a sayso:Join ; sayso:entity <doc/kz/op-ed#e=1> ;
                sayso:agent <agent/person/bele-01> ; sayso:rule "same-name" ; sayso:reason "Both are Bele." ."#
        );
        check(&Identity { joins: vec![join], ..Identity::default() }, &expected);
    }

    #[test]
    fn a_refusal_has_its_reason() {
        let agents = ["event/election-01".to_owned(), "event/election-02".to_owned()];
        let refusal =
            Refusal { agents, rule: "other-year", reason: "2021 is not 2023.".to_owned() };
        let id = key(16, ["event/election-01", "event/election-02", "other-year"]);
        let expected = format!(
            r#"<graph/identity#r={id}> a sayso:Refusal ; sayso:first <agent/event/election-01> ;
                sayso:second <agent/event/election-02> ; sayso:rule "other-year" ; sayso:reason "2021 is not 2023." ."#
        );
        check(&Identity { refusals: vec![refusal], ..Identity::default() }, &expected);
    }
}
