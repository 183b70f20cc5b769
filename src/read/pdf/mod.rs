//! `.pdf`: the text of the pages in the order in which the file draws it, as paragraphs.
//!
//! A page says where each glyph stands, not what is a word, a line or a paragraph; `glyphs` makes lines of
//! glyphs, `paragraphs` makes a text of lines. What is doubtful in that is told in notes.

mod glyphs;
mod paragraphs;

use std::path::Path;

use encoding_rs::WINDOWS_1252;
use hayro_interpret::Context;
use hayro_interpret::InterpreterCache;
use hayro_interpret::InterpreterSettings;
use hayro_interpret::interpret_page;
use hayro_interpret::kurbo::Affine;
use hayro_interpret::kurbo::Rect;
use hayro_syntax::DecryptionError;
use hayro_syntax::LoadPdfError;
use hayro_syntax::Pdf;

use glyphs::Page;

use super::PdfFault;
use super::ReadError;
use super::Reading;
use super::encoding;
use crate::model::Metadata;
use crate::model::Note;

/// The most bytes that the drawing of a page may unpack to; a page of print has some hundred thousand.
const LARGEST: usize = 32 << 20;
/// How many pages a note names.
const NAMED: usize = 10;

/// Reads the text of all pages.
pub(super) fn read(path: &Path, bytes: &[u8]) -> Result<Reading, ReadError> {
    let pdf = Pdf::new(bytes.to_vec()).map_err(|fault| fault_of(path, fault))?;
    let pages = pages(&pdf);
    let assembled = paragraphs::assemble(&pages);
    let mut notes = doubts(&pages);
    notes.extend(assembled.notes);
    let (metadata, created) = properties(&pdf);
    notes.extend(created);
    Ok(Reading {
        text: assembled.text,
        encoding: "binary",
        metadata,
        page_starts: assembled.page_starts,
        notes,
        ..Reading::default()
    })
}

fn fault_of(path: &Path, fault: LoadPdfError) -> ReadError {
    let path = path.to_owned();
    match fault {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => ReadError::Locked { path },
        LoadPdfError::Decryption(_) => ReadError::Pdf { path, source: PdfFault::Encryption },
        LoadPdfError::Invalid => ReadError::Pdf { path, source: PdfFault::Invalid },
    }
}

fn pages(pdf: &Pdf) -> Vec<Page> {
    let cache = InterpreterCache::new();
    let mut pages = Vec::new();
    for page in pdf.pages().iter() {
        let (width, height) = page.render_dimensions();
        let bounds = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
        let settings = InterpreterSettings::default();
        let mut context = Context::new(Affine::IDENTITY, bounds, &cache, pdf.xref(), settings);
        let mut lines = Page::default();
        lines.is_too_large = page.page_stream().is_some_and(|content| content.len() > LARGEST);
        if !lines.is_too_large {
            interpret_page(page, &mut context, &mut lines);
        }
        pages.push(lines.finish());
    }
    pages
}

/// Tells what may be missing on the pages or out of order.
fn doubts(pages: &[Page]) -> Vec<Note> {
    let unread: usize = pages.iter().map(|page| page.unread).sum();
    let unread = (unread > 0).then(|| {
        note(format!("{unread} glyphs have no letter in the file and were read as the replacement character U+FFFD."))
    });
    let marks: usize = pages.iter().map(|page| page.marks).sum();
    let marks = (marks > 0)
        .then(|| note(format!("{marks} raised digits, as of footnotes, were left out.")));
    let large = on_pages(pages, |page| page.is_too_large)
        .map(|on| note(format!("The drawing {on} is too large, and was not read.")));
    let empty = on_pages(pages, |page| page.lines.is_empty() && !page.is_too_large)
        .map(|on| note(format!("No text was found {on}; it may be a picture.")));
    let jumps = on_pages(pages, |page| paragraphs::jumps(&page.lines) > 3).map(|on| {
        note(format!("The order of lines is doubtful {on}: the file draws them in another one."))
    });
    let gaps =
        on_pages(pages, |page| page.gaps > 5 && 4 * page.gaps > page.lines.len()).map(|on| {
            note(format!("Lines have wide gaps {on}; columns or tables may be read across."))
        });
    [unread, marks, large, empty, jumps, gaps].into_iter().flatten().collect()
}

/// Names the pages that something is true of.
fn on_pages(pages: &[Page], is_true: impl Fn(&Page) -> bool) -> Option<String> {
    let numbers: Vec<String> = (1..)
        .zip(pages)
        .filter(|(_, page)| is_true(page))
        .map(|(number, _): (usize, _)| number.to_string())
        .collect();
    let more = numbers.len().saturating_sub(NAMED);
    let rest = if more > 0 { format!(" and {more} more") } else { String::new() };
    let pages = if numbers.len() == 1 { "page" } else { "pages" };
    let named = &numbers[..numbers.len().min(NAMED)];
    (!numbers.is_empty()).then(|| format!("on {pages} {}{rest}", named.join(", ")))
}

/// Returns title and author as the file names them, and when it says that it was made.
fn properties(pdf: &Pdf) -> (Metadata, Option<Note>) {
    let said = pdf.metadata();
    let words = |bytes: &Option<Box<[u8]>>| {
        let words = encoding::decode(bytes.as_deref()?, Some(WINDOWS_1252))?.text;
        Some(words.trim().to_owned()).filter(|words| !words.is_empty())
    };
    let metadata = Metadata {
        title: words(&said.title).filter(|title| !is_file_name(title)),
        author: words(&said.author),
        ..Metadata::default()
    };
    // When a file was made is not when its document was published.
    let created = said.creation_date.as_ref().map(|date| {
        note(format!(
            "The file says that it was made on {:04}-{:02}-{:02}.",
            date.year, date.month, date.day
        ))
    });
    (metadata, created)
}

/// Returns whether a title is only the name of the file that the document was made from.
fn is_file_name(title: &str) -> bool {
    let has_extension = title.rsplit_once('.').is_some_and(|(_, extension)| {
        (2..=5).contains(&extension.len())
            && extension.bytes().all(|byte| byte.is_ascii_lowercase())
    });
    has_extension
        || title.starts_with("Microsoft Word - ")
        || title.eq_ignore_ascii_case("untitled")
}

fn note(message: String) -> Note {
    Note { span: None, message }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;
    use std::path::Path;

    use super::is_file_name;
    use super::read;
    use crate::read::PdfFault;
    use crate::read::ReadError;
    use crate::read::Reading;

    /// Makes a PDF of pages with the given contents and a standard font, which the file does not hold.
    fn pdf(pages: &[&str]) -> Vec<u8> {
        let kids: Vec<String> = (0..pages.len()).map(|at| format!("{} 0 R", 4 + 2 * at)).collect();
        let mut objects = vec![
            "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
            format!("<< /Type /Pages /Kids [{}] /Count {} >>", kids.join(" "), pages.len()),
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
                .to_owned(),
        ];
        for (at, content) in pages.iter().enumerate() {
            objects.push(format!(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources << /Font << /F 3 0 R >> >> /Contents {} 0 R >>",
                5 + 2 * at
            ));
            objects.push(format!("<< /Length {} >> stream\n{content}\nendstream", content.len()));
        }
        let info = objects.len() + 1;
        objects.push(
            "<< /Title (The Report) /Author (Ada) /CreationDate (D:20230325100000Z) >>".to_owned(),
        );
        with_table(&objects, info)
    }

    fn with_table(objects: &[String], info: usize) -> Vec<u8> {
        let mut file = "%PDF-1.7\n".to_owned();
        let mut table = "0000000000 65535 f \n".to_owned();
        for (number, object) in (1..).zip(objects) {
            writeln!(table, "{:010} 00000 n ", file.len()).expect("written");
            writeln!(file, "{number} 0 obj\n{object}\nendobj").expect("written");
        }
        let (size, start) = (objects.len() + 1, file.len());
        let trailer = format!("trailer << /Size {size} /Root 1 0 R /Info {info} 0 R >>");
        let end = format!("startxref\n{start}\n%%EOF");
        [file, format!("xref\n0 {size}\n{table}"), trailer, end].concat().into_bytes()
    }

    fn reading(pages: &[&str]) -> Reading {
        read(Path::new("a.pdf"), &pdf(pages)).expect("a document")
    }

    const FIRST: &str = "BT /F 12 Tf 50 700 Td (The observers said that) Tj 0 -14 Td [(the e) 20 (lection) -300 (was) -280 (calm.)] TJ ET";
    const SECOND: &str = "BT /F 12 Tf 50 700 Td (It \\223ended\\224 well.) Tj ET";

    #[test]
    fn pages_are_read_and_their_starts_kept() {
        let reading = reading(&[FIRST, SECOND]);
        assert_eq!(
            reading.text,
            "The observers said that the election was calm.\n\nIt “ended” well."
        );
        let starts: Vec<&str> = reading.page_starts.iter().map(|&at| &reading.text[at..]).collect();
        assert_eq!(starts, ["It “ended” well."]);
    }

    #[test]
    fn the_file_says_title_and_author_but_no_date_of_publication() {
        let reading = reading(&[FIRST]);
        assert_eq!(reading.metadata.title.as_deref(), Some("The Report"));
        assert_eq!(reading.metadata.author.as_deref(), Some("Ada"));
        assert_eq!(reading.metadata.date, None);
        assert_eq!(reading.notes[0].message, "The file says that it was made on 2023-03-25.");
    }

    #[test]
    fn what_is_drawn_twice_is_read_once() {
        let bold = "BT /F 12 Tf 50 700 Td (Bold) Tj 1 0 0 1 50.3 700 Tm (Bold) Tj ET";
        let outlined = "BT 2 Tr /F 12 Tf 50 700 Td (Bold) Tj ET";
        let invisible = "BT 3 Tr /F 12 Tf 50 700 Td (Scanned) Tj ET";
        assert_eq!(reading(&[bold]).text, "Bold");
        assert_eq!(reading(&[outlined]).text, "Bold");
        assert_eq!(reading(&[invisible]).text, "Scanned");
    }

    #[test]
    fn marks_of_footnotes_are_left_out() {
        let marked = "BT /F 12 Tf 50 700 Td (It was calm.) Tj /F 7 Tf 4 Ts (12) Tj /F 12 Tf 0 Ts ( It ended on the 3) Tj /F 7 Tf 4 Ts (rd) Tj ET";
        let reading = reading(&[marked]);
        assert_eq!(reading.text, "It was calm. It ended on the 3rd");
        assert_eq!(reading.notes[0].message, "2 raised digits, as of footnotes, were left out.");
    }

    #[test]
    fn doubts_are_told() {
        let jumping = "BT /F 12 Tf 1 0 0 1 50 100 Tm (a) Tj 1 0 0 1 50 200 Tm (b) Tj 1 0 0 1 50 300 Tm (c) Tj 1 0 0 1 50 400 Tm (d) Tj 1 0 0 1 50 500 Tm (e) Tj ET";
        let notes: Vec<String> =
            reading(&["", jumping]).notes.into_iter().map(|it| it.message).collect();
        assert_eq!(notes[0], "No text was found on page 1; it may be a picture.");
        assert_eq!(
            notes[1],
            "The order of lines is doubtful on page 2: the file draws them in another one."
        );
    }

    #[test]
    fn a_page_that_unpacks_to_too_much_is_told() {
        let large = format!("BT /F 12 Tf (x) Tj {}ET", " ".repeat(super::LARGEST));
        let reading = reading(&[FIRST, &large]);
        assert_eq!(reading.text, "The observers said that the election was calm.");
        assert_eq!(
            reading.notes[0].message,
            "The drawing on page 2 is too large, and was not read."
        );
    }

    #[test]
    fn titles_that_are_file_names_are_none() {
        assert!(is_file_name("report_final.docx") && is_file_name("Microsoft Word - x"));
        assert!(!is_file_name("The U.S. Report") && !is_file_name("The end."));
    }

    #[test]
    fn broken_files_are_errors_or_read_as_far_as_they_go() {
        let whole = pdf(&[FIRST, SECOND]);
        for length in (0..whole.len()).step_by(7) {
            let _ = read(Path::new("a.pdf"), &whole[..length]);
        }
        let error = read(Path::new("a.pdf"), b"%PDF-1.7 and no more").expect_err("no pages");
        assert!(matches!(error, ReadError::Pdf { source: PdfFault::Invalid, .. }), "{error}");
        let deep = format!("{} (x) Tj {}", "q ".repeat(200_000), "[".repeat(200_000));
        assert_eq!(reading(&[&deep]).text, "x");
        let cycle = "BT /F 12 Tf (x) Tj ET /X Do";
        assert_eq!(reading(&[cycle]).text, "x");
    }
}
