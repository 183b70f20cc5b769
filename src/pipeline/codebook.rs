//! A codebook that a user brings, as RDF.

use std::fs;
use std::path::Path;

use super::BuildError;
use crate::model::Codebook;
use crate::rdf;
use crate::read::ReadError;

/// Reads the codebook at `path`, in Turtle or N-Triples.
pub fn codebook(path: &Path) -> Result<Codebook, BuildError> {
    let text = fs::read_to_string(path)
        .map_err(|source| ReadError::Open { path: path.to_owned(), source })?;
    parse(path, text)
}

pub(super) fn parse(path: &Path, text: String) -> Result<Codebook, BuildError> {
    let concepts = rdf::codebook_concepts(&text)
        .map_err(|source| BuildError::Codebook { path: path.to_owned(), source })?;
    if concepts.is_empty() {
        return Err(BuildError::NoConcepts { path: path.to_owned() });
    }
    let file = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    Ok(Codebook { file, text, concepts })
}
