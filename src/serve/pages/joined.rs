//! Why the names of an agent are one: the words that mean it in each document, and why the documents mean the same.

use schemars::JsonSchema;
use serde::Serialize;

use crate::export::marks;
use crate::model::AnnotatedDocument;
use crate::model::CodePoints;
use crate::model::DocumentKey;
use crate::model::Resolution;
use crate::rdf::Identifier;
use crate::serve::address;
use crate::serve::asked::Rows;

use super::PageError;
use super::Site;
use super::parts::Named;
use super::parts::tidy;

/// Documents that mean the same for one reason.
#[derive(Serialize, JsonSchema)]
pub(super) struct Joined {
    rule: String,
    reason: String,
    pub(super) documents: Vec<Called>,
}

/// What a document calls the agent; the words of one rule and form together, in the order of the text.
#[derive(Serialize, JsonSchema)]
pub(super) struct Called {
    pub(super) document: Named,
    /// The document's corpus and id, as decisions name it.
    pub(super) key: String,
    forms: Vec<Form>,
}

#[derive(Serialize, JsonSchema)]
struct Form {
    words: String,
    /// What the words are: `the name`, `a pronoun`.
    how: &'static str,
    rule: String,
    /// How often they stand there.
    count: usize,
    /// The first places.
    places: Vec<Place>,
}

/// Some code points of a text.
#[derive(Serialize, JsonSchema)]
struct Place {
    start: usize,
    end: usize,
    address: String,
}

/// So many documents are read for their words; of others only the name is told.
const READ: usize = 60;

/// So many places of one form are told.
const PLACES: usize = 4;

/// Gathers the entities that were joined to an agent by the reason; reasons with the most documents come first.
pub(super) fn of(site: &Site, rows: &Rows) -> Result<Vec<Joined>, PageError> {
    let mut joined: Vec<Joined> = Vec::new();
    let mut known = Vec::new();
    for row in rows.iter() {
        let Some(Identifier::Entity(key, id)) = row.identifier("entity", site) else { continue };
        let (rule, reason) = (row.owned("rule"), row.owned("reason"));
        if known.contains(&(key.clone(), id.clone())) {
            continue;
        }
        let mut document = Named::document(row, site);
        document.address = Some(address::finding(&key, &id));
        let forms = if known.len() < READ { forms(site, &key, &id)? } else { Vec::new() };
        let called = Called { document, key: key.to_string(), forms };
        match joined.iter_mut().find(|one| one.rule == rule && one.reason == reason) {
            Some(one) => one.documents.push(called),
            None => joined.push(Joined { rule, reason, documents: vec![called] }),
        }
        known.push((key, id));
    }
    joined.sort_by_key(|one| std::cmp::Reverse(one.documents.len()));
    Ok(joined)
}

/// Returns the words that mean an entity in its document.
fn forms(site: &Site, key: &DocumentKey, entity: &str) -> Result<Vec<Form>, PageError> {
    let account = site.store().account(key)?;
    let text = site.store().text(&site.store().manifest().document(key)?.text)?;
    Ok(forms_in(&account, &text, key, entity))
}

fn forms_in(account: &AnnotatedDocument, text: &str, key: &DocumentKey, entity: &str) -> Vec<Form> {
    let points = CodePoints::new(text);
    let mut forms: Vec<Form> = Vec::new();
    let own = account.mentions.iter().filter(|mention| mention.entity.as_deref() == Some(entity));
    for mention in own {
        let words = tidy(marks::words(text, &points, mention.span));
        let (how, start) = (how(mention.resolution), mention.span.start);
        let is_it =
            |form: &Form| form.words == words && form.how == how && form.rule == mention.rule;
        let place = forms.iter().position(is_it).unwrap_or_else(|| {
            let rule = mention.rule.clone();
            forms.push(Form { words: words.clone(), how, rule, count: 0, places: Vec::new() });
            forms.len() - 1
        });
        let form = &mut forms[place];
        form.count += 1;
        if form.places.len() < PLACES {
            let address = address::finding(key, &format!("m={start}"));
            form.places.push(Place { start, end: mention.span.end, address });
        }
    }
    forms
}

/// Says what words are.
fn how(resolution: Resolution) -> &'static str {
    match resolution {
        Resolution::Named => "the name",
        Resolution::Acronym => "an abbreviation",
        Resolution::Alias => "another form of the name",
        Resolution::Description => "a description",
        Resolution::Pronoun => "a pronoun",
        Resolution::Author => "the author",
        Resolution::Open => "open",
    }
}
