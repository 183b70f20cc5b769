//! What a describer needs to know of the document that it stands in.

use std::collections::BTreeMap;

use super::Base;
use super::NamedNode;
use crate::model::Account;
use crate::model::CodePointSpan;
use crate::model::CodePoints;
use crate::model::Document;
use crate::model::Sha256;
use crate::model::Span;
use crate::model::Statement;

/// A document with its account, its identifiers and its code points.
pub(super) struct Scope<'a> {
    pub(super) base: &'a Base,
    pub(super) document: &'a Document,
    pub(super) account: &'a Account,
    pub(super) document_iri: NamedNode,
    pub(super) text_hash: Sha256,
    points: CodePoints<'a>,
    statements: BTreeMap<&'a str, &'a Statement>,
}

impl<'a> Scope<'a> {
    /// Hashes the text and counts its code points.
    pub(super) fn new(base: &'a Base, document: &'a Document, account: &'a Account) -> Self {
        let by_id = |statement: &'a Statement| (statement.id.as_str(), statement);
        Self {
            base,
            document,
            account,
            document_iri: base.document(&document.key),
            text_hash: document.text_hash(),
            points: CodePoints::new(&document.text),
            statements: account.statements.iter().map(by_id).collect(),
        }
    }

    /// Returns the identifier of an entity, statement or stance of this document.
    pub(super) fn part(&self, id: &str) -> NamedNode {
        self.base.part(&self.document.key, id)
    }

    /// Returns the identifier of the text.
    pub(super) fn text_iri(&self) -> NamedNode {
        self.base.text(&self.text_hash)
    }

    /// Returns the number of code points of the text.
    pub(super) fn length(&self) -> usize {
        self.points.len()
    }

    /// Returns where a span stands, in code points.
    pub(super) fn at(&self, span: Span) -> CodePointSpan {
        let range = self.points.of(span);
        CodePointSpan { start: range.start, end: range.end }
    }

    /// Returns the span of a range of code points, unless it is empty or lies outside.
    pub(super) fn span(&self, at: CodePointSpan) -> Option<Span> {
        self.points.span(at.start, at.end)
    }

    /// Returns the statement of an id.
    pub(super) fn statement(&self, id: &str) -> Option<&'a Statement> {
        self.statements.get(id).copied()
    }

    /// Returns who reports: the statement in whose content something stands, else the document.
    pub(super) fn reporter(&self, within: Option<&str>) -> NamedNode {
        within.map_or_else(|| self.document_iri.clone(), |id| self.part(id))
    }
}
