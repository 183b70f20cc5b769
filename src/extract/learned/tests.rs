//! What trees and readings give, on short texts read by the models of words.

use std::ops::Range;
use std::sync::LazyLock;

use crate::analyse;
use crate::analyse::Naming;
use crate::analyse::Syntax;
use crate::extract;
use crate::model::Act;
use crate::model::Document;
use crate::model::DocumentKey;
use crate::model::Lexicon;

use super::Scene;
use super::addressees;
use super::cues::Candidate;
use super::decide;
use super::decide::Parts;
use super::scene::Hypothesis;
use super::trees;

static SYNTAX: LazyLock<Syntax> = LazyLock::new(Syntax::built_in);

fn with<R>(text: &str, look: impl FnOnce(&Scene) -> R) -> R {
    let key = DocumentKey { corpus: "test".to_owned(), id: "test".to_owned() };
    let document = Document::of_text(key, text.to_owned());
    let lexicon = Lexicon::built_in();
    let analysis = analyse::text(&document, &lexicon, &SYNTAX, &Naming::none());
    extract::with_scene(&document, &analysis, &lexicon, look)
}

fn place(scene: &Scene, word: &str) -> usize {
    (0..scene.words.len()).find(|&at| scene.text(at) == word).unwrap()
}

/// Returns the words that stand in a text.
fn words(scene: &Scene, text: &str, part: &str) -> Range<usize> {
    let start = text.find(part).unwrap();
    let span = crate::model::Span::new(text, start, start + part.len()).unwrap();
    scene.words_in(span)
}

fn written(scene: &Scene, text: &str, pieces: &[Range<usize>]) -> String {
    let pieces = pieces.iter().filter_map(|piece| scene.span(piece)).map(|span| span.of(text));
    pieces.collect::<Vec<_>>().join(" … ")
}

/// Checks what the tree says around a cue: source, content, addressee.
fn check_tree(text: &str, cue: &str, expected: [&str; 3]) {
    with(text, |scene| {
        let found = trees::hypothesis(scene, place(scene, cue)).unwrap_or_default();
        let parts = [
            written(scene, text, found.source.as_slice()),
            written(scene, text, &found.content),
            written(scene, text, found.addressee.as_slice()),
        ];
        assert_eq!(parts, expected, "{text}");
    });
}

#[test]
fn trees_give_verbs_their_parts() {
    check_tree(
        "The mission said that the vote was calm.",
        "said",
        ["The mission", "the vote was calm", ""],
    );
    check_tree(
        "The minister told the press that turnout had fallen.",
        "told",
        ["The minister", "turnout had fallen", "the press"],
    );
    check_tree(
        "The report, which noted that turnout fell, was read.",
        "noted",
        ["The report", "turnout fell", ""],
    );
    check_tree(
        "The vote was calm, the mission said.",
        "said",
        ["the mission", "The vote was calm", ""],
    );
}

#[test]
fn trees_give_nouns_and_prepositions_their_parts() {
    check_tree(
        "The mission's claim that the vote was calm is new.",
        "claim",
        ["The mission's", "the vote was calm", ""],
    );
    check_tree(
        "According to the mission, the vote was calm.",
        "According",
        ["the mission", "the vote was calm", ""],
    );
}

/// Checks whom a statement addresses, and what is left of its content.
fn check_addressee(text: &str, cue: &str, content: &str, act: Act, expected: [&str; 2]) {
    with(text, |scene| {
        let head = place(scene, cue);
        let parts = Parts {
            head,
            cue: vec![head..head + 1],
            content: vec![words(scene, text, content)],
            ..Parts::default()
        };
        let parts = addressees::filled(scene, act, &parts);
        let found = [
            written(scene, text, parts.addressee.as_slice()),
            written(scene, text, &parts.content),
        ];
        assert_eq!(found, expected, "{text}");
    });
}

/// A text, the cue, the content as it was found, the act, and the addressee and content that are right.
type Addressed = (&'static str, &'static str, &'static str, Act, [&'static str; 2]);

const ADDRESSED: &[Addressed] = &[
    (
        "Households with children were asked to place a red flag on the door.",
        "asked",
        "to place a red flag on the door",
        Act::Directive,
        ["Households with children", "to place a red flag on the door"],
    ),
    (
        "The council urged the Prime Minister, Ann Lee, to work swiftly.",
        "urged",
        "the Prime Minister, Ann Lee, to work swiftly",
        Act::Directive,
        ["the Prime Minister", "to work swiftly"],
    ),
    (
        "Smith told local media Jones's heart was restarted by doctors.",
        "told",
        "local media Jones's heart was restarted by doctors",
        Act::Assertive,
        ["local media", "Jones's heart was restarted by doctors"],
    ),
    (
        "Merkel demanded an explanation from Russia.",
        "demanded",
        "an explanation from Russia",
        Act::Directive,
        ["Russia", "an explanation from Russia"],
    ),
    (
        "The company agreed with Airbus to open a factory in the city.",
        "agreed",
        "to open a factory in the city",
        Act::Commissive,
        ["Airbus", "to open a factory in the city"],
    ),
    (
        "She wrote to the embassy, asking that his immunity be waived.",
        "asking",
        "his immunity be waived",
        Act::Directive,
        ["the embassy", "his immunity be waived"],
    ),
    (
        "Authorities recommended residents avoid public gatherings.",
        "recommended",
        "residents avoid public gatherings",
        Act::Directive,
        ["residents", "residents avoid public gatherings"],
    ),
    (
        "The court banned the company from using the harbour.",
        "banned",
        "the company from using the harbour",
        Act::Directive,
        ["the company", "from using the harbour"],
    ),
    (
        "The envoy called on Norway \"to continue the talks\".",
        "called",
        "\"to continue the talks\"",
        Act::Directive,
        ["Norway", "\"to continue the talks\""],
    ),
    ("The envoy called for calm on Monday.", "called", "calm", Act::Directive, ["", "calm"]),
    (
        "The envoy called on Monday for calm.",
        "called",
        "for calm",
        Act::Directive,
        ["", "for calm"],
    ),
    // What is told, where it is due and by what it is prompted are nobody.
    (
        "He told the truth about the war.",
        "told",
        "the truth about the war",
        Act::Assertive,
        ["", "the truth about the war"],
    ),
    (
        "The mission noted an increase from March.",
        "noted",
        "an increase from March",
        Act::Assertive,
        ["", "an increase from March"],
    ),
];

#[test]
fn addressees_are_read_off_the_words_around_a_cue() {
    for &(text, cue, content, act, expected) in ADDRESSED {
        check_addressee(text, cue, content, act, expected);
    }
}

#[test]
fn a_name_behind_an_acronym_speaks_in_the_content() {
    let check = |text: &str, addressee: &str, content: &str, expected: [&str; 2]| {
        with(text, |scene| {
            let head = place(scene, "told");
            let parts = Parts {
                head,
                cue: vec![head..head + 1],
                content: vec![words(scene, text, content)],
                addressee: Some(words(scene, text, addressee)),
                ..Parts::default()
            };
            let parts = addressees::filled(scene, Act::Assertive, &parts);
            let found = [
                written(scene, text, parts.addressee.as_slice()),
                written(scene, text, &parts.content),
            ];
            assert_eq!(found, expected, "{text}");
        });
    };
    check(
        "She told NPR Ann Lee had resigned.",
        "NPR Ann Lee",
        "had resigned",
        ["NPR", "Ann Lee had resigned"],
    );
    check(
        "She told BBC News the towns were damaged.",
        "BBC News",
        "the towns were damaged",
        ["BBC News", "the towns were damaged"],
    );
}

#[test]
fn whoever_is_told_or_asked_is_addressed() {
    check_addressee(
        "The mission urged all parties to remain calm.",
        "urged",
        "all parties to remain calm",
        Act::Directive,
        ["all parties", "to remain calm"],
    );
    check_addressee(
        "The minister told the press that turnout had fallen.",
        "told",
        "turnout had fallen",
        Act::Assertive,
        ["the press", "turnout had fallen"],
    );
    check_addressee(
        "The mission recommended that the ministry publish the results.",
        "recommended",
        "the ministry publish the results",
        Act::Directive,
        ["the ministry", "the ministry publish the results"],
    );
}

#[test]
fn content_ends_before_its_addressee() {
    check_addressee(
        "Sources confirmed his name to the press.",
        "confirmed",
        "his name to the press",
        Act::Assertive,
        ["the press", "his name"],
    );
}

#[test]
fn days_and_subjects_are_not_addressed() {
    check_addressee(
        "The mission said on Thursday that the vote was calm.",
        "said",
        "the vote was calm",
        Act::Assertive,
        ["", "the vote was calm"],
    );
    check_addressee(
        "The mission said that the ministry must answer.",
        "said",
        "the ministry must answer",
        Act::Assertive,
        ["", "the ministry must answer"],
    );
}

#[test]
fn readings_combine_each_source_with_each_content() {
    let read =
        Parts { source: Some(0..1), cue: vec![1..2], content: vec![2..5], ..Parts::default() };
    let hypothesis = |source, content| {
        Some(Hypothesis { source: Some(source), content: vec![content], ..Hypothesis::default() })
    };
    let mut candidate =
        Candidate { word: 1, by_rule: hypothesis(0..1, 1..6), by_tree: hypothesis(7..8, 2..5) };
    let variants = decide::variants(&candidate, &read);
    let parts: Vec<_> = variants
        .iter()
        .map(|parts| (parts.source.clone().unwrap(), parts.content.clone()))
        .collect();
    assert_eq!(
        parts,
        [(0..1, vec![2..5]), (0..1, vec![2..6]), (7..8, vec![2..5]), (7..8, vec![2..6])]
    );
    (candidate.by_rule, candidate.by_tree) = (None, None);
    assert_eq!(decide::variants(&candidate, &read), [read]);
}

/// Checks a source without the dateline before it.
fn check_dateline(text: &str, source: &str, expected: &str) {
    with(text, |scene| {
        let found = trees::behind_dateline(scene, words(scene, text, source));
        assert_eq!(written(scene, text, &[found]), expected, "{text}");
    });
}

#[test]
fn a_dateline_is_in_no_source() {
    let text = "PORT ANSE, 4 May (CNW) – Minister Joana Reis said that it was calm.";
    check_dateline(text, "PORT ANSE, 4 May (CNW) – Minister Joana Reis", "Minister Joana Reis");
    check_dateline(text, "Minister Joana Reis", "Minister Joana Reis");
    let text = "The well-known minister said that it was calm.";
    check_dateline(text, "The well-known minister", "The well-known minister");
    check_tree(
        "PORT ANSE, 4 May (CNW) – Minister Joana Reis said that the pact protects boats.",
        "said",
        ["Minister Joana Reis", "the pact protects boats", ""],
    );
}

#[test]
fn a_source_ends_before_its_cue() {
    let text = "The mayor called on \"teachers and doctors\" to instill confidence.";
    with(text, |scene| {
        let found = trees::hypothesis(scene, place(scene, "called")).unwrap();
        assert_eq!(written(scene, text, found.source.as_slice()), "The mayor");
    });
}

/// Checks whom a source that is read belongs to, given whom the tree has for the source.
fn check_owner(text: &str, read: &str, by_tree: &str, expected: Option<&str>) {
    with(text, |scene| {
        let by_tree =
            Hypothesis { source: Some(words(scene, text, by_tree)), ..Hypothesis::default() };
        let candidate =
            Candidate { word: place(scene, "said"), by_rule: None, by_tree: Some(by_tree) };
        let found = decide::whose_it_is(scene, &candidate, &words(scene, text, read));
        let found = found.map(|found| written(scene, text, &[found]));
        assert_eq!(found.as_deref(), expected, "{read} in {text}");
    });
}

#[test]
fn a_body_that_somebody_heads_is_not_the_source() {
    let text = "Ada Renn, chair of the Anglers' League, said that it was calm.";
    check_owner(text, "the Anglers' League", "Ada Renn", Some("Ada Renn"));
    check_owner(text, "Ada Renn", "Ada Renn", None);
    check_owner(text, "Ada Renn, chair of the Anglers' League", "Ada Renn", None);
    let text = "A report by the League said that it was calm.";
    check_owner(text, "the League", "A report", None);
}
