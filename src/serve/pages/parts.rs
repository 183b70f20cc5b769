//! Parts that several pages have: names with their pages, lists in pages, words of the store beside where they stand.

use schemars::JsonSchema;
use serde::Serialize;

use crate::export;
use crate::model::DocumentKey;
use crate::query::Parameter;
use crate::query::ParameterKind;
use crate::rdf::Identifier;
use crate::serve::address;
use crate::serve::asked::Row;

use super::PageError;
use super::Request;
use super::Site;

/// A name with the address of its page, if it has one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
pub(super) struct Named {
    pub(super) name: String,
    pub(super) address: Option<String>,
}

impl Named {
    /// Returns what a cell names, as another cell calls it; nothing where the first is empty.
    pub(super) fn of(row: Row<'_>, node: &str, name: &str, site: &Site) -> Option<Self> {
        row.text(node)?;
        Some(Self { name: row.owned(name), address: row.address(node, site) })
    }

    /// Returns the document that a cell names: by the title in the cell `title`, or by its id.
    pub(super) fn document(row: Row<'_>, site: &Site) -> Self {
        let identifier = row.identifier("document", site);
        let id = match &identifier {
            Some(Identifier::Document(key)) => key.id.clone(),
            _ => String::new(),
        };
        let name = row.text("title").map_or(id, str::to_owned);
        Self { name, address: identifier.as_ref().and_then(address::of) }
    }
}

/// A page of a list.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub(super) struct Paged<T> {
    /// What the list was narrowed to.
    pub(super) sought: String,
    pub(super) items: Vec<T>,
    /// How many there are on all pages.
    pub(super) total: usize,
    page: usize,
    pages: usize,
    previous: Option<String>,
    next: Option<String>,
}

/// So many items stand on a page.
const SIZE: usize = 100;

impl<T> Paged<T> {
    /// Returns the page of a list that a request asks for.
    pub(super) fn of(all: Vec<T>, path: &str, request: &Request) -> Result<Self, PageError> {
        let total = all.len();
        let pages = total.div_ceil(SIZE).max(1);
        let page = match request.value("page") {
            None | Some("") => 1,
            Some(value) => {
                let page = value.parse().ok().filter(|page| *page > 0);
                let fault = || PageError::Value { name: "page", value: value.to_owned() };
                let page = page.ok_or_else(fault)?;
                let is_there = |page: &usize| *page <= pages;
                let unknown =
                    || PageError::Unknown { what: "page of this list", name: value.to_owned() };
                Some(page).filter(is_there).ok_or_else(unknown)?
            }
        };
        let address = |page: usize| {
            let kept =
                request.query.iter().filter(|(name, value)| name != "page" && !value.is_empty());
            let mut query: Vec<String> = kept
                .map(|(name, value)| {
                    format!("{}={}", address::encoded(name), address::encoded(value))
                })
                .collect();
            query.push(format!("page={page}"));
            format!("{path}?{}", query.join("&"))
        };
        Ok(Self {
            sought: request.value("q").unwrap_or_default().trim().to_owned(),
            items: all.into_iter().skip((page - 1) * SIZE).take(SIZE).collect(),
            total,
            page,
            pages,
            previous: (page > 1).then(|| address(page - 1)),
            next: (page < pages).then(|| address(page + 1)),
        })
    }
}

/// Returns the words that a list is narrowed to, in small letters.
pub(super) fn sought(request: &Request) -> String {
    request.value("q").unwrap_or_default().trim().to_lowercase()
}

/// Returns words on one line.
pub(super) fn tidy(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns the values that a parameter may have, each with its label: the documents of the store, or what the question lists; none where
/// anything may be given.
pub(super) fn choices(site: &Site, parameter: &Parameter) -> Option<Vec<(String, String)>> {
    if parameter.kind == ParameterKind::Iri && parameter.name == "document" {
        let keys = site.store().manifest().documents.keys();
        let short = |iri: &str| export::shorten(iri, site.base());
        let chosen = |key| (short(site.base().document(key).as_str()), DocumentKey::to_string(key));
        return Some(keys.map(chosen).collect());
    }
    let listed = parameter.choices().into_iter();
    let listed: Vec<_> = listed.map(|value| (value.to_owned(), value.to_owned())).collect();
    (!listed.is_empty()).then_some(listed)
}

/// Returns a name as words, `told by` of `toldBy`.
pub(super) fn in_words(name: &str) -> String {
    let mut words = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() {
            words.push(' ');
        }
        words.extend(letter.to_lowercase());
    }
    words
}
