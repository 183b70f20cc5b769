//! `sayso extract`: who said what in each document, one JSON line a document, without a store.

use std::collections::BTreeMap;
use std::io;
use std::io::BufWriter;
use std::io::Read;
use std::io::Write;
use std::path::Path;
use std::path::PathBuf;

use rayon::prelude::*;
use sayso::model::AnnotatedDocument;
use sayso::model::Document;
use sayso::model::LeftOut;
use sayso::pipeline;
use sayso::pipeline::Engine;
use sayso::read;
use sayso::read::Corpus;
use sayso::read::ReadError;
use sayso::read::Source;

use super::Outcome;
use super::confidence::ConfidenceOption;
use super::engine::EngineOption;
use super::report;

/// What to read.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  sayso extract speech.txt\n  sayso extract press-releases/ > findings.jsonl\n  \
    curl https://example.org/article.html | sayso extract -\n\nOffsets count Unicode code points from the start of the \
    text, end exclusive."
)]
pub(crate) struct Arguments {
    /// Files, folders, or - for standard input
    #[arg(required = true, value_name = "FILE|FOLDER|-")]
    inputs: Vec<PathBuf>,
    /// Add each document's text, as offsets count in it (always added where the input is not plain text in UTF-8)
    #[arg(long)]
    text: bool,
    #[command(flatten)]
    engine: EngineOption,
    #[command(flatten)]
    confidence: ConfidenceOption,
    /// Work on so many documents at once [default: one for each processor]
    #[arg(long, value_name = "N")]
    threads: Option<std::num::NonZeroUsize>,
}

/// So many documents are in memory at once, for each thread.
const DOCUMENTS_A_THREAD: usize = 8;

/// Prints a line for each document; what cannot be read is named, and the rest goes on.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    super::use_threads(arguments.threads)?;
    let engine = arguments.engine.engine()?;
    let mut outcome = Outcome::Done;
    let inputs = inputs(&arguments.inputs, &mut outcome)?;
    let ids = Ids::of(&inputs);
    let mut tally = Tally::default();
    let mut output = BufWriter::new(io::stdout().lock());
    for input in &inputs {
        match input {
            Input::Standard => {
                let mut bytes = Vec::new();
                io::stdin().lock().read_to_end(&mut bytes)?;
                let document = read::document_from(&Source::nameless(), &bytes);
                let line = line(document, "-", arguments, engine);
                outcome = outcome.and(write(&mut output, &line, &mut tally)?);
            }
            Input::Corpus(corpus) => {
                for sources in
                    corpus.sources.chunks(DOCUMENTS_A_THREAD * rayon::current_num_threads())
                {
                    let lines: Vec<Result<Line, ReadError>> = sources
                        .par_iter()
                        .map(|source| {
                            line(read::document(source), &ids.of_source(source), arguments, engine)
                        })
                        .collect();
                    for line in &lines {
                        outcome = outcome.and(write(&mut output, line, &mut tally)?);
                    }
                }
            }
        }
        output.flush()?;
    }
    arguments.confidence.tell(tally.left_out);
    tally.open.tell();
    Ok(outcome)
}

/// What is told at the end.
#[derive(Default)]
struct Tally {
    left_out: LeftOut,
    open: Open,
}

/// Mentions that lead to nobody known, and the documents that have some.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Open {
    mentions: usize,
    documents: usize,
}

impl Open {
    fn add(&mut self, mentions: usize) {
        self.mentions += mentions;
        self.documents += usize::from(mentions > 0);
    }

    /// Says how many there are, if there are any.
    fn tell(self) {
        if self.mentions > 0 {
            report::note(&self.told());
        }
    }

    fn told(self) -> String {
        let mentions = report::counted(self.mentions, "mention");
        let documents = report::counted(self.documents, "document");
        let stay = if self.mentions == 1 { "stays" } else { "stay" };
        format!("{mentions} of nobody known {stay} open, in {documents}")
    }
}

/// A place that documents come from.
enum Input {
    Standard,
    Corpus(Corpus),
}

fn inputs(paths: &[PathBuf], outcome: &mut Outcome) -> anyhow::Result<Vec<Input>> {
    let mut inputs = Vec::new();
    for path in paths {
        if path == Path::new("-") {
            inputs.push(Input::Standard);
            continue;
        }
        match read::corpus(path) {
            Ok(corpus) => {
                corpus.notes.iter().for_each(|note| report::warning(note));
                if corpus.sources.is_empty() {
                    report::warning(&format!("there is no document in {}", path.display()));
                }
                inputs.push(Input::Corpus(corpus));
            }
            Err(error) if paths.len() > 1 => {
                report::warning(&format!("skipped: {}", report::chain(&error)));
                *outcome = Outcome::Incomplete;
            }
            Err(error) => return Err(report::path_hint(error.into())),
        }
    }
    Ok(inputs)
}

/// Which ids stand for more than one document of this call.
struct Ids {
    uses: BTreeMap<String, usize>,
}

impl Ids {
    fn of(inputs: &[Input]) -> Self {
        let mut uses = BTreeMap::new();
        for input in inputs {
            let Input::Corpus(corpus) = input else { continue };
            for source in &corpus.sources {
                *uses.entry(source.key.id.clone()).or_default() += 1;
            }
        }
        Self { uses }
    }

    /// Returns the document's id, or its path where another has the same id.
    fn of_source(&self, source: &Source) -> String {
        if self.uses.get(&source.key.id).is_none_or(|&uses| uses < 2) {
            return source.key.id.clone();
        }
        let path = source.path.display();
        source.record.map_or_else(|| path.to_string(), |record| format!("{path}:{}", record.line))
    }
}

/// What is printed of a document.
struct Line {
    /// What reading left in doubt.
    notes: Vec<String>,
    left_out: LeftOut,
    open_mentions: usize,
    json: String,
}

/// What the line says: the annotation, and how many of its mentions lead to nobody known.
#[derive(serde::Serialize)]
struct Printed<'a> {
    #[serde(flatten)]
    annotated: &'a AnnotatedDocument,
    open_mentions: usize,
}

/// Returns a document's line of JSON, or why it could not be read.
fn line(
    document: Result<Document, ReadError>,
    id: &str,
    arguments: &Arguments,
    engine: &Engine,
) -> Result<Line, ReadError> {
    let document = document?;
    let account = pipeline::account(&document, engine);
    let mut annotated = AnnotatedDocument::new(&document, &account);
    let left_out = arguments.confidence.narrow(&mut annotated);
    id.clone_into(&mut annotated.id);
    // Offsets count in the file itself only where it is plain text in UTF-8.
    if arguments.text || !document.is_plain || document.encoding != "UTF-8" {
        annotated.text = Some(document.text);
    }
    let notes = document.notes.iter().map(|note| format!("{id}: {}", note.message)).collect();
    let open_mentions = annotated.open_mentions();
    let printed = Printed { annotated: &annotated, open_mentions };
    let json = serde_json::to_string(&printed)
        .expect("an annotated document is made of strings and numbers");
    Ok(Line { notes, left_out, open_mentions, json })
}

fn write(
    output: &mut impl Write,
    line: &Result<Line, ReadError>,
    tally: &mut Tally,
) -> anyhow::Result<Outcome> {
    match line {
        Ok(line) => {
            for note in &line.notes {
                report::warning(note);
            }
            writeln!(output, "{}", line.json)?;
            tally.left_out += line.left_out;
            tally.open.add(line.open_mentions);
            Ok(Outcome::Done)
        }
        Err(error) => {
            report::warning(&format!("skipped: {}", report::chain(error)));
            Ok(Outcome::Incomplete)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Open;

    fn check(mentions: &[usize], expected: &str) {
        let mut open = Open::default();
        for &count in mentions {
            open.add(count);
        }
        assert_eq!(open.told(), expected);
    }

    #[test]
    fn open_mentions_are_counted() {
        check(&[2, 0, 3], "5 mentions of nobody known stay open, in 2 documents");
        check(&[1], "1 mention of nobody known stays open, in 1 document");
    }
}
