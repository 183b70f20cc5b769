//! A text taken through the stages one after the other, so that each can be measured by itself.

use std::fs;
use std::path::Path;

use rayon::prelude::*;
use sayso::analyse;
use sayso::analyse::steps;
use sayso::model::Account;
use sayso::model::Analysis;
use sayso::model::AnnotatedDocument;
use sayso::model::Document;
use sayso::model::DocumentKey;
use sayso::model::Findings;
use sayso::model::Sentence;
use sayso::pipeline;
use sayso::pipeline::Engine;
use sayso::read;
use sayso::resolve;

use super::prose;

/// What each stage gives for one text.
pub(crate) struct Staged {
    pub(crate) engine: &'static Engine,
    pub(crate) document: Document,
    pub(crate) analysis: Analysis,
    pub(crate) findings: Findings,
    pub(crate) account: Account,
}

impl Staged {
    /// Takes a text of at least so many bytes through the stages.
    pub(crate) fn new(bytes: usize) -> Self {
        let engine = Engine::built_in();
        let document = document("text", prose::text(bytes));
        let mut staged = Self {
            engine,
            document,
            analysis: Analysis::default(),
            findings: Findings::default(),
            account: Account::default(),
        };
        staged.analysis = staged.analysed();
        staged.findings = staged.extracted();
        staged.account = staged.resolved(staged.findings.clone());
        staged
    }

    /// Returns the analysis of the text.
    pub(crate) fn analysed(&self) -> Analysis {
        analyse::text(
            &self.document,
            &self.engine.lexicon,
            &self.engine.syntax,
            &self.engine.naming,
        )
    }

    /// Returns the sentences of the text.
    pub(crate) fn sentences(&self) -> Vec<Sentence> {
        let Engine { lexicon, syntax, .. } = self.engine;
        steps::sentences(&self.document, &self.analysis.tokens, lexicon, syntax)
    }

    /// Returns what is found in the analysed text.
    pub(crate) fn extracted(&self) -> Findings {
        let Engine { lexicon, attribution, .. } = self.engine;
        pipeline::findings(&self.document, &self.analysis, lexicon, attribution)
    }

    /// Returns the account that findings give.
    pub(crate) fn resolved(&self, findings: Findings) -> Account {
        resolve::document(&self.document, &self.analysis, findings, &self.engine.lexicon)
    }
}

/// Returns the accounts of so many documents.
pub(crate) fn accounts(documents: usize) -> Vec<AnnotatedDocument> {
    let account = |number| {
        let document = document(&format!("document-{number}"), prose::document(number));
        AnnotatedDocument::new(&document, &pipeline::account(&document, Engine::built_in()))
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
    pipeline::build(&corpora, &folder.join("store"), &pipeline::Settings::default(), &|_, _| {})
        .expect("the corpus was just made");
}

fn document(id: &str, text: String) -> Document {
    let key = DocumentKey { corpus: "generated".to_owned(), id: id.to_owned() };
    Document::of_text(key, text)
}
