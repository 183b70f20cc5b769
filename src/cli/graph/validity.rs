//! How valid a network is: the words that it rests on, its weights and its centralities, against what people have coded or annotated.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use anyhow::Context;
use sayso::model::AnnotatedDocument;
use sayso::model::AnnotatedEntity;
use sayso::model::AnnotatedStatement;
use sayso::model::DocumentKey;
use sayso::model::EntityType;
use sayso::model::Sha256;
use sayso::model::Value;
use sayso::pipeline;
use sayso::projection::Graph;
use sayso::projection::measures;
use sayso::projection::measures::Figure;
use sayso::projection::measures::Measure;
use sayso::projection::network::Network;
use sayso::projection::network::Options;
use sayso::projection::network::Table;
use sayso::rdf::Identifier;
use sayso::read;
use sayso::read::Dna;
use sayso::score;
use sayso::score::Count;
use sayso::score::Layer;
use sayso::score::Metric;
use sayso::store::Store;

use super::network;
use super::report;
use crate::cli::store;

/// What is measured of words, and under which name.
const METRICS: &[(Metric, &str)] = &[
    (Metric::Detection, "statement"),
    (Metric::Content, "content"),
    (Metric::Attribution, "attribution"),
    (Metric::Stances, "stance"),
];

/// A network that is to be held against another.
pub(super) struct Found<'a> {
    pub(super) network: &'a Arc<Network>,
    pub(super) table: &'a Table,
    pub(super) options: &'a Options,
    /// The store that it was asked from.
    pub(super) store: Option<&'a Store>,
    /// The file that it was read from.
    pub(super) rows: Option<&'a Path>,
}

/// What people have coded or annotated.
struct Gold {
    /// Documents with spans, and the hash of the text that they count in, where it is known.
    documents: Vec<(AnnotatedDocument, Option<Sha256>)>,
    /// Coded rows; none where the documents have no stances.
    table: Option<Table>,
    /// Whether the rows are stances on somebody or something that is named.
    is_of_stances: bool,
}

/// Returns the figures of a network against the gold in a file: annotated documents (`.jsonl`), a database, or a table.
pub(super) fn compared(
    found: &Found<'_>,
    path: &Path,
    kind: Option<&str>,
) -> anyhow::Result<Vec<Measure>> {
    let gold = gold(found, path, kind)?;
    let pairs = paired(found, &gold)?;
    let mut figures = if is_hand_coded(found) { Vec::new() } else { of_words(&pairs)? };
    let Some(table) = gold.table.as_ref().filter(|_| !gold.is_of_stances || is_of_stances(found))
    else {
        report::note(
            "annotated documents have a network of stances only; here, words are compared",
        );
        return Ok(figures);
    };
    let network = cut(found, &gold, &pairs)?;
    let options = usable(found.options, table);
    let right = network::made(table, &options)?;
    let (graph, mut right) = (network.graph(&found.table.names), right.graph(&table.names));
    let names = known_names(&graph, &pairs, found);
    for node in right.node_weights_mut() {
        if let Some(name) = names.get(&score::form(&node.label)) {
            node.label.clone_from(name);
        }
    }
    figures.extend(measures::agreement(&graph, &right));
    Ok(figures)
}

fn gold(found: &Found<'_>, path: &Path, kind: Option<&str>) -> anyhow::Result<Gold> {
    let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    if extension == "jsonl" || extension == "json" {
        let name = path.display().to_string();
        let bytes = fs::read(path)
            .with_context(|| format!("cannot open {name}"))
            .map_err(report::path_hint)?;
        let documents = score::documents(&name, &bytes, None, None)?;
        let has_stances = documents.iter().any(|document| !document.stances.is_empty());
        let table = has_stances.then(|| Table::of_annotated(&documents));
        let documents = documents.into_iter().map(|document| (document, None)).collect();
        return Ok(Gold { documents, table, is_of_stances: true });
    }
    let table = network::coded::table(path, kind.filter(|_| read::is_dna(path)))?;
    let documents = coded(path, kind, found.options)?;
    Ok(Gold { documents, table: Some(table), is_of_stances: false })
}

/// Returns whether a network rests on what people have coded, so that no words were found for it.
fn is_hand_coded(found: &Found<'_>) -> bool {
    let Some(store) = found.store else { return false };
    let base = pipeline::base_of(store.manifest());
    let mut ids = found.network.statements.iter().map(|statement| base.parse(statement.id));
    ids.all(|id| matches!(id, Some(Identifier::HandCoded(..))))
}

/// Returns whether a network rests on stances, or on rows of which that is not known.
fn is_of_stances(found: &Found<'_>) -> bool {
    let Some(store) = found.store else { return true };
    let base = pipeline::base_of(store.manifest());
    let mut ids = found.network.statements.iter().map(|statement| base.parse(statement.id));
    ids.any(|id| matches!(id, Some(Identifier::Stance(..))))
}

/// Returns the documents of a database with its statements as annotations; none of another file.
fn coded(
    path: &Path,
    kind: Option<&str>,
    options: &Options,
) -> anyhow::Result<Vec<(AnnotatedDocument, Option<Sha256>)>> {
    if !read::is_dna(path) {
        return Ok(Vec::new());
    }
    let database = read::dna(path)?;
    let kind = kind.or(database.most_coded()).unwrap_or_default();
    let who = options.who.as_deref().unwrap_or("organization");
    Ok(annotated(&database, kind, who))
}

fn annotated(database: &Dna, kind: &str, who: &str) -> Vec<(AnnotatedDocument, Option<Sha256>)> {
    let mut documents = Vec::new();
    for document in &database.documents {
        let mut made =
            AnnotatedDocument { id: document.id.to_string(), ..AnnotatedDocument::default() };
        for statement in document.coded.statements.iter().filter(|it| it.kind == kind) {
            let Some(span) = statement.span else { continue };
            let mut source = Vec::new();
            if let Some(Value::Text(name)) = statement.value(who).map(|it| &it.value) {
                source.push(name.clone());
                made.entities.push(entity(name));
            }
            let (id, content_spans) = (statement.id.clone(), vec![span]);
            made.statements.push(AnnotatedStatement {
                id,
                source,
                content_spans,
                ..AnnotatedStatement::default()
            });
        }
        documents.push((made, Some(Sha256::of(&document.text))));
    }
    documents
}

/// A coded name is an entity of its own name; of which type does not matter for who is a source.
fn entity(name: &str) -> AnnotatedEntity {
    AnnotatedEntity {
        id: name.to_owned(),
        entity_type: EntityType::Organization,
        name: name.to_owned(),
        names: vec![name.to_owned()],
        named: true,
        date: None,
        place: None,
    }
}

/// A document of the gold and what was found in it.
struct Pair {
    gold: AnnotatedDocument,
    found: AnnotatedDocument,
    /// The document in the store.
    key: Option<DocumentKey>,
}

/// Finds the documents of the gold among those that the network is of, by their texts or else their ids, and narrows what was found
/// in them to what the network rests on.
fn paired(found: &Found<'_>, gold: &Gold) -> anyhow::Result<Vec<Pair>> {
    let mut pairs = Vec::new();
    let others = match found.rows {
        Some(path) => coded(path, None, found.options)?,
        None => Vec::new(),
    };
    let mut lost = 0;
    for (document, text) in &gold.documents {
        let of_rows = others.iter().find(|(_, other)| text.is_some() && other == text);
        let of_store = found.store.and_then(|store| key(store, document, text.as_ref()));
        let (other, key) = match (of_rows, found.store, of_store) {
            (Some((other, _)), ..) => (other.clone(), None),
            (None, Some(store), Some(key)) => {
                (store.account(&key).map_err(store::hint)?, Some(key))
            }
            _ => {
                lost += 1;
                continue;
            }
        };
        let id = document.id.clone();
        pairs.push(Pair { gold: document.clone(), found: AnnotatedDocument { id, ..other }, key });
    }
    if pairs.is_empty() && found.store.is_some() {
        report::warning(
            "no document of the gold is among those of the network: there is nothing to compare",
        );
    } else if lost > 0 && (found.store.is_some() || !others.is_empty()) {
        report::note(&format!(
            "{} of the gold not among those of the network, and left out",
            report::counted(lost, "document")
        ));
    }
    narrow(&mut pairs, found);
    Ok(pairs)
}

fn key(store: &Store, document: &AnnotatedDocument, text: Option<&Sha256>) -> Option<DocumentKey> {
    let mut stored = store.manifest().documents.iter();
    let found = stored.find(|(key, it)| match text {
        Some(text) => it.text == *text,
        None => key.id == document.id,
    });
    found.map(|(key, _)| key.clone())
}

/// Leaves those statements, or stances, that the network rests on.
fn narrow(pairs: &mut [Pair], found: &Found<'_>) {
    let Some(store) = found.store else { return };
    let base = pipeline::base_of(store.manifest());
    let (mut statements, mut stances) = (BTreeSet::new(), BTreeSet::new());
    for statement in found.network.statements.iter() {
        match base.parse(statement.id) {
            Some(Identifier::Statement(key, id)) => drop(statements.insert((key, id))),
            Some(Identifier::Stance(key, id)) => drop(stances.insert((key, id))),
            _ => {}
        }
    }
    for pair in pairs {
        let Some(key) = &pair.key else { continue };
        if !statements.is_empty() {
            pair.found.statements.retain(|it| statements.contains(&(key.clone(), it.id.clone())));
        }
        if !stances.is_empty() {
            pair.found.stances.retain(|it| stances.contains(&(key.clone(), it.id.clone())));
        }
    }
}

/// Returns precision, recall and F1 of the words, as `sayso score` counts them.
fn of_words(pairs: &[Pair]) -> anyhow::Result<Vec<Measure>> {
    if pairs.is_empty() {
        return Ok(Vec::new());
    }
    let gold: Vec<AnnotatedDocument> = pairs.iter().map(|pair| pair.gold.clone()).collect();
    let found: Vec<AnnotatedDocument> = pairs.iter().map(|pair| pair.found.clone()).collect();
    let total = score::compare(&gold, &found, None, &[Layer::Statements, Layer::Stances])?.total();
    let mut figures = vec![("documents", Figure::Whole(pairs.len()))];
    for (metric, name) in METRICS {
        let count = total.get(metric).copied().unwrap_or_default();
        if count.gold > 0 {
            figures.extend(of_count(name, count));
        }
    }
    // Whoever codes passages marks more than a content.
    let is_of_passages =
        gold.iter().flat_map(|it| &it.statements).all(|it| it.cue_spans.is_empty());
    let passages = passages(pairs);
    if is_of_passages && passages.gold > 0 {
        figures.extend(of_passages(&passages));
    }
    Ok(figures)
}

/// How many statements have words that a passage has, too, and how many passages have words of a statement.
struct Passages {
    found: usize,
    found_in_gold: usize,
    gold: usize,
    gold_with_found: usize,
}

fn passages(pairs: &[Pair]) -> Passages {
    let mut count = Passages { found: 0, found_in_gold: 0, gold: 0, gold_with_found: 0 };
    for Pair { gold, found, .. } in pairs {
        let meets = |one: &AnnotatedStatement, others: &[AnnotatedStatement]| {
            let spans = others.iter().flat_map(|it| &it.content_spans);
            let mut spans = spans.filter(|other| {
                one.content_spans.iter().any(|it| it.start < other.end && other.start < it.end)
            });
            spans.next().is_some()
        };
        let (ours, theirs) = (&gold.statements, &found.statements);
        count.gold += ours.len();
        count.gold_with_found += ours.iter().filter(|it| meets(it, theirs)).count();
        count.found += theirs.len();
        count.found_in_gold += theirs.iter().filter(|it| meets(it, ours)).count();
    }
    count
}

fn of_passages(count: &Passages) -> Vec<Measure> {
    let within = Count { correct: count.found_in_gold, gold: count.found, predicted: count.found };
    let met = Count { correct: count.gold_with_found, gold: count.gold, predicted: count.gold };
    let figures = [("in_passages", within.precision()), ("passages_met", met.recall())];
    figures.into_iter().filter_map(|(name, value)| Some((name, Figure::real(value?)))).collect()
}

fn of_count(name: &'static str, count: Count) -> Vec<Measure> {
    let names = match name {
        "statement" => ["statement_precision", "statement_recall", "statement_f1"],
        "content" => ["content_precision", "content_recall", "content_f1"],
        "attribution" => ["attribution_precision", "attribution_recall", "attribution_f1"],
        _ => ["stance_precision", "stance_recall", "stance_f1"],
    };
    let values = [count.precision(), count.recall(), count.f1()];
    let figures = names.into_iter().zip(values);
    figures.filter_map(|(name, value)| Some((name, Figure::real(value?)))).collect()
}

/// Returns the network over those documents only that the gold has, too, where they are known.
fn cut(found: &Found<'_>, gold: &Gold, pairs: &[Pair]) -> anyhow::Result<Arc<Network>> {
    let (Some(store), false) = (found.store, gold.documents.is_empty()) else {
        return Ok(Arc::clone(found.network));
    };
    let base = pipeline::base_of(store.manifest());
    let keys = pairs.iter().filter_map(|pair| pair.key.as_ref());
    let documents: BTreeSet<String> =
        keys.map(|key| base.document(key).as_str().to_owned()).collect();
    let mut table = found.table.clone();
    let Some(column) = table.columns.iter().position(|column| column == "document") else {
        return Ok(Arc::clone(found.network));
    };
    table.rows.retain(|row| documents.contains(&row[column]));
    network::made(&table, found.options)
}

/// Returns the options with the usual columns where the gold lacks those that are named, and without filters on such.
fn usable(options: &Options, table: &Table) -> Options {
    let is_there = |name: &String| table.columns.iter().any(|column| column == name);
    let known = |name: &Option<String>| name.clone().filter(is_there);
    let filters = |pairs: &[(String, String)]| {
        let (kept, lost): (Vec<_>, Vec<_>) =
            pairs.iter().cloned().partition(|(column, _)| is_there(column));
        for (column, _) in lost {
            report::note(&format!("the gold has no column {column:?}; it is not filtered by it"));
        }
        kept
    };
    Options {
        who: known(&options.who),
        what: known(&options.what),
        qualifier: known(&options.qualifier),
        kept: filters(&options.kept),
        dropped: filters(&options.dropped),
        ..options.clone()
    }
}

/// Returns what the network calls those who have a name, in any of the documents: nodes by their own names, and entities by the
/// agents that they are.
fn known_names(graph: &Graph, pairs: &[Pair], found: &Found<'_>) -> BTreeMap<String, String> {
    let mut names = BTreeMap::new();
    if let Some(store) = found.store {
        for pair in pairs {
            names.extend(of_entities(pair, store, found.table));
        }
    }
    for node in graph.node_weights() {
        names.insert(score::form(&node.label), node.label.clone());
    }
    names
}

/// Returns the labels of the agents that a document's entities are, by all names of the entities and of those annotated ones that
/// share a name with them.
fn of_entities(pair: &Pair, store: &Store, table: &Table) -> BTreeMap<String, String> {
    let base = pipeline::base_of(store.manifest());
    let Some(key) = &pair.key else { return BTreeMap::new() };
    let mut names = BTreeMap::new();
    for entity in &pair.found.entities {
        let node = base.part(key, &entity.id);
        let quads = store.dataset().quads_for_pattern(
            Some(node.as_ref().into()),
            Some(sayso::rdf::vocabulary::property::SAME_AGENT),
            None,
            None,
        );
        let agents = quads.filter_map(|quad| match quad.ok()?.object {
            sayso::rdf::Term::NamedNode(agent) => Some(agent.as_str().to_owned()),
            _ => None,
        });
        for agent in agents.filter(|agent| table.names.contains_key(agent)) {
            let label = table.label(&agent).to_owned();
            for name in entity.names.iter().chain([&entity.name]) {
                names.insert(score::form(name), label.clone());
            }
        }
    }
    for entity in &pair.gold.entities {
        let mut known = entity.names.iter().chain([&entity.name]).map(|name| score::form(name));
        if let Some(label) = known.find_map(|name| names.get(&name).cloned()) {
            names.entry(score::form(&entity.name)).or_insert(label);
        }
    }
    names
}
