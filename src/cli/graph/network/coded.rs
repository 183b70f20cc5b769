//! Coded statements from a file: a table, or a database of the Discourse Network Analyzer.

use std::path::Path;

use anyhow::anyhow;
use sayso::projection::network::Table;
use sayso::read;
use sayso::read::Dna;

use crate::cli::report;

/// Reads coded statements; of a database, those of the kind that is named, or else of which there are most.
pub(in crate::cli::graph) fn table(path: &Path, kind: Option<&str>) -> anyhow::Result<Table> {
    let (columns, rows) = if read::is_dna(path) {
        let database = read::dna(path).map_err(|error| database_hint(error.into()))?;
        database.notes.iter().for_each(|note| report::note(&format!("{}: {note}", path.display())));
        database.table(chosen(&database, kind, path)?)
    } else if kind.is_some() {
        return Err(report::hinted(
            anyhow!("a table has statements of one type"),
            "--statement-type is for a database of DNA, a file whose name ends in .dna",
        ));
    } else {
        read::coded(path).map_err(|error| report::path_hint(error.into()))?
    };
    Ok(Table { columns, rows, ..Table::default() })
}

fn database_hint(error: anyhow::Error) -> anyhow::Error {
    match error.downcast_ref() {
        Some(read::ReadError::ForeignDatabase { .. }) => report::hinted(
            error,
            "version 3 of the Discourse Network Analyzer makes such files, and brings older ones up to date",
        ),
        _ => report::path_hint(error),
    }
}

fn chosen<'a>(database: &'a Dna, kind: Option<&'a str>, path: &Path) -> anyhow::Result<&'a str> {
    let coded = database.kinds.iter().filter(|(_, kind)| kind.count > 0);
    let told: Vec<String> = coded
        .map(|(name, kind)| format!("{name:?} ({})", report::counted(kind.count, "statement")))
        .collect();
    if let Some(kind) = kind {
        if database.kinds.contains_key(kind) {
            return Ok(kind);
        }
        let names: Vec<String> = database.kinds.keys().map(|name| format!("{name:?}")).collect();
        let error = anyhow!("{} has no statements of the type {kind:?}", path.display());
        return Err(report::hinted(error, format!("it has {}", names.join(", "))));
    }
    let most = database.most_coded().unwrap_or_default();
    if told.len() > 1 {
        report::note(&format!(
            "{} has {}; --statement-type takes others than {most:?}",
            path.display(),
            told.join(", ")
        ));
    }
    Ok(most)
}
