//! Parameters of a question: what may be asked for, and how words from outside become terms.

use std::fmt;
use std::fmt::Display;
use std::fmt::Formatter;

use oxigraph::model::vocab::xsd;

use super::QueryError;
use super::Settings;
use crate::rdf::Literal;
use crate::rdf::NamedNode;
use crate::rdf::Term;
use crate::rdf::vocabulary::PREFIXES;

/// Something that a question lets one choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// The variable's name, without its mark.
    pub name: String,
    /// What a value must be.
    pub kind: ParameterKind,
    /// What it is for.
    pub description: String,
    /// What stands in the query where no value is given, as SPARQL; none where a value is needed.
    pub default: Option<String>,
}

/// What a value must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParameterKind {
    /// Any words.
    Text,
    /// An identifier: whole, under a prefix, or relative to the base.
    Iri,
    /// A whole or decimal number.
    Number,
    /// A year, a month or a day.
    Date,
    /// True or false.
    Boolean,
}

const KINDS: &[(&str, ParameterKind, &str)] = &[
    ("text", ParameterKind::Text, "text"),
    ("iri", ParameterKind::Iri, "identifier such as doc/harbour/news or sayso:Praises"),
    ("number", ParameterKind::Number, "number such as 3 or 0.5"),
    ("date", ParameterKind::Date, "date such as 2023, 2023-03 or 2023-03-25"),
    ("boolean", ParameterKind::Boolean, "boolean: true or false"),
];

impl ParameterKind {
    /// Returns the kind of a name in a header.
    pub(super) fn named(name: &str) -> Option<Self> {
        KINDS.iter().find(|row| row.0 == name).map(|row| row.1)
    }

    /// Returns the kind of a term as SPARQL writes it.
    pub(super) fn of_term(term: &str) -> Self {
        let is_date = ["date", "gYear", "gYearMonth"]
            .iter()
            .any(|name| term.ends_with(&format!("^^xsd:{name}")));
        match term.chars().next() {
            Some('"' | '\'') if is_date => Self::Date,
            Some('"' | '\'') | None => Self::Text,
            Some('0'..='9' | '-' | '+') => Self::Number,
            Some(_) if term == "true" || term == "false" => Self::Boolean,
            Some(_) => Self::Iri,
        }
    }

    fn row(self) -> &'static (&'static str, Self, &'static str) {
        KINDS.iter().find(|row| row.1 == self).expect("every kind has its row")
    }
}

impl Display for ParameterKind {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.row().0)
    }
}

/// Before the values of which a text must be one, as a description lists them.
const ONE_OF: &str = "one of ";

impl Parameter {
    /// Returns the values that there are, where the kind or the description says so: `how it is said, one of loudly, softly; any where
    /// empty`.
    pub fn choices(&self) -> Vec<&str> {
        match (self.kind, self.description.split_once(ONE_OF)) {
            (ParameterKind::Boolean, _) => vec!["true", "false"],
            (ParameterKind::Text, Some((_, listed))) => {
                let listed = listed.split(';').next().unwrap_or_default();
                listed.split(',').map(str::trim).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Returns what it is for, without the values that there are.
    pub fn purpose(&self) -> String {
        match self.description.split_once(ONE_OF) {
            Some((purpose, rest)) if self.kind == ParameterKind::Text => {
                let after = rest.split_once(';').map_or("", |(_, after)| after);
                format!("{};{after}", purpose.trim_end_matches([',', ' ']))
            }
            _ => self.description.clone(),
        }
    }

    /// Returns a value as a term of the parameter's kind.
    pub fn term(&self, value: &str, settings: &Settings) -> Result<Term, QueryError> {
        let choices = self.choices();
        let is_choice = value.is_empty() || choices.is_empty() || choices.contains(&value);
        let term = match self.kind {
            _ if !is_choice => None,
            ParameterKind::Text => Some(Literal::new_simple_literal(value).into()),
            ParameterKind::Iri => iri(value, settings).map(Term::from),
            ParameterKind::Number => number(value).map(Term::from),
            ParameterKind::Date => date(value).map(Term::from),
            ParameterKind::Boolean => {
                value.parse().ok().map(|value: bool| Literal::from(value).into())
            }
        };
        term.ok_or_else(|| QueryError::WrongType {
            name: self.name.clone(),
            value: value.to_owned(),
            expected: match self.kind {
                ParameterKind::Text => format!("{ONE_OF}{}", choices.join(", ")),
                kind => kind.row().2.to_owned(),
            },
        })
    }
}

/// Reads `<…>`, `prefix:name`, a whole IRI, or one relative to the base.
fn iri(value: &str, settings: &Settings) -> Option<NamedNode> {
    let value = value.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')).unwrap_or(value);
    if value.is_empty() {
        return None;
    }
    let under = value.split_once(':').and_then(|(prefix, name)| {
        let (_, namespace) = PREFIXES.iter().find(|(known, _)| *known == prefix)?;
        Some(format!("{namespace}{name}"))
    });
    let whole = under.unwrap_or_else(|| value.to_owned());
    NamedNode::new(&whole)
        .or_else(|_| NamedNode::new(format!("{}{whole}", settings.base.as_str())))
        .ok()
}

/// Reads digits with a sign and a point; no exponent, no infinity.
fn number(value: &str) -> Option<Literal> {
    let digits = value.strip_prefix(['-', '+']).unwrap_or(value);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let kind = if digits.contains('.') { xsd::DECIMAL } else { xsd::INTEGER };
    (is_number(whole) && is_number(fraction)).then(|| Literal::new_typed_literal(value, kind))
}

/// Reads a date as precise as it is given; only days that exist.
fn date(value: &str) -> Option<Literal> {
    let parts: Vec<&str> = value.split('-').collect();
    let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    let numbers = parts
        .iter()
        .map(|part| part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse().ok())?);
    let numbers: Vec<u16> = numbers.collect::<Option<_>>()?;
    let kind = match (lengths.as_slice(), numbers.as_slice()) {
        ([4], _) => xsd::G_YEAR,
        ([4, 2], [_, 1..=12]) => xsd::G_YEAR_MONTH,
        ([4, 2, 2], [year, month @ 1..=12, day]) if (1..=days(*year, *month)).contains(day) => {
            xsd::DATE
        }
        _ => return None,
    };
    Some(Literal::new_typed_literal(value, kind))
}

fn days(year: u16, month: u16) -> u16 {
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(kind: ParameterKind, value: &str, expected: Option<&str>) {
        let parameter =
            Parameter { name: "x".to_owned(), kind, description: String::new(), default: None };
        let term = parameter.term(value, &Settings::default()).ok();
        assert_eq!(term.map(|term| term.to_string()).as_deref(), expected, "{value}");
    }

    #[test]
    fn text_may_be_anything() {
        check(ParameterKind::Text, "", Some("\"\""));
        check(ParameterKind::Text, "a \"b\"\n", Some("\"a \\\"b\\\"\\n\""));
    }

    #[test]
    fn a_text_may_be_one_of_some() {
        let parameter = Parameter {
            name: "how".to_owned(),
            kind: ParameterKind::Text,
            description: "how it is said, one of loudly, softly; any where empty".to_owned(),
            default: Some(String::new()),
        };
        assert_eq!(parameter.choices(), ["loudly", "softly"]);
        assert_eq!(parameter.purpose(), "how it is said; any where empty");
        for fine in ["", "softly"] {
            assert!(parameter.term(fine, &Settings::default()).is_ok(), "{fine}");
        }
        let error = parameter.term("soft", &Settings::default()).unwrap_err().to_string();
        assert!(error.contains("one of loudly, softly"), "{error}");
    }

    #[test]
    fn an_identifier_may_be_short() {
        let is = |value, expected| check(ParameterKind::Iri, value, expected);
        is("sayso:Praises", Some("<https://w3id.org/sayso/ns#Praises>"));
        is("doc/kz/op-ed#s=01", Some("<https://w3id.org/sayso/id/doc/kz/op-ed#s=01>"));
        is("<https://example.org/é>", Some("<https://example.org/é>"));
        is("two words", None);
        is("a> <b", None);
        is("", None);
    }

    #[test]
    fn a_number_has_digits() {
        let is = |value, expected| check(ParameterKind::Number, value, expected);
        is("-3", Some("\"-3\"^^<http://www.w3.org/2001/XMLSchema#integer>"));
        is("0.5", Some("\"0.5\"^^<http://www.w3.org/2001/XMLSchema#decimal>"));
        for none in ["", "3.", ".5", "1e3", "NaN", "٣", "--1", "1.2.3"] {
            is(none, None);
        }
    }

    #[test]
    fn a_date_is_as_precise_as_given() {
        let is = |value, expected| check(ParameterKind::Date, value, expected);
        is("2023", Some("\"2023\"^^<http://www.w3.org/2001/XMLSchema#gYear>"));
        is("2023-03", Some("\"2023-03\"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>"));
        is("2024-02-29", Some("\"2024-02-29\"^^<http://www.w3.org/2001/XMLSchema#date>"));
        for none in [
            "2023-02-29",
            "2023-13",
            "2023-3",
            "23",
            "2023-04-31",
            "2023-04-00",
            "2023-04-01Z",
            "",
            "-",
        ] {
            is(none, None);
        }
    }

    #[test]
    fn a_boolean_is_true_or_false() {
        check(
            ParameterKind::Boolean,
            "true",
            Some("\"true\"^^<http://www.w3.org/2001/XMLSchema#boolean>"),
        );
        check(ParameterKind::Boolean, "yes", None);
    }
}
