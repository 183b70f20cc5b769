//! The models that extraction finds statements with.

use crate::learn::Archive;
use crate::learn::ModelError;
use crate::model::Sha256;

/// The models of cues and of what stands around them.
#[derive(Clone, Debug)]
pub struct Attribution {}

impl Attribution {
    /// Returns the models that are built into the program.
    pub fn built_in() -> Self {
        Self {}
    }

    /// Reads the models of a file.
    pub fn read(_archive: &Archive) -> Result<Self, ModelError> {
        Ok(Self {})
    }

    /// Returns the hash of the file that the models were read from.
    pub fn hash(&self) -> Sha256 {
        Sha256::of("")
    }
}
