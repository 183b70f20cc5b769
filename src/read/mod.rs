//! Bytes → documents: lists what a folder holds, decodes each file, and keeps what the file says of itself.
//! What the text means is left to others; its characters are never changed, so that spans can be trusted.

mod boilerplate;
mod codebook;
mod corpus;
mod corrections;
mod dates;
mod docx;
mod encoding;
mod error;
mod folder;
mod format;
mod html;
mod json_lines;
mod judgements;
mod language;
mod listing;
mod pdf;
mod plain;
mod registry;
mod coded;
mod dna;

pub use codebook::codebook;
pub use coded::coded;
pub use corpus::Corpus;
pub use corpus::Record;
pub use corpus::Source;
pub use corpus::corpus;
pub use corrections::CORRECTIONS;
pub use corrections::correction_line;
pub use corrections::corrections;
pub use dna::Dna;
pub use dna::DnaDocument;
pub use dna::Kind;
pub use dna::Unit;
pub use dna::dna;
pub use dna::is_dna;
pub use error::CodebookFault;
pub use error::ListingFault;
pub use error::PdfFault;
pub use error::ReadError;
pub use judgements::JUDGEMENTS;
pub use judgements::judgements;
pub use judgements::written;
pub use registry::registry;

use std::fs;
use std::fs::File;
use std::io;
use std::io::Read;
use std::io::Seek;
use std::io::SeekFrom;

use format::Format;

use crate::model::Document;
use crate::model::HandCoded;
use crate::model::Metadata;
use crate::model::Note;
use crate::model::Sha256;

/// Reads and decodes a document.
pub fn document(source: &Source) -> Result<Document, ReadError> {
    document_from(source, &bytes(source)?)
}

/// Returns the bytes of a document as they lie in its file: all of them, or one line of a `.jsonl` file; of a document of a database,
/// what the database says of it.
pub fn bytes(source: &Source) -> Result<Vec<u8>, ReadError> {
    if let Some(row) = &source.row {
        return Ok(row.to_vec());
    }
    let read = match source.record {
        None => fs::read(&source.path),
        Some(record) => line(source, record),
    };
    read.map_err(|error| ReadError::Open { path: source.path.clone(), source: error })
}

fn line(source: &Source, record: Record) -> io::Result<Vec<u8>> {
    let mut file = File::open(&source.path)?;
    file.seek(SeekFrom::Start(record.start))?;
    let mut bytes = Vec::new();
    file.take(record.length).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Decodes a document from its [`bytes`].
pub fn document_from(source: &Source, bytes: &[u8]) -> Result<Document, ReadError> {
    let mut reading = reading(source, bytes)?;
    let mut metadata = source.metadata.clone();
    fill(&mut metadata, reading.metadata, source.is_undated);
    if source.metadata.language.is_none() {
        metadata.language = language(metadata.language, &reading.text, &mut reading.notes);
    }
    if reading.text.trim().is_empty() {
        reading.notes.push(Note { span: None, message: "The document has no text.".to_owned() });
    }
    Ok(Document {
        key: source.key.clone(),
        metadata,
        boilerplate: boilerplate::find(&reading.text),
        text: reading.text,
        is_plain: reading.is_plain,
        file: Some(source.file.clone()),
        file_hash: Sha256::of(bytes),
        encoding: reading.encoding.to_owned(),
        page_starts: reading.page_starts,
        notes: reading.notes,
        coded: reading.coded,
    })
}

/// Returns the language that a file says, unless its words say otherwise and English is one of the two.
///
/// Pages are often made from a template in another language.
fn language(said: Option<String>, text: &str, notes: &mut Vec<Note>) -> Option<String> {
    let Some(found) = language::detect(text) else { return said };
    let Some(said) = said else { return Some(found) };
    let is_english = |tag: &str| tag == "en" || tag.starts_with("en-");
    if is_english(&said) == is_english(&found) {
        return Some(said);
    }
    let message = format!("The file says that its language is {said}; its words are {found}.");
    notes.push(Note { span: None, message });
    Some(found)
}

/// What a reader of one format finds in a file.
#[derive(Debug, Default)]
struct Reading {
    text: String,
    encoding: &'static str,
    is_plain: bool,
    metadata: Metadata,
    page_starts: Vec<usize>,
    notes: Vec<Note>,
    coded: Option<HandCoded>,
}

fn reading(source: &Source, bytes: &[u8]) -> Result<Reading, ReadError> {
    let path = source.path.as_path();
    let format = match format::extension(&source.file) {
        Some(_) => Format::of_name(&source.file)
            .ok_or_else(|| ReadError::UnknownFormat { path: path.to_owned() })?,
        None => Format::of_bytes(bytes),
    };
    match format {
        Format::Plain => plain::read(path, bytes),
        Format::JsonLines => json_lines::read(path, source.record, bytes),
        Format::Docx => docx::read(path, bytes),
        Format::Html => html::read(path, bytes),
        Format::Pdf => pdf::read(path, bytes),
        Format::Dna => dna::read(source, bytes),
    }
}

/// Adds what the file says of itself where nothing else is known.
fn fill(metadata: &mut Metadata, from_file: Metadata, is_undated: bool) {
    fn add<T>(known: &mut Option<T>, from_file: Option<T>) {
        *known = known.take().or(from_file);
    }
    add(&mut metadata.title, from_file.title);
    add(&mut metadata.publisher, from_file.publisher);
    add(&mut metadata.author, from_file.author);
    if !is_undated {
        add(&mut metadata.date, from_file.date);
    }
    add(&mut metadata.place, from_file.place);
    add(&mut metadata.genre, from_file.genre);
    add(&mut metadata.language, from_file.language);
    add(&mut metadata.address, from_file.address);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::any;
    use proptest::prop_assert_eq;
    use proptest::proptest;

    use super::Source;
    use super::document_from;
    use crate::model::Document;
    use crate::model::Sha256;
    use crate::model::Span;

    fn read(file: &str, bytes: &[u8]) -> Document {
        let source = Source { file: file.to_owned(), ..Source::nameless() };
        document_from(&source, bytes).expect("a document")
    }

    #[test]
    fn plain_text_stays_as_it_is() {
        let bytes = "\u{feff}Elections\r\n\r\nNone\r\n\u{a0}“Yes” 😀\r\n".as_bytes();
        let document = read("a.md", bytes);
        assert_eq!(document.text.as_bytes(), &bytes[3..]);
        assert_eq!(document.boilerplate.len(), 1);
        assert_eq!(document.file_hash, Sha256::of(bytes));
        assert!(document.is_plain && document.notes.is_empty());
    }

    #[test]
    fn an_empty_file_is_an_empty_document() {
        let document = read("a.txt", b"");
        assert_eq!((document.text.as_str(), document.notes.len()), ("", 1));
    }

    fn check_any(file: &str, bytes: &[u8]) {
        let source = Source { file: file.to_owned(), ..Source::nameless() };
        let Ok(document) = document_from(&source, bytes) else { return };
        let text = document.text.as_str();
        for span in document.boilerplate {
            assert_eq!(Span::new(text, span.start(), span.end()), Some(span));
        }
        assert!(document.page_starts.is_sorted());
        assert!(document.page_starts.iter().all(|&start| text.is_char_boundary(start)));
    }

    const FILES: &[&str] = &["-", "a.txt", "a.html", "a.pdf", "a.docx", "a.jsonl"];

    proptest! {
        #[test]
        fn any_bytes_are_a_document_or_an_error(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            for (file, start) in FILES.iter().zip(["", "", "<html>", "%PDF-1.7\n1 0 obj\n", "PK\x03\x04", "{\"text\":\""]) {
                check_any(file, &bytes);
                check_any(file, &[start.as_bytes(), &bytes].concat());
            }
        }

        #[test]
        fn any_text_is_kept(text in "(\\PC|\r\n|\n|Share\n|None\n){0,60}") {
            let source = Source { file: "a.txt".to_owned(), ..Source::nameless() };
            let document = document_from(&source, text.as_bytes()).expect("text");
            prop_assert_eq!(document.text.as_str(), text.strip_prefix('\u{feff}').unwrap_or(&text));
            check_any("a.txt", text.as_bytes());
        }

        #[test]
        fn any_markup_is_read(pieces in proptest::collection::vec("<[/!]{0,1}(p|div|b|li|td|table|script|svg|template|title|--)[ a-z=\"']{0,4}>{0,1}|[a-zé&;]{0,4}", 0..60)) {
            check_any("a.html", pieces.concat().as_bytes());
        }
    }

    #[test]
    fn the_language_is_what_is_said_or_else_certain() {
        let text = "Наблюдатели отметили, что выборы прошли спокойно, и поблагодарили комиссию. "
            .repeat(5);
        let mut source = Source::nameless();
        let read = |source: &Source| document_from(source, text.as_bytes()).expect("a document");
        assert_eq!(read(&source).metadata.language.as_deref(), Some("ru"));
        assert!(!read(&source).is_english());
        source.metadata.language = Some("kk".to_owned());
        assert_eq!(read(&source).metadata.language.as_deref(), Some("kk"));
    }
}
