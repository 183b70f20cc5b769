//! The statements of one kind as a table, with the columns of the program's own list of events.

use super::Dna;
use super::DnaDocument;
use super::Kind;
use super::carets::Ruler;
use super::stamp;
use crate::model::HandCodedStatement;
use crate::model::Value;

/// The columns before and behind the variables.
const BEFORE: &[&str] = &["statement_id", "time"];
const BEHIND: &[&str] = &[
    "start_position",
    "stop_position",
    "text",
    "coder",
    "document_id",
    "document_title",
    "document_author",
    "document_source",
    "document_section",
    "document_type",
];

impl Dna {
    /// Returns the kind that most statements are of, the first of several; none where there is no kind.
    pub fn most_coded(&self) -> Option<&str> {
        let most = self.kinds.values().map(|kind| kind.count).max()?;
        self.kinds.iter().find(|(_, kind)| kind.count == most).map(|(name, _)| name.as_str())
    }

    /// Returns the columns and rows of the statements of a kind: what was coded, what is said of the values (`organization.Type`),
    /// the words, and the document. A variable that is called like another column gets a mark: `text*`.
    pub fn table(&self, kind: &str) -> (Vec<String>, Vec<Vec<String>>) {
        let nothing = Kind::default();
        let known = self.kinds.get(kind).unwrap_or(&nothing);
        let is_taken = |name: &str| BEFORE.iter().chain(BEHIND).any(|taken| *taken == name);
        let marked = |name: &String| if is_taken(name) { format!("{name}*") } else { name.clone() };
        let attributes = known.attributes.iter();
        let columns = BEFORE
            .iter()
            .map(|name| (*name).to_owned())
            .chain(known.variables.iter().map(marked))
            .chain(attributes.map(|(variable, attribute)| format!("{variable}.{attribute}")))
            .chain(BEHIND.iter().map(|name| (*name).to_owned()))
            .collect();
        let rows = self.documents.iter().flat_map(|document| rows(document, kind, known)).collect();
        (columns, rows)
    }
}

fn rows(document: &DnaDocument, kind: &str, known: &Kind) -> Vec<Vec<String>> {
    let ruler = Ruler::new(&document.text);
    let time = document.time.and_then(stamp).unwrap_or_default();
    let coded = document.coded.statements.iter().zip(&document.carets);
    let of_kind = coded.filter(|(statement, _)| statement.kind == kind);
    let row = |(statement, (start, stop)): (&HandCodedStatement, &(i64, i64))| {
        let mut row = vec![statement.id.clone(), time.clone()];
        row.extend(known.variables.iter().map(|name| cell(statement, name)));
        let attributes = known.attributes.iter();
        row.extend(attributes.map(|(variable, name)| attribute(statement, variable, name)));
        let words = statement.span.map(|at| ruler.words(at).to_owned()).unwrap_or_default();
        row.extend([start.to_string(), stop.to_string(), words, statement.coder.clone()]);
        let DnaDocument { id, title, author, source, coded, .. } = document;
        let texts = [title, author, source, &coded.section, &coded.kind];
        row.extend([id.to_string()].into_iter().chain(texts.map(String::clone)));
        row
    };
    of_kind.map(row).collect()
}

fn cell(statement: &HandCodedStatement, variable: &str) -> String {
    match statement.value(variable).map(|value| &value.value) {
        None => String::new(),
        Some(Value::Boolean(yes)) => u8::from(*yes).to_string(),
        Some(Value::Integer(number)) => number.to_string(),
        Some(Value::Text(words)) => words.clone(),
    }
}

fn attribute(statement: &HandCodedStatement, variable: &str, name: &str) -> String {
    let value = statement.value(variable);
    value.and_then(|value| value.attributes.get(name)).cloned().unwrap_or_default()
}
