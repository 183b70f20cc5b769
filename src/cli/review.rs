//! `sayso review`: what people decide of findings.

use std::io::Write;

use clap::Subcommand;
use sayso::model::AnnotatedDocument;
use sayso::model::CodePoints;
use sayso::model::Correction;
use sayso::model::Date;
use sayso::model::Polarity;
use sayso::model::Verdict;
use sayso::pipeline;
use sayso::pipeline::Decided;
use sayso::pipeline::DecisionError;
use sayso::pipeline::Wanted;
use sayso::score::alpha;
use sayso::store::Store;

use super::Outcome;
use super::report;
use super::store;
use super::store::StoreOption;

/// What to do with findings.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  sayso review accept kz-mfa-2023-03-25 1 --author \"Ana Duarte\" --date 2024-05-03\n  \
    sayso review reject kz-mfa-2023-03-25 b --author \"Ana Duarte\" --date 2024-05-03 --reason \"It is a headline.\"\n  \
    sayso review correct kz-mfa-2023-03-25 3 --source \"Owen Murphy\" --author \"Ana Duarte\" --date 2024-05-03 \
    --reason \"He is meant.\"\n  sayso review list\n\n\
    A finding is named by its id, s=… or t=…, or by its number or letter in sayso show. Decisions stand in \
    corrections.jsonl beside the corpus, one a line, and every build carries them out; the document is built anew at once. \
    Who is who is decided by sayso identity."
)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// List what people decided, what lost its words, and how far they agree
    List(Listed),
    /// Decide that a finding is as it was found
    Accept(One),
    /// Decide that there is no such thing
    Reject(One),
    /// Decide that a finding has other words, or is on the other side
    Correct(Corrected),
}

#[derive(Debug, clap::Args)]
struct Listed {
    #[command(flatten)]
    store: StoreOption,
}

#[derive(Debug, clap::Args)]
struct One {
    /// The document's id, CORPUS/ID where two corpora have it, or its identifier
    document: String,
    /// The finding's id, or its number or letter in sayso show
    finding: String,
    /// Who decides
    #[arg(long, value_name = "NAME")]
    author: String,
    /// When it is decided, such as 2024-05-03
    #[arg(long, value_name = "DATE")]
    date: Date,
    /// Why, as a sentence
    #[arg(long, value_name = "TEXT", default_value = "")]
    reason: String,
    #[command(flatten)]
    store: StoreOption,
}

#[derive(Debug, clap::Args)]
struct Corrected {
    #[command(flatten)]
    one: One,
    /// The words for who says it or takes the side, as the document has them
    #[arg(long, value_name = "WORDS")]
    source: Option<String>,
    /// The words that say that it is said, or that take the side
    #[arg(long, value_name = "WORDS")]
    cue: Option<String>,
    /// The words that are said
    #[arg(long, value_name = "WORDS")]
    content: Option<String>,
    /// The words for whom or what a side is taken on
    #[arg(long, value_name = "WORDS")]
    target: Option<String>,
    /// The side: positive or negative
    #[arg(long, value_name = "SIDE", value_parser = side)]
    polarity: Option<Polarity>,
}

fn side(word: &str) -> Result<Polarity, String> {
    match word {
        "positive" => Ok(Polarity::Positive),
        "negative" => Ok(Polarity::Negative),
        _ => Err("a side is positive or negative".to_owned()),
    }
}

/// Does what is asked.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    match &arguments.command {
        Command::List(listed) => list(&listed.store),
        Command::Accept(one) => decide(one, &wanted(one, Verdict::Accept)),
        Command::Reject(one) => decide(one, &wanted(one, Verdict::Reject)),
        Command::Correct(corrected) => {
            let Corrected { one, source, cue, content, target, polarity } = corrected;
            let words = |words: &Option<String>| words.clone();
            decide(
                one,
                &Wanted {
                    source: words(source),
                    cue: words(cue),
                    content: words(content),
                    target: words(target),
                    polarity: *polarity,
                    ..wanted(one, Verdict::Correct)
                },
            )
        }
    }
}

fn wanted(one: &One, verdict: Verdict) -> Wanted {
    Wanted {
        verdict,
        source: None,
        cue: None,
        content: None,
        target: None,
        polarity: None,
        author: one.author.clone(),
        date: one.date,
        reason: one.reason.clone(),
    }
}

/// Takes a decision down, and carries it out.
fn decide(one: &One, wanted: &Wanted) -> anyhow::Result<Outcome> {
    let opened = store::open(&one.store)?;
    let (key, _) = store::document(&opened, &one.document)?;
    let account = opened.account(key).map_err(store::hint)?;
    let id = named(&account, &one.finding);
    let correction = pipeline::decision(&opened, key, &id, wanted).map_err(hint)?;
    let key = key.clone();
    drop(opened);
    pipeline::decide(one.store.path(), &key, &correction).map_err(hint)?;
    report::note(&format!("{key}: {} {}; the store has it", correction.decision.word(), id));
    Ok(Outcome::Done)
}

/// Returns the id of a finding that is named by its number or letters.
fn named(account: &AnnotatedDocument, name: &str) -> String {
    if let Ok(number) = name.parse::<usize>() {
        let statement = number.checked_sub(1).and_then(|place| account.statements.get(place));
        return statement.map_or_else(|| name.to_owned(), |statement| statement.id.clone());
    }
    let mut letters = (0..account.stances.len()).map(sayso::export::marks::letters);
    let place = letters.position(|letters| letters == name);
    place.map_or_else(|| name.to_owned(), |place| account.stances[place].id.clone())
}

fn hint(error: DecisionError) -> anyhow::Error {
    let hint = match error {
        DecisionError::Store(error) => return store::hint(error),
        DecisionError::Build(error) => return store::build_hint(error),
        DecisionError::Read(error) => return report::path_hint(error.into()),
        DecisionError::NoFinding { .. } => "sayso show lists the findings of a document",
        DecisionError::NoWords { .. } => "give them exactly as the document has them",
        DecisionError::OtherRun | DecisionError::Changed { .. } => "sayso build CORPUS builds it",
        _ => return error.into(),
    };
    report::hinted(error, hint)
}

/// Prints decisions, orphans and agreement.
fn list(option: &StoreOption) -> anyhow::Result<Outcome> {
    let opened = store::open(option)?;
    let decided = pipeline::decisions(&opened).map_err(store::build_hint)?;
    let mut output = anstream::stdout().lock();
    writeln!(output, "decided by people")?;
    for one in decided.iter().filter(|one| !one.is_orphan) {
        let later = if one.is_latest { "" } else { " (decided anew later)" };
        writeln!(output, "  {}{later}", told(one))?;
    }
    writeln!(output, "orphans: what was decided on no longer stands there")?;
    for one in decided.iter().filter(|one| one.is_orphan) {
        writeln!(output, "  {}", told(one))?;
    }
    writeln!(output, "agreement")?;
    let length = |key: &sayso::model::DocumentKey| length(&opened, key);
    for pair in pipeline::pairs(&decided, length) {
        let [one, other] = pair.authors;
        let verdicts: Vec<Vec<Verdict>> = pair.verdicts.iter().map(|both| both.to_vec()).collect();
        let of = |value: Option<f64>| value.map_or("none".to_owned(), |it| format!("{it:.3}"));
        writeln!(
            output,
            "  {one} and {other}: {} findings, alpha of verdicts {}, alpha of words {}",
            verdicts.len(),
            of(alpha::nominal(&verdicts)),
            of(alpha::unitizing(&pair.units, pair.length)),
        )?;
    }
    Ok(Outcome::Done)
}

fn length(opened: &Store, key: &sayso::model::DocumentKey) -> usize {
    let entry = opened.manifest().document(key).ok();
    let text = entry.and_then(|entry| opened.text(&entry.text).ok()).unwrap_or_default();
    CodePoints::new(&text).len()
}

fn told(one: &Decided) -> String {
    let Correction { finding, decision, words, to, polarity, author, date, reason, .. } =
        &one.correction;
    let quoted = |words: &[sayso::model::Quoted]| {
        let words: Vec<String> = words.iter().map(|words| format!("“{}”", words.exact)).collect();
        words.join(" ")
    };
    let mut told = format!("{} {finding}: {} {}", one.key, decision.word(), quoted(words));
    if !to.is_empty() {
        told.push_str(" to ");
        told.push_str(&quoted(to));
    }
    if let Some(polarity) = polarity {
        told.push_str(" to ");
        told.push_str(&format!("{polarity:?}").to_lowercase());
    }
    let reason = if reason.is_empty() { String::new() } else { format!(": {reason}") };
    format!("{told} ({author}, {date}){reason}")
}
