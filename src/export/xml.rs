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

/// Returns whether XML 1.0 knows no way to write a character, not even as a reference. The C1 controls
/// are allowed but discouraged, and no label means them.
fn is_forbidden(letter: char) -> bool {
    matches!(letter, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}')
}

#[cfg(test)]
mod tests {
    use super::Escaped;

    fn check(text: &str, expected: &str) {
        assert_eq!(Escaped(text).to_string(), expected);
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
