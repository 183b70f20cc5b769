//! A network as a graph that can be written and drawn.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::Duplicates;
use super::Method;
use super::Network;
use super::Normalisation;
use super::OneMode;
use super::Tie;
use super::TwoMode;
use crate::projection::Drawing;
use crate::projection::Edge;
use crate::projection::Graph;
use crate::projection::Layout;
use crate::projection::Marks;
use crate::projection::Mode;
use crate::projection::Name;
use crate::projection::Node;
use crate::projection::Rests;
use crate::projection::build;
use crate::projection::filter;
use crate::projection::measures::Measure;

impl Network {
    /// Returns the network as a graph: its nodes by name, those who speak first, and its ties with the statements behind them.
    /// Names are looked up by what stands in the table.
    pub fn graph(self: &Arc<Self>, names: &BTreeMap<String, Name>) -> Graph {
        let nodes = self.who.len() + self.what.len();
        let mut graph = Graph::with_capacity(nodes, self.ties.len());
        let [who, what] = self.counts();
        let mut add = |(text, measures): (&String, Vec<Measure>), mode: Mode| {
            graph.add_node(Node { mode, measures, ..self.node(text, mode, names) })
        };
        let who: Vec<_> = self.who.iter().zip(who).map(|named| add(named, Mode::Who)).collect();
        let what: Vec<_> = match self.options.method {
            Method::TwoMode(_) => {
                self.what.iter().zip(what).map(|named| add(named, Mode::What)).collect()
            }
            Method::OneMode(_) => who.clone(),
        };
        for (place, tie) in (0..).zip(&self.ties) {
            let edge = Edge {
                qualifier: Cow::Borrowed(self.side(*tie)),
                measured: Some(tie.fixed()),
                rests: Rests::OnTie(Arc::clone(self), place),
                ..Edge::default()
            };
            graph.add_edge(who[tie.from], what[tie.to], edge);
        }
        graph
    }

    /// Returns how to draw the network of what a graph query or a table gives.
    pub fn drawing(&self, of: &Drawing) -> Drawing {
        let (name, what) = self.kind();
        let mut drawing = of.clone();
        drawing.name = format!("{}-{name}", of.name);
        drawing.title = format!("{what}: {}", of.title);
        drawing.question.description = self.description();
        drawing.directed = false;
        drawing.caption = self.description();
        if !of.caption.is_empty() {
            drawing.tell(&of.caption);
        }
        drawing.layout = Layout::Network;
        drawing.marks = Marks::Dots;
        let given = [&self.options.who, &self.options.what];
        for (mode, given) in drawing.modes.iter_mut().zip(given) {
            if let Some(given) = given {
                mode.clone_from(given);
            }
        }
        drawing.first_mode =
            matches!(self.options.method, Method::TwoMode(_)).then_some(self.who.len());
        let meanings = self.meanings().iter();
        drawing.legend =
            meanings.map(|(name, meaning)| ((*name).to_owned(), (*meaning).to_owned())).collect();
        drawing
    }

    fn kind(&self) -> (&'static str, &'static str) {
        match self.options.method {
            Method::OneMode(OneMode::Ignore) => ("shared", "Shared concepts"),
            Method::OneMode(OneMode::Congruence) => ("congruence", "Congruence"),
            Method::OneMode(OneMode::Conflict) => ("conflict", "Conflict"),
            Method::OneMode(OneMode::Subtract) => ("subtract", "Congruence less conflict"),
            Method::TwoMode(TwoMode::Ignore) => ("two-mode", "Two modes"),
            Method::TwoMode(TwoMode::Subtract) => ("two-mode-subtract", "Two modes, pro less con"),
            Method::TwoMode(TwoMode::Combine) => ("two-mode-combine", "Two modes, levels combined"),
        }
    }

    /// Returns what the colours of its edges mean.
    fn meanings(&self) -> &'static [(&'static str, &'static str)] {
        match self.options.method {
            Method::OneMode(OneMode::Ignore) => &[("", "speak of the same")],
            Method::TwoMode(TwoMode::Ignore) => &[("", "speaks of")],
            Method::OneMode(OneMode::Congruence) => &[("positive", "agree")],
            Method::OneMode(OneMode::Conflict) => &[("negative", "disagree")],
            Method::OneMode(OneMode::Subtract) => &[
                ("positive", "agree more than they disagree"),
                ("negative", "disagree more than they agree"),
            ],
            Method::TwoMode(TwoMode::Subtract) => &[
                ("positive", "is more for than against"),
                ("negative", "is more against than for"),
            ],
            Method::TwoMode(TwoMode::Combine) => &[
                ("positive", "is only for"),
                ("negative", "is only against"),
                ("both", "is for and against"),
            ],
        }
    }

    /// Tells what the picture counts, and what is left out of it.
    pub fn description(&self) -> String {
        let options = &self.options;
        let statements = match self.statements.len() {
            1 => "1 statement".to_owned(),
            count => format!("{count} statements"),
        };
        let mut told = format!("{} of {statements}", self.kind().1);
        if options.normalisation != Normalisation::No {
            told.extend([", normalisation ", options.normalisation.name()]);
        }
        if options.duplicates != Duplicates::Include {
            told.extend([", each once in a ", options.duplicates.name()]);
        }
        told.push('.');
        let counted =
            filter::told([&options.kept, &options.dropped], [options.since, options.until]);
        for sentence in counted {
            told.extend([" ", &sentence]);
        }
        if options.minimum > 1 {
            told.extend([" In at least ", &options.minimum.to_string(), " statements each."]);
        }
        if options.isolates {
            told.push_str(" With those of whom no statement is left.");
        }
        if options.dna {
            told.push_str(" Counted as DNA does.");
        }
        told
    }

    /// A word that both speaks and is spoken of is two nodes with two modes, unless it is an identifier.
    fn node(&self, text: &str, mode: Mode, names: &BTreeMap<String, Name>) -> Node {
        let is_two = matches!(self.options.method, Method::TwoMode(_));
        let is_both = self.who.binary_search_by(|who| who.as_str().cmp(text)).is_ok()
            && self.what.binary_search_by(|what| what.as_str().cmp(text)).is_ok();
        let node = match names.get(text) {
            Some(name) => build::node(text, None, Some(name)),
            None => Node { iri: text.to_owned(), label: text.to_owned(), ..Node::default() },
        };
        let iri = if is_two && is_both { format!("{}:{text}", mode.name()) } else { node.iri };
        Node { iri, ..node }
    }

    /// Returns the sign of a weight, also of one that is too small for six digits.
    fn sign(&self, tie: Tie) -> &'static str {
        let is_negative = match tie.fixed().0 {
            0 => self.exact(tie).numerator < 0,
            weight => weight < 0,
        };
        if is_negative { "negative" } else { "positive" }
    }

    fn side(&self, tie: Tie) -> &'static str {
        match self.options.method {
            Method::OneMode(OneMode::Ignore) | Method::TwoMode(TwoMode::Ignore) => "",
            Method::OneMode(OneMode::Congruence) => "positive",
            Method::OneMode(OneMode::Conflict) => "negative",
            Method::OneMode(OneMode::Subtract) | Method::TwoMode(TwoMode::Subtract) => {
                self.sign(tie)
            }
            Method::TwoMode(TwoMode::Combine) => {
                let levels: Vec<i128> = self.sides(tie);
                match (levels.iter().any(|side| *side > 0), levels.iter().any(|side| *side < 0)) {
                    (true, false) => "positive",
                    (false, true) => "negative",
                    (true, true) => "both",
                    (false, false) => "",
                }
            }
        }
    }

    fn sides(&self, tie: Tie) -> Vec<i128> {
        let cells = self.profiles.cells(tie.from, tie.to).iter();
        cells.map(|cell| self.levels.side(cell.level)).collect()
    }
}
