//! The command line: arguments in, results on standard output, everything else on standard error.
//! One file per subcommand.

mod report;
mod score;

use std::ffi::OsString;
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

/// Who said what, who sides with whom, and in which words
#[derive(Debug, Parser)]
#[command(name = "sayso", version, max_term_width = 100, disable_help_subcommand = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Compare what was found with annotated documents
    Score(score::Arguments),
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
    match dispatch(arguments.command) {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Incomplete) => ExitCode::from(1),
        Err(error) if report::is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            report::error(&error);
            ExitCode::from(2)
        }
    }
}

fn dispatch(command: Command) -> anyhow::Result<Outcome> {
    match command {
        Command::Score(arguments) => score::run(&arguments),
    }
}
