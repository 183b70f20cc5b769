//! Graphs, answers and quads become what people and programs read.

mod short;
mod answers;

pub use answers::AnswersFormat;
pub use answers::write_answers;
pub use short::shorten;
