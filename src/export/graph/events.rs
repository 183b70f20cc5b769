//! A list of events as the Discourse Network Analyzer writes it: semicolons between the cells, words in quotation marks, numbers and
//! times without. Unlike there, marks and semicolons inside words stay, the marks doubled.

use std::io;
use std::io::Write;

/// The column that is never quoted.
const TIME: &str = "time";
/// The columns that are always quoted.
const WORDS: &[&str] = &[
    "text",
    "coder",
    "document_title",
    "document_author",
    "document_source",
    "document_section",
    "document_type",
];

/// Writes columns and rows. A column is one of numbers if all its cells that are not empty are whole numbers.
pub fn write(columns: &[String], rows: &[Vec<String>], out: &mut dyn Write) -> io::Result<()> {
    let is_number = |place: usize| {
        let mut cells = rows.iter().map(|row| row[place].as_str()).filter(|cell| !cell.is_empty());
        cells.clone().next().is_some() && cells.all(|cell| cell.parse::<i64>().is_ok())
    };
    let plain: Vec<bool> = columns
        .iter()
        .enumerate()
        .map(|(place, column)| {
            column == TIME || !WORDS.contains(&column.as_str()) && is_number(place)
        })
        .collect();
    let heads: Vec<String> = columns.iter().map(|column| quoted(column)).collect();
    writeln!(out, "{}", heads.join(";"))?;
    for row in rows {
        let cells = row.iter().zip(&plain);
        let cells: Vec<String> =
            cells.map(|(cell, plain)| if *plain { cell.clone() } else { quoted(cell) }).collect();
        writeln!(out, "{}", cells.join(";"))?;
    }
    Ok(())
}

fn quoted(words: &str) -> String {
    format!("\"{}\"", words.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::write;

    #[test]
    fn words_are_quoted_and_numbers_are_not() {
        let row = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>();
        let columns = row(&["statement_id", "time", "organization", "agreement", "coder"]);
        let rows = [
            row(&["1", "2023-03-25 00:00:00", "Friends \"of\"; the\nRiver", "1", ""]),
            row(&["2", "", "Совет", "", ""]),
        ];
        let mut out = Vec::new();
        write(&columns, &rows, &mut out).unwrap();
        let expected = "\"statement_id\";\"time\";\"organization\";\"agreement\";\"coder\"\n1;2023-03-25 00:00:00;\"Friends \"\"of\"\"; the\nRiver\";1;\"\"\n\
                        2;;\"Совет\";;\"\"\n";
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }
}
