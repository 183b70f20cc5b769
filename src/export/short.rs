//! Identifiers as people read them.

use crate::rdf::Base;
use crate::rdf::vocabulary::PREFIXES;

/// Returns an IRI as people read it: `sayso:Praises` under a prefix, `doc/kz/op-ed` under the base, else whole.
pub fn shorten(iri: &str, base: &Base) -> String {
    if let Some(rest) = iri.strip_prefix(base.as_str()).filter(|rest| !rest.is_empty()) {
        return rest.to_owned();
    }
    let under = PREFIXES.iter().find_map(|(name, namespace)| {
        let rest = iri.strip_prefix(namespace)?;
        let is_name = rest.chars().all(|letter| letter.is_alphanumeric() || "_-".contains(letter));
        (is_name && !rest.is_empty()).then(|| format!("{name}:{rest}"))
    });
    under.unwrap_or_else(|| iri.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_iri_is_shortened_where_it_stays_readable() {
        let check =
            |iri: &str, expected: &str| assert_eq!(shorten(iri, &Base::default()), expected);
        check("https://w3id.org/sayso/ns#Praises", "sayso:Praises");
        check("https://w3id.org/sayso/id/doc/kz/op-ed#s=01", "doc/kz/op-ed#s=01");
        check("https://schema.org/", "https://schema.org/");
        check("https://schema.org/a/b", "https://schema.org/a/b");
        check("https://example.org/x", "https://example.org/x");
    }
}
