//! The shipped questions in groups, as a newcomer looks for them.

use schemars::JsonSchema;
use serde::Serialize;

use crate::query;

/// Questions under a heading.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub(super) struct Group {
    title: &'static str,
    questions: Vec<Listed>,
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
struct Listed {
    name: &'static str,
    summary: String,
    description: String,
}

const GROUPS: &[(&str, &[&str])] = &[
    ("Sides", &["who-sides-with-whom", "disagreements", "who-thanks-whom", "positions"]),
    (
        "Statements",
        &[
            "who-says-what",
            "what-each-says-of",
            "what-others-say-of",
            "what-somebody-says-themselves",
            "own-and-reported",
            "what-changed",
            "statements-with",
            "direct-quotations",
            "recommendations",
            "promises",
            "claims-admissions-denials",
            "denied-or-doubtful",
        ],
    ),
    (
        "Claims",
        &[
            "shared-claims",
            "claims-that-meet",
            "topics-of-claims",
            "corroboration",
            "ladder-of-a-claim",
            "copies",
        ],
    ),
    (
        "Who and where",
        &[
            "agents",
            "most-quoted",
            "without-named-source",
            "affiliations",
            "organisation-on",
            "members",
            "events",
        ],
    ),
    ("Names", &["names-joined", "names-kept-apart", "people-decided"]),
    (
        "Documents and how they were read",
        &[
            "documents",
            "undated-documents",
            "sources-of-documents",
            "counts",
            "notes",
            "how-it-was-made",
        ],
    ),
];

/// Returns all questions, grouped.
pub(super) fn groups() -> Vec<Group> {
    let listed = |name: &&'static str| {
        let question = query::question(name).expect("a group lists shipped questions");
        let description = in_words(&question.description);
        Listed { name, summary: question.summary, description }
    };
    let group = |(title, names): &(&'static str, &[&'static str])| Group {
        title,
        questions: names.iter().map(listed).collect(),
    };
    GROUPS.iter().map(group).collect()
}

/// Returns a description with the questions that it names by what they ask: `“Who says what” has it` of `who-says-what has it`.
pub(super) fn in_words(description: &str) -> String {
    let mut told = description.to_owned();
    let names = GROUPS.iter().flat_map(|(_, names)| names.iter()).filter(|name| name.contains('-'));
    for name in names.filter(|name| description.contains(**name)) {
        if let Some(question) = query::question(name) {
            told = told.replace(name, &format!("“{}”", question.summary));
        }
    }
    told
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::groups;
    use super::in_words;
    use crate::query;

    #[test]
    fn questions_are_named_by_what_they_ask() {
        assert_eq!(in_words("All are in who-says-what."), "All are in “Who says what”.");
        assert_eq!(in_words("A so-called question."), "A so-called question.");
    }

    #[test]
    fn every_question_is_in_one_group() {
        let listed: Vec<&str> = groups()
            .iter()
            .flat_map(|group| group.questions.iter().map(|listed| listed.name))
            .collect();
        let once: BTreeSet<&str> = listed.iter().copied().collect();
        assert_eq!(listed.len(), once.len());
        assert_eq!(once, query::questions().map(|(name, _)| name).collect());
    }
}
