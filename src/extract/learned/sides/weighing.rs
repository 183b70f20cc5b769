//! Weighing: what tells whether a proposal is a stance.

use std::collections::BTreeMap;

use crate::extract::holders::Holders;
use crate::extract::learned::cues::Features;
use crate::extract::learned::cues::bucket;
use crate::extract::learned::scene::Scene;
use crate::learn;
use crate::learn::Vectors;
use crate::model::Act;
use crate::model::SentenceKind;
use crate::model::Voice;

use super::meanings::Meanings;
use super::proposals::Proposal;

/// Puts the features of each proposal in it.
pub(super) fn weigh(
    scene: &Scene,
    holders: &Holders,
    vectors: &Vectors,
    proposals: &mut [Proposal],
) {
    if proposals.is_empty() {
        return;
    }
    let meanings = Meanings::new(scene, vectors);
    let mut shared: BTreeMap<usize, Features> = BTreeMap::new();
    let mut by_sentence: BTreeMap<usize, [usize; 3]> = BTreeMap::new();
    let mut words: Vec<(usize, u64)> =
        proposals.iter().map(|proposal| (proposal.word, proposal.polarity())).collect();
    words.sort_unstable();
    words.dedup();
    for (word, polarity) in words {
        by_sentence.entry(scene.sentence(word)).or_default()[usize::from(polarity == 2) + 1] += 1;
    }
    for proposal in proposals {
        let mut features = Features::default();
        word(scene, proposal, &mut features);
        voice(scene, holders, proposal, &mut features);
        target(scene, proposal, &mut features);
        way(scene, proposal, &mut features);
        said(scene, holders, proposal, &mut features);
        around(scene, proposal, &mut features);
        let sides = by_sentence.get(&scene.sentence(proposal.word)).copied().unwrap_or_default();
        let (same, other) = match proposal.polarity() {
            1 => (sides[1], sides[2]),
            _ => (sides[2], sides[1]),
        };
        features.add(570, &[same.min(4) as u64]);
        features.add(571, &[other.min(3) as u64, same.min(2) as u64]);
        meanings.target(&proposal.target_words, &mut features);
        let shared = shared.entry(proposal.word).or_insert_with(|| {
            let mut shared = Features::default();
            meanings.around(scene, proposal.word, &mut shared);
            shared
        });
        features.0.extend(&shared.0);
        proposal.features = features.0;
    }
}

/// What the word is, and in which construction.
fn word(scene: &Scene, proposal: &Proposal, features: &mut Features) {
    let at = proposal.word;
    let lemma = scene.lemmas[at];
    let (upos, xpos) = (scene.upos_number(at), scene.xpos_number(at));
    let (holder, target) = proposal.places;
    let (polarity, listed) = (proposal.polarity(), proposal.listed);
    let turned = u64::from(proposal.is_turned);
    let relation = scene.base_number(at);
    let rule = proposal.rule;
    features.add(500, &[]);
    features.add(501, &[lemma]);
    features.add(502, &[lemma, upos, target]);
    features.add(503, &[lemma, holder]);
    features.add(504, &[upos, holder, target]);
    features.add(505, &[holder, target, listed, polarity]);
    features.add(506, &[upos, target, listed]);
    features.add(507, &[holder, listed, upos]);
    features.add(508, &[xpos, target]);
    features.add(509, &[relation, upos]);
    features.add(510, &[relation, target, upos]);
    features.add(511, &[turned, polarity]);
    features.add(512, &[turned, listed, upos]);
    features.add(513, &[rule]);
    features.add(514, &[rule, target]);
    features.add(515, &[rule, holder, lemma]);
    features.add(516, &[listed, polarity]);
    features.add(517, &[target]);
    features.add(518, &[holder]);
    features.add(519, &[u64::from(proposal.stance.is_modal), listed]);
    features.add(520, &[u64::from(proposal.stance.is_conditional)]);
    let governor = scene.head(at).map_or(0, |head| scene.lemmas[head]);
    features.add(521, &[governor, relation]);
    features.add(522, &[governor, relation, holder]);
    for child in scene.children(at) {
        let base = scene.base(child);
        match base {
            "advmod" | "det" | "aux" | "cop" | "amod" => {
                features.add(523, &[scene.base_number(child), scene.lemmas[child]]);
                features.add(524, &[scene.base_number(child), listed]);
            }
            _ => features.add(525, &[scene.base_number(child), upos]),
        }
    }
    features.add(526, &[at.checked_sub(1).map_or(0, |before| scene.lemmas[before]), upos]);
    features.add(527, &[scene.lemmas.get(at + 1).copied().unwrap_or(0), upos]);
}

/// Who is taken to hold it, and where they speak.
fn voice(scene: &Scene, holders: &Holders, proposal: &Proposal, features: &mut Features) {
    let reading = scene.reading;
    let token = scene.words[proposal.word].token as usize;
    let (holder, target) = proposal.places;
    let listed = proposal.listed;
    let act = match holders.act_at(token) {
        None => 0,
        Some(Act::Assertive) => 1,
        Some(Act::Directive) => 2,
        Some(Act::Commissive) => 3,
        Some(Act::Expressive) => 4,
    };
    let kind = kind_of_voice(proposal);
    let is_quoted = u64::from(reading.quotation_of(token).is_some());
    let is_own = u64::from(reading.is_own_voice);
    let is_headline =
        reading.sentence_of(token).is_some_and(|sentence| sentence.kind == SentenceKind::Headline);
    features.add(540, &[act, kind]);
    features.add(541, &[act, listed, target]);
    features.add(542, &[kind, is_quoted, is_own]);
    features.add(543, &[is_quoted, listed, act.min(1)]);
    features.add(544, &[u64::from(is_headline), listed]);
    features.add(545, &[is_own, kind, listed]);
    if let Some(head) = proposal.holder {
        features.add(546, &[scene.upos_number(head), listed]);
        features.add(547, &[scene.lemmas[head]]);
        features.add(548, &[scene.upos_number(head), scene.base_number(head), holder]);
        features.add(549, &[bucket(proposal.word.abs_diff(head))]);
        let is_first = matches!(scene.lemma(head), "I" | "we" | "i");
        features.add(550, &[u64::from(is_first), listed, kind, act.min(1)]);
    }
    // Whether somebody else than the speaker does what the word says.
    let doer = super::places::holders(scene, proposal.word).into_iter().next();
    let doer = doer.map_or(0, |place| match scene.lemma(place.head) {
        "I" | "i" | "we" => 1,
        "you" => 2,
        "it" | "this" | "that" | "there" => 3,
        "he" | "she" | "they" => 4,
        _ => 4 + scene.upos_number(place.head),
    });
    features.add(551, &[doer, kind, listed]);
    features.add(552, &[doer, kind, scene.lemmas[proposal.word]]);
    features.add(553, &[doer, kind, target]);
}

fn kind_of_voice(proposal: &Proposal) -> u64 {
    match proposal.stance.holder {
        Voice::Words(_) => 1,
        Voice::SourceOf(_) => 2,
        Voice::Author => 3,
        Voice::Unknown => 4,
    }
}

/// What the side is taken on.
fn target(scene: &Scene, proposal: &Proposal, features: &mut Features) {
    let head = proposal.target;
    let words = &proposal.target_words;
    let (_, place) = proposal.places;
    let listed = proposal.listed;
    let is_named = words.clone().any(|at| scene.upos(at) == "PROPN");
    let owner = words.clone().any(|at| scene.relation(at) == "nmod:poss");
    let first = scene.lemmas.get(words.start).copied().unwrap_or(0);
    features.add(560, &[scene.upos_number(head), listed]);
    features.add(561, &[scene.lemmas[head]]);
    features.add(562, &[scene.lemmas[head], scene.lemmas[proposal.word]]);
    features.add(563, &[u64::from(is_named), place]);
    features.add(564, &[u64::from(is_named), u64::from(owner), listed]);
    features.add(565, &[bucket(words.len()), place]);
    features.add(566, &[first]);
    features.add(567, &[bucket(proposal.word.abs_diff(head)), u64::from(head > proposal.word)]);
    features.add(568, &[scene.xpos_number(head), place]);
    features.add(569, &[scene.upos_number(head), place, listed]);
}

/// How the tree leads from the word to the target and to the holder, whoever proposed them.
///
/// > **assessed** *the vote* as **free**: the target hangs on the verb that the word is a complement of.
fn way(scene: &Scene, proposal: &Proposal, features: &mut Features) {
    let at = proposal.word;
    let listed = proposal.listed;
    let lemma = scene.lemmas[at];
    let to_target = path(scene, at, proposal.target);
    features.add(572, &[to_target]);
    features.add(573, &[to_target, listed, proposal.polarity()]);
    features.add(574, &[to_target, proposal.rule]);
    features.add(575, &[to_target, lemma]);
    if let Some(holder) = proposal.holder {
        let to_holder = path(scene, at, holder);
        features.add(576, &[to_holder]);
        features.add(577, &[to_holder, to_target]);
        features.add(578, &[to_holder, proposal.rule]);
    }
    let preposition = scene.children(at).find(|&child| scene.base(child) == "case");
    let preposition = preposition.map_or(0, |child| scene.lemmas[child]);
    let governor = scene.head(at).map_or(0, |head| scene.lemmas[head]);
    features.add(579, &[preposition, listed]);
    features.add(580, &[preposition, governor]);
    features.add(581, &[preposition, proposal.rule]);
}

/// Returns a number for the relations between two words of a tree; 0 where more than a few lie between them.
fn path(scene: &Scene, from: usize, to: usize) -> u64 {
    const LONGEST: usize = 4;
    let up = |at: usize| {
        std::iter::successors(Some(at), |&at| scene.head(at)).take(LONGEST).collect::<Vec<usize>>()
    };
    let (from, to) = (up(from), up(to));
    let Some(joint) = from.iter().position(|at| to.contains(at)) else { return 0 };
    let down = to.iter().position(|at| *at == from[joint]).unwrap_or(0);
    let relations =
        |words: &[usize]| -> Vec<u64> { words.iter().map(|&at| scene.base_number(at)).collect() };
    let parts = [relations(&from[..joint]), vec![u64::MAX], relations(&to[..down])].concat();
    learn::feature(0, &parts)
}

/// In which statement it stands, and what the target is.
fn said(scene: &Scene, holders: &Holders, proposal: &Proposal, features: &mut Features) {
    let listed = proposal.listed;
    let statement = proposal.stance.statement.map(|number| holders.statement(number));
    let cue = statement.and_then(|statement| statement.cue.first());
    let cue = cue.and_then(|cue| scene.head_of(&scene.words_in(*cue)));
    let cue_lemma = cue.map_or(0, |at| scene.lemmas[at]);
    features.add(582, &[cue_lemma]);
    features.add(583, &[cue_lemma, listed]);
    let sure =
        statement.map_or(11, |statement| u64::from(statement.confidence.in_hundredths()) / 10);
    features.add(584, &[sure]);
    features.add(585, &[sure, proposal.rule.min(1)]);
    let names = &scene.reading.analysis.names;
    let span = scene.words[proposal.target].span;
    // Names stand in the order of their first letters, and none goes on from one sentence to the next.
    let sentence = scene.words_of_sentence(scene.sentence(proposal.target));
    let start = scene.words[sentence.start].span.start();
    let first = names.partition_point(|name| name.span.start() < start);
    let mut around = names[first..].iter().take_while(|name| name.span.start() <= span.start());
    let name = around.find(|name| name.span.contains(span));
    let kind = name.map_or(0, |name| {
        1 + name.entity_type.map_or(0, |kind| 1 + kind as u64) * 2 + u64::from(name.is_described)
    });
    features.add(586, &[kind, listed]);
    features.add(588, &[kind, scene.lemmas[proposal.word]]);
    features.add(587, &[kind, proposal.places.1]);
}

/// The sentence, what else hangs on the word, and what stands above it.
///
/// > *welcomed* the Chancellor **to** the White House · *Do you* support the plan**?** · *Thank* you**.**
fn around(scene: &Scene, proposal: &Proposal, features: &mut Features) {
    let at = proposal.word;
    let listed = proposal.listed;
    let (form, lemma) = (scene.forms[at], scene.lemmas[at]);
    let number = scene.sentence(at);
    let sentence = scene.words_of_sentence(number);
    let last = sentence.clone().next_back();
    let is_asked = u64::from(last.is_some_and(|last| scene.text(last).starts_with('?')));
    features.add(589, &[is_asked, listed]);
    features.add(590, &[is_asked, kind_of_voice(proposal)]);
    for child in scene.children(at) {
        if matches!(scene.base(child), "obl" | "nmod" | "advcl") {
            let case = learn::hash(super::places::case(scene, child));
            features.add(591, &[lemma, case]);
            features.add(592, &[listed, case, u64::from(child == proposal.target)]);
        }
    }
    let length = bucket(sentence.len());
    features.add(593, &[length, listed]);
    features.add(594, &[length, lemma, scene.lemmas[proposal.target]]);
    if let Some(head) = scene.head(at) {
        let above = scene.head(head).map_or(0, |above| scene.lemmas[above]);
        features.add(595, &[above, scene.base_number(head), scene.base_number(at)]);
        features.add(596, &[above, scene.lemmas[head]]);
    }
    let after = scene.sentence(scene.words.len() - 1).saturating_sub(number);
    features.add(597, &[number.min(3) as u64, after.min(3) as u64, listed]);
    features.add(598, &[form]);
    features.add(599, &[form, proposal.places.1]);
}
