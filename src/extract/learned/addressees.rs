//! Addressees: to whom something is said, read off the tree where neither the models nor the word rules say it.

use std::ops::Range;

use crate::extract::statement;
use crate::model::Act;
use crate::model::Voice;

use super::decide::Parts;
use super::scene::Scene;
use super::trees;

/// Fills in to whom a statement is said: an object or the subject of a passive beside the cue, or whoever is to do
/// what is asked. Content loses an addressee that it begins or ends with.
///
/// > urged *all parties* | to remain calm · confirmed | his name | *to the press*
pub(super) fn filled(scene: &Scene, act: Act, parts: &Parts) -> Parts {
    let mut parts = parts.clone();
    if parts.addressee.is_some() {
        return parts;
    }
    let asked = || (act == Act::Directive).then(|| asked(scene, &parts)).flatten();
    let Some(words) = told(scene, act, &parts).or_else(asked) else { return parts };
    if let Some(first) = parts.content.first_mut()
        && first.start == words.start
        && let Some(to) = (words.end..first.end.min(words.end + 2)).find(|&at| is_to(scene, at))
    {
        first.start = to;
    }
    if let Some(last) = parts.content.last_mut()
        && last.end == words.end
        && scene.lemma(words.start.wrapping_sub(1)) == "to"
        && last.start + 1 < words.start
    {
        last.end = words.start - 1;
    }
    parts.addressee = Some(words);
    parts
}

fn may_speak(scene: &Scene, words: &Range<usize>) -> bool {
    let span = scene.span(words);
    span.is_some_and(|span| statement::may_speak(scene.reading, Voice::Words(span)))
}

/// > **told** *reporters* that … · **urged** *the government* to …
fn told(scene: &Scene, act: Act, parts: &Parts) -> Option<Range<usize>> {
    let is_in_cue = |at: usize| parts.cue.iter().any(|piece| piece.contains(&at));
    let apart = |words: &Range<usize>, other: &Range<usize>| {
        other.end <= words.start || words.end <= other.start
    };
    scene.children(parts.head).find_map(|noun| {
        let case = scene.child(noun, "case");
        let is_addressed = match scene.relation(noun) {
            "iobj" => true,
            "obj" => act == Act::Directive || takes_addressee(scene, parts.head),
            "nsubj:pass" => takes_addressee(scene, parts.head),
            // "called on the government", but not "said on Thursday"
            "obl" => case.is_some_and(|case| scene.lemma(case) == "to" || is_in_cue(case)),
            _ => false,
        };
        let mut words = trees::phrase(scene, noun);
        words.end = (noun + 1..words.end).find(|&at| is_to(scene, at)).unwrap_or(words.end);
        let others = parts.source.iter().chain(&parts.cue);
        let is_free = || parts.content.iter().all(|piece| apart(&words, piece));
        let begins = || {
            parts.content.first().is_some_and(|first| {
                first.start == words.start && is_to(scene, words.end) && parts.head < first.start
            })
        };
        let ends =
            || case.is_some() && parts.content.last().is_some_and(|last| last.end == words.end);
        let is_told = is_addressed
            && others.clone().all(|other| apart(&words, other))
            && (is_free() || begins() || ends())
            && may_speak(scene, &words);
        is_told.then_some(words)
    })
}

fn takes_addressee(scene: &Scene, cue: usize) -> bool {
    let token = scene.words.get(cue).and_then(|word| scene.reading.word(word.token as usize));
    let cues = &scene.reading.lexicon.cues.cues;
    token.is_some_and(|token| token.cues.iter().any(|&(number, _)| cues[number].addressee))
}

fn is_to(scene: &Scene, at: usize) -> bool {
    scene.relation(at) == "mark" && scene.text(at).eq_ignore_ascii_case("to")
}

/// > recommended *residents* avoid gatherings · called for *all parties* to respect the truce
fn asked(scene: &Scene, parts: &Parts) -> Option<Range<usize>> {
    let first = parts.content.first()?;
    let clause = scene.head_of(first).filter(|&clause| scene.upos(clause) == "VERB")?;
    let subject = scene.child(clause, "nsubj").filter(|subject| first.contains(subject))?;
    if matches!(scene.lemma(subject), "I" | "we") {
        return None;
    }
    let helper = scene.children(clause).find(|&child| scene.base(child) == "aux");
    let is_infinitive = scene.children(clause).any(|child| is_to(scene, child));
    let is_order = match helper {
        Some(helper) => matches!(scene.text(helper), "must" | "should"),
        None if is_infinitive => scene.text(first.start).eq_ignore_ascii_case("for"),
        None => matches!(scene.xpos(clause), "VB" | "VBP"),
    };
    is_order.then(|| trees::phrase(scene, subject)).filter(|words| may_speak(scene, words))
}
