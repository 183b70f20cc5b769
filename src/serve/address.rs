//! Addresses: percent signs, parts of a path, names and values.

use std::fmt::Write as _;

use crate::model::DocumentKey;
use crate::rdf::Base;
use crate::rdf::Identifier;

/// Returns the address of the page of what an identifier names, if it has one.
pub(super) fn of(identifier: &Identifier) -> Option<String> {
    match identifier {
        Identifier::Document(key) => Some(document(key)),
        Identifier::Statement(key, id)
        | Identifier::Stance(key, id)
        | Identifier::Affiliation(key, id)
        | Identifier::Entity(key, id) => Some(finding(key, id)),
        Identifier::Agent(key) => Some(agent(key)),
        Identifier::Claim(key) => Some(claim(key)),
        _ => None,
    }
}

/// Returns the address of the page of what an IRI names, if it has one.
pub(super) fn of_iri(base: &Base, iri: &str) -> Option<String> {
    of(&base.parse(iri)?)
}

/// Returns the address of a document.
pub(super) fn document(key: &DocumentKey) -> String {
    format!("/documents/{}/{}", encoded(&key.corpus), encoded(&key.id))
}

/// Returns the address of a finding or entity in its document.
pub(super) fn finding(key: &DocumentKey, id: &str) -> String {
    format!("{}#{id}", document(key))
}

/// Returns the address of an agent.
pub(super) fn agent(key: &str) -> String {
    format!("/agents/{}", all_encoded(key))
}

/// Returns the address of a claim.
pub(super) fn claim(key: &str) -> String {
    format!("/claims/{}", all_encoded(key))
}

/// Returns a key with every part between its slashes encoded.
pub(super) fn all_encoded(key: &str) -> String {
    key.split('/').map(encoded).collect::<Vec<_>>().join("/")
}

/// Returns the parts of a path, decoded; empty ones are left out.
pub(super) fn parts(path: &str) -> Vec<String> {
    path.split('/').filter(|part| !part.is_empty()).map(|part| decoded(part, false)).collect()
}

/// Returns names and values, `who=Jo+Cox&side=positive`.
pub(super) fn pairs(query: &str) -> Vec<(String, String)> {
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (decoded(name, true), decoded(value, true))
        })
        .collect()
}

/// Returns a part of an address in which every letter may stand.
pub(super) fn encoded(part: &str) -> String {
    let mut encoded = String::new();
    for byte in part.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            write!(encoded, "%{byte:02X}").expect("a string takes all");
        }
    }
    encoded
}

/// Returns names and values as they stand in an address, with the question mark; nothing where there is none.
pub(super) fn query(pairs: &[(String, String)]) -> String {
    let pairs: Vec<String> =
        pairs.iter().map(|(name, value)| format!("{}={}", encoded(name), encoded(value))).collect();
    if pairs.is_empty() { String::new() } else { format!("?{}", pairs.join("&")) }
}

fn decoded(part: &str, in_form: bool) -> String {
    let bytes = part.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let digits = part.get(at + 1..at + 3).filter(|digits| {
            bytes[at] == b'%' && digits.bytes().all(|digit| digit.is_ascii_hexdigit())
        });
        let byte = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        decoded.push(match byte {
            Some(byte) => byte,
            None if in_form && bytes[at] == b'+' => b' ',
            None => bytes[at],
        });
        at += if byte.is_some() { 3 } else { 1 };
    }
    String::from_utf8_lossy(&decoded).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_decoded_each() {
        assert_eq!(parts("/documents/kz/a%2Fb"), ["documents", "kz", "a/b"]);
        assert_eq!(parts("/a+b/100%/%zz/%+1"), ["a+b", "100%", "%zz", "%+1"]);
        assert_eq!(parts("/"), Vec::<String>::new());
    }

    #[test]
    fn values_are_decoded_as_in_forms() {
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        assert_eq!(
            pairs("who=Jo+Cox&side&q=a%26b"),
            [pair("who", "Jo Cox"), pair("side", ""), pair("q", "a&b")]
        );
    }

    #[test]
    fn what_is_encoded_is_decoded_again() {
        for part in ["a/b?c#d", "Жанна", "100 %", "a+b"] {
            assert_eq!(parts(&encoded(part)), [part]);
        }
    }
}
