//! A question: a query with a header that says what it answers and what may be chosen.
//!
//! ```sparql
//! #+ summary: Who says what
//! #+ description: Every statement that a document reports, with its exact words.
//! #+   A longer description goes on in indented lines.
//! #+ parameters:
//! #+   who: text, a speaker's name or a part of it
//! SELECT ?speaker ?words WHERE { VALUES ?who { "" } … }
//! ```
//!
//! The header is YAML in comments, as grlc reads it. A parameter is a `VALUES` block of one variable with its default in it,
//! so the file runs as it stands in any tool; `UNDEF` as the default asks sayso for a value, and any other tool for everything.

use std::collections::BTreeMap;

use crate::rdf::Term;

use super::Parameter;
use super::ParameterKind;
use super::QueryError;
use super::Settings;
use super::binding;
use super::binding::Slot;

/// A query, what it answers, and what may be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// What it answers, in one line; empty where the query has no header.
    pub summary: String,
    /// What else there is to know.
    pub description: String,
    /// What may be chosen, in the header's order.
    pub parameters: Vec<Parameter>,
    /// The whole text, header and all: plain SPARQL.
    pub text: String,
}

impl Question {
    /// Reads the header of a query. Without one, every `VALUES` block of one variable is a parameter.
    pub fn parse(text: &str) -> Result<Self, QueryError> {
        let mut header = Header::default();
        let lines = text
            .lines()
            .enumerate()
            .take_while(|(_, line)| line.starts_with('#') || line.trim().is_empty());
        for (index, line) in lines {
            if let Some(content) = line.strip_prefix("#+") {
                header
                    .read(content)
                    .map_err(|problem| QueryError::Header { line: index + 1, problem })?;
            }
        }
        let slots = binding::slots(text);
        let parameters = match header.section {
            Section::None => undeclared(&slots, text),
            _ => declared(&header, &slots, text)?,
        };
        let Header { summary, description, .. } = header;
        Ok(Self { summary, description, parameters, text: text.to_owned() })
    }

    /// Returns the terms for values given as `name`, `value`; every parameter without a default must have one.
    pub fn bindings(
        &self,
        values: &[(String, String)],
        settings: &Settings,
    ) -> Result<BTreeMap<String, Term>, QueryError> {
        let mut bindings = BTreeMap::new();
        for (name, value) in values {
            let parameter = self.parameters.iter().find(|parameter| parameter.name == *name);
            let parameter = parameter.ok_or_else(|| QueryError::UnknownParameter {
                name: name.clone(),
                parameters: self
                    .parameters
                    .iter()
                    .map(|parameter| parameter.name.clone())
                    .collect(),
            })?;
            if bindings.insert(name.clone(), parameter.term(value, settings)?).is_some() {
                return Err(QueryError::TwoValues { name: name.clone() });
            }
        }
        let missing = self.parameters.iter().find(|parameter| {
            parameter.default.is_none() && !bindings.contains_key(&parameter.name)
        });
        match missing {
            Some(Parameter { name, description, .. }) => Err(QueryError::MissingValue {
                name: name.clone(),
                description: description.clone(),
            }),
            None => Ok(bindings),
        }
    }
}

/// The header as it is read, line by line.
#[derive(Default)]
struct Header {
    summary: String,
    description: String,
    /// Name, kind and description of each.
    parameters: Vec<(String, ParameterKind, String)>,
    section: Section,
}

/// What an indented line belongs to.
#[derive(Clone, Copy, Default)]
enum Section {
    /// There is no header yet.
    #[default]
    None,
    Other,
    Description,
    Parameters,
}

impl Header {
    fn read(&mut self, content: &str) -> Result<(), String> {
        let line = content.strip_prefix(' ').unwrap_or(content);
        if line.starts_with(' ') {
            return self.read_indented(line.trim());
        }
        let (key, value) = line.split_once(':').ok_or("a key is followed by a colon")?;
        let value = value.trim();
        self.section = Section::Other;
        match key {
            "summary" => value.clone_into(&mut self.summary),
            "description" => {
                self.section = Section::Description;
                value.clone_into(&mut self.description);
            }
            "parameters" => self.section = Section::Parameters,
            _ => {}
        }
        Ok(())
    }

    fn read_indented(&mut self, line: &str) -> Result<(), String> {
        match self.section {
            Section::Description => {
                self.description.push(' ');
                self.description.push_str(line);
            }
            Section::Parameters => self.parameters.push(parameter(line)?),
            Section::None | Section::Other => {}
        }
        Ok(())
    }
}

/// Reads `who: text, a speaker's name or a part of it`.
fn parameter(line: &str) -> Result<(String, ParameterKind, String), String> {
    let parts = line.split_once(':').and_then(|(name, rest)| Some((name, rest.split_once(',')?)));
    let (name, (kind, description)) =
        parts.ok_or("a parameter is written `name: type, description`")?;
    let kind = kind.trim();
    let known = ParameterKind::named(kind).ok_or_else(|| {
        format!("`{kind}` is no type; there are text, iri, number, date and boolean")
    })?;
    Ok((name.to_owned(), known, description.trim().to_owned()))
}

/// Joins what the header declares with the blocks of the query.
fn declared(header: &Header, slots: &[Slot<'_>], text: &str) -> Result<Vec<Parameter>, QueryError> {
    let mut parameters = Vec::new();
    for (name, kind, description) in &header.parameters {
        let slot = slots.iter().find(|slot| slot.name == name);
        let slot = slot.ok_or_else(|| QueryError::Header {
            line: 1,
            problem: format!("`{name}` has no block `VALUES ?{name} {{ … }}` in the query"),
        })?;
        let (name, description) = (name.clone(), description.clone());
        parameters.push(Parameter { name, kind: *kind, description, default: default(slot, text) });
    }
    Ok(parameters)
}

/// Takes every block of one variable for a parameter, of the kind of its default.
fn undeclared(slots: &[Slot<'_>], text: &str) -> Vec<Parameter> {
    let mut parameters: Vec<Parameter> = Vec::new();
    for slot in slots {
        if !parameters.iter().any(|parameter| parameter.name == slot.name) {
            let default = default(slot, text);
            let kind = default.as_deref().map_or(ParameterKind::Text, ParameterKind::of_term);
            let (name, description) = (slot.name.to_owned(), String::new());
            parameters.push(Parameter { name, kind, description, default });
        }
    }
    parameters
}

fn default(slot: &Slot<'_>, text: &str) -> Option<String> {
    let data = text[slot.start..slot.end].trim();
    (!data.eq_ignore_ascii_case("undef")).then(|| data.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const QUERY: &str = "\
#+ summary: Who says what
#+ description: Every statement,
#+   with its words.
#+ tags:
#+   - people
#+ parameters:
#+   who: text, a speaker's name, or a part
#+   since: date, the first day
# A comment for readers.
SELECT ?a { VALUES ?who { \"\" } VALUES ?since { UNDEF } VALUES ?more { 1 } }";

    #[test]
    fn a_header_says_what_a_query_answers() {
        let question = Question::parse(QUERY).unwrap();
        assert_eq!(question.summary, "Who says what");
        assert_eq!(question.description, "Every statement, with its words.");
        let shown: Vec<String> = question
            .parameters
            .iter()
            .map(|parameter| {
                format!(
                    "{} {} {:?} {}",
                    parameter.name, parameter.kind, parameter.default, parameter.description
                )
            })
            .collect();
        assert_eq!(
            shown,
            [
                "who text Some(\"\\\"\\\"\") a speaker's name, or a part",
                "since date None the first day",
            ]
        );
    }

    fn check(values: &[(&str, &str)], expected: &str) {
        let values: Vec<_> =
            values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let bindings = Question::parse(QUERY).unwrap().bindings(&values, &Settings::default());
        let shown = bindings.map(|bindings| {
            bindings
                .iter()
                .map(|(name, term)| format!("{name}={term}"))
                .collect::<Vec<_>>()
                .join(" ")
        });
        assert_eq!(shown.unwrap_or_else(|error| error.to_string()), expected);
    }

    #[test]
    fn values_become_terms_of_their_type() {
        check(
            &[("since", "2023"), ("who", "Ann")],
            "since=\"2023\"^^<http://www.w3.org/2001/XMLSchema#gYear> who=\"Ann\"",
        );
        check(&[("who", "Ann")], "the parameter `since` needs a value: the first day");
        check(
            &[("since", "soon")],
            "`soon` is no date such as 2023, 2023-03 or 2023-03-25 for the parameter `since`",
        );
        check(&[("whom", "Ann")], "the query has no parameter `whom`; it has who, since");
    }

    #[test]
    fn a_header_that_cannot_be_read_names_its_line() {
        let check = |text: &str, expected: &str| {
            assert_eq!(Question::parse(text).unwrap_err().to_string(), expected);
        };
        check(
            "#+ parameters:\n#+   who: txt, a name\nASK {}",
            "line 2 of the query's header: `txt` is no type; there are text, iri, number, date and boolean",
        );
        check(
            "#+ parameters:\n#+   who\nASK {}",
            "line 2 of the query's header: a parameter is written `name: type, description`",
        );
        check("#+ summary\nASK {}", "line 1 of the query's header: a key is followed by a colon");
        check(
            "#+ parameters:\n#+   who: text, a name\nASK {}",
            "line 1 of the query's header: `who` has no block `VALUES ?who { … }` in the query",
        );
    }

    #[test]
    fn a_query_without_a_header_is_a_question_too() {
        let kinds = |text: &str| {
            let question = Question::parse(text).unwrap();
            assert!(question.summary.is_empty());
            let shown = question.parameters.iter().map(|parameter| parameter.kind.to_string());
            shown.collect::<Vec<_>>().join(" ")
        };
        assert_eq!(kinds("ASK {}"), "");
        assert_eq!(
            kinds("ASK { VALUES ?a { 'x' } VALUES ?b { -1.5 } VALUES ?a { 'x' } }"),
            "text number"
        );
        assert_eq!(
            kinds("ASK { VALUES ?a { <x> } VALUES ?b { ex:x } VALUES ?c { true } }"),
            "iri iri boolean"
        );
        assert_eq!(
            kinds("ASK { VALUES ?a { '2023-03-25'^^xsd:date } VALUES ?b { UNDEF } }"),
            "date text"
        );
    }
}
