//! The nouns of a projected graph: nodes, edges and the evidence behind them.

use std::collections::BTreeSet;

use super::network::Fixed;

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
}

/// What joins two nodes, and everything that says so.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edge {
    /// In which way: `positive`, `negative`, `reportedly negative`. Empty where there is one way only.
    pub qualifier: String,
    /// The words that belong on the edge, such as a role, joined where there are several.
    pub label: String,
    /// The identifiers of the statements and stances behind it.
    pub evidence: BTreeSet<String>,
    /// The identifiers of the documents behind it.
    pub documents: BTreeSet<String>,
    /// The earliest date, as written in the data.
    pub first: Option<String>,
    /// The latest date, as written in the data.
    pub last: Option<String>,
    /// How strong it is, where that is not the number of pieces of evidence.
    pub measured: Option<Fixed>,
}

impl Edge {
    /// Returns the number of pieces of evidence.
    pub fn weight(&self) -> usize {
        self.evidence.len()
    }

    /// Returns how strong it is: what was measured, or else the number of pieces of evidence.
    pub fn strength(&self) -> Fixed {
        self.measured.unwrap_or_else(|| Fixed::whole(self.evidence.len()))
    }

    /// Returns the words that stand on the edge in a picture: its label, a qualifier that is no side, and the
    /// weight, where that is not 1 or there are no other words.
    pub fn words(&self) -> String {
        let has_look = matches!(self.qualifier.as_str(), "positive" | "negative")
            || self.qualifier.starts_with("reportedly");
        let qualifier = if has_look { "" } else { &self.qualifier };
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
        match self.qualifier.as_str() {
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
            let (label, qualifier) = (label.to_owned(), qualifier.to_owned());
            let edge = Edge { qualifier, label, evidence, ..Edge::default() };
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
