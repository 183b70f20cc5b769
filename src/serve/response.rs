//! What a client is answered.

use std::fmt;
use std::io::Write;

/// An answer.
#[derive(Debug)]
pub struct Response {
    /// The status code of HTTP.
    pub status: u16,
    /// The headers, their names in small letters.
    pub headers: Vec<(&'static str, String)>,
    /// What is sent.
    pub body: Body,
}

/// What is sent.
pub enum Body {
    /// All at once.
    Bytes(Vec<u8>),
    /// Bit by bit, as it is found.
    Written(Box<Writer>),
}

/// Writes what is sent, on the thread that answers; where it fails before anything was sent, its response is sent instead.
pub type Writer = dyn FnOnce(&mut dyn Write) -> Result<(), Response> + Send;

impl fmt::Debug for Body {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bytes(bytes) => write!(formatter, "{} bytes", bytes.len()),
            Self::Written(_) => formatter.write_str("written bit by bit"),
        }
    }
}

impl Response {
    /// Returns an answer of a media type.
    pub fn new(status: u16, media_type: &str, body: impl Into<Vec<u8>>) -> Self {
        let headers = vec![("content-type", media_type.to_owned())];
        Self { status, headers, body: Body::Bytes(body.into()) }
    }

    /// Returns an answer that is written bit by bit.
    pub fn written(
        media_type: &str,
        write: impl FnOnce(&mut dyn Write) -> Result<(), Self> + Send + 'static,
    ) -> Self {
        let headers = vec![("content-type", media_type.to_owned())];
        Self { status: 200, headers, body: Body::Written(Box::new(write)) }
    }

    /// Returns lines of plain text.
    pub fn text(status: u16, line: &str) -> Self {
        Self::new(status, "text/plain; charset=utf-8", format!("{line}\n"))
    }

    /// Returns an answer without a body.
    pub fn empty(status: u16) -> Self {
        Self { status, headers: Vec::new(), body: Body::Bytes(Vec::new()) }
    }

    /// Adds a header.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// Returns the first header of a name in small letters.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    }

    /// Writes what is sent bit by bit into memory, so that all is sent at once.
    #[must_use]
    pub fn whole(mut self) -> Self {
        match std::mem::replace(&mut self.body, Body::Bytes(Vec::new())) {
            Body::Bytes(bytes) => {
                self.body = Body::Bytes(bytes);
                self
            }
            Body::Written(write) => {
                let mut bytes = Vec::new();
                match write(&mut bytes) {
                    Ok(()) => {
                        self.body = Body::Bytes(bytes);
                        self
                    }
                    Err(instead) => instead.in_place_of(self.headers),
                }
            }
        }
    }

    /// Returns an answer that is sent in place of one with other headers; what they say of any answer stays.
    pub(super) fn in_place_of(mut self, headers: Vec<(&'static str, String)>) -> Self {
        let of_the_other = ["content-type", "content-encoding", "etag", "content-disposition"];
        for (name, value) in headers {
            if !of_the_other.contains(&name) && self.header(name).is_none() {
                self.headers.push((name, value));
            }
        }
        self
    }

    /// Returns what is sent, where it is sent all at once.
    pub fn bytes(&self) -> &[u8] {
        match &self.body {
            Body::Bytes(bytes) => bytes,
            Body::Written(_) => &[],
        }
    }
}
