//! Documents that make many claims, of words as common and as rare as those of a language, one in ten in other words
//! than another.

use sayso::model::Act;
use sayso::model::AnnotatedDocument;
use sayso::model::AnnotatedEntity;
use sayso::model::AnnotatedStatement;
use sayso::model::EntityType;
use sayso::model::Proposition;
use sayso::model::PropositionPart;

/// How many statements a document has.
const STATEMENTS: usize = 30;
const VOCABULARY: f64 = 60_000.0;
const SMALL: &[&str] = &["of", "in", "is", "to", "and", "that", "for", "will"];

/// Returns documents that make so many claims.
pub(crate) fn claims(claims: usize) -> Vec<AnnotatedDocument> {
    let mut chance = Chance(7);
    let mut made: Vec<Proposition> = Vec::with_capacity(claims);
    for number in 0..claims {
        let is_other = number % 10 == 9;
        let proposition =
            if is_other { reworded(&made, &mut chance) } else { proposition(&mut chance) };
        made.push(proposition);
    }
    let documents = made.chunks(STATEMENTS).enumerate();
    documents.map(|(number, propositions)| document(number, propositions)).collect()
}

fn document(number: usize, propositions: &[Proposition]) -> AnnotatedDocument {
    let statement = |(place, proposition): (usize, &Proposition)| AnnotatedStatement {
        id: format!("s={place}"),
        source: vec!["e=a".to_owned()],
        act: Some(Act::Assertive),
        depth: Some(1),
        proposition: Some(proposition.clone()),
        ..AnnotatedStatement::default()
    };
    AnnotatedDocument {
        id: format!("document-{number}"),
        corpus: Some("generated".to_owned()),
        entities: vec![entity("e=a", number / 3), entity("e=b", number / 7)],
        statements: propositions.iter().enumerate().map(statement).collect(),
        ..AnnotatedDocument::default()
    }
}

fn entity(id: &str, number: usize) -> AnnotatedEntity {
    let name = format!("Board {}", word(number));
    AnnotatedEntity {
        id: id.to_owned(),
        entity_type: EntityType::Organization,
        name: name.clone(),
        names: vec![name],
        named: true,
        date: None,
        place: None,
    }
}

fn proposition(chance: &mut Chance) -> Proposition {
    let length = 6 + chance.below(9);
    let mut parts = Vec::with_capacity(length);
    for place in 0..length {
        let part = match chance.below(10) {
            0..3 => PropositionPart::Word(SMALL[chance.below(SMALL.len())].to_owned()),
            3 if place < 2 => PropositionPart::Entity("e=b".to_owned()),
            _ => PropositionPart::Word(word(chance.rank())),
        };
        parts.push(part);
    }
    Proposition { parts, is_local: false }
}

/// Returns an earlier proposition with another word in it.
fn reworded(made: &[Proposition], chance: &mut Chance) -> Proposition {
    let mut proposition = made[chance.below(made.len())].clone();
    let place = chance.below(proposition.parts.len());
    proposition.parts[place] = PropositionPart::Word(word(chance.rank()));
    proposition
}

/// Returns a word that is another for every number.
fn word(number: usize) -> String {
    const SYLLABLES: &[u8; 16] = b"bdfgklmnprstvzhj";
    let mut word = String::new();
    let mut rest = number + 16;
    while rest > 0 {
        word.push(char::from(SYLLABLES[rest % 16]));
        word.push(char::from(b"aeiou"[rest % 5]));
        rest /= 16;
    }
    word
}

/// Numbers that look like chance and are always the same: a linear congruential generator with Knuth's MMIX constants.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % limit as u64).unwrap_or(0)
    }

    /// Returns the rank of a word: the tenth is a tenth as likely as the first.
    fn rank(&mut self) -> usize {
        let share =
            f64::from(u32::try_from(self.next() & 0xffff_ffff).unwrap_or(0)) / 4_294_967_296.0;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "ranks are small"
        )]
        let rank = VOCABULARY.powf(share) as usize;
        rank
    }

    fn next(&mut self) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 31
    }
}
