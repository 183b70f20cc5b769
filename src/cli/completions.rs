//! `sayso completions`: a script that completes commands and options in a shell.

use std::io;

use clap::CommandFactory;
use clap_complete::Shell;

use super::Outcome;

/// What to write completions for.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The shell
    shell: Shell,
}

/// Prints the script.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(
        arguments.shell,
        &mut super::Arguments::command(),
        "sayso",
        &mut script,
    );
    io::Write::write_all(&mut io::stdout(), &script)?;
    Ok(Outcome::Done)
}
