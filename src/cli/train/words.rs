//! `sayso train words`: makes the vectors of words from vectors as text.

use std::fs;
use std::path::PathBuf;

use anyhow::Context;
use sayso::model::Sha256;
use sayso::train::Card;
use sayso::train::Data;
use sayso::train::words;

use super::folds;
use crate::cli::Outcome;

const FILE: &str = "words.model";
const CARD: &str = "words.card.toml";

#[derive(Debug, clap::Args)]
#[command(after_help = "\
The vectors are those of word2vec's text files, as fastText and GloVe write them, too: a word and its numbers on each
line. data/training/words.py writes those that are built in. The model of stances is to be trained again after it.")]
pub(super) struct Arguments {
    /// File with a word and its numbers on each line
    #[arg(long, value_name = "FILE")]
    vectors: PathBuf,
    /// Whose the vectors are, for the card
    #[arg(long, value_name = "WORDS")]
    source: String,
    /// Their licence, for the card
    #[arg(long, value_name = "LICENCE")]
    licence: String,
    /// Where to write words.model and words.card.toml
    #[arg(long, value_name = "DIR", default_value = "data/models")]
    out: PathBuf,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let path = &arguments.vectors;
    let source =
        fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let model = words::words(&source).with_context(|| format!("cannot use {}", path.display()))?;
    let name = path
        .file_name()
        .map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned());
    let card = Card {
        title: "What words mean, as numbers that are near to those of words used alike".to_owned(),
        file: FILE.to_owned(),
        size: model.len(),
        sha256: Sha256::of(&model).as_str().to_owned(),
        licence: arguments.licence.clone(),
        command: format!("sayso train words --vectors {name} --source SOURCE --licence LICENCE"),
        figures: Vec::new(),
        data: vec![Data {
            name,
            sha256: Some(Sha256::of(&source).as_str().to_owned()),
            licence: format!("{}; {}", arguments.licence, arguments.source),
        }],
    };
    folds::write_model(&arguments.out, &model, &card, CARD)?;
    Ok(Outcome::Done)
}
