//! Every page leaves out what the program is less sure of, and what it leads to does, too.

use super::attributes;
use super::data;
use super::page;

/// Pages that show findings, each with a place in its data where there are fewer.
const PAGES: &[&str] = &["/", "/documents", "/agents", "/claims", "/search?q=election"];

fn at_least(address: &str, minimum: &str) -> String {
    let mark = if address.contains('?') { '&' } else { '?' };
    format!("{address}{mark}min={minimum}")
}

#[test]
fn every_page_and_list_leaves_out_what_is_less_sure() {
    let overview = |address: &str| {
        let counts = &data(address)["counts"];
        ["statements", "stances", "claims", "documents"].map(|it| counts[it].as_u64().unwrap())
    };
    let (all, sure) = (overview("/overview"), overview("/overview?min=0.9"));
    assert!(sure[0] < all[0] && sure[1] < all[1] && sure[2] < all[2], "{sure:?} of {all:?}");
    assert_eq!(sure[3], all[3]);
    assert!(sure[0] > 0);

    let sum = |address: &str, of: &str| -> u64 {
        let list = data(address);
        list["items"].as_array().unwrap().iter().map(|line| line[of].as_u64().unwrap()).sum()
    };
    assert_eq!(sum("/documents", "statements"), all[0]);
    assert_eq!(sum("/documents?min=0.9", "statements"), sure[0]);
    assert_eq!(sum("/documents?min=0.9", "stances"), sure[1]);
    assert!(sum("/agents?min=0.9", "statements") < sum("/agents", "statements"));
    assert_eq!(data("/claims?min=0.9")["total"].as_u64().unwrap(), sure[2]);
    let said = |address: &str| data(address)["all_statements"].as_u64().unwrap();
    assert!(said("/search?q=election&min=0.9") < said("/search?q=election"));
}

#[test]
fn what_documents_have_is_counted_alike_with_and_without() {
    let lines = |address: &str| data(address)["items"].clone();
    assert_eq!(lines("/documents?min=0.01"), lines("/documents"));
    let counts = |address: &str| data(address)["counts"].clone();
    assert_eq!(counts("/overview?min=0.01"), counts("/overview"));
}

#[test]
fn an_agent_and_a_claim_leave_out_what_is_less_sure() {
    let (_, html) = page("/agents?sort=statements");
    let agents = attributes(&html, "href").into_iter().filter(|it| it.starts_with("/agents/"));
    let count = |address: &str| {
        let agent = data(address);
        ["says", "reported"].map(|of| agent[of].as_array().unwrap().len()).iter().sum::<usize>()
    };
    let all: Vec<(usize, usize)> =
        agents.take(8).map(|it| (count(&it), count(&at_least(&it, "0.95")))).collect();
    assert!(all.iter().all(|(all, sure)| sure <= all), "{all:?}");
    assert!(all.iter().any(|(all, sure)| sure < all), "{all:?}");
    let (_, html) = page("/claims?min=0.9");
    let claim =
        attributes(&html, "href").into_iter().find(|it| it.starts_with("/claims/")).unwrap();
    assert!(claim.ends_with("?min=0.90"), "{claim}");
    assert_eq!(page(&claim).0, 200);
}

#[test]
fn links_and_forms_keep_how_sure_the_program_must_be() {
    let of_graphs = ["/networks", "/networks/endorsements", "/ask", "/ask/who-says-what"];
    let others = ["/review", "/about", "/nothing"];
    for address in PAGES.iter().chain(&of_graphs).chain(&others) {
        let (_, html) = page(&at_least(address, "0.8"));
        for link in attributes(&html, "href") {
            let is_page = link.starts_with('/') && !link.starts_with("/assets/");
            let is_whole = html.contains(&format!("<a href=\"{}\">Show all</a>", escaped(&link)));
            if is_page && !is_whole {
                let says = link.contains("min=0.8") || link.contains("min-confidence=0.8");
                assert!(says, "{address}: {link}");
            }
        }
        assert!(html.contains("name=\"min\" value=\"0.80\""), "{address}");
        assert!(html.contains("at least 0.80 sure"), "{address}");
    }
    let (_, html) = page("/agents");
    assert!(!html.contains("min=0"), "all is shown without saying so");
}

fn escaped(link: &str) -> String {
    link.replace('&', "&amp;").replace('/', "&#x2f;")
}

#[test]
fn graphs_and_questions_take_either_name() {
    let edges = |address: &str| data(address)["drawn"]["edges"].as_u64().unwrap();
    let narrowed = edges("/networks/endorsements?min=0.8");
    assert_eq!(narrowed, edges("/networks/endorsements?min-confidence=0.8"));
    assert!(narrowed < edges("/networks/endorsements"));
    // The name of the command line counts where both are there.
    assert_eq!(
        edges("/networks/endorsements?min=0.8&min-confidence=0.01"),
        edges("/networks/endorsements")
    );
    let answers = |address: &str| data(address)["result"]["count"].as_u64().unwrap();
    assert_eq!(
        answers("/ask/who-says-what?min=0.8"),
        answers("/ask/who-says-what?min-confidence=0.8")
    );
    assert!(answers("/ask/who-says-what?min=0.8") < answers("/ask/who-says-what"));
    let query = "/ask?query=SELECT%20%3Fa%20%7B%20%3Fa%20a%20sayso%3AStatement%20%7D";
    assert!(answers(&at_least(query, "0.9")) < answers(query));
}

#[test]
fn what_is_no_confidence_is_told() {
    for address in
        ["/agents?min=2", "/?min=much", "/networks/stances?min=-1", "/ask?min=x", "/about?min=9"]
    {
        let (status, html) = page(address);
        assert_eq!(status, 400, "{address}");
        assert!(html.contains("cannot be"), "{address}");
    }
    assert_eq!(page("/agents?min=").0, 200);
}
