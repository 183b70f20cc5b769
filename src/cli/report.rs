//! Prints errors, causes and hints on standard error.

use std::fmt;
use std::fmt::Display;
use std::fmt::Formatter;
use std::io;
use std::io::Write;

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

/// Returns whether the reader of standard output has gone, which is no error.
pub(crate) fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
}
