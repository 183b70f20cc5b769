//! Identifiers: what every node is called, made of content and place, and read back. No other file makes one.
//!
//! ```text
//! doc/<corpus>/<id>                 a document, and the graph of what it says
//! doc/<corpus>/<id>#e=…             an entity; #s= a statement, #t= a stance, #a= an affiliation, #m=<start>,<end> a mention,
//!                                   #h= what was coded by hand, #v= a value of it
//! text/<sha256>                     a text; #char=<start>,<end> a span of it, in code points
//! agent/<key>  claim/<key>  run/<key>
//! graph/<name>                      a graph that is no document's; graph/identity#j= a join, #r= a refusal;
//!                                   graph/registry#m= a membership; graph/corrections#c= a decision;
//!                                   graph/links#k= a comparison of claims, #g= a coding, #p= a position, #d= a copy,
//!                                   #y= a repeat, #w= an answer, #v= a version, #q= a stance via a group
//! ```

use oxigraph::model::NamedNode;

use crate::model::Affiliation;
use crate::model::CodePointSpan;
use crate::model::Coding;
use crate::model::Comparison;
use crate::model::Copy;
use crate::model::Correction;
use crate::model::Date;
use crate::model::DocumentKey;
use crate::model::EntityKey;
use crate::model::HandCodedStatement;
use crate::model::Join;
use crate::model::Judgement;
use crate::model::Membership;
use crate::model::Position;
use crate::model::Refusal;
use crate::model::Sha256;
use crate::model::key;

/// What every identifier begins with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Base(String);

/// Why something is no base.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no absolute address that ends in a slash, such as https://example.org/id/")]
pub struct BaseError(String);

/// What an identifier names.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Identifier {
    /// A document, and its graph.
    Document(DocumentKey),
    /// An entity of a document, by its id there (`e=…`).
    Entity(DocumentKey, String),
    /// A statement or own words of a document, by its id there (`s=…`).
    Statement(DocumentKey, String),
    /// A stance of a document, by its id there (`t=…`).
    Stance(DocumentKey, String),
    /// An affiliation of a document, by its id there (`a=…`).
    Affiliation(DocumentKey, String),
    /// What was coded by hand in a document, by its id there (`h=…`), or a value of it (`v=…`).
    HandCoded(DocumentKey, String),
    /// The mention at a place of a document.
    Mention(DocumentKey, CodePointSpan),
    /// An annotation of a document, made on export (`o=…`).
    Annotation(DocumentKey, String),
    /// A text.
    Text(Sha256),
    /// A span of a text.
    Span(Sha256, CodePointSpan),
    /// The selector of a span by its position, made on export.
    PositionSelector(Sha256, CodePointSpan),
    /// The selector of a span by its words, made on export.
    QuoteSelector(Sha256, CodePointSpan),
    /// An agent, by its key.
    Agent(String),
    /// A claim, by its key.
    Claim(String),
    /// A run, by its key.
    Run(String),
    /// A graph that is no document's.
    Graph(SharedGraph),
    /// Why an entity belongs to an agent (`j=…`).
    Join(String),
    /// Why two agents were kept apart (`r=…`).
    Refusal(String),
    /// That an agent is a member of another (`m=…`).
    Membership(String),
    /// What people decided (`c=…`).
    Correction(String),
    /// Why two things of several documents are linked (`k=…`, `g=…`, `p=…`, `d=…`).
    Link(String),
}

/// A graph that is no document's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SharedGraph {
    /// What people decided.
    Corrections,
    /// Which entities are one agent.
    Identity,
    /// All that needs more than one document.
    Links,
    /// What the words mean.
    Ontology,
    /// Agents known beforehand.
    Registry,
    /// What produced the graphs.
    Runs,
}

impl SharedGraph {
    /// All of them, in order.
    pub const ALL: [Self; 6] = [
        Self::Corrections,
        Self::Identity,
        Self::Links,
        Self::Ontology,
        Self::Registry,
        Self::Runs,
    ];

    /// Returns its name, the last part of its identifier.
    pub fn name(self) -> &'static str {
        match self {
            Self::Corrections => "corrections",
            Self::Identity => "identity",
            Self::Links => "links",
            Self::Ontology => "ontology",
            Self::Registry => "registry",
            Self::Runs => "runs",
        }
    }
}

impl Default for Base {
    fn default() -> Self {
        Self(Self::DEFAULT.to_owned())
    }
}

impl Base {
    /// The base where no other is given.
    pub const DEFAULT: &str = "https://w3id.org/sayso/id/";

    /// Takes an absolute IRI that ends in a slash and has neither query nor fragment.
    pub fn new(iri: &str) -> Result<Self, BaseError> {
        let is_base =
            iri.ends_with('/') && !iri.contains(['?', '#']) && NamedNode::new(iri).is_ok();
        if is_base { Ok(Self(iri.to_owned())) } else { Err(BaseError(iri.to_owned())) }
    }

    /// Returns the base as it was given.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the identifier of a document, which also names its graph.
    pub fn document(&self, key: &DocumentKey) -> NamedNode {
        self.under(&format!("doc/{}/{}", segment(&key.corpus), path(&key.id)))
    }

    /// Returns the identifier of an entity, statement or stance by its document and its id there.
    pub fn part(&self, key: &DocumentKey, id: &str) -> NamedNode {
        self.under(&format!("doc/{}/{}#{}", segment(&key.corpus), path(&key.id), fragment(id)))
    }

    /// Returns the identifier of an entity.
    pub fn entity(&self, key: &EntityKey) -> NamedNode {
        self.part(&key.document, &key.entity)
    }

    /// Returns the identifier of a mention.
    pub fn mention(&self, key: &DocumentKey, at: CodePointSpan) -> NamedNode {
        self.part(key, &format!("m={},{}", at.start, at.end))
    }

    /// Returns the identifier of an affiliation that stands at a place of its document.
    pub fn affiliation(
        &self,
        key: &DocumentKey,
        affiliation: &Affiliation,
        at: CodePointSpan,
    ) -> NamedNode {
        let place = format!("{},{}", at.start, at.end);
        let role = affiliation.role.as_deref().unwrap_or_default();
        let organization = affiliation.organization.as_deref().unwrap_or_default();
        self.part(key, &id('a', [affiliation.person.as_str(), role, organization, &place]))
    }

    /// Returns the identifier of the annotation that a part of a node is marked with.
    pub fn annotation(
        &self,
        key: &DocumentKey,
        body: &NamedNode,
        part: &NamedNode,
        at: CodePointSpan,
    ) -> NamedNode {
        let place = format!("{},{}", at.start, at.end);
        self.part(key, &id('o', [body.as_str(), part.as_str(), &place]))
    }

    /// Returns the identifier of what was coded by hand in a document, in some program.
    pub fn coded(
        &self,
        key: &DocumentKey,
        program: &str,
        statement: &HandCodedStatement,
    ) -> NamedNode {
        let place = statement.span.map(|at| format!("{},{}", at.start, at.end)).unwrap_or_default();
        self.part(key, &id('h', [program, &statement.kind, &statement.id, &place]))
    }

    /// Returns the identifier of the value of a variable that was coded by hand.
    pub fn coded_value(
        &self,
        key: &DocumentKey,
        statement: &NamedNode,
        variable: &str,
    ) -> NamedNode {
        self.part(key, &id('v', [statement.as_str(), variable]))
    }

    /// Returns the identifier of a text.
    pub fn text(&self, hash: &Sha256) -> NamedNode {
        self.under(&format!("text/{hash}"))
    }

    /// Returns the identifier of a span of a text.
    pub fn span(&self, hash: &Sha256, at: CodePointSpan) -> NamedNode {
        self.place(hash, "char", at)
    }

    /// Returns the identifier of the selector of a span by its position.
    pub fn position_selector(&self, hash: &Sha256, at: CodePointSpan) -> NamedNode {
        self.place(hash, "position", at)
    }

    /// Returns the identifier of the selector of a span by its words.
    pub fn quote_selector(&self, hash: &Sha256, at: CodePointSpan) -> NamedNode {
        self.place(hash, "quote", at)
    }

    /// Returns the identifier of an agent.
    pub fn agent(&self, key: &str) -> NamedNode {
        self.under(&format!("agent/{}", path(key)))
    }

    /// Returns the identifier of a claim.
    pub fn claim(&self, key: &str) -> NamedNode {
        self.under(&format!("claim/{}", path(key)))
    }

    /// Returns the identifier of a run.
    pub fn run(&self, key: &str) -> NamedNode {
        self.under(&format!("run/{}", path(key)))
    }

    /// Returns the name of a graph that is no document's.
    pub fn graph(&self, graph: SharedGraph) -> NamedNode {
        self.under(&format!("graph/{}", graph.name()))
    }

    /// Returns the identifier of a join.
    pub fn join(&self, join: &Join) -> NamedNode {
        let document = &join.entity.document;
        let parts = [&document.corpus, &document.id, &join.entity.entity, &join.agent];
        self.under(&format!("graph/identity#{}", id('j', parts.map(String::as_str))))
    }

    /// Returns the identifier of a refusal.
    pub fn refusal(&self, refusal: &Refusal) -> NamedNode {
        let [first, second] = &refusal.agents;
        self.under(&format!("graph/identity#{}", id('r', [first.as_str(), second, refusal.rule])))
    }

    /// Returns the identifier of a membership of one agent in another, by their keys.
    pub fn membership(&self, keys: [&str; 2], membership: &Membership) -> NamedNode {
        let date = |date: Option<Date>| date.map(|date| date.to_string()).unwrap_or_default();
        let (from, to) = (date(membership.from), date(membership.to));
        let parts = [keys[0], keys[1], from.as_str(), to.as_str()];
        self.under(&format!("graph/registry#{}", id('m', parts)))
    }

    /// Returns the identifier of what people decided.
    pub fn correction(&self, judgement: &Judgement) -> NamedNode {
        let date = judgement.date.to_string();
        let decision = judgement.decision.to_string();
        let parts = [judgement.author.as_str(), &date, &judgement.reason, &decision];
        self.under(&format!("graph/corrections#{}", id('c', parts)))
    }

    /// Returns the identifier of what people decided of a finding.
    pub fn correction_of_finding(&self, key: &DocumentKey, correction: &Correction) -> NamedNode {
        let date = correction.date.to_string();
        let parts = [
            self.part(key, &correction.finding).as_str().to_owned(),
            correction.decision.word().to_owned(),
            correction.author.clone(),
            date,
            correction.reason.clone(),
        ];
        self.under(&format!("graph/corrections#{}", id('c', parts.iter().map(String::as_str))))
    }

    /// Returns the identifier of a comparison of two claims.
    pub fn comparison(&self, comparison: &Comparison) -> NamedNode {
        let [first, second] = &comparison.claims;
        self.under(&format!("graph/links#{}", id('k', [first.as_str(), second, comparison.rule])))
    }

    /// Returns the identifier of what a copy is and goes back to.
    pub fn copy(&self, copy: &Copy) -> NamedNode {
        let Copy { document, original, .. } = copy;
        let parts = [document.corpus.as_str(), &document.id, &original.corpus, &original.id];
        self.under(&format!("graph/links#{}", id('d', parts)))
    }

    /// Returns the identifier of why two nodes are linked, by the letter of the kind of link.
    pub fn link(&self, kind: char, nodes: [&NamedNode; 2]) -> NamedNode {
        self.under(&format!("graph/links#{}", id(kind, nodes.map(NamedNode::as_str))))
    }

    /// Returns the identifier of a coding.
    pub fn coding(&self, coding: &Coding) -> NamedNode {
        self.under(&format!("graph/links#{}", id('g', [coding.claim.as_str(), &coding.topic])))
    }

    /// Returns the identifier of a position.
    pub fn position(&self, position: &Position) -> NamedNode {
        let Position { document, statement, concept, .. } = position;
        let parts = [document.corpus.as_str(), &document.id, statement, concept];
        self.under(&format!("graph/links#{}", id('p', parts)))
    }

    /// Tells what an identifier names; nothing for one that this program did not make.
    pub fn parse(&self, iri: &str) -> Option<Identifier> {
        let rest = iri.strip_prefix(&self.0)?;
        let (kind, rest) = rest.split_once('/')?;
        let identifier = match kind {
            "doc" => parse_document(rest),
            "text" => parse_text(rest),
            "agent" => Some(Identifier::Agent(decode(rest)?)),
            "claim" => Some(Identifier::Claim(decode(rest)?)),
            "run" => Some(Identifier::Run(decode(rest)?)),
            "graph" => parse_graph(rest),
            _ => None,
        }?;
        (self.of(&identifier).as_str() == iri).then_some(identifier)
    }

    /// Returns the IRI of what [`Base::parse`] tells.
    pub fn of(&self, identifier: &Identifier) -> NamedNode {
        match identifier {
            Identifier::Document(key) => self.document(key),
            Identifier::Entity(key, id)
            | Identifier::Statement(key, id)
            | Identifier::Stance(key, id)
            | Identifier::Affiliation(key, id)
            | Identifier::HandCoded(key, id)
            | Identifier::Annotation(key, id) => self.part(key, id),
            Identifier::Mention(key, at) => self.mention(key, *at),
            Identifier::Text(hash) => self.text(hash),
            Identifier::Span(hash, at) => self.span(hash, *at),
            Identifier::PositionSelector(hash, at) => self.position_selector(hash, *at),
            Identifier::QuoteSelector(hash, at) => self.quote_selector(hash, *at),
            Identifier::Agent(key) => self.agent(key),
            Identifier::Claim(key) => self.claim(key),
            Identifier::Run(key) => self.run(key),
            Identifier::Graph(graph) => self.graph(*graph),
            Identifier::Join(id) | Identifier::Refusal(id) => {
                self.under(&format!("graph/identity#{}", fragment(id)))
            }
            Identifier::Membership(id) => self.under(&format!("graph/registry#{}", fragment(id))),
            Identifier::Correction(id) => {
                self.under(&format!("graph/corrections#{}", fragment(id)))
            }
            Identifier::Link(id) => self.under(&format!("graph/links#{}", fragment(id))),
        }
    }

    fn place(&self, hash: &Sha256, kind: &str, at: CodePointSpan) -> NamedNode {
        self.under(&format!("text/{hash}#{kind}={},{}", at.start, at.end))
    }

    /// Appends a path whose every part is encoded, so that the whole is an IRI because the base is one.
    fn under(&self, path: &str) -> NamedNode {
        NamedNode::new_unchecked(format!("{}{path}", self.0))
    }
}

fn parse_document(rest: &str) -> Option<Identifier> {
    let (path, id) = match rest.split_once('#') {
        Some((path, id)) => (path, Some(decode(id)?)),
        None => (rest, None),
    };
    let (corpus, document) = path.split_once('/')?;
    let key = DocumentKey { corpus: decode(corpus)?, id: decode(document)? };
    let Some(id) = id else { return Some(Identifier::Document(key)) };
    match id.split_once('=')? {
        ("e", _) => Some(Identifier::Entity(key, id)),
        ("s", _) => Some(Identifier::Statement(key, id)),
        ("t", _) => Some(Identifier::Stance(key, id)),
        ("a", _) => Some(Identifier::Affiliation(key, id)),
        ("h" | "v", _) => Some(Identifier::HandCoded(key, id)),
        ("o", _) => Some(Identifier::Annotation(key, id)),
        ("m", place) => Some(Identifier::Mention(key, parse_place(place)?)),
        _ => None,
    }
}

fn parse_text(rest: &str) -> Option<Identifier> {
    let hash = |digits: &str| Sha256::try_from(digits.to_owned()).ok();
    let Some((digits, fragment)) = rest.split_once('#') else {
        return Some(Identifier::Text(hash(rest)?));
    };
    let (kind, place) = fragment.split_once('=')?;
    let (hash, at) = (hash(digits)?, parse_place(place)?);
    match kind {
        "char" => Some(Identifier::Span(hash, at)),
        "position" => Some(Identifier::PositionSelector(hash, at)),
        "quote" => Some(Identifier::QuoteSelector(hash, at)),
        _ => None,
    }
}

fn parse_graph(rest: &str) -> Option<Identifier> {
    if let Some((graph, id)) = rest.split_once('#') {
        let id = decode(id)?;
        return match (graph, id.split_once('=')?.0) {
            ("identity", "j") => Some(Identifier::Join(id)),
            ("identity", "r") => Some(Identifier::Refusal(id)),
            ("registry", "m") => Some(Identifier::Membership(id)),
            ("corrections", "c") => Some(Identifier::Correction(id)),
            ("links", "d" | "g" | "k" | "p" | "q" | "v" | "w" | "y") => Some(Identifier::Link(id)),
            _ => None,
        };
    }
    SharedGraph::ALL.into_iter().find(|graph| graph.name() == rest).map(Identifier::Graph)
}

fn parse_place(place: &str) -> Option<CodePointSpan> {
    let (start, end) = place.split_once(',')?;
    Some(CodePointSpan { start: start.parse().ok()?, end: end.parse().ok()? })
}

/// Returns a letter, `=` and 16 hexadecimal digits of the hash of some parts.
fn id<'a>(letter: char, parts: impl IntoIterator<Item = &'a str>) -> String {
    format!("{letter}={}", key(16, parts))
}

/// Returns the identifier of a topic or concept of a codebook that is a table: its id, where that is an address.
pub fn codebook_term(codebook: &str, id: &str) -> String {
    if id.contains("://") {
        id.to_owned()
    } else {
        format!("{}#{}", codebook_scheme(codebook), fragment(id))
    }
}

/// Returns the identifier of a codebook that is a table.
pub fn codebook_scheme(codebook: &str) -> String {
    format!("https://w3id.org/sayso/codebook/{}", segment(codebook))
}

/// Encodes what may hold slashes, which stay.
fn path(path: &str) -> String {
    path.split('/').map(segment).collect::<Vec<_>>().join("/")
}

/// Encodes what stands between two slashes. `.` and `..` would be taken for steps in a path.
fn segment(segment: &str) -> String {
    if segment == "." || segment == ".." {
        return segment.replace('.', "%2E");
    }
    encode(segment, "")
}

/// Encodes what stands after the `#`.
fn fragment(fragment: &str) -> String {
    encode(fragment, "=,")
}

/// Percent-encodes all bytes but the unreserved characters of RFC 3986 and some more.
fn encode(text: &str, kept: &str) -> String {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        let character = char::from(byte);
        if character.is_ascii_alphanumeric()
            || "-._~".contains(character)
            || kept.contains(character)
        {
            encoded.push(character);
        } else {
            encoded.push('%');
            encoded.push(char::from(DIGITS[usize::from(byte >> 4)]));
            encoded.push(char::from(DIGITS[usize::from(byte & 15)]));
        }
    }
    encoded
}

/// Decodes what [`encode`] made; nothing where the rest is no text.
fn decode(encoded: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(encoded.len());
    let mut rest = encoded.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let high = char::from(rest.next()?).to_digit(16)?;
            let low = char::from(rest.next()?).to_digit(16)?;
            bytes.push(u8::try_from(high * 16 + low).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests;
