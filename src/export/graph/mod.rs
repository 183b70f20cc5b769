//! A graph in, a file out: pictures to look at (SVG, PNG), files for programs that draw and count
//! (DOT, `GraphML`, GEXF, JSON, Pajek, DL) and tables (CSV). In every one that can hold them, each edge
//! carries the number and the identifiers of its evidence: at most fifty, then their hash.

mod attributes;
mod bars;
mod csv;
mod cytoscape;
mod dendrogram;
mod dl;
mod dot;
mod dots;
mod dotted;
mod dynamic;
mod entries;
mod events;
mod evidence;
mod figures;
mod geometry;
mod gexf;
mod graphml;
mod heat_map;
mod layout;
mod legend;
mod letters;
mod matrix;
mod node_link;
mod outline;
mod page;
mod pajek;
mod palette;
mod png;
mod sheet;
mod style;
mod svg;
mod visone;

#[cfg(test)]
mod readable;
#[cfg(test)]
mod samples;

pub use attributes::has as has_attribute;
pub use attributes::spaced;
pub use bars::Bar;
pub use bars::write as write_bars;
pub use dendrogram::write as write_dendrogram;
pub use dots::has as has_figure;
pub use dynamic::Dated;
pub use dynamic::write as write_dynamic;
pub use events::write as write_events;
pub use heat_map::write as write_heat_map;
pub use sheet::Panel;
pub use sheet::write as write_sheet;
pub use style::LABELS;
pub use style::Style;
pub use style::Theme;

use std::io;
use std::io::Write;

use crate::projection::Drawing;
use crate::projection::Graph;
use crate::projection::Layout;
use crate::projection::Marks;

use dots::Dots;
use layout::Picture;

/// A format that graphs are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Graphviz.
    Dot,
    /// A picture of lines and text.
    Svg,
    /// A picture of pixels.
    Png,
    /// `GraphML`.
    GraphMl,
    /// `GraphML` with the places, colours and shapes of visone.
    Visone,
    /// GEXF 1.3.
    Gexf,
    /// The table of edges.
    Csv,
    /// The table of nodes.
    CsvNodes,
    /// The matrix of weights, as CSV.
    Matrix,
    /// Node-link JSON.
    Json,
    /// Cytoscape's JSON.
    Cytoscape,
    /// Pajek's networks.
    Pajek,
    /// UCINET's DL.
    Dl,
}

impl Format {
    /// Returns the format of a file by its name's extension.
    pub fn of_extension(extension: &str) -> Option<Self> {
        match extension.to_ascii_lowercase().as_str() {
            "dot" | "gv" => Some(Self::Dot),
            "svg" => Some(Self::Svg),
            "png" => Some(Self::Png),
            "graphml" => Some(Self::GraphMl),
            "gexf" => Some(Self::Gexf),
            "csv" => Some(Self::Csv),
            "json" => Some(Self::Json),
            "cyjs" => Some(Self::Cytoscape),
            "net" => Some(Self::Pajek),
            "dl" => Some(Self::Dl),
            _ => None,
        }
    }
}

/// Writes a graph in a format as its drawing says. The same graph gives the same bytes.
pub fn write(
    graph: &Graph,
    drawing: &Drawing,
    format: Format,
    out: &mut dyn Write,
) -> io::Result<()> {
    draw(graph, drawing, &Style::default(), format, out)
}

/// Writes a graph in a format; pictures look as is asked for.
pub fn draw(
    graph: &Graph,
    drawing: &Drawing,
    style: &Style,
    format: Format,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        Format::Dot => dot::write(graph, drawing, style, out),
        Format::GraphMl => graphml::write(graph, drawing, None, out),
        Format::Visone => {
            let (picture, _) = laid_out(graph, drawing, style);
            graphml::write(graph, drawing, Some((&picture, style.theme)), out)
        }
        Format::Matrix => matrix::write(graph, drawing, out),
        Format::Pajek => pajek::write(graph, drawing, out),
        Format::Dl => dl::write(graph, drawing, out),
        Format::Cytoscape => {
            let (picture, _) = laid_out(graph, drawing, style);
            cytoscape::write(graph, drawing, &picture, out)
        }
        Format::Csv => csv::edges(graph, drawing, out),
        Format::CsvNodes => csv::nodes(graph, out),
        Format::Json => node_link::write(graph, drawing, out),
        Format::Gexf => {
            let (picture, dots) = laid_out(graph, drawing, style);
            gexf::write(graph, drawing, (&picture, dots.as_ref()), out)
        }
        Format::Svg => svg(graph, drawing, style, out),
        Format::Png => {
            let mut picture = Vec::new();
            svg(graph, drawing, style, &mut picture)?;
            write_pixels(&picture, out)
        }
    }
}

/// Writes a picture in SVG as one of pixels, in PNG.
pub fn write_pixels(picture: &[u8], out: &mut dyn Write) -> io::Result<()> {
    let picture = std::str::from_utf8(picture).map_err(io::Error::other)?;
    out.write_all(&png::render(picture)?)
}

fn svg(graph: &Graph, drawing: &Drawing, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let (picture, dots) = laid_out(graph, drawing, style);
    match dots {
        Some(dots) => dotted::write(graph, drawing, (&picture, &dots), style.theme, out),
        None => svg::write(graph, drawing, &picture, style.theme, out),
    }
}

/// Lays out a graph as boxes, or as dots where that is asked for, or where there are more nodes than names can be read.
fn laid_out(graph: &Graph, drawing: &Drawing, style: &Style) -> (Picture, Option<Dots>) {
    let is_large = drawing.layout == Layout::Network && graph.node_count() > LABELS;
    let usual = if is_large { Marks::Dots } else { drawing.marks };
    match style.marks.unwrap_or(usual) {
        Marks::Boxes => (layout::picture(graph, drawing), None),
        Marks::Dots => {
            let dots = Dots::of(graph, style);
            (layout::dotted::picture(graph, &dots), Some(dots))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Format;
    use super::samples;
    use super::write;
    use crate::projection::Graph;

    const FORMATS: [Format; 13] = [
        Format::Dot,
        Format::Svg,
        Format::Png,
        Format::GraphMl,
        Format::Gexf,
        Format::Csv,
        Format::CsvNodes,
        Format::Json,
        Format::Visone,
        Format::Matrix,
        Format::Cytoscape,
        Format::Pajek,
        Format::Dl,
    ];

    fn bytes(graph: &Graph, format: Format) -> Vec<u8> {
        let mut out = Vec::new();
        write(graph, &samples::drawing(), format, &mut out).unwrap();
        out
    }

    #[test]
    fn every_format_takes_every_graph_and_is_the_same_again() {
        for graph in [Graph::new(), samples::signed(), samples::strange()] {
            for format in FORMATS {
                let once = bytes(&graph, format);
                assert!(!once.is_empty());
                assert_eq!(once, bytes(&graph, format), "{format:?}");
            }
        }
    }

    #[test]
    fn extensions_name_formats() {
        assert_eq!(Format::of_extension("SVG"), Some(Format::Svg));
        assert_eq!(Format::of_extension("gv"), Some(Format::Dot));
        assert_eq!(Format::of_extension("txt"), None);
    }
}
