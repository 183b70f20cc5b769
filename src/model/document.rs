//! Documents: things that were published, and where they came from.

use std::fmt;
use std::fmt::Display;
use std::fmt::Formatter;

use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;

use super::Date;
use super::HandCoded;
use super::Note;
use super::Sha256;
use super::Span;

/// Names one document: the corpus that it belongs to and its id there.
#[derive(
    Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
pub struct DocumentKey {
    /// The name of the corpus.
    pub corpus: String,
    /// The id inside the corpus.
    pub id: String,
}

impl Display for DocumentKey {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}/{}", self.corpus, self.id)
    }
}

/// A document as it was read: its text, and what is known about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Names the document.
    pub key: DocumentKey,
    /// What is known about its publication.
    pub metadata: Metadata,
    /// The text that spans count in: decoded, a leading byte-order mark taken off, nothing else changed.
    pub text: String,
    /// Whether the text is the whole decoded file (plain text), so that spans count in the file, too.
    pub is_plain: bool,
    /// The file that it was read from, relative to its corpus, with `/` between folders.
    pub file: Option<String>,
    /// The hash of the file's own bytes.
    pub file_hash: Sha256,
    /// The encoding that the file was decoded from, by its WHATWG name.
    pub encoding: String,
    /// Where each page after the first begins, as byte offsets; empty for formats without pages.
    pub page_starts: Vec<usize>,
    /// Lines that are no prose of the document: navigation, captions, source lines.
    pub boilerplate: Vec<Span>,
    /// Doubts that reading left.
    pub notes: Vec<Note>,
    /// What people have coded in it by hand, where its file says so.
    pub coded: Option<HandCoded>,
}

impl Document {
    /// Returns a text as a document of which nothing else is known.
    pub fn of_text(key: DocumentKey, text: String) -> Self {
        Self {
            key,
            metadata: Metadata::default(),
            file: None,
            file_hash: Sha256::of(&text),
            text,
            is_plain: true,
            encoding: "UTF-8".to_owned(),
            page_starts: Vec::new(),
            boilerplate: Vec::new(),
            notes: Vec::new(),
            coded: None,
        }
    }

    /// Returns the hash that names the text.
    pub fn text_hash(&self) -> Sha256 {
        Sha256::of(&self.text)
    }

    /// Returns whether the text is to be extracted from: only English is, and what has no known language.
    pub fn is_english(&self) -> bool {
        self.metadata
            .language
            .as_deref()
            .is_none_or(|language| language == "en" || language.starts_with("en-"))
    }
}

/// What is known about a publication; the unknown stays absent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Metadata {
    /// The title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Who published it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// Who wrote or delivered it in their own voice, as the text or the page names them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// When it was published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// Where it was issued.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// What kind of document it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub genre: Option<Genre>,
    /// Its language, as a BCP 47 tag.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Its address on the web.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
}

/// What kind of document something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Genre {
    /// A statement in the voice of its publisher or speaker.
    Statement,
    /// An opinion piece in its author's voice.
    OpEd,
    /// A release for the press.
    PressRelease,
    /// A news article.
    News,
    /// A report.
    Report,
    /// A speech in its speaker's voice.
    Speech,
    /// A transcript of several voices.
    Transcript,
}

impl Genre {
    /// Returns whether the document speaks as "I" or "we" of its author.
    pub fn is_own_voice(self) -> bool {
        matches!(self, Self::Statement | Self::OpEd | Self::Speech)
    }
}
