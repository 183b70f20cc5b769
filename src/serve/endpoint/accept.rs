//! Content negotiation: which of several formats a client likes best.

use crate::export::Offered;

/// A range of media types with how much it is liked, in thousandths.
struct Liked<'a> {
    main: &'a str,
    sub: &'a str,
    weight: u16,
}

/// Returns the format that a client likes best: the first where it likes several as much, none where it takes none.
pub(super) fn best<'a, F>(
    accept: Option<&str>,
    offered: &'a [Offered<F>],
) -> Option<&'a Offered<F>> {
    let Some(accept) = accept.filter(|accept| !accept.trim().is_empty()) else {
        return offered.first();
    };
    let liked: Vec<Liked<'_>> = accept.split(',').filter_map(read).collect();
    let weights = offered.iter().map(|offered| {
        offered.media_types.iter().map(|media_type| weight(media_type, &liked)).max().unwrap_or(0)
    });
    let mut best = None;
    let mut most = 0;
    for (offered, weight) in offered.iter().zip(weights) {
        if weight > most {
            (best, most) = (Some(offered), weight);
        }
    }
    best
}

fn read(range: &str) -> Option<Liked<'_>> {
    let mut parts = range.split(';').map(str::trim);
    let (main, sub) = parts.next()?.split_once('/')?;
    let weight = parts.find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.trim().eq_ignore_ascii_case("q").then_some(value.trim())
    });
    Some(Liked { main, sub, weight: weight.map_or(1000, thousandths) })
}

fn thousandths(weight: &str) -> u16 {
    let weight: f64 = weight.parse().unwrap_or(0.0);
    let thousandths = (weight.clamp(0.0, 1.0) * 1000.0).round();
    (0..=1000).rev().find(|whole| f64::from(*whole) <= thousandths).unwrap_or(0)
}

/// Returns how much the narrowest range that a media type falls into is liked.
fn weight(media_type: &str, liked: &[Liked<'_>]) -> u16 {
    let Some((main, sub)) = media_type.split_once('/') else { return 0 };
    let fit = |liked: &Liked<'_>| match (liked.main, liked.sub) {
        ("*", "*") => Some(1),
        (other, "*") if other.eq_ignore_ascii_case(main) => Some(2),
        (other, exact) if other.eq_ignore_ascii_case(main) && exact.eq_ignore_ascii_case(sub) => {
            Some(3)
        }
        _ => None,
    };
    let fitting = liked.iter().filter_map(|liked| Some((fit(liked)?, liked.weight)));
    fitting.max().map_or(0, |(_, weight)| weight)
}

#[cfg(test)]
mod tests {
    use crate::export::GRAPHS;
    use crate::export::ROWS;

    use super::*;

    #[test]
    fn rows_come_as_they_are_liked() {
        let check = |accept: &str, expected: Option<&str>| {
            let best = best(Some(accept), ROWS).map(|offered| offered.name);
            assert_eq!(best, expected, "{accept}");
        };
        check("", Some("json"));
        check("*/*", Some("json"));
        check("application/json", Some("json"));
        check("application/sparql-results+xml", Some("xml"));
        check("application/sparql-results+xml, application/sparql-results+json", Some("json"));
        check("application/sparql-results+json;q=0.5, text/csv;q=0.8", Some("csv"));
        check("text/tab-separated-values ; q=1.0 , */*;q=0.1", Some("tsv"));
        check("text/*", Some("xml"));
        check("*/*, application/json;q=0, application/sparql-results+json;q=0", Some("xml"));
        check("TEXT/CSV", Some("csv"));
        check("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", Some("xml"));
        check("text/html", None);
        check("text/csv;q=0", None);
        check("text/csv;q=none", None);
        check("nonsense", None);
    }

    #[test]
    fn graphs_come_as_they_are_liked() {
        let check = |accept: Option<&str>, expected: &str| {
            assert_eq!(best(accept, GRAPHS).unwrap().name, expected, "{accept:?}");
        };
        check(None, "ttl");
        check(Some("application/ld+json"), "jsonld");
        check(Some("application/rdf+xml"), "rdf");
        check(Some("application/n-quads, application/trig;q=0.9"), "nq");
        check(Some("application/n-triples"), "nt");
        check(Some("application/trig"), "trig");
    }
}
