use std::collections::BTreeSet;

use proptest::prelude::ProptestConfig;
use proptest::prelude::any;
use proptest::prelude::prop;
use proptest::proptest;
use proptest::strategy::Strategy;

use crate::model::AnnotatedDocument;
use crate::model::AnnotatedEntity;
use crate::model::Date;
use crate::model::Decision;
use crate::model::Details;
use crate::model::EntityType;
use crate::model::Identity;
use crate::model::Judgement;
use crate::model::Judgements;
use crate::model::Lexicon;
use crate::model::Place;
use crate::model::Reference;

fn identity(documents: &[AnnotatedDocument]) -> Identity {
    super::identity(documents, &Lexicon::built_in(), &Judgements::default())
        .expect("nobody decides")
}

const PERSON: EntityType = EntityType::Person;
const BODY: EntityType = EntityType::Organization;
const PLACE: EntityType = EntityType::Place;
const EVENT: EntityType = EntityType::Event;

/// Makes a document of entities: type and names, the first the fullest; a star in front of what is described.
fn document(id: &str, entities: &[(EntityType, &[&str])]) -> AnnotatedDocument {
    let entities =
        entities.iter().enumerate().map(|(number, (entity_type, names))| AnnotatedEntity {
            id: format!("e={number}"),
            entity_type: *entity_type,
            name: names[0].trim_start_matches('*').to_owned(),
            names: names.iter().map(|name| name.trim_start_matches('*').to_owned()).collect(),
            named: !names[0].starts_with('*'),
            date: None,
            place: None,
        });
    AnnotatedDocument {
        id: id.to_owned(),
        corpus: Some("test".to_owned()),
        entities: entities.collect(),
        ..AnnotatedDocument::default()
    }
}

/// Checks which entities are one, each written `document.number`, one agent a word.
fn check(documents: &[AnnotatedDocument], expected: &[&str]) {
    let identity = identity(documents);
    let groups: BTreeSet<String> = identity
        .agents
        .iter()
        .map(|agent| {
            let of_agent = identity.joins.iter().filter(|join| join.agent == agent.key);
            let members: Vec<String> = of_agent
                .map(|join| {
                    format!(
                        "{}.{}",
                        join.entity.document.id,
                        join.entity.entity.trim_start_matches("e=")
                    )
                })
                .collect();
            members.join("+")
        })
        .collect();
    assert_eq!(groups, expected.iter().map(|&group| group.to_owned()).collect());
}

#[test]
fn one_name_and_type_is_one_agent() {
    check(
        &[
            document(
                "a",
                &[
                    (PERSON, &["Slavomir Hor\u{e1}k"]),
                    (BODY, &["Acme Organisation"]),
                    (PLACE, &["Jordan"]),
                ],
            ),
            document(
                "b",
                &[
                    (PERSON, &["Slavomir Horak"]),
                    (BODY, &["Acme Organization"]),
                    (PERSON, &["Jordan"]),
                ],
            ),
        ],
        &["a.0+b.0", "a.1+b.1", "a.2", "b.2"],
    );
    check(
        &[
            document("a", &[(PERSON, &["\u{41e}wen Murphy"])]),
            document("b", &[(PERSON, &["Owen J. Murphy, Jr."])]),
        ],
        &["a.0+b.0"],
    );
}

#[test]
fn acronyms_join_where_a_document_or_the_registry_ties_them() {
    check(
        &[
            document("a", &[(BODY, &["Zonal Grain Board", "ZGB"]), (BODY, &["OSCE"])]),
            document(
                "b",
                &[
                    (BODY, &["ZGB"]),
                    (BODY, &["Organisation for Security and Co-operation in Europe"]),
                ],
            ),
            document("c", &[(PLACE, &["U.S."]), (BODY, &["XYZ"])]),
            document("d", &[(PLACE, &["United States", "country"])]),
        ],
        &["a.0+b.0", "a.1+b.1", "c.0+d.0", "c.1"],
    );
    check(
        &[
            document("a", &[(BODY, &["Zonal Grain Board", "ZGB"])]),
            document("b", &[(BODY, &["Zeta Gas Bank", "ZGB"])]),
            document("c", &[(BODY, &["ZGB"])]),
        ],
        &["a.0", "b.0", "c.0"],
    );
}

#[test]
fn a_surname_joins_only_the_one_who_has_it() {
    let bare = document("c", &[(PERSON, &["Brandt"])]);
    let anna = document("a", &[(PERSON, &["Anna Brandt", "Brandt"])]);
    check(&[anna.clone(), bare.clone()], &["a.0+c.0"]);
    let erik = document("b", &[(PERSON, &["Erik Brandt"])]);
    let all = [anna, erik, bare];
    check(&all, &["a.0", "b.0", "c.0"]);
    let refusals = identity(&all).refusals;
    assert!(
        refusals
            .iter()
            .any(|refusal| refusal.rule == "surname" && refusal.reason == "The full names differ.")
    );
    assert!(refusals.iter().all(|refusal| refusal.agents[0] < refusal.agents[1]));
}

#[test]
fn a_title_that_no_list_has_is_no_first_name() {
    check(
        &[
            document("a", &[(PERSON, &["Aigul Saparova"]), (PERSON, &["Anna Brandt Lind"])]),
            document(
                "b",
                &[(PERSON, &["Curator Aigul Saparova"]), (PERSON, &["Maria Anna Brandt Lind"])],
            ),
        ],
        &["a.0+b.0", "a.1", "b.1"],
    );
}

#[test]
fn descriptions_and_common_names_stay_in_their_document() {
    let entities: &[(EntityType, &[&str])] = &[
        (EntityType::Group, &["*observers"]),
        (BODY, &["Ministry of Foreign Affairs"]),
        (BODY, &["Ministry of Foreign Affairs of Latveria"]),
    ];
    check(
        &[document("a", entities), document("b", entities)],
        &["a.0", "b.0", "a.1", "b.1", "a.2+b.2"],
    );
}

#[test]
fn events_of_different_years_are_two() {
    check(
        &[
            document("a", &[(EVENT, &["Berlin Summit", "Berlin Summit 2019"])]),
            document("b", &[(EVENT, &["Berlin Summit", "Berlin Summit 2021"])]),
            document("c", &[(EVENT, &["Berlin Summit"])]),
        ],
        &["a.0", "b.0", "c.0"],
    );
}

#[test]
fn keys_do_not_depend_on_other_documents() {
    let one = document("a", &[(PERSON, &["Anna Brandt"]), (BODY, &["*ministry"])]);
    let key = |documents: &[AnnotatedDocument], number: &str| {
        let found = identity(documents);
        let join = found
            .joins
            .iter()
            .find(|join| join.entity.document.id == "a" && join.entity.entity == number);
        join.map(|join| join.agent.clone())
    };
    let both = [
        document("b", &[(PERSON, &["Anna Brandt", "Brandt"]), (BODY, &["*ministry"])]),
        one.clone(),
    ];
    for number in ["e=0", "e=1"] {
        assert_eq!(key(std::slice::from_ref(&one), number), key(&both, number));
    }
    assert!(key(&both, "e=0").is_some_and(|key| key.starts_with("person/anna-brandt-")));
}

/// Makes a decision; a document may follow a name behind `@`.
fn judgement(line: usize, first: &str, is_same: bool, second: &str) -> Judgement {
    let decide = if is_same { Decision::Same } else { Decision::NotSame };
    let reference = |written: &str| match written.split_once('@') {
        Some((name, id)) => Reference {
            name: name.to_owned(),
            document: Some(id.to_owned()),
            ..Reference::default()
        },
        None => Reference { name: written.to_owned(), ..Reference::default() },
    };
    Judgement {
        place: Place { file: "identity.toml".to_owned(), line },
        decision: decide([first, second].map(reference)),
        author: "Ana".to_owned(),
        date: Date::Year(2024),
        reason: "I know them.".to_owned(),
    }
}

fn judged(documents: &[AnnotatedDocument], all: Vec<Judgement>) -> Result<Identity, Vec<String>> {
    let found = super::identity(documents, &Lexicon::built_in(), &Judgements { all });
    found.map_err(|faults| faults.iter().map(ToString::to_string).collect())
}

fn brandts() -> Vec<AnnotatedDocument> {
    ["a", "b", "c"].map(|id| document(id, &[(PERSON, &["Anna Brandt"]), (BODY, &["ZGB"])])).to_vec()
}

#[test]
fn people_join_what_no_rule_joins() {
    let documents = [
        document("a", &[(PERSON, &["Anna Brandt"])]),
        document("b", &[(PERSON, &["Annie Brand"])]),
    ];
    let all = vec![judgement(3, "Anna Brandt", true, "annie brand")];
    let identity = judged(&documents, all).expect("it can be carried out");
    assert_eq!(identity.agents.len(), 1);
    let join = identity.joins.iter().find(|join| join.rule == "judgement").expect("a reason");
    assert_eq!(join.reason, "Ana decided on 2024 (identity.toml line 3): I know them.");
    assert_eq!(identity.judged, [vec![join.agent.clone(), join.agent.clone()]]);
}

#[test]
fn people_keep_apart_what_rules_would_join() {
    let all = vec![judgement(3, "Anna Brandt@a", false, "Anna Brandt@b")];
    let identity = judged(&brandts(), all).expect("it can be carried out");
    // Nobody can tell which of the two the third document means.
    let persons = identity.agents.iter().filter(|agent| agent.entity_type == PERSON);
    let names: Vec<&str> = persons.map(|agent| agent.label.as_str()).collect();
    assert_eq!(names, ["Anna Brandt"; 3]);
    assert!(
        identity.refusals.iter().any(|refusal| {
            refusal.rule == "judgement" && refusal.reason.contains("I know them.")
        })
    );
}

#[test]
fn contradictions_are_named_by_closure() {
    let documents = [
        document("a", &[(PERSON, &["Anna Brandt"])]),
        document("b", &[(PERSON, &["Bea Cole"])]),
        document("c", &[(PERSON, &["Cleo Dunn"])]),
    ];
    let all = vec![
        judgement(1, "Anna Brandt", true, "Bea Cole"),
        judgement(5, "Bea Cole", true, "Cleo Dunn"),
        judgement(9, "Cleo Dunn", false, "Anna Brandt"),
    ];
    let expected = "identity.toml line 9: \"Cleo Dunn\" and \"Anna Brandt\" are kept apart, but \
        identity.toml line 1 and identity.toml line 5 made them one";
    assert_eq!(judged(&documents, all), Err(vec![expected.to_owned()]));
    let itself = vec![judgement(1, "Anna Brandt", false, "Anna Brandt")];
    assert!(judged(&documents, itself).is_err());
}

#[test]
fn names_that_nobody_or_several_have_are_faults() {
    let mut documents = brandts();
    documents.push(document("d", &[(BODY, &["Anna Brandt"])]));
    let all = vec![
        judgement(1, "Nobody", true, "ZGB"),
        judgement(5, "Anna Brandt", true, "ZGB"),
        judgement(9, "ZGB@d", true, "ZGB"),
    ];
    let expected = [
        "identity.toml line 1: no document names \"Nobody\"",
        "identity.toml line 9: no document names \"ZGB\" of d",
        "identity.toml line 5: \"Anna Brandt\" may be \"Anna Brandt\" (person) of test/a, or \
         \"Anna Brandt\" (organization) of test/d",
    ];
    let mut faults = judged(&documents, all).expect_err("three faults");
    faults.sort_by_key(|fault| expected.iter().position(|it| it == fault));
    assert_eq!(faults, expected);
}

#[test]
fn people_say_what_an_agent_is_and_is_called() {
    let about = |line: usize, label: &str| Judgement {
        decision: Decision::About(
            Reference { name: "ZGB".to_owned(), ..Reference::default() },
            Details {
                entity_type: Some(EntityType::Group),
                label: Some(label.to_owned()),
                identifiers: vec!["https://example.org/zgb".to_owned()],
            },
        ),
        ..judgement(line, "ZGB", true, "ZGB")
    };
    let identity = judged(&brandts(), vec![about(1, "Zonal Grain Board")]).expect("carried out");
    let group = identity.agents.iter().find(|agent| agent.entity_type == EntityType::Group);
    let group = group.expect("the decided type");
    assert_eq!(
        (group.label.as_str(), group.names.as_slice()),
        ("Zonal Grain Board", &["ZGB".to_owned()][..])
    );
    assert_eq!(group.identifiers, ["https://example.org/zgb"]);
    let faults = judged(&brandts(), vec![about(1, "One"), about(5, "Other")]);
    assert_eq!(faults.map_err(|faults| faults.len()), Err(1));
}

#[test]
fn pairs_that_may_be_one_are_left_to_people() {
    let documents = [
        document("a", &[(PERSON, &["Katharina Brandt"]), (BODY, &["Zonal Grain Board"])]),
        document("b", &[(PERSON, &["Katarzina Brandt"]), (BODY, &["ZGB"])]),
    ];
    let reasons = |identity: Identity| -> Vec<String> {
        identity.candidates.into_iter().map(|candidate| candidate.reason).collect()
    };
    let expected = [
        "ZGB are the initials of \"Zonal Grain Board\".",
        "They have one surname, and \"katharina\" and \"katarzina\" are alike.",
    ];
    assert_eq!(reasons(identity(&documents)), expected);
    let all = vec![
        judgement(1, "Katharina Brandt", false, "Katarzina Brandt"),
        judgement(5, "ZGB", true, "Zonal Grain Board"),
    ];
    assert_eq!(judged(&documents, all).map(reasons), Ok(Vec::new()));
}

#[test]
fn ten_thousand_names_take_no_quadratic_time() {
    let name = |number: usize| format!("Anna{} Brandt", number.to_string().replace('0', "x"));
    let documents: Vec<AnnotatedDocument> = (0..10_000)
        .map(|number| {
            document(&number.to_string(), &[(PERSON, &[&name(number)]), (BODY, &["ZGB"])])
        })
        .collect();
    assert_eq!(identity(&documents).joins.len(), 20_000);
}

fn documents() -> impl Strategy<Value = Vec<AnnotatedDocument>> {
    let name = prop::sample::select(vec![
        "Anna Brandt",
        "Brandt",
        "Erik Brandt",
        "OSCE",
        "ZGB",
        "Zonal Grain Board",
        "U.S.",
        "United States",
        "Berlin Summit 2019",
        "Berlin Summit",
        "Kazakh Foreign Ministry",
        "Ministry of Foreign Affairs of Kazakhstan",
        "Anna J. Brandt",
        "Ana Brandt Jr.",
        "*observers",
        "Ministry of Finance",
        "\u{6f22}",
        "",
    ]);
    let names = prop::collection::vec(name, 1..4);
    let kind =
        any::<u8>().prop_map(|number| EntityType::ALL[usize::from(number) % EntityType::ALL.len()]);
    let entities = prop::collection::vec((kind, names), 0..5);
    prop::collection::vec(entities, 0..5).prop_map(|all| {
        all.iter()
            .enumerate()
            .map(|(number, entities)| {
                let borrowed: Vec<(EntityType, &[&str])> =
                    entities.iter().map(|(kind, names)| (*kind, names.as_slice())).collect();
                document(&format!("d{number}"), &borrowed)
            })
            .collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn every_entity_has_one_agent_whatever_the_order(documents in documents()) {
        let found = identity(&documents);
        let mut reversed = documents.clone();
        reversed.reverse();
        assert_eq!(found, identity(&reversed));
        let entities: usize = documents.iter().map(|document| document.entities.len()).sum();
        let joined: BTreeSet<_> = found.joins.iter().map(|join| &join.entity).collect();
        assert_eq!((found.joins.len(), joined.len()), (entities, entities));
        let keys: BTreeSet<&str> = found.agents.iter().map(|agent| agent.key.as_str()).collect();
        assert_eq!(keys.len(), found.agents.len());
        assert!(found.joins.iter().all(|join| keys.contains(join.agent.as_str()) && !join.reason.is_empty()));
        for agent in &found.agents {
            assert!(agent.key.starts_with(agent.entity_type.word()));
        }
    }
}
