//! What is right: where the names of the annotation stand in a text, and which nouns describe an entity.

use std::ops::Range;

use crate::analyse::names::learned;
use crate::analyse::names::learned::LABELS;
use crate::analyse::names::learned::Scene;
use crate::model::AnnotatedDocument;
use crate::model::EntityType;
use crate::model::Lexicon;
use crate::model::Span;
use crate::model::TokenKind;
use crate::model::WordClass;

use super::tagged::Tagged;

/// For each token its right label in a name, and what the description that it heads means.
pub(super) struct Labels {
    pub(super) names: Vec<usize>,
    pub(super) heads: Vec<usize>,
}

const TITLES: &[WordClass] = &[
    WordClass::Honorific,
    WordClass::HonorificMale,
    WordClass::HonorificFemale,
    WordClass::Role,
    WordClass::RoleModifier,
];

/// Returns what is right in a text.
pub(super) fn of(scene: &Scene, annotation: &AnnotatedDocument, lexicon: &Lexicon) -> Labels {
    let count = scene.labels.len();
    let mut labels = Labels { names: vec![0; count], heads: vec![0; count] };
    let mut named: Vec<(Range<usize>, EntityType)> = Vec::new();
    for entity in &annotation.entities {
        let (proper, described): (Vec<_>, Vec<_>) = entity
            .names
            .iter()
            .chain(std::iter::once(&entity.name))
            .map(|name| without_title(name, entity.entity_type, lexicon))
            .filter(|name| !name.is_empty())
            .flat_map(|name| scene.places(name))
            .partition(|tokens| scene.is_proper(tokens));
        // An entity with a name needs no description to be found; another is found by its first.
        let first = described.iter().filter_map(|tokens| scene.head_of(tokens)).min();
        if let Some(first) = first.filter(|_| proper.is_empty()) {
            labels.heads[first] = learned::class_of(entity.entity_type);
        }
        named.extend(proper.into_iter().map(|tokens| (tokens, entity.entity_type)));
    }
    named.sort_by_key(|(tokens, entity_type)| {
        (std::cmp::Reverse(tokens.len()), tokens.start, *entity_type)
    });
    for (tokens, entity_type) in named {
        if labels.names[tokens.clone()].iter().all(|&label| label == 0) {
            for (place, token) in tokens.enumerate() {
                labels.names[token] = learned::label(entity_type, place == 0).into();
            }
        }
    }
    labels
}

/// Returns a person's name without the title in front of it.
fn without_title<'a>(name: &'a str, entity_type: EntityType, lexicon: &Lexicon) -> &'a str {
    if entity_type != EntityType::Person {
        return name;
    }
    let is_title = |word: &str| {
        let word = word.trim_end_matches(',').to_lowercase();
        lexicon.names.of(&word).has_any(TITLES)
    };
    let mut rest = name;
    let mut place = 0;
    for word in name.split_inclusive(' ') {
        place += word.len();
        if is_title(word.trim_end()) && place < name.len() {
            rest = &name[place..];
        }
    }
    let goes_on = ["of ", "for ", "to ", "and "].iter().any(|small| rest.starts_with(small));
    if goes_on && rest.len() < name.len() { "" } else { rest }
}

/// Returns the right labels of a text of which every name is tagged; what is none of our types has no label.
pub(super) fn of_tagged(scene: &Scene, tagged: &Tagged) -> Vec<usize> {
    let mut labels = vec![0; scene.labels.len()];
    for &(start, end, entity_type) in &tagged.names {
        let Some(span) = Span::new(&tagged.document.text, start, end) else { continue };
        for (place, token) in scene.tokens_in(span).enumerate() {
            labels[token] =
                entity_type.map_or(LABELS, |kind| learned::label(kind, place == 0).into());
        }
    }
    labels
}

impl Scene<'_> {
    /// Returns where some words stand, as tokens.
    fn places<'a>(&'a self, words: &'a str) -> impl Iterator<Item = Range<usize>> + 'a {
        let text = self.text();
        text.match_indices(words).filter_map(move |(at, found)| {
            let span = Span::new(text, at, at + found.len())?;
            let tokens = self.tokens_in(span);
            let fits = !tokens.is_empty() && self.span(&tokens) == span;
            fits.then_some(tokens)
        })
    }

    /// Returns whether some words are a name: with capitals first and last, and no post.
    fn is_proper(&self, tokens: &Range<usize>) -> bool {
        let last = tokens.end - 1;
        let is_number = self.kind(last) == TokenKind::Number;
        let is_post = |token: usize| {
            self.has(token, WordClass::Role) && !self.has(token, WordClass::OrganisationNoun)
        };
        let is_plural = self.has(last, WordClass::Plural) || self.has(last, WordClass::GroupNoun);
        let is_common = is_plural && self.begins_sentence(tokens.start) && tokens.len() == 1;
        self.is_capital(tokens.start)
            && (self.is_capital(last) || is_number)
            && !is_post(last)
            && !(self.has(tokens.start, WordClass::Role) && tokens.len() > 1)
            && !is_common
    }

    /// Returns the noun that governs all others of some words.
    fn head_of(&self, tokens: &Range<usize>) -> Option<usize> {
        tokens.clone().find(|&token| {
            let is_outside = self.governor_of(token).is_none_or(|head| !tokens.contains(&head));
            is_outside && self.kind(token) == TokenKind::Word
        })
    }
}

#[cfg(test)]
mod tests {
    use super::of;
    use crate::analyse;
    use crate::analyse::Naming;
    use crate::analyse::Syntax;
    use crate::analyse::names::Analysed;
    use crate::analyse::names::learned::Scene;
    use crate::model::AnnotatedDocument;
    use crate::model::AnnotatedEntity;
    use crate::model::Document;
    use crate::model::DocumentKey;
    use crate::model::EntityType;
    use crate::model::Lexicon;

    /// Checks the labels of a text with one entity, each as `word:label`, those of descriptions in brackets.
    fn check(text: &str, entity_type: EntityType, names: &[&str], expected: &[&str]) {
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
        let entity = AnnotatedEntity {
            id: "e".to_owned(),
            entity_type,
            name: names[0].to_owned(),
            names: names.iter().map(|&name| name.to_owned()).collect(),
            named: false,
            date: None,
            place: None,
        };
        let annotation =
            AnnotatedDocument { entities: vec![entity], ..AnnotatedDocument::default() };
        let labels = of(&scene, &annotation, &lexicon);
        let found: Vec<String> = (0..analysis.tokens.len())
            .filter_map(|token| {
                let word = analysis.tokens[token].span.of(text);
                match (labels.names[token], labels.heads[token]) {
                    (0, 0) => None,
                    (0, class) => Some(format!("({word}:{class})")),
                    (label, _) => Some(format!("{word}:{label}")),
                }
            })
            .collect();
        assert_eq!(found, expected, "in {text:?}");
    }

    #[test]
    fn a_name_is_labelled_wherever_it_stands() {
        check(
            "Ada Finch came. We saw Ada Finch and Finchley.",
            EntityType::Person,
            &["Ada Finch", "Finch"],
            &["Ada:1", "Finch:2", "Ada:1", "Finch:2"],
        );
    }

    #[test]
    fn a_title_is_no_part_of_a_name() {
        check("They met Mayor Finch.", EntityType::Person, &["Mayor Finch"], &["Finch:1"]);
        check("They met Mayor Finch.", EntityType::Group, &["Mayor Finch"], &["(Finch:3)"]);
    }

    #[test]
    fn a_description_is_labelled_at_its_first_head() {
        let text = "Armenian experts came. The experts left.";
        check(text, EntityType::Group, &["Armenian experts", "experts"], &["(experts:3)"]);
    }

    #[test]
    fn what_has_a_name_needs_no_description() {
        let text = "The company grew. Finch Works hired.";
        check(text, EntityType::Organization, &["Finch Works", "company"], &["Finch:3", "Works:4"]);
    }
}
