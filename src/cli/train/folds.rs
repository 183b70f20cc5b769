//! What training on annotated texts shares: signs of life, what is found in each fold, and what the folds reach.

use std::fs;
use std::io;
use std::io::IsTerminal;
use std::io::Write;
use std::path::Path;
use std::time::Duration;

use anyhow::Context;
use indicatif::ProgressBar;
use indicatif::ProgressDrawTarget;
use sayso::model::AnnotatedDocument;
use sayso::score;
use sayso::score::Layer;
use sayso::score::Metric;
use sayso::train::Card;
use sayso::train::annotations::Annotation;

/// Returns a sign of life on a terminal, nothing in a pipe.
pub(super) fn spinner() -> ProgressBar {
    if !io::stderr().is_terminal() {
        return ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
    }
    let spinner = ProgressBar::new_spinner();
    spinner.enable_steady_tick(Duration::from_millis(200));
    spinner
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

/// Writes a model beside its card, and prints what the card says of its folds.
pub(super) fn write_model(
    folder: &Path,
    model: &[u8],
    card: &Card,
    card_file: &str,
) -> anyhow::Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("cannot write to {}", folder.display()))?;
    for (file, bytes) in [(card.file.as_str(), model), (card_file, card.to_toml().as_bytes())] {
        let path = folder.join(file);
        fs::write(&path, bytes).with_context(|| format!("cannot write {}", path.display()))?;
    }
    let mut output = io::stdout().lock();
    for figure in &card.figures {
        writeln!(output, "{figure}")?;
    }
    Ok(())
}

/// Returns what the folds reach, as lines for the card.
pub(super) fn figures(
    annotations: &[Annotation],
    found: &[AnnotatedDocument],
    texts: &Path,
    layer: Layer,
    asked: &[Metric],
) -> anyhow::Result<Vec<String>> {
    let gold: Vec<AnnotatedDocument> = annotations
        .iter()
        .filter(|annotation| annotation.fold.is_some())
        .map(|annotation| annotation.document.clone())
        .collect();
    let texts = score::Texts { folder: texts.to_path_buf() };
    let total = score::compare(&gold, found, Some(&texts), &[layer])?.total();
    let line = |metric: &Metric| {
        let count = total.get(metric)?;
        Some(format!(
            "five folds, {}: precision {:.3}, recall {:.3}, F1 {:.3}",
            metric.name(),
            count.precision().unwrap_or_default(),
            count.recall().unwrap_or_default(),
            count.f1().unwrap_or_default()
        ))
    };
    Ok(asked.iter().filter_map(line).collect())
}
