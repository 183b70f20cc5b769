//! The store of a command: where it is, and what to do when it cannot be opened.

use std::path::Path;
use std::path::PathBuf;

use anyhow::anyhow;
use sayso::model::DocumentKey;
use sayso::pipeline;
use sayso::pipeline::BuildError;
use sayso::query::Settings;
use sayso::rdf::Identifier;
use sayso::read::ReadError;
use sayso::store::Store;
use sayso::store::StoreError;
use sayso::store::StoredDocument;

use super::report;

/// Where the store is.
#[derive(Debug, clap::Args)]
pub(crate) struct StoreOption {
    /// The folder of the store
    #[arg(
        long = "store",
        value_name = "DIR",
        env = "SAYSO_STORE",
        default_value = "sayso.db",
        hide_env_values = true
    )]
    store: PathBuf,
}

impl StoreOption {
    /// Returns the folder.
    pub(crate) fn path(&self) -> &Path {
        &self.store
    }
}

/// Opens a store; files that do not match their hash are named and left out.
pub(crate) fn open(option: &StoreOption) -> anyhow::Result<Store> {
    let store = Store::open(option.path()).map_err(hint)?;
    for problem in store.problems() {
        report::warning(&format!("{problem}; it is left out"));
    }
    Ok(store)
}

/// Returns settings for questions to a store: its base is the one that its identifiers stand under.
pub(crate) fn settings(store: &Store) -> Settings {
    Settings { base: pipeline::base_of(store.manifest()), ..Settings::default() }
}

/// Finds a document by its id, by `corpus/id`, or by its identifier, whole or without the base.
pub(crate) fn document<'store>(
    store: &'store Store,
    name: &str,
) -> anyhow::Result<(&'store DocumentKey, &'store StoredDocument)> {
    let base = pipeline::base_of(store.manifest());
    let whole = format!("{}{name}", base.as_str());
    let by_identifier = match base.parse(name).or_else(|| base.parse(&whole)) {
        Some(Identifier::Document(key)) => Some(key),
        _ => None,
    };
    let is_meant = |key: &DocumentKey| {
        key.id == name || key.to_string() == name || by_identifier.as_ref() == Some(key)
    };
    let meant: Vec<_> =
        store.manifest().documents.iter().filter(|(key, _)| is_meant(key)).collect();
    match meant.as_slice() {
        [document] => Ok(*document),
        [] => Err(report::hinted(
            anyhow!("the store has no document {name}"),
            "sayso query documents lists what it has",
        )),
        several => {
            let names: Vec<String> = several.iter().map(|(key, _)| key.to_string()).collect();
            Err(report::hinted(
                anyhow!("{name} may be {}", names.join(" or ")),
                "give corpus and id",
            ))
        }
    }
}

/// Says what to do about a store that cannot be used.
pub(crate) fn hint(error: StoreError) -> anyhow::Error {
    let hint = match &error {
        StoreError::NoFolder { .. } => "sayso build CORPUS makes one; --store DIR names another",
        StoreError::NotAStore { .. } => {
            "--store DIR names the folder that sayso build made, or a new one"
        }
        StoreError::OtherVersion { .. } => "build it anew: sayso build CORPUS --store NEW",
        StoreError::Manifest { .. } => {
            "restore manifest.json from a copy, or build anew: sayso build CORPUS --store NEW"
        }
        StoreError::Locked { .. } => "wait until the other sayso has finished",
        StoreError::Damaged(_) => {
            "sayso verify lists all that is damaged; sayso build makes it anew after sayso remove"
        }
        _ => return error.into(),
    };
    report::hinted(error, hint)
}

/// Says what to do about a build that had to stop.
pub(crate) fn build_hint(error: BuildError) -> anyhow::Error {
    let hint = match error {
        BuildError::Store(error) => return hint(error),
        BuildError::Twins { .. } => "give one of them a name = \"…\" in its corpus.toml",
        BuildError::OtherCorpus { .. } => {
            "give this one a name = \"…\" in its corpus.toml, or build it into another --store"
        }
        BuildError::OtherBase { .. } => "leave --base out, or build into another --store",
        BuildError::Judgements { .. } => {
            "correct identity.toml beside the corpus; sayso identity explain A B tells who is who"
        }
        BuildError::Registry { .. } => {
            "--registry names a table (.csv) or RDF (.ttl, .nt) of names, types and memberships"
        }
        BuildError::NoConcepts { .. } => {
            "each is a row of a table (.csv), or a skos:Concept with a skos:prefLabel"
        }
        BuildError::Codebook { .. } => {
            "--codebook names topics and concepts in a table (.csv) or in SKOS (.ttl, .nt)"
        }
        BuildError::Read(
            error @ (ReadError::CodebookTable { .. } | ReadError::CodebookRow { .. }),
        ) => {
            let hint = "correct that row; the columns are id, label and words, and where you like \
                        broader, pro, contra and definition, with ; between the parts of a list";
            return report::hinted(error, hint);
        }
        BuildError::Read(error) => return report::path_hint(error.into()),
    };
    report::hinted(error, hint)
}
