//! Every command of the README runs, in a folder that has what the README speaks of.

use std::fs;
use std::path::Path;

use super::corpus;
use super::program::Program;

/// Files that stand for a reader's own, and what the test puts there.
const FILES: &[(&str, &str)] = &[
    ("my-question.rq", "SELECT ?title WHERE { ?document dcterms:title ?title } ORDER BY ?title"),
    ("coded.csv", "who,what,qualifier\nAda,dam,agree\nBo,dam,agree\n"),
];

#[test]
fn commands_of_the_readme_run() {
    let program = Program::new();
    for (name, content) in FILES {
        fs::write(program.folder.path().join(name), content).unwrap();
    }
    study(&program.folder.path().join("study.dna"));
    copy(&corpus::folder(), &program.folder.path().join("data/corpora/kazakhstan-elections"));
    let codebooks = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/codebooks");
    copy(&codebooks, &program.folder.path().join("data/codebooks"));
    let commands = commands(&readme());
    assert!(commands.len() > 10, "{commands:?}");
    for command in commands {
        let output = program.command(&command).output().unwrap();
        let errors = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "sayso {}: {errors}", command.join(" "));
    }
}

/// Writes a database of hand-coded statements.
fn study(path: &Path) {
    let tables = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/valley.sql");
    let connection = rusqlite::Connection::open(path).unwrap();
    connection.execute_batch(&fs::read_to_string(tables).unwrap()).unwrap();
}

/// Commands of other programs are left to those who have them.
#[test]
fn commands_are_found_in_blocks_of_shell() {
    let text = "```sh\nsayso query a --set \"b=c d\"   # why\ngit clone x\ncargo test\n\
        cargo run --release -- build e\n```\nAsk `sayso show`\n```toml\nsayso no\n```\n";
    assert_eq!(commands(text), [vec!["query", "a", "--set", "b=c d"], vec!["build", "e"]]);
}

fn readme() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap()
}

/// Returns the arguments of every `sayso` command in blocks of shell.
fn commands(text: &str) -> Vec<Vec<String>> {
    let mut commands = Vec::new();
    let mut block: Option<&str> = None;
    for line in text.lines() {
        block = match (line.strip_prefix("```"), block) {
            (Some(language), None) => Some(language),
            (Some(_), Some(_)) => None,
            (None, block) => block,
        };
        commands.extend(command(line).filter(|_| block == Some("sh")));
    }
    commands
}

fn command(line: &str) -> Option<Vec<String>> {
    let line = line.trim();
    let arguments =
        line.strip_prefix("sayso ").or_else(|| line.strip_prefix("cargo run --release -- "))?;
    Some(words(arguments))
}

/// Splits a line as a shell does, as far as the README needs: quotation marks and comments.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quoted = false;
    for letter in line.chars() {
        match letter {
            '"' => {
                quoted = !quoted;
                word.get_or_insert_default();
            }
            '#' if word.is_none() => break,
            ' ' if !quoted => words.extend(word.take()),
            _ => word.get_or_insert_default().push(letter),
        }
    }
    words.extend(word);
    words
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            fs::copy(&path, to.join(path.file_name().unwrap())).unwrap();
        }
    }
}
