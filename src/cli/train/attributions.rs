//! `sayso train attributions`: makes the models of who said what from annotated texts, and measures them on texts
//! that they have not seen.

use std::collections::BTreeMap;
use std::path::Path;
use std::path::PathBuf;

use rayon::prelude::*;
use sayso::analyse;
use sayso::analyse::Naming;
use sayso::extract::Attribution;
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
use sayso::train::attributions;
use sayso::train::attributions::Sample;

use super::folds;
use crate::cli::Outcome;

const FILE: &str = "attributions.model";
const CARD: &str = "attributions.card.toml";
/// What the card tells of the folds.
const METRICS: [Metric; 6] = [
    Metric::Detection,
    Metric::Source,
    Metric::Content,
    Metric::Attribution,
    Metric::Act,
    Metric::Within,
];

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    sources: folds::Sources,
    /// Folder of the treebanks from which some of the annotated texts are taken
    #[arg(long, value_name = "DIR")]
    treebanks: PathBuf,
    /// Keep the models that each fold is read with in this folder, for sayso train stances
    #[arg(long, value_name = "DIR")]
    keep: Option<PathBuf>,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let engine = &arguments.sources.engine()?;
    let progress = folds::spinner();
    progress.set_message("reads the annotated texts");
    let annotations =
        annotations::annotations(&arguments.sources.annotation, annotations::STATEMENTS)?;
    progress.set_message("learns names from all folds but one, each in turn");
    let namings = super::entities::unseen(
        &annotations,
        &arguments.sources.texts,
        &arguments.sources.names,
        engine,
    )?;
    let samples = samples(&annotations, arguments, &namings, engine)?;
    progress.set_message("learns from all folds but one, each in turn");
    let found = found(&samples, &annotations, &namings, engine, arguments.keep.as_deref())?;
    progress.set_message("learns from all texts");
    let all: Vec<&Sample> = samples.iter().collect();
    let model = attributions::train(&all, &engine.lexicon);
    progress.finish_and_clear();
    if let Some(path) = &arguments.sources.folds {
        folds::write_lines(path, &found)?;
    }
    let figures = folds::figures(
        &annotations,
        &found,
        &arguments.sources.texts,
        Layer::Statements,
        &METRICS,
    )?;
    let card = card(arguments, engine, &model, figures)?;
    folds::write_model(&arguments.sources.out, &model, &card, CARD)?;
    Ok(Outcome::Done)
}

fn samples(
    annotations: &[Annotation],
    arguments: &Arguments,
    namings: &BTreeMap<u8, Naming>,
    engine: &Engine,
) -> anyhow::Result<Vec<Sample>> {
    let treebanks = folds::texts_of_treebanks(&arguments.treebanks)?;
    let texts: Result<Vec<_>, annotations::AnnotationError> = annotations
        .par_iter()
        .map(|annotation| {
            let document = annotation.read(&arguments.sources.texts, &treebanks)?;
            // Names as they are found in a text that was not learned from.
            let naming = annotation.fold.and_then(|fold| namings.get(&fold));
            let naming = naming.unwrap_or(&engine.naming);
            let analysis = analyse::text(&document, &engine.lexicon, &engine.syntax, naming);
            Ok((document, analysis, annotation.document.clone()))
        })
        .collect();
    Ok(attributions::samples(texts?, &engine.lexicon))
}

/// Returns what is found in each fold by models that learned from the others.
fn found(
    samples: &[Sample],
    annotations: &[Annotation],
    namings: &BTreeMap<u8, Naming>,
    engine: &Engine,
    keep: Option<&Path>,
) -> anyhow::Result<Vec<AnnotatedDocument>> {
    let mut numbers: Vec<u8> =
        annotations.iter().filter_map(|annotation| annotation.fold).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let of = |fold: u8| {
        let pairs = samples.iter().zip(annotations);
        let (own, others): (Vec<_>, Vec<_>) =
            pairs.partition(|(_, annotation)| annotation.fold == Some(fold));
        let others: Vec<&Sample> = others.into_iter().map(|(sample, _)| sample).collect();
        let model = attributions::train(&others, &engine.lexicon);
        if let Some(folder) = keep {
            folds::write_file(folder, &of_fold(fold), &model)?;
        }
        let engine = Engine {
            lexicon: engine.lexicon.clone(),
            syntax: engine.syntax.clone(),
            naming: namings.get(&fold).unwrap_or(&engine.naming).clone(),
            attribution: Attribution::read(model).expect("the model was just written"),
        };
        let found: Vec<AnnotatedDocument> = own
            .into_iter()
            .map(|(sample, _)| {
                let account = pipeline::account(&sample.document, &engine);
                AnnotatedDocument::new(&sample.document, &account)
            })
            .collect();
        Ok(found)
    };
    let found: Vec<Vec<AnnotatedDocument>> =
        numbers.into_par_iter().map(of).collect::<anyhow::Result<_>>()?;
    Ok(found.into_iter().flatten().collect())
}

/// Returns the name of the file of the models that a fold is read with.
pub(super) fn of_fold(fold: u8) -> String {
    format!("attributions-{fold}.model")
}

fn card(
    arguments: &Arguments,
    engine: &Engine,
    model: &[u8],
    figures: Vec<String>,
) -> anyhow::Result<Card> {
    let mut data = folds::annotated(&arguments.sources.annotation, &annotations::STATEMENTS)?;
    data.push(folds::syntax(engine, "the models of attribution read"));
    data.push(Data {
        name: "data/models/entities.model".to_owned(),
        sha256: Some(engine.naming.hash().as_str().to_owned()),
        licence: "CC BY-SA 4.0; the names that the models of attribution read are its, or of models that learned from \
            four folds"
            .to_owned(),
    });
    Ok(Card {
        title: "Finds who said what: cues, the source, content and addressee around them, the act, and how sure that is"
            .to_owned(),
        file: FILE.to_owned(),
        size: model.len(),
        sha256: Sha256::of(model).as_str().to_owned(),
        licence: "CC BY-SA 4.0".to_owned(),
        command: "sayso train attributions --texts TEXTS --treebanks TREEBANKS --names wikigold.conll".to_owned(),
        figures,
        data,
    })
}
