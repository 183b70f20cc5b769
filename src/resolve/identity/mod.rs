//! Identity: which entities of all documents are one agent, and which were kept apart.
//!
//! People's decisions come first. Then every rule joins by type and name, or by a tie between two names that a
//! document or the registry states; only names of one block are compared. What is only described stays in its
//! document. The order of the documents does not matter.

mod names;
mod entries;
mod judged;
mod blocks;
mod rules;
mod candidates;
mod agents;

use std::collections::BTreeMap;

use crate::model::AnnotatedDocument;
use crate::model::EntityKey;
use crate::model::EntityType;
use crate::model::Identity;
use crate::model::JudgementFault;
use crate::model::Judgements;
use crate::model::Lexicon;

use entries::Entries;

/// Returns which entities are one agent, or which decisions of people cannot be carried out.
pub fn identity(
    documents: &[AnnotatedDocument],
    lexicon: &Lexicon,
    judgements: &Judgements,
) -> Result<Identity, Vec<JudgementFault>> {
    let mut entries = Entries::new(documents, &BTreeMap::new(), lexicon);
    if judgements.all.is_empty() {
        join_by_rules(&mut entries, lexicon);
        return Ok(agents::of(&entries, &[], lexicon));
    }
    join_by_rules(&mut entries, lexicon);
    let judged = judged::find(judgements, &entries)?;
    let types: BTreeMap<EntityKey, EntityType> = judged::types(&judged, &entries);
    let mut entries = Entries::new(documents, &types, lexicon);
    let mut faults = judged::apply(&judged, &mut entries);
    join_by_rules(&mut entries, lexicon);
    faults.extend(judged::contradicting_details(&judged, &entries));
    faults.sort();
    faults.dedup();
    if faults.is_empty() { Ok(agents::of(&entries, &judged, lexicon)) } else { Err(faults) }
}

fn join_by_rules(entries: &mut Entries, lexicon: &Lexicon) {
    rules::join_known(entries);
    blocks::join(entries);
    rules::join_acronyms(entries);
    rules::keep_generic_apart(entries);
    rules::join_titled(entries, lexicon);
    rules::join_initials(entries, lexicon);
    rules::join_surnames(entries, lexicon);
}

#[cfg(test)]
mod tests;
