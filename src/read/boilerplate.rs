//! Lines of a page that are no prose of its document: navigation, sharing, captions, source lines.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::model::Span;

static LIST: LazyLock<List> = LazyLock::new(|| {
    List::parse(include_str!("../../data/lexicon/boilerplate.toml"))
        .expect("the list of boilerplate lines is well-formed")
});

/// Returns the lines of a text that are boilerplate, without white space at their ends.
pub(super) fn find(text: &str) -> Vec<Span> {
    let mut start = 0;
    let mut found = Vec::new();
    for line in text.split_inclusive('\n') {
        let span = Span::new(text, start, start + line.len()).and_then(|span| span.trimmed(text));
        found.extend(span.filter(|span| LIST.holds(span.of(text))));
        start += line.len();
    }
    found
}

/// What boilerplate lines look like; see the file for what each key means.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    longest: usize,
    lines: BTreeSet<String>,
    prefixes: BTreeSet<String>,
}

impl List {
    fn parse(source: &str) -> Result<Self, toml::de::Error> {
        let List { longest, lines, prefixes } = toml::from_str(source)?;
        let folded =
            |words: BTreeSet<String>| words.iter().map(|word| word.to_lowercase()).collect();
        Ok(Self { longest, lines: folded(lines), prefixes: folded(prefixes) })
    }

    fn holds(&self, line: &str) -> bool {
        if line.chars().nth(self.longest).is_some() {
            return false;
        }
        let line = line.to_lowercase();
        self.lines.contains(&line)
            || self.prefixes.iter().any(|prefix| line.starts_with(prefix.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::find;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = find(text).into_iter().map(|span| span.of(text)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn whole_lines_are_found() {
        check(
            "Elections end\r\n\r\nNone\r\n SHARE \nMore news follows.\nCurrently reading",
            &["None", "SHARE", "Currently reading"],
        );
    }

    #[test]
    fn beginnings_of_short_lines_are_found() {
        check(
            "It ended.\nSource: Ministry of Foreign Affairs",
            &["Source: Ministry of Foreign Affairs"],
        );
        check(&format!("Source: {}", "a minister said so, ".repeat(20)), &[]);
    }

    #[test]
    fn prose_is_left_alone() {
        check(
            "None of them came.\nThe source: a diplomat.\nShare prices fell.\nHome rule was granted.",
            &[],
        );
    }
}
