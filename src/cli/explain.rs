//! `sayso explain`: what the program sees in a sentence, and how it comes to its findings.

mod tree;
mod lines;

use std::io;
use std::io::Read;
use std::io::Write;
use std::path::Path;
use std::path::PathBuf;

use anyhow::Context;
use anyhow::anyhow;
use sayso::analyse;
use sayso::extract;
use sayso::extract::CueExplanation;
use sayso::model::Analysis;
use sayso::model::AnnotatedDocument;
use sayso::model::CodePoints;
use sayso::model::Document;
use sayso::model::Sentence;
use sayso::model::Span;
use sayso::pipeline;
use sayso::pipeline::Engine;
use sayso::read;
use sayso::read::Source;
use sayso::resolve;
use serde_json::Value;
use serde_json::json;

use super::Outcome;
use super::engine::EngineOption;
use super::report;
use super::report::counted;
use super::report::hinted;

/// What to explain.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  sayso explain speech.txt --sentence 3\n  sayso explain speech.txt --at \"the vote was free\"\n  \
    echo 'She said it was fair.' | sayso explain -\n\nShows each sentence with its words, their lemmas, parts of speech and tree, \
    quotations and names, each word that may say that something was expressed and what became of it, and what was found. A “ behind a \
    relation marks a word that stands in a quotation. Scores are those of the models: the higher, the surer; from nought on more yes than no."
)]
pub(crate) struct Arguments {
    /// A file, or - for standard input
    file: PathBuf,
    /// Only this sentence, counted from 1
    #[arg(long, value_name = "N", conflicts_with = "at")]
    sentence: Option<usize>,
    /// Only sentences with these words
    #[arg(long, value_name = "TEXT")]
    at: Option<String>,
    #[command(flatten)]
    engine: EngineOption,
    /// Print one JSON object for programs
    #[arg(long)]
    json: bool,
}

/// How wide the tree of a sentence is drawn where no terminal says how wide it is.
const WIDTH: usize = 100;

/// Explains the sentences that are asked for.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let document = document(&arguments.file)?;
    if document.text.trim().is_empty() {
        return Err(anyhow!("{} has no text", name_of(&arguments.file)));
    }
    for note in &document.notes {
        report::warning(&note.message);
    }
    if !document.is_english() {
        let language = document.metadata.language.as_deref().unwrap_or("another language");
        report::note(&format!("the text is in {language}, not in English: nothing is extracted"));
    }
    let seen = Seen::new(&document, arguments.engine.engine()?);
    let chosen = chosen(&seen, arguments)?;
    let mut output = anstream::stdout().lock();
    if arguments.json {
        let sentences: Vec<Value> = chosen.iter().map(|&number| seen.as_json(number)).collect();
        let told = json!({ "id": seen.document.key.id, "sentences": sentences });
        writeln!(output, "{told:#}")?;
        return Ok(Outcome::Done);
    }
    let width =
        terminal_size::terminal_size_of(io::stdout()).map_or(WIDTH, |(width, _)| width.0.into());
    for (place, &number) in chosen.iter().enumerate() {
        let gap = if place > 0 { "\n" } else { "" };
        writeln!(output, "{gap}{}", seen.told(number, width))?;
    }
    Ok(Outcome::Done)
}

/// Reads the one document of a file, or standard input.
fn document(path: &Path) -> anyhow::Result<Document> {
    if path == Path::new("-") {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes).context("cannot read standard input")?;
        return Ok(read::document_from(&Source::nameless(), &bytes)?);
    }
    let corpus = read::corpus(path).map_err(|error| report::path_hint(error.into()))?;
    match corpus.sources.as_slice() {
        [source] if !path.is_dir() => Ok(read::document(source)?),
        sources => Err(hinted(
            anyhow!("{} holds {}", path.display(), counted(sources.len(), "document")),
            "sayso explain looks at one file with one document, or at - for standard input",
        )),
    }
}

fn name_of(path: &Path) -> String {
    if path == Path::new("-") { "standard input".to_owned() } else { path.display().to_string() }
}

/// Returns the places of the sentences that are asked for.
fn chosen(seen: &Seen<'_>, arguments: &Arguments) -> anyhow::Result<Vec<usize>> {
    let sentences = &seen.analysis.sentences;
    match (arguments.sentence, &arguments.at) {
        (Some(number), _) => match number.checked_sub(1).filter(|place| *place < sentences.len()) {
            Some(place) => Ok(vec![place]),
            None => Err(hinted(
                anyhow!("there is no sentence {number}"),
                format!("the text has {}", counted(sentences.len(), "sentence")),
            )),
        },
        (None, Some(words)) => {
            let found: Vec<usize> =
                (0..sentences.len()).filter(|&place| seen.has(place, words)).collect();
            if found.is_empty() {
                return Err(hinted(
                    anyhow!("no sentence has the words {words:?}"),
                    "words that go over the end of a sentence are in none",
                ));
            }
            Ok(found)
        }
        (None, None) => Ok((0..sentences.len()).collect()),
    }
}

/// A document, and all that the program sees in it.
struct Seen<'a> {
    document: &'a Document,
    points: CodePoints<'a>,
    analysis: Analysis,
    account: AnnotatedDocument,
    cues: Vec<CueExplanation>,
}

impl<'a> Seen<'a> {
    fn new(document: &'a Document, engine: &Engine) -> Self {
        let Engine { lexicon, syntax, naming, attribution } = engine;
        let analysis = analyse::text(document, lexicon, syntax, naming);
        let cues = extract::explanation(document, &analysis, lexicon, attribution);
        let findings = pipeline::findings(document, &analysis, lexicon, attribution);
        let account = resolve::document(document, &analysis, findings, lexicon);
        let account = AnnotatedDocument::new(document, &account);
        Self { document, points: CodePoints::new(&document.text), analysis, account, cues }
    }

    fn sentence(&self, place: usize) -> &Sentence {
        &self.analysis.sentences[place]
    }

    fn words(&self, span: Span) -> &str {
        span.of(&self.document.text)
    }

    /// Returns whether a sentence has some words; white space is as good as any other.
    fn has(&self, place: usize, words: &str) -> bool {
        let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        plain(self.words(self.sentence(place).span)).contains(&plain(words))
    }
}
