//! Opens a store and reads from it; needs no lock.

use std::fmt;
use std::fmt::Debug;
use std::fmt::Formatter;
#[cfg(feature = "rocksdb")]
use std::fs::File;
use std::path::Path;
use std::path::PathBuf;

use oxigraph::model::GraphNameRef;
use oxigraph::model::NamedNode;
use oxigraph::model::Quad;
use oxigraph::store::Store as Dataset;

use super::Fault;
use super::Manifest;
use super::Problem;
use super::StoreError;
use super::check;
use super::files;
use super::files::Kind;
#[cfg(feature = "rocksdb")]
use super::index;
#[cfg(not(feature = "rocksdb"))]
use super::load;
use crate::model::AnnotatedDocument;
use crate::model::DocumentKey;
use crate::model::Sha256;

/// A store as it was when it was opened.
pub struct Store {
    folder: PathBuf,
    manifest: Manifest,
    dataset: Dataset,
    problems: Vec<Problem>,
    /// Keeps the index on disk as it is until the store is closed.
    #[cfg(feature = "rocksdb")]
    _index_lock: File,
}

impl Store {
    /// Opens the store in `folder` and fills a dataset from its graphs.
    ///
    /// A graph file that is missing or does not match its hash is left out and named in
    /// [`Store::problems`]; the rest is usable.
    pub fn open(folder: &Path) -> Result<Self, StoreError> {
        loop {
            let store = Self::open_once(folder)?;
            let has_missing = store.problems.iter().any(|problem| problem.fault == Fault::Missing);
            // A commit between reading the manifest and the graphs removes graphs of the old state;
            // then the new manifest tells.
            if !has_missing || Manifest::read(folder)? == store.manifest {
                return Ok(store);
            }
        }
    }

    #[cfg(not(feature = "rocksdb"))]
    fn open_once(folder: &Path) -> Result<Self, StoreError> {
        let manifest = Manifest::read(folder)?;
        let dataset = Dataset::new()?;
        let faults = load::fill(&dataset, folder, &manifest.graph_files())?;
        let problems = name_problems(&manifest, faults);
        Ok(Self { folder: folder.to_owned(), manifest, dataset, problems })
    }

    #[cfg(feature = "rocksdb")]
    fn open_once(folder: &Path) -> Result<Self, StoreError> {
        let manifest = Manifest::read(folder)?;
        let index = index::open(folder, &manifest)?;
        let problems = name_problems(&manifest, index.faults);
        let dataset = index.dataset;
        let folder = folder.to_owned();
        Ok(Self { folder, manifest, dataset, problems, _index_lock: index.lock })
    }

    /// Compares all files of the store in `folder` with its manifest; returns what is wrong, sorted.
    pub fn check(folder: &Path) -> Result<Vec<Problem>, StoreError> {
        check::check(folder)
    }

    /// Returns the dataset; questions run over the union of its graphs.
    pub fn dataset(&self) -> &Dataset {
        &self.dataset
    }

    /// Returns what the store holds.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// Returns the folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Returns the graph files that had to be left out.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// Returns the text with a hash.
    pub fn text(&self, hash: &Sha256) -> Result<String, StoreError> {
        files::read_text(&self.folder, hash).map_err(|fault| self.damaged(Kind::Text, hash, fault))
    }

    /// Returns a document's account.
    pub fn account(&self, key: &DocumentKey) -> Result<AnnotatedDocument, StoreError> {
        let hash = &self.manifest.document(key)?.account;
        files::read_account(&self.folder, hash)
            .map_err(|fault| self.damaged(Kind::Account, hash, fault))
    }

    /// Replaces quads of the dataset for as long as it is open; the files of the store stay as they are.
    pub fn revise(&mut self, removed: &[Quad], added: &[Quad]) -> Result<(), StoreError> {
        #[cfg(feature = "rocksdb")]
        self.leave_the_index()?;
        let mut transaction = self.dataset.start_transaction()?;
        for quad in removed {
            transaction.remove(quad);
        }
        transaction.extend(added);
        Ok(transaction.commit()?)
    }

    /// Goes on with a copy in memory: what is on disk belongs to others, too.
    #[cfg(feature = "rocksdb")]
    fn leave_the_index(&mut self) -> Result<(), StoreError> {
        let copy = Dataset::new()?;
        for quad in &self.dataset {
            copy.insert(&quad?)?;
        }
        self.dataset = copy;
        Ok(())
    }

    /// Returns the quads of a graph of the dataset.
    pub fn graph(&self, graph: &NamedNode) -> Result<Vec<Quad>, StoreError> {
        let graph = GraphNameRef::from(graph.as_ref());
        let quads = self.dataset.quads_for_pattern(None, None, None, Some(graph));
        Ok(quads.collect::<Result<_, _>>()?)
    }

    /// Returns the quads of a document, sorted, from its file.
    pub fn document_quads(&self, key: &DocumentKey) -> Result<Vec<Quad>, StoreError> {
        self.quads(&self.manifest.document(key)?.graph)
    }

    /// Returns the quads of a shared graph, sorted, from its file.
    pub fn graph_quads(&self, name: &str) -> Result<Vec<Quad>, StoreError> {
        let shared = self.manifest.graphs.get(name);
        self.quads(&shared.ok_or_else(|| StoreError::NoGraph { name: name.to_owned() })?.graph)
    }

    fn quads(&self, hash: &Sha256) -> Result<Vec<Quad>, StoreError> {
        let mut quads = Vec::new();
        let read = files::read_quads(&self.folder, hash, |batch| {
            quads.extend(batch);
            true
        });
        read.map_err(|fault| self.damaged(Kind::Graph, hash, fault))?;
        Ok(quads)
    }

    fn damaged(&self, kind: Kind, hash: &Sha256, fault: Fault) -> StoreError {
        StoreError::Damaged(files::problem(&self.manifest, kind, hash, fault))
    }
}

impl Debug for Store {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Store")
            .field("folder", &self.folder)
            .field("problems", &self.problems)
            .finish_non_exhaustive()
    }
}

fn name_problems(manifest: &Manifest, faults: Vec<(Sha256, Fault)>) -> Vec<Problem> {
    let name = |(hash, fault): (Sha256, Fault)| files::problem(manifest, Kind::Graph, &hash, fault);
    faults.into_iter().map(name).collect()
}
