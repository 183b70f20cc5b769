//! The SPARQL 1.1 Protocol: a query in the address, in a form or as it is, and its answers as they are found.

use std::str;

use crate::export;
use crate::export::GRAPHS;
use crate::export::ROWS;
use crate::query::Kind;
use crate::query::Prepared;
use crate::query::QueryResults;
use crate::rdf::NamedNode;
use crate::serve::Method;
use crate::serve::Request;
use crate::serve::Response;
use crate::serve::Site;
use crate::serve::address;

use super::chosen;
use super::description;
use super::failure;
use super::graph_name;
use super::sent_type;
use super::status;
use super::told;

/// How queries can be asked.
const METHODS: &str = "GET, HEAD, POST, OPTIONS";

/// What a client asks.
#[derive(Debug, Default)]
struct Asked {
    query: String,
    merged: Vec<String>,
    named: Vec<String>,
}

/// Answers a query; a request without one is told what can be asked.
pub(super) fn response(site: &Site, request: &Request) -> Result<Response, Response> {
    match request.method {
        Method::Options => return Ok(Response::empty(204).with("allow", METHODS)),
        Method::Other => {
            return Err(Response::text(405, "queries come by GET or POST").with("allow", METHODS));
        }
        Method::Get | Method::Head | Method::Post => {}
    }
    if request.method != Method::Post && request.query.iter().all(|(name, _)| name == "format") {
        return description::service(site, request);
    }
    answer(site, request, &asked(request)?)
}

/// Reads the query and the graphs that it is asked of.
fn asked(request: &Request) -> Result<Asked, Response> {
    let mut pairs = request.query.clone();
    if request.method == Method::Post {
        let content_type = request.header("content-type").unwrap_or_default();
        match content_type.split(';').next().unwrap_or_default().trim() {
            "application/x-www-form-urlencoded" => pairs.extend(address::pairs(text(request)?)),
            "application/sparql-query" => {
                pairs.push(("query".to_owned(), text(request)?.to_owned()));
            }
            "application/sparql-update" => return Err(only_reads()),
            _ => {
                return Err(Response::text(
                    415,
                    "a query is sent as application/sparql-query or application/x-www-form-urlencoded",
                )
                .with("accept-post", "application/sparql-query, application/x-www-form-urlencoded"));
            }
        }
    }
    let mut queries = Vec::new();
    let mut asked = Asked::default();
    for (name, value) in pairs {
        match name.as_str() {
            "query" => queries.push(value),
            "default-graph-uri" => asked.merged.push(value),
            "named-graph-uri" => asked.named.push(value),
            "update" => return Err(only_reads()),
            _ => {}
        }
    }
    match (queries.pop(), queries.is_empty()) {
        (Some(query), true) => Ok(Asked { query, ..asked }),
        (Some(_), false) => Err(Response::text(400, "there are two queries: ask one at a time")),
        (None, _) => Err(Response::text(400, "there is no query: query=SELECT…")),
    }
}

fn text(request: &Request) -> Result<&str, Response> {
    str::from_utf8(&request.body).map_err(|_| Response::text(400, "the query is not in UTF-8"))
}

fn only_reads() -> Response {
    Response::text(403, "this endpoint only reads: sayso build and sayso remove change a store")
}

fn answer(site: &Site, request: &Request, asked: &Asked) -> Result<Response, Response> {
    let mut query = Prepared::new(&asked.query, &site.settings(request))
        .map_err(|error| Response::text(status(&error), &told(&error)))?;
    if !asked.merged.is_empty() || !asked.named.is_empty() {
        query.set_graphs(names(site, &asked.merged)?, names(site, &asked.named)?);
    }
    let written = match query.kind() {
        Kind::Solutions | Kind::Boolean => {
            let offered = chosen(request, ROWS)?;
            written(site, request, &sent_type(offered), query, |results, output| {
                export::send_rows(results, offered.format, output)
            })
        }
        Kind::Triples => {
            let offered = chosen(request, GRAPHS)?;
            written(site, request, &sent_type(offered), query, |results, output| {
                export::send_triples(results, offered.format, output)
            })
        }
    };
    Ok(written.with("vary", "accept"))
}

fn names(site: &Site, names: &[String]) -> Result<Vec<NamedNode>, Response> {
    names.iter().map(|name| graph_name(site, name)).collect()
}

fn written(
    site: &Site,
    request: &Request,
    media_type: &str,
    query: Prepared,
    send: impl FnOnce(QueryResults<'_>, &mut dyn std::io::Write) -> Result<(), export::SendError>
    + Send
    + 'static,
) -> Response {
    let dataset = site.store().dataset().clone();
    let seconds = site.options().time.as_secs();
    let stop = request.stop.clone();
    Response::written(media_type, move |output| {
        query
            .answer(&dataset, |results| send(results, output))
            .map_err(|error| failure(&error, &stop, seconds))
    })
}
