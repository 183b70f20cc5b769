//! The store of a command: where it is, and what to do when it cannot be opened.

use std::path::Path;
use std::path::PathBuf;

use sayso::model::DocumentKey;
use sayso::store::DocumentEntry;
use sayso::store::Store;

use super::report;

/// Where the store is.
#[derive(Debug, clap::Args)]
pub(crate) struct StoreOption {
    /// The folder of the store
    #[arg(long = "store", value_name = "DIR", env = "SAYSO_STORE", default_value = "sayso.db", hide_env = true)]
    store: PathBuf,
}

impl StoreOption {
    /// Returns the folder.
    pub(crate) fn path(&self) -> &Path {
        &self.store
    }
}

/// Opens a store; files that do not match their hash are named and left out.
pub(crate) fn open(option: &StoreOption) -> anyhow::Result<Store> {
    let store = Store::open(option.path()).map_err(hinted)?;
    for problem in store.problems() {
        report::warning(&format!("{problem}; it is left out"));
    }
    Ok(store)
}

/// Finds a document by its id, by `corpus/id`, or by its identifier.
pub(crate) fn document<'store>(
    store: &'store Store,
    name: &str,
) -> anyhow::Result<(&'store DocumentKey, &'store DocumentEntry)> {
    todo!()
}
