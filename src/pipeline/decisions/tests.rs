//! Decisions on small corpora, carried out and carried out again.

use std::fs;
use std::path::PathBuf;

use tempfile::TempDir;

use super::DecisionError;
use super::Wanted;
use super::decide;
use super::decision;
use super::decisions;
use crate::model::AnnotatedDocument;
use crate::model::Confidence;
use crate::model::DocumentKey;
use crate::model::Polarity;
use crate::model::Verdict;
use crate::pipeline;
use crate::pipeline::Built;
use crate::pipeline::Report;
use crate::pipeline::Settings;
use crate::read;
use crate::store::Store;

const TEXT: &str = "Ana Duarte said that Bo Lind had told reporters that the election was fair.\n\n\
    The mayor praised the observers.\n";

/// A folder with a corpus of two documents, and a store of it.
struct Tried {
    folder: TempDir,
}

impl Tried {
    fn new() -> Self {
        let tried = Self { folder: TempDir::new().unwrap() };
        fs::create_dir(tried.corpus()).unwrap();
        tried.write("a.txt", TEXT);
        tried.write("b.txt", "Cy Orr said that it rained.\n");
        tried.build();
        tried
    }

    fn corpus(&self) -> PathBuf {
        self.folder.path().join("tried")
    }

    fn store(&self) -> PathBuf {
        self.folder.path().join("store")
    }

    fn write(&self, file: &str, text: &str) {
        fs::write(self.corpus().join(file), text).unwrap();
    }

    fn build(&self) -> Report {
        let corpus = read::corpus(&self.corpus()).unwrap();
        pipeline::build(&[corpus], &self.store(), &Settings::default(), &|_, _| {}).unwrap()
    }

    fn account(&self) -> AnnotatedDocument {
        Store::open(&self.store()).unwrap().account(&key()).unwrap()
    }

    /// Decides on a finding; the words of a correction come with their part.
    fn decide(&self, id: &str, wanted: &Wanted) -> Result<Report, DecisionError> {
        let store = Store::open(&self.store()).unwrap();
        let correction = decision(&store, &key(), id, wanted)?;
        drop(store);
        decide(&self.store(), &key(), &correction)
    }
}

fn key() -> DocumentKey {
    DocumentKey { corpus: "tried".to_owned(), id: "a".to_owned() }
}

fn wanted(verdict: Verdict) -> Wanted {
    Wanted {
        verdict,
        source: None,
        cue: None,
        content: None,
        target: None,
        polarity: None,
        author: "Ana Duarte".to_owned(),
        date: "2024-05-03".parse().unwrap(),
        reason: "The words say so.".to_owned(),
    }
}

/// Returns the id of the statement with a cue.
fn statement(account: &AnnotatedDocument, cue: &str) -> Option<String> {
    let letters: Vec<char> = TEXT.chars().collect();
    let has = |span: &crate::model::CodePointSpan| {
        letters[span.start..span.end].iter().collect::<String>().contains(cue)
    };
    let found = account.statements.iter().find(|statement| statement.cue_spans.iter().any(has));
    found.map(|statement| statement.id.clone())
}

#[test]
fn what_is_rejected_is_gone_and_what_stood_in_it_is_not() {
    let tried = Tried::new();
    let account = tried.account();
    let (outer, inner) =
        (statement(&account, "said").unwrap(), statement(&account, "told").unwrap());
    let report = tried.decide(&outer, &wanted(Verdict::Reject)).unwrap();
    assert_eq!(report.documents.get(&key()), Some(&Built::Changed));
    assert_eq!(report.documents.len(), 1, "the other document is left alone");
    let account = tried.account();
    assert_eq!(statement(&account, "said"), None);
    let inner = account.statements.iter().find(|statement| statement.id == inner).unwrap();
    assert_eq!((inner.within.as_deref(), inner.depth), (None, Some(1)));
    // A build of all leaves it so, and one from nothing comes to the same.
    assert_eq!(tried.build().documents.get(&key()), Some(&Built::Unchanged));
    let manifest = fs::read(tried.store().join("manifest.json")).unwrap();
    fs::remove_dir_all(tried.store()).unwrap();
    tried.build();
    assert_eq!(fs::read(tried.store().join("manifest.json")).unwrap(), manifest);
}

#[test]
fn what_is_accepted_is_sure() {
    let tried = Tried::new();
    let inner = statement(&tried.account(), "told").unwrap();
    tried.decide(&inner, &Wanted { reason: String::new(), ..wanted(Verdict::Accept) }).unwrap();
    let account = tried.account();
    let inner = account.statements.iter().find(|statement| statement.id == inner).unwrap();
    assert_eq!(inner.confidence, Some(Confidence::hundredths(100)));
}

#[test]
fn what_is_corrected_has_its_words_and_side() {
    let tried = Tried::new();
    let stance = tried.account().stances[0].clone();
    assert_eq!(stance.polarity, Polarity::Positive);
    let other = Wanted { polarity: Some(Polarity::Negative), ..wanted(Verdict::Correct) };
    tried.decide(&stance.id, &other).unwrap();
    let corrected = tried.account().stances[0].clone();
    assert_eq!(corrected.polarity, Polarity::Negative);
    assert_eq!(corrected.rule.as_deref(), Some("corrected"));
    let inner = statement(&tried.account(), "told").unwrap();
    let source = Wanted { source: Some("The mayor".to_owned()), ..wanted(Verdict::Correct) };
    tried.decide(&inner, &source).unwrap();
    let account = tried.account();
    let inner = account.statements.iter().find(|one| one.rule.as_deref() == Some("corrected"));
    let source = &inner.unwrap().source;
    let name = account.entities.iter().find(|entity| source.contains(&entity.id)).unwrap();
    assert!(name.names.iter().any(|name| name.contains("mayor")), "{name:?}");
    // Somebody may decide anew on what was corrected.
    tried.decide(&corrected.id, &wanted(Verdict::Reject)).unwrap();
    let account = tried.account();
    assert_eq!(account.stances.len(), 1, "the other stance stays: {:?}", account.stances);
    assert_ne!(account.stances[0].id, corrected.id);
}

#[test]
fn a_decision_whose_words_are_gone_is_an_orphan() {
    let tried = Tried::new();
    let inner = statement(&tried.account(), "told").unwrap();
    tried.decide(&inner, &wanted(Verdict::Reject)).unwrap();
    tried.write("a.txt", &TEXT.replace("Ana Duarte", "Anna Duarte"));
    let report = tried.build();
    assert_eq!(report.orphans.len(), 1);
    assert!(tried.account().statements.len() > 1, "it is never moved to other words");
    fs::remove_file(tried.corpus().join("a.txt")).unwrap();
    assert_eq!(tried.build().orphans.len(), 1, "nor forgotten with its document");
    tried.write("a.txt", TEXT);
    assert!(tried.build().orphans.is_empty());
    let all = decisions(&Store::open(&tried.store()).unwrap()).unwrap();
    assert!(all.len() == 1 && !all[0].is_orphan && all[0].is_latest);
}

#[test]
fn what_cannot_be_decided_is_refused() {
    let tried = Tried::new();
    let inner = statement(&tried.account(), "told").unwrap();
    let check = |id: &str, wanted: Wanted, expected: &str| {
        assert_eq!(tried.decide(id, &wanted).unwrap_err().to_string(), expected);
    };
    check("s=0", wanted(Verdict::Accept), "there is no finding s=0 in tried/a");
    let cue = Wanted { cue: Some("whispered".to_owned()), ..wanted(Verdict::Correct) };
    check(&inner, cue, "the document does not have the words \"whispered\"");
    let nothing = wanted(Verdict::Correct);
    check(&inner, nothing, "what is corrected, and nothing else, has other words or another side");
    let nobody = Wanted { author: " ".to_owned(), ..wanted(Verdict::Accept) };
    check(&inner, nobody, "a decision has an author");
    assert!(!tried.corpus().join("corrections.jsonl").exists());
}
