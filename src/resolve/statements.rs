//! Statements: findings with their sources resolved, nested, and named by their spans.

use std::collections::BTreeSet;

use crate::model::CodePoints;
use crate::model::Findings;
use crate::model::FoundStatement;
use crate::model::OwnWords;
use crate::model::QuotationKind;
use crate::model::SentenceKind;
use crate::model::SourceKind;
use crate::model::Span;
use crate::model::Statement;
use crate::model::Voice;
use crate::model::WordClass;
use crate::model::key;

use super::answers;
use super::author::Author;
use super::entities::Ids;
use super::events;
use super::nesting;
use super::propositions;
use super::recommendations;
use super::recommendations::Listed;
use super::voices::Meant;
use super::voices::Voices;

/// Who speaks in a statement and to whom, as candidates.
#[derive(Clone, Debug, Default)]
pub(super) struct Voiced {
    pub(super) source: Meant,
    pub(super) addressee: Meant,
    /// Who is to do what it recommends.
    pub(super) asked: Meant,
    /// How many statements hold it.
    pub(super) level: usize,
}

/// Resolves the sources and addressees, the outer statements first, so that "I" in a quotation finds its speaker.
pub(super) fn voice(
    voices: &mut Voices,
    found: &[FoundStatement],
    parents: &[Option<usize>],
) -> Vec<Voiced> {
    let levels = nesting::levels(parents);
    let mut order: Vec<usize> = (0..found.len()).collect();
    order.sort_by_key(|&index| (levels[index], index));
    let mut voiced = vec![Voiced::default(); found.len()];
    for index in order {
        let statement = &found[index];
        let speaker = parents[index].map_or_else(
            || place(statement).map(|at| voices.speaking_at(at.start())).unwrap_or_default(),
            |parent| voiced[parent].source.clone(),
        );
        let source = match statement.source {
            Voice::Words(span) => voices.of(span, &speaker, true),
            Voice::SourceOf(other) if other < voiced.len() => voiced[other].source.clone(),
            Voice::Author => speaker.clone(),
            Voice::SourceOf(_) | Voice::Unknown => Meant::new(),
        };
        let addressee = statement.addressee.map(|span| voices.addressed(span, &speaker, &source));
        if let Some(at) = place(statement) {
            voices.heard.insert(at.start(), source.clone());
        }
        let addressee = addressee.unwrap_or_default();
        let asked = recommendations::asked(voices, statement, &speaker, &addressee);
        voiced[index] = Voiced { source, addressee, asked, level: levels[index] };
    }
    voiced
}

/// Returns where a statement's speaker is heard: at the source's words, else the cue.
fn place(statement: &FoundStatement) -> Option<Span> {
    match statement.source {
        Voice::Words(span) => Some(span),
        _ => statement.cue.first().or(statement.content.first()).copied(),
    }
}

/// Writes the statements down, each at the index of its finding.
pub(super) fn write(
    voices: &Voices,
    ids: &Ids,
    points: &CodePoints,
    found: &[FoundStatement],
    parents: &[Option<usize>],
    voiced: &[Voiced],
) -> Vec<Statement> {
    let names: Vec<String> = found.iter().map(|statement| id(points, statement)).collect();
    let bases = bases(voices, found, parents, voiced);
    found
        .iter()
        .enumerate()
        .map(|(index, statement)| {
            let who = &voiced[index];
            let source_span = match statement.source {
                Voice::Words(span) => Some(span),
                _ => None,
            };
            Statement {
                id: names[index].clone(),
                source: entities(voices, ids, &who.source),
                source_span,
                source_kind: source_kind(voices, statement, who),
                cue: statement.cue.clone(),
                content: statement.content.clone(),
                quotation: statement.quotation,
                act: statement.act,
                manner: statement.manner,
                addressee: entities(voices, ids, &who.addressee),
                addressee_span: statement.addressee,
                within: parents[index]
                    .map(|parent| names[parent].clone())
                    .filter(|name| *name != names[index]),
                depth: u8::try_from(who.level + bases[index]).unwrap_or(u8::MAX),
                is_negated: statement.is_negated,
                is_modal: statement.is_modal,
                is_hedged: statement.is_hedged,
                recommendation: statement.recommendation.map(|found| {
                    recommendations::written(found, entities(voices, ids, &who.asked))
                }),
                answer: answers::of_statement(voices, ids, statement, &who.source),
                said_on: events::said_on(voices.passage, &statement.cue, &statement.content),
                proposition: propositions::of(voices, ids, &statement.content, statement.quotation),
                confidence: statement.confidence,
                rule: statement.rule,
            }
        })
        .collect()
}

/// Keeps the first of statements with the same spans.
pub(super) fn once(statements: Vec<Statement>) -> Vec<Statement> {
    let mut seen = BTreeSet::new();
    statements.into_iter().filter(|statement| seen.insert(statement.id.clone())).collect()
}

/// Returns the depth of the outermost statement around each: 0 if the author's own, else 1.
fn bases(
    voices: &Voices,
    found: &[FoundStatement],
    parents: &[Option<usize>],
    voiced: &[Voiced],
) -> Vec<usize> {
    let mut order: Vec<usize> = (0..found.len()).collect();
    order.sort_by_key(|&index| voiced[index].level);
    let mut bases = vec![1; found.len()];
    for index in order {
        bases[index] = match parents[index] {
            Some(parent) => bases[parent],
            None => usize::from(!is_author(voices, &found[index], &voiced[index])),
        };
    }
    bases
}

fn is_author(voices: &Voices, statement: &FoundStatement, voiced: &Voiced) -> bool {
    let speaking = place(statement).map(|at| voices.speaking_at(at.start())).unwrap_or_default();
    let Some(&author) = speaking.first() else { return false };
    statement.source == Voice::Author
        || voiced.source.first().is_some_and(|&source| voices.cast.are_same(source, author))
}

fn source_kind(voices: &Voices, statement: &FoundStatement, voiced: &Voiced) -> SourceKind {
    if !voiced.source.is_empty() && is_author(voices, statement, voiced) {
        return SourceKind::Author;
    }
    let is_named = |&index: &usize| voices.cast.facts(index).is_named;
    if voiced.source.iter().any(is_named) {
        return SourceKind::Named;
    }
    let stays_open = match statement.source {
        Voice::Words(span) => {
            let tokens = voices.passage.tokens_in(span);
            let classes = voices
                .passage
                .analysis
                .tokens
                .get(tokens.start)
                .map(|_| voices.passage.classes(tokens.start));
            voiced.source.is_empty()
                && tokens.len() <= 1
                && classes.is_none_or(|classes| classes.has_any(PRONOUNS))
        }
        _ => voiced.source.is_empty(),
    };
    if stays_open { SourceKind::Unknown } else { SourceKind::Anonymous }
}

const PRONOUNS: &[WordClass] = &[
    WordClass::He,
    WordClass::She,
    WordClass::It,
    WordClass::They,
    WordClass::I,
    WordClass::We,
    WordClass::Relative,
];

/// Returns the ids of the entities of some candidates, each once.
pub(super) fn entities(voices: &Voices, ids: &Ids, meant: &[usize]) -> Vec<String> {
    let mut entities: Vec<String> = Vec::new();
    for &index in meant {
        if let Some(id) = ids.get(&voices.cast.root(index))
            && !entities.contains(id)
        {
            entities.push(id.clone());
        }
    }
    entities
}

/// Returns the id of a statement: it is made of its spans.
pub(super) fn id(points: &CodePoints, statement: &FoundStatement) -> String {
    let source = match statement.source {
        Voice::Words(span) => Some(span),
        _ => None,
    };
    spans_id(
        "s=",
        points,
        &[("source", source.as_slice()), ("cue", &statement.cue), ("content", &statement.content)],
    )
}

/// Returns an id made of some named spans, in code points.
pub(super) fn spans_id(prefix: &str, points: &CodePoints, parts: &[(&str, &[Span])]) -> String {
    let words: Vec<String> = parts
        .iter()
        .flat_map(|&(name, spans)| {
            std::iter::once(name.to_owned()).chain(spans.iter().map(|&span| {
                let range = points.of(span);
                format!("{}-{}", range.start, range.end)
            }))
        })
        .collect();
    format!("{prefix}{}", key(16, words.iter().map(String::as_str)))
}

/// Returns the sentences of an author that no statement covers, and those of lists of recommendations.
pub(super) fn own_words(
    voices: &Voices,
    ids: &Ids,
    points: &CodePoints,
    author: Author,
    findings: &Findings,
    listed: &Listed,
) -> Vec<OwnWords> {
    let id = |index: usize| ids.get(&voices.cast.root(index)).cloned();
    let written = |content: Span, source: Option<usize>| OwnWords {
        id: spans_id("s=", points, &[("own", &[content])]),
        source: source.and_then(id),
        content,
        recommendation: None,
        proposition: propositions::of(voices, ids, &[content], QuotationKind::Direct),
    };
    let mut own: Vec<OwnWords> = if author.is_own_voice {
        plain(voices, &findings.statements)
            .into_iter()
            .map(|content| written(content, author.speaker))
            .collect()
    } else {
        Vec::new()
    };
    for (found, asked) in findings.listed.iter().zip(&listed.asked) {
        let at = own.iter().position(|other| other.content.overlaps(found.content));
        let mut words = written(found.content, listed.by);
        let to = entities(voices, ids, asked);
        words.recommendation = Some(recommendations::written(found.recommendation, to));
        match at {
            Some(at) => own[at] = words,
            None => own.push(words),
        }
    }
    own.sort_by_key(|words| words.content);
    own
}

/// Returns the plain sentences that no statement covers, without their full stops.
fn plain(voices: &Voices, found: &[FoundStatement]) -> Vec<Span> {
    let mut taken: Vec<Span> = found
        .iter()
        .flat_map(|statement| statement.cue.iter().chain(&statement.content).copied())
        .collect();
    taken.sort();
    let furthest: Vec<usize> = taken
        .iter()
        .scan(0, |end, span| {
            *end = span.end().max(*end);
            Some(*end)
        })
        .collect();
    let is_free = |sentence: Span| {
        let before = taken.partition_point(|span| span.start() < sentence.end());
        before.checked_sub(1).is_none_or(|last| furthest[last] <= sentence.start())
    };
    let passage = voices.passage;
    let sentences = passage.analysis.sentences.iter();
    let own =
        sentences.filter(|sentence| sentence.kind == SentenceKind::Prose && is_free(sentence.span));
    own.filter_map(|sentence| {
        let words = sentence.span.of(passage.text);
        let end = sentence.span.start() + words.trim_end_matches('.').len();
        Span::new(passage.text, sentence.span.start(), end)
    })
    .collect()
}
