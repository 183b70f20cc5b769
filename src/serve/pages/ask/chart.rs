//! Answers as bars: a label and a number in each row.

use schemars::JsonSchema;
use serde::Serialize;

use super::answers::Cell;
use crate::query::Table;
use crate::rdf::Term;
use crate::serve::pages::parts::in_words;

/// Bars under one another.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub(super) struct Chart {
    /// The column of the labels, and that of the numbers.
    pub(super) label: String,
    pub(super) value: String,
    pub(super) bars: Vec<Bar>,
    /// How many rows have no bar for want of room.
    pub(super) more: usize,
}

/// A bar.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub(super) struct Bar {
    pub(super) label: String,
    /// Where the label leads.
    pub(super) address: Option<String>,
    pub(super) value: String,
    /// How long it is, in hundredths of the longest.
    pub(super) length: f64,
    pub(super) is_negative: bool,
}

/// So many bars are drawn.
const MOST: usize = 60;

/// Columns whose numbers are places or shares, not amounts.
const NO_AMOUNTS: &[&str] = &["start", "end", "depth", "rank", "confidence", "score"];

/// Columns whose words are too long, or say too little, to name a bar.
const NO_LABELS: &[&str] = &["words", "content"];

impl Chart {
    /// Returns the chart of the first column of words, or else of addresses, and the first of numbers, where there are both and
    /// more than one row; `cell` tells what stands in a cell.
    pub(super) fn of(table: &Table, cell: impl Fn(usize, &Term) -> Cell) -> Option<Self> {
        if table.rows.len() < 2 {
            return None;
        }
        let is_amount = |column: &usize| {
            let name = table.variables[*column].as_str();
            !NO_AMOUNTS.contains(&name) && has_numbers(table, *column)
        };
        let is_label = |column: &usize| {
            let name = table.variables[*column].as_str();
            !NO_LABELS.contains(&name) && has_words(table, *column)
        };
        let columns = 0..table.variables.len();
        let value = columns.clone().find(is_amount)?;
        // Names rather than addresses.
        let is_address = |column: &usize| has_addresses(table, *column);
        let label = columns.clone().find(is_label).or_else(|| columns.clone().find(is_address))?;
        let rows: Vec<(&Term, String, f64)> =
            table.rows.iter().filter_map(|row| bar(row, label, value)).collect();
        let longest = rows.iter().map(|row| row.2.abs()).fold(0.0, f64::max);
        if longest == 0.0 {
            return None;
        }
        let more = rows.len().saturating_sub(MOST);
        let bars = rows.into_iter().take(MOST).map(|(term, value, number)| {
            let Cell { text, address, is_outside, .. } = cell(label, term);
            Bar {
                label: text,
                address: address.filter(|_| !is_outside),
                value,
                length: (number.abs() / longest * 1000.0).round() / 10.0,
                is_negative: number < 0.0,
            }
        });
        Some(Self {
            label: in_words(&table.variables[label]),
            value: in_words(&table.variables[value]),
            bars: bars.collect(),
            more,
        })
    }
}

fn bar(row: &[Option<Term>], label: usize, value: usize) -> Option<(&Term, String, f64)> {
    let (Some(label), Some(value)) = (&row[label], &row[value]) else { return None };
    Some((label, words(value), number(value)?))
}

fn words(term: &Term) -> String {
    match term {
        Term::Literal(literal) => literal.value().to_owned(),
        term => term.to_string(),
    }
}

fn number(term: &Term) -> Option<f64> {
    let Term::Literal(literal) = term else { return None };
    let datatype = literal.datatype();
    let (_, kind) = datatype.as_str().rsplit_once('#')?;
    let is_number = matches!(kind, "integer" | "decimal" | "double" | "float");
    literal.value().parse().ok().filter(|number: &f64| is_number && number.is_finite())
}

fn has_numbers(table: &Table, column: usize) -> bool {
    let mut terms = table.rows.iter().filter_map(|row| row[column].as_ref()).peekable();
    terms.peek().is_some() && terms.all(|term| number(term).is_some())
}

fn has_addresses(table: &Table, column: usize) -> bool {
    let mut terms = table.rows.iter().filter_map(|row| row[column].as_ref()).peekable();
    terms.peek().is_some() && terms.all(|term| matches!(term, Term::NamedNode(_)))
}

fn has_words(table: &Table, column: usize) -> bool {
    let is_words = |term: &Term| matches!(term, Term::Literal(_)) && number(term).is_none();
    let mut terms = table.rows.iter().filter_map(|row| row[column].as_ref()).peekable();
    terms.peek().is_some() && terms.all(is_words)
}

#[cfg(test)]
mod tests {
    use super::Cell;
    use super::Chart;
    use super::words;
    use crate::query::Table;
    use crate::rdf::Literal;
    use crate::rdf::NamedNode;
    use crate::rdf::Term;

    fn check(variables: &[&str], rows: &[&[&str]], expected: Option<&str>) {
        let term = |text: &&str| -> Option<Term> {
            Some(match text.parse::<i64>() {
                Ok(number) => Literal::from(number).into(),
                Err(_) if text.starts_with("urn:") => NamedNode::new_unchecked(*text).into(),
                Err(_) => Literal::new_simple_literal(*text).into(),
            })
        };
        let table = Table {
            variables: variables.iter().map(|name| (*name).to_owned()).collect(),
            rows: rows.iter().map(|row| row.iter().map(term).collect()).collect(),
        };
        let cell = |_: usize, term: &Term| Cell { text: words(term), ..Cell::default() };
        let told = Chart::of(&table, cell).map(|chart| {
            let bars = chart.bars.iter().map(|bar| format!("{} {}", bar.label, bar.length));
            bars.collect::<Vec<_>>().join(", ")
        });
        assert_eq!(told.as_deref(), expected);
    }

    #[test]
    fn a_label_and_a_number_make_bars() {
        let rows: &[&[&str]] = &[&["Ann", "3", "9"], &["Bo", "6", "1"]];
        check(
            &["start", "speaker", "statements"],
            &[&["1", "Ann", "3"], &["2", "Bo", "6"]],
            Some("Ann 50, Bo 100"),
        );
        check(&["speaker", "statements", "more"], rows, Some("Ann 50, Bo 100"));
        check(&["speaker", "start", "end"], rows, None);
        check(&["speaker", "statements", "more"], &rows[..1], None);
        check(&["who", "what"], &[&["Ann", "Bo"], &["Bo", "Ann"]], None);
        check(&["who", "n"], &[&["Ann", "0"], &["Bo", "0"]], None);
        let kinds: &[&[&str]] = &[&["urn:a", "1"], &["urn:b", "2"]];
        check(&["type", "n"], kinds, Some("<urn:a> 50, <urn:b> 100"));
    }
}
