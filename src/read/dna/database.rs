//! The tables of a database as they are: numbers that point at one another, nothing checked.

use std::collections::BTreeMap;
use std::path::Path;

use rusqlite::Connection;
use rusqlite::OpenFlags;
use rusqlite::Row;
use rusqlite::types::ValueRef;

use super::super::ReadError;
use crate::model::Value;

/// What a database holds, by identifier.
#[derive(Debug, Default)]
pub(super) struct Database {
    pub(super) coders: BTreeMap<i64, String>,
    pub(super) kinds: BTreeMap<i64, String>,
    pub(super) variables: BTreeMap<i64, Variable>,
    pub(super) entities: BTreeMap<i64, Entity>,
    pub(super) attributes: BTreeMap<i64, Attribute>,
    /// By entity and attribute.
    pub(super) described: Vec<(i64, i64, String)>,
    pub(super) documents: Vec<Document>,
    pub(super) statements: Vec<Statement>,
    /// By statement; in the order of the variables.
    pub(super) values: BTreeMap<i64, BTreeMap<i64, Cell>>,
    /// How many rows have no number where one is needed, or nothing where a name is needed.
    pub(super) unread: usize,
}

/// What can be coded of a kind of statement.
#[derive(Debug)]
pub(super) struct Variable {
    pub(super) name: String,
    pub(super) kind: i64,
}

/// A value that a variable has taken; empty where nothing was coded.
#[derive(Debug)]
pub(super) struct Entity {
    pub(super) variable: i64,
    pub(super) value: String,
    pub(super) parent: Option<i64>,
}

/// What can be said of the values of a variable.
#[derive(Debug)]
pub(super) struct Attribute {
    pub(super) variable: i64,
    pub(super) name: String,
}

/// A document; the empty stays empty.
#[derive(Debug)]
pub(super) struct Document {
    pub(super) id: i64,
    pub(super) title: String,
    pub(super) text: String,
    pub(super) author: String,
    pub(super) source: String,
    pub(super) section: String,
    pub(super) kind: String,
    pub(super) notes: String,
    /// Seconds since 1970, in universal time.
    pub(super) time: Option<i64>,
}

/// A statement: a kind, a document, two carets and a coder.
#[derive(Debug)]
pub(super) struct Statement {
    pub(super) id: i64,
    pub(super) kind: i64,
    pub(super) document: i64,
    pub(super) start: i64,
    pub(super) stop: i64,
    pub(super) coder: i64,
}

/// A value of a statement.
#[derive(Debug)]
pub(super) enum Cell {
    /// That of an entity.
    Entity(i64),
    /// Its own.
    Own(Value),
}

/// The tables without which there is no coding.
const NEEDED: &[&str] = &[
    "DOCUMENTS",
    "STATEMENTS",
    "STATEMENTTYPES",
    "VARIABLES",
    "ENTITIES",
    "DATASHORTTEXT",
    "DATABOOLEAN",
    "DATAINTEGER",
    "DATALONGTEXT",
];

/// Reads all tables of the database at `path`.
pub(super) fn read(path: &Path) -> Result<Database, ReadError> {
    let fault = |fault: rusqlite::Error| ReadError::Database {
        path: path.to_owned(),
        fault: fault.to_string(),
    };
    let open = |source| ReadError::Open { path: path.to_owned(), source };
    // SQLite says of a file that is missing only that it cannot open it.
    std::fs::File::open(path).map_err(open)?;
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags).map_err(fault)?;
    let tables =
        rows(&connection, &mut 0, "SELECT name FROM sqlite_master WHERE type = 'table'", |row| {
            text(row, 0)
        });
    let tables = tables.map_err(fault)?;
    let is_there = |name: &str| tables.iter().any(|table| table.eq_ignore_ascii_case(name));
    if let Some(missing) = NEEDED.iter().find(|name| !is_there(name)) {
        return Err(ReadError::ForeignDatabase { path: path.to_owned(), missing });
    }
    let mut database = Database::default();
    fill(&mut database, &connection, &is_there).map_err(fault)?;
    Ok(database)
}

fn fill(
    database: &mut Database,
    connection: &Connection,
    is_there: &dyn Fn(&str) -> bool,
) -> Result<(), rusqlite::Error> {
    let unread = &mut database.unread;
    let mut named =
        |sql| rows(connection, unread, sql, |row| Some((integer(row, 0)?, text(row, 1)?)));
    if is_there("CODERS") {
        database.coders = named("SELECT ID, Name FROM CODERS")?.into_iter().collect();
    }
    database.kinds = named("SELECT ID, Label FROM STATEMENTTYPES")?.into_iter().collect();
    let unread = &mut database.unread;
    let variables =
        rows(connection, unread, "SELECT ID, Variable, StatementTypeId FROM VARIABLES", |row| {
            Some((integer(row, 0)?, Variable { name: text(row, 1)?, kind: integer(row, 2)? }))
        })?;
    database.variables = variables.into_iter().collect();
    let entities =
        rows(connection, unread, "SELECT ID, VariableId, Value, ChildOf FROM ENTITIES", |row| {
            let (variable, value, parent) = (integer(row, 1)?, text(row, 2)?, integer(row, 3));
            Some((integer(row, 0)?, Entity { variable, value, parent }))
        })?;
    database.entities = entities.into_iter().collect();
    if is_there("ATTRIBUTEVARIABLES") && is_there("ATTRIBUTEVALUES") {
        let sql = "SELECT ID, VariableId, AttributeVariable FROM ATTRIBUTEVARIABLES";
        let attributes = rows(connection, unread, sql, |row| {
            Some((integer(row, 0)?, Attribute { variable: integer(row, 1)?, name: text(row, 2)? }))
        })?;
        database.attributes = attributes.into_iter().collect();
        let sql =
            "SELECT EntityId, AttributeVariableId, AttributeValue FROM ATTRIBUTEVALUES ORDER BY ID";
        database.described = rows(connection, unread, sql, |row| {
            Some((integer(row, 0)?, integer(row, 1)?, text(row, 2)?))
        })?;
    }
    database.documents = documents(connection, unread)?;
    database.statements = statements(connection, unread)?;
    values(database, connection)
}

fn documents(
    connection: &Connection,
    unread: &mut usize,
) -> Result<Vec<Document>, rusqlite::Error> {
    let sql = "SELECT ID, Title, Text, Author, Source, Section, Type, Date, Notes FROM DOCUMENTS ORDER BY ID";
    rows(connection, unread, sql, |row| {
        let text = |column| text(row, column).unwrap_or_default();
        Some(Document {
            id: integer(row, 0)?,
            title: text(1),
            text: text(2),
            author: text(3),
            source: text(4),
            section: text(5),
            kind: text(6),
            notes: text(8),
            time: integer(row, 7),
        })
    })
}

fn statements(
    connection: &Connection,
    unread: &mut usize,
) -> Result<Vec<Statement>, rusqlite::Error> {
    let sql =
        "SELECT ID, StatementTypeId, DocumentId, Start, Stop, Coder FROM STATEMENTS ORDER BY ID";
    rows(connection, unread, sql, |row| {
        // What is no number points at nothing, and is told so.
        let number = |column| integer(row, column).unwrap_or(-1);
        Some(Statement {
            id: integer(row, 0)?,
            kind: number(1),
            document: number(2),
            start: number(3),
            stop: number(4),
            coder: number(5),
        })
    })
}

fn values(database: &mut Database, connection: &Connection) -> Result<(), rusqlite::Error> {
    type Read = fn(&Row<'_>) -> Option<Cell>;
    let tables: [(&str, Read); 4] = [
        ("SELECT StatementId, VariableId, Entity FROM DATASHORTTEXT", |row| {
            Some(Cell::Entity(integer(row, 2)?))
        }),
        ("SELECT StatementId, VariableId, Value FROM DATABOOLEAN", |row| {
            Some(Cell::Own(Value::Boolean(integer(row, 2)? != 0)))
        }),
        ("SELECT StatementId, VariableId, Value FROM DATAINTEGER", |row| {
            Some(Cell::Own(Value::Integer(integer(row, 2)?)))
        }),
        ("SELECT StatementId, VariableId, Value FROM DATALONGTEXT", |row| {
            Some(Cell::Own(Value::Text(text(row, 2).unwrap_or_default())))
        }),
    ];
    for (sql, read) in tables {
        let unread = &mut database.unread;
        let found = rows(connection, unread, sql, |row| {
            Some((integer(row, 0)?, integer(row, 1)?, read(row)?))
        })?;
        for (statement, variable, cell) in found {
            database.values.entry(statement).or_default().insert(variable, cell);
        }
    }
    Ok(())
}

/// Returns what a query gives, and counts the rows that cannot be read.
fn rows<T>(
    connection: &Connection,
    unread: &mut usize,
    sql: &str,
    read: impl Fn(&Row<'_>) -> Option<T>,
) -> Result<Vec<T>, rusqlite::Error> {
    let mut statement = connection.prepare(sql)?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        match read(row) {
            Some(row) => found.push(row),
            None => *unread += 1,
        }
    }
    Ok(found)
}

/// Returns a number; none where the cell is empty or holds something else.
fn integer(row: &Row<'_>, column: usize) -> Option<i64> {
    match row.get_ref(column).ok()? {
        ValueRef::Integer(number) => Some(number),
        ValueRef::Text(bytes) => std::str::from_utf8(bytes).ok()?.trim().parse().ok(),
        _ => None,
    }
}

/// Returns words; bytes that are no text become the replacement character.
fn text(row: &Row<'_>, column: usize) -> Option<String> {
    match row.get_ref(column).ok()? {
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => {
            Some(String::from_utf8_lossy(bytes).into_owned())
        }
        ValueRef::Integer(number) => Some(number.to_string()),
        ValueRef::Real(number) => Some(number.to_string()),
        ValueRef::Null => None,
    }
}
