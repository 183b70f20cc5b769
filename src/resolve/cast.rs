//! The cast: all words of a document that may mean somebody or something, and which of them mean the same.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;

use crate::model::Date;
use crate::model::EntityType;
use crate::model::Resolution;
use crate::model::Span;
use crate::model::WordClass;

use super::forms;
use super::passage::Passage;

/// Words that name or describe somebody or something.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub(super) span: Span,
    pub(super) tokens: Range<usize>,
    pub(super) title: Option<Range<usize>>,
    pub(super) is_described: bool,
    /// The folded name.
    pub(super) key: String,
    /// The head noun of a description or of a body's, event's or work's name, in the singular.
    pub(super) head: String,
    /// The other words, in small letters.
    pub(super) modifiers: Vec<String>,
    pub(super) determiner: Determiner,
    /// The name after the head: "report **of the OSCE**".
    pub(super) complement: Option<usize>,
    pub(super) resolution: Resolution,
    pub(super) rule: &'static str,
    /// The whole phrase for somebody who is described: "officials **from both governments**".
    pub(super) phrase: Option<Span>,
    /// The name of somebody whom no words of the text name: the author, as the metadata have it.
    pub(super) outside: Option<String>,
    /// Whether a description means an entity of its own, be no finding about it; none where no model was asked.
    pub(super) is_worth: Option<bool>,
}

/// What opens a description.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Determiner {
    /// "The", "this", "its", or a name with "'s".
    Definite,
    /// "A", "another", "some", a number.
    Indefinite,
    /// Nothing.
    Bare,
}

/// Whether somebody is a man or a woman, where the text or a first name tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gender {
    Male,
    Female,
}

/// What is known about all candidates that mean the same.
#[derive(Clone, Debug, Default)]
pub(super) struct Facts {
    votes: [u32; EntityType::ALL.len()],
    pub(super) is_named: bool,
    pub(super) gender: Option<Gender>,
    pub(super) is_country: bool,
    pub(super) is_used: bool,
    /// When an event was, of when a work is.
    pub(super) date: Option<Date>,
    /// Where an event was, as a candidate.
    pub(super) place: Option<usize>,
}

impl Facts {
    /// Returns the type that most candidates have; of two equal ones the first.
    pub(super) fn entity_type(&self) -> Option<EntityType> {
        let most = self.votes.iter().copied().max().filter(|&most| most > 0)?;
        EntityType::ALL.into_iter().find(|&entity_type| self.votes[entity_type as usize] == most)
    }

    fn add(&mut self, other: &Self) {
        for (mine, theirs) in self.votes.iter_mut().zip(other.votes) {
            *mine += theirs;
        }
        self.is_named |= other.is_named;
        self.gender = self.gender.or(other.gender);
        self.is_country |= other.is_country;
        self.is_used |= other.is_used;
        self.date = self.date.max(other.date);
        self.place = self.place.or(other.place);
    }
}

type Place = (usize, Reverse<usize>);

/// Candidates in the order of the text, grouped by what they mean.
#[derive(Clone, Debug, Default)]
pub(super) struct Cast {
    pub(super) candidates: Vec<Candidate>,
    parents: Vec<usize>,
    facts: Vec<Facts>,
    /// The candidates by where they begin and end, of those that begin together the longest first.
    order: BTreeMap<Place, usize>,
    /// The first named candidate with a folded name.
    keys: BTreeMap<String, usize>,
}

impl Cast {
    /// Makes a candidate of every name of the analysis.
    pub(super) fn new(passage: Passage) -> Self {
        let mut cast = Self::default();
        for name in &passage.analysis.names {
            let title = name.title.map(|title| passage.tokens_in(title));
            let index = cast.add(passage, name.span, name.entity_type, title, name.is_described);
            cast.candidates[index].is_worth = name.is_worth;
        }
        for index in 0..cast.candidates.len() {
            cast.candidates[index].complement = cast.complement_of(passage, index);
        }
        cast
    }

    /// Adds a candidate, unless one with these words is there; returns its index.
    pub(super) fn add(
        &mut self,
        passage: Passage,
        span: Span,
        entity_type: Option<EntityType>,
        title: Option<Range<usize>>,
        is_described: bool,
    ) -> usize {
        let place = (span.start(), Reverse(span.end()));
        if let Some(&index) = self.order.get(&place) {
            return index;
        }
        let index = self.candidates.len();
        self.order.insert(place, index);
        let tokens = passage.tokens_in(span);
        let words = span.of(passage.text);
        let known = passage.lexicon.registry.named(words).filter(|_| !is_described);
        let (head, modifiers) = head_and_modifiers(passage, tokens.clone());
        let mut facts = Facts { is_named: !is_described, ..Facts::default() };
        if let Some(entity_type) = entity_type {
            facts.votes[entity_type as usize] =
                if title.is_some() || known.is_some() { 3 } else { 1 };
        }
        facts.is_country = known.is_some_and(|known| known.is_country);
        facts.gender = gender(passage, &tokens, title.as_ref(), entity_type);
        self.candidates.push(Candidate {
            span,
            determiner: determiner(passage, tokens.start),
            title,
            is_described,
            key: known
                .map_or_else(|| key(passage, span, &tokens), |known| forms::fold(&known.name)),
            tokens,
            head,
            modifiers,
            complement: None,
            resolution: if is_described { Resolution::Description } else { Resolution::Named },
            rule: if is_described { "description" } else { "name" },
            phrase: None,
            outside: None,
            is_worth: None,
        });
        self.parents.push(index);
        self.facts.push(facts);
        if !is_described {
            self.keys.entry(self.candidates[index].key.clone()).or_insert(index);
        }
        index
    }

    /// Takes words that seemed to describe for a name.
    pub(super) fn take_for_name(&mut self, index: usize) {
        let candidate = &mut self.candidates[index];
        if candidate.is_described {
            candidate.is_described = false;
            candidate.resolution = Resolution::Named;
            candidate.rule = "name";
            self.keys.entry(candidate.key.clone()).or_insert(index);
            let root = self.root(index);
            self.facts[root].is_named = true;
        }
    }

    /// Adds somebody whom the text does not name; the words that stand for them are the whole text.
    pub(super) fn add_outside(
        &mut self,
        passage: Passage,
        entity_type: EntityType,
        name: &str,
        is_named: bool,
    ) -> Option<usize> {
        let span = Span::new(passage.text, 0, passage.text.len())?;
        let index = self.candidates.len();
        self.candidates.push(Candidate {
            span,
            tokens: 0..0,
            title: None,
            is_described: !is_named,
            key: forms::fold(name),
            head: String::new(),
            modifiers: Vec::new(),
            determiner: Determiner::Bare,
            complement: None,
            resolution: Resolution::Author,
            rule: "author",
            phrase: None,
            outside: Some(forms::tidy(name)),
            is_worth: None,
        });
        let mut facts = Facts { is_named, ..Facts::default() };
        facts.votes[entity_type as usize] = 1;
        self.parents.push(index);
        self.facts.push(facts);
        Some(index)
    }

    /// Returns the first candidate that means the same.
    pub(super) fn root(&self, index: usize) -> usize {
        let mut root = index;
        while self.parents[root] != root {
            root = self.parents[root];
        }
        root
    }

    /// Notes that two candidates mean the same; the later one was resolved to the earlier by a rule.
    pub(super) fn join(
        &mut self,
        index: usize,
        other: usize,
        resolution: Resolution,
        rule: &'static str,
    ) {
        let (root, other_root) = (self.root(index), self.root(other));
        if root == other_root || !self.may_be_one(index, other) {
            return;
        }
        let (first, second) = (root.min(other_root), root.max(other_root));
        let facts = std::mem::take(&mut self.facts[second]);
        self.facts[first].add(&facts);
        self.parents[second] = first;
        self.candidates[index].resolution = resolution;
        self.candidates[index].rule = rule;
        self.shorten(index);
        self.shorten(other);
    }

    /// Notes when and where an event was.
    pub(super) fn note(&mut self, index: usize, date: Option<Date>, place: Option<usize>) {
        let root = self.root(index);
        self.facts[root].date = self.facts[root].date.max(date);
        self.facts[root].place = self.facts[root].place.or(place);
    }

    /// Returns whether nothing that is known of two candidates tells them apart: no other date, no other place.
    pub(super) fn may_be_one(&self, index: usize, other: usize) -> bool {
        let (own, theirs) = (self.facts(index), self.facts(other));
        let dates_fit = own.date.zip(theirs.date).is_none_or(|(own, theirs)| own.may_be(theirs));
        let places_fit =
            own.place.zip(theirs.place).is_none_or(|(own, theirs)| self.are_near(own, theirs));
        dates_fit && places_fit
    }

    /// Returns whether two places may be one, or one lies in the other: only two countries surely do not.
    fn are_near(&self, place: usize, other: usize) -> bool {
        let are_countries = self.facts(place).is_country && self.facts(other).is_country;
        !are_countries
            || self.are_same(place, other)
            || self.candidates[place].key == self.candidates[other].key
    }

    /// Lets the candidates on the way to a root point at it.
    fn shorten(&mut self, index: usize) {
        let root = self.root(index);
        let mut at = index;
        while at != root {
            at = std::mem::replace(&mut self.parents[at], root);
        }
    }

    pub(super) fn are_same(&self, index: usize, other: usize) -> bool {
        self.root(index) == self.root(other)
    }

    /// Returns what is known about whom a candidate means.
    pub(super) fn facts(&self, index: usize) -> &Facts {
        &self.facts[self.root(index)]
    }

    pub(super) fn entity_type(&self, index: usize) -> Option<EntityType> {
        self.facts(index).entity_type()
    }

    /// Votes for a type of whom a candidate means.
    pub(super) fn vote(&mut self, index: usize, entity_type: EntityType, weight: u32) {
        let root = self.root(index);
        self.facts[root].votes[entity_type as usize] += weight;
    }

    /// Notes whether somebody is a man or a woman, if that is not known.
    pub(super) fn tell_gender(&mut self, index: usize, gender: Gender) {
        let root = self.root(index);
        let facts = &mut self.facts[root];
        facts.gender = facts.gender.or(Some(gender));
    }

    /// Notes that a finding is about whom a candidate means.
    pub(super) fn mark_used(&mut self, index: usize) {
        let root = self.root(index);
        self.facts[root].is_used = true;
    }

    /// Returns all candidates in the order of the text, of those that begin together the longest first.
    pub(super) fn in_order(&self) -> Vec<usize> {
        self.order.values().copied().collect()
    }

    /// Returns the candidates that lie in a span and in no other one, in order.
    pub(super) fn outermost_in(&self, span: Span) -> Vec<usize> {
        let mut found = Vec::new();
        let mut free_from = span.start();
        let places = (span.start(), Reverse(usize::MAX))..(span.end(), Reverse(usize::MAX));
        for (&(start, Reverse(end)), &index) in self.order.range(places) {
            if start >= free_from && end <= span.end() {
                found.push(index);
                free_from = end;
            }
        }
        found
    }

    /// Returns the first candidate with a folded name.
    pub(super) fn with_key(&self, key: &str) -> Option<usize> {
        self.keys.get(key).copied()
    }

    /// Returns the longest candidate that begins with a token.
    pub(super) fn starting_at(&self, passage: Passage, token: usize) -> Option<usize> {
        let start = passage.analysis.tokens.get(token)?.span.start();
        let places = (start, Reverse(usize::MAX))..(start + 1, Reverse(usize::MAX));
        self.order.range(places).next().map(|(_, &index)| index)
    }

    /// Returns the longest of the candidates that end before a token.
    pub(super) fn ending_at(&self, passage: Passage, token: usize) -> Option<usize> {
        self.all_ending_at(passage, token).first().copied()
    }

    /// Returns the candidates that end before a token, the longest first.
    pub(super) fn all_ending_at(&self, passage: Passage, token: usize) -> Vec<usize> {
        const WINDOW: usize = 12;
        let last = token.checked_sub(1).and_then(|last| passage.analysis.tokens.get(last));
        let Some(end) = last.map(|last| last.span.end()) else { return Vec::new() };
        let near = self.order.range(..(end, Reverse(usize::MAX))).rev().take(WINDOW);
        let ending = near.filter(|((_, Reverse(other)), _)| *other == end).map(|(_, &index)| index);
        let mut ending: Vec<usize> = ending.collect();
        ending.reverse();
        ending
    }

    /// Returns the longest of the candidates that end with a token and begin before another.
    pub(super) fn covering(&self, passage: Passage, tokens: Range<usize>) -> Option<usize> {
        let found = self.ending_at(passage, tokens.end)?;
        (self.candidates[found].tokens.start < tokens.start).then_some(found)
    }

    /// Returns the candidates that begin before a byte, the nearest first.
    pub(super) fn before(&self, byte: usize) -> impl Iterator<Item = usize> {
        self.order.range(..(byte, Reverse(usize::MAX))).rev().map(|(_, &index)| index)
    }

    fn complement_of(&self, passage: Passage, index: usize) -> Option<usize> {
        let candidate = &self.candidates[index];
        if !candidate.is_described {
            return None;
        }
        let end = candidate.tokens.end;
        let limit = passage.sentence_end(candidate.tokens.start);
        let opens = end + 1 < limit
            && matches!(
                passage.lower(end).as_ref(),
                "of" | "in" | "on" | "for" | "against" | "to" | "from" | "by" | "at"
            );
        if opens {
            let first = if passage.lower(end + 1) == "the" { end + 2 } else { end + 1 };
            return self
                .starting_at(passage, first)
                .filter(|&other| !self.candidates[other].is_described);
        }
        let owner_end = candidate.tokens.start.checked_sub(1)?;
        if passage.is_possessive(owner_end) {
            return self
                .ending_at(passage, owner_end)
                .filter(|&other| !self.candidates[other].is_described);
        }
        None
    }
}

/// Returns the folded name without a suffix: "Joseph Biden, **Jr.**".
fn key(passage: Passage, span: Span, tokens: &Range<usize>) -> String {
    let is_suffix =
        |&index: &usize| passage.word(index) == "," || passage.has(index, WordClass::NameSuffix);
    let last = tokens.clone().rev().find(|index| !is_suffix(index));
    let short = last.and_then(|last| passage.span(tokens.start..last + 1));
    forms::fold(short.unwrap_or(span).of(passage.text))
}

/// Splits "the final report of the OSCE" into "report" and "final"; what follows a preposition is left out.
fn head_and_modifiers(passage: Passage, tokens: Range<usize>) -> (String, Vec<String>) {
    let is_preposition = |&index: &usize| passage.has(index, WordClass::Preposition);
    let end = tokens.clone().skip(1).find(is_preposition).unwrap_or(tokens.end);
    let Some(head) = end.checked_sub(1).filter(|&head| head >= tokens.start) else {
        return (String::new(), Vec::new());
    };
    let lower = passage.lower(head);
    let singular = passage.lexicon.names.singular_of(&lower).unwrap_or_else(|| lower.into_owned());
    let modifiers = (tokens.start..head).filter(|&index| passage.is_word(index));
    (singular, modifiers.map(|index| passage.lower(index).into_owned()).collect())
}

fn determiner(passage: Passage, start: usize) -> Determiner {
    let Some(before) = start.checked_sub(1) else { return Determiner::Bare };
    let classes = passage.classes(before);
    let is_indefinite = matches!(
        passage.lower(before).as_ref(),
        "a" | "an"
            | "another"
            | "some"
            | "one"
            | "any"
            | "other"
            | "two"
            | "three"
            | "many"
            | "several"
            | "no"
            | "each"
            | "every"
    );
    if passage.lower(before) == "both" {
        Determiner::Definite
    } else if is_indefinite {
        Determiner::Indefinite
    } else if classes.has_any(&[WordClass::Article, WordClass::Definite])
        || passage.is_possessive(before)
    {
        Determiner::Definite
    } else {
        Determiner::Bare
    }
}

/// Tells a person's gender by title, first name or noun.
fn gender(
    passage: Passage,
    tokens: &Range<usize>,
    title: Option<&Range<usize>>,
    entity_type: Option<EntityType>,
) -> Option<Gender> {
    if entity_type != Some(EntityType::Person) {
        return None;
    }
    let words = title.cloned().unwrap_or(0..0).chain(tokens.clone());
    let tells = |index: usize| {
        let classes = passage.classes(index);
        if classes.has_any(&[WordClass::HonorificFemale, WordClass::FemaleNoun]) {
            Some(Gender::Female)
        } else if classes.has_any(&[WordClass::HonorificMale, WordClass::MaleNoun]) {
            Some(Gender::Male)
        } else {
            None
        }
    };
    words.clone().find_map(tells).or_else(|| {
        let classes = passage.classes(tokens.start);
        match (classes.has(WordClass::MaleFirstName), classes.has(WordClass::FemaleFirstName)) {
            (true, false) => Some(Gender::Male),
            (false, true) => Some(Gender::Female),
            _ => None,
        }
    })
}
