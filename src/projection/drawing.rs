//! Drawings: graph queries with what a picture of their graph needs, told in the comments at their top.
//!
//! ```text
//! #+ summary: Who takes whose side
//! #+ layout: network
//! #+ legend:
//! #+   positive: takes the side of
//! ```
//!
//! Summary, description and parameters are a question's; here is read what only a picture needs.

use super::Filter;
use crate::model::Confidence;
use crate::query::QueryError;
use crate::query::Question;

/// A graph query and how to draw its graph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawing {
    /// The file's name without its extension.
    pub name: String,
    /// What it shows, in a few words: the title of the picture.
    pub title: String,
    /// The query: one row for each piece of evidence.
    pub question: Question,
    /// Whether edges have a direction.
    pub directed: bool,
    /// How nodes are placed.
    pub layout: Layout,
    /// How nodes are drawn.
    pub marks: Marks,
    /// What else is told beneath the title: what was counted, and what was left out.
    pub caption: String,
    /// What the two sides of a network of two modes are called: who speaks, and what is spoken of.
    pub modes: [String; 2],
    /// What each qualifier means, in the order of the legend; an empty qualifier is that of edges without one.
    pub legend: Vec<(String, String)>,
    /// In a network of two modes, how many nodes speak; the others, behind them, are spoken of.
    pub first_mode: Option<usize>,
}

/// How nodes are placed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Layout {
    /// By their neighbours: who is close stands close.
    #[default]
    Network,
    /// In columns, edges from left to right.
    Layered,
}

/// How nodes are drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Marks {
    /// Boxes around the names.
    #[default]
    Boxes,
    /// Dots with the names beneath: circles, and squares for what is spoken of in a network of two modes.
    Dots,
}

/// Drawings that come with the program: name and query.
const SHIPPED: &[(&str, &str)] = &[
    ("actor-claim", include_str!("../../queries/graphs/actor-claim.rq")),
    ("affiliations", include_str!("../../queries/graphs/affiliations.rq")),
    ("coded", include_str!("../../queries/graphs/coded.rq")),
    ("endorsements", include_str!("../../queries/graphs/endorsements.rq")),
    ("positions", include_str!("../../queries/graphs/positions.rq")),
    ("provenance", include_str!("../../queries/graphs/provenance.rq")),
    ("stances", include_str!("../../queries/graphs/stances.rq")),
    ("who-quotes-whom", include_str!("../../queries/graphs/who-quotes-whom.rq")),
];

/// Returns the drawings that come with the program, by name.
pub fn drawings() -> Vec<Drawing> {
    SHIPPED
        .iter()
        .map(|(name, query)| Drawing::parse(name, query).expect("the shipped queries can be read"))
        .collect()
}

/// Returns the drawing of a name.
pub fn drawing(name: &str) -> Option<Drawing> {
    drawings().into_iter().find(|drawing| drawing.name == name)
}

impl Drawing {
    /// Reads the comments at the top of a graph query. A query without any is drawn as a directed network
    /// under its name.
    pub fn parse(name: &str, text: &str) -> Result<Self, QueryError> {
        let question = Question::parse(text)?;
        let title = if question.summary.is_empty() { name } else { &question.summary };
        let mut drawing = Self {
            name: name.to_owned(),
            title: title.to_owned(),
            directed: true,
            layout: Layout::default(),
            marks: Marks::default(),
            caption: String::new(),
            modes: ["who", "what"].map(str::to_owned),
            legend: Vec::new(),
            first_mode: None,
            question,
        };
        let mut in_legend = false;
        for (index, line) in text.lines().enumerate() {
            let Some(entry) = line.strip_prefix("#+") else { continue };
            let entry = entry.strip_prefix(' ').unwrap_or(entry);
            let read = if !entry.starts_with(' ') {
                in_legend = entry.trim_end() == "legend:";
                drawing.read(entry)
            } else if in_legend {
                drawing.read_meaning(entry)
            } else {
                Ok(())
            };
            read.map_err(|problem| QueryError::Header { line: index + 1, problem })?;
        }
        Ok(drawing)
    }

    /// Adds a sentence to what is told beneath the title.
    pub fn tell(&mut self, sentence: &str) {
        let space = if self.caption.is_empty() { "" } else { " " };
        self.caption.extend([space, sentence]);
    }

    /// Tells beneath the title which values the graph's query has been given.
    pub fn tell_values(&mut self, values: &[(String, String)]) {
        let told: Vec<String> =
            values.iter().map(|(name, value)| format!("{name} {value}")).collect();
        if !told.is_empty() {
            self.tell(&format!("With {}.", told.join(", ")));
        }
    }

    /// Tells beneath the title how sure the program is at least of what is shown.
    pub fn tell_confidence(&mut self, minimum: Confidence) {
        if minimum > Confidence::hundredths(0) {
            self.tell(&format!("Of a confidence of {minimum} or more."));
        }
    }

    /// Tells beneath the title which rows count.
    pub fn tell_filter(&mut self, filter: &Filter) {
        for sentence in filter.told() {
            self.tell(&sentence);
        }
    }

    /// Returns what a qualifier means, as the legend says it; else the qualifier itself.
    pub fn meaning<'a>(&'a self, qualifier: &'a str) -> &'a str {
        let said = self.legend.iter().find(|(known, _)| known == qualifier);
        let fallback = if qualifier.is_empty() { "joined" } else { qualifier };
        said.map_or(fallback, |(_, meaning)| meaning)
    }

    fn read(&mut self, entry: &str) -> Result<(), String> {
        let (key, value) = entry.split_once(':').unwrap_or((entry, ""));
        match (key, value.trim()) {
            ("directed", value) => {
                self.directed = value.parse().map_err(|_| "`directed` is true or false")?;
            }
            ("layout", "network") => self.layout = Layout::Network,
            ("layout", "layered") => self.layout = Layout::Layered,
            ("nodes", "boxes") => self.marks = Marks::Boxes,
            ("nodes", "dots") => self.marks = Marks::Dots,
            ("nodes", _) => return Err("`nodes` is boxes or dots".to_owned()),
            ("layout", _) => return Err("`layout` is network or layered".to_owned()),
            // The rest belongs to the question.
            _ => {}
        }
        Ok(())
    }

    /// Reads `positive: takes the side of`; the qualifier `""` is that of edges without one.
    fn read_meaning(&mut self, entry: &str) -> Result<(), String> {
        let (qualifier, meaning) =
            entry.split_once(':').ok_or("a meaning is written `qualifier: words`")?;
        let qualifier = qualifier.trim().trim_matches('"');
        self.legend.push((qualifier.to_owned(), meaning.trim().to_owned()));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::Drawing;
    use super::Layout;
    use super::Marks;
    use super::SHIPPED;
    use super::drawings;

    #[test]
    fn every_file_of_the_folder_is_shipped() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("queries/graphs");
        let mut files: Vec<String> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        files.sort();
        let shipped: Vec<String> = SHIPPED.iter().map(|(name, _)| format!("{name}.rq")).collect();
        assert_eq!(files, shipped);
    }

    #[test]
    fn every_shipped_drawing_says_what_it_shows() {
        for drawing in drawings() {
            assert_ne!(drawing.title, drawing.name);
            assert!(drawing.question.description.len() > 40, "{}", drawing.name);
            assert!(!drawing.legend.is_empty(), "{}", drawing.name);
            for variable in ["?from", "?to", "?evidence"] {
                assert!(drawing.question.text.contains(variable), "{} {variable}", drawing.name);
            }
        }
    }

    #[test]
    fn comments_say_how_to_draw() {
        let query = "#+ summary: A: b\n#+ layout: layered\n#+ nodes: dots\n#+ directed: false\n#+ legend:\n#+   positive: for\n\
                     #+   \"\": joins\n#+ description: One\n#+   positive: more of the description\nSELECT";
        let drawing = Drawing::parse("x", query).unwrap();
        assert_eq!(drawing.title, "A: b");
        assert_eq!((drawing.layout, drawing.directed), (Layout::Layered, false));
        assert_eq!(drawing.marks, Marks::Dots);
        let meanings = ["positive", "", "negative"].map(|qualifier| drawing.meaning(qualifier));
        assert_eq!(meanings, ["for", "joins", "negative"]);
        assert_eq!(drawing.legend.len(), 2);
    }

    #[test]
    fn a_query_without_comments_is_a_directed_network() {
        let drawing = Drawing::parse("mine", "SELECT ?from").unwrap();
        assert_eq!((drawing.title.as_str(), drawing.layout), ("mine", Layout::Network));
        assert!(drawing.directed);
    }

    #[test]
    fn faults_name_their_line() {
        let check = |query: &str, expected: &str| {
            assert_eq!(Drawing::parse("x", query).unwrap_err().to_string(), expected);
        };
        let line =
            |line: usize, problem: &str| format!("line {line} of the query's header: {problem}");
        check("\n#+ layout: star", &line(2, "`layout` is network or layered"));
        check("#+ directed: maybe", &line(1, "`directed` is true or false"));
        check("#+ nodes: stars", &line(1, "`nodes` is boxes or dots"));
        check("#+ legend:\n#+   positive", &line(2, "a meaning is written `qualifier: words`"));
    }
}
