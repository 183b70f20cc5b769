//! Files named by the hash of their content: how each kind is made and read back.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::fs;
use std::fs::File;
use std::io;
use std::io::BufReader;
use std::io::Read;
use std::io::Write;
use std::path::Path;
use std::path::PathBuf;

use flate2::Compression;
use flate2::bufread::MultiGzDecoder;
use flate2::write::GzEncoder;
use oxigraph::io::RdfFormat;
use oxigraph::io::RdfParser;
use oxigraph::model::Quad;

use super::Fault;
use super::Manifest;
use super::Problem;
use crate::model::AnnotatedDocument;
use crate::model::Hasher;
use crate::model::Sha256;

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Graph,
    Text,
    Account,
}

/// Who needs a file, and how many quads they expect in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Need {
    pub(super) by: Vec<String>,
    pub(super) quads: Option<usize>,
}

/// How many quads are handed on at once.
pub(super) const BATCH: usize = 1024;

impl Kind {
    pub(super) const ALL: [Self; 3] = [Self::Graph, Self::Text, Self::Account];

    pub(super) fn folder(self) -> &'static str {
        match self {
            Self::Graph => "graphs",
            Self::Text => "texts",
            Self::Account => "accounts",
        }
    }

    fn extension(self) -> &'static str {
        match self {
            Self::Graph => ".nq.gz",
            Self::Text => ".txt",
            Self::Account => ".json",
        }
    }

    /// Returns the file's place in the store, with `/` between the parts.
    pub(super) fn file(self, hash: &Sha256) -> String {
        format!("{}/{hash}{}", self.folder(), self.extension())
    }

    pub(super) fn path(self, store: &Path, hash: &Sha256) -> PathBuf {
        store.join(self.folder()).join(format!("{hash}{}", self.extension()))
    }

    /// Returns the hash in a file's name, if the name is one of this kind's.
    pub(super) fn hash_in(self, name: &str) -> Option<Sha256> {
        Sha256::try_from(name.strip_suffix(self.extension())?.to_owned()).ok()
    }
}

/// Returns the files that a manifest names, and who needs each.
pub(super) fn named_by(manifest: &Manifest) -> BTreeMap<(Kind, &Sha256), Need> {
    let mut needs: BTreeMap<_, Need> = BTreeMap::new();
    for (key, document) in &manifest.documents {
        let name = key.to_string();
        needs.entry((Kind::Text, &document.text)).or_default().by.push(name.clone());
        needs.entry((Kind::Account, &document.account)).or_default().by.push(name.clone());
        let graph = needs.entry((Kind::Graph, &document.graph)).or_default();
        graph.by.push(name);
        graph.quads = Some(document.quads);
    }
    for (name, corpus) in &manifest.corpora {
        if let Some(judgements) = &corpus.judgements {
            let need = needs.entry((Kind::Text, judgements)).or_default();
            need.by.push(format!("{name}/identity.toml"));
        }
        if let Some(corrections) = &corpus.corrections {
            let need = needs.entry((Kind::Text, corrections)).or_default();
            need.by.push(format!("{name}/corrections.jsonl"));
        }
    }
    for registry in manifest.registries.iter().chain(&manifest.codebooks) {
        let need = needs.entry((Kind::Text, &registry.text)).or_default();
        need.by.push(registry.file.clone());
    }
    for (name, shared) in &manifest.graphs {
        let graph = needs.entry((Kind::Graph, &shared.graph)).or_default();
        graph.by.push(format!("graph/{name}"));
        graph.quads = Some(shared.quads);
    }
    needs
}

/// Returns the problem of a file with those who need it.
pub(super) fn problem(manifest: &Manifest, kind: Kind, hash: &Sha256, fault: Fault) -> Problem {
    let need = named_by(manifest).remove(&(kind, hash)).unwrap_or_default();
    Problem { file: kind.file(hash), fault, needed_by: need.by }
}

/// A graph as it goes into its file.
pub(super) struct PackedGraph {
    pub(super) hash: Sha256,
    pub(super) quads: usize,
    pub(super) bytes: Vec<u8>,
}

/// Sorts quads, drops repeated ones, and compresses them under a header without time or name.
pub(super) fn pack(quads: &[Quad]) -> PackedGraph {
    // Quads that come in the order of their lines are written without holding all lines at once.
    let lines = || quads.iter().map(|quad| format!("{quad} .\n"));
    if lines().is_sorted_by(|one, other| one < other) {
        return pack_lines(lines());
    }
    let mut sorted: Vec<String> = lines().collect();
    sorted.sort_unstable();
    sorted.dedup();
    pack_lines(sorted)
}

fn pack_lines(lines: impl IntoIterator<Item = String>) -> PackedGraph {
    let mut hasher = Hasher::default();
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    let mut quads = 0;
    for line in lines {
        hasher.update(line.as_bytes());
        encoder.write_all(line.as_bytes()).expect("memory takes all that is written");
        quads += 1;
    }
    let bytes = encoder.finish().expect("memory takes all that is written");
    PackedGraph { hash: hasher.finish(), quads, bytes }
}

/// Reads a graph's file batch by batch, and tells at the end whether it was as its name says.
///
/// Batches are handed on before the whole file is verified: whoever takes them must be able to undo.
/// Ends early, without a fault, when `take` returns false.
pub(super) fn read_quads(
    store: &Path,
    hash: &Sha256,
    mut take: impl FnMut(Vec<Quad>) -> bool,
) -> Result<(), Fault> {
    let mut graph = open_graph(store, hash)?;
    let mut batch = Vec::new();
    for quad in RdfParser::from_format(RdfFormat::NQuads).for_reader(&mut graph) {
        match quad {
            Ok(quad) => batch.push(quad),
            // Damage deserves its own name, whatever the parser made of it.
            Err(error) => {
                return Err(graph.verify(hash).err().unwrap_or_else(|| unreadable(error)));
            }
        }
        if batch.len() == BATCH && !take(std::mem::take(&mut batch)) {
            return Ok(());
        }
    }
    if !batch.is_empty() {
        take(batch);
    }
    graph.verify(hash).map(drop)
}

/// Reads a graph's file without parsing it; returns the number of its lines.
pub(super) fn count_quads(store: &Path, hash: &Sha256) -> Result<usize, Fault> {
    open_graph(store, hash)?.verify(hash)
}

/// Reads a file that is stored as it is, and checks it against its name.
pub(super) fn read_plain(store: &Path, kind: Kind, hash: &Sha256) -> Result<Vec<u8>, Fault> {
    let bytes = fs::read(kind.path(store, hash)).map_err(unopened)?;
    if Sha256::of(&bytes) == *hash { Ok(bytes) } else { Err(Fault::Changed) }
}

/// Reads a text.
pub(super) fn read_text(store: &Path, hash: &Sha256) -> Result<String, Fault> {
    String::from_utf8(read_plain(store, Kind::Text, hash)?).map_err(unreadable)
}

/// Reads an account.
pub(super) fn read_account(store: &Path, hash: &Sha256) -> Result<AnnotatedDocument, Fault> {
    serde_json::from_slice(&read_plain(store, Kind::Account, hash)?).map_err(unreadable)
}

/// Uncompressed bytes of a graph, hashed and their lines counted as they pass.
struct GraphReader<R> {
    inner: R,
    hasher: Hasher,
    lines: usize,
    /// Why reading ended early; a decoder says so only once.
    broken: Option<Fault>,
}

impl<R: Read> Read for GraphReader<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.inner.read(buffer).inspect_err(|error| {
            if error.kind() != io::ErrorKind::Interrupted {
                self.broken.get_or_insert_with(|| unreadable(error));
            }
        })?;
        let bytes = &buffer[..length];
        self.hasher.update(bytes);
        self.lines += bytes.split(|&byte| byte == b'\n').count() - 1;
        Ok(length)
    }
}

impl<R: Read> GraphReader<R> {
    /// Reads what is left; returns the number of lines if all bytes together have the hash.
    fn verify(mut self, hash: &Sha256) -> Result<usize, Fault> {
        let read = io::copy(&mut self, &mut io::sink());
        if let Some(fault) = self.broken.or_else(|| read.err().map(unreadable)) {
            return Err(fault);
        }
        if self.hasher.finish() == *hash { Ok(self.lines) } else { Err(Fault::Changed) }
    }
}

fn open_graph(store: &Path, hash: &Sha256) -> Result<GraphReader<impl Read + use<>>, Fault> {
    let file = File::open(Kind::Graph.path(store, hash)).map_err(unopened)?;
    // More than one member, so that bytes after the first are not passed over in silence.
    let inner = MultiGzDecoder::new(BufReader::new(file));
    Ok(GraphReader { inner, hasher: Hasher::default(), lines: 0, broken: None })
}

#[expect(clippy::needless_pass_by_value, reason = "it is handed to map_err")]
fn unopened(error: io::Error) -> Fault {
    if error.kind() == io::ErrorKind::NotFound {
        Fault::Missing
    } else {
        Fault::Unreadable(error.to_string())
    }
}

fn unreadable(error: impl Display) -> Fault {
    Fault::Unreadable(error.to_string())
}
