//! What is in the store.

use serde::Serialize;

use super::PageError;
use super::Request;
use super::Site;
use super::View;

#[derive(Serialize)]
struct Overview {
    documents: usize,
}

/// Returns the first page.
pub(super) fn view(site: &Site, _request: &Request) -> Result<View, PageError> {
    let overview = Overview { documents: site.store().manifest().documents.len() };
    Ok(View::new("overview.html", "Overview", &overview))
}
