//! Puts values where a query has its parameters: as terms in a block of data, never as text among its patterns.
//!
//! ```sparql
//! SELECT ?who ?words WHERE { VALUES ?who { "" } … }
//! ```
//!
//! A parameter is a `VALUES` block of one variable. The block's own term is the default, so the query runs as it stands in
//! any tool; a value takes the term's place, written as a term. `UNDEF` as the default says that a value is needed.

use std::collections::BTreeMap;

use crate::rdf::Term;

use super::QueryError;
use super::tokens::Kind;
use super::tokens::Token;
use super::tokens::tokens;

/// A parameter as it stands in a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Slot<'a> {
    /// The variable's name, without its mark.
    pub(super) name: &'a str,
    /// Where the block's data begin, behind the brace.
    pub(super) start: usize,
    /// Where the block's data end, at the closing brace.
    pub(super) end: usize,
}

/// Returns the query with each value in its parameter's blocks.
pub(super) fn bind(query: &str, bindings: &BTreeMap<String, Term>) -> Result<String, QueryError> {
    let slots = slots(query);
    for name in bindings.keys() {
        if !slots.iter().any(|slot| slot.name == name) {
            let mut parameters: Vec<String> =
                slots.iter().map(|slot| slot.name.to_owned()).collect();
            parameters.sort();
            parameters.dedup();
            return Err(QueryError::UnknownParameter { name: name.clone(), parameters });
        }
    }
    let mut bound = String::with_capacity(query.len());
    let mut copied = 0;
    for slot in slots {
        if let Some(term) = bindings.get(slot.name) {
            bound.push_str(&query[copied..slot.start]);
            bound.extend([" ", &term.to_string(), " "]);
            copied = slot.end;
        }
    }
    bound.push_str(&query[copied..]);
    Ok(bound)
}

/// Finds every `VALUES ?name { … }`, in the order of the query.
pub(super) fn slots(query: &str) -> Vec<Slot<'_>> {
    let tokens: Vec<Token<'_>> = tokens(query).collect();
    (0..tokens.len()).filter_map(|index| slot(&tokens[index..])).collect()
}

fn slot<'a>(tokens: &[Token<'a>]) -> Option<Slot<'a>> {
    let [values, variable, brace, data @ ..] = tokens else { return None };
    if !values.is_word("values") || variable.kind != Kind::Variable || !brace.is_sign("{") {
        return None;
    }
    let closing = data.iter().find(|token| token.is_sign("{") || token.is_sign("}"))?;
    closing.is_sign("}").then_some(Slot {
        name: &variable.text[1..],
        start: brace.end(),
        end: closing.start,
    })
}

#[cfg(test)]
mod tests {
    use crate::rdf::Literal;

    use super::*;

    fn check(query: &str, expected: &str) {
        let bindings = BTreeMap::from([("who".to_owned(), Literal::from("O'Neil").into())]);
        assert_eq!(bind(query, &bindings).unwrap_or_else(|error| error.to_string()), expected);
    }

    #[test]
    fn a_value_takes_the_place_of_the_default() {
        check("{ VALUES ?who { \"\" } }", "{ VALUES ?who { \"O'Neil\" } }");
        check("{ values $who\n{UNDEF} ?who }", "{ values $who\n{ \"O'Neil\" } ?who }");
        check(
            "VALUES ?who {} VALUES ?who {1 2}",
            "VALUES ?who { \"O'Neil\" } VALUES ?who { \"O'Neil\" }",
        );
    }

    #[test]
    fn what_only_looks_like_a_parameter_is_left_alone() {
        let none = "the query has no parameter `who`; it has none";
        check("'VALUES ?who { }' # VALUES ?who { }", none);
        check("VALUES (?who) { (1) }", none);
        check("ex:values ?who { 1 }", none);
        check("VALUES ?who { 1", none);
        check("?who", none);
        check("VALUES ?who { { 1 } }", none);
        check("VALUES ?who { VALUES ?who { 1 } }", "VALUES ?who { VALUES ?who { \"O'Neil\" } }");
        check("VALUES ?whom { 1 }", "the query has no parameter `who`; it has whom");
    }
}
