//! `sayso train`: makes the models that the program reads with.

mod attributions;
mod claims;
mod entities;
mod folds;
mod positions;
mod stances;
mod words;

use std::fs;
use std::io;
use std::io::Write;
use std::path::Path;
use std::path::PathBuf;

use anyhow::Context;
use sayso::analyse::Syntax;
use sayso::model::Lexicon;
use sayso::train;
use sayso::train::Treebank;
use sayso::train::conllu::TreebankText;
use sayso::train::scoring;
use sayso::train::scoring::Right;
use sayso::train::scoring::SyntaxScore;

use super::Outcome;

#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    model: Model,
}

#[derive(Debug, clap::Subcommand)]
enum Model {
    /// Learn words, sentences, tags, lemmas and trees from treebanks
    Syntax(SyntaxArguments),
    /// Learn the names of people, bodies, places, events and works from annotated texts
    Entities(entities::Arguments),
    /// Learn who said what from annotated texts
    Attributions(attributions::Arguments),
    /// Set the thresholds by which claims meet, on annotated pairs
    Claims(claims::Arguments),
    /// Measure how well positions on the concepts of a codebook are told, on annotated pairs
    Positions(positions::Arguments),
    /// Learn who takes sides from annotated texts
    Stances(stances::Arguments),
    /// Make the vectors of words from a file of vectors
    Words(words::Arguments),
}

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Learns from <NAME>-train.conllu and <NAME>-dev.conllu, measures with <NAME>-test.conllu. The same files give the
same bytes.")]
struct SyntaxArguments {
    /// Folder of treebanks in CoNLL-U
    #[arg(long, value_name = "DIR")]
    treebanks: PathBuf,
    /// Where to write syntax.model and syntax.card.toml
    #[arg(long, value_name = "DIR", default_value = "data/models")]
    out: PathBuf,
    /// Keep <NAME>-dev.conllu out of the training, and measure with it instead
    #[arg(long)]
    dev: bool,
    /// Measure the built-in models instead of training others
    #[arg(long)]
    evaluate: bool,
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    match &arguments.model {
        Model::Syntax(arguments) => syntax(arguments),
        Model::Entities(arguments) => entities::run(arguments),
        Model::Attributions(arguments) => attributions::run(arguments),
        Model::Claims(arguments) => claims::run(arguments),
        Model::Positions(arguments) => positions::run(arguments),
        Model::Stances(arguments) => stances::run(arguments),
        Model::Words(arguments) => words::run(arguments),
    }
}

fn syntax(arguments: &SyntaxArguments) -> anyhow::Result<Outcome> {
    let measured = if arguments.dev { "-dev.conllu" } else { "-test.conllu" };
    let measured = treebanks(&arguments.treebanks, &[measured])?;
    if arguments.evaluate {
        return print(&figures(&measured, &Syntax::built_in()));
    }
    let learned: &[&str] =
        if arguments.dev { &["-train.conllu"] } else { &["-train.conllu", "-dev.conllu"] };
    let learned = treebanks(&arguments.treebanks, learned)?;
    let texts: Vec<TreebankText> = learned.iter().flat_map(|bank| bank.texts.clone()).collect();
    let model = train::syntax(&texts, &Lexicon::built_in());
    let figures = figures(&measured, &Syntax::read(model.clone())?);
    let card = train::syntax_card(&model, &learned, figures.clone());
    write(&arguments.out, "syntax.model", &model)?;
    write(&arguments.out, "syntax.card.toml", card.to_toml().as_bytes())?;
    print(&figures)
}

fn print(figures: &[String]) -> anyhow::Result<Outcome> {
    let mut output = io::stdout().lock();
    for line in figures {
        writeln!(output, "{line}")?;
    }
    Ok(Outcome::Done)
}

fn write(folder: &Path, name: &str, bytes: &[u8]) -> anyhow::Result<()> {
    fs::create_dir_all(folder)
        .with_context(|| format!("cannot make the folder {}", folder.display()))?;
    let path = folder.join(name);
    fs::write(&path, bytes).with_context(|| format!("cannot write {}", path.display()))
}

/// Returns the treebanks of a folder whose names end so, in the order of their names.
fn treebanks(folder: &Path, endings: &[&str]) -> anyhow::Result<Vec<Treebank>> {
    let entries =
        fs::read_dir(folder).with_context(|| format!("cannot open {}", folder.display()))?;
    let mut treebanks = Vec::new();
    for entry in entries {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if endings.iter().any(|ending| name.ends_with(ending)) {
            let source = fs::read_to_string(&path)
                .with_context(|| format!("cannot open {}", path.display()))?;
            let treebank = Treebank::read(&name, &source)
                .with_context(|| format!("cannot read {}", path.display()))?;
            treebanks.push(treebank);
        }
    }
    anyhow::ensure!(
        !treebanks.is_empty(),
        "no file of {} has a name that ends in {}",
        folder.display(),
        endings.join(" or ")
    );
    treebanks.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(treebanks)
}

/// Returns what is right of treebanks, in lines of text.
fn figures(treebanks: &[Treebank], syntax: &Syntax) -> Vec<String> {
    let lexicon = Lexicon::built_in();
    treebanks
        .iter()
        .flat_map(|treebank| {
            let score = scoring::score(&treebank.texts, &lexicon, syntax);
            lines(&treebank.name, &score)
        })
        .collect()
}

fn lines(name: &str, score: &SyntaxScore) -> [String; 3] {
    let line = |title: &str, right: &Right| {
        format!(
            "{name}, {title}: UPOS {:.2}, XPOS {:.2}, lemmas {:.2}, UAS {:.2}, LAS {:.2}",
            right.percent(right.upos),
            right.percent(right.xpos),
            right.percent(right.lemma),
            right.percent(right.head),
            right.percent(right.relation)
        )
    };
    [
        format!(
            "{name}, {} words: tokens F1 {:.2}, ends of sentences F1 {:.2}, sentences F1 {:.2}",
            score.raw.words.gold,
            score.raw.words.percent(),
            score.ends.percent(),
            score.sentences.percent()
        ),
        line("words given", &score.given),
        line("from text", &score.raw),
    ]
}
