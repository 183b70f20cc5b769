//! Who is who, and what is the same, across documents.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use serde::Deserialize;
use serde::Serialize;

use super::AnswerKind;
use super::Coding;
use super::Confidence;
use super::DocumentKey;
use super::EntityType;
use super::Factuality;
use super::Membership;
use super::Position;

/// Names one entity of one document.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct EntityKey {
    /// The document.
    pub document: DocumentKey,
    /// The entity's id there.
    pub entity: String,
}

/// Which entities are one agent, and which are not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Identity {
    /// The agents, by key; every entity belongs to exactly one.
    pub agents: Vec<Agent>,
    /// Why each entity belongs to its agent.
    pub joins: Vec<Join>,
    /// Pairs that look alike and were kept apart.
    pub refusals: Vec<Refusal>,
    /// Pairs that may be one, and that no rule was sure of: for people to decide.
    pub candidates: Vec<Candidate>,
    /// Which agents each decision of people is about, in the order of the decisions.
    pub judged: Vec<Vec<String>>,
}

/// Somebody or something across documents.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Agent {
    /// `<type>/<slug>-<8 hexadecimal digits>`.
    pub key: String,
    /// What it is.
    pub entity_type: EntityType,
    /// The preferred name.
    pub label: String,
    /// Every other name, sorted.
    pub names: Vec<String>,
    /// Identifiers elsewhere that people gave, sorted.
    pub identifiers: Vec<String>,
    /// The usual name of what it is in the registry.
    pub known: Option<String>,
    /// What it was compared by with others, sorted.
    pub blocks: Vec<String>,
}

/// Why one entity belongs to an agent.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Join {
    /// The entity.
    pub entity: EntityKey,
    /// The agent's key.
    pub agent: String,
    /// The rule that joined it.
    pub rule: &'static str,
    /// The reason, as a sentence.
    pub reason: String,
}

/// Why two agents that look alike were kept apart.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Refusal {
    /// The agents' keys, the lesser first.
    pub agents: [String; 2],
    /// The rule that refused.
    pub rule: &'static str,
    /// The reason, as a sentence.
    pub reason: String,
}

/// Two agents that may be one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Candidate {
    /// The agents' keys, the lesser first.
    pub agents: [String; 2],
    /// What they have in common, as a sentence.
    pub reason: String,
}

/// All that needs more than one document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Links {
    /// What is held true, whoever says it, by key.
    pub claims: Vec<Claim>,
    /// The claim's key of each statement and own-words sentence, by document and its id there.
    pub claim_of: BTreeMap<(DocumentKey, String), String>,
    /// The agents' keys of each statement's source and each stance's holder, by document and its id there.
    pub agents_of: BTreeMap<(DocumentKey, String), Vec<String>>,
    /// The agents' keys of each stance's target, by document and its id there.
    pub targets_of: BTreeMap<(DocumentKey, String), Vec<String>>,
    /// Relations that make a first question one line, sorted.
    pub direct: Vec<Direct>,
    /// Claims that say the same in other words, or that cannot both be true, by their keys.
    pub comparisons: Vec<Comparison>,
    /// Which claims have which topics of a codebook.
    pub codings: Vec<Coding>,
    /// What statements hold of the concepts of a codebook.
    pub positions: Vec<Position>,
    /// Which documents are copies.
    pub copies: Vec<Copy>,
    /// The agents' keys of those whose recommendations a statement or stance answers to, by document and its id there.
    pub recommenders_of: BTreeMap<(DocumentKey, String), Vec<String>>,
    /// Recommendations that were given before.
    pub repeats: Vec<Repeat>,
    /// What is done with which recommendations.
    pub answers: Vec<Answered>,
    /// What became of somebody's words in reports.
    pub versions: Vec<Reworded>,
    /// Stances that members of a group have by the group's.
    pub derived: Vec<Derived>,
    /// Statements in which somebody speaks of themselves, by document and id there.
    pub about_oneself: BTreeSet<(DocumentKey, String)>,
}

/// What is held true, whoever says it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Claim {
    /// 16 hexadecimal digits of the hash of its normalised words.
    pub key: String,
    /// A readable form: normalised words with agents' labels.
    pub label: String,
}

/// Why one claim restates another or contradicts it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Comparison {
    /// The claims' keys, the lesser first.
    pub claims: [String; 2],
    /// What they are to one another.
    pub likeness: Likeness,
    /// How much of their words they share.
    pub score: Confidence,
    /// The words that they share, in the order of the first claim.
    pub shared: Vec<String>,
    /// The rule that found it.
    pub rule: &'static str,
}

/// A document whose text is nearly that of another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Copy {
    /// The copy.
    pub document: DocumentKey,
    /// The earliest text that it goes back to.
    pub original: DocumentKey,
    /// How much it shares with the nearest of these texts.
    pub score: Confidence,
}

/// A recommendation that was given before, by document and its id there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Repeat {
    /// The repeat.
    pub later: (DocumentKey, String),
    /// What it repeats.
    pub earlier: (DocumentKey, String),
    /// How much of their words they share.
    pub score: Confidence,
    /// The words that they share.
    pub shared: Vec<String>,
    /// The rule that found it.
    pub rule: &'static str,
}

/// That a statement or stance does something with a recommendation, by documents and their ids there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Answered {
    /// The statement or stance.
    pub by: (DocumentKey, String),
    /// The recommendation.
    pub recommendation: (DocumentKey, String),
    /// What is done with it.
    pub kind: AnswerKind,
    /// The words that tell which is meant, by their stems.
    pub shared: Vec<String>,
    /// The rule that found it.
    pub rule: &'static str,
}

/// What became of somebody's words in a report, by documents and their ids there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reworded {
    /// The report.
    pub report: (DocumentKey, String),
    /// The own words, or the earliest report, that it goes back to.
    pub said: (DocumentKey, String),
    /// How they stand to one another.
    pub change: Change,
    /// Words that were said and are not reported, in their order.
    pub left_out: Vec<String>,
    /// Words that are reported and were not said, in their order.
    pub added: Vec<String>,
    /// Hedges among the words left out.
    pub hedges_dropped: Vec<String>,
    /// How the report's cue presents what was only stated.
    pub told_as: Option<Factuality>,
}

/// How reported words stand to those that were said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// All words are the same.
    Verbatim,
    /// The words are the same, but not all are there.
    Truncated,
    /// Words of several sentences stand as one.
    Spliced,
    /// Most words are the same, some are others.
    Altered,
    /// It is told in other words.
    Paraphrased,
}

/// A stance that a member of a group has by the group's.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Derived {
    /// The group's stance, by document and its id there.
    pub stance: (DocumentKey, String),
    /// The group's agent key.
    pub group: String,
    /// The member's agent key.
    pub member: String,
    /// The agent key of the body of which the registry knows the members: the group itself, or the body of "EU member states".
    pub body: String,
    /// The membership that holds at the document's date.
    pub membership: Membership,
}

/// What two claims are to one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Likeness {
    /// Whoever accepts one has to accept the other.
    Restates,
    /// Both cannot be true at once.
    Contradicts,
}

/// A relation of an agent to a claim or another agent.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Direct {
    /// The agent's key.
    pub agent: String,
    /// Which relation.
    pub kind: DirectKind,
    /// Whether somebody whom a document reports says so, not the document itself (depth 2 and more).
    pub is_reported: bool,
    /// The claim's or the other agent's key.
    pub object: String,
}

/// Which relation an agent has to a claim or another agent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DirectKind {
    /// `sayso:says`, to a claim.
    Says,
    /// `sayso:endorses`, to an agent.
    Endorses,
    /// `sayso:criticises`, to an agent.
    Criticises,
    /// `sayso:recommendsTo`, to an agent.
    RecommendsTo,
}
