//! What pages tell of what they show, and where it leads.

use super::page;
use crate::serve::address;

fn asked(query: &str) -> String {
    page(&format!("/ask?query={}", address::encoded(query))).1
}

#[test]
fn a_picture_tells_what_counts() {
    let options = "since=2023-01&keep=qualifier%3Dpositive&min-confidence=0.3";
    let (_, svg) = page(&format!("/networks/endorsements.svg?{options}"));
    for told in ["Only qualifier positive.", "Since 2023-01.", "Of a confidence of 0.30 or more."] {
        assert!(svg.contains(told), "{told}");
    }
    let (_, svg) = page("/networks/endorsements.svg?one-mode=congruence&min-confidence=0.3");
    assert!(svg.contains("Of a confidence of 0.30 or more."));
    let (_, html) = page("/networks/endorsements?until=1900");
    assert!(html.contains("Nothing in the store counts"));
}

#[test]
fn who_makes_a_claim_leads_to_the_words() {
    let (_, claims) = page("/claims");
    let (_, rest) = claims.split_once("href=\"&#x2f;claims&#x2f;").unwrap();
    let key = rest.split('"').next().unwrap();
    let (status, claim) = page(&format!("/claims/{key}"));
    let (_, made) = claim.split_once("Who makes it").unwrap();
    assert!(status == 200 && made.contains("#s="), "{made}");
}

#[test]
fn answers_of_addresses_have_bars_and_those_of_findings_a_graph() {
    let counted = asked("SELECT ?type (COUNT(*) AS ?n) { ?s a ?type } GROUP BY ?type");
    assert!(counted.contains("show=chart"), "{counted}");
    assert!(asked("SELECT ?s ?no { ?s a ?type } LIMIT 2").contains("No row has a value for no."));
    let stances = asked(
        "PREFIX sayso: <https://w3id.org/sayso/ns#> SELECT ?a ?b ?s { ?s a sayso:Stance ; sayso:agent ?a ; sayso:targetAgent ?b }",
    );
    assert!(stances.contains("show=graph"), "{stances}");
}
