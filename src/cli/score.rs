//! `sayso score`: compares what was found with annotated documents.

mod coreference;
mod errors;

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::io::Read;
use std::io::Write;
use std::path::Path;
use std::path::PathBuf;

use anyhow::Context;
use rayon::prelude::*;
use sayso::model::AnnotatedDocument;
use sayso::pipeline;
use sayso::read;
use sayso::read::Source;
use sayso::score;
use sayso::score::Comparison;
use sayso::score::Count;
use sayso::score::DocumentScore;
use sayso::score::Errors;
use sayso::score::Layer;
use sayso::score::Metric;
use sayso::score::Texts;
use serde::Serialize;
use serde_json::Map;
use serde_json::Serializer;
use serde_json::Value;
use serde_json::json;
use serde_json::ser::PrettyFormatter;

use super::Outcome;
use super::confidence::ConfidenceOption;
use super::engine::EngineOption;
use super::report::counted;
use super::report::hinted;
use super::report::path_hint;

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  sayso score gold.jsonl --texts texts/
  sayso extract texts/ | sayso score gold.jsonl - --texts texts/ --per-document
  sayso score gum-test.conllu --coreference

A document counts as found when both files have its id. F1 of \"attribution\" is the
headline figure: statements with source and content both right.")]
pub(crate) struct Arguments {
    /// Annotated documents, one JSON object a line; with --coreference, a treebank in CoNLL-U
    gold: PathBuf,
    /// Found documents, as `sayso extract` prints them, or - for standard input [default: what sayso finds in the texts]
    predicted: Option<PathBuf>,
    /// Folder with the text of each document, as <ID>.txt; overlap is then counted in tokens, else in characters
    #[arg(long, value_name = "DIR")]
    texts: Option<PathBuf>,
    /// What to compare
    #[arg(long, value_enum, default_value = "all")]
    layer: LayerChoice,
    /// Also print F1 by document
    #[arg(long)]
    per_document: bool,
    /// Also print the most frequent kinds of errors, figures by kind of cue, how much is right by confidence, and up to N missed
    /// and N spurious things of each layer [N: 10]
    #[arg(long, value_name = "N", num_args = 0..=1, default_missing_value = "10")]
    errors: Option<usize>,
    /// Measure instead how well mentions that mean the same are put together, by B³ after Cai and Strube (2010)
    #[arg(long, conflicts_with_all = ["predicted", "texts", "layer", "errors", "minimum"])]
    coreference: bool,
    #[command(flatten)]
    engine: EngineOption,
    #[command(flatten)]
    confidence: ConfidenceOption,
    /// Print one JSON object instead of tables
    #[arg(long)]
    json: bool,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum LayerChoice {
    Statements,
    Entities,
    Affiliations,
    Stances,
    All,
}

impl LayerChoice {
    fn layers(self) -> &'static [Layer] {
        match self {
            Self::Statements => &[Layer::Statements],
            Self::Entities => &[Layer::Entities],
            Self::Affiliations => &[Layer::Affiliations],
            Self::Stances => &[Layer::Stances],
            Self::All => &Layer::ALL,
        }
    }
}

/// Compares and prints.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    if arguments.coreference {
        return coreference::run(arguments);
    }
    let texts = arguments.texts.clone().map(|folder| Texts { folders: vec![folder] });
    let bytes = bytes_of(&arguments.gold)?;
    let gold = score::documents(&name_of(&arguments.gold), &bytes, texts.as_ref(), None)?;
    if gold.is_empty() {
        let error = anyhow::anyhow!("{} has no documents", name_of(&arguments.gold));
        return Err(hinted(error, "each line is to hold one document as a JSON object"));
    }
    let mut found = match &arguments.predicted {
        Some(predicted) => {
            let bytes = bytes_of(predicted)?;
            score::documents(&name_of(predicted), &bytes, texts.as_ref(), Some(&gold))?
        }
        None => extracted(&gold, arguments)?,
    };
    let left_out = found.iter_mut().map(|document| arguments.confidence.narrow(document));
    arguments.confidence.tell(left_out.sum());
    let layers = arguments.layer.layers();
    let comparison = score::compare(&gold, &found, texts.as_ref(), layers)?;
    let errors = error_counts(&gold, &found, texts.as_ref(), arguments)?;
    let printed = if arguments.json {
        as_json(&comparison, errors.as_ref(), layers, arguments)?
    } else {
        as_tables(&comparison, errors.as_ref(), layers, arguments).into_bytes()
    };
    io::stdout().lock().write_all(&printed)?;
    Ok(Outcome::Done)
}

/// Counts errors by their kinds, where they are asked for.
fn error_counts(
    gold: &[AnnotatedDocument],
    found: &[AnnotatedDocument],
    texts: Option<&Texts>,
    arguments: &Arguments,
) -> anyhow::Result<Option<Errors>> {
    if arguments.errors.is_none() {
        return Ok(None);
    }
    let grammars = match texts {
        Some(texts) => errors::grammars(gold, texts, arguments.engine.engine()?)?,
        None => BTreeMap::new(),
    };
    Ok(Some(score::errors(gold, found, texts, &grammars)?))
}

/// Extracts from the texts of annotated documents.
fn extracted(
    gold: &[AnnotatedDocument],
    arguments: &Arguments,
) -> anyhow::Result<Vec<AnnotatedDocument>> {
    let Some(texts) = &arguments.texts else {
        let error = anyhow::anyhow!("there is nothing to compare with");
        return Err(hinted(
            error,
            "give --texts DIR to extract from the texts, or found documents",
        ));
    };
    let corpus = read::corpus(texts).map_err(|error| path_hint(error.into()))?;
    let ids: BTreeSet<&str> = gold.iter().map(|document| document.id.as_str()).collect();
    let engine = arguments.engine.engine()?;
    let extract = |source: &Source| {
        let document = read::document(source)?;
        Ok(AnnotatedDocument::new(&document, &pipeline::account(&document, engine)))
    };
    let wanted = corpus.sources.par_iter().filter(|source| ids.contains(source.key.id.as_str()));
    wanted.map(extract).collect()
}

fn bytes_of(path: &Path) -> anyhow::Result<Vec<u8>> {
    if path == Path::new("-") {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes).context("cannot read standard input")?;
        return Ok(bytes);
    }
    fs::read(path).with_context(|| format!("cannot open {}", path.display())).map_err(path_hint)
}

fn name_of(path: &Path) -> String {
    if path == Path::new("-") { "standard input".to_owned() } else { path.display().to_string() }
}

fn unit(arguments: &Arguments) -> &'static str {
    if arguments.texts.is_some() { "tokens" } else { "characters" }
}

fn as_tables(
    comparison: &Comparison,
    errors: Option<&Errors>,
    layers: &[Layer],
    arguments: &Arguments,
) -> String {
    let mut lines = vec![format!(
        "{} ({} not predicted, {} only predicted); overlap in {}",
        counted(comparison.documents.len(), "document"),
        comparison.missing.len(),
        comparison.ignored,
        unit(arguments)
    )];
    lines.extend(table(&comparison.total(), &comparison.metrics));
    if arguments.per_document {
        lines.push(String::new());
        lines.extend(document_table(comparison));
    }
    if let Some(errors) = errors {
        lines.extend(errors::tables(errors, layers));
    }
    if let Some(limit) = arguments.errors.filter(|limit| *limit > 0) {
        lines.push(String::new());
        lines.extend(error_list(comparison, layers, limit));
    }
    lines.join("\n") + "\n"
}

fn table(counts: &BTreeMap<Metric, Count>, metrics: &[Metric]) -> Vec<String> {
    let mut lines = vec![format!(
        "{:22}{:>6}{:>8}{:>8}{:>10}{:>8}{:>8}",
        "", "P", "R", "F1", "correct", "gold", "pred"
    )];
    for metric in metrics {
        let count = counts[metric];
        lines.push(format!(
            "{:22}{}  {}  {}{:10}{:8}{:8}",
            metric.name(),
            number(count.precision()),
            number(count.recall()),
            number(count.f1()),
            count.correct,
            count.gold,
            count.predicted
        ));
    }
    lines
}

fn number(value: Option<f64>) -> String {
    value.map_or_else(|| format!("{:>6}", "-"), |value| format!("{value:6.3}"))
}

fn document_table(comparison: &Comparison) -> Vec<String> {
    let metrics: Vec<Metric> =
        comparison.metrics.iter().copied().filter(|metric| metric.is_headline()).collect();
    let lengths = comparison.documents.iter().map(|document| document.id.chars().count());
    let width = lengths.max().unwrap_or(0);
    let heads = metrics.iter().map(|metric| {
        let name = metric.name();
        format!("{:>17}", name.strip_prefix("statement ").unwrap_or(name))
    });
    let mut lines = vec![
        "F1 (gold/predicted) by document".to_owned(),
        " ".repeat(width) + &heads.collect::<String>(),
    ];
    for document in &comparison.documents {
        let cells = metrics.iter().map(|metric| {
            let count = document.counts[metric];
            let sizes = format!("({}/{})", count.gold, count.predicted);
            format!("{} {sizes:>10}", number(count.f1()))
        });
        lines.push(format!("{:width$}", document.id) + &cells.collect::<String>());
    }
    lines
}

/// The list of errors of one kind.
type Listed = fn(&DocumentScore) -> &BTreeMap<Layer, Vec<String>>;

/// The kinds of errors: what the annotation has alone, and what was found alone.
const KINDS: [(&str, Listed); 2] =
    [("missed", |document| &document.missed), ("spurious", |document| &document.spurious)];

fn error_list(comparison: &Comparison, layers: &[Layer], limit: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for layer in layers {
        for (kind, of) in KINDS {
            let found = items(comparison, *layer, of);
            let shown = limit.min(found.len());
            lines.push(format!("{}, {kind}: {shown} of {}", layer.name(), found.len()));
            lines.extend(found.iter().take(limit).map(|(id, item)| format!("  {id}: {item}")));
        }
    }
    lines
}

fn items(comparison: &Comparison, layer: Layer, of: Listed) -> Vec<(&str, &str)> {
    let items = comparison.documents.iter().flat_map(|document| {
        of(document)[&layer].iter().map(|item| (document.id.as_str(), item.as_str()))
    });
    items.collect()
}

fn as_json(
    comparison: &Comparison,
    errors: Option<&Errors>,
    layers: &[Layer],
    arguments: &Arguments,
) -> anyhow::Result<Vec<u8>> {
    let mut report = json!({
        "documents": comparison.documents.len(),
        "missing": comparison.missing,
        "ignored": comparison.ignored,
        "unit": unit(arguments),
        "metrics": figures(&comparison.total(), &comparison.metrics),
    });
    if arguments.per_document {
        let documents = comparison.documents.iter();
        report["per_document"] = documents
            .map(|document| (document.id.clone(), figures(&document.counts, &comparison.metrics)))
            .collect::<Map<String, Value>>()
            .into();
    }
    if let Some(errors) = errors {
        report["error_kinds"] = errors::as_json(errors, layers);
    }
    if let Some(limit) = arguments.errors.filter(|limit| *limit > 0) {
        let errors = layers.iter().map(|layer| {
            let kinds = KINDS.map(|(kind, of)| {
                let items = items(comparison, *layer, of);
                let items = items.iter().take(limit);
                let items = items.map(|(id, item)| json!({ "document": id, "item": item }));
                (kind.to_owned(), items.collect::<Vec<Value>>().into())
            });
            (layer.name().to_owned(), kinds.into_iter().collect::<Map<String, Value>>().into())
        });
        report["errors"] = errors.collect::<Map<String, Value>>().into();
    }
    let mut printed = Vec::new();
    let formatter = PrettyFormatter::with_indent(b" ");
    report.serialize(&mut Serializer::with_formatter(&mut printed, formatter))?;
    printed.push(b'\n');
    Ok(printed)
}

fn figures(counts: &BTreeMap<Metric, Count>, metrics: &[Metric]) -> Value {
    let rows = metrics.iter().map(|metric| {
        let count = counts[metric];
        let row = json!({
            "precision": count.precision(),
            "recall": count.recall(),
            "f1": count.f1(),
            "correct": count.correct,
            "gold": count.gold,
            "predicted": count.predicted,
        });
        (metric.name().to_owned(), row)
    });
    rows.collect::<Map<String, Value>>().into()
}
