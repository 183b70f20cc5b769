//! A database of our own, written with `SQLite`, and what it must give.

use std::path::Path;
use std::path::PathBuf;

use rusqlite::Connection;
use tempfile::TempDir;

use super::super::ReadError;
use super::super::Source;
use super::dna;
use super::read;
use super::stamp;
use crate::model::CodePointSpan;
use crate::model::Genre;

/// The tables of the program that are read, and three documents. In the second, an emoji of two code points and a flag stand
/// before what is coded.
const TABLES: &str = include_str!("../../../tests/fixtures/valley.sql");

/// Writes the database of the fixture, changed by some more SQL.
fn database(more: &str) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("valley.dna");
    let connection = Connection::open(&path).unwrap();
    connection.execute_batch(TABLES).unwrap();
    connection.execute_batch(more).unwrap();
    (folder, path)
}

fn table(more: &str, kind: &str) -> (Vec<String>, Vec<Vec<String>>, Vec<String>) {
    let (_folder, path) = database(more);
    let found = dna(&path).unwrap();
    let (columns, rows) = found.table(kind);
    (columns, rows, found.notes)
}

/// Checks the words of each statement of the kind that most are of, and what is told.
fn check(more: &str, words: &[&str], notes: &[&str]) {
    let (columns, rows, told) = table(more, "DNA Statement");
    let text = columns.iter().position(|column| column == "text").unwrap();
    let found: Vec<&str> = rows.iter().map(|row| row[text].as_str()).collect();
    assert_eq!(found, words, "{more}");
    assert_eq!(told, notes, "{more}");
}

const WORDS: [&str; 6] = [
    "The dam should be built",
    "no dam here",
    "Плотина нужна",
    "плотина не нужна",
    "the dam is right",
    "the dam is wrong",
];
const UNITS: &str = "carets count units of UTF-16: of the 4 ends of spans behind an emoji or the like, 4 stand between words, and as \
                     code points 0";

#[test]
fn statements_are_cut_out_of_the_text() {
    check("", &WORDS, &[UNITS]);
}

#[test]
fn carets_that_count_code_points_are_told_apart() {
    let shifted = "UPDATE STATEMENTS SET Start = Start - 2, Stop = Stop - 2 WHERE ID = 3;
                   UPDATE STATEMENTS SET Start = Start - 4, Stop = Stop - 4 WHERE ID = 4;";
    // One of the other spans would begin at the colon before its words.
    let told = "carets count code points: of the 4 ends of spans behind an emoji or the like, 4 stand between words, and as \
                units of UTF-16 1";
    check(shifted, &WORDS, &[told]);
}

#[test]
fn what_does_not_fit_is_counted() {
    let misfits = "UPDATE STATEMENTS SET Stop = 9999 WHERE ID = 1;
                   UPDATE STATEMENTS SET Coder = 77 WHERE ID IN (2, 5);
                   INSERT INTO STATEMENTS VALUES (90, 1, 88, 0, 3, 1), (91, 66, 1, 0, 3, 1);
                   UPDATE DATASHORTTEXT SET Entity = 999 WHERE StatementId = 6 AND VariableId = 1;
                   INSERT INTO DATABOOLEAN VALUES (90, 6, 11, 1);
                   INSERT INTO ATTRIBUTEVALUES VALUES (90, 999, 1, 'lost');
                   UPDATE DOCUMENTS SET Date = 'soon' WHERE ID = 3;";
    let mut words = WORDS;
    words[0] = "";
    let notes = [
        UNITS,
        "attributes of what is not there: 1",
        "documents without a date that can be read: 1",
        "statements of a coder who is not there, kept without one: 2",
        "statements of a document that is not there: 1",
        "statements of a kind that is not there: 1",
        "statements whose carets do not cut the text, kept without words: 1",
        "values of a variable that the statement's kind does not have: 1",
        "values that are not there, kept empty: 1",
    ];
    check(misfits, &words, &notes);
}

#[test]
fn a_table_has_all_variables_fields_and_attributes() {
    let (columns, rows, _) = table("", "DNA Statement");
    let expected = "statement_id time person organization concept agreement person.Type organization.Type organization.ChildOf \
                    start_position stop_position text coder document_id document_title document_author document_source \
                    document_section document_type";
    assert_eq!(columns.join(" "), expected);
    let row = "3|2023-03-25 14:05:00||Совет долины|The dam should be built|1||Council|Government|37|50|Плотина нужна|Ана|2|\
               Письмо 🏔||Valley Post|2|op-ed";
    assert_eq!(rows[2].join("|"), row);
    let (columns, rows, _) = table("", "Note");
    assert_eq!(columns[2..4], ["strength", "text*"]);
    assert_eq!(rows[0][2..4], ["-2", "unsure: \"dam\"; see 2"]);
}

#[test]
fn documents_have_their_codings() {
    let (_folder, path) = database("");
    let found = dna(&path).unwrap();
    let rows = super::list(&found);
    let source = Source {
        file: "valley.dna".to_owned(),
        row: Some(rows[1].1.clone().into()),
        ..Source::nameless()
    };
    let reading = read(&source, &rows[1].1).unwrap();
    assert_eq!(reading.metadata.title.as_deref(), Some("Письмо 🏔"));
    assert_eq!(reading.metadata.publisher.as_deref(), Some("Valley Post"));
    assert_eq!(reading.metadata.author, None);
    assert_eq!(reading.metadata.date, "2023-03-25".parse().ok());
    assert_eq!(reading.metadata.genre, Some(Genre::OpEd));
    let coded = reading.coded.unwrap();
    let spans: Vec<Option<CodePointSpan>> =
        coded.statements.iter().map(|statement| statement.span).collect();
    let span = |start, end| Some(CodePointSpan { start, end });
    assert_eq!(spans, [span(35, 48), span(57, 73)]);
    assert_eq!((coded.program.as_str(), coded.section.as_str()), ("DNA", "2"));
}

#[test]
fn what_is_no_database_of_the_program_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let check = |bytes: &[u8], expected: &str| {
        let path = folder.path().join("x.dna");
        std::fs::write(&path, bytes).unwrap();
        let error = dna(&path).unwrap_err();
        let message = error.to_string().replace(&path.display().to_string(), "x.dna");
        assert_eq!(message, expected);
    };
    let lacks = |table: &str| {
        format!("x.dna is no database of the Discourse Network Analyzer 3: it has no table {table}")
    };
    check(b"", &lacks("DOCUMENTS"));
    check(&[b'x'; 2000], "x.dna is no database that can be read: file is not a database");
    let (_other, path) = database("DROP TABLE ENTITIES;");
    check(&std::fs::read(path).unwrap(), &lacks("ENTITIES"));
    let (_whole, path) = database("");
    let mut damaged = std::fs::read(path).unwrap();
    damaged.truncate(9000);
    check(&damaged, "x.dna is no database that can be read: database disk image is malformed");
    let error = dna(Path::new("nowhere.dna")).unwrap_err();
    assert!(matches!(error, ReadError::Open { .. }), "{error}");
}

/// Whatever is broken in a file, it is read or refused, and spans still cut the text.
#[test]
fn a_damaged_database_is_read_or_refused() {
    let (_folder, path) = database("");
    let whole = std::fs::read(&path).unwrap();
    for place in (0..whole.len()).step_by(709) {
        let mut damaged = whole.clone();
        damaged[place] ^= 0xff;
        std::fs::write(&path, &damaged).unwrap();
        let Ok(found) = dna(&path) else { continue };
        for document in &found.documents {
            let length = document.text.chars().count();
            let mut spans = document.coded.statements.iter().filter_map(|it| it.span);
            assert!(spans.all(|at| at.start < at.end && at.end <= length), "byte {place}");
        }
        found.kinds.keys().for_each(|kind| drop(found.table(kind)));
    }
}

#[test]
fn times_are_universal() {
    let check = |seconds: i64, expected: Option<&str>| {
        assert_eq!(stamp(seconds).as_deref(), expected);
    };
    check(0, Some("1970-01-01 00:00:00"));
    check(1_679_753_100, Some("2023-03-25 14:05:00"));
    check(-1, Some("1969-12-31 23:59:59"));
    check(i64::MAX, None);
}
