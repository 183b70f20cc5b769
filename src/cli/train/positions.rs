//! `sayso train positions`: measures how well positions are told.

use std::io;
use std::io::Write;
use std::path::PathBuf;

use sayso::pipeline;
use sayso::train::positions;
use sayso::train::positions::ConceptPair;
use sayso::train::positions::Side;

use super::Outcome;
use super::claims;
use crate::cli::store;

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Prints how many pairs on which both people agree are right, of those with each label. Nothing is learned.")]
pub(crate) struct Arguments {
    /// Pairs of a content and a concept that two people have labelled, one JSON line each
    #[arg(long, value_name = "FILE", default_value = "data/claims/positions.jsonl")]
    pairs: PathBuf,
    /// Codebook that has the concepts; may be given more than once
    #[arg(long = "codebook", value_name = "FILE", required = true)]
    codebooks: Vec<PathBuf>,
    /// Folder of the documents' texts, <ID>.txt; may be given more than once
    #[arg(long, value_name = "DIR", required = true)]
    texts: Vec<PathBuf>,
    /// List the pairs that are wrong
    #[arg(long)]
    errors: bool,
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let pairs: Vec<ConceptPair> = claims::lines(&arguments.pairs)?;
    let ids = pairs.iter().map(|pair| pair.content.document.as_str());
    let texts = claims::texts(ids, &arguments.texts)?;
    let codebooks = arguments
        .codebooks
        .iter()
        .map(|path| pipeline::codebook(path).map_err(store::build_hint))
        .collect::<Result<_, _>>()?;
    let found = positions::found(pairs, &texts, codebooks);
    let agreed: Vec<_> = found.iter().filter(|it| it.pair.labels[0] == it.pair.labels[1]).collect();
    let mut output = io::stdout().lock();
    let right = agreed.iter().filter(|it| it.found == it.pair.labels[0]).count();
    writeln!(output, "right: {right} of {} on which both agree", agreed.len())?;
    for label in Side::ALL {
        let count = |of: &dyn Fn(Side, Side) -> bool| {
            agreed.iter().filter(|it| of(it.pair.labels[0], it.found)).count()
        };
        let gold = count(&|gold, _| gold == label);
        let found = count(&|_, found| found == label);
        let both = count(&|gold, found| gold == label && found == label);
        writeln!(output, "  {label:?}: {gold} annotated, {found} found, {both} both")?;
    }
    for it in agreed.iter().filter(|it| arguments.errors && it.found != it.pair.labels[0]) {
        let [gold, _] = it.pair.labels;
        writeln!(output, "{} {}: {gold:?}, found {:?}", it.pair.id, it.pair.concept, it.found)?;
        writeln!(output, "  {}\n  by {:?}", it.claim, it.words)?;
    }
    Ok(Outcome::Done)
}
