//! Makes models of treebanks and annotated documents, the same bytes on every machine.

pub mod conllu;
mod chance;
mod splitting;
mod tagging;
mod parsing;
pub mod scoring;
mod syntax;

pub use syntax::syntax;
