//! Where contents end, for statements that are written by hand.

use crate::analyse;
use crate::analyse::Naming;
use crate::analyse::Syntax;
use crate::extract::going_on;
use crate::extract::reading::Reading;
use crate::model::Document;
use crate::model::DocumentKey;
use crate::model::FoundStatement;
use crate::model::Lexicon;
use crate::model::Span;
use crate::model::Voice;

/// Checks the contents of statements, each given as source, cue and content.
fn check(text: &str, statements: &[[&str; 3]], expected: &[&str]) {
    let key = DocumentKey { corpus: "test".to_owned(), id: "test".to_owned() };
    let document = Document::of_text(key, text.to_owned());
    let lexicon = Lexicon::built_in();
    let analysis = analyse::text(&document, &lexicon, &Syntax::built_in(), &Naming::none());
    let reading = Reading::new(&document, &analysis, &lexicon);
    let span = |words: &str| {
        let start = text.find(words).unwrap();
        Span::new(text, start, start + words.len()).unwrap()
    };
    let made = statements.iter().map(|[source, cue, content]| FoundStatement {
        cue: vec![span(cue)],
        content: vec![span(content)],
        ..going_on::without_cue(&reading, Voice::Words(span(source)), (0, 1), "made")
    });
    let mut made: Vec<FoundStatement> = made.collect();
    super::part(&reading, &mut made);
    let contents: Vec<&str> = made.iter().map(|statement| statement.content[0].of(text)).collect();
    assert_eq!(contents, expected, "{text}");
}

#[test]
fn a_content_ends_before_a_cue_with_the_same_subject() {
    check(
        "Lee promised help, and also said that it would come soon.",
        &[
            ["Lee", "promised", "help, and also said that it would come soon"],
            ["Lee", "said", "it would come soon"],
        ],
        &["help", "it would come soon"],
    );
    check(
        "Lee said that it rained, adding that it was cold.",
        &[["Lee", "said", "it rained, adding that it was cold"], ["Lee", "adding", "it was cold"]],
        &["it rained", "it was cold"],
    );
    check(
        "Lee said “It rained all day,” adding that it was cold.",
        &[
            ["Lee", "said", "“It rained all day,” adding that it was cold"],
            ["Lee", "adding", "it was cold"],
        ],
        &["“It rained all day,”", "it was cold"],
    );
}

#[test]
fn a_content_has_the_cues_of_others_and_what_its_source_only_means_to_say() {
    let others = "help would come and Ray said that it rained";
    check(
        "Lee said that help would come and Ray said that it rained.",
        &[["Lee", "said", others], ["Ray", "said that it", "it rained"]],
        &[others, "it rained"],
    );
    let meant = "to meet them and discuss the plan";
    check(
        "Lee agreed to meet them and discuss the plan.",
        &[["Lee", "agreed", meant], ["Lee", "discuss", "the plan"]],
        &[meant, "the plan"],
    );
    let asked = "to say that it rained";
    check(
        "Lee wanted to say that it rained.",
        &[["Lee", "wanted", asked], ["Lee", "say", "it rained"]],
        &[asked, "it rained"],
    );
}

#[test]
fn a_content_ends_before_a_comment_on_the_whole_sentence() {
    check(
        "Lee said that it rained, according to Ray.",
        &[
            ["Lee", "said", "it rained, according to Ray"],
            ["Ray", "according to", "Lee said that it rained"],
        ],
        &["it rained", "Lee said that it rained"],
    );
    check(
        "Lee said that it rained, Ray reported.",
        &[
            ["Lee", "said", "it rained, Ray reported"],
            ["Ray", "reported", "Lee said that it rained"],
        ],
        &["it rained", "Lee said that it rained"],
    );
    let between = "the house, reportedly sold, burned";
    check(
        "Lee said that the house, reportedly sold, burned.",
        &[["Lee", "said", between], ["Lee", "reportedly", "Lee said that the house"]],
        &[between, "Lee said that the house"],
    );
}
