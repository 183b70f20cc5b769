//! Describes what statements and own words recommend, and how others answer to recommendations.

use super::NamedNode;
use super::NamedNodeRef;
use super::Quads;
use super::Scope;
use super::literal;
use super::span;
use super::vocabulary::class;
use super::vocabulary::property;
use super::vocabulary::rdf;
use super::vocabulary::value;
use crate::model::Answer;
use crate::model::AnswerKind;
use crate::model::Recommendation;

/// Describes what a node recommends: who is to do it, what gives it priority, and until when.
///
/// ```turtle
/// <#s=…> a sayso:Recommendation ; sayso:recommendedTo <#e=…> ; sayso:recommendedToSpan <text/…#char=20,35> ;
///     sayso:prioritySpan <text/…#char=40,53> ; sayso:deadlineSpan <text/…#char=60,78> ; sayso:deadline "2025"^^xsd:gYear ;
///     sayso:recommendationRule "should" .
/// ```
pub(super) fn describe(
    scope: &Scope<'_>,
    recommendation: &Recommendation,
    node: &NamedNode,
    quads: &mut Quads,
) {
    quads.say(node, rdf::TYPE, class::RECOMMENDATION);
    for to in &recommendation.to {
        quads.say(node, property::RECOMMENDED_TO, scope.part(to));
    }
    let parts = [
        (property::RECOMMENDED_TO_SPAN, recommendation.to_span),
        (property::PRIORITY_SPAN, recommendation.priority),
        (property::DEADLINE_SPAN, recommendation.deadline.map(|deadline| deadline.span)),
    ];
    for (part, span) in parts {
        if let Some(span) = span {
            let span = span::describe(scope, span, quads);
            quads.say(node, part, span);
        }
    }
    if let Some(date) = recommendation.deadline.and_then(|deadline| deadline.date) {
        quads.say(node, property::DEADLINE, literal::date(date));
    }
    quads.say(node, property::RECOMMENDATION_RULE, literal::text(recommendation.rule));
}

/// Describes what a node does with the recommendations of somebody.
///
/// ```turtle
/// <#t=…> sayso:answer sayso:TakenUp ; sayso:recommender <#e=…> .
/// ```
pub(super) fn describe_answer(
    scope: &Scope<'_>,
    answer: &Answer,
    node: &NamedNode,
    quads: &mut Quads,
) {
    quads.say(node, property::ANSWER, answer_term(answer.kind));
    for of in &answer.of {
        quads.say(node, property::RECOMMENDER, scope.part(of));
    }
}

/// Returns the term for what is done with a recommendation.
pub(super) fn answer_term(kind: AnswerKind) -> NamedNodeRef<'static> {
    match kind {
        AnswerKind::Supports => value::SUPPORTED,
        AnswerKind::Accepts => value::TAKEN_UP,
        AnswerKind::Rejects => value::TURNED_DOWN,
    }
}
