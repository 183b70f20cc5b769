//! The pages: each is a file here that makes its data, and a template that shows it.

mod parts;
mod chart;
mod overview;
mod networks;
mod ask;
mod lists;
mod document;
mod joined;
mod agent;
mod claim;
mod search;
mod review;
mod about;

use minijinja::AutoEscape;
use minijinja::Environment;
use minijinja::UndefinedBehavior;
use schemars::JsonSchema;
use schemars::Schema;
use schemars::SchemaGenerator;
use serde::Serialize;
use thiserror::Error;

use crate::model::Confidence;
use crate::pipeline::BuildError;
use crate::projection::ProjectionError;
use crate::projection::network::NetworkError;
use crate::query::QueryError;
use crate::store::StoreError;

use super::Request;
use super::Response;
use super::Site;
use super::address;
use super::endpoint;
use super::links;
use super::links::Linked;

/// What a page shows.
#[derive(Clone, Debug)]
pub(super) struct View {
    /// The file of its template.
    pub(super) template: &'static str,
    /// What it is called.
    pub(super) title: String,
    /// Its data, which its template knows as `view`; the same is the answer under `/api`.
    pub(super) data: serde_json::Value,
    /// What on the page cannot be, with the status code of HTTP that `/api` answers instead of the data.
    pub(super) fault: Option<(u16, String)>,
}

impl View {
    /// Returns a view of data.
    pub(super) fn new(
        template: &'static str,
        title: impl Into<String>,
        data: &impl Serialize,
    ) -> Self {
        let data = serde_json::to_value(data).expect("a page's data are names and plain values");
        Self { template, title: title.into(), data, fault: None }
    }

    /// Returns the view with what cannot be of it.
    fn with_fault(self, fault: Option<(u16, String)>) -> Self {
        Self { fault, ..self }
    }
}

/// Why there is no page.
#[derive(Debug, Error)]
pub(super) enum PageError {
    /// Nothing is called so.
    #[error("there is no {what} {name:?} in this store")]
    Unknown { what: &'static str, name: String },
    /// The address says something that cannot be.
    #[error("{name} cannot be {value:?}")]
    Value { name: &'static str, value: String },
    /// The address gives two values of which there can be one.
    #[error("{0} and {1} exclude one another")]
    Together(&'static str, &'static str),
    /// The store's question failed.
    #[error(transparent)]
    Query(#[from] QueryError),
    /// A graph cannot be made of the answers.
    #[error(transparent)]
    Graph(#[from] ProjectionError),
    /// A discourse network cannot be made of the rows.
    #[error(transparent)]
    Network(#[from] NetworkError),
    /// A picture or file cannot be made.
    #[error("the picture cannot be drawn: {fault}")]
    Picture { fault: String },
    /// A format cannot hold the answers.
    #[error("this cannot be written as {name}: {fault}")]
    Format { name: String, fault: String },
    /// What is less sure cannot be left out, or what people decided cannot be read.
    #[error("the store cannot be read again")]
    Build(#[from] BuildError),
    /// A file of the store cannot be read.
    #[error("{}", of_store(.0))]
    Store(#[from] StoreError),
}

/// Returns what is wrong with a store, without paths of the machine.
fn of_store(error: &StoreError) -> String {
    match error {
        StoreError::Damaged(problem) => {
            format!("the store is damaged: {problem}; sayso verify lists all that is")
        }
        _ => "a file of the store cannot be read; sayso verify tells more".to_owned(),
    }
}

impl PageError {
    /// Returns the status code of HTTP.
    pub(super) fn status(&self) -> u16 {
        match self {
            Self::Unknown { .. } => 404,
            Self::Format { .. } => 406,
            Self::Value { .. } | Self::Together(..) | Self::Graph(_) | Self::Network(_) => 400,
            Self::Query(error) => endpoint::status(error),
            Self::Store(_) | Self::Picture { .. } | Self::Build(_) => 500,
        }
    }
}

/// Returns what is to be shown at an address.
pub(super) fn view(site: &Site, path: &[&str], request: &Request) -> Result<View, PageError> {
    let minimum = request.minimum()?;
    match path {
        // Graphs and questions have the names of the command line, and narrow the store where they ask it.
        ["ask"] => ask::view(site, None, &request.as_in_commands()),
        ["ask", name] => ask::view(site, Some(name), &request.as_in_commands()),
        ["networks"] => Ok(networks::list()),
        ["networks", name] => networks::view(site, name, &request.as_in_commands()),
        // A document is narrowed by its own account, without the others.
        ["documents", corpus, id] => document::view(site, corpus, id, minimum),
        ["review"] => review::view(site, request),
        ["about"] => Ok(about::view(site)),
        path => narrowed(&*site.narrowed(minimum)?, path, request),
    }
}

/// Returns what is to be shown at an address of a site that is as sure as somebody wants.
fn narrowed(site: &Site, path: &[&str], request: &Request) -> Result<View, PageError> {
    match path {
        [] | ["overview"] => overview::view(site, request),
        ["documents"] => lists::documents(site, request),
        ["agents"] => lists::agents(site, request),
        ["claims"] => lists::claims(site, request),
        ["search"] => search::view(site, request),
        ["agents", key @ ..] => agent::view(site, key),
        ["claims", key @ ..] => claim::view(site, key),
        _ => Err(PageError::Unknown { what: "page", name: path.join("/") }),
    }
}

/// Returns the schema of the data at an address, as the description of the site writes it.
pub(super) fn schema(address: &str, generator: &mut SchemaGenerator) -> Schema {
    match address {
        "/overview" => generator.subschema_for::<overview::Overview>(),
        "/documents" => generator.subschema_for::<lists::Listed<lists::DocumentLine>>(),
        "/documents/{corpus}/{id}" => generator.subschema_for::<document::Page>(),
        "/agents" => generator.subschema_for::<lists::Agents>(),
        "/agents/{key}" => generator.subschema_for::<agent::Agent>(),
        "/claims" => generator.subschema_for::<lists::Listed<lists::ClaimLine>>(),
        "/claims/{key}" => generator.subschema_for::<claim::Claim>(),
        "/search" => generator.subschema_for::<search::Found>(),
        "/review" => generator.subschema_for::<review::Review>(),
        "/about" => generator.subschema_for::<about::About>(),
        "/ask" | "/ask/{name}" => generator.subschema_for::<ask::Shown>(),
        "/networks" => generator.subschema_for::<networks::List>(),
        "/networks/{name}" => generator.subschema_for::<networks::Shown>(),
        _ => unreachable!("{address} is described and has no data"),
    }
}

/// Returns the schema of what is sent to an address to decide something.
pub(super) fn schema_of_decision(address: &str, generator: &mut SchemaGenerator) -> Schema {
    match address {
        "/review" => generator.subschema_for::<review::OnFinding>(),
        _ => generator.subschema_for::<review::OnAgents>(),
    }
}

/// Does what a person who may write sends to an address under `/review`.
pub(super) fn written(site: &Site, path: &[&str], request: &Request) -> Response {
    review::written(site, path, request)
}

/// Returns the file that stands at an address, where it is no page.
pub(super) fn file(
    site: &Site,
    path: &[&str],
    request: &Request,
) -> Option<Result<Response, PageError>> {
    let request = &request.as_in_commands();
    match path {
        ["networks", name] => {
            let (name, extension) = name.rsplit_once('.')?;
            Some(networks::file(site, name, extension, request))
        }
        ["ask", name] => {
            let (name, extension) = name.rsplit_once('.')?;
            Some(ask::file(site, Some(name), extension, request))
        }
        [name] => {
            let extension = name.strip_prefix("ask.")?;
            Some(ask::file(site, None, extension, request))
        }
        _ => None,
    }
}

#[cfg(test)]
pub(super) use networks::options as options_of_graphs;

/// Every template by the name of its file.
const TEMPLATES: &[(&str, &str)] = &[
    ("layout.html", include_str!("../templates/layout.html")),
    ("answers.html", include_str!("../templates/answers.html")),
    ("ask.html", include_str!("../templates/ask.html")),
    ("question.html", include_str!("../templates/question.html")),
    ("error.html", include_str!("../templates/error.html")),
    ("findings.html", include_str!("../templates/findings.html")),
    ("network.html", include_str!("../templates/network.html")),
    ("networks.html", include_str!("../templates/networks.html")),
    ("about.html", include_str!("../templates/about.html")),
    ("agent.html", include_str!("../templates/agent.html")),
    ("agents.html", include_str!("../templates/agents.html")),
    ("chart.html", include_str!("../templates/chart.html")),
    ("claim.html", include_str!("../templates/claim.html")),
    ("claims.html", include_str!("../templates/claims.html")),
    ("documents.html", include_str!("../templates/documents.html")),
    ("judge.html", include_str!("../templates/judge.html")),
    ("decide.html", include_str!("../templates/decide.html")),
    ("review.html", include_str!("../templates/review.html")),
    ("search.html", include_str!("../templates/search.html")),
    ("document.html", include_str!("../templates/document.html")),
    ("words.html", include_str!("../templates/words.html")),
    ("overview.html", include_str!("../templates/overview.html")),
];

/// Returns the templates, with the filters that they use.
pub(super) fn templates() -> Environment<'static> {
    let mut templates = Environment::new();
    templates.set_auto_escape_callback(|_| AutoEscape::Html);
    templates.set_undefined_behavior(UndefinedBehavior::Strict);
    templates.add_filter("part", |part: &str| address::encoded(part));
    templates.add_filter("capitalised", capitalised);
    templates.add_filter("grouped", grouped);
    templates.add_filter("href", |address: &str| address.to_owned());
    for (name, text) in TEMPLATES {
        templates.add_template(name, text).expect("a template of ours is well-formed");
    }
    templates
}

/// Returns a sentence with a capital at its beginning.
fn capitalised(sentence: &str) -> String {
    let mut letters = sentence.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).collect()
}

/// Returns a number as people read it: `12,345`.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// Returns templates whose links lead from one file of a report to others; what they lead to is told.
pub(super) fn templates_of_file(
    templates: &Environment<'static>,
    file: &str,
    linked: &Linked,
) -> Environment<'static> {
    let mut templates = templates.clone();
    let (file, linked) = (file.to_owned(), linked.clone());
    templates.add_filter("href", move |address: &str| {
        linked.add(address);
        links::relative(&file, address)
    });
    templates
}

/// Returns templates whose links lead to pages without what the program is less sure of.
pub(super) fn templates_at(
    templates: &Environment<'static>,
    minimum: Confidence,
) -> Environment<'static> {
    let mut templates = templates.clone();
    let minimum = minimum.to_string();
    templates.add_filter("href", move |address: &str| links::narrowed(address, &minimum));
    templates
}

/// A page that every page leads to.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
pub(super) struct Entry {
    address: &'static str,
    section: &'static str,
    name: &'static str,
}

/// The pages that every page leads to, in their order.
pub(super) const NAVIGATION: &[Entry] = &[
    Entry { address: "/", section: "", name: "Overview" },
    Entry { address: "/documents", section: "documents", name: "Documents" },
    Entry { address: "/agents", section: "agents", name: "Agents" },
    Entry { address: "/claims", section: "claims", name: "Claims" },
    Entry { address: "/networks", section: "networks", name: "Networks" },
    Entry { address: "/ask", section: "ask", name: "Ask" },
    Entry { address: "/review", section: "review", name: "Review" },
];
