//! Entries: the entities of all documents, and which of them were found to be one.

use crate::model::AnnotatedDocument;
use crate::model::AnnotatedEntity;
use crate::model::DocumentKey;
use crate::model::EntityKey;
use crate::model::EntityType;
use crate::model::Lexicon;
use crate::model::WordClass;

use crate::resolve::forms;

/// An entity of one document, as identity sees it.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) key: EntityKey,
    pub(super) entity_type: EntityType,
    pub(super) name: String,
    pub(super) names: Vec<String>,
    /// Whether it can be the same as an entity of another document.
    pub(super) scope: Scope,
    /// What spellings of its name share.
    pub(super) form: String,
    /// The usual name of the known place or body that it is.
    pub(super) known: Option<String>,
    /// Its names in capitals only.
    pub(super) acronyms: Vec<String>,
    pub(super) rule: &'static str,
    pub(super) reason: String,
}

/// How far an entity's name reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scope {
    /// It is a name of its own.
    Name,
    /// It is a surname, or a first name, without the rest.
    PartOfName,
    /// It is a name that many have: "Ministry of Foreign Affairs".
    Generic,
    /// It is a description.
    Description,
}

/// Two entries that look alike and were kept apart.
#[derive(Clone, Debug)]
pub(super) struct Apart {
    pub(super) entries: [usize; 2],
    pub(super) rule: &'static str,
    pub(super) reason: String,
}

/// The entities of all documents, sorted by key, grouped by whom they mean.
pub(super) struct Entries {
    pub(super) all: Vec<Entry>,
    pub(super) apart: Vec<Apart>,
    parents: Vec<usize>,
}

impl Entries {
    pub(super) fn new(documents: &[AnnotatedDocument], lexicon: &Lexicon) -> Self {
        let mut all: Vec<Entry> = documents
            .iter()
            .flat_map(|document| {
                let key = DocumentKey {
                    corpus: document.corpus.clone().unwrap_or_default(),
                    id: document.id.clone(),
                };
                document.entities.iter().map(move |entity| entry(&key, entity, lexicon))
            })
            .collect();
        all.sort_by(|one, other| one.key.cmp(&other.key));
        all.dedup_by(|one, other| one.key == other.key);
        let parents = (0..all.len()).collect();
        Self { all, apart: Vec::new(), parents }
    }

    pub(super) fn root(&self, index: usize) -> usize {
        let mut root = index;
        while self.parents[root] != root {
            root = self.parents[root];
        }
        root
    }

    /// Notes that two entries are one; the reason is kept with the second.
    pub(super) fn join(&mut self, first: usize, second: usize, rule: &'static str, reason: String) {
        self.all[second].rule = rule;
        self.all[second].reason = reason;
        let (one, other) = (self.root(first), self.root(second));
        let (low, high) = (one.min(other), one.max(other));
        self.parents[high] = low;
        for index in [first, second] {
            self.shorten(index, low);
        }
    }

    fn shorten(&mut self, index: usize, root: usize) {
        let mut at = index;
        while at != root {
            at = std::mem::replace(&mut self.parents[at], root);
        }
    }

    /// Returns whether two entries are events of different years.
    pub(super) fn differ_in_year(&self, first: usize, second: usize) -> bool {
        let (one, other) = (&self.all[first], &self.all[second]);
        if one.entity_type != EntityType::Event {
            return false;
        }
        let (one, other) = (years(one), years(other));
        !one.is_empty() && !other.is_empty() && !one.iter().any(|year| other.contains(year))
    }
}

fn entry(document: &DocumentKey, entity: &AnnotatedEntity, lexicon: &Lexicon) -> Entry {
    let forms = std::iter::once(&entity.name).chain(&entity.names);
    let known = forms
        .clone()
        .filter(|form| entity.named && form.starts_with(|letter: char| letter.is_uppercase()))
        .find_map(|form| {
            lexicon.registry.named(form).filter(|known| known.entity_type == entity.entity_type)
        });
    let scope = if entity.named { scope(entity, lexicon) } else { Scope::Description };
    let (rule, reason) = match scope {
        Scope::Description => {
            ("described", "It is described, not named, and stays in its document.")
        }
        Scope::Generic => {
            ("generic-name", "Its name is one that many have, and it stays in its document.")
        }
        Scope::Name | Scope::PartOfName => {
            ("only-one", "No other entity was found to be the same.")
        }
    };
    Entry {
        key: EntityKey { document: document.clone(), entity: entity.id.clone() },
        entity_type: entity.entity_type,
        name: entity.name.clone(),
        names: entity.names.clone(),
        scope: if known.is_some() { Scope::Name } else { scope },
        form: form(entity, lexicon),
        known: known.map(|known| known.name.clone()),
        acronyms: forms.filter(|form| is_acronym(form)).cloned().collect(),
        rule,
        reason: reason.to_owned(),
    }
}

/// Returns what all spellings of an entity's name share.
fn form(entity: &AnnotatedEntity, lexicon: &Lexicon) -> String {
    let folded = forms::fold(&entity.name);
    if entity.entity_type != EntityType::Person {
        return forms::even(&folded);
    }
    let counts = |word: &&str| {
        let is_initial = word.trim_end_matches('.').chars().count() == 1;
        !is_initial && !lexicon.names.of(word).has(WordClass::NameSuffix)
    };
    let words = folded.split([' ', ',']).filter(|word| !word.is_empty());
    let words: Vec<&str> = words.filter(counts).collect();
    if words.len() < 2 { folded } else { words.join(" ") }
}

fn scope(entity: &AnnotatedEntity, lexicon: &Lexicon) -> Scope {
    let folded = forms::fold(&entity.name);
    let words: Vec<_> = folded.split([' ', '-']).map(|word| lexicon.names.of(word)).collect();
    if entity.entity_type == EntityType::Person {
        let begins_small =
            words.first().is_some_and(|classes| classes.has(WordClass::NameParticle));
        let is_whole = folded.contains(' ') && !begins_small;
        return if is_whole { Scope::Name } else { Scope::PartOfName };
    }
    let is_common = words.iter().all(|classes| classes.has_any(COMMON));
    if is_common { Scope::Generic } else { Scope::Name }
}

/// Words that tell nothing about which body, place, event or text is meant.
const COMMON: &[WordClass] = &[
    WordClass::FunctionWord,
    WordClass::Preposition,
    WordClass::Portfolio,
    WordClass::Role,
    WordClass::RoleModifier,
    WordClass::OrganisationNoun,
    WordClass::PlaceNoun,
    WordClass::EventNoun,
    WordClass::WorkNoun,
    WordClass::GroupNoun,
    WordClass::PersonNoun,
    WordClass::LooseModifier,
    WordClass::CommonOpener,
];

fn is_acronym(form: &str) -> bool {
    let letters = form.chars().filter(|letter| letter.is_alphabetic()).count();
    (2..=8).contains(&letters) && !form.contains(char::is_lowercase) && !form.contains(' ')
}

fn years(entry: &Entry) -> Vec<&str> {
    let words = std::iter::once(&entry.name).chain(&entry.names).flat_map(|name| name.split(' '));
    words.filter(|word| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit())).collect()
}
