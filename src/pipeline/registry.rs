//! A registry that a user brings, as a table or as RDF.

use std::fs;
use std::path::Path;

use super::BuildError;
use crate::model::Brought;
use crate::rdf;
use crate::read;
use crate::read::ReadError;

/// Reads the registry at `path`: a table (`.csv`), or RDF in Turtle or N-Triples (`.ttl`, `.nt`).
pub fn registry(path: &Path) -> Result<Brought, BuildError> {
    let text = fs::read_to_string(path)
        .map_err(|source| ReadError::Open { path: path.to_owned(), source })?;
    parse(path, text)
}

pub(super) fn parse(path: &Path, text: String) -> Result<Brought, BuildError> {
    let extension = path.extension().map(|extension| extension.to_string_lossy().to_lowercase());
    let entries = match extension.as_deref() {
        Some("ttl" | "nt") => rdf::registry_entries(&text)
            .map_err(|source| BuildError::Registry { path: path.to_owned(), source })?,
        _ => read::registry(path, &text)?,
    };
    let file = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    Ok(Brought { file, text, entries })
}
