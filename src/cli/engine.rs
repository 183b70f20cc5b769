//! The option that names the models to read with.

use std::path::Path;
use std::path::PathBuf;
use std::sync::OnceLock;

use sayso::pipeline;
use sayso::pipeline::Engine;
use sayso::pipeline::EngineError;

use super::report;
use super::store;

/// What texts are read with.
#[derive(Debug, clap::Args)]
pub(crate) struct EngineOption {
    /// Read with the models of this folder, as sayso train writes them [default: those built in]
    #[arg(long, value_name = "DIR")]
    models: Option<PathBuf>,
    /// Know the names, types and memberships of this registry, too: a table (.csv) or RDF (.ttl, .nt)
    #[arg(long = "registry", value_name = "FILE")]
    registries: Vec<PathBuf>,
}

impl EngineOption {
    /// Returns the engine that is asked for.
    pub(crate) fn engine(&self) -> anyhow::Result<&'static Engine> {
        static CHOSEN: OnceLock<Engine> = OnceLock::new();
        if self.models.is_none() && self.registries.is_empty() {
            return Ok(Engine::built_in());
        }
        let mut engine = of_folder(self.models.as_deref())?;
        for path in &self.registries {
            let brought = pipeline::registry(path).map_err(store::build_hint)?;
            engine.lexicon.registry.bring(brought);
        }
        Ok(CHOSEN.get_or_init(|| engine))
    }
}

/// Returns an engine with the models of a folder, or with those built in.
pub(crate) fn of_folder(folder: Option<&Path>) -> anyhow::Result<Engine> {
    match folder {
        Some(folder) => Engine::from_folder(folder).map_err(hint),
        None => Ok(Engine::with_built_in_models()),
    }
}

fn hint(error: EngineError) -> anyhow::Error {
    let hint = match error {
        EngineError::Open { .. } => {
            "--models names a folder with syntax.model, entities.model and attributions.model, as sayso train writes them"
        }
        EngineError::Model { .. } => {
            "sayso train makes it anew; without --models the built-in models are used"
        }
    };
    report::hinted(error, hint)
}
