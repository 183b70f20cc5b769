//! The one test binary: the shape of the source, and whole ways through the program.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod affiliations;
mod architecture;
mod asking;
mod checks;
mod codebooks;
mod coded;
mod commands;
mod corpus;
mod engine;
mod events;
mod expected;
mod extraction;
mod golden;
mod graphs;
mod identity;
mod models;
mod narrowing;
mod networks;
mod ontology;
mod pictures;
mod pages;
mod program;
mod properties;
mod protocol;
mod questions;
mod readme;
mod references;
mod resolution;
mod sides;
mod texts;
mod training;
mod without_cues;
