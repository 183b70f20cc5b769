//! Places and organisations that are known by name: `data/registry/*.toml`.

use std::collections::HashMap;

use serde::Deserialize;

use crate::model::Date;
use crate::model::EntityType;
use crate::model::Sha256;
use crate::model::latin;

/// Known places and organisations, found by any of their names.
#[derive(Clone, Debug, Default)]
pub struct Registry {
    entries: Vec<Known>,
    /// Names of which an acronym is written only in capitals, as they are written.
    exact: HashMap<String, usize>,
    /// All other names, in lower case.
    folded: HashMap<String, usize>,
    /// How many words the longest name has that begins with a word.
    longest: HashMap<String, usize>,
    /// Countries by what their people are called, in lower case.
    demonyms: HashMap<String, usize>,
    /// What the members of a body are called behind or before its name, in lower case, the longest first.
    called_members: Vec<String>,
    /// The registries that a user brought.
    brought: Vec<Brought>,
}

/// A known place or organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// The usual name.
    pub name: String,
    /// What it is.
    pub entity_type: EntityType,
    /// Whether it is a country.
    pub is_country: bool,
    /// Its abbreviations.
    pub acronyms: Vec<String>,
    /// Its other names.
    pub aliases: Vec<String>,
    /// Its code in ISO 3166-1.
    pub code: Option<String>,
    /// Its identifiers elsewhere: addresses.
    pub identifiers: Vec<String>,
    /// What it is or was a member of.
    pub memberships: Vec<Membership>,
}

/// That somebody belongs to a body, and from when to when, as far as it is known.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Membership {
    /// The body's usual name.
    pub of: String,
    /// Since when.
    pub from: Option<Date>,
    /// Until when; none where it still is.
    pub to: Option<Date>,
}

/// A registry that a user brings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brought {
    /// The name of its file.
    pub file: String,
    /// Its text.
    pub text: String,
    /// What it knows.
    pub entries: Vec<Known>,
}

/// Longer capital words are no acronyms that could be mistaken for a word.
const LONGEST_ACRONYM: usize = 5;

impl Registry {
    /// Returns what a name stands for; white space and kinds of apostrophes do not matter.
    pub fn named(&self, name: &str) -> Option<&Known> {
        let name = plain(name);
        let found = self.exact.get(&name).or_else(|| self.folded.get(&name.to_lowercase()));
        found.map(|&index| &self.entries[index])
    }

    /// Returns how many words the longest name has that begins with a word.
    pub fn longest_from(&self, word: &str) -> usize {
        self.longest.get(&plain(word).to_lowercase()).copied().unwrap_or(0)
    }

    /// Returns the country whose people or things are called so.
    pub fn country_of(&self, demonym: &str) -> Option<&Known> {
        let demonym = plain(demonym).to_lowercase();
        let demonym = demonym
            .strip_suffix('s')
            .filter(|one| self.demonyms.contains_key(*one))
            .unwrap_or(&demonym);
        self.demonyms.get(demonym).map(|&index| &self.entries[index])
    }

    /// Returns what the people and things of the countries are called.
    pub(super) fn demonyms(&self) -> Vec<String> {
        let mut demonyms: Vec<String> = self.demonyms.keys().cloned().collect();
        demonyms.sort();
        demonyms
    }

    /// Returns all that is known, in the order in which it came.
    pub fn entries(&self) -> &[Known] {
        &self.entries
    }

    /// Returns what the members of a body are called behind or before its name: "member states".
    pub fn called_members(&self) -> &[String] {
        &self.called_members
    }

    /// Returns the registries that a user brought.
    pub fn brought(&self) -> &[Brought] {
        &self.brought
    }

    /// Returns the hash of the registries that a user brought, if any.
    pub fn hash_of_brought(&self) -> Option<Sha256> {
        let texts: Vec<&str> = self.brought.iter().map(|brought| brought.text.as_str()).collect();
        (!texts.is_empty()).then(|| Sha256::of(texts.join("\0")))
    }

    /// Adds what a user knows; it adds to an entry of the same name and type, and its names count before others.
    pub fn bring(&mut self, brought: Brought) {
        for known in &brought.entries {
            let same = self.entries.iter().position(|other| {
                other.name == known.name && other.entity_type == known.entity_type
            });
            let index = same.unwrap_or(self.entries.len());
            match same {
                Some(index) => self.entries[index].add(known),
                None => self.entries.push(known.clone()),
            }
            for name in known.names() {
                self.note_length(&plain(name));
                if is_acronym(&plain(name)) {
                    self.exact.insert(plain(name), index);
                } else {
                    self.folded.insert(plain(name).to_lowercase(), index);
                }
            }
        }
        self.brought.push(brought);
    }

    /// Reads the files of the registry.
    pub(super) fn new(
        countries: Countries,
        places: Places,
        organisations: Organisations,
        memberships: Memberships,
    ) -> Self {
        let mut registry = Self::default();
        for (code, name, capital, demonyms, aliases) in countries.countries {
            let index = registry.entries.len();
            registry.demonyms.extend(demonyms.iter().map(|word| (word.to_lowercase(), index)));
            let code = Some(code);
            registry.add(Known { name, aliases, code, is_country: true, ..Known::place() });
            registry.add(Known { name: capital, ..Known::place() });
        }
        for name in places.regions.into_iter().chain(places.states).chain(places.cities) {
            registry.add(Known { name, ..Known::place() });
        }
        for (name, acronyms, aliases, _) in organisations.organisations {
            let entity_type = EntityType::Organization;
            registry.add(Known { name, entity_type, acronyms, aliases, ..Known::place() });
        }
        registry.called_members = memberships.called;
        for (of, from, to, members) in memberships.memberships {
            let date = |written: String| written.parse().ok();
            let membership = Membership { of, from: date(from), to: date(to) };
            for known in registry.entries.iter_mut().filter(|known| known.is_country) {
                if members.contains(&known.name) {
                    known.memberships.push(membership.clone());
                }
            }
        }
        registry
    }

    /// Adds an entry; of two with one name, the first keeps it.
    fn add(&mut self, known: Known) {
        let index = self.entries.len();
        for name in known.names() {
            let name = plain(name);
            self.note_length(&name);
            if is_acronym(&name) {
                self.exact.entry(name).or_insert(index);
            } else {
                self.folded.entry(name.to_lowercase()).or_insert(index);
            }
        }
        self.entries.push(known);
    }

    fn note_length(&mut self, name: &str) {
        let first = name.split(' ').next().unwrap_or_default().to_lowercase();
        let words = self.longest.entry(first).or_insert(0);
        *words = (*words).max(name.split(' ').count());
    }
}

impl Known {
    fn place() -> Self {
        Self {
            name: String::new(),
            entity_type: EntityType::Place,
            is_country: false,
            acronyms: Vec::new(),
            aliases: Vec::new(),
            code: None,
            identifiers: Vec::new(),
            memberships: Vec::new(),
        }
    }

    /// Adds what somebody else knows of the same.
    fn add(&mut self, other: &Self) {
        fn extend<T: Clone + PartialEq>(all: &mut Vec<T>, more: &[T]) {
            for one in more {
                if !all.contains(one) {
                    all.push(one.clone());
                }
            }
        }
        extend(&mut self.acronyms, &other.acronyms);
        extend(&mut self.aliases, &other.aliases);
        extend(&mut self.identifiers, &other.identifiers);
        extend(&mut self.memberships, &other.memberships);
        self.code = self.code.take().or_else(|| other.code.clone());
    }

    /// Returns all names, the usual one first.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let others = self.acronyms.iter().chain(&self.aliases).map(String::as_str);
        std::iter::once(self.name.as_str()).chain(others)
    }
}

/// Returns whether a name is written in capitals only, and so is no word.
fn is_acronym(name: &str) -> bool {
    name.len() <= LONGEST_ACRONYM && !name.contains(char::is_lowercase)
}

fn plain(name: &str) -> String {
    name.split_whitespace().map(latin).collect::<Vec<_>>().join(" ").replace('’', "'")
}

/// Code, name, capital, demonyms, aliases.
type Country = (String, String, String, Vec<String>, Vec<String>);
/// Body, since when, until when, members.
type Members = (String, String, String, Vec<String>);
/// Name, acronyms, aliases, kind.
type Organisation = (String, Vec<String>, Vec<String>, String);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Countries {
    countries: Vec<Country>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Places {
    regions: Vec<String>,
    states: Vec<String>,
    cities: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Organisations {
    organisations: Vec<Organisation>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Memberships {
    memberships: Vec<Members>,
    called: Vec<String>,
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::collections::BTreeSet;

    use super::Brought;
    use super::Known;
    use crate::model::EntityType;
    use crate::model::Lexicon;

    fn check(name: &str, expected: Option<(&str, EntityType)>) {
        let registry = Lexicon::built_in().registry;
        let found = registry.named(name).map(|known| (known.name.as_str(), known.entity_type));
        assert_eq!(found, expected, "{name}");
    }

    #[test]
    fn names_and_acronyms_lead_to_one_entry() {
        check("U.S.", Some(("United States", EntityType::Place)));
        check("us", None);
        check("KAZAKHSTAN", Some(("Kazakhstan", EntityType::Place)));
        check("Côte  d’Ivoire", Some(("Côte d'Ivoire", EntityType::Place)));
        check(
            "OSCE/ODIHR",
            Some((
                "OSCE Office for Democratic Institutions and Human Rights",
                EntityType::Organization,
            )),
        );
        check("who", None);
        check("Atlantis", None);
    }

    #[test]
    fn demonyms_lead_to_countries() {
        let registry = Lexicon::built_in().registry;
        let country = |word| registry.country_of(word).map(|known| known.name.as_str());
        assert_eq!(country("Czech"), Some("Czech Republic"));
        assert_eq!(country("Armenians"), Some("Armenia"));
        assert_eq!(country("Swiss"), Some("Switzerland"));
        assert_eq!(country("green"), None);
    }

    #[test]
    fn members_are_known_countries() {
        let registry = Lexicon::built_in().registry;
        let file: super::Memberships =
            toml::from_str(include_str!("../../../data/registry/memberships.toml"))
                .expect("a table");
        for (of, from, to, members) in file.memberships {
            assert!(registry.named(&of).is_some_and(|known| known.name == of), "{of}");
            for date in [from, to].iter().filter(|date| !date.is_empty()) {
                assert!(date.parse::<crate::model::Date>().is_ok(), "{date}");
            }
            for member in members {
                let known = registry.named(&member).filter(|known| known.is_country);
                assert_eq!(known.map(|known| known.name.as_str()), Some(member.as_str()), "{of}");
            }
        }
    }

    #[test]
    fn what_a_user_brings_adds_to_what_is_known() {
        let mut registry = Lexicon::built_in().registry;
        let entry = |name: &str, alias: &str| Known {
            name: name.to_owned(),
            aliases: vec![alias.to_owned()],
            ..Known::place()
        };
        let entries = vec![entry("Kazakhstan", "Qazaqstan"), entry("Norland", "Realm of Norland")];
        let brought = Brought { file: "own.csv".to_owned(), text: "own".to_owned(), entries };
        assert_eq!(registry.hash_of_brought(), None);
        registry.bring(brought);
        let code = |name| registry.named(name).and_then(|known| known.code.as_deref());
        assert_eq!(code("Qazaqstan"), Some("KZ"));
        let name = |name| registry.named(name).map(|known| known.name.as_str());
        assert_eq!(name("Realm of Norland"), Some("Norland"));
        assert_eq!(registry.longest_from("realm"), 3);
        assert!(registry.hash_of_brought().is_some());
    }

    #[test]
    fn no_acronym_or_alias_is_claimed_twice() {
        let registry = Lexicon::built_in().registry;
        let mut owners: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for known in &registry.entries {
            for name in known.acronyms.iter().chain(&known.aliases) {
                owners.entry(name).or_default().insert(&known.name);
            }
        }
        owners.retain(|_, owners| owners.len() > 1);
        assert_eq!(owners, BTreeMap::new());
    }
}
