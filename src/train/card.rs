//! The card of a model: what it was made of, under which licences, how good it is, and the hash of its bytes.

use serde::Deserialize;
use serde::Serialize;

use crate::model::Sha256;

/// The card of a model, as it stands beside it in TOML.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Card {
    /// What the model does.
    pub title: String,
    /// The name of the model's file.
    pub file: String,
    /// Its size in bytes.
    pub size: usize,
    /// Its SHA-256.
    pub sha256: String,
    /// The licence under which the model's file stands.
    pub licence: String,
    /// The command that makes it again, byte for byte.
    pub command: String,
    /// What it was measured to reach, as lines of text.
    #[serde(default)]
    pub figures: Vec<String>,
    /// What it was learned from.
    pub data: Vec<Data>,
}

/// What a model was learned from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Data {
    /// The file, or what the files are.
    pub name: String,
    /// The SHA-256 of the file, where it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    /// Whose it is, and under which licence.
    pub licence: String,
}

impl Card {
    /// Returns what does not agree with the bytes of the model, if anything.
    pub fn fault(&self, model: &[u8]) -> Option<String> {
        let hash = Sha256::of(model);
        if self.size != model.len() {
            return Some(format!("{} has {} bytes, not {}", self.file, model.len(), self.size));
        }
        (hash.as_str() != self.sha256).then(|| {
            format!("{} has the SHA-256 {}, not {}", self.file, hash.as_str(), self.sha256)
        })
    }

    /// Returns the card as TOML.
    pub fn to_toml(&self) -> String {
        toml::to_string_pretty(self).expect("a card is made of strings and numbers")
    }

    /// Reads a card.
    pub fn from_toml(source: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(source)
    }
}

#[cfg(test)]
mod tests {
    use super::Card;
    use super::Data;
    use crate::model::Sha256;

    #[test]
    fn a_card_knows_its_model() {
        let card = Card {
            title: "Tags words".to_owned(),
            file: "tags.model".to_owned(),
            size: 3,
            sha256: Sha256::of("abc").as_str().to_owned(),
            licence: "CC BY-SA 4.0".to_owned(),
            command: "sayso train tags".to_owned(),
            figures: vec!["right: 96.00".to_owned()],
            data: vec![Data { name: "a".to_owned(), sha256: None, licence: "CC0".to_owned() }],
        };
        assert_eq!(card.fault(b"abc"), None);
        assert!(card.fault(b"abd").is_some_and(|fault| fault.contains("SHA-256")));
        assert!(card.fault(b"abcd").is_some_and(|fault| fault.contains("4 bytes")));
        assert_eq!(Card::from_toml(&card.to_toml()).as_ref(), Ok(&card));
    }
}
