//! The trained model of names: which capitalised words name somebody or something, and which phrases describe an
//! entity of the text.
//!
//! What the rules find comes in as evidence, together with the tree and the rest of the text. The model adds,
//! retypes, cuts and leaves out where it is sure; elsewhere the rules are right.

mod scene;
mod stretches;
mod spelling;
mod heads;
mod surroundings;
mod features;
mod evidence;
mod nouns;

use std::borrow::Cow;
use std::sync::OnceLock;

use crate::learn::Archive;
use crate::learn::Linear;
use crate::learn::Model;
use crate::learn::ModelError;
use crate::model::EntityType;
use crate::model::Name;
use crate::model::Sha256;
use crate::model::WordClass;

use super::known;
use super::titles;

pub(crate) use evidence::features as stretch_features;
pub(crate) use heads::CLASSES;
pub(crate) use heads::Lemmas;
pub(crate) use heads::best as best_class;
pub(crate) use heads::class_of;
pub(crate) use heads::heads;
pub(crate) use nouns::features as head_features;
pub(crate) use scene::Analysed;
pub(crate) use scene::Scene;
pub(crate) use stretches::LABELS;
pub(crate) use stretches::SURE;
pub(crate) use stretches::before;
pub(crate) use stretches::best;
pub(crate) use stretches::label;
pub(crate) use stretches::lead;
pub(crate) use stretches::stretches;
pub(crate) use stretches::transitions;

const BUILT_IN: &[u8] = include_bytes!("../../../../data/models/entities.model");

/// The trained models of names.
#[derive(Clone, Debug)]
pub struct Naming {
    bytes: Cow<'static, [u8]>,
    hash: OnceLock<Sha256>,
    pub(super) models: Option<Models>,
}

#[derive(Clone, Debug)]
pub(super) struct Models {
    stretches: Model,
    transitions: Vec<i32>,
    heads: Model,
    settings: Settings,
}

/// How sure the models must be, as differences of scores.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Settings {
    /// What a name of the rules has ahead of other labels.
    pub(crate) inside: i32,
    /// What a word outside the names of the rules has ahead as such.
    pub(crate) outside: i32,
    /// From where on the description of a group is an entity.
    pub(crate) group: i32,
    /// From where on another description is an entity.
    pub(crate) other: i32,
}

impl Settings {
    /// Returns the bytes of the settings.
    pub(crate) fn to_bytes(self) -> Vec<u8> {
        [self.inside, self.outside, self.group, self.other]
            .iter()
            .flat_map(|number| number.to_le_bytes())
            .collect()
    }

    fn read(bytes: &[u8]) -> Result<Self, ModelError> {
        let numbers = bytes.as_chunks::<4>().0;
        let [inside, outside, group, other] = numbers else { return Err(ModelError::Broken) };
        let [inside, outside, group, other] =
            [inside, outside, group, other].map(|number| i32::from_le_bytes(*number));
        Ok(Self { inside, outside, group, other })
    }
}

impl Naming {
    /// Returns no models: the rules alone find names.
    pub fn none() -> Self {
        Self { bytes: Cow::Borrowed(&[]), hash: OnceLock::new(), models: None }
    }

    /// Returns the models that are built into the program.
    pub fn built_in() -> Self {
        Self::read(BUILT_IN).expect("the program is built with its models")
    }

    /// Returns the hash of the file that the models were read from.
    pub fn hash(&self) -> Sha256 {
        self.hash.get_or_init(|| Sha256::of(&self.bytes)).clone()
    }

    /// Reads the models that lie in the bytes of a file.
    pub fn read(bytes: impl Into<Cow<'static, [u8]>>) -> Result<Self, ModelError> {
        let bytes = bytes.into();
        let archive = Archive::read(bytes.clone())?;
        let stretches = archive.model("stretches")?;
        let heads = archive.model("heads")?;
        if stretches.classes() != LABELS || heads.classes() != CLASSES {
            return Err(ModelError::Broken);
        }
        let models = Models {
            transitions: transitions(&stretches),
            stretches,
            heads,
            settings: Settings::read(&archive.section("settings")?)?,
        };
        Ok(Self { bytes, hash: OnceLock::new(), models: Some(models) })
    }
}

/// Returns the names of a text as the models see them.
pub(super) fn names(scene: &Scene, models: &Models) -> Vec<Name> {
    let mut names = Vec::new();
    let mut features = Vec::new();
    for stretch in stretches(scene) {
        let mut scores = vec![0; stretch.len() * LABELS];
        let spelling = scene.spelling(&stretch);
        for (at, row) in stretch.clone().zip(scores.chunks_mut(LABELS)) {
            stretch_features(scene, &spelling, at, &mut features);
            models.stretches.add_scores(&features, row);
        }
        let labels = best(scene, &stretch, scores, &models.transitions, models.settings);
        let spans = stretches::spans(scene, &stretch, &labels).into_iter();
        for (tokens, entity_type) in spans.filter(|(tokens, _)| !is_description(scene, tokens)) {
            if scene.is_only_in_headline(&tokens) {
                add_by_rule(scene, &tokens, &mut names);
            } else {
                add(scene, tokens, entity_type, &mut names);
            }
        }
    }
    names
}

/// Adds what the rules find in some words.
fn add_by_rule(scene: &Scene, tokens: &std::ops::Range<usize>, names: &mut Vec<Name>) {
    let span = scene.span(tokens);
    let first = scene.by_rule.partition_point(|name| name.span.start() < span.start());
    let inside = scene.by_rule[first..].iter();
    let inside = inside.take_while(|name| name.span.start() < span.end());
    names.extend(inside.filter(|name| name.span.end() <= span.end()).cloned());
}

/// Returns whether an article and a common noun describe somebody, whatever the capital: "the **Office**".
fn is_description(scene: &Scene, tokens: &std::ops::Range<usize>) -> bool {
    const COMMON: &[WordClass] = &[
        WordClass::DescribedOrganisation,
        WordClass::Role,
        WordClass::EventNoun,
        WordClass::WorkNoun,
    ];
    let words = &scene.words;
    let start = tokens.start;
    let has_article =
        start > 0 && matches!(words.lower(start - 1).as_ref(), "the" | "this" | "our");
    tokens.len() == 1 && scene.labels[start] == 0 && has_article && words.has_any(start, COMMON)
}

/// Adds a name, with the title in front of it, and the known names inside it.
fn add(
    scene: &Scene,
    tokens: std::ops::Range<usize>,
    entity_type: EntityType,
    names: &mut Vec<Name>,
) {
    let words = &scene.words;
    let span = words.span(tokens.start, tokens.end);
    let is_country = known::at(words, tokens.start, tokens.end)
        .is_some_and(|found| found.end == tokens.end && found.known.is_country);
    // "the Anglers' **League**"
    let is_body = entity_type == EntityType::Person
        && tokens.len() > 1
        && words.has(tokens.end - 1, WordClass::OrganisationNoun);
    let entity_type = match entity_type {
        _ if is_country => EntityType::Place,
        _ if is_body => EntityType::Organization,
        found => found,
    };
    let is_person = entity_type == EntityType::Person;
    let by_rule = scene.titles.get(&span.start()).copied();
    let in_front =
        || titles::in_front(words, tokens.start).map(|title| words.span(title.start, title.end));
    let title = if is_person { by_rule.or_else(in_front) } else { None };
    names.push(Name {
        span,
        entity_type: Some(entity_type),
        title,
        is_described: false,
        is_worth: None,
    });
    if entity_type == EntityType::Place {
        let of = |&at: &usize| matches!(words.lower(at).as_ref(), "of" | "in");
        if let Some(of) = tokens.clone().find(of) {
            known::nested(words, of + 1..tokens.end, names);
        }
    } else if !is_person {
        known::nested(words, tokens, names);
    }
}

/// Says of each description whether it is worth an entity, and adds those that no list of nouns has.
pub(super) fn describe(scene: &Scene, names: &[Name], described: &mut Vec<Name>, models: &Models) {
    let mut features = Vec::new();
    let mut more = Vec::new();
    let found = heads(scene, names, described);
    let lemmas = heads::Lemmas::new(scene, &found);
    for head in &found {
        head_features(scene, &lemmas, head, &mut features);
        let mut scores = [0; CLASSES];
        models.heads.add_scores(&features, &mut scores);
        let (class, margin) = heads::best(&scores);
        let entity_type = EntityType::ALL[class - 1];
        let is_worth = margin
            >= if entity_type == EntityType::Group {
                models.settings.group
            } else {
                models.settings.other
            };
        if let Some(by_rule) = head.by_rule {
            described[by_rule].is_worth = Some(is_worth);
            if is_worth {
                described[by_rule].entity_type = Some(entity_type);
            }
        } else if is_worth {
            more.push(Name {
                span: scene.words.span(head.start, head.token + 1),
                entity_type: Some(entity_type),
                title: None,
                is_described: true,
                is_worth: Some(true),
            });
        }
    }
    described.append(&mut more);
}

#[cfg(test)]
mod tests;
