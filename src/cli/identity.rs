//! `sayso identity`: who is who in a store, why, and what people decide of it.

mod decide;
mod explain;
mod list;
mod who;

use std::fs;
use std::io;
use std::path::Path;
use std::path::PathBuf;

use clap::Subcommand;
use sayso::model::Date;
use sayso::model::Identity;
use sayso::model::JudgementFault;
use sayso::model::Judgements;
use sayso::pipeline;
use sayso::pipeline::BuildError;
use sayso::read;
use sayso::store::Store;

use super::Outcome;
use super::report;
use super::store;
use super::store::StoreOption;

/// What to do with who is who.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  sayso identity list\n  sayso identity explain \"Roman Vasilenko\" Vasilenko\n  \
    sayso identity not-same \"Anna Brandt@news/a\" \"Anna Brandt@news/b\" --author \"Ana Duarte\" --date 2024-05-03 \
    --reason \"One is a minister, the other a painter.\"\n\n\
    A name is one that a document uses: NAME, TYPE:NAME or NAME@CORPUS/ID. Decisions stand in identity.toml beside the \
    corpus, and every build carries them out before any rule."
)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// List what people decided, what was joined and what was kept apart
    List(Common),
    /// Explain why two names are one, or are not
    Explain(Two),
    /// Decide that two names are one
    Same(Decided),
    /// Decide that two names are two
    NotSame(Decided),
    /// List pairs that may be one and that no rule is sure of
    Candidates(Common),
}

#[derive(Debug, clap::Args)]
struct Common {
    /// The folder of the corpus whose identity.toml is meant [default: the one that the store was built from]
    #[arg(long, value_name = "DIR")]
    corpus: Option<PathBuf>,
    #[command(flatten)]
    store: StoreOption,
}

#[derive(Debug, clap::Args)]
struct Two {
    /// A name
    #[arg(value_name = "A")]
    first: String,
    /// Another name
    #[arg(value_name = "B")]
    second: String,
    #[command(flatten)]
    common: Common,
}

#[derive(Debug, clap::Args)]
struct Decided {
    #[command(flatten)]
    two: Two,
    /// Who decides
    #[arg(long, value_name = "NAME")]
    author: String,
    /// Why, as a sentence
    #[arg(long, value_name = "TEXT")]
    reason: String,
    /// When it is decided, such as 2024-05-03
    #[arg(long, value_name = "DATE")]
    date: Date,
}

/// Does what is asked.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    match &arguments.command {
        Command::List(common) => list::decided_and_joined(common),
        Command::Candidates(common) => list::candidates(common),
        Command::Explain(two) => explain::run(two),
        Command::Same(decided) => decide::run(decided, true),
        Command::NotSame(decided) => decide::run(decided, false),
    }
}

/// A corpus of the store, and the file of its decisions.
struct Corpus {
    name: String,
    folder: PathBuf,
}

impl Corpus {
    fn file(&self) -> PathBuf {
        self.folder.join(read::JUDGEMENTS)
    }

    /// Returns what people call the file.
    fn label(&self) -> String {
        format!("{}/{}", self.name, read::JUDGEMENTS)
    }

    /// Returns the text of the file, if there is one.
    fn text(&self) -> anyhow::Result<Option<String>> {
        match fs::read_to_string(self.file()) {
            Ok(text) => Ok(Some(text)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(source) => {
                let path = self.file();
                Err(read::ReadError::Open { path, source }.into())
            }
        }
    }
}

/// Returns the corpora of a store, in order; one of them may be given.
fn corpora(store: &Store, given: Option<&Path>) -> anyhow::Result<Vec<Corpus>> {
    let given = match given {
        Some(folder) => {
            let corpus = read::corpus(folder).map_err(|error| report::path_hint(error.into()))?;
            Some(Corpus { name: corpus.name, folder: corpus.root })
        }
        None => None,
    };
    let of_store = store.manifest().corpora.iter().map(|(name, corpus)| Corpus {
        name: name.clone(),
        folder: store.folder().join(&corpus.folder),
    });
    let mut corpora: Vec<Corpus> = of_store
        .filter(|corpus| given.as_ref().is_none_or(|given| given.name != corpus.name))
        .collect();
    corpora.extend(given);
    corpora.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(corpora)
}

/// Returns what the files of the corpora say now, whether or not the store was built with it.
fn judgements(corpora: &[Corpus]) -> anyhow::Result<Judgements> {
    let mut all = Judgements::default();
    for corpus in corpora {
        if let Some(text) = corpus.text()? {
            all.all.extend(read::judgements(&corpus.file(), &corpus.label(), &text)?.all);
        }
    }
    Ok(all)
}

/// A store with who is who in it by the decisions that stand in the files now.
struct Opened {
    store: Store,
    judgements: Judgements,
    identity: Identity,
}

fn open(common: &Common) -> anyhow::Result<Opened> {
    let store = store::open(&common.store)?;
    let corpora = corpora(&store, common.corpus.as_deref())?;
    let judgements = judgements(&corpora)?;
    let identity = identify(&store, &judgements)?;
    Ok(Opened { store, judgements, identity })
}

fn identify(store: &Store, judgements: &Judgements) -> anyhow::Result<Identity> {
    pipeline::identity(store, judgements).map_err(store::build_hint)
}

/// Returns the faults of decisions, if an error is about them.
fn faults(error: &BuildError) -> &[JudgementFault] {
    match error {
        BuildError::Judgements { source } => &source.0,
        _ => &[],
    }
}
