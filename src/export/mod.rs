//! Graphs, answers and quads become what people and programs read.

mod short;
mod answers;
mod quads;
mod results;
pub mod graph;
pub mod marks;
mod textless;
mod xml;

pub use answers::AnswersFormat;
pub use answers::write_answers;
pub use quads::QuadsFormat;
pub use quads::write_quads;
pub use quads::write_triples;
pub use results::GRAPHS;
pub use results::GraphFormat;
pub use results::Offered;
pub use results::ROWS;
pub use results::RowsFormat;
pub use results::SendError;
pub use results::send_quads;
pub use results::send_rows;
pub use results::send_triples;
pub use results::send_turtle;
pub use short::shorten;
pub use textless::without_text;
