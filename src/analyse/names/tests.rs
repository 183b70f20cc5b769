use crate::analyse;
use crate::analyse::Naming;
use crate::analyse::Syntax;
use crate::model::Document;
use crate::model::DocumentKey;
use crate::model::Lexicon;
use crate::model::Metadata;
use crate::model::Sha256;

fn document(text: &str) -> Document {
    Document {
        key: DocumentKey { corpus: "test".to_owned(), id: "test".to_owned() },
        metadata: Metadata::default(),
        text: text.to_owned(),
        is_plain: true,
        file: None,
        file_hash: Sha256::of(text),
        encoding: "UTF-8".to_owned(),
        page_starts: Vec::new(),
        boilerplate: Vec::new(),
        notes: Vec::new(),
        coded: None,
    }
}

/// Checks the names of a text, each as `type:words`, descriptions in brackets, titles before a bar.
fn check(text: &str, expected: &[&str]) {
    let analysis =
        analyse::text(&document(text), &Lexicon::built_in(), &Syntax::built_in(), &Naming::none());
    let found: Vec<String> = analysis
        .names
        .iter()
        .map(|name| {
            let kind = name.entity_type.map_or("?", crate::model::EntityType::word);
            let title =
                name.title.map(|title| format!("{}|", title.of(text).trim())).unwrap_or_default();
            let words = name.span.of(text);
            if name.is_described {
                format!("({kind}:{words})")
            } else {
                format!("{kind}:{title}{words}")
            }
        })
        .collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn titles_stay_out_of_names() {
    check(
        "Yesterday Deputy Minister of Foreign Affairs of Kazakhstan Roman Vasilenko met Mr. Obama.",
        &[
            "place:Kazakhstan",
            "person:Deputy Minister of Foreign Affairs of Kazakhstan|Roman Vasilenko",
            "person:Mr.|Obama",
        ],
    );
    check("The Russian President Vladimir Putin left.", &["person:President|Vladimir Putin"]);
    check(
        "They asked political scientist Aram Safaryan.",
        &["person:political scientist|Aram Safaryan"],
    );
    check(
        "We heard US Secretary of State Mike Pompeo.",
        &["place:US", "person:Secretary of State|Mike Pompeo"],
    );
}

#[test]
fn bodies_keep_their_small_words() {
    check(
        "It joined the Organisation for Security and Co-operation in Europe.",
        &["organization:Organisation for Security and Co-operation in Europe"],
    );
    check(
        "The Ministry of Foreign Affairs of the Czech Republic met the People's Party.",
        &[
            "organization:Ministry of Foreign Affairs of the Czech Republic",
            "place:Czech Republic",
            "organization:People's Party",
        ],
    );
    check(
        "He saw the Ministry of Defence and President Tokayev.",
        &["organization:Ministry of Defence", "person:President|Tokayev"],
    );
}

#[test]
fn demonyms_days_and_first_words_are_no_names() {
    check("Yet on Monday, Armenian wine was praised in English.", &[]);
    check("Observing takes time. Nothing else matters in March.", &[]);
    check("Brandt said so, and Brandt knew.", &["person:Brandt", "?:Brandt"]);
}

#[test]
fn descriptions_are_found_by_their_heads() {
    check(
        "The Armenian experts assessed the parliamentary elections as free.",
        &["(group:Armenian experts)", "(event:parliamentary elections)"],
    );
    check(
        "The observer mission presented its final report.",
        &["(organization:observer mission)", "(work:final report)"],
    );
    check("They vote and report as they act.", &[]);
}

#[test]
fn agencies_stand_in_datelines_and_report() {
    check(
        "ACCRA. GHANANEWSLINE The Senate met.",
        &["place:ACCRA", "organization:GHANANEWSLINE", "(organization:Senate)"],
    );
    // Wrong: "reports" is the verb here, no works are described; only its syntax could tell.
    check(
        "The sea was calm, Ghananews reports.",
        &["(work:Ghananews reports)", "organization:Ghananews"],
    );
    check("The sea was calm, Petrosyan said.", &["person:Petrosyan"]);
    check("The sea was calm and Petrosyan wrote of it.", &["person:Petrosyan"]);
}

#[test]
fn a_prosecutors_post_is_whole() {
    check(
        "Yesterday Brooklyn District Attorney Anna Lee spoke.",
        &["place:Brooklyn", "person:District Attorney|Anna Lee"],
    );
    check(
        "Then Finch County State’s Attorney Anna Lee spoke.",
        &["place:Finch County", "person:State’s Attorney|Anna Lee"],
    );
    check(
        "It was Assistant State's Attorney Anna Lee who spoke.",
        &["person:Assistant State's Attorney|Anna Lee"],
    );
}

#[test]
fn a_judges_court_stands_before_the_post() {
    check(
        "It came before Finch Supreme Court Justice Anna Lee.",
        &["organization:Finch Supreme Court", "person:Justice|Anna Lee"],
    );
    check("It came before Chief Justice Anna Lee.", &["person:Chief Justice|Anna Lee"]);
}

#[test]
fn degrees_behind_names_are_no_names() {
    check("They asked Anna Lee, MD, PhD, about it.", &["person:Anna Lee"]);
    check("They asked Anna Lee, FBI, about it.", &["person:Anna Lee", "organization:FBI"]);
}

#[test]
fn a_name_goes_on_with_a_list_of_fields() {
    check(
        "It joined the Finch Academy of Allergy, Asthma and Immunology.",
        &["organization:Finch Academy of Allergy, Asthma and Immunology"],
    );
    check(
        "It joined the Department of Health, Education, and Welfare.",
        &["organization:Department of Health, Education, and Welfare"],
    );
    check(
        "It joined the Department of Health, Norway and Sweden.",
        &["organization:Department of Health", "place:Norway", "place:Sweden"],
    );
}

#[test]
fn a_first_name_before_a_common_word_of_a_headline_stands_alone() {
    let prose = "\n\nThe taxes were cut at last, and the board said so on Monday.";
    let check_headline = |headline: &str, expected: &[&str]| {
        let text = format!("{headline}{prose}");
        check(&text, &[expected, &["(organization:board)"]].concat());
    };
    check_headline("Susan Vows To Cut Taxes", &[]);
    check_headline("Susan Marlow To Cut Taxes", &["person:Susan Marlow"]);
}
