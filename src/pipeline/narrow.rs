//! Narrows an open store to the findings that the program is sure enough of.

use rayon::prelude::*;

use super::BuildError;
use crate::model::AnnotatedDocument;
use crate::model::Confidence;
use crate::model::DocumentKey;
use crate::model::LeftOut;
use crate::model::Sha256;
use crate::rdf;
use crate::rdf::Quad;
use crate::rdf::SharedGraph;
use crate::resolve;
use crate::store::Store;
use crate::store::StoreError;

/// Leaves out of an open store's dataset what the program is less sure of, as if it had not been found: questions, graphs
/// and exports go over the rest. The store's files stay as they are. Returns how many findings were left out.
pub fn narrow(store: &mut Store, minimum: Confidence) -> Result<LeftOut, BuildError> {
    let base = super::base_of(store.manifest());
    let keys: Vec<DocumentKey> = store.manifest().documents.keys().cloned().collect();
    let accounts: Vec<AnnotatedDocument> =
        keys.par_iter().map(|key| store.account(key)).collect::<Result<_, StoreError>>()?;
    let identity = super::identity(store, &super::judgements(store)?)?;
    let copies = super::beforehand::copies(store.manifest(), &accounts, |hash| store.text(hash));
    let mut left_out = LeftOut::default();
    let mut changes = Changes::default();
    let mut narrowed = accounts;
    for (key, account) in keys.iter().zip(&mut narrowed) {
        let left = account.leave_out_below(minimum);
        if left != LeftOut::default() {
            let quads = store.graph(&base.document(key))?;
            let account = &*account;
            changes.add(quads, |quads| rdf::narrowed(&base, key, account, minimum, quads));
            left_out += left;
        }
    }
    if left_out == LeftOut::default() {
        return Ok(left_out);
    }
    let links = store.graph(&base.graph(SharedGraph::Links))?;
    let lexicon = super::beforehand::lexicon_of_store(store)?;
    let mut linked = resolve::links(&narrowed, &identity, &lexicon);
    linked.copies = copies;
    let text = |hash: &Sha256| store.text(hash);
    let versions =
        super::beforehand::versions(store.manifest(), &narrowed, &linked, &lexicon, text);
    linked.versions = versions;
    changes.add(links, |_| rdf::links(&base, &linked));
    store.revise(&changes.removed, &changes.added)?;
    Ok(left_out)
}

/// What is taken out of a dataset, and what is put into it.
#[derive(Default)]
struct Changes {
    removed: Vec<Quad>,
    added: Vec<Quad>,
}

impl Changes {
    /// Adds what becomes of a graph; one that could not be loaded stays away.
    fn add(&mut self, before: Vec<Quad>, becomes: impl Fn(&[Quad]) -> Vec<Quad>) {
        if before.is_empty() {
            return;
        }
        self.added.extend(becomes(&before));
        self.removed.extend(before);
    }
}
