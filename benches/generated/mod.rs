//! What the benchmarks run on.

mod cast;
mod claims;
mod prose;
mod quads;
mod staged;

pub(crate) use cast::cast;
pub(crate) use claims::claims;
pub(crate) use prose::page;
pub(crate) use prose::text;
pub(crate) use quads::store;
pub(crate) use staged::Staged;
pub(crate) use staged::accounts;
pub(crate) use staged::built;
