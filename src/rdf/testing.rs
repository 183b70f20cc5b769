//! What the describers' tests share: small documents, and quads compared with the Turtle that they should be.

use oxigraph::io::RdfFormat;
use oxigraph::io::RdfParser;

use super::Base;
use super::Quad;
use super::Quads;
use super::Scope;
use super::to_nquads;
use super::vocabulary::PREFIXES;
use crate::model::Account;
use crate::model::Act;
use crate::model::Confidence;
use crate::model::Document;
use crate::model::DocumentKey;
use crate::model::Entity;
use crate::model::EntityType;
use crate::model::Manner;
use crate::model::Polarity;
use crate::model::Proposition;
use crate::model::QuotationKind;
use crate::model::Run;
use crate::model::Sha256;
use crate::model::SourceKind;
use crate::model::Span;
use crate::model::Stance;
use crate::model::StanceKind;
use crate::model::Statement;

/// Returns the document `doc/kz/op-ed` with a text and nothing else known.
pub(super) fn document(text: &str) -> Document {
    let key = DocumentKey { corpus: "kz".to_owned(), id: "op-ed".to_owned() };
    Document::of_text(key, text.to_owned())
}

/// Returns an entity with one name.
pub(super) fn entity(id: &str, entity_type: EntityType, name: &str) -> Entity {
    let names = vec![name.to_owned()];
    Entity {
        id: id.to_owned(),
        entity_type,
        name: name.to_owned(),
        names,
        is_named: true,
        date: None,
        place: None,
    }
}

/// Returns the statement `s=1` of `e=1` that the words for source, cue and content make.
pub(super) fn statement(text: &str, source: &str, cue: &str, content: &str) -> Statement {
    Statement {
        id: "s=1".to_owned(),
        source: vec!["e=1".to_owned()],
        source_span: Some(span(text, source)),
        source_kind: SourceKind::Named,
        cue: vec![span(text, cue)],
        content: vec![span(text, content)],
        quotation: QuotationKind::Indirect,
        act: Act::Assertive,
        manner: Manner::default(),
        addressee: Vec::new(),
        addressee_span: None,
        within: None,
        depth: 1,
        is_negated: false,
        is_modal: false,
        is_hedged: false,
        recommendation: None,
        answer: None,
        said_on: None,
        proposition: Proposition::default(),
        confidence: Confidence::hundredths(93),
        rule: "cue-clause",
    }
}

/// Returns the stance `t=1` of `e=1` on `e=2` that the words for cue and target make.
pub(super) fn stance(text: &str, cue: &str, target: &str) -> Stance {
    Stance {
        id: "t=1".to_owned(),
        holder: vec!["e=1".to_owned()],
        holder_span: None,
        cue: span(text, cue),
        target: vec!["e=2".to_owned()],
        target_span: span(text, target),
        polarity: Polarity::Positive,
        kind: StanceKind::Assesses,
        statement: None,
        depth: 1,
        is_negated: false,
        is_modal: false,
        is_conditional: false,
        is_partial: false,
        answer: None,
        confidence: Confidence::hundredths(80),
        rule: "assessment",
    }
}

/// Returns a run.
pub(super) fn run() -> Run {
    let lexicon = Sha256::of("words");
    Run {
        version: "0.1.0".to_owned(),
        lexicon,
        registry: None,
        syntax: None,
        naming: None,
        attribution: None,
        options: vec!["model=none".to_owned()],
    }
}

/// Returns the first place of some words in a text.
pub(super) fn span(text: &str, words: &str) -> Span {
    let start = text.find(words).expect("the test's words are in its text");
    Span::new(text, start, start + words.len()).expect("words are not empty")
}

/// Returns an empty graph.
pub(super) fn quads() -> Quads {
    Quads::of(Base::default().document(&document("").key))
}

/// Holds what a describer says of a document against Turtle, in which `<DOC…>` is the document and `<TEXT…>` its text.
#[track_caller]
pub(super) fn check(
    document: &Document,
    account: &Account,
    expected: &str,
    describe: impl Fn(&Scope<'_>, &mut Quads),
) {
    let base = Base::default();
    let scope = Scope::new(&base, document, account);
    let mut quads = Quads::of(scope.document_iri.clone());
    describe(&scope, &mut quads);
    let text = format!("<text/{}", scope.text_hash);
    let expected = expected.replace("<DOC", "<doc/kz/op-ed").replace("<TEXT", &text);
    check_quads(&quads.sorted(), &format!("GRAPH <doc/kz/op-ed> {{ {expected} }}"));
}

/// Holds quads against the `TriG` that they should be, under the usual base and prefixes.
#[track_caller]
pub(super) fn check_quads(quads: &[Quad], expected: &str) {
    assert_eq!(to_nquads(quads), to_nquads(&trig(expected)));
    let lines: Vec<String> = quads.iter().map(Quad::to_string).collect();
    assert!(lines.is_sorted_by(|one, other| one < other), "quads are sorted, each once");
}

/// Parses `TriG` under the usual base and prefixes.
#[track_caller]
pub(super) fn trig(text: &str) -> Vec<Quad> {
    let prefixes = PREFIXES.iter().map(|(prefix, space)| format!("PREFIX {prefix}: <{space}>\n"));
    let text = prefixes.collect::<String>() + text;
    let parser = RdfParser::from_format(RdfFormat::TriG).with_base_iri(Base::DEFAULT);
    let quads = parser.expect("the base is one").for_slice(text.as_bytes());
    quads.collect::<Result<_, _>>().expect("the test's TriG is well formed")
}
