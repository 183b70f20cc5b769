//! Documents that name many agents: persons, bodies and events, some of them in two spellings.

use sayso::model::AnnotatedDocument;
use sayso::model::AnnotatedEntity;
use sayso::model::EntityType;

const FIRST: &[&str] =
    &["Anna", "Erik", "Sergey", "Maria", "Yevgeny", "José", "William", "Aigul", "Søren", "Olga"];
const SYLLABLES: &[&str] = &[
    "ka", "zh", "ma", "to", "re", "li", "sky", "no", "ber", "gul", "dan", "vi", "kh", "os", "ar",
    "en",
];
/// How many entities a document has.
const CAST: usize = 20;

/// Returns documents with so many agents; of each fourth agent there is an entity in another spelling, too.
pub(crate) fn cast(agents: usize) -> Vec<AnnotatedDocument> {
    let entities: Vec<AnnotatedEntity> = (0..agents).flat_map(of_agent).collect();
    let documents = entities.chunks(CAST).enumerate();
    documents
        .map(|(number, entities)| AnnotatedDocument {
            id: format!("document-{number}"),
            corpus: Some("generated".to_owned()),
            entities: entities.to_vec(),
            ..AnnotatedDocument::default()
        })
        .collect()
}

fn of_agent(number: usize) -> Vec<AnnotatedEntity> {
    let surname = word(number / FIRST.len());
    let (entity_type, name) = match number % 3 {
        0 => (EntityType::Organization, format!("{surname} Shipping Board {}", word(number))),
        _ => (EntityType::Person, format!("{} {surname}", FIRST[number % FIRST.len()])),
    };
    let other =
        number.is_multiple_of(4).then(|| name.replace("zh", "j").replace("kh", "h").to_uppercase());
    [Some(name), other]
        .into_iter()
        .flatten()
        .enumerate()
        .map(|(way, name)| entity(number, way, entity_type, &name))
        .collect()
}

fn entity(number: usize, way: usize, entity_type: EntityType, name: &str) -> AnnotatedEntity {
    AnnotatedEntity {
        id: format!("e={number}-{way}"),
        entity_type,
        name: name.to_owned(),
        names: vec![name.to_owned()],
        named: true,
        date: None,
        place: None,
    }
}

/// Returns a word with a capital that is another for every number.
fn word(number: usize) -> String {
    let mut rest = number;
    let mut word = String::from("B");
    loop {
        word.push_str(SYLLABLES[rest % SYLLABLES.len()]);
        rest /= SYLLABLES.len();
        if rest == 0 {
            return word;
        }
    }
}
