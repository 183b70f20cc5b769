use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::thread;

use oxigraph::model::GraphName;
use oxigraph::model::Literal;
use oxigraph::model::NamedNode;
use oxigraph::model::Quad;

use super::Fault;
use super::NewDocument;
use super::Store;
use super::StoreError;
use super::Writer;
use super::disk::Step;
use super::faults;
use super::faults::Failing;
use crate::model::AnnotatedDocument;
use crate::model::DocumentKey;
use crate::model::Run;
use crate::model::Sha256;

/// Every file of a folder with its bytes.
type Folder = BTreeMap<String, Vec<u8>>;

/// Damages the file at a path.
type Damage<'a> = &'a dyn Fn(&Path);

#[test]
fn what_is_put_is_read_back() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("new.db");
    let mut writer = Writer::open(&path).unwrap();
    put(&writer, "a", "one");
    put(&writer, "b/c", "twö 🏳️‍🌈");
    writer.put_graph("identity", &quads("identity", "shared"), 0).unwrap();
    assert_eq!(writer.account(&key("a")).unwrap().id, "a");
    let manifest = writer.commit().unwrap();

    let store = Store::open(&path).unwrap();
    assert_eq!(store.manifest(), &manifest);
    assert_eq!(store.problems(), []);
    assert_eq!(store.dataset().len().unwrap(), 9);
    assert_eq!(store.manifest().quads(), 9);
    assert_eq!(store.text(&manifest.documents[&key("b/c")].text).unwrap(), "twö 🏳️‍🌈");
    assert_eq!(store.account(&key("b/c")).unwrap().id, "b/c");
    let mut expected = quads("a", "one");
    expected.sort_by_key(ToString::to_string);
    assert_eq!(store.document_quads(&key("a")).unwrap(), expected);
    assert_eq!(store.graph_quads("identity").unwrap().len(), 3);
    assert!(matches!(store.account(&key("x")), Err(StoreError::NoDocument { .. })));
    assert!(matches!(store.graph_quads("x"), Err(StoreError::NoGraph { .. })));
    assert_eq!(Store::check(&path).unwrap(), []);
}

#[test]
fn history_and_threads_leave_no_trace() {
    let folder = tempfile::tempdir().unwrap();
    let names: Vec<String> = (0..40).map(|number| format!("document-{number}")).collect();
    let fresh = folder.path().join("fresh");
    let mut writer = Writer::open(&fresh).unwrap();
    for name in &names {
        put(&writer, name, name);
    }
    writer.put_graph("links", &quads("links", "end"), 0).unwrap();
    writer.commit().unwrap();

    let edited = folder.path().join("edited");
    let writer = Writer::open(&edited).unwrap();
    put(&writer, "gone", "soon");
    put_with(&writer, "document-3", "an earlier text", &run("0.0.1"));
    writer.commit().unwrap();
    let mut writer = Writer::open(&edited).unwrap();
    thread::scope(|scope| {
        for half in [&names[20..], &names[..20]] {
            let writer = &writer;
            scope.spawn(move || half.iter().rev().for_each(|name| put(writer, name, name)));
        }
    });
    assert!(writer.remove(&key("gone")));
    assert!(!writer.remove(&key("gone")));
    let mut links = quads("links", "end");
    links.reverse();
    links.extend(quads("links", "end"));
    writer.put_graph("links", &links, 0).unwrap();
    writer.put_graph("other", &quads("other", "gone"), 0).unwrap();
    assert!(writer.remove_graph("other"));
    writer.commit().unwrap();

    assert_eq!(contents(&edited), contents(&fresh));
}

#[test]
fn files_are_shared_until_the_last_who_needs_them_is_gone() {
    let folder = tempfile::tempdir().unwrap();
    let writer = Writer::open(folder.path()).unwrap();
    put(&writer, "a", "printed twice");
    put(&writer, "b", "printed twice");
    let manifest = writer.commit().unwrap();
    let text = manifest.documents[&key("a")].text.clone();
    assert_eq!(fs::read_dir(folder.path().join("texts")).unwrap().count(), 1);

    let mut writer = Writer::open(folder.path()).unwrap();
    writer.remove(&key("a"));
    writer.commit().unwrap();
    assert_eq!(Store::open(folder.path()).unwrap().text(&text).unwrap(), "printed twice");

    let mut writer = Writer::open(folder.path()).unwrap();
    writer.remove(&key("b"));
    let manifest = writer.commit().unwrap();
    assert!(manifest.runs.is_empty());
    let left: Vec<String> = contents(folder.path()).into_keys().collect();
    assert_eq!(left, ["lock", "manifest.json"]);
}

#[test]
fn the_second_writer_is_refused_and_readers_are_not() {
    let folder = tempfile::tempdir().unwrap();
    let writer = Writer::open(folder.path()).unwrap();
    put(&writer, "a", "one");
    assert!(matches!(Writer::open(folder.path()), Err(StoreError::Locked { .. })));
    writer.commit().unwrap();
    let writer = Writer::open(folder.path()).unwrap();
    put(&writer, "b", "two");
    assert_eq!(Store::open(folder.path()).unwrap().manifest().documents.len(), 1);
    drop(writer);
    let writer = Writer::open(folder.path()).unwrap();
    assert_eq!(Store::check(folder.path()).unwrap(), [], "the dropped writer's files are gone");
    drop(writer);
}

#[test]
fn what_is_no_store_is_told_apart_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    assert!(matches!(Store::open(&path.join("none")), Err(StoreError::NoFolder { .. })));
    assert!(matches!(Store::open(path), Err(StoreError::NotAStore { .. })));
    fs::write(path.join("letter.txt"), "dear").unwrap();
    assert!(matches!(Writer::open(path), Err(StoreError::NotAStore { .. })));
    assert!(matches!(Writer::open(&path.join("letter.txt")), Err(StoreError::NotAStore { .. })));
    assert!(matches!(Store::open(&path.join("letter.txt")), Err(StoreError::NotAStore { .. })));
    assert_eq!(contents(path).into_keys().collect::<Vec<_>>(), ["letter.txt"]);

    let manifest = path.join("manifest.json");
    for (written, expected) in [
        (r#"{"format":"sayso-store/2","documents":{}}"#, "has store format 2"),
        (r#"{"format":"sayso-store/2-beta"}"#, "has store format 2-beta"),
        (r#"{"name":"web app"}"#, "is no store"),
        (r#"{"format":"other/1"}"#, "is no store"),
        (r#"{"format":"sayso-store/1"}"#, "cannot understand"),
        (r#"{"format":"sayso-st"#, "cannot understand"),
        ("", "cannot understand"),
    ] {
        fs::write(&manifest, written).unwrap();
        for error in [Store::open(path).unwrap_err(), Writer::open(path).unwrap_err()] {
            assert!(error.to_string().contains(expected), "{written}: {error}");
        }
        assert_eq!(fs::read_to_string(&manifest).unwrap(), written);
        assert_eq!(fs::read_dir(path).unwrap().count(), 2, "nothing is made there");
    }
}

#[test]
fn a_manifest_names_no_file_outside_and_no_document_twice() {
    let folder = tempfile::tempdir().unwrap();
    let writer = Writer::open(folder.path()).unwrap();
    put(&writer, "a", "one");
    let manifest = writer.commit().unwrap();
    let path = folder.path().join("manifest.json");
    let written = fs::read_to_string(&path).unwrap();
    let text = manifest.documents[&key("a")].text.as_str();
    fs::write(&path, written.replace(text, "../../secret")).unwrap();
    assert!(matches!(Store::open(folder.path()), Err(StoreError::Manifest { .. })));
    let list = written.split_once("\"documents\": [").unwrap().1;
    let document = list.rsplit_once("\n  ]").unwrap().0;
    fs::write(&path, written.replace(document, &format!("{document},{document}"))).unwrap();
    assert!(matches!(Store::open(folder.path()), Err(StoreError::Manifest { .. })));
}

#[test]
fn damaged_graphs_are_named_and_the_rest_is_usable() {
    let other = super::files::pack(&quads("other", "content")).bytes;
    let damages: [(&str, Damage); 6] = [
        ("is missing", &|path| fs::remove_file(path).unwrap()),
        ("cannot be read", &|path| fs::write(path, "").unwrap()),
        ("cannot be read", &|path| change(path, |bytes| bytes[20] ^= 1)),
        ("cannot be read", &|path| change(path, |bytes| bytes.truncate(bytes.len() - 9))),
        ("cannot be read", &|path| change(path, |bytes| bytes.push(b'x'))),
        ("does not have the hash", &|path| fs::write(path, &other).unwrap()),
    ];
    for (expected, damage) in damages {
        let folder = tempfile::tempdir().unwrap();
        let writer = Writer::open(folder.path()).unwrap();
        put(&writer, "a", "one");
        put(&writer, "b", "two");
        let manifest = writer.commit().unwrap();
        let whole = contents(folder.path());
        let file = super::files::Kind::Graph.file(&manifest.documents[&key("a")].graph);
        damage(&folder.path().join(&file));

        let store = Store::open(folder.path()).unwrap();
        let [problem] = store.problems() else { panic!("{:?}", store.problems()) };
        assert_eq!(problem.file, file);
        assert_eq!(problem.needed_by, ["c/a"]);
        assert!(problem.to_string().contains(expected), "{problem}");
        assert_eq!(store.dataset().len().unwrap(), 3);
        assert_eq!(store.dataset().iter().count(), 3);
        assert_eq!(store.dataset().named_graphs().count(), 1);
        assert!(matches!(store.document_quads(&key("a")), Err(StoreError::Damaged(_))));
        assert_eq!(store.document_quads(&key("b")).unwrap().len(), 3);
        assert_eq!(Store::check(folder.path()).unwrap(), store.problems());

        let writer = Writer::open(folder.path()).unwrap();
        put(&writer, "a", "one");
        writer.commit().unwrap();
        assert_eq!(contents(folder.path()), whole, "putting it again mends it");
    }
}

#[test]
fn a_check_finds_each_kind_of_damage() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    let writer = Writer::open(path).unwrap();
    put(&writer, "a", "one");
    put(&writer, "b", "one");
    let manifest = writer.commit().unwrap();
    let a = &manifest.documents[&key("a")];

    let text = path.join(format!("texts/{}.txt", a.text));
    fs::write(&text, "One").unwrap();
    let [problem] = &Store::check(path).unwrap()[..] else { panic!("one file is damaged") };
    assert_eq!((problem.fault.clone(), problem.needed_by.len()), (Fault::Changed, 2));
    assert!(matches!(Store::open(path).unwrap().text(&a.text), Err(StoreError::Damaged(_))));
    fs::write(&text, "one").unwrap();

    let account = path.join(format!("accounts/{}.json", a.account));
    fs::rename(&account, path.join("accounts/renamed.json")).unwrap();
    let faults: Vec<Fault> =
        Store::check(path).unwrap().into_iter().map(|problem| problem.fault).collect();
    assert_eq!(faults, [Fault::Missing, Fault::Unnamed]);
    fs::rename(path.join("accounts/renamed.json"), &account).unwrap();

    let manifest = fs::read_to_string(path.join("manifest.json")).unwrap();
    let miscounted = manifest.replacen("\"quads\": 3", "\"quads\": 4", 1);
    fs::write(path.join("manifest.json"), miscounted).unwrap();
    let faults: Vec<Fault> =
        Store::check(path).unwrap().into_iter().map(|problem| problem.fault).collect();
    assert_eq!(faults, [Fault::Miscounted { found: 3, expected: 4 }]);
}

#[test]
fn damaged_documents_can_be_put_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    first_state(path).unwrap();
    let whole = contents(path);
    let (one, two, three) = (key("a"), key("b"), key("c"));
    let both = BTreeSet::from([&one, &three]);
    assert_eq!(Writer::open(path).unwrap().remove_damaged(&both), []);
    let manifest = Store::open(path).unwrap().manifest().clone();
    let (a, b) = (&manifest.documents[&key("a")], &manifest.documents[&key("b")]);
    fs::remove_file(path.join(format!("texts/{}.txt", a.text))).unwrap();
    fs::write(path.join(format!("accounts/{}.json", b.account)), "{}").unwrap();
    fs::write(path.join(format!("graphs/{}.nq.gz", manifest.graphs["links"].graph)), "").unwrap();
    let mut writer = Writer::open(path).unwrap();
    assert_eq!(writer.remove_damaged(&both).len(), 3);
    let left: Vec<DocumentKey> = writer.manifest().documents.into_keys().collect();
    assert_eq!(left, [two, three], "the damaged one that is not among them stays");
    assert!(writer.manifest().graphs.is_empty());
    drop(writer);
    first_state(path).unwrap();
    assert_eq!(contents(path), whole);
}

#[test]
fn strange_files_in_a_store_are_kept_and_named() {
    let folder = tempfile::tempdir().unwrap();
    let writer = Writer::open(folder.path()).unwrap();
    put(&writer, "a", "one");
    writer.commit().unwrap();
    fs::write(folder.path().join("texts/letter.txt"), "dear").unwrap();
    fs::write(folder.path().join("README"), "of the user").unwrap();
    let writer = Writer::open(folder.path()).unwrap();
    put(&writer, "b", "two");
    writer.commit().unwrap();
    assert!(folder.path().join("README").exists());
    let problems = Store::check(folder.path()).unwrap();
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].to_string(), "texts/letter.txt is not named by the manifest");
}

#[test]
fn readers_see_whole_states_while_a_writer_commits() {
    let folder = tempfile::tempdir().unwrap();
    let state = |number: usize| {
        let writer = Writer::open(folder.path()).unwrap();
        for name in ["a", "b", "c"] {
            put(&writer, name, &format!("state {number}"));
        }
        writer.commit().unwrap();
    };
    state(0);
    thread::scope(|scope| {
        let writing = scope.spawn(|| (1..60).for_each(state));
        while !writing.is_finished() {
            let store = Store::open(folder.path()).unwrap();
            assert_eq!(store.problems(), []);
            assert_eq!(store.dataset().len().unwrap(), 9);
            let documents = store.manifest().documents.values();
            let mut texts: Vec<&Sha256> = documents.map(|document| &document.text).collect();
            texts.dedup();
            assert_eq!(texts.len(), 1);
        }
    });
}

#[test]
fn graph_files_have_neither_time_nor_name_and_their_hash_is_of_the_lines() {
    let packed = super::files::pack(&quads("a", "one"));
    assert_eq!(packed.bytes[..8], [0x1f, 0x8b, 8, 0, 0, 0, 0, 0]);
    let mut lines: Vec<String> =
        quads("a", "one").iter().map(|quad| format!("{quad} .\n")).collect();
    lines.sort();
    assert_eq!(packed.hash, Sha256::of(lines.concat()));
    assert_eq!(packed.quads, lines.len());
    assert_eq!(super::files::pack(&[]).hash, Sha256::of(""));
}

#[test]
fn every_failing_step_leaves_the_last_or_the_new_state() {
    for failing in [Failing::Only as fn(usize) -> Failing, Failing::From] {
        let mut outcomes = [0, 0];
        for step in 0.. {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("store");
            first_state(&path).unwrap();
            let old = named_contents(&path);
            let (result, steps) = faults::with(failing(step), || second_state(&path));
            if steps.len() <= step {
                assert!(result.is_ok());
                break;
            }
            let found = named_contents(&path);
            second_state(&path).unwrap();
            let new = named_contents(&path);
            assert_ne!(old, new);
            let is_new = found == new;
            assert!(is_new || found == old, "step {step}, {:?}", steps[step]);
            assert!(is_new || result.is_err(), "step {step}, {:?}", steps[step]);
            outcomes[usize::from(is_new)] += 1;
            assert_eq!(Store::check(&path).unwrap(), [], "the next writer cleans up");
            assert_eq!(contents(&path), new);
        }
        assert!(outcomes[0] > 20 && outcomes[1] > 5, "{outcomes:?}");
    }
}

#[test]
fn a_failing_first_build_leaves_nothing_that_hinders_the_next() {
    for step in 0.. {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("store");
        let (result, steps) = faults::with(Failing::From(step), || first_state(&path));
        if steps.len() <= step {
            assert!(result.is_ok());
            break;
        }
        let is_there = Store::open(&path).is_ok();
        assert!(is_there || result.is_err());
        first_state(&path).unwrap();
        assert_eq!(Store::check(&path).unwrap(), []);
        assert_eq!(Store::open(&path).unwrap().problems(), []);
    }
}

#[test]
fn content_reaches_the_disk_before_the_name_that_needs_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("store");
    first_state(&path).unwrap();
    let (result, steps) = faults::with(Failing::Never, || second_state(&path));
    result.unwrap();
    let manifest = path.join("manifest.json");
    let renamed = |wanted: &Path| {
        steps.iter().position(|(step, path)| *step == Step::Rename && path == wanted)
    };
    let commit = renamed(&manifest).expect("the manifest is renamed");
    for (number, (step, file)) in steps.iter().enumerate() {
        match step {
            Step::Rename => {
                assert_eq!(steps[number - 1].0, Step::Sync, "{file:?} is whole before it is named");
            }
            Step::Remove => {
                assert!(number > commit, "{file:?} may be needed until the commit");
                assert!(number > commit + 1 && steps[commit + 1].0 == Step::SyncFolder);
            }
            _ => {}
        }
        if *step == Step::Rename && number < commit {
            let folder = file.parent().expect("in a folder").to_owned();
            let synced = steps[number..commit].contains(&(Step::SyncFolder, folder));
            assert!(synced, "the name of {file:?} is sure before the manifest uses it");
        }
    }
    let (result, steps) = faults::with(Failing::Never, || second_state(&path));
    result.unwrap();
    assert_eq!(steps, [], "an unchanged store is not written to");
}

#[test]
fn corpora_are_found_from_the_store() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("texts/élan")).unwrap();
    let mut writer = Writer::open(&folder.path().join("stores/s.db")).unwrap();
    writer.put_corpus("c", &folder.path().join("texts/élan"), None, None).unwrap();
    writer.put_corpus("own", &folder.path().join("stores/s.db"), None, None).unwrap();
    assert!(writer.put_corpus("none", &folder.path().join("none"), None, None).is_err());
    let manifest = writer.commit().unwrap();
    assert_eq!(manifest.corpora["c"].folder, "../../texts/élan");
    assert_eq!(manifest.corpora["own"].folder, ".");
}

fn first_state(path: &Path) -> Result<(), StoreError> {
    let mut writer = Writer::open(path)?;
    put_all(&writer, &[("a", "one"), ("b", "both"), ("c", "three")])?;
    writer.put_graph("links", &quads("links", "first"), 0)?;
    writer.commit().map(drop)
}

fn second_state(path: &Path) -> Result<(), StoreError> {
    let mut writer = Writer::open(path)?;
    put_all(&writer, &[("a", "changed"), ("b", "both"), ("d", "new")])?;
    writer.remove(&key("c"));
    writer.put_graph("links", &quads("links", "second"), 0)?;
    writer.commit().map(drop)
}

fn put_all(writer: &Writer, documents: &[(&str, &str)]) -> Result<(), StoreError> {
    documents.iter().try_for_each(|(name, text)| try_put(writer, name, text, &run("0.1.0")))
}

fn put(writer: &Writer, name: &str, text: &str) {
    put_with(writer, name, text, &run("0.1.0"));
}

fn put_with(writer: &Writer, name: &str, text: &str, run: &Run) {
    try_put(writer, name, text, run).unwrap();
}

fn try_put(writer: &Writer, name: &str, text: &str, run: &Run) -> Result<(), StoreError> {
    writer.put_document(&NewDocument {
        key: &key(name),
        file: &format!("{name}.txt"),
        file_hash: &Sha256::of(text),
        metadata_hash: &Sha256::of("{}"),
        run,
        text,
        account: &AnnotatedDocument { id: name.to_owned(), ..AnnotatedDocument::default() },
        quads: &quads(name, text),
        notes: 0,
        extracted: true,
    })
}

fn key(id: &str) -> DocumentKey {
    DocumentKey { corpus: "c".to_owned(), id: id.to_owned() }
}

fn run(version: &str) -> Run {
    Run {
        version: version.to_owned(),
        lexicon: Sha256::of("words"),
        registry: None,
        syntax: None,
        naming: None,
        attribution: None,
        options: Vec::new(),
    }
}

fn quads(name: &str, text: &str) -> Vec<Quad> {
    let node = |part: &str| NamedNode::new(format!("http://example.org/{part}")).unwrap();
    let graph = GraphName::from(node(name));
    let subject = node(&format!("{name}#s=1"));
    vec![
        Quad::new(subject.clone(), node("says"), Literal::from(text), graph.clone()),
        Quad::new(subject.clone(), node("is"), node("Statement"), graph.clone()),
        Quad::new(subject, node("exact"), Literal::from("two\nlines \"here\""), graph),
    ]
}

fn change(path: &Path, change: impl FnOnce(&mut Vec<u8>)) {
    let mut bytes = fs::read(path).unwrap();
    change(&mut bytes);
    fs::write(path, bytes).unwrap();
}

/// Returns every file under a folder with its bytes, but for the index, which is made of them.
fn contents(folder: &Path) -> Folder {
    let mut files = Folder::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(current) = folders.pop() {
        for entry in fs::read_dir(current).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() && path.ends_with("index") {
                continue;
            }
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_string_lossy().into_owned();
                files.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    files
}

/// Returns what a reader sees: the manifest and the files that it names.
fn named_contents(folder: &Path) -> Folder {
    let store = Store::open(folder).unwrap();
    assert_eq!(store.problems(), []);
    let mut files = contents(folder);
    let named = super::files::named_by(store.manifest());
    let names: Vec<String> = named.keys().map(|(kind, hash)| kind.file(hash)).collect();
    files.retain(|name, _| name == "manifest.json" || name == "lock" || names.contains(name));
    assert_eq!(files.len(), names.len() + 2, "every file that is named is there");
    files
}
