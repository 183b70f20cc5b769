//! Words by what they do when two claims are compared: `data/lexicon/claims.toml`.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use serde::Deserialize;

/// Words by what they do when two claims are compared.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClaimWords {
    /// Those that tell nothing.
    pub empty: BTreeSet<String>,
    /// Those that deny what follows.
    pub negators: BTreeSet<String>,
    /// Those that open a question.
    pub questions: BTreeSet<String>,
    /// Those that say how somebody stands to what follows.
    pub attitudes: BTreeSet<String>,
    /// Those that say that somebody else says so.
    pub reports: BTreeSet<String>,
    /// Those that begin like words that deny, and deny nothing.
    pub not_denied: BTreeSet<String>,
    /// Those that turn what follows round: "prevent fraud".
    pub turning: BTreeSet<String>,
    /// Those that make less sure.
    pub hedges: BTreeSet<String>,
    /// Endings that are taken off; the first that fits.
    pub endings: Vec<String>,
    /// The digits of numbers in words.
    pub numbers: BTreeMap<String, String>,
}

/// What is left of a word has at least so many letters, and at most so many count.
const SHORTEST: usize = 4;
const LONGEST: usize = 6;

impl ClaimWords {
    /// Returns what forms and derivations of a word have in common: "maintaining" and "maintenance" are both `mainte`,
    /// or nearly so.
    pub fn stem(&self, word: &str) -> String {
        let word = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word);
        if word.chars().count() < SHORTEST {
            return word.to_owned();
        }
        let mut stem = singular(word);
        let is_long = |stem: &str, ending: &str| stem.len() >= ending.len() + SHORTEST;
        let fits = |ending: &&String| stem.ends_with(ending.as_str()) && is_long(&stem, ending);
        if let Some(length) = self.endings.iter().find(fits).map(String::len) {
            stem.truncate(stem.len() - length);
        }
        let mut letters: Vec<char> = stem.chars().collect();
        if letters.len() > SHORTEST && letters[letters.len() - 1] == letters[letters.len() - 2] {
            letters.pop();
        }
        if letters.len() > SHORTEST && letters.last() == Some(&'y') {
            letters.pop();
        }
        letters.truncate(LONGEST);
        letters.into_iter().collect()
    }

    /// Returns what a word that begins with "un" denies: "lawful" of "unlawful".
    pub fn denied<'a>(&self, word: &'a str) -> Option<&'a str> {
        const LEAST: usize = 4;
        let rest = word.strip_prefix("un")?;
        let is_other = ["der", "i", "til", "less"].iter().any(|start| rest.starts_with(start));
        (rest.len() >= LEAST && !is_other && !self.not_denied.contains(word)).then_some(rest)
    }
}

/// Takes the ending of a plural off.
fn singular(word: &str) -> String {
    if let Some(start) = word.strip_suffix("ies") {
        return format!("{start}y");
    }
    let is_plural = word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us");
    word[..word.len() - usize::from(is_plural)].to_owned()
}

#[cfg(test)]
mod tests {
    use crate::model::Lexicon;

    #[track_caller]
    fn check(words: &[&str], expected: &str) {
        let lexicon = Lexicon::built_in();
        for word in words {
            assert_eq!(lexicon.claims.stem(word), expected, "{word}");
        }
    }

    #[test]
    fn forms_of_a_word_have_one_stem() {
        check(&["election", "elections", "elect"], "elect");
        check(&["commit", "committed", "commitment", "committing"], "commit");
        check(&["abuse", "abuses", "abused"], "abus");
        check(&["free"], "free");
        check(&["été"], "été");
    }

    #[test]
    fn words_that_deny_begin_with_un() {
        let lexicon = Lexicon::built_in();
        let denied = |word| lexicon.claims.denied(word);
        assert_eq!(denied("unlawful"), Some("lawful"));
        assert_eq!(denied("united"), None);
        assert_eq!(denied("until"), None);
        assert_eq!(denied("unanimous"), None);
    }
}
