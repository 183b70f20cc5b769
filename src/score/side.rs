//! One side's document, with what a comparison needs at hand.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::model::AnnotatedAffiliation;
use crate::model::AnnotatedDocument;
use crate::model::AnnotatedEntity;
use crate::model::AnnotatedStance;
use crate::model::AnnotatedStatement;

use super::names::folded;
use super::names::form;
use super::names::spaced;
use super::pairing::Names;

/// The annotated or the found document.
pub(super) struct Side<'a> {
    pub(super) entities: &'a [AnnotatedEntity],
    pub(super) affiliations: &'a [AnnotatedAffiliation],
    pub(super) statements: &'a [AnnotatedStatement],
    pub(super) stances: &'a [AnnotatedStance],
    known: BTreeMap<&'a str, Known<'a>>,
}

struct Known<'a> {
    label: &'a str,
    names: Names,
}

impl<'a> Side<'a> {
    /// Looks at a document from one side. Where `text` is given, names that do not occur in it do not count,
    /// but for the author's.
    pub(super) fn new(document: &'a AnnotatedDocument, text: Option<&str>) -> Self {
        let text = text.map(folded);
        let known = document.entities.iter().map(|entity| {
            let names = [&entity.name].into_iter().chain(&entity.names);
            let mut names: Names = names.map(|name| form(name)).collect();
            let is_author = document.author.as_ref() == Some(&entity.id);
            names.retain(|name| {
                let occurs = text.as_ref().is_none_or(|text| text.contains(name.as_str()));
                !name.is_empty() && (is_author || occurs)
            });
            (entity.id.as_str(), Known { label: &entity.name, names })
        });
        Self {
            entities: &document.entities,
            affiliations: &document.affiliations,
            statements: &document.statements,
            stances: &document.stances,
            known: known.collect(),
        }
    }

    /// Returns the names of an entity; an id that is not in the document has none.
    pub(super) fn names(&self, id: &str) -> &Names {
        static NONE: Names = BTreeSet::new();
        self.known.get(id).map_or(&NONE, |known| &known.names)
    }

    /// Returns the names of each of the entities listed, every entity once.
    pub(super) fn listed<'id>(&self, ids: impl IntoIterator<Item = &'id String>) -> Vec<&Names> {
        let mut seen = BTreeSet::new();
        ids.into_iter().filter(|id| seen.insert(id.as_str())).map(|id| self.names(id)).collect()
    }

    /// Returns how the entities listed are called, for a list of errors.
    pub(super) fn label<'id>(&self, ids: impl IntoIterator<Item = &'id String>) -> String {
        let labels: Vec<String> = ids
            .into_iter()
            .map(|id| spaced(self.known.get(id.as_str()).map_or(id, |known| known.label)))
            .collect();
        if labels.is_empty() { "-".to_owned() } else { labels.join(", ") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::EntityType;

    fn check_names(name: &str, is_author: bool, text: Option<&str>, expected: &[&str]) {
        let document = AnnotatedDocument {
            author: is_author.then(|| "e1".to_owned()),
            entities: vec![AnnotatedEntity {
                id: "e1".to_owned(),
                entity_type: EntityType::Organization,
                name: name.to_owned(),
                names: vec!["The Office".to_owned(), "the".to_owned(), " ".to_owned()],
                named: true,
                date: None,
                place: None,
            }],
            ..AnnotatedDocument::default()
        };
        let side = Side::new(&document, text);
        assert_eq!(side.names("e1").iter().map(String::as_str).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn names_that_do_not_occur_do_not_count() {
        check_names("ODIHR", false, None, &["odihr", "office", "the"]);
        check_names("ODIHR", false, Some("Of the  OFFICE."), &["office", "the"]);
        check_names("ODIHR", true, Some("No word of it"), &["odihr", "office", "the"]);
        check_names("ODIHR", false, Some("It: ODIHRs"), &["odihr"]);
    }

    #[test]
    fn an_entity_is_listed_once() {
        let document = AnnotatedDocument::default();
        let side = Side::new(&document, None);
        let ids = ["e1".to_owned(), "e1".to_owned(), "e2".to_owned()];
        assert_eq!(side.listed(&ids).len(), 2);
        assert_eq!(side.label(&ids), "e1, e1, e2");
        assert_eq!(side.label(&[]), "-");
    }
}
