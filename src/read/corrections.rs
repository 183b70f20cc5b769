//! `corrections.jsonl`: what people decided of what was found in the documents of a folder, one decision a line.
//!
//! ```json
//! {"document":"op-ed","finding":"s=0b7e…","decision":"reject","words":[{"part":"cue","start":4,"end":8,"exact":"said"}],
//!  "author":"Ana Duarte","date":"2024-05-03","reason":"It is a headline."}
//! ```

use std::path::Path;

use super::ReadError;
use crate::model::Correction;

/// The name of the file that says what people decided of what was found.
pub const CORRECTIONS: &str = "corrections.jsonl";

/// Reads decisions from the text of the file at `path`, in their order.
pub fn corrections(path: &Path, source: &str) -> Result<Vec<Correction>, ReadError> {
    let source = source.strip_prefix('\u{feff}').unwrap_or(source);
    let lines = source.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let read = |(index, line): (usize, &str)| {
        let (path, line_number) = (path.to_owned(), index + 1);
        let correction: Correction = serde_json::from_str(line).map_err(|source| {
            ReadError::Correction { path: path.clone(), line: line_number, source }
        })?;
        match correction.fault() {
            None => Ok(correction),
            Some(fault) => Err(ReadError::Decided { path, line: line_number, fault }),
        }
    };
    lines.map(read).collect()
}

/// Writes a decision down as a line, as [`corrections`] reads it.
pub fn correction_line(correction: &Correction) -> String {
    let line = serde_json::to_string(correction).expect("a decision is made of text and numbers");
    format!("{line}\n")
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::correction_line;
    use super::corrections;

    const LINE: &str = r#"{"document":"a","finding":"s=1","decision":"accept","words":[{"part":"cue","start":4,"end":8,"exact":"said"}],"author":"Ana Duarte","date":"2024-05-03"}"#;

    #[test]
    fn what_is_written_is_read_again() {
        let read = corrections(Path::new("c"), &format!("\u{feff}{LINE}\r\n\n{LINE}\n")).unwrap();
        assert_eq!(read.len(), 2);
        assert_eq!(correction_line(&read[0]), format!("{LINE}\n"));
    }

    #[track_caller]
    fn check(line: &str, expected: &str) {
        let error = corrections(Path::new("c"), &format!("{LINE}\n{line}\n")).unwrap_err();
        assert_eq!(error.to_string(), expected);
    }

    #[test]
    fn a_line_that_is_none_is_named() {
        check("{", "line 2 of c is no decision on a finding");
        check(&LINE.replace("accept", "maybe"), "line 2 of c is no decision on a finding");
        check(&LINE.replace("Ana Duarte", " "), "line 2 of c: a decision has an author");
    }
}
