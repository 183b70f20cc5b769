//! Which reader a file is for.

/// A format that documents are read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    /// Plain text and Markdown: the text is the file.
    Plain,
    /// A page of the web.
    Html,
    /// Portable Document Format.
    Pdf,
    /// Office Open XML text.
    Docx,
    /// One document a line, as JSON.
    JsonLines,
    /// A database of the Discourse Network Analyzer.
    Dna,
}

impl Format {
    /// Returns the format that a file's extension names.
    pub(super) fn of_name(file: &str) -> Option<Self> {
        match extension(file)?.to_ascii_lowercase().as_str() {
            "txt" | "md" => Some(Self::Plain),
            "html" | "htm" => Some(Self::Html),
            "pdf" => Some(Self::Pdf),
            "docx" => Some(Self::Docx),
            "jsonl" => Some(Self::JsonLines),
            "dna" => Some(Self::Dna),
            _ => None,
        }
    }

    /// Returns the format that nameless bytes seem to be in, by their first ones; plain text for all others.
    pub(super) fn of_bytes(bytes: &[u8]) -> Self {
        let start = bytes[..bytes.len().min(1024)].trim_ascii_start();
        let begins = |mark: &str| {
            start.get(..mark.len()).is_some_and(|first| first.eq_ignore_ascii_case(mark.as_bytes()))
        };
        if begins("%PDF-") {
            Self::Pdf
        } else if begins("PK\u{3}\u{4}") {
            Self::Docx
        } else if begins("<!doctype html") || begins("<html") {
            Self::Html
        } else {
            Self::Plain
        }
    }
}

/// Returns what stands after the last full stop of a file's name, if something does and something stands before.
pub(super) fn extension(file: &str) -> Option<&str> {
    let name = file.rsplit('/').next().unwrap_or(file);
    let (stem, extension) = name.rsplit_once('.')?;
    (!stem.is_empty() && !extension.is_empty()).then_some(extension)
}

/// Returns a file's name without its folder and its extension.
pub(super) fn stem(file: &str) -> &str {
    let name = file.rsplit('/').next().unwrap_or(file);
    extension(file).map_or(name, |extension| &name[..name.len() - extension.len() - 1])
}

#[cfg(test)]
mod tests {
    use super::Format;
    use super::extension;
    use super::stem;

    #[test]
    fn names_tell_the_format() {
        assert_eq!(Format::of_name("a/B.TXT"), Some(Format::Plain));
        assert_eq!(Format::of_name("page.htm"), Some(Format::Html));
        assert_eq!(Format::of_name("a.txt/none"), None);
        assert_eq!(Format::of_name("table.csv"), None);
    }

    #[test]
    fn first_bytes_tell_the_format() {
        assert_eq!(Format::of_bytes(b"\n <!DOCTYPE HTML><p>"), Format::Html);
        assert_eq!(Format::of_bytes(b"%PDF-1.7"), Format::Pdf);
        assert_eq!(Format::of_bytes(b"PK\x03\x04"), Format::Docx);
        assert_eq!(Format::of_bytes("<hé".as_bytes()), Format::Plain);
        assert_eq!(Format::of_bytes(b""), Format::Plain);
    }

    #[test]
    fn names_are_cut_at_the_last_full_stop() {
        assert_eq!((stem("a/b.c.txt"), extension("a/b.c.txt")), ("b.c", Some("txt")));
        assert_eq!((stem("a.b/c"), extension("a.b/c")), ("c", None));
        assert_eq!((stem(".txt"), extension(".txt")), (".txt", None));
    }
}
