//! What a text is read with: word lists and models.

use std::fs;
use std::io;
use std::path::Path;
use std::path::PathBuf;
use std::sync::LazyLock;

use crate::analyse::Naming;
use crate::analyse::Syntax;
use crate::extract::Attribution;
use crate::extract::learned::Judge;
use crate::learn::ModelError;
use crate::learn::Vectors;
use crate::model::Lexicon;

/// All that the program knows of the language.
#[derive(Debug)]
pub struct Engine {
    /// Word lists.
    pub lexicon: Lexicon,
    /// The models that analysis needs.
    pub syntax: Syntax,
    /// The models of names.
    pub naming: Naming,
    /// The models that extraction needs.
    pub attribution: Attribution,
}

/// Why a folder's models cannot be used.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "the messages say it")]
pub enum EngineError {
    #[error("cannot open {path}")]
    Open { path: PathBuf, source: io::Error },
    #[error("cannot use {path}")]
    Model { path: PathBuf, source: ModelError },
}

const SYNTAX: &str = "syntax.model";
const NAMING: &str = "entities.model";
const ATTRIBUTION: &str = "attributions.model";
const STANCES: &str = "stances.model";
const WORDS: &str = "words.model";

impl Engine {
    /// Returns the engine that is built into the program; it is made once.
    pub fn built_in() -> &'static Self {
        static BUILT_IN: LazyLock<Engine> = LazyLock::new(Engine::with_built_in_models);
        &BUILT_IN
    }

    /// Makes an engine of what is built into the program, to which more can be added.
    pub fn with_built_in_models() -> Self {
        Self {
            lexicon: Lexicon::built_in(),
            syntax: Syntax::built_in(),
            naming: Naming::built_in(),
            attribution: Attribution::built_in(),
        }
    }

    /// Returns an engine with the models of a folder, `syntax.model`, `entities.model`, `attributions.model` and, where they
    /// are there, `stances.model` and `words.model`, and the built-in word lists.
    pub fn from_folder(folder: &Path) -> Result<Self, EngineError> {
        let syntax = read(folder, SYNTAX, Syntax::read)?;
        let naming = read(folder, NAMING, Naming::read)?;
        let mut attribution = read(folder, ATTRIBUTION, Attribution::read)?;
        attribution = attribution.with(if folder.join(STANCES).exists() {
            read(folder, STANCES, Judge::read)?
        } else {
            Judge::built_in()
        });
        if folder.join(WORDS).exists() {
            attribution = attribution.with_words(read(folder, WORDS, Vectors::read)?);
        }
        Ok(Self { lexicon: Lexicon::built_in(), syntax, naming, attribution })
    }
}

fn read<Models>(
    folder: &Path,
    file: &str,
    models: impl FnOnce(Vec<u8>) -> Result<Models, ModelError>,
) -> Result<Models, EngineError> {
    let path = folder.join(file);
    match fs::read(&path) {
        Ok(bytes) => models(bytes).map_err(|source| EngineError::Model { path, source }),
        Err(source) => Err(EngineError::Open { path, source }),
    }
}
