//! An agent: its names and posts, what it says, whom it endorses and criticises and who does so to it, and why its names are one.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::rdf::Term;
use crate::rdf::vocabulary::class;
use crate::rdf::vocabulary::rdf;
use crate::rdf::vocabulary::skos;
use crate::rdf::vocabulary::value;
use crate::serve::asked;
use crate::serve::asked::Row;

use super::PageError;
use super::Site;
use super::View;
use super::chart;
use super::chart::Chart;
use super::joined;
use super::joined::Joined;
use super::parts;
use super::parts::Named;

#[derive(Serialize, JsonSchema)]
pub(super) struct Agent {
    identifier: String,
    key: String,
    entity_type: String,
    name: String,
    names: Vec<String>,
    /// Identifiers elsewhere.
    matches: Vec<String>,
    posts: Vec<Post>,
    /// Who holds posts there.
    holders: Vec<Post>,
    members: Vec<Member>,
    says: Vec<Said>,
    reported: Vec<Said>,
    /// Whom it takes sides on.
    sides: Vec<Side>,
    /// Who takes sides on it.
    judged: Vec<Side>,
    sides_over_time: Option<Chart>,
    judged_over_time: Option<Chart>,
    joined: Vec<Joined>,
    /// The documents whose entities were joined, each once.
    documents: Vec<InDocument>,
    apart: Vec<Apart>,
}

/// A document in which an agent is named, by its key `corpus/id` and its title.
#[derive(Serialize, JsonSchema)]
struct InDocument {
    key: String,
    title: String,
}

#[derive(Serialize, JsonSchema)]
struct Post {
    person: Option<Named>,
    role: String,
    of: Option<Named>,
    date: String,
    document: Named,
    words: String,
}

#[derive(Serialize, JsonSchema)]
struct Member {
    who: Option<Named>,
    organization: Option<Named>,
    from: String,
    until: String,
}

/// A statement of the agent's.
#[derive(Serialize, JsonSchema)]
struct Said {
    address: Option<String>,
    words: String,
    cue: String,
    told: Option<Named>,
    document: Named,
    date: String,
    doubt: Option<String>,
}

/// All stances on, or of, somebody.
#[derive(Default, Serialize, JsonSchema)]
struct Side {
    other: Option<Named>,
    positive: usize,
    negative: usize,
    stances: Vec<Stance>,
}

#[derive(Serialize, JsonSchema)]
struct Stance {
    address: Option<String>,
    is_positive: bool,
    kind: String,
    words: String,
    /// Words for the target.
    target: String,
    document: Named,
    date: String,
    doubt: Option<String>,
}

#[derive(Serialize, JsonSchema)]
struct Apart {
    other: Option<Named>,
    rule: String,
    reason: String,
}

/// Returns the page of an agent.
pub(super) fn view(site: &Site, key: &[&str]) -> Result<View, PageError> {
    let key = key.join("/");
    let node = site.base().agent(&key);
    let known = |name: &str| asked::rows(site, name, &[("agent", Term::from(node.clone()))]);
    let mut agent = described(site, &key)?;
    for row in known("agent-posts")?.iter() {
        let is_own = row.text("person") == Some(node.as_str());
        if is_own { &mut agent.posts } else { &mut agent.holders }.push(post(row, site));
    }
    for row in known("agent-members")?.iter() {
        agent.members.push(Member {
            who: Named::of(row, "member", "memberName", site),
            organization: Named::of(row, "organization", "organizationName", site),
            from: row.owned("from"),
            until: row.owned("until"),
        });
    }
    said(&mut agent, &*known("agent-statements")?, site);
    let stances = known("agent-stances")?;
    let own = || stances.iter().filter(|row| row.text("holder") == Some(node.as_str()));
    let judging = || stances.iter().filter(|row| row.text("target") == Some(node.as_str()));
    agent.sides = sides(own(), "target", "targetName", site);
    agent.judged = sides(judging(), "holder", "holderName", site);
    agent.sides_over_time = over_time(&agent.sides);
    agent.judged_over_time = over_time(&agent.judged);
    agent.joined = joined::of(site, &*known("agent-names")?)?;
    let called = agent.joined.iter().flat_map(|one| &one.documents);
    let documents: BTreeMap<&str, &str> =
        called.map(|called| (called.key.as_str(), called.document.name.as_str())).collect();
    agent.documents = documents
        .into_iter()
        .map(|(key, title)| InDocument { key: key.to_owned(), title: title.to_owned() })
        .collect();
    for row in known("agent-apart")?.iter() {
        agent.apart.push(Apart {
            other: Named::of(row, "other", "otherName", site),
            rule: row.owned("rule"),
            reason: row.owned("reason"),
        });
    }
    Ok(View::new("agent.html", agent.name.clone(), &agent))
}

/// Returns an agent with its names and types; that there is none where nothing is called so.
fn described(site: &Site, key: &str) -> Result<Agent, PageError> {
    let node = site.base().agent(key);
    let identifier = node.as_str().to_owned();
    let rows = asked::rows(site, "agent", &[("agent", node.into())])?;
    let values = |property: &str| -> Vec<String> {
        let own = rows.iter().filter(|row| row.text("property") == Some(property));
        own.map(|row| row.owned("value")).collect()
    };
    let name = values(skos::PREF_LABEL.as_str()).into_iter().next();
    let name = name.ok_or_else(|| PageError::Unknown { what: "agent", name: key.to_owned() })?;
    let types = values(rdf::TYPE.as_str());
    let own_type = types.iter().find(|of| *of != class::AGENT.as_str());
    Ok(Agent {
        identifier,
        key: key.to_owned(),
        entity_type: own_type.map(|of| word(of).to_lowercase()).unwrap_or_default(),
        names: values(skos::ALT_LABEL.as_str()),
        matches: values(skos::EXACT_MATCH.as_str()),
        name,
        posts: Vec::new(),
        holders: Vec::new(),
        members: Vec::new(),
        says: Vec::new(),
        reported: Vec::new(),
        sides: Vec::new(),
        judged: Vec::new(),
        sides_over_time: None,
        judged_over_time: None,
        joined: Vec::new(),
        documents: Vec::new(),
        apart: Vec::new(),
    })
}

fn post(row: Row<'_>, site: &Site) -> Post {
    Post {
        person: Named::of(row, "person", "personName", site),
        role: row.owned("role"),
        of: Named::of(row, "of", "ofName", site),
        date: row.owned("date"),
        document: Named::document(row, site),
        words: parts::tidy(&row.owned("words")),
    }
}

/// Adds what the agent says itself, and what others say it says; the pieces of one statement are one.
fn said(agent: &mut Agent, rows: &asked::Rows, site: &Site) {
    let mut last = String::new();
    for row in rows.iter() {
        let is_own = row.text("depth") == Some("0");
        let list = if is_own { &mut agent.says } else { &mut agent.reported };
        let statement = row.owned("statement");
        let words = parts::tidy(&row.owned("words"));
        match list.last_mut().filter(|_| statement == last) {
            Some(known) if known.words.contains(&words) => {}
            Some(known) => known.words = format!("{} … {words}", known.words),
            None => list.push(Said {
                address: row.address("statement", site),
                words,
                cue: parts::tidy(&row.owned("cue")),
                told: Named::of(row, "told", "toldName", site),
                document: Named::document(row, site),
                date: row.owned("date"),
                doubt: row.text("doubt").map(str::to_owned),
            }),
        }
        last = statement;
    }
}

/// Gathers stances by whom they are on, or by whom they are; those with most come first.
fn sides<'rows>(
    rows: impl Iterator<Item = Row<'rows>>,
    other: &str,
    name: &str,
    site: &Site,
) -> Vec<Side> {
    let mut sides: BTreeMap<(Option<Named>, String), Side> = BTreeMap::new();
    for row in rows {
        let named = Named::of(row, other, name, site);
        let words = parts::tidy(&row.owned("targetWords"));
        let by_words = if named.is_none() { words.clone() } else { String::new() };
        let side = sides.entry((named.clone(), by_words)).or_default();
        let address = row.address("stance", site);
        if side.stances.iter().any(|known| known.address == address) {
            continue;
        }
        let is_positive = row.text("polarity") == Some(value::POSITIVE.as_str());
        let doubt = row.text("doubt").map(str::to_owned);
        if doubt.is_none() {
            *(if is_positive { &mut side.positive } else { &mut side.negative }) += 1;
        }
        side.other = named;
        side.stances.push(Stance {
            address,
            is_positive,
            kind: word(row.text("kind").unwrap_or_default()).to_lowercase(),
            words: parts::tidy(&row.owned("words")),
            target: words,
            document: Named::document(row, site),
            date: row.owned("date"),
            doubt,
        });
    }
    let mut sides: Vec<Side> = sides.into_values().collect();
    sides.sort_by_key(|side| (side.other.is_none(), std::cmp::Reverse(side.stances.len())));
    sides
}

fn over_time(sides: &[Side]) -> Option<Chart> {
    let stances = sides.iter().flat_map(|side| &side.stances);
    let plain = stances.filter(|stance| stance.doubt.is_none());
    let chart = chart::over_time(plain.map(|it| (it.date.as_str(), !it.is_positive)));
    chart.filter(Chart::is_telling)
}

/// Returns the last part of an identifier.
fn word(iri: &str) -> &str {
    iri.rsplit(['#', '/']).next().unwrap_or(iri)
}
