//! Places: where in a tree the holder and the target of a word that takes sides may stand.

use std::ops::Range;

use crate::extract::learned::scene::Scene;
use crate::extract::learned::trees;

/// Words at a place in the tree around a word that takes sides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// The name of the place: "obj", "nmod:for".
    pub(super) role: String,
    /// The word that heads the words.
    pub(super) head: usize,
    pub(super) words: Range<usize>,
}

impl Place {
    fn phrase(scene: &Scene, role: impl Into<String>, head: usize) -> Self {
        // "commended *him* on his leadership"
        let is_pronoun = scene.xpos(head) == "PRP";
        let words = if is_pronoun { head..head + 1 } else { trees::phrase(scene, head) };
        Self { role: role.into(), head, words }
    }

    fn clause(scene: &Scene, role: impl Into<String>, head: usize) -> Self {
        let mut words = scene.branch(head);
        let is_edge = |at: usize| {
            scene.base(at) == "punct"
                || scene.base(at) == "mark" && !scene.text(at).eq_ignore_ascii_case("to")
        };
        while words.len() > 1 && is_edge(words.start) {
            words.start += 1;
        }
        while words.len() > 1 && scene.base(words.end - 1) == "punct" {
            words.end -= 1;
        }
        Self { role: role.into(), head, words }
    }
}

/// Returns where the holder may stand, besides whoever speaks.
pub(super) fn holders(scene: &Scene, at: usize) -> Vec<Place> {
    let mut places = Vec::new();
    match scene.upos(at) {
        "VERB" | "AUX" => {
            let agent = scene.children(at).find(|&child| scene.relation(child) == "obl:agent");
            match agent {
                Some(agent) => places.push(Place::phrase(scene, "agent", agent)),
                None if !is_passive(scene, at) => subject(scene, "subject", at, &mut places),
                None => {}
            }
        }
        "NOUN" | "PROPN" => {
            for child in scene.children(at) {
                match scene.relation(child) {
                    "nmod:poss" => places.push(Place::phrase(scene, "owner", child)),
                    _ if scene.base(child) == "nmod"
                        && matches!(case(scene, child), "of" | "by" | "from" | "among") =>
                    {
                        let role = format!("owner:{}", case(scene, child));
                        places.push(Place::phrase(scene, role, child));
                    }
                    _ => {}
                }
            }
            let verb = scene.head(at).filter(|_| matches!(scene.base(at), "obj" | "obl"));
            match verb {
                Some(verb) if !is_passive(scene, verb) => {
                    subject(scene, "verb-subject", verb, &mut places);
                }
                _ if scene.child(at, "cop").is_some() => {
                    subject(scene, "subject", at, &mut places);
                }
                _ => {}
            }
        }
        "ADJ" | "ADV" => subject(scene, "subject", at, &mut places),
        _ => {
            let noun = scene.head(at);
            let governor = noun.and_then(|noun| scene.head(noun));
            if let Some(governor) = governor {
                subject(scene, "verb-subject", governor, &mut places);
            }
        }
    }
    places
}

/// Returns where the target may stand: phrases, and those with all that is added to them.
pub(super) fn targets(scene: &Scene, at: usize) -> Vec<Place> {
    let phrases = phrases(scene, at);
    let whole = |place: &Place| {
        let whole = Place::clause(scene, format!("{}+", place.role), place.head);
        let is_longer = whole.words.start <= place.words.start && whole.words.end > place.words.end;
        let words = place.words.start..whole.words.end;
        (is_longer && !words.contains(&at)).then_some(Place { words, ..whole })
    };
    let added: Vec<Place> = phrases.iter().filter_map(whole).collect();
    phrases.into_iter().chain(added).collect()
}

fn phrases(scene: &Scene, at: usize) -> Vec<Place> {
    let mut places = Vec::new();
    match scene.upos(at) {
        "VERB" | "AUX" => of_verb(scene, at, &mut places),
        "NOUN" | "PROPN" => of_noun(scene, at, &mut places),
        "ADJ" => of_adjective(scene, at, &mut places),
        "ADV" => of_adverb(scene, at, &mut places),
        "ADP" | "SCONJ" => {
            if let Some(noun) = scene.head(at) {
                places.push(Place::phrase(scene, "case", noun));
            }
        }
        _ => {}
    }
    places
}

/// > **praised** *the vote* · *the vote* was **praised** · *the vote* **failed** · *a* **failed** *vote*
fn of_verb(scene: &Scene, at: usize, places: &mut Vec<Place>) {
    let before = places.len();
    dependents(scene, at, places);
    if places.len() == before && scene.base(at) == "conj" {
        // "praised and supported the vote": the object may hang on the other verb.
        if let Some(object) = scene.head(at).and_then(|verb| scene.child(verb, "obj")) {
            places.push(Place::phrase(scene, "shared-obj", object));
        }
    }
    subject(scene, "subject", at, places);
    match scene.base(at) {
        "amod" => places.extend(scene.head(at).map(|noun| Place::phrase(scene, "noun", noun))),
        "acl" => {
            places.extend(scene.head(at).map(|noun| Place::phrase(scene, "clause-noun", noun)));
        }
        "xcomp" => {
            let object = scene.head(at).and_then(|verb| scene.child(verb, "obj"));
            places.extend(object.map(|object| Place::phrase(scene, "verb-obj", object)));
        }
        _ => {}
    }
}

/// > **praise** for *the vote* · *the vote* was a **success** · *the board* made **progress** · this **travesty**
fn of_noun(scene: &Scene, at: usize, places: &mut Vec<Place>) {
    dependents(scene, at, places);
    places.push(Place::phrase(scene, "self", at));
    for child in scene.children(at) {
        if scene.relation(child) == "nmod:poss" {
            places.push(Place::phrase(scene, "owner", child));
        }
    }
    let Some(head) = scene.head(at) else {
        return subject(scene, "subject", at, places);
    };
    match scene.base(at) {
        "obj" | "obl" => {
            subject(scene, "verb-subject", head, places);
            for child in scene.children(head).filter(|&child| child != at) {
                match scene.base(child) {
                    "obl" => {
                        let role = format!("verb-obl:{}", case(scene, child));
                        places.push(Place::phrase(scene, role, child));
                    }
                    "obj" | "iobj" => places.push(Place::phrase(scene, "verb-obj", child)),
                    _ => {}
                }
            }
        }
        "compound" | "nmod" => places.push(Place::phrase(scene, "whole", head)),
        "appos" => places.push(Place::phrase(scene, "named", head)),
        "nsubj" => {
            let clause = scene.child(head, "obj").or_else(|| scene.child(head, "ccomp"));
            places.extend(clause.map(|noun| Place::phrase(scene, "predicate", noun)));
        }
        _ => subject(scene, "subject", at, places),
    }
}

/// > *the vote* was **free** · a **free** *vote* · *it* was a **free** vote · **grateful** to *the board*
fn of_adjective(scene: &Scene, at: usize, places: &mut Vec<Place>) {
    dependents(scene, at, places);
    let head = scene.head(at);
    match (scene.base(at), head) {
        ("amod", Some(noun)) => {
            places.push(Place::phrase(scene, "noun", noun));
            if scene.child(noun, "cop").is_some() || scene.child(noun, "nsubj").is_some() {
                subject(scene, "noun-subject", noun, places);
            } else if let Some(verb) =
                scene.head(noun).filter(|_| matches!(scene.base(noun), "obj" | "obl"))
            {
                subject(scene, "verb-subject", verb, places);
            }
            for child in scene.children(noun).filter(|&child| child > noun) {
                if scene.base(child) == "nmod" {
                    let role = format!("noun-nmod:{}", case(scene, child));
                    places.push(Place::phrase(scene, role, child));
                }
            }
        }
        ("xcomp" | "advcl" | "obl", Some(verb)) => {
            let object = scene.child(verb, "obj");
            match object {
                Some(object) => places.push(Place::phrase(scene, "verb-obj", object)),
                None => subject(scene, "verb-subject", verb, places),
            }
        }
        ("conj", Some(other)) if scene.base(other) == "amod" => {
            places.extend(scene.head(other).map(|noun| Place::phrase(scene, "noun", noun)));
        }
        _ => subject(scene, "subject", at, places),
    }
}

/// > *the board* **efficiently** counted *the votes*
fn of_adverb(scene: &Scene, at: usize, places: &mut Vec<Place>) {
    let Some(verb) = scene.head(at) else { return };
    subject(scene, "verb-subject", verb, places);
    if let Some(object) = scene.child(verb, "obj") {
        places.push(Place::phrase(scene, "verb-obj", object));
    }
    if scene.base(verb) == "amod" {
        places.extend(scene.head(verb).map(|noun| Place::phrase(scene, "noun", noun)));
    }
}

/// Adds objects, complements and what hangs on a preposition.
fn dependents(scene: &Scene, at: usize, places: &mut Vec<Place>) {
    for child in scene.children(at) {
        match scene.base(child) {
            "obj" | "iobj" => places.push(Place::phrase(scene, scene.base(child), child)),
            "obl" | "nmod"
                if child > at && !matches!(scene.relation(child), "obl:agent" | "nmod:poss") =>
            {
                let role = format!("{}:{}", scene.base(child), case(scene, child));
                places.push(Place::phrase(scene, role, child));
            }
            "ccomp" | "csubj" | "acl" | "advcl" if child > at => {
                places.push(Place::clause(scene, scene.base(child), child));
            }
            "xcomp" => {
                places.push(Place::clause(scene, "xcomp", child));
                if let Some(object) = scene.child(child, "obj") {
                    places.push(Place::phrase(scene, "xcomp-obj", object));
                }
            }
            _ => {}
        }
    }
}

fn subject(scene: &Scene, role: &str, at: usize, places: &mut Vec<Place>) {
    let passive = scene.children(at).find(|&child| scene.relation(child) == "nsubj:pass");
    if let Some(subject) = passive {
        places.push(Place::phrase(scene, format!("{role}:pass"), subject));
    } else if let Some(subject) = trees::subject(scene, at).filter(|&subject| subject != at) {
        places.push(Place::phrase(scene, role, subject));
    }
}

fn is_passive(scene: &Scene, verb: usize) -> bool {
    scene
        .children(verb)
        .any(|child| matches!(scene.relation(child), "aux:pass" | "nsubj:pass" | "obl:agent"))
}

/// Returns the preposition of a noun, as its base form.
pub(super) fn case<'a>(scene: &Scene<'a>, noun: usize) -> &'a str {
    scene
        .children(noun)
        .find(|&child| scene.base(child) == "case")
        .map_or("", |child| scene.lemma(child))
}
