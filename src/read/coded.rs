//! Coded rows as a table: statements that people have coded by hand, or that another program lists, one a row.
//!
//! ```csv
//! who,what,qualifier,document,time,text
//! Ada Duarte,The dam should be built,agree,valley-post-12,2023-03-25,"The valley needs the dam, she said."
//! ```
//!
//! The columns may have any names and stand in any order; `;` or a tab may stand between the cells. What they mean is left to
//! whoever uses them.

use std::fs;
use std::path::Path;

use super::ReadError;

/// Reads the names of a table's columns, and its rows, each as long as they are.
pub fn coded(path: &Path) -> Result<(Vec<String>, Vec<Vec<String>>), ReadError> {
    let open = |source| ReadError::Open { path: path.to_owned(), source };
    let fault = |source| ReadError::Coded { path: path.to_owned(), source };
    let text = fs::read_to_string(path).map_err(open)?;
    table(&text).map_err(fault)
}

fn table(text: &str) -> Result<(Vec<String>, Vec<Vec<String>>), csv::Error> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader =
        csv::ReaderBuilder::new().delimiter(separator(text)).from_reader(text.as_bytes());
    let cells = |row: &csv::StringRecord| row.iter().map(str::to_owned).collect();
    let columns = cells(reader.headers()?);
    let rows: Result<Vec<Vec<String>>, csv::Error> =
        reader.records().map(|row| row.map(|row| cells(&row))).collect();
    Ok((columns, rows?))
}

/// Returns what stands most often in the first line, of a comma, a semicolon and a tab.
fn separator(text: &str) -> u8 {
    let head = text.lines().next().unwrap_or_default();
    let count = |separator: u8| head.bytes().filter(|&byte| byte == separator).count();
    [b'\t', b';', b','].into_iter().max_by_key(|&separator| count(separator)).unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use super::table;

    fn check(text: &str, expected: &[&[&str]]) {
        let (columns, rows) = table(text).unwrap();
        let found: Vec<Vec<String>> = std::iter::once(columns).chain(rows).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn separators_are_guessed() {
        check("who,what\nAda,\"a, b\"\n", &[&["who", "what"], &["Ada", "a, b"]]);
        check("\u{feff}\"who\";\"what\"\r\n\"Ada\";a,b\r\n", &[&["who", "what"], &["Ada", "a,b"]]);
        check("who\twhat\nAda\t\n", &[&["who", "what"], &["Ada", ""]]);
        check("who\nAda\n", &[&["who"], &["Ada"]]);
    }

    #[test]
    fn rows_must_be_as_long_as_the_first() {
        let error = table("who,what\nAda\n").unwrap_err();
        assert!(error.to_string().contains("line: 2"), "{error}");
    }
}
