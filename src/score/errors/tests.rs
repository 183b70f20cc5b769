use std::collections::BTreeMap;

use crate::model::CodePointSpan;
use crate::model::Relation;
use crate::model::Upos;

use super::super::documents;
use super::Errors;
use super::Grammar;
use super::Layer;
use super::errors;

/// Returns the lines of a document `d` with two entities, Ann and Bob, and these statements and stances.
fn document(statements: &str, stances: &str) -> String {
    format!(
        r#"{{"id": "d", "entities": [{{"id": "a", "type": "person", "name": "Ann"}}, {{"id": "b", "type": "person", "name": "Bob"}}],
            "statements": [{statements}], "stances": [{stances}]}}"#
    )
    .replace('\n', " ")
}

/// Returns a statement with cue 0-4, source Ann at 10-13, and content 20-60, or what is said of it instead.
fn statement(instead: &str) -> String {
    let mut fields = BTreeMap::from([
        ("id", r#""s1""#),
        ("source", r#"["a"]"#),
        ("source_span", r#"{"start": 10, "end": 13}"#),
        ("cue_spans", r#"[{"start": 0, "end": 4}]"#),
        ("content_spans", r#"[{"start": 20, "end": 60}]"#),
        ("act", r#""assertive""#),
        ("quote", r#""indirect""#),
    ]);
    for field in instead.split("; ").filter(|field| !field.is_empty()) {
        let (name, value) = field.split_once(": ").expect("a field has a value");
        fields.insert(name, value);
    }
    let fields: Vec<String> =
        fields.iter().map(|(name, value)| format!("\"{name}\": {value}")).collect();
    format!("{{{}}}", fields.join(", "))
}

fn stance(holder: &str, polarity: &str, target: &str) -> String {
    format!(
        r#"{{"id": "t1", "holder": ["{holder}"], "polarity": "{polarity}", "cue_span": {{"start": 0, "end": 4}},
            "target_span": {target}, "confidence": 0.9}}"#
    )
}

/// Returns a grammar in which the words at 0-4 are of one part of speech, and 100-140 is a headline.
fn grammar(upos: &str, relation: &str) -> Grammar {
    let upos = Upos::named(upos).expect("the test names a part of speech");
    let relation = Relation::named(relation).expect("the test names a relation");
    Grammar {
        words: vec![(CodePointSpan { start: 0, end: 4 }, upos, relation)],
        headlines: vec![CodePointSpan { start: 100, end: 140 }],
    }
}

fn compared(gold: &str, predicted: &str, grammar: Grammar) -> Errors {
    let gold = documents("gold", gold.as_bytes(), None, None).expect("the test's own JSON");
    let predicted =
        documents("predicted", predicted.as_bytes(), None, None).expect("the test's own JSON");
    let grammars = BTreeMap::from([("d".to_owned(), grammar)]);
    errors(&gold, &predicted, None, &grammars).expect("no text is needed")
}

fn check_kinds(errors: &Errors, layer: Layer, expected: &[&str]) {
    let found: Vec<String> = errors
        .kinds(layer)
        .iter()
        .flat_map(|(kind, count)| std::iter::repeat_n(kind.name(), *count))
        .collect();
    assert_eq!(found, expected);
}

/// Checks the errors of one found statement, which is as annotated but for some fields.
fn check(instead: &str, expected: &[&str]) {
    let addressed = statement(
        r#"id: "s0"; cue_spans: [{"start": 300, "end": 304}]; content_spans: [{"start": 310, "end": 320}]; addressee: ["b"]"#,
    );
    check_with(&addressed, instead, expected);
}

/// Checks the same beside a statement that both sides have.
fn check_with(other: &str, instead: &str, expected: &[&str]) {
    let separator = if other.is_empty() { "" } else { ", " };
    let both = |first: &str| document(&format!("{}{separator}{other}", statement(first)), "");
    let gold = both("");
    let errors = compared(&gold, &both(instead), grammar("VERB", "root"));
    check_kinds(&errors, Layer::Statements, expected);
}

#[test]
fn what_the_annotation_never_gives_cannot_be_wrong() {
    check_with("", r#"addressee: ["b"]"#, &[]);
    check(r#"addressee: ["b"]"#, &["addressee: somebody else"]);
}

#[test]
fn a_pair_may_differ_in_several_ways() {
    check("", &[]);
    check("source: []; source_span: null", &["source: left empty"]);
    check(r#"source: ["b"]; source_span: {"start": 14, "end": 16}"#, &["source: somebody else"]);
    check(r"content_spans: []", &["content: left empty"]);
    check(r#"content_spans: [{"start": 70, "end": 80}]"#, &["content: elsewhere"]);
    check(r#"content_spans: [{"start": 50, "end": 60}]"#, &["content: too short"]);
    check(r#"content_spans: [{"start": 20, "end": 300}]"#, &["content: too long"]);
    check(r#"act: "directive"; addressee: ["b"]"#, &["act: another", "addressee: somebody else"]);
    check(
        r"content_spans: []; source: []; source_span: null",
        &["source: left empty", "content: left empty"],
    );
}

#[test]
fn what_has_no_partner_is_told_by_its_cue() {
    let alone = |instead: &str, grammar: Grammar, expected: &[&str; 2]| {
        let (full, empty) = (document(&statement(instead), ""), document("", ""));
        let missed = compared(&full, &empty, grammar.clone());
        check_kinds(&missed, Layer::Statements, &expected[..1]);
        let spurious = compared(&empty, &full, grammar);
        check_kinds(&spurious, Layer::Statements, &expected[1..]);
    };
    alone("", grammar("VERB", "root"), &["missed: verb", "spurious: verb"]);
    alone("", grammar("VERB", "case"), &["missed: preposition", "spurious: preposition"]);
    alone("", grammar("ADP", "case"), &["missed: preposition", "spurious: preposition"]);
    alone("", grammar("NOUN", "obj"), &["missed: noun", "spurious: noun"]);
    alone("", grammar("ADJ", "root"), &["missed: adjective", "spurious: adjective"]);
    alone("", grammar("ADV", "advmod"), &["missed: adverb", "spurious: adverb"]);
    alone("", grammar("PUNCT", "punct"), &["missed: other words", "spurious: other words"]);
    alone("", Grammar::default(), &["missed: unknown cue", "spurious: unknown cue"]);
    alone("cue_spans: []", grammar("VERB", "root"), &["missed: no cue", "spurious: no cue"]);
    alone(
        "source: []; source_span: null",
        grammar("VERB", "root"),
        &["missed: verb", "spurious: without a source"],
    );
    alone(
        r#"cue_spans: [{"start": 120, "end": 124}]; content_spans: [{"start": 100, "end": 119}]"#,
        grammar("VERB", "root"),
        &["missed: in a headline", "spurious: in a headline"],
    );
}

#[test]
fn a_cue_of_a_stance_is_no_statement() {
    let gold = document("", &stance("a", "positive", r#"{"start": 20, "end": 60}"#));
    let errors = compared(&gold, &document(&statement(""), ""), grammar("VERB", "root"));
    check_kinds(&errors, Layer::Statements, &["spurious: a stance only"]);
}

#[test]
fn nesting_is_right_or_wrong() {
    let inner = |within: &str| {
        statement(&format!(
            r#"id: "s2"; cue_spans: [{{"start": 25, "end": 30}}]; content_spans: [{{"start": 35, "end": 60}}]; within: {within}"#
        ))
    };
    let third = statement(
        r#"id: "s3"; cue_spans: [{"start": 40, "end": 44}]; content_spans: [{"start": 45, "end": 60}]; within: "s1""#,
    );
    let check = |gold: &str, predicted: &str, expected: &[&str]| {
        let both =
            |within: &str| document(&format!("{}, {}, {third}", statement(""), inner(within)), "");
        let errors = compared(&both(gold), &both(predicted), Grammar::default());
        check_kinds(&errors, Layer::Statements, expected);
    };
    check(r#""s1""#, r#""s1""#, &[]);
    check(r#""s1""#, "null", &["within: left empty"]);
    check("null", r#""s1""#, &["within: another"]);
    let gold = document(&format!("{}, {}", statement(""), inner(r#""s1""#)), "");
    let errors = compared(&gold, &document(&statement(""), ""), grammar("VERB", "root"));
    check_kinds(&errors, Layer::Statements, &["missed: inside another statement"]);
}

#[test]
fn stances_differ_in_holder_target_or_side() {
    let (here, there) = (r#"{"start": 20, "end": 60}"#, r#"{"start": 70, "end": 90}"#);
    let check = |predicted: &str, expected: &[&str]| {
        let gold = document("", &stance("a", "positive", here));
        let errors = compared(&gold, &document("", predicted), Grammar::default());
        check_kinds(&errors, Layer::Stances, expected);
        let right = usize::from(expected.is_empty());
        let tenths = errors.tenths(Layer::Stances);
        assert!(tenths.iter().all(|tenth| tenth.tenth == 9 && tenth.right == right));
    };
    check(&stance("a", "positive", here), &[]);
    check(&stance("b", "positive", here), &["holder: somebody else"]);
    check(&stance("a", "positive", there), &["target: another"]);
    check(&stance("a", "negative", here), &["polarity: the other one"]);
    check("", &["missed"]);
    let elsewhere = stance("a", "positive", here)
        .replace("\"start\": 0, \"end\": 4", "\"start\": 5, \"end\": 8");
    let errors = compared(&document("", ""), &document("", &elsewhere), Grammar::default());
    check_kinds(&errors, Layer::Stances, &["spurious"]);
}

#[test]
fn each_group_has_its_own_figures() {
    let second = |cue: &str| {
        statement(&format!(
            r#"id: "s2"; quote: "direct"; cue_spans: {cue}; content_spans: [{{"start": 70, "end": 80}}]"#
        ))
    };
    let gold = document(&format!("{}, {}", statement(""), second("[]")), "");
    let predicted = document(&format!("{}, {}", statement("content_spans: []"), second("[]")), "");
    let errors = compared(&gold, &predicted, grammar("VERB", "root"));
    let shown: Vec<String> = errors
        .groups
        .iter()
        .map(|(group, counts)| {
            let (found, right) = (counts.detection, counts.attribution);
            format!(
                "{} {:.1} {:.1} {:.1}",
                group.name(),
                found.f1(),
                right.precision(),
                right.recall()
            )
        })
        .collect();
    let expected = [
        "verb 1.0 0.0 0.0",
        "no cue 1.0 1.0 1.0",
        "direct 1.0 1.0 1.0",
        "indirect 1.0 0.0 0.0",
        "not nested 1.0 0.5 0.5",
    ];
    assert_eq!(shown, expected);
}

#[test]
fn confidence_is_held_against_what_is_right() {
    let sure = |id: &str, start: usize, confidence: &str| {
        statement(&format!(
            r#"id: "{id}"; cue_spans: [{{"start": {start}, "end": {}}}]; confidence: {confidence}"#,
            start + 2
        ))
    };
    let gold = document(&statement(""), "");
    let predicted = [
        sure("s1", 0, "1"),
        sure("s2", 200, "0.9"),
        sure("s3", 210, "0.89"),
        sure("s4", 220, "\"high\""),
    ];
    let errors = compared(&gold, &document(&predicted.join(", "), ""), Grammar::default());
    let shown: Vec<String> = errors
        .tenths(Layer::Statements)
        .iter()
        .map(|tenth| format!("{} {} {}", tenth.tenth, tenth.findings, tenth.right))
        .collect();
    assert_eq!(shown, ["9 2 1", "8 1 0"]);
}
