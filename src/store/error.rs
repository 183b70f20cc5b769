//! What can go wrong with a store as a whole, and with one of its files.

use std::fmt;
use std::fmt::Display;
use std::fmt::Formatter;
use std::io;
use std::path::PathBuf;

use oxigraph::store::StorageError;

use crate::model::DocumentKey;

/// Why a store could not be opened, read or written.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "the messages say it")]
pub enum StoreError {
    #[error("there is no store at {path}")]
    NoFolder { path: PathBuf },
    #[error("{path} is no store")]
    NotAStore { path: PathBuf },
    #[error("{path} has store format {found}, this program reads format {expected}")]
    OtherVersion { path: PathBuf, found: String, expected: u32 },
    #[error("cannot understand {path}")]
    Manifest { path: PathBuf, source: serde_json::Error },
    #[error("another process is writing to {path}")]
    Locked { path: PathBuf },
    #[error("cannot {action} {path}")]
    File { action: &'static str, path: PathBuf, source: io::Error },
    #[error("{0}")]
    Damaged(Problem),
    #[error("the store has no document {key}")]
    NoDocument { key: DocumentKey },
    #[error("the store has no graph {name}")]
    NoGraph { name: String },
    #[error("cannot write the account of {key}")]
    Account { key: DocumentKey, source: serde_json::Error },
    #[error("cannot fill the dataset")]
    Dataset(#[from] StorageError),
    #[cfg(feature = "rocksdb")]
    #[error("cannot use the index {path}")]
    Index { path: PathBuf, source: StorageError },
    #[cfg(feature = "rocksdb")]
    #[error("the index {path} is out of date, and another process is using it")]
    IndexInUse { path: PathBuf },
}

impl StoreError {
    /// Returns a function that says what was tried on which file when it failed.
    pub(super) fn file(
        action: &'static str,
        path: impl Into<PathBuf>,
    ) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| Self::File { action, path, source }
    }
}

/// A file of a store that is not as the manifest says.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file, relative to the store, with `/` between its parts.
    pub file: String,
    /// What is wrong with it.
    pub fault: Fault,
    /// The documents and shared graphs that need it, sorted.
    pub needed_by: Vec<String>,
}

/// What is wrong with a file of a store.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// It is not there.
    Missing,
    /// It cannot be read, decompressed or parsed; with the reason.
    Unreadable(String),
    /// Its content has another hash than its name.
    Changed,
    /// It has another number of quads than the manifest says.
    Miscounted {
        /// How many quads there are.
        found: usize,
        /// How many the manifest says.
        expected: usize,
    },
    /// The manifest does not name it.
    Unnamed,
}

impl Display for Fault {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => formatter.write_str("is missing"),
            Self::Unreadable(reason) => write!(formatter, "cannot be read: {reason}"),
            Self::Changed => formatter.write_str("does not have the hash in its name"),
            Self::Miscounted { found, expected } => {
                write!(formatter, "has {found} quads where the manifest says {expected}")
            }
            Self::Unnamed => formatter.write_str("is not named by the manifest"),
        }
    }
}

impl Display for Problem {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {}", self.file, self.fault)?;
        if !self.needed_by.is_empty() {
            write!(formatter, " (needed by {})", self.needed_by.join(", "))?;
        }
        Ok(())
    }
}
