//! `sayso corroborate`: who makes a claim, and how many of them do so independently of one another.

use std::io::Write;

use anyhow::anyhow;
use sayso::projection::corroboration;
use sayso::projection::corroboration::Row;
use sayso::query;
use sayso::query::Answers;

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
    let rows = corroboration::rows(&table);
    if rows.is_empty() {
        report::note(&format!("nobody in the store claims {:?}", arguments.claim));
        return Ok(Outcome::Incomplete);
    }
    let mut output = anstream::stdout().lock();
    let (making, against) = corroboration::sides(rows);
    tell(&mut output, "made", &making)?;
    if !against.is_empty() {
        writeln!(output)?;
        tell(&mut output, "contradicted or denied", &against)?;
    }
    for (one, other) in corroboration::loops(&making) {
        writeln!(output, "\nloop: {one} and {other} quote one another")?;
    }
    Ok(Outcome::Done)
}

/// Prints how often and by whom a claim is made, source by source.
fn tell(output: &mut impl Write, how: &str, rows: &[Row]) -> anyhow::Result<()> {
    let count = corroboration::count(rows);
    let selfish = match count.selfish {
        0 => String::new(),
        selfish => format!(", {selfish} of them of themselves"),
    };
    writeln!(
        output,
        "{how} by {}{selfish}, in {} with {}",
        counted(count.sources, "source"),
        counted(count.documents, "document"),
        counted(count.origins, "independent text"),
    )?;
    for (source, rows) in &corroboration::by_source(rows) {
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
