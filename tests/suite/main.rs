//! The one test binary: the shape of the source, and whole ways through the program.

mod architecture;
mod asking;
mod checks;
mod corpus;
mod extraction;
mod graphs;
mod ontology;
mod questions;
mod resolution;
