//! Where a query is wrong, and the line that shows it.
//!
//! The parser tells how far it looked, which is up to a keyword's length behind the fault. The place told here is the first
//! token that cannot follow what stands before it.

use std::fmt;
use std::fmt::Display;
use std::fmt::Formatter;

use oxigraph::sparql::SparqlSyntaxError;

use super::tokens::Token;
use super::tokens::tokens;

/// A query that is no SPARQL, with the place and its line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// What is wrong there.
    pub problem: String,
    /// The line's text.
    pub excerpt: String,
}

/// What the parser says of a text, if it does not accept it.
type Attempt<'a> = &'a dyn Fn(&str) -> Option<SparqlSyntaxError>;

/// Words that begin a SPARQL update.
const UPDATES: [&str; 8] = ["INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "MOVE", "COPY"];

/// White space that no keyword reaches across.
const PADDING: &str = "                                                                ";

impl SyntaxError {
    /// Finds the place of an error by asking the parser for the longest beginning that it could go on from.
    pub(super) fn new(query: &str, error: &SparqlSyntaxError, attempt: Attempt<'_>) -> Self {
        let tokens: Vec<Token<'_>> = tokens(query).collect();
        let accepted = tokens.partition_point(|token| can_go_on(&query[..token.end()], attempt));
        let reason = reason(&error.to_string());
        let (start, problem) = match tokens.get(accepted) {
            Some(token) => (token.start, unexpected(token, reason)),
            None => (query.trim_end().len(), reason.unwrap_or_else(|| incomplete(&tokens))),
        };
        Self::at(query, start, problem)
    }

    /// Returns whether what does not fit begins an update, which no query is.
    pub fn is_update(&self) -> bool {
        let rest = self.excerpt.chars().skip(self.column - 1);
        let word: String = rest.take_while(char::is_ascii_alphabetic).collect();
        UPDATES.iter().any(|update| word.eq_ignore_ascii_case(update))
    }

    fn at(query: &str, start: usize, problem: String) -> Self {
        let line_start = query[..start].rfind('\n').map_or(0, |position| position + 1);
        Self {
            line: query[..start].matches('\n').count() + 1,
            column: query[line_start..start].chars().count() + 1,
            problem,
            excerpt: query[line_start..].lines().next().unwrap_or_default().to_owned(),
        }
    }
}

/// Returns whether the parser reads a beginning of a query to its end.
fn can_go_on(beginning: &str, attempt: Attempt<'_>) -> bool {
    let padded = format!("{beginning}\n{PADDING}");
    let end = format!("{}:{}", padded.matches('\n').count() + 1, PADDING.len() + 1);
    attempt(&padded).is_none_or(|error| error.to_string().starts_with(&format!("error at {end}:")))
}

fn unexpected(token: &Token<'_>, reason: Option<String>) -> String {
    let text: String = token.text.chars().take(40).collect();
    match reason {
        Some(reason) => format!("unexpected `{text}`: {reason}"),
        None if token.is_sign("}") => {
            "unexpected `}`: its group is not complete, or names a variable twice".to_owned()
        }
        None => format!("unexpected `{text}`"),
    }
}

fn incomplete(tokens: &[Token<'_>]) -> String {
    let count = |signs: [&str; 3]| {
        tokens.iter().filter(|token| signs.iter().any(|sign| token.is_sign(sign))).count()
    };
    if tokens.is_empty() {
        "the query is empty".to_owned()
    } else if count(["{", "(", "["]) != count(["}", ")", "]"]) {
        "the query ends before its brackets are closed".to_owned()
    } else {
        "the query ends too early, or names a variable twice or outside its group".to_owned()
    }
}

/// Returns what the parser says in words, among the characters that it would have liked.
fn reason(message: &str) -> Option<String> {
    let (_, expected) = message.split_once("expected ")?;
    let is_sentence = |part: &&str| {
        part.contains(' ')
            && part.chars().all(|letter| letter.is_alphanumeric() || " .,-".contains(letter))
    };
    let sentence = expected.trim_start_matches("one of ").split(", ").find(is_sentence)?;
    let mut letters = sentence.trim_end_matches('.').chars();
    Some(letters.next()?.to_lowercase().chain(letters).collect())
}

impl Display for SyntaxError {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        let number = self.line.to_string();
        let margin = " ".repeat(number.len());
        let before: String = self
            .excerpt
            .chars()
            .take(self.column - 1)
            .map(|letter| if letter == '\t' { '\t' } else { ' ' })
            .collect();
        writeln!(formatter, "{} at line {}, column {}", self.problem, self.line, self.column)?;
        writeln!(formatter, "  {number} | {}", self.excerpt)?;
        write!(formatter, "  {margin} | {before}^")
    }
}

impl std::error::Error for SyntaxError {}

#[cfg(test)]
mod tests {
    use oxigraph::sparql::SparqlEvaluator;

    use super::*;

    fn check(query: &str, line: usize, column: usize, problem: &str) {
        let attempt = |text: &str| SparqlEvaluator::new().parse_query(text).err();
        let error = attempt(query).unwrap_or_else(|| panic!("{query} is no error"));
        let found = SyntaxError::new(query, &error, &attempt);
        assert_eq!(
            (found.line, found.column, found.problem.as_str()),
            (line, column, problem),
            "{query}"
        );
    }

    #[test]
    fn the_first_token_that_does_not_fit_is_named() {
        let group = "unexpected `}`: its group is not complete, or names a variable twice";
        check("SELECT ?x WHERE { ?x a }", 1, 24, group);
        check("INSERT DATA { <a> <b> <c> }", 1, 1, "unexpected `INSERT`");
        check(
            "SELECT ?x\nWHERE {\n\t?x a foo:bar\n}",
            3,
            7,
            "unexpected `foo:bar`: prefix not found",
        );
        check("SELECT ?x WHERE {\n  ?x a 'é' FILTER(?x = ) }", 2, 24, "unexpected `)`");
        check("SELECT ?x { BIND(1 AS ?x) BIND(2 AS ?x) }", 1, 41, group);
        check("SELECT (COUNT(*) AS ?x WHERE {}", 1, 24, "unexpected `WHERE`");
        check("SELECT ?x { <a b> ?y ?x }", 1, 17, "unexpected `>`");
    }

    #[test]
    fn a_query_that_ends_too_early_is_told_at_its_end() {
        check("", 1, 1, "the query is empty");
        check("SELECT ?x { ?x ?y ?z\n", 1, 21, "the query ends before its brackets are closed");
        check(
            "SELECT ?x { ?x ?y ?z } GROUP BY ?y",
            1,
            35,
            "the SELECT contains a variable that is unbound",
        );
        check("SELECT ?x { ?x ?y 'never closed }", 1, 19, "unexpected `'never closed }`");
    }

    #[test]
    fn an_update_is_known() {
        let check = |query: &str, expected: bool| {
            let attempt = |text: &str| SparqlEvaluator::new().parse_query(text).err();
            let error = SyntaxError::new(query, &attempt(query).unwrap(), &attempt);
            assert_eq!(error.is_update(), expected, "{query}");
        };
        check("INSERT DATA { <a> <b> <c> }", true);
        check("PREFIX a: <b:>\n  delete where { ?s a:b ?o }", true);
        check("SELECT ?x { DELETE }", true);
        check("DELETED", false);
        check("SELECT ?x { ?x a }", false);
    }

    #[test]
    fn the_line_is_shown_with_a_caret_below() {
        let error = SyntaxError::at("ASK\n\té }", 8, "unexpected `}`".to_owned());
        let expected = "unexpected `}` at line 2, column 4\n  2 | \té }\n    | \t  ^";
        assert_eq!(error.to_string(), expected);
    }
}
