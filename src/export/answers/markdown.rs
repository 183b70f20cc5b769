//! A table in Markdown.

use std::io;
use std::io::Write;

use super::cell::Cell;
use super::cell::cell;
use crate::query::Table;
use crate::rdf::Base;

/// Writes a table as GitHub and Pandoc read it.
pub(super) fn write(table: &Table, base: &Base, output: &mut impl Write) -> io::Result<()> {
    let rows: Vec<Vec<Cell>> = table
        .rows
        .iter()
        .map(|row| row.iter().map(|term| cell(term.as_ref(), base)).collect())
        .collect();
    let is_number = |column: usize| rows.iter().any(|row| row[column].is_number);
    let rules =
        (0..table.variables.len()).map(|column| if is_number(column) { "---:" } else { "---" });
    write_row(table.variables.iter().map(String::as_str), output)?;
    write_row(rules, output)?;
    for row in &rows {
        let escaped: Vec<String> = row.iter().map(|cell| escaped(&cell.text)).collect();
        write_row(escaped.iter().map(String::as_str), output)?;
    }
    Ok(())
}

fn write_row<'a>(cells: impl Iterator<Item = &'a str>, output: &mut impl Write) -> io::Result<()> {
    writeln!(output, "| {} |", cells.collect::<Vec<_>>().join(" | "))
}

/// Puts a backslash before what Markdown would read as more than a letter.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        if matches!(letter, '|' | '\\' | '*' | '_' | '`' | '[' | ']' | '<' | '#' | '~') {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    escaped
}
