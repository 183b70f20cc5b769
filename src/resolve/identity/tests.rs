use std::collections::BTreeSet;

use proptest::prelude::ProptestConfig;
use proptest::prelude::any;
use proptest::prelude::prop;
use proptest::proptest;
use proptest::strategy::Strategy;

use crate::model::AnnotatedDocument;
use crate::model::AnnotatedEntity;
use crate::model::EntityType;
use crate::model::Identity;
use crate::model::Judgements;
use crate::model::Lexicon;

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
