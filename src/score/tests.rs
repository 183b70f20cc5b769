//! Small documents, counted by hand.

use std::fs;

use super::*;

/// Two documents and their figures: `check` compares one metric with (correct, gold, predicted).
fn check(gold: &str, predicted: &str, expected: &[(Metric, [usize; 3])]) {
    let score = compare_lines(gold, predicted);
    for (metric, [correct, gold, predicted]) in expected {
        let count = Count { correct: *correct, gold: *gold, predicted: *predicted };
        assert_eq!(score.counts[metric], count, "{}", metric.name());
    }
}

fn compare_lines(gold: &str, predicted: &str) -> DocumentScore {
    let gold = documents("gold", wrapped(gold).as_bytes(), None, None).unwrap();
    let predicted = documents("predicted", wrapped(predicted).as_bytes(), None, None).unwrap();
    let comparison = compare(&gold, &predicted, None, &Layer::ALL).unwrap();
    comparison.documents.into_iter().next().unwrap()
}

/// Puts the entities that all cases share around the rest of a document.
fn wrapped(rest: &str) -> String {
    let entities = r#"[
        {"id": "osce", "type": "organization", "name": "OSCE", "names": ["the Organisation"]},
        {"id": "un", "type": "organization", "name": "United Nations"},
        {"id": "vote", "type": "event", "name": "the election"},
        {"id": "voters", "type": "group", "name": "voters"},
        {"id": "murphy", "type": "person", "name": "Owen Murphy", "names": ["Murphy"]}]"#;
    format!(r#"{{"id": "one", "entities": {entities}, {rest}}}"#).replace('\n', " ")
}

/// A statement of the OSCE: its id, cue and content, and what else is to be said.
fn statement(id: &str, cue: [usize; 2], content: [usize; 2], rest: &str) -> String {
    format!(
        r#"{{"id": "{id}", "cue_spans": [{{"start": {}, "end": {}}}],
            "content_spans": [{{"start": {}, "end": {}}}]{rest}}}"#,
        cue[0], cue[1], content[0], content[1]
    )
}

fn statements(statements: &[String]) -> String {
    format!(r#""statements": [{}]"#, statements.join(","))
}

#[test]
fn a_document_agrees_with_itself() {
    let document = statements(&[
        statement("s1", [5, 9], [10, 20], r#", "source": ["osce"], "act": "assertive""#),
        statement(
            "s2",
            [12, 14],
            [15, 20],
            r#", "source": ["un"], "addressee": ["osce"], "within": "s1""#,
        ),
    ]);
    let score = compare_lines(&document, &document);
    for (metric, count) in &score.counts {
        assert_eq!(count.correct, count.gold, "{}", metric.name());
        assert_eq!(count.correct, count.predicted, "{}", metric.name());
    }
    assert!(score.missed.values().all(Vec::is_empty));
    assert!(score.spurious.values().all(Vec::is_empty));
}

#[test]
fn an_attribution_needs_source_and_content() {
    let osce = r#", "source": ["osce"]"#;
    let gold = [statement("s1", [5, 9], [10, 20], osce), statement("s2", [25, 29], [30, 40], osce)];
    let wrong_source = r#", "source": ["un"]"#;
    let found = [
        statement("p1", [5, 9], [10, 20], wrong_source),
        statement("p2", [25, 29], [38, 50], osce),
        statement("p3", [60, 65], [66, 70], osce),
    ];
    check(
        &statements(&gold),
        &statements(&found),
        &[
            (Metric::Detection, [2, 2, 3]),
            (Metric::Source, [1, 2, 3]),
            (Metric::Content, [1, 2, 3]),
            (Metric::Attribution, [0, 2, 3]),
            (Metric::ResolvedSource, [0, 2, 3]),
            (Metric::CueOverlap, [8, 8, 13]),
            (Metric::ContentOverlap, [12, 20, 26]),
            (Metric::CueExact, [2, 2, 3]),
            (Metric::ContentExact, [1, 2, 3]),
            (Metric::AllExact, [1, 2, 3]),
        ],
    );
}

#[test]
fn words_that_meet_make_a_source_right_but_not_resolved() {
    let at = |start: usize, end: usize, id: &str| {
        let source =
            format!(r#", "source": ["{id}"], "source_span": {{"start": {start}, "end": {end}}}"#);
        statements(&[statement("s1", [5, 9], [10, 20], &source)])
    };
    check(
        &at(0, 4, "osce"),
        &at(3, 5, "un"),
        &[
            (Metric::Source, [1, 1, 1]),
            (Metric::ResolvedSource, [0, 1, 1]),
            (Metric::SourceOverlap, [1, 4, 2]),
            (Metric::SourceExact, [0, 1, 1]),
        ],
    );
    check(
        &at(0, 4, "osce"),
        &at(40, 44, "osce"),
        &[(Metric::Source, [1, 1, 1]), (Metric::ResolvedSource, [1, 1, 1])],
    );
}

#[test]
fn a_statement_without_a_cue_pairs_by_half_of_its_content() {
    let without_cue = |end: usize| {
        format!(
            r#""statements": [{{"id": "s1", "content_spans": [{{"start": 10, "end": {end}}}]}}]"#
        )
    };
    let gold = statements(&[statement("s1", [5, 9], [10, 20], "")]);
    check(&gold, &without_cue(14), &[(Metric::Detection, [1, 1, 1]), (Metric::Source, [1, 1, 1])]);
    check(&gold, &without_cue(13), &[(Metric::Detection, [0, 1, 1])]);
}

#[test]
fn acts_and_addressees_are_shares_of_pairs() {
    let rest = r#", "act": "directive", "addressee": ["un", "voters"]"#;
    let gold = [statement("s1", [5, 9], [10, 20], rest), statement("s2", [25, 29], [30, 40], rest)];
    let found = [statement("p1", [5, 9], [10, 20], r#", "act": "directive", "addressee": ["un"]"#)];
    check(
        &statements(&gold),
        &statements(&found),
        &[(Metric::Act, [1, 1, 1]), (Metric::Addressee, [1, 1, 1])],
    );
    let found =
        [statement("p1", [5, 9], [10, 20], r#", "act": "assertive", "addressee": ["osce"]"#)];
    check(
        &statements(&gold),
        &statements(&found),
        &[(Metric::Act, [0, 1, 1]), (Metric::Addressee, [0, 1, 1])],
    );
}

#[test]
fn a_statement_stands_within_the_partner_of_its_parent() {
    let nested = |parent: &str| {
        statements(&[
            statement("a", [5, 9], [10, 60], ""),
            statement("b", [70, 75], [80, 90], ""),
            statement("c", [20, 25], [30, 60], &format!(r#", "within": "{parent}""#)),
        ])
    };
    check(&nested("a"), &nested("a"), &[(Metric::Within, [1, 1, 1])]);
    check(&nested("a"), &nested("b"), &[(Metric::Within, [0, 1, 1])]);
}

#[test]
fn entities_pair_by_type_and_name() {
    let gold = documents("gold", wrapped(r#""author": null"#).as_bytes(), None, None).unwrap();
    let found = r#"{"id": "one", "entities": [
        {"id": "a", "type": "organization", "name": "the  osce"},
        {"id": "b", "type": "person", "name": "United Nations"},
        {"id": "c", "type": "group", "name": "observers"},
        {"id": "d", "type": "group", "name": "Voters"}]}"#
        .replace('\n', " ");
    let found = documents("found", found.as_bytes(), None, None).unwrap();
    let comparison = compare(&gold, &found, None, &[Layer::Entities]).unwrap();
    let score = &comparison.documents[0];
    assert_eq!(score.counts[&Metric::Entities], Count { correct: 2, gold: 5, predicted: 3 });
    assert_eq!(
        score.missed[&Layer::Entities],
        [
            "organization \"United Nations\"",
            "event \"the election\"",
            "person \"Owen Murphy\" (Murphy)"
        ]
    );
    assert_eq!(score.spurious[&Layer::Entities], ["person \"United Nations\""]);
    assert_eq!(comparison.metrics, [Metric::Entities]);
}

#[test]
fn an_affiliation_needs_its_role_and_body() {
    let post = |role: &str, body: &str| {
        format!(
            r#""affiliations": [{{"person": "murphy", "role": {role}, "organization": {body}}}]"#
        )
    };
    let gold = post(r#""head of the mission""#, r#""osce""#);
    check(&gold, &post(r#""Head""#, r#""osce""#), &[(Metric::Affiliations, [1, 1, 1])]);
    check(&gold, &post(r#""member""#, r#""osce""#), &[(Metric::Affiliations, [0, 1, 1])]);
    check(&gold, &post(r#""head""#, r#""un""#), &[(Metric::Affiliations, [0, 1, 1])]);
    check(&gold, &post(r#""head""#, "null"), &[(Metric::Affiliations, [0, 1, 1])]);
    check(&post("null", "null"), &post(r#""""#, "null"), &[(Metric::Affiliations, [1, 1, 1])]);
}

#[test]
fn a_stance_needs_holder_target_and_polarity() {
    let stance = |holder: &str, target: &str, polarity: &str| {
        format!(
            r#""stances": [{{"id": "t1", "holder": ["{holder}"], "target": ["{target}"],
                "cue_span": {{"start": 5, "end": 9}}, "polarity": "{polarity}"}}]"#
        )
    };
    let gold = stance("osce", "vote", "positive");
    check(&gold, &gold, &[(Metric::Stances, [1, 1, 1]), (Metric::Polarity, [1, 1, 1])]);
    check(
        &gold,
        &stance("osce", "vote", "negative"),
        &[(Metric::Stances, [0, 1, 1]), (Metric::Polarity, [0, 1, 1])],
    );
    check(
        &gold,
        &stance("un", "vote", "positive"),
        &[(Metric::Stances, [0, 1, 1]), (Metric::Polarity, [0, 0, 0])],
    );
    check(&gold, &stance("osce", "un", "positive"), &[(Metric::Stances, [0, 1, 1])]);
}

#[test]
fn a_target_may_be_words_alone() {
    let stance = |start: usize, end: usize| {
        format!(
            r#""stances": [{{"id": "t1", "holder": ["osce"], "polarity": "positive",
                "target_span": {{"start": {start}, "end": {end}}}}}]"#
        )
    };
    check(&stance(10, 20), &stance(10, 14), &[(Metric::Stances, [1, 1, 1])]);
    check(&stance(10, 20), &stance(10, 13), &[(Metric::Stances, [0, 1, 1])]);
}

#[test]
fn a_document_that_was_not_found_is_all_missed() {
    let gold = wrapped(&statements(&[statement("s1", [5, 9], [10, 20], "")]));
    let gold = documents("gold", gold.as_bytes(), None, None).unwrap();
    let found = documents("found", br#"{"id": "other"}"#, None, None).unwrap();
    let comparison = compare(&gold, &found, None, &Layer::ALL).unwrap();
    assert_eq!((comparison.missing, comparison.ignored), (vec!["one".to_owned()], 1));
    let count = comparison.documents[0].counts[&Metric::Detection];
    assert_eq!(count, Count { correct: 0, gold: 1, predicted: 0 });
}

#[test]
fn fields_that_are_never_annotated_are_not_asked_for() {
    let gold =
        wrapped(&statements(&[statement("s1", [5, 9], [10, 20], r#", "act": "assertive""#)]));
    let gold = documents("gold", gold.as_bytes(), None, None).unwrap();
    let comparison = compare(&gold, &gold, None, &[Layer::Statements]).unwrap();
    assert!(comparison.metrics.contains(&Metric::Act));
    for absent in [Metric::ResolvedSource, Metric::Addressee, Metric::Within] {
        assert!(!comparison.metrics.contains(&absent), "{}", absent.name());
    }
}

#[test]
fn overlap_is_counted_in_tokens_where_texts_are_there() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("one.txt"), "\u{feff}The OSCE said: «free and fair».").unwrap();
    let texts = Texts { folders: vec![folder.path().to_owned()] };
    let gold = r#"{"id": "one", "statements": [{"id": "s1", "cue_spans": [{"start": 9, "end": 13}],
        "content_spans": [{"start": 16, "end": 29}]}]}"#
        .replace('\n', " ");
    let gold = documents("gold", gold.as_bytes(), Some(&texts), None).unwrap();
    let counts = compare(&gold, &gold, Some(&texts), &Layer::ALL).unwrap().total();
    assert_eq!(counts[&Metric::CueOverlap].gold, 1);
    assert_eq!(counts[&Metric::ContentOverlap].gold, 3);
}

fn check_faults(lines: &str, expected: &[&str]) {
    match documents("gold.jsonl", lines.as_bytes(), None, None) {
        Err(ScoreError::Faults { faults }) => assert_eq!(faults, expected),
        other => panic!("no faults in {lines}: {other:?}"),
    }
}

#[test]
fn faults_name_their_file_and_line() {
    check_faults(
        "\n[1]\n{\"id\": 7}",
        &[
            "gold.jsonl:2: not a document: an object with a string \"id\" is expected",
            "gold.jsonl:3: not a document: an object with a string \"id\" is expected",
        ],
    );
    check_faults(
        "{\"id\": \"a\"}\n{\"id\": \"a\"}",
        &["gold.jsonl:2: document \"a\" occurs twice"],
    );
    check_faults("{\"id\": }", &["gold.jsonl:1: bad JSON: expected value (column 8)"]);
}

#[test]
fn references_that_lead_nowhere_are_faults() {
    check_faults(
        r#"{"id": "a", "author": "e0", "entities": [{"id": "e1", "type": "work", "name": " "}, {"id": "e1", "type": "work", "name": "x"}]}"#,
        &[
            "gold.jsonl:1: a: entity id \"e1\" occurs twice",
            "gold.jsonl:1: a: document: author refers to entity \"e0\", which does not exist",
            "gold.jsonl:1: a: entity \"e1\": no name",
        ],
    );
    check_faults(
        r#"{"id": "a", "statements": [{"id": "s1", "source": ["e1"], "within": "s2"}]}"#,
        &[
            "gold.jsonl:1: a: statement \"s1\": source refers to entity \"e1\", which does not exist",
            "gold.jsonl:1: a: statement \"s1\": neither a cue nor a content",
            "gold.jsonl:1: a: statement \"s1\": within refers to statement \"s2\", which does not exist",
        ],
    );
}

#[test]
fn values_and_spans_out_of_range_are_faults() {
    check_faults(
        r#"{"id": "a", "stances": [{"id": "t1", "polarity": "positive", "cue_span": {"start": 5, "end": 5}}, {"id": "t2", "polarity": "neutral"}]}"#,
        &[
            "gold.jsonl:1: a: stance \"t2\": unknown variant `neutral`, expected `positive` or `negative`",
            "gold.jsonl:1: a: stance \"t1\": cue_span 5-5 ends before it has begun",
        ],
    );
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), "Да.").unwrap();
    let texts = Texts { folders: vec![folder.path().to_owned()] };
    let line =
        br#"{"id": "a", "statements": [{"id": "s1", "cue_spans": [{"start": 0, "end": 4}]}]}"#;
    let error = documents("gold.jsonl", line, Some(&texts), None).unwrap_err();
    assert_eq!(
        error.to_string(),
        "gold.jsonl:1: a: statement \"s1\": cue_spans 0-4 lies outside the text of 3 characters"
    );
    assert!(documents("gold.jsonl", br#"{"id": "b"}"#, Some(&texts), None).is_err());
    assert!(documents("gold.jsonl", br#"{"id": "b"}"#, Some(&texts), Some(&[])).is_ok());
}

#[test]
fn what_the_guidelines_do_not_define_is_ignored() {
    let line = br#"{"id": "a", "mentions": 7, "statements": [{"id": "s1", "confidence": "high", "addressee": null,
        "cue_spans": [{"start": 0, "end": 4}], "quote": null}]}"#;
    let line: Vec<u8> = line.iter().copied().filter(|&byte| byte != b'\n').collect();
    let documents = documents("gold.jsonl", &line, None, None).unwrap();
    assert_eq!(documents[0].statements[0].cue_spans.len(), 1);
    assert_eq!(documents[0].statements[0].confidence, None);
}
