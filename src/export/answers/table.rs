//! A table for people: columns that fit the terminal, long words wrapped, identifiers short.
//!
//! ```text
//! speaker      words                          document              start
//! ───────────  ─────────────────────────────  ────────────────────  ─────
//! Ilse Marant  “The vote was fair and well    harbour/council-news     74
//!              run,”
//! ```

use std::io;
use std::io::Write;

use unicode_width::UnicodeWidthChar;
use unicode_width::UnicodeWidthStr;

use super::cell::Cell;
use super::cell::cell;
use crate::query::Table;
use crate::rdf::Base;

/// What stands between two columns.
const GAP: &str = "  ";

/// A column is not made narrower than this, whatever the terminal.
const NARROWEST: usize = 6;

/// A cell does not take more lines than this; what is left out ends in an ellipsis.
const MOST_LINES: usize = 12;

/// Writes a table that is at most `width` wide, unless it has too many columns for that.
pub(super) fn write(
    table: &Table,
    width: usize,
    base: &Base,
    output: &mut impl Write,
) -> io::Result<()> {
    let rows: Vec<Vec<Cell>> = table
        .rows
        .iter()
        .map(|row| row.iter().map(|term| cell(term.as_ref(), base)).collect())
        .collect();
    let widths = fitted(&natural(table, &rows), width);
    let headings: Vec<Cell> = table
        .variables
        .iter()
        .zip(0..)
        .map(|(name, column)| Cell {
            text: name.clone(),
            is_number: rows.iter().any(|row| row[column].is_number),
        })
        .collect();
    write_row(&headings, &widths, output)?;
    let rules: Vec<String> = widths.iter().map(|width| "─".repeat(*width)).collect();
    writeln!(output, "{}", rules.join(GAP))?;
    for row in &rows {
        write_row(row, &widths, output)?;
    }
    Ok(())
}

/// Returns how wide each column would like to be.
fn natural(table: &Table, rows: &[Vec<Cell>]) -> Vec<usize> {
    let mut widths: Vec<usize> = table.variables.iter().map(|name| name.width()).collect();
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.text.width());
        }
    }
    widths
}

/// Takes from the widest columns until all of them fit.
fn fitted(natural: &[usize], width: usize) -> Vec<usize> {
    let gaps = GAP.len() * natural.len().saturating_sub(1);
    let room = width.saturating_sub(gaps);
    let mut limit = natural.iter().copied().max().unwrap_or(0);
    let mut rest = 0;
    if natural.iter().sum::<usize>() > room {
        (limit, rest) = level(natural, room);
    }
    natural
        .iter()
        .map(|&wish| {
            if wish <= limit {
                return wish;
            }
            let extra = usize::from(rest > 0);
            rest -= extra;
            (limit + extra).max(NARROWEST.min(wish))
        })
        .collect()
}

/// Returns the width to which the widest columns must shrink, and how many of them may be one wider.
fn level(natural: &[usize], room: usize) -> (usize, usize) {
    let mut sorted = natural.to_vec();
    sorted.sort_unstable();
    let mut left = room;
    for (index, &wish) in sorted.iter().enumerate() {
        let columns = sorted.len() - index;
        if wish * columns > left {
            return (left / columns, left % columns);
        }
        left -= wish;
    }
    (usize::MAX, 0)
}

fn write_row(cells: &[Cell], widths: &[usize], output: &mut impl Write) -> io::Result<()> {
    let wrapped: Vec<Vec<String>> =
        cells.iter().zip(widths).map(|(cell, width)| wrap(&cell.text, *width)).collect();
    let height = wrapped.iter().map(Vec::len).max().unwrap_or(0);
    for index in 0..height {
        let mut line = String::new();
        for ((lines, cell), width) in wrapped.iter().zip(cells).zip(widths) {
            let text = lines.get(index).map_or("", String::as_str);
            let padding = " ".repeat(width.saturating_sub(text.width()));
            let (before, after) =
                if cell.is_number { (padding.as_str(), "") } else { ("", padding.as_str()) };
            line.extend([before, text, after, GAP]);
        }
        writeln!(output, "{}", line.trim_end())?;
    }
    Ok(())
}

/// Breaks a text between words, and inside a word that is longer than a line.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let wide = word.width();
        let space = usize::from(used > 0);
        if used + space + wide <= width {
            push(&mut lines, if space == 1 { " " } else { "" });
            push(&mut lines, word);
            used += space + wide;
            continue;
        }
        if used > 0 {
            lines.push(String::new());
            used = 0;
        }
        for letter in word.chars() {
            let wide = letter.width().unwrap_or(0);
            if used + wide > width && used > 0 {
                lines.push(String::new());
                used = 0;
            }
            used += wide;
            push(&mut lines, letter.encode_utf8(&mut [0; 4]));
        }
    }
    shortened(lines, width)
}

fn push(lines: &mut [String], text: &str) {
    if let Some(line) = lines.last_mut() {
        line.push_str(text);
    }
}

/// Cuts what has too many lines, and says so with an ellipsis.
fn shortened(mut lines: Vec<String>, width: usize) -> Vec<String> {
    if lines.len() <= MOST_LINES {
        return lines;
    }
    lines.truncate(MOST_LINES);
    if let Some(last) = lines.last_mut() {
        while last.width() + 1 > width && last.pop().is_some() {}
        last.push('…');
    }
    lines
}
