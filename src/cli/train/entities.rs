//! `sayso train entities`: makes the models of names from annotated texts, and measures them on texts that they have
//! not seen.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::Context;
use rayon::prelude::*;
use sayso::analyse;
use sayso::analyse::Naming;
use sayso::model::AnnotatedDocument;
use sayso::model::Sha256;
use sayso::pipeline;
use sayso::pipeline::Engine;
use sayso::score::Layer;
use sayso::score::Metric;
use sayso::train::Card;
use sayso::train::Data;
use sayso::train::annotations;
use sayso::train::annotations::Annotation;
use sayso::train::entities;
use sayso::train::entities::Sample;
use sayso::train::entities::tagged;

use super::folds;
use crate::cli::Outcome;

const FILE: &str = "entities.model";
const CARD: &str = "entities.card.toml";

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    sources: folds::Sources,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    // The models that are made here are not needed to make them.
    let engine = &Engine { naming: Naming::none(), ..arguments.sources.engine()? };
    let progress = folds::spinner();
    progress.set_message("reads the annotated texts");
    let mut annotations =
        annotations::annotations(&arguments.sources.annotation, annotations::STATEMENTS)?;
    annotations.retain(|annotation| annotation.fold.is_some());
    let samples = samples(&annotations, &arguments.sources.texts, engine)?;
    let more = more(&arguments.sources.names, engine)?;
    progress.set_message("learns from all folds but one, each in turn");
    let namings = namings(&samples, &more, &annotations);
    let found = found(&samples, &annotations, &namings, engine);
    progress.set_message("learns from all texts");
    let all: Vec<&Sample> = samples.iter().chain(&more).collect();
    let model = entities::train(&all);
    progress.finish_and_clear();
    if let Some(path) = &arguments.sources.folds {
        folds::write_lines(path, &found)?;
    }
    let figures = folds::figures(
        &annotations,
        &found,
        &arguments.sources.texts,
        Layer::Entities,
        &[Metric::Entities],
    )?;
    let card = card(arguments, engine, &model, figures)?;
    folds::write_model(&arguments.sources.out, &model, &card, CARD)?;
    Ok(Outcome::Done)
}

fn samples(
    annotations: &[Annotation],
    folder: &Path,
    engine: &Engine,
) -> anyhow::Result<Vec<Sample>> {
    let texts: Result<Vec<_>, annotations::AnnotationError> = annotations
        .par_iter()
        .map(|annotation| {
            let document = annotation.read(folder, &BTreeMap::new())?;
            let analysis =
                analyse::text(&document, &engine.lexicon, &engine.syntax, &Naming::none());
            Ok((document, analysis, annotation.document.clone()))
        })
        .collect();
    Ok(entities::samples(texts?, &engine.lexicon))
}

/// Returns the texts of which every name is tagged.
fn more(path: &Path, engine: &Engine) -> anyhow::Result<Vec<Sample>> {
    let source =
        fs::read_to_string(path).with_context(|| format!("cannot open {}", path.display()))?;
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    let texts = tagged::tagged(&name, &source).into_par_iter().map(|tagged| {
        let analysis =
            analyse::text(&tagged.document, &engine.lexicon, &engine.syntax, &Naming::none());
        (tagged, analysis)
    });
    Ok(entities::tagged_samples(texts.collect(), &engine.lexicon))
}

/// Returns for each fold of annotated texts the models of names that learned from the others.
pub(super) fn unseen(
    annotations: &[Annotation],
    texts: &Path,
    names: &Path,
    engine: &Engine,
) -> anyhow::Result<BTreeMap<u8, Naming>> {
    let mut annotations = annotations.to_vec();
    annotations.retain(|annotation| annotation.fold.is_some());
    let samples = samples(&annotations, texts, engine)?;
    Ok(namings(&samples, &more(names, engine)?, &annotations))
}

/// Returns for each fold the models of names that learned from the others.
fn namings(
    samples: &[Sample],
    more: &[Sample],
    annotations: &[Annotation],
) -> BTreeMap<u8, Naming> {
    let folds: BTreeSet<u8> = annotations.iter().filter_map(|annotation| annotation.fold).collect();
    let of = |fold: u8| {
        let others = samples.iter().zip(annotations);
        let others = others.filter(|(_, annotation)| annotation.fold != Some(fold));
        let others: Vec<&Sample> = others.map(|(sample, _)| sample).chain(more).collect();
        let naming = Naming::read(entities::train(&others)).expect("the model was just written");
        (fold, naming)
    };
    folds.into_par_iter().map(of).collect()
}

/// Returns what is found in each fold by models that learned from the others.
fn found(
    samples: &[Sample],
    annotations: &[Annotation],
    namings: &BTreeMap<u8, Naming>,
    engine: &Engine,
) -> Vec<AnnotatedDocument> {
    let of = |(&fold, naming): (&u8, &Naming)| {
        let engine = Engine {
            lexicon: engine.lexicon.clone(),
            syntax: engine.syntax.clone(),
            naming: naming.clone(),
            attribution: engine.attribution.clone(),
        };
        let own = samples.iter().zip(annotations);
        let own = own.filter(|(_, annotation)| annotation.fold == Some(fold));
        let found: Vec<AnnotatedDocument> = own
            .map(|(sample, _)| {
                let account = pipeline::account(&sample.document, &engine);
                AnnotatedDocument::new(&sample.document, &account)
            })
            .collect();
        found
    };
    namings.par_iter().map(of).flatten_iter().collect()
}

fn card(
    arguments: &Arguments,
    engine: &Engine,
    model: &[u8],
    figures: Vec<String>,
) -> anyhow::Result<Card> {
    let hash = |path: &Path| -> anyhow::Result<Option<String>> {
        let bytes = fs::read(path).with_context(|| format!("cannot open {}", path.display()))?;
        Ok(Some(Sha256::of(bytes).as_str().to_owned()))
    };
    let mut data =
        folds::annotated(&arguments.sources.annotation, &["attributions.jsonl", "topics.jsonl"])?;
    data.extend([
        Data {
            name: arguments
                .sources
                .names
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned(),
            sha256: hash(&arguments.sources.names)?,
            licence: TAGGED.to_owned(),
        },
        folds::syntax(engine, "the models of names read"),
    ]);
    Ok(Card {
        title: "Finds names of people, bodies, groups, places, events and works, and the phrases that describe them"
            .to_owned(),
        file: FILE.to_owned(),
        size: model.len(),
        sha256: Sha256::of(model).as_str().to_owned(),
        licence: "CC BY-SA 4.0".to_owned(),
        command: "sayso train entities --texts TEXTS --names wikigold.conll".to_owned(),
        figures,
        data,
    })
}

const TAGGED: &str = "Wikigold (Balasuriya, Ringland, Nothman, Murphy and Curran 2009), texts of Wikipedia with their names tagged: CC BY 4.0";
