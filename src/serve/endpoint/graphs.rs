//! The Graph Store Protocol, as far as it reads: a graph by its name, all of them merged, or all of them apart.

use std::io;

use crate::export;
use crate::export::GRAPHS;
use crate::export::GraphFormat;
use crate::export::Offered;
use crate::rdf::GraphName;
use crate::rdf::NamedNode;
use crate::serve::Method;
use crate::serve::Request;
use crate::serve::Response;
use crate::serve::Site;

use super::chosen;
use super::failure;
use super::graph_name;
use super::sent_type;

/// How graphs can be asked for.
const METHODS: &str = "GET, HEAD, OPTIONS";

/// Sends a graph.
pub(super) fn response(site: &Site, request: &Request) -> Result<Response, Response> {
    match request.method {
        Method::Options => return Ok(Response::empty(204).with("allow", METHODS)),
        Method::Post | Method::Other => {
            let line = "this store is only read: sayso build and sayso remove change it";
            return Err(Response::text(405, line).with("allow", METHODS));
        }
        Method::Get | Method::Head => {}
    }
    let named: Vec<&str> = request.values("graph").collect();
    match (named.as_slice(), request.values("default").count()) {
        ([], 0) => Ok(sent(site, request, chosen(request, ALL)?, Part::All)),
        ([], 1) => Ok(sent(site, request, chosen(request, GRAPHS)?, Part::Merged)),
        ([name], 0) => {
            let name = graph_name(site, name)?;
            let is_there = site.store().dataset().contains_named_graph(&name);
            match is_there {
                Ok(true) => Ok(sent(site, request, chosen(request, GRAPHS)?, Part::Named(name))),
                Ok(false) => Err(Response::text(404, "there is no graph of this name")),
                Err(_) => Err(Response::text(500, "the store cannot be read")),
            }
        }
        _ => Err(Response::text(400, "ask for one graph: ?graph=… or ?default")),
    }
}

/// The formats of all graphs: those that keep them apart come first.
const ALL: &[Offered<GraphFormat>] =
    &[GRAPHS[2], GRAPHS[3], GRAPHS[4], GRAPHS[0], GRAPHS[1], GRAPHS[5]];

/// What is sent of the store.
enum Part {
    All,
    Merged,
    Named(NamedNode),
}

fn sent(site: &Site, request: &Request, offered: &Offered<GraphFormat>, part: Part) -> Response {
    let dataset = site.store().dataset().clone();
    let seconds = site.options().time.as_secs();
    let stop = request.stop.clone();
    let format = offered.format;
    let written = Response::written(&sent_type(offered), move |output| {
        let name = match &part {
            Part::Named(name) => Some(name.as_ref().into()),
            Part::All | Part::Merged => None,
        };
        let quads = dataset.quads_for_pattern(None, None, None, name).map(|quad| {
            if stop.reason().is_some() {
                return Err(io::Error::other("nobody waits any more"));
            }
            let mut quad = quad.map_err(io::Error::other)?;
            if !matches!(part, Part::All) {
                quad.graph_name = GraphName::DefaultGraph;
            }
            Ok(quad)
        });
        export::send_quads(quads, format, output).map_err(|error| failure(&error, &stop, seconds))
    });
    written.with("vary", "accept")
}
