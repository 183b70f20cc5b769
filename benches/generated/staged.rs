//! A text taken through the stages one after the other, so that each can be measured by itself.

use std::fs;
use std::path::Path;

use rayon::prelude::*;
use sayso::analyse;
use sayso::extract;
use sayso::model::Account;
use sayso::model::Analysis;
use sayso::model::AnnotatedDocument;
use sayso::model::Document;
use sayso::model::DocumentKey;
use sayso::model::Findings;
use sayso::model::Lexicon;
use sayso::pipeline;
use sayso::read;
use sayso::resolve;

use super::prose;

/// What each stage gives for one text.
pub(crate) struct Staged {
    pub(crate) lexicon: Lexicon,
    pub(crate) document: Document,
    pub(crate) analysis: Analysis,
    pub(crate) findings: Findings,
    pub(crate) account: Account,
}

impl Staged {
    /// Takes a text of at least so many bytes through the stages.
    pub(crate) fn new(bytes: usize) -> Self {
        let lexicon = Lexicon::built_in();
        let document = document("text", prose::text(bytes));
        let analysis = analyse::text(&document, &lexicon);
        let findings = extract::findings(&document, &analysis, &lexicon);
        let account = resolve::document(&document, &analysis, findings.clone(), &lexicon);
        Self { lexicon, document, analysis, findings, account }
    }
}

/// Returns the accounts of so many documents.
pub(crate) fn accounts(documents: usize) -> Vec<AnnotatedDocument> {
    let lexicon = Lexicon::built_in();
    let account = |number| {
        let document = document(&format!("document-{number}"), prose::document(number));
        AnnotatedDocument::new(&document, &pipeline::account(&document, &lexicon))
    };
    (0..documents).into_par_iter().map(account).collect()
}

/// Builds a store of so many documents.
pub(crate) fn built(folder: &Path, documents: usize) {
    let corpus = folder.join("generated");
    fs::create_dir_all(&corpus).expect("the disk has room");
    for number in 0..documents {
        let path = corpus.join(format!("document-{number}.txt"));
        fs::write(path, prose::document(number)).expect("the disk has room");
    }
    let corpora = [read::corpus(&corpus).expect("the folder was just made")];
    pipeline::build(&corpora, &folder.join("store"), None, &|_, _| {})
        .expect("the corpus was just made");
}

fn document(id: &str, text: String) -> Document {
    let key = DocumentKey { corpus: "generated".to_owned(), id: id.to_owned() };
    Document::of_text(key, text)
}
