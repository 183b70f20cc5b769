//! What the program and the store are made of, and under which licences.

use schemars::JsonSchema;
use serde::Serialize;

use super::Site;
use super::View;

#[derive(Serialize, JsonSchema)]
pub(super) struct About {
    version: &'static str,
    base: String,
    corpora: Vec<Corpus>,
    registries: Vec<String>,
    codebooks: Vec<String>,
    runs: Vec<Run>,
    quads: usize,
}

#[derive(Serialize, JsonSchema)]
struct Corpus {
    name: String,
    documents: usize,
}

#[derive(Serialize, JsonSchema)]
struct Run {
    key: String,
    version: String,
    lexicon: String,
    documents: usize,
}

/// Returns the page about the program and the store.
pub(super) fn view(site: &Site) -> View {
    let manifest = site.store().manifest();
    let corpora = manifest.corpora.keys().map(|name| Corpus {
        name: name.clone(),
        documents: manifest.documents.keys().filter(|key| key.corpus == *name).count(),
    });
    let runs = manifest.runs.iter().map(|(key, run)| Run {
        key: key.clone(),
        version: run.version.clone(),
        lexicon: run.lexicon.to_string(),
        documents: manifest.documents.values().filter(|document| document.run == *key).count(),
    });
    let about = About {
        version: env!("CARGO_PKG_VERSION"),
        base: site.base().as_str().to_owned(),
        corpora: corpora.collect(),
        registries: manifest.registries.iter().map(|one| one.file.clone()).collect(),
        codebooks: manifest.codebooks.iter().map(|one| one.file.clone()).collect(),
        runs: runs.collect(),
        quads: manifest.quads(),
    };
    View::new("about.html", "About", &about)
}
