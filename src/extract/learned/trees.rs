//! Rules over trees: the source and content of a cue by what depends on what.
//!
//! > *The Mission* **noted** that the vote was calm. · *the Mission*'s **claim** that … · **according** to *the Mission*

use std::ops::Range;

use super::scene::Hypothesis;
use super::scene::Scene;
use crate::learn;

/// Returns for each word the words of its branch: the first, and the one after the last.
pub(super) fn branches(scene: &Scene) -> Vec<(u32, u32)> {
    let number = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let mut branches: Vec<(u32, u32)> =
        (0..scene.words.len()).map(|at| (number(at), number(at + 1))).collect();
    // Children before their heads: each word is put behind its head, then the order is turned.
    let mut order = Vec::with_capacity(scene.words.len());
    order.extend((0..scene.words.len()).filter(|&at| scene.head(at).is_none()));
    let mut next = 0;
    while let Some(&at) = order.get(next) {
        order.extend(scene.children(at));
        next += 1;
    }
    for &at in order.iter().rev() {
        if let Some(head) = scene.head(at).filter(|&head| head < branches.len()) {
            let (start, end) = branches[at];
            branches[head] = (branches[head].0.min(start), branches[head].1.max(end));
        }
    }
    branches
}

/// Returns what the tree around a cue says.
pub(super) fn hypothesis(scene: &Scene, cue: usize) -> Option<Hypothesis> {
    let lemma = scene.lemma(cue);
    if (lemma == "accord" || lemma == "according") && scene.text(cue + 1).eq_ignore_ascii_case("to")
    {
        return according_to(scene, cue);
    }
    let mut found = match scene.upos(cue) {
        "VERB" | "AUX" => verb(scene, cue),
        "NOUN" => noun(scene, cue),
        "ADJ" => adjective(scene, cue),
        _ => None,
    }?;
    found.source = found.source.map(|source| {
        let end = if source.start < cue { source.end.min(cue) } else { source.end };
        behind_dateline(scene, source.start..end)
    });
    Some(found)
}

/// Returns a source without the place, date and agency that a report opens with.
///
/// > ~~PORT ANSE, 4 May (CNW) –~~ Fisheries Minister Joana Reis said
pub(super) fn behind_dateline(scene: &Scene, source: Range<usize>) -> Range<usize> {
    let begins = source.start == scene.words_of_sentence(scene.sentence(source.start)).start;
    let is_dash = |&at: &usize| matches!(scene.text(at), "–" | "—" | "―" | "-" | "--");
    let dash = source
        .clone()
        .rev()
        .filter(|_| begins)
        .find(|at| is_dash(at) && matches!(scene.text(at.wrapping_sub(1)), ")" | "." | "/"));
    dash.map_or(source.clone(), |dash| (dash + 1).min(source.end - 1)..source.end)
}

/// > *The Mission* **noted** that the vote was calm.
fn verb(scene: &Scene, cue: usize) -> Option<Hypothesis> {
    let is_passive = is_passive(scene, cue);
    let source = if is_passive {
        scene
            .children(cue)
            .find(|&child| scene.relation(child) == "obl:agent")
            .map(|agent| phrase(scene, agent))
    } else {
        subject(scene, cue).map(|subject| phrase(scene, subject))
    };
    let content = complement(scene, cue, is_passive).or_else(|| host_clause(scene, cue))?;
    let addressee = addressee(scene, cue);
    Some(Hypothesis {
        rule: learn::hash("tree-verb"),
        source,
        cue: Some(cue..cue + 1),
        content,
        addressee,
        found: None,
    })
}

/// Returns who does what a verb says: its subject, or that of the clause that it leans on.
pub(super) fn subject(scene: &Scene, verb: usize) -> Option<usize> {
    const CLAUSES: usize = 4;
    let mut clause = verb;
    for _ in 0..CLAUSES {
        let own = scene.children(clause).find(|&child| {
            matches!(scene.relation(child), "nsubj" | "nsubj:outer" | "csubj")
                || clause != verb && scene.relation(child) == "nsubj:pass"
        });
        if own.is_some() {
            return own.map(|subject| antecedent(scene, clause, subject));
        }
        let head = scene.head(clause)?;
        match scene.base(clause) {
            "conj" | "advcl" | "xcomp" | "parataxis" => clause = head,
            "acl" => return Some(head),
            _ => return None,
        }
    }
    None
}

/// Returns what a relative pronoun stands for: "the Mission, *which* noted".
fn antecedent(scene: &Scene, clause: usize, subject: usize) -> usize {
    let is_pronoun = matches!(scene.xpos(subject), "WDT" | "WP");
    let noun = scene.head(clause).filter(|_| is_pronoun && scene.relation(clause) == "acl:relcl");
    noun.unwrap_or(subject)
}

fn is_passive(scene: &Scene, verb: usize) -> bool {
    scene
        .children(verb)
        .any(|child| matches!(scene.relation(child), "aux:pass" | "nsubj:pass" | "obl:agent"))
}

/// Returns a noun phrase without what is added to it: appositions, clauses, other members of a list.
pub(super) fn phrase(scene: &Scene, noun: usize) -> Range<usize> {
    let mut range = scene.branch(noun);
    for child in scene.children(noun) {
        let relation = scene.base(child);
        let is_added =
            matches!(relation, "appos" | "acl" | "parataxis" | "advcl" | "punct" | "list");
        if child > noun && is_added {
            range.end = range.end.min(scene.branch(child).start);
        }
        if child < noun
            && matches!(relation, "case" | "punct" | "mark" | "cc")
            && scene.branch(child).start == range.start
        {
            range.start = scene.branch(child).end;
        }
    }
    if range.start > noun || range.end <= noun {
        return noun..noun + 1;
    }
    if range.end > noun + 1 && scene.text(range.end - 1) == "," {
        range.end -= 1;
    }
    range
}

/// Returns what depends on a verb as what is said.
fn complement(scene: &Scene, verb: usize, is_passive: bool) -> Option<Vec<Range<usize>>> {
    let spoken = scene.child(verb, "ccomp").or_else(|| {
        scene
            .children(verb)
            .filter(|&child| child > verb)
            .find(|&child| scene.relation(child) == "parataxis")
    });
    if let Some(clause) = spoken {
        return Some(vec![clause_content(scene, clause)]);
    }
    let infinitive = scene.child(verb, "xcomp");
    let object = scene.child(verb, "obj");
    if is_passive {
        let subject = scene.children(verb).find(|&child| scene.relation(child) == "nsubj:pass");
        return match (subject, infinitive) {
            (Some(subject), Some(infinitive)) => {
                Some(vec![scene.branch(subject), scene.branch(infinitive)])
            }
            (Some(subject), None) => Some(vec![scene.branch(subject)]),
            (None, infinitive) => infinitive.map(|infinitive| vec![scene.branch(infinitive)]),
        };
    }
    let end = scene.branch(verb).end;
    match (object, infinitive) {
        (Some(object), Some(_)) if object > verb => {
            Some(vec![trimmed(scene, scene.branch(object).start..end)])
        }
        (_, Some(infinitive)) => Some(vec![trimmed(scene, scene.branch(infinitive).start..end)]),
        (Some(object), None) => Some(vec![trimmed(scene, scene.branch(object))]),
        _ => scene
            .children(verb)
            .find(|&child| child > verb && scene.relation(child) == "obl")
            .map(|oblique| vec![trimmed(scene, scene.branch(oblique))]),
    }
}

/// Returns a clause without the word that joins it and the mark at its end.
fn clause_content(scene: &Scene, clause: usize) -> Range<usize> {
    let mut range = scene.branch(clause);
    let is_that =
        |at: usize| scene.text(at).eq_ignore_ascii_case("that") && scene.relation(at) == "mark";
    while range.len() > 1 && (matches!(scene.text(range.start), "," | ":") || is_that(range.start))
    {
        range.start += 1;
    }
    trimmed(scene, range)
}

/// Returns some words without a mark at their end.
fn trimmed(scene: &Scene, mut range: Range<usize>) -> Range<usize> {
    while range.len() > 1
        && matches!(scene.text(range.end - 1), "," | "." | ";" | ":" | "–" | "—" | "―")
    {
        range.end -= 1;
    }
    range
}

/// > The vote was calm, *the Mission* **noted**.
fn host_clause(scene: &Scene, cue: usize) -> Option<Vec<Range<usize>>> {
    let head = scene.head(cue)?;
    if scene.base(cue) != "parataxis" {
        return None;
    }
    let whole = scene.branch(head);
    let own = scene.branch(cue);
    let pieces = claims(scene, [whole.start..own.start, own.end..whole.end]);
    (!pieces.is_empty()).then_some(pieces)
}

/// Returns what stands before and after words that interrupt it, without the marks around them.
fn claims(scene: &Scene, pieces: [Range<usize>; 2]) -> Vec<Range<usize>> {
    let begins = |&at: &usize| scene.base(at) != "punct" || is_opening(scene, at);
    pieces
        .into_iter()
        .map(|piece| piece.clone().find(begins).unwrap_or(piece.end)..piece.end)
        .filter(|piece| piece.len() > 1)
        .map(|piece| trimmed(scene, piece))
        .collect()
}

fn is_opening(scene: &Scene, at: usize) -> bool {
    matches!(scene.text(at), "\"" | "“" | "‘" | "'")
}

/// > **told** *reporters* that … · **urged** *the government* to …
fn addressee(scene: &Scene, verb: usize) -> Option<Range<usize>> {
    let is_passive = is_passive(scene, verb);
    let takes = |child: &usize| {
        let child = *child;
        let has_clause =
            || scene.child(verb, "ccomp").is_some() || scene.child(verb, "xcomp").is_some();
        match scene.relation(child) {
            "iobj" => true,
            "obj" => has_clause(),
            "nsubj:pass" => is_passive && has_clause(),
            "obl" => scene.children(child).any(|case| {
                scene.relation(case) == "case" && matches!(scene.lemma(case), "to" | "on" | "upon")
            }),
            _ => false,
        }
    };
    scene.children(verb).find(takes).map(|noun| phrase(scene, noun))
}

/// > *the Mission*'s **claim** that the vote was calm · *it* made the **claim** that …
fn noun(scene: &Scene, cue: usize) -> Option<Hypothesis> {
    let owner = scene.children(cue).find(|&child| scene.relation(child) == "nmod:poss");
    let by_of = || {
        scene.children(cue).find(|&child| {
            scene.relation(child) == "nmod"
                && scene.children(child).any(|case| matches!(scene.lemma(case), "by" | "from"))
        })
    };
    let of_verb = || {
        let verb = scene.head(cue).filter(|_| matches!(scene.relation(cue), "obj" | "obl"))?;
        subject(scene, verb)
    };
    let source = owner.or_else(by_of).or_else(of_verb).map(|noun| phrase(scene, noun));
    let content = scene
        .children(cue)
        .filter(|&child| child > cue)
        .find(|&child| {
            matches!(scene.base(child), "acl" | "ccomp" | "nmod")
                && source.as_ref().is_none_or(|source| !source.contains(&child))
        })
        .map(|clause| clause_content(scene, clause))?;
    let rule = learn::hash("tree-noun");
    Some(Hypothesis {
        rule,
        source,
        cue: Some(cue..cue + 1),
        content: vec![content],
        addressee: None,
        found: None,
    })
}

/// > *The Mission* is **confident** that the vote was calm.
fn adjective(scene: &Scene, cue: usize) -> Option<Hypothesis> {
    let source = subject(scene, cue).map(|subject| phrase(scene, subject));
    let clause = scene
        .children(cue)
        .filter(|&child| child > cue)
        .find(|&child| matches!(scene.base(child), "ccomp" | "xcomp" | "advcl" | "obl"))?;
    let content = vec![clause_content(scene, clause)];
    let rule = learn::hash("tree-adjective");
    Some(Hypothesis {
        rule,
        source,
        cue: Some(cue..cue + 1),
        content,
        addressee: None,
        found: None,
    })
}

/// > The vote was calm, **according** to *the Mission*.
fn according_to(scene: &Scene, cue: usize) -> Option<Hypothesis> {
    let noun = scene.head(cue).filter(|&head| head > cue)?;
    let source = phrase_after(scene, cue + 2, noun);
    let clause = scene.head(noun)?;
    let whole = scene.branch(clause);
    let own = scene.branch(noun);
    let pieces =
        claims(scene, [whole.start..cue.max(whole.start), own.end.min(whole.end)..whole.end]);
    let rule = learn::hash("tree-according-to");
    Some(Hypothesis {
        rule,
        source: Some(source),
        cue: Some(cue..cue + 2),
        content: pieces,
        addressee: None,
        found: None,
    })
}

fn phrase_after(scene: &Scene, start: usize, noun: usize) -> Range<usize> {
    let range = phrase(scene, noun);
    if range.end > start && noun >= start { start..range.end } else { range }
}
