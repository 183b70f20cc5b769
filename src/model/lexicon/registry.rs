//! Places and organisations that are known by name: `data/registry/*.toml`.

use std::collections::HashMap;

use serde::Deserialize;

use crate::model::EntityType;
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

    /// Reads the three files of the registry.
    pub(super) fn new(countries: Countries, places: Places, organisations: Organisations) -> Self {
        let mut registry = Self::default();
        for (_, name, capital, demonyms, aliases) in countries.countries {
            let index = registry.entries.len();
            registry.demonyms.extend(demonyms.iter().map(|word| (word.to_lowercase(), index)));
            registry.add(Known { name, aliases, is_country: true, ..Known::place() });
            registry.add(Known { name: capital, ..Known::place() });
        }
        for name in places.regions.into_iter().chain(places.states).chain(places.cities) {
            registry.add(Known { name, ..Known::place() });
        }
        for (name, acronyms, aliases, _) in organisations.organisations {
            let entity_type = EntityType::Organization;
            registry.add(Known { name, acronyms, aliases, entity_type, is_country: false });
        }
        registry
    }

    /// Adds an entry; of two with one name, the first keeps it.
    fn add(&mut self, known: Known) {
        let index = self.entries.len();
        for name in known.names() {
            let name = plain(name);
            let first = name.split(' ').next().unwrap_or_default().to_lowercase();
            let words = self.longest.entry(first).or_insert(0);
            *words = (*words).max(name.split(' ').count());
            if is_acronym(&name) {
                self.exact.entry(name).or_insert(index);
            } else {
                self.folded.entry(name.to_lowercase()).or_insert(index);
            }
        }
        self.entries.push(known);
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
        }
    }

    /// Returns all names, the usual one first.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let others = self.acronyms.iter().chain(&self.aliases).map(String::as_str);
        std::iter::once(self.name.as_str()).chain(others)
    }
}

fn is_acronym(name: &str) -> bool {
    name.len() <= LONGEST_ACRONYM && !name.contains(char::is_lowercase)
}

fn plain(name: &str) -> String {
    name.split_whitespace().map(latin).collect::<Vec<_>>().join(" ").replace('’', "'")
}

/// Code, name, capital, demonyms, aliases.
type Country = (String, String, String, Vec<String>, Vec<String>);
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::collections::BTreeSet;

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
