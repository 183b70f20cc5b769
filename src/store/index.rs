//! Oxigraph's index on disk, beside the store's own files: made from the graph files, and brought up to
//! date when it is opened. Nothing is in it that is not in them; it can be deleted at any time.
//!
//! ```text
//! index/
//!   sayso.json    which graph files are loaded, and the names of the graphs in each
//!   oxigraph/     Oxigraph's own files
//!   lock          shared by readers, held alone by the one who brings it up to date
//! ```

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fs;
use std::fs::File;
use std::fs::TryLockError;
use std::io;
use std::path::Path;
use std::path::PathBuf;

use oxigraph::model::BlankNode;
use oxigraph::model::GraphName;
use oxigraph::model::NamedNode;
use oxigraph::model::Quad;
use oxigraph::store::StorageError;
use oxigraph::store::Store as Dataset;
use rayon::iter::IntoParallelIterator;
use rayon::iter::ParallelIterator;
use serde::Deserialize;
use serde::Serialize;

use super::Fault;
use super::Manifest;
use super::StoreError;
use super::disk;
use super::files;
use crate::model::Sha256;

/// The version of what stands in the index; one of another version is made anew.
const VERSION: u32 = 1;

/// How many quads Oxigraph sorts at once while it loads.
const LOADED_AT_ONCE: usize = 200_000;

/// A dataset on disk, as the manifest that it was opened with says.
pub(super) struct Index {
    pub(super) dataset: Dataset,
    pub(super) faults: Vec<(Sha256, Fault)>,
    /// Keeps others from changing the dataset until it is closed.
    pub(super) lock: File,
}

/// The names of the graphs in each loaded file; the default graph's is empty.
type Loaded = BTreeMap<Sha256, BTreeSet<String>>;

/// What `sayso.json` says.
#[derive(Serialize, Deserialize)]
struct State {
    version: u32,
    graphs: Loaded,
}

/// Where the parts of an index are.
struct Place {
    folder: PathBuf,
    state: PathBuf,
    dataset: PathBuf,
    lock: PathBuf,
}

/// What has to be done to make an index agree with a manifest.
struct Plan {
    /// Graphs that are not in the store any more, or not as they are.
    outdated: BTreeSet<String>,
    /// Files that are loaded and stay.
    kept: Loaded,
    /// Files to load.
    new: Loaded,
    /// Files that cannot be loaded.
    faults: Vec<(Sha256, Fault)>,
}

/// Opens the index of a store, after bringing it up to date where it is not.
///
/// Others may read meanwhile as long as nothing has to change; whoever wants to change it while others
/// read is told so.
pub(super) fn open(store: &Path, manifest: &Manifest) -> Result<Index, StoreError> {
    let place = Place::of(store);
    disk::create_folder(&place.folder).map_err(StoreError::file("create", &place.folder))?;
    let lock = File::options().create(true).append(true).open(&place.lock);
    let lock = lock.map_err(StoreError::file("open", &place.lock))?;
    loop {
        lock.lock_shared().map_err(StoreError::file("lock", &place.lock))?;
        let loaded = place.loaded();
        let plan = Plan::new(store, manifest, loaded.as_ref().unwrap_or(&Loaded::new()));
        if loaded.is_some() && plan.is_done() {
            let dataset = Dataset::open_read_only(&place.dataset);
            let dataset = dataset.map_err(|source| place.unusable(source))?;
            return Ok(Index { dataset, faults: plan.faults, lock });
        }
        lock.unlock().map_err(StoreError::file("unlock", &place.lock))?;
        place.lock_alone(&lock)?;
        // Meanwhile somebody else may have done it.
        if place.loaded() == loaded {
            place.refresh(store, plan, loaded.is_none())?;
        }
        lock.unlock().map_err(StoreError::file("unlock", &place.lock))?;
    }
}

impl Place {
    fn of(store: &Path) -> Self {
        let folder = store.join("index");
        let state = folder.join("sayso.json");
        let dataset = folder.join("oxigraph");
        let lock = folder.join("lock");
        Self { folder, state, dataset, lock }
    }

    /// Returns what is loaded, or nothing where that cannot be told.
    fn loaded(&self) -> Option<Loaded> {
        let state: State = serde_json::from_slice(&fs::read(&self.state).ok()?).ok()?;
        (state.version == VERSION).then_some(state.graphs)
    }

    fn lock_alone(&self, lock: &File) -> Result<(), StoreError> {
        match lock.try_lock() {
            Ok(()) => Ok(()),
            Err(TryLockError::WouldBlock) => {
                Err(StoreError::IndexInUse { path: self.folder.clone() })
            }
            Err(TryLockError::Error(source)) => Err(StoreError::file("lock", &self.lock)(source)),
        }
    }

    /// Carries out a plan. Without `sayso.json` nothing in the index counts: it is taken away first and
    /// comes back last, so that an interrupted change is made anew.
    fn refresh(&self, store: &Path, plan: Plan, anew: bool) -> Result<(), StoreError> {
        absent(fs::remove_file(&self.state)).map_err(StoreError::file("remove", &self.state))?;
        disk::sync_folder(&self.folder).map_err(StoreError::file("flush", &self.folder))?;
        if anew {
            let removed = absent(fs::remove_dir_all(&self.dataset));
            removed.map_err(StoreError::file("remove", &self.dataset))?;
        }
        let graphs = self.change(store, plan).map_err(|source| self.unusable(source))?;
        let state = serde_json::to_vec_pretty(&State { version: VERSION, graphs })
            .expect("the state is made of strings and numbers");
        disk::write_whole(&self.state, &state).map_err(StoreError::file("write", &self.state))
    }

    /// Changes the dataset; returns what is loaded then.
    fn change(&self, store: &Path, plan: Plan) -> Result<Loaded, StorageError> {
        let dataset = Dataset::open(&self.dataset)?;
        for name in &plan.outdated {
            match graph_name(name) {
                GraphName::NamedNode(node) => dataset.remove_named_graph(&node)?,
                GraphName::BlankNode(node) => dataset.remove_named_graph(&node)?,
                GraphName::DefaultGraph => dataset.clear_graph(&GraphName::DefaultGraph)?,
            }
        }
        let gone = load(&dataset, store, plan.new.keys())?;
        dataset.flush()?;
        let mut loaded = plan.kept;
        loaded.extend(plan.new);
        loaded.retain(|hash, _| !gone.contains(hash));
        Ok(loaded)
    }

    fn unusable(&self, source: StorageError) -> StoreError {
        StoreError::Index { path: self.folder.clone(), source }
    }
}

impl Plan {
    fn new(store: &Path, manifest: &Manifest, loaded: &Loaded) -> Self {
        let wanted: BTreeSet<&Sha256> = manifest.graph_files().into_iter().collect();
        let outdated: BTreeSet<String> = loaded
            .iter()
            .filter(|(hash, _)| !wanted.contains(hash))
            .flat_map(|(_, names)| names.iter().cloned())
            .collect();
        // A graph spread over several files is cleared as a whole, so all its files are loaded again.
        let mut kept = loaded.clone();
        kept.retain(|hash, names| wanted.contains(hash) && names.is_disjoint(&outdated));
        let missing: Vec<&Sha256> =
            wanted.into_iter().filter(|hash| !kept.contains_key(hash)).collect();
        let mut plan = Self { outdated, kept, new: Loaded::new(), faults: Vec::new() };
        let read: Vec<_> =
            missing.into_par_iter().map(|hash| (hash, graph_names(store, hash))).collect();
        for (hash, names) in read {
            match names {
                Ok(names) => drop(plan.new.insert(hash.clone(), names)),
                Err(fault) => plan.faults.push((hash.clone(), fault)),
            }
        }
        plan
    }

    fn is_done(&self) -> bool {
        self.outdated.is_empty() && self.new.is_empty()
    }
}

/// Reads a whole file, so that it is known to be sound before any of it is loaded.
fn graph_names(store: &Path, hash: &Sha256) -> Result<BTreeSet<String>, Fault> {
    let mut names = BTreeSet::new();
    files::read_quads(store, hash, |quads| {
        for quad in quads {
            let name = match quad.graph_name {
                GraphName::DefaultGraph => String::new(),
                GraphName::NamedNode(node) => node.into_string(),
                GraphName::BlankNode(node) => node.to_string(),
            };
            names.insert(name);
        }
        true
    })?;
    Ok(names)
}

fn graph_name(name: &str) -> GraphName {
    match (name, name.strip_prefix("_:")) {
        ("", _) => GraphName::DefaultGraph,
        (_, Some(id)) => BlankNode::new_unchecked(id).into(),
        (iri, None) => NamedNode::new_unchecked(iri).into(),
    }
}

/// Loads files that were sound a moment ago; returns those that a writer has removed since.
fn load<'a>(
    dataset: &Dataset,
    store: &Path,
    hashes: impl Iterator<Item = &'a Sha256>,
) -> Result<BTreeSet<Sha256>, StorageError> {
    let mut loader = dataset.bulk_loader();
    let mut waiting: Vec<Quad> = Vec::new();
    let mut gone = BTreeSet::new();
    for hash in hashes {
        let mut result = Ok(());
        let read = files::read_quads(store, hash, |quads| {
            waiting.extend(quads);
            if waiting.len() >= LOADED_AT_ONCE {
                result = loader.load_quads(std::mem::take(&mut waiting));
            }
            result.is_ok()
        });
        result?;
        match read {
            Ok(()) => {}
            Err(Fault::Missing) => drop(gone.insert(hash.clone())),
            Err(fault) => return Err(io::Error::other(format!("the graph {hash} {fault}")).into()),
        }
    }
    loader.load_quads(waiting)?;
    loader.commit()?;
    Ok(gone)
}

/// Takes a file or folder that was not there for a removed one.
fn absent(removed: io::Result<()>) -> io::Result<()> {
    match removed {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use oxigraph::model::Literal;
    use oxigraph::model::NamedNode;
    use oxigraph::model::Quad;

    use crate::store::Store;
    use crate::store::StoreError;
    use crate::store::Writer;

    #[test]
    fn the_index_follows_the_graphs() {
        let folder = tempfile::tempdir().unwrap();
        let steps: [&[(&str, &str)]; 4] = [
            &[("a", "one"), ("b", "two"), ("c", "three")],
            &[("a", "one"), ("b", "changed")],
            &[],
            &[("a", "one"), ("d", "two")],
        ];
        for graphs in steps {
            write(folder.path(), graphs);
            check(folder.path(), graphs);
            check(folder.path(), graphs);
        }
    }

    #[test]
    fn a_graph_in_two_files_keeps_what_stays() {
        let folder = tempfile::tempdir().unwrap();
        let mut writer = Writer::open(folder.path()).unwrap();
        writer.put_graph("first", &[quad("g", "one")], 0).unwrap();
        writer.put_graph("second", &[quad("g", "two")], 0).unwrap();
        writer.commit().unwrap();
        check(folder.path(), &[("g", "one"), ("g", "two")]);
        let mut writer = Writer::open(folder.path()).unwrap();
        writer.remove_graph("first");
        writer.commit().unwrap();
        check(folder.path(), &[("g", "two")]);
    }

    #[test]
    fn an_interrupted_or_foreign_index_is_made_anew() {
        let folder = tempfile::tempdir().unwrap();
        let graphs = [("a", "one"), ("b", "two")];
        write(folder.path(), &graphs);
        check(folder.path(), &graphs);
        let state = folder.path().join("index/sayso.json");
        fs::remove_file(&state).unwrap();
        check(folder.path(), &graphs);
        for written in ["", "{\"version\": 0, \"graphs\": {}}"] {
            fs::write(&state, written).unwrap();
            check(folder.path(), &graphs);
        }
        fs::remove_dir_all(folder.path().join("index")).unwrap();
        check(folder.path(), &graphs);
    }

    #[test]
    fn what_others_read_is_not_changed() {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), &[("a", "one")]);
        let store = Store::open(folder.path()).unwrap();
        check(folder.path(), &[("a", "one")]);
        write(folder.path(), &[("a", "two")]);
        assert!(matches!(Store::open(folder.path()), Err(StoreError::IndexInUse { .. })));
        assert!(store.dataset().contains(&quad("a", "one")).unwrap());
        drop(store);
        check(folder.path(), &[("a", "two")]);
    }

    #[test]
    fn damage_is_named_each_time_and_hinders_nobody() {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), &[("a", "one"), ("b", "two")]);
        let damaged = fs::read_dir(folder.path().join("graphs")).unwrap().next().unwrap().unwrap();
        fs::write(damaged.path(), "").unwrap();
        let first = Store::open(folder.path()).unwrap();
        let second = Store::open(folder.path()).unwrap();
        for store in [first, second] {
            assert_eq!(store.problems().len(), 1);
            assert_eq!(store.dataset().len().unwrap(), 1);
        }
    }

    /// Makes the store hold just these graphs, each with one quad.
    fn write(folder: &Path, graphs: &[(&str, &str)]) {
        let mut writer = Writer::open(folder).unwrap();
        for name in writer.manifest().graphs.into_keys() {
            writer.remove_graph(&name);
        }
        for (name, value) in graphs {
            writer.put_graph(name, &[quad(name, value)], 0).unwrap();
        }
        writer.commit().unwrap();
    }

    fn check(folder: &Path, expected: &[(&str, &str)]) {
        let store = Store::open(folder).unwrap();
        assert_eq!(store.problems(), []);
        let mut found: Vec<String> =
            store.dataset().iter().map(|quad| quad.unwrap().to_string()).collect();
        found.sort();
        let mut expected: Vec<String> =
            expected.iter().map(|(name, value)| quad(name, value).to_string()).collect();
        expected.sort();
        assert_eq!(found, expected);
        let names: std::collections::BTreeSet<&String> = expected.iter().collect();
        assert!(store.dataset().named_graphs().count() <= names.len());
    }

    fn quad(graph: &str, value: &str) -> Quad {
        let node = |name: &str| NamedNode::new(format!("http://example.org/{name}")).unwrap();
        Quad::new(node("subject"), node("says"), Literal::from(value), node(graph))
    }
}
