//! What is said without a cue, and in blocks of their own: found, found in another shape, not found, and a near miss.

use crate::extraction::check;

#[test]
fn quotations_that_go_on() {
    check(
        "“We came,” said Lee. “We saw the town.”",
        &["Lee | said | “We came,”", "=0 |  | “We saw the town.”"],
    );
    check("Lee: “We came to see.”", &["Lee |  | “We came to see.”"]);
    check("“We came to see.” – Anna Lee", &["Anna Lee |  | “We came to see.”"]);
    check("“We saw the town.” Nobody answered.", &[]);
}

#[test]
fn conversations_that_are_quoted_with_their_labels() {
    check(
        "\"LEE: Did you come? Did you see it?\n\n\"RAY: I came.\n\n\"It was late.\n\nIt rained.",
        &["LEE |  | Did you come? Did you see it?", "RAY |  | I came.\n\n\"It was late."],
    );
    check(
        "\"LEE: Ray said that it rained.\n\n\"RAY: I came.\n\nIt was late.",
        &["LEE |  | Ray said that it rained.", "Ray | said | it rained", "RAY |  | I came."],
    );
    check("Lee said on Monday: “NOTE: We came to see.”", &["Lee | said | “NOTE: We came to see.”"]);
}

#[test]
fn headlines_name_who_says_so_before_a_colon() {
    let body = "Anna Lee said on Monday that the town would rebuild the harbour.";
    let told = "Anna Lee | said | the town would rebuild the harbour";
    check(
        &format!("Lee: Town will rebuild harbour\n\n{body}"),
        &["Lee |  | Town will rebuild harbour", told],
    );
    check(&format!("Lee: Doctors see hope\n\n{body}"), &[told]);
    check(
        &format!("LEE: Ray says town will rebuild harbour\n\n{body}"),
        &[
            "LEE |  | Ray says town will rebuild harbour",
            "Ray | says | town will rebuild harbour",
            told,
        ],
    );
    check(
        "Poll: Lee says that voters want change\n\nIt rained.",
        &["Lee | says | voters want change"],
    );
    check(&format!("Ray: Town will rebuild harbour\n\n{body}"), &[told]);
    check(&format!("Annalee: Town will rebuild harbour\n\n{body}"), &[told]);
    check(&format!("Lee: Harbour\n\n{body}"), &[told]);
    check(&format!("The harbour\n\nLee: Town will rebuild harbour\n\n{body}"), &[told]);
    check("Poll: Most voters want change\n\nIt rained.", &["Poll |  | Most voters want change"]);
    check("Poll: Most voters want change. It rained.", &[]);
}

#[test]
fn blocks_behind_a_colon() {
    let block = "We came to see the town.\n\nWe saw it all.";
    check(
        &format!("Anna Lee said:\n\n{block}"),
        &[&format!("Anna Lee | said | {}", &block[..block.len() - 1])],
    );
    check(
        &format!("Anna Lee said:\n\n{block}\n\nMark Ray, a fisher, said:\n\nThey came."),
        &[
            &format!("Anna Lee | said | {}", &block[..block.len() - 1]),
            "Mark Ray | said | They came",
        ],
    );
    check(
        &format!("“We will come,” said Mark Ray.\n\nAnna Lee added:\n\n{block}"),
        &["Mark Ray | said | “We will come,”", "Anna Lee | added | We came to see the town"],
    );
}
