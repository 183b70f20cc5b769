//! The author: who speaks as "I" or "we" where nobody is quoted.
//!
//! > *The author is* **Foreign Minister of Kazakhstan**. … *Address by* **H. E. Mr. Fatos Nano** … **The
//! > United States** *condemns … We call on …*

use crate::model::Document;
use crate::model::EntityType;
use crate::model::Genre;
use crate::model::Span;
use crate::model::WordClass;

use super::cast::Cast;
use super::forms;
use super::passage::Passage;
use super::turns::Turns;

/// Who speaks, and for whom.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Author {
    pub(super) speaker: Option<usize>,
    /// Whether plain sentences are the author's own words.
    pub(super) is_own_voice: bool,
}

/// Finds the author in the metadata, in a line of the text that says so, or by who says "we" in it.
pub(super) fn find(
    document: &Document,
    passage: Passage,
    cast: &mut Cast,
    turns: &Turns,
    told: Option<usize>,
) -> Author {
    let metadata = &document.metadata;
    let genre_speaks = metadata.genre.is_some_and(Genre::is_own_voice);
    let is_told = metadata.genre.is_some_and(|genre| !genre.is_own_voice());
    let may_speak = genre_speaks || metadata.genre.is_none() && first_person(passage);
    if let Some(name) = metadata.author.as_deref().filter(|_| may_speak) {
        let speaker = named_so(passage, cast, name).or_else(|| outside(passage, cast, name));
        return Author { speaker, is_own_voice: true };
    }
    if is_told {
        return Author::default();
    }
    let said = author_line(passage, cast)
        .or_else(|| label(passage, cast))
        .or_else(|| heading(passage, cast))
        .or(told)
        .or_else(|| turns.only_speaker(cast));
    if let Some(speaker) = said.filter(|_| genre_speaks || first_person(passage)) {
        return Author { speaker: Some(speaker), is_own_voice: true };
    }
    if !genre_speaks && !first_person(passage) {
        return Author::default();
    }
    let mut speaker = first_country(passage, cast);
    // That "I" speaks does not yet make every sentence the speaker's own: it may be an interview.
    let is_own_voice = genre_speaks || speaker.is_some();
    if speaker.is_none() && (genre_speaks || !turns.are_some() && speaks_unnamed(passage)) {
        speaker = cast.add_outside(passage, EntityType::Person, "author", false);
    }
    Author { speaker, is_own_voice }
}

/// Returns the body that a document is of, by its metadata.
pub(super) fn body(document: &Document, passage: Passage, cast: &mut Cast) -> Option<usize> {
    let metadata = &document.metadata;
    let names = metadata.author.iter().chain(&metadata.publisher);
    let name = names.into_iter().find(|name| !name.trim().is_empty())?.clone();
    named_so(passage, cast, &name).or_else(|| outside(passage, cast, &name))
}

/// Returns the candidate that a name from the metadata names, the fullest description included.
fn named_so(passage: Passage, cast: &Cast, name: &str) -> Option<usize> {
    let registry = &passage.lexicon.registry;
    let key =
        registry.named(name).map_or_else(|| forms::fold(name), |known| forms::fold(&known.name));
    let all = cast.in_order();
    let is_so = |&&index: &&usize| cast.candidates[index].key == key;
    let described = |&&index: &&usize| {
        let candidate = &cast.candidates[index];
        let full = full_form(passage, cast, index);
        candidate.is_described && full.is_some_and(|full| forms::fold(full.of(passage.text)) == key)
    };
    all.iter().find(is_so).or_else(|| all.iter().find(described)).copied()
}

/// Returns a description with its complement: "Foreign Minister of Kazakhstan".
pub(super) fn full_form(passage: Passage, cast: &Cast, index: usize) -> Option<Span> {
    let candidate = &cast.candidates[index];
    let complement = &cast.candidates[candidate.complement?];
    if complement.tokens.start < candidate.tokens.end {
        return None;
    }
    let mut end = complement.tokens.end;
    while end < passage.len()
        && passage.lower(end) == "and"
        && let Some(next) = cast.starting_at(passage, end + 1)
        && !cast.candidates[next].is_described
    {
        end = cast.candidates[next].tokens.end;
    }
    passage.span(candidate.tokens.start..end)
}

fn outside(passage: Passage, cast: &mut Cast, name: &str) -> Option<usize> {
    let registry = &passage.lexicon.registry;
    let classes: Vec<_> = name
        .split_whitespace()
        .map(|word| passage.lexicon.names.of(&word.to_lowercase()))
        .collect();
    let is_body = classes.iter().any(|classes| classes.has(WordClass::OrganisationNoun));
    let is_post = classes.iter().any(|classes| classes.has(WordClass::Role));
    let entity_type = match registry.named(name) {
        Some(known) => known.entity_type,
        None if is_body && !is_post => EntityType::Organization,
        None => EntityType::Person,
    };
    cast.add_outside(passage, entity_type, name, !is_post)
}

/// Finds "The author is Foreign Minister of Kazakhstan."
fn author_line(passage: Passage, cast: &Cast) -> Option<usize> {
    let sentences = &passage.analysis.sentences;
    let mut ends = sentences.iter().take(EDGE).chain(sentences.iter().rev().take(EDGE));
    ends.find_map(|sentence| {
        let tokens = sentence.tokens.clone();
        let says = tokens
            .clone()
            .take(3)
            .any(|at| matches!(passage.lower(at).as_ref(), "author" | "writer"))
            && tokens.clone().take(6).any(|at| passage.has(at, WordClass::Copula));
        let after =
            tokens.clone().find(|&at| passage.has(at, WordClass::Copula)).filter(|_| says)?;
        let rest = passage.span(after + 1..tokens.end)?;
        persons_in(cast, rest).first().copied()
    })
}

/// Lines that say who the author is stand among the first or last so many.
const EDGE: usize = 3;

fn persons_in(cast: &Cast, span: Span) -> Vec<usize> {
    let is_person = |index: &usize| cast.entity_type(*index) == Some(EntityType::Person);
    cast.outermost_in(span).into_iter().filter(is_person).collect()
}

/// Finds a speaker's label at the very start: "Mr. DUNCAN. Mr. Speaker, …".
fn label(passage: Passage, cast: &Cast) -> Option<usize> {
    let first = cast.in_order().first().copied()?;
    let candidate = &cast.candidates[first];
    let name = candidate.span.of(passage.text);
    // "Ms. LEE of Texas."
    let is_placed =
        candidate.tokens.end < passage.len() && passage.lower(candidate.tokens.end) == "of";
    let end = candidate.tokens.end + if is_placed { 2 } else { 0 };
    let is_label = candidate.title.as_ref().is_some_and(|title| title.start == 0)
        && name.chars().count() > 1
        && !name.contains(char::is_lowercase)
        && passage
            .analysis
            .tokens
            .get(end)
            .is_some_and(|mark| matches!(mark.span.of(passage.text), "." | ":"));
    (is_label && cast.entity_type(first) == Some(EntityType::Person)).then_some(first)
}

/// Finds "Address by …", "Statement by …", "By …" in the first lines.
fn heading(passage: Passage, cast: &Cast) -> Option<usize> {
    const WORDS: usize = 12;
    passage.analysis.sentences.iter().take(EDGE).find_map(|sentence| {
        let tokens = sentence.tokens.clone();
        let by = tokens.clone().take(4).find(|&at| passage.lower(at) == "by")?;
        // A sentence may seem to end after "H. E."
        let paragraph = passage.analysis.sentences.iter();
        let paragraph = paragraph.filter(|other| other.paragraph == sentence.paragraph);
        let end = paragraph.map(|other| other.tokens.end).max().unwrap_or(tokens.end);
        let near = by + 1..end.min(by + WORDS);
        persons_in(cast, passage.span(near)?).first().copied()
    })
}

/// Finds the country that the first sentences are about: "The United States condemns …".
fn first_country(passage: Passage, cast: &Cast) -> Option<usize> {
    passage.analysis.sentences.iter().take(EDGE).find_map(|sentence| {
        let first = sentence.tokens.start;
        let start = if first < passage.len() && passage.has(first, WordClass::Article) {
            first + 1
        } else {
            first
        };
        cast.starting_at(passage, start).filter(|&index| cast.facts(index).is_country)
    })
}

/// Returns whether "I", or "we" in most sentences, speaks outside quotations.
fn speaks_unnamed(passage: Passage) -> bool {
    let sentences = passage.analysis.sentences.len();
    let singular = spoken(passage, |word, _| word == "I" || word == "My");
    let any = spoken(passage, says_we_or_i);
    is_share(singular, sentences) || (any >= 6 && any * 2 >= sentences)
}

/// Returns whether "I" or "we" speaks outside quotations in a good share of the sentences.
fn first_person(passage: Passage) -> bool {
    is_share(spoken(passage, says_we_or_i), passage.analysis.sentences.len())
}

fn is_share(spoken: usize, sentences: usize) -> bool {
    spoken >= 2 && spoken * 6 >= sentences
}

fn says_we_or_i(word: &str, lower: &str) -> bool {
    word == "I" || matches!(lower, "we" | "our" | "my")
}

/// Counts the words outside quotations that count.
fn spoken(passage: Passage, counts: fn(&str, &str) -> bool) -> usize {
    let quotations = &passage.analysis.quotations;
    let is_quoted = |byte: usize| {
        let at = quotations.partition_point(|quotation| quotation.span.start() <= byte);
        at.checked_sub(1).is_some_and(|at| quotations[at].span.end() > byte)
    };
    let speaks = |token: &crate::model::Token| {
        let word = token.span.of(passage.text);
        let is_short = word.len() <= 3;
        let lower = if is_short { word.to_lowercase() } else { String::new() };
        counts(word, &lower) && !is_quoted(token.span.start())
    };
    passage.analysis.tokens.iter().filter(|token| speaks(token)).count()
}
