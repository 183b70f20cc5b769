//! Reads and checks annotated documents: one JSON object a line, in the annotation guidelines' format.
//!
//! Everything that is wrong with a file is told at once, each fault with its file and line.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::PathBuf;
use std::str;
use std::str::Utf8Error;

use serde::de::DeserializeOwned;
use serde_json::Map;
use serde_json::Value;

use crate::model::AnnotatedAffiliation;
use crate::model::AnnotatedDocument;
use crate::model::AnnotatedEntity;
use crate::model::AnnotatedStance;
use crate::model::AnnotatedStatement;
use crate::model::CodePointSpan;

/// How many faults of a file are told.
const TOLD: usize = 20;

/// The keys that the guidelines define, and the program's own confidence; a producer may print more, and a null is as good as
/// nothing.
const KEYS: &[&str] = &[
    "id",
    "type",
    "name",
    "names",
    "person",
    "role",
    "organization",
    "source",
    "source_span",
    "cue_spans",
    "content_spans",
    "quote",
    "act",
    "addressee",
    "within",
    "holder",
    "cue_span",
    "target",
    "target_span",
    "polarity",
    "statement",
    "start",
    "end",
    "confidence",
];

/// Why documents cannot be compared.
#[derive(Debug, thiserror::Error)]
pub enum ScoreError {
    /// A text is not there, or cannot be read.
    #[error("cannot open {path}")]
    Open {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A file is not UTF-8.
    #[error("{name} is not UTF-8")]
    Encoding {
        /// The file.
        name: String,
        /// Where.
        source: Utf8Error,
    },
    /// Documents are not as the guidelines say.
    #[error("{}", told(.faults))]
    Faults {
        /// What is wrong, each with file and line.
        faults: Vec<String>,
    },
}

fn told(faults: &[String]) -> String {
    let told = faults[..faults.len().min(TOLD)].join("\n");
    match faults.len().saturating_sub(TOLD) {
        0 => told,
        more => format!("{told}\n… and {more} more"),
    }
}

/// The folder with the text of each document, as `<id>.txt`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Texts {
    /// The folders; the first that has a text is taken.
    pub folders: Vec<PathBuf>,
}

impl Texts {
    /// Returns the text that the offsets of a document count in: UTF-8, a leading byte-order mark taken off.
    pub fn text(&self, id: &str) -> Result<String, ScoreError> {
        let mut paths = self.folders.iter().map(|folder| folder.join(format!("{id}.txt")));
        let first = paths.next().unwrap_or_default();
        let path =
            if first.exists() { first } else { paths.find(|path| path.exists()).unwrap_or(first) };
        let bytes =
            fs::read(&path).map_err(|source| ScoreError::Open { path: path.clone(), source })?;
        decoded(&path.display().to_string(), &bytes).map(str::to_owned)
    }
}

fn decoded<'bytes>(name: &str, bytes: &'bytes [u8]) -> Result<&'bytes str, ScoreError> {
    let text = str::from_utf8(bytes)
        .map_err(|source| ScoreError::Encoding { name: name.to_owned(), source })?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

/// Reads the documents of a `.jsonl` file and checks them: ids that occur twice, references that lead
/// nowhere, spans outside the text.
///
/// Where `texts` are given, those of the documents in `needed` must be there; without `needed`, those of all.
pub fn documents(
    name: &str,
    bytes: &[u8],
    texts: Option<&Texts>,
    needed: Option<&[AnnotatedDocument]>,
) -> Result<Vec<AnnotatedDocument>, ScoreError> {
    let needed: Option<BTreeSet<&str>> =
        needed.map(|documents| documents.iter().map(|document| document.id.as_str()).collect());
    let (mut documents, mut faults, mut seen) = (Vec::new(), Vec::new(), BTreeSet::new());
    for (number, line) in decoded(name, bytes)?.split('\n').enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        let mut line_faults = Vec::new();
        if let Some((id, object)) = object(line, &mut line_faults) {
            if seen.insert(id.clone()) {
                let is_needed = needed.as_ref().is_none_or(|needed| needed.contains(id.as_str()));
                let length = length(&id, texts, is_needed, &mut line_faults);
                documents.push(document(id, object, length, &mut line_faults));
            } else {
                line_faults.push(format!("document {id:?} occurs twice"));
            }
        }
        faults.extend(line_faults.iter().map(|fault| format!("{name}:{}: {fault}", number + 1)));
    }
    if faults.is_empty() { Ok(documents) } else { Err(ScoreError::Faults { faults }) }
}

/// Parses a line as an object with an id.
fn object(line: &str, faults: &mut Vec<String>) -> Option<(String, Map<String, Value>)> {
    let value = match serde_json::from_str(line) {
        Ok(value) => value,
        Err(error) => {
            let message = error.to_string();
            let message = message.split(" at line").next().unwrap_or_default();
            faults.push(format!("bad JSON: {message} (column {})", error.column()));
            return None;
        }
    };
    if let Value::Object(object) = value
        && let Some(id) = object.get("id").and_then(Value::as_str).filter(|id| !id.is_empty())
    {
        return Some((id.to_owned(), object));
    }
    faults.push("not a document: an object with a string \"id\" is expected".to_owned());
    None
}

/// Returns the number of characters of a document's text, where it is known.
fn length(
    id: &str,
    texts: Option<&Texts>,
    is_needed: bool,
    faults: &mut Vec<String>,
) -> Option<usize> {
    match texts?.text(id) {
        Ok(text) => Some(text.chars().count()),
        Err(error) => {
            if is_needed {
                let cause = std::error::Error::source(&error).map(ToString::to_string);
                faults.push(format!("no text for {id:?}: {error}: {}", cause.unwrap_or_default()));
            }
            None
        }
    }
}

/// Makes a document of an object, and notes what is wrong with it.
fn document(
    id: String,
    mut object: Map<String, Value>,
    length: Option<usize>,
    faults: &mut Vec<String>,
) -> AnnotatedDocument {
    let mut check = Check { length, faults: Vec::new() };
    let [entities, affiliations, statements, stances] =
        ["entities", "affiliations", "statements", "stances"]
            .map(|key| check.objects(key, object.remove(key)));
    let known = Known {
        entities: check.ids("entity", &entities),
        statements: check.ids("statement", &statements),
    };
    check.ids("stance", &stances);
    let document = AnnotatedDocument {
        author: check.author(object.remove("author")),
        entities: check.items("entity", entities),
        affiliations: check.items("affiliation", affiliations),
        statements: check.items("statement", statements),
        stances: check.items("stance", stances),
        ..AnnotatedDocument::default()
    };
    check.document(&document, &known);
    faults.extend(check.faults.iter().map(|fault| format!("{id}: {fault}")));
    AnnotatedDocument { id, ..document }
}

/// Returns whether a value can be read; a confidence is no part of the guidelines, and may be of any kind.
fn is_useful(key: &str, value: &Value) -> bool {
    match key {
        "confidence" => value.as_f64().is_some_and(|share| (0.0..=1.0).contains(&share)),
        _ => !value.is_null(),
    }
}

/// What a document's references may lead to.
struct Known {
    entities: BTreeSet<String>,
    statements: BTreeSet<String>,
}

/// Gathers what is wrong with one document.
struct Check {
    length: Option<usize>,
    faults: Vec<String>,
}

impl Check {
    fn fault(&mut self, fault: String) {
        self.faults.push(fault);
    }

    /// Returns the objects of a list, with the keys that are known and not null.
    fn objects(&mut self, key: &str, value: Option<Value>) -> Vec<Map<String, Value>> {
        let list = match value {
            None | Some(Value::Null) => return Vec::new(),
            Some(Value::Array(list)) => list,
            Some(_) => {
                self.fault(format!("{key} is not a list of objects"));
                return Vec::new();
            }
        };
        let mut objects = Vec::with_capacity(list.len());
        for item in list {
            let Value::Object(mut object) = item else {
                self.fault(format!("{key} is not a list of objects"));
                return Vec::new();
            };
            object.retain(|key, value| KEYS.contains(&key.as_str()) && is_useful(key, value));
            objects.push(object);
        }
        objects
    }

    /// Returns the ids of a list; each must be there, and once.
    fn ids(&mut self, kind: &str, objects: &[Map<String, Value>]) -> BTreeSet<String> {
        let mut ids = BTreeSet::new();
        for object in objects {
            match object.get("id").and_then(Value::as_str) {
                None | Some("") => self.fault(format!("{kind} without an id")),
                Some(id) if ids.contains(id) => {
                    self.fault(format!("{kind} id {id:?} occurs twice"));
                }
                Some(id) => drop(ids.insert(id.to_owned())),
            }
        }
        ids
    }

    /// Returns the items that are as the guidelines say.
    fn items<Item: DeserializeOwned>(
        &mut self,
        kind: &str,
        objects: Vec<Map<String, Value>>,
    ) -> Vec<Item> {
        let mut items = Vec::with_capacity(objects.len());
        for (number, object) in objects.into_iter().enumerate() {
            let name = object.get("id").map_or_else(|| (number + 1).to_string(), Value::to_string);
            match serde_json::from_value(Value::Object(object)) {
                Ok(item) => items.push(item),
                Err(error) => self.fault(format!("{kind} {name}: {error}")),
            }
        }
        items
    }

    fn author(&mut self, value: Option<Value>) -> Option<String> {
        match value {
            None | Some(Value::Null) => None,
            Some(Value::String(id)) => Some(id),
            Some(other) => {
                self.fault(format!("document: author is {other}, not the id of an entity"));
                None
            }
        }
    }

    fn document(&mut self, document: &AnnotatedDocument, known: &Known) {
        self.entities_exist("document: author", &document.author, known);
        for entity in &document.entities {
            self.entity(entity);
        }
        for (number, affiliation) in document.affiliations.iter().enumerate() {
            self.affiliation(number + 1, affiliation, known);
        }
        for statement in &document.statements {
            self.statement(statement, known);
        }
        for stance in &document.stances {
            self.stance(stance, known);
        }
    }

    fn entity(&mut self, entity: &AnnotatedEntity) {
        if entity.name.trim().is_empty() {
            self.fault(format!("entity {:?}: no name", entity.id));
        }
    }

    fn affiliation(&mut self, number: usize, affiliation: &AnnotatedAffiliation, known: &Known) {
        let place = format!("affiliation {number}");
        self.entities_exist(&format!("{place}: person"), [&affiliation.person], known);
        self.entities_exist(&format!("{place}: organization"), &affiliation.organization, known);
    }

    fn statement(&mut self, statement: &AnnotatedStatement, known: &Known) {
        let place = format!("statement {:?}", statement.id);
        self.entities_exist(&format!("{place}: source"), &statement.source, known);
        self.entities_exist(&format!("{place}: addressee"), &statement.addressee, known);
        self.spans(&format!("{place}: source_span"), &statement.source_span);
        self.spans(&format!("{place}: cue_spans"), &statement.cue_spans);
        self.spans(&format!("{place}: content_spans"), &statement.content_spans);
        if statement.cue_spans.is_empty() && statement.content_spans.is_empty() {
            self.fault(format!("{place}: neither a cue nor a content"));
        }
        self.statements_exist(&format!("{place}: within"), &statement.within, known);
    }

    fn stance(&mut self, stance: &AnnotatedStance, known: &Known) {
        let place = format!("stance {:?}", stance.id);
        self.entities_exist(&format!("{place}: holder"), &stance.holder, known);
        self.entities_exist(&format!("{place}: target"), &stance.target, known);
        self.spans(&format!("{place}: cue_span"), &stance.cue_span);
        self.spans(&format!("{place}: target_span"), &stance.target_span);
        self.statements_exist(&format!("{place}: statement"), &stance.statement, known);
    }

    fn entities_exist<'a>(
        &mut self,
        place: &str,
        ids: impl IntoIterator<Item = &'a String>,
        known: &Known,
    ) {
        for id in ids.into_iter().filter(|id| !known.entities.contains(*id)) {
            self.fault(format!("{place} refers to entity {id:?}, which does not exist"));
        }
    }

    fn statements_exist<'a>(
        &mut self,
        place: &str,
        ids: impl IntoIterator<Item = &'a String>,
        known: &Known,
    ) {
        for id in ids.into_iter().filter(|id| !known.statements.contains(*id)) {
            self.fault(format!("{place} refers to statement {id:?}, which does not exist"));
        }
    }

    fn spans<'a>(&mut self, place: &str, spans: impl IntoIterator<Item = &'a CodePointSpan>) {
        for CodePointSpan { start, end } in spans {
            match self.length {
                Some(length) if *end > length => self.fault(format!(
                    "{place} {start}-{end} lies outside the text of {length} characters"
                )),
                _ if end <= start => {
                    self.fault(format!("{place} {start}-{end} ends before it has begun"));
                }
                _ => {}
            }
        }
    }
}
