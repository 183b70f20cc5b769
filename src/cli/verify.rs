//! `sayso verify`: reads everything again and says whether it still holds.

use std::io::Write;
use std::path::PathBuf;

use sayso::export;
use sayso::model::Sha256;
use sayso::pipeline;
use sayso::pipeline::Difference;
use sayso::pipeline::Differing;
use sayso::query::Table;
use sayso::query::checks;
use sayso::rdf::Base;
use sayso::read;
use sayso::store::Store;

use super::Outcome;
use super::report;
use super::store;
use super::store::StoreOption;

/// What to compare.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  sayso verify\n  sayso verify press-releases/ --store study.db\n\n\
    Reads every file of the store again and compares it with its hash, compares every span with the characters at its place, \
    and runs every check of the model. With a corpus, compares the store with the corpus's files, too. \
    Exits with 1 where anything fails."
)]
pub(crate) struct Arguments {
    /// Folders or files that the store was built from
    #[arg(value_name = "CORPUS")]
    corpora: Vec<PathBuf>,
    #[command(flatten)]
    store: StoreOption,
}

/// So many faults of one check are listed; the rest is counted.
const LISTED: usize = 20;

/// Prints what was checked, and every fault found.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let mut results = Results::default();
    let problems = Store::check(arguments.store.path()).map_err(store::hint)?;
    let opened = Store::open(arguments.store.path()).map_err(store::hint)?;
    results.add(
        "Every file has the hash in its name",
        files(&opened),
        problems.iter().map(ToString::to_string).collect(),
    );
    let base = pipeline::base_of(opened.manifest());
    let spans = checks::spans(&opened, &base).map_err(store::hint)?;
    results.add("Every span has the words at its place", spans.compared, spans.faults);
    for check in checks::CHECKS {
        let table = check.faults(opened.dataset(), &store::settings(&opened))?;
        let faults = rows(&table, &base).map(|row| format!("{}: {row}", check.fault())).collect();
        results.check(check.summary(), faults);
    }
    if !arguments.corpora.is_empty() {
        compare(&arguments.corpora, &opened, &mut results)?;
    }
    results.print()
}

/// Returns how many files the manifest names.
fn files(store: &Store) -> usize {
    let manifest = store.manifest();
    let mut files: Vec<_> = manifest.graphs.values().map(|graph| ("graph", &graph.graph)).collect();
    for document in manifest.documents.values() {
        files.extend([
            ("graph", &document.graph),
            ("text", &document.text),
            ("account", &document.account),
        ]);
    }
    let corpora = manifest.corpora.values();
    let judgements = corpora.flat_map(|corpus| corpus.judgements.iter().chain(&corpus.corrections));
    let registries =
        manifest.registries.iter().chain(&manifest.codebooks).map(|registry| &registry.text);
    files.extend(judgements.chain(registries).map(|text| ("text", text)));
    files.sort();
    files.dedup();
    files.len()
}

fn rows(table: &Table, base: &Base) -> impl Iterator<Item = String> {
    table.rows.iter().map(move |row| {
        let cells = row.iter().flatten().map(|term| match term {
            sayso::rdf::Term::NamedNode(node) => export::shorten(node.as_str(), base),
            sayso::rdf::Term::Literal(literal) => literal.value().to_owned(),
            other => other.to_string(),
        });
        cells.collect::<Vec<_>>().join(" ")
    })
}

fn compare(paths: &[PathBuf], store: &Store, results: &mut Results) -> anyhow::Result<()> {
    let mut corpora = Vec::new();
    for path in paths {
        corpora.push(read::corpus(path).map_err(|error| report::path_hint(error.into()))?);
    }
    let documents = corpora.iter().map(|corpus| corpus.sources.len()).sum();
    let differences = pipeline::differences(&corpora, store.manifest());
    let mut faults: Vec<String> = differences.iter().map(told).collect();
    for corpus in &corpora {
        let stored = store.manifest().corpora.get(&corpus.name);
        let stored = stored.and_then(|corpus| corpus.judgements.clone());
        if stored != corpus.judgements.as_ref().map(Sha256::of) {
            faults.push(format!("{}/{}: it has changed", corpus.name, read::JUDGEMENTS));
        }
        let stored = store.manifest().corpora.get(&corpus.name);
        let stored = stored.and_then(|corpus| corpus.corrections.clone());
        if stored != corpus.corrections.as_ref().map(Sha256::of) {
            faults.push(format!("{}/{}: it has changed", corpus.name, read::CORRECTIONS));
        }
    }
    results.add("Every document is as its file", documents, faults);
    Ok(())
}

fn told(difference: &Difference) -> String {
    let key = &difference.key;
    match &difference.what {
        Differing::File => format!("{key}: its file has changed"),
        Differing::Metadata => format!("{key}: what its corpus says about it has changed"),
        Differing::Gone => format!("{key}: its file is gone"),
        Differing::New => format!("{key}: the store does not have it"),
        Differing::Unreadable(reason) => format!("{key}: {reason}"),
    }
}

/// What was checked, and what came of it.
#[derive(Default)]
struct Results {
    /// What is to hold, of how many things where they were counted, and where it does not.
    lines: Vec<(String, Vec<String>)>,
}

impl Results {
    fn add(&mut self, what: &str, count: usize, faults: Vec<String>) {
        self.lines.push((format!("{what} ({count} compared)"), faults));
    }

    fn check(&mut self, what: &str, faults: Vec<String>) {
        self.lines.push((what.to_owned(), faults));
    }

    fn print(&self) -> anyhow::Result<Outcome> {
        let mut output = anstream::stdout().lock();
        for (what, faults) in &self.lines {
            writeln!(output, "{:<5} {what}", if faults.is_empty() { "ok" } else { "FAULT" })?;
            for fault in faults.iter().take(LISTED) {
                writeln!(output, "      - {fault}")?;
            }
            if faults.len() > LISTED {
                writeln!(output, "      … and {} more", faults.len() - LISTED)?;
            }
        }
        let faults: usize = self.lines.iter().map(|(_, faults)| faults.len()).sum();
        if faults == 0 {
            return Ok(Outcome::Done);
        }
        let noun = if faults == 1 { "fault" } else { "faults" };
        writeln!(output, "{faults} {noun}")?;
        Ok(Outcome::Incomplete)
    }
}
