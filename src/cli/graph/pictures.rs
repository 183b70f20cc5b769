//! The options of `sayso graph` that say how a picture looks.

use anyhow::anyhow;
use clap::ValueEnum;
use sayso::export::graph;
use sayso::export::graph::Bar;
use sayso::export::graph::Panel;
use sayso::export::graph::Style;
use sayso::export::graph::Theme;
use sayso::projection::Drawing;
use sayso::projection::Graph;
use sayso::projection::Marks;
use sayso::projection::network;
use sayso::projection::network::Network;
use sayso::projection::network::Table;

use super::report;

/// How a picture looks.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Pictures")]
#[group(skip)]
pub(super) struct PictureOptions {
    /// What to draw
    #[arg(long, value_enum, value_name = "WHAT", default_value = "network", conflicts_with_all = ["table", "open", "list", "nodes", "dynamic"])]
    pub(super) picture: PictureOption,
    /// The title [default: what the graph shows]
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// The ground
    #[arg(long, value_enum, value_name = "GROUND", default_value = "light")]
    theme: ThemeOption,
    /// Draw names in boxes, or dots with the names beneath [default: dots for discourse networks and for more than 60 nodes]
    #[arg(long, value_enum, value_name = "HOW")]
    marks: Option<MarksOption>,
    /// What the areas of dots stand for: statements, documents, strength, degree, betweenness or another measure, or none
    /// [default: statements in discourse networks]
    #[arg(long, value_name = "FIGURE")]
    size: Option<String>,
    /// What the colours of dots stand for: type, organization, country, community, component, camp, any column of the table, or none
    #[arg(long, visible_alias = "colour", value_name = "ATTRIBUTE", default_value = "type")]
    color: String,
    /// How many dots have their names beneath, at most; the least central go without
    #[arg(long, value_name = "N", default_value_t = graph::LABELS)]
    labels: usize,
    /// Leave out who and what is joined with nothing
    #[arg(long)]
    joined: bool,
}

/// A kind of picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum PictureOption {
    /// Nodes and lines
    Network,
    /// The matrix of weights as colours, alike next to alike
    HeatMap,
    /// What is spoken of as bars, by how often it is agreed and disagreed with
    Bars,
    /// Which groups of nodes are joined at which distance
    Dendrogram,
    /// The networks of all windows of time side by side, each node in the same place
    Sheet,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum ThemeOption {
    /// Dark on white
    Light,
    /// Light on black
    Dark,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum MarksOption {
    /// Names in boxes
    Boxes,
    /// Dots with names beneath
    Dots,
}

/// What must be measured before a picture can show it.
const MEASURED: [&str; 12] = [
    "degree",
    "strength",
    "in_degree",
    "out_degree",
    "in_strength",
    "out_strength",
    "betweenness",
    "closeness",
    "eigenvector",
    "page_rank",
    "component",
    "community",
];

impl PictureOptions {
    /// Returns how a picture looks.
    pub(super) fn style(&self) -> Style {
        Style {
            theme: match self.theme {
                ThemeOption::Light => Theme::Light,
                ThemeOption::Dark => Theme::Dark,
            },
            marks: self.marks.map(|marks| match marks {
                MarksOption::Boxes => Marks::Boxes,
                MarksOption::Dots => Marks::Dots,
            }),
            size: self.size.as_deref().map(measure),
            colour: Some(measure(&self.color)),
            labels: self.labels,
        }
    }

    /// Returns the columns whose values those who speak carry.
    pub(super) fn attributes(&self) -> Vec<String> {
        let mut names: Vec<String> = network::KNOWN.map(str::to_owned).to_vec();
        if !names.contains(&self.color) && !MEASURED.contains(&self.color.as_str()) {
            names.push(self.color.clone());
        }
        names
    }

    /// Returns whether colours stand for the two camps that those who speak are in.
    pub(super) fn shows_camps(&self, table: &Table) -> bool {
        self.color == "camp" && !table.columns.contains(&self.color)
    }

    /// Returns whether sizes or colours need measures.
    pub(super) fn is_measured(&self) -> bool {
        let names = [self.size.as_deref().map(measure), Some(measure(&self.color))];
        names.iter().flatten().any(|name| MEASURED.contains(&name.as_str()))
    }

    /// Says so where no node has what sizes or colours are to stand for.
    pub(super) fn warn(&self, graph: &Graph) {
        if graph.node_count() == 0 {
            return;
        }
        let color = measure(&self.color);
        let is_usual = matches!(color.as_str(), "type" | "none" | "mode");
        if !is_usual && !graph::has_attribute(graph, &color) {
            report::warning(&format!(
                "no node has the attribute {}: all have one colour",
                self.color
            ));
        }
        let size = self.size.as_deref().map(measure).filter(|size| size != "none");
        if let Some(size) = size.filter(|size| !graph::has_figure(graph, size)) {
            report::warning(&format!("no node has the figure {size}: all are as large"));
        }
    }

    /// Gives a drawing the title that is asked for.
    pub(super) fn entitle(&self, drawing: &mut Drawing) {
        if let Some(title) = &self.title {
            drawing.title.clone_from(title);
        }
    }

    /// Returns what is spoken of in a network as bars.
    pub(super) fn bars(
        &self,
        network: &Network,
        table: &Table,
        mut drawing: Drawing,
    ) -> anyhow::Result<Vec<u8>> {
        self.entitle(&mut drawing);
        let tallies = network.tallies(&table.names).into_iter();
        let bars = tallies.map(|(label, [agree, disagree, neither])| Bar {
            label,
            agree,
            disagree,
            neither,
        });
        let bars: Vec<Bar> = bars.collect();
        let mut picture = Vec::new();
        graph::write_bars(&bars, &drawing, self.style().theme, &mut picture)?;
        Ok(picture)
    }

    /// Returns the networks of a series side by side.
    pub(super) fn sheet(
        &self,
        whole: &Graph,
        panels: &[Panel],
        drawing: &Drawing,
    ) -> anyhow::Result<Vec<u8>> {
        let mut picture = Vec::new();
        graph::write_sheet((whole, panels), drawing, &self.style(), &mut picture)?;
        Ok(picture)
    }

    /// Leaves out nodes without edges, if that is asked for.
    pub(super) fn join(&self, graph: &mut Graph, drawing: &mut Drawing) {
        if !self.joined {
            return;
        }
        let before = graph.node_count();
        let is_joined = |node| graph.neighbors_undirected(node).any(|other| other != node);
        let kept = graph.filter_map(
            |index, node| is_joined(index).then(|| node.clone()),
            |_, edge| Some(edge.clone()),
        );
        *graph = kept;
        let left_out = before - graph.node_count();
        if left_out > 0 {
            drawing.tell(&format!("Without {left_out} that are joined with nothing."));
        }
    }
}

/// Says what a picture needs that is not there.
pub(super) fn unfit(picture: PictureOption) -> anyhow::Error {
    match picture {
        PictureOption::Bars => report::hinted(
            anyhow!("bars are of the statements of a discourse network"),
            "--one-mode or --two-mode makes one; --windows cuts it into several, which have no bars",
        ),
        PictureOption::Sheet => report::hinted(
            anyhow!("a sheet shows networks over time"),
            "--windows month, with --one-mode or --two-mode, makes them",
        ),
        _ => report::hinted(
            anyhow!("this picture is of one network"),
            "--since and --until cut out a time; --picture sheet has all windows",
        ),
    }
}

/// Measures are written with a low line, and may be asked for with a hyphen.
fn measure(name: &str) -> String {
    name.replace('-', "_")
}
