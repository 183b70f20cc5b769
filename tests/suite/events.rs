//! From a text to its events and works: when and where they were, and which are one; and when something was said.

use sayso::analyse;
use sayso::analyse::Naming;
use sayso::model::Account;
use sayso::model::Document;
use sayso::model::DocumentKey;
use sayso::model::EntityType;
use sayso::pipeline;
use sayso::pipeline::Engine;
use sayso::resolve;

/// Returns the account of a text of 25 March 2023, a Saturday.
fn account(text: &str) -> Account {
    // Names as rules find them: what is tested comes after.
    let Engine { lexicon, syntax, attribution, .. } = Engine::built_in();
    let key = DocumentKey { corpus: "test".to_owned(), id: "test".to_owned() };
    let mut document = Document::of_text(key, text.to_owned());
    document.metadata.date = "2023-03-25".parse().ok();
    let analysis = analyse::text(&document, lexicon, syntax, &Naming::none());
    let findings = pipeline::findings(&document, &analysis, lexicon, attribution);
    resolve::document(&document, &analysis, findings, lexicon)
}

/// Checks the events and works of a text, each as `names joined by + @ date, place`.
fn check(text: &str, expected: &[&str]) {
    let account = account(text);
    let is_event = |kind: EntityType| matches!(kind, EntityType::Event | EntityType::Work);
    let name = |id: &String| {
        let place = account.entities.iter().find(|entity| entity.id == *id);
        place.map_or("?", |place| place.name.as_str())
    };
    let found: Vec<String> = account
        .entities
        .iter()
        .filter(|entity| is_event(entity.entity_type))
        .map(|entity| {
            let date = entity.date.map_or("-".to_owned(), |date| date.to_string());
            let place = entity.place.as_ref().map_or("-", name);
            format!("{} @ {date}, {place}", entity.names.join(" + "))
        })
        .collect();
    assert_eq!(found, expected, "{text}");
}

/// Checks the days on which the statements of a text were made, as the words around their cues tell.
fn check_said(text: &str, expected: &[&str]) {
    let day = |day: Option<sayso::model::Date>| day.map_or("-".to_owned(), |day| day.to_string());
    let found: Vec<String> =
        account(text).statements.iter().map(|statement| day(statement.said_on)).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn an_event_takes_the_date_in_its_name_and_beside_it() {
    check(
        "He praised the 2021 parliamentary elections.",
        &["2021 parliamentary elections @ 2021, -"],
    );
    check("He praised the elections of 2021.", &["elections + elections of 2021 @ 2021, -"]);
    check(
        "He praised the elections held on 19 March.",
        &["elections + elections held on 19 March @ 2023-03-19, -"],
    );
    check("He praised Sunday's vote.", &["Sunday's vote + vote @ 2023-03-19, -"]);
    check("He praised the vote with 19 observers.", &["vote + vote with 19 observers @ -, -"]);
}

#[test]
fn an_event_takes_the_date_of_the_sentence_that_says_when_it_was() {
    check("The elections were held on 19 March.", &["elections @ 2023-03-19, -"]);
    check("The elections were criticised on 20 March.", &["elections @ -, -"]);
}

#[test]
fn an_event_takes_its_place() {
    check(
        "The elections in Kazakhstan were calm.",
        &["elections + elections in Kazakhstan @ -, Kazakhstan"],
    );
    check(
        "Kazakhstan voted. The Kazakh elections were calm.",
        &["Kazakh elections @ -, Kazakhstan"],
    );
}

#[test]
fn elections_of_two_years_are_two() {
    check(
        "The elections of 2021 were flawed. The elections of 2023 were calm. The vote of 2021 was short.",
        &[
            "elections + elections of 2021 + vote + vote of 2021 @ 2021, -",
            "elections + elections of 2023 @ 2023, -",
        ],
    );
    check(
        "The elections of 2021 were flawed. The elections of 2023 were calm. These elections were new.",
        &["elections + elections of 2021 @ 2021, -", "elections + elections of 2023 @ 2023, -"],
    );
}

#[test]
fn the_vote_is_the_election_named_before() {
    check(
        "The parliamentary elections were calm. The vote was fair, the poll was short.",
        &["parliamentary elections + poll + vote @ -, -"],
    );
    check(
        "The elections in Georgia were calm. The vote in Turkey was not.",
        &["elections + elections in Georgia @ -, Georgia", "vote + vote in Turkey @ -, Turkey"],
    );
}

#[test]
fn reports_of_two_dates_are_two() {
    check(
        "The preliminary report of 20 March was short. The report of May 2022 was long. \
        The preliminary report was read, the report of May 2022 was not.",
        &["preliminary report @ 2023-03-20, -", "report + report of May 2022 @ 2022-05, -"],
    );
}

#[test]
fn a_statement_was_made_on_the_day_beside_its_cue() {
    check_said("The minister said on Monday that the vote was fair.", &["2023-03-20"]);
    check_said("On 20 March, the minister said that the vote was fair.", &["2023-03-20"]);
    check_said("The minister said that the vote was held on 19 March.", &["-"]);
    check_said("The minister said in 2023 that the vote was fair.", &["-"]);
}
