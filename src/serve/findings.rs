//! What an edge or an answer rests on, as people read it: who, how, in which words, where and when.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::export;
use crate::model::AnnotatedDocument;
use crate::model::AnnotatedStance;
use crate::model::AnnotatedStatement;
use crate::model::CodePointSpan;
use crate::model::DocumentKey;
use crate::model::Polarity;
use crate::rdf::Base;
use crate::rdf::Identifier;
use crate::rdf::NamedNode;
use crate::rdf::NamedNodeRef;
use crate::rdf::Term;
use crate::rdf::vocabulary::dcterms;
use crate::rdf::vocabulary::property;
use crate::store::Store;
use crate::store::StoreError;

use super::address;
use super::excerpt;
use super::excerpt::Piece;

/// A statement, a stance, a post, or a document of which nothing smaller is meant.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub(super) struct Finding {
    /// Its identifier, short.
    pub(super) id: String,
    /// Where it can be read.
    pub(super) address: Option<String>,
    /// Who speaks or takes the side, in the document's names.
    pub(super) who: String,
    /// What it is: `praises`, `assertive statement`.
    pub(super) how: String,
    /// `positive` or `negative` where it takes a side.
    pub(super) side: &'static str,
    /// Its sentences.
    pub(super) pieces: Vec<Piece>,
    /// How sure the program is.
    pub(super) confidence: Option<String>,
    /// The document's title, or else its id.
    pub(super) document: String,
    /// The document's date.
    pub(super) date: Option<String>,
    /// Who published it.
    pub(super) publisher: Option<String>,
}

/// Documents that were read for findings; each is read once.
pub(super) struct Reader<'site> {
    store: &'site Store,
    base: &'site Base,
    read: BTreeMap<DocumentKey, Read>,
}

struct Read {
    account: AnnotatedDocument,
    text: String,
    title: Option<String>,
    publisher: Option<String>,
}

impl<'site> Reader<'site> {
    /// Returns a reader of a store's documents.
    pub(super) fn new(store: &'site Store, base: &'site Base) -> Self {
        Self { store, base, read: BTreeMap::new() }
    }

    /// Returns what an identifier names; what is no document's is only named.
    pub(super) fn finding(&mut self, iri: &str) -> Result<Finding, StoreError> {
        let (store, base) = (self.store, self.base);
        let mut found = Finding {
            id: export::shorten(iri, base),
            address: address::of_iri(base, iri),
            who: String::new(),
            how: String::new(),
            side: "",
            pieces: Vec::new(),
            confidence: None,
            document: String::new(),
            date: None,
            publisher: None,
        };
        let (key, id) = match base.parse(iri) {
            Some(
                Identifier::Statement(key, id)
                | Identifier::Stance(key, id)
                | Identifier::Affiliation(key, id),
            ) => (key, id),
            Some(Identifier::Document(key)) => (key, String::new()),
            _ => return Ok(found),
        };
        if !store.manifest().documents.contains_key(&key) {
            return Ok(found);
        }
        // A post has no mark of its own in the document.
        found.address.get_or_insert_with(|| address::document(&key));
        let read = self.read(&key)?;
        found.document = read.title.clone().unwrap_or_else(|| key.id.clone());
        found.date = read.account.date.map(|date| date.to_string());
        found.publisher.clone_from(&read.publisher);
        read.tell(&id, &mut found);
        if let Some(Identifier::Affiliation(..)) = base.parse(iri) {
            self.tell_affiliation(&key, iri, &mut found)?;
        }
        Ok(found)
    }

    /// A post is told by its graph: accounts do not number their posts.
    fn tell_affiliation(
        &mut self,
        key: &DocumentKey,
        iri: &str,
        found: &mut Finding,
    ) -> Result<(), StoreError> {
        let Ok(node) = NamedNode::new(iri) else { return Ok(()) };
        let object = |property| objects(self.store, &node, property).into_iter().next();
        let text = |term: Term| match term {
            Term::Literal(literal) => Some(literal.value().to_owned()),
            _ => None,
        };
        found.how = object(property::ROLE_TEXT).and_then(text).unwrap_or_else(|| "post".to_owned());
        found.confidence = object(property::CONFIDENCE).and_then(text);
        let place = match object(property::SPAN) {
            Some(Term::NamedNode(span)) => self.base.parse(span.as_str()),
            _ => None,
        };
        if let Some(Identifier::Span(_, at)) = place {
            found.pieces = excerpt::pieces(&self.read(key)?.text, &[(at, "content")]);
        }
        Ok(())
    }

    fn read(&mut self, key: &DocumentKey) -> Result<&Read, StoreError> {
        if !self.read.contains_key(key) {
            let entry = self.store.manifest().document(key)?;
            let read = Read {
                account: self.store.account(key)?,
                text: self.store.text(&entry.text)?,
                title: self.told(key, dcterms::TITLE),
                publisher: self.told(key, dcterms::PUBLISHER),
            };
            self.read.insert(key.clone(), read);
        }
        Ok(&self.read[key])
    }

    /// Returns the words that the store tells of a document.
    fn told(&self, key: &DocumentKey, property: NamedNodeRef<'_>) -> Option<String> {
        let node = self.base.document(key);
        objects(self.store, &node, property).into_iter().find_map(|term| match term {
            Term::Literal(literal) => Some(literal.value().to_owned()),
            _ => None,
        })
    }
}

fn objects(store: &Store, node: &NamedNode, property: NamedNodeRef<'_>) -> Vec<Term> {
    let subject = node.as_ref().into();
    let quads = store.dataset().quads_for_pattern(Some(subject), Some(property), None, None);
    quads.filter_map(|quad| Some(quad.ok()?.object)).collect()
}

impl Read {
    fn tell(&self, id: &str, found: &mut Finding) {
        let account = &self.account;
        if let Some(statement) = account.statements.iter().find(|known| known.id == id) {
            self.tell_statement(statement, found);
        } else if let Some(stance) = account.stances.iter().find(|known| known.id == id) {
            self.tell_stance(stance, found);
        } else if let Some(own) = account.own_words.iter().find(|known| known.id == id) {
            "own words".clone_into(&mut found.how);
            found.who = self.names(account.author.as_slice());
            found.pieces = excerpt::pieces(&self.text, &[(own.span, "content")]);
        }
    }

    fn tell_statement(&self, statement: &AnnotatedStatement, found: &mut Finding) {
        found.who = self.names(&statement.source);
        found.how = match statement.act {
            Some(act) => format!("{act:?} statement").to_lowercase(),
            None => "statement".to_owned(),
        };
        found.confidence = statement.confidence.map(|confidence| confidence.to_string());
        let mut marks: Vec<(CodePointSpan, &'static str)> = Vec::new();
        marks.extend(statement.source_span.map(|span| (span, "source")));
        marks.extend(statement.cue_spans.iter().map(|span| (*span, "cue")));
        marks.extend(statement.content_spans.iter().map(|span| (*span, "content")));
        found.pieces = excerpt::pieces(&self.text, &marks);
    }

    fn tell_stance(&self, stance: &AnnotatedStance, found: &mut Finding) {
        found.who = self.names(&stance.holder);
        found.side = match stance.polarity {
            Polarity::Positive => "positive",
            Polarity::Negative => "negative",
        };
        found.how = match stance.kind {
            Some(kind) => format!("{kind:?}").to_lowercase(),
            None => "takes a side".to_owned(),
        };
        found.confidence = stance.confidence.map(|confidence| confidence.to_string());
        let holder = stance.holder_span.map(|span| (span, "source"));
        let cue = stance.cue_span.map(|span| (span, "cue"));
        let target = stance.target_span.map(|span| (span, "target"));
        let marks: Vec<_> = [holder, cue, target].into_iter().flatten().collect();
        found.pieces = excerpt::pieces(&self.text, &marks);
    }

    fn names(&self, entities: &[String]) -> String {
        let name = |id: &String| {
            let entity = self.account.entities.iter().find(|entity| entity.id == *id);
            entity.map(|entity| entity.name.clone())
        };
        entities.iter().filter_map(name).collect::<Vec<_>>().join(", ")
    }
}
