//! Entities: whom and what one document names or describes.

use serde::Deserialize;
use serde::Serialize;

use super::Date;

/// Someone or something that a document names or describes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entity {
    /// Its id in the document: `e=` and 16 hexadecimal digits made of type and name.
    pub id: String,
    /// What it is.
    pub entity_type: EntityType,
    /// The fullest name in the document.
    pub name: String,
    /// Every form by which the document names or describes it, without pronouns and leading articles, sorted.
    pub names: Vec<String>,
    /// Whether it is named, not only described ("the Foreign Minister").
    pub is_named: bool,
    /// When an event was, of when a work is, where the document tells.
    pub date: Option<Date>,
    /// The id of the place where an event was, where the document tells.
    pub place: Option<String>,
}

/// What an entity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EntityType {
    /// An individual.
    Person,
    /// A body that can act.
    Organization,
    /// People spoken of as a set.
    Group,
    /// A country, city or region; a country that speaks or is judged stays a place.
    Place,
    /// An election, a meeting, a war.
    Event,
    /// A document or text: a report, a treaty, a law.
    Work,
}

impl EntityType {
    /// All types, in order.
    pub const ALL: [Self; 6] =
        [Self::Person, Self::Organization, Self::Group, Self::Place, Self::Event, Self::Work];

    /// Returns the word for it in files and identifiers.
    pub fn word(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organization => "organization",
            Self::Group => "group",
            Self::Place => "place",
            Self::Event => "event",
            Self::Work => "work",
        }
    }
}
