//! Transcripts of the command line. Those in `tests/commands/` run each in a copy of `tests/fixtures/commands` of its own, in
//! which the documents must stay as they are; those in `tests/commands/corpus/` ask of the shipped corpus.
//! `TRYCMD=overwrite` writes them anew, but for what `[..]` and `...` leave out.

use std::ffi::OsStr;
use std::fs;
use std::path::Path;

use trycmd::TestCases;

use super::program::Program;

#[test]
fn commands_answer_as_in_their_transcripts() {
    cases("sayso.db").case("tests/commands/*.trycmd").case("tests/commands/*.toml").run();
}

#[test]
fn the_corpus_answers_as_in_its_transcript() {
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("sayso.db");
    cases(&store.to_string_lossy()).case("tests/commands/corpus/*.trycmd").run();
}

#[test]
fn every_command_has_a_transcript_and_shows_its_help() {
    let output = Program::new().command(["--help"]).output().unwrap();
    let help = String::from_utf8(output.stdout).unwrap();
    let list = help.split("Commands:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    let commands = list.lines().filter_map(|line| line.split_whitespace().next());
    // `sayso help` is the same as `sayso --help`.
    let commands: Vec<&str> = commands.filter(|command| *command != "help").collect();
    assert!(commands.len() > 10, "{commands:?}");
    let transcripts = transcripts();
    for command in commands {
        let shown =
            |arguments: &str| transcripts.contains(&format!("$ sayso {command}{arguments}"));
        assert!(shown(" --help\n"), "no transcript of sayso {command} --help");
        let uses = transcripts.matches(&format!("$ sayso {command}")).count();
        assert!(uses > 1, "no transcript of sayso {command}");
    }
}

fn transcripts() -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/commands");
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let transcripts = paths.filter(|path| path.extension() == Some(OsStr::new("trycmd")));
    transcripts.map(|path| fs::read_to_string(path).unwrap()).collect()
}

/// Returns transcripts that whoever runs them cannot change by an environment of their own.
fn cases(store: &str) -> TestCases {
    let cases = TestCases::new();
    cases.env("SAYSO_STORE", store).env("CLICOLOR_FORCE", "");
    cases
}
