//! The store over HTTP: pages for people, their data as JSON, and the files they need.
//!
//! In: a [`Request`]. Out: a [`Response`]; both are plain data, and nothing here listens to a socket but `http`.

mod request;
mod response;
mod address;
mod links;
mod site;
mod asked;
mod pages;
mod assets;
mod report;
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
pub use response::Response;
pub use site::Options;
pub use site::Site;
