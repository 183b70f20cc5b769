//! Search: names of agents, titles of documents, and words of statements.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;

use crate::rdf::Identifier;
use crate::serve::asked;
use crate::serve::asked::Row;

use super::PageError;
use super::Request;
use super::Site;
use super::View;
use super::lists;
use super::lists::AgentLine;
use super::lists::DocumentLine;
use super::parts;

#[derive(Default, Serialize, JsonSchema)]
pub(super) struct Found {
    sought: String,
    agents: Vec<AgentLine>,
    all_agents: usize,
    documents: Vec<DocumentLine>,
    all_documents: usize,
    statements: Vec<Said>,
    all_statements: usize,
}

/// A statement with the words that were sought.
#[derive(Serialize, JsonSchema)]
struct Said {
    before: String,
    words: String,
    after: String,
    who: String,
    address: Option<String>,
    document: String,
}

/// So many of each kind are shown.
const SHOWN: usize = 40;
/// So many letters stand on each side of the words.
const AROUND: usize = 120;

/// Returns what has some words.
pub(super) fn view(site: &Site, request: &Request) -> Result<View, PageError> {
    let sought = parts::sought(request);
    if sought.is_empty() {
        return Ok(View::new("search.html", "Search", &Found::default()));
    }
    let mut agents = lists::agents_with(site, &sought)?;
    let mut documents = lists::documents_with(site, &sought)?;
    let mut statements = said(site, &sought)?;
    let found = Found {
        sought: request.value("q").unwrap_or_default().trim().to_owned(),
        all_agents: agents.len(),
        agents: agents.drain(..agents.len().min(SHOWN)).collect(),
        all_documents: documents.len(),
        documents: documents.drain(..documents.len().min(SHOWN)).collect(),
        all_statements: statements.len(),
        statements: statements.drain(..statements.len().min(SHOWN)).collect(),
    };
    Ok(View::new("search.html", format!("Search: {}", found.sought), &found))
}

fn said(site: &Site, sought: &str) -> Result<Vec<Said>, PageError> {
    let rows = asked::rows(site, "said", &[])?;
    let has = |row: &Row<'_>| row.text("words").is_some_and(|it| has_words(it, sought));
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for row in rows.iter().filter(has) {
        let Some(Identifier::Statement(key, id)) = row.identifier("statement", site) else {
            continue;
        };
        if !seen.insert((key.clone(), id)) {
            continue;
        }
        let (before, words, after) = around(&parts::tidy(&row.owned("words")), sought);
        found.push(Said {
            before,
            words,
            after,
            who: row.owned("who"),
            address: row.address("statement", site),
            document: key.id,
        });
    }
    Ok(found)
}

/// Returns whether a text has words, which are in small letters.
fn has_words(text: &str, sought: &str) -> bool {
    text.to_lowercase().contains(sought)
}

/// Cuts words at what was sought, with some letters on each side.
fn around(words: &str, sought: &str) -> (String, String, String) {
    let letters: Vec<char> = words.chars().collect();
    let length = sought.chars().count();
    let is_here = |start: &usize| {
        let here: String = letters[*start..(*start + length).min(letters.len())].iter().collect();
        here.to_lowercase() == sought
    };
    let start = (0..letters.len()).find(is_here).unwrap_or(0);
    let end = (start + length).min(letters.len());
    let from = start.saturating_sub(AROUND);
    let to = (end + AROUND).min(letters.len());
    let text = |from: usize, to: usize| letters[from..to].iter().collect::<String>();
    let before = if from > 0 { format!("…{}", text(from, start)) } else { text(from, start) };
    let after = if to < letters.len() { format!("{}…", text(end, to)) } else { text(end, to) };
    (before, text(start, end), after)
}

#[cfg(test)]
mod tests {
    use super::around;

    #[track_caller]
    fn check(words: &str, sought: &str, expected: [&str; 3]) {
        let (before, found, after) = around(words, sought);
        assert_eq!([before.as_str(), found.as_str(), after.as_str()], expected);
    }

    #[test]
    fn words_are_cut_at_what_was_sought() {
        check("The Election was fair", "election", ["The ", "Election", " was fair"]);
        check("Жанна сказала", "сказ", ["Жанна ", "сказ", "ала"]);
        check("short", "much longer", ["", "short", ""]);
    }
}
