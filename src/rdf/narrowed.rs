//! Narrows a document's graph to the findings that an account keeps.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use super::Base;
use super::NamedNode;
use super::NamedOrBlankNode;
use super::Quad;
use super::Quads;
use super::Term;
use super::TermRef;
use super::literal;
use super::vocabulary::class;
use super::vocabulary::property;
use super::vocabulary::rdf;
use crate::model::AnnotatedDocument;
use crate::model::Confidence;
use crate::model::DocumentKey;

/// Returns what of a document's graph stands when only an account's statements and stances count, and only the
/// affiliations of which the program is sure enough. Who tells a finding, and how deep it stands, is as the account says.
///
/// ```turtle
/// <#s=1> a sayso:Statement ; sayso:reportedBy <doc/…> ; sayso:depth 1 ; sayso:confidence 0.4 .
/// <#s=2> a sayso:Statement ; sayso:reportedBy <#s=1> ; sayso:depth 2 ; sayso:confidence 0.9 .
/// # narrowed to what is at least 0.8 sure:
/// <#s=2> a sayso:Statement ; sayso:reportedBy <doc/…> ; sayso:depth 1 ; sayso:confidence 0.9 .
/// ```
pub fn narrowed(
    base: &Base,
    key: &DocumentKey,
    account: &AnnotatedDocument,
    minimum: Confidence,
    quads: &[Quad],
) -> Vec<Quad> {
    let kept = Kept::new(base, key, account);
    let gone = kept.gone(minimum, quads);
    let mut narrowed = Quads::of(kept.document.clone());
    for (node, place) in &kept.findings {
        kept.describe(node, place, &mut narrowed);
    }
    let mut narrowed = narrowed.sorted();
    narrowed.extend(quads.iter().filter(|quad| !kept.is_told_anew(quad, &gone)).cloned());
    let pointed_at: BTreeSet<&NamedNode> = narrowed.iter().filter_map(object).collect();
    let is_span = |quad: &&Quad| is_typed(quad, TermRef::from(class::SPAN));
    let spans = quads.iter().filter(is_span).filter_map(subject);
    let idle: BTreeSet<&NamedNode> = spans.filter(|span| !pointed_at.contains(span)).collect();
    let is_idle = |quad: &Quad| subject(quad).is_some_and(|node| idle.contains(node));
    let narrowed = narrowed.iter().filter(|quad| !is_idle(quad)).cloned().collect();
    super::quads::sorted(narrowed)
}

/// Where a finding stands: who tells it, how deep, and in which statement.
struct Place<'a> {
    reporter: Option<&'a str>,
    depth: Option<u8>,
    statement: Option<&'a str>,
}

/// The findings that stay, by their nodes.
struct Kept<'a> {
    base: &'a Base,
    key: &'a DocumentKey,
    document: NamedNode,
    findings: BTreeMap<NamedNode, Place<'a>>,
}

impl<'a> Kept<'a> {
    fn new(base: &'a Base, key: &'a DocumentKey, account: &'a AnnotatedDocument) -> Self {
        let mut findings = BTreeMap::new();
        let mut depths = BTreeMap::new();
        for statement in &account.statements {
            let reporter = statement.within.as_deref();
            depths.insert(statement.id.as_str(), (statement.depth, reporter));
            let place = Place { reporter, depth: statement.depth, statement: None };
            findings.insert(base.part(key, &statement.id), place);
        }
        for stance in &account.stances {
            let statement = stance.statement.as_deref();
            let reporter = statement.and_then(|id| match depths.get(id) {
                Some((depth, around)) if stance.depth <= *depth => *around,
                None if stance.depth == Some(0) => None,
                _ => Some(id),
            });
            let place = Place { reporter, depth: stance.depth, statement };
            findings.insert(base.part(key, &stance.id), place);
        }
        Self { base, key, document: base.document(key), findings }
    }

    /// Returns the nodes of findings that do not stay.
    fn gone<'quad>(&self, minimum: Confidence, quads: &'quad [Quad]) -> BTreeSet<&'quad NamedNode> {
        let of_class = |class: TermRef<'static>| {
            quads.iter().filter(move |quad| is_typed(quad, class)).filter_map(subject)
        };
        let findings = [class::STATEMENT, class::STANCE].map(TermRef::from);
        let findings = findings.into_iter().flat_map(of_class);
        let mut gone: BTreeSet<&NamedNode> =
            findings.filter(|node| !self.findings.contains_key(*node)).collect();
        let unsure: BTreeSet<&NamedNode> = quads
            .iter()
            .filter(|quad| quad.predicate == property::CONFIDENCE)
            .filter(|quad| confidence(quad).is_some_and(|confidence| confidence < minimum))
            .filter_map(subject)
            .collect();
        let affiliations = of_class(TermRef::from(class::AFFILIATION));
        gone.extend(affiliations.filter(|node| unsure.contains(node)));
        gone
    }

    /// Returns whether a quad is of what does not stay, or says where a finding stands.
    fn is_told_anew(&self, quad: &Quad, gone: &BTreeSet<&NamedNode>) -> bool {
        let is_place = [property::REPORTED_BY, property::DEPTH, property::IN_STATEMENT]
            .contains(&quad.predicate.as_ref());
        subject(quad)
            .is_some_and(|node| gone.contains(node) || is_place && self.findings.contains_key(node))
            || object(quad).is_some_and(|node| gone.contains(node))
    }

    fn describe(&self, node: &NamedNode, place: &Place<'_>, quads: &mut Quads) {
        let part = |id: &str| self.base.part(self.key, id);
        let reporter = place.reporter.map_or_else(|| self.document.clone(), part);
        quads.say(node, property::REPORTED_BY, reporter);
        if let Some(depth) = place.depth {
            quads.say(node, property::DEPTH, literal::integer(depth.into()));
        }
        if let Some(statement) = place.statement {
            quads.say(node, property::IN_STATEMENT, part(statement));
        }
    }
}

fn is_typed(quad: &Quad, class: TermRef<'_>) -> bool {
    quad.predicate == rdf::TYPE && quad.object.as_ref() == class
}

fn subject(quad: &Quad) -> Option<&NamedNode> {
    match &quad.subject {
        NamedOrBlankNode::NamedNode(node) => Some(node),
        NamedOrBlankNode::BlankNode(_) => None,
    }
}

fn object(quad: &Quad) -> Option<&NamedNode> {
    match &quad.object {
        Term::NamedNode(node) => Some(node),
        _ => None,
    }
}

fn confidence(quad: &Quad) -> Option<Confidence> {
    match &quad.object {
        Term::Literal(value) => value.value().parse().ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::narrowed;
    use crate::model::Account;
    use crate::model::Affiliation;
    use crate::model::AnnotatedDocument;
    use crate::model::Confidence;
    use crate::model::Stance;
    use crate::model::Statement;
    use crate::rdf;
    use crate::rdf::Base;
    use crate::rdf::testing;

    const TEXT: &str = "Ann said Bo, the chair, told her that Cy praised the vote.";

    /// Returns two statements, one in the other, and a stance and a post inside both.
    fn account() -> Account {
        let outer = testing::statement(TEXT, "Ann", "said", "Bo, the chair, told her");
        let inner = Statement {
            id: "s=2".to_owned(),
            within: Some("s=1".to_owned()),
            depth: 2,
            ..testing::statement(TEXT, "Bo", "told", "Cy praised the vote")
        };
        let stance = Stance {
            statement: Some("s=2".to_owned()),
            depth: 3,
            ..testing::stance(TEXT, "praised", "the vote")
        };
        let post = Affiliation {
            person: "e=1".to_owned(),
            role: Some("chair".to_owned()),
            organization: None,
            span: testing::span(TEXT, "the chair"),
            confidence: Confidence::hundredths(95),
            rule: "apposition",
        };
        Account {
            statements: vec![outer, inner],
            stances: vec![stance],
            affiliations: vec![post],
            ..Account::default()
        }
    }

    /// Checks that a narrowed graph is the graph of what is left.
    #[track_caller]
    fn check(given: &Account, left: &Account) {
        let (base, run) = (Base::default(), testing::run());
        let document = testing::document(TEXT);
        let minimum = Confidence::hundredths(80);
        let mut annotated = AnnotatedDocument::new(&document, given);
        annotated.leave_out_below(minimum);
        let whole = rdf::document(&base, &document, given, &run);
        let found = narrowed(&base, &document.key, &annotated, minimum, &whole);
        let expected = rdf::document(&base, &document, left, &run);
        assert_eq!(rdf::to_nquads(&found), rdf::to_nquads(&expected));
    }

    #[test]
    fn what_is_sure_is_as_it_was() {
        check(&account(), &account());
    }

    #[test]
    fn what_is_told_by_something_unsure_is_told_by_the_document() {
        let mut given = account();
        given.statements[0].confidence = Confidence::hundredths(79);
        let mut left = account();
        left.statements.remove(0);
        left.statements[0].within = None;
        left.statements[0].depth = 1;
        left.stances[0].depth = 2;
        check(&given, &left);
    }

    #[test]
    fn a_stance_stays_without_its_statement() {
        let mut given = account();
        given.statements[1].confidence = Confidence::hundredths(10);
        let mut left = account();
        left.statements.remove(1);
        left.stances[0].statement = Some("s=1".to_owned());
        left.stances[0].depth = 2;
        check(&given, &left);
    }

    #[test]
    fn stances_and_posts_can_be_unsure_too() {
        let mut given = account();
        given.stances[0].confidence = Confidence::hundredths(50);
        given.affiliations[0].confidence = Confidence::hundredths(50);
        let left = Account { stances: Vec::new(), affiliations: Vec::new(), ..account() };
        check(&given, &left);
    }
}
