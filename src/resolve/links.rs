//! Links: what is held true across documents and which claims meet, whose nodes are whose, and the relations that make a first
//! question one line.
//!
//! > *A* said that **it rains**; *B* said that **it rains**: one claim, which both say

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::model::Agent;
use crate::model::AnnotatedDocument;
use crate::model::AnnotatedRecommendation;
use crate::model::AnnotatedStance;
use crate::model::AnnotatedStatement;
use crate::model::Answer;
use crate::model::Claim;
use crate::model::Coding;
use crate::model::Direct;
use crate::model::DirectKind;
use crate::model::DocumentKey;
use crate::model::EntityKey;
use crate::model::Factuality;
use crate::model::Identity;
use crate::model::Lexicon;
use crate::model::Links;
use crate::model::Polarity;
use crate::model::Position;
use crate::model::Proposition;
use crate::model::PropositionPart;
use crate::model::key;

use super::claims;
use super::claims::Held;
use super::claims::Thresholds;
use super::claims::Vocabulary;
use super::groups;
use super::ledger;
use super::positions::Coder;
use super::positions::Side;

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
            let source = own.source.as_ref().map_or(author, std::slice::from_ref);
            of_document.says(&own.id, source, claim, &mut gathered);
            of_document.recommends(source, own.recommendation.as_ref(), Some(0), &mut gathered);
        }
        for stance in &document.stances {
            of_document.stance(stance, &mut gathered);
        }
    }
    gathered.code(documents, lexicon);
    let Gathered { mut links, claims, direct, vocabulary } = gathered;
    links.direct = direct.into_iter().collect();
    let mut held = Vec::with_capacity(claims.len());
    for (key, mut made) in claims {
        made.documents.dedup();
        held.push(Held::new(key.clone(), made.words, made.documents));
        links.claims.push(Claim { key, label: made.label });
    }
    links.comparisons = claims::compared(&vocabulary, held, thresholds);
    ledger::add(documents, lexicon, &mut links);
    groups::add(documents, identity, lexicon, &mut links);
    links
}

struct Gathered<'a> {
    links: Links,
    claims: BTreeMap<String, Made>,
    direct: BTreeSet<Direct>,
    vocabulary: Vocabulary<'a>,
}

/// A claim's key, its topics with the words that tell them, and what it holds of concepts.
type Coded<'a> = (&'a String, Vec<(String, String)>, Vec<Side>);

/// A claim as it is made.
struct Made {
    /// Its label; of several the least.
    label: String,
    words: Vec<u32>,
    /// Its words with those of agents' names, where there is a codebook.
    said: Vec<u32>,
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

    /// Notes which topics the claims have, and what the statements hold of concepts.
    fn code(&mut self, documents: &[AnnotatedDocument], lexicon: &Lexicon) {
        let coder = Coder::new(lexicon, &mut self.vocabulary);
        if coder.is_empty() {
            return;
        }
        let vocabulary = &self.vocabulary;
        let coded: Vec<Coded> = self
            .claims
            .par_iter()
            .map(|(claim, made)| {
                let topics = coder.topics(vocabulary, &made.said);
                (claim, topics, coder.sides(vocabulary, &made.said))
            })
            .collect();
        let mut sides: BTreeMap<&str, &[Side]> = BTreeMap::new();
        for (claim, topics, of_claim) in &coded {
            sides.insert(claim, of_claim);
            for (topic, words) in topics {
                let (claim, topic, words) = ((*claim).clone(), topic.clone(), words.clone());
                self.links.codings.push(Coding { claim, topic, words });
            }
        }
        let positions =
            documents.iter().flat_map(|document| positions(document, &self.links, &sides));
        self.links.positions = positions.collect();
        self.links.positions.sort();
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

/// Returns the positions of the statements and own words of a document.
fn positions(
    document: &AnnotatedDocument,
    links: &Links,
    sides: &BTreeMap<&str, &[Side]>,
) -> Vec<Position> {
    let key = document_key(document);
    let held = |statement: &AnnotatedStatement| {
        let is_sure = !statement.negated && !statement.modal;
        let is_denied = statement.factuality == Some(Factuality::Denied);
        is_sure.then(|| (statement.id.clone(), is_denied))
    };
    let statements = document.statements.iter().filter_map(held);
    let own_words = document.own_words.iter().map(|own| (own.id.clone(), false));
    let mut positions = Vec::new();
    for (statement, is_denied) in statements.chain(own_words) {
        let claim = links.claim_of.get(&(key.clone(), statement.clone()));
        for side in claim.and_then(|claim| sides.get(claim.as_str())).into_iter().copied().flatten()
        {
            positions.push(Position {
                document: key.clone(),
                statement: statement.clone(),
                concept: side.concept.clone(),
                agrees: side.agrees != is_denied,
                words: side.words.clone(),
                rule: side.rule,
            });
        }
    }
    positions
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
        self.answers(&statement.id, statement.answer.as_ref(), gathered);
        let id = (self.key.clone(), statement.id.clone());
        if !agents.is_empty() {
            gathered.links.agents_of.insert(id.clone(), agents.clone());
        }
        if let Some(proposition) = &statement.proposition
            && self.is_about(proposition, &agents)
        {
            gathered.links.about_oneself.insert(id.clone());
        }
        if let Some(claim) = &claim {
            gathered.links.claim_of.insert(id, claim.clone());
        }
        if statement.negated || statement.modal || statement.hedged {
            return;
        }
        gathered.add(&agents, DirectKind::Says, statement.depth, claim.as_slice());
        let recommendation = statement.recommendation.as_ref();
        self.recommends(&statement.source, recommendation, statement.depth, gathered);
    }

    /// Notes who recommends to whom.
    fn recommends(
        &self,
        source: &[String],
        recommendation: Option<&AnnotatedRecommendation>,
        depth: Option<u8>,
        gathered: &mut Gathered,
    ) {
        if let Some(recommendation) = recommendation {
            let (agents, to) = (self.agents(source), self.agents(&recommendation.to));
            gathered.add(&agents, DirectKind::RecommendsTo, depth, &to);
        }
    }

    /// Notes whose recommendations a node answers to.
    fn answers(&self, id: &str, answer: Option<&Answer>, gathered: &mut Gathered) {
        let of = answer.map(|answer| self.agents(&answer.of)).unwrap_or_default();
        if !of.is_empty() {
            gathered.links.recommenders_of.insert((self.key.clone(), id.to_owned()), of);
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
        self.answers(&stance.id, stance.answer.as_ref(), gathered);
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

    /// Returns whether a proposition speaks of one of some agents.
    fn is_about(&self, proposition: &Proposition, agents: &[String]) -> bool {
        proposition.parts.iter().any(|part| match part {
            PropositionPart::Entity(entity) => {
                self.agent(entity).is_some_and(|agent| agents.iter().any(|it| it == agent))
            }
            PropositionPart::Word(_) => false,
        })
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
        let mut said = Vec::new();
        for part in &proposition.parts {
            match part {
                PropositionPart::Word(word) => {
                    parts.push(word.clone());
                    label.push(word.clone());
                    words.push(gathered.vocabulary.word(word));
                    said.extend(words.last().copied());
                }
                PropositionPart::Entity(entity) => {
                    let agent = self.agent(entity).unwrap_or(entity);
                    parts.push(format!("<{agent}>"));
                    label.push(self.agents.label(agent).to_owned());
                    words.push(self.agents.number(agent, &mut gathered.vocabulary));
                    let name = self.agents.label(agent).to_lowercase();
                    said.extend(name.split_whitespace().map(|word| gathered.vocabulary.word(word)));
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
        let made = || Made { label: label.clone(), words, said, documents: Vec::new() };
        let known = gathered.claims.entry(claim.clone()).or_insert_with(made);
        if label < known.label {
            known.label = label;
        }
        known.documents.push(u32::try_from(self.number).unwrap_or(u32::MAX));
        Some(claim)
    }
}

pub(super) fn document_key(document: &AnnotatedDocument) -> DocumentKey {
    DocumentKey { corpus: document.corpus.clone().unwrap_or_default(), id: document.id.clone() }
}

#[cfg(test)]
mod tests;
