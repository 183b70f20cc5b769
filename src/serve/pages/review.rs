//! What people decided: of findings and of who is who, what lost its words, and how far two of them agree.

use std::iter;

use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Map;
use serde_json::Value;
use serde_json::json;

use crate::model::CodePoints;
use crate::model::Correction;
use crate::model::Date;
use crate::model::DocumentKey;
use crate::model::Polarity;
use crate::model::Quoted;
use crate::model::Verdict;
use crate::pipeline;
use crate::pipeline::BuildError;
use crate::pipeline::Decided;
use crate::pipeline::DecisionError;
use crate::pipeline::Pair;
use crate::pipeline::Wanted;
use crate::score::alpha;
use crate::serve::address;
use crate::store::Store;
use crate::store::StoreError;

use super::PageError;
use super::Request;
use super::Response;
use super::Site;
use super::View;
use super::parts::Named;

#[derive(Serialize, JsonSchema)]
pub(super) struct Review {
    decisions: Vec<Line>,
    orphans: Vec<Line>,
    identity: Vec<Judged>,
    agreement: Vec<Agreement>,
}

/// A decision on a finding.
#[derive(Serialize, JsonSchema)]
struct Line {
    document: Named,
    finding: String,
    address: Option<String>,
    decision: Verdict,
    words: Vec<Quoted>,
    to: Vec<Quoted>,
    polarity: Option<Polarity>,
    author: String,
    date: String,
    reason: String,
    is_latest: bool,
    /// The corpus and id of the document, where one can decide anew here: the finding is not on its page any more.
    anew: Option<DocumentKey>,
}

/// A decision on who is who.
#[derive(Serialize, JsonSchema)]
struct Judged {
    decision: String,
    author: String,
    date: String,
    reason: String,
}

/// How far two people agree on the same findings.
#[derive(Serialize, JsonSchema)]
struct Agreement {
    authors: [String; 2],
    findings: usize,
    /// On how many they decided the same.
    same: usize,
    verdicts: Option<String>,
    words: Option<String>,
}

/// Returns the page of decisions.
pub(super) fn view(site: &Site, _request: &Request) -> Result<View, PageError> {
    let decided = pipeline::decisions(site.store())?;
    let judgements = pipeline::judgements(site.store())?;
    let lengths = |key: &DocumentKey| {
        let entry = site.store().manifest().document(key).ok();
        let text = entry.and_then(|entry| site.store().text(&entry.text).ok());
        CodePoints::new(&text.unwrap_or_default()).len()
    };
    let (orphans, kept): (Vec<&Decided>, Vec<&Decided>) =
        decided.iter().partition(|one| one.is_orphan);
    let review = Review {
        decisions: kept.into_iter().map(|one| line(site, one)).collect(),
        orphans: orphans.into_iter().map(|one| line(site, one)).collect(),
        identity: judgements
            .all
            .iter()
            .map(|judgement| Judged {
                decision: judgement.decision.to_string(),
                author: judgement.author.clone(),
                date: judgement.date.to_string(),
                reason: judgement.reason.clone(),
            })
            .collect(),
        agreement: pipeline::pairs(&decided, lengths).iter().map(agreement).collect(),
    };
    Ok(View::new("review.html", "Review", &review))
}

fn line(site: &Site, one: &Decided) -> Line {
    let Correction { finding, decision, words, to, polarity, author, date, reason, .. } =
        one.correction.clone();
    let is_there = site.store().manifest().documents.contains_key(&one.key);
    let document = is_there.then(|| address::document(&one.key));
    let is_found = is_there && !one.is_orphan && has(site, &one.key, &finding);
    let can_be_anew = is_there && !one.is_orphan && one.is_latest && !is_found;
    Line {
        address: is_found.then(|| address::finding(&one.key, &finding)),
        document: Named { name: one.key.id.clone(), address: document },
        finding,
        decision,
        words,
        to,
        polarity,
        author,
        date: date.to_string(),
        reason,
        is_latest: one.is_latest,
        anew: can_be_anew.then(|| one.key.clone()),
    }
}

/// Returns whether a document has a finding now: what was rejected or corrected is not there any more.
fn has(site: &Site, key: &DocumentKey, finding: &str) -> bool {
    site.store().account(key).is_ok_and(|account| {
        account.statements.iter().any(|statement| statement.id == finding)
            || account.stances.iter().any(|stance| stance.id == finding)
    })
}

fn agreement(pair: &Pair<'_>) -> Agreement {
    let verdicts: Vec<Vec<Verdict>> = pair.verdicts.iter().map(|both| both.to_vec()).collect();
    let told = |alpha: Option<f64>| alpha.map(|alpha| format!("{alpha:.3}"));
    Agreement {
        authors: pair.authors.map(str::to_owned),
        findings: verdicts.len(),
        same: pair.verdicts.iter().filter(|[one, other]| one == other).count(),
        verdicts: told(alpha::nominal(&verdicts)),
        words: told(alpha::unitizing(&pair.units, pair.length)),
    }
}

/// What is sent to decide on a finding.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct OnFinding {
    corpus: String,
    document: String,
    finding: String,
    decision: Verdict,
    #[serde(default)]
    source: Option<String>,
    #[serde(default)]
    cue: Option<String>,
    #[serde(default)]
    content: Option<String>,
    #[serde(default)]
    target: Option<String>,
    #[serde(default)]
    polarity: Option<Polarity>,
    author: String,
    date: Date,
    #[serde(default)]
    reason: String,
}

/// What is sent to decide on who is who.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct OnAgents {
    /// Whether they are one.
    is_same: bool,
    /// The key of one, as it ends the address of its page: `person/ana-duarte-c98f4a84`.
    first: String,
    /// The key of the other.
    second: String,
    /// The documents, as `corpus/id`, whose ones are meant: with them, one agent is parted.
    #[serde(default)]
    documents: Option<[String; 2]>,
    author: String,
    date: Date,
    reason: String,
}

/// Does what a person who may write sends; the store is another one after it.
pub(super) fn written(site: &Site, path: &[&str], request: &Request) -> Response {
    let done = match path {
        ["review"] => on_finding(site, &request.body),
        ["review", "identity"] => on_agents(site, &request.body),
        _ => return told(404, "there is nothing to decide on here"),
    };
    match done {
        Ok(()) => Response::new(200, "application/json", json!({ "done": true }).to_string()),
        Err(Refusal::Sent(error)) => told(400, &format!("this is no decision: {error}")),
        Err(Refusal::Decision(error)) => told(status(&error), &chain(&error)),
    }
}

fn told(status: u16, error: &str) -> Response {
    Response::new(status, "application/json", json!({ "error": error }).to_string())
}

/// Returns an error with its causes, but nothing of the paths of the machine.
fn chain(error: &DecisionError) -> String {
    match error {
        DecisionError::Build(BuildError::Judgements { source }) => source.to_string(),
        DecisionError::Read(error) => {
            let path = error.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            with_causes(error).replace(&path.display().to_string(), &name)
        }
        DecisionError::Write { .. } => "the file beside the corpus cannot be written".to_owned(),
        DecisionError::Store(StoreError::Locked { .. }) => {
            "another program is writing to the store; decide again when it has finished".to_owned()
        }
        DecisionError::Build(_) | DecisionError::Store(_) => "the store cannot be built".to_owned(),
        error => error.to_string(),
    }
}

fn with_causes(error: &dyn std::error::Error) -> String {
    let causes = iter::successors(Some(error), |error| error.source());
    causes.map(ToString::to_string).collect::<Vec<String>>().join(": ")
}

fn status(error: &DecisionError) -> u16 {
    match error {
        DecisionError::NoFinding { .. } => 404,
        DecisionError::NoWords { .. }
        | DecisionError::Fault(_)
        | DecisionError::Build(BuildError::Judgements { .. }) => 400,
        DecisionError::NoCorpus { .. }
        | DecisionError::Read(_)
        | DecisionError::OtherRun
        | DecisionError::Changed { .. }
        | DecisionError::Store(StoreError::Locked { .. }) => 409,
        _ => 500,
    }
}

/// Why nothing was decided.
enum Refusal {
    Sent(serde_json::Error),
    Decision(DecisionError),
}

impl From<DecisionError> for Refusal {
    fn from(error: DecisionError) -> Self {
        Self::Decision(error)
    }
}

/// Reads an object; an array of its values in their order is none.
fn object<T: DeserializeOwned>(body: &[u8]) -> Result<T, Refusal> {
    let object: Map<String, Value> = serde_json::from_slice(body).map_err(Refusal::Sent)?;
    T::deserialize(Value::Object(object)).map_err(Refusal::Sent)
}

fn on_finding(site: &Site, body: &[u8]) -> Result<(), Refusal> {
    let sent: OnFinding = object(body)?;
    let key = DocumentKey { corpus: sent.corpus, id: sent.document };
    let no_finding = DecisionError::NoFinding { key: key.clone(), id: sent.finding.clone() };
    // Somebody else may have decided since the page was made.
    let now = site.is_outdated().then(|| Store::open(site.store().folder()));
    let now = now.transpose().map_err(DecisionError::from)?;
    let store = now.as_ref().unwrap_or_else(|| site.store());
    if !store.manifest().documents.contains_key(&key) {
        return Err(no_finding.into());
    }
    let wanted = Wanted {
        verdict: sent.decision,
        source: sent.source,
        cue: sent.cue,
        content: sent.content,
        target: sent.target,
        polarity: sent.polarity,
        author: sent.author,
        date: sent.date,
        reason: sent.reason,
    };
    let correction = pipeline::decision(store, &key, &sent.finding, &wanted)?;
    pipeline::decide(store.folder(), &key, &correction)?;
    Ok(())
}

fn on_agents(site: &Site, body: &[u8]) -> Result<(), Refusal> {
    let sent: OnAgents = object(body)?;
    let agents = [sent.first.as_str(), sent.second.as_str()];
    let documents = sent.documents.as_ref();
    let judgement = pipeline::Judging {
        agents,
        documents: documents.map(|[one, other]| [one.as_str(), other.as_str()]),
        is_same: sent.is_same,
        author: &sent.author,
        date: sent.date,
        reason: &sent.reason,
    };
    pipeline::judge(site.store().folder(), &judgement)?;
    Ok(())
}
