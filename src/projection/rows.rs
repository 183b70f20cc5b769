//! The answers of a graph query as rows.

use super::ProjectionError;
use super::Row;
use crate::query::Answers;
use crate::rdf::Term;

/// Reads answers as rows. A row that leaves an end or the evidence open says nothing of an edge.
pub(super) fn read(answers: &Answers) -> Result<Vec<Row>, ProjectionError> {
    let Answers::Solutions(table) = answers else { return Err(ProjectionError::NoRows) };
    let needed = |name: &'static str| {
        table.column(name).ok_or_else(|| ProjectionError::NoVariable { name: name.to_owned() })
    };
    let (from, to, evidence) = (needed("from")?, needed("to")?, needed("evidence")?);
    let mut rows = Vec::new();
    for cells in &table.rows {
        let text = |column: usize| cells.get(column)?.as_ref().map(text);
        let optional = |name: &str| text(table.column(name)?).filter(|text| !text.is_empty());
        let (Some(from), Some(to), Some(evidence)) = (text(from), text(to), text(evidence)) else {
            continue;
        };
        let class = |name: &str| optional(name).map(|iri| local_name(&iri).to_owned());
        rows.push(Row {
            from,
            to,
            evidence,
            qualifier: optional("qualifier").map(|name| qualifier(&name)),
            time: optional("time"),
            document: optional("document"),
            label: optional("label"),
            from_type: class("fromType"),
            to_type: class("toType"),
        });
    }
    Ok(rows)
}

/// Returns an IRI or the words of a literal.
pub(super) fn text(term: &Term) -> String {
    match term {
        Term::NamedNode(node) => node.as_str().to_owned(),
        Term::Literal(literal) => literal.value().to_owned(),
        other => other.to_string(),
    }
}

/// Returns what stands after the last `#` or `/`.
pub(super) fn local_name(iri: &str) -> &str {
    iri.rsplit(['#', '/']).next().unwrap_or(iri)
}

/// Returns a qualifier as it is written on edges; `sayso:Positive` is `positive`.
pub(super) fn qualifier(name: &str) -> String {
    if name.contains("://") { local_name(name).to_lowercase() } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::projection::ProjectionError;
    use crate::query::Answers;
    use crate::query::Table;
    use crate::rdf::Literal;
    use crate::rdf::NamedNode;
    use crate::rdf::Term;

    fn answers(variables: &[&str], cells: &[Option<&str>]) -> Answers {
        let term = |text: &str| match NamedNode::new(text) {
            Ok(node) => Term::from(node),
            Err(_) => Literal::new_simple_literal(text).into(),
        };
        let rows = cells
            .chunks(variables.len())
            .map(|row| row.iter().map(|cell| cell.map(term)).collect())
            .collect();
        let variables = variables.iter().map(|&name| name.to_owned()).collect();
        Answers::Solutions(Table { variables, rows })
    }

    #[test]
    fn columns_are_found_by_name() {
        let table = answers(
            &["evidence", "qualifier", "to", "from", "toType"],
            &[
                Some("x:1"),
                Some("http://x/ns#Negative"),
                Some("x:b"),
                Some("words"),
                Some("http://x/ns#Person"),
            ],
        );
        let rows = read(&table).unwrap();
        assert_eq!((rows[0].from.as_str(), rows[0].to.as_str()), ("words", "x:b"));
        assert_eq!(rows[0].qualifier.as_deref(), Some("negative"));
        assert_eq!(rows[0].to_type.as_deref(), Some("Person"));
        assert_eq!(rows[0].time, None);
    }

    #[test]
    fn rows_without_an_end_are_no_edges() {
        let variables = ["from", "to", "evidence"];
        let table =
            answers(&variables, &[Some("x:a"), None, Some("x:1"), Some("x:a"), Some("x:b"), None]);
        assert_eq!(read(&table).unwrap(), []);
    }

    #[test]
    fn what_is_missing_is_named() {
        let error = read(&answers(&["from", "to"], &[])).unwrap_err();
        assert_eq!(error.to_string(), "the query has no variable ?evidence");
        assert!(matches!(read(&Answers::Boolean(true)), Err(ProjectionError::NoRows)));
    }
}
