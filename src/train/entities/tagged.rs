//! Texts of which every name is tagged, a word a line: `Kazakhstan I-LOC`. Documents are parted by `-DOCSTART-`.

use crate::model::Document;
use crate::model::DocumentKey;
use crate::model::EntityType;

/// A text with its names.
pub struct Tagged {
    /// The text, its words joined again.
    pub document: Document,
    /// Where names stand, in bytes, and what they name; nothing for what is none of our types.
    pub names: Vec<(usize, usize, Option<EntityType>)>,
}

/// Reads tagged texts.
pub fn tagged(name: &str, source: &str) -> Vec<Tagged> {
    let parts = source.split("-DOCSTART-");
    let parts = parts.filter(|part| !part.trim().is_empty());
    parts.enumerate().map(|(number, part)| text(&format!("{name}-{number}"), part)).collect()
}

fn text(id: &str, source: &str) -> Tagged {
    let mut text = String::new();
    let mut names: Vec<(usize, usize, Option<EntityType>)> = Vec::new();
    let mut before = "O";
    for line in source.lines() {
        let Some((word, tag)) = line.trim().rsplit_once(' ') else {
            before = "O";
            continue;
        };
        if tag == "O" && word.is_empty() {
            continue;
        }
        if !text.is_empty() && !clings(word) && !text.ends_with(['(', '$']) {
            text.push(' ');
        }
        let start = text.len();
        text.push_str(word);
        let (mark, kind) = tag.split_once('-').unwrap_or((tag, ""));
        if tag != "O" {
            match names.last_mut() {
                Some(last) if mark == "I" && before.ends_with(kind) && before != "O" => {
                    last.1 = text.len();
                }
                _ => names.push((start, text.len(), entity_type(kind))),
            }
        }
        before = tag;
    }
    let key = DocumentKey { corpus: String::new(), id: id.to_owned() };
    Tagged { document: Document::of_text(key, text), names }
}

/// Returns whether a word is written without a space before it.
fn clings(word: &str) -> bool {
    matches!(word, "." | "," | ";" | ":" | "!" | "?" | ")" | "%" | "'" | "n't")
        || word.starts_with("'s")
}

fn entity_type(kind: &str) -> Option<EntityType> {
    match kind {
        "PER" => Some(EntityType::Person),
        "ORG" => Some(EntityType::Organization),
        "LOC" => Some(EntityType::Place),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::tagged;

    /// Checks the names of a text, each as `type:words`.
    fn check(source: &str, text: &str, expected: &[&str]) {
        let texts = tagged("t", source);
        let found: Vec<String> = texts[0]
            .names
            .iter()
            .map(|&(start, end, kind)| {
                let kind = kind.map_or("?", crate::model::EntityType::word);
                format!("{kind}:{}", &texts[0].document.text[start..end])
            })
            .collect();
        let found: Vec<&str> = found.iter().map(String::as_str).collect();
        assert_eq!((texts[0].document.text.as_str(), found.as_slice()), (text, expected));
    }

    #[test]
    fn words_are_joined_and_names_found() {
        check(
            "Ada I-PER\nLee I-PER\n's O\ntown O\n, O\nRome I-LOC\n",
            "Ada Lee's town, Rome",
            &["person:Ada Lee", "place:Rome"],
        );
    }

    #[test]
    fn a_new_name_begins_where_the_mark_says() {
        check("Oslo I-LOC\nRome B-LOC\n", "Oslo Rome", &["place:Oslo", "place:Rome"]);
        check("Oslo I-LOC\n\nRome I-LOC\n", "Oslo Rome", &["place:Oslo", "place:Rome"]);
    }

    #[test]
    fn other_kinds_have_no_type() {
        check("Dutch I-MISC\nart O\n", "Dutch art", &["?:Dutch"]);
    }

    #[test]
    fn documents_are_parted() {
        assert_eq!(tagged("t", "-DOCSTART- O\n\nOne O\n-DOCSTART- O\n\nTwo O\n").len(), 2);
    }
}
