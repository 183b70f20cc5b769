//! What of a word's letters the models look at: its form in lower case, its shape, its first and last letters.

use crate::learn::feature;
use crate::learn::hash;

/// Longest beginning and end of a word that count, in letters.
pub(super) const PREFIXES: usize = 3;
pub(super) const SUFFIXES: usize = 5;

/// Longer words are looked at as if they ended here.
const LONGEST: usize = 48;

/// The letters of a word as numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Form {
    /// The word as written.
    pub(in crate::analyse) raw: u64,
    /// The word in lower case, every digit a 0, quotation marks straight, web addresses all alike.
    pub(in crate::analyse) lower: u64,
    /// Kinds of letters in a row: `Xx` for "Kazakhstan", `X` for "OSCE".
    pub(in crate::analyse) shape: u64,
    /// The first one, two and three letters.
    pub(in crate::analyse) prefixes: [u64; PREFIXES],
    /// The last one to five letters.
    pub(in crate::analyse) suffixes: [u64; SUFFIXES],
}

impl Form {
    /// Returns the form of a word.
    pub(crate) fn of(word: &str) -> Self {
        let mut letters = ['\0'; LONGEST];
        let count = word
            .chars()
            .flat_map(folded)
            .zip(&mut letters)
            .map(|(letter, place)| *place = letter)
            .count();
        let letters = &letters[..count];
        let prefixes =
            std::array::from_fn(|length| hash_of(letters.get(..=length).unwrap_or(letters)));
        let suffixes = std::array::from_fn(|length| {
            hash_of(&letters[letters.len().saturating_sub(length + 1)..])
        });
        let lower = if is_address(word) { hash("<url>") } else { hash_of(letters) };
        Self { raw: hash(word), lower, shape: shape(word), prefixes, suffixes }
    }

    /// Returns the number of the word as the parser sees it.
    pub(crate) fn word(&self) -> u64 {
        self.lower
    }
}

/// Returns a character in lower case, every digit as 0, and quotation marks straight.
fn folded(letter: char) -> std::char::ToLowercase {
    let letter = match letter {
        '0'..='9' => '0',
        '“' | '”' | '„' | '«' | '»' => '"',
        '‘' | '’' | '`' => '\'',
        '‐' | '‑' => '-',
        '—' | '―' => '–',
        letter => letter,
    };
    letter.to_lowercase()
}

fn hash_of(letters: &[char]) -> u64 {
    let numbers = letters.iter().fold(letters.len() as u64, |state, letter| {
        (state.rotate_left(7) ^ u64::from(u32::from(*letter))).wrapping_mul(0xff51_afd7_ed55_8ccd)
    });
    feature(0, &[numbers])
}

fn is_address(word: &str) -> bool {
    word.len() > 4
        && (word.starts_with("http") && word.contains("://")
            || word.starts_with("www.")
            || word.contains('@') && word.contains('.'))
}

/// Returns a number for the kinds of letters in a word; two or more of a kind are one, but for the first letter.
fn shape(word: &str) -> u64 {
    const LONGEST: u64 = 0xffff_ffff_ffff;
    let mut shape = 0u64;
    let mut before = 0;
    for (place, letter) in word.chars().enumerate() {
        let kind = kind(letter);
        if kind != before || place == 1 {
            shape = (shape << 4) | kind;
            before = kind;
        }
        if shape > LONGEST {
            break;
        }
    }
    shape
}

fn kind(letter: char) -> u64 {
    match letter {
        'a'..='z' => 1,
        'A'..='Z' => 2,
        '0'..='9' => 3,
        '.' => 4,
        '-' | '‐' | '‑' | '–' | '—' | '―' => 5,
        '\'' | '’' | '‘' | '`' => 6,
        '"' | '“' | '”' | '„' | '«' | '»' => 7,
        ',' | ';' | ':' => 8,
        '/' | '@' | '_' => 9,
        _ if letter.is_uppercase() => 2,
        _ if letter.is_alphabetic() => 1,
        _ if letter.is_numeric() => 3,
        _ => 10,
    }
}

#[cfg(test)]
mod tests {
    use super::Form;

    #[test]
    fn case_digits_and_marks_are_folded() {
        let lower = |word| Form::of(word).lower;
        assert_eq!(lower("Said"), lower("said"));
        assert_eq!(lower("1990s"), lower("2026s"));
        assert_eq!(lower("’s"), lower("'s"));
        assert_eq!(lower("https://osce.org"), lower("http://example.org/a"));
        assert_ne!(lower("say"), lower("said"));
        assert_ne!(Form::of("Said").raw, Form::of("said").raw);
    }

    #[test]
    fn shapes_are_kinds_in_a_row() {
        let shape = |word| Form::of(word).shape;
        assert_eq!(shape("Kazakhstan"), shape("Lee"));
        assert_eq!(shape("OSCE"), shape("UN"));
        assert_ne!(shape("A"), shape("UN"));
        assert_ne!(shape("said"), shape("Said"));
    }

    #[test]
    fn ends_are_letters_not_bytes() {
        let form = Form::of("naïve");
        assert_eq!(form.suffixes[2], Form::of("ïve").lower);
        assert_eq!(form.prefixes[0], Form::of("N").lower);
        assert_eq!(Form::of("a").suffixes[4], Form::of("a").lower);
    }

    #[test]
    fn any_word_has_a_form() {
        for word in ["", "\u{130}", &"x".repeat(100_000), "👩‍👩‍👧"] {
            assert_eq!(Form::of(word), Form::of(word));
        }
    }
}
