//! Adds a decision to `identity.toml`, if it can be carried out.

use std::path::Path;

use anyhow::anyhow;
use sayso::model::Decision;
use sayso::model::Judgement;
use sayso::model::Judgements;
use sayso::model::Place;
use sayso::model::Reference;
use sayso::pipeline;

use super::Corpus;
use super::Decided;
use super::Outcome;
use super::who;
use crate::cli::report;
use crate::cli::store;

/// Decides that two names are one, or two; what stands in the file stays as it is.
pub(super) fn run(decided: &Decided, is_same: bool) -> anyhow::Result<Outcome> {
    let common = &decided.two.common;
    let opened = store::open(&common.store)?;
    let corpora = super::corpora(&opened, common.corpus.as_deref())?;
    let corpus = target(&corpora, common.corpus.as_deref())?;
    let before = super::judgements(&corpora)?;
    let references =
        [&decided.two.first, &decided.two.second].map(|name| who::reference(&opened, name));
    let judgement = judgement(decided, references, is_same, corpus);
    let mut all = before.clone();
    all.all.push(judgement.clone());
    check(&opened, &all, &judgement)?;
    pipeline::add_judgement(&corpus.folder, &judgement)?;
    let is = if is_same { "are one" } else { "are two" };
    report::note(&format!("{}: they {is}; the next sayso build carries it out", corpus.label()));
    Ok(Outcome::Done)
}

/// Returns the corpus whose file takes the decision.
fn target<'a>(corpora: &'a [Corpus], given: Option<&Path>) -> anyhow::Result<&'a Corpus> {
    let is_given = |corpus: &&Corpus| given.is_some_and(|given| corpus.folder == given);
    if let Some(given) = corpora.iter().find(is_given) {
        return Ok(given);
    }
    match corpora {
        [only] => Ok(only),
        [] => Err(report::hinted(
            anyhow!("the store has no corpus whose identity.toml could take the decision"),
            "--corpus DIR names one",
        )),
        several => {
            let names: Vec<&str> = several.iter().map(|corpus| corpus.name.as_str()).collect();
            Err(report::hinted(
                anyhow!("the store has several corpora: {}", names.join(", ")),
                "--corpus DIR says whose identity.toml takes the decision",
            ))
        }
    }
}

fn judgement(
    decided: &Decided,
    references: [Reference; 2],
    is_same: bool,
    corpus: &Corpus,
) -> Judgement {
    let decide = if is_same { Decision::Same } else { Decision::NotSame };
    Judgement {
        place: Place { file: corpus.label(), line: 0 },
        decision: decide(references),
        author: decided.author.trim().to_owned(),
        date: decided.date,
        reason: decided.reason.trim().to_owned(),
    }
}

/// Refuses a decision that nobody could carry out.
fn check(
    opened: &sayso::store::Store,
    all: &Judgements,
    judgement: &Judgement,
) -> anyhow::Result<()> {
    if judgement.author.is_empty() || judgement.reason.is_empty() {
        return Err(anyhow!("a decision has an author and a reason"));
    }
    let Err(error) = pipeline::identity(opened, all) else { return Ok(()) };
    let new = format!("{}: ", judgement.place);
    let told: Vec<String> = super::faults(&error)
        .iter()
        .map(|fault| fault.to_string().trim_start_matches(&new).to_owned())
        .collect();
    if told.is_empty() {
        return Err(store::build_hint(error));
    }
    Err(report::hinted(
        anyhow!("{}", told.join("\n  ")),
        "give TYPE:NAME or NAME@CORPUS/ID; sayso identity list shows what was decided before",
    ))
}
