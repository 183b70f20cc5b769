//! A graph without the words of its texts, so that it can be shared where the texts cannot.

use std::collections::BTreeSet;

use crate::rdf::Quad;
use crate::rdf::TermRef;
use crate::rdf::vocabulary::class;
use crate::rdf::vocabulary::oa;
use crate::rdf::vocabulary::property;
use crate::rdf::vocabulary::rdf;
use crate::rdf::vocabulary::rdfs;

/// Takes out what quotes a text: exact words of spans, names and posts as the text has them, notes, and the readable
/// forms of claims. Positions, hashes, metadata and the preferred names of entities and agents stay.
pub fn without_text(mut quads: Vec<Quad>) -> Vec<Quad> {
    let is_claim = |quad: &&Quad| {
        quad.predicate == rdf::TYPE && quad.object.as_ref() == TermRef::from(class::CLAIM)
    };
    let claims: BTreeSet<String> =
        quads.iter().filter(is_claim).map(|quad| quad.subject.to_string()).collect();
    let names_claim =
        |quad: &Quad| quad.predicate == rdfs::LABEL && claims.contains(&quad.subject.to_string());
    quads.retain(|quad| !is_quoting(quad) && !names_claim(quad));
    quads
}

fn is_quoting(quad: &Quad) -> bool {
    [
        property::EXACT,
        property::NAME_TEXT,
        property::ROLE_TEXT,
        property::NOTE,
        oa::EXACT,
        oa::PREFIX,
        oa::SUFFIX,
    ]
    .contains(&quad.predicate.as_ref())
}

#[cfg(test)]
mod tests {
    use oxigraph::io::RdfFormat;
    use oxigraph::io::RdfParser;

    use super::*;

    #[test]
    fn words_go_and_places_stay() {
        let data = r#"
            @base <https://w3id.org/sayso/id/> .
            @prefix sayso: <https://w3id.org/sayso/ns#> .
            @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
            <text/1#char=0,4> a sayso:Span ; sayso:start 0 ; sayso:end 4 ; sayso:exact "MARK" .
            <claim/1> a sayso:Claim ; rdfs:label "MARK" .
            <doc/a> sayso:note "MARK" ; sayso:file "a.txt" .
            <doc/a#e=1> a sayso:Entity ; rdfs:label "Ann" ; sayso:nameText "MARK" .
            <doc/a#a=1> sayso:roleText "MARK" ; sayso:person <doc/a#e=1> .
        "#;
        let parser = RdfParser::from_format(RdfFormat::Turtle).for_slice(data);
        let quads: Vec<Quad> = parser.collect::<Result<_, _>>().unwrap();
        let kept = without_text(quads.clone());
        assert!(kept.iter().all(|quad| !quad.to_string().contains("MARK")));
        assert_eq!(quads.len() - kept.len(), 5);
    }
}
