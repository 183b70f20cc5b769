//! Lists the documents of a folder, or one file as a corpus of its own, without reading them.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;

use super::ReadError;
use super::corrections::CORRECTIONS;
use super::corrections::corrections;
use super::dna;
use super::folder;
use super::folder::Files;
use super::format;
use super::format::Format;
use super::json_lines;
use super::judgements::JUDGEMENTS;
use super::judgements::judgements;
use super::listing;
use super::listing::Entry;
use super::listing::Listing;
use crate::model::Correction;
use crate::model::DocumentKey;
use crate::model::Metadata;

/// The documents of a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Corpus {
    /// Its name: what its `corpus.toml` says, else what the folder's own name makes.
    pub name: String,
    /// The folder.
    pub root: PathBuf,
    /// Whether all of the folder was listed, so that what is not among the sources is gone; not so for a single file.
    pub is_whole: bool,
    /// Its documents, by id.
    pub sources: Vec<Source>,
    /// What people decided of who is who in it: the text of its `identity.toml`, if there is one.
    pub judgements: Option<String>,
    /// What people decided of what was found: the text of its `corrections.jsonl`, if there is one.
    pub corrections: Option<String>,
    /// What was left out, as sentences.
    pub notes: Vec<String>,
}

/// Where a document is to be read from, and what is known about it before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Names the document.
    pub key: DocumentKey,
    /// The path to open.
    pub path: PathBuf,
    /// The path from the corpus's folder, with slashes.
    pub file: String,
    /// What `corpus.toml` says.
    pub metadata: Metadata,
    /// Whether the document is said to have no date, whatever its file says.
    pub is_undated: bool,
    /// The line of a `.jsonl` file that the document stands on.
    pub record: Option<Record>,
    /// The bytes of a document of a database, which was read when the corpus was listed.
    pub row: Option<Arc<[u8]>>,
    /// What people decided of what was found in it, in the order of the file.
    pub corrections: Vec<Correction>,
}

/// A line of a `.jsonl` file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Record {
    /// Its number, counted from 1.
    pub line: usize,
    /// The byte that it begins at.
    pub start: u64,
    /// How many bytes it has, with the line end.
    pub length: u64,
}

impl Source {
    /// Returns the source of a document that comes without a file, such as standard input, by the name `-`.
    pub fn nameless() -> Self {
        let dash = || "-".to_owned();
        Self {
            key: DocumentKey { corpus: dash(), id: dash() },
            path: PathBuf::from("-"),
            file: dash(),
            metadata: Metadata::default(),
            is_undated: false,
            record: None,
            row: None,
            corrections: Vec::new(),
        }
    }
}

/// Lists the documents of a folder with or without a `corpus.toml`, or of a single file.
pub fn corpus(path: &Path) -> Result<Corpus, ReadError> {
    let is_whole = fs::metadata(path).map_err(|error| open_error(path, error))?.is_dir();
    let root = if is_whole { path.to_owned() } else { folder_of(path) };
    let inside = fs::canonicalize(&root).map_err(|error| open_error(&root, error))?;
    let listing = read_listing(&root, &inside)?;
    let name = listing.name.clone().unwrap_or_else(|| slug(&inside));
    let (candidates, mut notes) =
        if is_whole { of_folder(&root, listing)? } else { (of_file(path, listing), Vec::new()) };
    let mut sources = sources(&name, &root, with_records(candidates, &mut notes))?;
    let judgements = read_judgements(&root)?;
    let corrections = read_corrections(&root, &mut sources)?;
    Ok(Corpus { name, root, is_whole, sources, judgements, corrections, notes })
}

fn open_error(path: &Path, source: io::Error) -> ReadError {
    ReadError::Open { path: path.to_owned(), source }
}

fn folder_of(file: &Path) -> PathBuf {
    let parent = file.parent().filter(|parent| !parent.as_os_str().is_empty());
    parent.unwrap_or(Path::new(".")).to_owned()
}

fn read_listing(root: &Path, inside: &Path) -> Result<Listing, ReadError> {
    let path = root.join(listing::FILE);
    match fs::read_to_string(&path) {
        Ok(source) => listing::parse(&path, &source, inside),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Listing::default()),
        Err(error) => Err(open_error(&path, error)),
    }
}

/// Returns the text of a folder's `identity.toml`, if there is one and it can be understood.
fn read_judgements(root: &Path) -> Result<Option<String>, ReadError> {
    let path = root.join(JUDGEMENTS);
    match fs::read_to_string(&path) {
        Ok(source) => judgements(&path, JUDGEMENTS, &source).map(|_| Some(source)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(open_error(&path, error)),
    }
}

/// Returns the text of a folder's `corrections.jsonl`, if there is one, and gives each document its decisions.
fn read_corrections(root: &Path, sources: &mut [Source]) -> Result<Option<String>, ReadError> {
    let path = root.join(CORRECTIONS);
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(open_error(&path, error)),
    };
    let mut by_document: BTreeMap<String, Vec<Correction>> = BTreeMap::new();
    for correction in corrections(&path, &text)? {
        by_document.entry(correction.document.clone()).or_default().push(correction);
    }
    for source in sources {
        source.corrections = by_document.remove(&source.key.id).unwrap_or_default();
    }
    Ok(Some(text))
}

/// A document whose id is not settled yet.
struct Candidate {
    path: PathBuf,
    file: String,
    /// The id that it has if no other wants it.
    id: String,
    /// The id that it has otherwise.
    long_id: String,
    /// Whether the id is from `corpus.toml` and so is not given up.
    is_listed: bool,
    metadata: Metadata,
    is_undated: bool,
    record: Option<Record>,
    row: Option<Arc<[u8]>>,
}

impl Candidate {
    fn listed(path: PathBuf, entry: Entry) -> Self {
        Self {
            path,
            file: entry.file,
            long_id: entry.id.clone(),
            id: entry.id,
            is_listed: true,
            metadata: entry.metadata,
            is_undated: entry.is_undated,
            record: None,
            row: None,
        }
    }

    fn found(path: PathBuf, file: String) -> Self {
        Self {
            path,
            id: format::stem(&file).trim().to_owned(),
            long_id: file.clone(),
            file,
            is_listed: false,
            metadata: Metadata::default(),
            is_undated: false,
            record: None,
            row: None,
        }
    }

    /// Returns the document of one row of this database.
    fn of_row(&self, number: i64, row: Vec<u8>) -> Self {
        let prefix = if self.is_listed { &self.id } else { format::stem(&self.file) };
        Self {
            path: self.path.clone(),
            file: self.file.clone(),
            id: format!("{prefix}/{number}"),
            long_id: format!("{}/{number}", self.file),
            is_listed: false,
            metadata: self.metadata.clone(),
            is_undated: self.is_undated,
            record: None,
            row: Some(row.into()),
        }
    }

    /// Returns the document of one line of this file.
    fn of_record(&self, record: Record, id: Option<String>) -> Self {
        let prefix = if self.is_listed { &self.id } else { &self.file };
        let long_id = format!("{prefix}/{}", record.line);
        let short = if self.is_listed { prefix.as_str() } else { format::stem(&self.file) };
        let id = match id {
            Some(id) if self.is_listed => format!("{short}/{id}"),
            Some(id) => id,
            None => format!("{short}/{}", record.line),
        };
        Self {
            path: self.path.clone(),
            file: self.file.clone(),
            id,
            long_id,
            is_listed: false,
            metadata: self.metadata.clone(),
            is_undated: self.is_undated,
            record: Some(record),
            row: None,
        }
    }
}

fn of_folder(root: &Path, listing: Listing) -> Result<(Vec<Candidate>, Vec<String>), ReadError> {
    let Files { documents, notes } = folder::list(root)?;
    let mut candidates: Vec<Candidate> = listing
        .entries
        .into_iter()
        .map(|entry| Candidate::listed(root.join(&entry.file), entry))
        .collect();
    let listed: BTreeSet<String> =
        candidates.iter().map(|candidate| candidate.file.clone()).collect();
    let others = documents.into_iter().filter(|(file, _)| !listed.contains(file));
    candidates.extend(others.map(|(file, path)| Candidate::found(path, file)));
    Ok((candidates, notes))
}

/// Returns a single file as what the list in its folder says of it, if it says something.
fn of_file(path: &Path, listing: Listing) -> Vec<Candidate> {
    let file = folder::name_of(path.file_name().unwrap_or(path.as_os_str()));
    let listed: Vec<Candidate> = listing
        .entries
        .into_iter()
        .filter(|entry| entry.file == file)
        .map(|entry| Candidate::listed(path.to_owned(), entry))
        .collect();
    if listed.is_empty() { vec![Candidate::found(path.to_owned(), file)] } else { listed }
}

/// Puts the lines of each `.jsonl` file and the documents of each database in its place; what of a database does not fit is noted.
fn with_records(candidates: Vec<Candidate>, notes: &mut Vec<String>) -> Vec<Candidate> {
    let mut all = Vec::with_capacity(candidates.len());
    for candidate in candidates {
        let parts = match Format::of_name(&candidate.file) {
            Some(Format::JsonLines) => lines(&candidate),
            Some(Format::Dna) => rows(&candidate, notes),
            _ => None,
        };
        match parts {
            Some(parts) => all.extend(parts),
            // A file that cannot be read is an error of its own, told when the document is read.
            None => all.push(candidate),
        }
    }
    all
}

fn lines(file: &Candidate) -> Option<Vec<Candidate>> {
    let records = json_lines::list(&file.path).ok()?;
    Some(records.into_iter().map(|(record, id)| file.of_record(record, id)).collect())
}

fn rows(file: &Candidate, notes: &mut Vec<String>) -> Option<Vec<Candidate>> {
    let database = dna::dna(&file.path).ok()?;
    notes.extend(database.notes.iter().map(|note| format!("{}: {note}.", file.file)));
    let rows = dna::list(&database).into_iter();
    Some(rows.map(|(number, row)| file.of_row(number, row)).collect())
}

/// Gives each document its id: the short one where no other wants it.
fn sources(
    corpus: &str,
    root: &Path,
    candidates: Vec<Candidate>,
) -> Result<Vec<Source>, ReadError> {
    let mut wanted: BTreeMap<String, usize> = BTreeMap::new();
    for candidate in &candidates {
        *wanted.entry(candidate.id.clone()).or_default() += 1;
    }
    let mut sources = BTreeMap::new();
    for candidate in candidates {
        let is_free = wanted[&candidate.id] == 1 && listing::is_id(&candidate.id);
        let id = if candidate.is_listed || is_free { candidate.id } else { candidate.long_id };
        let source = Source {
            key: DocumentKey { corpus: corpus.to_owned(), id: id.clone() },
            path: candidate.path,
            file: candidate.file,
            metadata: candidate.metadata,
            is_undated: candidate.is_undated,
            record: candidate.record,
            row: candidate.row,
            corrections: Vec::new(),
        };
        if sources.insert(id.clone(), source).is_some() {
            return Err(ReadError::SameId { path: root.to_owned(), id });
        }
    }
    Ok(sources.into_values().collect())
}

/// Returns the name of a folder in lower case, with hyphens for all that is neither letter nor digit.
fn slug(folder: &Path) -> String {
    let name = folder.file_name().map(|name| name.to_string_lossy().to_lowercase());
    let name = name.unwrap_or_default();
    let words: Vec<&str> = name
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    if words.is_empty() { "corpus".to_owned() } else { words.join("-") }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::Corpus;
    use super::corpus;
    use super::slug;
    use crate::read::ReadError;
    use crate::read::document;

    fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        for (file, text) in files {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().expect("a parent")).expect("made");
            fs::write(path, text).expect("written");
        }
        folder
    }

    fn listed(corpus: &Corpus) -> Vec<(&str, &str)> {
        corpus.sources.iter().map(|source| (source.key.id.as_str(), source.file.as_str())).collect()
    }

    #[test]
    fn a_folder_is_a_corpus() {
        let folder = folder(&[("b.txt", ""), ("sub/b.txt", ""), ("a.md", ""), ("x.csv", "")]);
        let corpus = corpus(folder.path()).expect("a corpus");
        let expected = [("a", "a.md"), ("b.txt", "b.txt"), ("sub/b.txt", "sub/b.txt")];
        assert_eq!(listed(&corpus), expected);
        assert_eq!(corpus.notes.len(), 1);
        assert!(corpus.is_whole);
    }

    #[test]
    fn a_list_names_its_documents_and_the_rest_join_them() {
        let list = "name = \"kz\"\n[[document]]\nid = \"b\"\nfile = \"one.txt\"\ndate = \"2023\"\n\
            [[document]]\nid = \"gone\"\nfile = \"gone.txt\"\n";
        let files = [("corpus.toml", list), ("one.txt", "yes"), ("b.txt", ""), ("c.txt", "")];
        let folder = folder(&files);
        let corpus = corpus(folder.path()).expect("a corpus");
        let expected = [("b", "one.txt"), ("b.txt", "b.txt"), ("c", "c.txt"), ("gone", "gone.txt")];
        assert_eq!((corpus.name.as_str(), listed(&corpus)), ("kz", expected.to_vec()));
        let read: Vec<bool> = corpus.sources.iter().map(|it| document(it).is_ok()).collect();
        assert_eq!(read, [true, true, true, false]);
        let first = document(&corpus.sources[0]).expect("read");
        assert_eq!((first.text.as_str(), first.key.to_string().as_str()), ("yes", "kz/b"));
        assert_eq!(first.metadata.date, "2023".parse().ok());
    }

    #[test]
    fn a_file_is_a_corpus_that_its_list_describes() {
        let list =
            "name = \"kz\"\n[[document]]\nid = \"first\"\nfile = \"one.txt\"\ngenre = \"news\"\n";
        let folder = folder(&[("corpus.toml", list), ("one.txt", "yes"), ("two.txt", "no")]);
        let one = corpus(&folder.path().join("one.txt")).expect("a corpus");
        assert_eq!((one.name.as_str(), listed(&one)), ("kz", vec![("first", "one.txt")]));
        assert!(one.sources[0].metadata.genre.is_some());
        assert!(!one.is_whole);
        let two = corpus(&folder.path().join("two.txt")).expect("a corpus");
        assert_eq!(listed(&two), [("two", "two.txt")]);
    }

    #[test]
    fn each_line_of_a_jsonl_file_is_a_document() {
        let lines = "{\"id\":\"x\",\"text\":\"one\"}\n{\"text\":\"two\"}\n{bad\n{\"id\":\"y\",\"text\":\"é\"}\n{\"id\":\"y\",\"text\":\"f\"}";
        let folder = folder(&[("news.jsonl", lines), ("x.txt", "")]);
        let corpus = corpus(folder.path()).expect("a corpus");
        let ids: Vec<&str> = corpus.sources.iter().map(|it| it.key.id.as_str()).collect();
        let expected =
            ["news.jsonl/1", "news.jsonl/4", "news.jsonl/5", "news/2", "news/3", "x.txt"];
        assert_eq!(ids, expected);
        let texts: Vec<Option<String>> =
            corpus.sources.iter().map(|it| document(it).ok().map(|it| it.text)).collect();
        let expected = [Some("one"), Some("é"), Some("f"), Some("two"), None, Some("")]
            .map(|text| text.map(str::to_owned));
        assert_eq!(texts, expected);
        let fault = document(&corpus.sources[4]).expect_err("line 3 is bad");
        assert!(matches!(fault, ReadError::Record { line: 3, .. }), "{fault}");
    }

    #[test]
    fn what_is_not_there_is_an_error() {
        let error = corpus(Path::new("no/such/folder")).expect_err("no folder");
        assert_eq!(error.to_string(), "cannot open no/such/folder");
        assert!(std::error::Error::source(&error).is_some());
    }

    #[test]
    fn names_are_made_of_folders() {
        assert_eq!(slug(Path::new("/data/My Corpus (2023)")), "my-corpus-2023");
        assert_eq!(slug(Path::new("/data/Тексты")), "тексты");
        assert_eq!(slug(Path::new("/")), "corpus");
    }
}
