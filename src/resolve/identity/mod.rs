//! Identity: which entities of all documents are one agent, and which were kept apart.
//!
//! Every rule joins by type and name, or by a tie between two names that a document or the registry states. What
//! is only described stays in its document. The order of the documents does not matter.

mod entries;
mod rules;
mod agents;

use crate::model::AnnotatedDocument;
use crate::model::Identity;
use crate::model::Lexicon;

use entries::Entries;

/// Returns which entities are one agent.
pub fn identity(documents: &[AnnotatedDocument]) -> Identity {
    let lexicon = Lexicon::built_in();
    let mut entries = Entries::new(documents, &lexicon);
    rules::join_known(&mut entries);
    rules::join_same_names(&mut entries);
    rules::join_acronyms(&mut entries);
    rules::join_surnames(&mut entries);
    agents::of(&entries, &lexicon)
}

#[cfg(test)]
mod tests;
