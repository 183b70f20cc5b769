//! Puts documents and graphs into a store; nothing is visible to readers before the commit.

use std::collections::BTreeSet;
use std::fs;
use std::fs::File;
use std::fs::TryLockError;
use std::io;
use std::path::Component;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::MutexGuard;

use oxigraph::model::Quad;

use super::Corpus;
use super::Manifest;
use super::Problem;
use super::Registry;
use super::SharedGraph;
use super::StoreError;
use super::StoredDocument;
use super::check;
use super::disk;
use super::files;
use super::files::Kind;
use super::manifest;
use crate::model::AnnotatedDocument;
use crate::model::DocumentKey;
use crate::model::Run;
use crate::model::Sha256;

const LOCK: &str = "lock";

/// The one who may write to a store.
///
/// Files are named by their content and are not renamed or changed once they are there, so that putting
/// never disturbs what the last manifest names. The commit replaces the manifest in one rename.
/// A writer that is dropped or killed leaves files that nothing names; the next one removes them.
#[derive(Debug)]
pub struct Writer {
    folder: PathBuf,
    manifest: Mutex<Manifest>,
    /// Holds the lock until it is closed.
    _lock: File,
}

/// A document on its way into a store.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "as in the stored document")]
pub struct NewDocument<'a> {
    pub key: &'a DocumentKey,
    pub file: &'a str,
    pub file_hash: &'a Sha256,
    pub metadata_hash: &'a Sha256,
    pub run: &'a Run,
    pub text: &'a str,
    pub account: &'a AnnotatedDocument,
    pub quads: &'a [Quad],
    pub notes: usize,
    pub extracted: bool,
}

impl Writer {
    /// Opens the store in `folder` for writing; makes the folder where there is none.
    ///
    /// Fails at once if somebody else is writing, and on a folder that holds other things.
    pub fn open(folder: &Path) -> Result<Self, StoreError> {
        refuse_foreign_folder(folder)?;
        for part in [folder.to_owned()].into_iter().chain(subfolders(folder)) {
            disk::create_folder(&part).map_err(StoreError::file("create", part))?;
        }
        let lock = lock(folder)?;
        let manifest = match Manifest::read(folder) {
            Err(StoreError::NotAStore { .. }) if !folder.join(manifest::FILE_NAME).exists() => {
                Manifest::default()
            }
            read => read?,
        };
        check::sweep(folder, &manifest);
        Ok(Self { folder: folder.to_owned(), manifest: Mutex::new(manifest), _lock: lock })
    }

    /// Returns the folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Returns what the store will hold after the commit, as far as it is known now.
    pub fn manifest(&self) -> Manifest {
        let mut manifest = self.pending().clone();
        manifest.forget_unused_runs();
        manifest
    }

    /// Writes a document's files; it replaces the one with the same key at the commit.
    pub fn put_document(&self, document: &NewDocument<'_>) -> Result<(), StoreError> {
        let key = document.key;
        let text = Sha256::of(document.text);
        self.put(Kind::Text, &text, document.text.as_bytes())?;
        let mut account_bytes = serde_json::to_vec(document.account)
            .map_err(|source| StoreError::Account { key: key.clone(), source })?;
        account_bytes.push(b'\n');
        let account = Sha256::of(&account_bytes);
        self.put(Kind::Account, &account, &account_bytes)?;
        let packed = files::pack(document.quads);
        self.put(Kind::Graph, &packed.hash, &packed.bytes)?;
        let stored = StoredDocument {
            key: key.clone(),
            file: document.file.to_owned(),
            file_hash: document.file_hash.clone(),
            metadata_hash: document.metadata_hash.clone(),
            run: document.run.key(),
            text,
            account,
            graph: packed.hash,
            quads: packed.quads,
            statements: document.account.statements.len(),
            stances: document.account.stances.len(),
            open_mentions: document.account.open_mentions(),
            notes: document.notes,
            extracted: document.extracted,
        };
        let mut manifest = self.pending();
        manifest.runs.insert(stored.run.clone(), document.run.clone());
        manifest.documents.insert(key.clone(), stored);
        Ok(())
    }

    /// Writes a graph that needs more than one document; it replaces the one with the same name.
    /// `nodes` says how many things it is about.
    pub fn put_graph(
        &mut self,
        name: &str,
        quads: &[Quad],
        nodes: usize,
    ) -> Result<(), StoreError> {
        let packed = files::pack(quads);
        self.put(Kind::Graph, &packed.hash, &packed.bytes)?;
        let shared = SharedGraph { graph: packed.hash, quads: packed.quads, nodes };
        self.pending().graphs.insert(name.to_owned(), shared);
        Ok(())
    }

    /// Remembers the folder or file that a corpus was read from, and what people decided of who is who and of what was found in it.
    pub fn put_corpus(
        &mut self,
        name: &str,
        folder: &Path,
        judgements: Option<&str>,
        corrections: Option<&str>,
    ) -> Result<(), StoreError> {
        let absolute = |path: &Path| fs::canonicalize(path).map_err(StoreError::file("find", path));
        let folder = relative(&absolute(&self.folder)?, &absolute(folder)?);
        let judgements = judgements.map(|text| self.put_text(text)).transpose()?;
        let corrections = corrections.map(|text| self.put_text(text)).transpose()?;
        let corpus = Corpus { folder, judgements, corrections };
        self.pending().corpora.insert(name.to_owned(), corpus);
        Ok(())
    }

    /// Remembers the registries that are brought to a build, by file and text, in place of those before.
    pub fn put_registries<'a>(
        &mut self,
        registries: impl Iterator<Item = (&'a str, &'a str)>,
    ) -> Result<(), StoreError> {
        let registries = self.put_brought(registries)?;
        self.pending().registries = registries;
        Ok(())
    }

    /// Remembers the codebooks that are brought to a build, by file and text, in place of those before.
    pub fn put_codebooks<'a>(
        &mut self,
        codebooks: impl Iterator<Item = (&'a str, &'a str)>,
    ) -> Result<(), StoreError> {
        let codebooks = self.put_brought(codebooks)?;
        self.pending().codebooks = codebooks;
        Ok(())
    }

    fn put_brought<'a>(
        &self,
        brought: impl Iterator<Item = (&'a str, &'a str)>,
    ) -> Result<Vec<Registry>, StoreError> {
        let put = |(file, text): (&str, &str)| {
            Ok(Registry { file: file.to_owned(), text: self.put_text(text)? })
        };
        brought.map(put).collect()
    }

    fn put_text(&self, text: &str) -> Result<Sha256, StoreError> {
        let hash = Sha256::of(text);
        self.put(Kind::Text, &hash, text.as_bytes())?;
        Ok(hash)
    }

    /// Removes a document; returns whether it was there.
    pub fn remove(&mut self, key: &DocumentKey) -> bool {
        self.pending().documents.remove(key).is_some()
    }

    /// Removes a shared graph; returns whether it was there.
    pub fn remove_graph(&mut self, name: &str) -> bool {
        self.pending().graphs.remove(name).is_some()
    }

    /// Forgets a corpus; returns whether it was there. Its documents stay.
    pub fn remove_corpus(&mut self, name: &str) -> bool {
        self.pending().corpora.remove(name).is_some()
    }

    /// Reads every file of the store and removes the shared graphs and those of the given documents whose files are
    /// damaged, so that putting them again mends the store; returns all that is wrong.
    pub fn remove_damaged(&mut self, among: &BTreeSet<&DocumentKey>) -> Vec<Problem> {
        let mut manifest = self.pending();
        let problems = check::damaged(&self.folder, &manifest);
        let damaged: BTreeSet<&str> =
            problems.iter().map(|problem| problem.file.as_str()).collect();
        let is_sound = |kind: Kind, hash: &Sha256| !damaged.contains(kind.file(hash).as_str());
        manifest.documents.retain(|key, document| {
            let files = [
                (Kind::Text, &document.text),
                (Kind::Account, &document.account),
                (Kind::Graph, &document.graph),
            ];
            !among.contains(key) || files.iter().all(|(kind, hash)| is_sound(*kind, hash))
        });
        manifest.graphs.retain(|_, shared| is_sound(Kind::Graph, &shared.graph));
        drop(manifest);
        problems
    }

    /// Returns the text with a hash, whether it was committed or just put.
    pub fn text(&self, hash: &Sha256) -> Result<String, StoreError> {
        files::read_text(&self.folder, hash).map_err(|fault| {
            StoreError::Damaged(files::problem(&self.pending(), Kind::Text, hash, fault))
        })
    }

    /// Returns a document's account, whether it was committed or just put.
    pub fn account(&self, key: &DocumentKey) -> Result<AnnotatedDocument, StoreError> {
        let manifest = self.pending();
        let hash = manifest.document(key)?.account.clone();
        drop(manifest);
        files::read_account(&self.folder, &hash).map_err(|fault| {
            StoreError::Damaged(files::problem(&self.pending(), Kind::Account, &hash, fault))
        })
    }

    /// Makes all that was put and removed visible, in one step, and removes files that nothing names.
    ///
    /// If it fails, the store is as it was; only an error in the very last step, waiting for the disk
    /// to have the name of the manifest, leaves open which of the two states a power cut will leave.
    pub fn commit(self) -> Result<Manifest, StoreError> {
        let manifest = self.manifest();
        let path = self.folder.join(manifest::FILE_NAME);
        let bytes = manifest.to_bytes();
        if fs::read(&path).is_ok_and(|current| current == bytes) {
            check::sweep(&self.folder, &manifest);
            return Ok(manifest);
        }
        for folder in subfolders(&self.folder).into_iter().chain(parent(&self.folder)) {
            disk::sync_folder(&folder).map_err(StoreError::file("flush", folder))?;
        }
        disk::write_whole(&path, &bytes).map_err(StoreError::file("write", path))?;
        disk::sync_folder(&self.folder).map_err(StoreError::file("flush", &self.folder))?;
        check::sweep(&self.folder, &manifest);
        Ok(manifest)
    }

    /// Writes a file, unless it is there with just these bytes.
    ///
    /// Comparing the bytes, not only the name, mends a damaged file when its document is put again.
    fn put(&self, kind: Kind, hash: &Sha256, bytes: &[u8]) -> Result<(), StoreError> {
        let path = kind.path(&self.folder, hash);
        if fs::read(&path).is_ok_and(|current| current == bytes) {
            return Ok(());
        }
        disk::write_whole(&path, bytes).map_err(StoreError::file("write", path))
    }

    fn pending(&self) -> MutexGuard<'_, Manifest> {
        self.manifest.lock().expect("no thread panics while it changes the manifest")
    }
}

/// Returns an error for a folder that holds other things than a store, before anything is made in it.
/// A store that was never committed has folders but no manifest.
fn refuse_foreign_folder(folder: &Path) -> Result<(), StoreError> {
    let foreign = || StoreError::NotAStore { path: folder.to_owned() };
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => return Err(foreign()),
        Err(error) => return Err(StoreError::file("list", folder)(error)),
    };
    let mut is_empty_or_ours = true;
    for entry in entries {
        let name = entry.map_err(StoreError::file("list", folder))?.file_name();
        let name = name.to_string_lossy();
        if name == manifest::FILE_NAME {
            return Manifest::read(folder).map(drop);
        }
        let is_folder_of_ours = Kind::ALL.iter().any(|kind| name == kind.folder());
        is_empty_or_ours &= name == LOCK || is_folder_of_ours || name.ends_with(disk::UNFINISHED);
    }
    if is_empty_or_ours { Ok(()) } else { Err(foreign()) }
}

fn lock(folder: &Path) -> Result<File, StoreError> {
    let path = folder.join(LOCK);
    let lock = File::options().create(true).append(true).open(&path);
    let lock = lock.map_err(StoreError::file("open", &path))?;
    match lock.try_lock() {
        Ok(()) => Ok(lock),
        Err(TryLockError::WouldBlock) => Err(StoreError::Locked { path: folder.to_owned() }),
        Err(TryLockError::Error(source)) => Err(StoreError::file("lock", path)(source)),
    }
}

fn subfolders(folder: &Path) -> [PathBuf; 3] {
    Kind::ALL.map(|kind| folder.join(kind.folder()))
}

/// Returns the folder above, whose entry for the store a first commit makes sure of.
fn parent(folder: &Path) -> Option<PathBuf> {
    let parent = folder.parent()?;
    Some(if parent.as_os_str().is_empty() { PathBuf::from(".") } else { parent.to_owned() })
}

/// Returns how to go from one absolute path to another, with `/` between the parts.
fn relative(from: &Path, to: &Path) -> String {
    let same = from.components().zip(to.components()).take_while(|(left, right)| left == right);
    let shared = same.count();
    if shared == 0 {
        return to.to_string_lossy().into_owned();
    }
    let up = from.components().skip(shared).map(|_| "..".to_owned());
    let down = to.components().skip(shared).map(|part| match part {
        Component::Normal(name) => name.to_string_lossy().into_owned(),
        other => other.as_os_str().to_string_lossy().into_owned(),
    });
    let parts: Vec<String> = up.chain(down).collect();
    if parts.is_empty() { ".".to_owned() } else { parts.join("/") }
}
