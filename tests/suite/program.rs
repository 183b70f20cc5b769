//! The program as others run it: in any locale, in a pipe, on files that somebody changed.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;
use std::process::Output;
use std::process::Stdio;

use sayso::model::Sha256;
use tempfile::TempDir;

use super::corpus;

/// The program, with a folder of its own to work in.
#[derive(Debug)]
pub(crate) struct Program {
    /// The folder.
    pub(crate) folder: TempDir,
}

impl Program {
    /// Makes a folder to work in.
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// Returns the command to run the program in its folder, whoever runs the tests.
    pub(crate) fn command<Argument: AsRef<OsStr>>(
        &self,
        arguments: impl IntoIterator<Item = Argument>,
    ) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sayso"));
        command.args(arguments).current_dir(self.folder.path());
        for name in ["SAYSO_STORE", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
            command.env_remove(name);
        }
        command
    }

    fn run(&self, arguments: &[&str], expected: i32) -> Output {
        let output = self.command(arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(expected), "{arguments:?}: {}", errors(&output));
        output
    }
}

fn errors(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn results(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Builds the corpus with a copy of its texts, so that they can be changed.
fn with_corpus() -> Program {
    let program = Program::new();
    let texts = program.folder.path().join("texts");
    fs::create_dir(&texts).unwrap();
    for entry in fs::read_dir(corpus::folder()).unwrap() {
        let path = entry.unwrap().path();
        let extension = path.extension().and_then(OsStr::to_str);
        if matches!(extension, Some("txt" | "toml")) {
            fs::copy(&path, texts.join(path.file_name().unwrap())).unwrap();
        }
    }
    program.run(&["build", "texts"], 0);
    program
}

/// Same in, same out: the files of a store have the same hashes in every locale, time zone and number of threads.
#[test]
fn a_store_is_the_same_in_every_locale_and_with_any_number_of_threads() {
    let program = Program::new();
    let corpus = corpus::folder();
    let settings: &[&[(&str, &str)]] = &[
        &[("LC_ALL", "C"), ("TZ", "UTC")],
        &[("LC_ALL", "kk_KZ.UTF-8"), ("LANG", "kk_KZ.UTF-8"), ("TZ", "Asia/Almaty")],
        &[("LC_ALL", "tr_TR.UTF-8"), ("TZ", "America/St_Johns"), ("NO_COLOR", "1")],
        &[("LC_ALL", "ar_EG.UTF-8"), ("LANGUAGE", "ar"), ("CLICOLOR_FORCE", "1")],
    ];
    let mut hashes = Vec::new();
    for (place, variables) in settings.iter().enumerate() {
        for threads in ["1", "2"] {
            let store = format!("store-{place}-{threads}");
            let arguments =
                ["build".as_ref(), corpus.as_os_str(), "--store".as_ref(), store.as_ref()];
            let mut command = program.command(arguments);
            command.args(["--threads", threads]).envs(variables.iter().copied());
            let output = command.output().unwrap();
            assert!(output.status.success(), "{}", errors(&output));
            hashes.push(hashes_of(&program.folder.path().join(store)));
        }
    }
    assert!(hashes[0].len() > 15, "{:?}", hashes[0].keys());
    assert!(hashes.iter().all(|others| *others == hashes[0]));
}

/// What is printed does not depend on them, either.
#[test]
fn findings_are_printed_the_same_in_every_locale_and_with_any_number_of_threads() {
    let program = Program::new();
    let folder = corpus::folder();
    let print = |locale: &str, threads: &str| {
        let mut command = program.command(["extract".as_ref(), folder.as_os_str()]);
        command.args(["--threads", threads]).env("LC_ALL", locale);
        let output = command.output().unwrap();
        assert!(output.status.success(), "{}", errors(&output));
        output.stdout
    };
    let printed = print("C", "1");
    assert_eq!(String::from_utf8_lossy(&printed).lines().count(), 5);
    assert_eq!(print("kk_KZ.UTF-8", "2"), printed);
}

/// Returns the hash of every file of a store, but for its lock.
fn hashes_of(store: &Path) -> BTreeMap<PathBuf, Sha256> {
    let mut hashes = BTreeMap::new();
    let mut folders = vec![store.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.file_name() != Some(OsStr::new("lock")) {
                let name = path.strip_prefix(store).unwrap().to_owned();
                hashes.insert(name, Sha256::of(fs::read(&path).unwrap()));
            }
        }
    }
    hashes
}

#[test]
fn one_changed_character_in_a_stored_text_is_found() {
    let program = with_corpus();
    let texts = program.folder.path().join("sayso.db/texts");
    let path = fs::read_dir(texts).unwrap().next().unwrap().unwrap().path();
    change_one_character(&path);
    let output = program.run(&["verify"], 1);
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    assert!(results(&output).contains("FAULT"), "{}", results(&output));
    assert!(results(&output).contains(&name), "{}", results(&output));
}

#[test]
fn one_changed_character_in_a_source_file_is_found() {
    let program = with_corpus();
    program.run(&["verify", "texts"], 0);
    change_one_character(&program.folder.path().join("texts/kz-mfa-2023-03-25.txt"));
    program.run(&["verify"], 0);
    let output = program.run(&["verify", "texts"], 1);
    let faults: Vec<String> = results(&output).lines().map(str::to_owned).collect();
    let fault = "      - kazakhstan-elections/kz-mfa-2023-03-25: its file has changed";
    assert!(faults.contains(&fault.to_owned()), "{faults:?}");
    assert!(faults.contains(&"1 fault".to_owned()), "{faults:?}");
}

#[test]
fn a_changed_file_is_read_again_and_a_file_that_is_gone_is_taken_out() {
    let program = with_corpus();
    change_one_character(&program.folder.path().join("texts/kz-mfa-2023-03-25.txt"));
    let output = program.run(&["build", "texts"], 0);
    assert!(results(&output).contains("1 changed, 4 unchanged"), "{}", results(&output));
    fs::write(program.folder.path().join("texts/corpus.toml"), "name = \"kazakhstan-elections\"")
        .unwrap();
    fs::remove_file(program.folder.path().join("texts/uk-osce-2023-kazakhstan.txt")).unwrap();
    let output = program.run(&["build", "texts"], 0);
    let told = "note: kazakhstan-elections/uk-osce-2023-kazakhstan is gone from its corpus";
    assert!(errors(&output).contains(told), "{}", errors(&output));
    assert!(results(&output).contains("1 removed"), "{}", results(&output));
}

#[test]
fn the_store_may_lie_among_the_documents() {
    let program = Program::new();
    fs::write(program.folder.path().join("a.txt"), "Ada Finch said that the fair went on.")
        .unwrap();
    program.run(&["build", "."], 0);
    let output = program.run(&["build", "."], 0);
    assert!(
        results(&output).contains("documents           1   1 unchanged"),
        "{}",
        results(&output)
    );
}

/// Replaces the first letter `e` in the middle of a file's text by another.
/// Whatever was built before, a store with decisions is that of one fresh build; a bad decision leaves it as it was.
#[test]
fn decisions_are_carried_out_at_every_build() {
    let program = Program::new();
    let folder = program.folder.path();
    fs::create_dir(folder.join("news")).unwrap();
    for (file, text) in [
        ("a.txt", "Minister Anna Brandt said that the school was full."),
        ("b.txt", "The painter Anna Brandt said that the show was open."),
        ("c.txt", "Olga Lind said that it was late."),
    ] {
        fs::write(folder.join("news").join(file), text).unwrap();
    }
    let decide = |text: &str| fs::write(folder.join("news/identity.toml"), text).unwrap();
    let who = "author = \"Ana\"\ndate = \"2024-05-03\"\nreason = \"I know them.\"\n";
    program.run(&["build", "news"], 0);
    let without = hashes_of(&folder.join("sayso.db"));
    decide(&format!("[[same]]\nnames = [\"Anna Brandt\", \"Olga Lind\"]\n{who}"));
    program.run(&["build", "news"], 0);
    let with = hashes_of(&folder.join("sayso.db"));
    assert_ne!(with, without);
    program.run(&["build", "news", "--store", "fresh.db"], 0);
    assert_eq!(hashes_of(&folder.join("fresh.db")), with);
    decide(&format!("[[same]]\nnames = [\"Anna Brandt\", \"Nobody\"]\n{who}"));
    let failed = program.run(&["build", "news"], 2);
    assert!(errors(&failed).contains("news/identity.toml line 2: no document names"));
    let manifest = Sha256::of(fs::read(folder.join("sayso.db/manifest.json")).unwrap());
    assert_eq!(with[Path::new("manifest.json")], manifest);
    fs::remove_file(folder.join("news/identity.toml")).unwrap();
    program.run(&["build", "news"], 0);
    assert_eq!(hashes_of(&folder.join("sayso.db")), without);
}

fn change_one_character(path: &Path) {
    let mut bytes = fs::read(path).unwrap();
    let middle = bytes.len() / 2;
    let place = middle + bytes[middle..].iter().position(|&byte| byte == b'e').unwrap();
    bytes[place] = b'a';
    fs::write(path, bytes).unwrap();
}

/// Colour is for terminals: none in a pipe, unless it is forced, and never with `NO_COLOR`.
#[test]
fn colour_is_kept_out_of_pipes() {
    let program = Program::new();
    let has_colour = |variables: &[(&str, &str)]| {
        let mut command = program.command(["build", "nowhere"]);
        let output = command.envs(variables.iter().copied()).output().unwrap();
        assert_eq!(output.status.code(), Some(2));
        output.stderr.contains(&0x1b)
    };
    assert!(!has_colour(&[]));
    assert!(!has_colour(&[("NO_COLOR", "1")]));
    assert!(has_colour(&[("CLICOLOR_FORCE", "1")]));
}

/// Whoever reads may stop reading: that is no error.
#[test]
fn a_closed_pipe_is_no_error() {
    let program = with_corpus();
    for arguments in [
        &["extract", "texts"][..],
        &["query", "who-says-what"],
        &["graph", "endorsements"],
        &["show", "kz-mfa-2023-03-25"],
        &["trace", "elections"],
        &["export"],
        &["verify"],
        &["completions", "bash"],
        &["man"],
        &["query", "--list"],
    ] {
        let mut command = program.command(arguments);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(errors(&output), "", "{arguments:?}");
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
    }
}

/// Nothing, a file of no text and a text with a byte-order mark come as they are.
#[test]
fn standard_input_may_be_anything() {
    let program = Program::new();
    for (input, expected) in [(&b""[..], 0), (b"\x00\x01\x02\xff", 1), (b"\xef\xbb\xbfHi.", 0)] {
        let mut command = program.command(["extract", "-"]);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        std::io::Write::write_all(&mut child.stdin.take().unwrap(), input).unwrap();
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(expected), "{input:?}: {}", errors(&output));
    }
}
