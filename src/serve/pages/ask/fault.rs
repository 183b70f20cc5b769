//! What is wrong with a query, and where.

use std::error::Error;

use schemars::JsonSchema;
use serde::Serialize;

use crate::query::QueryError;

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub(super) struct Fault {
    pub(super) message: String,
    /// The line, from 1, where it is known.
    pub(super) line: Option<usize>,
    /// The column in characters, from 1, where it is known.
    pub(super) column: Option<usize>,
    /// The text of the line.
    pub(super) excerpt: String,
}

impl Fault {
    /// Returns what an error tells.
    pub(super) fn new(error: &QueryError) -> Self {
        let (line, column, excerpt, message) = match error {
            QueryError::Syntax(error) => {
                (Some(error.line), Some(error.column), error.excerpt.clone(), error.problem.clone())
            }
            QueryError::TooDeep { line, .. }
            | QueryError::TooLong { line, .. }
            | QueryError::Header { line, .. } => (Some(*line), None, String::new(), told(error)),
            QueryError::Cancelled => {
                (None, None, String::new(), "it took too long, and was stopped".to_owned())
            }
            other => (None, None, String::new(), told(other)),
        };
        Self { message, line, column, excerpt }
    }
}

/// Returns an error with its cause.
pub(super) fn told(error: &QueryError) -> String {
    match error.source() {
        Some(cause) => format!("{error}: {cause}"),
        None => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::Fault;
    use crate::query::QueryError;
    use crate::query::Question;

    #[test]
    fn a_fault_has_its_line() {
        let error = Question::parse("#+ parameters:\n#+   who: colour, x\nSELECT").unwrap_err();
        let fault = Fault::new(&error);
        assert_eq!((fault.line, fault.column), (Some(2), None));
        assert!(Fault::new(&QueryError::Cancelled).message.contains("too long"));
    }
}
