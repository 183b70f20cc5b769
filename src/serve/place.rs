//! From an identifier to the page that tells of it.

use crate::rdf::Base;

use super::address;

pub(super) use super::address::document;
pub(super) use super::address::finding;

/// Returns the address of the page that tells of what an identifier names; what stands in a document is found there.
pub(super) fn of(base: &Base, iri: &str) -> Option<String> {
    address::of(&base.parse(iri)?)
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
