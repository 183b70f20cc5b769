//! `.jsonl`: one document a line, its text and what is known about it. Keys that are not known are passed over.

use std::fs::File;
use std::io;
use std::io::BufRead;
use std::io::BufReader;
use std::path::Path;

use serde::Deserialize;
use serde::Deserializer;
use serde::de::Error;

use super::ReadError;
use super::Reading;
use super::Record;
use super::dates;
use super::language;
use crate::model::Date;
use crate::model::Genre;
use crate::model::Metadata;

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Returns the place of each line that is not blank, with its document's id if it says one.
pub(super) fn list(path: &Path) -> io::Result<Vec<(Record, Option<String>)>> {
    let mut file = BufReader::new(File::open(path)?);
    let mut records = Vec::new();
    let mut bytes = Vec::new();
    let (mut line, mut start) = (0, 0);
    loop {
        bytes.clear();
        let length = file.read_until(b'\n', &mut bytes)? as u64;
        if length == 0 {
            return Ok(records);
        }
        line += 1;
        if !bytes.trim_ascii().is_empty() {
            let named = serde_json::from_slice(without_mark(&bytes)).ok();
            let id = named.and_then(|Named { id }| id).map(|Id(id)| id);
            records.push((Record { line, start, length }, id));
        }
        start += length;
    }
}

/// Reads the document of one line.
pub(super) fn read(
    path: &Path,
    record: Option<Record>,
    bytes: &[u8],
) -> Result<Reading, ReadError> {
    let line: Line = serde_json::from_slice(without_mark(bytes)).map_err(|source| {
        let line = record.map_or(source.line(), |record| record.line);
        ReadError::Record { path: path.to_owned(), line, source }
    })?;
    let metadata = Metadata {
        title: line.title,
        publisher: line.publisher,
        author: line.author,
        date: line.date,
        place: line.place,
        genre: line.genre,
        language: line.language.as_deref().and_then(language::tidy),
        address: line.address,
    };
    Ok(Reading { text: line.text, encoding: "UTF-8", metadata, ..Reading::default() })
}

fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes)
}

#[derive(Deserialize)]
struct Named {
    id: Option<Id>,
}

/// An id: a string, or a number as many data sets have it.
struct Id(String);

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match serde_json::Value::deserialize(deserializer)? {
            serde_json::Value::String(id) => Ok(Self(id)),
            serde_json::Value::Number(id) => Ok(Self(id.to_string())),
            _ => Err(D::Error::custom("an id is a string or a number")),
        }
    }
}

#[derive(Deserialize)]
struct Line {
    #[expect(
        dead_code,
        reason = "the id was read when the file was listed; here it is only checked"
    )]
    id: Option<Id>,
    text: String,
    title: Option<String>,
    publisher: Option<String>,
    author: Option<String>,
    #[serde(default, deserialize_with = "date")]
    date: Option<Date>,
    place: Option<String>,
    genre: Option<Genre>,
    language: Option<String>,
    address: Option<String>,
}

fn date<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
    let Some(written) = Option::<String>::deserialize(deserializer)? else { return Ok(None) };
    let date = dates::read(&written);
    date.map(Some)
        .ok_or_else(|| D::Error::custom(format!("{written:?} is no date such as 2023-03-25")))
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::list;
    use super::read;
    use crate::model::Genre;

    #[test]
    fn lines_are_listed_with_their_places() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.jsonl");
        let lines = "\u{feff}{\"id\":\"a\",\"text\":\"x\"}\n\n{oops\r\n{\"id\":7,\"text\":\"é\"}";
        fs::write(&path, lines).expect("written");
        let listed: Vec<(usize, &str, Option<String>)> = list(&path)
            .expect("listed")
            .into_iter()
            .map(|(record, id)| {
                let start = usize::try_from(record.start).expect("small");
                let end = start + usize::try_from(record.length).expect("small");
                (record.line, lines[start..end].trim_end(), id)
            })
            .collect();
        assert_eq!(
            listed,
            [
                (1, "\u{feff}{\"id\":\"a\",\"text\":\"x\"}", Some("a".to_owned())),
                (3, "{oops", None),
                (4, "{\"id\":7,\"text\":\"é\"}", Some("7".to_owned())),
            ]
        );
    }

    #[test]
    fn a_line_gives_text_and_metadata() {
        let line = r#"{"text": "Yes.\r\n", "title": "T", "genre": "op-ed", "date": "2023-03-25T10:00", "likes": {"x": [1]}, "author": null}"#;
        let reading = read(Path::new("a.jsonl"), None, line.as_bytes()).expect("a document");
        assert_eq!(reading.text, "Yes.\r\n");
        assert_eq!(reading.metadata.genre, Some(Genre::OpEd));
        assert_eq!(reading.metadata.date, "2023-03-25".parse().ok());
        assert_eq!(reading.metadata.author, None);
    }

    #[test]
    fn a_bad_line_says_why() {
        for (line, expected) in [
            ("{}", "missing field `text`"),
            (r#"{"text": 1}"#, "expected a string"),
            (r#"{"text": "", "date": "soon"}"#, "is no date"),
            (r#"{"text": "", "genre": "poem"}"#, "unknown variant `poem`"),
            ("not json", "expected"),
        ] {
            let error = read(Path::new("a.jsonl"), None, line.as_bytes()).expect_err(line);
            let cause = std::error::Error::source(&error).expect("a cause").to_string();
            assert!(cause.contains(expected), "{line}: {cause}");
        }
    }
}
