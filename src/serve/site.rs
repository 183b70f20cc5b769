//! A store, and what is answered about it.

use minijinja::Environment;
use minijinja::context;
use minijinja::value::Serde;

use crate::pipeline;
use crate::rdf::Base;
use crate::store::Store;
use crate::store::StoreError;

use super::Method;
use super::Request;
use super::Response;
use super::assets;
use super::links::Linked;
use super::pages;
use super::pages::PageError;
use super::pages::View;

/// What a site shows and lets be done.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// What those who write must know; without it nobody can.
    pub write_token: Option<String>,
}

/// A store with its pages.
pub struct Site {
    store: Store,
    base: Base,
    templates: Environment<'static>,
    options: Options,
}

impl Site {
    /// Returns the site of a store.
    pub fn new(store: Store, options: Options) -> Self {
        let base = pipeline::base_of(store.manifest());
        Self { store, base, templates: pages::templates(), options }
    }

    /// Returns the store that the site shows.
    pub(super) fn store(&self) -> &Store {
        &self.store
    }

    /// Returns whether people can decide on what was found.
    fn can_write(&self) -> bool {
        self.options.write_token.is_some()
    }

    /// Returns the site of the store as it is now: after a decision it is another one.
    pub fn reopened(&self) -> Result<Self, StoreError> {
        Ok(Self::new(Store::open(self.store.folder())?, self.options.clone()))
    }

    /// Returns what the store's identifiers stand under.
    pub(super) fn base(&self) -> &Base {
        &self.base
    }

    /// Answers a request: a page, with `/api` before its address the data of the page, or a file that pages need.
    pub fn respond(&self, request: &Request) -> Response {
        if !matches!(request.method, Method::Get | Method::Head) {
            return Response::text(405, "only GET and HEAD are answered here")
                .with("allow", "GET, HEAD");
        }
        let path: Vec<&str> = request.path.iter().map(String::as_str).collect();
        match path.as_slice() {
            ["assets", name] => assets::response(name),
            ["api", path @ ..] => match pages::view(self, path, request) {
                Ok(view) => json(200, &view.data),
                Err(error) => {
                    json(error.status(), &serde_json::json!({ "error": error.to_string() }))
                }
            },
            path => match pages::view(self, path, request) {
                Ok(view) => self.page(200, &view, request),
                Err(error) => self.page(error.status(), &told(&error), request),
            },
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

    fn page(&self, status: u16, view: &View, request: &Request) -> Response {
        rendered(
            &self.templates,
            status,
            view,
            request,
            &Known { is_static: false, can_write: self.can_write() },
        )
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
    let known = context! {
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
        Ok(html) => Response::new(status, "text/html; charset=utf-8", html),
        Err(error) => Response::text(500, &format!("this page cannot be shown: {error}")),
    }
}

fn json(status: u16, data: &serde_json::Value) -> Response {
    Response::new(status, "application/json", data.to_string())
}

/// Returns the page that tells of an error.
fn told(error: &PageError) -> View {
    View {
        template: "error.html",
        title: "Not found".to_owned(),
        data: serde_json::json!({ "error": error.to_string() }),
    }
}
