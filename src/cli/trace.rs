//! `sayso trace`: from a claim, an agent or some words to who said it, in which document, in which sentence.

mod coded;

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::io::Write;
use std::ops::Range;

use anyhow::anyhow;
use sayso::analyse;
use sayso::export;
use sayso::model::AnnotatedDocument;
use sayso::model::AnnotatedStance;
use sayso::model::AnnotatedStatement;
use sayso::model::CodePointSpan;
use sayso::model::CodePoints;
use sayso::model::Document;
use sayso::model::DocumentKey;
use sayso::pipeline;
use sayso::pipeline::Engine;
use sayso::query;
use sayso::query::Answers;
use sayso::rdf::Base;
use sayso::rdf::Identifier;
use sayso::rdf::Literal;
use sayso::rdf::Term;
use sayso::store::Store;

use super::Outcome;
use super::confidence::ConfidenceOption;
use super::engine::EngineOption;
use super::report;
use super::show;
use super::show::Marks;
use super::store;
use super::store::StoreOption;

/// What to trace.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  sayso trace \"free and transparent\"\n  sayso trace claim/0a1b2c3d4e5f6071\n  \
    sayso trace agent/organization/osce-51c2a0f3\n\nIdentifiers may be written whole or without the store's base, as tables show them."
)]
pub(crate) struct Arguments {
    /// An identifier of a statement, stance, claim, agent, document or hand-coded statement, or words of a content or target
    what: String,
    #[command(flatten)]
    engine: EngineOption,
    #[command(flatten)]
    confidence: ConfidenceOption,
    #[command(flatten)]
    store: StoreOption,
}

/// Prints every finding that the words or the identifier lead to.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let engine = arguments.engine.engine()?;
    let opened = arguments.confidence.open(&arguments.store)?;
    let base = pipeline::base_of(opened.manifest());
    let found = find(&opened, &base, &arguments.what)?;
    if found.is_empty() {
        report::note(&format!(
            "nothing in the store leads from {:?} to a statement or stance",
            arguments.what
        ));
        return Ok(Outcome::Incomplete);
    }
    let mut output = anstream::stdout().lock();
    for (place, (key, ids)) in found.into_iter().enumerate() {
        if place > 0 {
            writeln!(output)?;
        }
        let entry = opened.manifest().document(&key)?;
        let mut account = opened.account(&key).map_err(store::hint)?;
        arguments.confidence.narrow(&mut account);
        let text = opened.text(&entry.text).map_err(store::hint)?;
        let traced = Traced::new(key, text, account, engine);
        writeln!(output, "{}", traced.heading(&opened, &base)?)?;
        for id in traced.in_order(ids) {
            let told = if id.starts_with("h=") {
                traced.coded(&id, &opened, &base)?
            } else {
                traced.finding(&id, &base)
            };
            writeln!(output, "\n{told}")?;
        }
    }
    Ok(Outcome::Done)
}

/// Returns the statements and stances that something leads to, by document.
fn find(
    store: &Store,
    base: &Base,
    what: &str,
) -> anyhow::Result<BTreeMap<DocumentKey, BTreeSet<String>>> {
    let mut settings = store::settings(store);
    settings.bindings.insert("what".to_owned(), Literal::new_simple_literal(what).into());
    let Answers::Solutions(table) = query::run(store.dataset(), query::FIND, &settings)? else {
        return Err(anyhow!("queries/find.rq is a SELECT"));
    };
    let mut found: BTreeMap<DocumentKey, BTreeSet<String>> = BTreeMap::new();
    for row in table.rows {
        let Some(Some(Term::NamedNode(node))) = row.into_iter().next() else { continue };
        if let Some(
            Identifier::Statement(key, id)
            | Identifier::Stance(key, id)
            | Identifier::HandCoded(key, id),
        ) = base.parse(node.as_str())
        {
            found.entry(key).or_default().insert(id);
        }
    }
    Ok(found)
}

/// Returns the sentences of statements and stances by their identifiers; what is neither has none.
pub(super) fn sentences(
    opened: &Store,
    base: &Base,
    ids: &BTreeSet<&str>,
) -> anyhow::Result<BTreeMap<String, String>> {
    let mut by_document: BTreeMap<DocumentKey, Vec<(&str, String)>> = BTreeMap::new();
    for &id in ids {
        if let Some(Identifier::Statement(key, part) | Identifier::Stance(key, part)) =
            base.parse(id)
        {
            by_document.entry(key).or_default().push((id, part));
        }
    }
    let mut found = BTreeMap::new();
    for (key, parts) in by_document {
        let entry = opened.manifest().document(&key)?;
        let account = opened.account(&key).map_err(store::hint)?;
        let text = opened.text(&entry.text).map_err(store::hint)?;
        let traced = Traced::new(key, text, account, Engine::built_in());
        let letters: Vec<char> = traced.text.chars().collect();
        for (id, part) in parts {
            if let Some(sentences) = traced.sentences_of(&spans(&traced.only(&part))) {
                found.insert(id.to_owned(), letters[sentences].iter().collect());
            }
        }
    }
    Ok(found)
}

/// A document of which something is traced.
struct Traced {
    key: DocumentKey,
    text: String,
    account: AnnotatedDocument,
    /// Its sentences, in code points.
    sentences: Vec<Range<usize>>,
}

impl Traced {
    fn new(key: DocumentKey, text: String, account: AnnotatedDocument, engine: &Engine) -> Self {
        let document = Document::of_text(key, text);
        let analysis = analyse::text(&document, &engine.lexicon, &engine.syntax, &engine.naming);
        let points = CodePoints::new(&document.text);
        let sentences =
            analysis.sentences.iter().map(|sentence| points.of(sentence.span)).collect();
        Self { key: document.key, text: document.text, account, sentences }
    }

    /// Returns the document's id with what is known of its publication.
    fn heading(&self, store: &Store, base: &Base) -> anyhow::Result<String> {
        let node = base.document(&self.key);
        let mut known = Vec::new();
        for property in ["title", "publisher", "creator", "date"] {
            let property =
                sayso::rdf::NamedNode::new(format!("http://purl.org/dc/terms/{property}"))?;
            for quad in store.dataset().quads_for_pattern(
                Some(node.as_ref().into()),
                Some(property.as_ref()),
                None,
                None,
            ) {
                if let Term::Literal(value) = quad?.object {
                    known.push(value.value().to_owned());
                }
            }
        }
        let known =
            if known.is_empty() { String::new() } else { format!(": {}", known.join(", ")) };
        Ok(format!("{}{known}", self.key.id))
    }

    /// Returns findings in the order in which they stand in the text.
    fn in_order(&self, ids: BTreeSet<String>) -> Vec<String> {
        let mut placed: Vec<_> = ids
            .into_iter()
            .map(|id| (spans(&self.only(&id)).into_iter().map(|span| span.start).min(), id))
            .collect();
        placed.sort();
        placed.into_iter().map(|(_, id)| id).collect()
    }

    /// Returns a finding's line, its chain of reports, and its sentences with the words marked.
    fn finding(&self, id: &str, base: &Base) -> String {
        let points = CodePoints::new(&self.text);
        let mut only = self.only(id);
        let spans = spans(&only);
        let line = match (only.statements.first(), only.stances.first()) {
            (Some(statement), _) => self.statement_line(&points, statement),
            (_, Some(stance)) => {
                let alone = AnnotatedStance { statement: None, ..stance.clone() };
                show::stance_line(&self.text, &points, &self.account, &alone)
            }
            _ => "its author's own words".to_owned(),
        };
        only.entities.clone_from(&self.account.entities);
        let identifier = export::shorten(base.part(&self.key, id).as_str(), base);
        let mut told = vec![format!("  {line}"), format!("  {identifier}")];
        told.extend(self.ladder(id).into_iter().map(|step| format!("    reported by {step}")));
        if let Some(part) = self.sentences_of(&spans) {
            let marked = show::marked(&self.text, &only, Marks::for_output(), part);
            told.extend(marked.lines().map(|line| format!("    {line}")));
        }
        told.join("\n")
    }

    /// Returns what was coded by hand under an id, and its sentences with the words marked.
    fn coded(&self, id: &str, store: &Store, base: &Base) -> anyhow::Result<String> {
        let node = base.part(&self.key, id);
        let coded::HandCoded { lines: mut told, span } = coded::find(store, base, &node)?;
        told.insert(1, format!("  {}", export::shorten(node.as_str(), base)));
        let spans: Vec<CodePointSpan> = span.into_iter().collect();
        if let Some(part) = self.sentences_of(&spans) {
            let statement =
                AnnotatedStatement { content_spans: spans, ..AnnotatedStatement::default() };
            let only =
                AnnotatedDocument { statements: vec![statement], ..AnnotatedDocument::default() };
            let marked = show::marked(&self.text, &only, Marks::for_output(), part);
            told.extend(marked.lines().map(|line| format!("    {line}")));
        }
        Ok(told.join("\n"))
    }

    /// Returns a statement's line; what it stands in is the ladder's to say.
    fn statement_line(&self, points: &CodePoints<'_>, statement: &AnnotatedStatement) -> String {
        let alone = AnnotatedStatement { within: None, ..statement.clone() };
        show::statement_line(&self.text, points, &self.account, &alone)
    }

    /// Returns an account with nothing but the finding with an id.
    fn only(&self, id: &str) -> AnnotatedDocument {
        let account = &self.account;
        AnnotatedDocument {
            statements: account
                .statements
                .iter()
                .filter(|statement| statement.id == id)
                .cloned()
                .collect(),
            stances: account.stances.iter().filter(|stance| stance.id == id).cloned().collect(),
            own_words: account.own_words.iter().filter(|own| own.id == id).cloned().collect(),
            ..AnnotatedDocument::default()
        }
    }

    /// Returns who reports a finding, from the nearest on, the document last.
    fn ladder(&self, id: &str) -> Vec<String> {
        let points = CodePoints::new(&self.text);
        let statement_of =
            |id: &str| self.account.statements.iter().find(|statement| statement.id == id);
        let stance = self.account.stances.iter().find(|stance| stance.id == id);
        let mut next = match stance {
            Some(stance) => stance.statement.clone(),
            None => statement_of(id).and_then(|statement| statement.within.clone()),
        };
        let mut ladder = Vec::new();
        while let Some(statement) = next.as_deref().and_then(statement_of) {
            if ladder.len() > self.account.statements.len() {
                break;
            }
            ladder.push(self.statement_line(&points, statement));
            next.clone_from(&statement.within);
        }
        ladder.push(self.key.id.clone());
        ladder
    }

    /// Returns the sentences that some spans stand in, from the first to the last.
    fn sentences_of(&self, spans: &[CodePointSpan]) -> Option<Range<usize>> {
        let start = spans.iter().map(|span| span.start).min()?;
        let end = spans.iter().map(|span| span.end).max()?;
        let touched = || {
            self.sentences.iter().filter(|sentence| sentence.start < end && start < sentence.end)
        };
        let first = touched().map(|sentence| sentence.start).min().unwrap_or(start).min(start);
        let last = touched().map(|sentence| sentence.end).max().unwrap_or(end).max(end);
        Some(first..last)
    }
}

fn spans(only: &AnnotatedDocument) -> Vec<CodePointSpan> {
    let mut spans = Vec::new();
    for statement in &only.statements {
        spans.extend(statement.source_span);
        spans.extend(&statement.cue_spans);
        spans.extend(&statement.content_spans);
    }
    for stance in &only.stances {
        spans.extend(stance.cue_span);
        spans.extend(stance.target_span);
    }
    spans.extend(only.own_words.iter().map(|own| own.span));
    spans
}
