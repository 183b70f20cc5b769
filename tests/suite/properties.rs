//! What holds for any text, and for any documents in a store.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::thread;
use std::time::Duration;

use oxigraph::io::RdfFormat;
use oxigraph::io::RdfParser;
use proptest::collection::vec;
use proptest::prelude::Just;
use proptest::prelude::ProptestConfig;
use proptest::prelude::Strategy;
use proptest::prop_assert;
use proptest::prop_assert_eq;
use proptest::prop_oneof;
use proptest::proptest;
use proptest::sample::select;
use sayso::analyse;
use sayso::model::Account;
use sayso::model::Analysis;
use sayso::model::AnnotatedDocument;
use sayso::model::CodePoints;
use sayso::model::Document;
use sayso::model::DocumentKey;
use sayso::model::Findings;
use sayso::model::Genre;
use sayso::model::Metadata;
use sayso::model::Run;
use sayso::model::Sha256;
use sayso::model::Span;
use sayso::model::Voice;
use sayso::pipeline;
use sayso::pipeline::BuildError;
use sayso::pipeline::Engine;
use sayso::rdf;
use sayso::rdf::Base;
use sayso::rdf::Quad;
use sayso::rdf::Term;
use sayso::rdf::vocabulary::property;
use sayso::read;
use sayso::resolve;
use sayso::store::Manifest;
use sayso::store::Store;
use sayso::store::StoreError;
use tempfile::TempDir;

use super::texts::texts;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_text_gives_spans_that_cut_it_cleanly(document in documents()) {
        let Engine { lexicon, syntax, naming, attribution } = Engine::built_in();
        let analysis = analyse::text(&document, lexicon, syntax, naming);
        let findings = pipeline::findings(&document, &analysis, lexicon, attribution);
        let spans = [spans_of_analysis(&analysis), spans_of_findings(&findings)].concat();
        let account = resolve::document(&document, &analysis, findings, lexicon);
        for span in [spans, spans_of_account(&account)].concat() {
            prop_assert_eq!(Span::new(&document.text, span.start(), span.end()), Some(span));
        }
    }

    #[test]
    fn any_account_names_each_thing_once_and_nothing_that_is_not_there(document in documents()) {
        let account = pipeline::account(&document, Engine::built_in());
        let ids = ids(&account);
        let unique: BTreeSet<&str> = ids.iter().copied().collect();
        prop_assert_eq!(unique.len(), ids.len());
        for id in references(&account) {
            prop_assert!(unique.contains(id), "{} is nowhere", id);
        }
        for statement in &account.statements {
            prop_assert!(!statement.content.is_empty(), "{:?}", statement);
        }
    }

    #[test]
    fn any_document_is_the_same_after_its_json_is_read(document in documents()) {
        let account = pipeline::account(&document, Engine::built_in());
        let annotated = AnnotatedDocument::new(&document, &account);
        let written = serde_json::to_string(&annotated).unwrap();
        let read: AnnotatedDocument = serde_json::from_str(&written).unwrap();
        prop_assert_eq!(&read, &annotated);
        prop_assert_eq!(serde_json::to_string(&read).unwrap(), written);
    }

    #[test]
    fn any_graph_is_the_same_after_its_n_quads_are_read(document in documents()) {
        let written = rdf::to_nquads(&quads(&document));
        let read: Vec<Quad> = RdfParser::from_format(RdfFormat::NQuads)
            .for_slice(&written)
            .collect::<Result<_, _>>()
            .unwrap();
        prop_assert_eq!(rdf::to_nquads(&read), written);
    }

    #[test]
    fn any_span_in_a_graph_has_the_words_at_its_place(document in documents()) {
        let points = CodePoints::new(&document.text);
        let quads = quads(&document);
        let exact = values(&quads, property::EXACT.as_str());
        let (start, end) = (values(&quads, property::START.as_str()), values(&quads, property::END.as_str()));
        prop_assert_eq!(exact.len(), start.len());
        for (node, words) in exact {
            let place = |ends: &BTreeMap<String, String>| ends[&node].parse().expect("an integer");
            let span = points.span(place(&start), place(&end)).expect("a span of the text");
            prop_assert_eq!(span.of(&document.text), words);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6))]

    #[test]
    fn building_twice_is_building_once(texts in several_texts()) {
        let study = Study::of(&texts);
        study.build("store", &["first", "second"]);
        let once = study.bytes("store");
        study.build("store", &["first", "second"]);
        prop_assert_eq!(&study.bytes("store"), &once);
    }

    #[test]
    fn the_order_of_documents_does_not_matter(texts in several_texts()) {
        let study = Study::of(&texts);
        study.build("together", &["first", "second"]);
        study.build("backwards", &["second", "first"]);
        study.build("later", &["second"]);
        study.build("later", &["first"]);
        let together = study.bytes("together");
        prop_assert_eq!(&study.bytes("backwards"), &together);
        prop_assert_eq!(&study.bytes("later"), &together);
    }

    #[test]
    fn removing_a_document_leaves_nothing_of_it(texts in several_texts(), text in file_texts()) {
        let study = Study::of(&texts);
        study.build("without", &["first", "second"]);
        let without = study.bytes("without");
        study.write("second", "more.txt", &text);
        study.build("taken-out", &["first", "second"]);
        study.build("file-gone", &["first", "second"]);
        prop_assert!(study.bytes("file-gone") != without);
        let key = DocumentKey { corpus: "second".to_owned(), id: "more".to_owned() };
        pipeline::remove(&study.path("taken-out"), &key).unwrap();
        prop_assert_eq!(&study.bytes("taken-out"), &without);
        fs::remove_file(study.path("second/more.txt")).unwrap();
        study.build("file-gone", &["first", "second"]);
        prop_assert_eq!(&study.bytes("file-gone"), &without);
    }

    #[test]
    fn a_change_leaves_nothing_of_what_was(texts in several_texts(), text in file_texts()) {
        let study = Study::of(&texts);
        study.build("fresh", &["first", "second"]);
        let original = study.text("first", 0);
        study.write("first", "0.txt", &text);
        study.build("changed", &["first", "second"]);
        study.write("first", "0.txt", &original);
        study.build("changed", &["first", "second"]);
        prop_assert_eq!(study.bytes("changed"), study.bytes("fresh"));
    }

    #[test]
    fn threads_do_not_matter(texts in several_texts()) {
        let study = Study::of(&texts);
        for threads in [1, 2, 5] {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| study.build(&threads.to_string(), &["first", "second"]));
        }
        let one = study.bytes("1");
        prop_assert_eq!(&study.bytes("2"), &one);
        prop_assert_eq!(&study.bytes("5"), &one);
    }

    #[test]
    fn a_store_opens_and_has_all_that_was_put_in(texts in several_texts()) {
        let study = Study::of(&texts);
        study.build("store", &["first", "second"]);
        let folder = study.path("store");
        prop_assert_eq!(Store::check(&folder).unwrap().len(), 0);
        let store = Store::open(&folder).unwrap();
        prop_assert_eq!(store.manifest().documents.len(), texts.len());
        prop_assert_eq!(store.dataset().len().unwrap(), store.manifest().quads());
        for (place, text) in texts.iter().enumerate() {
            let corpus = if place % 2 == 0 { "first" } else { "second" };
            let key = DocumentKey { corpus: corpus.to_owned(), id: place.to_string() };
            let stored = store.text(&store.manifest().documents[&key].text).unwrap();
            prop_assert_eq!(stored.as_str(), text.strip_prefix('\u{feff}').unwrap_or(text));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn the_way_to_a_corpus_does_not_matter(changes in vec(changes(), 5..12)) {
        let study = Study::of(&[]);
        for change in changes {
            let corpora = study.change(&change);
            study.build("changed", &corpora);
        }
        study.build("changed", &["first", "second"]);
        study.build("fresh", &["first", "second"]);
        prop_assert_eq!(study.bytes("changed"), study.bytes("fresh"));
    }
}

#[test]
fn a_folder_by_another_name_replaces_the_one_before() {
    let study = Study::of(&["The mayor said that it was late.".to_owned()]);
    study.build("renamed", &["first"]);
    study.write("first", "corpus.toml", "name = \"other\"");
    study.build("renamed", &["first"]);
    study.build("fresh", &["first"]);
    assert_eq!(study.bytes("renamed"), study.bytes("fresh"));
}

/// What may happen to the folders between two builds.
#[derive(Clone, Debug)]
enum Change {
    /// A file is written, anew or over another.
    Write(&'static str, &'static str, String),
    /// The lines of a table of texts, by id.
    Lines(&'static str, &'static str, Vec<(&'static str, String)>),
    Remove(&'static str, &'static str),
    /// The list of a folder says another name.
    Name(&'static str, &'static str),
    /// A document is taken out of the store, whatever its file is.
    Forget,
}

fn changes() -> impl Strategy<Value = Change> {
    let corpus = || select(vec!["first", "second"]);
    let file = || select(vec!["a.txt", "a.md", "b.txt", "sub/a.txt"]);
    let table = || select(vec!["a.jsonl", "c.jsonl"]);
    let line = (select(vec!["a", "b", "x y", "é/#"]), file_texts());
    prop_oneof![
        4 => (corpus(), file(), file_texts()).prop_map(|(at, file, text)| Change::Write(at, file, text)),
        2 => (corpus(), table(), vec(line, 0..3)).prop_map(|(at, file, lines)| Change::Lines(at, file, lines)),
        2 => (corpus(), prop_oneof![file(), table()]).prop_map(|(at, file)| Change::Remove(at, file)),
        3 => (corpus(), select(vec!["one", "two"])).prop_map(|(at, name)| Change::Name(at, name)),
        1 => Just(Change::Forget),
    ]
}

fn documents() -> impl Strategy<Value = Document> {
    let genres = [None, Some(Genre::News), Some(Genre::OpEd), Some(Genre::Statement)];
    let authors = [None, Some("Ilse Marant"), Some("Harbour Council"), Some("«»")];
    (texts(60), select(genres.to_vec()), select(authors.to_vec())).prop_map(
        |(text, genre, author)| {
            let key = DocumentKey { corpus: "any".to_owned(), id: "text".to_owned() };
            let metadata =
                Metadata { genre, author: author.map(str::to_owned), ..Metadata::default() };
            Document { metadata, ..Document::of_text(key, text) }
        },
    )
}

fn several_texts() -> impl Strategy<Value = Vec<String>> {
    vec(file_texts(), 2..5)
}

/// Texts without the characters that make a file one of no text.
fn file_texts() -> impl Strategy<Value = String> {
    let is_text = |letter: char| !letter.is_control() || letter.is_whitespace();
    texts(25).prop_map(move |text| text.chars().filter(|&letter| is_text(letter)).collect())
}

fn quads(document: &Document) -> Vec<Quad> {
    let account = pipeline::account(document, Engine::built_in());
    let run = Run {
        version: "any".to_owned(),
        lexicon: Sha256::of(""),
        registry: None,
        syntax: None,
        naming: None,
        attribution: None,
        options: Vec::new(),
    };
    rdf::document(&Base::default(), document, &account, &run)
}

/// Returns the literals of a property, by their subjects.
fn values(quads: &[Quad], property: &str) -> BTreeMap<String, String> {
    let about = quads.iter().filter(|quad| quad.predicate.as_str() == property);
    let values = about.filter_map(|quad| match &quad.object {
        Term::Literal(literal) => Some((quad.subject.to_string(), literal.value().to_owned())),
        _ => None,
    });
    values.collect()
}

fn spans_of_analysis(analysis: &Analysis) -> Vec<Span> {
    let mut spans: Vec<Span> = analysis.tokens.iter().map(|token| token.span).collect();
    spans.extend(analysis.sentences.iter().map(|sentence| sentence.span));
    spans.extend(analysis.quotations.iter().map(|quotation| quotation.span));
    spans.extend(analysis.names.iter().flat_map(|name| [Some(name.span), name.title]).flatten());
    spans
}

fn spans_of_findings(findings: &Findings) -> Vec<Span> {
    let of_voice = |voice: Voice| match voice {
        Voice::Words(span) => Some(span),
        Voice::SourceOf(_) | Voice::Author | Voice::Unknown => None,
    };
    let mut spans: Vec<Span> = findings.notes.iter().filter_map(|note| note.span).collect();
    for statement in &findings.statements {
        spans.extend(of_voice(statement.source));
        spans.extend(statement.addressee);
        spans.extend(statement.cue.iter().chain(&statement.content));
    }
    for stance in &findings.stances {
        spans.extend(of_voice(stance.holder));
        spans.extend([stance.cue, stance.target]);
    }
    spans
}

fn spans_of_account(account: &Account) -> Vec<Span> {
    let mut spans: Vec<Span> = account.notes.iter().filter_map(|note| note.span).collect();
    spans.extend(account.mentions.iter().map(|mention| mention.span));
    spans.extend(account.affiliations.iter().map(|affiliation| affiliation.span));
    spans.extend(account.own_words.iter().map(|own| own.content));
    for statement in &account.statements {
        spans.extend(statement.source_span.iter().chain(&statement.addressee_span));
        spans.extend(statement.cue.iter().chain(&statement.content));
    }
    for stance in &account.stances {
        spans.extend(stance.holder_span);
        spans.extend([stance.cue, stance.target_span]);
    }
    spans
}

fn ids(account: &Account) -> Vec<&str> {
    let entities = account.entities.iter().map(|entity| &entity.id);
    let statements = account.statements.iter().map(|statement| &statement.id);
    let stances = account.stances.iter().map(|stance| &stance.id);
    let own_words = account.own_words.iter().map(|own| &own.id);
    entities.chain(statements).chain(stances).chain(own_words).map(String::as_str).collect()
}

/// Returns every id that one part of an account gives of another.
fn references(account: &Account) -> Vec<&str> {
    let mut ids: Vec<&String> = account.author.iter().collect();
    ids.extend(account.mentions.iter().filter_map(|mention| mention.entity.as_ref()));
    for affiliation in &account.affiliations {
        ids.push(&affiliation.person);
        ids.extend(&affiliation.organization);
    }
    for statement in &account.statements {
        ids.extend(statement.source.iter().chain(&statement.addressee).chain(&statement.within));
    }
    for stance in &account.stances {
        ids.extend(stance.holder.iter().chain(&stance.target).chain(&stance.statement));
    }
    ids.into_iter().map(String::as_str).collect()
}

/// Two folders of documents, and stores beside them.
struct Study {
    folder: TempDir,
}

impl Study {
    /// Writes texts into the two folders in turn.
    fn of(texts: &[String]) -> Self {
        let study = Self { folder: tempfile::tempdir().unwrap() };
        for corpus in ["first", "second"] {
            fs::create_dir_all(study.path(corpus)).unwrap();
        }
        for (place, text) in texts.iter().enumerate() {
            let corpus = if place % 2 == 0 { "first" } else { "second" };
            study.write(corpus, &format!("{place}.txt"), text);
        }
        study
    }

    /// Makes a change; returns the folders to build after it.
    fn change(&self, change: &Change) -> Vec<&'static str> {
        match change {
            Change::Write(at, file, text) => self.write(at, file, text),
            Change::Lines(at, file, lines) => {
                let line = |(id, text): &(&str, String)| {
                    format!("{}\n", serde_json::json!({ "id": id, "text": text }))
                };
                self.write(at, file, &lines.iter().map(line).collect::<String>());
            }
            Change::Remove(at, file) => drop(fs::remove_file(self.path(at).join(file))),
            // Two corpora of one name are refused, so each folder has names of its own.
            Change::Name(at, name) => {
                self.write(at, "corpus.toml", &format!("name = \"{at}-{name}\""));
            }
            Change::Forget => {
                let manifest = Manifest::read(&self.path("changed")).unwrap_or_default();
                if let Some(key) = manifest.documents.keys().next() {
                    once_unlocked(|| pipeline::remove(&self.path("changed"), key));
                }
            }
        }
        match change {
            Change::Write(at, ..) | Change::Lines(at, ..) => vec![at],
            Change::Remove(..) | Change::Name(..) => vec!["second", "first"],
            Change::Forget => vec![],
        }
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, corpus: &str, file: &str, text: &str) {
        let path = self.path(corpus).join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn text(&self, corpus: &str, place: usize) -> String {
        fs::read_to_string(self.path(corpus).join(format!("{place}.txt"))).unwrap()
    }

    fn build(&self, store: &str, corpora: &[&str]) {
        let corpora: Vec<_> =
            corpora.iter().map(|name| read::corpus(&self.path(name)).unwrap()).collect();
        let build = || {
            pipeline::build(&corpora, &self.path(store), &pipeline::Settings::default(), &|_, _| ())
        };
        let report = once_unlocked(build);
        assert!(report.failures.is_empty(), "{:?}", report.failures);
    }

    /// Returns every file of a store, but for its lock.
    fn bytes(&self, store: &str) -> BTreeMap<String, Vec<u8>> {
        let mut files = BTreeMap::new();
        collect(&self.path(store), "", &mut files);
        files.retain(|name, _| name != "lock");
        assert!(files.contains_key("manifest.json"), "{:?}", files.keys());
        files
    }
}

/// A program that another test starts holds our open files, and so a lock that we let go, until it runs.
fn once_unlocked<T>(work: impl Fn() -> Result<T, BuildError>) -> T {
    for _ in 0..100 {
        match work() {
            Err(BuildError::Store(StoreError::Locked { .. })) => {
                thread::sleep(Duration::from_millis(20));
            }
            done => return done.unwrap(),
        }
    }
    panic!("the store stays locked");
}

fn collect(folder: &Path, prefix: &str, files: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            collect(&entry.path(), &format!("{name}/"), files);
        } else {
            files.insert(name, fs::read(entry.path()).unwrap());
        }
    }
}
