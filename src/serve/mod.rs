//! The store over HTTP: pages for people, their data as JSON, and the files they need.
//!
//! In: a [`Request`]. Out: a [`Response`]; both are plain data, and nothing here listens to a socket but `http`.

mod stop;
mod request;
mod response;
mod address;
mod links;
mod excerpt;
mod findings;
mod narrowed;
mod command;
mod site;
mod security;
mod kept;
mod packed;
mod asked;
mod pages;
mod assets;
mod report;
mod endpoint;
mod openapi;
mod memory;
mod workers;
mod sent;
mod http;
#[cfg(test)]
mod tests;

pub use http::Listener;
pub use http::ServeError;
pub use report::LIST as REPORT_LIST;
pub use report::ReportError;
pub use report::report;
pub use request::Method;
pub use request::Request;
pub use response::Body;
pub use response::Response;
pub use response::Writer;
pub use site::Options;
pub use site::Site;
pub use stop::Reason;
pub use stop::Stop;
