//! `sayso train`: makes the models that the program reads with.

use std::fs;
use std::io;
use std::io::Write;
use std::path::Path;
use std::path::PathBuf;

use anyhow::Context;
use sayso::analyse::Syntax;
use sayso::model::Lexicon;
use sayso::train;
use sayso::train::conllu;
use sayso::train::conllu::TreebankText;
use sayso::train::scoring;
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
}

#[derive(Debug, clap::Args)]
struct SyntaxArguments {
    /// Folder of treebanks: learns from <NAME>-train.conllu, and is measured with <NAME>-test.conllu
    #[arg(long, value_name = "DIR")]
    treebanks: PathBuf,
    /// Where to write syntax.model and its card
    #[arg(long, value_name = "DIR", default_value = "data/models")]
    out: PathBuf,
    /// Measure the built-in models instead of training others
    #[arg(long)]
    evaluate: bool,
    /// Measure with <NAME>-dev.conllu instead of <NAME>-test.conllu
    #[arg(long)]
    dev: bool,
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    match &arguments.model {
        Model::Syntax(arguments) => syntax(arguments),
    }
}

fn syntax(arguments: &SyntaxArguments) -> anyhow::Result<Outcome> {
    let lexicon = Lexicon::built_in();
    let syntax = if arguments.evaluate {
        Syntax::built_in()
    } else {
        let mut texts = Vec::new();
        for path in files(&arguments.treebanks, "-train.conllu")? {
            texts.extend(treebank(&path)?);
        }
        let model = train::syntax(&texts, &lexicon);
        fs::create_dir_all(&arguments.out)?;
        fs::write(arguments.out.join("syntax.model"), &model)?;
        Syntax::read(model)?
    };
    let mut output = io::stdout().lock();
    let ending = if arguments.dev { "-dev.conllu" } else { "-test.conllu" };
    for path in files(&arguments.treebanks, ending)? {
        let score = scoring::score(&treebank(&path)?, &lexicon, &syntax);
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        write_figures(&mut output, &name, &score)?;
    }
    Ok(Outcome::Done)
}

/// Returns the files of a folder whose names end so, in the order of their names.
fn files(folder: &Path, ending: &str) -> anyhow::Result<Vec<PathBuf>> {
    let entries =
        fs::read_dir(folder).with_context(|| format!("cannot open {}", folder.display()))?;
    let mut files = Vec::new();
    for entry in entries {
        let path = entry?.path();
        if path.to_string_lossy().ends_with(ending) {
            files.push(path);
        }
    }
    anyhow::ensure!(
        !files.is_empty(),
        "no file of {} has a name that ends in {ending}",
        folder.display()
    );
    files.sort();
    Ok(files)
}

fn treebank(path: &Path) -> anyhow::Result<Vec<TreebankText>> {
    let source =
        fs::read_to_string(path).with_context(|| format!("cannot open {}", path.display()))?;
    conllu::read(&source).with_context(|| format!("cannot read {}", path.display()))
}

fn write_figures(output: &mut impl Write, name: &str, score: &SyntaxScore) -> io::Result<()> {
    let raw = &score.raw;
    writeln!(
        output,
        "{name}: {} words; from text: tokens {:.2} sentences {:.2}",
        raw.words.gold,
        raw.words.percent(),
        score.sentences.percent()
    )?;
    for (title, right) in [("given words", &score.given), ("from text", raw)] {
        writeln!(
            output,
            "  {title:<12} UPOS {:.2}  XPOS {:.2}  lemma {:.2}  UAS {:.2}  LAS {:.2}",
            right.percent(right.upos),
            right.percent(right.xpos),
            right.percent(right.lemma),
            right.percent(right.head),
            right.percent(right.relation)
        )?;
    }
    Ok(())
}
