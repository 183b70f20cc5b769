//! What can go wrong with a question.

use std::io;

use oxigraph::sparql::QueryEvaluationError;

use super::SyntaxError;

/// A question that cannot be answered.
#[derive(Debug, thiserror::Error)]
pub enum QueryError {
    /// The query is no SPARQL.
    #[error(transparent)]
    Syntax(#[from] SyntaxError),
    /// Brackets or signs stand inside one another beyond any use.
    #[error("the query nests more than {limit} levels deep at line {line}")]
    TooDeep {
        /// The line of the first bracket that is too deep.
        line: usize,
        /// How deep a query may nest.
        limit: usize,
    },
    /// The query is longer than the parser can take.
    #[error(
        "the query has more than {limit} words and signs outside its VALUES blocks at line {line}"
    )]
    TooLong {
        /// The line of the first word that is too many.
        line: usize,
        /// How many there may be.
        limit: usize,
    },
    /// The system gives no thread to run the query on.
    #[error("cannot start a thread for the query")]
    Thread(#[source] io::Error),
    /// A value was given for something that the query does not ask for.
    #[error("the query has no parameter `{name}`{}", known(.parameters))]
    UnknownParameter {
        /// The name that was given.
        name: String,
        /// The names that the query knows.
        parameters: Vec<String>,
    },
    /// Two values were given for one parameter.
    #[error("the parameter `{name}` has two values")]
    TwoValues {
        /// The parameter.
        name: String,
    },
    /// A value is not of its parameter's type.
    #[error("`{value}` is no {expected} for the parameter `{name}`")]
    WrongType {
        /// The parameter.
        name: String,
        /// What was given.
        value: String,
        /// What is wanted, with an example.
        expected: String,
    },
    /// A parameter without a default got no value.
    #[error("the parameter `{name}` needs a value: {description}")]
    MissingValue {
        /// The parameter.
        name: String,
        /// What it is for.
        description: String,
    },
    /// The lines of `#+` above a query cannot be read.
    #[error("line {line} of the query's header: {problem}")]
    Header {
        /// The line, from 1.
        line: usize,
        /// What is wrong.
        problem: String,
    },
    /// It took too long, or somebody stopped it.
    #[error("the query was stopped before it ended")]
    Cancelled,
    /// The query asks another endpoint.
    #[error("SERVICE <{name}> is not asked: a query runs over this store only")]
    Service {
        /// The other endpoint.
        name: String,
    },
    /// The query calls a function that there is not.
    #[error("there is no function <{name}>")]
    UnknownFunction {
        /// The function.
        name: String,
    },
    /// The query was understood, and failed.
    #[error("the query failed")]
    Evaluation(#[source] QueryEvaluationError),
}

impl From<QueryEvaluationError> for QueryError {
    fn from(error: QueryEvaluationError) -> Self {
        match error {
            QueryEvaluationError::Cancelled => Self::Cancelled,
            QueryEvaluationError::UnsupportedService(name) => {
                Self::Service { name: name.into_string() }
            }
            QueryEvaluationError::UnsupportedCustomFunction(name) => {
                Self::UnknownFunction { name: name.into_string() }
            }
            other => Self::Evaluation(other),
        }
    }
}

fn known(parameters: &[String]) -> String {
    match parameters {
        [] => "; it has none".to_owned(),
        names => format!("; it has {}", names.join(", ")),
    }
}
