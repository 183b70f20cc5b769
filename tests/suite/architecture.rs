//! Holds the table of who may use whom, and fails when the source disagrees.

use std::fs;
use std::path::Path;
use std::path::PathBuf;

/// A module, the modules it may use, and the guarded crates it may name.
type Row = (&'static str, &'static [&'static str], &'static [&'static str]);

const LANGUAGE_TOOLS: &[&str] = &["whatlang", "unicode_security"];
const READERS: &[&str] = &[
    "whatlang",
    "unicode_security",
    "dom_smoothie",
    "encoding_rs",
    "chardetng",
    "hayro_interpret",
    "hayro_syntax",
    "quick_xml",
    "zip",
];
const WRITERS: &[&str] = &["petgraph", "oxigraph", "resvg", "fa2"];

/// The modules in the order of `lib.rs`.
const TABLE: &[Row] = &[
    ("model", &[], &[]),
    ("score", &["model"], &[]),
    ("read", &["model"], READERS),
    ("analyse", &["model"], LANGUAGE_TOOLS),
    ("extract", &["model"], LANGUAGE_TOOLS),
    ("resolve", &["model"], LANGUAGE_TOOLS),
    ("rdf", &["model"], &["oxigraph"]),
    ("store", &["model", "rdf"], &["oxigraph"]),
    ("pipeline", &["model", "read", "analyse", "extract", "resolve", "rdf", "store"], &[]),
    ("query", &["model", "rdf", "store"], &["oxigraph"]),
    ("projection", &["model", "score", "rdf", "query"], &["petgraph"]),
    ("export", &["model", "rdf", "store", "query", "projection"], WRITERS),
];

/// Crates that enter only where a row lets them in.
const GUARDED: &[&str] = &[
    "oxigraph",
    "petgraph",
    "clap",
    "anyhow",
    "resvg",
    "fa2",
    "dom_smoothie",
    "encoding_rs",
    "chardetng",
    "hayro_interpret",
    "hayro_syntax",
    "quick_xml",
    "zip",
    "whatlang",
    "unicode_security",
];

#[test]
fn modules_are_declared_in_the_order_of_the_table() {
    let declared: Vec<String> = lines(Path::new("src/lib.rs"))
        .iter()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';').map(str::to_owned))
        .collect();
    let expected: Vec<&str> = TABLE.iter().map(|row| row.0).collect();
    assert_eq!(declared, expected);
}

#[test]
fn modules_use_only_what_their_row_allows() {
    let mut faults = Vec::new();
    for (module, modules, crates) in TABLE {
        for file in files_of(module) {
            for line in lines(&file) {
                faults.extend(
                    faults_of(&line, module, modules, crates)
                        .map(|fault| format!("{}: {fault}", file.display())),
                );
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_library_leaves_the_command_line_to_the_binary() {
    for file in source_files(Path::new("src/cli")) {
        for line in lines(&file) {
            assert!(
                !line.contains("crate::model") && !line.contains("crate::store"),
                "{}: {line}",
                file.display()
            );
        }
    }
}

#[test]
fn a_fault_is_seen() {
    assert_eq!(faults_of("use crate::store::Store;", "read", &["model"], &[]).count(), 1);
    assert_eq!(faults_of("use crate::{model, store};", "read", &["model"], &[]).count(), 1);
    assert_eq!(
        faults_of("let graph = petgraph::Graph::new();", "store", &[], &["oxigraph"]).count(),
        1
    );
    assert_eq!(faults_of("use crate::model::Span;", "read", &["model"], &[]).count(), 0);
    assert_eq!(faults_of("use crate::read::html;", "read", &["model"], &[]).count(), 0);
}

fn faults_of(
    line: &str,
    module: &str,
    modules: &[&str],
    crates: &[&str],
) -> impl Iterator<Item = String> {
    let mut faults = Vec::new();
    if line.starts_with("use crate::{") {
        faults.push(format!("one import a line, please: {line}"));
    }
    for part in line.split("crate::").skip(1) {
        let used: String =
            part.chars().take_while(|&letter| letter.is_alphanumeric() || letter == '_').collect();
        let exists = TABLE.iter().any(|row| row.0 == used);
        if exists && used != module && !modules.contains(&used.as_str()) {
            faults.push(format!("{module} may not use {used}: {line}"));
        }
    }
    for guarded in GUARDED {
        if !crates.contains(guarded) && names_crate(line, guarded) {
            faults.push(format!("{module} may not name {guarded}: {line}"));
        }
    }
    faults.into_iter()
}

/// Returns whether a line of code names a crate as the start of a path.
fn names_crate(line: &str, name: &str) -> bool {
    let path = format!("{name}::");
    line.match_indices(&path).any(|(start, _)| {
        let before = line[..start].chars().next_back();
        !before.is_some_and(|letter| letter.is_alphanumeric() || letter == '_' || letter == ':')
    })
}

/// Returns the lines of code of a file, without comments.
fn lines(file: &Path) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    let source =
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    source
        .lines()
        .map(str::trim)
        .filter(|line| !line.starts_with("//"))
        .map(str::to_owned)
        .collect()
}

fn files_of(module: &str) -> Vec<PathBuf> {
    let file = PathBuf::from(format!("src/{module}.rs"));
    let exists = Path::new(env!("CARGO_MANIFEST_DIR")).join(&file).exists();
    let mut files = source_files(&PathBuf::from(format!("src/{module}")));
    files.extend(exists.then_some(file));
    assert!(!files.is_empty(), "module {module} has no file");
    files
}

fn source_files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)) else {
        return Vec::new();
    };
    let mut files = Vec::new();
    for entry in entries {
        let path = folder.join(entry.expect("the folder can be read").file_name());
        if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        } else {
            files.extend(source_files(&path));
        }
    }
    files.sort();
    files
}
