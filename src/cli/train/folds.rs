//! What training on annotated texts shares: signs of life, what is found in each fold, and what the folds reach.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::io::IsTerminal;
use std::io::Write;
use std::iter;
use std::path::Path;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::Context;
use indicatif::ProgressBar;
use indicatif::ProgressDrawTarget;
use sayso::extract::Attribution;
use sayso::model::AnnotatedDocument;
use sayso::model::Sha256;
use sayso::pipeline::Engine;
use sayso::score;
use sayso::score::Layer;
use sayso::score::Metric;
use sayso::train::Card;
use sayso::train::Data;
use sayso::train::annotations::Annotation;

use crate::cli::engine;

const ANNOTATED: &str = "our own annotation; trained on texts of Wikinews (CC BY 2.5, by its contributors, at the addresses in the file), \
    UK Government (contains public sector information licensed under the Open Government Licence v3.0), Australian Department of Foreign \
    Affairs (CC BY 3.0 AU), Delegation of the European Union to Syria, and US government (public domain)";
const FROM_TREEBANKS: &str = "our own annotation; trained on texts of the Georgetown University Multilayer corpus (Zeldes 2017; annotations \
    CC BY 4.0, texts CC BY or public domain) and of the English Web Treebank (UD_English-EWT, CC BY-SA 4.0)";

const ON_TOPICS: &str = "our own annotation; trained on texts of Wikinews (CC BY 2.5, by its contributors, at the addresses in the file), UK \
    Government (contains public sector information licensed under the Open Government Licence v3.0) and US government (public domain)";

/// Returns the annotation that models learn from, for their cards.
pub(super) fn annotated(folder: &Path, files: &[&str]) -> anyhow::Result<Vec<Data>> {
    let data = files.iter().map(|&file| {
        let path = folder.join(file);
        let bytes = fs::read(&path).with_context(|| format!("cannot open {}", path.display()))?;
        let licence = match file {
            "attributions.jsonl" => ANNOTATED,
            "topics.jsonl" => ON_TOPICS,
            _ => FROM_TREEBANKS,
        };
        Ok(Data {
            name: format!("data/training/{file}"),
            sha256: Some(Sha256::of(bytes).as_str().to_owned()),
            licence: licence.to_owned(),
        })
    });
    data.collect()
}

/// Returns the models of words that others read with, for the cards of these.
pub(super) fn syntax(engine: &Engine, models: &str) -> Data {
    Data {
        name: "data/models/syntax.model".to_owned(),
        sha256: Some(engine.syntax.hash().as_str().to_owned()),
        licence: format!("CC BY-SA 4.0; the words that {models} are its"),
    }
}

/// Returns the vectors of words that others read with, for the cards of these.
pub(super) fn words(engine: &Engine, models: &str) -> Data {
    Data {
        name: "data/models/words.model".to_owned(),
        sha256: Some(Sha256::of(engine.attribution.words().bytes()).as_str().to_owned()),
        licence: format!("its card tells; what words mean to {models} is told there"),
    }
}

/// What all trainings on annotated texts take.
#[derive(Debug, clap::Args)]
pub(super) struct Sources {
    /// Folder of the annotated texts, <ID>.txt
    #[arg(long, value_name = "DIR")]
    pub texts: PathBuf,
    /// Texts of which every name is tagged, from which models of names learn, one word a line
    #[arg(long, value_name = "FILE")]
    pub names: PathBuf,
    /// Folder of the annotation
    #[arg(long, value_name = "DIR", default_value = "data/training")]
    pub annotation: PathBuf,
    /// Read with the models of this folder, as sayso train writes them [default: those built in]
    #[arg(long, value_name = "DIR")]
    models: Option<PathBuf>,
    /// Where to write the model and its card
    #[arg(long, value_name = "DIR", default_value = "data/models")]
    pub out: PathBuf,
    /// Write what is found in each fold by models that learned from the others, one JSON line a document
    #[arg(long, value_name = "FILE")]
    pub folds: Option<PathBuf>,
}

impl Sources {
    /// Returns what texts are read with, but without the models of who said what: those are made, or kept for each fold.
    pub(super) fn engine(&self) -> anyhow::Result<Engine> {
        let engine = engine::of_folder(self.models.as_deref())?;
        let words = engine.attribution.words().clone();
        Ok(Engine { attribution: Attribution::none().with_words(words), ..engine })
    }
}

/// Returns a sign of life on a terminal, nothing in a pipe.
pub(super) fn spinner() -> ProgressBar {
    if !io::stderr().is_terminal() {
        return ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
    }
    let spinner = ProgressBar::new_spinner();
    spinner.enable_steady_tick(Duration::from_millis(200));
    spinner
}

/// Returns the texts of the treebanks that models learn from, by their names.
pub(super) fn texts_of_treebanks(folder: &Path) -> anyhow::Result<BTreeMap<String, String>> {
    let treebanks = super::treebanks(folder, &["-train.conllu"])?;
    let texts = treebanks.into_iter().flat_map(|treebank| treebank.texts);
    Ok(texts.map(|text| (text.id, text.text)).collect())
}

/// Writes documents as lines of JSON.
pub(super) fn write_lines(path: &Path, documents: &[AnnotatedDocument]) -> anyhow::Result<()> {
    let mut lines = String::new();
    for document in documents {
        lines.push_str(&serde_json::to_string(document)?);
        lines.push('\n');
    }
    fs::write(path, lines).with_context(|| format!("cannot write {}", path.display()))
}

/// Writes a file into a folder, which is made if it is not there.
pub(super) fn write_file(folder: &Path, file: &str, bytes: &[u8]) -> anyhow::Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("cannot write to {}", folder.display()))?;
    let path = folder.join(file);
    fs::write(&path, bytes).with_context(|| format!("cannot write {}", path.display()))
}

/// Writes a model beside its card, and prints what the card says of its folds.
pub(super) fn write_model(
    folder: &Path,
    model: &[u8],
    card: &Card,
    card_file: &str,
) -> anyhow::Result<()> {
    write_file(folder, &card.file, model)?;
    write_file(folder, card_file, card.to_toml().as_bytes())?;
    let mut output = io::stdout().lock();
    for figure in &card.figures {
        writeln!(output, "{figure}")?;
    }
    Ok(())
}

/// Returns what the folds of each file of annotation reach, as lines for the card.
pub(super) fn figures(
    annotations: &[Annotation],
    found: &[AnnotatedDocument],
    texts: &Path,
    layer: Layer,
    asked: &[Metric],
) -> anyhow::Result<Vec<String>> {
    let mut files: BTreeMap<&str, Vec<&Annotation>> = BTreeMap::new();
    for annotation in annotations.iter().filter(|annotation| annotation.fold.is_some()) {
        files.entry(&annotation.file).or_default().push(annotation);
    }
    let mut lines = Vec::new();
    for (file, annotations) in files {
        let gold: Vec<AnnotatedDocument> =
            annotations.iter().map(|annotation| annotation.document.clone()).collect();
        let own = annotations.iter().map(|annotation| annotation.own_texts().to_path_buf());
        let folders = iter::once(texts.to_path_buf()).chain(own.take(1)).collect();
        let is_asked = |document: &&AnnotatedDocument| {
            gold.iter().any(|annotated| annotated.id == document.id)
        };
        let found: Vec<AnnotatedDocument> = found.iter().filter(is_asked).cloned().collect();
        let total =
            score::compare(&gold, &found, Some(&score::Texts { folders }), &[layer])?.total();
        let name = file.trim_end_matches(".jsonl");
        let line = |metric: &Metric| {
            let count = total.get(metric)?;
            Some(format!(
                "five folds of {name}, {}: precision {:.3}, recall {:.3}, F1 {:.3}",
                metric.name(),
                count.precision().unwrap_or_default(),
                count.recall().unwrap_or_default(),
                count.f1().unwrap_or_default()
            ))
        };
        lines.extend(asked.iter().filter_map(line));
    }
    Ok(lines)
}
