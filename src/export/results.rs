//! Answers as they are found, in the formats that other programs ask for: nothing is collected, nothing sorted.

use std::borrow::Cow;
use std::error::Error;
use std::io;
use std::io::Write;

use oxigraph::io::JsonLdProfileSet;
use oxigraph::io::RdfFormat;
use oxigraph::io::RdfParser;
use oxigraph::io::RdfSerializer;
use oxigraph::sparql::QuerySolutionIter;
use oxigraph::sparql::Variable;
use oxigraph::sparql::results::QueryResultsFormat;
use oxigraph::sparql::results::QueryResultsSerializer;
use thiserror::Error;

use super::xml;
use crate::query::QueryError;
use crate::query::QueryResults;
use crate::rdf::GraphName;
use crate::rdf::Literal;
use crate::rdf::NamedNode;
use crate::rdf::Quad;
use crate::rdf::Term;
use crate::rdf::Triple;
use crate::rdf::vocabulary::PREFIXES;

/// What rows, and yes or no, are sent as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "as they are called")]
pub enum RowsFormat {
    Json,
    Xml,
    Csv,
    Tsv,
}

/// What triples and quads are sent as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "as they are called")]
pub enum GraphFormat {
    Turtle,
    NTriples,
    TriG,
    NQuads,
    JsonLd,
    RdfXml,
}

/// A format with its names: a short one, its address, and its media types, the one that is sent first.
#[derive(Clone, Copy, Debug)]
pub struct Offered<F> {
    /// What is sent.
    pub format: F,
    /// The name that an address may use.
    pub name: &'static str,
    /// What the W3C calls it.
    pub iri: &'static str,
    /// What it may be asked for as.
    pub media_types: &'static [&'static str],
}

/// The formats of rows, the best first.
pub const ROWS: &[Offered<RowsFormat>] = &[
    Offered {
        format: RowsFormat::Json,
        name: "json",
        iri: "http://www.w3.org/ns/formats/SPARQL_Results_JSON",
        media_types: &["application/sparql-results+json", "application/json"],
    },
    Offered {
        format: RowsFormat::Xml,
        name: "xml",
        iri: "http://www.w3.org/ns/formats/SPARQL_Results_XML",
        media_types: &["application/sparql-results+xml", "application/xml", "text/xml"],
    },
    Offered {
        format: RowsFormat::Csv,
        name: "csv",
        iri: "http://www.w3.org/ns/formats/SPARQL_Results_CSV",
        media_types: &["text/csv"],
    },
    Offered {
        format: RowsFormat::Tsv,
        name: "tsv",
        iri: "http://www.w3.org/ns/formats/SPARQL_Results_TSV",
        media_types: &["text/tab-separated-values"],
    },
];

/// The formats of triples, the best first.
pub const GRAPHS: &[Offered<GraphFormat>] = &[
    Offered {
        format: GraphFormat::Turtle,
        name: "ttl",
        iri: "http://www.w3.org/ns/formats/Turtle",
        media_types: &["text/turtle", "application/turtle", "application/x-turtle"],
    },
    Offered {
        format: GraphFormat::NTriples,
        name: "nt",
        iri: "http://www.w3.org/ns/formats/N-Triples",
        media_types: &["application/n-triples", "text/plain"],
    },
    Offered {
        format: GraphFormat::TriG,
        name: "trig",
        iri: "http://www.w3.org/ns/formats/TriG",
        media_types: &["application/trig", "application/x-trig"],
    },
    Offered {
        format: GraphFormat::NQuads,
        name: "nq",
        iri: "http://www.w3.org/ns/formats/N-Quads",
        media_types: &["application/n-quads"],
    },
    Offered {
        format: GraphFormat::JsonLd,
        name: "jsonld",
        iri: "http://www.w3.org/ns/formats/JSON-LD",
        media_types: &["application/ld+json", "application/json"],
    },
    Offered {
        format: GraphFormat::RdfXml,
        name: "rdf",
        iri: "http://www.w3.org/ns/formats/RDF_XML",
        media_types: &["application/rdf+xml", "application/xml", "text/xml"],
    },
];

impl GraphFormat {
    /// Returns whether the format keeps graphs apart.
    pub fn has_graphs(self) -> bool {
        matches!(self, Self::TriG | Self::NQuads | Self::JsonLd)
    }

    fn serializer(self) -> RdfSerializer {
        let serializer = RdfSerializer::from_format(match self {
            Self::Turtle => RdfFormat::Turtle,
            Self::NTriples => RdfFormat::NTriples,
            Self::TriG => RdfFormat::TriG,
            Self::NQuads => RdfFormat::NQuads,
            Self::JsonLd => RdfFormat::JsonLd { profile: JsonLdProfileSet::empty() },
            Self::RdfXml => RdfFormat::RdfXml,
        });
        if !matches!(self, Self::Turtle | Self::TriG | Self::RdfXml) {
            return serializer;
        }
        PREFIXES.iter().fold(serializer, |serializer, (name, namespace)| {
            serializer.with_prefix(*name, *namespace).expect("a namespace is an IRI")
        })
    }
}

/// Why answers end before they are all sent.
#[derive(Debug, Error)]
pub enum SendError {
    /// The query failed or was stopped.
    #[error(transparent)]
    Query(#[from] QueryError),
    /// They cannot be read from the store.
    #[error("the store cannot be read")]
    Store(#[source] Box<dyn Error + Send + Sync>),
    /// RDF/XML writes a predicate as the name of an element, and this one ends in none.
    #[error("RDF/XML has no way to write the predicate {predicate}")]
    Unsayable {
        /// The predicate.
        predicate: NamedNode,
    },
    /// They cannot be written, or nobody reads them.
    #[error("the answers cannot be written")]
    Output(#[from] io::Error),
}

/// Sends rows, or yes or no.
pub fn send_rows(
    results: QueryResults<'_>,
    format: RowsFormat,
    output: &mut dyn Write,
) -> Result<(), SendError> {
    let serializer = QueryResultsSerializer::from_format(match format {
        RowsFormat::Json => QueryResultsFormat::Json,
        RowsFormat::Xml => QueryResultsFormat::Xml,
        RowsFormat::Csv => QueryResultsFormat::Csv,
        RowsFormat::Tsv => QueryResultsFormat::Tsv,
    });
    match results {
        QueryResults::Boolean(answer) => {
            serializer.serialize_boolean_to_writer(output, answer)?;
        }
        QueryResults::Solutions(rows) => send_solutions(rows, format, serializer, output)?,
        QueryResults::Graph(_) => {}
    }
    Ok(())
}

fn send_solutions(
    rows: QuerySolutionIter<'_>,
    format: RowsFormat,
    serializer: QueryResultsSerializer,
    output: &mut dyn Write,
) -> Result<(), SendError> {
    let variables: Vec<Variable> = rows.variables().to_vec();
    let mut serializer = serializer.serialize_solutions_to_writer(output, variables)?;
    for row in rows {
        let row = row.map_err(QueryError::from)?;
        if format == RowsFormat::Xml {
            let row: Vec<_> = row.iter().map(|(name, term)| (name, readable(term))).collect();
            serializer.serialize(row.iter().map(|(name, term)| (*name, term.as_ref())))?;
        } else {
            serializer.serialize(&row)?;
        }
    }
    serializer.finish()?;
    Ok(())
}

/// Sends the triples of a query.
pub fn send_triples(
    results: QueryResults<'_>,
    format: GraphFormat,
    output: &mut dyn Write,
) -> Result<(), SendError> {
    let QueryResults::Graph(triples) = results else { return Ok(()) };
    let quads = triples.map(|triple| match triple {
        Ok(triple) => Ok(Triple::in_graph(triple, GraphName::DefaultGraph)),
        Err(error) => Err(SendError::Query(error.into())),
    });
    send(quads, format, output)
}

/// Sends quads of a store; a format without graphs has their triples.
pub fn send_quads<E: Error + Send + Sync + 'static>(
    quads: impl Iterator<Item = Result<Quad, E>>,
    format: GraphFormat,
    output: &mut dyn Write,
) -> Result<(), SendError> {
    let quads = quads.map(|quad| {
        let mut quad = quad.map_err(|error| SendError::Store(error.into()))?;
        if !format.has_graphs() {
            quad.graph_name = GraphName::DefaultGraph;
        }
        Ok(quad)
    });
    send(quads, format, output)
}

/// Sends a text in Turtle, which is ours, in another format.
pub fn send_turtle(
    turtle: &str,
    format: GraphFormat,
    output: &mut dyn Write,
) -> Result<(), SendError> {
    let quads = RdfParser::from_format(RdfFormat::Turtle).for_slice(turtle);
    send_quads(quads, format, output)
}

fn send(
    quads: impl Iterator<Item = Result<Quad, SendError>>,
    format: GraphFormat,
    output: &mut dyn Write,
) -> Result<(), SendError> {
    let mut serializer = format.serializer().for_writer(output);
    for quad in quads {
        let mut quad = quad?;
        if format == GraphFormat::RdfXml {
            if !xml::has_local_name(quad.predicate.as_str()) {
                return Err(SendError::Unsayable { predicate: quad.predicate });
            }
            quad.object = readable(&quad.object).into_owned();
        }
        serializer.serialize_quad(&quad)?;
    }
    serializer.finish()?;
    Ok(())
}

/// Returns a term without characters that no reader of XML takes.
fn readable(term: &Term) -> Cow<'_, Term> {
    let Term::Literal(literal) = term else { return Cow::Borrowed(term) };
    if !xml::has_forbidden(literal.value()) {
        return Cow::Borrowed(term);
    }
    let value = xml::without_forbidden(literal.value());
    let literal = match literal.language() {
        Some(language) => Literal::new_language_tagged_literal_unchecked(value, language),
        None => Literal::new_typed_literal(value, literal.datatype()),
    };
    Cow::Owned(literal.into())
}

#[cfg(test)]
mod tests {
    use oxigraph::store::Store;

    use super::*;
    use crate::query::Prepared;
    use crate::query::Settings;

    fn sent(
        query: &str,
        send: impl FnOnce(QueryResults<'_>, &mut dyn Write) -> Result<(), SendError>,
    ) -> String {
        let store = Store::new().unwrap();
        store
            .load_from_slice(
                RdfFormat::NQuads,
                "<http://x/a> <http://x/b> \"c\\u0001\" <http://x/g> .",
            )
            .unwrap();
        let prepared = Prepared::new(query, &Settings::default()).unwrap();
        let mut output = Vec::new();
        prepared.answer(&store, |results| send(results, &mut output)).unwrap();
        String::from_utf8(output).unwrap()
    }

    #[test]
    fn rows_come_in_every_format() {
        let check = |format, expected: &str| {
            let rows = sent("SELECT ?o { ?s ?p ?o }", |results, output| {
                send_rows(results, format, output)
            });
            assert_eq!(rows, expected);
        };
        check(
            RowsFormat::Json,
            "{\"head\":{\"vars\":[\"o\"]},\"results\":{\"bindings\":[{\"o\":{\"type\":\"literal\",\"value\":\"c\\u0001\"}}]}}",
        );
        check(RowsFormat::Csv, "o\r\nc\u{1}\r\n");
        check(RowsFormat::Tsv, "?o\n\"c\u{1}\"\n");
        check(
            RowsFormat::Xml,
            "<?xml version=\"1.0\"?><sparql xmlns=\"http://www.w3.org/2005/sparql-results#\"><head><variable name=\"o\"/></head><results><result><binding name=\"o\"><literal>c\u{fffd}</literal></binding></result></results></sparql>",
        );
    }

    #[test]
    fn a_predicate_without_a_name_is_told_in_rdf_xml() {
        let store = Store::new().unwrap();
        let query = "CONSTRUCT { <urn:a> <urn:1> 2 } {}";
        for offered in GRAPHS {
            let prepared = Prepared::new(query, &Settings::default()).unwrap();
            let sent = prepared
                .answer(&store, |results| send_triples(results, offered.format, &mut Vec::new()));
            match offered.format {
                GraphFormat::RdfXml => assert_eq!(
                    sent.unwrap_err().to_string(),
                    "RDF/XML has no way to write the predicate <urn:1>"
                ),
                _ => sent.unwrap(),
            }
        }
    }

    #[test]
    fn yes_and_no_come_in_every_format() {
        for offered in ROWS {
            let answer =
                sent("ASK {}", |results, output| send_rows(results, offered.format, output));
            assert!(answer.contains("true"), "{answer}");
        }
    }

    #[test]
    fn triples_read_back_from_every_format() {
        for offered in GRAPHS {
            let triples = sent("CONSTRUCT { ?s ?p 1 } { ?s ?p ?o }", |results, output| {
                send_triples(results, offered.format, output)
            });
            let format = RdfFormat::from_media_type(offered.media_types[0]).unwrap();
            let read = RdfParser::from_format(format).for_slice(&triples);
            assert_eq!(read.map(Result::unwrap).count(), 1, "{triples}");
        }
    }
}
