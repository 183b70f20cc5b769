//! Links: what is held true across documents, whose nodes are whose, and the relations that make a first
//! question one line.
//!
//! > *A* said that **it rains**; *B* said that **it rains**: one claim, which both say

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::model::Act;
use crate::model::AnnotatedDocument;
use crate::model::AnnotatedStance;
use crate::model::AnnotatedStatement;
use crate::model::Claim;
use crate::model::Direct;
use crate::model::DirectKind;
use crate::model::DocumentKey;
use crate::model::EntityKey;
use crate::model::Identity;
use crate::model::Links;
use crate::model::Polarity;
use crate::model::Proposition;
use crate::model::PropositionPart;
use crate::model::key;

/// Returns all that needs the agents: claims, and whose each statement and stance is.
pub fn links(documents: &[AnnotatedDocument], identity: &Identity) -> Links {
    let agents = Agents::new(identity);
    let mut gathered = Gathered::default();
    for document in documents {
        let of_document = OfDocument { key: document_key(document), agents: &agents };
        let author = document.author.as_slice();
        for statement in &document.statements {
            of_document.statement(statement, &mut gathered);
        }
        for own in &document.own_words {
            let claim = of_document.claim(&own.proposition, &mut gathered);
            of_document.says(&own.id, author, claim, &mut gathered);
        }
        for stance in &document.stances {
            of_document.stance(stance, &mut gathered);
        }
    }
    let mut links = gathered.links;
    links.claims = gathered.claims.into_iter().map(|(key, label)| Claim { key, label }).collect();
    links.direct = gathered.direct.into_iter().collect();
    links
}

#[derive(Default)]
struct Gathered {
    links: Links,
    /// The label of each claim; of several the least.
    claims: BTreeMap<String, String>,
    direct: BTreeSet<Direct>,
}

impl Gathered {
    fn add(&mut self, agents: &[String], kind: DirectKind, depth: Option<u8>, objects: &[String]) {
        let is_reported = depth.unwrap_or(1) > 1;
        for agent in agents {
            for object in objects.iter().filter(|object| *object != agent) {
                let (agent, object) = (agent.clone(), object.clone());
                self.direct.insert(Direct { agent, kind, is_reported, object });
            }
        }
    }
}

/// The agents' keys by entity, and their places by key.
struct Agents<'a> {
    of: BTreeMap<&'a EntityKey, &'a str>,
    labels: BTreeMap<&'a str, &'a str>,
}

impl<'a> Agents<'a> {
    fn new(identity: &'a Identity) -> Self {
        let of = identity.joins.iter().map(|join| (&join.entity, join.agent.as_str()));
        let labels = identity.agents.iter().map(|agent| (agent.key.as_str(), agent.label.as_str()));
        Self { of: of.collect(), labels: labels.collect() }
    }
}

struct OfDocument<'a> {
    key: DocumentKey,
    agents: &'a Agents<'a>,
}

impl OfDocument<'_> {
    fn statement(&self, statement: &AnnotatedStatement, gathered: &mut Gathered) {
        let claim = statement
            .proposition
            .as_ref()
            .and_then(|proposition| self.claim(proposition, gathered));
        let agents = self.agents(&statement.source);
        let id = (self.key.clone(), statement.id.clone());
        if !agents.is_empty() {
            gathered.links.agents_of.insert(id.clone(), agents.clone());
        }
        if let Some(claim) = &claim {
            gathered.links.claim_of.insert(id, claim.clone());
        }
        if statement.negated || statement.modal || statement.hedged {
            return;
        }
        gathered.add(&agents, DirectKind::Says, statement.depth, claim.as_slice());
        if statement.recommends && statement.act == Some(Act::Directive) {
            let to = self.agents(&statement.addressee);
            gathered.add(&agents, DirectKind::RecommendsTo, statement.depth, &to);
        }
    }

    /// Notes who says the words of an author.
    fn says(&self, id: &str, author: &[String], claim: Option<String>, gathered: &mut Gathered) {
        let agents = self.agents(author);
        let id = (self.key.clone(), id.to_owned());
        if let Some(claim) = claim {
            gathered.add(&agents, DirectKind::Says, Some(0), std::slice::from_ref(&claim));
            gathered.links.claim_of.insert(id.clone(), claim);
        }
        if !agents.is_empty() {
            gathered.links.agents_of.insert(id, agents);
        }
    }

    fn stance(&self, stance: &AnnotatedStance, gathered: &mut Gathered) {
        let holders = self.agents(&stance.holder);
        let targets = self.agents(&stance.target);
        let id = (self.key.clone(), stance.id.clone());
        if !(stance.negated || stance.modal || stance.conditional) {
            let kind = match stance.polarity {
                Polarity::Positive => DirectKind::Endorses,
                Polarity::Negative => DirectKind::Criticises,
            };
            gathered.add(&holders, kind, stance.depth, &targets);
        }
        if !holders.is_empty() {
            gathered.links.agents_of.insert(id.clone(), holders);
        }
        if !targets.is_empty() {
            gathered.links.targets_of.insert(id, targets);
        }
    }

    /// Returns the agents of some entities, each once.
    fn agents(&self, entities: &[String]) -> Vec<String> {
        let mut agents: Vec<String> = Vec::new();
        for entity in entities {
            if let Some(agent) = self.agent(entity)
                && !agents.iter().any(|other| other == agent)
            {
                agents.push(agent.to_owned());
            }
        }
        agents
    }

    fn agent(&self, entity: &str) -> Option<&str> {
        let key = EntityKey { document: self.key.clone(), entity: entity.to_owned() };
        self.agents.of.get(&key).copied()
    }

    /// Returns the key of the claim that a proposition makes; none if there are no words in it.
    fn claim(&self, proposition: &Proposition, gathered: &mut Gathered) -> Option<String> {
        let mut parts = Vec::new();
        let mut label = Vec::new();
        for part in &proposition.parts {
            match part {
                PropositionPart::Word(word) => {
                    parts.push(word.clone());
                    label.push(word.clone());
                }
                PropositionPart::Entity(entity) => {
                    let agent = self.agent(entity).unwrap_or(entity);
                    parts.push(format!("<{agent}>"));
                    label.push(self.agents.labels.get(agent).copied().unwrap_or(agent).to_owned());
                }
            }
        }
        if parts.is_empty() {
            return None;
        }
        if proposition.is_local {
            parts.push(format!("in {}", self.key));
        }
        let claim = key(16, parts.iter().map(String::as_str));
        let label = label.join(" ");
        let known = gathered.claims.entry(claim.clone()).or_insert_with(|| label.clone());
        if label < *known {
            *known = label;
        }
        Some(claim)
    }
}

fn document_key(document: &AnnotatedDocument) -> DocumentKey {
    DocumentKey { corpus: document.corpus.clone().unwrap_or_default(), id: document.id.clone() }
}

#[cfg(test)]
mod tests;
