//! Who makes a claim, and how independently: answers of the question `corroboration`, counted.
//!
//! A source counts once, however many documents quote it; a statement without a named source counts once for each text,
//! however many outlets print it.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::query::Table;
use crate::rdf::Term;

/// A statement of the claim.
#[derive(Clone, Debug)]
pub struct Row {
    /// Whether it makes or contradicts the claim.
    pub relation: String,
    /// The claim's words.
    pub claimed: String,
    /// Who says it.
    pub speaker: Option<String>,
    /// Who tells that they do.
    pub told: Option<String>,
    /// Whether it is said to be false.
    pub is_denied: bool,
    /// Whether the source speaks of itself.
    pub is_of_oneself: bool,
    /// Where it stands.
    pub document: String,
    /// The earliest document that its text goes back to.
    pub origin: String,
    /// Its words.
    pub words: String,
    /// The statement's identifier; empty where the question does not tell it.
    pub statement: String,
}

/// How often and how independently a claim is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// How many sources make it.
    pub sources: usize,
    /// How many of them speak of themselves only.
    pub selfish: usize,
    /// How many documents have it.
    pub documents: usize,
    /// How many texts these go back to.
    pub origins: usize,
}

/// Reads the answers of the question.
pub fn rows(table: &Table) -> Vec<Row> {
    let cell = |row: &[Option<Term>], name: &str| {
        let value = table.column(name).and_then(|column| row.get(column)?.clone())?;
        match value {
            Term::Literal(literal) => Some(literal.value().to_owned()),
            Term::NamedNode(node) => Some(node.as_str().to_owned()),
            _ => None,
        }
    };
    let row = |row: &Vec<Option<Term>>| {
        let text = |name: &str| cell(row, name).unwrap_or_default();
        Row {
            relation: text("relation"),
            claimed: text("claimed"),
            speaker: cell(row, "speaker"),
            told: cell(row, "told"),
            is_denied: text("factuality") == "Denied",
            is_of_oneself: text("oneself") == "true",
            document: text("document"),
            origin: text("origin"),
            words: text("words"),
            statement: text("statement"),
        }
    };
    table.rows.iter().map(row).collect()
}

/// Returns the statements that make a claim, and those that contradict or deny it.
pub fn sides(rows: Vec<Row>) -> (Vec<Row>, Vec<Row>) {
    rows.into_iter().partition(|row| (row.relation == "makes") != row.is_denied)
}

/// Returns statements by their sources.
pub fn by_source(rows: &[Row]) -> BTreeMap<String, Vec<&Row>> {
    let mut sources: BTreeMap<String, Vec<&Row>> = BTreeMap::new();
    for row in rows {
        sources.entry(source(row)).or_default().push(row);
    }
    sources
}

/// Counts sources, documents and independent texts.
pub fn count(rows: &[Row]) -> Count {
    let sources = by_source(rows);
    let all = |of: &dyn Fn(&Row) -> String| rows.iter().map(of).collect::<BTreeSet<_>>().len();
    Count {
        sources: sources.len(),
        selfish: sources.values().filter(|rows| rows.iter().all(|row| row.is_of_oneself)).count(),
        documents: all(&|row| row.document.clone()),
        origins: all(&|row| row.origin.clone()),
    }
}

/// Returns whose statement it is: the speaker's, or that of the text where nobody is named.
fn source(row: &Row) -> String {
    row.speaker.clone().unwrap_or_else(|| format!("nobody named, in {}", row.origin))
}

/// Returns pairs of sources of whom each tells, directly or over others, that the other makes the claim.
pub fn loops(rows: &[Row]) -> BTreeSet<(String, String)> {
    let mut tells: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for row in rows {
        if let (Some(told), Some(speaker)) = (&row.told, &row.speaker)
            && told != speaker
        {
            tells.entry(told).or_default().insert(speaker);
        }
    }
    let reached = |from: &str| {
        let mut reached: BTreeSet<&str> = BTreeSet::new();
        let mut open: Vec<&str> = tells.get(from).into_iter().flatten().copied().collect();
        while let Some(next) = open.pop() {
            if reached.insert(next) {
                open.extend(tells.get(next).into_iter().flatten());
            }
        }
        reached
    };
    let all: BTreeMap<&str, BTreeSet<&str>> =
        tells.keys().map(|&from| (from, reached(from))).collect();
    let mut loops = BTreeSet::new();
    for (one, others) in &all {
        let back = others.iter().filter(|other| **other > *one);
        let back =
            back.filter(|other| all.get(*other).is_some_and(|reached| reached.contains(one)));
        loops.extend(back.map(|other| ((*one).to_owned(), (*other).to_owned())));
    }
    loops
}

#[cfg(test)]
mod tests {
    use super::Count;
    use super::Row;
    use super::count;
    use super::loops;

    fn row(speaker: &str, told: &str, document: &str, origin: &str) -> Row {
        let some = |name: &str| (!name.is_empty()).then(|| name.to_owned());
        Row {
            relation: "makes".to_owned(),
            claimed: "turnout rose".to_owned(),
            speaker: some(speaker),
            told: some(told),
            is_denied: false,
            is_of_oneself: speaker == "Self",
            document: document.to_owned(),
            origin: origin.to_owned(),
            words: "turnout\n rose".to_owned(),
            statement: String::new(),
        }
    }

    #[test]
    fn a_source_that_is_quoted_often_counts_once() {
        let quoted = ["a", "b", "c", "d", "e"].map(|document| row("Ann", "", document, document));
        assert_eq!(count(&quoted), Count { sources: 1, selfish: 0, documents: 5, origins: 5 });
    }

    #[test]
    fn copies_without_a_source_count_once() {
        let copies = [row("", "", "a", "a"), row("", "", "b", "a"), row("Self", "", "c", "c")];
        assert_eq!(count(&copies), Count { sources: 2, selfish: 1, documents: 3, origins: 2 });
    }

    #[test]
    fn sources_that_quote_one_another_are_a_loop() {
        let rows =
            [row("Bo", "Ann", "a", "a"), row("Cy", "Bo", "b", "b"), row("Ann", "Cy", "c", "c")];
        let found = loops(&rows);
        let pairs: Vec<(&str, &str)> =
            found.iter().map(|(one, other)| (one.as_str(), other.as_str())).collect();
        assert_eq!(pairs, [("Ann", "Bo"), ("Ann", "Cy"), ("Bo", "Cy")]);
        assert!(loops(&rows[..2]).is_empty());
    }
}
