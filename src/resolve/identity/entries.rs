//! Entries: the entities of all documents, and which of them were found to be one.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::model::AnnotatedDocument;
use crate::model::AnnotatedEntity;
use crate::model::Date;
use crate::model::DocumentKey;
use crate::model::EntityKey;
use crate::model::EntityType;
use crate::model::Lexicon;
use crate::model::WordClass;

use crate::resolve::forms;

use super::names;
use super::names::Name;

/// An entity of one document, as identity sees it.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) key: EntityKey,
    pub(super) entity_type: EntityType,
    pub(super) name: String,
    pub(super) names: Vec<String>,
    /// Whether it can be the same as an entity of another document.
    pub(super) scope: Scope,
    /// What its key is made of.
    pub(super) form: String,
    /// Its name as it is written, accents, capitals and look-alike letters aside.
    pub(super) folded: String,
    /// How its name is compared with others.
    pub(super) compared: Name,
    /// The usual name of the known place or body that it is.
    pub(super) known: Option<String>,
    /// Its names in capitals only.
    pub(super) acronyms: Vec<String>,
    /// The countries of the bodies that a person is with.
    pub(super) countries: BTreeSet<String>,
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
    /// The groups that people keep apart from a group, by their roots.
    foes: BTreeMap<usize, BTreeSet<usize>>,
}

/// The rule of an entry that nothing was joined with yet.
const ALONE: &[&str] = &["only-one", "first-name", "described", "generic-name"];

impl Entries {
    /// Takes the entities of documents; of some, people decided the type.
    pub(super) fn new(
        documents: &[AnnotatedDocument],
        types: &BTreeMap<EntityKey, EntityType>,
        lexicon: &Lexicon,
    ) -> Self {
        let of_document = |document| of_document(document, types, lexicon);
        let mut all: Vec<Entry> = documents.iter().flat_map(of_document).collect();
        all.sort_by(|one, other| one.key.cmp(&other.key));
        all.dedup_by(|one, other| one.key == other.key);
        let parents = (0..all.len()).collect();
        Self { all, apart: Vec::new(), parents, foes: BTreeMap::new() }
    }

    pub(super) fn root(&self, index: usize) -> usize {
        let mut root = index;
        while self.parents[root] != root {
            root = self.parents[root];
        }
        root
    }

    /// Notes that two entries are one, if nobody keeps them apart; the reason is kept with the second.
    pub(super) fn join(&mut self, first: usize, second: usize, rule: &'static str, reason: String) {
        let (one, other) = (self.root(first), self.root(second));
        if self.are_foes(one, other) {
            let reason = "People keep them apart.".to_owned();
            self.apart.push(Apart { entries: [first, second], rule: "judgement", reason });
            return;
        }
        if one != other || ALONE.contains(&self.all[second].rule) {
            self.all[second].rule = rule;
            self.all[second].reason = reason;
        }
        if one == other {
            return;
        }
        let (low, high) = (one.min(other), one.max(other));
        self.parents[high] = low;
        self.inherit_foes(low, high);
        for index in [first, second] {
            self.shorten(index, low);
        }
    }

    /// Notes that two entries must not become one.
    pub(super) fn forbid(&mut self, first: usize, second: usize) {
        let (one, other) = (self.root(first), self.root(second));
        self.foes.entry(one).or_default().insert(other);
        self.foes.entry(other).or_default().insert(one);
    }

    /// Returns whether people keep two groups apart.
    pub(super) fn are_foes(&self, one: usize, other: usize) -> bool {
        self.foes.get(&one).is_some_and(|foes| foes.contains(&other))
    }

    /// Returns whether people keep a group apart from any other.
    pub(super) fn has_foes(&self, root: usize) -> bool {
        self.foes.contains_key(&root)
    }

    fn inherit_foes(&mut self, low: usize, high: usize) {
        for foe in self.foes.remove(&high).unwrap_or_default() {
            let of_foe = self.foes.entry(foe).or_default();
            of_foe.remove(&high);
            of_foe.insert(low);
            self.foes.entry(low).or_default().insert(foe);
        }
    }

    fn shorten(&mut self, index: usize, root: usize) {
        let mut at = index;
        while at != root {
            at = std::mem::replace(&mut self.parents[at], root);
        }
    }

    pub(super) fn keep_apart(
        &mut self,
        first: usize,
        second: usize,
        rule: &'static str,
        reason: &str,
    ) {
        self.apart.push(Apart { entries: [first, second], rule, reason: reason.to_owned() });
    }
}

fn of_document(
    document: &AnnotatedDocument,
    types: &BTreeMap<EntityKey, EntityType>,
    lexicon: &Lexicon,
) -> Vec<Entry> {
    let key = DocumentKey {
        corpus: document.corpus.clone().unwrap_or_default(),
        id: document.id.clone(),
    };
    let year = document.date.map(Date::year);
    let mut countries = countries(document, lexicon);
    let places = places_in_front(document, lexicon);
    let entry = |entity: &AnnotatedEntity| {
        let mut entity = entity.clone();
        let entity_key = EntityKey { document: key.clone(), entity: entity.id.clone() };
        entity.entity_type = types.get(&entity_key).copied().unwrap_or(entity.entity_type);
        let mut entry = entry(
            entity_key,
            &entity,
            Around { year, place: places.get(entity.id.as_str()).copied() },
            lexicon,
        );
        entry.countries = countries.remove(entity.id.as_str()).unwrap_or_default();
        entry
    };
    document.entities.iter().map(entry).collect()
}

fn by_id(document: &AnnotatedDocument) -> BTreeMap<&str, &AnnotatedEntity> {
    document.entities.iter().map(|entity| (entity.id.as_str(), entity)).collect()
}

/// Returns the countries of the bodies that each person is with, by the person's id.
fn countries<'a>(
    document: &'a AnnotatedDocument,
    lexicon: &Lexicon,
) -> BTreeMap<&'a str, BTreeSet<String>> {
    let mut countries: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    let entities = by_id(document);
    for affiliation in &document.affiliations {
        let body = affiliation.organization.as_ref().and_then(|id| entities.get(id.as_str()));
        if let Some(country) = body.and_then(|body| names::country(&body.name, &lexicon.registry)) {
            countries.entry(&affiliation.person).or_default().insert(country.to_owned());
        }
    }
    countries
}

/// What stands around an entity.
#[derive(Clone, Copy)]
struct Around<'a> {
    /// The year of the document.
    year: Option<u16>,
    /// The place in front of its name.
    place: Option<&'a str>,
}

/// Returns the place that stands right in front of the name of each body, by the body's id; none where it differs.
///
/// > **Norway**'s *Defence Ministry*, the **US** *State Department*
fn places_in_front<'a>(
    document: &'a AnnotatedDocument,
    lexicon: &'a Lexicon,
) -> BTreeMap<&'a str, &'a str> {
    const GAP: std::ops::RangeInclusive<usize> = 1..=3;
    let entities = by_id(document);
    let entity = |id: &Option<String>| entities.get(id.as_ref()?.as_str()).copied();
    let mut mentions: Vec<_> = document.mentions.iter().collect();
    mentions.sort_by_key(|mention| (mention.span.start, mention.span.end));
    let mut places: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for pair in mentions.windows(2) {
        let gap = pair[1].span.start.checked_sub(pair[0].span.end);
        if !gap.is_some_and(|gap| GAP.contains(&gap)) {
            continue;
        }
        let (Some(place), Some(body)) = (entity(&pair[0].entity), entity(&pair[1].entity)) else {
            continue;
        };
        let named = lexicon.registry.named(&forms::plain(&place.name));
        if let Some(known) = named.filter(|known| known.entity_type == EntityType::Place)
            && body.entity_type == EntityType::Organization
        {
            places.entry(&body.id).or_default().insert(&known.name);
        }
    }
    let only = |(body, places): (_, BTreeSet<&'a str>)| {
        (places.len() == 1).then(|| places.first().map(|place| (body, *place))).flatten()
    };
    places.into_iter().filter_map(only).collect()
}

fn entry(key: EntityKey, entity: &AnnotatedEntity, around: Around, lexicon: &Lexicon) -> Entry {
    let forms: Vec<String> =
        std::iter::once(&entity.name).chain(&entity.names).map(|form| forms::plain(form)).collect();
    let known = known(&forms, entity, lexicon);
    let mut compared = compared(entity, around, lexicon);
    let scope = match entity.named {
        true if is_of_a_place(&compared) => Scope::Name,
        true => scope(entity, lexicon),
        false if is_told(entity, &compared, lexicon) => Scope::Name,
        false => Scope::Description,
    };
    compared.marks.known.clone_from(&known);
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
        key,
        entity_type: entity.entity_type,
        name: entity.name.clone(),
        names: entity.names.clone(),
        scope: if known.is_some() { Scope::Name } else { scope },
        form: form(entity, around.place.filter(|_| is_of_a_place(&compared)), lexicon),
        folded: forms::fold(&entity.name),
        compared,
        known,
        acronyms: forms.into_iter().filter(|form| is_acronym(form)).collect(),
        countries: BTreeSet::new(),
        rule,
        reason: reason.to_owned(),
    }
}

fn known(forms: &[String], entity: &AnnotatedEntity, lexicon: &Lexicon) -> Option<String> {
    let is_name =
        |form: &&String| entity.named && form.starts_with(|letter: char| letter.is_uppercase());
    let found = forms.iter().filter(is_name).find_map(|form| {
        lexicon.registry.named(form).filter(|known| known.entity_type == entity.entity_type)
    });
    found.map(|known| known.name.clone())
}

fn is_of_a_place(compared: &Name) -> bool {
    compared.blocks.iter().any(|block| block.rule == "same-body")
}

fn is_told(entity: &AnnotatedEntity, compared: &Name, lexicon: &Lexicon) -> bool {
    entity.entity_type == EntityType::Event && names::is_told(compared, lexicon)
}

fn compared(entity: &AnnotatedEntity, around: Around, lexicon: &Lexicon) -> Name {
    match entity.entity_type {
        EntityType::Person => names::of_person(&entity.name, lexicon),
        EntityType::Organization => {
            let mut body = names::of_body(&entity.name, around.place, lexicon);
            if around.place.is_some() && is_of_a_place(&body) {
                // Without its place the name is one that many have.
                body.blocks.retain(|block| block.rule == "same-body");
            }
            body
        }
        EntityType::Event => {
            let all = std::iter::once(&entity.name).chain(&entity.names);
            names::of_event(all, around.year, lexicon)
        }
        EntityType::Group | EntityType::Place | EntityType::Work => {
            names::of_other(&entity.name, lexicon)
        }
    }
}

/// Returns what all spellings of an entity's name share.
fn form(entity: &AnnotatedEntity, place: Option<&str>, lexicon: &Lexicon) -> String {
    let folded = match place {
        Some(place) => forms::fold(&format!("{} of {place}", entity.name)),
        None => forms::fold(&entity.name),
    };
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
    if is_common && !is_telling(&folded, lexicon) { Scope::Generic } else { Scope::Name }
}

/// Returns whether common words together tell which body is meant: "Centre for Peace Research".
fn is_telling(folded: &str, lexicon: &Lexicon) -> bool {
    const ENOUGH: usize = 3;
    let spellings = &lexicon.spellings;
    let words = || folded.split([' ', '-']).filter(|word| !spellings.is_idle(word));
    words().count() >= ENOUGH && !words().any(|word| spellings.is_state_body(word))
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

pub(super) fn is_acronym(form: &str) -> bool {
    let letters = form.chars().filter(|letter| letter.is_alphabetic()).count();
    (2..=8).contains(&letters) && !form.contains(char::is_lowercase) && !form.contains(' ')
}
