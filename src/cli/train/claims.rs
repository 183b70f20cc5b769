//! `sayso train claims`: sets the thresholds by which claims meet, and measures them.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::io::Write;
use std::path::Path;
use std::path::PathBuf;

use anyhow::Context;
use sayso::resolve::Thresholds;
use sayso::score::Count;
use sayso::train::claims::ClaimScore;
use sayso::train::claims::Counts;
use sayso::train::claims::Pair;
use sayso::train::claims::Pairs;

use super::Outcome;

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Prints the thresholds that fit all pairs best, and what is right of each fifth of the pairs with those that fit the
other four best. The thresholds in use are part of the program.")]
pub(crate) struct Arguments {
    /// Pairs of contents that two people have labelled, one JSON line each
    #[arg(long, value_name = "FILE", default_value = "data/claims/pairs.jsonl")]
    pairs: PathBuf,
    /// Folder of the documents' texts, <ID>.txt; may be given more than once
    #[arg(long, value_name = "DIR", required = true)]
    texts: Vec<PathBuf>,
    /// List the pairs that are wrong
    #[arg(long)]
    errors: bool,
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let pairs: Vec<Pair> = lines(&arguments.pairs)?;
    let ids = pairs.iter().flat_map(|pair| [&pair.a.document, &pair.b.document]);
    let texts = texts(ids.map(String::as_str), &arguments.texts)?;
    let pairs = Pairs::new(pairs, &texts);
    let mut output = io::stdout().lock();
    let fitted = pairs.fitted();
    let (score, thresholds) = pairs.cross_validated();
    writeln!(output, "cross-validated")?;
    print(&mut output, &score)?;
    for thresholds in thresholds {
        writeln!(output, "  fitted to the others: {}", line(thresholds))?;
    }
    writeln!(output, "fitted to all: {}", line(fitted))?;
    print(&mut output, &pairs.score(&fitted))?;
    writeln!(output, "in use: {}", line(Thresholds::default()))?;
    print(&mut output, &pairs.score(&Thresholds::default()))?;
    if arguments.errors {
        for wrong in score.wrong {
            let [one, other] = wrong.claims;
            writeln!(output, "{}: {:?}, found {:?}", wrong.id, wrong.gold, wrong.found)?;
            writeln!(output, "  {one}\n  {other}")?;
        }
    }
    Ok(Outcome::Done)
}

/// Reads a file of one JSON value a line.
pub(super) fn lines<T: serde::de::DeserializeOwned>(path: &Path) -> anyhow::Result<Vec<T>> {
    let text =
        fs::read_to_string(path).with_context(|| format!("cannot open {}", path.display()))?;
    let read = |(number, line): (usize, &str)| {
        serde_json::from_str(line)
            .with_context(|| format!("cannot read line {} of {}", number + 1, path.display()))
    };
    text.lines().enumerate().map(read).collect()
}

/// Reads the texts of documents from the first folder that has each.
pub(super) fn texts<'a>(
    ids: impl Iterator<Item = &'a str>,
    folders: &[PathBuf],
) -> anyhow::Result<BTreeMap<String, String>> {
    let mut texts = BTreeMap::new();
    for id in ids {
        if texts.contains_key(id) {
            continue;
        }
        let mut paths = folders.iter().map(|folder| folder.join(format!("{id}.txt")));
        let path = paths.find(|path| path.exists());
        let path = path.with_context(|| format!("no folder has {id}.txt"))?;
        let text =
            fs::read_to_string(&path).with_context(|| format!("cannot open {}", path.display()))?;
        texts.insert(id.to_owned(), text);
    }
    Ok(texts)
}

fn line(thresholds: Thresholds) -> String {
    let Thresholds { restates, restates_far, contradicts } = thresholds;
    format!("restates {restates}, elsewhere {restates_far}, contradicts {contradicts}")
}

fn print(output: &mut impl Write, score: &ClaimScore) -> io::Result<()> {
    for (name, counts) in [("restates", score.restates), ("contradicts", score.contradicts)] {
        let Counts { found: predicted, gold, both: correct } = counts;
        let count = Count { correct, gold, predicted };
        writeln!(
            output,
            "  {name}: precision {:.3}, recall {:.3}, F1 {:.3} ({correct} of {predicted} found, of {gold})",
            count.precision().unwrap_or_default(),
            count.recall().unwrap_or_default(),
            count.f1().unwrap_or_default()
        )?;
    }
    Ok(())
}
