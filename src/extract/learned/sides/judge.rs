//! The model that weighs proposals, and which of them are kept.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::learn;
use crate::learn::Archive;
use crate::learn::Model;
use crate::learn::ModelError;
use crate::model::Confidence;
use crate::model::FoundStance;
use crate::model::Span;

use super::proposals::Proposal;

const BUILT_IN: &[u8] = include_bytes!("../../../../data/models/stances.model");

/// The trained model of stances.
#[derive(Clone, Debug)]
pub struct Judge {
    pub(crate) bytes: Cow<'static, [u8]>,
    models: Option<Models>,
}

#[derive(Clone, Debug)]
struct Models {
    trust: Model,
    /// For each hundredth of confidence the score that it takes, rising, for what trees propose.
    steps: Vec<i32>,
    /// The same for what rules over words find.
    steps_by_rule: Vec<i32>,
    /// What is less sure is left out.
    least: Confidence,
}

/// By so much what the rules find goes before what else is proposed at the same word.
const AHEAD: i32 = 2 << 16;

impl Judge {
    /// Returns the model that is built into the program.
    pub fn built_in() -> Self {
        Self::read(BUILT_IN).expect("the model that is built in is whole")
    }

    /// Returns no model: the rules alone speak.
    pub fn none() -> Self {
        Self { bytes: Cow::Borrowed(&[]), models: None }
    }

    /// Returns whether there is no model.
    pub(super) fn is_none(&self) -> bool {
        self.models.is_none()
    }

    /// Reads the model that lies in the bytes of a file.
    pub fn read(bytes: impl Into<Cow<'static, [u8]>>) -> Result<Self, ModelError> {
        let bytes = bytes.into();
        let archive = Archive::read(bytes.clone())?;
        let integers = |bytes: &[u8]| -> Vec<i32> {
            bytes
                .chunks_exact(4)
                .map(|bytes| i32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]))
                .collect()
        };
        let least = integers(&archive.section("settings")?).first().copied().unwrap_or(0);
        let models = Models {
            trust: archive.model("trust")?,
            steps: integers(&archive.section("steps")?),
            steps_by_rule: integers(&archive.section("steps-by-rule")?),
            least: Confidence::hundredths(u8::try_from(least).unwrap_or(0)),
        };
        Ok(Self { bytes, models: Some(models) })
    }

    /// Returns the stances of the proposals that are trusted, the surest first where they exclude each other.
    pub(super) fn kept(&self, proposals: Vec<Proposal>) -> Vec<FoundStance> {
        let Some(models) = &self.models else { return Vec::new() };
        let weighed: Vec<(i32, Proposal)> = proposals
            .into_iter()
            .map(|proposal| (learn::odds(&models.trust, &proposal.features), proposal))
            .collect();
        let longer = Longer::new(&weighed);
        let mut sure: Vec<(i32, Confidence, &Proposal)> = weighed
            .iter()
            .map(|(trust, proposal)| (*trust, models.confidence(*trust, proposal), proposal))
            .filter(|(_, confidence, _)| *confidence >= models.least)
            .collect();
        sure.sort_by_key(|(trust, _, proposal)| {
            let stance = &proposal.stance;
            let ahead = if proposal.is_by_rule() { AHEAD } else { 0 };
            (std::cmp::Reverse(trust.saturating_add(ahead)), stance.cue, stance.target)
        });
        let mut kept: BTreeMap<usize, Vec<FoundStance>> = BTreeMap::new();
        for (trust, confidence, proposal) in &sure {
            let of_word = kept.entry(proposal.word).or_default();
            // Only a rule that sees a list takes several sides at one word.
            let excludes = |other: &FoundStance| {
                !proposal.is_by_rule()
                    || other.rule != proposal.stance.rule
                    || other.target.overlaps(proposal.stance.target)
            };
            if !of_word.iter().any(excludes) {
                let target = longer.target(*trust, proposal);
                of_word.push(FoundStance {
                    confidence: *confidence,
                    target,
                    ..proposal.stance.clone()
                });
            }
        }
        kept.into_values().flatten().collect()
    }
}

/// Proposals by their word, where trees may see more of a target than the rules over words.
struct Longer<'a>(BTreeMap<usize, Vec<(i32, &'a Proposal)>>);

impl<'a> Longer<'a> {
    fn new(proposals: &'a [(i32, Proposal)]) -> Self {
        let mut by_word: BTreeMap<usize, Vec<(i32, &Proposal)>> = BTreeMap::new();
        for (trust, proposal) in proposals.iter().filter(|(_, other)| !other.is_by_rule()) {
            by_word.entry(proposal.word).or_default().push((*trust, proposal));
        }
        Self(by_word)
    }

    /// Returns the target of a proposal, or a longer one of the same stance that is trusted more.
    fn target(&self, trust: i32, proposal: &Proposal) -> Span {
        let stance = &proposal.stance;
        let is_longer = |other: &FoundStance| {
            other.holder == stance.holder
                && other.polarity == stance.polarity
                && other.target.start() == stance.target.start()
                && other.target.end() > stance.target.end()
        };
        let others = self.0.get(&proposal.word).map_or(&[][..], Vec::as_slice);
        others
            .iter()
            .filter(|(more, other)| *more > trust && is_longer(&other.stance))
            .filter(|(_, other)| !proposal.goes_on_to_other(other))
            .max_by_key(|(more, other)| (*more, other.stance.target))
            .map_or(stance.target, |(_, other)| other.stance.target)
    }
}

impl Models {
    fn confidence(&self, trust: i32, proposal: &Proposal) -> Confidence {
        let steps = if proposal.is_by_rule() { &self.steps_by_rule } else { &self.steps };
        // Nothing is less sure than the least sure that was learned from.
        let trust = trust.max(steps.first().copied().unwrap_or(trust));
        let hundredths = steps.partition_point(|&step| step <= trust);
        Confidence::hundredths(u8::try_from(hundredths).unwrap_or(100))
    }
}
