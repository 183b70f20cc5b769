//! One term as people read it.

use oxigraph::model::vocab::xsd;

use super::super::shorten;
use crate::rdf::Base;
use crate::rdf::Literal;
use crate::rdf::Term;

/// What stands in a cell of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cell {
    /// One line: white space of any kind is one space, and what would move the cursor is gone.
    pub(super) text: String,
    /// Whether it stands on the right.
    pub(super) is_number: bool,
}

/// Returns a term without its type, an identifier in its short form, and nothing for nothing.
pub(super) fn cell(term: Option<&Term>, base: &Base) -> Cell {
    let text = match term {
        None => String::new(),
        Some(Term::NamedNode(node)) => shorten(node.as_str(), base),
        Some(Term::Literal(literal)) => literal.value().to_owned(),
        Some(other) => other.to_string(),
    };
    let is_number = matches!(term, Some(Term::Literal(literal)) if is_number(literal));
    Cell { text: one_line(&text), is_number }
}

fn is_number(literal: &Literal) -> bool {
    [xsd::INTEGER, xsd::DECIMAL, xsd::DOUBLE, xsd::FLOAT].contains(&literal.datatype())
}

fn one_line(text: &str) -> String {
    let words: Vec<String> = text
        .split_whitespace()
        .map(|word| {
            word.chars().filter(|letter| !letter.is_control() && !is_direction(*letter)).collect()
        })
        .collect();
    words.join(" ")
}

/// Returns whether a character turns the direction of the text after it.
fn is_direction(letter: char) -> bool {
    matches!(letter, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}
