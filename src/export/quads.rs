//! Quads and triples become files that other RDF tools read: sorted, each once, with the prefixes that they need and no others.

use std::collections::BTreeSet;
use std::io;
use std::io::Write;

use oxigraph::io::JsonLdProfileSet;
use oxigraph::io::RdfFormat;
use oxigraph::io::RdfSerializer;

use crate::rdf::GraphName;
use crate::rdf::NamedNodeRef;
use crate::rdf::Quad;
use crate::rdf::TermRef;
use crate::rdf::Triple;
use crate::rdf::vocabulary::PREFIXES;

/// What quads are written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuadsFormat {
    /// N-Quads: one line a quad.
    NQuads,
    /// `TriG`: for reading, graph by graph.
    TriG,
    /// Turtle: for reading, the graphs merged into one.
    Turtle,
    /// N-Triples: one line a triple, the graphs merged into one.
    NTriples,
    /// JSON-LD, in expanded form.
    JsonLd,
}

impl QuadsFormat {
    /// Returns whether the format keeps graphs apart.
    pub fn has_graphs(self) -> bool {
        matches!(self, Self::NQuads | Self::TriG | Self::JsonLd)
    }

    /// Returns whether the format can say things about triples, as RDF 1.2 does.
    pub fn has_triple_terms(self) -> bool {
        self != Self::JsonLd
    }

    fn serializer(self) -> RdfSerializer {
        let format = match self {
            Self::NQuads => RdfFormat::NQuads,
            Self::TriG => RdfFormat::TriG,
            Self::Turtle => RdfFormat::Turtle,
            Self::NTriples => RdfFormat::NTriples,
            Self::JsonLd => RdfFormat::JsonLd { profile: JsonLdProfileSet::empty() },
        };
        RdfSerializer::from_format(format)
    }

    fn has_prefixes(self) -> bool {
        matches!(self, Self::TriG | Self::Turtle)
    }
}

/// Writes quads, by line or, where graphs or subjects are grouped, by graph. A format without graphs has each triple once, whatever graphs it stands in.
pub fn write_quads(
    mut quads: Vec<Quad>,
    format: QuadsFormat,
    output: &mut impl Write,
) -> io::Result<()> {
    if !format.has_graphs() {
        for quad in &mut quads {
            quad.graph_name = GraphName::DefaultGraph;
        }
    }
    match format {
        QuadsFormat::NQuads | QuadsFormat::NTriples => quads.sort_by_cached_key(Quad::to_string),
        _ => quads.sort_by_cached_key(|quad| (quad.graph_name.to_string(), quad.to_string())),
    }
    quads.dedup();
    let mut serializer = format.serializer();
    if format.has_prefixes() {
        for (name, namespace) in used_prefixes(&quads) {
            serializer = serializer.with_prefix(name, namespace).expect("a namespace is an IRI");
        }
    }
    let mut serializer = serializer.for_writer(&mut *output);
    for quad in &quads {
        serializer.serialize_quad(quad)?;
    }
    serializer.finish()?;
    Ok(())
}

/// Writes triples as Turtle.
pub fn write_triples(triples: &[Triple], output: &mut impl Write) -> io::Result<()> {
    let quads = triples.iter().map(|triple| triple.clone().in_graph(GraphName::DefaultGraph));
    write_quads(quads.collect(), QuadsFormat::Turtle, output)
}

/// Returns the known prefixes that shorten something in the quads.
fn used_prefixes(quads: &[Quad]) -> BTreeSet<(&'static str, &'static str)> {
    let mut used = BTreeSet::new();
    for quad in quads {
        let quad = quad.as_ref();
        note(quad.subject.into(), &mut used);
        note(quad.predicate.into(), &mut used);
        note(quad.object, &mut used);
    }
    used
}

fn note(term: TermRef<'_>, used: &mut BTreeSet<(&'static str, &'static str)>) {
    let iri: NamedNodeRef<'_> = match term {
        TermRef::NamedNode(node) => node,
        TermRef::Literal(literal) => literal.datatype(),
        TermRef::BlankNode(_) => return,
        TermRef::Triple(triple) => {
            note(triple.subject.as_ref().into(), used);
            note(triple.predicate.as_ref().into(), used);
            return note(triple.object.as_ref(), used);
        }
    };
    let known = PREFIXES.iter().find(|(_, namespace)| iri.as_str().starts_with(namespace));
    used.extend(known);
}

#[cfg(test)]
mod tests {
    use oxigraph::io::RdfParser;

    use super::*;

    const DATA: &str = r#"
        @base <https://w3id.org/sayso/id/> .
        @prefix sayso: <https://w3id.org/sayso/ns#> .
        GRAPH <doc/b> { <doc/b#s=1> a sayso:Statement ; sayso:rule "a \"b\"\n" ; sayso:depth 1 . }
        GRAPH <doc/a> { <doc/b#s=1> a sayso:Statement . <text/1#char=0,5> sayso:exact "é" . <https://example.org/?a=b> sayso:says <claim/1> }
    "#;

    fn read(text: &str, format: RdfFormat) -> Vec<Quad> {
        let parser = RdfParser::from_format(format).for_slice(text);
        let mut quads: Vec<Quad> = parser.collect::<Result<_, _>>().unwrap();
        quads.sort_by_cached_key(Quad::to_string);
        quads
    }

    fn written(format: QuadsFormat) -> String {
        let quads = read(DATA, RdfFormat::TriG);
        let mut output = Vec::new();
        write_quads(quads, format, &mut output).unwrap();
        String::from_utf8(output).unwrap()
    }

    #[test]
    fn what_is_written_reads_back() {
        let quads = read(DATA, RdfFormat::TriG);
        let mut merged: Vec<Quad> = quads
            .iter()
            .map(|quad| Triple::from(quad.clone()).in_graph(GraphName::DefaultGraph))
            .collect();
        merged.sort_by_cached_key(Quad::to_string);
        merged.dedup();
        assert_eq!(read(&written(QuadsFormat::NQuads), RdfFormat::NQuads), quads);
        assert_eq!(read(&written(QuadsFormat::TriG), RdfFormat::TriG), quads);
        let json = RdfFormat::JsonLd { profile: JsonLdProfileSet::empty() };
        assert_eq!(read(&written(QuadsFormat::JsonLd), json), quads);
        assert_eq!(read(&written(QuadsFormat::Turtle), RdfFormat::Turtle), merged);
        assert_eq!(read(&written(QuadsFormat::NTriples), RdfFormat::NTriples), merged);
        assert_eq!(merged.len() + 1, quads.len());
    }

    #[test]
    fn turtle_is_short_and_has_only_the_prefixes_that_it_needs() {
        let expected = r#"@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix sayso: <https://w3id.org/sayso/ns#> .
<https://example.org/?a=b> sayso:says <https://w3id.org/sayso/id/claim/1> .
<https://w3id.org/sayso/id/doc/b#s=1> a sayso:Statement ;
	sayso:depth 1 ;
	sayso:rule "a \"b\"\n" .
<https://w3id.org/sayso/id/text/1#char=0,5> sayso:exact "é" .
"#;
        assert_eq!(written(QuadsFormat::Turtle), expected);
    }

    #[test]
    fn the_order_of_the_quads_does_not_matter() {
        for format in [
            QuadsFormat::NQuads,
            QuadsFormat::TriG,
            QuadsFormat::Turtle,
            QuadsFormat::NTriples,
            QuadsFormat::JsonLd,
        ] {
            let mut quads = read(DATA, RdfFormat::TriG);
            quads.reverse();
            quads.extend(quads.clone());
            let mut output = Vec::new();
            write_quads(quads, format, &mut output).unwrap();
            assert_eq!(String::from_utf8(output).unwrap(), written(format));
        }
    }
}
