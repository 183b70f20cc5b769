//! From tables that point at one another to documents with what was coded in them. What points at nothing is counted and told.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use super::Dna;
use super::DnaDocument;
use super::Kind;
use super::PROGRAM;
use super::Unit;
use super::carets::Ruler;
use super::database::Cell;
use super::database::Database;
use super::database::Document;
use super::database::Entity;
use super::database::Statement;
use super::stamp;
use crate::model::HandCoded;
use crate::model::HandCodedStatement;
use crate::model::HandCodedValue;
use crate::model::Value;

/// What the entity above another is called among its attributes.
const PARENT: &str = "ChildOf";

/// How many of each kind of things did not fit.
type Misfits = BTreeMap<&'static str, usize>;

/// Puts the documents of a database together.
pub(super) fn of(mut database: Database) -> Dna {
    let documents = std::mem::take(&mut database.documents);
    let mut by_document: BTreeMap<i64, Vec<&Statement>> = BTreeMap::new();
    for statement in &database.statements {
        by_document.entry(statement.document).or_default().push(statement);
    }
    for statements in by_document.values_mut() {
        statements.sort_by_key(|statement| (statement.start, statement.stop, statement.id));
    }
    let mut misfits = Misfits::new();
    count(&mut misfits, "rows without a number or a name where one is needed", database.unread);
    let known: BTreeSet<i64> = documents.iter().map(|document| document.id).collect();
    let lost = by_document.iter().filter(|(id, _)| !known.contains(id)).map(|(_, list)| list.len());
    count(&mut misfits, "statements of a document that is not there", lost.sum());
    let (unit, told) = unit(&documents, &by_document);
    let described = described(&database, &mut misfits);
    let mut coded = Vec::new();
    for document in documents {
        let statements = by_document.get(&document.id).map(Vec::as_slice).unwrap_or_default();
        coded.push(of_document(document, statements, unit, &database, &described, &mut misfits));
    }
    let kinds = kinds(&database, &coded);
    let sentence = |(what, count): (&str, usize)| format!("{what}: {count}");
    let notes = told.into_iter().chain(misfits.into_iter().map(sentence)).collect();
    Dna { kinds, documents: coded, unit, notes }
}

fn count(misfits: &mut Misfits, what: &'static str, number: usize) {
    if number > 0 {
        *misfits.entry(what).or_default() += number;
    }
}

/// Finds out what carets count, by which reading lets clearly more spans that differ begin and end between words, and tells it where
/// there are such spans.
fn unit(
    documents: &[Document],
    statements: &BTreeMap<i64, Vec<&Statement>>,
) -> (Unit, Option<String>) {
    let (mut utf_16, mut points, mut spans) = (0, 0, 0);
    for document in documents {
        let ruler = Ruler::new(&document.text);
        for statement in statements.get(&document.id).into_iter().flatten() {
            let (start, stop) = (statement.start, statement.stop);
            let at = |unit| ruler.span(start, stop, unit);
            if at(Unit::Utf16) != at(Unit::CodePoints) {
                spans += 1;
                utf_16 += ruler.clean_ends(start, stop, Unit::Utf16);
                points += ruler.clean_ends(start, stop, Unit::CodePoints);
            }
        }
    }
    // The program itself counts units of UTF-16; another reading must be clearly better.
    let unit = if 2 * points > 3 * utf_16 { Unit::CodePoints } else { Unit::Utf16 };
    let (name, better, other, worse) = match unit {
        Unit::Utf16 => ("units of UTF-16", utf_16, "code points", points),
        Unit::CodePoints => ("code points", points, "units of UTF-16", utf_16),
    };
    let ends = 2 * spans;
    let told = format!(
        "carets count {name}: of the {ends} ends of spans behind an emoji or the like, {better} stand between words, and as \
         {other} {worse}"
    );
    (unit, (spans > 0).then_some(told))
}

/// Returns what is said of each entity.
fn described(
    database: &Database,
    misfits: &mut Misfits,
) -> BTreeMap<i64, BTreeMap<String, String>> {
    let mut said: BTreeMap<i64, BTreeMap<String, String>> = BTreeMap::new();
    for (entity, attribute, value) in &database.described {
        match (database.entities.get(entity), database.attributes.get(attribute)) {
            (Some(_), Some(attribute)) if !value.is_empty() => {
                said.entry(*entity).or_default().insert(attribute.name.clone(), value.clone());
            }
            (Some(_), Some(_)) => {}
            _ => count(misfits, "attributes of what is not there", 1),
        }
    }
    for (id, entity) in &database.entities {
        let Some(parent) = entity.parent else { continue };
        match database.entities.get(&parent) {
            Some(parent) => {
                said.entry(*id).or_default().insert(PARENT.to_owned(), parent.value.clone());
            }
            None => count(misfits, "entities below one that is not there", 1),
        }
    }
    said
}

fn of_document(
    document: Document,
    statements: &[&Statement],
    unit: Unit,
    database: &Database,
    described: &BTreeMap<i64, BTreeMap<String, String>>,
    misfits: &mut Misfits,
) -> DnaDocument {
    let ruler = Ruler::new(&document.text);
    let mut coded = Vec::new();
    let mut carets = Vec::new();
    for statement in statements {
        let Some(kind) = database.kinds.get(&statement.kind) else {
            count(misfits, "statements of a kind that is not there", 1);
            continue;
        };
        let span = ruler.span(statement.start, statement.stop, unit);
        if span.is_none() {
            count(misfits, "statements whose carets do not cut the text, kept without words", 1);
        }
        let coder = database.coders.get(&statement.coder);
        if coder.is_none() {
            count(misfits, "statements of a coder who is not there, kept without one", 1);
        }
        carets.push((statement.start, statement.stop));
        coded.push(HandCodedStatement {
            id: statement.id.to_string(),
            kind: kind.clone(),
            coder: coder.cloned().unwrap_or_default(),
            span,
            values: values(statement, database, described, misfits),
        });
    }
    let time = document.time.filter(|time| stamp(*time).is_some());
    if time.is_none() {
        count(misfits, "documents without a date that can be read", 1);
    }
    let Document { id, title, text, author, source, section, kind, notes, .. } = document;
    let coded = HandCoded { program: PROGRAM.to_owned(), section, kind, notes, statements: coded };
    DnaDocument { id, title, text, author, source, time, carets, coded }
}

/// Returns the values of a statement that are not empty, in the order of the variables.
fn values(
    statement: &Statement,
    database: &Database,
    described: &BTreeMap<i64, BTreeMap<String, String>>,
    misfits: &mut Misfits,
) -> Vec<HandCodedValue> {
    let mut values = Vec::new();
    for (id, cell) in database.values.get(&statement.id).into_iter().flatten() {
        let variable = database.variables.get(id).filter(|it| it.kind == statement.kind);
        let Some(variable) = variable else {
            count(misfits, "values of a variable that the statement's kind does not have", 1);
            continue;
        };
        let found = match cell {
            Cell::Own(value) => Some((value.clone(), BTreeMap::new())),
            Cell::Entity(entity) => {
                database.entities.get(entity).map(|Entity { value, .. }| {
                    let attributes = described.get(entity).cloned().unwrap_or_default();
                    (Value::Text(value.clone()), attributes)
                })
            }
        };
        let Some((value, attributes)) = found else {
            count(misfits, "values that are not there, kept empty", 1);
            continue;
        };
        if value != Value::Text(String::new()) {
            values.push(HandCodedValue { variable: variable.name.clone(), value, attributes });
        }
    }
    values
}

/// Returns the kinds of statements by name; two of one name are one with the variables of both.
fn kinds(database: &Database, documents: &[DnaDocument]) -> BTreeMap<String, Kind> {
    let mut kinds: BTreeMap<String, Kind> = BTreeMap::new();
    for (id, label) in &database.kinds {
        let kind = kinds.entry(label.clone()).or_default();
        for (variable_id, variable) in database.variables.iter().filter(|(_, it)| it.kind == *id) {
            if kind.variables.contains(&variable.name) {
                continue;
            }
            kind.variables.push(variable.name.clone());
            let attributes = database.attributes.values().filter(|it| it.variable == *variable_id);
            let mut names: Vec<&str> = attributes.map(|it| it.name.as_str()).collect();
            let has_parent = |it: &Entity| it.variable == *variable_id && it.parent.is_some();
            names.extend(database.entities.values().any(has_parent).then_some(PARENT));
            let pairs = names.into_iter().map(|name| (variable.name.clone(), name.to_owned()));
            kind.attributes.extend(pairs);
        }
    }
    for statement in documents.iter().flat_map(|document| &document.coded.statements) {
        if let Some(kind) = kinds.get_mut(&statement.kind) {
            kind.count += 1;
        }
    }
    kinds
}
