//! Addressees: to whom something is said, read off the tree where neither the models nor the word rules say it.

use std::ops::Range;

use crate::extract::statement;
use crate::model::Act;
use crate::model::Class;
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
    if let Some(words) = told_passively(scene, &parts) {
        parts.content = without(parts.content, &scene.branch(scene.head_of(&words).unwrap_or(0)));
        parts.addressee = Some(words);
    }
    if let Some(words) = &mut parts.addressee {
        give_back(scene, words, &mut parts.content);
        words.end =
            (words.start + 1..words.end).find(|&at| opens_verb(scene, at)).unwrap_or(words.end);
        let words = words.clone();
        if opens_clause(scene, act, &parts, &words) {
            parts.content = cut(scene, &parts.content, &words);
        }
        return parts;
    }
    let told = told(scene, act, &parts);
    let told = told
        .or_else(|| opening(scene, &parts))
        .or_else(|| within(scene, &parts))
        .or_else(|| around(scene, &parts));
    let asked = || (act == Act::Directive).then(|| asked(scene, &parts)).flatten();
    if let Some(words) = told {
        parts.content = cut(scene, &parts.content, &words);
        parts.addressee = Some(words);
    } else {
        parts.addressee =
            asked().or_else(|| wanted_from(scene, act, &parts)).or_else(|| called(scene, &parts));
    }
    parts
}

/// > urged | *the minister, Ann Lee,* | to resign · a **warning** | to *residents* | that the river may rise
fn opens_clause(scene: &Scene, act: Act, parts: &Parts, words: &Range<usize>) -> bool {
    let is_small = |at: usize| matches!(scene.upos(at), "DET" | "ADP");
    parts.content.first().is_some_and(|first| {
        let opens = first.start <= words.start && (first.start..words.start).all(is_small);
        let next = (words.end..first.end).find(|&at| scene.text(at) != ",");
        let begins = |at| is_that(scene, at) || act == Act::Directive && opens_verb(scene, at);
        opens && next.is_some_and(begins)
    })
}

/// Returns content without an addressee that it begins with, ends with or goes around.
fn cut(scene: &Scene, content: &[Range<usize>], words: &Range<usize>) -> Vec<Range<usize>> {
    let mut left = Vec::with_capacity(content.len() + 1);
    for piece in content {
        if are_apart(piece, words) {
            left.push(piece.clone());
            continue;
        }
        let is_to = scene.lemma(words.start.wrapping_sub(1)) == "to";
        let before = piece.start..words.start - usize::from(is_to && piece.start < words.start);
        let after = (words.end..piece.end).find(|&at| opens_verb(scene, at));
        let opens = piece.start == words.start || before.len() < 2;
        let begins = if opens { after.unwrap_or(words.end) } else { words.end };
        let marks = |&at: &usize| {
            !matches!(scene.text(at), "," | ";" | "–" | "—" | "―") && !is_that(scene, at)
        };
        let begins = (begins..piece.end).find(marks).unwrap_or(piece.end);
        left.extend([before, begins..piece.end].into_iter().filter(|rest| rest.len() > 1));
    }
    if left.is_empty() { content.to_vec() } else { left }
}

fn are_apart(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.end <= other.start || other.end <= one.start
}

/// Returns pieces without the one that is made of some words, where others stay.
fn without(mut pieces: Vec<Range<usize>>, words: &Range<usize>) -> Vec<Range<usize>> {
    let is_within = |piece: &Range<usize>| words.start <= piece.start && piece.end <= words.end;
    if !pieces.iter().all(is_within) {
        pieces.retain(|piece| !is_within(piece));
    }
    pieces
}

/// > *Residents* were **told** that … · *they* were **asked** to leave
fn told_passively(scene: &Scene, parts: &Parts) -> Option<Range<usize>> {
    let subject =
        scene.children(parts.head).find(|&child| scene.relation(child) == "nsubj:pass")?;
    let words = trees::phrase(scene, subject);
    let is_apart = parts.source.iter().chain(&parts.cue).all(|other| are_apart(&words, other));
    let is_told = is_apart
        && takes_addressee(scene, parts.head)
        && !parts.content.iter().all(|piece| words.start <= piece.start && piece.end <= words.end)
        && may_speak(scene, &words);
    is_told.then_some(words)
}

/// Gives content back the name that runs on from an acronym as the subject of what follows.
///
/// > told NPR | *Ann* Lee had resigned
fn give_back(scene: &Scene, words: &mut Range<usize>, content: &mut [Range<usize>]) {
    let text = |at: usize| scene.text(at);
    let is_acronym =
        text(words.start).len() > 1 && text(words.start).chars().all(char::is_uppercase);
    let is_name = |&at: &usize| {
        let mut letters = text(at).chars();
        letters.next().is_some_and(char::is_uppercase) && letters.any(char::is_lowercase)
    };
    let Some(first) = content.iter_mut().find(|piece| piece.start == words.end) else { return };
    let is_quoted = matches!(text(first.start), "\"" | "“" | "'" | "‘");
    let next = (first.start + usize::from(is_quoted)..first.end).find(|at| !is_name(at));
    let has_verb = next.is_some_and(|at| matches!(scene.upos(at), "VERB" | "AUX"));
    if words.len() > 1 && is_acronym && is_name(&(words.start + 1)) && has_verb {
        words.end = words.start + 1;
        if !is_quoted {
            first.start = words.end;
        }
    }
}

fn may_speak(scene: &Scene, words: &Range<usize>) -> bool {
    let span = scene.span(words);
    span.is_some_and(|span| statement::may_speak(scene.reading, Voice::Words(span)))
}

/// > **told** *reporters* that … · **urged** *the government* to …
fn told(scene: &Scene, act: Act, parts: &Parts) -> Option<Range<usize>> {
    let is_in_cue = |at: usize| parts.cue.iter().any(|piece| piece.contains(&at));
    scene.children(parts.head).find_map(|noun| {
        let case = scene.child(noun, "case");
        let is_addressed = match scene.relation(noun) {
            "iobj" => true,
            "obj" => act == Act::Directive || takes_addressee(scene, parts.head),
            // "called on the government", but not "said on Thursday"
            "obl" => case.is_some_and(|case| match scene.lemma(case) {
                "to" => true,
                "with" => act == Act::Commissive,
                "on" | "upon" if case == parts.head + 1 && scene.lemma(parts.head) == "call" => {
                    !is_time(scene, noun)
                }
                _ => is_in_cue(case),
            }),
            _ => false,
        };
        let mut words = trees::phrase(scene, noun);
        words.end = (noun + 1..words.end).find(|&at| opens_verb(scene, at)).unwrap_or(words.end);
        let others = parts.source.iter().chain(&parts.cue);
        let is_free = || parts.content.iter().all(|piece| are_apart(&words, piece));
        let begins = || {
            parts.content.first().is_some_and(|first| {
                let whole = scene.branch(noun);
                let after = words.end.max(whole.end.min(first.end));
                let marks = |&at: &usize| scene.text(at) != ",";
                let next = (after..first.end).find(marks).unwrap_or(after);
                first.start == words.start
                    && parts.head < first.start
                    && (opens_verb(scene, words.end) || opens_verb(scene, next))
            })
        };
        let ends =
            || case.is_some() && parts.content.last().is_some_and(|last| last.end == words.end);
        let is_told = is_addressed
            && others.clone().all(|other| are_apart(&words, other))
            && (is_free() || begins() || ends())
            && may_speak(scene, &words);
        is_told.then_some(words)
    })
}

fn is_time(scene: &Scene, at: usize) -> bool {
    scene.words.get(at).is_some_and(|word| scene.reading.is(word.token as usize, Class::Time))
}

fn takes_addressee(scene: &Scene, cue: usize) -> bool {
    let token = scene.words.get(cue).and_then(|word| scene.reading.word(word.token as usize));
    let cues = &scene.reading.lexicon.cues.cues;
    token.is_some_and(|token| token.cues.iter().any(|&(number, _)| cues[number].addressee))
}

/// Returns the noun phrase that content begins with right behind "told", where a clause follows it.
///
/// > told *local media* | Smith's heart had stopped
fn opening(scene: &Scene, parts: &Parts) -> Option<Range<usize>> {
    let first = parts.content.first()?;
    let is_behind = first.start == parts.head + 1 && scene.lemma(parts.head) == "tell";
    let is_passive = scene.children(parts.head).any(|child| scene.relation(child) == "aux:pass");
    if !is_behind || is_passive {
        return None;
    }
    let is = |at: usize, classes: &[&str]| classes.contains(&scene.upos(at));
    let noun = first.clone().find(|&at| !is(at, &["DET", "ADJ", "NUM"]))?;
    let kind = scene.upos(noun);
    let end = match kind {
        "NOUN" | "PROPN" => (noun..first.end).find(|&at| scene.upos(at) != kind)?,
        "PRON" => noun + 1,
        _ => return None,
    };
    let goes_on = is(end, &["PRON", "PROPN", "DET", "NOUN"]);
    let has_verb = (end..first.end).any(|at| is(at, &["VERB", "AUX"]));
    let words = first.start..end;
    (goes_on && has_verb && may_speak(scene, &words)).then_some(words)
}

/// Returns to whom something is told in the midst of the content.
///
/// > called this doubtful | to *the daily*, | as the market was full
fn within(scene: &Scene, parts: &Parts) -> Option<Range<usize>> {
    let has_object = |noun: usize| scene.child(parts.head, "obj").is_some_and(|obj| obj < noun);
    let inside =
        |at: usize| parts.content.iter().any(|piece| piece.start < at && at + 1 < piece.end);
    scene.children(parts.head).find_map(|noun| {
        let case = scene.child(noun, "case").filter(|&case| scene.lemma(case) == "to")?;
        let words = trees::phrase(scene, noun);
        let is_told = scene.relation(noun) == "obl"
            && has_object(noun)
            && inside(case)
            && case + 1 == words.start
            && is_somebody(scene, &words);
        is_told.then_some(words)
    })
}

/// Returns whether words name somebody, or describe them by a noun of the lists.
fn is_somebody(scene: &Scene, words: &Range<usize>) -> bool {
    let span = scene.span(words);
    span.is_some_and(|span| statement::is_somebody(scene.reading, span))
}

fn is_that(scene: &Scene, at: usize) -> bool {
    scene.base(at) == "mark" && scene.text(at).eq_ignore_ascii_case("that")
}

fn is_to_mark(scene: &Scene, at: usize) -> bool {
    scene.relation(at) == "mark" && scene.text(at).eq_ignore_ascii_case("to")
}

/// > urged the ministry *to* answer · banned the company *from* flying
fn opens_verb(scene: &Scene, at: usize) -> bool {
    is_to_mark(scene, at) || scene.base(at) == "mark" && scene.text(at).eq_ignore_ascii_case("from")
}

/// > recommended *residents* avoid gatherings · called for *all parties* to respect the truce
fn asked(scene: &Scene, parts: &Parts) -> Option<Range<usize>> {
    let first = parts.content.first()?;
    let (clause, subject) = clause_with_subject(scene, parts.head, first)?;
    if matches!(scene.lemma(subject), "I" | "we") {
        return None;
    }
    let helper = scene.children(clause).find(|&child| scene.base(child) == "aux");
    let is_infinitive = scene.children(clause).any(|child| is_to_mark(scene, child));
    let is_order = match helper {
        Some(helper) => matches!(scene.text(helper), "must" | "should"),
        None if is_infinitive => scene.text(first.start).eq_ignore_ascii_case("for"),
        None => matches!(scene.xpos(clause), "VB" | "VBP"),
    };
    is_order.then(|| trees::phrase(scene, subject)).filter(|words| may_speak(scene, words))
}

/// Returns the verb of a content and who does what it says, also where the tree makes an object of them.
fn clause_with_subject(
    scene: &Scene,
    cue: usize,
    content: &Range<usize>,
) -> Option<(usize, usize)> {
    let clause = scene.head_of(content)?;
    let subject = scene.child(clause, "nsubj").filter(|_| scene.upos(clause) == "VERB");
    let as_object = || {
        let clause = scene.child(cue, "xcomp").filter(|clause| content.contains(clause))?;
        let object = scene.child(cue, "obj")?;
        (object < clause && scene.xpos(clause) == "VB").then_some((clause, object))
    };
    let found = subject.map(|subject| (clause, subject)).or_else(as_object);
    found.filter(|(_, subject)| content.contains(subject))
}

/// Returns of whom something is wanted.
///
/// > demanded an explanation from *the ministry*
fn wanted_from(scene: &Scene, act: Act, parts: &Parts) -> Option<Range<usize>> {
    if act != Act::Directive {
        return None;
    }
    let object = scene.child(parts.head, "obj");
    let nouns =
        scene.children(parts.head).chain(object.into_iter().flat_map(|at| scene.children(at)));
    nouns.filter(|&noun| matches!(scene.relation(noun), "obl" | "nmod")).find_map(|noun| {
        let case = scene.child(noun, "case").filter(|&case| scene.lemma(case) == "from")?;
        let words = trees::phrase(scene, noun);
        (parts.head < case && is_somebody(scene, &words)).then_some(words)
    })
}

/// Returns to whom the words around a cue say that it goes: where it leans on another verb, or is a noun.
///
/// > wrote to *the embassy*, **asking** … · issued a **warning** to *residents* that … · a **promise** to *voters*
fn around(scene: &Scene, parts: &Parts) -> Option<Range<usize>> {
    let mut places = vec![parts.head];
    let mut at = parts.head;
    while let Some(head) = scene.head(at)
        && places.len() < 3
    {
        let leans = match scene.base(at) {
            "advcl" | "acl" => scene.xpos(at) == "VBG",
            "obj" => scene.upos(at) == "NOUN",
            _ => false,
        };
        if !leans {
            break;
        }
        places.push(head);
        at = head;
    }
    let is_noun = scene.upos(parts.head) == "NOUN";
    let places = places.into_iter().skip(usize::from(!is_noun));
    places.flat_map(|place| scene.children(place)).find_map(|noun| {
        let case = scene.child(noun, "case").filter(|&case| scene.lemma(case) == "to")?;
        let words = trees::phrase(scene, noun);
        let is_told = matches!(scene.relation(noun), "obl" | "nmod")
            && case + 1 == words.start
            && (parts.source.iter().chain(&parts.content).all(|other| are_apart(&words, other))
                || is_noun && parts.content.first().is_some_and(|first| first.start == case))
            && is_somebody(scene, &words);
        is_told.then_some(words)
    })
}

/// Returns whom the first words of what is said call by name: "*Dear voters*, we are …".
fn called(scene: &Scene, parts: &Parts) -> Option<Range<usize>> {
    let first = parts.content.first()?;
    let start = first.clone().find(|&at| scene.base(at) != "punct")?;
    let noun = (start..first.end).take(4).find(|&at| scene.relation(at) == "vocative")?;
    let words = trees::phrase(scene, noun);
    let is_called =
        words.start <= start + 1 && scene.base(words.end) == "punct" && is_somebody(scene, &words);
    is_called.then_some(words)
}
