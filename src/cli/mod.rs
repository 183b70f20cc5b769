//! The command line: arguments in, results on standard output, everything else on standard error.
//! One file per subcommand.

mod build;
mod completions;
mod confidence;
mod contrast;
mod corroborate;
mod engine;
mod explain;
mod export;
mod extract;
mod graph;
mod identity;
mod man;
mod output;
mod pages;
mod query;
mod remove;
mod report;
mod review;
mod score;
mod serve;
mod show;
mod store;
mod trace;
mod train;
mod verify;

use std::ffi::OsString;
use std::num::NonZeroUsize;
use std::process::ExitCode;

use clap::Parser;
use clap::Subcommand;

/// How a command that could run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Everything was done.
    Done,
    /// Something was skipped, or a check failed.
    Incomplete,
}

impl Outcome {
    /// Returns done only if both are.
    fn and(self, other: Self) -> Self {
        if self == Self::Done { other } else { self }
    }
}

/// Who said what, who sides with whom, and in which words
#[derive(Debug, Parser)]
#[command(name = "sayso", version, max_term_width = 100)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Read documents into a store
    Build(build::Arguments),
    /// Print who said what in documents, one JSON line each
    Extract(extract::Arguments),
    /// Explain what is seen in each sentence, and how it leads to what is found
    Explain(explain::Arguments),
    /// Ask a question of the store
    Query(query::Arguments),
    /// Draw who sides with whom, who quotes whom, who says what
    Graph(Box<graph::Arguments>),
    /// Trace a claim to who said it, in which document and words
    Trace(trace::Arguments),
    /// Set what somebody says themselves beside what others say they say
    Contrast(contrast::Arguments),
    /// Count who makes a claim, and how independently
    Corroborate(corroborate::Arguments),
    /// Show a document with its findings marked
    Show(show::Arguments),
    /// Show and decide who is who
    Identity(identity::Arguments),
    /// Accept, reject and correct what was found
    Review(review::Arguments),
    /// Check that every file, span and fact of a store still holds
    Verify(verify::Arguments),
    /// Open the store in a browser, and for programs that speak SPARQL
    Serve(serve::Arguments),
    /// Write the pages of the store as files that need no server
    Report(pages::Arguments),
    /// Compare what was found with annotated documents
    Score(score::Arguments),
    /// Write the graph of the store for other tools
    Export(export::Arguments),
    /// Learn the models that texts are read with
    Train(train::Arguments),
    /// Take a document out of a store
    Remove(remove::Arguments),
    /// Print a script that completes commands in a shell
    Completions(completions::Arguments),
    /// Print the manual
    Man,
}

/// Works with so many threads.
fn use_threads(threads: Option<NonZeroUsize>) -> anyhow::Result<()> {
    let Some(threads) = threads else { return Ok(()) };
    rayon::ThreadPoolBuilder::new().num_threads(threads.get()).build_global()?;
    Ok(())
}

/// Runs the command line and returns its exit code: 0 done, 1 incomplete, 2 could not run.
pub(crate) fn main() -> ExitCode {
    run(std::env::args_os())
}

fn run(arguments: impl Iterator<Item = OsString>) -> ExitCode {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            let failed = error.use_stderr();
            drop(error.print());
            return if failed { ExitCode::from(2) } else { ExitCode::SUCCESS };
        }
    };
    match dispatch(&arguments.command) {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Incomplete) => ExitCode::from(1),
        Err(error) if report::is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            report::error(&error);
            ExitCode::from(2)
        }
    }
}

fn dispatch(command: &Command) -> anyhow::Result<Outcome> {
    match command {
        Command::Build(arguments) => build::run(arguments),
        Command::Extract(arguments) => extract::run(arguments),
        Command::Explain(arguments) => explain::run(arguments),
        Command::Query(arguments) => query::run(arguments),
        Command::Graph(arguments) => graph::run(arguments),
        Command::Trace(arguments) => trace::run(arguments),
        Command::Contrast(arguments) => contrast::run(arguments),
        Command::Corroborate(arguments) => corroborate::run(arguments),
        Command::Show(arguments) => show::run(arguments),
        Command::Identity(arguments) => identity::run(arguments),
        Command::Verify(arguments) => verify::run(arguments),
        Command::Review(arguments) => review::run(arguments),
        Command::Score(arguments) => score::run(arguments),
        Command::Report(arguments) => pages::run(arguments),
        Command::Serve(arguments) => serve::run(arguments),
        Command::Export(arguments) => export::run(arguments),
        Command::Train(arguments) => train::run(arguments),
        Command::Remove(arguments) => remove::run(arguments),
        Command::Completions(arguments) => completions::run(arguments),
        Command::Man => man::run(),
    }
}
