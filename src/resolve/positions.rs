//! Positions: which topics of a codebook a claim has, and whether a statement agrees with one of its concepts.
//!
//! > "there was **no** evidence of *voter fraud*" agrees that the election was fair

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use super::claims::Sense;
use super::claims::Vocabulary;
use crate::model::Concept;
use crate::model::Lexicon;
use crate::model::Polarity;

/// The topics and concepts of codebooks, ready to be looked for.
pub(super) struct Coder {
    concepts: Vec<Compiled>,
    /// The words that are a form by themselves: they evaluate one thing only.
    taken: BTreeSet<u32>,
}

/// What a claim holds of a concept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Side {
    pub(super) concept: String,
    pub(super) agrees: bool,
    pub(super) words: String,
    pub(super) rule: &'static str,
}

struct Compiled {
    iri: String,
    is_proposition: bool,
    /// Whether it is about how good something is: several of its forms are evaluating words.
    is_evaluating: bool,
    cues: Vec<Phrase>,
    forms: Vec<(Phrase, bool)>,
}

/// A phrase by the stems of its words, and whether each denies: "unlawful" is "lawful", denied.
type Phrase = Vec<(u32, bool)>;

/// Words from one place to another, the last included.
type Place = (usize, usize);

/// A form stands so near to a cue, in words.
const NEAR: usize = 10;
/// So many words may stand between two words of a form, and between a negation and what it denies.
const GAP: usize = 2;
const REACH: usize = 4;
/// A concept with so many evaluating words among its forms is about how good something is.
const EVALUATING: usize = 3;

impl Coder {
    pub(super) fn new(lexicon: &Lexicon, vocabulary: &mut Vocabulary) -> Self {
        let concepts = lexicon.codebooks.iter().flat_map(|codebook| &codebook.concepts);
        let concepts: Vec<_> = concepts.map(|concept| Compiled::new(concept, vocabulary)).collect();
        let forms = concepts.iter().flat_map(|concept| &concept.forms);
        let taken = forms.filter(|(form, _)| form.len() == 1).map(|(form, _)| form[0].0).collect();
        Self { concepts, taken }
    }

    /// Returns whether there is nothing to look for.
    pub(super) fn is_empty(&self) -> bool {
        self.concepts.is_empty()
    }

    /// Returns the topics that some words have, each with the words that tell it.
    pub(super) fn topics(&self, vocabulary: &Vocabulary, words: &[u32]) -> Vec<(String, String)> {
        let said = Said::new(vocabulary, words);
        let topics = self.concepts.iter().filter(|concept| !concept.is_proposition);
        topics
            .filter_map(|topic| {
                let places = said.places_of(&topic.cues);
                (!places.is_empty()).then(|| (topic.iri.clone(), said.text(&places)))
            })
            .collect()
    }

    /// Returns what some words hold of concepts.
    pub(super) fn sides(&self, vocabulary: &Vocabulary, words: &[u32]) -> Vec<Side> {
        let said = Said::new(vocabulary, words);
        let concepts = self.concepts.iter().filter(|concept| concept.is_proposition);
        concepts.filter_map(|concept| said.side(concept, &self.taken)).collect()
    }
}

impl Compiled {
    fn new(concept: &Concept, vocabulary: &mut Vocabulary) -> Self {
        let cues = phrases(vocabulary, &concept.cues);
        let pro = phrases(vocabulary, &concept.pro).into_iter().map(|phrase| (phrase, true));
        let contra = phrases(vocabulary, &concept.contra).into_iter();
        let forms = pro.chain(contra.map(|phrase| (phrase, false))).collect();
        let words = concept.pro.iter().chain(&concept.contra);
        let is_evaluating = words.filter(|word| evaluates(vocabulary, word)).count() >= EVALUATING;
        Self {
            iri: concept.iri.clone(),
            is_proposition: concept.is_proposition(),
            is_evaluating,
            cues,
            forms,
        }
    }
}

fn phrases(vocabulary: &mut Vocabulary, texts: &[String]) -> Vec<Phrase> {
    let phrases = texts.iter().map(|text| phrase(vocabulary, text));
    phrases.filter(|phrase| !phrase.is_empty()).collect()
}

fn evaluates(vocabulary: &mut Vocabulary, word: &str) -> bool {
    let word = vocabulary.word(word);
    vocabulary.sense_of(word).polarity.is_some()
}

/// Returns the words of a phrase; claims have no articles.
fn phrase(vocabulary: &mut Vocabulary, text: &str) -> Phrase {
    let words = text.split_whitespace().map(str::to_lowercase);
    let words = words.filter(|word| !matches!(word.as_str(), "a" | "an" | "the"));
    let words: Vec<u32> = words.map(|word| vocabulary.word(&word)).collect();
    let senses = words.into_iter().map(|word| vocabulary.sense_of(word));
    senses.map(|sense| (sense.stem, sense.denies)).collect()
}

/// The words of a claim.
struct Said<'a> {
    vocabulary: &'a Vocabulary<'a>,
    words: &'a [u32],
    senses: Vec<Sense>,
}

impl<'a> Said<'a> {
    fn new(vocabulary: &'a Vocabulary<'a>, words: &'a [u32]) -> Self {
        let senses = words.iter().map(|&word| vocabulary.sense_of(word)).collect();
        Self { vocabulary, words, senses }
    }

    fn side(&self, concept: &Compiled, taken: &BTreeSet<u32>) -> Option<Side> {
        let cues = self.places_of(&concept.cues);
        if cues.is_empty() {
            return None;
        }
        let mut sum = 0;
        let mut places = Vec::new();
        for (place, agrees) in self.forms(concept) {
            if let Some(cue) = nearest(&cues, place) {
                sum += if agrees { 1 } else { -1 };
                places.extend([cue, place]);
            }
        }
        let mut rule = "form";
        if places.is_empty() && concept.is_evaluating {
            rule = "evaluation";
            for &cue in &cues {
                if let Some((place, agrees)) = self.evaluation(cue, taken) {
                    sum += if agrees { 1 } else { -1 };
                    places.extend([cue, (place, place)]);
                }
            }
        }
        let words = self.text(&places);
        (sum != 0).then(|| Side { concept: concept.iri.clone(), agrees: sum > 0, words, rule })
    }

    /// Returns where the forms of a concept stand, and whether they agree there; of two that overlap only the longer.
    fn forms(&self, concept: &Compiled) -> Vec<(Place, bool)> {
        let mut found: BTreeMap<(usize, std::cmp::Reverse<usize>), bool> = BTreeMap::new();
        for (form, agrees) in &concept.forms {
            for start in 0..self.words.len() {
                if let Some((end, is_denied)) = self.at(form, start) {
                    let is_turned = is_denied != self.is_turned(start);
                    found.entry((start, std::cmp::Reverse(end))).or_insert(*agrees != is_turned);
                }
            }
        }
        let mut last = None;
        let mut forms = Vec::new();
        for ((start, std::cmp::Reverse(end)), agrees) in found {
            if last.is_none_or(|last| start > last) {
                last = Some(end);
                forms.push(((start, end), agrees));
            }
        }
        forms
    }

    /// Returns where a phrase that starts at a word ends, and whether it is denied in itself.
    fn at(&self, phrase: &[(u32, bool)], start: usize) -> Option<(usize, bool)> {
        let mut next = start;
        let mut is_denied = false;
        for (number, &(stem, denies)) in phrase.iter().enumerate() {
            let limit = if number == 0 { start + 1 } else { next + 1 + GAP };
            let within = next..limit.min(self.senses.len());
            let fits = |place: &usize| {
                let sense = self.senses[*place];
                sense.stem == stem && (sense.denies || !denies)
            };
            let place = within.clone().find(fits)?;
            is_denied ^= self.senses[place].denies != denies;
            next = place + 1;
        }
        Some((next.checked_sub(1)?, is_denied))
    }

    /// Returns whether what stands before a word turns it round: "no evidence of fraud", "to end torture".
    fn is_turned(&self, start: usize) -> bool {
        let turns = |place: usize| {
            let sense = self.senses[place];
            sense.is_empty() && sense.denies || self.vocabulary.turns(self.words[place])
        };
        let telling = |place: &usize| !self.senses[*place].is_empty() || turns(*place);
        let before = (0..start).rev().filter(telling).take(REACH);
        before.filter(|&place| turns(place)).count() % 2 == 1
    }

    /// Returns an evaluating word before a cue, or after it and a form of "be".
    fn evaluation(&self, cue: Place, taken: &BTreeSet<u32>) -> Option<(usize, bool)> {
        let before = cue.0.checked_sub(1);
        let after = [cue.1 + 2, cue.1 + 3].into_iter();
        let after = after.filter(|_| self.is_be(cue.1 + 1));
        let mut places = before.into_iter().chain(after).filter(|&place| place < self.senses.len());
        let is_evaluating = |sense: Sense| sense.polarity.is_some() && !taken.contains(&sense.stem);
        let place = places.find(|&place| is_evaluating(self.senses[place]))?;
        let sense = self.senses[place];
        let is_positive = sense.polarity == Some(Polarity::Positive);
        Some((place, is_positive != self.is_turned(place)))
    }

    fn is_be(&self, place: usize) -> bool {
        self.words.get(place).is_some_and(|&word| {
            matches!(
                self.vocabulary.text(word),
                "is" | "are" | "was" | "were" | "be" | "been" | "as"
            )
        })
    }

    fn places_of(&self, phrases: &[Phrase]) -> Vec<Place> {
        let mut places: Vec<Place> = phrases
            .iter()
            .flat_map(|phrase| {
                (0..self.words.len()).filter_map(|start| Some((start, self.at(phrase, start)?.0)))
            })
            .collect();
        places.sort_unstable();
        places.dedup();
        places
    }

    /// Returns the words at some places, in their order, each once.
    fn text(&self, places: &[Place]) -> String {
        let is_told =
            |place: usize| places.iter().any(|&(start, end)| (start..=end).contains(&place));
        let told = (0..self.words.len()).filter(|&place| is_told(place));
        told.map(|place| self.vocabulary.text(self.words[place])).collect::<Vec<_>>().join(" ")
    }
}

/// Returns the cue that is nearest to a form, if one is near enough.
fn nearest(cues: &[Place], form: Place) -> Option<Place> {
    let distance = |cue: &Place| {
        if cue.1 < form.0 { form.0 - cue.1 } else { cue.0.saturating_sub(form.1) }
    };
    let cue = cues.iter().min_by_key(|cue| distance(cue))?;
    (distance(cue) <= NEAR).then_some(*cue)
}

#[cfg(test)]
mod tests {
    use super::Coder;
    use crate::model::Codebook;
    use crate::model::Concept;
    use crate::model::Lexicon;
    use crate::resolve::claims::Vocabulary;

    #[track_caller]
    fn check(claim: &str, expected: Option<(bool, &str)>) {
        let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        let fair = Concept {
            iri: "fair".to_owned(),
            label: "The election was fair.".to_owned(),
            cues: words(&["election", "vote", "voter"]),
            pro: words(&["free", "fair", "transparent", "well organised"]),
            contra: words(&["fraud", "rigged", "unlawful", "corrupt"]),
            ..Concept::default()
        };
        let turnout = Concept {
            iri: "turnout".to_owned(),
            label: "turnout".to_owned(),
            cues: words(&["turnout", "boycott"]),
            ..Concept::default()
        };
        let mut lexicon = Lexicon::built_in();
        lexicon.codebooks = vec![Codebook { concepts: vec![fair, turnout], ..Codebook::default() }];
        let mut vocabulary = Vocabulary::new(&lexicon);
        let coder = Coder::new(&lexicon, &mut vocabulary);
        let words: Vec<u32> = claim.split(' ').map(|word| vocabulary.word(word)).collect();
        let sides = coder.sides(&vocabulary, &words);
        let found: Vec<_> = sides.iter().map(|side| (side.agrees, side.words.as_str())).collect();
        assert_eq!(found, expected.into_iter().collect::<Vec<_>>(), "{claim}");
    }

    #[test]
    fn forms_near_a_cue_take_a_side() {
        check("elections were free and fair", Some((true, "elections free fair")));
        check("vote was rigged", Some((false, "vote rigged")));
        check("vote was very well organised", Some((true, "vote well organised")));
        check("bread was free", None);
        check("elections were held", None);
    }

    #[test]
    fn negations_turn_round() {
        check("there is no evidence of voter fraud", Some((true, "voter fraud")));
        check("vote was not free", Some((false, "vote free")));
        check("vote was unfair", Some((false, "vote unfair")));
        check("vote was unlawful", Some((false, "vote unlawful")));
        check("to prevent fraud at the election", Some((true, "fraud election")));
    }

    #[test]
    fn both_sides_are_none() {
        check("vote was free and rigged", None);
    }

    #[test]
    fn an_evaluating_word_is_a_side() {
        check("historic election", Some((true, "historic election")));
        check("election was a disgraceful farce", Some((false, "election disgraceful")));
        check("election was a farce", Some((false, "election farce")));
        check("election was a ritual", None);
    }
}
