//! Decides who is who: takes a decision down in `identity.toml` if it can be carried out, and carries it out at once.

use std::path::Path;

use crate::model::Agent;
use crate::model::Date;
use crate::model::Decision;
use crate::model::Identity;
use crate::model::Join;
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
use super::decisions::one_line;
use super::turn::Added;
use super::turn::Turn;

/// What somebody decides of two agents.
#[derive(Clone, Copy, Debug)]
pub struct Judging<'judging> {
    /// The agents' keys.
    pub agents: [&'judging str; 2],
    /// The documents, as `corpus/id`, whose entities are meant, where not all that were joined to an agent are.
    pub documents: Option<[&'judging str; 2]>,
    /// Whether they are one.
    pub is_same: bool,
    /// Who decides.
    pub author: &'judging str,
    /// When.
    pub date: Date,
    /// Why, as a sentence.
    pub reason: &'judging str,
}

/// Adds a decision to the file beside the first corpus of a store, unless it stands there, and makes anew what needs more
/// than one document.
pub fn judge(folder: &Path, judging: &Judging<'_>) -> Result<Report, DecisionError> {
    let Turn { store, writer, hold: _hold } = Turn::wait(folder)?;
    let mut all = super::judgements(&store)?;
    let identity = super::identity(&store, &all)?;
    let judgement = judgement(&store, &identity, judging)?;
    all.all.push(judgement.clone());
    super::identity(&store, &Judgements { all: all.all })?;
    let first = store.manifest().corpora.keys().next();
    let root = super::decisions::corpus_root(&store, first.map_or("", String::as_str))?;
    let before = read::corpus(&root)?;
    let text = before.judgements.unwrap_or_default();
    // The file may say other than the store, which was built before somebody edited it.
    let there = read::judgements(&before.root.join(read::JUDGEMENTS), read::JUDGEMENTS, &text)?;
    let is_repeated = there.all.iter().any(|other| other.says_the_same_as(&judgement));
    let added = (!is_repeated).then(|| add(&before.root, &judgement)).transpose()?;
    let corpus = Corpus { sources: Vec::new(), is_whole: false, ..read::corpus(&root)? };
    let base = super::base_of(store.manifest());
    let report = super::decisions::with_engine_of(&store, |engine, codebooks| {
        let settings = Settings { engine, base: Some(&base), codebooks };
        Ok(super::build_in(writer, &[corpus], &settings, &|_, _| {})?)
    })?;
    if let Some(added) = added {
        added.keep();
    }
    Ok(report)
}

/// Adds a decision to the `identity.toml` of a folder; what stands there stays as it is.
pub fn add_judgement(root: &Path, judgement: &Judgement) -> Result<(), ReadError> {
    add(root, judgement).map(Added::keep)
}

fn add(root: &Path, judgement: &Judgement) -> Result<Added, ReadError> {
    let path = root.join(read::JUDGEMENTS);
    let text = |before: &str| {
        let gap = match before {
            "" => "",
            text if text.ends_with('\n') => "\n",
            _ => "\n\n",
        };
        format!("{gap}{}", read::written(judgement))
    };
    Added::add(&path, text).map_err(|source| ReadError::Open { path, source })
}

fn judgement(
    store: &Store,
    identity: &Identity,
    judging: &Judging<'_>,
) -> Result<Judgement, DecisionError> {
    let [first, second] = judging.agents;
    if judging.author.trim().is_empty() || judging.reason.trim().is_empty() {
        return Err(DecisionError::Fault("a decision has an author and a reason"));
    }
    if first == second && judging.documents.is_none_or(|[one, other]| one == other) {
        return Err(DecisionError::Fault(
            "one agent is one with itself, but for that of two documents",
        ));
    }
    let references = match judging.documents {
        None => [reference(identity, first)?, reference(identity, second)?],
        Some([one, other]) => [
            reference_in(store, identity, first, one)?,
            reference_in(store, identity, second, other)?,
        ],
    };
    let decide = if judging.is_same { Decision::Same } else { Decision::NotSame };
    Ok(Judgement {
        place: Place { file: read::JUDGEMENTS.to_owned(), line: 0 },
        decision: decide(references),
        author: one_line(judging.author),
        date: judging.date,
        reason: one_line(judging.reason),
    })
}

/// Returns what names an agent among all.
fn reference(identity: &Identity, key: &str) -> Result<Reference, DecisionError> {
    let agent = identity.agents.iter().find(|agent| agent.key == key);
    let agent = agent.ok_or(DecisionError::Fault("there is no such agent"))?;
    let joined = identity.joins.iter().find(|join| join.agent == key);
    let document = joined.map(|join| join.entity.document.to_string());
    let is_other = |other: &&Agent| {
        other.key != key
            && other.entity_type == agent.entity_type
            && (other.label == agent.label || other.names.contains(&agent.label))
    };
    let is_shared = identity.agents.iter().any(|other| is_other(&other));
    Ok(Reference {
        name: agent.label.clone(),
        entity_type: Some(agent.entity_type),
        document: document.filter(|_| is_shared),
    })
}

/// Returns what names the one of a document that was joined to an agent.
fn reference_in(
    store: &Store,
    identity: &Identity,
    key: &str,
    document: &str,
) -> Result<Reference, DecisionError> {
    let is_it = |join: &&Join| join.agent == key && join.entity.document.to_string() == document;
    let none = DecisionError::Fault("that document has no such agent");
    let joins: Vec<&Join> = identity.joins.iter().filter(is_it).collect();
    let Some(first) = joins.first() else { return Err(none) };
    let label = identity.agents.iter().find(|agent| agent.key == key).map(|agent| &agent.label);
    let mut entities = store.account(&first.entity.document)?.entities;
    entities.retain(|it| joins.iter().any(|join| join.entity.entity == it.id));
    // Of several, the one that has the agent's name is meant.
    let place = entities.iter().position(|it| Some(&it.name) == label).unwrap_or(0);
    if entities.is_empty() {
        return Err(none);
    }
    let entity = entities.swap_remove(place);
    Ok(Reference {
        name: entity.name,
        entity_type: Some(entity.entity_type),
        document: Some(document.to_owned()),
    })
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::PathBuf;

    use tempfile::TempDir;

    use super::*;
    use crate::pipeline;

    /// A corpus in which two names may be one person, and a store of it.
    struct Tried(TempDir);

    impl Tried {
        fn new() -> Self {
            let tried = Self(TempDir::new().unwrap());
            fs::create_dir(tried.corpus()).unwrap();
            fs::write(tried.corpus().join("a.txt"), "Ana Duarte said that it rained.\n").unwrap();
            fs::write(tried.corpus().join("b.txt"), "Bo Lind said that it rained.\n").unwrap();
            tried.build();
            tried
        }

        fn corpus(&self) -> PathBuf {
            self.0.path().join("tried")
        }

        fn store(&self) -> PathBuf {
            self.0.path().join("store")
        }

        fn build(&self) {
            let corpus = read::corpus(&self.corpus()).unwrap();
            super::super::build(&[corpus], &self.store(), &Settings::default(), &|_, _| {})
                .unwrap();
        }

        /// Returns the names of people, those of one person joined.
        fn people(&self) -> Vec<String> {
            let store = Store::open(&self.store()).unwrap();
            let judgements = pipeline::judgements(&store).unwrap();
            let identity = pipeline::identity(&store, &judgements).unwrap();
            let mut people: Vec<String> = identity
                .agents
                .iter()
                .filter(|agent| agent.key.starts_with("person/"))
                .map(|agent| {
                    let mut names = agent.names.clone();
                    names.push(agent.label.clone());
                    names.sort();
                    names.dedup();
                    names.join("+")
                })
                .collect();
            people.sort();
            people
        }

        fn key(&self, name: &str) -> String {
            let store = Store::open(&self.store()).unwrap();
            let identity = pipeline::identity(&store, &Judgements::default()).unwrap();
            let agent = identity.agents.iter().find(|agent| agent.label == name);
            agent.map(|agent| agent.key.clone()).unwrap()
        }

        fn judge(
            &self,
            is_same: bool,
            author: &str,
            reason: &str,
        ) -> Result<Report, DecisionError> {
            let keys = [self.key("Ana Duarte"), self.key("Bo Lind")];
            let agents = [keys[0].as_str(), keys[1].as_str()];
            let date = "2024-05-03".parse().unwrap();
            judge(
                &self.store(),
                &Judging { agents, documents: None, is_same, author, date, reason },
            )
        }

        fn file(&self) -> Option<String> {
            fs::read_to_string(self.corpus().join(read::JUDGEMENTS)).ok()
        }
    }

    #[test]
    fn a_decision_is_taken_down_and_carried_out_and_stays() {
        let tried = Tried::new();
        assert_eq!(tried.people(), ["Ana Duarte", "Bo Lind"]);
        tried.judge(true, " Cy Orr ", "A pen name.").unwrap();
        assert_eq!(tried.people(), ["Ana Duarte+Bo Lind"]);
        let file = tried.file().unwrap();
        assert!(file.contains("author = \"Cy Orr\"") && file.contains("A pen name."), "{file}");
        tried.build();
        assert_eq!(tried.people(), ["Ana Duarte+Bo Lind"]);
        assert_eq!(tried.file().unwrap(), file);
    }

    #[test]
    fn a_decision_needs_an_author_a_reason_and_agents() {
        let tried = Tried::new();
        let told = |result: Result<Report, DecisionError>| result.unwrap_err().to_string();
        assert_eq!(told(tried.judge(true, " ", "So.")), "a decision has an author and a reason");
        assert_eq!(told(tried.judge(true, "Cy", "")), "a decision has an author and a reason");
        let date = "2024".parse().unwrap();
        let agents = ["person/nobody-00000000", "person/no-one-00000000"];
        let judging =
            Judging { agents, documents: None, is_same: true, author: "Cy", date, reason: "So." };
        assert_eq!(told(judge(&tried.store(), &judging)), "there is no such agent");
        assert_eq!(tried.file(), None);
    }

    #[test]
    fn what_contradicts_an_earlier_decision_is_refused_and_not_taken_down() {
        let tried = Tried::new();
        tried.judge(false, "Cy", "They met one another.").unwrap();
        let file = tried.file();
        assert!(tried.judge(true, "Di", "A pen name.").is_err());
        assert_eq!(tried.file(), file);
        assert_eq!(tried.people(), ["Ana Duarte", "Bo Lind"]);
    }

    #[test]
    fn what_stands_in_the_file_stays() {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join(read::JUDGEMENTS);
        fs::write(&path, "# Ours.").unwrap();
        let tried = Tried::new();
        let store = Store::open(&tried.store()).unwrap();
        let identity = pipeline::identity(&store, &Judgements::default()).unwrap();
        let keys = [tried.key("Ana Duarte"), tried.key("Bo Lind")];
        let judging = Judging {
            agents: [&keys[0], &keys[1]],
            documents: None,
            is_same: false,
            author: "Cy",
            date: "2024".parse().unwrap(),
            reason: "They met.",
        };
        add_judgement(folder.path(), &judgement(&store, &identity, &judging).unwrap()).unwrap();
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.starts_with("# Ours.\n\n"), "{text}");
        assert_eq!(read::judgements(&path, "identity.toml", &text).unwrap().all.len(), 1);
    }

    #[test]
    fn a_corpus_that_is_gone_is_told() {
        let tried = Tried::new();
        fs::remove_dir_all(tried.corpus()).unwrap();
        let refused = tried.judge(true, "Cy", "A pen name.");
        assert!(matches!(refused, Err(DecisionError::NoCorpus { .. })), "{refused:?}");
    }
}
