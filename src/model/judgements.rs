//! Judgements: what people decided of who is who, as `identity.toml` says it.

use std::fmt;
use std::fmt::Display;
use std::fmt::Formatter;

use super::Date;
use super::EntityType;

/// What people decided of who is who; each decision has its author, date and reason.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Judgements {
    /// The decisions, in the order of their files.
    pub all: Vec<Judgement>,
}

/// One decision.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Judgement {
    /// Where it stands.
    pub place: Place,
    /// What was decided.
    pub decision: Decision,
    /// Who decided.
    pub author: String,
    /// When.
    pub date: Date,
    /// Why, as a sentence.
    pub reason: String,
}

impl Judgement {
    /// Returns whether the same person decided the same for the same reason, whenever and wherever it stands.
    pub fn says_the_same_as(&self, other: &Self) -> bool {
        *self == Self { place: self.place.clone(), date: self.date, ..other.clone() }
    }
}

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file, as people call it.
    pub file: String,
    /// The line, counted from 1; 0 for a decision that does not stand there yet.
    pub line: usize,
}

/// What can be decided.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Decision {
    /// They are one.
    Same([Reference; 2]),
    /// They are two.
    NotSame([Reference; 2]),
    /// What somebody is, or is called.
    About(Reference, Details),
}

/// What is decided of one agent.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Details {
    /// What it is.
    pub entity_type: Option<EntityType>,
    /// The preferred name.
    pub label: Option<String>,
    /// Identifiers elsewhere: addresses such as `http://www.wikidata.org/entity/Q7835`.
    pub identifiers: Vec<String>,
}

/// Words that name whom a decision is about.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reference {
    /// A name, as a document writes it.
    pub name: String,
    /// The type, where entities of several types have the name.
    pub entity_type: Option<EntityType>,
    /// The document, as `corpus/id`, where not all who have the name are meant.
    pub document: Option<String>,
}

/// Why a decision cannot be carried out.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum JudgementFault {
    /// Nobody is called so.
    #[error("{place}: no document names {reference}")]
    Orphan {
        /// Where the decision stands.
        place: Place,
        /// Who is named.
        reference: Reference,
    },
    /// Several are called so.
    #[error("{place}: {reference} may be {}", choices.join(", or "))]
    Several {
        /// Where the decision stands.
        place: Place,
        /// Who is named.
        reference: Reference,
        /// Who could be meant.
        choices: Vec<String>,
    },
    /// Decisions contradict one another.
    #[error("{place}: {}", contradiction(first, second, because))]
    Contradiction {
        /// Where they are kept apart.
        place: Place,
        /// The one.
        first: Reference,
        /// The other.
        second: Reference,
        /// The decisions by which they are one.
        because: Vec<Place>,
    },
    /// Two decisions give one agent different types or names.
    #[error("{place}: {reference} is called or typed otherwise by {other}")]
    Details {
        /// Where the second decision stands.
        place: Place,
        /// Whom it is about.
        reference: Reference,
        /// Where the first stands.
        other: Place,
    },
}

fn contradiction(first: &Reference, second: &Reference, because: &[Place]) -> String {
    if because.is_empty() {
        return format!("{first} and {second} cannot be kept apart: both name the same");
    }
    let places = because.iter().map(Place::to_string).collect::<Vec<_>>().join(" and ");
    format!("{first} and {second} are kept apart, but {places} made them one")
}

impl Display for Decision {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Same([first, second]) => write!(formatter, "{first} is {second}"),
            Self::NotSame([first, second]) => write!(formatter, "{first} is not {second}"),
            Self::About(reference, details) => {
                write!(formatter, "{reference} is")?;
                if let Some(entity_type) = details.entity_type {
                    write!(formatter, " of type {}", entity_type.word())?;
                }
                if let Some(label) = &details.label {
                    write!(formatter, " called {label:?}")?;
                }
                details.identifiers.iter().try_for_each(|it| write!(formatter, " <{it}>"))
            }
        }
    }
}

impl Display for Place {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(formatter, "the new decision"),
            line => write!(formatter, "{} line {line}", self.file),
        }
    }
}

impl Display for Reference {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:?}", self.name)?;
        if let Some(entity_type) = self.entity_type {
            write!(formatter, " ({})", entity_type.word())?;
        }
        match &self.document {
            Some(document) => write!(formatter, " of {document}"),
            None => Ok(()),
        }
    }
}
