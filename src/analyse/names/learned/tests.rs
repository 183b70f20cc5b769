use std::ops::Range;

use super::Analysed;
use super::CLASSES;
use super::LABELS;
use super::Naming;
use super::Scene;
use super::Settings;
use super::heads;
use super::stretches;
use crate::analyse;
use crate::analyse::Syntax;
use crate::learn::ArchiveWriter;
use crate::learn::Trainer;
use crate::model::Document;
use crate::model::DocumentKey;
use crate::model::EntityType;
use crate::model::Lexicon;

/// Looks at a text as the models do.
fn look<R>(text: &str, look: impl FnOnce(&Scene) -> R) -> R {
    let key = DocumentKey { corpus: String::new(), id: String::new() };
    let document = Document::of_text(key, text.to_owned());
    let lexicon = Lexicon::built_in();
    let analysis = analyse::text(&document, &lexicon, &Syntax::built_in(), &Naming::none());
    let analysed = Analysed {
        text,
        tokens: &analysis.tokens,
        words: &analysis.words,
        lemmas: &analysis.lemmas,
        sentences: &analysis.sentences,
    };
    let mut scene = Scene::new(analysed, &lexicon);
    scene.prepare();
    look(&scene)
}

/// Returns the tokens of some words of a text.
fn tokens(scene: &Scene, words: &str) -> Range<usize> {
    let text = scene.text();
    let at = text.find(words).expect("the words stand in the text");
    let span = crate::model::Span::new(text, at, at + words.len()).expect("they are whole");
    scene.tokens_in(span)
}

/// Checks which words may be parts of names, in rows.
fn check_stretches(text: &str, expected: &[&str]) {
    look(text, |scene| {
        let found: Vec<&str> = stretches::stretches(scene)
            .iter()
            .map(|stretch| scene.span(stretch).of(scene.text()))
            .collect();
        assert_eq!(found, expected, "in {text:?}");
    });
}

/// Checks what becomes of words that are labelled as one name.
fn check_shape(text: &str, words: &str, entity_type: EntityType, expected: &[(&str, EntityType)]) {
    look(text, |scene| {
        let shaped = stretches::shaped(scene, (tokens(scene, words), entity_type));
        let shaped: Vec<(&str, EntityType)> = shaped
            .iter()
            .map(|(tokens, entity_type)| (scene.span(tokens).of(scene.text()), *entity_type))
            .collect();
        assert_eq!(shaped, expected, "in {text:?}");
    });
}

/// Checks which nouns may describe an entity, each with its phrase.
fn check_heads(text: &str, expected: &[&str]) {
    look(text, |scene| {
        let found: Vec<&str> = heads::heads(scene, &scene.by_rule, &[])
            .iter()
            .map(|head| scene.span(&(head.start..head.token + 1)).of(scene.text()))
            .collect();
        assert_eq!(found, expected, "in {text:?}");
    });
}

#[test]
fn capitals_and_what_joins_them_may_be_names() {
    check_stretches(
        "He met the Ministry of Foreign Affairs in Prague.",
        &["He", "Ministry of Foreign Affairs", "Prague"],
    );
    check_stretches("we saw 2nd Battalion and Lee", &["2nd Battalion and Lee"]);
    check_stretches("nobody came with 20 friends", &[]);
}

#[test]
fn days_are_no_names() {
    check_stretches("they met Ada Finch Monday", &["Ada Finch"]);
    check_stretches("they met on Monday", &[]);
}

#[test]
fn a_persons_name_ends_before_of() {
    let person = EntityType::Person;
    check_shape(
        "She met Ada Finch of Norway.",
        "Ada Finch of Norway",
        person,
        &[("Ada Finch", person)],
    );
    check_shape("She met Ada Finch.", "Ada Finch", person, &[("Ada Finch", person)]);
    check_shape(
        "It was Ada Finch Prime Minister of Norway.",
        "Ada Finch Prime Minister",
        person,
        &[("Ada Finch", person)],
    );
}

/// Checks whether the first place of some words is a headline whose capitals tell nothing.
fn check_headline(text: &str, words: &str, expected: bool) {
    look(text, |scene| {
        let found = scene.is_only_in_headline(&tokens(scene, words));
        assert_eq!(found, expected, "{words} in {text:?}");
    });
}

#[test]
fn capitals_of_headlines_alone_name_nothing() {
    let text = "Finch Court Lets Stand Old Ruling In Norway\n\nYesterday the Finch Court agreed with them. It was late.";
    check_headline(text, "Lets Stand Old Ruling", true);
    check_headline(text, "Court Lets", true);
    check_headline(text, "Finch Court", false);
    check_headline(text, "Norway", false);
    check_headline("It was late. They met the Finch Rovers there.", "Finch Rovers", false);
}

#[test]
fn degrees_and_ages_are_no_parts_of_names() {
    check_stretches("they asked Ada Finch, MD, PhD, today", &["Ada Finch"]);
    check_stretches("they asked Ada Finch, NASA, today", &["Ada Finch", "NASA"]);
    check_stretches("they saw the 8-year-old Ada Finch", &["Ada Finch"]);
    check_stretches("they saw the 2nd Finch Battalion", &["2nd Finch Battalion"]);
}

#[test]
fn a_prosecutors_post_is_no_part_of_a_name() {
    let (place, person) = (EntityType::Place, EntityType::Person);
    let text = "They met Finch County State’s Attorney Ada Lee.";
    check_shape(text, "Finch County State", place, &[("Finch County", place)]);
    check_shape(text, "State", place, &[]);
    let text = "They met Oslo District Attorney Ada Lee.";
    let whole = "Oslo District Attorney Ada Lee";
    check_shape(text, whole, person, &[("Oslo", place), ("Ada Lee", person)]);
    let text = "They met the Oslo District Attorney’s Office.";
    let organization = EntityType::Organization;
    let whole = "Oslo District Attorney’s Office";
    check_shape(text, whole, organization, &[(whole, organization)]);
}

#[test]
fn what_stands_behind_an_age_is_a_person_or_where_one_is_from() {
    let (organization, person) = (EntityType::Organization, EntityType::Person);
    let text = "They saw 11-year-old Zyra Finch.";
    check_shape(text, "Zyra Finch", organization, &[("Zyra Finch", person)]);
    let text = "They saw an 8-year-old Finch Falls girl.";
    check_shape(text, "Finch Falls", organization, &[("Finch Falls", EntityType::Place)]);
    let text = "They saw an 8-year-old Finch Rovers fan.";
    check_shape(text, "Finch Rovers", organization, &[("Finch Rovers", organization)]);
}

#[test]
fn who_is_spoken_to_is_a_person() {
    let (organization, person) = (EntityType::Organization, EntityType::Person);
    let text = "“Brendon Marsh, thank you for coming,” said Anna Lee.";
    check_shape(text, "Brendon Marsh", organization, &[("Brendon Marsh", person)]);
    let text = "“Finch Institute, thank you for coming,” said Anna Lee.";
    check_shape(text, "Finch Institute", organization, &[("Finch Institute", organization)]);
}

#[test]
fn coordinations_are_split() {
    let (place, organization) = (EntityType::Place, EntityType::Organization);
    check_shape(
        "It flew to Oslo and Rome.",
        "Oslo and Rome",
        place,
        &[("Oslo", place), ("Rome", place)],
    );
    check_shape(
        "He went to Antigua and Barbuda.",
        "Antigua and Barbuda",
        place,
        &[("Antigua and Barbuda", place)],
    );
    check_shape(
        "The Finch Institute and Lee University agreed.",
        "Finch Institute and Lee University",
        organization,
        &[("Finch Institute", organization), ("Lee University", organization)],
    );
    check_shape(
        "The Ministry of Trade and Industry agreed.",
        "Ministry of Trade and Industry",
        organization,
        &[("Ministry of Trade and Industry", organization)],
    );
}

#[test]
fn a_demonym_alone_is_no_name() {
    check_shape("It was a Czech success.", "Czech", EntityType::Place, &[]);
    check_shape(
        "It was a Czech Radio success.",
        "Czech Radio",
        EntityType::Organization,
        &[("Czech Radio", EntityType::Organization)],
    );
}

#[test]
fn nouns_outside_names_may_describe() {
    check_heads("The Syrian opposition wants peace talks.", &["Syrian opposition", "peace talks"]);
    check_heads("Ada Finch left.", &[]);
}

#[test]
fn settings_are_read_as_they_were_written() {
    let settings = Settings { inside: 1, outside: -2, group: 3, other: i32::MIN };
    assert_eq!(Settings::read(&settings.to_bytes()), Ok(settings));
    assert!(Settings::read(&settings.to_bytes()[1..]).is_err());
}

#[test]
fn models_of_other_classes_are_refused() {
    let file = |labels: usize, classes: usize| {
        let mut writer = ArchiveWriter::new();
        writer.add("settings", Settings::default().to_bytes());
        writer.add("stretches", Trainer::new(labels).freeze(1));
        writer.add("heads", Trainer::new(classes).freeze(1));
        Naming::read(writer.finish())
    };
    assert!(file(LABELS, CLASSES).is_ok());
    assert!(file(LABELS + 1, CLASSES).is_err());
    assert!(file(LABELS, CLASSES - 1).is_err());
    assert!(Naming::read(b"something else".as_slice()).is_err());
}

#[test]
fn the_built_in_models_add_to_the_rules() {
    let text = "Protesters marched through Kyzylorda on Friday. The protesters said that peace talks had failed.";
    let key = DocumentKey { corpus: String::new(), id: String::new() };
    let document = Document::of_text(key, text.to_owned());
    let lexicon = Lexicon::built_in();
    let worth = |naming: &Naming| {
        let analysis = analyse::text(&document, &lexicon, &Syntax::built_in(), naming);
        analysis.names.iter().filter(|name| name.is_worth == Some(true)).count()
    };
    assert_eq!(worth(&Naming::none()), 0);
    assert!(worth(&Naming::built_in()) > 0);
}

#[test]
fn the_number_of_an_item_is_no_part_of_a_name() {
    let lexicon = Lexicon::built_in();
    let check = |text: &str, expected: &str| {
        let key = DocumentKey { corpus: String::new(), id: String::new() };
        let document = Document::of_text(key, text.to_owned());
        let analysis = analyse::text(&document, &lexicon, &Syntax::built_in(), &Naming::built_in());
        let named = analysis.names.iter().filter(|name| !name.is_described);
        let names: Vec<&str> = named.map(|name| name.span.of(text)).collect();
        assert_eq!(names.first(), Some(&expected), "{text}");
    };
    check("2. Parliament should adopt a new code within six months.", "Parliament");
    check(
        "1. The Central Election Commission should publish all results by polling station.",
        "Central Election Commission",
    );
    check("The Parliament of Ghana met in 2020.", "Parliament of Ghana");
}
