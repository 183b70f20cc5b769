//! Quads at rest: a folder of graphs, texts and accounts under the names of their hashes, and a
//! manifest that lists them. The folder is the truth; Oxigraph is filled from it and answers.
//!
//! ```text
//! sayso.db/
//!   manifest.json               which documents, graphs, corpora and runs there are, by hash
//!   graphs/<sha256>.nq.gz       sorted N-Quads; the hash is that of the uncompressed bytes
//!   texts/<sha256>.txt          what spans count in
//!   accounts/<sha256>.json      what resolution across documents needs of a document
//!   lock                        empty; held by the one who writes
//!   index/                      with the feature `rocksdb`: Oxigraph's index on disk, made from graphs/
//! ```
//!
//! Equal corpora give equal folders. What quads mean is left to others.

mod error;
mod manifest;
mod disk;
mod files;
mod writer;
#[cfg(not(feature = "rocksdb"))]
mod load;
#[cfg(feature = "rocksdb")]
mod index;
mod reader;
mod check;
#[cfg(test)]
mod faults;
#[cfg(test)]
mod tests;

pub use error::Fault;
pub use error::Problem;
pub use error::StoreError;
pub use manifest::Corpus;
pub use manifest::FORMAT_VERSION;
pub use manifest::Manifest;
pub use manifest::Registry;
pub use manifest::SharedGraph;
pub use manifest::StoredDocument;
pub use reader::Store;
pub use writer::NewDocument;
pub use writer::Writer;
