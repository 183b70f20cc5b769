//! A store of generated documents in the shape of real ones: about 300 quads each, with statements and
//! spans, and a graph of links with about 40 quads for each document.

use std::path::Path;

use oxigraph::model::GraphName;
use oxigraph::model::Literal;
use oxigraph::model::NamedNode;
use oxigraph::model::Quad;
use oxigraph::model::Term;
use sayso::model::AnnotatedDocument;
use sayso::model::DocumentKey;
use sayso::model::Run;
use sayso::model::Sha256;
use sayso::model::key;
use sayso::store::NewDocument;
use sayso::store::Writer;

const STATEMENTS: usize = 12;
const WORDS: [&str; 16] = [
    "the",
    "election",
    "observers",
    "was",
    "transparent",
    "of",
    "mission",
    "report",
    "welcomed",
    "minister",
    "voters",
    "and",
    "recommendations",
    "held",
    "in",
    "reform",
];

/// Makes the store and returns its number of quads.
pub(crate) fn store(folder: &Path, documents: usize) -> usize {
    let mut writer = Writer::open(folder).expect("the folder is empty");
    let run = Run {
        version: "0".to_owned(),
        lexicon: Sha256::of(""),
        registry: None,
        syntax: None,
        naming: None,
        attribution: None,
        options: Vec::new(),
    };
    let mut links = Vec::new();
    for number in 0..documents {
        let id = format!("document-{number}");
        let mut shape = Shape::new(&id);
        shape.describe_document();
        for statement in 0..STATEMENTS {
            shape.describe_statement(statement);
        }
        links.append(&mut shape.links);
        let account = AnnotatedDocument { id: id.clone(), ..AnnotatedDocument::default() };
        let document = NewDocument {
            key: &DocumentKey { corpus: "generated".to_owned(), id: id.clone() },
            file: &format!("{id}.txt"),
            file_hash: &Sha256::of(&id),
            metadata_hash: &Sha256::of("{}"),
            run: &run,
            text: &id,
            account: &account,
            quads: &shape.quads,
            notes: 0,
            extracted: true,
        };
        writer.put_document(&document).expect("the disk has room");
    }
    writer.put_graph("links", &links, 0).expect("the disk has room");
    writer.commit().expect("the disk has room").quads()
}

/// The quads of one document.
struct Shape {
    document: String,
    text: String,
    graph: NamedNode,
    quads: Vec<Quad>,
    links: Vec<Quad>,
    words: u64,
}

impl Shape {
    fn new(id: &str) -> Self {
        let document = data(&format!("doc/generated/{id}"));
        let text = data(&format!("text/{}", Sha256::of(id)));
        let words = u64::from_str_radix(&key(15, [id]), 16).expect("hexadecimal digits");
        let graph = NamedNode::new_unchecked(&document);
        Self { document, text, graph, quads: Vec::new(), links: Vec::new(), words }
    }

    fn describe_document(&mut self) {
        let document = self.document.clone();
        for property in ["identifier", "title", "publisher", "file", "corpus"] {
            let words = self.sentence(6);
            self.add(&document, property, Literal::from(words));
        }
        for property in ["text", "author", "run", "type"] {
            let value = format!("{document}#{property}");
            self.add(&document, property, NamedNode::new_unchecked(value));
        }
        for entity in 0..5 {
            let iri = format!("{document}#e={entity}");
            self.add(&iri, "type", term("Organization"));
            self.add(&iri, "label", Literal::from(format!("organisation {entity}")));
            self.link(&iri, "sameAgent", &agent(entity));
        }
    }

    fn describe_statement(&mut self, number: usize) {
        let iri = format!(
            "{}#s={}",
            self.document,
            key(16, [self.document.as_str(), &number.to_string()])
        );
        self.add_type(&iri, "Statement");
        let document = NamedNode::new_unchecked(&self.document);
        self.add(&iri, "reportedBy", document);
        for (property, value) in
            [("sourceKind", "Named"), ("act", "Assertive"), ("quotation", "Indirect")]
        {
            self.add(&iri, property, term(value));
        }
        let source = NamedNode::new_unchecked(format!("{}#e={}", self.document, number % 5));
        self.add(&iri, "source", source);
        self.add(&iri, "depth", Literal::from(1));
        self.add(&iri, "rule", Literal::from("cue-clause"));
        for (place, property) in ["sourceSpan", "cueSpan", "contentSpan"].into_iter().enumerate() {
            let start = number * 150 + place * 40;
            let span = format!("{}#char={start},{}", self.text, start + 30);
            self.add(&iri, property, NamedNode::new_unchecked(&span));
            self.add_type(&span, "Span");
            self.add(&span, "start", Literal::from(i64::try_from(start).unwrap_or_default()));
            self.add(&span, "end", Literal::from(i64::try_from(start + 30).unwrap_or_default()));
            let words = self.sentence(2 + place * 9);
            self.add(&span, "exact", Literal::from(words));
        }
        let claim = data(&format!("claim/{}", key(16, [iri.as_str()])));
        self.link(&iri, "agent", &agent(number % 97));
        self.link(&iri, "claim", &claim);
        self.link(&agent(number % 97), "says", &claim);
    }

    fn add_type(&mut self, subject: &str, class: &str) {
        let property = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
        self.quads.push(Quad::new(
            NamedNode::new_unchecked(subject),
            NamedNode::new_unchecked(property),
            term(class),
            self.graph.clone(),
        ));
    }

    fn add(&mut self, subject: &str, property: &str, object: impl Into<Term>) {
        let subject = NamedNode::new_unchecked(subject);
        self.quads.push(Quad::new(subject, term(property), object, self.graph.clone()));
    }

    fn link(&mut self, subject: &str, property: &str, object: &str) {
        self.links.push(Quad::new(
            NamedNode::new_unchecked(subject),
            term(property),
            NamedNode::new_unchecked(object),
            GraphName::from(NamedNode::new_unchecked(data("graph/links"))),
        ));
    }

    /// Returns words in an order that repeats only after very many.
    fn sentence(&mut self, length: usize) -> String {
        let mut words = Vec::new();
        for _ in 0..length {
            self.words = self.words.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let number = usize::try_from(self.words >> 60).unwrap_or_default();
            words.push(WORDS[number]);
        }
        words.join(" ")
    }
}

fn term(name: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("https://w3id.org/sayso/ns#{name}"))
}

fn data(name: &str) -> String {
    format!("https://w3id.org/sayso/id/{name}")
}

fn agent(number: usize) -> String {
    data(&format!("agent/organization/organisation-{}", key(8, [number.to_string().as_str()])))
}
