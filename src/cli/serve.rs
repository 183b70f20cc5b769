//! `sayso serve`: the store in a browser, and for programs that speak SPARQL.

use std::fs;
use std::io;
use std::io::Write;
use std::path::Path;
use std::path::PathBuf;
use std::time::Duration;
use std::time::SystemTime;
use std::time::UNIX_EPOCH;

use anyhow::Context;
use anyhow::anyhow;
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
#[command(after_help = "Examples:\n  sayso serve\n  sayso serve --store sayso.db --port 8080\n  \
    curl http://127.0.0.1:7575/query --data-urlencode 'query=SELECT ?title { ?document dcterms:title ?title }'\n\n\
    Only this machine can connect, and nothing can be written, unless options say so. Ctrl-C ends it.")]
pub(crate) struct Arguments {
    /// The address or name to listen at; 0.0.0.0 lets other machines connect
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    host: String,
    /// The port to listen at; 0 takes any that is free
    #[arg(long, value_name = "N", default_value_t = 7575)]
    port: u16,
    /// Let pages of other sites read
    #[arg(long)]
    cors: bool,
    /// Let those who know the words in this file write decisions
    #[arg(long, value_name = "FILE")]
    write_token_file: Option<PathBuf>,
    /// Stop an answer after so many seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 30, value_parser = clap::value_parser!(u64).range(1..=86400))]
    timeout: u64,
    /// Stop the oldest answer once the program takes so many MiB more than when it is idle (on Linux)
    #[arg(long, value_name = "MIB", default_value_t = 2048, value_parser = clap::value_parser!(u32).range(1..))]
    memory: u32,
    #[command(flatten)]
    store: StoreOption,
}

/// Serves until it is stopped.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let options = Options {
        host: Some(arguments.host.clone()),
        cors: arguments.cors,
        write_token: arguments.write_token_file.as_deref().map(token).transpose()?,
        time: Duration::from_secs(arguments.timeout),
        memory: usize::try_from(arguments.memory)?.saturating_mul(1 << 20),
        start: Some(start()),
    };
    let opened = store::open(&arguments.store)?;
    let listener = Listener::bind(&arguments.host, arguments.port).map_err(hint)?;
    writeln!(io::stdout().lock(), "http://{}/", listener.address())?;
    report::note("a browser opens it there; Ctrl-C ends it");
    listener.serve(Site::new(opened, options))?;
    Ok(Outcome::Done)
}

/// How short a token may be that nobody guesses.
const TOKEN_LENGTH: usize = 16;

/// Reads the words that those who write must know.
fn token(path: &Path) -> anyhow::Result<String> {
    let text = fs::read_to_string(path)
        .with_context(|| format!("cannot read {}", path.display()))
        .map_err(report::path_hint)?;
    let token = text.trim();
    if token.len() < TOKEN_LENGTH || !token.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(report::hinted(
            anyhow!("{} holds no token", path.display()),
            format!("a token is one word of {TOKEN_LENGTH} or more letters, digits and signs"),
        ));
    }
    Ok(token.to_owned())
}

/// Returns what tells this start of the program from others.
#[expect(clippy::disallowed_methods, reason = "the command line reads the clock")]
fn start() -> String {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    now.as_nanos().to_string()
}

/// Says what to do about an address that cannot be had.
fn hint(error: ServeError) -> anyhow::Error {
    let hint = match &error {
        ServeError::Listen { source, .. } => match source.kind() {
            io::ErrorKind::AddrInUse => {
                "--port N names another port, --port 0 takes any that is free"
            }
            io::ErrorKind::PermissionDenied => {
                "ports below 1024 are for the system: --port N names another"
            }
            _ => "--host names an address of this machine",
        },
        ServeError::Threads(_) => return error.into(),
    };
    report::hinted(error, hint)
}
