//! Graphs: which there are, each drawn as it is asked for, its edges opened to the words they rest on, and files of it.

mod choices;
mod command;
mod drawn;
mod form;
mod opened;
mod table;

use schemars::JsonSchema;
use serde::Serialize;

use super::PageError;
use super::Request;
use super::Site;
use super::View;
use crate::export::graph;
use crate::export::graph::Format;
use crate::projection;
use crate::projection::Drawing;
use crate::serve::Response;

use choices::Choices;
use choices::OPTIONS;
use choices::SET;
use drawn::Drawn;
use form::Field;
use opened::Opened;
use table::Row;

/// A picture of more edges is too full to read; only so many, the strongest, are drawn where nobody asks for another number.
const MOST_EDGES: usize = 80;

/// The table below a picture has so many rows at most.
const MOST_ROWS: usize = 500;

#[derive(Serialize, JsonSchema)]
pub(super) struct List {
    graphs: Vec<Listed>,
}

#[derive(Serialize, JsonSchema)]
struct Listed {
    name: String,
    title: String,
    description: String,
}

/// Returns the list of graphs.
pub(super) fn list() -> View {
    let graphs = projection::drawings().into_iter().map(|drawing| Listed {
        name: drawing.name,
        title: drawing.title,
        description: drawing.question.description,
    });
    View::new("networks.html", "Networks", &List { graphs: graphs.collect() })
}

#[derive(Serialize, JsonSchema)]
pub(super) struct Shown {
    name: String,
    description: String,
    fields: Vec<Field>,
    columns: Vec<String>,
    /// Parameters without which there is no graph.
    missing: Vec<String>,
    /// Options that would only count in a discourse network.
    idle: Vec<&'static str>,
    fault: Option<String>,
    /// What was chosen, in a few words each.
    told: Vec<String>,
    query: String,
    /// What identifiers in the picture stand under.
    base: String,
    drawn: Option<Picture>,
    opened: Option<Opened>,
}

#[derive(Serialize, JsonSchema)]
struct Picture {
    svg: String,
    title: String,
    nodes: usize,
    edges: usize,
    /// How many weaker edges were left out, and whether nobody had asked for that.
    left_out: usize,
    is_limited: bool,
    rows: Vec<Row>,
    more_rows: usize,
    files: Vec<File>,
}

/// A file of the same graph, with the command that makes it.
#[derive(Serialize, JsonSchema)]
struct File {
    name: &'static str,
    address: String,
    command: String,
}

/// Returns the names of the options that a graph can be asked for.
#[cfg(test)]
pub(in crate::serve) fn options() -> Vec<&'static str> {
    OPTIONS.iter().map(|option| option.name).collect()
}

/// Returns the page of a graph.
pub(super) fn view(site: &Site, name: &str, request: &Request) -> Result<View, PageError> {
    let drawing = drawing(name)?;
    let mut choices = Choices::read(request, &drawing)?;
    let missing = form::missing(&drawing, &choices);
    let mut shown = Shown {
        name: name.to_owned(),
        description: drawing.question.description.clone(),
        fields: Vec::new(),
        columns: form::columns(&drawing.question.text),
        idle: choices.idle.clone(),
        fault: None,
        told: Vec::new(),
        query: String::new(),
        base: site.base().as_str().to_owned(),
        drawn: None,
        opened: None,
        missing,
    };
    let mut title = drawing.title.clone();
    let mut fault = None;
    if shown.missing.is_empty() {
        match drawn::drawn(site, &drawing, &mut choices, request, Some(MOST_EDGES)) {
            Ok(drawn) => {
                title.clone_from(&drawn.drawing.title);
                shown.description.clone_from(&drawn.drawing.question.description);
                shown.opened = opened::opened(site, name, &drawn, &choices, request)?;
                shown.drawn = Some(picture(site, name, &drawn, &choices)?);
            }
            Err(error) => {
                shown.fault = Some(told(&error));
                fault = Some((error.status(), told(&error)));
            }
        }
    }
    shown.query = command::query(&choices, &[]);
    shown.told = choices.given.iter().map(|(name, value)| chosen(name, value)).collect();
    shown.fields = form::fields(site, &drawing, &choices);
    Ok(View::new("network.html", title, &shown).with_fault(fault))
}

/// Returns a file of a graph, named by its extension.
pub(super) fn file(
    site: &Site,
    name: &str,
    extension: &str,
    request: &Request,
) -> Result<Response, PageError> {
    let drawing = drawing(name)?;
    let unknown = || PageError::Unknown { what: "format", name: extension.to_owned() };
    let (_, media_type, format) =
        FORMATS.iter().find(|format| format.0 == extension).ok_or_else(unknown)?;
    let has_nodes = *format == Format::Csv && request.value("nodes").is_some();
    let format = if has_nodes { Format::CsvNodes } else { *format };
    let mut choices = Choices::read(request, &drawing)?;
    let drawn = drawn::drawn(site, &drawing, &mut choices, request, None)?;
    let bytes = written(&drawn, format)?;
    Ok(Response::new(200, media_type, bytes)
        .with("content-disposition", format!("inline; filename=\"{name}.{extension}\"")))
}

/// Extensions, media types and formats of files.
const FORMATS: &[(&str, &str, Format)] = &[
    ("svg", "image/svg+xml", Format::Svg),
    ("png", "image/png", Format::Png),
    ("graphml", "application/graphml+xml", Format::GraphMl),
    ("gexf", "application/gexf+xml", Format::Gexf),
    ("csv", "text/csv; charset=utf-8", Format::Csv),
    ("dot", "text/vnd.graphviz; charset=utf-8", Format::Dot),
    ("json", "application/json", Format::Json),
];

fn drawing(name: &str) -> Result<Drawing, PageError> {
    let unknown = || PageError::Unknown { what: "graph", name: name.to_owned() };
    projection::drawing(name).ok_or_else(unknown)
}

fn written(drawn: &Drawn, format: Format) -> Result<Vec<u8>, PageError> {
    let mut bytes = Vec::new();
    graph::write(&drawn.graph, &drawn.drawing, format, &mut bytes)
        .map_err(|error| PageError::Picture { fault: error.to_string() })?;
    Ok(bytes)
}

fn picture(
    site: &Site,
    name: &str,
    drawn: &Drawn,
    choices: &Choices,
) -> Result<Picture, PageError> {
    let svg = String::from_utf8(written(drawn, Format::Svg)?).expect("SVG is text");
    let mut rows = table::rows(site, name, drawn, choices);
    let more_rows = rows.len().saturating_sub(MOST_ROWS);
    rows.truncate(MOST_ROWS);
    Ok(Picture {
        svg,
        title: drawn.drawing.title.clone(),
        nodes: drawn.graph.node_count(),
        edges: drawn.graph.edge_count(),
        left_out: drawn.left_out,
        is_limited: drawn.is_limited,
        rows,
        more_rows,
        files: files(name, choices),
    })
}

fn files(name: &str, choices: &Choices) -> Vec<File> {
    let query = command::query(choices, &[]);
    let file = |format: &(&'static str, &str, Format)| {
        let file = format!("{name}.{}", format.0);
        File {
            name: format.0,
            address: format!("/networks/{file}{query}"),
            command: command::command(name, choices, &["--output", &file]),
        }
    };
    FORMATS.iter().map(file).collect()
}

/// Returns an option and its value, as a label has room for them.
fn chosen(name: &str, value: &str) -> String {
    let name = name.strip_prefix(SET).unwrap_or(name);
    match OPTIONS.iter().find(|option| option.name == name && option.is_flag) {
        Some(_) => name.to_owned(),
        None => format!("{name} {value}"),
    }
}

/// Returns an error with its causes.
fn told(error: &PageError) -> String {
    let mut told = error.to_string();
    let mut next = std::error::Error::source(error);
    while let Some(error) = next {
        told = format!("{told}: {error}");
        next = error.source();
    }
    told
}
