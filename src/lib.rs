//! sayso reads documents and records who said what, in which words.
//!
//! ```text
//! documents                                                      drawings, tables, pages
//!     │                                                                     ▲
//!     ▼                                                                     │
//!   read ─► analyse ─► extract ─► resolve ─► rdf ─► STORE ─► query ─► projection ─► export
//!   └───────────────── pipeline ──────────────────────┘                └─► serve
//! ```

pub mod model;
pub mod score;
pub mod learn;
pub mod read;
pub mod analyse;
pub mod extract;
pub mod resolve;
pub mod rdf;
pub mod store;
pub mod pipeline;
pub mod query;
pub mod projection;
pub mod export;
pub mod serve;
pub mod train;
