//! Letters: what a word would be in Latin letters only, where it is written with others that look like them.

use std::borrow::Cow;
use std::iter::once;

use unicode_normalization::UnicodeNormalization;
use unicode_security::skeleton;

/// Returns a word with Latin letters for those of other scripts and widths that look like them, if it has Latin
/// letters, too, or is made of nothing else. Accents and capitals stay.
///
/// > **Оwen** *with a Cyrillic letter* is **Owen**
pub fn latin(word: &str) -> Cow<'_, str> {
    if word.is_ascii() {
        return Cow::Borrowed(word);
    }
    let composed: String = word.nfkc().collect();
    let latin: String = composed.chars().flat_map(latin_letter).collect();
    let has_latin = composed.chars().any(|letter| letter.is_ascii_alphabetic());
    Cow::Owned(if has_latin || latin.is_ascii() { latin } else { composed })
}

fn latin_letter(letter: char) -> Vec<char> {
    if letter.is_ascii() {
        return vec![letter];
    }
    let written = letter.to_string();
    let prototype: Vec<char> = skeleton(&written).collect();
    match prototype.as_slice() {
        &[single] if single.is_ascii_alphabetic() => once(in_case_of(letter, single)).collect(),
        _ => vec![letter],
    }
}

/// The prototype of a capital may be a small letter ("І" gives "l").
fn in_case_of(letter: char, prototype: char) -> char {
    match (letter, prototype) {
        ('\u{406}' | '\u{399}' | '\u{4c0}', _) => 'I',
        ('\u{456}' | '\u{3b9}', _) => 'i',
        _ => prototype,
    }
}

#[cfg(test)]
mod tests {
    use super::latin;

    #[test]
    fn only_look_alikes_become_latin() {
        assert_eq!(latin("\u{41e}wen"), "Owen");
        assert_eq!(latin("\u{406}lse"), "Ilse");
        assert_eq!(latin("\u{ff2f}\u{ff37}\u{ff25}\u{ff2e}"), "OWEN");
        assert_eq!(latin("\u{41d}\u{410}\u{422}\u{41e}"), "HATO");
        assert_eq!(latin("\u{41e}\u{411}\u{421}\u{415}"), "\u{41e}\u{411}\u{421}\u{415}");
        assert_eq!(latin("Côte"), "Côte");
    }
}
