//! `sayso remove`: takes a document, and all that it said, out of a store.

use sayso::pipeline;

use super::Outcome;
use super::report;
use super::store;
use super::store::StoreOption;

/// Which document to take out.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  sayso remove kz-mfa-2023-03-25\n\n\
    The document's file is not touched: the next sayso build of its folder reads it again.")]
pub(crate) struct Arguments {
    /// The document's id, CORPUS/ID where two corpora have it, or its identifier
    document: String,
    #[command(flatten)]
    store: StoreOption,
}

/// Takes the document out, and says what is left.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let opened = store::open(&arguments.store)?;
    let (key, _) = store::document(&opened, &arguments.document)?;
    let totals = pipeline::remove(arguments.store.path(), key).map_err(store::build_hint)?;
    report::note(&format!(
        "removed {key}; {} and {} are left",
        report::counted(totals.documents, "document"),
        report::counted(totals.quads, "quad")
    ));
    Ok(Outcome::Done)
}
