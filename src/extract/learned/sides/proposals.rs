//! Proposals: who may take which side on what, as rules over words and trees see it.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::extract::holders::Holders;
use crate::extract::learned::scene::Scene;
use crate::learn;
use crate::model::Confidence;
use crate::model::FoundStance;
use crate::model::Polarity;
use crate::model::StanceUse;
use crate::model::Voice;
use crate::model::WordSide;

use super::extent;
use super::places;
use super::places::Place;

/// The rule of what only the model found.
const WEIGHED: &str = "weighed";

/// In longer sentences nothing is proposed: they are no prose.
const LONGEST_SENTENCE: usize = 400;

/// Returns whether a rule over words found a stance, rather than trees alone.
pub fn is_by_rule(stance: &FoundStance) -> bool {
    stance.rule != WEIGHED
}

/// What may be a stance.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// The stance, if it is one.
    pub stance: FoundStance,
    /// What tells whether it is one.
    pub features: Vec<u64>,
    /// The word that takes sides.
    pub(super) word: usize,
    /// The word that heads the target.
    pub(super) target: usize,
    pub(super) target_words: Range<usize>,
    /// The word that heads the holder's words.
    pub(super) holder: Option<usize>,
    /// Numbers for the places of holder and target.
    pub(super) places: (u64, u64),
    /// Whether the word is negated, so that the side is the other one.
    pub(super) is_turned: bool,
    /// The target's words after which a list or a reason goes on: "and", "," and "for".
    pub(super) joints: Vec<usize>,
    /// A number for the rule over words that proposed it, or proposes the like; 0 for none.
    pub(super) rule: u64,
    /// How the lexicon lists the word.
    pub(super) listed: u64,
}

/// Returns what rules over words found, and what trees propose at each word that the lexicon gives a side.
pub(super) fn proposals(
    scene: &Scene,
    holders: &Holders,
    by_rule: &[FoundStance],
) -> Vec<Proposal> {
    let mut proposals: Vec<Proposal> =
        by_rule.iter().filter_map(|stance| of_rule(scene, stance)).collect();
    let mut at_word: BTreeMap<usize, Vec<&FoundStance>> = BTreeMap::new();
    for stance in by_rule {
        for at in scene.words_in(stance.cue) {
            at_word.entry(at).or_default().push(stance);
        }
    }
    for at in 0..scene.words.len() {
        if scene.words_of_sentence(scene.sentence(at)).len() > LONGEST_SENTENCE {
            continue;
        }
        if let Some(side) = side(scene, at).filter(|_| !is_in_name(scene, at)) {
            let alike = at_word.get(&at).map_or(&[][..], Vec::as_slice);
            of_tree(scene, holders, at, side, alike, &mut proposals);
        }
    }
    proposals.retain(|proposal| !is_on_itself(scene, holders, proposal));
    proposals
}

/// Returns whether the same words are taken for who takes a side and for what it is taken on.
///
/// > **The Council** is clear that the use of siege, including the siege of towns, is *unacceptable*
fn is_on_itself(scene: &Scene, holders: &Holders, proposal: &Proposal) -> bool {
    let voice = match proposal.stance.holder {
        Voice::SourceOf(number) => holders.statement(number).source,
        voice => voice,
    };
    let Voice::Words(span) = voice else { return false };
    scene.head_of(&scene.words_in(span)) == Some(proposal.target)
}

/// Returns whether a word is part of a name: "the Office for *Democratic* Institutions" praises nobody.
fn is_in_name(scene: &Scene, at: usize) -> bool {
    let names = &scene.reading.analysis.names;
    let span = scene.words[at].span;
    let first = names.partition_point(|name| name.span.end() <= span.start());
    let mut around = names[first..].iter().take_while(|name| name.span.start() <= span.start());
    around.any(|name| !name.is_described && name.span.end() >= span.end())
}

/// Returns the side that the lexicon gives a word, by its base form or as it stands.
fn side(scene: &Scene, at: usize) -> Option<WordSide> {
    if !matches!(scene.upos(at), "VERB" | "NOUN" | "ADJ" | "ADV" | "ADP" | "SCONJ" | "PROPN") {
        return None;
    }
    let sides = &scene.reading.lexicon.stances.sides;
    let lower = scene.text(at).to_lowercase();
    sides.get(lower.as_str()).or_else(|| sides.get(scene.lemma(at))).copied()
}

fn of_rule(scene: &Scene, stance: &FoundStance) -> Option<Proposal> {
    let cue = scene.words_in(stance.cue);
    let word = scene.head_of(&cue)?;
    let target_words = scene.words_in(stance.target);
    let holder = match stance.holder {
        Voice::Words(span) => scene.head_of(&scene.words_in(span)),
        _ => None,
    };
    let target = extent::whole(scene, stance.target);
    Some(Proposal {
        stance: FoundStance { target, ..stance.clone() },
        features: Vec::new(),
        word,
        target: scene.head_of(&target_words)?,
        joints: Vec::new(),
        target_words,
        holder,
        places: (learn::hash("by-rule"), learn::hash("by-rule")),
        is_turned: stance.is_negated,
        rule: learn::hash(stance.rule),
        listed: side(scene, word).map_or(0, listed),
    })
}

fn listed(side: WordSide) -> u64 {
    match side.use_as {
        None if side.is_plain => 6,
        None => 1,
        Some(StanceUse::Act) => 2,
        Some(StanceUse::Noun) => 3,
        Some(StanceUse::Quality) => 4,
        Some(StanceUse::Epithet) => 5,
    }
}

fn of_tree(
    scene: &Scene,
    holders: &Holders,
    at: usize,
    side: WordSide,
    by_rule: &[&FoundStance],
    proposals: &mut Vec<Proposal>,
) {
    let token = scene.words[at].token as usize;
    let Some(cue) = scene.span(&(at..at + 1)) else { return };
    let is_turned = is_negated(scene, at);
    let polarity = if is_turned { side.polarity.opposite() } else { side.polarity };
    let speaker = holders.speaking_at(scene.reading, token).map(|voice| (voice, None));
    let held = places::holders(scene, at);
    let words = held
        .iter()
        .filter_map(|place| scene.span(&place.words).map(|span| (Voice::Words(span), Some(place))));
    let sides: Vec<(Voice, Option<&Place>)> = speaker.into_iter().chain(words).collect();
    for target in places::targets(scene, at) {
        let Some(target_span) = scene.span(&target.words) else { continue };
        for &(holder, place) in &sides {
            if matches!(holder, Voice::Words(span) if span.overlaps(target_span)) {
                continue;
            }
            let alike = by_rule
                .iter()
                .find(|stance| stance.holder == holder && stance.target.overlaps(target_span));
            proposals.push(Proposal {
                stance: FoundStance {
                    holder,
                    cue,
                    target: target_span,
                    polarity,
                    kind: side.kind,
                    statement: holders.statement_at(token),
                    is_negated: false,
                    is_modal: is_modal(scene, at),
                    is_conditional: is_conditional(scene, at),
                    confidence: Confidence::hundredths(50),
                    rule: WEIGHED,
                },
                features: Vec::new(),
                word: at,
                target: target.head,
                joints: joints(scene, &target.words),
                target_words: target.words.clone(),
                holder: place.map(|place| place.head),
                places: (
                    place.map_or(1, |place| learn::hash(&place.role)),
                    learn::hash(&target.role),
                ),
                is_turned,
                rule: alike.map_or(0, |stance| learn::hash(stance.rule)),
                listed: listed(side),
            });
        }
    }
}

fn joints(scene: &Scene, words: &Range<usize>) -> Vec<usize> {
    let is_joint = |at: &usize| matches!(scene.text(*at), "," | "and" | "for");
    words.clone().filter(is_joint).collect()
}

/// > did **not** praise · **never** · **no** progress · **failed** to condemn · **without** success
fn is_negated(scene: &Scene, at: usize) -> bool {
    let is_no = |at: usize| {
        matches!(scene.lemma(at), "not" | "never" | "no" | "n't" | "neither" | "nor" | "hardly")
            || matches!(scene.text(at), "n't" | "n’t" | "No" | "Not" | "without" | "Without")
    };
    let has_no = |at: usize| {
        scene.children(at).any(|child| {
            matches!(scene.base(child), "advmod" | "det" | "cc" | "case" | "aux") && is_no(child)
        })
    };
    let governor = scene.head(at).filter(|_| matches!(scene.base(at), "xcomp" | "obj" | "amod"));
    let is_failed =
        |verb: usize| matches!(scene.lemma(verb), "fail" | "refuse" | "decline" | "stop" | "lack");
    has_no(at)
        || governor.is_some_and(|verb| match scene.base(at) {
            "xcomp" => is_failed(verb) || has_no(verb),
            _ => scene.lemma(verb) == "lack" || has_no(verb),
        })
}

fn is_modal(scene: &Scene, at: usize) -> bool {
    scene.children(at).any(|child| scene.base(child) == "aux" && scene.xpos(child) == "MD")
}

fn is_conditional(scene: &Scene, at: usize) -> bool {
    scene.children(at).any(|child| {
        scene.base(child) == "mark" && matches!(scene.lemma(child), "if" | "unless" | "whether")
    })
}

impl Proposal {
    /// Returns whether a rule over words found it.
    pub(super) fn is_by_rule(&self) -> bool {
        is_by_rule(&self.stance)
    }

    /// Returns whether the longer target of another goes on with a list or a reason where this one ends.
    pub(super) fn goes_on_to_other(&self, longer: &Self) -> bool {
        longer.joints.iter().any(|&at| at >= self.target_words.end)
    }

    /// Returns a number for the side.
    pub(super) fn polarity(&self) -> u64 {
        match self.stance.polarity {
            Polarity::Positive => 1,
            Polarity::Negative => 2,
        }
    }
}
