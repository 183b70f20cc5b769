//! `sayso serve`: the store in a browser, and for programs that speak SPARQL.

use std::io;
use std::io::Write;

use sayso::serve::Listener;
use sayso::serve::Options;
use sayso::serve::ServeError;
use sayso::serve::Site;

use super::Outcome;
use super::report;
use super::store;
use super::store::StoreOption;

/// What to serve.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The address or name to listen at; without it, only this machine can connect
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    host: String,
    /// The port to listen at; 0 takes any that is free
    #[arg(long, value_name = "N", default_value_t = 7575)]
    port: u16,
    #[command(flatten)]
    store: StoreOption,
}

/// Serves until it is stopped.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let opened = store::open(&arguments.store)?;
    let site = Site::new(opened, Options::default());
    let listener = Listener::bind(&arguments.host, arguments.port).map_err(hint)?;
    writeln!(io::stdout().lock(), "http://{}/", listener.address())?;
    listener.serve(site)?;
    Ok(Outcome::Done)
}

/// Says what to do about an address that cannot be had.
fn hint(error: ServeError) -> anyhow::Error {
    match &error {
        ServeError::Listen { source, .. } if source.kind() == io::ErrorKind::AddrInUse => {
            report::hinted(error, "--port N names another, --port 0 takes any that is free")
        }
        _ => error.into(),
    }
}
