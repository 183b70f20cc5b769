//! Graphs, answers and quads become what people and programs read.

mod short;
mod answers;
mod quads;
pub mod graph;
pub mod marks;
mod textless;
mod xml;

pub use answers::AnswersFormat;
pub use answers::write_answers;
pub use quads::QuadsFormat;
pub use quads::write_quads;
pub use quads::write_triples;
pub use short::shorten;
pub use textless::without_text;
