//! `sayso corroborate`: who makes a claim, and how many of them do so independently of one another.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::io::Write;

use anyhow::anyhow;
use sayso::query;
use sayso::query::Answers;
use sayso::query::Table;
use sayso::rdf::Term;

use super::Outcome;
use super::confidence::ConfidenceOption;
use super::report;
use super::store;
use super::store::StoreOption;

/// Which claim.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Counts who makes the claim, in these or other words. A source counts once, however many documents quote it; a statement \
without a named source counts once for each text, however many outlets print it. Who speaks of themselves is marked, \
and so is who denies. Loops are sources that quote one another for the claim.

Examples:
  sayso corroborate \"turnout\"
  sayso query corroboration claim=turnout")]
pub(crate) struct Arguments {
    /// Words of the claim, as the store has it
    claim: String,
    #[command(flatten)]
    confidence: ConfidenceOption,
    #[command(flatten)]
    store: StoreOption,
}

/// A statement of the claim.
struct Row {
    relation: String,
    claimed: String,
    speaker: Option<String>,
    told: Option<String>,
    is_denied: bool,
    is_of_oneself: bool,
    document: String,
    origin: String,
    words: String,
}

/// Prints who makes a claim.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let opened = arguments.confidence.open(&arguments.store)?;
    let mut settings = store::settings(&opened);
    let question = query::question("corroboration").ok_or_else(|| anyhow!("it is shipped"))?;
    let values = [("claim".to_owned(), arguments.claim.clone())];
    settings.bindings = question.bindings(&values, &settings)?;
    let Answers::Solutions(table) = query::run(opened.dataset(), &question.text, &settings)? else {
        return Err(anyhow!("queries/questions/corroboration.rq is a SELECT"));
    };
    let rows = rows(&table);
    if rows.is_empty() {
        report::note(&format!("nobody in the store claims {:?}", arguments.claim));
        return Ok(Outcome::Incomplete);
    }
    let mut output = anstream::stdout().lock();
    let (making, against): (Vec<Row>, Vec<Row>) =
        rows.into_iter().partition(|row| (row.relation == "makes") != row.is_denied);
    tell(&mut output, "made", &making)?;
    if !against.is_empty() {
        writeln!(output)?;
        tell(&mut output, "contradicted or denied", &against)?;
    }
    for (one, other) in loops(&making) {
        writeln!(output, "\nloop: {one} and {other} quote one another")?;
    }
    Ok(Outcome::Done)
}

fn rows(table: &Table) -> Vec<Row> {
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
        }
    };
    table.rows.iter().map(row).collect()
}

/// Prints how often and by whom a claim is made, source by source.
fn tell(output: &mut impl Write, how: &str, rows: &[Row]) -> anyhow::Result<()> {
    let count = |of: &dyn Fn(&Row) -> String| rows.iter().map(of).collect::<BTreeSet<_>>().len();
    let documents = count(&|row| row.document.clone());
    let origins = count(&|row| row.origin.clone());
    let mut sources: BTreeMap<String, Vec<&Row>> = BTreeMap::new();
    for row in rows {
        sources.entry(source(row)).or_default().push(row);
    }
    let selfish = sources.values().filter(|rows| rows.iter().all(|row| row.is_of_oneself)).count();
    let selfish =
        if selfish == 0 { String::new() } else { format!(", {selfish} of them of themselves") };
    writeln!(
        output,
        "{how} by {}{selfish}, in {} with {}",
        counted(sources.len(), "source"),
        counted(documents, "document"),
        counted(origins, "independent text"),
    )?;
    for (source, rows) in &sources {
        let mark = if rows.iter().all(|row| row.is_of_oneself) { " (of themselves)" } else { "" };
        writeln!(output, "\n{source}{mark}")?;
        let mut last = "";
        for row in rows {
            if row.claimed != last {
                writeln!(output, "  claim: {}", row.claimed)?;
                last = &row.claimed;
            }
            writeln!(output, "    {}", line(row))?;
        }
    }
    Ok(())
}

/// Returns whose statement it is: the speaker's, or that of the text where nobody is named.
fn source(row: &Row) -> String {
    row.speaker.clone().unwrap_or_else(|| format!("nobody named, in {}", row.origin))
}

fn line(row: &Row) -> String {
    let told = row.told.as_ref().map(|told| format!(", told by {told}")).unwrap_or_default();
    let is_copy = row.origin != row.document;
    let copy = if is_copy { format!(", a copy of {}", row.origin) } else { String::new() };
    format!(
        "{}{told}{copy}: {}",
        row.document,
        row.words.split_whitespace().collect::<Vec<_>>().join(" ")
    )
}

fn counted(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

/// Returns pairs of sources of whom each tells, directly or over others, that the other makes the claim.
fn loops(rows: &[Row]) -> BTreeSet<(String, String)> {
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
    use super::Row;
    use super::loops;
    use super::tell;

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
        }
    }

    #[track_caller]
    fn check(rows: &[Row], expected: &str) {
        let mut output = Vec::new();
        tell(&mut output, "made", rows).expect("memory can be written to");
        let told = String::from_utf8(output).expect("it is text");
        assert_eq!(told.lines().next(), Some(expected));
    }

    #[test]
    fn a_source_that_is_quoted_often_counts_once() {
        let quoted = ["a", "b", "c", "d", "e"].map(|document| row("Ann", "", document, document));
        check(&quoted, "made by 1 source, in 5 documents with 5 independent texts");
    }

    #[test]
    fn copies_without_a_source_count_once() {
        let copies = [row("", "", "a", "a"), row("", "", "b", "a"), row("Self", "", "c", "c")];
        check(
            &copies,
            "made by 2 sources, 1 of them of themselves, in 3 documents with 2 independent texts",
        );
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
