//! `sayso score --coreference`: how well the mentions of a treebank's texts are put together.

use std::io;
use std::io::Write;

use anyhow::Context;
use rayon::prelude::*;
use sayso::model::Document;
use sayso::model::DocumentKey;
use sayso::pipeline;
use sayso::pipeline::Engine;
use sayso::score::BCubed;
use sayso::train::conllu;
use sayso::train::conllu::TreebankText;
use sayso::train::coreference;
use sayso::train::coreference::Asked;
use serde_json::Map;
use serde_json::Value;
use serde_json::json;

use super::super::Outcome;
use super::super::report::counted;
use super::super::report::hinted;
use super::Arguments;
use super::number;

/// What is measured, with the word for it.
const ASKED: [(&str, Asked); 2] =
    [("mentions", Asked::All), ("repeated mentions", Asked::Repeated)];

/// Measures and prints.
pub(super) fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let name = super::name_of(&arguments.gold);
    let source = String::from_utf8(super::bytes_of(&arguments.gold)?)
        .with_context(|| format!("cannot read {name}"))?;
    let texts = conllu::read(&source).with_context(|| format!("cannot read {name}"))?;
    if texts.iter().all(|text| coreference::mentions(text).is_empty()) {
        let error = anyhow::anyhow!("{name} has no mentions");
        return Err(hinted(error, "GUM has them in the column MISC, as Entity=(1-person…"));
    }
    let engine = arguments.engine.engine()?;
    let scores: Vec<Scored> = texts.par_iter().map(|text| scored(text, engine)).collect();
    let printed = if arguments.json {
        serde_json::to_string_pretty(&as_json(&scores))? + "\n"
    } else {
        as_tables(&scores, arguments.per_document)
    };
    io::stdout().lock().write_all(printed.as_bytes())?;
    Ok(Outcome::Done)
}

/// A text's name and its figures, in the order of what is asked.
struct Scored {
    id: String,
    figures: [BCubed; ASKED.len()],
}

fn scored(text: &TreebankText, engine: &Engine) -> Scored {
    let key = DocumentKey { corpus: String::new(), id: text.id.clone() };
    let account = pipeline::account(&Document::of_text(key, text.text.clone()), engine);
    let figures = ASKED.map(|(_, asked)| coreference::score(text, &account, asked));
    Scored { id: text.id.clone(), figures }
}

fn total(scores: &[Scored], which: usize) -> BCubed {
    let mut total = BCubed::default();
    for scored in scores {
        total += scored.figures[which];
    }
    total
}

fn as_tables(scores: &[Scored], per_document: bool) -> String {
    let width = scores.iter().map(|scored| scored.id.chars().count()).max().unwrap_or(0).max(18);
    let head = |title: &str| format!("{title:width$}{:>6}{:>8}{:>8}{:>10}", "P", "R", "F1", "gold");
    let line = |title: &str, score: &BCubed| {
        let figures = [score.precision(), score.recall(), score.f1()].map(number).join("  ");
        format!("{title:width$}{figures}{:10}", score.mentions())
    };
    let documents = counted(scores.len(), "document");
    let mut lines = vec![format!("{documents}; B³ of mentions with a name or pronoun"), head("")];
    for (which, (title, _)) in ASKED.iter().enumerate() {
        lines.push(line(title, &total(scores, which)));
    }
    if per_document {
        lines.push(String::new());
        lines.push(head("by document"));
        lines.extend(scores.iter().map(|scored| line(&scored.id, &scored.figures[0])));
    }
    lines.join("\n") + "\n"
}

fn as_json(scores: &[Scored]) -> Value {
    let figures = |score: &BCubed| {
        json!({
            "precision": score.precision(),
            "recall": score.recall(),
            "f1": score.f1(),
            "gold": score.mentions(),
        })
    };
    let all = ASKED.iter().enumerate();
    let totals =
        all.map(|(which, (title, _))| ((*title).to_owned(), figures(&total(scores, which))));
    let documents = scores.iter().map(|scored| (scored.id.clone(), figures(&scored.figures[0])));
    json!({
        "documents": scores.len(),
        "b_cubed": totals.collect::<Map<String, Value>>(),
        "per_document": documents.collect::<Map<String, Value>>(),
    })
}
