//! A graph in, a file out: pictures to look at (SVG, PNG), files for programs that draw and count
//! (DOT, `GraphML`, GEXF, JSON, Pajek, DL) and tables (CSV). In every one that can hold them, each edge
//! carries the number and the identifiers of its evidence: at most fifty, then their hash.

mod csv;
mod cytoscape;
mod dendrogram;
mod dl;
mod dot;
mod dynamic;
mod events;
mod evidence;
mod figures;
mod geometry;
mod gexf;
mod graphml;
mod layout;
mod legend;
mod letters;
mod matrix;
mod node_link;
mod outline;
mod pajek;
mod palette;
mod png;
mod svg;
mod visone;

#[cfg(test)]
mod samples;

pub use dendrogram::write as write_dendrogram;
pub use dynamic::Dated;
pub use dynamic::write as write_dynamic;
pub use events::write as write_events;

use std::io;
use std::io::Write;

use crate::projection::Drawing;
use crate::projection::Graph;

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

/// Writes a graph in a format. The same graph gives the same bytes.
pub fn write(
    graph: &Graph,
    drawing: &Drawing,
    format: Format,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        Format::Dot => dot::write(graph, drawing, out),
        Format::GraphMl => graphml::write(graph, drawing, None, out),
        Format::Visone => {
            graphml::write(graph, drawing, Some(&layout::picture(graph, drawing)), out)
        }
        Format::Matrix => matrix::write(graph, drawing, out),
        Format::Pajek => pajek::write(graph, drawing, out),
        Format::Dl => dl::write(graph, drawing, out),
        Format::Cytoscape => {
            cytoscape::write(graph, drawing, &layout::picture(graph, drawing), out)
        }
        Format::Csv => csv::edges(graph, drawing, out),
        Format::CsvNodes => csv::nodes(graph, out),
        Format::Json => node_link::write(graph, drawing, out),
        Format::Gexf => gexf::write(graph, drawing, &layout::picture(graph, drawing), out),
        Format::Svg => svg::write(graph, drawing, &layout::picture(graph, drawing), out),
        Format::Png => {
            let mut picture = Vec::new();
            svg::write(graph, drawing, &layout::picture(graph, drawing), &mut picture)?;
            let picture = String::from_utf8(picture).expect("SVG is text");
            out.write_all(&png::render(&picture)?)
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
