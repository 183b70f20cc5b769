//! Graphs, answers and quads in; files of other people's formats out.

pub mod graph;
