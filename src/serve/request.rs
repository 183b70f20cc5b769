//! What a client asks.

use super::address;
use super::stop::Stop;

/// What a client wants done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// To have something.
    Get,
    /// To have only what would be said of it.
    Head,
    /// To send something.
    Post,
    /// To know what can be done.
    Options,
    /// Anything else.
    Other,
}

/// A request, decoded.
#[derive(Clone, Debug)]
pub struct Request {
    /// What is to be done.
    pub method: Method,
    /// The parts of the path between its slashes, each decoded.
    pub path: Vec<String>,
    /// The names and values behind the question mark, decoded, in their order.
    pub query: Vec<(String, String)>,
    /// The headers, their names in small letters.
    pub headers: Vec<(String, String)>,
    /// What was sent.
    pub body: Vec<u8>,
    /// Tells when nobody waits for the answer any more.
    pub stop: Stop,
}

impl Request {
    /// Returns a request for an address, `/documents/kz/1?from=2`.
    pub fn get(target: &str) -> Self {
        Self::new(Method::Get, target)
    }

    /// Returns a request without headers and body.
    pub fn new(method: Method, target: &str) -> Self {
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        Self {
            method,
            path: address::parts(path),
            query: address::pairs(query),
            headers: Vec::new(),
            body: Vec::new(),
            stop: Stop::default(),
        }
    }

    /// Returns the address, encoded again.
    pub fn address(&self) -> String {
        let path: Vec<String> = self.path.iter().map(|part| address::encoded(part)).collect();
        let encoded = |(name, value): &(String, String)| {
            format!("{}={}", address::encoded(name), address::encoded(value))
        };
        let query: Vec<String> = self.query.iter().map(encoded).collect();
        let mark = if query.is_empty() { "" } else { "?" };
        format!("/{}{mark}{}", path.join("/"), query.join("&"))
    }

    /// Returns the first value of a name behind the question mark.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Returns the first header of a name in small letters.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Returns every value of a name behind the question mark.
    pub fn values<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.query.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}
