//! Text inside XML: what would end it is escaped, what XML 1.0 forbids becomes the replacement character.

use std::fmt;
use std::fmt::Display;
use std::fmt::Formatter;
use std::fmt::Write;

/// Text that displays itself so that it can stand in an element or a quoted attribute.
pub(super) struct Escaped<'text>(pub(super) &'text str);

impl Display for Escaped<'_> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        for letter in self.0.chars() {
            match letter {
                '&' => formatter.write_str("&amp;")?,
                '<' => formatter.write_str("&lt;")?,
                '>' => formatter.write_str("&gt;")?,
                '"' => formatter.write_str("&quot;")?,
                '\'' => formatter.write_str("&#39;")?,
                '\t' => formatter.write_str("&#9;")?,
                '\n' => formatter.write_str("&#10;")?,
                '\r' => formatter.write_str("&#13;")?,
                letter if is_forbidden(letter) => formatter.write_char('\u{fffd}')?,
                letter => formatter.write_char(letter)?,
            }
        }
        Ok(())
    }
}

/// Returns an XML file that holds what XML 1.0 forbids with replacement characters in its stead.
pub(super) fn without_forbidden(file: &str) -> String {
    file.chars().map(|letter| if is_forbidden(letter) { '\u{fffd}' } else { letter }).collect()
}

/// Returns whether a text holds what XML 1.0 forbids.
pub(super) fn has_forbidden(text: &str) -> bool {
    text.chars().any(is_forbidden)
}

/// Returns whether an IRI ends in a name that an element can have, so that RDF/XML can say it as a property.
pub(super) fn has_local_name(iri: &str) -> bool {
    iri.rsplit(|letter| !is_name_start(letter) && !is_in_name(letter))
        .next()
        .is_some_and(|last| last.contains(is_name_start))
}

/// Returns whether a name without a colon can begin with a character (Namespaces in XML 1.0, `NCName`).
fn is_name_start(letter: char) -> bool {
    matches!(letter, 'A'..='Z' | '_' | 'a'..='z' | '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{2ff}'
        | '\u{370}'..='\u{37d}' | '\u{37f}'..='\u{1fff}' | '\u{200c}' | '\u{200d}' | '\u{2070}'..='\u{218f}'
        | '\u{2c00}'..='\u{2fef}' | '\u{3001}'..='\u{d7ff}' | '\u{f900}'..='\u{fdcf}' | '\u{fdf0}'..='\u{fffd}'
        | '\u{10000}'..='\u{effff}')
}

/// Returns whether a name can go on with a character that it cannot begin with.
fn is_in_name(letter: char) -> bool {
    matches!(letter, '-' | '.' | '0'..='9' | '\u{b7}' | '\u{300}'..='\u{36f}' | '\u{203f}' | '\u{2040}')
}

/// Returns whether XML 1.0 knows no way to write a character, not even as a reference. The C1 controls
/// are allowed but discouraged, and no label means them.
fn is_forbidden(letter: char) -> bool {
    matches!(letter, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}')
}

#[cfg(test)]
mod tests {
    use super::Escaped;
    use super::has_local_name;

    fn check(text: &str, expected: &str) {
        assert_eq!(Escaped(text).to_string(), expected);
    }

    #[test]
    fn a_property_ends_in_a_name() {
        for iri in
            ["http://x/a", "http://x/9a", "urn:q", "http://x/#_", "http://x/a-1", "http://x/имя"]
        {
            assert!(has_local_name(iri), "{iri}");
        }
        for iri in ["urn:1", "http://x/9a#", "http://x/", "http://x/a/9-1", ""] {
            assert!(!has_local_name(iri), "{iri}");
        }
    }

    #[test]
    fn markup_is_escaped() {
        check(r#"<a b="c">&'"#, "&lt;a b=&quot;c&quot;&gt;&amp;&#39;");
    }

    #[test]
    fn white_space_survives_attributes() {
        check("a\tb\nc\rd", "a&#9;b&#10;c&#13;d");
    }

    #[test]
    fn what_xml_forbids_is_replaced() {
        check("a\0b\u{1b}c\u{ffff}d\u{85}", "a\u{fffd}b\u{fffd}c\u{fffd}d\u{fffd}");
    }

    #[test]
    fn other_scripts_stay() {
        check("Оуэн منظمة 🏳️‍🌈 漢", "Оуэн منظمة 🏳️‍🌈 漢");
    }
}
