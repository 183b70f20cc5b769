//! `sayso serve`: the store in a browser, and for programs that speak SPARQL.

use sayso::serve::Options;
use sayso::serve::Request;
use sayso::serve::Site;

use super::Outcome;
use super::store;
use super::store::StoreOption;

/// What to serve.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    store: StoreOption,
}

/// Serves until it is stopped.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let opened = store::open(&arguments.store)?;
    let site = Site::new(opened, Options::default());
    let _ = site.respond(&Request::get("/"));
    Ok(Outcome::Done)
}
