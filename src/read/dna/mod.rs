//! Databases of the Discourse Network Analyzer (`.dna` files of its version 3, which `SQLite` reads): documents, and what people
//! have coded in them. Out come documents with codings whose spans cut the text, tables of codings, and an account of what did
//! not fit; what the codings mean is left to others.

mod database;
mod carets;
mod codings;
mod table;

use std::collections::BTreeMap;
use std::path::Path;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Deserialize;
use serde::Serialize;

use super::ReadError;
use super::Reading;
use super::Source;
use super::format;
use crate::model::Date;
use crate::model::HandCoded;
use crate::model::Metadata;

pub use carets::Unit;

/// The name of the program.
const PROGRAM: &str = "DNA";

/// What a database holds.
#[derive(Clone, Debug)]
pub struct Dna {
    /// The kinds of statements, by name.
    pub kinds: BTreeMap<String, Kind>,
    /// The documents, in their order.
    pub documents: Vec<DnaDocument>,
    /// What carets count.
    pub unit: Unit,
    /// What did not fit, and by what it was told what carets count; one sentence each.
    pub notes: Vec<String>,
}

/// A kind of statements.
#[derive(Clone, Debug, Default)]
pub struct Kind {
    /// What can be coded, in its order.
    pub variables: Vec<String>,
    /// What can be said of the values of a variable: the variable and the attribute, in their order.
    pub attributes: Vec<(String, String)>,
    /// How many statements there are.
    pub count: usize,
}

/// A document with its codings.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DnaDocument {
    /// Its number.
    pub id: i64,
    /// Its title.
    pub title: String,
    /// Its text.
    pub text: String,
    /// Who wrote or delivered it.
    pub author: String,
    /// Where it was published.
    pub source: String,
    /// When, in seconds since 1970 and in universal time; none where that cannot be.
    pub time: Option<i64>,
    /// The carets of its statements as they stand in the database.
    pub carets: Vec<(i64, i64)>,
    /// What people have coded in it.
    pub coded: HandCoded,
}

/// Reads the database at `path`.
pub fn dna(path: &Path) -> Result<Dna, ReadError> {
    Ok(codings::of(database::read(path)?))
}

/// Returns whether a file is named as a database.
pub fn is_dna(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    format::extension(&name).is_some_and(|extension| extension.eq_ignore_ascii_case("dna"))
}

/// Returns the bytes by which each document goes through the stages, with its number.
pub(super) fn list(dna: &Dna) -> Vec<(i64, Vec<u8>)> {
    let bytes = |document: &DnaDocument| {
        serde_json::to_vec(document).expect("words and numbers can be written")
    };
    dna.documents.iter().map(|document| (document.id, bytes(document))).collect()
}

/// Reads a document from the bytes that [`list`] gave; a database that could not be listed says why.
pub(super) fn read(source: &Source, bytes: &[u8]) -> Result<Reading, ReadError> {
    let path = source.path.as_path();
    if source.row.is_none() {
        dna(path)?;
    }
    let document: DnaDocument = serde_json::from_slice(bytes)
        .map_err(|source| ReadError::Record { path: path.to_owned(), line: 1, source })?;
    let said = |words: &String| Some(words.trim().to_owned()).filter(|words| !words.is_empty());
    let metadata = Metadata {
        title: said(&document.title),
        publisher: said(&document.source),
        author: said(&document.author),
        date: document.time.and_then(day),
        genre: genre(&document.coded.kind),
        ..Metadata::default()
    };
    let (text, coded) = (document.text, Some(document.coded));
    Ok(Reading { text, encoding: "UTF-8", metadata, coded, ..Reading::default() })
}

/// Returns the genre that coders' words name, if they name one.
fn genre(kind: &str) -> Option<crate::model::Genre> {
    let name = kind.trim().to_lowercase().replace(' ', "-");
    serde_json::from_value(serde_json::Value::String(name)).ok()
}

fn day(seconds: i64) -> Option<Date> {
    stamp(seconds)?.get(..10)?.parse().ok()
}

/// Returns `2005-01-26 00:00:00`, in universal time; nothing for a time outside the years 0 to 9999.
pub(super) fn stamp(seconds: i64) -> Option<String> {
    let time = Timestamp::from_second(seconds).ok()?.to_zoned(TimeZone::UTC).datetime();
    let (date, clock) = (time.date(), time.time());
    let year = u16::try_from(date.year()).ok()?;
    Some(format!(
        "{year:04}-{:02}-{:02} {:02}:{:02}:{:02}",
        date.month(),
        date.day(),
        clock.hour(),
        clock.minute(),
        clock.second()
    ))
}

#[cfg(test)]
mod tests;
