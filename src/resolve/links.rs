//! Links: what is held true across documents and which claims meet, whose nodes are whose, and the relations that make a first
//! question one line.
//!
//! > *A* said that **it rains**; *B* said that **it rains**: one claim, which both say

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::model::Act;
use crate::model::Agent;
use crate::model::AnnotatedDocument;
use crate::model::AnnotatedStance;
use crate::model::AnnotatedStatement;
use crate::model::Claim;
use crate::model::Direct;
use crate::model::DirectKind;
use crate::model::DocumentKey;
use crate::model::EntityKey;
use crate::model::Identity;
use crate::model::Lexicon;
use crate::model::Links;
use crate::model::Polarity;
use crate::model::Proposition;
use crate::model::PropositionPart;
use crate::model::key;

use super::claims;
use super::claims::Held;
use super::claims::Thresholds;
use super::claims::Vocabulary;

/// Returns all that needs the agents: claims and how they stand to one another, and whose each statement and stance is.
pub fn links(documents: &[AnnotatedDocument], identity: &Identity, lexicon: &Lexicon) -> Links {
    links_with(documents, identity, lexicon, &Thresholds::default())
}

/// Does the same, with other thresholds for claims that meet.
pub fn links_with(
    documents: &[AnnotatedDocument],
    identity: &Identity,
    lexicon: &Lexicon,
    thresholds: &Thresholds,
) -> Links {
    let agents = Agents::new(identity);
    let mut gathered = Gathered::new(lexicon);
    for (number, document) in documents.iter().enumerate() {
        let of_document = OfDocument { key: document_key(document), number, agents: &agents };
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
    let Gathered { mut links, claims, direct, vocabulary } = gathered;
    links.direct = direct.into_iter().collect();
    let mut held = Vec::with_capacity(claims.len());
    for (key, mut made) in claims {
        made.documents.dedup();
        held.push(Held::new(key.clone(), made.words, made.documents));
        links.claims.push(Claim { key, label: made.label });
    }
    links.comparisons = claims::compared(&vocabulary, held, thresholds);
    links
}

struct Gathered<'a> {
    links: Links,
    claims: BTreeMap<String, Made>,
    direct: BTreeSet<Direct>,
    vocabulary: Vocabulary<'a>,
}

/// A claim as it is made.
struct Made {
    /// Its label; of several the least.
    label: String,
    words: Vec<u32>,
    /// The documents that make it, in order.
    documents: Vec<u32>,
}

impl<'a> Gathered<'a> {
    fn new(lexicon: &'a Lexicon) -> Self {
        Self {
            links: Links::default(),
            claims: BTreeMap::new(),
            direct: BTreeSet::new(),
            vocabulary: Vocabulary::new(lexicon),
        }
    }

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
    all: BTreeMap<&'a str, &'a Agent>,
}

impl<'a> Agents<'a> {
    fn new(identity: &'a Identity) -> Self {
        let of = identity.joins.iter().map(|join| (&join.entity, join.agent.as_str()));
        let all = identity.agents.iter().map(|agent| (agent.key.as_str(), agent));
        Self { of: of.collect(), all: all.collect() }
    }

    fn label(&self, agent: &'a str) -> &'a str {
        self.all.get(agent).map_or(agent, |agent| agent.label.as_str())
    }

    /// Returns the number of an agent among the words of claims: one that is only described is the words for it.
    fn number(&self, agent: &'a str, vocabulary: &mut Vocabulary) -> u32 {
        match self.all.get(agent) {
            Some(agent) if agent.blocks.is_empty() => vocabulary.word(&agent.label.to_lowercase()),
            _ => vocabulary.agent(agent, self.label(agent)),
        }
    }
}

struct OfDocument<'a> {
    key: DocumentKey,
    /// Its place among all documents.
    number: usize,
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
        let mut words = Vec::new();
        for part in &proposition.parts {
            match part {
                PropositionPart::Word(word) => {
                    parts.push(word.clone());
                    label.push(word.clone());
                    words.push(gathered.vocabulary.word(word));
                }
                PropositionPart::Entity(entity) => {
                    let agent = self.agent(entity).unwrap_or(entity);
                    parts.push(format!("<{agent}>"));
                    label.push(self.agents.label(agent).to_owned());
                    words.push(self.agents.number(agent, &mut gathered.vocabulary));
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
        let made = || Made { label: label.clone(), words, documents: Vec::new() };
        let known = gathered.claims.entry(claim.clone()).or_insert_with(made);
        if label < known.label {
            known.label = label;
        }
        known.documents.push(u32::try_from(self.number).unwrap_or(u32::MAX));
        Some(claim)
    }
}

fn document_key(document: &AnnotatedDocument) -> DocumentKey {
    DocumentKey { corpus: document.corpus.clone().unwrap_or_default(), id: document.id.clone() }
}

#[cfg(test)]
mod tests;
