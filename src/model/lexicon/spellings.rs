//! How one name is written in several ways: `data/lexicon/spellings.toml`.

use std::collections::HashMap;
use std::collections::HashSet;

use serde::Deserialize;

/// What spellings of one name have in common, and which words of a name tell much or little.
#[derive(Clone, Debug, Deserialize)]
#[serde(from = "File")]
pub struct Spellings {
    letters: HashMap<char, String>,
    sounds: Vec<(String, String)>,
    first_names: HashMap<String, String>,
    legal_forms: HashMap<String, String>,
    same_words: HashMap<String, String>,
    idle_words: HashSet<String>,
    sole_bodies: HashSet<String>,
    state_bodies: HashSet<String>,
    idle_event_words: HashSet<String>,
    yearly_events: HashSet<String>,
    recurring_events: HashSet<String>,
}

impl Spellings {
    /// Returns what all transliterations of a folded word share.
    ///
    /// > *tokayev* and *tokaev*; *mazhilis* and *majilis*
    pub fn sound(&self, word: &str) -> String {
        let mut sound = format!("^{}$", self.latin(word));
        for (written, meant) in &self.sounds {
            if sound.contains(written.as_str()) {
                let at_start = if written.starts_with('^') { "^" } else { "" };
                let at_end = if written.ends_with('$') { "$" } else { "" };
                sound = sound.replace(written.as_str(), &format!("{at_start}{meant}{at_end}"));
            }
        }
        let mut single = String::with_capacity(sound.len());
        for letter in sound.trim_matches(['^', '$']).chars() {
            let is_double = single.ends_with(letter) && !letter.is_numeric();
            if !is_double && letter.is_alphanumeric() {
                single.push(letter);
            }
        }
        single
    }

    /// Returns a folded word with letters of its own as Latin ones: "łukasz", "søren", "токаев".
    pub fn latin(&self, word: &str) -> String {
        if word.is_ascii() {
            return word.to_owned();
        }
        let mut latin = String::with_capacity(word.len());
        for letter in word.chars() {
            match self.letters.get(&letter) {
                Some(letters) => latin.push_str(letters),
                None => latin.push(letter),
            }
        }
        latin
    }

    /// Returns what the forms of a first name share: "william" for "bill".
    pub fn first_name(&self, word: &str) -> String {
        let word = self.latin(word);
        self.first_names.get(&word).cloned().unwrap_or_else(|| self.sound(&word))
    }

    /// Returns what a company is in law, if the word says so.
    pub fn legal_form(&self, word: &str) -> Option<&str> {
        self.legal_forms.get(word).map(String::as_str)
    }

    /// Returns the usual one of the words that mean the same in the name of a body.
    pub fn usual<'a>(&'a self, word: &'a str) -> &'a str {
        self.same_words.get(word).map_or(word, String::as_str)
    }

    /// Returns whether a word of the name of a body makes no difference.
    pub fn is_idle(&self, word: &str) -> bool {
        self.idle_words.contains(word)
    }

    /// Returns whether a country has only one body of such a kind.
    pub fn is_sole(&self, kind: &[String]) -> bool {
        let is_whole = |word: &String| self.sole_bodies.contains(word);
        let is_state = |word: &String| self.state_bodies.contains(word);
        kind.iter().any(is_whole) || kind.len() > 1 && kind.iter().any(is_state)
    }

    /// Returns whether a word is one for a body of a state.
    pub fn is_state_body(&self, word: &str) -> bool {
        self.sole_bodies.contains(word) || self.state_bodies.contains(word)
    }

    /// Returns whether a word of the name of an event tells nothing about which it is.
    pub fn is_idle_in_event(&self, word: &str) -> bool {
        self.is_idle(word) || self.idle_event_words.contains(word)
    }

    /// Returns whether a place has only one such event in a year.
    pub fn is_yearly(&self, word: &str) -> bool {
        self.yearly_events.contains(word)
    }

    /// Returns whether there is another such event in another year.
    pub fn recurs(&self, word: &str) -> bool {
        self.recurring_events.contains(word)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    letters: Vec<(char, String)>,
    cyrillic: Vec<(char, String)>,
    sounds: Vec<(String, String)>,
    first_names: Vec<Vec<String>>,
    legal_forms: Vec<Vec<String>>,
    same_words: Vec<Vec<String>>,
    idle_words: HashSet<String>,
    sole_bodies: HashSet<String>,
    state_bodies: HashSet<String>,
    idle_event_words: HashSet<String>,
    yearly_events: HashSet<String>,
    recurring_events: HashSet<String>,
}

impl From<File> for Spellings {
    fn from(file: File) -> Self {
        Self {
            letters: file.letters.into_iter().chain(file.cyrillic).collect(),
            sounds: file.sounds,
            first_names: by_form(file.first_names),
            legal_forms: by_form(file.legal_forms),
            same_words: by_form(file.same_words),
            idle_words: file.idle_words,
            sole_bodies: file.sole_bodies,
            state_bodies: file.state_bodies,
            idle_event_words: file.idle_event_words,
            yearly_events: file.yearly_events,
            recurring_events: file.recurring_events,
        }
    }
}

/// Returns the first of each list by all that stand in it.
fn by_form(lists: Vec<Vec<String>>) -> HashMap<String, String> {
    let mut by_form = HashMap::new();
    for list in lists {
        let first = list.first().cloned().unwrap_or_default();
        by_form.extend(list.into_iter().map(|form| (form, first.clone())));
    }
    by_form
}

#[cfg(test)]
mod tests {
    use crate::model::Lexicon;

    fn check(one: &str, other: &str, expected: bool) {
        let spellings = Lexicon::built_in().spellings;
        assert_eq!(spellings.sound(one) == spellings.sound(other), expected, "{one}, {other}");
    }

    #[test]
    fn transliterations_sound_alike() {
        for (one, other) in [
            ("tokayev", "tokaev"),
            ("majilis", "mazhilis"),
            ("yevgeny", "evgeniy"),
            ("kostanay", "kostanai"),
            ("токаев", "tokayev"),
            ("khalilova", "halilova"),
            ("łukasz", "lukasz"),
            ("moeller", "moller"),
        ] {
            check(one, other, true);
        }
    }

    #[test]
    fn other_names_do_not() {
        for (one, other) in [
            ("austria", "australia"),
            ("petrov", "petrova"),
            ("meyer", "meer"),
            ("maria", "marina"),
            ("niger", "nigeria"),
            ("jan", "jana"),
        ] {
            check(one, other, false);
        }
    }

    #[test]
    fn short_forms_stand_for_first_names() {
        let spellings = Lexicon::built_in().spellings;
        assert_eq!(spellings.first_name("bill"), spellings.first_name("william"));
        assert_ne!(spellings.first_name("bill"), spellings.first_name("bob"));
    }

    #[test]
    fn bodies_of_a_state_are_told_from_others() {
        let spellings = Lexicon::built_in().spellings;
        let check = |kind: &[&str], expected: bool| {
            let kind: Vec<String> = kind.iter().map(|&word| word.to_owned()).collect();
            assert_eq!(spellings.is_sole(&kind), expected, "{kind:?}");
        };
        check(&["foreign", "ministry"], true);
        check(&["government"], true);
        check(&["ministry"], false);
        check(&["university"], false);
    }
}
