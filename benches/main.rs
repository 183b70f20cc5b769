//! One benchmark for each stage, over texts and stores that are made anew, always the same.
//!
//! `cargo bench` runs all; `cargo bench -- analyse` runs one stage.

mod generated;
mod read;
mod analyse;
mod extract;
mod resolve;
mod pipeline;
mod rdf;
mod store;
mod query;
mod draw;

fn main() {
    divan::main();
}
