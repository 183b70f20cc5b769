//! `sayso export`: the graph of a store, for other tools.

use std::io;
use std::io::BufWriter;
use std::io::Write;
use std::path::Path;
use std::path::PathBuf;

use anyhow::Context;
use anyhow::anyhow;
use clap::ValueEnum;
use sayso::export;
use sayso::export::QuadsFormat;
use sayso::pipeline;
use sayso::rdf;
use sayso::rdf::Quad;

use super::Outcome;
use super::confidence::ConfidenceOption;
use super::output;
use super::report;
use super::store::StoreOption;

/// What to write, and where to.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  sayso export --output corpus.nq\n  sayso export --format ttl --without-text | less\n\n\
    Quads are sorted, each stands once, and there are no blank nodes: equal stores give equal files."
)]
pub(crate) struct Arguments {
    /// What to write; where not given, what the output's extension says, or else nq
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// Tie each direct triple to the statements and stances behind it, by reifiers of RDF 1.2
    #[arg(long)]
    rdf12: bool,
    /// Leave out the words of the texts, so that a graph of texts under copyright can be shared; names stay
    #[arg(long)]
    without_text: bool,
    /// The file to write, - for standard output
    #[arg(long, short, value_name = "FILE", default_value = "-")]
    output: PathBuf,
    #[command(flatten)]
    confidence: ConfidenceOption,
    #[command(flatten)]
    store: StoreOption,
}

/// How a graph is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// N-Quads, one quad a line
    Nq,
    #[value(help = "TriG, graph by graph")]
    Trig,
    /// Turtle, all graphs in one
    Ttl,
    /// N-Triples, all graphs in one
    Nt,
    /// JSON-LD, expanded
    Jsonld,
}

/// Writes the graph.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let format = format(arguments)?;
    if arguments.rdf12 && !format.has_triple_terms() {
        return Err(report::hinted(
            anyhow!("JSON-LD cannot say things about triples as RDF 1.2 does"),
            "choose --format trig, nq, ttl or nt, or leave --rdf12 out",
        ));
    }
    let opened = arguments.confidence.open(&arguments.store)?;
    let mut quads = opened.dataset().iter().collect::<Result<Vec<Quad>, _>>()?;
    if arguments.rdf12 {
        let base = pipeline::base_of(opened.manifest());
        quads.extend(rdf::reifiers(&base, &quads));
    }
    if arguments.without_text {
        quads = export::without_text(quads);
    }
    write(quads, format, &arguments.output)?;
    let is_whole = opened.problems().is_empty();
    Ok(if is_whole { Outcome::Done } else { Outcome::Incomplete })
}

fn format(arguments: &Arguments) -> anyhow::Result<QuadsFormat> {
    let output = arguments.output.as_path();
    let format = match arguments.format {
        Some(format) => format,
        None if output == Path::new("-") => Format::Nq,
        None => by_extension(output)?,
    };
    Ok(match format {
        Format::Nq => QuadsFormat::NQuads,
        Format::Trig => QuadsFormat::TriG,
        Format::Ttl => QuadsFormat::Turtle,
        Format::Nt => QuadsFormat::NTriples,
        Format::Jsonld => QuadsFormat::JsonLd,
    })
}

fn by_extension(output: &Path) -> anyhow::Result<Format> {
    let extension = output.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    Format::from_str(extension, true).map_err(|_| {
        report::hinted(
            anyhow!("{} does not say what to write", output.display()),
            "--format takes nq, trig, ttl, nt or jsonld; so does the output's extension",
        )
    })
}

/// Writes to standard output, or to a file that is there whole or not at all.
fn write(quads: Vec<Quad>, format: QuadsFormat, path: &Path) -> anyhow::Result<()> {
    if path == Path::new("-") {
        let mut output = BufWriter::new(io::stdout().lock());
        export::write_quads(quads, format, &mut output)?;
        return Ok(output.flush()?);
    }
    output::write_whole(path, |output| export::write_quads(quads, format, output))
        .with_context(|| format!("cannot write {}", path.display()))
        .map_err(|error| report::output_hint(error, path))
}
