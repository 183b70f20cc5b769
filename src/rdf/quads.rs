//! Quads of one graph on their way: gathered in any order, handed out sorted and each once, written as lines.

use std::cmp::Ordering;

use oxigraph::model::GraphName;
use oxigraph::model::NamedNode;
use oxigraph::model::NamedNodeRef;
use oxigraph::model::NamedOrBlankNode;
use oxigraph::model::Quad;
use oxigraph::model::Term;

/// The quads of one graph.
pub(super) struct Quads {
    graph: GraphName,
    quads: Vec<Quad>,
}

impl Quads {
    /// Starts a graph without quads.
    pub(super) fn of(graph: NamedNode) -> Self {
        Self { graph: graph.into(), quads: Vec::new() }
    }

    /// Says something of a subject.
    pub(super) fn say(
        &mut self,
        subject: &NamedNode,
        predicate: NamedNodeRef<'_>,
        object: impl Into<Term>,
    ) {
        self.quads.push(Quad::new(subject.clone(), predicate, object, self.graph.clone()));
    }

    /// Says that something is the case; nothing where it is not.
    pub(super) fn flag(&mut self, subject: &NamedNode, predicate: NamedNodeRef<'_>, is_so: bool) {
        if is_so {
            self.say(subject, predicate, oxigraph::model::Literal::from(true));
        }
    }

    /// Returns the quads in the order of their lines, each once.
    pub(super) fn sorted(self) -> Vec<Quad> {
        sorted(self.quads)
    }
}

/// Returns quads in the order of their lines, each once.
pub(super) fn sorted(mut quads: Vec<Quad>) -> Vec<Quad> {
    quads.sort_unstable_by(in_order_of_lines);
    quads.dedup();
    quads
}

/// Compares quads as their lines compare; lines are written only where subject and predicate are the same.
fn in_order_of_lines(one: &Quad, other: &Quad) -> Ordering {
    let subjects = match (&one.subject, &other.subject) {
        (NamedOrBlankNode::NamedNode(one), NamedOrBlankNode::NamedNode(other)) => {
            in_brackets(one.as_str(), other.as_str())
        }
        (one, other) => one.to_string().cmp(&other.to_string()),
    };
    let predicates = || in_brackets(one.predicate.as_str(), other.predicate.as_str());
    let rest = || {
        let written = |quad: &Quad| format!("{} {}", quad.object, quad.graph_name);
        written(one).cmp(&written(other))
    };
    subjects.then_with(predicates).then_with(rest)
}

/// Compares `<one>` and `<other>`: where one begins the other, the bracket that closes it meets the other's next byte.
fn in_brackets(one: &str, other: &str) -> Ordering {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let shared = one.len().min(other.len());
    let after = |bytes: &[u8]| bytes.get(shared).copied().unwrap_or(b'>');
    one[..shared].cmp(&other[..shared]).then_with(|| after(one).cmp(&after(other)))
}

/// Writes quads as N-Quads, one line each, sorted, each once: the same set of quads gives the same bytes.
pub fn to_nquads(quads: &[Quad]) -> String {
    let mut lines: Vec<String> = quads.iter().map(|quad| format!("{quad} .\n")).collect();
    lines.sort_unstable();
    lines.dedup();
    lines.concat()
}

#[cfg(test)]
mod tests {
    use oxigraph::model::NamedNode;

    use super::Quads;
    use super::to_nquads;
    use crate::rdf::literal;
    use crate::rdf::vocabulary::rdfs;

    #[test]
    fn quads_are_in_the_order_of_their_lines() {
        let node = |end: &str| NamedNode::new_unchecked(format!("https://example.org/{end}"));
        let mut quads = Quads::of(node("g"));
        let ends = ["n", "n,2", "n,20", "n=", "n?", "nn", "n#a", "", "é"];
        for (subject, object) in ends.iter().flat_map(|one| ends.map(|other| (*one, other))) {
            quads.say(&node(subject), rdfs::LABEL, literal::text(object));
            quads.say(&node(subject), node(object).as_ref(), node("o"));
        }
        let lines: Vec<String> = quads.sorted().iter().map(ToString::to_string).collect();
        assert_eq!(lines.len(), 2 * ends.len() * ends.len());
        assert!(lines.is_sorted_by(|one, other| one < other));
    }

    #[test]
    fn quads_are_sorted_and_stand_once() {
        let node = NamedNode::new_unchecked("https://example.org/n");
        let mut quads = Quads::of(NamedNode::new_unchecked("https://example.org/g"));
        for label in ["b", "a\n\"", "b"] {
            quads.say(&node, rdfs::LABEL, literal::text(label));
        }
        let quads = quads.sorted();
        assert_eq!(quads.len(), 2);
        let label = "<https://example.org/n> <http://www.w3.org/2000/01/rdf-schema#label>";
        let expected = format!(
            "{label} \"a\\n\\\"\" <https://example.org/g> .\n{label} \"b\" <https://example.org/g> .\n"
        );
        assert_eq!(to_nquads(&quads), expected);
        let reversed: Vec<_> = quads.iter().rev().chain(&quads).cloned().collect();
        assert_eq!(to_nquads(&reversed), expected);
    }
}
