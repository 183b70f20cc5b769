//! The one test binary: the shape of the source, and whole ways through the program.

mod architecture;
mod resolution;
mod extraction;
