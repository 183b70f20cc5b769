//! Holds the table of who may use whom, and fails when the source disagrees.

use std::fs;
use std::path::Path;
use std::path::PathBuf;

/// A module and the modules it may use.
type Row = (&'static str, &'static [&'static str]);

/// The modules in the order of `lib.rs`; the binary's `cli` uses the library from outside.
const TABLE: &[Row] = &[
    ("model", &[]),
    ("score", &["model"]),
    ("learn", &[]),
    ("read", &["model", "learn"]),
    ("analyse", &["model", "learn"]),
    ("extract", &["model", "learn"]),
    ("resolve", &["model", "learn"]),
    ("rdf", &["model"]),
    ("store", &["model", "rdf"]),
    ("pipeline", &["model", "learn", "read", "analyse", "extract", "resolve", "rdf", "store"]),
    ("query", &["model", "rdf", "store"]),
    ("projection", &["model", "score", "rdf", "query"]),
    ("export", &["model", "rdf", "store", "query", "projection"]),
    ("serve", &["model", "score", "rdf", "store", "pipeline", "query", "projection", "export"]),
    ("train", &["model", "score", "learn", "read", "analyse", "extract", "resolve"]),
    ("cli", &[]),
];

/// Every crate that `Cargo.toml` lets in, and the modules that may name it.
const CRATES: &[Row] = &[
    ("anstream", &["cli"]),
    ("anstyle", &["cli"]),
    ("anyhow", &["cli"]),
    ("chardetng", &["read"]),
    ("clap", &["cli"]),
    ("clap_complete", &["cli"]),
    ("clap_mangen", &["cli"]),
    // The exports have a module of this name.
    ("csv", &["read", "export"]),
    ("dom_smoothie", &["read"]),
    ("encoding_rs", &["read"]),
    ("fa2", &["export"]),
    ("flate2", &["store", "serve"]),
    ("foldhash", &["projection"]),
    ("hayro_interpret", &["read"]),
    ("hayro_syntax", &["read"]),
    ("http_body_util", &["serve"]),
    ("hyper", &["serve"]),
    ("hyper_util", &["serve"]),
    ("indicatif", &["cli"]),
    ("jiff", &["read"]),
    ("mimalloc", &["cli"]),
    ("minijinja", &["serve"]),
    ("oxigraph", &["rdf", "store", "query", "export"]),
    ("petgraph", &["projection", "export"]),
    ("quick_xml", &["read"]),
    ("rayon", &["resolve", "store", "pipeline", "projection", "serve", "train", "cli"]),
    ("resvg", &["export"]),
    ("rusqlite", &["read"]),
    ("schemars", &["model", "serve"]),
    ("serde", ANYWHERE),
    ("serde_json", &["score", "read", "store", "pipeline", "export", "serve", "train", "cli"]),
    ("sha2", &["model"]),
    ("spargebra", &["query"]),
    ("strsim", &["resolve"]),
    ("terminal_size", &["cli"]),
    ("thiserror", ANYWHERE),
    ("tokio", &["serve"]),
    ("toml", &["model", "read", "train"]),
    ("unicode_normalization", &["model", "score", "resolve"]),
    ("unicode_security", &["model"]),
    ("unicode_width", &["export", "cli"]),
    ("whatlang", &["read"]),
    ("zip", &["read"]),
];

const ANYWHERE: &[&str] = &[
    "model",
    "score",
    "learn",
    "read",
    "analyse",
    "extract",
    "resolve",
    "rdf",
    "store",
    "pipeline",
    "query",
    "projection",
    "export",
    "serve",
    "train",
    "cli",
];

#[test]
fn modules_are_declared_in_the_order_of_the_table() {
    let declared: Vec<String> = lines(Path::new("src/lib.rs"))
        .iter()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';').map(str::to_owned))
        .collect();
    let expected: Vec<&str> =
        TABLE.iter().map(|row| row.0).filter(|module| *module != "cli").collect();
    assert_eq!(declared, expected);
}

#[test]
fn every_crate_has_its_row() {
    let declared: Vec<String> = lines(Path::new("Cargo.toml"))
        .into_iter()
        .skip_while(|line| line != "[dependencies]")
        .skip(1)
        .take_while(|line| !line.starts_with('['))
        .filter_map(|line| Some(line.split_once(" = ")?.0.replace('-', "_")))
        .collect();
    let expected: Vec<&str> = CRATES.iter().map(|row| row.0).collect();
    assert_eq!(declared, expected);
}

#[test]
fn modules_use_only_what_their_row_allows() {
    let mut faults = Vec::new();
    for (module, _) in TABLE {
        for file in files_of(module) {
            let depth = depth_of(&file);
            // Tests of a module may make what comes into it.
            if file.ends_with("tests.rs") {
                continue;
            }
            let mut in_tests = false;
            for line in lines(&file) {
                in_tests |= line == "mod tests {";
                let depth = depth + usize::from(in_tests);
                let found = faults_of(&line, module, depth);
                faults.extend(found.iter().map(|fault| format!("{}: {fault}", file.display())));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_fault_is_seen() {
    for line in [
        "use crate::store::Store;",
        "use crate::store as s;",
        "let store = crate::store::Store::open(folder);",
        "use crate::{model, store};",
        "let x = crate::{model::Span, store};",
        "use crate as everything;",
        "use crate::*;",
        "use super::super::store::Store;",
        "use petgraph::Graph;",
        "use petgraph as drawn;",
        "use ::petgraph::Graph;",
        "use petgraph;",
        "extern crate petgraph;",
        "use {std::fs, std::io};",
        "let graph: petgraph::Graph<(), ()> = make();",
        "let graph = ::petgraph::Graph::new();",
        "fn run() -> anyhow::Result<()> {",
        "#[derive(clap::Args)]",
        "let json = serde_yaml(); serde_json::to_string(&json)",
    ] {
        assert_eq!(faults_of(line, "extract", 2).len(), 1, "{line}");
    }
    for line in [
        "use crate::model::Span;",
        "use crate::extract::content;",
        "use super::content;",
        "let graph = model.petgraph();",
        "use super::petgraph::Graph;",
        "let clap = sizes::clap::of(1);",
        "use serde::Serialize;",
        "let text = \"see crate::store and petgraph::Graph\";",
        "let span = span(); // not crate::store",
    ] {
        assert_eq!(faults_of(line, "extract", 2), Vec::<String>::new(), "{line}");
    }
}

/// Returns what a line of a module names against the tables. `depth` says how many modules it stands in.
fn faults_of(line: &str, module: &str, depth: usize) -> Vec<String> {
    let code = without_words(line);
    let mut faults = Vec::new();
    let is_whole = |rest: &str| {
        let rest = rest.trim_start_matches("::");
        rest.starts_with(" as ") || rest.starts_with(['{', '*', ';'])
    };
    if code.contains("use {") || paths_from(&code, "crate").any(is_whole) {
        faults.push(format!("one import a line, please: {line}"));
    }
    if code.contains(&"super::".repeat(depth)) {
        faults.push(format!("modules are named from the crate's root: {line}"));
    }
    let (_, modules) = TABLE.iter().find(|row| row.0 == module).expect("a module of the table");
    for (used, _) in TABLE {
        let names = paths_from(&code, "crate").any(|rest| {
            let rest = rest.trim_start_matches("::");
            rest.strip_prefix(used).is_some_and(|rest| !rest.starts_with(is_of_a_name))
        });
        if names && *used != module && !modules.contains(used) {
            faults.push(format!("{module} may not use {used}: {line}"));
        }
    }
    let is_import = code.contains("use ") || code.contains("extern crate ");
    for (name, modules) in CRATES {
        let is_path = |rest: &str| rest.starts_with("::") || is_import && !rest.starts_with('(');
        let is_named = paths_from(&code, name).any(is_path);
        if is_named && !modules.contains(&module) {
            faults.push(format!("{module} may not name {name}: {line}"));
        }
    }
    faults
}

/// Returns what follows each path of a line of code that begins with a name.
fn paths_from<'a>(code: &'a str, name: &'a str) -> impl Iterator<Item = &'a str> {
    code.match_indices(name).filter_map(move |(start, _)| {
        let (before, rest) = (&code[..start], &code[start + name.len()..]);
        let outer = before.strip_suffix("::").unwrap_or(before);
        let is_inside =
            before.ends_with('.') || outer.len() < before.len() && outer.ends_with(is_of_a_name);
        (!is_inside && !before.ends_with(is_of_a_name) && !rest.starts_with(is_of_a_name))
            .then_some(rest)
    })
}

fn is_of_a_name(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

/// Returns a line of code without what stands in quotation marks, and without the comment at its end.
fn without_words(line: &str) -> String {
    let line = line.replace("\\\"", "");
    let code: Vec<&str> = line.split('"').step_by(2).collect();
    let code = code.join("\"\"");
    code.split("//").next().unwrap_or_default().to_owned()
}

/// Returns how many modules a file stands in, its own included.
fn depth_of(file: &Path) -> usize {
    let steps = file.with_extension("").components().count() - 1;
    if file.ends_with("mod.rs") { steps - 1 } else { steps }
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
