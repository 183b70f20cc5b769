//! The prefixes that every query knows, and the short form of an IRI.

/// What identifiers of data stand under, unless a store says otherwise.
pub const BASE: &str = "https://w3id.org/sayso/id/";

/// The prefixes that need no declaration, with their namespaces.
pub const PREFIXES: &[(&str, &str)] = &[
    ("sayso", "https://w3id.org/sayso/ns#"),
    ("cito", "http://purl.org/spar/cito/"),
    ("dcterms", "http://purl.org/dc/terms/"),
    ("oa", "http://www.w3.org/ns/oa#"),
    ("org", "http://www.w3.org/ns/org#"),
    ("owl", "http://www.w3.org/2002/07/owl#"),
    ("prov", "http://www.w3.org/ns/prov#"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("schema", "http://schema.org/"),
    ("sh", "http://www.w3.org/ns/shacl#"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

/// Returns an IRI as people read it: `sayso:Praises` under a prefix, `doc/kz/op-ed` under the base, else whole.
pub fn shorten(iri: &str, base: &str) -> String {
    if let Some(rest) = iri.strip_prefix(base).filter(|rest| !rest.is_empty()) {
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
        let check = |iri: &str, expected: &str| assert_eq!(shorten(iri, BASE), expected);
        check("https://w3id.org/sayso/ns#Praises", "sayso:Praises");
        check("https://w3id.org/sayso/id/doc/kz/op-ed#s=01", "doc/kz/op-ed#s=01");
        check("http://schema.org/", "http://schema.org/");
        check("http://schema.org/a/b", "http://schema.org/a/b");
        check("https://example.org/x", "https://example.org/x");
    }
}
