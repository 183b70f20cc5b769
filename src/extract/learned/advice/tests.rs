//! What recommends, to whom, how soon and until when, on short texts read by the models of words.

use std::sync::LazyLock;

use crate::analyse;
use crate::analyse::Naming;
use crate::analyse::Syntax;
use crate::extract;
use crate::extract::Attribution;
use crate::model::Document;
use crate::model::DocumentKey;
use crate::model::FoundRecommendation;
use crate::model::Lexicon;
use crate::model::Span;

static SYNTAX: LazyLock<Syntax> = LazyLock::new(Syntax::built_in);
static NAMING: LazyLock<Naming> = LazyLock::new(Naming::built_in);
static ATTRIBUTION: LazyLock<Attribution> = LazyLock::new(Attribution::built_in);

/// Checks the recommendations of a text, each as `rule | to | what | priority | deadline`.
#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let key = DocumentKey { corpus: "test".to_owned(), id: "test".to_owned() };
    let (document, lexicon) = (Document::of_text(key, text.to_owned()), Lexicon::built_in());
    let analysis = analyse::text(&document, &lexicon, &SYNTAX, &NAMING);
    let findings = extract::proposed(&document, &analysis, &lexicon, &ATTRIBUTION).findings;
    let statements = findings.statements.iter();
    let told = statements.filter_map(|it| Some(shown(text, it.recommendation?, &it.content)));
    let listed = findings.listed.iter();
    let listed = listed.map(|it| shown(text, it.recommendation, &[it.content]));
    assert_eq!(told.chain(listed).collect::<Vec<_>>(), expected, "in {text:?}");
}

fn shown(text: &str, found: FoundRecommendation, content: &[Span]) -> String {
    let words = |span: Option<Span>| span.map_or("-", |span| span.of(text));
    let deadline = match found.deadline {
        Some(until) => match until.date {
            Some(date) => format!("{} = {date}", until.span.of(text)),
            None => until.span.of(text).to_owned(),
        },
        None => "-".to_owned(),
    };
    let content: Vec<&str> = content.iter().map(|span| span.of(text)).collect();
    let parts = [found.rule, words(found.to), &content.join(" … "), words(found.priority)];
    format!("{} | {deadline}", parts.join(" | "))
}

#[test]
fn cues_recommend() {
    check(
        "The Mission recommends that the Ministry of Justice publish the results by the end of 2025.",
        &[
            "recommending-cue | the Ministry of Justice | the Ministry of Justice publish the results by the end of 2025 | - | by the end of 2025 = 2025",
        ],
    );
    check(
        "Anna Lee urged the government to amend the law without delay.",
        &["recommending-cue | government | to amend the law without delay | without delay | -"],
    );
    check(
        "The Bar Association called for an inquiry into the deaths.",
        &["recommending-cue | - | an inquiry into the deaths | - | -"],
    );
}

#[test]
fn who_is_to_act_is_somebody_who_acts() {
    check(
        "It is recommended that courts publish all decisions.",
        &["recommending-cue | courts | It … courts publish all decisions | - | -"],
    );
    check(
        "The Mission recommends that all salt be tested.",
        &["recommending-cue | - | all salt be tested | - | -"],
    );
}

#[test]
fn other_cues_recommend_nothing() {
    check("The judge ordered the company to pay the workers.", &[]);
    check("The minister said that the recommended dose was low.", &[]);
    check("The study suggests that many voters would stay at home.", &[]);
    check("The captain called for help.", &[]);
    check("Warm weather encouraged many families to move to the coast.", &[]);
    check("We called for a reservation.", &[]);
}

#[test]
fn should_recommends_where_somebody_should_act() {
    check(
        "Anna Lee said the government should publish the report.",
        &["should | the government | the government should publish the report | - | -"],
    );
    check(
        "Anna Lee said that the bridge should be closed within six months.",
        &["should | - | the bridge should be closed within six months | - | within six months"],
    );
}

#[test]
fn what_is_likely_past_or_asked_recommends_nothing() {
    check("Anna Lee said the train should arrive at noon.", &[]);
    check("Anna Lee said prices should fall next year.", &[]);
    check("Anna Lee said the government should have acted earlier.", &[]);
    check("Anna Lee asked whether the council should close the bridge.", &[]);
}

const LIST: &str = "Final Report

PRIORITY RECOMMENDATIONS

1. The Central Election Commission should publish all results before the next election.

2. Repeal Article 4 of the law.

OTHER RECOMMENDATIONS

3. Courts should be given more time.

Annex

The turnout was high. Courts should be open.

The count was slow.

Nobody was hurt. Voters should come early.";

#[test]
fn lists_recommend_under_their_heading() {
    check(
        LIST,
        &[
            "listed-duty | The Central Election Commission | The Central Election Commission should publish all results before the next election | PRIORITY RECOMMENDATIONS | before the next election",
            "listed-order | - | Repeal Article 4 of the law | PRIORITY RECOMMENDATIONS | -",
            "listed-duty | - | Courts should be given more time | - | -",
        ],
    );
    check(
        "Recommendation 3: Parliament should adopt the bill.",
        &["listed-duty | Parliament | Parliament should adopt the bill | - | -"],
    );
}

#[test]
fn other_lists_recommend_nothing() {
    check("Findings\n\n1. Turnout was high.\n\n2. Publish and be damned was a film.", &[]);
    check("The recommendations are old.\n\n1. Amend the law.", &[]);
}
