//! From labels to statements: spans cut from a window, gaps filled by the rules, and what may not stand beside
//! another statement left out.

use std::collections::BTreeSet;
use std::ops::Range;

use super::cues::Candidate;
use super::scene::Hypothesis;
use super::scene::Scene;
use super::spans::Part;
use super::spans::Window;
use super::trees;

/// The parts of a statement, in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    /// The word that heads the cue.
    pub head: usize,
    /// Who speaks.
    pub source: Option<Range<usize>>,
    /// The words that say that something was expressed.
    pub cue: Vec<Range<usize>>,
    /// What was expressed.
    pub content: Vec<Range<usize>>,
    /// To whom.
    pub addressee: Option<Range<usize>>,
}

/// Reads the parts of a statement off the labels of a window; the rules fill what is missing.
pub(super) fn parts(
    scene: &Scene,
    candidate: &Candidate,
    window: &Window,
    labels: &[usize],
) -> Option<Parts> {
    let start = window.words.start;
    let mut parts = Parts {
        head: candidate.word,
        source: longest(pieces(labels, Part::Source, start)),
        cue: pieces(labels, Part::Cue, start),
        content: pieces(labels, Part::Content, start),
        addressee: longest(pieces(labels, Part::Addressee, start)),
    };
    if !parts.cue.iter().any(|piece| piece.contains(&candidate.word)) {
        let by_rule = candidate.by_rule.as_ref().and_then(|found| found.cue.clone());
        parts.cue = vec![by_rule.unwrap_or(candidate.word..candidate.word + 1)];
    }
    parts.source = parts.source.map(|source| {
        let source = whole_name(scene, trees::behind_dateline(scene, source));
        whose_it_is(scene, candidate, &source).unwrap_or(source)
    });
    for piece in &mut parts.content {
        whole_quotation(scene, window, piece);
    }
    if parts.content.is_empty() {
        let fallback = candidate.by_rule.as_ref().or(candidate.by_tree.as_ref())?;
        parts.content.clone_from(&fallback.content);
    }
    parts.content = apart(&parts.content, &parts.cue);
    (!parts.content.is_empty()).then_some(parts)
}

/// Returns the readings of a candidate: the source and the content of the models, the rules and the tree, in every
/// combination, that of the models first.
pub(super) fn variants(candidate: &Candidate, read: &Parts) -> Vec<Parts> {
    let others = [candidate.by_rule.as_ref(), candidate.by_tree.as_ref()];
    let others = others.into_iter().flatten();
    let contents: Vec<Vec<Range<usize>>> = std::iter::once(read.content.clone())
        .chain(others.clone().map(|found| apart(&found.content, &read.cue)))
        .filter(|pieces: &Vec<_>| !pieces.is_empty())
        .collect();
    let sources = std::iter::once(&read.source).chain(others.map(|found| &found.source));
    let mut variants: Vec<Parts> = Vec::new();
    for source in sources {
        for content in &contents {
            let variant =
                Parts { source: source.clone(), content: content.clone(), ..read.clone() };
            if !variants.contains(&variant) {
                variants.push(variant);
            }
        }
    }
    variants
}

/// Returns some words without others.
fn apart(pieces: &[Range<usize>], others: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut left = pieces.to_vec();
    for other in others {
        left = left
            .iter()
            .flat_map(|piece| {
                let before = piece.start..piece.end.min(other.start);
                let after = piece.start.max(other.end)..piece.end;
                let is_apart = other.end <= piece.start || piece.end <= other.start;
                if is_apart { [piece.clone(), 0..0] } else { [before, after] }
            })
            .filter(|piece| !piece.is_empty())
            .collect();
    }
    left
}

/// Returns a source that goes on to where the name ends in whose midst it ends.
///
/// > the Anglers | ' League
fn whole_name(scene: &Scene, source: Range<usize>) -> Range<usize> {
    let Some(span) = scene.span(&source) else { return source };
    let names = &scene.reading.analysis.names;
    let first = names.partition_point(|name| name.span.start() < span.start());
    let cut = names[first..]
        .iter()
        .take_while(|name| name.span.start() < span.end())
        .filter(|name| name.span.end() > span.end() && !name.is_described)
        .map(|name| scene.words_in(name.span).end)
        .max();
    source.start..cut.unwrap_or(source.end)
}

/// Returns whom a rule or the tree has for the source, if what is read as source only says whose that is, behind a
/// comma.
///
/// > Ada Renn, chair of ~~the Anglers' League~~, said
pub(super) fn whose_it_is(
    scene: &Scene,
    candidate: &Candidate,
    source: &Range<usize>,
) -> Option<Range<usize>> {
    let read = scene.head_of(source).filter(|&at| scene.base(at) == "nmod")?;
    let longest = scene.words_of_sentence(scene.sentence(read)).len();
    let hangs_under = |head| {
        std::iter::successors(Some(read), |&at| scene.head(at)).take(longest).any(|at| at == head)
    };
    [candidate.by_rule.as_ref(), candidate.by_tree.as_ref()]
        .into_iter()
        .flatten()
        .filter_map(|found| found.source.clone())
        .find(|whole| {
            whole.end < source.start
                && scene.text(whole.end) == ","
                && scene.head_of(whole).is_some_and(hangs_under)
        })
}

/// Returns the runs of words that belong to a part.
fn pieces(labels: &[usize], part: Part, start: usize) -> Vec<Range<usize>> {
    let (first, later) = (part.label(true), part.label(false));
    let mut pieces: Vec<Range<usize>> = Vec::new();
    let mut is_open = false;
    for (place, &label) in labels.iter().enumerate() {
        let at = start + place;
        match pieces.last_mut() {
            Some(last) if is_open && label == later => last.end = at + 1,
            _ if label == first || label == later => pieces.push(at..at + 1),
            _ => {}
        }
        is_open = label == first || label == later;
    }
    pieces
}

fn longest(pieces: Vec<Range<usize>>) -> Option<Range<usize>> {
    pieces.into_iter().rev().max_by_key(ExactSizeIterator::len)
}

/// Lets content that reaches the edge of its window in the midst of a quotation go on to where that ends.
fn whole_quotation(scene: &Scene, window: &Window, piece: &mut Range<usize>) {
    if piece.end == window.words.end
        && let Some(number) = scene.quotation(piece.end - 1)
    {
        piece.end = piece.end.max(scene.quoted[number].end);
    }
    if piece.start == window.words.start
        && let Some(number) = scene.quotation(piece.start)
    {
        piece.start = piece.start.min(scene.quoted[number].start);
    }
}

/// Returns how much two lists of words agree: Dice's coefficient in hundredths.
pub(super) fn dice(one: &[Range<usize>], other: &[Range<usize>]) -> usize {
    let size = |pieces: &[Range<usize>]| pieces.iter().map(ExactSizeIterator::len).sum::<usize>();
    let both: usize = one
        .iter()
        .flat_map(|piece| {
            other.iter().map(move |twin| {
                piece.end.min(twin.end).saturating_sub(piece.start.max(twin.start))
            })
        })
        .sum();
    200 * both / (size(one) + size(other)).max(1)
}

/// Returns how the source of a statement agrees with that of a hypothesis.
pub(super) fn agreement(parts: &Parts, hypothesis: Option<&Hypothesis>) -> u64 {
    let Some(found) = hypothesis else { return 0 };
    let source = match (&parts.source, &found.source) {
        (None, None) => 0,
        (Some(one), Some(other)) if one == other => 1,
        (Some(one), Some(other)) if one.start < other.end && other.start < one.end => 2,
        (Some(_), Some(_)) => 3,
        (Some(_), None) => 4,
        (None, Some(_)) => 5,
    };
    let content = match dice(&parts.content, &found.content) {
        100.. => 0,
        90.. => 1,
        50.. => 2,
        1.. => 3,
        0 => 4,
    };
    1 + source + 8 * content
}

/// Returns for statements, the surest first, which of them share no word of their cue with one before.
pub(super) fn keep<'parts>(parts: impl Iterator<Item = &'parts Parts>) -> Vec<bool> {
    let mut taken: BTreeSet<usize> = BTreeSet::new();
    parts
        .map(|own| {
            let words = || own.cue.iter().flat_map(Clone::clone);
            let is_free = !words().any(|word| taken.contains(&word));
            if is_free {
                taken.extend(words());
            }
            is_free
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use std::slice::from_ref;

    use super::Parts;
    use super::apart;
    use super::dice;
    use super::keep;
    use super::longest;
    use super::pieces;
    use crate::extract::learned::spans::Part;

    /// Labels written as letters: s and c begin a source and a content, S and C go on.
    fn labels(letters: &str) -> Vec<usize> {
        let label = |letter| match letter {
            's' => Part::Source.label(true),
            'S' => Part::Source.label(false),
            'c' => Part::Content.label(true),
            'C' => Part::Content.label(false),
            _ => 0,
        };
        letters.chars().map(label).collect()
    }

    #[test]
    fn labels_in_a_row_are_a_piece() {
        assert_eq!(pieces(&labels("sS-cCC-C"), Part::Content, 10), [13..16, 17..18]);
        assert_eq!(pieces(&labels("cCcC"), Part::Content, 0), [0..2, 2..4]);
        assert!(pieces(&labels("sS-c"), Part::Addressee, 0).is_empty());
    }

    #[test]
    fn the_longest_source_stays_the_first_of_equals() {
        assert_eq!(longest(pieces(&labels("s-sS-sS"), Part::Source, 0)), Some(2..4));
        assert_eq!(longest(Vec::new()), None);
    }

    #[test]
    fn a_cue_is_read_once() {
        let of = |cue| Parts { cue: vec![cue], ..Parts::default() };
        assert_eq!(keep([of(3..5), of(4..6), of(5..6)].iter()), [true, false, true]);
    }

    #[test]
    fn words_are_taken_from_words() {
        assert_eq!(apart(from_ref(&(0..9)), &[3..5, 8..9]), [0..3, 5..8]);
        assert_eq!(apart(&[0..2, 4..6], from_ref(&(1..5))), [0..1, 5..6]);
        assert!(apart(from_ref(&(3..4)), from_ref(&(2..6))).is_empty());
    }

    #[test]
    fn agreement_is_shared_by_both_sizes() {
        assert_eq!(dice(from_ref(&(0..4)), from_ref(&(2..6))), 50);
        assert_eq!(dice(&[0..2, 4..6], from_ref(&(0..6))), 80);
        assert_eq!(dice(&[], &[]), 0);
    }
}
