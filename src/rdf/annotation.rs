//! Describes spans as W3C Web Annotations, which other tools read. Made on export; the store keeps [`sayso:Span`]s.
//!
//! [`sayso:Span`]: super::vocabulary::class::SPAN

use super::Base;
use super::Identifier;
use super::Literal;
use super::NamedNode;
use super::NamedOrBlankNode;
use super::Quad;
use super::Quads;
use super::Term;
use super::literal;
use super::vocabulary::oa;
use super::vocabulary::rdf;
use super::vocabulary::xsd;
use crate::model::CodePointSpan;
use crate::model::CodePoints;
use crate::model::DocumentKey;
use crate::model::Sha256;

/// How many code points of context stand before and after a quotation, so that it can be found again.
const CONTEXT: usize = 32;

/// A part of a node that points at words: `<#s=…> sayso:contentSpan <text/…#char=17,29>`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mark {
    /// The statement, stance, mention or affiliation.
    pub node: NamedNode,
    /// The property that points, such as `sayso:contentSpan`.
    pub part: NamedNode,
    /// The words.
    pub at: CodePointSpan,
}

/// Finds all that points at spans of a text, sorted.
pub fn marks(base: &Base, text: &Sha256, quads: &[Quad]) -> Vec<Mark> {
    let mut marks: Vec<Mark> = quads.iter().filter_map(|quad| mark(base, text, quad)).collect();
    marks.sort();
    marks.dedup();
    marks
}

fn mark(base: &Base, text: &Sha256, quad: &Quad) -> Option<Mark> {
    let NamedOrBlankNode::NamedNode(node) = &quad.subject else { return None };
    let Term::NamedNode(object) = &quad.object else { return None };
    match base.parse(object.as_str())? {
        Identifier::Span(hash, at) if hash == *text => {
            Some(Mark { node: node.clone(), part: quad.predicate.clone(), at })
        }
        _ => None,
    }
}

/// Describes marks of a document's text as annotations with both selectors, in the document's graph. A mark that
/// lies outside the text is left out.
///
/// ```turtle
/// <#o=…> a oa:Annotation ; oa:motivatedBy oa:linking , oa:classifying ; oa:hasBody <#s=…> , sayso:contentSpan ;
///     oa:hasTarget <text/…#char=17,29> .
/// <text/…#char=17,29> a oa:SpecificResource ; oa:hasSource <text/…> ;
///     oa:hasSelector <text/…#position=17,29> , <text/…#quote=17,29> .
/// <text/…#position=17,29> a oa:TextPositionSelector ; oa:start 17 ; oa:end 29 .
/// <text/…#quote=17,29> a oa:TextQuoteSelector ; oa:prefix "ODIHR noted that " ; oa:exact "turnout rose" ; oa:suffix "." .
/// ```
pub fn annotations(base: &Base, document: &DocumentKey, text: &str, marks: &[Mark]) -> Vec<Quad> {
    let points = CodePoints::new(text);
    let hash = Sha256::of(text);
    let mut quads = Quads::of(base.document(document));
    for mark in marks {
        let Some(quote) = Quote::new(text, &points, mark.at) else { continue };
        let target = base.span(&hash, mark.at);
        let node = base.annotation(document, &mark.node, &mark.part, mark.at);
        quads.say(&node, rdf::TYPE, oa::ANNOTATION);
        quads.say(&node, oa::MOTIVATED_BY, oa::LINKING);
        quads.say(&node, oa::MOTIVATED_BY, oa::CLASSIFYING);
        quads.say(&node, oa::HAS_BODY, mark.node.clone());
        quads.say(&node, oa::HAS_BODY, mark.part.clone());
        quads.say(&node, oa::HAS_TARGET, target.clone());
        let position = base.position_selector(&hash, mark.at);
        let quotation = base.quote_selector(&hash, mark.at);
        quads.say(&target, rdf::TYPE, oa::SPECIFIC_RESOURCE);
        quads.say(&target, oa::HAS_SOURCE, base.text(&hash));
        quads.say(&target, oa::HAS_SELECTOR, position.clone());
        quads.say(&target, oa::HAS_SELECTOR, quotation.clone());
        describe_position(&position, mark.at, &mut quads);
        describe_quote(&quotation, &quote, &mut quads);
    }
    quads.sorted()
}

fn describe_position(node: &NamedNode, at: CodePointSpan, quads: &mut Quads) {
    quads.say(node, rdf::TYPE, oa::TEXT_POSITION_SELECTOR);
    for (predicate, offset) in [(oa::START, at.start), (oa::END, at.end)] {
        let offset = Literal::new_typed_literal(offset.to_string(), xsd::NON_NEGATIVE_INTEGER);
        quads.say(node, predicate, offset);
    }
}

fn describe_quote(node: &NamedNode, quote: &Quote<'_>, quads: &mut Quads) {
    quads.say(node, rdf::TYPE, oa::TEXT_QUOTE_SELECTOR);
    quads.say(node, oa::PREFIX, literal::text(quote.prefix));
    quads.say(node, oa::EXACT, literal::text(quote.exact));
    quads.say(node, oa::SUFFIX, literal::text(quote.suffix));
}

/// Words with what stands before and after them.
struct Quote<'text> {
    prefix: &'text str,
    exact: &'text str,
    suffix: &'text str,
}

impl<'text> Quote<'text> {
    fn new(text: &'text str, points: &CodePoints<'text>, at: CodePointSpan) -> Option<Self> {
        let span = points.span(at.start, at.end)?;
        let before = points.to_byte(at.start.saturating_sub(CONTEXT))?;
        let after = points.to_byte(at.end.saturating_add(CONTEXT).min(points.len()))?;
        Some(Self {
            prefix: &text[before..span.start()],
            exact: span.of(text),
            suffix: &text[span.end()..after],
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Mark;
    use super::annotations;
    use super::marks;
    use crate::model::Account;
    use crate::model::CodePointSpan;
    use crate::model::Sha256;
    use crate::model::key;
    use crate::rdf::Base;
    use crate::rdf::document;
    use crate::rdf::testing;
    use crate::rdf::vocabulary::property;

    const TEXT: &str = "Élan: ODIHR noted that turnout rose.";

    fn content(start: usize, end: usize) -> Mark {
        let base = Base::default();
        let node = base.part(&testing::document(TEXT).key, "s=1");
        Mark { node, part: property::CONTENT_SPAN.into_owned(), at: CodePointSpan { start, end } }
    }

    #[test]
    fn a_mark_is_an_annotation_with_both_selectors() {
        let base = Base::default();
        let mark = content(23, 35);
        let document = testing::document(TEXT).key;
        let quads = annotations(&base, &document, TEXT, std::slice::from_ref(&mark));
        let id = key(16, [mark.node.as_str(), mark.part.as_str(), "23,35"]);
        let text = format!("text/{}", Sha256::of(TEXT));
        let expected = format!(
            r#"GRAPH <doc/kz/op-ed> {{
            <doc/kz/op-ed#o={id}> a oa:Annotation ; oa:motivatedBy oa:linking , oa:classifying ;
                oa:hasBody <doc/kz/op-ed#s=1> , sayso:contentSpan ; oa:hasTarget <{text}#char=23,35> .
            <{text}#char=23,35> a oa:SpecificResource ; oa:hasSource <{text}> ;
                oa:hasSelector <{text}#position=23,35> , <{text}#quote=23,35> .
            <{text}#position=23,35> a oa:TextPositionSelector ;
                oa:start "23"^^xsd:nonNegativeInteger ; oa:end "35"^^xsd:nonNegativeInteger .
            <{text}#quote=23,35> a oa:TextQuoteSelector ;
                oa:prefix "Élan: ODIHR noted that " ; oa:exact "turnout rose" ; oa:suffix "." . }}"#
        );
        testing::check_quads(&quads, &expected);
    }

    #[test]
    fn the_context_is_32_code_points() {
        let text = format!("{}word{}", "é".repeat(40), "漢".repeat(40));
        let quads =
            annotations(&Base::default(), &testing::document("").key, &text, &[content(40, 44)]);
        let lines = crate::rdf::to_nquads(&quads);
        assert!(lines.contains(&format!("oa#prefix> \"{}\" ", "é".repeat(32))), "{lines}");
        assert!(lines.contains(&format!("oa#suffix> \"{}\" ", "漢".repeat(32))), "{lines}");
    }

    #[test]
    fn a_mark_outside_its_text_is_left_out() {
        let outside = [
            content(30, 99),
            content(99, 100),
            content(5, 5),
            content(7, 6),
            content(0, usize::MAX),
        ];
        assert!(
            annotations(&Base::default(), &testing::document("").key, TEXT, &outside).is_empty()
        );
    }

    #[test]
    fn the_marks_of_a_statement_are_found_in_its_quads() {
        let statement = testing::statement(TEXT, "ODIHR", "noted", "turnout rose");
        let account = Account { statements: vec![statement], ..Account::default() };
        let base = Base::default();
        let quads = document(&base, &testing::document(TEXT), &account, &testing::run());
        let found = marks(&base, &Sha256::of(TEXT), &quads);
        let parts: Vec<_> = found.iter().map(|mark| (mark.part.as_str(), mark.at.start)).collect();
        let expected =
            [(property::CONTENT_SPAN, 23), (property::CUE_SPAN, 12), (property::SOURCE_SPAN, 6)];
        assert_eq!(parts, expected.map(|(part, start)| (part.as_str(), start)));
        assert!(marks(&base, &Sha256::of("another text"), &quads).is_empty());
    }
}
