//! Literals: each kind of value in the form that a store gives back unchanged.

use oxigraph::model::Literal;
use oxigraph::model::NamedNode;
use oxigraph::model::Term;

use super::vocabulary::xsd;
use crate::model::Confidence;
use crate::model::Date;

/// Returns plain text.
pub(super) fn text(value: impl Into<String>) -> Literal {
    Literal::new_simple_literal(value)
}

/// Returns text in a language, or plain text where the language is unknown or no language tag.
pub(super) fn text_in(value: &str, language: Option<&str>) -> Literal {
    language
        .and_then(|language| Literal::new_language_tagged_literal(value, language).ok())
        .unwrap_or_else(|| text(value))
}

/// Returns a whole number.
pub(super) fn integer(value: usize) -> Literal {
    Literal::from(i64::try_from(value).unwrap_or(i64::MAX))
}

/// Returns a confidence in canonical form: `0.93`, `0.9`, `1`.
pub(super) fn decimal(confidence: Confidence) -> Literal {
    let written = confidence.to_string();
    let canonical = written.trim_end_matches('0').trim_end_matches('.');
    Literal::new_typed_literal(canonical, xsd::DECIMAL)
}

/// Returns a date as precise as it is known.
pub(super) fn date(date: Date) -> Literal {
    let datatype = match date {
        Date::Year(_) => xsd::G_YEAR,
        Date::Month(..) => xsd::G_YEAR_MONTH,
        Date::Day(..) => xsd::DATE,
    };
    Literal::new_typed_literal(date.to_string(), datatype)
}

/// Returns an address: a node where it is an IRI, else its characters.
pub(super) fn address(address: &str) -> Term {
    match NamedNode::new(address) {
        Ok(node) => node.into(),
        Err(_) => Literal::new_typed_literal(address, xsd::ANY_URI).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::address;
    use super::date;
    use super::decimal;
    use super::integer;
    use super::text_in;
    use crate::model::Confidence;
    use crate::model::Date;

    #[track_caller]
    fn check(literal: &impl ToString, expected: &str) {
        let expected = expected.replace("xsd:", "http://www.w3.org/2001/XMLSchema#");
        assert_eq!(literal.to_string(), expected);
    }

    #[test]
    fn numbers_are_canonical() {
        check(&integer(2870), "\"2870\"^^<xsd:integer>");
        for (hundredths, expected) in [(93, "0.93"), (90, "0.9"), (100, "1"), (5, "0.05"), (0, "0")]
        {
            let literal = decimal(Confidence::hundredths(hundredths));
            check(&literal, &format!("\"{expected}\"^^<xsd:decimal>"));
        }
    }

    #[test]
    fn dates_say_how_precise_they_are() {
        check(&date(Date::Year(2023)), "\"2023\"^^<xsd:gYear>");
        check(&date(Date::Month(2023, 3)), "\"2023-03\"^^<xsd:gYearMonth>");
        check(&date(Date::Day(2023, 3, 25)), "\"2023-03-25\"^^<xsd:date>");
    }

    #[test]
    fn a_language_that_is_none_is_left_out() {
        check(&text_in("a", Some("en-GB")), "\"a\"@en-gb");
        check(&text_in("a", Some("not a language")), "\"a\"");
        check(&text_in("a", None), "\"a\"");
    }

    #[test]
    fn an_address_that_is_none_stays_text() {
        check(&address("https://example.org/a"), "<https://example.org/a>");
        check(&address("example.org/a b"), "\"example.org/a b\"^^<xsd:anyURI>");
    }
}
