//! A store, and what is answered about it.

use std::sync::OnceLock;
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering;
use std::time::Duration;

use minijinja::Environment;
use minijinja::context;
use minijinja::value::Serde;
use serde_json::json;

use crate::model::Confidence;
use crate::pipeline;
use crate::pipeline::BuildError;
use crate::query::Settings;
use crate::rdf::Base;
use crate::store::Manifest;
use crate::store::Store;
use crate::store::StoreError;

use super::Method;
use super::Request;
use super::Response;
use super::asked;
use super::asked::Kept;
use super::assets;
use super::endpoint;
use super::endpoint::Contents;
use super::kept;
use super::links::Linked;
use super::narrowed::Narrowed;
use super::narrowed::Shown;
use super::openapi;
use super::pages;
use super::pages::PageError;
use super::pages::View;
use super::security;

/// What a site shows and lets be done.
#[derive(Clone, Debug)]
pub struct Options {
    /// The address or name that the site is told to listen at; others than those of this machine are refused.
    pub host: Option<String>,
    /// Whether pages of other sites may read.
    pub cors: bool,
    /// What those who write must know; without it nobody can.
    pub write_token: Option<String>,
    /// How long an answer may take.
    pub time: Duration,
    /// By how many bytes the program may grow while it answers.
    pub memory: usize,
    /// What tells this start of the program from others; with it, clients keep what they have as long as it holds.
    pub start: Option<String>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            host: None,
            cors: false,
            write_token: None,
            time: Duration::from_secs(30),
            memory: 2 << 30,
            start: None,
        }
    }
}

/// A store with its pages.
pub struct Site {
    store: Store,
    base: Base,
    /// How sure the program is of all that is shown.
    minimum: Confidence,
    templates: Environment<'static>,
    narrowed: Narrowed,
    answered: Kept,
    options: Options,
    contents: OnceLock<Contents>,
    /// How often something was written through the site.
    changes: AtomicU64,
}

impl Site {
    /// Returns the site of a store.
    pub fn new(store: Store, options: Options) -> Self {
        Self::of(store, Confidence::hundredths(0), pages::templates(), options)
    }

    /// Returns the same site of a store without what the program is less sure of.
    pub(super) fn with(&self, store: Store, minimum: Confidence) -> Self {
        Self::of(store, minimum, self.templates.clone(), self.options.clone())
    }

    fn of(
        store: Store,
        minimum: Confidence,
        templates: Environment<'static>,
        options: Options,
    ) -> Self {
        let base = pipeline::base_of(store.manifest());
        Self {
            store,
            base,
            minimum,
            templates,
            narrowed: Narrowed::default(),
            answered: Kept::default(),
            options,
            contents: OnceLock::new(),
            changes: AtomicU64::new(0),
        }
    }

    /// Returns the store that the site shows.
    pub(super) fn store(&self) -> &Store {
        &self.store
    }

    /// Returns whether people can decide on what was found.
    fn can_write(&self) -> bool {
        self.options.write_token.is_some()
    }

    /// Returns whether an answer tells that the store is another one now.
    pub(super) fn has_changed(request: &Request, response: &Response) -> bool {
        response.status == 200 && request.path.first().is_some_and(|part| part == "review")
    }

    /// Returns whether the store in the folder is no longer the one that is shown.
    pub(super) fn is_outdated(&self) -> bool {
        Manifest::read(self.store.folder()).is_ok_and(|now| now != *self.store.manifest())
    }

    /// Returns the site of the store as it is now; what clients have of it before holds no longer.
    pub fn reopened(&self) -> Result<Self, StoreError> {
        let mut options = self.options.clone();
        options.start = options.start.map(|start| format!("{start}+"));
        Ok(Self::new(Store::open(self.store.folder())?, options))
    }

    /// Returns the site without what the program is less sure of.
    pub(super) fn narrowed(&self, minimum: Confidence) -> Result<Shown<'_>, BuildError> {
        self.narrowed.at(self, minimum)
    }

    /// Returns how sure the program is of all that is shown.
    pub(super) fn minimum(&self) -> Confidence {
        self.minimum
    }

    /// Returns answers that were asked for before.
    pub(super) fn answered(&self) -> &Kept {
        &self.answered
    }

    /// Asks beforehand what many pages ask, so that nobody waits for it.
    pub(super) fn prepare(&self) {
        asked::prepare(self);
    }

    /// Returns what the store's identifiers stand under.
    pub(super) fn base(&self) -> &Base {
        &self.base
    }

    /// Returns what the site lets be done.
    pub(super) fn options(&self) -> &Options {
        &self.options
    }

    /// Returns what was counted of the store, where it was.
    pub(super) fn contents(&self) -> &OnceLock<Contents> {
        &self.contents
    }

    /// Returns settings for questions that end with their request.
    pub(super) fn settings(&self, request: &Request) -> Settings {
        Settings {
            base: self.base.clone(),
            cancellation: request.stop.token(),
            ..Settings::default()
        }
    }

    /// Answers a request: a page, with `/api` before its address the data of the page, a file that pages need, or what the
    /// endpoint says.
    pub fn respond(&self, request: &Request) -> Response {
        let response = security::refusal(&self.options, request).unwrap_or_else(|| {
            let changes = self.changes.load(Ordering::Acquire);
            kept::response(&self.options, changes, request, || self.answer(request))
        });
        security::protected(&self.options, request, response)
    }

    fn answer(&self, request: &Request) -> Response {
        let path: Vec<&str> = request.path.iter().map(String::as_str).collect();
        match path.as_slice() {
            ["query" | "sparql"] => endpoint::query(self, request),
            ["store"] => endpoint::store(self, request),
            ["review", ..] if request.method == Method::Post => {
                match security::may_write(&self.options, request) {
                    Ok(()) => {
                        let response = pages::written(self, &path, request);
                        self.changes.fetch_add(1, Ordering::AcqRel);
                        response
                    }
                    Err(refusal) => refusal,
                }
            }
            _ => match request.method {
                Method::Options => Response::empty(204).with("allow", allowed(&path)),
                Method::Get | Method::Head if allowed(&path).starts_with("GET") => {
                    self.read(&path, request)
                }
                _ => not_allowed(&path),
            },
        }
    }

    fn read(&self, path: &[&str], request: &Request) -> Response {
        match path {
            ["assets", name] => assets::response(name),
            [".well-known", "void"] => endpoint::void(self, request),
            ["api", "openapi.json"] => json(200, &openapi::description()),
            ["api", path @ ..] => self.data(path, request),
            path => match pages::file(self, path, request) {
                Some(Ok(file)) => file,
                Some(Err(error)) => self.page(error.status(), &told(&error), request),
                None => self.shown(path, request),
            },
        }
    }

    fn shown(&self, path: &[&str], request: &Request) -> Response {
        match pages::view(self, path, request) {
            Ok(view) => self.page(200, &view, request),
            Err(error) => self.page(error.status(), &told(&error), request),
        }
    }

    /// Answers a request with a page that stands in a file of a report; what it leads to is told.
    pub(super) fn file(&self, request: &Request, file: &str, linked: &Linked) -> Response {
        let path: Vec<&str> = request.path.iter().map(String::as_str).collect();
        let templates = pages::templates_of_file(&self.templates, file, linked);
        match pages::view(self, &path, request) {
            Ok(view) => rendered(&templates, 200, &view, request, &Known::in_file()),
            Err(error) => Response::text(error.status(), &error.to_string()),
        }
    }

    /// Returns the data of a page.
    fn data(&self, path: &[&str], request: &Request) -> Response {
        if let Some(name) = openapi::misgiven(request) {
            return json(400, &json!({ "error": format!("{name} has no value, or several") }));
        }
        match pages::view(self, path, request) {
            Ok(View { fault: Some((status, fault)), .. }) => {
                json(status, &json!({ "error": fault }))
            }
            Ok(view) => json(200, &view.data),
            Err(error) => json(error.status(), &json!({ "error": error.to_string() })),
        }
    }

    fn page(&self, status: u16, view: &View, request: &Request) -> Response {
        let known = Known { is_static: false, can_write: self.can_write() };
        // What cannot be is told on a page that shows all.
        let minimum = request.minimum().unwrap_or(Confidence::hundredths(0));
        if minimum == Confidence::hundredths(0) {
            return rendered(&self.templates, status, view, request, &known);
        }
        let templates = pages::templates_at(&self.templates, minimum);
        rendered(&templates, status, view, request, &known)
    }
}

/// What every page knows of where it stands.
struct Known {
    is_static: bool,
    can_write: bool,
}

impl Known {
    fn in_file() -> Self {
        Self { is_static: true, can_write: false }
    }
}

fn rendered(
    templates: &Environment<'_>,
    status: u16,
    view: &View,
    request: &Request,
    known: &Known,
) -> Response {
    let template = templates.get_template(view.template).expect("a page has a template of ours");
    let section = request.path.first().map_or("", String::as_str);
    let address = request.address();
    let minimum = request.minimum().unwrap_or(Confidence::hundredths(0));
    let minimum = (minimum > Confidence::hundredths(0)).then(|| minimum.to_string());
    let known = context! {
        minimum => minimum.unwrap_or_default(),
        address_of_all => request.address_of_all(),
        title => &view.title,
        view => Serde(&view.data),
        path => address.split('?').next(),
        section,
        data_address => if address.starts_with("/?") || address == "/" {
            format!("/api/overview{}", &address[1..])
        } else {
            format!("/api{address}")
        },
        navigation => Serde(pages::NAVIGATION),
        is_static => known.is_static,
        can_write => known.can_write,
        version => env!("CARGO_PKG_VERSION"),
    };
    match template.render(known) {
        // HTML has no way to write what some addresses hold.
        Ok(html) => {
            Response::new(status, "text/html; charset=utf-8", html.replace('\0', "\u{fffd}"))
        }
        Err(error) => Response::text(500, &format!("this page cannot be shown: {error}")),
    }
}

/// Returns the methods that are answered at an address.
fn allowed(path: &[&str]) -> &'static str {
    match path {
        ["review"] => "GET, HEAD, OPTIONS, POST",
        ["review", "identity"] => "OPTIONS, POST",
        _ => "GET, HEAD, OPTIONS",
    }
}

fn not_allowed(path: &[&str]) -> Response {
    let line = format!("only these are answered here: {}", allowed(path));
    let response = match path {
        ["api", ..] => json(405, &json!({ "error": line })),
        _ => Response::text(405, &line),
    };
    response.with("allow", allowed(path))
}

fn json(status: u16, data: &serde_json::Value) -> Response {
    Response::new(status, "application/json", data.to_string())
}

/// Returns the page that tells of an error.
fn told(error: &PageError) -> View {
    let title = match error.status() {
        404 => "Not found",
        400 => "This cannot be shown",
        _ => "Something went wrong",
    };
    View {
        template: "error.html",
        title: title.to_owned(),
        data: json!({ "error": error.to_string() }),
        fault: None,
    }
}
