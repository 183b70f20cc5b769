//! A table for people: columns that fit the terminal, long words wrapped, identifiers short.
//!
//! ```text
//! speaker      words                          document              start
//! ───────────  ─────────────────────────────  ────────────────────  ─────
//! Ilse Marant  “The vote was fair and well    harbour/council-news     74
//!              run,”
//! ```
//!
//! Columns without any value are left out. Where the others do not fit, the last of them are not shown, and named below;
//! where not even half of them fit, each row becomes a record of one line a column.

use std::io;
use std::io::Write;

use unicode_width::UnicodeWidthChar;
use unicode_width::UnicodeWidthStr;

use super::cell::Cell;
use super::cell::cell;
use crate::query::Table;
use crate::rdf::Base;
use crate::rdf::Term;

/// What stands between two columns.
const GAP: &str = "  ";

/// Words longer than the first are broken before any other, then those longer than the next, and so on.
const LONG_WORDS: [usize; 4] = [usize::MAX, 30, 20, 15];

/// Rows of fewer columns are not told as records.
const FEWEST_COLUMNS: usize = 3;

/// A column is not made narrower than this, whatever the terminal.
const NARROWEST: usize = 6;

/// A row takes about so many lines at most.
const FEW_LINES: usize = 10;

/// A cell does not take more lines than this; what is left out ends in an ellipsis.
const MOST_LINES: usize = 12;

/// Writes a table that is at most `width` wide, unless it has too many columns for that.
pub(super) fn write(
    table: &Table,
    width: usize,
    base: &Base,
    output: &mut impl Write,
) -> io::Result<()> {
    let cells =
        |row: &Vec<Option<Term>>| row.iter().map(|term| cell(term.as_ref(), base)).collect();
    let mut rows: Vec<Vec<Cell>> = table.rows.iter().map(cells).collect();
    let mut headings: Vec<Cell> = table
        .variables
        .iter()
        .enumerate()
        .map(|(column, name)| Cell {
            text: name.clone(),
            is_number: rows.iter().any(|row| row[column].is_number),
        })
        .collect();
    leave_out_empty(&mut headings, &mut rows);
    let whole = greatest(&headings, &rows, UnicodeWidthStr::width);
    let words = greatest(&headings, &rows, longest_word);
    let Some(widths) = fitting(&whole, &words, width) else {
        return write_records(&headings, &rows, width, output);
    };
    write_row(&headings, &widths, output)?;
    let rules: Vec<String> = widths.iter().map(|width| "─".repeat(*width)).collect();
    writeln!(output, "{}", rules.join(GAP))?;
    for row in &rows {
        write_row(row, &widths, output)?;
    }
    let hidden: Vec<&str> =
        headings[widths.len()..].iter().map(|cell| cell.text.as_str()).collect();
    if !hidden.is_empty() {
        writeln!(output, "\nnot shown for want of room: {}", hidden.join(", "))?;
    }
    Ok(())
}

/// Takes out the columns that have no value in any row, if there are rows.
fn leave_out_empty(headings: &mut Vec<Cell>, rows: &mut [Vec<Cell>]) {
    for column in (0..headings.len()).rev() {
        if !rows.is_empty() && rows.iter().all(|row| row[column].text.is_empty()) {
            headings.remove(column);
            for row in &mut *rows {
                row.remove(column);
            }
        }
    }
}

/// Returns the widths of as many columns as fit, from the first on, but of no fewer than half.
fn fitting(whole: &[usize], words: &[usize], width: usize) -> Option<Vec<usize>> {
    let fewest = whole.len().div_ceil(2).max(FEWEST_COLUMNS).min(whole.len());
    let columns = (fewest..=whole.len()).rev();
    columns.into_iter().find_map(|count| fitted(&whole[..count], &words[..count], width))
}

/// Returns the greatest measure of each column's cells and heading.
fn greatest(headings: &[Cell], rows: &[Vec<Cell>], measure: fn(&str) -> usize) -> Vec<usize> {
    let mut widths = vec![0; headings.len()];
    for row in rows.iter().map(Vec::as_slice).chain([headings]) {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(measure(&cell.text));
        }
    }
    widths
}

/// Returns the width of the longest word.
fn longest_word(text: &str) -> usize {
    text.split(' ').map(UnicodeWidthStr::width).max().unwrap_or(0)
}

/// Wraps columns until all fit: between words, then inside long words. None where a cell would take too many lines.
fn fitted(whole: &[usize], words: &[usize], width: usize) -> Option<Vec<usize>> {
    let room = width.saturating_sub(GAP.len() * whole.len().saturating_sub(1));
    let least = |most: usize| words.iter().map(|word| *word.min(&most)).collect::<Vec<_>>();
    let floors = LONG_WORDS.map(least);
    let fitting = floors.iter().find_map(|floor| wrapped(whole, floor, room, FEW_LINES));
    if whole.len() >= FEWEST_COLUMNS {
        return fitting;
    }
    let narrow = || wrapped(whole, &least(NARROWEST), room, usize::MAX);
    Some(fitting.or_else(narrow).unwrap_or_else(|| least(NARROWEST)))
}

/// Gives each column the width at which it takes no more lines than the others, with as few lines as fit; none below its
/// own least width.
fn wrapped(whole: &[usize], least: &[usize], room: usize, most: usize) -> Option<Vec<usize>> {
    let longest = whole.iter().copied().max().unwrap_or(0).max(1);
    let cut = |lines: usize| -> Vec<usize> {
        let columns = whole.iter().zip(least);
        columns.map(|(whole, least)| whole.div_ceil(lines).max(*least)).collect()
    };
    let fits = |widths: &Vec<usize>| widths.iter().sum::<usize>() <= room;
    let mut widths = (1..=longest.min(most)).map(cut).find(fits)?;
    // Words seldom fill their lines, least of all in the columns that hold the most.
    let mut spare = room - widths.iter().sum::<usize>();
    let mut order: Vec<usize> = (0..whole.len()).collect();
    order.sort_by_key(|&column| std::cmp::Reverse(whole[column]));
    for column in order {
        let more = whole[column].saturating_sub(widths[column]).min(spare);
        widths[column] += more;
        spare -= more;
    }
    Some(widths)
}

/// Writes each row as lines of a column's name and its value; columns without a value are left out.
fn write_records(
    headings: &[Cell],
    rows: &[Vec<Cell>],
    width: usize,
    output: &mut impl Write,
) -> io::Result<()> {
    let names = headings.iter().map(|heading| heading.text.width()).max().unwrap_or(0);
    let room = width.saturating_sub(names + GAP.len()).max(NARROWEST);
    for (index, row) in rows.iter().enumerate() {
        if index > 0 {
            writeln!(output)?;
        }
        for (heading, cell) in headings.iter().zip(row).filter(|(_, cell)| !cell.text.is_empty()) {
            let mut name = heading.text.as_str();
            for line in wrap(&cell.text, room) {
                let padding = " ".repeat(names.saturating_sub(name.width()));
                writeln!(output, "{name}{padding}{GAP}{line}")?;
                name = "";
            }
        }
    }
    Ok(())
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rdf::Literal;
    use crate::rdf::NamedNode;

    fn check(variables: &[&str], rows: &[&[&str]], width: usize, expected: &[&str]) {
        let term = |text: &&str| match text.parse::<i64>() {
            Ok(number) => Some(Literal::from(number).into()),
            Err(_) if text.starts_with("https:") => Some(NamedNode::new_unchecked(*text).into()),
            Err(_) => (!text.is_empty()).then(|| Literal::new_simple_literal(*text).into()),
        };
        let table = Table {
            variables: variables.iter().map(|name| (*name).to_owned()).collect(),
            rows: rows.iter().map(|row| row.iter().map(term).collect()).collect(),
        };
        let mut output = Vec::new();
        write(&table, width, &Base::default(), &mut output).unwrap();
        let text = String::from_utf8(output).unwrap();
        assert_eq!(text.lines().collect::<Vec<_>>(), expected);
    }

    #[test]
    fn numbers_stand_right_and_identifiers_are_short() {
        let rows: &[&[&str]] = &[&["https://w3id.org/sayso/ns#Thanks", "7"], &["", "10"]];
        check(
            &["kind", "n"],
            rows,
            80,
            &["kind           n", "────────────  ──", "sayso:Thanks   7", "              10"],
        );
    }

    #[test]
    fn the_widest_column_is_wrapped_between_words() {
        let rows: &[&[&str]] = &[&["Ann", "one two three four", "corpus/document"]];
        let expected = [
            "who  words      document",
            "───  ─────────  ───────────────",
            "Ann  one two    corpus/document",
            "     three",
            "     four",
        ];
        check(&["who", "words", "document"], rows, 31, &expected);
    }

    #[test]
    fn columns_that_do_not_fit_become_records() {
        let rows: &[&[&str]] =
            &[&["Ann", "", "corpus/document"], &["Bo", "one two", "other/document"]];
        let expected = [
            "who       Ann",
            "document  corpus/doc",
            "          ument",
            "",
            "who       Bo",
            "words     one two",
            "document  other/docu",
            "          ment",
        ];
        check(&["who", "words", "document"], rows, 20, &expected);
    }

    #[test]
    fn columns_that_do_not_fit_are_named_below() {
        let rows: &[&[&str]] = &[&["Ann", "praises", "Bo", "corpus/document", "", "17"]];
        let expected = [
            "who  how      whom  document         end",
            "───  ───────  ────  ───────────────  ───",
            "Ann  praises  Bo    corpus/document   17",
        ];
        let variables = &["who", "how", "whom", "document", "start", "end"];
        check(variables, rows, 40, &expected);
        let expected = [
            "who  how      whom",
            "───  ───────  ────",
            "Ann  praises  Bo",
            "",
            "not shown for want of room: document, end",
        ];
        check(variables, rows, 20, &expected);
    }

    #[test]
    fn a_word_that_is_longer_than_its_column_is_broken() {
        check(&["x"], &[&["0123456789abcdef"]], 10, &["x", "──────────", "0123456789", "abcdef"]);
        check(&["x"], &[&["日本語日本語"]], 7, &["x", "───────", "日本語", "日本語"]);
    }

    #[test]
    fn what_is_too_long_for_its_lines_ends_in_an_ellipsis() {
        let long = "word ".repeat(1000);
        let mut expected = vec!["x", "──────────"];
        expected.extend(["word word"; 11]);
        expected.push("word word…");
        check(&["x"], &[&[&long]], 10, &expected);
    }

    #[test]
    fn nothing_moves_the_cursor_and_any_width_will_do() {
        check(&["x"], &[&["a\u{1b}[31m\n\tb\u{202e}c"]], 80, &["x", "────────", "a[31m bc"]);
        check(&["a", "b"], &[&["one", "two"]], 0, &["a    b", "───  ───", "one  two"]);
        check(&[], &[], 0, &[""]);
        check(&["x"], &[], usize::MAX, &["x", "─"]);
    }
}
