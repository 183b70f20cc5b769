//! Whom the words of a document mean.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::export::marks;
use crate::model::DocumentKey;
use crate::rdf::Identifier;
use crate::serve::address;
use crate::serve::asked;
use crate::serve::pages::parts::Named;
use crate::serve::pages::parts::tidy;

use super::PageError;
use super::Read;
use super::Site;

/// The pages of the entities and claims of a document.
pub(super) struct Cast {
    /// Address and name of the agent by the entity's id.
    agents: BTreeMap<String, (String, String)>,
    /// Address and words of the claim by the statement's id.
    claims: BTreeMap<String, (String, String)>,
}

/// Somebody whom the document means, and by which words.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub(super) struct Meant {
    number: usize,
    id: String,
    name: String,
    entity_type: &'static str,
    address: Option<String>,
    rules: Vec<ByRule>,
}

/// The words that a rule told.
#[derive(Clone, Debug, Serialize, JsonSchema)]
struct ByRule {
    rule: String,
    words: Vec<Counted>,
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
struct Counted {
    words: String,
    count: usize,
}

/// A post that the document tells of.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub(super) struct Post {
    id: String,
    person: Option<Named>,
    role: String,
    of: Option<Named>,
    words: String,
}

/// Asks the store which posts a document tells of.
pub(super) fn posts(site: &Site, key: &DocumentKey) -> Result<Vec<Post>, PageError> {
    let document = [("document", site.base().document(key).into())];
    let rows = asked::rows(site, "document-posts", &document)?;
    let mut posts: Vec<Post> = Vec::new();
    for row in rows.iter() {
        let Some(Identifier::Affiliation(_, id)) = row.identifier("affiliation", site) else {
            continue;
        };
        if posts.iter().all(|post| post.id != id) {
            posts.push(Post {
                id,
                person: Named::of(row, "person", "personName", site),
                role: row.owned("role"),
                of: Named::of(row, "of", "ofName", site),
                words: tidy(&row.owned("words")),
            });
        }
    }
    Ok(posts)
}

impl Cast {
    /// Asks the store who is meant in a document, and what is claimed there.
    pub(super) fn of(site: &Site, key: &DocumentKey) -> Result<Self, PageError> {
        let document = || [("document", site.base().document(key).into())];
        let mut agents = BTreeMap::new();
        for row in asked::rows(site, "document-agents", &document())?.iter() {
            if let (Some(Identifier::Entity(_, id)), Some(Identifier::Agent(key))) =
                (row.identifier("entity", site), row.identifier("agent", site))
            {
                agents.insert(id, (address::agent(&key), row.owned("label")));
            }
        }
        let mut claims = BTreeMap::new();
        for row in asked::rows(site, "document-claims", &document())?.iter() {
            if let (Some(Identifier::Statement(_, id)), Some(Identifier::Claim(key))) =
                (row.identifier("statement", site), row.identifier("claim", site))
            {
                claims.insert(id, (address::claim(&key), row.owned("label")));
            }
        }
        Ok(Self { agents, claims })
    }

    /// Returns the address of an entity's agent.
    pub(super) fn agent(&self, entity: &str) -> Option<&str> {
        self.agents.get(entity).map(|(address, _)| address.as_str())
    }

    /// Returns the claim of a statement.
    pub(super) fn claim(&self, statement: &str) -> Option<Named> {
        let (address, words) = self.claims.get(statement)?;
        Some(Named { name: words.clone(), address: Some(address.clone()) })
    }

    /// Returns entities by their names, with their agents' pages.
    pub(super) fn named(&self, read: &Read<'_>, ids: &[String]) -> Vec<Named> {
        let entities = ids
            .iter()
            .filter_map(|id| read.account.entities.iter().find(|entity| entity.id == *id));
        entities
            .map(|entity| Named {
                name: entity.name.clone(),
                address: self.agent(&entity.id).map(str::to_owned),
            })
            .collect()
    }
}

/// Returns everybody who is meant, in the order in which the text has them; last whom no words mean, such as an author
/// who never says "I".
pub(super) fn meant(read: &Read<'_>, cast: &Cast) -> Vec<Meant> {
    let numbers = marks::numbers(read.account);
    let entities = read.account.entities.iter().map(|entity| entity.id.as_str());
    let without_words = entities.filter(|id| !numbers.contains_key(id));
    let without_words = (numbers.len() + 1..).zip(without_words).collect::<Vec<_>>();
    let mut ordered: Vec<(usize, &str)> =
        numbers.iter().map(|(id, number)| (*number, *id)).collect();
    ordered.sort_unstable();
    ordered.extend(without_words);
    let told = |(number, id): (usize, &str)| {
        let entity = read.account.entities.iter().find(|entity| entity.id == id)?;
        Some(Meant {
            number,
            id: id.to_owned(),
            name: entity.name.clone(),
            entity_type: entity.entity_type.word(),
            address: cast.agent(id).map(str::to_owned),
            rules: by_rule(read, id),
        })
    };
    ordered.into_iter().filter_map(told).collect()
}

/// Returns the words that mean an entity, by the rule that tells.
fn by_rule(read: &Read<'_>, id: &str) -> Vec<ByRule> {
    let mut rules: Vec<ByRule> = Vec::new();
    let own = read.account.mentions.iter().filter(|mention| mention.entity.as_deref() == Some(id));
    for mention in own {
        let words = tidy(marks::words(read.text, &read.points, mention.span));
        let place = rules.iter().position(|known| known.rule == mention.rule);
        let rule = place.unwrap_or_else(|| {
            rules.push(ByRule { rule: mention.rule.clone(), words: Vec::new() });
            rules.len() - 1
        });
        let known = &mut rules[rule].words;
        match known.iter_mut().find(|known| known.words == words) {
            Some(known) => known.count += 1,
            None => known.push(Counted { words, count: 1 }),
        }
    }
    rules
}

/// Returns the words that mean nobody known, each once.
pub(super) fn open(read: &Read<'_>) -> Vec<String> {
    let open = read.account.mentions.iter().filter(|mention| mention.entity.is_none());
    let mut words: Vec<String> =
        open.map(|mention| tidy(marks::words(read.text, &read.points, mention.span))).collect();
    words.sort();
    words.dedup();
    words
}
