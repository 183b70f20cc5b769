//! The manifest: what a store holds, by hash, as stable JSON.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use serde::Deserialize;
use serde::Deserializer;
use serde::Serialize;
use serde::Serializer;
use serde::de;

use super::StoreError;
use crate::model::DocumentKey;
use crate::model::Run;
use crate::model::Sha256;

/// The version of the folder's format that this program reads and writes.
pub const FORMAT_VERSION: u32 = 1;

const FORMAT_NAME: &str = "sayso-store";
pub(super) const FILE_NAME: &str = "manifest.json";

/// What a store holds. Sorted throughout, so that equal stores have equal manifests.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The runs that produced the documents' graphs, by key.
    pub runs: BTreeMap<String, Run>,
    /// The corpora that the documents were read from, by name.
    pub corpora: BTreeMap<String, Corpus>,
    /// The registries that were brought to the build, in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub registries: Vec<Registry>,
    /// The codebooks that were brought to the build, in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub codebooks: Vec<Registry>,
    /// The graphs that need more than one document, by name.
    pub graphs: BTreeMap<String, SharedGraph>,
    /// The documents; in JSON a list sorted by corpus and id.
    #[serde(serialize_with = "as_list", deserialize_with = "from_list")]
    pub documents: BTreeMap<DocumentKey, StoredDocument>,
}

/// A corpus that documents were read from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Corpus {
    /// Its folder or file, relative to the store where that can be said, with `/` between the parts.
    pub folder: String,
    /// The hash of its `identity.toml`, which names the copy among the texts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub judgements: Option<Sha256>,
    /// The hash of its `corrections.jsonl`, which names the copy among the texts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrections: Option<Sha256>,
}

/// A registry or codebook that was brought to a build.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Registry {
    /// The name of its file.
    pub file: String,
    /// The hash of its text, which names the copy among the texts.
    pub text: Sha256,
}

/// A graph that needs more than one document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SharedGraph {
    /// The hash of its N-Quads, which names its file.
    pub graph: Sha256,
    /// How many quads it has.
    pub quads: usize,
    /// How many things it is about: agents, claims, runs.
    pub nodes: usize,
}

/// A document in a store.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredDocument {
    /// Names the document.
    #[serde(flatten)]
    pub key: DocumentKey,
    /// The file that it was read from, relative to its corpus.
    pub file: String,
    /// The hash of that file's bytes.
    pub file_hash: Sha256,
    /// The hash of what its corpus says about it.
    pub metadata_hash: Sha256,
    /// The key of the run that produced its graph.
    pub run: String,
    /// The hash that names its text.
    pub text: Sha256,
    /// The hash that names its account.
    pub account: Sha256,
    /// The hash of its N-Quads, which names its graph's file.
    pub graph: Sha256,
    /// How many quads its graph has.
    pub quads: usize,
    /// How many statements its account has.
    pub statements: usize,
    /// How many stances its account has.
    pub stances: usize,
    /// How many mentions of its account stay open: those that lead to nobody known.
    #[serde(default)]
    pub open_mentions: usize,
    /// How many doubts were noted about it.
    pub notes: usize,
    /// Whether it was extracted from; a document in another language than English is only kept.
    pub extracted: bool,
}

/// The manifest as it stands in the file.
#[derive(Serialize)]
struct Written<'a> {
    format: String,
    #[serde(flatten)]
    manifest: &'a Manifest,
}

/// What every version of the manifest has.
#[derive(Deserialize)]
struct Header {
    format: Option<String>,
}

impl Manifest {
    /// Reads the manifest of the store in `folder`.
    pub fn read(folder: &Path) -> Result<Self, StoreError> {
        let path = folder.join(FILE_NAME);
        let bytes = fs::read(&path).map_err(|source| missing(folder, source))?;
        Self::parse(folder, &bytes)
    }

    pub(super) fn parse(folder: &Path, bytes: &[u8]) -> Result<Self, StoreError> {
        let path = folder.join(FILE_NAME);
        let understood = |source| StoreError::Manifest { path: path.clone(), source };
        let header: Header = serde_json::from_slice(bytes).map_err(understood)?;
        let format = header.format.unwrap_or_default();
        match format.split_once('/') {
            Some((FORMAT_NAME, version)) if version == FORMAT_VERSION.to_string() => {
                serde_json::from_slice(bytes).map_err(understood)
            }
            Some((FORMAT_NAME, version)) => Err(StoreError::OtherVersion {
                path: folder.to_owned(),
                found: version.to_owned(),
                expected: FORMAT_VERSION,
            }),
            _ => Err(StoreError::NotAStore { path: folder.to_owned() }),
        }
    }

    /// Returns the bytes of the file.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let format = format!("{FORMAT_NAME}/{FORMAT_VERSION}");
        let mut bytes = serde_json::to_vec_pretty(&Written { format, manifest: self })
            .expect("a manifest is made of strings and numbers");
        bytes.push(b'\n');
        bytes
    }

    /// Drops the runs that no document names.
    pub(super) fn forget_unused_runs(&mut self) {
        let documents = &self.documents;
        let used: BTreeSet<&String> = documents.values().map(|document| &document.run).collect();
        self.runs.retain(|key, _| used.contains(key));
    }

    /// Returns the hashes of all graphs, each once: documents by key, then shared graphs by name.
    pub(super) fn graph_files(&self) -> Vec<&Sha256> {
        let documents = self.documents.values().map(|document| &document.graph);
        let mut seen = BTreeSet::new();
        documents
            .chain(self.graphs.values().map(|shared| &shared.graph))
            .filter(|graph| seen.insert(*graph))
            .collect()
    }

    /// Returns how many quads all graphs have together.
    pub fn quads(&self) -> usize {
        let documents = self.documents.values().map(|document| document.quads);
        documents.chain(self.graphs.values().map(|graph| graph.quads)).sum()
    }

    /// Returns the document with a key.
    pub fn document(&self, key: &DocumentKey) -> Result<&StoredDocument, StoreError> {
        self.documents.get(key).ok_or_else(|| StoreError::NoDocument { key: key.clone() })
    }
}

/// Tells a folder that is not there from one that is no store.
fn missing(folder: &Path, source: io::Error) -> StoreError {
    let path = folder.to_owned();
    if source.kind() != io::ErrorKind::NotFound && source.kind() != io::ErrorKind::NotADirectory {
        return StoreError::File { action: "read", path: folder.join(FILE_NAME), source };
    }
    if folder.exists() { StoreError::NotAStore { path } } else { StoreError::NoFolder { path } }
}

fn as_list<S: Serializer>(
    documents: &BTreeMap<DocumentKey, StoredDocument>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(documents.values())
}

fn from_list<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<BTreeMap<DocumentKey, StoredDocument>, D::Error> {
    let mut documents = BTreeMap::new();
    for document in Vec::<StoredDocument>::deserialize(deserializer)? {
        let key = document.key.clone();
        if documents.insert(key.clone(), document).is_some() {
            return Err(de::Error::custom(format!("document {key} is there twice")));
        }
    }
    Ok(documents)
}
