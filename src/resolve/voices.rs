//! Voices: whom the words for a source, a holder or an addressee mean.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::model::EntityType;
use crate::model::Resolution;
use crate::model::Span;
use crate::model::WordClass;
use crate::model::WordClasses;

use super::antecedents::Antecedents;
use super::cast::Cast;
use super::passage::Passage;
use super::pronouns;
use super::turns::Turns;

/// Whom some words mean, as candidates; nobody where they stay open.
pub(super) type Meant = Vec<usize>;

/// Resolves words, remembering who spoke before and which pronouns meant whom.
#[derive(Clone)]
pub(super) struct Voices<'a> {
    pub(super) passage: Passage<'a>,
    pub(super) cast: Cast,
    /// Whom the pronouns of the third person mean.
    pub(super) antecedents: Antecedents,
    /// Who speaks as "I" where nobody is quoted.
    pub(super) author: Option<usize>,
    /// Who speaks as "I" from which label on.
    pub(super) turns: Turns,
    /// For whom the author or an office-holder says "we", by the root of the speaker.
    pub(super) bodies: BTreeMap<usize, usize>,
    /// Who spoke, by the byte at which the statement's source or cue stands.
    pub(super) heard: BTreeMap<usize, Meant>,
    /// Pronouns and open words, with whom they were found to mean.
    pub(super) taken_up: BTreeMap<Span, (Meant, Resolution, &'static str)>,
    /// Who is not meant by a pronoun: "she urged *her*".
    pub(super) apart: Meant,
}

impl Voices<'_> {
    /// Returns who says "I" at a byte where nobody is quoted.
    pub(super) fn speaking_at(&self, byte: usize) -> Meant {
        let author = if self.turns.has(byte) { None } else { self.author };
        self.turns.speaker_at(byte).or(author).into_iter().collect()
    }

    /// Returns whom some words mean to whom `source` speaks: not themselves.
    pub(super) fn addressed(&mut self, span: Span, speaker: &[usize], source: &[usize]) -> Meant {
        self.apart = source.to_vec();
        let meant = self.of(span, speaker, true);
        self.apart.clear();
        meant
    }

    /// Returns whom some words mean; `speaker` says "I" there. Words that describe somebody new make a candidate.
    pub(super) fn of(&mut self, span: Span, speaker: &[usize], may_be_new: bool) -> Meant {
        let tokens = self.passage.tokens_in(span);
        let tokens = self.without_ends(tokens);
        if tokens.is_empty() {
            return Meant::new();
        }
        if let Some(meant) = pronouns::meant(self, tokens.clone(), speaker) {
            return meant;
        }
        let mut meant = Meant::new();
        let parts = self.conjuncts(tokens.clone());
        let is_single = parts.len() == 1;
        for part in parts {
            match pronouns::meant(self, part.clone(), speaker) {
                Some(pronoun) => meant.extend(pronoun),
                None => meant.extend(self.head(part.clone(), may_be_new)),
            }
            if let (true, &[only]) = (is_single, meant.as_slice()) {
                self.keep_phrase(only, part);
            }
        }
        if let &[only] = meant.as_slice()
            && let Some(two) = pronouns::two_leaders(self, only)
        {
            meant = two;
        }
        if meant.is_empty() && may_be_new {
            self.taken_up.entry(span).or_insert((Meant::new(), Resolution::Open, "no-antecedent"));
        }
        let mut roots = Vec::new();
        meant.retain(|&index| {
            let root = self.cast.root(index);
            let is_new = !roots.contains(&root);
            roots.push(root);
            is_new
        });
        meant
    }

    /// Returns whom some words mean as far as that is known already; `speaker` says "we" there. Nothing is taken up by asking.
    pub(super) fn known(&self, span: Span, speaker: &[usize]) -> Meant {
        let tokens = self.without_ends(self.passage.tokens_in(span));
        if let Some((meant, ..)) = self.taken_up.get(&span) {
            return meant.clone();
        }
        if tokens.len() == 1 && self.passage.has(tokens.start, WordClass::We) {
            return speaker.to_vec();
        }
        let parts = self.conjuncts(tokens).into_iter();
        let mut meant = Meant::new();
        for index in parts.filter_map(|part| self.known_head(part)) {
            if !meant.iter().any(|&other| self.cast.are_same(other, index)) {
                meant.push(index);
            }
        }
        meant
    }

    /// Returns the last name or description before the first preposition of a phrase.
    fn known_head(&self, part: Range<usize>) -> Option<usize> {
        let inside = self.cast.outermost_in(self.passage.span(part.clone())?);
        let tokens = |index: usize| &self.cast.candidates[index].tokens;
        let is_inside = |at: usize| inside.iter().any(|&index| tokens(index).contains(&at));
        let closes = |at: &usize| {
            *at > part.start
                && !is_inside(*at)
                && (self.passage.has(*at, WordClass::Preposition)
                    || self.passage.has(*at, WordClass::Relative)
                    || self.passage.word(*at) == ",")
        };
        let end = part.clone().find(closes).unwrap_or(part.end);
        let last = inside.iter().copied().rfind(|&index| tokens(index).end <= end)?;
        self.is_covered(last, end).then_some(last)
    }

    /// Drops marks and a possessive at the ends.
    fn without_ends(&self, tokens: Range<usize>) -> Range<usize> {
        let passage = self.passage;
        let counts =
            |&index: &usize| passage.analysis.tokens[index].kind != crate::model::TokenKind::Mark;
        let ends = |&index: &usize| counts(&index) && !passage.is_possessive(index);
        let start = tokens.clone().find(counts).unwrap_or(tokens.end);
        let end = tokens.clone().rev().find(ends).map_or(start, |last| last + 1);
        start..end.max(start)
    }

    /// Splits "A, B and the head of C and D" into "A", "B" and "the head of C and D".
    fn conjuncts(&self, tokens: Range<usize>) -> Vec<Range<usize>> {
        const MOST: usize = 12;
        let mut parts = Vec::new();
        let mut start = tokens.start;
        let mut is_after_preposition = false;
        let mut index = tokens.start;
        while index < tokens.end {
            if let Some(end) = self.name_at(index, tokens.end) {
                index = end;
                continue;
            }
            let lower = self.passage.lower(index);
            let splits = matches!(lower.as_ref(), "and" | "or" | "," | "&" | ";");
            if splits
                && !is_after_preposition
                && !self.share_an_event(start..index, index + 1..tokens.end)
            {
                if start < index {
                    parts.push(start..index);
                }
                start = index + 1;
            } else if self.passage.has(index, WordClass::Preposition) {
                is_after_preposition = true;
            } else if self.passage.has(index, WordClass::Relative) {
                break;
            }
            index += 1;
        }
        if start < tokens.end {
            parts.push(start..tokens.end);
        }
        parts.truncate(MOST);
        parts
    }

    /// Returns whether two parts of a list are what one event is of.
    ///
    /// > the **Senate** and *local* elections; but: the **Senate** and *the* elections, the **Senate** and *local* groups
    fn share_an_event(&self, before: Range<usize>, after: Range<usize>) -> bool {
        let passage = self.passage;
        let opens =
            |at: usize| passage.classes(at).has_any(&[WordClass::Article, WordClass::Definite]);
        let closes = |at: &usize| {
            let classes = passage.classes(*at);
            classes.has(WordClass::Preposition)
                || matches!(passage.lower(*at).as_ref(), "," | "and")
        };
        let is_one = self.name_at(before.start + 1, before.end) == Some(before.end);
        let end = after.clone().find(closes).unwrap_or(after.end);
        let is_event = |at: usize| passage.has(at, WordClass::EventNoun);
        let is_opened = opens(before.start) && !opens(after.start);
        before.len() > 1 && is_opened && is_one && end > after.start + 1 && is_event(end - 1)
    }

    /// Keeps the whole phrase for somebody who is described, up to a second preposition.
    fn keep_phrase(&mut self, index: usize, part: Range<usize>) {
        const LONGEST: usize = 12;
        let passage = self.passage;
        let opens =
            |at: usize| passage.classes(at).has_any(&[WordClass::Article, WordClass::Definite]);
        let start = if opens(part.start) { part.start + 1 } else { part.start };
        let head_end = self.cast.candidates[index].tokens.end;
        let is_preposition =
            |at: &usize| passage.has(*at, WordClass::Preposition) || passage.lower(*at) == "to";
        let tells = |at: usize| matches!(passage.lower(at).as_ref(), "of" | "from" | "in" | "at");
        let end = (head_end..part.end)
            .filter(is_preposition)
            .find(|&at| at > head_end || !tells(at))
            .unwrap_or(part.end);
        let heads = head_end == end || (head_end < end && is_preposition(&head_end));
        let candidate = &mut self.cast.candidates[index];
        let holds = start <= candidate.tokens.start && heads && end - start <= LONGEST;
        if candidate.is_described && holds && candidate.phrase.is_none() {
            candidate.phrase = passage.span(start..end);
        }
    }

    /// Returns the end of the name that begins at a token.
    fn name_at(&self, index: usize, limit: usize) -> Option<usize> {
        let found = self.cast.starting_at(self.passage, index)?;
        let end = self.cast.candidates[found].tokens.end;
        (end <= limit && end > index).then_some(end)
    }

    /// Returns whom a phrase names whose title opens it: "**President of Kazakhstan** Kassym-Jomart Tokayev".
    fn titled(&self, part: &Range<usize>) -> Option<usize> {
        let span = self.passage.span(part.clone())?;
        let opens = |title: &Range<usize>| {
            title.start <= part.start + 1 && title.contains(&(part.start + 1)) && title.len() > 2
        };
        let candidate =
            |&index: &usize| self.cast.candidates[index].title.as_ref().is_some_and(opens);
        self.cast.outermost_in(span).into_iter().find(candidate)
    }

    /// Returns whom a phrase means: the last name before its first preposition.
    fn head(&mut self, part: Range<usize>, may_be_new: bool) -> Option<usize> {
        if let Some(titled) = self.titled(&part) {
            return Some(titled);
        }
        let mut end = part.start;
        let mut last = None;
        while end < part.end {
            if let Some(after) = self.name_at(end, part.end) {
                last = self.cast.starting_at(self.passage, end);
                end = after;
                continue;
            }
            let classes = self.passage.classes(end);
            let closes = classes.has(WordClass::Preposition)
                || classes.has(WordClass::Relative)
                || self.passage.word(end) == ",";
            if closes && end > part.start {
                break;
            }
            end += 1;
        }
        // "*Sources* close to the minister".
        let is_late = end > part.start + 1
            && end < part.end
            && self.passage.has(end - 1, WordClass::LateModifier);
        if is_late {
            return self.head(part.start..end - 1, may_be_new);
        }
        let is_count = end < part.end
            && last.is_none()
            && self.passage.lower(end) == "of"
            && (part.start..end).any(|index| self.passage.has(index, WordClass::Quantity));
        if is_count {
            return self.cast.outermost_in(self.passage.span(end + 1..part.end)?).first().copied();
        }
        let is_shared = |at: usize| {
            let (before, after) = (part.start..at, at + 1..end);
            self.passage.lower(at) == "and" && self.share_an_event(before, after)
        };
        if (part.start + 1..end).any(is_shared) {
            return self.cast.covering(self.passage, part.start..end);
        }
        match last {
            Some(found) if self.is_covered(found, end) => Some(found),
            None if self.cast.covering(self.passage, part.start..end).is_some() => {
                self.cast.covering(self.passage, part.start..end)
            }
            _ if may_be_new => self.describe(part.start..end),
            found => found,
        }
    }

    /// Returns whether nothing but small words stands between a name and the end of its phrase.
    fn is_covered(&self, index: usize, end: usize) -> bool {
        let after = self.cast.candidates[index].tokens.end..end;
        after.clone().all(|token| {
            self.passage.is_possessive(token)
                || !self.passage.is_word(token)
                || self.passage.has(token, WordClass::FunctionWord)
                || self.passage.lower(token).ends_with("ly")
        })
    }

    /// Makes a candidate of a phrase whose head noun no list has.
    pub(super) fn describe(&mut self, phrase: Range<usize>) -> Option<usize> {
        let passage = self.passage;
        let skips = |&index: &usize| {
            let classes = passage.classes(index);
            !passage.is_word(index)
                || classes.has_any(&[WordClass::Article, WordClass::Definite])
                || passage.is_possessive(index)
        };
        let first = phrase.clone().find(|index| !skips(index))?;
        let last = phrase.clone().rev().find(|index| !skips(index))?;
        let lower = passage.lower(last);
        let classes = passage.classes(last);
        let is_quantity = classes.has(WordClass::Quantity);
        if classes.has(WordClass::FunctionWord) && !is_quantity || first > last {
            return None;
        }
        let is_name = (first..=last)
            .all(|index| passage.word(index).starts_with(char::is_uppercase))
            && !classes.has_any(&[
                WordClass::CommonOpener,
                WordClass::FunctionWord,
                WordClass::Quantity,
            ])
            && !passage.has(first, WordClass::FunctionWord);
        let is_plural = is_quantity || (lower.ends_with('s') && !lower.ends_with("ss"));
        let listed = listed_type(classes).filter(|_| !is_name);
        let acts = is_name || is_quantity || acts(&lower, is_plural);
        let entity_type = match (acts, is_plural && !is_name) {
            _ if listed.is_some() => listed?,
            (false, _) => return None,
            (true, true) => EntityType::Group,
            (true, false) => EntityType::Person,
        };
        let span = passage.span(first..last + 1)?;
        Some(self.cast.add(passage, span, Some(entity_type), None, !is_name))
    }
}

/// Returns the type of what a noun of the lists describes.
fn listed_type(classes: WordClasses) -> Option<EntityType> {
    const BY_NOUN: &[(WordClass, EntityType)] = &[
        (WordClass::SpeakingWork, EntityType::Work),
        (WordClass::OrganisationNoun, EntityType::Organization),
        (WordClass::WorkNoun, EntityType::Work),
    ];
    BY_NOUN.iter().find(|(class, _)| classes.has(*class)).map(|&(_, entity_type)| entity_type)
}

/// Returns whether a noun that no list has may be somebody who acts, by its ending: "blogger", "defendants", but
/// not "commitments".
pub(super) fn acts(noun: &str, is_plural: bool) -> bool {
    const PERSONS: &[&str] = &[
        "er", "or", "ist", "ian", "ant", "ent", "man", "woman", "ee", "ary", "ate", "one", "eur",
        "person",
    ];
    const THINGS: &[&str] = &[
        "ments", "tions", "sions", "ices", "ings", "ities", "ards", "isms", "ures", "ances",
        "ences", "ties",
    ];
    if is_plural {
        return !THINGS.iter().any(|ending| noun.ends_with(ending));
    }
    PERSONS.iter().any(|ending| noun.ends_with(ending)) && !noun.ends_with("ment")
}
