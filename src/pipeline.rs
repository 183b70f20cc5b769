//! The whole way in, on one page: corpora go in, a store comes out.
//!
//! Documents are worked on in parallel; what they give does not depend on how many threads there are
//! or in which order they finish. Clock, terminal and arguments are left to the command line.

mod beforehand;
mod codebook;
mod turn;
mod decisions;
mod agreement;
mod judging;
mod engine;
mod narrow;
mod registry;

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::path::Path;
use std::path::PathBuf;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering;

use rayon::prelude::*;

use crate::analyse;
use crate::extract;
use crate::extract::Attribution;
use crate::model::Account;
use crate::model::Analysis;
use crate::model::AnnotatedDocument;
use crate::model::Codebook;
use crate::model::Correction;
use crate::model::Document;
use crate::model::DocumentKey;
use crate::model::Findings;
use crate::model::Lexicon;
use crate::model::Run;
use crate::model::Sha256;
use crate::rdf;
use crate::rdf::Base;
use crate::rdf::SharedGraph;
use crate::read;
use crate::read::Corpus;
use crate::read::ReadError;
use crate::read::Source;
use crate::resolve;
use crate::resolve::Heard;
use crate::store::Manifest;
use crate::store::NewDocument;
use crate::store::Problem;
use crate::store::StoreError;
use crate::store::Writer;

pub use agreement::Pair;
pub use agreement::pairs;
pub use beforehand::JudgementFaults;
pub use beforehand::identity;
pub use beforehand::judgements;
pub use codebook::codebook;
pub use decisions::Decided;
pub use decisions::DecisionError;
pub use decisions::Wanted;
pub use decisions::decide;
pub use decisions::decision;
pub use decisions::decisions;
pub use decisions::decisions_on;
pub use engine::Engine;
pub use engine::EngineError;
pub use judging::Judging;
pub use judging::add_judgement;
pub use judging::judge;
pub use narrow::Narrowing;
pub use narrow::narrow;
pub use registry::registry;

/// Says who said what in one document; a document that is not in English says nothing.
pub fn account(document: &Document, engine: &Engine) -> Account {
    if !document.is_english() {
        return Account::default();
    }
    let Engine { lexicon, syntax, naming, attribution } = engine;
    let analysis = analyse::text(document, lexicon, syntax, naming);
    let (heard, findings) = heard(document, &analysis, lexicon, attribution);
    heard.account(findings)
}

/// Returns what one text says, before references are resolved.
pub fn findings(
    document: &Document,
    analysis: &Analysis,
    lexicon: &Lexicon,
    attribution: &Attribution,
) -> Findings {
    heard(document, analysis, lexicon, attribution).1
}

/// Returns who speaks in a text, and what is found in it: whether somebody takes sides is judged by who that is.
fn heard<'a>(
    document: &'a Document,
    analysis: &'a Analysis,
    lexicon: &'a Lexicon,
    attribution: &Attribution,
) -> (Heard<'a>, Findings) {
    let proposed = extract::proposed(document, analysis, lexicon, attribution);
    let heard = Heard::new(document, analysis, &proposed.findings, lexicon);
    let holders = heard.holders(&proposed.findings.stances);
    (heard, extract::findings(proposed, &holders, attribution))
}

/// Says who said what in one document, as people decided of what was found.
pub fn corrected(document: &Document, engine: &Engine, corrections: &[Correction]) -> Account {
    if corrections.is_empty() || !document.is_english() {
        return account(document, engine);
    }
    let Engine { lexicon, syntax, naming, attribution } = engine;
    let analysis = analyse::text(document, lexicon, syntax, naming);
    let findings = findings(document, &analysis, lexicon, attribution);
    let findings = resolve::corrected(document, &analysis, findings, lexicon, corrections);
    resolve::document(document, &analysis, findings, lexicon)
}

/// Reads corpora into the store at `folder`, and makes anew what needs more than one document.
///
/// Only what is new or has changed is extracted; what is gone from a corpus is taken out. A document that cannot be read
/// is told in the report, and what the store has of it stays. `progress` is told how many documents of how many are done.
pub fn build(
    corpora: &[Corpus],
    folder: &Path,
    settings: &Settings<'_>,
    progress: &(dyn Fn(usize, usize) + Sync),
) -> Result<Report, BuildError> {
    refuse_twins(corpora)?;
    build_in(Writer::open(folder)?, corpora, settings, progress)
}

/// Reads corpora into the store of a writer.
fn build_in(
    mut writer: Writer,
    corpora: &[Corpus],
    settings: &Settings<'_>,
    progress: &(dyn Fn(usize, usize) + Sync),
) -> Result<Report, BuildError> {
    let base = &base_for(&writer.manifest(), settings.base)?;
    let stored = writer.manifest();
    let damaged = writer.remove_damaged(&keys(corpora));
    let before = writer.manifest();
    let engine = settings.engine;
    let run = run(engine, base);
    for corpus in corpora {
        put_corpus(&mut writer, corpus)?;
    }
    let brought = engine.lexicon.registry.brought();
    writer.put_registries(brought.iter().map(|one| (one.file.as_str(), one.text.as_str())))?;
    let codebooks = settings.codebooks.iter();
    writer.put_codebooks(codebooks.map(|one| (one.file.as_str(), one.text.as_str())))?;
    let mut report = Report { damaged, ..Report::default() };
    let sources: Vec<&Source> = corpora.iter().flat_map(|corpus| &corpus.sources).collect();
    let done = AtomicUsize::new(0);
    let outcomes: Vec<Outcome> = sources
        .par_iter()
        .map(|source| {
            let outcome = put_source(source, &before, &writer, engine, &run, base);
            progress(done.fetch_add(1, Ordering::Relaxed) + 1, sources.len());
            outcome
        })
        .collect::<Result<_, StoreError>>()?;
    for (source, outcome) in sources.iter().zip(outcomes) {
        report.add(source, outcome, &before);
    }
    report.removed = remove_gone(corpora, &before, &mut writer);
    let now = writer.manifest();
    if now.documents != stored.documents
        || now.corpora != stored.corpora
        || now.registries != stored.registries
        || now.codebooks != stored.codebooks
        || MADE_ANEW.iter().any(|graph| !before.graphs.contains_key(graph.name()))
    {
        put_shared_graphs(&mut writer, base)?;
    }
    report.orphans = decisions::decided(&now, |hash| writer.text(hash), |_| true)?;
    report.orphans.retain(|decided| decided.is_orphan);
    let manifest = writer.commit()?;
    report.silent = silent(&report, &manifest);
    report.totals = Totals::of(&manifest);
    Ok(report)
}

/// How a store is built.
#[derive(Clone, Copy, Debug)]
pub struct Settings<'settings> {
    /// What the texts are read with.
    pub engine: &'settings Engine,
    /// The address under which a new store's identifiers stand; none for the usual one.
    pub base: Option<&'settings Base>,
    /// What claims are coded by.
    pub codebooks: &'settings [Codebook],
}

impl Default for Settings<'_> {
    /// Returns what is built into the program, and the usual base.
    fn default() -> Self {
        Self { engine: Engine::built_in(), base: None, codebooks: &[] }
    }
}

/// Takes a document out of the store at `folder`, and makes anew what needs more than one document.
pub fn remove(folder: &Path, key: &DocumentKey) -> Result<Totals, BuildError> {
    let mut writer = Writer::open(folder)?;
    let base = &base_of(&writer.manifest());
    if !writer.remove(key) {
        return Err(StoreError::NoDocument { key: key.clone() }.into());
    }
    put_shared_graphs(&mut writer, base)?;
    Ok(Totals::of(&writer.commit()?))
}

/// Returns the base under which a store's identifiers stand.
pub fn base_of(manifest: &Manifest) -> Base {
    let options = manifest.runs.values().flat_map(|run| &run.options);
    let mut bases = options.filter_map(|option| Base::new(option.strip_prefix(BASE_OPTION)?).ok());
    bases.next().unwrap_or_default()
}

/// Compares a store with the corpora that it was built from; returns what differs, by document.
pub fn differences(corpora: &[Corpus], manifest: &Manifest) -> Vec<Difference> {
    let sources: Vec<&Source> = corpora.iter().flat_map(|corpus| &corpus.sources).collect();
    let differing = sources.par_iter().filter_map(|source| difference(source, manifest));
    let mut differences: Vec<Difference> = differing.collect();
    let listed = keys(corpora);
    let whole: BTreeSet<&str> = whole_corpora(corpora);
    let gone = manifest
        .documents
        .keys()
        .filter(|key| whole.contains(key.corpus.as_str()) && !listed.contains(key));
    differences.extend(gone.map(|key| Difference { key: key.clone(), what: Differing::Gone }));
    differences.sort();
    differences
}

/// How a document differs from what the store has of it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Difference {
    /// The document.
    pub key: DocumentKey,
    /// How it differs.
    pub what: Differing,
}

/// How a document differs from what the store has of it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Differing {
    /// Its file has other bytes now.
    File,
    /// Its corpus says other things about it now.
    Metadata,
    /// Its file is no longer in the corpus.
    Gone,
    /// The store does not have it.
    New,
    /// Its file cannot be read; with the reason.
    Unreadable(String),
}

/// What a build did.
#[derive(Debug, Default)]
pub struct Report {
    /// What was done with each document that could be read.
    pub documents: BTreeMap<DocumentKey, Built>,
    /// Documents that could not be read, and why.
    pub failures: BTreeMap<DocumentKey, ReadError>,
    /// Those among them of which the store keeps what it had.
    pub kept: BTreeSet<DocumentKey>,
    /// Doubts about how documents were read.
    pub notes: BTreeMap<DocumentKey, Vec<String>>,
    /// Documents in another language than English, with the language.
    pub foreign: BTreeMap<DocumentKey, String>,
    /// Files of the store that were damaged; those of documents of this build were made anew.
    pub damaged: Vec<Problem>,
    /// Documents in which nothing was found.
    pub silent: BTreeSet<DocumentKey>,
    /// Documents that are gone from their corpus and from the store.
    pub removed: BTreeSet<DocumentKey>,
    /// Decisions of people whose words or documents are gone.
    pub orphans: Vec<Decided>,
    /// What the store holds now.
    pub totals: Totals,
}

/// What was done with a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Built {
    /// The store did not have it.
    New,
    /// Its file, its metadata or the run is another.
    Changed,
    /// It was left as it is.
    Unchanged,
}

/// How much a store holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Totals {
    pub documents: usize,
    pub statements: usize,
    pub stances: usize,
    pub agents: usize,
    pub claims: usize,
    pub open_mentions: usize,
    pub quads: usize,
}

/// Why a build had to stop. The store is as it was.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "the messages say it")]
pub enum BuildError {
    #[error("{first} and {second} are both a corpus named {name}")]
    Twins { name: String, first: PathBuf, second: PathBuf },
    #[error("the store has another corpus named {name}, from {folder}")]
    OtherCorpus { name: String, folder: String },
    #[error("the store's identifiers stand under {stored}, not under {given}")]
    OtherBase { stored: String, given: String },
    #[error("what people decided of who is who cannot be carried out")]
    Judgements { source: JudgementFaults },
    #[error("{path} is no registry", path = path.display())]
    Registry { path: PathBuf, source: rdf::RegistryFault },
    #[error("{path} is no codebook", path = path.display())]
    Codebook { path: PathBuf, source: rdf::RegistryFault },
    #[error("{path} has no topics and no concepts", path = path.display())]
    NoConcepts { path: PathBuf },
    #[error(transparent)]
    Read(#[from] ReadError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What became of a source.
struct Outcome {
    built: Result<Built, ReadError>,
    /// What a document says, where it was read.
    read: Option<Read>,
}

struct Read {
    language: Option<String>,
    is_english: bool,
    notes: Vec<String>,
}

impl Report {
    fn add(&mut self, source: &Source, outcome: Outcome, before: &Manifest) {
        let key = &source.key;
        match outcome.built {
            Ok(built) => drop(self.documents.insert(key.clone(), built)),
            Err(error) => {
                if before.documents.contains_key(key) {
                    self.kept.insert(key.clone());
                }
                self.failures.insert(key.clone(), error);
            }
        }
        let Some(read) = outcome.read else { return };
        if !read.notes.is_empty() {
            self.notes.insert(key.clone(), read.notes);
        }
        if !read.is_english {
            self.foreign.insert(key.clone(), read.language.unwrap_or_default());
        }
    }
}

impl Totals {
    fn of(manifest: &Manifest) -> Self {
        let documents = || manifest.documents.values();
        let nodes =
            |graph: SharedGraph| manifest.graphs.get(graph.name()).map_or(0, |graph| graph.nodes);
        Self {
            documents: manifest.documents.len(),
            statements: documents().map(|document| document.statements).sum(),
            stances: documents().map(|document| document.stances).sum(),
            agents: nodes(SharedGraph::Identity),
            claims: nodes(SharedGraph::Links),
            open_mentions: documents().map(|document| document.open_mentions).sum(),
            quads: manifest.quads(),
        }
    }
}

/// The graphs that need more than one document.
const MADE_ANEW: [SharedGraph; 6] = SharedGraph::ALL;

const BASE_OPTION: &str = "base=";

/// A store has one base: identifiers of one agent under two would be two agents.
fn base_for(manifest: &Manifest, given: Option<&Base>) -> Result<Base, BuildError> {
    let stored = base_of(manifest);
    match given {
        Some(given) if manifest.documents.is_empty() => Ok(given.clone()),
        Some(given) if *given != stored => {
            let (stored, given) = (stored.as_str().to_owned(), given.as_str().to_owned());
            Err(BuildError::OtherBase { stored, given })
        }
        _ => Ok(stored),
    }
}

/// Returns the documents of this build in which nothing was found.
fn silent(report: &Report, manifest: &Manifest) -> BTreeSet<DocumentKey> {
    let is_silent = |key: &&DocumentKey| {
        manifest.documents.get(key).is_some_and(|document| {
            document.extracted && document.statements == 0 && document.stances == 0
        })
    };
    report.documents.keys().filter(is_silent).cloned().collect()
}

fn run(engine: &Engine, base: &Base) -> Run {
    Run {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        lexicon: engine.lexicon.hash.clone(),
        registry: engine.lexicon.registry.hash_of_brought(),
        syntax: Some(engine.syntax.hash()),
        naming: Some(engine.naming.hash()),
        attribution: Some(engine.attribution.hash()),
        options: vec![format!("{BASE_OPTION}{}", base.as_str())],
    }
}

/// Two corpora of one name would take each other's documents out.
fn refuse_twins(corpora: &[Corpus]) -> Result<(), BuildError> {
    let mut seen: BTreeMap<&str, &Corpus> = BTreeMap::new();
    for corpus in corpora {
        if let Some(first) = seen.insert(&corpus.name, corpus) {
            let (first, second) = (first.root.clone(), corpus.root.clone());
            return Err(BuildError::Twins { name: corpus.name.clone(), first, second });
        }
    }
    Ok(())
}

fn put_corpus(writer: &mut Writer, corpus: &Corpus) -> Result<(), BuildError> {
    let folder = |writer: &Writer| {
        writer.manifest().corpora.get(&corpus.name).map(|known| known.folder.clone())
    };
    let before = folder(writer);
    let (judgements, corrections) = (corpus.judgements.as_deref(), corpus.corrections.as_deref());
    writer.put_corpus(&corpus.name, &corpus.root, judgements, corrections)?;
    match before {
        Some(before)
            if folder(writer).as_ref() != Some(&before)
                && writer.folder().join(&before).exists() =>
        {
            Err(BuildError::OtherCorpus { name: corpus.name.clone(), folder: before })
        }
        _ => Ok(()),
    }
}

fn put_source(
    source: &Source,
    before: &Manifest,
    writer: &Writer,
    engine: &Engine,
    run: &Run,
    base: &Base,
) -> Result<Outcome, StoreError> {
    let failed = |error| Ok(Outcome { built: Err(error), read: None });
    let bytes = match read::bytes(source) {
        Ok(bytes) => bytes,
        Err(error) => return failed(error),
    };
    let file_hash = Sha256::of(&bytes);
    let metadata_hash = metadata_hash(source);
    let known = before.documents.get(&source.key);
    if known.is_some_and(|known| {
        known.file_hash == file_hash
            && known.metadata_hash == metadata_hash
            && known.run == run.key()
            && known.file == source.file
    }) {
        return Ok(Outcome { built: Ok(Built::Unchanged), read: None });
    }
    let document = match read::document_from(source, &bytes) {
        Ok(document) => document,
        Err(error) => return failed(error),
    };
    let account = corrected(&document, engine, &source.corrections);
    let is_english = document.is_english();
    writer.put_document(&NewDocument {
        key: &source.key,
        file: &source.file,
        file_hash: &file_hash,
        metadata_hash: &metadata_hash,
        run,
        text: &document.text,
        account: &AnnotatedDocument::new(&document, &account),
        quads: &rdf::document(base, &document, &account, run),
        notes: document.notes.len() + account.notes.len(),
        extracted: is_english,
    })?;
    let built = if known.is_some() { Built::Changed } else { Built::New };
    let notes = document.notes.into_iter().map(|note| note.message).collect();
    Ok(Outcome {
        built: Ok(built),
        read: Some(Read { language: document.metadata.language, is_english, notes }),
    })
}

/// Returns the hash of all that is known of a document without reading it, and of what people decided of it.
fn metadata_hash(source: &Source) -> Sha256 {
    let known = serde_json::to_string(&(&source.metadata, source.is_undated))
        .expect("metadata are strings");
    if source.corrections.is_empty() {
        return Sha256::of(known);
    }
    let decided = serde_json::to_string(&source.corrections).expect("decisions are strings");
    Sha256::of(format!("{known}\n{decided}"))
}

fn keys(corpora: &[Corpus]) -> BTreeSet<&DocumentKey> {
    corpora.iter().flat_map(|corpus| &corpus.sources).map(|source| &source.key).collect()
}

fn whole_corpora(corpora: &[Corpus]) -> BTreeSet<&str> {
    corpora.iter().filter(|corpus| corpus.is_whole).map(|corpus| corpus.name.as_str()).collect()
}

fn remove_gone(
    corpora: &[Corpus],
    before: &Manifest,
    writer: &mut Writer,
) -> BTreeSet<DocumentKey> {
    let listed = keys(corpora);
    let whole = whole_corpora(corpora);
    let renamed = remove_renamed(&whole, writer);
    let is_gone = |key: &&DocumentKey| {
        let corpus = key.corpus.as_str();
        renamed.contains(corpus) || whole.contains(corpus) && !listed.contains(key)
    };
    before.documents.keys().filter(is_gone).filter(|key| writer.remove(key)).cloned().collect()
}

/// Forgets the names that folders of this build had before, and returns them: their documents have new ones now.
fn remove_renamed(whole: &BTreeSet<&str>, writer: &mut Writer) -> BTreeSet<String> {
    let known = writer.manifest().corpora;
    let folders: BTreeSet<&str> =
        whole.iter().filter_map(|name| Some(known.get(*name)?.folder.as_str())).collect();
    let has_new_name = |name: &str, folder: &str| folders.contains(folder) && !whole.contains(name);
    let renamed = known.iter().filter(|(name, corpus)| has_new_name(name, &corpus.folder));
    renamed.filter(|(name, _)| writer.remove_corpus(name)).map(|(name, _)| name.clone()).collect()
}

/// Makes anew what needs more than one document.
fn put_shared_graphs(writer: &mut Writer, base: &Base) -> Result<(), BuildError> {
    let manifest = writer.manifest();
    let keys: Vec<&DocumentKey> = manifest.documents.keys().collect();
    let accounts: Vec<AnnotatedDocument> =
        keys.par_iter().map(|key| writer.account(key)).collect::<Result<_, StoreError>>()?;
    let lexicon = beforehand::lexicon_of(writer)?;
    let judgements = beforehand::judgements_of(writer)?;
    let identity = beforehand::identify(&accounts, &lexicon, &judgements)?;
    let mut links = resolve::links(&accounts, &identity, &lexicon);
    links.copies = beforehand::copies(&manifest, &accounts, |hash| writer.text(hash));
    let text = |hash: &Sha256| writer.text(hash);
    links.versions = beforehand::versions(&manifest, &accounts, &links, &lexicon, text);
    let runs: Vec<Run> = manifest.runs.into_values().collect();
    writer.put_graph(
        SharedGraph::Identity.name(),
        &rdf::identity(base, &identity),
        identity.agents.len(),
    )?;
    writer.put_graph(SharedGraph::Links.name(), &rdf::links(base, &links), links.claims.len())?;
    writer.put_graph(SharedGraph::Runs.name(), &rdf::runs(base, &runs), runs.len())?;
    let registry = rdf::registry(base, &identity, &lexicon);
    writer.put_graph(SharedGraph::Registry.name(), &registry, lexicon.registry.entries().len())?;
    let decided = decisions::decided(&writer.manifest(), |hash| writer.text(hash), |_| true)?;
    let in_force = decided.into_iter().filter(|one| one.is_latest && !one.is_orphan);
    let decided: Vec<(DocumentKey, Correction)> =
        in_force.map(|one| (one.key, one.correction)).collect();
    let corrections = rdf::corrections(base, &identity, &judgements, &decided);
    let count = judgements.all.len() + decided.len();
    writer.put_graph(SharedGraph::Corrections.name(), &corrections, count)?;
    writer.put_graph(SharedGraph::Ontology.name(), &rdf::ontology(base), 0)?;
    Ok(())
}

fn difference(source: &Source, manifest: &Manifest) -> Option<Difference> {
    let what = match (manifest.documents.get(&source.key), read::bytes(source)) {
        (_, Err(error)) => Differing::Unreadable(error.to_string()),
        (None, _) => Differing::New,
        (Some(known), Ok(bytes)) if known.file_hash != Sha256::of(&bytes) => Differing::File,
        (Some(known), _) if known.metadata_hash != metadata_hash(source) => Differing::Metadata,
        _ => return None,
    };
    Some(Difference { key: source.key.clone(), what })
}
