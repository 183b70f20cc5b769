//! The shipped corpus, built into a store of a test's own.

use std::path::Path;
use std::path::PathBuf;

use sayso::pipeline;
use sayso::read;
use sayso::store::Store;
use tempfile::TempDir;

/// Returns the folder of the corpus.
pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data/corpora/kazakhstan-elections")
}

/// A store in a folder that vanishes with it.
pub(crate) struct Built {
    /// The store.
    pub(crate) store: Store,
    /// Keeps the folder while the store is used.
    _folder: TempDir,
}

/// Builds the corpus and opens what came of it.
pub(crate) fn build() -> Built {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let corpora = [read::corpus(&self::folder()).expect("the corpus can be listed")];
    let report =
        pipeline::build(&corpora, folder.path(), &pipeline::Settings::default(), &|_, _| ())
            .expect("the corpus can be built");
    assert!(report.failures.is_empty(), "{:?}", report.failures);
    Built { store: Store::open(folder.path()).expect("the store can be opened"), _folder: folder }
}
