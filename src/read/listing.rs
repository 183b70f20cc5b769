//! `corpus.toml`: what is known about the documents of a folder.
//!
//! ```toml
//! name = "kazakhstan-elections"
//!
//! [[document]]
//! id = "op-ed"
//! file = "op-ed.txt"
//! genre = "op-ed"
//! undated = true
//! ```

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::Component;
use std::path::Path;
use std::path::PathBuf;

use serde::Deserialize;
use toml::Spanned;

use super::ListingFault;
use super::ReadError;
use super::folder;
use super::format;
use super::language;
use crate::model::Date;
use crate::model::Genre;
use crate::model::Metadata;

/// The name of the file that lists a folder's documents.
pub(super) const FILE: &str = "corpus.toml";

/// What a list of documents says.
#[derive(Debug, Default)]
pub(super) struct Listing {
    pub(super) name: Option<String>,
    pub(super) entries: Vec<Entry>,
}

/// What a list says about one document.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) id: String,
    /// The path from the folder, with slashes.
    pub(super) file: String,
    pub(super) metadata: Metadata,
    pub(super) is_undated: bool,
}

/// Reads what the list at `path` says of the documents in its folder, whose canonical path is `inside`.
pub(super) fn parse(path: &Path, source: &str, inside: &Path) -> Result<Listing, ReadError> {
    let source = source.strip_prefix('\u{feff}').unwrap_or(source);
    let written: Written = toml::from_str(source).map_err(|error| {
        let line = error.span().map_or(1, |span| line_of(source, &span));
        ReadError::Listing { path: path.to_owned(), line, source: Box::new(error) }
    })?;
    let mut taken = BTreeSet::new();
    let name = written.name.map(checked_name).transpose();
    let entries = written.document.into_iter().map(|entry| checked(entry, inside, &mut taken));
    name.and_then(|name| Ok(Listing { name, entries: entries.collect::<Result<_, _>>()? })).map_err(
        |(span, fault)| ReadError::Listed {
            path: path.to_owned(),
            line: line_of(source, &span),
            fault,
        },
    )
}

/// A fault and where it stands.
type Fault = (Range<usize>, ListingFault);

fn checked_name(name: Spanned<String>) -> Result<String, Fault> {
    if is_id(name.get_ref()) && !name.get_ref().contains('/') {
        return Ok(name.into_inner());
    }
    Err((name.span(), ListingFault::Name(name.into_inner())))
}

fn checked(
    entry: WrittenEntry,
    inside: &Path,
    taken: &mut BTreeSet<String>,
) -> Result<Entry, Fault> {
    let file = checked_file(&entry.file, inside)?;
    let id_span = entry.id.as_ref().unwrap_or(&entry.file).span();
    let id = entry.id.map_or_else(|| format::stem(&file).to_owned(), Spanned::into_inner);
    if !is_id(&id) {
        return Err((id_span, ListingFault::Id(id)));
    }
    if !taken.insert(id.clone()) {
        return Err((id_span, ListingFault::SameId(id)));
    }
    let undated = entry.undated.filter(|undated| *undated.get_ref());
    if let (Some(undated), Some(_)) = (&undated, entry.date) {
        return Err((undated.span(), ListingFault::Dated));
    }
    let metadata = Metadata {
        title: entry.title.filter(|words| is_said(words)),
        publisher: entry.publisher.filter(|words| is_said(words)),
        author: entry.author.filter(|words| is_said(words)),
        date: entry.date,
        place: entry.place.filter(|words| is_said(words)),
        genre: entry.genre,
        language: entry.language.map(checked_language).transpose()?,
        address: entry.address.filter(|words| is_said(words)),
    };
    Ok(Entry { id, file, metadata, is_undated: undated.is_some() })
}

/// Returns the path with slashes and without `.`, if it stays in the folder.
fn checked_file(file: &Spanned<String>, inside: &Path) -> Result<String, Fault> {
    let outside = || (file.span(), ListingFault::Outside(file.get_ref().clone()));
    let mut names = Vec::new();
    for component in PathBuf::from(file.get_ref()).components() {
        match component {
            Component::Normal(name) => names.push(name.to_string_lossy().into_owned()),
            Component::CurDir => {}
            _ => return Err(outside()),
        }
    }
    let stays = folder::stays_inside(inside, &inside.join(file.get_ref()));
    if names.is_empty() || !stays { Err(outside()) } else { Ok(names.join("/")) }
}

fn checked_language(tag: Spanned<String>) -> Result<String, Fault> {
    language::tidy(tag.get_ref())
        .ok_or_else(|| (tag.span(), ListingFault::Language(tag.into_inner())))
}

fn is_said(words: &str) -> bool {
    !words.trim().is_empty()
}

/// Returns whether a text can name a document inside an address.
pub(super) fn is_id(id: &str) -> bool {
    let is_step = |part: &str| !matches!(part, "" | "." | "..");
    id.split('/').all(is_step) && id.trim() == id && !id.contains(char::is_control)
}

fn line_of(source: &str, span: &Range<usize>) -> usize {
    source.get(..span.start).map_or(1, |before| before.matches('\n').count() + 1)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    name: Option<Spanned<String>>,
    #[serde(default)]
    document: Vec<WrittenEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenEntry {
    id: Option<Spanned<String>>,
    file: Spanned<String>,
    title: Option<String>,
    publisher: Option<String>,
    author: Option<String>,
    date: Option<Date>,
    undated: Option<Spanned<bool>>,
    place: Option<String>,
    genre: Option<Genre>,
    language: Option<Spanned<String>>,
    address: Option<String>,
}

#[cfg(test)]
mod tests {
    use std::error::Error;
    use std::path::Path;

    use super::Listing;
    use super::parse;
    use crate::model::Genre;
    use crate::read::ReadError;

    fn listing(source: &str) -> Result<Listing, ReadError> {
        parse(Path::new("c/corpus.toml"), source, Path::new("/nowhere"))
    }

    fn check_fault(source: &str, expected: &str) {
        let error = listing(source).expect_err(source);
        let cause = error.source().map(ToString::to_string).unwrap_or_default();
        let message = format!("{error} / {cause}");
        assert!(message.contains(expected), "{source}: {message}");
    }

    #[test]
    fn what_is_said_is_kept() {
        let source = "name = \"kz\"\n[[document]]\nfile = \"./a/b.txt\"\ngenre = \"op-ed\"\ndate = \"2023-03\"\ntitle = \"\"\nlanguage = \"EN\"\n\
            [[document]]\nid = \"x/y\"\nfile = \"c.txt\"\nundated = true\n";
        let listing = listing(source).expect("a listing");
        assert_eq!(listing.name.as_deref(), Some("kz"));
        let [first, second] = listing.entries.as_slice() else { panic!("two entries") };
        assert_eq!((first.id.as_str(), first.file.as_str()), ("b", "a/b.txt"));
        assert_eq!(first.metadata.genre, Some(Genre::OpEd));
        assert_eq!(first.metadata.date, "2023-03".parse().ok());
        assert_eq!(
            (first.metadata.title.as_deref(), first.metadata.language.as_deref()),
            (None, Some("en"))
        );
        assert_eq!((second.id.as_str(), second.is_undated), ("x/y", true));
    }

    #[test]
    fn faults_name_file_and_line() {
        let entry = "\n[[document]]\nfile = \"a.txt\"\n";
        check_fault(&format!("{entry}autor = \"x\""), "line 4 of c/corpus.toml");
        check_fault(&format!("{entry}autor = \"x\""), "unknown field `autor`");
        check_fault(&format!("{entry}genre = \"poem\""), "line 4");
        check_fault(&format!("{entry}date = \"2023-02-30\""), "line 4");
        check_fault(&format!("{entry}date = \"2023-02-30\""), "is no date");
        check_fault("[[document]]\nid = \"a\"", "missing field `file`");
        check_fault("name = ", "line 1");
        check_fault("name = \"a/b\"", "line 1 of c/corpus.toml: \"a/b\" is no name");
        check_fault(
            &format!("{entry}language = \"Kazakh tongue\""),
            "line 4 of c/corpus.toml: \"Kazakh tongue\"",
        );
        check_fault(&format!("{entry}undated = true\ndate = \"2023\""), "line 4");
        check_fault(&format!("{entry}id = \"/a\""), "line 4");
        check_fault(&format!("{entry}{entry}"), "line 6 of c/corpus.toml: the id \"a\" is taken");
    }

    #[test]
    fn files_stay_in_the_folder() {
        for file in ["../a.txt", "/etc/passwd", "a/../../b.txt", "", "."] {
            check_fault(
                &format!("[[document]]\nid = \"a\"\nfile = \"{file}\""),
                "leaves the folder",
            );
        }
    }
}
