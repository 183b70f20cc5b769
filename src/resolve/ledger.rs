//! The ledger: which recommendations repeat earlier ones, and which statements and stances answer to which.
//!
//! > 2021: *ODIHR* recommends publishing all results. 2024: *ODIHR* recommends that all results be published: a **repeat**.
//! > *The CEC* accepted **ODIHR's recommendations**: an **answer** to each that its last document gave.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::model::Act;
use crate::model::AnnotatedDocument;
use crate::model::Answer;
use crate::model::Answered;
use crate::model::Comparison;
use crate::model::Confidence;
use crate::model::Date;
use crate::model::DocumentKey;
use crate::model::Lexicon;
use crate::model::Likeness;
use crate::model::Links;
use crate::model::Proposition;
use crate::model::PropositionPart;
use crate::model::Repeat;

/// Names a statement, own words or a stance: the document and its id there.
type Node = (DocumentKey, String);

/// So many words of one recommendation are what is meant by an answer.
const SHARED: usize = 2;

/// A recommendation of some document.
struct Recommended<'a> {
    node: Node,
    date: Option<Date>,
    start: usize,
    claim: Option<&'a str>,
    agents: &'a [String],
    stems: BTreeSet<String>,
}

impl Recommended<'_> {
    /// Returns whether it was surely given before another.
    fn is_before(&self, other: &Self) -> bool {
        if self.node.0 == other.node.0 {
            return self.start < other.start;
        }
        is_earlier(self.date, other.date)
    }

    fn place(&self) -> (Option<Date>, &Node, usize) {
        (self.date.map(Date::first_day), &self.node, self.start)
    }
}

fn is_earlier(one: Option<Date>, other: Option<Date>) -> bool {
    one.zip(other).is_some_and(|(one, other)| one.last_day() < other.first_day())
}

/// Adds repeats and answers to links whose claims, agents and comparisons are known.
pub(super) fn add(documents: &[AnnotatedDocument], lexicon: &Lexicon, links: &mut Links) {
    let words = Words { lexicon };
    let all: Vec<Recommended> =
        documents.iter().flat_map(|document| recommended(document, links, &words)).collect();
    let repeats = repeats(&all, &links.comparisons, links);
    let answers = answers(documents, &all, &words, links);
    links.repeats = repeats;
    links.answers = answers;
}

/// Returns the recommendations of a document that are asserted.
fn recommended<'a>(
    document: &AnnotatedDocument,
    links: &'a Links,
    words: &Words<'_>,
) -> Vec<Recommended<'a>> {
    let key = super::links::document_key(document);
    let made = |id: &str, start: usize, proposition: Option<&Proposition>| {
        let node = (key.clone(), id.to_owned());
        Recommended {
            date: document.date,
            start,
            claim: links.claim_of.get(&node).map(String::as_str),
            agents: links.agents_of.get(&node).map_or(&[], Vec::as_slice),
            stems: proposition.map(|it| words.of_proposition(it)).unwrap_or_default(),
            node,
        }
    };
    let statements = document.statements.iter().filter(|statement| {
        statement.recommendation.is_some()
            && !(statement.negated || statement.modal || statement.hedged)
    });
    let statements = statements.map(|statement| {
        let start = statement.content_spans.first().map_or(0, |span| span.start);
        made(&statement.id, start, statement.proposition.as_ref())
    });
    let own = document.own_words.iter().filter(|own| own.recommendation.is_some());
    let own = own.map(|own| made(&own.id, own.span.start, Some(&own.proposition)));
    statements.chain(own).collect()
}

/// Returns which recommendations repeat an earlier one: each the last before it of the same claim, and of each claim that
/// says the same in other words.
fn repeats(all: &[Recommended<'_>], comparisons: &[Comparison], links: &Links) -> Vec<Repeat> {
    let mut of_claim: BTreeMap<&str, Vec<&Recommended>> = BTreeMap::new();
    for one in all {
        if let Some(claim) = one.claim {
            of_claim.entry(claim).or_default().push(one);
        }
    }
    for row in of_claim.values_mut() {
        row.sort_by(|one, other| one.place().cmp(&other.place()));
    }
    let mut found = Vec::new();
    for (claim, row) in &of_claim {
        let label = links.claims.binary_search_by(|known| known.key.as_str().cmp(claim));
        let label = label.ok().map_or("", |at| links.claims[at].label.as_str());
        let shared: Vec<String> = label.split_whitespace().map(str::to_owned).collect();
        for pair in row.windows(2) {
            found.extend(repeat(
                pair[0],
                pair[1],
                Confidence::hundredths(100),
                &shared,
                "same-claim",
            ));
        }
    }
    for comparison in comparisons.iter().filter(|it| it.likeness == Likeness::Restates) {
        let rows = comparison.claims.each_ref().map(|claim| of_claim.get(claim.as_str()));
        let [Some(one), Some(other)] = rows else { continue };
        for (row, before) in [(one, other), (other, one)] {
            for later in row {
                let earlier = before.iter().rev().find(|earlier| earlier.is_before(later));
                found.extend(earlier.and_then(|earlier| {
                    repeat(earlier, later, comparison.score, &comparison.shared, comparison.rule)
                }));
            }
        }
    }
    found.sort();
    found.dedup_by(|one, other| one.later == other.later && one.earlier == other.earlier);
    found
}

fn repeat(
    earlier: &Recommended<'_>,
    later: &Recommended<'_>,
    score: Confidence,
    shared: &[String],
    rule: &'static str,
) -> Option<Repeat> {
    // What another recommends is a second recommendation, not a repeat, unless nobody knows whose one is.
    let is_shared = |agent: &String| later.agents.contains(agent);
    let is_one = earlier.agents.is_empty()
        || later.agents.is_empty()
        || earlier.agents.iter().any(is_shared);
    (is_one && earlier.is_before(later) && !shared.is_empty()).then(|| Repeat {
        later: later.node.clone(),
        earlier: earlier.node.clone(),
        score,
        shared: shared.to_vec(),
        rule,
    })
}

/// Returns which statements and stances answer to which recommendations.
fn answers(
    documents: &[AnnotatedDocument],
    all: &[Recommended<'_>],
    words: &Words<'_>,
    links: &Links,
) -> Vec<Answered> {
    let mut by_agent: BTreeMap<&str, Vec<&Recommended>> = BTreeMap::new();
    for one in all {
        for agent in one.agents {
            by_agent.entry(agent).or_default().push(one);
        }
    }
    for row in by_agent.values_mut() {
        row.sort_by(|one, other| one.place().cmp(&other.place()));
    }
    let mut found = Vec::new();
    for document in documents {
        for asked in asked(document, links) {
            let Some(recommender) = asked.recommender(&by_agent) else { continue };
            let row = by_agent.get(recommender).map_or(&[][..], Vec::as_slice);
            found.extend(asked.answered(row, words));
        }
    }
    found.sort();
    found.dedup_by(|one, other| one.by == other.by && one.recommendation == other.recommendation);
    found
}

/// A statement or stance that answers to recommendations.
struct Asked<'a> {
    node: Node,
    date: Option<Date>,
    answer: &'a Answer,
    by: &'a [String],
    of: Vec<String>,
}

fn asked<'a>(document: &'a AnnotatedDocument, links: &'a Links) -> Vec<Asked<'a>> {
    let key = super::links::document_key(document);
    let made = |id: &str, answer: &'a Answer| {
        let node = (key.clone(), id.to_owned());
        let of = links.recommenders_of.get(&node).cloned().unwrap_or_default();
        let by = links.agents_of.get(&node).map_or(&[][..], Vec::as_slice);
        Asked { date: document.date, answer, by, of, node }
    };
    let statements = document
        .statements
        .iter()
        .filter(|it| !(it.negated || it.modal || it.hedged) && it.act != Some(Act::Directive));
    let statements = statements.filter_map(|it| Some(made(&it.id, it.answer.as_ref()?)));
    let stances = document.stances.iter().filter(|it| !(it.negated || it.modal || it.conditional));
    let stances = stances.filter_map(|it| Some(made(&it.id, it.answer.as_ref()?)));
    statements.chain(stances).collect()
}

impl Asked<'_> {
    /// Returns whose recommendations are meant: those of whom the words name, else of the one who alone gives some in the
    /// document.
    fn recommender<'b>(
        &'b self,
        by_agent: &BTreeMap<&'b str, Vec<&Recommended>>,
    ) -> Option<&'b str> {
        if let Some(named) = self.of.iter().find(|agent| by_agent.contains_key(agent.as_str())) {
            return Some(named);
        }
        if !self.of.is_empty() {
            return None;
        }
        let is_here = |row: &[&Recommended]| row.iter().any(|one| one.node.0 == self.node.0);
        let others = by_agent
            .iter()
            .filter(|(agent, row)| is_here(row) && !self.by.iter().any(|by| by == *agent));
        let mut others = others.map(|(agent, _)| *agent);
        others.next().filter(|_| others.next().is_none())
    }

    /// Returns the recommendations that are meant among those of one agent, in order.
    fn answered(&self, row: &[&Recommended<'_>], words: &Words<'_>) -> Vec<Answered> {
        let here: Vec<&Recommended> = row
            .iter()
            .copied()
            .filter(|one| one.node.0 == self.node.0 && one.node != self.node)
            .collect();
        let last = row.iter().rev().find(|one| is_earlier(one.date, self.date));
        let before: Vec<&Recommended> = match last {
            Some(last) => row.iter().copied().filter(|one| one.node.0 == last.node.0).collect(),
            None => Vec::new(),
        };
        let mine = words.of(self.answer.words.iter().map(String::as_str));
        let shares = |one: &&Recommended| one.stems.intersection(&mine).count() >= SHARED;
        for meant in [&here, &before] {
            let told: Vec<&Recommended> = meant.iter().copied().filter(shares).collect();
            if !told.is_empty() {
                return told.into_iter().map(|one| self.to(one, &mine, "shared-words")).collect();
            }
        }
        let meant: Vec<&Recommended> = here.into_iter().chain(before).collect();
        let rule = if self.answer.is_plural { "all-of-them" } else { "only-one" };
        let is_meant = self.answer.is_plural || meant.len() == 1;
        let meant = meant.into_iter().filter(|_| is_meant);
        meant.map(|one| self.to(one, &mine, rule)).collect()
    }

    fn to(&self, one: &Recommended<'_>, mine: &BTreeSet<String>, rule: &'static str) -> Answered {
        Answered {
            by: self.node.clone(),
            recommendation: one.node.clone(),
            kind: self.answer.kind,
            shared: one.stems.intersection(mine).cloned().collect(),
            rule,
        }
    }
}

/// The words of the language that tell something, by their stems.
struct Words<'a> {
    lexicon: &'a Lexicon,
}

impl Words<'_> {
    fn of<'b>(&self, words: impl Iterator<Item = &'b str>) -> BTreeSet<String> {
        let claims = &self.lexicon.claims;
        let is_telling = |word: &&str| {
            !claims.empty.contains(*word)
                && !claims.negators.contains(*word)
                && !claims.attitudes.contains(*word)
        };
        words.filter(is_telling).map(|word| claims.stem(word)).collect()
    }

    fn of_proposition(&self, proposition: &Proposition) -> BTreeSet<String> {
        self.of(proposition.parts.iter().filter_map(|part| match part {
            PropositionPart::Word(word) => Some(word.as_str()),
            PropositionPart::Entity(_) => None,
        }))
    }
}
