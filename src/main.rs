//! The `sayso` command: starts the command line and returns its exit code.

mod cli;

/// Many threads take memory and give it back at once.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    cli::main()
}
