//! Describes stances.

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
use crate::model::Polarity;
use crate::model::Stance;
use crate::model::StanceKind;

/// Describes the stances of a document.
pub(super) fn describe(scope: &Scope<'_>, quads: &mut Quads) {
    for stance in &scope.account.stances {
        describe_stance(scope, stance, quads);
    }
}

/// Describes a stance.
///
/// ```turtle
/// <#t=…> a sayso:Stance , sayso:Endorsement ; sayso:holder <#e=…> ; sayso:target <#e=…> ; sayso:polarity sayso:Positive ;
///     sayso:kind sayso:Assesses ; sayso:inStatement <#s=…> ; sayso:reportedBy <doc/kz/op-ed> ; sayso:depth 1 ;
///     sayso:cueSpan <text/…#char=9,13> ; sayso:targetSpan <text/…#char=0,8> ; sayso:confidence 0.81 ; sayso:rule "…" .
/// ```
fn describe_stance(scope: &Scope<'_>, stance: &Stance, quads: &mut Quads) {
    let node = scope.part(&stance.id);
    let (side, polarity) = side(stance.polarity);
    quads.say(&node, rdf::TYPE, class::STANCE);
    quads.say(&node, rdf::TYPE, side);
    quads.say(&node, property::POLARITY, polarity);
    quads.say(&node, property::KIND, kind_term(stance.kind));
    for holder in &stance.holder {
        quads.say(&node, property::HOLDER, scope.part(holder));
    }
    for target in &stance.target {
        quads.say(&node, property::TARGET, scope.part(target));
    }
    if let Some(statement) = &stance.statement {
        quads.say(&node, property::IN_STATEMENT, scope.part(statement));
    }
    quads.say(&node, property::REPORTED_BY, reporter(scope, stance));
    quads.say(&node, property::DEPTH, literal::integer(stance.depth.into()));
    quads.flag(&node, property::NEGATED, stance.is_negated);
    quads.flag(&node, property::MODAL, stance.is_modal);
    quads.flag(&node, property::CONDITIONAL, stance.is_conditional);
    if let Some(answer) = &stance.answer {
        recommendation::describe_answer(scope, answer, &node, quads);
    }
    quads.say(&node, property::CONFIDENCE, literal::decimal(stance.confidence));
    quads.say(&node, property::RULE, literal::text(stance.rule));
    describe_spans(scope, stance, &node, quads);
}

fn describe_spans(scope: &Scope<'_>, stance: &Stance, node: &NamedNode, quads: &mut Quads) {
    let parts = [
        (property::HOLDER_SPAN, stance.holder_span),
        (property::CUE_SPAN, Some(stance.cue)),
        (property::TARGET_SPAN, Some(stance.target_span)),
    ];
    for (part, span) in parts {
        if let Some(span) = span {
            let span = span::describe(scope, span, quads);
            quads.say(node, part, span);
        }
    }
}

/// Returns who tells of the stance. A source's own stance is told by whoever reports the statement; another
/// holder's is told by the statement itself, and lies deeper than it. Own words lie at depth 0.
///
/// > ODIHR said that *the vote was free*: told by the document. > ODIHR said that *the EU praised the vote*: told by ODIHR's statement.
fn reporter(scope: &Scope<'_>, stance: &Stance) -> NamedNode {
    let Some(id) = stance.statement.as_deref() else { return scope.document_iri.clone() };
    match scope.statement(id) {
        Some(statement) if stance.depth <= statement.depth => {
            scope.reporter(statement.within.as_deref())
        }
        None if stance.depth == 0 => scope.document_iri.clone(),
        _ => scope.part(id),
    }
}

fn side(polarity: Polarity) -> (NamedNodeRef<'static>, NamedNodeRef<'static>) {
    match polarity {
        Polarity::Positive => (class::ENDORSEMENT, value::POSITIVE),
        Polarity::Negative => (class::CRITICISM, value::NEGATIVE),
    }
}

fn kind_term(kind: StanceKind) -> NamedNodeRef<'static> {
    match kind {
        StanceKind::Welcomes => value::WELCOMES,
        StanceKind::Praises => value::PRAISES,
        StanceKind::Supports => value::SUPPORTS,
        StanceKind::Thanks => value::THANKS,
        StanceKind::Congratulates => value::CONGRATULATES,
        StanceKind::Criticises => value::CRITICISES,
        StanceKind::Condemns => value::CONDEMNS,
        StanceKind::Rejects => value::REJECTS,
        StanceKind::Regrets => value::REGRETS,
        StanceKind::Assesses => value::ASSESSES,
    }
}

#[cfg(test)]
mod tests {
    use super::describe;
    use crate::model::Account;
    use crate::model::Polarity;
    use crate::model::Stance;
    use crate::model::StanceKind;
    use crate::model::Statement;
    use crate::rdf::testing;

    const TEXT: &str = "ODIHR said the vote was free.";

    #[track_caller]
    fn check(statements: Vec<Statement>, stance: Stance, expected: &str) {
        let account = Account { statements, stances: vec![stance], ..Account::default() };
        let document = testing::document(TEXT);
        testing::check(&document, &account, &format!("{expected} {SPANS}"), describe);
    }

    /// Statements are described elsewhere: here they say only how deep they lie.
    fn statement(within: Option<&str>, depth: u8) -> Statement {
        let statement = testing::statement(TEXT, "ODIHR", "said", "the vote was free");
        Statement { within: within.map(str::to_owned), depth, ..statement }
    }

    const SPANS: &str = r#"
        <TEXT#char=24,28> a sayso:Span ; sayso:start 24 ; sayso:end 28 ; sayso:exact "free" .
        <TEXT#char=11,19> a sayso:Span ; sayso:start 11 ; sayso:end 19 ; sayso:exact "the vote" ."#;

    fn stance(statement: Option<&str>, depth: u8) -> Stance {
        let statement = statement.map(str::to_owned);
        Stance { statement, depth, ..testing::stance(TEXT, "free", "the vote") }
    }

    const ENDORSEMENT: &str = r#"<DOC#t=1> a sayso:Stance , sayso:Endorsement ; sayso:holder <DOC#e=1> ;
        sayso:target <DOC#e=2> ; sayso:polarity sayso:Positive ; sayso:kind sayso:Assesses ;
        sayso:cueSpan <TEXT#char=24,28> ; sayso:targetSpan <TEXT#char=11,19> ;
        sayso:confidence 0.8 ; sayso:rule "assessment" ."#;

    #[track_caller]
    fn check_reporter(statements: Vec<Statement>, stance: Stance, reporter: &str) {
        check(statements, stance, &format!("{ENDORSEMENT} <DOC#t=1> {reporter} ."));
    }

    #[test]
    fn a_stance_outside_statements_is_told_by_the_document() {
        check_reporter(Vec::new(), stance(None, 1), "sayso:reportedBy <DOC> ; sayso:depth 1");
    }

    #[test]
    fn a_sources_own_stance_is_told_by_whoever_reports_the_source() {
        let expected = "sayso:inStatement <DOC#s=1> ; sayso:reportedBy <DOC> ; sayso:depth 1";
        check_reporter(vec![statement(None, 1)], stance(Some("s=1"), 1), expected);
        let expected = "sayso:inStatement <DOC#s=1> ; sayso:reportedBy <DOC#s=0> ; sayso:depth 2";
        check_reporter(vec![statement(Some("s=0"), 2)], stance(Some("s=1"), 2), expected);
    }

    #[test]
    fn an_authors_stance_in_own_words_is_told_by_the_document() {
        let expected = "sayso:inStatement <DOC#s=9> ; sayso:reportedBy <DOC> ; sayso:depth 0";
        check_reporter(vec![statement(None, 1)], stance(Some("s=9"), 0), expected);
        let expected = "sayso:inStatement <DOC#s=9> ; sayso:reportedBy <DOC#s=9> ; sayso:depth 1";
        check_reporter(vec![statement(None, 1)], stance(Some("s=9"), 1), expected);
    }

    #[test]
    fn another_holders_stance_is_told_by_the_statement() {
        let expected = "sayso:inStatement <DOC#s=1> ; sayso:reportedBy <DOC#s=1> ; sayso:depth 2";
        check_reporter(vec![statement(None, 1)], stance(Some("s=1"), 2), expected);
    }

    #[test]
    fn a_criticism_with_all_that_can_be_said_of_it() {
        let mut stance = stance(None, 1);
        (stance.polarity, stance.kind) = (Polarity::Negative, StanceKind::Condemns);
        (stance.is_negated, stance.is_modal, stance.is_conditional) = (true, true, true);
        stance.holder_span = Some(testing::span(TEXT, "ODIHR"));
        stance.target.clear();
        let expected = r#"<DOC#t=1> a sayso:Stance , sayso:Criticism ; sayso:holder <DOC#e=1> ;
            sayso:polarity sayso:Negative ; sayso:kind sayso:Condemns ; sayso:reportedBy <DOC> ; sayso:depth 1 ;
            sayso:negated true ; sayso:modal true ; sayso:conditional true ; sayso:holderSpan <TEXT#char=0,5> ;
            sayso:cueSpan <TEXT#char=24,28> ; sayso:targetSpan <TEXT#char=11,19> ;
            sayso:confidence 0.8 ; sayso:rule "assessment" .
            <TEXT#char=0,5> a sayso:Span ; sayso:start 0 ; sayso:end 5 ; sayso:exact "ODIHR" ."#;
        check(Vec::new(), stance, expected);
    }
}
