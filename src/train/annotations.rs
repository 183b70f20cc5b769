//! Annotated texts: annotation without texts comes from `data/training/`, the texts from wherever they were fetched
//! to. A text whose hash is another is refused: the offsets would point at other words.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;
use std::path::PathBuf;

use serde::Deserialize;

use crate::model::AnnotatedDocument;
use crate::model::CodePoints;
use crate::model::Document;
use crate::model::DocumentKey;
use crate::model::Sha256;
use crate::read;
use crate::read::Source;

/// The files that annotate who said what.
pub const STATEMENTS: [&str; 3] = ["attributions.jsonl", "topics.jsonl", "treebanks.jsonl"];
/// The files that annotate who takes sides.
pub const STANCES: [&str; 3] = ["attributions.jsonl", "topics.jsonl", "stances.jsonl"];
/// The folder, beside the annotation, of the texts that are part of the project.
const OWN_TEXTS: &str = "texts";

/// An annotated document without its text.
#[derive(Clone, Debug)]
pub struct Annotation {
    /// The part of a cross-validation that it belongs to; none if it is only learned from.
    pub fold: Option<u8>,
    /// Its name in a treebank, if its text is taken from there.
    pub treebank: Option<String>,
    length: Option<usize>,
    hash: String,
    /// The file of the annotation.
    pub file: String,
    own_texts: PathBuf,
    /// What is annotated.
    pub document: AnnotatedDocument,
}

/// Why annotated texts cannot be learned from.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "the messages say it")]
pub enum AnnotationError {
    #[error("cannot open {path}")]
    Open { path: PathBuf, source: io::Error },
    #[error("line {line} of {path} is no annotated document")]
    Line { path: PathBuf, line: usize, source: serde_json::Error },
    #[error("there is no text of {id}: neither {path} nor a text of a treebank")]
    Missing { id: String, path: PathBuf },
    #[error(
        "the text of {id} is another than the annotated one: its SHA-256 is {found}, not {wanted}"
    )]
    Other { id: String, found: String, wanted: String },
    #[error("cannot read the text of {id}")]
    Read { id: String, source: crate::read::ReadError },
}

#[derive(Deserialize)]
struct Record {
    fold: Option<u8>,
    address: String,
    length: Option<usize>,
    sha256: String,
}

/// Reads the annotation of some files of a folder.
pub fn annotations(folder: &Path, files: [&str; 3]) -> Result<Vec<Annotation>, AnnotationError> {
    let mut all = Vec::new();
    for file in files {
        all.extend(in_file(&folder.join(file))?);
    }
    Ok(all)
}

/// Reads the annotation of a file, one document a line.
pub fn in_file(path: &Path) -> Result<Vec<Annotation>, AnnotationError> {
    let lines = fs::read_to_string(path)
        .map_err(|source| AnnotationError::Open { path: path.to_path_buf(), source })?;
    lines
        .lines()
        .enumerate()
        .map(|(number, line)| {
            annotation(path, line).map_err(|source| AnnotationError::Line {
                path: path.to_path_buf(),
                line: number + 1,
                source,
            })
        })
        .collect()
}

fn annotation(path: &Path, line: &str) -> Result<Annotation, serde_json::Error> {
    let record: Record = serde_json::from_str(line)?;
    Ok(Annotation {
        fold: record.fold,
        treebank: record.length.is_some().then_some(record.address),
        length: record.length,
        hash: record.sha256,
        file: path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        own_texts: path.with_file_name(OWN_TEXTS),
        document: serde_json::from_str(line)?,
    })
}

impl Annotation {
    /// Returns the document with its text: that of a treebank, or the file that is named like the document, of a folder
    /// or of the texts that stand beside the annotation.
    pub fn read(
        &self,
        texts: &Path,
        treebanks: &BTreeMap<String, String>,
    ) -> Result<Document, AnnotationError> {
        let id = &self.document.id;
        let text = if let Some(whole) = self.treebank.as_ref().and_then(|name| treebanks.get(name))
        {
            self.part_of(whole)
        } else {
            let path = |folder: &Path| folder.join(format!("{id}.txt"));
            fs::read_to_string(path(texts))
                .or_else(|_| fs::read_to_string(path(&self.own_texts)))
                .map_err(|_| AnnotationError::Missing { id: id.clone(), path: path(texts) })?
        };
        let found = Sha256::of(&text);
        if found.as_str() != self.hash {
            let (found, wanted) = (found.as_str().to_owned(), self.hash.clone());
            return Err(AnnotationError::Other { id: id.clone(), found, wanted });
        }
        let mut document = read::document_from(&Source::nameless(), text.as_bytes())
            .map_err(|source| AnnotationError::Read { id: id.clone(), source })?;
        document.key = DocumentKey { id: id.clone(), ..document.key };
        Ok(document)
    }

    /// Returns the folder of the texts that stand beside the annotation.
    pub fn own_texts(&self) -> &Path {
        &self.own_texts
    }

    fn part_of(&self, text: &str) -> String {
        let end = self.length.and_then(|length| CodePoints::new(text).to_byte(length));
        text[..end.unwrap_or(text.len())].to_owned()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::path::Path;

    use super::annotation;
    use crate::model::Sha256;

    /// Reads a line that stands for the first so many code points of "Grüße an Lee.".
    fn check(length: usize, hashed: &str, expected: Result<&str, &str>) {
        let hash = Sha256::of(hashed);
        let line = format!(
            r#"{{"id": "a", "address": "T", "length": {length}, "sha256": "{}", "statements": []}}"#,
            hash.as_str()
        );
        let treebanks = BTreeMap::from([("T".to_owned(), "Grüße an Lee.".to_owned())]);
        let annotation =
            annotation(Path::new("a.jsonl"), &line).expect("it is a line of annotation");
        match (annotation.read(Path::new("nowhere"), &treebanks), expected) {
            (Ok(document), expected) => assert_eq!(Ok(document.text.as_str()), expected),
            (Err(error), expected) => {
                assert!(expected.is_err_and(|part| error.to_string().contains(part)), "{error}");
            }
        }
    }

    #[test]
    fn a_text_is_taken_as_far_as_it_is_annotated() {
        check(13, "Grüße an Lee.", Ok("Grüße an Lee."));
        check(5, "Grüße", Ok("Grüße"));
    }

    #[test]
    fn another_text_is_refused() {
        check(5, "Gruss", Err("is another than the annotated one"));
    }

    #[test]
    fn a_missing_text_is_named() {
        let line =
            r#"{"id": "b", "address": "https://example.org", "sha256": "0", "statements": []}"#;
        let annotation =
            annotation(Path::new("a.jsonl"), line).expect("it is a line of annotation");
        let error = annotation.read(Path::new("nowhere"), &BTreeMap::new()).expect_err("no text");
        assert!(error.to_string().contains("b.txt"), "{error}");
    }
}
