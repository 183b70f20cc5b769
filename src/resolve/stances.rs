//! Stances: findings with their holders and targets resolved, one for a holder, target and side in a sentence.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::model::CodePoints;
use crate::model::Findings;
use crate::model::FoundStance;
use crate::model::Span;
use crate::model::Stance;
use crate::model::Statement;
use crate::model::TokenKind;
use crate::model::Voice;
use crate::model::WordClass;
use crate::model::key;

use super::answers;
use super::entities::Ids;
use super::statements;
use super::statements::Voiced;
use super::voices::Meant;
use super::voices::Voices;

const PRONOUNS: [WordClass; 7] = [
    WordClass::I,
    WordClass::We,
    WordClass::You,
    WordClass::He,
    WordClass::She,
    WordClass::It,
    WordClass::They,
];

/// Who holds a stance and toward whom, as candidates.
#[derive(Clone, Debug, Default)]
pub(super) struct Sided {
    pub(super) holder: Meant,
    pub(super) target: Meant,
}

/// Resolves holders and targets.
pub(super) fn voice(voices: &mut Voices, findings: &Findings, voiced: &[Voiced]) -> Vec<Sided> {
    let stances = findings.stances.iter();
    stances
        .map(|stance| {
            let speaker = speaker(voices, stance, voiced);
            let holder = holder(voices, stance, &speaker, voiced);
            Sided { holder, target: target(voices, stance.target, &speaker) }
        })
        .collect()
}

/// Returns numbers for the holder of each stance, rising; words that are the same are looked at once.
pub(super) fn holders(
    mut voices: Voices,
    stances: &[FoundStance],
    voiced: &[Voiced],
) -> Vec<Vec<usize>> {
    let mut known: BTreeMap<(Span, Meant), Meant> = BTreeMap::new();
    let mut all: Vec<Meant> = Vec::new();
    for stance in stances {
        let speaker = speaker(&voices, stance, voiced);
        let meant = if let Voice::Words(span) = stance.holder {
            let same = known.entry((span, speaker));
            same.or_insert_with_key(|(span, speaker)| voices.of(*span, speaker, true)).clone()
        } else {
            holder(&mut voices, stance, &speaker, voiced)
        };
        all.push(meant);
    }
    for meant in &mut all {
        for index in meant.iter_mut() {
            *index = voices.cast.root(*index);
        }
        meant.sort_unstable();
    }
    all
}

/// Returns who says "I" where a stance stands.
fn speaker(voices: &Voices, stance: &FoundStance, voiced: &[Voiced]) -> Meant {
    let inside = stance.statement.and_then(|index| voiced.get(index));
    inside.map_or_else(|| voices.speaking_at(stance.cue.start()), |voiced| voiced.source.clone())
}

fn holder(
    voices: &mut Voices,
    stance: &FoundStance,
    speaker: &[usize],
    voiced: &[Voiced],
) -> Meant {
    match stance.holder {
        Voice::Words(span) => voices.of(span, speaker, true),
        Voice::SourceOf(index) => {
            voiced.get(index).map(|voiced| voiced.source.clone()).unwrap_or_default()
        }
        Voice::Author => voices.speaking_at(stance.cue.start()),
        Voice::Unknown => Meant::new(),
    }
}

/// Returns whom or what the words for a target are about: what its head names, else whose deed or quality it is.
///
/// > welcomes **Kazakhstan**'s engagement, praised the technical work of **the CEC**
fn target(voices: &mut Voices, span: Span, speaker: &[usize]) -> Meant {
    let head = voices.of(span, speaker, false);
    if !head.is_empty() {
        return head;
    }
    let passage = voices.passage;
    let tokens = passage.tokens_in(span);
    let inside = voices.cast.outermost_in(span);
    let owner = inside.iter().copied().find(|&index| {
        let after = voices.cast.candidates[index].tokens.end;
        after < tokens.end && passage.is_possessive(after)
    });
    // Only what the first preposition ties to the head: not "talks with a *range of* groups".
    let link = tokens.clone().find(|&at| passage.has(at, WordClass::Preposition));
    let tied = link.filter(|&at| matches!(passage.lower(at).as_ref(), "of" | "by"));
    let opens =
        |&at: &usize| !passage.classes(at).has_any(&[WordClass::Article, WordClass::Definite]);
    let start = tied.and_then(|link| (link + 1..tokens.end).find(opens));
    let of = inside.iter().copied().find(|&index| {
        let candidate = &voices.cast.candidates[index];
        let title = candidate.title.as_ref().map(|title| title.start);
        start.is_some() && (title == start || Some(candidate.tokens.start) == start)
    });
    owner.or(of).into_iter().collect()
}

/// Writes all stances down, in the order in which they were found.
pub(super) fn write(
    voices: &Voices,
    ids: &Ids,
    points: &CodePoints,
    findings: &Findings,
    written: &[Statement],
    sides: &[Sided],
) -> Vec<Stance> {
    findings
        .stances
        .iter()
        .zip(sides)
        .map(|(found, sided)| stance(voices, ids, points, found, written, sided))
        .collect()
}

/// Leaves out stances without holders; of those with one holder, target and side in a sentence the surest is kept, the
/// first of several that are as sure.
pub(super) fn once(
    voices: &Voices,
    statements: &[Statement],
    mut stances: Vec<Stance>,
) -> Vec<Stance> {
    stances.sort_by_key(|stance| (Reverse(stance.confidence), stance.cue, stance.target_span));
    let sentence = |span: Span| voices.passage.sentence_at(span.start());
    let mut seen = BTreeSet::new();
    let mut ids_seen = BTreeSet::new();
    // Who takes a side must be somebody: a side that nobody takes tells nothing.
    stances.retain(|stance| !stance.holder.is_empty() && !is_on_itself(voices, stance));
    let told_by = told_by(voices, statements);
    stances.retain(|stance| !told_by.contains(&(stance.cue, stance.target.as_slice())));
    stances.retain(|stance| {
        let target = if stance.target.is_empty() { Some(stance.target_span) } else { None };
        let same = (
            stance.holder.clone(),
            stance.target.clone(),
            target,
            stance.polarity,
            sentence(stance.cue),
        );
        seen.insert(same) && ids_seen.insert(stance.id.clone())
    });
    stances.sort_by_key(|stance| (stance.cue, stance.target_span));
    stances
}

/// Returns whether whoever holds a stance is also whom it is on, by words other than a pronoun: then one of the two is
/// somebody else.
///
/// > (in a statement of the Kingdom) **The Kingdom** welcomes the *fair* report.
fn is_on_itself(voices: &Voices, stance: &Stance) -> bool {
    let passage = voices.passage;
    let is_pronoun = |at: usize| passage.classes(at).has_any(&PRONOUNS);
    stance.holder == stance.target && !passage.tokens_in(stance.target_span).any(is_pronoun)
}

/// Returns the nouns by which somebody says something, as objects of verbs, with who says it: that tells no side on them.
///
/// > he reinforced **his** *commitment* to reforms; but: pleased over **his** *commitment* to reforms
fn told_by<'a>(voices: &Voices, statements: &'a [Statement]) -> BTreeSet<(Span, &'a [String])> {
    let words = &voices.passage.analysis.words;
    let is_object = |cue: &Span| {
        let at = words.partition_point(|word| word.span < *cue);
        let word = words.get(at).filter(|word| word.span == *cue && word.upos.name() == "NOUN");
        word.is_some_and(|word| word.relation.base() == "obj")
    };
    let known = statements.iter().filter(|statement| !statement.source.is_empty());
    let cues = known
        .flat_map(|statement| statement.cue.iter().map(|cue| (*cue, statement.source.as_slice())));
    cues.filter(|(cue, _)| is_object(cue)).collect()
}

fn stance(
    voices: &Voices,
    ids: &Ids,
    points: &CodePoints,
    found: &FoundStance,
    written: &[Statement],
    sided: &Sided,
) -> Stance {
    let holder = statements::entities(voices, ids, &sided.holder);
    let target = statements::entities(voices, ids, &sided.target);
    let inside = found.statement.and_then(|index| written.get(index));
    let holder_span = match found.holder {
        Voice::Words(span) => Some(span),
        _ => None,
    };
    Stance {
        id: id(points, found, &holder, &target),
        depth: depth(voices, found, sided, inside, &holder),
        holder,
        holder_span,
        cue: found.cue,
        target,
        target_span: found.target,
        polarity: found.polarity,
        kind: found.kind,
        statement: inside.map(|statement| statement.id.clone()),
        is_negated: found.is_negated,
        is_modal: found.is_modal,
        is_conditional: found.is_conditional,
        is_partial: is_partial(voices, holder_span),
        answer: answers::of_stance(voices, ids, found, &sided.holder),
        confidence: found.confidence,
        rule: found.rule,
    }
}

/// Returns whether the words for a holder mean only some of a group.
///
/// > **Some** EU member states, **three of** the G7 countries, **most** members of NATO
fn is_partial(voices: &Voices, holder: Option<Span>) -> bool {
    let passage = voices.passage;
    let Some(tokens) = holder.map(|span| passage.tokens_in(span)) else { return false };
    let counts = |at: usize| {
        let lower = passage.lower(at);
        let is_year = lower.len() == 4;
        passage.analysis.tokens[at].kind == TokenKind::Number && !is_year
            || passage.lexicon.advice.some_of.contains(lower.as_ref())
            || passage.lexicon.claims.numbers.contains_key(lower.as_ref())
    };
    let before = tokens.start.checked_sub(1);
    let linked = before.filter(|&at| passage.lower(at) == "of").and_then(|at| at.checked_sub(1));
    let inside = tokens.start..tokens.end.min(tokens.start + 2);
    before.into_iter().chain(linked).chain(inside).any(counts)
}

/// Returns how deep a stance stands: as its statement if the speaker holds it, one deeper if another does.
fn depth(
    voices: &Voices,
    found: &FoundStance,
    sided: &Sided,
    inside: Option<&Statement>,
    holder: &[String],
) -> u8 {
    match inside {
        Some(statement)
            if holder.is_empty()
                || statement.source.iter().any(|source| holder.contains(source)) =>
        {
            statement.depth
        }
        Some(statement) => statement.depth.saturating_add(1),
        None => {
            let is_author = |&index: &usize| {
                voices.author.is_some_and(|author| voices.cast.are_same(author, index))
            };
            u8::from(found.holder != Voice::Author && !sided.holder.iter().any(is_author))
        }
    }
}

fn id(points: &CodePoints, found: &FoundStance, holder: &[String], target: &[String]) -> String {
    let at = |span: Span| {
        let range = points.of(span);
        format!("{}-{}", range.start, range.end)
    };
    let polarity = format!("{:?}", found.polarity);
    let (cue, target_span) = (at(found.cue), at(found.target));
    let parts = ["holder"].into_iter().chain(holder.iter().map(String::as_str));
    let parts = parts.chain(["target"]).chain(target.iter().map(String::as_str));
    let parts = parts.chain(["polarity", polarity.as_str(), cue.as_str(), target_span.as_str()]);
    format!("t={}", key(16, parts))
}
