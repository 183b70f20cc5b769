//! Prints errors, causes and hints on standard error.

use std::fmt;
use std::fmt::Display;
use std::fmt::Formatter;
use std::io;
use std::io::Write;
use std::path::Path;

use anstyle::AnsiColor;
use anstyle::Style;

/// What to do about an error, attached with `anyhow::Context`-like [`hinted`].
#[derive(Debug)]
struct Hint {
    error: anyhow::Error,
    hint: String,
}

impl Display for Hint {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        Display::fmt(&self.error, formatter)
    }
}

impl std::error::Error for Hint {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.error.source()
    }
}

/// Attaches what to do about an error.
pub(crate) fn hinted(error: impl Into<anyhow::Error>, hint: impl Into<String>) -> anyhow::Error {
    Hint { error: error.into(), hint: hint.into() }.into()
}

/// Prints an error, its causes and its hint, one line each.
pub(crate) fn error(error: &anyhow::Error) {
    let mut stderr = anstream::stderr().lock();
    let red = Style::new().bold().fg_color(Some(AnsiColor::Red.into()));
    drop(writeln!(stderr, "{red}error:{red:#} {error}"));
    for cause in error.chain().skip(1) {
        // A cause of several lines shows a place in a file.
        let cause = plain(&cause.to_string()).trim_end().replace('\n', "\n    ");
        drop(writeln!(stderr, "  because: {cause}"));
    }
    if let Some(hint) = error.downcast_ref::<Hint>() {
        drop(writeln!(stderr, "  hint: {}", hint.hint));
    }
}

/// Prints a warning: something was skipped, the rest goes on.
pub(crate) fn warning(message: &str) {
    let yellow = Style::new().bold().fg_color(Some(AnsiColor::Yellow.into()));
    drop(writeln!(anstream::stderr().lock(), "{yellow}warning:{yellow:#} {message}"));
}

/// Prints what is good to know.
pub(crate) fn note(message: &str) {
    let cyan = Style::new().bold().fg_color(Some(AnsiColor::Cyan.into()));
    drop(writeln!(anstream::stderr().lock(), "{cyan}note:{cyan:#} {message}"));
}

/// Returns an error and its causes in one line.
pub(crate) fn chain(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(Some(error), |error| error.source());
    causes.map(|cause| plain(&cause.to_string()).to_owned()).collect::<Vec<_>>().join(": ")
}

/// Returns a message without the number that the system gives its error.
fn plain(message: &str) -> &str {
    match message.rsplit_once(" (os error ") {
        Some((words, number)) if number.ends_with(')') => words,
        _ => message,
    }
}

/// Returns `1 document`, `2 documents`.
pub(crate) fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// Says what to do about a file that could not be opened.
pub(crate) fn path_hint(error: anyhow::Error) -> anyhow::Error {
    let is_missing = comes_from(&error, io::ErrorKind::NotFound);
    if is_missing { hinted(error, "paths are relative to the current folder") } else { error }
}

/// Says what to do about a file that could not be written.
pub(crate) fn output_hint(error: anyhow::Error, path: &Path) -> anyhow::Error {
    match path.parent() {
        Some(folder) if comes_from(&error, io::ErrorKind::NotFound) => {
            hinted(error, format!("make the folder {} first", folder.display()))
        }
        _ => error,
    }
}

/// Returns whether the reader of standard output has gone, which is no error.
pub(crate) fn is_closed_pipe(error: &anyhow::Error) -> bool {
    comes_from(error, io::ErrorKind::BrokenPipe)
}

/// Returns whether the system's error is of a kind.
fn comes_from(error: &anyhow::Error, kind: io::ErrorKind) -> bool {
    let mut causes = error.chain().filter_map(|cause| cause.downcast_ref::<io::Error>());
    causes.any(|cause| cause.kind() == kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_for_people() {
        assert_eq!(plain("No such file or directory (os error 2)"), "No such file or directory");
        assert_eq!(plain("no (os error"), "no (os error");
        assert_eq!(
            [counted(0, "quad"), counted(1, "quad"), counted(2, "quad")].join(", "),
            "0 quads, 1 quad, 2 quads"
        );
    }
}
