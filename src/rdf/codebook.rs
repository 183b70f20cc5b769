//! Reads a codebook that is written as RDF, and describes its topics and concepts, and which claims have them.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use oxigraph::io::RdfFormat;
use oxigraph::io::RdfParseError;
use oxigraph::io::RdfParser;
use oxigraph::model::NamedOrBlankNode;
use oxigraph::model::Term;

use super::Base;
use super::NamedNode;
use super::NamedNodeRef;
use super::Quads;
use super::literal;
use super::vocabulary::class;
use super::vocabulary::property;
use super::vocabulary::rdf;
use super::vocabulary::skos;
use super::vocabulary::value;
use crate::model::Coding;
use crate::model::Concept;
use crate::model::Links;
use crate::model::Position;

/// Reads the concepts of a codebook in Turtle or N-Triples: what is a `skos:Concept` with a `skos:prefLabel`.
///
/// ```turtle
/// <#fair> a skos:Concept ; skos:prefLabel "The election was fair." ; skos:altLabel "election" , "vote" ;
///     sayso:proForm "free" , "fair" ; sayso:contraForm "rigged" .
/// ```
pub fn concepts(text: &str) -> Result<Vec<Concept>, RdfParseError> {
    let mut said: BTreeMap<String, BTreeMap<String, BTreeSet<String>>> = BTreeMap::new();
    for quad in RdfParser::from_format(RdfFormat::Turtle).for_reader(text.as_bytes()) {
        let quad = quad?;
        let NamedOrBlankNode::NamedNode(subject) = quad.subject else { continue };
        let object = match quad.object {
            Term::Literal(literal) => literal.value().to_owned(),
            Term::NamedNode(node) => node.as_str().to_owned(),
            _ => continue,
        };
        let of = said.entry(subject.as_str().to_owned()).or_default();
        of.entry(quad.predicate.as_str().to_owned()).or_default().insert(object);
    }
    Ok(said.into_iter().filter_map(|(iri, said)| concept(iri, &said)).collect())
}

fn concept(iri: String, said: &BTreeMap<String, BTreeSet<String>>) -> Option<Concept> {
    let all = |property: NamedNodeRef<'_>| -> Vec<String> {
        said.get(property.as_str()).into_iter().flatten().cloned().collect()
    };
    let first = |property: NamedNodeRef<'_>| all(property).into_iter().next();
    all(rdf::TYPE).iter().any(|kind| kind == skos::CONCEPT.as_str()).then_some(())?;
    Some(Concept {
        iri,
        label: first(skos::PREF_LABEL)?,
        cues: all(skos::ALT_LABEL),
        definition: first(skos::DEFINITION),
        schemes: all(skos::IN_SCHEME),
        broader: all(skos::BROADER),
        pro: all(property::PRO_FORM),
        contra: all(property::CONTRA_FORM),
    })
}

/// Describes the topics and concepts of codebooks.
pub(super) fn describe(concepts: &[Concept], quads: &mut Quads) {
    for concept in concepts {
        let Ok(node) = NamedNode::new(&concept.iri) else { continue };
        quads.say(&node, rdf::TYPE, skos::CONCEPT);
        quads.say(&node, skos::PREF_LABEL, literal::text(&concept.label));
        if let Some(definition) = &concept.definition {
            quads.say(&node, skos::DEFINITION, literal::text(definition));
        }
        let words = [
            (skos::ALT_LABEL, &concept.cues),
            (property::PRO_FORM, &concept.pro),
            (property::CONTRA_FORM, &concept.contra),
        ];
        for (property, words) in words {
            for words in words {
                quads.say(&node, property, literal::text(words));
            }
        }
        for (property, iris) in
            [(skos::IN_SCHEME, &concept.schemes), (skos::BROADER, &concept.broader)]
        {
            for iri in iris.iter().filter_map(|iri| NamedNode::new(iri).ok()) {
                quads.say(&node, property, iri);
            }
        }
    }
}

/// Describes which claims have which topics, and what statements hold of concepts.
///
/// ```turtle
/// <claim/…> sayso:topic <https://w3id.org/sayso/codebook/elections#turnout> .
/// <graph/links#g=…> a sayso:Coding ; sayso:claim <claim/…> ; sayso:topic <…#turnout> ; sayso:words "turnout" .
/// <graph/links#p=…> a sayso:Position ; sayso:inStatement <doc/kz/op-ed#s=…> ; sayso:concept <…#elections-fair> ;
///     sayso:agreement sayso:Agrees ; sayso:words "election free" ; sayso:rule "form" .
/// ```
pub(super) fn describe_links(base: &Base, links: &Links, quads: &mut Quads) {
    for coding in &links.codings {
        describe_coding(base, coding, quads);
    }
    for position in &links.positions {
        describe_position(base, position, quads);
    }
}

fn describe_coding(base: &Base, coding: &Coding, quads: &mut Quads) {
    let Ok(topic) = NamedNode::new(&coding.topic) else { return };
    let (claim, node) = (base.claim(&coding.claim), base.coding(coding));
    quads.say(&claim, property::TOPIC, topic.clone());
    quads.say(&node, rdf::TYPE, class::CODING);
    quads.say(&node, property::CLAIM, claim);
    quads.say(&node, property::TOPIC, topic);
    quads.say(&node, property::WORDS, literal::text(&coding.words));
}

fn describe_position(base: &Base, position: &Position, quads: &mut Quads) {
    let Ok(concept) = NamedNode::new(&position.concept) else { return };
    let node = base.position(position);
    let agreement = if position.agrees { value::AGREES } else { value::DISAGREES };
    quads.say(&node, rdf::TYPE, class::POSITION);
    quads.say(&node, property::IN_STATEMENT, base.part(&position.document, &position.statement));
    quads.say(&node, property::CONCEPT, concept);
    quads.say(&node, property::AGREEMENT, agreement);
    quads.say(&node, property::WORDS, literal::text(&position.words));
    quads.say(&node, property::RULE, literal::text(position.rule));
}

#[cfg(test)]
mod tests {
    use super::concepts;
    use crate::model::Coding;
    use crate::model::DocumentKey;
    use crate::model::Links;
    use crate::model::Position;
    use crate::rdf::Base;
    use crate::rdf::links;
    use crate::rdf::testing;

    const SHIPPED: [&str; 2] = [
        include_str!("../../data/codebooks/elections.ttl"),
        include_str!("../../data/codebooks/affairs.ttl"),
    ];

    #[test]
    fn the_shipped_codebooks_have_topics_and_concepts() {
        for text in SHIPPED {
            let concepts = concepts(text).expect("it is Turtle");
            assert!(concepts.iter().filter(|it| it.is_proposition()).count() >= 9);
            for concept in concepts {
                assert!(!concept.cues.is_empty(), "{}", concept.iri);
                assert_eq!(concept.pro.is_empty(), concept.contra.is_empty(), "{}", concept.iri);
                assert_eq!(concept.label.ends_with('.'), concept.is_proposition());
            }
        }
    }

    #[test]
    fn codings_and_positions_say_by_which_words() {
        let coding = Coding {
            claim: "1".to_owned(),
            topic: "https://example.org/turnout".to_owned(),
            words: "turnout".to_owned(),
        };
        let position = Position {
            document: DocumentKey { corpus: "kz".to_owned(), id: "a".to_owned() },
            statement: "s=1".to_owned(),
            concept: "https://example.org/fair".to_owned(),
            agrees: false,
            words: "vote rigged".to_owned(),
            rule: "form",
        };
        let base = Base::default();
        let nodes = [base.coding(&coding), base.position(&position)];
        let given = Links { codings: vec![coding], positions: vec![position], ..Links::default() };
        let expected = format!(
            r#"GRAPH <graph/links> {{ <claim/1> sayso:topic <https://example.org/turnout> .
            {} a sayso:Coding ; sayso:claim <claim/1> ; sayso:topic <https://example.org/turnout> ; sayso:words "turnout" .
            {} a sayso:Position ; sayso:inStatement <doc/kz/a#s=1> ; sayso:concept <https://example.org/fair> ;
                sayso:agreement sayso:Disagrees ; sayso:words "vote rigged" ; sayso:rule "form" . }}"#,
            nodes[0], nodes[1]
        );
        testing::check_quads(&links(&base, &given), &expected);
    }
}
