//! Questions: those that are shipped as forms, SPARQL of one's own in an editor, and their answers.

mod answers;
mod asked;
mod chart;
mod fault;
mod groups;
mod graph;
mod words;

use std::convert::Infallible;

use schemars::JsonSchema;
use serde::Serialize;

use super::PageError;
use super::Request;
use super::Site;
use super::View;
use crate::export;
use crate::export::AnswersFormat;
use crate::export::GRAPHS;
use crate::query;
use crate::query::Answers;
use crate::query::QueryError;
use crate::rdf::GraphName;
use crate::serve::Response;
use crate::serve::endpoint;

use answers::Cell;
use answers::Column;
use answers::Leads;
use asked::Asked;
use asked::Field;
use chart::Chart;
use fault::Fault;
use groups::Group;

/// So many rows are shown; files have all.
const MOST_ROWS: usize = 250;

#[derive(Serialize, JsonSchema)]
pub(super) struct Shown {
    /// The question's name; empty in the editor.
    name: String,
    description: String,
    fields: Vec<Field>,
    missing: Vec<String>,
    /// The SPARQL, with the values in it.
    query: String,
    groups: Vec<Group>,
    fault: Option<Fault>,
    result: Option<Told>,
    /// How the answers can be shown.
    views: Vec<Way>,
    /// The command that prints the same as a table.
    command: String,
    files: Vec<File>,
}

/// What a question is answered.
#[derive(Serialize, JsonSchema)]
struct Told {
    boolean: Option<bool>,
    columns: Vec<Column>,
    rows: Vec<Vec<Cell>>,
    /// How many rows there are, shown or not.
    count: usize,
    more_rows: usize,
    chart: Option<Chart>,
    /// A picture in SVG, of answers that make a graph.
    graph: Option<String>,
    /// Whether there is one.
    has_graph: bool,
    /// Whether the rows are triples.
    is_of_triples: bool,
    /// `table`, `chart` or `graph`, as far as it is there.
    shown: &'static str,
}

/// A way to show answers, and its address.
#[derive(Serialize, JsonSchema)]
struct Way {
    name: &'static str,
    address: String,
}

/// A file of the answers, with the command that prints them, where there is one.
#[derive(Serialize, JsonSchema)]
struct File {
    name: &'static str,
    address: String,
    command: Option<String>,
}

/// Extensions, media types and formats of files.
const FORMATS: &[(&str, &str, AnswersFormat)] = &[
    ("csv", "text/csv; charset=utf-8", AnswersFormat::Csv),
    ("tsv", "text/tab-separated-values; charset=utf-8", AnswersFormat::Tsv),
    ("json", "application/sparql-results+json", AnswersFormat::Json),
    ("xml", "application/sparql-results+xml", AnswersFormat::Xml),
    ("md", "text/markdown; charset=utf-8", AnswersFormat::Markdown),
];

/// Returns the page of a question, or without one the editor, with answers where something is asked.
pub(super) fn view(site: &Site, name: Option<&str>, request: &Request) -> Result<View, PageError> {
    let asked = match Asked::read(site, name, request) {
        Ok(asked) => asked,
        Err(PageError::Query(error)) if name.is_none() => {
            let fault = Some(error);
            return Ok(page(name, fault, None, &Asked::only(request)));
        }
        Err(error) => return Err(error),
    };
    if !asked.is_complete() {
        return Ok(page(name, None, None, &asked));
    }
    let (fault, told) = match answered(site, &asked, request) {
        Ok(answers) => (None, Some(told(site, &asked, &answers, request)?)),
        Err(PageError::Query(error)) => (Some(error), None),
        Err(error) => return Err(error),
    };
    Ok(page(name, fault, told, &asked))
}

fn page(
    name: Option<&str>,
    error: Option<QueryError>,
    result: Option<Told>,
    asked: &Asked,
) -> View {
    let fault = error.as_ref().map(Fault::new);
    let told = error.map(|error| (endpoint::status(&error), fault::told(&error)));
    let files = result.as_ref().map(|told| files(asked, told.is_of_triples)).unwrap_or_default();
    let shown = Shown {
        name: name.unwrap_or_default().to_owned(),
        description: groups::in_words(&asked.question.description),
        fields: asked.fields.clone(),
        missing: asked.missing.clone(),
        query: asked.bound.clone(),
        groups: if name.is_none() { groups::groups() } else { Vec::new() },
        fault,
        views: result.as_ref().map(|told| views(asked, told)).unwrap_or_default(),
        result,
        command: asked.command(&[]),
        files,
    };
    let view = match name {
        Some(_) => View::new("question.html", asked.question.summary.clone(), &shown),
        None => View::new("ask.html", "Ask", &shown),
    };
    view.with_fault(told)
}

/// Returns a file of the answers, named by its extension.
pub(super) fn file(
    site: &Site,
    name: Option<&str>,
    extension: &str,
    request: &Request,
) -> Result<Response, PageError> {
    if (name, extension) == (Some("words"), "json") {
        return words::response(site, request);
    }
    let unknown = || PageError::Unknown { what: "format", name: extension.to_owned() };
    let rows = FORMATS.iter().find(|format| format.0 == extension);
    let triples = GRAPHS.iter().find(|offered| offered.name == extension);
    if rows.is_none() && triples.is_none() {
        return Err(unknown());
    }
    let asked = Asked::read(site, name, request)?;
    let answers = answered(site, &asked, request)?;
    let mut bytes = Vec::new();
    let media_type = match (rows, triples, &answers) {
        (Some((_, media_type, format)), ..) => {
            export::write_answers(&answers, *format, site.base(), &mut bytes).map_err(|error| {
                PageError::Format { name: extension.to_owned(), fault: error.to_string() }
            })?;
            *media_type
        }
        (None, Some(offered), Answers::Triples(triples)) => {
            let quads = triples.iter().map(|triple| {
                Ok::<_, Infallible>(triple.clone().in_graph(GraphName::DefaultGraph))
            });
            export::send_quads(quads, offered.format, &mut bytes).map_err(|error| {
                PageError::Format { name: extension.to_owned(), fault: error.to_string() }
            })?;
            offered.media_types[0]
        }
        // Rows are no triples.
        _ => return Err(unknown()),
    };
    let name = name.unwrap_or("answers");
    Ok(Response::new(200, media_type, bytes)
        .with("content-disposition", format!("inline; filename=\"{name}.{extension}\"")))
}

fn answered(site: &Site, asked: &Asked, request: &Request) -> Result<Answers, PageError> {
    let shown = site.narrowed(asked.minimum)?;
    let settings = asked.settings(site, request)?;
    Ok(query::run(shown.store().dataset(), &asked.question.text, &settings)?)
}

fn told(
    site: &Site,
    asked: &Asked,
    answers: &Answers,
    request: &Request,
) -> Result<Told, PageError> {
    let mut told = Told {
        boolean: None,
        columns: Vec::new(),
        rows: Vec::new(),
        count: 0,
        more_rows: 0,
        chart: None,
        graph: None,
        has_graph: false,
        is_of_triples: false,
        shown: "table",
    };
    let table = match answers {
        Answers::Boolean(answer) => {
            told.boolean = Some(*answer);
            return Ok(told);
        }
        Answers::Solutions(table) => table.clone(),
        Answers::Triples(triples) => answers::of_triples(triples),
    };
    told.count = table.rows.len();
    told.more_rows = told.count.saturating_sub(MOST_ROWS);
    let leads = Leads::new(site, &table);
    told.chart = Chart::of(&table, |column, term| leads.cell(column, term));
    told.is_of_triples = matches!(answers, Answers::Triples(_));
    told.has_graph = graph::is_graph(&leads);
    if asked.shown == "graph" && told.has_graph {
        let settings = asked.settings(site, request)?;
        told.graph = Some(graph::drawn(site, &leads, &asked.question, &settings)?);
    }
    told.shown = match asked.shown.as_str() {
        "chart" if told.chart.is_some() => "chart",
        "graph" if told.graph.is_some() => "graph",
        _ => "table",
    };
    told.columns = answers::columns(&table);
    told.rows = table.rows.iter().take(MOST_ROWS).map(|row| leads.row(row)).collect();
    Ok(told)
}

fn views(asked: &Asked, told: &Told) -> Vec<Way> {
    let ways = [("table", true), ("chart", told.chart.is_some()), ("graph", told.has_graph)];
    let there = ways.into_iter().filter(|(_, is_there)| *is_there);
    there.map(|(name, _)| Way { name, address: asked.shown_at(name) }).collect()
}

fn files(asked: &Asked, is_of_triples: bool) -> Vec<File> {
    let file = |name: &'static str, command: Option<String>| File {
        name,
        address: asked.address(&format!(".{name}")),
        command,
    };
    let rows =
        FORMATS.iter().map(|(name, ..)| file(name, Some(asked.command(&["--format", name]))));
    let triples = GRAPHS.iter().filter(|_| is_of_triples).map(|offered| file(offered.name, None));
    triples.chain(rows).collect()
}
