//! The one test binary: the shape of the source, and whole ways through the program.

mod architecture;
mod asking;
mod checks;
mod corpus;
mod expected;
mod extraction;
mod golden;
mod graphs;
mod ontology;
mod properties;
mod questions;
mod resolution;
mod texts;
