//! What is known before a text is read: the registries of a store, what people decided, and who is who by them.

use std::path::Path;

use rayon::prelude::*;

use super::BuildError;
use crate::model::AnnotatedDocument;
use crate::model::Copy;
use crate::model::Identity;
use crate::model::JudgementFault;
use crate::model::Judgements;
use crate::model::Lexicon;
use crate::model::Links;
use crate::model::Reworded;
use crate::model::Sha256;
use crate::read;
use crate::resolve;
use crate::resolve::Printed;
use crate::store::Manifest;
use crate::store::Store;
use crate::store::StoreError;
use crate::store::Writer;

/// Decisions of people that cannot be carried out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JudgementFaults(pub Vec<JudgementFault>);

impl std::fmt::Display for JudgementFaults {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let faults: Vec<String> = self.0.iter().map(ToString::to_string).collect();
        formatter.write_str(&faults.join("\n"))
    }
}

impl std::error::Error for JudgementFaults {}

/// Returns who is who in a store by what people decided.
pub fn identity(store: &Store, judgements: &Judgements) -> Result<Identity, BuildError> {
    let lexicon = lexicon(store.manifest(), |hash| store.text(hash))?;
    let keys: Vec<_> = store.manifest().documents.keys().collect();
    let accounts: Vec<AnnotatedDocument> =
        keys.par_iter().map(|key| store.account(key)).collect::<Result<_, StoreError>>()?;
    identify(&accounts, &lexicon, judgements)
}

/// Returns the word lists of a store, with the registries and codebooks that were brought.
pub(super) fn lexicon_of_store(store: &Store) -> Result<Lexicon, BuildError> {
    lexicon(store.manifest(), |hash| store.text(hash))
}

/// Returns what people decided of who is who when a store was built.
pub fn judgements(store: &Store) -> Result<Judgements, BuildError> {
    judged(store.manifest(), |hash| store.text(hash))
}

/// Returns the word lists of a store: those built in, and the registries that were brought.
pub(super) fn lexicon_of(writer: &Writer) -> Result<Lexicon, BuildError> {
    lexicon(&writer.manifest(), |hash| writer.text(hash))
}

/// Returns what people decided of who is who in the corpora of a store that is being written.
pub(super) fn judgements_of(writer: &Writer) -> Result<Judgements, BuildError> {
    judged(&writer.manifest(), |hash| writer.text(hash))
}

/// Returns which entities are one agent.
pub(super) fn identify(
    accounts: &[AnnotatedDocument],
    lexicon: &Lexicon,
    judgements: &Judgements,
) -> Result<Identity, BuildError> {
    resolve::identity(accounts, lexicon, judgements)
        .map_err(|faults| BuildError::Judgements { source: JudgementFaults(faults) })
}

/// Returns which documents are copies. A text that cannot be read is like no other.
pub(super) fn copies(
    manifest: &Manifest,
    accounts: &[AnnotatedDocument],
    text: impl Fn(&Sha256) -> Result<String, StoreError> + Sync,
) -> Vec<Copy> {
    let documents: Vec<_> = manifest.documents.iter().zip(accounts).collect();
    let printed = documents.par_iter().map(|((key, document), account)| Printed {
        key,
        date: account.date,
        text: text(&document.text).unwrap_or_default(),
    });
    resolve::copies(&printed.collect::<Vec<_>>())
}

/// Returns what became of everybody's words in reports. A text that cannot be read has none.
pub(super) fn versions(
    manifest: &Manifest,
    accounts: &[AnnotatedDocument],
    links: &Links,
    lexicon: &Lexicon,
    text: impl Fn(&Sha256) -> Result<String, StoreError> + Sync,
) -> Vec<Reworded> {
    let hashes: Vec<&Sha256> = manifest.documents.values().map(|document| &document.text).collect();
    let text = |number: usize| hashes.get(number).and_then(|hash| text(hash).ok());
    resolve::versions(accounts, links, &lexicon.claims.hedges, |number| {
        text(number).unwrap_or_default()
    })
}

fn lexicon(
    manifest: &Manifest,
    text: impl Fn(&Sha256) -> Result<String, StoreError>,
) -> Result<Lexicon, BuildError> {
    let mut lexicon = Lexicon::built_in();
    for registry in &manifest.registries {
        let text = text(&registry.text)?;
        lexicon.registry.bring(super::registry::parse(Path::new(&registry.file), text)?);
    }
    for codebook in &manifest.codebooks {
        let text = text(&codebook.text)?;
        lexicon.codebooks.push(super::codebook::parse(Path::new(&codebook.file), text)?);
    }
    Ok(lexicon)
}

fn judged(
    manifest: &Manifest,
    text: impl Fn(&Sha256) -> Result<String, StoreError>,
) -> Result<Judgements, BuildError> {
    let mut all = Judgements::default();
    for (name, corpus) in &manifest.corpora {
        let Some(hash) = &corpus.judgements else { continue };
        let file = format!("{name}/{}", read::JUDGEMENTS);
        all.all.extend(read::judgements(Path::new(&file), &file, &text(hash)?)?.all);
    }
    Ok(all)
}
