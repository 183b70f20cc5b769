//! What a client asks.

use super::address;
use super::pages::PageError;
use super::stop::Stop;
use crate::model::Confidence;

/// How an address says how sure the program must be.
pub(super) const MINIMUM: [&str; 2] = ["min", "min-confidence"];

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

    /// Returns how sure the program must be of what is shown: `min`, which pages of graphs and questions call as the command
    /// line does.
    pub(super) fn minimum(&self) -> Result<Confidence, PageError> {
        let given = MINIMUM
            .iter()
            .find_map(|name| Some((*name, self.value(name).filter(|value| !value.is_empty())?)));
        let Some((name, value)) = given else { return Ok(Confidence::hundredths(0)) };
        value.parse().map_err(|_| PageError::Value { name, value: value.to_owned() })
    }

    /// Returns the same request with `min` by the name that the command line has, unless it has that, too.
    pub(super) fn as_in_commands(&self) -> Self {
        let [short, long] = MINIMUM;
        let mut request = self.clone();
        if request.value(long).is_some_and(|value| !value.is_empty()) {
            request.query.retain(|(name, _)| name != short);
        } else {
            request.query.retain(|(name, _)| name != long);
            for (name, _) in request.query.iter_mut().filter(|(name, _)| name == short) {
                long.clone_into(name);
            }
        }
        request
    }

    /// Returns the address without how sure the program must be.
    pub(super) fn address_of_all(&self) -> String {
        let mut request = self.clone();
        request.query.retain(|(name, _)| !MINIMUM.contains(&name.as_str()));
        request.address()
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
