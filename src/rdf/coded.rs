//! Describes what people have coded in a document by hand, beside what the program finds in it.

use oxigraph::model::Literal;

use super::NamedNode;
use super::Quads;
use super::Scope;
use super::literal;
use super::span;
use super::vocabulary::class;
use super::vocabulary::dcterms;
use super::vocabulary::property;
use super::vocabulary::rdf;
use crate::model::HandCoded;
use crate::model::HandCodedStatement;
use crate::model::Value;

/// Describes the codings of a document, if it has some. What is said of a value is a value, too, of a variable with two names.
///
/// ```turtle
/// <doc/valley/2> sayso:section "2" ; sayso:typeText "letter" ; sayso:codersNote "checked" .
/// <doc/valley/2#h=…> a sayso:HandCoded ; dcterms:identifier "3" ; sayso:codedIn <doc/valley/2> ; sayso:program "DNA" ;
///     sayso:statementType "DNA Statement" ; dcterms:creator "Ana" ; sayso:span <text/…#char=35,48> ; sayso:codedValue <#v=…> .
/// <doc/valley/2#v=…> a sayso:CodedValue ; sayso:variable "organization.Type" ; sayso:value "NGO" .
/// ```
pub(super) fn describe(scope: &Scope<'_>, quads: &mut Quads) {
    let Some(coded) = &scope.document.coded else { return };
    let texts = [
        (property::SECTION, &coded.section),
        (property::TYPE_TEXT, &coded.kind),
        (property::CODERS_NOTE, &coded.notes),
    ];
    for (property, text) in texts {
        if !text.is_empty() {
            quads.say(&scope.document_iri, property, literal::text(text));
        }
    }
    for statement in &coded.statements {
        describe_statement(scope, coded, statement, quads);
    }
}

fn describe_statement(
    scope: &Scope<'_>,
    coded: &HandCoded,
    statement: &HandCodedStatement,
    quads: &mut Quads,
) {
    let key = &scope.document.key;
    let node = scope.base.coded(key, &coded.program, statement);
    quads.say(&node, rdf::TYPE, class::HAND_CODED);
    quads.say(&node, dcterms::IDENTIFIER, literal::text(&statement.id));
    quads.say(&node, property::CODED_IN, scope.document_iri.clone());
    quads.say(&node, property::PROGRAM, literal::text(&coded.program));
    quads.say(&node, property::STATEMENT_TYPE, literal::text(&statement.kind));
    if !statement.coder.is_empty() {
        quads.say(&node, dcterms::CREATOR, literal::text(&statement.coder));
    }
    if let Some(words) = statement.span.and_then(|at| scope.span(at)) {
        let words = span::describe(scope, words, quads);
        quads.say(&node, property::SPAN, words);
    }
    for value in &statement.values {
        describe_value(scope, &node, &value.variable, literal_of(&value.value), quads);
        for (attribute, words) in &value.attributes {
            let variable = format!("{}.{attribute}", value.variable);
            describe_value(scope, &node, &variable, literal::text(words), quads);
        }
    }
}

fn describe_value(
    scope: &Scope<'_>,
    statement: &NamedNode,
    variable: &str,
    value: Literal,
    quads: &mut Quads,
) {
    let node = scope.base.coded_value(&scope.document.key, statement, variable);
    quads.say(statement, property::CODED_VALUE, node.clone());
    quads.say(&node, rdf::TYPE, class::CODED_VALUE);
    quads.say(&node, property::VARIABLE, literal::text(variable));
    quads.say(&node, property::VALUE, value);
}

fn literal_of(value: &Value) -> Literal {
    match value {
        Value::Boolean(yes) => Literal::from(*yes),
        Value::Integer(number) => Literal::from(*number),
        Value::Text(words) => literal::text(words),
    }
}

#[cfg(test)]
mod tests {
    use super::describe;
    use crate::model::Account;
    use crate::model::CodePointSpan;
    use crate::model::HandCoded;
    use crate::model::HandCodedStatement;
    use crate::model::HandCodedValue;
    use crate::model::Value;
    use crate::rdf::Base;
    use crate::rdf::testing;

    fn value(variable: &str, value: Value, attribute: Option<(&str, &str)>) -> HandCodedValue {
        let attributes = attribute.map(|(name, words)| (name.to_owned(), words.to_owned()));
        HandCodedValue {
            variable: variable.to_owned(),
            value,
            attributes: attributes.into_iter().collect(),
        }
    }

    #[track_caller]
    fn check(span: Option<CodePointSpan>, expected: &str) {
        let mut document = testing::document("😀 Плотина нужна");
        let organization = Value::Text("Совет \"долины\"".to_owned());
        let statement = HandCodedStatement {
            id: "3".to_owned(),
            kind: "DNA Statement".to_owned(),
            coder: "Ана".to_owned(),
            span,
            values: vec![
                value("organization", organization, Some(("Type", "Council"))),
                value("agreement", Value::Boolean(true), None),
                value("strength", Value::Integer(-2), None),
            ],
        };
        let base = Base::default();
        let node = base.coded(&document.key, "DNA", &statement);
        let value_of = |variable: &str| base.coded_value(&document.key, &node, variable);
        let names = ["organization", "organization.Type", "agreement", "strength"].map(value_of);
        let [organization, kind, agreement, strength] = &names;
        let expected = format!(
            r#"<DOC> sayso:section "1" ; sayso:codersNote "checked" .
            {node} a sayso:HandCoded ; dcterms:identifier "3" ; sayso:codedIn <DOC> ; sayso:program "DNA" ;
                sayso:statementType "DNA Statement" ; dcterms:creator "Ана" ; sayso:codedValue {organization} , {kind} , {agreement} , {strength} .
            {organization} a sayso:CodedValue ; sayso:variable "organization" ; sayso:value "Совет \"долины\"" .
            {kind} a sayso:CodedValue ; sayso:variable "organization.Type" ; sayso:value "Council" .
            {agreement} a sayso:CodedValue ; sayso:variable "agreement" ; sayso:value true .
            {strength} a sayso:CodedValue ; sayso:variable "strength" ; sayso:value -2 .
            {expected}"#
        )
        .replace("NODE", &node.to_string());
        let (program, section) = ("DNA".to_owned(), "1".to_owned());
        let notes = "checked".to_owned();
        document.coded = Some(HandCoded {
            program,
            section,
            notes,
            statements: vec![statement],
            ..HandCoded::default()
        });
        testing::check(&document, &Account::default(), &expected, describe);
    }

    #[test]
    fn a_coding_has_its_words_coder_and_values() {
        let words = r#"NODE sayso:span <TEXT#char=2,9> . <TEXT#char=2,9> a sayso:Span ; sayso:start 2 ; sayso:end 9 ; sayso:exact "Плотина" ."#;
        check(Some(CodePointSpan { start: 2, end: 9 }), words);
    }

    #[test]
    fn a_coding_without_words_stays() {
        check(None, "");
        check(Some(CodePointSpan { start: 2, end: 99 }), "");
    }
}
