//! Lemmas: what is taken from a word's end and put there instead, by its form, its last letters and its tag.
//!
//! `said|VBD → say`, `-ies|NNS → -y`, `Deputies|NNPS → Deputy`

use std::collections::BTreeMap;

use crate::learn::Table;
use crate::learn::feature;
use crate::learn::hash;

/// Longest ending that has its own rule, in letters.
const LONGEST_ENDING: usize = 5;

/// How lemmas are made.
#[derive(Clone, Debug)]
pub(crate) struct Lemmas {
    rules: Table,
    edits: Vec<Edit>,
}

/// How a form becomes a lemma.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Edit {
    keeps_case: bool,
    removed: usize,
    added: String,
}

impl Edit {
    /// Returns the edit that makes a lemma of a form.
    fn between(form: &str, lemma: &str) -> Self {
        let keeps_case = form.to_lowercase() != form && lemma.to_lowercase() != lemma;
        let form = if keeps_case { form.to_owned() } else { form.to_lowercase() };
        let common =
            form.chars().zip(lemma.chars()).take_while(|(one, other)| one == other).count();
        let removed = form.chars().count() - common;
        Self { keeps_case, removed, added: lemma.chars().skip(common).collect() }
    }

    /// Puts the lemma of a form into a string.
    fn apply(&self, form: &str, lemma: &mut String) {
        lemma.clear();
        if self.keeps_case {
            lemma.push_str(form);
        } else {
            lemma.extend(form.chars().flat_map(char::to_lowercase));
        }
        for _ in 0..self.removed {
            lemma.pop();
        }
        lemma.push_str(&self.added);
        if lemma.is_empty() {
            lemma.push_str(form);
        }
    }

    fn line(&self) -> String {
        format!("{}\t{}\t{}\n", u8::from(self.keeps_case), self.removed, self.added)
    }

    fn of_line(line: &str) -> Option<Self> {
        let mut fields = line.split('\t');
        let keeps_case = fields.next()? == "1";
        let removed = fields.next()?.parse().ok()?;
        Some(Self { keeps_case, removed, added: fields.next()?.to_owned() })
    }
}

impl Lemmas {
    /// Reads the edits, one a line, and the table of which form has which.
    pub(crate) fn read(rules: Table, edits: &str) -> Self {
        Self { rules, edits: edits.lines().filter_map(Edit::of_line).collect() }
    }

    /// Puts the lemma of a form with a tag into a string.
    pub(crate) fn find(&self, form: &str, tag: u16, lemma: &mut String) {
        let edit = keys(form, tag).find_map(|key| self.rules.get(key));
        match edit.and_then(|edit| self.edits.get(usize::from(edit))) {
            Some(edit) => edit.apply(form, lemma),
            None => Edit { keeps_case: false, removed: 0, added: String::new() }.apply(form, lemma),
        }
    }
}

/// Returns the keys under which a form may have an edit: as written, in lower case, ever shorter ends, its tag alone.
fn keys(form: &str, tag: u16) -> impl Iterator<Item = u64> {
    const WRITTEN: u64 = 10;
    const LOWER: u64 = 11;
    let tag = u64::from(tag);
    let lower = form.to_lowercase();
    let mut ends = vec![lower.len()];
    ends.extend(lower.char_indices().rev().map(|(place, _)| place).take(LONGEST_ENDING));
    let whole = [feature(WRITTEN, &[tag, hash(form)]), feature(LOWER, &[tag, hash(&lower)])];
    let rest = ends
        .into_iter()
        .enumerate()
        .rev()
        .map(move |(length, place)| feature(length as u64, &[tag, hash(&lower[place..])]));
    whole.into_iter().chain(rest)
}

/// Learns rules of forms with their tags and lemmas: the table's entries, and the edits.
pub(crate) fn learn<'a>(
    examples: impl Iterator<Item = (&'a str, u16, &'a str)>,
) -> (BTreeMap<u64, u16>, String) {
    let mut edits: BTreeMap<Edit, usize> = BTreeMap::new();
    let mut counts: BTreeMap<u64, BTreeMap<Edit, usize>> = BTreeMap::new();
    let mut forms: BTreeMap<(&str, u16), Vec<u64>> = BTreeMap::new();
    // Treebanks give no lemma to what goes with the word before it.
    for (form, tag, lemma) in examples.filter(|(_, _, lemma)| *lemma != "_") {
        let edit = Edit::between(form, lemma);
        let keys: Vec<u64> = keys(form, tag).collect();
        for key in &keys {
            *counts.entry(*key).or_default().entry(edit.clone()).or_default() += 1;
        }
        forms.insert((form, tag), keys);
        *edits.entry(edit).or_default() += 1;
    }
    let mut ranked: Vec<(&Edit, &usize)> = edits.iter().collect();
    ranked.sort_by_key(|(edit, count)| (std::cmp::Reverse(**count), (*edit).clone()));
    ranked.truncate(usize::from(u16::MAX));
    let numbers: BTreeMap<&Edit, u16> = ranked.iter().map(|(edit, _)| *edit).zip(0..).collect();

    let usual = |key: u64| {
        let (edit, _) = counts.get(&key)?.iter().max_by_key(|(_, count)| **count)?;
        numbers.get(edit).copied()
    };
    let mut entries = BTreeMap::new();
    for keys in forms.values() {
        // From the tag alone to the whole form: a rule is kept only where it says something else.
        let mut said = None;
        for key in keys.iter().rev() {
            let says = usual(*key);
            if says != said
                && let Some(edit) = says
            {
                entries.insert(*key, edit);
            }
            said = entries.get(key).copied().or(said);
        }
    }
    (entries, ranked.iter().map(|(edit, _)| edit.line()).collect())
}

#[cfg(test)]
mod tests {
    use super::Lemmas;
    use super::learn;
    use crate::learn::Table;

    fn lemmas() -> Lemmas {
        let examples = [
            ("said", 1, "say"),
            ("says", 2, "say"),
            ("tells", 2, "tell"),
            ("tried", 1, "try"),
            ("cried", 1, "cry"),
            ("walked", 1, "walk"),
            ("talked", 1, "talk"),
            ("asked", 1, "ask"),
            ("Astana", 3, "Astana"),
            ("Almaty", 3, "Almaty"),
            ("The", 4, "the"),
            ("a", 4, "a"),
        ];
        let (entries, edits) = learn(examples.into_iter());
        Lemmas::read(Table::read(Table::write(&entries).into()).unwrap(), &edits)
    }

    fn check(form: &str, tag: u16, expected: &str) {
        let mut lemma = String::new();
        lemmas().find(form, tag, &mut lemma);
        assert_eq!(lemma, expected);
    }

    #[test]
    fn known_forms_have_their_lemma() {
        check("said", 1, "say");
        check("Said", 1, "say");
        check("walked", 1, "walk");
    }

    #[test]
    fn endings_tell_it_of_others() {
        check("relied", 1, "rely");
        check("smells", 2, "smell");
        check("Kokshetau", 3, "Kokshetau");
        check("THE", 4, "the");
    }

    #[test]
    fn nothing_known_is_lower_case() {
        check("Word", 9, "word");
        check("", 1, "");
    }
}
