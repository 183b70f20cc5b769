//! The store for programs: queries by the SPARQL 1.1 Protocol, whole graphs by the Graph Store Protocol, and what there is
//! to ask, as a service description and as `VoID`. Nothing is written.

mod accept;
mod ask;
mod graphs;
mod description;

pub(super) use description::Contents;

use crate::export::GRAPHS;
use crate::export::GraphFormat;
use crate::export::Offered;
use crate::export::SendError;
use crate::query::QueryError;
use crate::rdf::NamedNode;

use super::Request;
use super::Response;
use super::Site;
use super::stop::Reason;
use super::stop::Stop;

/// Answers a query, or says what can be asked.
pub(super) fn query(site: &Site, request: &Request) -> Response {
    ask::response(site, request).unwrap_or_else(|refusal| refusal)
}

/// Sends a graph, or all of them.
pub(super) fn store(site: &Site, request: &Request) -> Response {
    graphs::response(site, request).unwrap_or_else(|refusal| refusal)
}

/// Describes the data.
pub(super) fn void(site: &Site, request: &Request) -> Response {
    description::void(site, request).unwrap_or_else(|refusal| refusal)
}

/// Returns the status code of HTTP for a question that failed.
pub(super) fn status(error: &QueryError) -> u16 {
    match error {
        QueryError::Cancelled | QueryError::Thread(_) => 503,
        QueryError::Evaluation(_) => 500,
        _ => 400,
    }
}

/// Returns the format that a client likes best, or what it could ask for.
fn chosen<F: Copy>(
    request: &Request,
    offered: &'static [Offered<F>],
) -> Result<&'static Offered<F>, Response> {
    // Some clients say `format` in words of their own, and what they mean in `Accept`.
    let name = request.value("format");
    if let Some(named) = offered.iter().find(|offered| Some(offered.name) == name) {
        return Ok(named);
    }
    accept::best(request.header("accept"), offered).ok_or_else(|| {
        let types: Vec<&str> = offered.iter().map(|offered| offered.media_types[0]).collect();
        Response::text(406, &format!("this comes as {}", types.join(", ")))
    })
}

/// Returns a graph's name; what is no whole address stands under the base.
fn graph_name(site: &Site, name: &str) -> Result<NamedNode, Response> {
    let whole = NamedNode::new(name);
    whole
        .or_else(|_| NamedNode::new(format!("{}{name}", site.base().as_str())))
        .map_err(|_| Response::text(400, &format!("{name:?} is no address of a graph")))
}

/// Returns what is said instead of answers that could not be sent.
fn failure(error: &SendError, stop: &Stop, seconds: u64) -> Response {
    match (stop.reason(), error) {
        (Some(Reason::Memory), _) => {
            Response::text(503, "the query was stopped: it took too much memory")
        }
        (Some(_), _) | (None, SendError::Query(QueryError::Cancelled)) => {
            Response::text(503, &format!("the query was stopped: it may take {seconds} s"))
        }
        (None, SendError::Query(error)) => Response::text(status(error), &told(error)),
        (None, SendError::Store(_)) => Response::text(500, "the store cannot be read"),
        (None, error @ SendError::Unsayable { .. }) => Response::text(406, &error.to_string()),
        (None, SendError::Output(_)) => {
            Response::text(406, "the answers cannot be said in this format")
        }
    }
}

/// Returns what is wrong with a query. What the store's own files say of themselves stays here.
fn told(error: &QueryError) -> String {
    match error {
        QueryError::Syntax(syntax) if syntax.is_update() => {
            format!("this endpoint only reads; {error}")
        }
        QueryError::Thread(_) => "the machine has no room for the query".to_owned(),
        error => error.to_string(),
    }
}

/// Sends a description in Turtle in the format that a client likes best.
fn described(request: &Request, turtle: String) -> Result<Response, Response> {
    let offered: &Offered<GraphFormat> = chosen(request, GRAPHS)?;
    let written = Response::written(&sent_type(offered), move |output| {
        crate::export::send_turtle(&turtle, offered.format, output)
            .map_err(|_| Response::text(500, "the description cannot be written"))
    });
    Ok(written.with("vary", "accept"))
}

fn sent_type<F>(offered: &Offered<F>) -> String {
    match offered.media_types[0] {
        text if text.starts_with("text/") => format!("{text}; charset=utf-8"),
        other => other.to_owned(),
    }
}
