//! Makes models of treebanks and annotated documents, the same bytes on every machine.

mod card;
pub mod annotations;
pub mod entities;
pub mod attributions;
pub mod claims;
pub mod positions;
pub mod conllu;
pub mod coreference;
mod chance;
mod runs;
mod splitting;
mod boundaries;
mod tagging;
mod parsing;
pub mod scoring;
pub mod stances;
mod syntax;
mod treebanks;
pub mod words;

pub use card::Card;
pub use card::Data;
pub use syntax::syntax;
pub use treebanks::Treebank;
pub use treebanks::syntax_card;
