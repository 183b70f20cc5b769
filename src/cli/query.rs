//! `sayso query`: a shipped question, or SPARQL of one's own, and its answers.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::io::Read;
use std::io::Write;
use std::path::Path;
use std::thread;
use std::time::Duration;

use anyhow::Context;
use anyhow::anyhow;
use clap::ValueEnum;
use sayso::export;
use sayso::export::AnswersFormat;
use sayso::query;
use sayso::query::Answers;
use sayso::query::Parameter;
use sayso::query::QueryError;
use sayso::query::Question;
use sayso::query::Table;
use sayso::rdf::Literal;
use sayso::rdf::Term;
use sayso::store::Manifest;

use super::Outcome;
use super::confidence::ConfidenceOption;
use super::report;
use super::store;
use super::store::StoreOption;

/// What to ask.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  sayso query --list\n  sayso query who-says-what --set who=OSCE\n  \
    sayso query who-sides-with-whom --format csv > sides.csv\n  \
    echo 'SELECT ?title { ?document dcterms:title ?title }' | sayso query -\n\n\
    The question runs over all graphs of the store together; its base and the usual prefixes need no declaration. A query's \
    parameters are its blocks `VALUES ?name { default }`; --set puts a value there, as a term of its type."
)]
pub(crate) struct Arguments {
    /// The name of a question, a file with SPARQL, or - for standard input
    #[arg(required_unless_present = "list")]
    question: Option<String>,
    /// Gives a parameter a value; may be repeated
    #[arg(long = "set", value_name = "NAME=VALUE", value_parser = assignment)]
    values: Vec<(String, String)>,
    /// How the answers are written
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    /// List the questions that can be asked by name, with their parameters
    #[arg(long, conflicts_with_all = ["describe", "values", "format", "timeout", "minimum"])]
    list: bool,
    /// Print what the question answers, its parameters and its SPARQL, without asking
    #[arg(long, conflicts_with_all = ["values", "format", "timeout", "minimum"])]
    describe: bool,
    /// Stop after so many seconds
    #[arg(long, value_name = "SECONDS")]
    timeout: Option<u64>,
    #[command(flatten)]
    confidence: ConfidenceOption,
    #[command(flatten)]
    store: StoreOption,
}

/// How answers are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A table for people; triples as Turtle
    Table,
    /// Comma-separated values
    Csv,
    /// Tab-separated values, every term with its type
    Tsv,
    /// SPARQL results in JSON
    Json,
    /// SPARQL results in XML
    Xml,
    /// A table in Markdown
    Md,
}

/// How wide a table is where no terminal says so.
const WIDTH: usize = 100;

/// Asks the question and prints its answers, or prints what can be asked.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let Some(name) = arguments.question.as_deref().filter(|_| !arguments.list) else {
        print(&listed(arguments.question.as_deref())?)?;
        return Ok(Outcome::Done);
    };
    let question = question(name)?;
    if arguments.describe {
        print(&described(&question))?;
        return Ok(Outcome::Done);
    }
    answer(name, &question, arguments)
}

fn answer(name: &str, question: &Question, arguments: &Arguments) -> anyhow::Result<Outcome> {
    let opened = arguments.confidence.open(&arguments.store)?;
    let mut settings = store::settings(&opened);
    settings.bindings =
        question.bindings(&arguments.values, &settings).map_err(|error| hint(error, name))?;
    if let Some(seconds) = arguments.timeout {
        let cancellation = settings.cancellation.clone();
        thread::spawn(move || {
            thread::sleep(Duration::from_secs(seconds));
            cancellation.cancel();
        });
    }
    let mut answers = query::run(opened.dataset(), &question.text, &settings)
        .map_err(|error| hint(error, name))?;
    if let (Answers::Solutions(table), Format::Table) = (&mut answers, arguments.format) {
        if table.rows.is_empty() {
            report::note("nothing in the store answers this");
        }
        shorten_documents(table, opened.manifest());
    }
    let mut output = io::BufWriter::new(io::stdout().lock());
    export::write_answers(&answers, format(arguments.format), &settings.base, &mut output)?;
    output.flush()?;
    let is_whole = opened.problems().is_empty();
    Ok(if is_whole { Outcome::Done } else { Outcome::Incomplete })
}

/// Leaves out the corpus before the ids of documents where the store has only one.
fn shorten_documents(table: &mut Table, manifest: &Manifest) {
    let corpora: BTreeSet<&str> =
        manifest.documents.keys().map(|key| key.corpus.as_str()).collect();
    let (Some(column), Some(corpus), 1) =
        (table.column("document"), corpora.first(), corpora.len())
    else {
        return;
    };
    for term in table.rows.iter_mut().filter_map(|row| row[column].as_mut()) {
        let Term::Literal(literal) = &*term else { continue };
        let id = literal.value().strip_prefix(*corpus).and_then(|rest| rest.strip_prefix('/'));
        if let Some(id) = id {
            *term = Literal::new_simple_literal(id).into();
        }
    }
}

fn format(format: Format) -> AnswersFormat {
    match format {
        Format::Table => AnswersFormat::Table {
            width: terminal_size::terminal_size_of(io::stdout())
                .map_or(WIDTH, |(width, _)| width.0.into()),
        },
        Format::Csv => AnswersFormat::Csv,
        Format::Tsv => AnswersFormat::Tsv,
        Format::Json => AnswersFormat::Json,
        Format::Xml => AnswersFormat::Xml,
        Format::Md => AnswersFormat::Markdown,
    }
}

/// Finds the question of a name, or reads one from a file or standard input.
fn question(name: &str) -> anyhow::Result<Question> {
    if let Some(question) = query::question(name) {
        return Ok(question);
    }
    let text = if name == "-" {
        let mut text = String::new();
        io::stdin().read_to_string(&mut text).context("cannot read standard input")?;
        text
    } else if is_file(name) {
        fs::read_to_string(name)
            .with_context(|| format!("cannot read {name}"))
            .map_err(report::path_hint)?
    } else {
        return Err(unknown(name));
    };
    Ok(Question::parse(text.trim_start_matches('\u{FEFF}'))?)
}

/// A name with a slash or a dot can only be a file's, whether there is one or not.
fn is_file(name: &str) -> bool {
    name.contains(['/', '\\', '.']) || Path::new(name).is_file()
}

fn unknown(name: &str) -> anyhow::Error {
    let like = query::questions_like(name);
    let hint = if like.is_empty() {
        "sayso query --list names the questions; SPARQL is read from a file or from -".to_owned()
    } else {
        format!("did you mean {}? sayso query --list names all questions", like.join(" or "))
    };
    report::hinted(anyhow!("there is no question {name:?}"), hint)
}

/// Says what to do about a question that cannot be answered.
fn hint(error: QueryError, name: &str) -> anyhow::Error {
    let hint = match &error {
        QueryError::UnknownParameter { .. } | QueryError::WrongType { .. } => {
            format!("sayso query {name} --describe shows its parameters")
        }
        QueryError::MissingValue { name: parameter, .. } => {
            format!("sayso query {name} --set {parameter}=…")
        }
        QueryError::TwoValues { name: parameter } => format!("give --set {parameter}=… once"),
        QueryError::Syntax(error) if error.is_update() => {
            "a query only reads; sayso build and sayso remove change a store".to_owned()
        }
        QueryError::Cancelled => "a longer --timeout lets it go on".to_owned(),
        _ => return error.into(),
    };
    report::hinted(error, hint)
}

/// Reads `name=value`; the value may be empty and may hold further signs of equality.
fn assignment(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((name, value)) if !name.is_empty() => Ok((name.to_owned(), value.to_owned())),
        _ => Err("a value is given as NAME=VALUE".to_owned()),
    }
}

/// Returns the questions with their parameters, or only those of a name.
fn listed(name: Option<&str>) -> anyhow::Result<String> {
    let mut list = String::new();
    for (known, question) in query::questions() {
        if name.is_none_or(|name| name == known) {
            writeln!(list, "{known}\n    {}", question.summary)?;
            for parameter in &question.parameters {
                writeln!(list, "    {}", usage(parameter))?;
            }
        }
    }
    match name {
        Some(name) if list.is_empty() => Err(unknown(name)),
        _ => Ok(list),
    }
}

fn described(question: &Question) -> String {
    let mut lines = Vec::new();
    if !question.summary.is_empty() {
        lines.extend([question.summary.clone(), String::new()]);
    }
    if !question.description.is_empty() {
        lines.extend([question.description.clone(), String::new()]);
    }
    lines.extend(question.parameters.iter().map(usage));
    lines.extend((!question.parameters.is_empty()).then(String::new));
    format!("{}\n{}\n", lines.join("\n"), question.text.trim_end()).trim_start().to_owned()
}

/// Returns `--set who=TEXT  a speaker's name …`.
fn usage(parameter: &Parameter) -> String {
    let Parameter { name, kind, description, default } = parameter;
    let need = match default.as_deref() {
        None => " (needed)".to_owned(),
        Some("\"\"") => String::new(),
        Some(default) => format!(" (else {default})"),
    };
    let kind = kind.to_string().to_uppercase();
    format!("--set {name}={kind}  {description}{need}").trim_end().to_owned()
}

fn print(text: &str) -> anyhow::Result<()> {
    io::stdout().lock().write_all(text.as_bytes())?;
    Ok(())
}
