//! Ties each direct triple to the statements and stances that show it, by the reifiers of RDF 1.2. Made on export;
//! the store keeps RDF 1.1.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use super::Base;
use super::NamedNode;
use super::NamedNodeRef;
use super::NamedOrBlankNode;
use super::Quad;
use super::Quads;
use super::SharedGraph;
use super::Term;
use super::Triple;
use super::vocabulary::class;
use super::vocabulary::property;
use super::vocabulary::rdf;
use crate::model::Polarity;

/// Returns the reifiers of all direct triples among quads, in `graph/links`. The quads are those of a whole store:
/// the direct triples stand with the links, what a node is stands with its document.
///
/// ```turtle
/// <doc/kz/op-ed#s=…> rdf:reifies <<( <agent/…> sayso:says <claim/…> )>> .
/// ```
pub fn reifiers<'quad>(base: &Base, quads: impl IntoIterator<Item = &'quad Quad>) -> Vec<Quad> {
    let evidence = Evidence::gather(quads);
    let mut reifiers = Quads::of(base.graph(SharedGraph::Links));
    for (node, shown) in &evidence.nodes {
        for triple in evidence.shown_by(shown) {
            reifiers.say(node, rdf::REIFIES, triple);
        }
    }
    reifiers.sorted()
}

/// A relation of an agent to a claim or another agent: subject, predicate, object.
type Direct = (NamedNode, NamedNode, NamedNode);

/// The direct triples of a store, and what its nodes say.
#[derive(Default)]
struct Evidence {
    direct: BTreeSet<Direct>,
    nodes: BTreeMap<NamedNode, Node>,
    agent_of: BTreeMap<NamedNode, NamedNode>,
}

/// What decides which direct triples a statement or stance shows.
#[derive(Default)]
struct Node {
    agents: Vec<NamedNode>,
    claims: Vec<NamedNode>,
    targets: Vec<NamedNode>,
    asked: Vec<NamedNode>,
    depth: usize,
    side: Option<Polarity>,
    is_recommendation: bool,
    is_doubtful: bool,
}

/// A predicate of direct triples, and the one for what is only reported.
type Predicates = [NamedNodeRef<'static>; 2];

const SAYS: Predicates = [property::SAYS, property::REPORTEDLY_SAYS];
const ENDORSES: Predicates = [property::ENDORSES, property::REPORTEDLY_ENDORSES];
const CRITICISES: Predicates = [property::CRITICISES, property::REPORTEDLY_CRITICISES];
const RECOMMENDS: Predicates = [property::RECOMMENDS_TO, property::REPORTEDLY_RECOMMENDS_TO];
const DIRECT: [Predicates; 4] = [SAYS, ENDORSES, CRITICISES, RECOMMENDS];

/// The properties that keep a node from showing anything.
const DOUBTS: [NamedNodeRef<'static>; 4] =
    [property::NEGATED, property::MODAL, property::HEDGED, property::CONDITIONAL];

impl Evidence {
    fn gather<'quad>(quads: impl IntoIterator<Item = &'quad Quad>) -> Self {
        let mut evidence = Self::default();
        for quad in quads {
            let NamedOrBlankNode::NamedNode(subject) = &quad.subject else { continue };
            match &quad.object {
                Term::NamedNode(object) => evidence.relate(subject, &quad.predicate, object),
                Term::Literal(value) => evidence.note(subject, &quad.predicate, value.value()),
                _ => {}
            }
        }
        evidence
    }

    fn relate(&mut self, subject: &NamedNode, predicate: &NamedNode, object: &NamedNode) {
        let property = predicate.as_ref();
        if DIRECT.as_flattened().contains(&property) {
            self.direct.insert((subject.clone(), predicate.clone(), object.clone()));
        } else if property == property::SAME_AGENT {
            self.agent_of.insert(subject.clone(), object.clone());
        } else if property == property::AGENT {
            self.node(subject).agents.push(object.clone());
        } else if property == property::CLAIM {
            self.node(subject).claims.push(object.clone());
        } else if property == property::TARGET_AGENT {
            self.node(subject).targets.push(object.clone());
        } else if property == property::RECOMMENDED_TO {
            self.node(subject).asked.push(object.clone());
        } else if property == rdf::TYPE {
            self.class(subject, object);
        }
    }

    fn class(&mut self, subject: &NamedNode, class: &NamedNode) {
        let class = class.as_ref();
        if class == class::ENDORSEMENT {
            self.node(subject).side = Some(Polarity::Positive);
        } else if class == class::CRITICISM {
            self.node(subject).side = Some(Polarity::Negative);
        } else if class == class::RECOMMENDATION {
            self.node(subject).is_recommendation = true;
        }
    }

    fn note(&mut self, subject: &NamedNode, predicate: &NamedNode, value: &str) {
        if DOUBTS.contains(&predicate.as_ref()) {
            self.node(subject).is_doubtful |= value == "true";
        } else if predicate.as_ref() == property::DEPTH {
            self.node(subject).depth = value.parse().unwrap_or_default();
        }
    }

    fn node(&mut self, node: &NamedNode) -> &mut Node {
        self.nodes.entry(node.clone()).or_default()
    }

    /// Returns the direct triples that stand and that a node shows.
    fn shown_by<'a>(&'a self, node: &'a Node) -> impl Iterator<Item = Triple> + 'a {
        let addressed = node.asked.iter().filter_map(|entity| self.agent_of.get(entity));
        let objects = [
            (SAYS, true, node.claims.iter().collect()),
            (ENDORSES, node.side == Some(Polarity::Positive), node.targets.iter().collect()),
            (CRITICISES, node.side == Some(Polarity::Negative), node.targets.iter().collect()),
            (RECOMMENDS, node.is_recommendation, addressed.collect::<Vec<_>>()),
        ];
        let of_its_kind = objects.into_iter().filter(|(_, is_so, _)| *is_so && !node.is_doubtful);
        of_its_kind.flat_map(move |(predicates, _, objects)| {
            let predicate = predicates[usize::from(node.depth >= 2)].into_owned();
            let pairs = node.agents.iter().flat_map(move |agent| {
                objects.clone().into_iter().map(move |object| (agent.clone(), object.clone()))
            });
            let triples = pairs.map(move |(agent, object)| (agent, predicate.clone(), object));
            let standing = triples.filter(|triple| self.direct.contains(triple));
            standing.map(|(agent, predicate, object)| Triple::new(agent, predicate, object))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::reifiers;
    use crate::rdf::Base;
    use crate::rdf::testing;

    #[track_caller]
    fn check(given: &str, expected: &str) {
        let quads = testing::trig(given);
        let reifiers = reifiers(&Base::default(), &quads);
        testing::check_quads(&reifiers, &format!("GRAPH <graph/links> {{ {expected} }}"));
    }

    #[test]
    fn a_statement_reifies_what_its_agent_says() {
        check(
            "<d#s=1> sayso:depth 1 ; sayso:agent <a> , <b> ; sayso:claim <c> .
            <a> sayso:says <c> . <b> sayso:says <c> . <a> sayso:says <other> .",
            "<d#s=1> rdf:reifies <<( <a> sayso:says <c> )>> , <<( <b> sayso:says <c> )>> .",
        );
    }

    #[test]
    fn a_doubtful_statement_reifies_nothing() {
        for doubt in ["negated", "modal", "hedged"] {
            check(
                &format!(
                    "<d#s=1> sayso:depth 1 ; sayso:agent <a> ; sayso:claim <c> ; sayso:{doubt} true .
                    <d#s=2> sayso:depth 1 ; sayso:agent <a> ; sayso:claim <c> . <a> sayso:says <c> ."
                ),
                "<d#s=2> rdf:reifies <<( <a> sayso:says <c> )>> .",
            );
        }
    }

    #[test]
    fn depth_tells_saying_from_reportedly_saying() {
        check(
            "<d#s=1> sayso:depth 1 ; sayso:agent <a> ; sayso:claim <c> .
            <d#s=2> sayso:depth 2 ; sayso:agent <a> ; sayso:claim <c> .
            <a> sayso:says <c> ; sayso:reportedlySays <c> .",
            "<d#s=1> rdf:reifies <<( <a> sayso:says <c> )>> .
            <d#s=2> rdf:reifies <<( <a> sayso:reportedlySays <c> )>> .",
        );
    }

    #[test]
    fn stances_reify_by_their_side() {
        check(
            "<d#t=1> a sayso:Endorsement ; sayso:depth 0 ; sayso:agent <a> ; sayso:targetAgent <b> .
            <d#t=2> a sayso:Criticism ; sayso:depth 1 ; sayso:agent <a> ; sayso:targetAgent <b> .
            <d#t=3> a sayso:Criticism ; sayso:depth 1 ; sayso:agent <a> ; sayso:targetAgent <b> ; sayso:conditional true .
            <a> sayso:endorses <b> ; sayso:criticises <b> .",
            "<d#t=1> rdf:reifies <<( <a> sayso:endorses <b> )>> .
            <d#t=2> rdf:reifies <<( <a> sayso:criticises <b> )>> .",
        );
    }

    #[test]
    fn a_recommendation_reifies_by_the_agents_of_those_who_are_to_act() {
        check(
            "<d#s=1> a sayso:Recommendation ; sayso:depth 1 ; sayso:agent <a> ; sayso:recommendedTo <d#e=1> .
            <d#s=2> a sayso:Statement ; sayso:depth 1 ; sayso:agent <a> ; sayso:recommendedTo <d#e=1> .
            <d#e=1> sayso:sameAgent <b> . <a> sayso:recommendsTo <b> .",
            "<d#s=1> rdf:reifies <<( <a> sayso:recommendsTo <b> )>> .",
        );
    }
}
