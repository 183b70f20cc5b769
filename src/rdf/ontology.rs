//! The ontology as it is shipped: what our words mean, how they stand to those of others, what must hold between
//! them, and their names in JSON-LD.

use oxigraph::io::RdfFormat;
use oxigraph::io::RdfParser;

use super::NamedNode;
use super::Quad;
use super::quads::sorted;

/// What our words mean, in Turtle.
pub const TERMS: &str = include_str!("../../ontology/sayso.ttl");

/// How our words stand to those of others, in Turtle.
pub const ALIGNMENT: &str = include_str!("../../ontology/alignment.ttl");

/// What must always hold, in SHACL, in Turtle.
pub const SHAPES: &str = include_str!("../../ontology/shapes.ttl");

/// Our words as JSON-LD 1.1 names them.
pub const CONTEXT: &str = include_str!("../../ontology/context.jsonld");

/// Returns meanings and alignment in a graph. Shapes stay outside: they speak about the graph, not in it.
pub(super) fn quads(graph: &NamedNode) -> Vec<Quad> {
    let quads = [TERMS, ALIGNMENT].into_iter().flat_map(|turtle| turtle_quads(turtle, graph));
    sorted(quads.collect())
}

fn turtle_quads(turtle: &str, graph: &NamedNode) -> Vec<Quad> {
    let parser = RdfParser::from_format(RdfFormat::Turtle).with_default_graph(graph.clone());
    let quads = parser.for_slice(turtle.as_bytes());
    quads.collect::<Result<_, _>>().expect("the shipped ontology is Turtle")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use oxigraph::io::RdfFormat;
    use oxigraph::io::RdfParser;

    use super::ALIGNMENT;
    use super::CONTEXT;
    use super::SHAPES;
    use super::TERMS;
    use super::turtle_quads;
    use crate::rdf::Base;
    use crate::rdf::NamedNode;
    use crate::rdf::Quad;
    use crate::rdf::Term;
    use crate::rdf::ontology;
    use crate::rdf::testing;
    use crate::rdf::vocabulary::NAMESPACE;
    use crate::rdf::vocabulary::class;
    use crate::rdf::vocabulary::property;
    use crate::rdf::vocabulary::scheme;
    use crate::rdf::vocabulary::value;

    fn graph() -> NamedNode {
        NamedNode::new_unchecked("https://example.org/graph")
    }

    /// Returns the local names of the constants of the code.
    fn constants() -> BTreeSet<String> {
        let terms = [class::TERMS, property::TERMS, value::TERMS, scheme::TERMS];
        let names = terms.into_iter().flatten().map(|term| local(term.as_str()));
        let names: Vec<String> = names.map(|name| name.expect("our terms")).collect();
        let set: BTreeSet<String> = names.iter().cloned().collect();
        assert_eq!(names.len(), set.len(), "a constant stands twice");
        set
    }

    fn local(iri: &str) -> Option<String> {
        iri.strip_prefix(NAMESPACE).filter(|name| !name.is_empty()).map(str::to_owned)
    }

    /// Returns the local names of our terms that quads speak of, in whichever place.
    fn terms_in(quads: &[Quad]) -> BTreeSet<String> {
        let places = quads.iter().flat_map(|quad| {
            [quad.subject.clone().into(), quad.predicate.clone().into(), quad.object.clone()]
        });
        places
            .filter_map(|term: Term| match term {
                Term::NamedNode(node) => local(node.as_str()),
                _ => None,
            })
            .collect()
    }

    /// Returns what stands after each `sayso:` of a text.
    fn terms_in_text(text: &str) -> BTreeSet<String> {
        let rests = text.split("sayso:").skip(1);
        let names = rests.map(|rest| rest.split(|c: char| !c.is_alphanumeric()).next());
        names.flatten().filter(|name| !name.is_empty()).map(str::to_owned).collect()
    }

    #[test]
    fn the_code_and_the_ontology_have_the_same_terms() {
        let quads = turtle_quads(TERMS, &graph());
        let defined = quads.iter().filter_map(|quad| match &quad.subject {
            crate::rdf::NamedOrBlankNode::NamedNode(node) => local(node.as_str()),
            crate::rdf::NamedOrBlankNode::BlankNode(_) => None,
        });
        assert_eq!(defined.collect::<BTreeSet<_>>(), constants());
    }

    #[test]
    fn alignment_shapes_and_context_use_only_terms_that_exist() {
        let constants = constants();
        for (name, terms) in [
            ("sayso.ttl", terms_in(&turtle_quads(TERMS, &graph()))),
            ("alignment.ttl", terms_in(&turtle_quads(ALIGNMENT, &graph()))),
            ("shapes.ttl", terms_in(&turtle_quads(SHAPES, &graph()))),
            ("the queries of shapes.ttl", terms_in_text(SHAPES)),
        ] {
            let unknown: Vec<_> = terms.difference(&constants).collect();
            assert!(unknown.is_empty(), "{name}: {unknown:?}");
            assert!(terms.len() > 10, "{name} speaks of our terms");
        }
        assert_eq!(terms_in_text(CONTEXT), constants, "context.jsonld");
    }

    #[test]
    fn every_term_has_a_label_a_comment_an_example_and_says_where_it_is_from() {
        let quads = turtle_quads(TERMS, &graph());
        for name in constants() {
            let term = NamedNode::new_unchecked(format!("{NAMESPACE}{name}"));
            let count = |predicate: &str| {
                let found = quads.iter().filter(|quad| quad.subject == term.clone().into());
                found.filter(|quad| quad.predicate.as_str().ends_with(predicate)).count()
            };
            for predicate in ["#label", "#comment", "#example", "#isDefinedBy", "#type"] {
                assert_eq!(count(predicate), 1, "{name} {predicate}");
            }
        }
    }

    #[test]
    fn the_ontology_says_what_it_is() {
        let quads = turtle_quads(TERMS, &graph());
        let header = NamedNode::new_unchecked(NAMESPACE);
        let says = |predicate: &str| {
            let about = quads.iter().filter(|quad| quad.subject == header.clone().into());
            about.filter(|quad| quad.predicate.as_str().ends_with(predicate)).count()
        };
        assert_eq!(says("owl#versionInfo"), 1);
        assert_eq!(says("terms/license"), 2);
        assert_eq!(says("vann/preferredNamespacePrefix"), 1);
    }

    #[test]
    fn every_shape_says_what_it_wants() {
        let quads = turtle_quads(SHAPES, &graph());
        let objects_of = |subject: &Term, predicate: &str| -> Vec<Term> {
            let about = quads.iter().filter(|quad| Term::from(quad.subject.clone()) == *subject);
            let found = about.filter(|quad| quad.predicate.as_str().ends_with(predicate));
            found.map(|quad| quad.object.clone()).collect()
        };
        let targets = quads.iter().filter(|quad| quad.predicate.as_str().contains("shacl#target"));
        let shapes: BTreeSet<String> = targets.map(|quad| quad.subject.to_string()).collect();
        assert!(shapes.len() > 20, "{shapes:?}");
        for quad in &quads {
            let shape = quad.subject.to_string();
            let is_part = ["shacl#property", "shacl#sparql"]
                .iter()
                .any(|predicate| quad.predicate.as_str().ends_with(predicate));
            if is_part && shapes.contains(&shape) {
                assert_eq!(objects_of(&quad.object, "shacl#message").len(), 1, "a part of {shape}");
            }
        }
    }

    #[test]
    fn every_value_stands_in_a_list() {
        let quads = turtle_quads(TERMS, &graph());
        let in_scheme = |quad: &&Quad| quad.predicate.as_str().ends_with("#inScheme");
        let members: Vec<String> =
            quads.iter().filter(in_scheme).map(|quad| quad.subject.to_string()).collect();
        let values: Vec<String> = value::TERMS.iter().map(ToString::to_string).collect();
        assert_eq!(members.iter().collect::<BTreeSet<_>>(), values.iter().collect());
        assert_eq!(members.len(), values.len());
        let lists = quads.iter().filter(in_scheme).map(|quad| quad.object.to_string());
        let schemes = scheme::TERMS.iter().map(ToString::to_string);
        assert_eq!(lists.collect::<BTreeSet<_>>(), schemes.collect());
    }

    #[test]
    fn the_ontology_has_a_graph_of_its_own_and_no_blank_nodes() {
        let quads = ontology(&Base::default());
        assert!(quads.len() > 700, "{}", quads.len());
        assert!(quads.iter().all(|quad| quad.graph_name.to_string().ends_with("graph/ontology>")));
        assert!(
            !quads.iter().any(|quad| quad.subject.is_blank_node() || quad.object.is_blank_node())
        );
    }

    #[test]
    fn the_context_reads_a_statement() {
        let body = r#""@base": "https://w3id.org/sayso/id/" } ],
            "id": "doc/kz/op-ed#s=1", "type": "Statement", "source": "doc/kz/op-ed#e=1", "act": "Assertive",
            "depth": 1, "hedged": true, "confidence": "0.93", "rule": "cue-clause" }"#;
        let context =
            CONTEXT.trim().strip_prefix("{\n  \"@context\": ").and_then(|c| c.strip_suffix('}'));
        let context = context.expect("the context is an object of one member");
        let document = format!(r#"{{ "@context": [ {context}, {{ {body}"#);
        let format = RdfFormat::JsonLd { profile: oxigraph::io::JsonLdProfileSet::empty() };
        let quads = RdfParser::from_format(format).for_slice(document.as_bytes());
        let quads: Vec<Quad> = quads.collect::<Result<_, _>>().expect("the context is JSON-LD");
        let expected = r#"<doc/kz/op-ed#s=1> a sayso:Statement ; sayso:source <doc/kz/op-ed#e=1> ;
            sayso:act sayso:Assertive ; sayso:depth 1 ; sayso:hedged true ; sayso:confidence 0.93 ;
            sayso:rule "cue-clause" ."#;
        let lines = |quads: &[Quad]| super::super::to_nquads(quads);
        assert_eq!(lines(&quads), lines(&testing::trig(expected)));
    }
}
