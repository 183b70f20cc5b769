//! What there is to ask, for programs: the service as SPARQL's service description, the data as `VoID`.

use std::fmt::Write as _;

use crate::export::GRAPHS;
use crate::export::ROWS;
use crate::query;
use crate::query::Answers;
use crate::query::QueryError;
use crate::query::Table;
use crate::rdf::Term;
use crate::rdf::vocabulary::NAMESPACE;
use crate::serve::Request;
use crate::serve::Response;
use crate::serve::Site;

use super::described;
use super::status;

/// What was counted of a store.
#[derive(Debug, Default)]
pub(in crate::serve) struct Contents {
    triples: u64,
    /// Classes with their nodes.
    classes: Vec<(String, u64)>,
}

const PREFIXES: &str = "\
    @prefix dcterms: <http://purl.org/dc/terms/> .\n\
    @prefix foaf: <http://xmlns.com/foaf/0.1/> .\n\
    @prefix sd: <http://www.w3.org/ns/sparql-service-description#> .\n\
    @prefix void: <http://rdfs.org/ns/void#> .\n";

/// Describes the service: what it speaks, in which formats, and that the default graph is the union of all.
pub(super) fn service(site: &Site, request: &Request) -> Result<Response, Response> {
    let contents = contents(site, request)?;
    let site = address(request);
    let mut turtle = format!(
        "{PREFIXES}<{site}/query#service> a sd:Service ; sd:endpoint <{site}/query> ;\n\
         sd:supportedLanguage sd:SPARQL11Query ; sd:feature sd:UnionDefaultGraph ;\n\
         sd:defaultDataset <{site}/query#dataset> .\n\
         <{site}/query#dataset> a sd:Dataset ; sd:defaultGraph <{site}/query#union> .\n\
         <{site}/query#union> a sd:Graph ; dcterms:description \
         \"The union of all graphs; FROM, FROM NAMED and GRAPH narrow it.\"@en ; void:triples {} .\n",
        contents.triples
    );
    for format in formats() {
        writeln!(turtle, "<{site}/query#service> sd:resultFormat <{format}> .")
            .expect("a string takes all");
    }
    described(request, turtle)
}

/// Describes the data: how much there is of what, under which names, and where to ask.
pub(super) fn void(site: &Site, request: &Request) -> Result<Response, Response> {
    let contents = contents(site, request)?;
    let base = site.base().as_str();
    let documents = site.store().manifest().documents.len();
    let site = address(request);
    let here = format!("{site}/.well-known/void");
    let mut turtle = format!(
        "{PREFIXES}<{here}> a void:DatasetDescription ; foaf:primaryTopic <{here}#dataset> .\n\
         <{here}#dataset> a void:Dataset ; dcterms:title \"Who said what, in {documents} documents\"@en ;\n\
         foaf:homepage <{site}/> ; void:sparqlEndpoint <{site}/query> ; void:dataDump <{site}/store> ;\n\
         void:uriSpace \"{base}\" ; void:vocabulary <{NAMESPACE}> ; void:triples {} .\n",
        contents.triples
    );
    for format in GRAPHS {
        writeln!(turtle, "<{here}#dataset> void:feature <{}> .", format.iri)
            .expect("a string takes all");
    }
    for (number, (class, nodes)) in contents.classes.iter().enumerate() {
        writeln!(
            turtle,
            "<{here}#dataset> void:classPartition <{here}#class-{number}> .\n\
             <{here}#class-{number}> void:class <{class}> ; void:entities {nodes} ."
        )
        .expect("a string takes all");
    }
    described(request, turtle)
}

fn formats() -> impl Iterator<Item = &'static str> {
    ROWS.iter().map(|offered| offered.iri).chain(GRAPHS.iter().map(|offered| offered.iri))
}

/// Returns the address of the site, as the client knows it.
fn address(request: &Request) -> String {
    format!("http://{}", request.header("host").unwrap_or("localhost"))
}

/// Counts what is in the store, once.
fn contents<'site>(site: &'site Site, request: &Request) -> Result<&'site Contents, Response> {
    if let Some(contents) = site.contents().get() {
        return Ok(contents);
    }
    let answers = query::run(site.store().dataset(), query::CONTENTS, &site.settings(request));
    let contents = counted(answers).map_err(|error| {
        Response::text(status(&error), "what is in the store cannot be counted now")
    })?;
    Ok(site.contents().get_or_init(|| contents))
}

fn counted(answers: Result<Answers, QueryError>) -> Result<Contents, QueryError> {
    let mut contents = Contents::default();
    let Answers::Solutions(Table { rows, .. }) = answers? else { return Ok(contents) };
    for row in rows {
        let [class, Some(Term::Literal(count))] = row.as_slice() else { continue };
        let count = count.value().parse().unwrap_or(0);
        match class {
            Some(Term::NamedNode(class)) => {
                contents.classes.push((class.as_str().to_owned(), count));
            }
            _ => contents.triples = count,
        }
    }
    Ok(contents)
}
