//! Narrows an open store to the findings that the program is sure enough of.

use std::collections::HashSet;

use rayon::prelude::*;

use super::BuildError;
use super::beforehand;
use crate::model::AnnotatedDocument;
use crate::model::Confidence;
use crate::model::DocumentKey;
use crate::model::LeftOut;
use crate::model::Sha256;
use crate::rdf;
use crate::rdf::Base;
use crate::rdf::Quad;
use crate::rdf::SharedGraph;
use crate::resolve;
use crate::store::Store;
use crate::store::StoreError;

/// Leaves out of an open store's dataset what the program is less sure of, as if it had not been found: questions, graphs
/// and exports go over the rest. The store's files stay as they are. Returns how many findings were left out.
pub fn narrow(store: &mut Store, minimum: Confidence) -> Result<LeftOut, BuildError> {
    let narrowing = Narrowing::of(store, minimum)?;
    narrowing.carry_out(store)?;
    Ok(narrowing.left_out)
}

/// What changes in a store's dataset where only what the program is sure of counts.
#[derive(Debug, Default)]
pub struct Narrowing {
    /// How many findings are left out.
    pub left_out: LeftOut,
    removed: Vec<Quad>,
    added: Vec<Quad>,
}

impl Narrowing {
    /// Returns what changes in a store that was not narrowed before; the store stays as it is.
    pub fn of(store: &Store, minimum: Confidence) -> Result<Self, BuildError> {
        let base = super::base_of(store.manifest());
        let keys: Vec<&DocumentKey> = store.manifest().documents.keys().collect();
        let accounts: Vec<AnnotatedDocument> =
            keys.par_iter().map(|key| store.account(key)).collect::<Result<_, StoreError>>()?;
        let mut narrowed = accounts.clone();
        let left: Vec<LeftOut> =
            narrowed.par_iter_mut().map(|account| account.leave_out_below(minimum)).collect();
        let left_out: LeftOut = left.iter().copied().sum();
        let mut narrowing = Self { left_out, ..Self::default() };
        if narrowing.left_out == LeftOut::default() {
            return Ok(narrowing);
        }
        let of_documents = || -> Result<Vec<Changes>, StoreError> {
            let documents = keys.par_iter().zip(&narrowed).zip(&left);
            let touched = documents.filter(|(_, left)| **left != LeftOut::default());
            let changes = touched.map(|((key, account), _)| {
                let quads = store.graph(&base.document(key))?;
                Ok(Changes::between(&quads, |it| rdf::narrowed(&base, key, account, minimum, it)))
            });
            changes.collect()
        };
        let of_links = || links(store, &base, &accounts, &narrowed);
        let (of_documents, of_links) = rayon::join(of_documents, of_links);
        for changes in of_documents?.into_iter().chain([of_links?]) {
            narrowing.removed.extend(changes.removed);
            narrowing.added.extend(changes.added);
        }
        Ok(narrowing)
    }

    /// Changes the dataset of the store, or of the same store opened anew.
    pub fn carry_out(&self, store: &mut Store) -> Result<(), StoreError> {
        if self.left_out == LeftOut::default() {
            return Ok(());
        }
        store.revise(&self.removed, &self.added)
    }
}

/// Returns what becomes of what documents say together.
fn links(
    store: &Store,
    base: &Base,
    accounts: &[AnnotatedDocument],
    narrowed: &[AnnotatedDocument],
) -> Result<Changes, BuildError> {
    let text = |hash: &Sha256| store.text(hash);
    let lexicon = beforehand::lexicon_of_store(store)?;
    let judgements = super::judgements(store)?;
    let (identity, copies) = rayon::join(
        || beforehand::identify(accounts, &lexicon, &judgements),
        || beforehand::copies(store.manifest(), accounts, text),
    );
    let mut links = resolve::links(narrowed, &identity?, &lexicon);
    links.copies = copies;
    links.versions = beforehand::versions(store.manifest(), narrowed, &links, &lexicon, text);
    let quads = store.graph(&base.graph(SharedGraph::Links))?;
    Ok(Changes::between(&quads, |_| rdf::links(base, &links)))
}

/// What is taken out of a graph, and what is put into it.
#[derive(Default)]
struct Changes {
    removed: Vec<Quad>,
    added: Vec<Quad>,
}

impl Changes {
    /// Returns what becomes of a graph; one that could not be loaded stays away.
    fn between(before: &[Quad], becomes: impl Fn(&[Quad]) -> Vec<Quad>) -> Self {
        if before.is_empty() {
            return Self::default();
        }
        let becomes = becomes(before);
        let (old, new): (HashSet<&Quad>, HashSet<&Quad>) =
            (before.iter().collect(), becomes.iter().collect());
        let removed = before.iter().filter(|quad| !new.contains(quad)).cloned().collect();
        let added = becomes.iter().filter(|quad| !old.contains(quad)).cloned().collect();
        Self { removed, added }
    }
}
