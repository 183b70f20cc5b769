//! Describes a span: where it stands in its text, and its words.

use super::NamedNode;
use super::Quads;
use super::Scope;
use super::literal;
use super::vocabulary::class;
use super::vocabulary::property;
use super::vocabulary::rdf;
use crate::model::Span;

/// Describes a span and returns its identifier. A span described twice is the same quads.
///
/// ```turtle
/// <text/…#char=936,984> a sayso:Span ; sayso:start 936 ; sayso:end 984 ; sayso:exact "…" ; sayso:page 3 .
/// ```
pub(super) fn describe(scope: &Scope<'_>, span: Span, quads: &mut Quads) -> NamedNode {
    let at = scope.at(span);
    let node = scope.base.span(&scope.text_hash, at);
    quads.say(&node, rdf::TYPE, class::SPAN);
    quads.say(&node, property::START, literal::integer(at.start));
    quads.say(&node, property::END, literal::integer(at.end));
    quads.say(&node, property::EXACT, literal::text(span.of(&scope.document.text)));
    if let Some(page) = page(&scope.document.page_starts, span) {
        quads.say(&node, property::PAGE, literal::integer(page));
    }
    node
}

/// Returns the page that a span begins on, counted from 1; nothing in a document without pages.
fn page(page_starts: &[usize], span: Span) -> Option<usize> {
    let turned = page_starts.partition_point(|&start| start <= span.start());
    (!page_starts.is_empty()).then_some(turned + 1)
}

#[cfg(test)]
mod tests {
    use super::describe;
    use crate::model::Account;
    use crate::model::Document;
    use crate::rdf::Base;
    use crate::rdf::testing;

    #[track_caller]
    fn check(document: &Document, words: &str, expected: &str) {
        let account = Account::default();
        testing::check(document, &account, expected, |scope, quads| {
            describe(scope, testing::span(&document.text, words), quads);
        });
    }

    #[test]
    fn offsets_count_code_points() {
        let document = testing::document("“Free”: the Оffice said so.");
        let expected = r#"<TEXT#char=12,18> a sayso:Span ; sayso:start 12 ; sayso:end 18 ; sayso:exact "Оffice" ."#;
        check(&document, "Оffice", expected);
    }

    #[test]
    fn pages_are_counted_from_one() {
        let mut document = testing::document("one two three");
        document.page_starts = vec![4, 8];
        for (words, start, end, page) in [("one", 0, 3, 1), ("two", 4, 7, 2), ("three", 8, 13, 3)] {
            let expected = format!(
                r#"<TEXT#char={start},{end}> a sayso:Span ; sayso:start {start} ; sayso:end {end} ;
                    sayso:exact "{words}" ; sayso:page {page} ."#
            );
            check(&document, words, &expected);
        }
    }

    #[test]
    fn a_span_is_named_by_its_text_not_its_document() {
        let (one, mut two) = (testing::document("same"), testing::document("same"));
        two.key.id = "other".to_owned();
        let (base, account) = (Base::default(), Account::default());
        let name = |document: &Document| {
            let scope = crate::rdf::Scope::new(&base, document, &account);
            describe(&scope, testing::span("same", "same"), &mut testing::quads())
        };
        assert_eq!(name(&one), name(&two));
    }
}
