//! A claim: who makes it and through whom it is told, in which words, what restates and contradicts it, and how
//! independently it is made.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::DocumentKey;
use crate::projection::corroboration;
use crate::rdf::Term;
use crate::serve::address;
use crate::serve::asked;
use crate::serve::asked::Row;

use super::PageError;
use super::Site;
use super::View;
use super::parts;
use super::parts::Named;

#[derive(Serialize, JsonSchema)]
pub(super) struct Claim {
    identifier: String,
    words: String,
    topics: Vec<String>,
    ladders: Vec<Ladder>,
    restates: Vec<Other>,
    contradicts: Vec<Other>,
    made: Made,
    against: Made,
    loops: Vec<(String, String)>,
}

/// A statement of the claim, and above it who reports it.
#[derive(Serialize, JsonSchema)]
struct Ladder {
    document: Named,
    date: String,
    /// From the nearest to the document to the words.
    rungs: Vec<Rung>,
}

#[derive(Serialize, JsonSchema)]
struct Rung {
    address: Option<String>,
    speakers: Vec<Named>,
    cue: String,
    words: String,
    doubts: Vec<String>,
}

/// Another claim, and what it has to do with this one.
#[derive(Serialize, JsonSchema)]
struct Other {
    claim: Option<Named>,
    score: Option<String>,
    shared: Vec<String>,
    rule: Option<String>,
}

/// Who makes the claim, in these or other words.
#[derive(Serialize, JsonSchema)]
struct Made {
    sources: usize,
    selfish: usize,
    documents: usize,
    origins: usize,
    by: Vec<Source>,
}

#[derive(Serialize, JsonSchema)]
struct Source {
    name: String,
    is_of_oneself: bool,
    rows: Vec<Told>,
}

#[derive(Serialize, JsonSchema)]
struct Told {
    document: Named,
    by: Option<String>,
    origin: Option<Named>,
    claimed: String,
    words: String,
    /// Where the words stand.
    address: Option<String>,
}

/// Returns the page of a claim.
pub(super) fn view(site: &Site, key: &[&str]) -> Result<View, PageError> {
    let key = key.join("/");
    let node = site.base().claim(&key);
    let known = |name: &str| asked::rows(site, name, &[("claim", Term::from(node.clone()))]);
    let about = known("claim")?;
    let words = about.iter().next().map(|row| row.owned("words"));
    let words = words.ok_or_else(|| PageError::Unknown { what: "claim", name: key.clone() })?;
    let mut topics: Vec<String> = about.iter().filter_map(topic).collect();
    topics.dedup();
    let relations = known("claim-relations")?;
    let origins = known("claim-origins")?;
    let (made, against) = corroboration::sides(corroboration::rows(origins.table()));
    let claim = Claim {
        identifier: node.as_str().to_owned(),
        words: words.clone(),
        topics,
        ladders: ladders(&*known("claim-ladder")?, site),
        restates: others(&relations, "restates", site),
        contradicts: others(&relations, "contradicts", site),
        loops: corroboration::loops(&made).into_iter().collect(),
        made: counted(&made, site),
        against: counted(&against, site),
    };
    Ok(View::new("claim.html", words, &claim))
}

fn topic(row: Row<'_>) -> Option<String> {
    let topic = row.text("topic")?;
    let name = row.text("topicName");
    Some(name.unwrap_or_else(|| topic.rsplit(['#', '/']).next().unwrap_or(topic)).to_owned())
}

/// Gathers rungs by statement, the pieces and speakers of one rung together.
fn ladders(rows: &asked::Rows, site: &Site) -> Vec<Ladder> {
    let mut ladders: Vec<Ladder> = Vec::new();
    let (mut last, mut last_rung) = (String::new(), String::new());
    for row in rows.iter() {
        let (statement, rung) = (row.owned("statement"), row.owned("rung"));
        if statement != last {
            let (document, date) = (Named::document(row, site), row.owned("date"));
            ladders.push(Ladder { document, date, rungs: Vec::new() });
            last_rung.clear();
        }
        if let Some(ladder) = ladders.last_mut() {
            if rung != last_rung {
                ladder.rungs.push(Rung {
                    address: row.address("rung", site),
                    speakers: Vec::new(),
                    cue: parts::tidy(&row.owned("cue")),
                    words: String::new(),
                    doubts: Vec::new(),
                });
            }
            if let Some(known) = ladder.rungs.last_mut() {
                add(known, row, site);
            }
        }
        (last, last_rung) = (statement, rung);
    }
    // The rows come from the words up; a ladder is read from the document down.
    for ladder in &mut ladders {
        ladder.rungs.reverse();
    }
    ladders
}

fn add(rung: &mut Rung, row: Row<'_>, site: &Site) {
    let words = parts::tidy(&row.owned("words"));
    if rung.words.is_empty() {
        rung.words = words;
    } else if !rung.words.contains(&words) {
        rung.words = format!("{} … {words}", rung.words);
    }
    let speaker = Named::of(row, "speaker", "speakerName", site);
    rung.speakers.extend(speaker.filter(|speaker| !rung.speakers.contains(speaker)));
    let doubt = row.text("doubt").map(str::to_owned);
    rung.doubts.extend(doubt.filter(|doubt| !rung.doubts.contains(doubt)));
}

fn others(rows: &asked::Rows, how: &str, site: &Site) -> Vec<Other> {
    let mut others: BTreeMap<String, Other> = BTreeMap::new();
    let mut order = Vec::new();
    for row in rows.iter().filter(|row| row.text("how") == Some(how)) {
        let key = row.owned("other");
        let other = others.entry(key.clone()).or_insert_with(|| {
            order.push(key);
            Other {
                claim: Named::of(row, "other", "otherWords", site),
                score: row.text("score").map(str::to_owned),
                shared: Vec::new(),
                rule: row.text("rule").map(str::to_owned),
            }
        });
        other.shared.extend(row.text("shared").map(str::to_owned));
    }
    order.iter().filter_map(|key| others.remove(key)).collect()
}

fn counted(rows: &[corroboration::Row], site: &Site) -> Made {
    let count = corroboration::count(rows);
    let by = corroboration::by_source(rows);
    Made {
        sources: count.sources,
        selfish: count.selfish,
        documents: count.documents,
        origins: count.origins,
        by: by.into_iter().map(|(name, rows)| source(name, &rows, site)).collect(),
    }
}

fn source(name: String, rows: &[&corroboration::Row], site: &Site) -> Source {
    let told = rows.iter().map(|row| Told {
        document: document(&row.document),
        by: row.told.clone(),
        origin: (row.origin != row.document).then(|| document(&row.origin)),
        claimed: row.claimed.clone(),
        words: parts::tidy(&row.words),
        address: address::of_iri(site.base(), &row.statement),
    });
    Source { name, is_of_oneself: rows.iter().all(|row| row.is_of_oneself), rows: told.collect() }
}

/// Returns a document by its corpus and id with a slash between them.
fn document(name: &str) -> Named {
    let address = name.split_once('/').map(|(corpus, id)| {
        address::document(&DocumentKey { corpus: corpus.to_owned(), id: id.to_owned() })
    });
    Named { name: name.to_owned(), address }
}
