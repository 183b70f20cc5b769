//! The whole way in, on one page: corpora go in, a store comes out.
//!
//! Documents are worked on in parallel; what they give does not depend on how many threads there are
//! or in which order they finish. Clock, terminal and arguments are left to the command line.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::path::PathBuf;

use rayon::prelude::*;

use crate::analyse;
use crate::extract;
use crate::model::Account;
use crate::model::AnnotatedDocument;
use crate::model::Document;
use crate::model::DocumentKey;
use crate::model::Lexicon;
use crate::model::Run;
use crate::model::Sha256;
use crate::rdf;
use crate::rdf::Base;
use crate::read;
use crate::read::Corpus;
use crate::read::ReadError;
use crate::read::Source;
use crate::resolve;
use crate::store::DocumentEntry;
use crate::store::Manifest;
use crate::store::Store;
use crate::store::StoreError;
use crate::store::Writer;

/// Says who said what in one document; a document that is not in English says nothing.
pub fn account(document: &Document, lexicon: &Lexicon) -> Account {
    if !document.is_english() {
        return Account::default();
    }
    let analysis = analyse::text(document, lexicon);
    let findings = extract::findings(document, &analysis, lexicon);
    resolve::document(document, &analysis, findings, lexicon)
}
