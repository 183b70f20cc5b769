//! What can go wrong between a path and a document.

use std::io;
use std::path::Path;
use std::path::PathBuf;

/// A file or folder that could not be read as documents.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The file cannot be opened or read.
    #[error("cannot open {path}", path = path.display())]
    Open {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// The folder cannot be listed.
    #[error("cannot list the folder {path}", path = path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// The list of documents is no TOML, or has an unknown key or a bad value.
    #[error("line {line} of {path} is no part of a list of documents", path = path.display())]
    Listing {
        /// The `corpus.toml`.
        path: PathBuf,
        /// The line, counted from 1.
        line: usize,
        /// What is wrong there.
        source: Box<toml::de::Error>,
    },
    /// The list of documents says something that cannot be.
    #[error("line {line} of {path}: {fault}", path = path.display())]
    Listed {
        /// The `corpus.toml`.
        path: PathBuf,
        /// The line, counted from 1.
        line: usize,
        /// What cannot be.
        fault: ListingFault,
    },
    /// A decision on who is who is no TOML, or lacks its author, date or reason.
    #[error("line {line} of {path} is no decision on who is who", path = path.display())]
    Judgement {
        /// The `identity.toml`.
        path: PathBuf,
        /// The line, counted from 1.
        line: usize,
        /// What is wrong there.
        source: Box<toml::de::Error>,
    },
    /// A decision on who is who decides nothing, or nobody decided it, or for no reason.
    #[error("line {line} of {path} decides nothing, or does not say who decided it and why", path = path.display())]
    Undecided {
        /// The `identity.toml`.
        path: PathBuf,
        /// The line, counted from 1.
        line: usize,
    },
    /// A decision on a finding is no JSON of one.
    #[error("line {line} of {path} is no decision on a finding", path = path.display())]
    Correction {
        /// The `corrections.jsonl`.
        path: PathBuf,
        /// The line, counted from 1.
        line: usize,
        /// What is wrong there.
        source: serde_json::Error,
    },
    /// A decision on a finding says what cannot be.
    #[error("line {line} of {path}: {fault}", path = path.display())]
    Decided {
        /// The `corrections.jsonl`.
        path: PathBuf,
        /// The line, counted from 1.
        line: usize,
        /// What cannot be.
        fault: &'static str,
    },
    /// A registry is no table of entries.
    #[error("{path} is no registry", path = path.display())]
    Registry {
        /// The table.
        path: PathBuf,
        /// What is wrong in it, and where.
        source: csv::Error,
    },
    /// A codebook is no table of topics and concepts.
    #[error("{path} is no table of topics and concepts", path = path.display())]
    CodebookTable {
        /// The table.
        path: PathBuf,
        /// What is wrong in it, and where.
        source: csv::Error,
    },
    /// A row of a codebook says something that cannot be.
    #[error("line {line} of {path}: {fault}", path = path.display())]
    CodebookRow {
        /// The table.
        path: PathBuf,
        /// The line, counted from 1.
        line: u64,
        /// What cannot be.
        fault: CodebookFault,
    },
    /// A table of coded statements is no table.
    #[error("{path} is no table of coded statements", path = path.display())]
    Coded {
        /// The table.
        path: PathBuf,
        /// What is wrong in it, and where.
        source: csv::Error,
    },
    /// A database is damaged, or no database at all.
    #[error("{path} is no database that can be read: {fault}", path = path.display())]
    Database {
        /// The database.
        path: PathBuf,
        /// What is wrong with it, in the words of `SQLite`.
        fault: String,
    },
    /// A database is of another program, or of an old version.
    #[error("{path} is no database of the Discourse Network Analyzer 3: it has no table {missing}", path = path.display())]
    ForeignDatabase {
        /// The database.
        path: PathBuf,
        /// The first table that it lacks.
        missing: &'static str,
    },
    /// Two documents would have one id, whatever they are named by.
    #[error("two documents of {path} have the id {id:?}", path = path.display())]
    SameId {
        /// The folder.
        path: PathBuf,
        /// The id.
        id: String,
    },
    /// The file is of a kind that is not read.
    #[error("{path} is of a kind that is not read", path = path.display())]
    UnknownFormat {
        /// The file.
        path: PathBuf,
    },
    /// The file is named as text and holds none.
    #[error("{path} is a binary file", path = path.display())]
    Binary {
        /// The file.
        path: PathBuf,
    },
    /// The file should be a packed archive, and cannot be unpacked.
    #[error("cannot unpack {path}", path = path.display())]
    Archive {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: zip::result::ZipError,
    },
    /// The XML in the file is broken.
    #[error("the XML in {path} is broken", path = path.display())]
    Xml {
        /// The file.
        path: PathBuf,
        /// How.
        source: quick_xml::Error,
    },
    /// The file unpacks to more than a document can be.
    #[error("{path} unpacks to more than {limit} bytes", path = path.display())]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// How many bytes are taken.
        limit: u64,
    },
    /// The PDF needs a password.
    #[error("{path} is locked with a password", path = path.display())]
    Locked {
        /// The file.
        path: PathBuf,
    },
    /// The PDF is broken beyond repair, or encrypted in a way that is not known.
    #[error("{path} is no PDF that can be read", path = path.display())]
    Pdf {
        /// The file.
        path: PathBuf,
        /// What the parser says.
        source: PdfFault,
    },
    /// A line of a `.jsonl` file is no document.
    #[error("line {line} of {path} is no document", path = path.display())]
    Record {
        /// The file.
        path: PathBuf,
        /// The line, counted from 1.
        line: usize,
        /// What is wrong with it.
        source: serde_json::Error,
    },
}

impl ReadError {
    /// Returns the file or folder that cannot be read.
    pub fn path(&self) -> &Path {
        match self {
            Self::Open { path, .. }
            | Self::Folder { path, .. }
            | Self::Listing { path, .. }
            | Self::Listed { path, .. }
            | Self::Judgement { path, .. }
            | Self::Undecided { path, .. }
            | Self::Correction { path, .. }
            | Self::Decided { path, .. }
            | Self::Registry { path, .. }
            | Self::CodebookTable { path, .. }
            | Self::CodebookRow { path, .. }
            | Self::Coded { path, .. }
            | Self::Database { path, .. }
            | Self::ForeignDatabase { path, .. }
            | Self::SameId { path, .. }
            | Self::UnknownFormat { path, .. }
            | Self::Binary { path, .. }
            | Self::Archive { path, .. }
            | Self::Xml { path, .. }
            | Self::TooLarge { path, .. }
            | Self::Locked { path, .. }
            | Self::Pdf { path, .. }
            | Self::Record { path, .. } => path,
        }
    }
}

/// What is wrong with a PDF.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PdfFault {
    /// It has no pages, or nothing that leads to them.
    #[error("it has no pages that can be found")]
    Invalid,
    /// It is encrypted, wrongly or in an unknown way.
    #[error("its encryption is not known")]
    Encryption,
}

/// Something that a `corpus.toml` says and that cannot be.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ListingFault {
    /// Two entries have one id.
    #[error("the id {0:?} is taken by an earlier document")]
    SameId(String),
    /// The id cannot be part of an address.
    #[error(
        "{0:?} is no id: it is empty, begins or ends with a slash, or holds a control character"
    )]
    Id(String),
    /// The name cannot be part of an address.
    #[error("{0:?} is no name of a corpus: it is empty, or holds a slash or a control character")]
    Name(String),
    /// The file lies outside the folder.
    #[error("{0:?} leaves the folder")]
    Outside(String),
    /// The document has a date and is said to have none.
    #[error("a document with a date is not undated")]
    Dated,
    /// The language is no tag.
    #[error("{0:?} is no language tag such as en or en-GB")]
    Language(String),
}

/// Something that a row of a codebook says and that cannot be.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CodebookFault {
    /// The row has no id.
    #[error("the id is empty")]
    NoId,
    /// The id cannot be part of an address.
    #[error("{0:?} is no id: it holds a blank or a mark that no address has")]
    Id(String),
    /// Two rows have one id.
    #[error("the id {0:?} is taken by an earlier row")]
    SameId(String),
    /// The row has no label.
    #[error("{0:?} has no label")]
    NoLabel(String),
    /// Nothing would show that a claim is about it.
    #[error("{0:?} has no words that show that a claim is about it")]
    NoWords(String),
    /// What is broader is not there.
    #[error("no row has the id {0:?} that is broader")]
    Broader(String),
}
