//! What is known of nodes beside their names and kinds, as columns of a file: where they belong, and in networks of two modes on
//! which side they stand.

use super::figures;
use crate::projection::Graph;
use crate::projection::Mode;
use crate::projection::Node;

/// The name of the column that tells the sides of a network of two modes.
const MODE: &str = "mode";

/// Returns the names of the attributes that nodes of a graph have, in the order in which they are met.
pub(super) fn names(graph: &Graph) -> Vec<String> {
    of_all(std::iter::once(graph))
}

/// Returns the names of the attributes that nodes of several graphs have.
pub(super) fn of_all<'a>(graphs: impl Iterator<Item = &'a Graph> + Clone) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    if graphs.clone().any(is_two_mode) {
        names.push(MODE.to_owned());
    }
    for (name, _) in graphs.flat_map(Graph::node_weights).flat_map(|node| &node.attributes) {
        if !names.contains(name) {
            names.push(name.clone());
        }
    }
    names
}

/// Returns whether some nodes speak and others are spoken of.
pub(super) fn is_two_mode(graph: &Graph) -> bool {
    graph.node_weights().any(|node| node.mode == Mode::What)
}

/// Returns the attribute of a name, or else the figure, as text; nothing where there is neither.
pub(super) fn text(node: &Node, name: &str) -> String {
    match name {
        "type" => node.kind.clone(),
        MODE => node.mode.name().to_owned(),
        _ => {
            let found = node.attributes.iter().find(|(known, _)| known == name);
            found.map_or_else(|| figures::text(&node.measures, name), |(_, value)| value.clone())
        }
    }
}

/// Returns whether any node has an attribute, or a figure that can serve for one.
pub fn has(graph: &Graph, name: &str) -> bool {
    graph.node_weights().any(|node| !text(node, name).is_empty())
}

/// Returns a value of an attribute as people say it: `OwnWords` is "own words", a community has a number.
pub(super) fn spoken(name: &str, value: &str) -> String {
    let is_number = value.bytes().all(|byte| byte.is_ascii_digit());
    match name {
        "type" => spaced(value),
        _ if is_number => format!("{} {value}", name.replace('_', " ")),
        _ => value.to_owned(),
    }
}

/// Returns the name of a class as words: `OwnWords` is "own words".
pub fn spaced(kind: &str) -> String {
    let mut words = String::new();
    for letter in kind.chars() {
        if letter.is_uppercase() && !words.is_empty() {
            words.push(' ');
        }
        words.extend(letter.to_lowercase());
    }
    words
}

#[cfg(test)]
mod tests {
    use super::names;
    use super::spaced;
    use super::spoken;
    use super::text;
    use crate::projection::Graph;
    use crate::projection::Mode;
    use crate::projection::Node;

    #[test]
    fn classes_become_words() {
        assert_eq!(["Person", "OwnWords", ""].map(spaced), ["person", "own words", ""]);
        assert_eq!(spoken("community", "3"), "community 3");
        assert_eq!(spoken("country", "Kenya"), "Kenya");
    }

    #[test]
    fn nodes_tell_what_is_known_of_them() {
        let attributes = vec![("country".to_owned(), "Kenya".to_owned())];
        let ann = Node { attributes, ..Node::default() };
        let claim = Node { mode: Mode::What, kind: "Claim".to_owned(), ..Node::default() };
        assert_eq!(["country", "mode", "club"].map(|name| text(&ann, name)), ["Kenya", "who", ""]);
        assert_eq!(["type", "mode"].map(|name| text(&claim, name)), ["Claim", "what"]);
        let mut graph = Graph::new();
        graph.add_node(ann);
        assert_eq!(names(&graph), ["country"]);
        graph.add_node(claim);
        assert_eq!(names(&graph), ["mode", "country"]);
    }
}
