//! Annotated documents as coded rows: the stances that people have marked, so that a network of them can be held against one that
//! was found.

use super::Table;
use crate::model::AnnotatedDocument;
use crate::model::AnnotatedStance;
use crate::model::Polarity;

impl Table {
    /// Returns a row for each stance of each holder on each target, by the names of both. A stance without a holder or without an
    /// entity as its target joins nobody.
    pub fn of_annotated(documents: &[AnnotatedDocument]) -> Self {
        let columns = ["id", "who", "what", "qualifier", "document", "time"];
        let columns = columns.map(str::to_owned).to_vec();
        let rows = documents.iter().flat_map(|document| {
            document.stances.iter().flat_map(move |stance| rows(document, stance))
        });
        Self { columns, rows: rows.collect(), ..Self::default() }
    }
}

fn rows(document: &AnnotatedDocument, stance: &AnnotatedStance) -> Vec<Vec<String>> {
    let qualifier = match stance.polarity {
        Polarity::Positive => "positive",
        Polarity::Negative => "negative",
    };
    let time = document.date.map(|date| date.to_string()).unwrap_or_default();
    let id = format!("{}#{}", document.id, stance.id);
    let pairs = stance
        .holder
        .iter()
        .flat_map(|holder| stance.target.iter().map(move |target| (holder, target)));
    pairs
        .map(|(holder, target)| {
            let (holder, target) = (name(document, holder), name(document, target));
            let cells = [&id, holder, target, qualifier, &document.id, &time];
            cells.map(str::to_owned).to_vec()
        })
        .collect()
}

fn name<'a>(document: &'a AnnotatedDocument, id: &'a str) -> &'a str {
    let entity = document.entities.iter().find(|entity| entity.id == id);
    entity.map_or(id, |entity| entity.name.as_str())
}

#[cfg(test)]
mod tests {
    use crate::model::AnnotatedDocument;
    use crate::model::AnnotatedEntity;
    use crate::model::AnnotatedStance;
    use crate::model::EntityType;
    use crate::model::Polarity;
    use crate::projection::network::Table;

    fn entity(id: &str, name: &str) -> AnnotatedEntity {
        AnnotatedEntity {
            id: id.to_owned(),
            entity_type: EntityType::Group,
            name: name.to_owned(),
            names: Vec::new(),
            named: true,
            date: None,
            place: None,
        }
    }

    fn stance(id: &str, holder: &[&str], target: &[&str], polarity: Polarity) -> AnnotatedStance {
        let ids = |list: &[&str]| list.iter().map(|id| (*id).to_owned()).collect();
        AnnotatedStance {
            id: id.to_owned(),
            holder: ids(holder),
            holder_span: None,
            cue_span: None,
            target: ids(target),
            target_span: None,
            polarity,
            statement: None,
            kind: None,
            depth: None,
            negated: false,
            modal: false,
            conditional: false,
            confidence: None,
            rule: None,
            partial: false,
            answer: None,
        }
    }

    #[test]
    fn each_holder_and_target_has_a_row() {
        let document = AnnotatedDocument {
            id: "a".to_owned(),
            date: "2023-03-25".parse().ok(),
            entities: vec![entity("e1", "Ада"), entity("e2", "friends"), entity("e3", "the vote")],
            stances: vec![
                stance("t1", &["e1", "e2"], &["e3"], Polarity::Negative),
                stance("t2", &["e1"], &[], Polarity::Positive),
            ],
            ..AnnotatedDocument::default()
        };
        let table = Table::of_annotated(&[document]);
        let rows: Vec<String> = table.rows.iter().map(|row| row.join("|")).collect();
        let expected = [
            "a#t1|Ада|the vote|negative|a|2023-03-25",
            "a#t1|friends|the vote|negative|a|2023-03-25",
        ];
        assert_eq!(rows, expected);
    }
}
