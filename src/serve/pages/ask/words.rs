//! What the editor proposes: prefixes, the words of the ontology with their comments, and the names of questions.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::PageError;
use super::Request;
use super::Site;
use crate::export;
use crate::query;
use crate::query::Answers;
use crate::rdf::Term;
use crate::rdf::vocabulary::PREFIXES;
use crate::serve::Response;

#[derive(Serialize, JsonSchema)]
struct Words {
    prefixes: Vec<(&'static str, &'static str)>,
    terms: Vec<Word>,
    questions: Vec<Word>,
}

#[derive(Serialize, JsonSchema)]
struct Word {
    name: String,
    /// `class`, `property`, `value` or `question`.
    kind: &'static str,
    comment: String,
}

/// Words of others that the graph uses.
const OTHERS: &[(&str, &str)] = &[
    ("dcterms:creator", "who made it, in words"),
    ("dcterms:date", "when it was published, as precise as known"),
    ("dcterms:identifier", "its id in its corpus"),
    ("dcterms:language", "the language of it"),
    ("dcterms:publisher", "who published it"),
    ("dcterms:title", "its title"),
    ("prov:wasDerivedFrom", "the text that a graph was made from"),
    ("prov:wasGeneratedBy", "the run that made it"),
    ("rdf:type", "what it is; also written a"),
    ("rdfs:label", "what it is called"),
    ("skos:altLabel", "another name"),
    ("skos:exactMatch", "the same in another registry"),
    ("skos:prefLabel", "its name"),
];

/// Returns the words as JSON.
pub(super) fn response(site: &Site, request: &Request) -> Result<Response, PageError> {
    let mut terms = terms(site, request)?;
    terms.extend(OTHERS.iter().map(|(name, comment)| Word {
        name: (*name).to_owned(),
        kind: "property",
        comment: (*comment).to_owned(),
    }));
    let questions = query::questions().map(|(name, question)| Word {
        name: name.to_owned(),
        kind: "question",
        comment: question.summary,
    });
    let words = Words { prefixes: PREFIXES.to_vec(), terms, questions: questions.collect() };
    let json = serde_json::to_vec(&words).expect("words are plain");
    Ok(Response::new(200, "application/json", json).with("cache-control", "max-age=600"))
}

fn terms(site: &Site, request: &Request) -> Result<Vec<Word>, PageError> {
    let settings = site.settings(request);
    let answers = query::run(site.store().dataset(), query::TERMS, &settings)?;
    let Answers::Solutions(table) = answers else { return Ok(Vec::new()) };
    let mut words: BTreeMap<String, Word> = BTreeMap::new();
    for row in &table.rows {
        let [Some(Term::NamedNode(term)), Some(Term::Literal(kind)), Some(Term::Literal(comment))] =
            row.as_slice()
        else {
            continue;
        };
        let name = export::shorten(term.as_str(), site.base());
        let kind = match kind.value() {
            "Class" => "class",
            kind if kind.ends_with("Property") => "property",
            _ => "value",
        };
        words.entry(name.clone()).or_insert_with(|| Word {
            name,
            kind,
            comment: comment.value().to_owned(),
        });
    }
    Ok(words.into_values().collect())
}
