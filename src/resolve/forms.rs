//! Forms of names: what two spellings of one name have in common.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::model::latin;

const ARTICLES: &[&str] = &["the ", "a ", "an "];

/// Returns a name without a leading article, its white space single.
pub(super) fn tidy(name: &str) -> String {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let without = ARTICLES.iter().find_map(|article| {
        let (start, rest) = name.split_at_checked(article.len())?;
        start.eq_ignore_ascii_case(article).then(|| rest.to_owned())
    });
    without.filter(|rest| !rest.is_empty()).unwrap_or(name)
}

/// Returns what all spellings of a name share: small letters without accents, articles, kinds of
/// apostrophes and hyphens, and letters of other scripts that look Latin as Latin ones.
///
/// > **Оwen** *with a Cyrillic letter* is **Owen**; **Horák** is **Horak**
pub(super) fn fold(name: &str) -> String {
    let words: Vec<_> = name.split_whitespace().map(latin).collect();
    let plain: String =
        words.join(" ").nfd().filter(|&letter| !is_combining_mark(letter)).collect();
    tidy(&plain.to_lowercase().replace(['’', '‘', '`'], "'").replace(['‐', '‑', '–'], "-"))
}

/// Returns a folded name of a body or text, its spelling made even: "organisation", "co-operation".
pub(super) fn even(folded: &str) -> String {
    folded
        .replace("isation", "ization")
        .replace('-', "")
        .replace("programme", "program")
        .replace("centre", "center")
        .replace("defence", "defense")
        .replace("labour", "labor")
        .replace(" & ", " and ")
}

/// Returns a name as it would be written in Latin letters only, its accents and capitals kept.
///
/// > **Оwen** *with a Cyrillic letter* is **Owen**
pub(super) fn plain(name: &str) -> String {
    let words: Vec<_> = name.split_whitespace().map(latin).collect();
    tidy(&words.join(" ").replace(['’', '‘', '`'], "'"))
}

/// Returns a word or words fit for an identifier: small ASCII letters and digits joined by hyphens.
pub(super) fn slug(name: &str) -> String {
    const LONGEST: usize = 48;
    let mut slug = String::new();
    for letter in fold(name).chars() {
        if letter.is_ascii_alphanumeric() {
            slug.push(letter);
        } else if !slug.is_empty() && !slug.ends_with('-') && letter != '\'' {
            slug.push('-');
        }
        if slug.len() >= LONGEST {
            break;
        }
    }
    let slug = slug.trim_matches('-');
    if slug.is_empty() { "unnamed".to_owned() } else { slug.to_owned() }
}

/// Returns whether an acronym's letters are the initials of words of a name, in order.
///
/// > Central Election Committee (**CEC**), Organisation for Security and Co-operation in Europe (**OSCE**)
pub(super) fn abbreviates(acronym: &str, name: &str) -> bool {
    let letters: Vec<char> = capitals(acronym);
    if letters.len() < 2 || acronym.contains(' ') {
        return false;
    }
    let starts: Vec<char> = name
        .split(|letter: char| letter.is_whitespace() || matches!(letter, '-' | '/' | '‐' | '‑'))
        .filter_map(|word| word.chars().next())
        .map(|letter| letter.to_ascii_uppercase())
        .collect();
    let mut rest = starts.iter();
    let in_order = letters.iter().all(|letter| rest.any(|start| start == letter));
    in_order && starts.first() == letters.first() && starts.len() <= letters.len() * 3
}

/// Returns whether an acronym has the initials of all words of a name, small ones aside.
pub(super) fn has_all_initials(acronym: &str, name: &str) -> bool {
    let words =
        name.split(|letter: char| letter.is_whitespace() || matches!(letter, '-' | '‐' | '‑'));
    let starts =
        words.filter_map(|word| word.chars().next()).filter(|letter| letter.is_uppercase());
    starts.eq(capitals(acronym))
}

/// Returns whether an acronym in brackets can stand for the name in front of it: its capitals are
/// among the name's initials, in any order ("Parliamentary Assembly of the Turkic Council", `TurkPA`).
pub(super) fn may_abbreviate(acronym: &str, name: &str) -> bool {
    let mut starts: Vec<char> = name
        .split(|letter: char| !letter.is_alphanumeric())
        .filter_map(|word| word.chars().next())
        .filter(|letter| letter.is_uppercase())
        .collect();
    let letters = capitals(acronym);
    let is_short = acronym.chars().count() <= 12 && !acronym.trim().contains(' ');
    let matched = letters.iter().all(|letter| {
        let found = starts.iter().position(|start| start == letter);
        found.map(|found| starts.swap_remove(found)).is_some()
    });
    is_short && letters.len() >= 2 && matched
}

fn capitals(name: &str) -> Vec<char> {
    name.chars().filter(|letter| letter.is_uppercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::abbreviates;
    use super::fold;
    use super::has_all_initials;
    use super::may_abbreviate;
    use super::slug;
    use super::tidy;

    #[test]
    fn spellings_of_one_name_fold_to_one_form() {
        assert_eq!(fold("\u{41e}wen  Murphy"), "owen murphy");
        assert_eq!(fold("The Hor\u{e1}k"), fold("Hora\u{301}k"));
        assert_eq!(fold("C\u{f4}te d\u{2019}Ivoire"), "cote d'ivoire");
        assert_eq!(fold("\u{406}lse"), "ilse");
        assert_ne!(fold("Cornell"), fold("Comell"));
        assert_eq!(fold("\u{41e}\u{411}\u{421}\u{415}"), "\u{43e}\u{431}\u{441}\u{435}");
    }

    #[test]
    fn articles_go_only_in_front() {
        assert_eq!(tidy("the  final\nreport"), "final report");
        assert_eq!(tidy("Theresa May"), "Theresa May");
        assert_eq!(tidy("the"), "the");
    }

    #[test]
    fn acronyms_are_initials() {
        assert!(abbreviates("CEC", "Central Election Committee"));
        assert!(abbreviates("OSCE", "Organisation for Security and Co-operation in Europe"));
        assert!(!abbreviates("CEC", "Commission of Enquiry"));
        assert!(!abbreviates("A", "Apple"));
        assert!(has_all_initials("CEC", "Central Election Committee"));
        assert!(!has_all_initials("CEC", "China-Eurasia Council of Council Studies"));
        assert!(may_abbreviate("TurkPA", "Parliamentary Assembly of the Turkic Council"));
        assert!(!may_abbreviate("NATO", "Ministry of Defence"));
    }

    #[test]
    fn slugs_are_plain() {
        assert_eq!(slug("Mger  \u{17d}\u{e1}k's  (Jr.)"), "mger-zaks-jr");
        assert_eq!(slug("\u{6f22}"), "unnamed");
    }
}
