//! How far a target goes: a noun with the clauses and phrases that belong to it.
//!
//! > welcomed **efforts** *to keep lines of communication open* · commended **the progress** *made by the board*

use std::ops::Range;

use crate::extract::learned::scene::Scene;
use crate::model::Span;

use super::places;

/// Prepositions that tie what follows to the noun; others may tell of the deed instead: "thanked the board *for* …".
const TIES: &[&str] = &["of", "between", "among", "by", "against", "toward", "towards"];

/// Returns a target with all that belongs to its head noun and follows at once; lists are left to who finds them.
pub(super) fn whole(scene: &Scene, target: Span) -> Span {
    let words = scene.words_in(target);
    let Some(head) = scene.head_of(&words) else { return target };
    if !matches!(scene.upos(head), "NOUN" | "PROPN") {
        return target;
    }
    let mut end = words.end;
    for child in scene.children(head).filter(|&child| child > head) {
        let branch = scene.branch(child);
        if branch.start < end {
            continue;
        }
        let belongs = match scene.base(child) {
            "acl" => true,
            "nmod" => TIES.contains(&places::case(scene, child)),
            _ => false,
        };
        if branch.start > end || !belongs {
            break;
        }
        end = branch.end;
    }
    // "welcomed plans to meet": the tree may hang on the verb what belongs to its object.
    let infinitive = scene.head(head).filter(|_| scene.base(head) == "obj");
    let infinitive = infinitive.and_then(|verb| scene.child(verb, "xcomp"));
    let infinitive = infinitive.map(|verb| scene.branch(verb));
    let opens = |branch: &Range<usize>| {
        branch.start == end && scene.text(branch.start).eq_ignore_ascii_case("to")
    };
    end = infinitive.filter(opens).map_or(end, |branch| branch.end);
    while end > words.end && scene.base(end - 1) == "punct" {
        end -= 1;
    }
    if end == words.end {
        return target;
    }
    scene
        .span(&(words.start..end))
        .filter(|longer| longer.start() == target.start())
        .unwrap_or(target)
}
