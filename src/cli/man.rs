//! `sayso man`: the manual, as a page for `man`.

use std::io;
use std::io::Write;

use clap::CommandFactory;
use clap_mangen::Man;

use super::Outcome;

/// Prints the pages of the program and of each command, one after another.
pub(crate) fn run() -> anyhow::Result<Outcome> {
    let mut pages = Vec::new();
    let mut program = super::Arguments::command();
    program.build();
    Man::new(program.clone()).render(&mut pages)?;
    for command in program.get_subcommands() {
        let name = format!("sayso-{}", command.get_name());
        Man::new(command.clone()).title(&name).render(&mut pages)?;
    }
    io::stdout().write_all(&pages)?;
    Ok(Outcome::Done)
}
