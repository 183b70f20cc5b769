//! `sayso report`: the pages of a store as files, to be put beside a paper.

use std::path::PathBuf;

use sayso::serve;
use sayso::serve::Options;
use sayso::serve::ReportError;
use sayso::serve::Site;

use super::Outcome;
use super::confidence::ConfidenceOption;
use super::report;
use super::report::counted;
use super::store::StoreOption;

/// Where to write.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
The folder holds the overview as index.html, and a page for each document, agent and claim, with relative links: it can be \
opened from disk, and put on any web server. The same store gives the same bytes.

Example:
  sayso report --output report")]
pub(crate) struct Arguments {
    /// The folder, new or of an earlier report
    #[arg(long, short, value_name = "DIR")]
    output: PathBuf,
    #[command(flatten)]
    confidence: ConfidenceOption,
    #[command(flatten)]
    store: StoreOption,
}

/// Writes the pages.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let opened = arguments.confidence.open(&arguments.store)?;
    let site = Site::new(opened, Options::default());
    let files = serve::report(&site, &arguments.output).map_err(hint)?;
    let folder = arguments.output.display();
    report::note(&format!("{folder} has {}; open index.html in it", counted(files, "file")));
    Ok(Outcome::Done)
}

fn hint(error: ReportError) -> anyhow::Error {
    let hint = match &error {
        ReportError::Foreign { .. } => "give --output a new folder, or that of an earlier report",
        _ => return error.into(),
    };
    report::hinted(error, hint)
}
