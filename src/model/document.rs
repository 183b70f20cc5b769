//! Documents: things that were published, and where they came from.

use std::fmt;
use std::fmt::Display;
use std::fmt::Formatter;
use std::str::FromStr;

use serde::Deserialize;
use serde::Serialize;

use super::Note;
use super::Sha256;
use super::Span;

/// Names one document: the corpus that it belongs to and its id there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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

/// A date as precise as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Date {
    /// A year.
    Year(u16),
    /// A month of a year.
    Month(u16, u8),
    /// A day.
    Day(u16, u8, u8),
}

impl FromStr for Date {
    type Err = String;

    /// Reads `2023`, `2023-03` or `2023-03-25`.
    fn from_str(written: &str) -> Result<Self, String> {
        let fault = || format!("{written:?} is no date such as 2023, 2023-03 or 2023-03-25");
        let parts: Vec<&str> = written.split('-').collect();
        let number = |part: &str, digits: usize| {
            let all_digits = part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit());
            all_digits.then(|| part.parse::<u16>().ok()).flatten().ok_or_else(fault)
        };
        let year = number(parts[0], 4)?;
        if parts.len() == 1 {
            return Ok(Self::Year(year));
        }
        let month = u8::try_from(number(parts[1], 2)?).map_err(|_| fault())?;
        if !(1..=12).contains(&month) || parts.len() > 3 {
            return Err(fault());
        }
        let Some(day) = parts.get(2) else { return Ok(Self::Month(year, month)) };
        let day = u8::try_from(number(day, 2)?).map_err(|_| fault())?;
        if day == 0 || day > days_of(year, month) {
            return Err(fault());
        }
        Ok(Self::Day(year, month, day))
    }
}

impl Date {
    /// Returns the year.
    pub fn year(self) -> u16 {
        let (Self::Year(year) | Self::Month(year, _) | Self::Day(year, _, _)) = self;
        year
    }
}

fn days_of(year: u16, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => {
            29
        }
        2 => 28,
        _ => 31,
    }
}

impl TryFrom<String> for Date {
    type Error = String;

    fn try_from(written: String) -> Result<Self, String> {
        written.parse()
    }
}

impl From<Date> for String {
    fn from(date: Date) -> Self {
        date.to_string()
    }
}

impl Display for Date {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(year) => write!(formatter, "{year:04}"),
            Self::Month(year, month) => write!(formatter, "{year:04}-{month:02}"),
            Self::Day(year, month, day) => write!(formatter, "{year:04}-{month:02}-{day:02}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Date;

    #[test]
    fn dates_are_as_precise_as_known() {
        for written in ["2023", "2023-03", "2023-03-25", "2024-02-29"] {
            assert_eq!(
                written.parse::<Date>().map(|date| date.to_string()),
                Ok(written.to_owned())
            );
        }
        for wrong in
            ["", "23", "2023-13", "2023-02-29", "2023-3-1", "2023-03-25-1", "+023", "2023-00-01"]
        {
            assert!(wrong.parse::<Date>().is_err(), "{wrong}");
        }
    }
}
