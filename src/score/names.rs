//! When two names are the same: case, composition, white space and a leading article do not count.

use std::collections::BTreeSet;
use std::iter;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The words after which a role goes on to say where it is held.
const PREPOSITIONS: &[&str] = &[
    "of", "for", "to", "at", "in", "on", "from", "with", "by", "within", "under", "before",
    "against", "among", "about",
];

/// A word, or one mark of punctuation, with its place in code points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token<'text> {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) text: &'text str,
}

/// Cuts a text into runs of letters and digits and into single other marks; white space is left out.
pub(super) fn tokens(text: &str) -> impl Iterator<Item = Token<'_>> {
    let mut characters = text.char_indices().zip(0..).peekable();
    iter::from_fn(move || {
        let ((from, first), start) =
            characters.find(|((_, character), _)| !is_space(*character))?;
        let (mut to, mut end) = (from + first.len_utf8(), start + 1);
        while is_word(first)
            && let Some(((at, next), place)) =
                characters.next_if(|((_, character), _)| is_word(*character))
        {
            (to, end) = (at + next.len_utf8(), place + 1);
        }
        Some(Token { start, end, text: &text[from..to] })
    })
}

/// Returns whether a character belongs to a word: a letter, a number or the low line.
///
/// Unicode counts marks that are written as letters ("आ" with its vowel sign) and letters in circles as
/// alphabetic, too; the scorer's tokens break at them.
fn is_word(character: char) -> bool {
    let is_circled = matches!(character, '\u{24B6}'..='\u{24E9}' | '\u{1F130}'..='\u{1F189}');
    character == '_'
        || (character.is_alphanumeric() && !is_combining_mark(character) && !is_circled)
}

/// Returns whether a character is white space; the separators of old data files are, too.
pub(super) fn is_space(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\u{1C}'..='\u{1F}')
}

/// Returns a string without differences of case, white space and composition.
pub(super) fn folded(string: &str) -> String {
    let composed: String = string.nfc().collect();
    spaced(&casefolded(&composed))
}

/// Returns a string with every run of white space as one space, and none around it.
pub(super) fn spaced(string: &str) -> String {
    let mut spaced = String::with_capacity(string.len());
    for word in string.split(is_space).filter(|word| !word.is_empty()) {
        if !spaced.is_empty() {
            spaced.push(' ');
        }
        spaced.push_str(word);
    }
    spaced
}

/// Returns the form in which names are compared.
///
/// > **the** OSCE Mission = OSCE mission
pub fn form(name: &str) -> String {
    let folded = folded(name);
    ["the ", "an ", "a "]
        .iter()
        .find_map(|article| folded.strip_prefix(article))
        .map_or_else(|| folded.clone(), str::to_owned)
}

/// Returns a string after Unicode's full case folding ("Straße" = "STRASSE").
fn casefolded(string: &str) -> String {
    let mut folded = String::with_capacity(string.len());
    for character in string.chars() {
        match character {
            // The dotless i is a letter of its own, though its capital is that of i.
            'ı' => folded.push('ı'),
            // Cherokee folds to its capitals, which came first.
            '\u{13A0}'..='\u{13FD}' | '\u{AB70}'..='\u{ABBF}' => {
                folded.extend(character.to_uppercase());
            }
            // There and back, letters that share a capital (s and ſ, σ and ς) become one.
            _ => folded.extend(
                character.to_lowercase().flat_map(char::to_uppercase).flat_map(char::to_lowercase),
            ),
        }
    }
    folded
}

/// Returns the head nouns of a role; more than one only where it joins several.
///
/// > Deputy Foreign **Minister**, **head** of the mission, **president** and **director** of the bank
pub(super) fn role_heads(role: &str) -> BTreeSet<String> {
    let role = casefolded(role);
    let words = tokens(&role)
        .map(|token| token.text)
        .filter(|text| text.starts_with(is_word) || matches!(*text, "," | "/" | "&"));
    let mut heads = BTreeSet::new();
    let mut previous = None;
    for word in words.chain(iter::once(",")) {
        let is_stop = word == "," || PREPOSITIONS.contains(&word);
        if is_stop || matches!(word, "and" | "/" | "&") {
            if let Some(head) = previous.take() {
                heads.insert(singular(head).to_owned());
            } else if !is_stop {
                previous = Some(word);
            }
        } else {
            previous = Some(word);
        }
        if is_stop && !heads.is_empty() {
            break;
        }
    }
    heads
}

/// Takes off a plural's s: "experts", not "press" or "gas".
fn singular(word: &str) -> &str {
    match word.strip_suffix('s') {
        Some(stem) if !stem.ends_with('s') && stem.chars().count() >= 3 => stem,
        _ => word,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_tokens(text: &str, expected: &[&str]) {
        let found: Vec<_> = tokens(text).collect();
        assert_eq!(found.iter().map(|token| token.text).collect::<Vec<_>>(), expected);
        for token in found {
            let cut: String =
                text.chars().skip(token.start).take(token.end - token.start).collect();
            assert_eq!(cut, token.text);
        }
    }

    fn check_form(one: &str, other: &str, is_same: bool) {
        assert_eq!(form(one) == form(other), is_same, "{one:?} and {other:?}");
    }

    fn check_heads(role: &str, expected: &[&str]) {
        assert_eq!(role_heads(role).iter().map(String::as_str).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn tokens_are_words_and_single_marks() {
        check_tokens(
            "Kazakhstan’s “well-held” vote…",
            &["Kazakhstan", "’", "s", "“", "well", "-", "held", "”", "vote", "…"],
        );
        check_tokens("snake_case 20²½ x", &["snake_case", "20²½", "x"]);
        check_tokens("\u{feff}\u{a0}\u{1f}\u{2003}", &["\u{feff}"]);
        check_tokens("", &[]);
    }

    #[test]
    fn tokens_break_at_combining_marks_and_circled_letters() {
        check_tokens("e\u{301}te", &["e", "\u{301}", "te"]);
        check_tokens("की", &["क", "ी"]);
        check_tokens("aⒶb", &["a", "Ⓐ", "b"]);
        check_tokens("Ⅷ一", &["Ⅷ一"]);
        check_tokens("🇰🇿", &["🇰", "🇿"]);
    }

    #[test]
    fn names_are_the_same_whatever_their_case() {
        check_form("Straße", "STRASSE", true);
        check_form("ẞ", "ss", true);
        check_form("ΟΔΟΣ", "οδος", true);
        check_form("İ", "i\u{307}", true);
        check_form("ﬁne", "FINE", true);
        check_form("Ꭰ", "ꭰ", true);
        check_form("ı", "i", false);
        check_form("Оwen", "Owen", false);
    }

    #[test]
    fn names_are_the_same_whatever_their_space_article_and_composition() {
        check_form("The\u{a0} OSCE\nmission", "OSCE mission", true);
        check_form("A  Party", "party", true);
        check_form("Horák", "Hora\u{301}k", true);
        check_form("Theory", "ory", false);
        check_form("the", "", false);
        check_form("the the Hague", "the Hague", false);
    }

    #[test]
    fn a_role_is_known_by_its_head() {
        check_heads("Deputy Foreign Minister", &["minister"]);
        check_heads("head of the observer mission", &["head"]);
        check_heads("Director, China-Eurasia Council", &["director"]);
        check_heads("president and director of the bank", &["director", "president"]);
        check_heads("Foreign Ministers", &["minister"]);
        check_heads("press", &["press"]);
        check_heads("of the centre", &["centre"]);
        check_heads("", &[]);
    }
}
