//! Describes statements, and the sentences that an author says without a cue.

use super::NamedNode;
use super::NamedNodeRef;
use super::Quads;
use super::Scope;
use super::literal;
use super::recommendation;
use super::span;
use super::vocabulary::class;
use super::vocabulary::property;
use super::vocabulary::rdf;
use super::vocabulary::value;
use crate::model::Act;
use crate::model::Confidence;
use crate::model::Factuality;
use crate::model::Manner;
use crate::model::OwnWords;
use crate::model::Polarity;
use crate::model::QuotationKind;
use crate::model::SourceKind;
use crate::model::Span;
use crate::model::Statement;
use crate::model::Strength;

/// Describes the statements and own words of a document.
pub(super) fn describe(scope: &Scope<'_>, quads: &mut Quads) {
    for statement in &scope.account.statements {
        describe_statement(scope, statement, quads);
    }
    for own_words in &scope.account.own_words {
        describe_own_words(scope, own_words, quads);
    }
}

/// Describes a statement.
///
/// ```turtle
/// <#s=…> a sayso:Statement ; sayso:source <#e=…> ; sayso:sourceKind sayso:NamedSource ; sayso:act sayso:Assertive ;
///     sayso:quotation sayso:Indirect ; sayso:reportedBy <doc/kz/op-ed> ; sayso:depth 1 ;
///     sayso:sourceSpan <text/…#char=0,5> ; sayso:cueSpan <text/…#char=6,11> ; sayso:contentSpan <text/…#char=12,40> ;
///     sayso:confidence 0.93 ; sayso:rule "cue-clause" .
/// ```
fn describe_statement(scope: &Scope<'_>, statement: &Statement, quads: &mut Quads) {
    let node = scope.part(&statement.id);
    quads.say(&node, rdf::TYPE, class::STATEMENT);
    if let Some(recommendation) = &statement.recommendation {
        recommendation::describe(scope, recommendation, &node, quads);
    }
    if let Some(answer) = &statement.answer {
        recommendation::describe_answer(scope, answer, &node, quads);
    }
    for source in &statement.source {
        quads.say(&node, property::SOURCE, scope.part(source));
    }
    for addressee in &statement.addressee {
        quads.say(&node, property::ADDRESSEE, scope.part(addressee));
    }
    quads.say(&node, property::SOURCE_KIND, source_kind_term(statement.source_kind));
    quads.say(&node, property::ACT, act_term(statement.act));
    describe_manner(statement.act, statement.manner, &node, quads);
    quads.say(&node, property::QUOTATION, quotation_term(statement.quotation));
    quads.say(&node, property::REPORTED_BY, scope.reporter(statement.within.as_deref()));
    quads.say(&node, property::DEPTH, literal::integer(statement.depth.into()));
    if let Some(date) = statement.said_on {
        quads.say(&node, property::SAID_ON, literal::date(date));
    }
    quads.flag(&node, property::NEGATED, statement.is_negated);
    quads.flag(&node, property::MODAL, statement.is_modal);
    quads.flag(&node, property::HEDGED, statement.is_hedged);
    quads.say(&node, property::CONFIDENCE, literal::decimal(statement.confidence));
    quads.say(&node, property::RULE, literal::text(statement.rule));
    describe_spans(scope, statement, &node, quads);
}

/// Describes how a cue presents the content, where it tells more than the act: what is said is stated, and what is
/// asked or promised is unasserted, plainly, and the reporter takes no side.
///
/// ```turtle
/// <#s=…> sayso:factuality sayso:Claimed ; sayso:strength sayso:Strong ; sayso:reporterPolarity sayso:Negative .
/// ```
fn describe_manner(act: Act, manner: Manner, node: &NamedNode, quads: &mut Quads) {
    if manner.factuality != act.factuality(None) {
        quads.say(node, property::FACTUALITY, factuality_term(manner.factuality));
    }
    if let Some(strength) = strength_term(manner.strength) {
        quads.say(node, property::STRENGTH, strength);
    }
    if let Some(polarity) = manner.reporter {
        quads.say(node, property::REPORTER_POLARITY, polarity_term(polarity));
    }
}

fn describe_spans(scope: &Scope<'_>, statement: &Statement, node: &NamedNode, quads: &mut Quads) {
    let parts: [(_, &[Span]); 4] = [
        (property::SOURCE_SPAN, statement.source_span.as_slice()),
        (property::CUE_SPAN, &statement.cue),
        (property::CONTENT_SPAN, &statement.content),
        (property::ADDRESSEE_SPAN, statement.addressee_span.as_slice()),
    ];
    for (part, spans) in parts {
        for &span in spans {
            let span = span::describe(scope, span, quads);
            quads.say(node, part, span);
        }
    }
}

/// How sure it is that a sentence of an authored document is its author's: only the author and the ends of the
/// sentence were inferred.
const OWN_WORDS: Confidence = Confidence::hundredths(90);

/// Describes a sentence of an author without a cue. It is no statement: nobody says that it was said.
///
/// ```turtle
/// <#s=…> a sayso:OwnWords ; sayso:source <#e=…> ; sayso:sourceKind sayso:AuthorSource ; sayso:reportedBy <doc/kz/op-ed> ;
///     sayso:depth 0 ; sayso:contentSpan <text/…#char=0,40> ; sayso:confidence 0.9 ; sayso:rule "own-words" .
/// ```
fn describe_own_words(scope: &Scope<'_>, own_words: &OwnWords, quads: &mut Quads) {
    let node = scope.part(&own_words.id);
    quads.say(&node, rdf::TYPE, class::OWN_WORDS);
    if let Some(source) = &own_words.source {
        quads.say(&node, property::SOURCE, scope.part(source));
    }
    if let Some(recommendation) = &own_words.recommendation {
        recommendation::describe(scope, recommendation, &node, quads);
    }
    let kind = if own_words.source.is_some() { SourceKind::Author } else { SourceKind::Unknown };
    quads.say(&node, property::SOURCE_KIND, source_kind_term(kind));
    quads.say(&node, property::REPORTED_BY, scope.document_iri.clone());
    quads.say(&node, property::DEPTH, literal::integer(0));
    let span = span::describe(scope, own_words.content, quads);
    quads.say(&node, property::CONTENT_SPAN, span);
    quads.say(&node, property::CONFIDENCE, literal::decimal(OWN_WORDS));
    quads.say(&node, property::RULE, literal::text("own-words"));
}

fn source_kind_term(kind: SourceKind) -> NamedNodeRef<'static> {
    match kind {
        SourceKind::Named => value::NAMED_SOURCE,
        SourceKind::Anonymous => value::ANONYMOUS_SOURCE,
        SourceKind::Unknown => value::UNKNOWN_SOURCE,
        SourceKind::Author => value::AUTHOR_SOURCE,
    }
}

fn act_term(act: Act) -> NamedNodeRef<'static> {
    match act {
        Act::Assertive => value::ASSERTIVE,
        Act::Directive => value::DIRECTIVE,
        Act::Commissive => value::COMMISSIVE,
        Act::Expressive => value::EXPRESSIVE,
    }
}

pub(super) fn factuality_term(factuality: Factuality) -> NamedNodeRef<'static> {
    match factuality {
        Factuality::Stated => value::STATED,
        Factuality::Claimed => value::CLAIMED,
        Factuality::Presupposed => value::PRESUPPOSED,
        Factuality::Admitted => value::ADMITTED,
        Factuality::Denied => value::DENIED,
        Factuality::Unasserted => value::UNASSERTED,
    }
}

fn strength_term(strength: Strength) -> Option<NamedNodeRef<'static>> {
    match strength {
        Strength::Weak => Some(value::WEAK),
        Strength::Plain => None,
        Strength::Strong => Some(value::STRONG),
    }
}

fn polarity_term(polarity: Polarity) -> NamedNodeRef<'static> {
    match polarity {
        Polarity::Positive => value::POSITIVE,
        Polarity::Negative => value::NEGATIVE,
    }
}

fn quotation_term(kind: QuotationKind) -> NamedNodeRef<'static> {
    match kind {
        QuotationKind::Direct => value::DIRECT,
        QuotationKind::Indirect => value::INDIRECT,
        QuotationKind::Mixed => value::MIXED,
    }
}

#[cfg(test)]
mod tests {
    use super::describe;
    use crate::model::Account;
    use crate::model::Act;
    use crate::model::Answer;
    use crate::model::AnswerKind;
    use crate::model::Date;
    use crate::model::Deadline;
    use crate::model::Factuality;
    use crate::model::Manner;
    use crate::model::OwnWords;
    use crate::model::Polarity;
    use crate::model::Proposition;
    use crate::model::QuotationKind;
    use crate::model::Recommendation;
    use crate::model::SourceKind;
    use crate::model::Statement;
    use crate::model::Strength;
    use crate::rdf::testing;

    const TEXT: &str = "ODIHR noted that turnout rose.";

    fn statement() -> Statement {
        testing::statement(TEXT, "ODIHR", "noted", "turnout rose")
    }

    const SPANS: &str = r#"
        <TEXT#char=0,5> a sayso:Span ; sayso:start 0 ; sayso:end 5 ; sayso:exact "ODIHR" .
        <TEXT#char=6,11> a sayso:Span ; sayso:start 6 ; sayso:end 11 ; sayso:exact "noted" .
        <TEXT#char=17,29> a sayso:Span ; sayso:start 17 ; sayso:end 29 ; sayso:exact "turnout rose" ."#;

    #[track_caller]
    fn check(statement: Statement, expected: &str) {
        let account = Account { statements: vec![statement], ..Account::default() };
        testing::check(&testing::document(TEXT), &account, expected, describe);
    }

    #[test]
    fn a_statement_has_source_cue_and_content() {
        let expected = r#"<DOC#s=1> a sayso:Statement ; sayso:source <DOC#e=1> ; sayso:sourceKind sayso:NamedSource ;
            sayso:act sayso:Assertive ; sayso:quotation sayso:Indirect ; sayso:reportedBy <DOC> ; sayso:depth 1 ;
            sayso:sourceSpan <TEXT#char=0,5> ; sayso:cueSpan <TEXT#char=6,11> ; sayso:contentSpan <TEXT#char=17,29> ;
            sayso:confidence 0.93 ; sayso:rule "cue-clause" ."#;
        check(statement(), &format!("{expected} {SPANS}"));
    }

    #[test]
    fn a_recommendation_inside_a_statement_with_all_that_can_be_said_of_it() {
        let mut statement = statement();
        statement.source_kind = SourceKind::Anonymous;
        statement.act = Act::Directive;
        statement.manner = Manner {
            factuality: Factuality::Denied,
            strength: Strength::Strong,
            reporter: Some(Polarity::Negative),
        };
        statement.quotation = QuotationKind::Mixed;
        statement.recommendation = Some(Recommendation {
            to: vec!["e=2".to_owned()],
            to_span: Some(testing::span(TEXT, "turnout")),
            priority: Some(testing::span(TEXT, "noted")),
            deadline: Some(Deadline {
                span: testing::span(TEXT, "rose"),
                date: Some(Date::Year(2025)),
            }),
            rule: "should",
        });
        statement.answer = Some(Answer {
            kind: AnswerKind::Accepts,
            of: vec!["e=3".to_owned()],
            is_plural: true,
            words: Vec::new(),
        });
        statement.addressee = vec!["e=2".to_owned(), "e=3".to_owned()];
        statement.addressee_span = Some(testing::span(TEXT, "turnout"));
        statement.within = Some("s=0".to_owned());
        statement.depth = 2;
        statement.said_on = Some(Date::Day(2023, 3, 20));
        (statement.is_negated, statement.is_modal, statement.is_hedged) = (true, true, true);
        let expected = r#"<DOC#s=1> a sayso:Statement , sayso:Recommendation ; sayso:source <DOC#e=1> ;
            sayso:sourceKind sayso:AnonymousSource ; sayso:act sayso:Directive ; sayso:quotation sayso:Mixed ;
            sayso:factuality sayso:Denied ; sayso:strength sayso:Strong ; sayso:reporterPolarity sayso:Negative ;
            sayso:recommendedTo <DOC#e=2> ; sayso:recommendedToSpan <TEXT#char=17,24> ; sayso:prioritySpan <TEXT#char=6,11> ;
            sayso:deadlineSpan <TEXT#char=25,29> ; sayso:deadline "2025"^^xsd:gYear ; sayso:recommendationRule "should" ;
            sayso:answer sayso:TakenUp ; sayso:recommender <DOC#e=3> ;
            sayso:addressee <DOC#e=2> , <DOC#e=3> ; sayso:addresseeSpan <TEXT#char=17,24> ;
            sayso:reportedBy <DOC#s=0> ; sayso:depth 2 ; sayso:saidOn "2023-03-20"^^xsd:date ; sayso:negated true ; sayso:modal true ; sayso:hedged true ;
            sayso:sourceSpan <TEXT#char=0,5> ; sayso:cueSpan <TEXT#char=6,11> ; sayso:contentSpan <TEXT#char=17,29> ;
            sayso:confidence 0.93 ; sayso:rule "cue-clause" .
            <TEXT#char=17,24> a sayso:Span ; sayso:start 17 ; sayso:end 24 ; sayso:exact "turnout" .
            <TEXT#char=25,29> a sayso:Span ; sayso:start 25 ; sayso:end 29 ; sayso:exact "rose" ."#;
        check(statement, &format!("{expected} {SPANS}"));
    }

    #[test]
    fn a_quotation_that_goes_on_has_neither_cue_nor_source_span() {
        let mut statement = statement();
        (statement.source, statement.source_span, statement.cue) = (Vec::new(), None, Vec::new());
        statement.source_kind = SourceKind::Unknown;
        statement.quotation = QuotationKind::Direct;
        statement.act = Act::Commissive;
        statement.manner.factuality = Factuality::Unasserted;
        let expected = r#"<DOC#s=1> a sayso:Statement ; sayso:sourceKind sayso:UnknownSource ;
            sayso:act sayso:Commissive ; sayso:quotation sayso:Direct ; sayso:reportedBy <DOC> ; sayso:depth 1 ;
            sayso:contentSpan <TEXT#char=17,29> ; sayso:confidence 0.93 ; sayso:rule "cue-clause" .
            <TEXT#char=17,29> a sayso:Span ; sayso:start 17 ; sayso:end 29 ; sayso:exact "turnout rose" ."#;
        check(statement, expected);
    }

    #[test]
    fn own_words_are_the_authors() {
        let content = testing::span(TEXT, "turnout rose");
        let own_words = OwnWords {
            id: "s=2".to_owned(),
            source: Some("e=1".to_owned()),
            content,
            recommendation: None,
            proposition: Proposition::default(),
        };
        let account = Account {
            author: Some("e=1".to_owned()),
            own_words: vec![own_words],
            ..Account::default()
        };
        let expected = r#"<DOC#s=2> a sayso:OwnWords ; sayso:source <DOC#e=1> ; sayso:sourceKind sayso:AuthorSource ;
            sayso:reportedBy <DOC> ; sayso:depth 0 ; sayso:contentSpan <TEXT#char=17,29> ;
            sayso:confidence 0.9 ; sayso:rule "own-words" .
            <TEXT#char=17,29> a sayso:Span ; sayso:start 17 ; sayso:end 29 ; sayso:exact "turnout rose" ."#;
        testing::check(&testing::document(TEXT), &account, expected, describe);
    }
}
