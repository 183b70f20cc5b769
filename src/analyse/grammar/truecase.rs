//! Headlines in title case: their words as they would stand in prose, for the tagger.
//!
//! "Lee Vows To Eliminate Tax Breaks" is tagged like "Lee vows to eliminate tax breaks". After Lita et al. (2003),
//! "tRuEcasIng": a word is small where the rest of the text has it small, and stays as it is where the text has it with a
//! capital; of a word that the text does not have, the dictionary tells whether it usually is a name.

use std::collections::HashMap;

use crate::analyse::Syntax;
use crate::model::Cues;

use super::forms::Form;

/// A headline has at least so many words with a capital behind the first, and at most so many words.
const FEWEST: usize = 3;
const MOST: usize = 40;
/// Of so many of these words at least one is usually no name.
const MOST_NAMES: usize = 3;

/// Small words in front of a headline's capitals are of these kinds.
const FUNCTION_WORDS: [&str; 8] = ["ADP", "AUX", "CCONJ", "DET", "PART", "PRON", "PUNCT", "SCONJ"];

/// What tells whether a word is written small in prose.
pub(super) struct Truecaser<'a> {
    syntax: &'a Syntax,
    cues: &'a Cues,
    /// How often the text has a word inside its sentences: small, and with a capital.
    cases: HashMap<String, [u32; 2]>,
}

impl<'a> Truecaser<'a> {
    /// Returns one that knows no text.
    pub(super) fn new(syntax: &'a Syntax, cues: &'a Cues) -> Self {
        Self { syntax, cues, cases: HashMap::new() }
    }

    /// Returns whether all words but function words have a capital, and too many of them for names alone.
    pub(super) fn is_title_case<'b>(&self, words: impl Iterator<Item = &'b str>) -> bool {
        let (mut all, mut capitals, mut common) = (0, 0, 0);
        for word in words {
            all += 1;
            let is_too_long = all > MOST;
            let is_of_prose = || {
                starts_small(word)
                    && !self.usual(word).is_some_and(|upos| FUNCTION_WORDS.contains(&upos))
            };
            if is_too_long || is_of_prose() {
                return false;
            }
            if all > 1 && starts_with_capital(word) {
                capitals += 1;
                common += usize::from(self.usual(word).is_some_and(|upos| upos != "PROPN"));
            }
        }
        capitals >= FEWEST && common * MOST_NAMES >= capitals
    }

    /// Counts the words of a sentence of prose that follow another word: the first has its capital anyway.
    pub(super) fn count<'b>(&mut self, words: impl Iterator<Item = &'b str>) {
        let mut follows_word = false;
        for word in words {
            if follows_word && starts_small(word) {
                self.cases.entry(word.to_owned()).or_default()[0] += 1;
            } else if follows_word && starts_with_capital(word) {
                self.cases.entry(word.to_lowercase()).or_default()[1] += 1;
            }
            follows_word = word == "," || word.ends_with(char::is_alphanumeric);
        }
    }

    /// Returns a word of a headline as it is written in prose, where that is small.
    pub(super) fn small(&self, word: &str) -> Option<String> {
        if !starts_with_capital(word) {
            return None;
        }
        let small = word.to_lowercase();
        let is_small = match self.cases.get(&small) {
            Some([_, 0]) => true,
            Some([0, _]) => false,
            _ => match self.usual(word) {
                Some(upos) => upos != "PROPN",
                None => self.is_verb(&small),
            },
        };
        is_small.then_some(small)
    }

    /// Returns the part of speech that a word usually has.
    fn usual(&self, word: &str) -> Option<&'static str> {
        let tag = self.syntax.dictionary.usual_tag(&Form::of(word))?;
        Some(self.syntax.parts_of_speech(tag).0.name())
    }

    /// Returns whether a word that the dictionary does not hold is a cue, or a verb of the dictionary with an ending.
    fn is_verb(&self, small: &str) -> bool {
        const ENDINGS: [(&str, &str); 8] = [
            ("s", ""),
            ("es", ""),
            ("ies", "y"),
            ("ed", ""),
            ("ed", "e"),
            ("ied", "y"),
            ("ing", ""),
            ("ing", "e"),
        ];
        self.cues.by_word.contains_key(small)
            || ENDINGS.iter().any(|(ending, instead)| {
                small
                    .strip_suffix(ending)
                    .is_some_and(|stem| self.usual(&format!("{stem}{instead}")) == Some("VERB"))
            })
    }
}

fn starts_small(word: &str) -> bool {
    word.starts_with(char::is_lowercase)
}

fn starts_with_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::Truecaser;
    use crate::analyse::syntax::tests::built_in;
    use crate::model::Lexicon;

    /// Compares a headline as it is tagged below some prose; `None` where it is no headline in title case.
    #[track_caller]
    fn check(headline: &str, prose: &str, expected: Option<&str>) {
        let cues = Lexicon::built_in().cues;
        let mut truecaser = Truecaser::new(built_in(), &cues);
        truecaser.count(prose.split(' '));
        let words = || headline.split(' ');
        let small = |word: &str| truecaser.small(word).unwrap_or_else(|| word.to_owned());
        let found = truecaser
            .is_title_case(words())
            .then(|| words().map(small).collect::<Vec<_>>().join(" "));
        assert_eq!(found.as_deref(), expected);
    }

    #[test]
    fn common_words_of_headlines_are_small() {
        check("Kurz Says He Will Cut Taxes", "", Some("Kurz says he will cut taxes"));
        check("MAYOR VOWS TO CUT TAXES", "", Some("mayor vows to cut taxes"));
        check(
            "Kurz Recognizes New Rules in Vienna",
            "",
            Some("Kurz recognizes new rules in Vienna"),
        );
    }

    #[test]
    fn the_text_knows_its_names() {
        let headline = "Banks Says Miliband Will Cut Taxes";
        check(headline, "", Some("banks says Miliband will cut taxes"));
        check(headline, "Then Banks cut taxes", Some("Banks says Miliband will cut taxes"));
        check(headline, "The banks miliband", Some("banks says miliband will cut taxes"));
        // The first word of a sentence has its capital anyway, and so has one behind a mark.
        check(headline, "Banks . Banks", Some("banks says Miliband will cut taxes"));
    }

    #[test]
    fn prose_and_names_are_no_headlines() {
        check("Kurz said he will cut Taxes", "", None);
        check("Barack Obama and Angela Merkel", "", None);
        check("Kurz", "", None);
        check(&"Kurz Says He Will Cut Taxes ".repeat(100), "", None);
    }
}
