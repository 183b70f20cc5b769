//! From an identifier to the page that tells of it.

use crate::model::DocumentKey;
use crate::rdf::Base;
use crate::rdf::Identifier;

use super::address;

/// Returns the address of the page that tells of what an identifier names; what stands in a document is found there.
pub(super) fn of(base: &Base, iri: &str) -> Option<String> {
    match base.parse(iri)? {
        Identifier::Document(key) => Some(document(&key)),
        Identifier::Statement(key, id)
        | Identifier::Stance(key, id)
        | Identifier::Affiliation(key, id)
        | Identifier::Entity(key, id) => Some(finding(&key, &id)),
        Identifier::Agent(key) => Some(format!("/agents/{}", parts(&key))),
        Identifier::Claim(key) => Some(format!("/claims/{}", parts(&key))),
        _ => None,
    }
}

/// Returns the address of a document's page.
pub(super) fn document(key: &DocumentKey) -> String {
    format!("/documents/{}/{}", address::encoded(&key.corpus), address::encoded(&key.id))
}

/// Returns the address of a finding's words in its document.
pub(super) fn finding(key: &DocumentKey, id: &str) -> String {
    format!("{}#{id}", document(key))
}

fn parts(key: &str) -> String {
    key.split('/').map(address::encoded).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::of;
    use crate::rdf::Base;

    #[test]
    fn identifiers_have_pages() {
        let base = Base::default();
        let check = |rest: &str, expected: Option<&str>| {
            assert_eq!(of(&base, &format!("{}{rest}", base.as_str())).as_deref(), expected);
        };
        check("doc/kz/op-ed", Some("/documents/kz/op-ed"));
        check("doc/kz/op-ed#s=0b7e", Some("/documents/kz/op-ed#s=0b7e"));
        check("agent/person/jo-1", Some("/agents/person/jo-1"));
        check("claim/9ab3", Some("/claims/9ab3"));
        check("graph/links", None);
        assert_eq!(of(&base, "https://example.org/x"), None);
    }
}
