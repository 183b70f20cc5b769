//! `sayso train stances`: makes the model of who takes sides from annotated texts, and measures it on texts that
//! neither it nor the models of attribution have seen.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::path::PathBuf;

use anyhow::Context;
use rayon::prelude::*;
use sayso::analyse;
use sayso::analyse::Naming;
use sayso::extract::Attribution;
use sayso::extract::learned::Judge;
use sayso::model::Analysis;
use sayso::model::AnnotatedDocument;
use sayso::model::Document;
use sayso::model::Sha256;
use sayso::pipeline;
use sayso::pipeline::Engine;
use sayso::score::Layer;
use sayso::score::Metric;
use sayso::train::Card;
use sayso::train::annotations;
use sayso::train::annotations::Annotation;
use sayso::train::stances;
use sayso::train::stances::Judged;

use super::attributions::of_fold;
use super::folds;
use crate::cli::Outcome;

const FILE: &str = "stances.model";
const CARD: &str = "stances.card.toml";
const METRICS: [Metric; 2] = [Metric::Stances, Metric::Polarity];

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    sources: folds::Sources,
    /// Folder of the treebanks from which some of the annotated texts are taken
    #[arg(long, value_name = "DIR")]
    treebanks: PathBuf,
    /// Folder of the models of each fold, as `sayso train attributions --keep` writes them
    #[arg(long, value_name = "DIR")]
    kept: PathBuf,
}

/// A text of a fold, with its proposals.
struct Text {
    fold: Option<u8>,
    document: Document,
    judged: Vec<Judged>,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let progress = folds::spinner();
    progress.set_message("reads the annotated texts");
    let annotations =
        annotations::annotations(&arguments.sources.annotation, annotations::STANCES)?;
    let engine = &arguments.sources.engine()?;
    let attributions = attributions(&annotations, &arguments.kept, engine)?;
    progress.set_message("learns names from all folds but one, each in turn");
    let namings = super::entities::unseen(
        &annotations,
        &arguments.sources.texts,
        &arguments.sources.names,
        engine,
    )?;
    let texts = texts(&annotations, arguments, &attributions, &namings, engine)?;
    progress.set_message("learns from all folds but one, each in turn");
    let found = folds(&texts, attributions, &namings, engine);
    progress.set_message("learns from all texts");
    let all: Vec<&[Judged]> = texts.iter().map(|text| text.judged.as_slice()).collect();
    let model = stances::train(&all);
    progress.finish_and_clear();
    if let Some(path) = &arguments.sources.folds {
        folds::write_lines(path, &found)?;
    }
    let figures =
        folds::figures(&annotations, &found, &arguments.sources.texts, Layer::Stances, &METRICS)?;
    let card = card(arguments, engine, &model, figures)?;
    folds::write_model(&arguments.sources.out, &model, &card, CARD)?;
    Ok(Outcome::Done)
}

/// Returns the models that each fold is read with.
fn attributions(
    annotations: &[Annotation],
    folder: &Path,
    engine: &Engine,
) -> anyhow::Result<BTreeMap<u8, Attribution>> {
    let mut models = BTreeMap::new();
    for fold in annotations.iter().filter_map(|annotation| annotation.fold) {
        if models.contains_key(&fold) {
            continue;
        }
        let path = folder.join(of_fold(fold));
        let bytes = fs::read(&path).with_context(|| format!("cannot open {}", path.display()))?;
        let attribution =
            Attribution::read(bytes).with_context(|| format!("cannot use {}", path.display()))?;
        models.insert(fold, attribution.with_words(engine.attribution.words().clone()));
    }
    Ok(models)
}

fn texts(
    annotations: &[Annotation],
    arguments: &Arguments,
    attributions: &BTreeMap<u8, Attribution>,
    namings: &BTreeMap<u8, Naming>,
    engine: &Engine,
) -> anyhow::Result<Vec<Text>> {
    let treebanks = folds::texts_of_treebanks(&arguments.treebanks)?;
    let any = attributions.values().next().context("no document is in a fold")?;
    annotations
        .par_iter()
        .map(|annotation| {
            let document = annotation.read(&arguments.sources.texts, &treebanks)?;
            let fold = annotation.fold;
            // Names and statements as they are found in a text that was not learned from.
            let naming = fold.and_then(|fold| namings.get(&fold)).unwrap_or(&engine.naming);
            let attribution = fold.and_then(|fold| attributions.get(&fold)).unwrap_or(any);
            let (lexicon, syntax) = (&engine.lexicon, &engine.syntax);
            let analysis: Analysis = analyse::text(&document, lexicon, syntax, naming);
            let gold = &annotation.document;
            let judged = stances::judged(&document, &analysis, gold, lexicon, attribution);
            Ok(Text { fold, document, judged })
        })
        .collect()
}

/// Returns what is found in each fold by models that learned from the others.
fn folds(
    texts: &[Text],
    attributions: BTreeMap<u8, Attribution>,
    namings: &BTreeMap<u8, Naming>,
    engine: &Engine,
) -> Vec<AnnotatedDocument> {
    let of = |(fold, attribution): (u8, Attribution)| {
        let others: Vec<&[Judged]> = texts
            .iter()
            .filter(|text| text.fold != Some(fold))
            .map(|text| text.judged.as_slice())
            .collect();
        let judge = Judge::read(stances::train(&others)).expect("the model was just written");
        let engine = Engine {
            lexicon: engine.lexicon.clone(),
            syntax: engine.syntax.clone(),
            naming: namings.get(&fold).unwrap_or(&engine.naming).clone(),
            attribution: attribution.with(judge),
        };
        let own = texts.iter().filter(|text| text.fold == Some(fold));
        let read = |text: &Text| {
            AnnotatedDocument::new(&text.document, &pipeline::account(&text.document, &engine))
        };
        own.map(read).collect::<Vec<_>>()
    };
    attributions.into_par_iter().map(of).flatten_iter().collect()
}

fn card(
    arguments: &Arguments,
    engine: &Engine,
    model: &[u8],
    figures: Vec<String>,
) -> anyhow::Result<Card> {
    let mut data = folds::annotated(&arguments.sources.annotation, &annotations::STANCES)?;
    data.push(folds::syntax(engine, "the model of stances reads"));
    data.push(folds::words(engine, "the model of stances"));
    Ok(Card {
        title: "Finds who takes which side on whom: weighs what rules over words and trees propose".to_owned(),
        file: FILE.to_owned(),
        size: model.len(),
        sha256: Sha256::of(model).as_str().to_owned(),
        licence: "CC BY-SA 4.0".to_owned(),
        command: "sayso train attributions --texts TEXTS --treebanks TREEBANKS --names wikigold.conll --keep KEPT && \
            sayso train stances --texts TEXTS --treebanks TREEBANKS --names wikigold.conll --kept KEPT"
            .to_owned(),
        figures,
        data,
    })
}
