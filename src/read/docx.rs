//! `.docx`: the paragraphs of the document's body, its pages as they were last laid out, and its core properties.

use std::borrow::Cow;
use std::io::Cursor;
use std::io::Read;
use std::path::Path;

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::BytesRef;
use quick_xml::events::BytesStart;
use quick_xml::events::Event;
use zip::ZipArchive;
use zip::result::ZipError;

use super::ReadError;
use super::Reading;
use super::encoding;
use super::language;
use crate::model::Metadata;
use crate::model::Note;

const BODY: &str = "word/document.xml";
const PROPERTIES: &str = "docProps/core.xml";
/// The most bytes that a part may unpack to; a small archive can unpack to any size.
const LARGEST: u64 = 256 << 20;

/// Reads the text of a document's body.
pub(super) fn read(path: &Path, bytes: &[u8]) -> Result<Reading, ReadError> {
    let archive_fault = |source| ReadError::Archive { path: path.to_owned(), source };
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(archive_fault)?;
    let body = part(&mut archive, path, BODY)?.ok_or(archive_fault(ZipError::FileNotFound))?;
    let body =
        Body::parse(&body).map_err(|source| ReadError::Xml { path: path.to_owned(), source })?;
    let mut reading = body.finish();
    match part(&mut archive, path, PROPERTIES).map(|part| part.map(|part| properties(&part))) {
        Ok(Some(Ok(said))) => {
            reading.metadata = said.metadata;
            reading.notes.extend(said.notes);
        }
        Ok(None) => {}
        Ok(Some(Err(_))) | Err(_) => {
            reading.notes.push(note("The properties of the file cannot be read."));
        }
    }
    Ok(reading)
}

/// Unpacks a part of the archive, if it has it.
fn part(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    path: &Path,
    name: &str,
) -> Result<Option<String>, ReadError> {
    let file = match archive.by_name(name) {
        Ok(file) => file,
        Err(ZipError::FileNotFound) => return Ok(None),
        Err(source) => return Err(ReadError::Archive { path: path.to_owned(), source }),
    };
    let mut bytes = Vec::new();
    let unpacked = file.take(LARGEST + 1).read_to_end(&mut bytes);
    let length = unpacked
        .map_err(|error| ReadError::Archive { path: path.to_owned(), source: error.into() })?;
    if length as u64 > LARGEST {
        return Err(ReadError::TooLarge { path: path.to_owned(), limit: LARGEST });
    }
    let decoded = encoding::decode(&bytes, None);
    decoded
        .map(|decoded| Some(decoded.text))
        .ok_or_else(|| ReadError::Binary { path: path.to_owned() })
}

/// The text of a body as far as it is read.
#[derive(Default)]
struct Body {
    text: String,
    /// Whether the next words begin a paragraph.
    is_new_paragraph: bool,
    /// How many elements are open whose text is not to be read: deleted words, and what stands twice.
    skipped: usize,
    /// Whether the text of the document is open, not that of a field or a drawing.
    is_in_text: bool,
    /// Where pages began when the document was last laid out.
    laid_out: Vec<usize>,
    /// Where its author began a page.
    broken: Vec<usize>,
    has_footnotes: bool,
}

impl Body {
    fn parse(xml: &str) -> Result<Self, quick_xml::Error> {
        let mut reader = Reader::from_str(xml);
        let mut body = Self::default();
        loop {
            match reader.read_event()? {
                Event::Start(tag) => body.open(&tag),
                Event::Empty(tag) => body.mark(&tag),
                Event::End(tag) => body.close(tag.local_name().as_ref()),
                Event::Text(text) => body.add(&text.xml10_content()),
                Event::CData(text) => body.add(&text.xml10_content()),
                Event::GeneralRef(reference) => body.add(&resolved(&reference)),
                Event::Eof => return Ok(body),
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
            }
        }
    }

    fn open(&mut self, tag: &BytesStart<'_>) {
        let name = tag.local_name();
        if is_skipped(name.as_ref()) {
            self.skipped += 1;
        } else if name.as_ref() == "t" {
            self.is_in_text = true;
        } else {
            self.mark(tag);
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            name if is_skipped(name) => self.skipped = self.skipped.saturating_sub(1),
            "t" => self.is_in_text = false,
            "p" => self.is_new_paragraph = true,
            _ => {}
        }
    }

    /// Takes in an element that stands for something by itself.
    fn mark(&mut self, tag: &BytesStart<'_>) {
        if self.skipped > 0 {
            return;
        }
        match tag.local_name().as_ref() {
            "tab" if tag.attributes_raw().trim().is_empty() => self.push("\t"),
            "br" if attribute(tag, "type").as_deref() == Some("page") => {
                self.broken.push(self.text.len());
                self.is_new_paragraph = true;
            }
            "br" | "cr" => self.push("\n"),
            "noBreakHyphen" => self.push("\u{2011}"),
            "lastRenderedPageBreak" => self.laid_out.push(self.text.len()),
            "footnoteReference" | "endnoteReference" => self.has_footnotes = true,
            _ => {}
        }
    }

    fn add(&mut self, words: &str) {
        if self.is_in_text && self.skipped == 0 {
            self.push(words);
        }
    }

    fn push(&mut self, words: &str) {
        if self.is_new_paragraph && !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        self.is_new_paragraph = false;
        self.text.push_str(words);
    }

    fn finish(self) -> Reading {
        let Self { text, laid_out, broken, has_footnotes, .. } = self;
        let mut page_starts = if laid_out.is_empty() { broken } else { laid_out };
        // A page begins with its first words, not with the line ends before them.
        for start in &mut page_starts {
            let rest = &text[*start..];
            *start += rest.len() - rest.trim_start().len();
        }
        let footnotes = has_footnotes.then(|| note("The footnotes were not read."));
        let notes = footnotes.into_iter().collect();
        Reading { text, encoding: "UTF-8", page_starts, notes, ..Reading::default() }
    }
}

/// Returns whether the text of an element is not in the document, or is there in another form, too.
fn is_skipped(name: &str) -> bool {
    matches!(name, "del" | "moveFrom" | "Fallback" | "instrText" | "delText")
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.attributes().flatten().find(|it| it.key.local_name().as_ref() == name)?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(Cow::into_owned)
}

fn resolved(reference: &BytesRef<'_>) -> String {
    if let Ok(Some(letter)) = reference.resolve_char_ref() {
        return letter.to_string();
    }
    let name = reference.xml10_content();
    quick_xml::escape::resolve_predefined_entity(&name).unwrap_or("\u{fffd}").to_owned()
}

/// What the properties of the file say.
#[derive(Default)]
struct Properties {
    metadata: Metadata,
    notes: Vec<Note>,
}

fn properties(xml: &str) -> Result<Properties, quick_xml::Error> {
    let mut reader = Reader::from_str(xml);
    let mut properties = Properties::default();
    let mut words = String::new();
    loop {
        match reader.read_event()? {
            Event::Start(_) => words.clear(),
            Event::Text(text) => words.push_str(&text.xml10_content()),
            Event::GeneralRef(reference) => words.push_str(&resolved(&reference)),
            Event::End(tag) => properties.say(tag.local_name().as_ref(), words.trim()),
            Event::Eof => return Ok(properties),
            _ => {}
        }
    }
}

impl Properties {
    fn say(&mut self, name: &str, words: &str) {
        if words.is_empty() {
            return;
        }
        match name {
            "title" => self.metadata.title = Some(words.to_owned()),
            "creator" => self.metadata.author = Some(words.to_owned()),
            "language" => self.metadata.language = language::tidy(words),
            // When a file was made is not when its document was published.
            "created" => {
                self.notes.push(note(&format!("The file says that it was made on {words}.")));
            }
            _ => {}
        }
    }
}

fn note(message: &str) -> Note {
    Note { span: None, message: message.to_owned() }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;
    use std::io::Write;
    use std::path::Path;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::BODY;
    use super::LARGEST;
    use super::PROPERTIES;
    use super::read;
    use crate::read::ReadError;
    use crate::read::Reading;

    fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in parts {
            writer.start_file(*name, SimpleFileOptions::default()).expect("begun");
            writer.write_all(text.as_bytes()).expect("written");
        }
        writer.finish().expect("finished").into_inner()
    }

    fn body(paragraphs: &str) -> String {
        format!(
            "<?xml version=\"1.0\"?><w:document xmlns:w=\"w\"><w:body>{paragraphs}</w:body></w:document>"
        )
    }

    fn reading(paragraphs: &str) -> Reading {
        read(Path::new("a.docx"), &archive(&[(BODY, &body(paragraphs))])).expect("a document")
    }

    #[test]
    fn paragraphs_are_read() {
        let paragraphs = "<w:p><w:pPr><w:tabs><w:tab w:val=\"left\"/></w:tabs></w:pPr><w:r><w:t xml:space=\"preserve\">She said: </w:t></w:r>\
            <w:r><w:t>“Yes &amp; no&#x2019;s”</w:t><w:br/><w:t>é</w:t><w:tab/><w:t>x</w:t></w:r></w:p><w:p/>\
            <w:tbl><w:tr><w:tc><w:p><w:r><w:t>cell</w:t></w:r></w:p></w:tc></w:tr></w:tbl>";
        assert_eq!(reading(paragraphs).text, "She said: “Yes & no’s”\né\tx\n\ncell");
    }

    #[test]
    fn deleted_words_and_second_forms_are_left_out() {
        let paragraphs = "<w:p><w:del><w:r><w:delText>old</w:delText></w:r></w:del><w:ins><w:r><w:t>new</w:t></w:r></w:ins>\
            <mc:Fallback><w:r><w:t>again</w:t></w:r></mc:Fallback><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>";
        assert_eq!(reading(paragraphs).text, "new");
    }

    #[test]
    fn pages_begin_with_their_first_words() {
        let broken = "<w:p><w:r><w:t>one</w:t></w:r></w:p><w:p><w:r><w:br w:type=\"page\"/></w:r></w:p><w:p><w:r><w:t>two</w:t></w:r></w:p>";
        assert_eq!(
            (reading(broken).text.as_str(), reading(broken).page_starts),
            ("one\n\ntwo", vec![5])
        );
        let laid_out = "<w:p><w:r><w:t>one </w:t><w:lastRenderedPageBreak/><w:t>goes on</w:t><w:footnoteReference/></w:r></w:p>";
        let reading = reading(laid_out);
        assert_eq!((reading.page_starts, reading.notes.len()), (vec![4], 1));
    }

    #[test]
    fn properties_are_metadata() {
        let core = "<cp:coreProperties><dc:title>A &amp; B</dc:title><dc:creator>Ada</dc:creator><dc:language>en-GB</dc:language>\
            <dcterms:created>2023-03-25T10:00:00Z</dcterms:created></cp:coreProperties>";
        let bytes =
            archive(&[(BODY, &body("<w:p><w:r><w:t>x</w:t></w:r></w:p>")), (PROPERTIES, core)]);
        let reading = read(Path::new("a.docx"), &bytes).expect("a document");
        assert_eq!(reading.metadata.title.as_deref(), Some("A & B"));
        assert_eq!(reading.metadata.author.as_deref(), Some("Ada"));
        assert_eq!(reading.metadata.language.as_deref(), Some("en-GB"));
        assert_eq!((reading.metadata.date, reading.notes.len()), (None, 1));
    }

    #[test]
    fn broken_files_are_errors() {
        let whole = archive(&[(BODY, &body("<w:p><w:r><w:t>some words</w:t></w:r></w:p>"))]);
        for length in 0..whole.len() {
            assert!(read(Path::new("a.docx"), &whole[..length]).is_err(), "{length} bytes");
        }
        let without = read(Path::new("a.docx"), &archive(&[("x", "")])).expect_err("no body");
        assert!(matches!(without, ReadError::Archive { .. }), "{without}");
        let crossed =
            read(Path::new("a.docx"), &archive(&[(BODY, "<a><b></a>")])).expect_err("bad XML");
        assert!(matches!(crossed, ReadError::Xml { .. }), "{crossed}");
    }

    #[test]
    fn deep_elements_are_no_danger() {
        let deep = "<w:p>".repeat(100_000) + "<w:r><w:t>x</w:t></w:r>" + &"</w:p>".repeat(100_000);
        assert_eq!(reading(&deep).text, "x");
    }

    #[test]
    fn a_bomb_does_not_go_off() {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        writer.start_file(BODY, SimpleFileOptions::default()).expect("begun");
        let spaces = vec![b' '; 1 << 20];
        for _ in 0..=(LARGEST >> 20) {
            writer.write_all(&spaces).expect("written");
        }
        let bytes = writer.finish().expect("finished").into_inner();
        let error = read(Path::new("a.docx"), &bytes).expect_err("too large");
        assert!(matches!(error, ReadError::TooLarge { .. }), "{error}");
    }
}
