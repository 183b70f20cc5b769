//! Decides who is who: takes a decision down in `identity.toml` if it can be carried out, and carries it out at once.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;

use crate::model::Date;
use crate::model::Decision;
use crate::model::Identity;
use crate::model::Judgement;
use crate::model::Judgements;
use crate::model::Place;
use crate::model::Reference;
use crate::read;
use crate::read::Corpus;
use crate::read::ReadError;
use crate::store::Store;

use super::DecisionError;
use super::Report;
use super::Settings;

/// What somebody decides of two agents.
#[derive(Clone, Copy, Debug)]
pub struct Judging<'judging> {
    /// The agents' keys.
    pub agents: [&'judging str; 2],
    /// Whether they are one.
    pub is_same: bool,
    /// Who decides.
    pub author: &'judging str,
    /// When.
    pub date: Date,
    /// Why, as a sentence.
    pub reason: &'judging str,
}

/// Adds a decision to the file beside the first corpus of a store, and makes anew what needs more than one document.
pub fn judge(folder: &Path, judging: &Judging<'_>) -> Result<Report, DecisionError> {
    let store = Store::open(folder)?;
    let mut all = super::judgements(&store)?;
    let identity = super::identity(&store, &all)?;
    let judgement = judgement(&identity, judging)?;
    all.all.push(judgement.clone());
    super::identity(&store, &Judgements { all: all.all })?;
    let no_corpus = |name: &str| DecisionError::NoCorpus { name: name.to_owned() };
    let corpora = &store.manifest().corpora;
    let (name, corpus) = corpora.iter().next().ok_or_else(|| no_corpus(""))?;
    let root = folder.join(&corpus.folder);
    let read = || read::corpus(&root).map_err(|_| no_corpus(name));
    let root = read()?.root;
    add_judgement(&root, &judgement)?;
    let corpus = Corpus { sources: Vec::new(), is_whole: false, ..read()? };
    let base = super::base_of(store.manifest());
    super::decisions::with_engine_of(&store, |engine, codebooks| {
        let settings = Settings { engine, base: Some(&base), codebooks };
        Ok(super::build(&[corpus], folder, &settings, &|_, _| {})?)
    })
}

/// Adds a decision to the `identity.toml` of a folder; what stands there stays as it is.
pub fn add_judgement(root: &Path, judgement: &Judgement) -> Result<(), ReadError> {
    let path = root.join(read::JUDGEMENTS);
    let before = std::fs::read_to_string(&path).unwrap_or_default();
    let gap = match before.as_str() {
        "" => "",
        text if text.ends_with('\n') => "\n",
        _ => "\n\n",
    };
    let text = format!("{gap}{}", read::written(judgement));
    let added = OpenOptions::new().create(true).append(true).open(&path);
    let added = added.and_then(|mut file| file.write_all(text.as_bytes()));
    added.map_err(|source| ReadError::Open { path, source })
}

fn judgement(identity: &Identity, judging: &Judging<'_>) -> Result<Judgement, DecisionError> {
    if judging.author.trim().is_empty() || judging.reason.trim().is_empty() {
        return Err(DecisionError::Fault("a decision has an author and a reason"));
    }
    let reference = |key: &str| {
        let agent = identity.agents.iter().find(|agent| agent.key == key);
        let agent = agent.ok_or(DecisionError::Fault("there is no such agent"))?;
        let joined = identity.joins.iter().find(|join| join.agent == key);
        let document = joined.map(|join| join.entity.document.to_string());
        let named = Reference {
            name: agent.label.clone(),
            entity_type: Some(agent.entity_type),
            document: None,
        };
        let others = identity.agents.iter().filter(|other| {
            other.key != key
                && other.entity_type == agent.entity_type
                && (other.label == agent.label || other.names.contains(&agent.label))
        });
        let is_shared = others.count() > 0;
        Ok::<_, DecisionError>(Reference { document: document.filter(|_| is_shared), ..named })
    };
    let references = [reference(judging.agents[0])?, reference(judging.agents[1])?];
    let decide = if judging.is_same { Decision::Same } else { Decision::NotSame };
    Ok(Judgement {
        place: Place { file: read::JUDGEMENTS.to_owned(), line: 0 },
        decision: decide(references),
        author: judging.author.trim().to_owned(),
        date: judging.date,
        reason: judging.reason.trim().to_owned(),
    })
}
