//! What is known of a document besides its text.

use schemars::JsonSchema;
use serde::Serialize;

use crate::export::graph;
use crate::model::DocumentKey;
use crate::rdf::vocabulary::dcterms;
use crate::rdf::vocabulary::property;
use crate::rdf::vocabulary::schema;
use crate::serve::address;
use crate::serve::asked;
use crate::serve::pages::parts::Named;

use super::PageError;
use super::Site;

/// What is known of a document.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub(super) struct About {
    pub(super) corpus: String,
    pub(super) id: String,
    pub(super) identifier: String,
    pub(super) address: String,
    pub(super) title: String,
    date: Option<String>,
    author: Option<String>,
    publisher: Option<String>,
    genre: Option<String>,
    language: Option<String>,
    /// Where it was published.
    url: Option<String>,
    file: Option<String>,
    /// What was doubtful.
    notes: Vec<String>,
    /// What it is a copy of.
    copies: Vec<Named>,
}

/// Asks what the store knows of a document.
pub(super) fn of(site: &Site, key: &DocumentKey) -> Result<About, PageError> {
    let node = site.base().document(key);
    let identifier = node.as_str().to_owned();
    let rows = asked::rows(site, "document", &[("document", node.into())])?;
    let mut about = About {
        corpus: key.corpus.clone(),
        id: key.id.clone(),
        identifier,
        address: address::document(key),
        ..About::default()
    };
    for row in rows.iter() {
        let value = row.owned("value");
        let property = row.text("property").unwrap_or_default();
        match property {
            _ if property == dcterms::TITLE.as_str() => about.title = value,
            _ if property == dcterms::DATE.as_str() => about.date = Some(value),
            _ if property == dcterms::CREATOR.as_str() => about.author = Some(value),
            _ if property == dcterms::PUBLISHER.as_str() => about.publisher = Some(value),
            _ if property == dcterms::LANGUAGE.as_str() => about.language = Some(value),
            _ if property == schema::URL.as_str() => about.url = web_address(value),
            _ if property == property::GENRE.as_str() => about.genre = Some(words(&value)),
            _ if property == property::FILE.as_str() => about.file = Some(value),
            _ if property == property::NOTE.as_str() => about.notes.push(value),
            _ if property == property::COPY_OF.as_str() => {
                let address = row.address("value", site);
                let name = value.strip_prefix(site.base().as_str()).unwrap_or(&value).to_owned();
                about.copies.push(Named { name, address });
            }
            _ => {}
        }
    }
    if about.title.is_empty() {
        about.title.clone_from(&key.id);
    }
    Ok(about)
}

/// Returns an address that a link may lead to.
fn web_address(value: String) -> Option<String> {
    (value.starts_with("https://") || value.starts_with("http://")).then_some(value)
}

/// Returns the name of a value of ours as words: `PressRelease` is `press release`.
fn words(value: &str) -> String {
    graph::spaced(value.rsplit(['#', '/']).next().unwrap_or(value))
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_value_is_told_in_words() {
        assert_eq!(super::words("https://w3id.org/sayso/ns#PressRelease"), "press release");
    }

    #[test]
    fn only_addresses_of_the_web_become_links() {
        assert!(super::web_address("javascript:alert(1)".to_owned()).is_none());
        assert!(super::web_address("https://example.org/".to_owned()).is_some());
    }
}
