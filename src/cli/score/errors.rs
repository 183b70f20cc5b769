//! What `sayso score --errors` prints: kinds of errors, figures by group, and whether confidence means something.

use std::collections::BTreeMap;

use sayso::analyse;
use sayso::model::AnnotatedDocument;
use sayso::model::CodePointSpan;
use sayso::model::CodePoints;
use sayso::model::Document;
use sayso::model::DocumentKey;
use sayso::model::SentenceKind;
use sayso::model::Span;
use sayso::pipeline::Engine;
use sayso::score::Errors;
use sayso::score::Grammar;
use sayso::score::Group;
use sayso::score::GroupCount;
use sayso::score::Layer;
use sayso::score::ScoreError;
use sayso::score::Tenth;
use sayso::score::Texts;
use serde_json::Value;
use serde_json::json;

use super::super::report::counted;

/// So many kinds of errors are told of each layer.
const TOLD: usize = 10;

/// Layers whose errors have kinds.
const LAYERS: [Layer; 2] = [Layer::Statements, Layer::Stances];

/// Returns the grammar of the documents' texts, by which kinds of cues are told.
pub(super) fn grammars(
    documents: &[AnnotatedDocument],
    texts: &Texts,
    engine: &Engine,
) -> Result<BTreeMap<String, Grammar>, ScoreError> {
    let grammar = |document: &AnnotatedDocument| {
        let text = texts.text(&document.id)?;
        Ok((document.id.clone(), grammar(text, engine)))
    };
    documents.iter().map(grammar).collect()
}

fn grammar(text: String, engine: &Engine) -> Grammar {
    let key = DocumentKey { corpus: String::new(), id: String::new() };
    let document = Document::of_text(key, text);
    let analysis = analyse::text(&document, &engine.lexicon, &engine.syntax, &engine.naming);
    let points = CodePoints::new(&document.text);
    let at = |span: Span| {
        let range = points.of(span);
        CodePointSpan { start: range.start, end: range.end }
    };
    let headlines = analysis.sentences.iter();
    let headlines = headlines.filter(|sentence| sentence.kind == SentenceKind::Headline);
    Grammar {
        words: analysis
            .words
            .iter()
            .map(|word| (at(word.span), word.upos, word.relation))
            .collect(),
        headlines: headlines.map(|sentence| at(sentence.span)).collect(),
    }
}

/// Returns the tables, with an empty line before each.
pub(super) fn tables(errors: &Errors, layers: &[Layer]) -> Vec<String> {
    let asked = || LAYERS.into_iter().filter(|layer| layers.contains(layer));
    let mut lines: Vec<String> = asked().flat_map(|layer| kind_table(errors, layer)).collect();
    if layers.contains(&Layer::Statements) {
        lines.extend(group_table(errors));
    }
    lines.extend(asked().flat_map(|layer| tenth_table(&errors.tenths(layer), layer)));
    lines
}

fn kind_table(errors: &Errors, layer: Layer) -> Vec<String> {
    let kinds = errors.kinds(layer);
    let all: usize = kinds.iter().map(|(_, count)| count).sum();
    let mut lines = vec![
        String::new(),
        format!("{}: {}, the most frequent kinds first", layer.name(), counted(all, "error")),
    ];
    lines
        .extend(kinds.iter().take(TOLD).map(|(kind, count)| format!("{count:6}  {}", kind.name())));
    let rest: usize = kinds.iter().skip(TOLD).map(|(_, count)| count).sum();
    if rest > 0 {
        lines.push(format!("{rest:6}  of other kinds"));
    }
    lines
}

fn group_table(errors: &Errors) -> Vec<String> {
    let mut lines = vec![
        String::new(),
        format!("{:18}{:>6}{:>7}{:>22}{:>24}", "", "gold", "pred", "detection", "attribution"),
        format!("{:31}{:>8}{:>8}{:>8}{:>8}{:>8}{:>8}", "", "P", "R", "F1", "P", "R", "F1"),
    ];
    let mut before = None;
    for (group, counts) in &errors.groups {
        let kind = std::mem::discriminant(group);
        if before.is_some_and(|before| before != kind) {
            lines.push(String::new());
        }
        before = Some(kind);
        let GroupCount { gold, predicted, .. } = counts.detection;
        let figures = [counts.detection, counts.attribution].map(|count| {
            format!("{:8.3}{:8.3}{:8.3}", count.precision(), count.recall(), count.f1())
        });
        lines.push(format!("{:18}{gold:6}{predicted:7}{}", group.name(), figures.concat()));
    }
    lines
}

fn tenth_table(tenths: &[Tenth], layer: Layer) -> Vec<String> {
    if tenths.is_empty() {
        return Vec::new();
    }
    let head = format!("{:18}{:>10}{:>8}{:>8}", "confidence", layer.name(), "right", "share");
    let rows = tenths.iter().map(|tenth| {
        let Tenth { findings, right, .. } = tenth;
        format!("{:18}{findings:10}{right:8}{:8.3}", range(tenth), tenth.share())
    });
    [String::new(), head].into_iter().chain(rows).collect()
}

fn range(tenth: &Tenth) -> String {
    match tenth.tenth {
        9 => "0.90 to 1.00".to_owned(),
        tenth => format!("0.{tenth}0 to 0.{tenth}9"),
    }
}

/// Returns the same for programs, with every kind of error.
pub(super) fn as_json(errors: &Errors, layers: &[Layer]) -> Value {
    let asked = || LAYERS.into_iter().filter(|layer| layers.contains(layer));
    let by_layer = |value: &dyn Fn(Layer) -> Value| -> Value {
        asked().map(|layer| (layer.name().to_owned(), value(layer))).collect()
    };
    let kinds = |layer| {
        let kinds = errors.kinds(layer).into_iter();
        kinds.map(|(kind, count)| json!({ "kind": kind.name(), "count": count })).collect()
    };
    let tenths = |layer| {
        let tenths = errors.tenths(layer).into_iter();
        let row = |tenth: Tenth| json!({ "from": f64::from(tenth.tenth) / 10.0, "findings": tenth.findings, "right": tenth.right });
        tenths.map(row).collect()
    };
    let groups = errors.groups.iter().filter(|_| layers.contains(&Layer::Statements));
    let groups = groups.map(|(group, counts)| {
        let figures = json!({
            "kind": group_kind(*group),
            "detection": count_json(counts.detection),
            "attribution": count_json(counts.attribution),
        });
        (group.name().to_owned(), figures)
    });
    json!({
        "kinds": by_layer(&kinds),
        "groups": groups.collect::<Value>(),
        "confidence": by_layer(&tenths),
    })
}

fn group_kind(group: Group) -> &'static str {
    match group {
        Group::Cue(_) => "cue",
        Group::Quotation(_) => "quotation",
        Group::Nested(_) => "nesting",
    }
}

fn count_json(count: GroupCount) -> Value {
    json!({
        "precision": count.precision(), "recall": count.recall(), "f1": count.f1(),
        "gold": count.gold, "predicted": count.predicted,
    })
}
