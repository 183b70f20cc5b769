//! Describes what people decided of who is who, and of what was found.

use super::Base;
use super::NamedNode;
use super::Quads;
use super::entity::entity_class;
use super::literal;
use super::vocabulary::class;
use super::vocabulary::dcterms;
use super::vocabulary::property;
use super::vocabulary::rdf;
use super::vocabulary::skos;
use super::vocabulary::value;
use crate::model::Correction;
use crate::model::Decision;
use crate::model::Details;
use crate::model::DocumentKey;
use crate::model::Identity;
use crate::model::Judgement;
use crate::model::Judgements;
use crate::model::Verdict;

/// Describes decisions, each with the agents that it is about.
///
/// ```turtle
/// <graph/corrections#c=…> a sayso:Correction ; sayso:decision sayso:Same ; sayso:first <agent/…> ; sayso:second <agent/…> ;
///     dcterms:creator "Ana Duarte" ; dcterms:date "2024-05-03"^^xsd:date ; sayso:reason "…" .
/// ```
pub(super) fn describe(
    base: &Base,
    identity: &Identity,
    judgements: &Judgements,
    quads: &mut Quads,
) {
    for (judgement, agents) in judgements.all.iter().zip(&identity.judged) {
        let node = base.correction(judgement);
        quads.say(&node, rdf::TYPE, class::CORRECTION);
        quads.say(&node, dcterms::CREATOR, literal::text(&judgement.author));
        quads.say(&node, dcterms::DATE, literal::date(judgement.date));
        quads.say(&node, property::REASON, literal::text(&judgement.reason));
        let places = [property::FIRST, property::SECOND];
        for (place, agent) in places.into_iter().zip(agents) {
            quads.say(&node, place, base.agent(agent));
        }
        describe_decision(&node, judgement, quads);
    }
}

/// Describes decisions on findings.
///
/// ```turtle
/// <graph/corrections#c=…> a sayso:Correction ; sayso:decision sayso:Rejected ; sayso:finding <doc/…#s=…> ;
///     dcterms:creator "Ana Duarte" ; dcterms:date "2024-05-03"^^xsd:date ; sayso:reason "It is a headline." .
/// ```
pub(super) fn describe_findings(
    base: &Base,
    decided: &[(DocumentKey, Correction)],
    quads: &mut Quads,
) {
    for (key, correction) in decided {
        let node = base.correction_of_finding(key, correction);
        let decision = match correction.decision {
            Verdict::Accept => value::ACCEPTED,
            Verdict::Reject => value::REJECTED,
            Verdict::Correct => value::CORRECTED,
        };
        let reason = match correction.reason.as_str() {
            "" => "It is as it was found.",
            reason => reason,
        };
        quads.say(&node, rdf::TYPE, class::CORRECTION);
        quads.say(&node, property::DECISION, decision);
        quads.say(&node, property::FINDING, base.part(key, &correction.finding));
        quads.say(&node, dcterms::CREATOR, literal::text(&correction.author));
        quads.say(&node, dcterms::DATE, literal::date(correction.date));
        quads.say(&node, property::REASON, literal::text(reason));
    }
}

fn describe_decision(node: &NamedNode, judgement: &Judgement, quads: &mut Quads) {
    let decision = match &judgement.decision {
        Decision::Same(_) => value::SAME,
        Decision::NotSame(_) => value::NOT_SAME,
        Decision::About(_, details) => {
            describe_details(node, details, quads);
            value::DESCRIBED
        }
    };
    quads.say(node, property::DECISION, decision);
}

fn describe_details(node: &NamedNode, details: &Details, quads: &mut Quads) {
    if let Some(entity_type) = details.entity_type {
        quads.say(node, property::DECIDED_TYPE, entity_class(entity_type));
    }
    if let Some(label) = &details.label {
        quads.say(node, property::DECIDED_LABEL, literal::text(label));
    }
    for identifier in details.identifiers.iter().filter_map(|it| NamedNode::new(it).ok()) {
        quads.say(node, skos::EXACT_MATCH, identifier);
    }
}

#[cfg(test)]
mod tests {
    use crate::model::Correction;
    use crate::model::Decision;
    use crate::model::Details;
    use crate::model::DocumentKey;
    use crate::model::EntityType;
    use crate::model::Identity;
    use crate::model::Judgement;
    use crate::model::Judgements;
    use crate::model::Place;
    use crate::model::Reference;
    use crate::model::Verdict;
    use crate::rdf::Base;
    use crate::rdf::corrections;
    use crate::rdf::testing;

    #[track_caller]
    fn check(decision: Decision, agents: &[&str], expected: &str) {
        let judgement = Judgement {
            place: Place { file: "kz/identity.toml".to_owned(), line: 3 },
            decision,
            author: "Ana".to_owned(),
            date: "2024-05".parse().expect("a date"),
            reason: "I know.".to_owned(),
        };
        let id = Base::default().correction(&judgement);
        let judged = vec![agents.iter().map(|&agent| agent.to_owned()).collect()];
        let identity = Identity { judged, ..Identity::default() };
        let judgements = Judgements { all: vec![judgement] };
        let quads = corrections(&Base::default(), &identity, &judgements, &[]);
        let expected = format!(
            r#"GRAPH <graph/corrections> {{ {id} a sayso:Correction ; dcterms:creator "Ana" ;
            dcterms:date "2024-05"^^xsd:gYearMonth ; sayso:reason "I know." ; {expected} . }}"#
        );
        testing::check_quads(&quads, &expected);
    }

    #[test]
    fn a_decision_has_its_finding() {
        let correction = Correction {
            document: "a".to_owned(),
            finding: "s=1".to_owned(),
            decision: Verdict::Accept,
            words: Vec::new(),
            to: Vec::new(),
            polarity: None,
            author: "Ana".to_owned(),
            date: "2024-05".parse().expect("a date"),
            reason: String::new(),
        };
        let key = DocumentKey { corpus: "kz".to_owned(), id: "a".to_owned() };
        let base = Base::default();
        let id = base.correction_of_finding(&key, &correction);
        let (identity, judgements) = (Identity::default(), Judgements::default());
        let quads = corrections(&base, &identity, &judgements, &[(key, correction)]);
        let expected = format!(
            r#"GRAPH <graph/corrections> {{ {id} a sayso:Correction ; sayso:decision sayso:Accepted ; sayso:finding <doc/kz/a#s=1> ;
            dcterms:creator "Ana" ; dcterms:date "2024-05"^^xsd:gYearMonth ; sayso:reason "It is as it was found." . }}"#
        );
        testing::check_quads(&quads, &expected);
    }

    fn reference(name: &str) -> Reference {
        Reference { name: name.to_owned(), ..Reference::default() }
    }

    #[test]
    fn a_decision_has_its_agents() {
        let names = [reference("A"), reference("B")];
        check(
            Decision::NotSame(names),
            &["person/a-1", "person/b-1"],
            "sayso:decision sayso:NotSame ; sayso:first <agent/person/a-1> ; sayso:second <agent/person/b-1>",
        );
        let details = Details {
            entity_type: Some(EntityType::Person),
            label: Some("Anna".to_owned()),
            identifiers: vec!["https://example.org/a".to_owned()],
        };
        check(
            Decision::About(reference("A"), details),
            &["person/a-1"],
            "sayso:decision sayso:Described ; sayso:first <agent/person/a-1> ; sayso:decidedType sayso:Person ; \
             sayso:decidedLabel \"Anna\" ; skos:exactMatch <https://example.org/a>",
        );
    }
}
