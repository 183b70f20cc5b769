//! The nouns of a projected graph: nodes, edges and the evidence behind them.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;
use std::fmt::Debug;
use std::fmt::Formatter;
use std::sync::Arc;

use super::measures::Measure;
use super::network::Fixed;
use super::network::Network;

/// A directed graph with parallel edges: one edge for each qualifier between two nodes.
pub type Graph = petgraph::Graph<Node, Edge>;

/// Somebody or something that edges join.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Node {
    /// Its identifier; for a literal, the literal itself.
    pub iri: String,
    /// What people call it.
    pub label: String,
    /// What it is, as the local name of its class: `Person`, `Claim`. Empty where nothing says so.
    pub kind: String,
    /// Which side of a network of two modes it is on.
    pub mode: Mode,
    /// What else is known of it, such as where it belongs: name and value.
    pub attributes: Vec<(String, String)>,
    /// What has been counted and measured of it.
    pub measures: Vec<Measure>,
}

/// A side of a network of two modes. In any other graph, all nodes are on the first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mode {
    /// Who speaks.
    #[default]
    Who,
    /// What is spoken of.
    What,
}

impl Mode {
    /// Returns its name in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Who => "who",
            Self::What => "what",
        }
    }
}

/// What joins two nodes, and everything that says so.
#[derive(Clone, Debug, Default)]
pub struct Edge {
    /// In which way: `positive`, `negative`, `reportedly negative`. Empty where there is one way only.
    pub qualifier: Cow<'static, str>,
    /// The words that belong on the edge, such as a role, joined where there are several.
    pub label: String,
    /// What it rests on; [`Edge::grounds`] tells it.
    pub rests: Rests,
    /// How strong it is, where that is not the number of pieces of evidence.
    pub measured: Option<Fixed>,
    /// What else has been measured of it.
    pub measures: Box<[Measure]>,
}

/// What an edge rests on, listed or to be looked up.
#[derive(Clone)]
pub enum Rests {
    /// A list.
    On(Box<Evidence>),
    /// A tie of a discourse network, by its place among the ties. A large network has more evidence than memory holds.
    OnTie(Arc<Network>, u32),
}

/// The evidence of an edge.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    /// The identifiers of the statements and stances behind it.
    pub statements: BTreeSet<String>,
    /// The identifiers of the documents behind it.
    pub documents: BTreeSet<String>,
    /// The earliest date, as written in the data.
    pub first: Option<String>,
    /// The latest date, as written in the data.
    pub last: Option<String>,
}

/// The evidence of an edge as it is read: identifiers in their order, each once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grounds<'graph> {
    /// The identifiers of the statements and stances behind it.
    pub evidence: Vec<&'graph str>,
    /// The identifiers of the documents behind it.
    pub documents: Vec<&'graph str>,
    /// The earliest date, as written in the data.
    pub first: Option<&'graph str>,
    /// The latest date, as written in the data.
    pub last: Option<&'graph str>,
}

impl Default for Rests {
    fn default() -> Self {
        Self::On(Box::default())
    }
}

impl Debug for Rests {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::On(evidence) => evidence.fmt(formatter),
            Self::OnTie(_, place) => write!(formatter, "tie {place}"),
        }
    }
}

impl Edge {
    /// Returns an edge that rests on some statements.
    pub fn on(qualifier: &str, statements: BTreeSet<String>) -> Self {
        let evidence = Evidence { statements, ..Evidence::default() };
        let qualifier = Cow::Owned(qualifier.to_owned());
        Self { qualifier, rests: Rests::On(Box::new(evidence)), ..Self::default() }
    }

    /// Returns what it rests on.
    pub fn grounds(&self) -> Grounds<'_> {
        match &self.rests {
            Rests::OnTie(network, place) => network.grounds(network.ties[*place as usize]),
            Rests::On(evidence) => Grounds {
                evidence: evidence.statements.iter().map(String::as_str).collect(),
                documents: evidence.documents.iter().map(String::as_str).collect(),
                first: evidence.first.as_deref(),
                last: evidence.last.as_deref(),
            },
        }
    }

    /// Returns the number of pieces of evidence.
    pub fn weight(&self) -> usize {
        match &self.rests {
            Rests::On(evidence) => evidence.statements.len(),
            Rests::OnTie(..) => self.grounds().evidence.len(),
        }
    }

    /// Returns how strong it is: what was measured, or else the number of pieces of evidence.
    pub fn strength(&self) -> Fixed {
        self.measured.unwrap_or_else(|| Fixed::whole(self.weight()))
    }

    /// Returns the words that stand on the edge in a picture: its label, a qualifier that is no side, and the
    /// weight, where that is not 1 or there are no other words.
    pub fn words(&self) -> String {
        let has_look = matches!(&*self.qualifier, "positive" | "negative")
            || self.qualifier.starts_with("reportedly");
        let qualifier = if has_look { "" } else { &*self.qualifier };
        let words = [self.label.as_str(), qualifier].map(str::trim);
        let words = words.iter().filter(|words| !words.is_empty()).copied().collect::<Vec<_>>();
        match (words.join(", "), self.strength()) {
            (words, weight) if words.is_empty() => weight.to_string(),
            (words, weight) if weight == Fixed::whole(1) => words,
            (words, weight) => format!("{words} ×{weight}"),
        }
    }

    /// Returns 1 for a positive and -1 for a negative edge; 0 for any other, so that sums stay honest:
    /// what is only reported to be said takes no side.
    pub fn sign(&self) -> i8 {
        match &*self.qualifier {
            "positive" => 1,
            "negative" => -1,
            _ => 0,
        }
    }
}

/// One row of a graph query: one piece of evidence for one edge.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each is the query's variable of that name")]
pub struct Row {
    pub from: String,
    pub to: String,
    pub evidence: String,
    pub qualifier: Option<String>,
    pub time: Option<String>,
    pub document: Option<String>,
    pub label: Option<String>,
    pub from_type: Option<String>,
    pub to_type: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::Edge;

    #[test]
    fn edges_say_what_a_line_cannot() {
        let check = |label: &str, qualifier: &str, weight: usize, expected: &str| {
            let evidence = (0..weight).map(|number| number.to_string()).collect();
            let edge = Edge { label: label.to_owned(), ..Edge::on(qualifier, evidence) };
            assert_eq!(edge.words(), expected);
        };
        check("", "", 1, "1");
        check("", "positive", 7, "7");
        check("", "reportedly", 1, "1");
        check("", "negated", 1, "negated");
        check("head", "", 1, "head");
        check("head", "former", 2, "head, former ×2");
    }
}
