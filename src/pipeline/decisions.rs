//! What people decided of findings: taken down with the words that it is about, remembered by the store, and carried out
//! at once by building the one document anew.

use std::path::Path;
use std::path::PathBuf;

use crate::model::AnnotatedDocument;
use crate::model::CodePointSpan;
use crate::model::CodePoints;
use crate::model::Codebook;
use crate::model::Correction;
use crate::model::Date;
use crate::model::DocumentKey;
use crate::model::FindingPart;
use crate::model::Polarity;
use crate::model::Quoted;
use crate::model::Sha256;
use crate::model::Verdict;
use crate::read;
use crate::read::Corpus;
use crate::read::ReadError;
use crate::store::Manifest;
use crate::store::Store;
use crate::store::StoreError;

use super::BuildError;
use super::Engine;
use super::Report;
use super::Settings;
use super::turn::Added;
use super::turn::Turn;

/// A decision that a store was built with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decided {
    /// The document.
    pub key: DocumentKey,
    /// The decision.
    pub correction: Correction,
    /// Whether its document or its words are gone, so that it decides nothing any more.
    pub is_orphan: bool,
    /// Whether no later decision is on the same finding.
    pub is_latest: bool,
}

/// What somebody wants to decide of a finding; words are looked for where the finding's own stand.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Wanted {
    pub verdict: Verdict,
    pub source: Option<String>,
    pub cue: Option<String>,
    pub content: Option<String>,
    pub target: Option<String>,
    pub polarity: Option<Polarity>,
    pub author: String,
    pub date: Date,
    pub reason: String,
}

/// Why something cannot be decided.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "the messages say it")]
pub enum DecisionError {
    #[error("there is no finding {id} in {key}")]
    NoFinding { key: DocumentKey, id: String },
    #[error("the document does not have the words {words:?}")]
    NoWords { words: String },
    #[error("{0}")]
    Fault(&'static str),
    #[error("the corpus {name} is no longer where the store was built from")]
    NoCorpus { name: String },
    #[error("cannot write {path}", path = path.display())]
    Write { path: PathBuf, source: std::io::Error },
    #[error("{key} has changed since the store was built; build it anew first")]
    Changed { key: DocumentKey },
    #[error("the store was built with other models or by another version; build it anew first")]
    OtherRun,
    #[error(transparent)]
    Read(#[from] ReadError),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Build(#[from] BuildError),
}

/// Returns all decisions that a store was built with, in the order of their files.
pub fn decisions(store: &Store) -> Result<Vec<Decided>, BuildError> {
    decided(store.manifest(), |hash| store.text(hash), |_| true)
}

/// Returns the decisions on one document that a store was built with.
pub fn decisions_on(store: &Store, key: &DocumentKey) -> Result<Vec<Decided>, BuildError> {
    decided(store.manifest(), |hash| store.text(hash), |other| other == key)
}

/// Returns the decisions that a manifest names on some documents.
pub(super) fn decided(
    manifest: &Manifest,
    text: impl Fn(&Sha256) -> Result<String, StoreError>,
    is_sought: impl Fn(&DocumentKey) -> bool,
) -> Result<Vec<Decided>, BuildError> {
    let mut decided = Vec::new();
    for (name, corpus) in &manifest.corpora {
        let Some(hash) = &corpus.corrections else { continue };
        let file = format!("{name}/{}", read::CORRECTIONS);
        let all = read::corrections(Path::new(&file), &text(hash)?)?;
        let latest = Correction::places_of_latest(&all);
        for (place, correction) in all.iter().enumerate() {
            let key = DocumentKey { corpus: name.clone(), id: correction.document.clone() };
            if !is_sought(&key) {
                continue;
            }
            let own = manifest.documents.get(&key).map(|document| text(&document.text));
            let is_orphan = match own.transpose()? {
                Some(text) => !correction.stands_in(&text, &CodePoints::new(&text)),
                None => true,
            };
            let is_latest = latest.contains(&place);
            decided.push(Decided { key, correction: correction.clone(), is_orphan, is_latest });
        }
    }
    Ok(decided)
}

/// Takes a decision down: with the finding's words, and those that it should have. What was rejected or corrected before can be
/// decided on anew.
pub fn decision(
    store: &Store,
    key: &DocumentKey,
    id: &str,
    wanted: &Wanted,
) -> Result<Correction, DecisionError> {
    let account = store.account(key)?;
    let text = store.text(&store.manifest().document(key)?.text)?;
    let points = CodePoints::new(&text);
    let no_finding = || DecisionError::NoFinding { key: key.clone(), id: id.to_owned() };
    let quoted = |(part, span): (FindingPart, CodePointSpan)| {
        let exact = points.span(span.start, span.end).map_or("", |it| it.of(&text)).to_owned();
        Quoted { part, start: span.start, end: span.end, exact }
    };
    let words: Vec<Quoted> = match spans(&account, id) {
        Some(spans) => spans.into_iter().map(quoted).collect(),
        None => decided_on(store, key, id)?.ok_or_else(no_finding)?,
    };
    let near = words.iter().map(|words| words.start).min().unwrap_or_default();
    let parts = [
        (FindingPart::Source, &wanted.source),
        (FindingPart::Cue, &wanted.cue),
        (FindingPart::Content, &wanted.content),
        (FindingPart::Target, &wanted.target),
    ];
    let mut to = Vec::new();
    for (part, sought) in parts {
        let Some(sought) = sought.as_deref().map(str::trim).filter(|it| !it.is_empty()) else {
            continue;
        };
        let start = words.iter().filter(|it| it.part == part).map(|it| it.start).min();
        let found = nearest(&text, &points, sought, start.unwrap_or(near));
        let (start, end) =
            found.ok_or_else(|| DecisionError::NoWords { words: sought.to_owned() })?;
        to.push(Quoted { part, start, end, exact: sought.to_owned() });
    }
    let correction = Correction {
        document: key.id.clone(),
        finding: id.to_owned(),
        decision: wanted.verdict,
        words,
        to,
        polarity: wanted.polarity,
        author: one_line(&wanted.author),
        date: wanted.date,
        reason: one_line(&wanted.reason),
    };
    match correction.fault().or_else(|| correction.fault_of_words()) {
        Some(fault) => Err(DecisionError::Fault(fault)),
        None => Ok(correction),
    }
}

/// Returns words on one line, without marks that turn the direction of what follows around.
pub(super) fn one_line(words: &str) -> String {
    let turns = |letter: char| matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let words = words.replace(turns, "");
    words.split_whitespace().collect::<Vec<&str>>().join(" ")
}

/// Returns the words of a finding that is not there any more because it was rejected or corrected.
fn decided_on(
    store: &Store,
    key: &DocumentKey,
    id: &str,
) -> Result<Option<Vec<Quoted>>, BuildError> {
    let all = decisions_on(store, key)?;
    let last = all.into_iter().rfind(|it| it.correction.finding == id && !it.is_orphan);
    Ok(last.map(|it| it.correction.words))
}

/// Returns the spans of a finding, each with what it is.
fn spans(account: &AnnotatedDocument, id: &str) -> Option<Vec<(FindingPart, CodePointSpan)>> {
    if let Some(statement) = account.statements.iter().find(|statement| statement.id == id) {
        let source = statement.source_span.into_iter().map(|span| (FindingPart::Source, span));
        let cue = statement.cue_spans.iter().map(|&span| (FindingPart::Cue, span));
        let content = statement.content_spans.iter().map(|&span| (FindingPart::Content, span));
        return Some(source.chain(cue).chain(content).collect());
    }
    let stance = account.stances.iter().find(|stance| stance.id == id)?;
    let source = stance.holder_span.into_iter().map(|span| (FindingPart::Source, span));
    let cue = stance.cue_span.into_iter().map(|span| (FindingPart::Cue, span));
    let target = stance.target_span.into_iter().map(|span| (FindingPart::Target, span));
    Some(source.chain(cue).chain(target).collect())
}

/// Finds words in a text, the place nearest to a code point.
fn nearest(
    text: &str,
    points: &CodePoints<'_>,
    words: &str,
    near: usize,
) -> Option<(usize, usize)> {
    let places = text.match_indices(words).map(|(byte, _)| points.at_byte(byte));
    let start = places.min_by_key(|start| start.abs_diff(near))?;
    Some((start, start + words.chars().count()))
}

/// Adds a decision to the file beside its corpus, unless it stands there, and builds its document anew.
pub fn decide(
    folder: &Path,
    key: &DocumentKey,
    correction: &Correction,
) -> Result<Report, DecisionError> {
    let Turn { store, writer, hold: _hold } = Turn::wait(folder)?;
    let manifest = store.manifest();
    let changed = || DecisionError::Changed { key: key.clone() };
    let root = corpus_root(&store, &key.corpus)?;
    let base = super::base_of(manifest);
    with_engine_of(&store, |engine, codebooks| {
        if super::run(engine, &base).key() != manifest.document(key)?.run {
            return Err(DecisionError::OtherRun);
        }
        let corpus = only(read::corpus(&root)?, key).ok_or_else(changed)?;
        let now = read::bytes(&corpus.sources[0])?;
        if Sha256::of(&now) != manifest.document(key)?.file_hash {
            return Err(changed());
        }
        let mut others = corpus.sources[0].corrections.iter();
        let last = others.rfind(|other| other.finding == correction.finding);
        let is_repeated = last.is_some_and(|last| last.says_the_same_as(correction));
        let added = (!is_repeated).then(|| append(&root, correction)).transpose()?;
        let corpus = only(read::corpus(&root)?, key).ok_or_else(changed)?;
        let settings = Settings { engine, base: Some(&base), codebooks };
        let report = super::build_in(writer, &[corpus], &settings, &|_, _| {})?;
        if let Some(added) = added {
            added.keep();
        }
        Ok(report)
    })
}

/// Returns the folder or file of a corpus that a store was built from, as long as it is there.
pub(super) fn corpus_root(store: &Store, name: &str) -> Result<PathBuf, DecisionError> {
    let corpus = store.manifest().corpora.get(name);
    let root = corpus.map(|corpus| store.folder().join(&corpus.folder));
    root.filter(|root| root.exists())
        .ok_or_else(|| DecisionError::NoCorpus { name: name.to_owned() })
}

/// Does something with what a store's texts were read with, as far as the store tells: the registries that were brought
/// to it, and the codebooks.
pub(super) fn with_engine_of<Done>(
    store: &Store,
    work: impl FnOnce(&Engine, &[Codebook]) -> Result<Done, DecisionError>,
) -> Result<Done, DecisionError> {
    let codebooks = codebooks_of(store)?;
    if store.manifest().registries.is_empty() {
        return work(Engine::built_in(), &codebooks);
    }
    work(&engine_of(store)?, &codebooks)
}

/// Returns a corpus with nothing but one document.
fn only(mut corpus: Corpus, key: &DocumentKey) -> Option<Corpus> {
    corpus.sources.retain(|source| source.key == *key);
    corpus.is_whole = false;
    (!corpus.sources.is_empty()).then_some(corpus)
}

fn append(root: &Path, correction: &Correction) -> Result<Added, DecisionError> {
    let root = if root.is_dir() { root } else { root.parent().unwrap_or(Path::new(".")) };
    let path = root.join(read::CORRECTIONS);
    let line = |before: &str| {
        let gap = if before.is_empty() || before.ends_with('\n') { "" } else { "\n" };
        format!("{gap}{}", read::correction_line(correction))
    };
    Added::add(&path, line).map_err(|source| DecisionError::Write { path, source })
}

/// Returns the built-in engine with the registries that were brought to a store.
fn engine_of(store: &Store) -> Result<Engine, BuildError> {
    let mut engine = Engine::with_built_in_models();
    for registry in &store.manifest().registries {
        let text = store.text(&registry.text)?;
        engine.lexicon.registry.bring(super::registry::parse(Path::new(&registry.file), text)?);
    }
    Ok(engine)
}

fn codebooks_of(store: &Store) -> Result<Vec<Codebook>, BuildError> {
    let texts = store.manifest().codebooks.iter();
    texts.map(|one| super::codebook::parse(Path::new(&one.file), store.text(&one.text)?)).collect()
}

#[cfg(test)]
mod tests;
