//! The option that names the models to read with.

use std::path::PathBuf;
use std::sync::OnceLock;

use sayso::pipeline::Engine;
use sayso::pipeline::EngineError;

use super::report;

/// What texts are read with.
#[derive(Debug, clap::Args)]
pub(crate) struct EngineOption {
    /// Read with the models of this folder, as sayso train writes them [default: those built in]
    #[arg(long, value_name = "DIR")]
    models: Option<PathBuf>,
}

impl EngineOption {
    /// Returns the engine that is asked for.
    pub(crate) fn engine(&self) -> anyhow::Result<&'static Engine> {
        static CHOSEN: OnceLock<Engine> = OnceLock::new();
        let Some(folder) = &self.models else { return Ok(Engine::built_in()) };
        let engine = Engine::from_folder(folder).map_err(hint)?;
        Ok(CHOSEN.get_or_init(|| engine))
    }
}

fn hint(error: EngineError) -> anyhow::Error {
    let hint = match error {
        EngineError::Open { .. } => {
            "--models names a folder with syntax.model and attributions.model, as sayso train writes them"
        }
        EngineError::Model { .. } => {
            "sayso train makes it anew; without --models the built-in models are used"
        }
    };
    report::hinted(error, hint)
}
