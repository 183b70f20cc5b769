//! `sayso build`: documents into a store.

use std::collections::BTreeMap;
use std::io::IsTerminal;
use std::io::Write;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::time::Duration;
use std::time::Instant;

use indicatif::ProgressBar;
use indicatif::ProgressDrawTarget;
use indicatif::ProgressStyle;
use sayso::model::Codebook;
use sayso::pipeline;
use sayso::pipeline::Built;
use sayso::pipeline::Report;
use sayso::pipeline::Settings;
use sayso::rdf::Base;
use sayso::read;
use sayso::read::Corpus;

use super::Outcome;
use super::engine::EngineOption;
use super::report;
use super::store;
use super::store::StoreOption;

/// What to read, and where to keep what it says.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  sayso build press-releases/\n  sayso build speeches/ news/ --store study.db\n\n\
    A corpus is a folder (or one file). Beside its documents it may have a corpus.toml that says what is known of each: \
    id, title, publisher, author, date, place, genre, language. Building again reads only what has changed, and takes out \
    what is gone from the folder."
)]
pub(crate) struct Arguments {
    /// Folders or files to read
    #[arg(required = true, value_name = "CORPUS")]
    corpora: Vec<PathBuf>,
    #[command(flatten)]
    engine: EngineOption,
    #[command(flatten)]
    store: StoreOption,
    /// Work on so many documents at once [default: one for each processor]
    #[arg(long, value_name = "N")]
    threads: Option<NonZeroUsize>,
    #[arg(
        long,
        value_name = "IRI",
        help = "The address under which a new store's identifiers stand [default: https://w3id.org/sayso/id/]"
    )]
    base: Option<String>,
    /// Code claims by the topics and concepts of this codebook, too: a table (.csv), or SKOS in Turtle (.ttl, .nt)
    #[arg(long = "codebook", value_name = "FILE")]
    codebooks: Vec<PathBuf>,
}

fn codebooks(paths: &[PathBuf]) -> anyhow::Result<Vec<Codebook>> {
    paths.iter().map(|path| pipeline::codebook(path).map_err(store::build_hint)).collect()
}

/// Builds, and prints what was found.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    super::use_threads(arguments.threads)?;
    let started = Instant::now();
    let base = arguments.base.as_deref().map(Base::new).transpose()?;
    let mut corpora = Vec::new();
    for path in &arguments.corpora {
        let corpus = read::corpus(path).map_err(|error| report::path_hint(error.into()))?;
        corpus.notes.iter().for_each(|note| report::warning(note));
        if corpus.sources.is_empty() {
            report::warning(&format!("there is no document in {}", path.display()));
        }
        add(&mut corpora, corpus);
    }
    let bar = progress_bar();
    let progress = |done: usize, of: usize| {
        bar.set_length(of as u64);
        bar.set_position(done as u64);
    };
    let codebooks = codebooks(&arguments.codebooks)?;
    let settings =
        Settings { engine: arguments.engine.engine()?, base: base.as_ref(), codebooks: &codebooks };
    let built = pipeline::build(&corpora, arguments.store.path(), &settings, &progress);
    bar.finish_and_clear();
    let report = built.map_err(store::build_hint)?;
    tell_details(&report);
    tell_totals(&report, started.elapsed())?;
    Ok(if report.failures.is_empty() { Outcome::Done } else { Outcome::Incomplete })
}

/// Adds a corpus; files of one folder that are given one by one are one corpus.
fn add(corpora: &mut Vec<Corpus>, corpus: Corpus) {
    let place = |corpus: &Corpus| std::fs::canonicalize(&corpus.root).ok();
    let Some(known) = corpora
        .iter_mut()
        .find(|known| known.name == corpus.name && place(known) == place(&corpus))
    else {
        corpora.push(corpus);
        return;
    };
    known.is_whole |= corpus.is_whole;
    known.sources.extend(corpus.sources);
    known.sources.sort_by(|first, second| first.key.cmp(&second.key));
    known.sources.dedup_by(|first, second| first.key == second.key);
}

/// A bar on a terminal, nothing in a pipe.
fn progress_bar() -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
    }
    let style = ProgressStyle::with_template("{bar:30} {pos}/{len} documents, {eta} left")
        .expect("the template is well-formed");
    ProgressBar::new(0).with_style(style)
}

/// Names every document that gave nothing, or less than it could.
fn tell_details(report: &Report) {
    for problem in &report.damaged {
        report::warning(&format!("{problem}; what this build reads of it is made anew"));
    }
    for (key, error) in &report.failures {
        let kept =
            if report.kept.contains(key) { "; what the store had of it is kept" } else { "" };
        report::warning(&format!("skipped {key}: {}{kept}", report::chain(error)));
    }
    for (key, notes) in &report.notes {
        for note in notes {
            report::warning(&format!("{key}: {note}"));
        }
    }
    for key in &report.removed {
        report::note(&format!("{key} is gone from its corpus, and was taken out of the store"));
    }
    for (key, language) in &report.foreign {
        report::note(&format!("{key} is in {language}, not in English: kept, nothing extracted"));
    }
    for decided in &report.orphans {
        let (key, correction) = (&decided.key, &decided.correction);
        report::warning(&format!(
            "the words that {} decided on in {key} ({}) no longer stand there; sayso review list shows them",
            correction.author, correction.finding
        ));
    }
    for key in &report.silent {
        report::note(&format!("nothing was found in {key}"));
    }
}

fn tell_totals(report: &Report, time: Duration) -> anyhow::Result<()> {
    let mut how: BTreeMap<Built, usize> = BTreeMap::new();
    for built in report.documents.values() {
        *how.entry(*built).or_default() += 1;
    }
    let count = |built: Built| how.get(&built).copied().unwrap_or_default();
    let details = [
        (count(Built::New), "new"),
        (count(Built::Changed), "changed"),
        (count(Built::Unchanged), "unchanged"),
        (report.failures.len(), "skipped"),
        (report.removed.len(), "removed"),
    ];
    let details: Vec<String> = details
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{count} {word}"))
        .collect();
    let mut output = anstream::stdout().lock();
    let totals = &report.totals;
    let documents =
        if details.is_empty() { String::new() } else { format!("   {}", details.join(", ")) };
    writeln!(output, "documents   {:>9}{documents}", totals.documents)?;
    writeln!(output, "statements  {:>9}", totals.statements)?;
    writeln!(output, "stances     {:>9}", totals.stances)?;
    writeln!(output, "agents      {:>9}", totals.agents)?;
    writeln!(output, "claims      {:>9}", totals.claims)?;
    writeln!(output, "open        {:>9}   mentions of nobody known", totals.open_mentions)?;
    writeln!(output, "quads       {:>9}", totals.quads)?;
    writeln!(output, "time        {:>9}", format!("{:.2} s", time.as_secs_f64()))?;
    Ok(())
}
