//! The models of attribution, and the statements that they find.

use std::borrow::Cow;
use std::sync::OnceLock;

use crate::extract::occurrence;
use crate::extract::statement;
use crate::learn;
use crate::learn::Archive;
use crate::learn::Model;
use crate::learn::ModelError;
use crate::learn::Vectors;
use crate::model::Act;
use crate::model::Confidence;
use crate::model::CueKind;
use crate::model::Form;
use crate::model::FoundStatement;
use crate::model::Manner;
use crate::model::Sha256;
use crate::model::Voice;

use super::addressees;
use super::cues;
use super::cues::Candidate;
use super::cues::Features;
use super::decide;
use super::decide::Parts;
use super::drafts::Draft;
use super::drafts::Drafter;
use super::scene::Scene;
use super::sides::Judge;

const BUILT_IN: &[u8] = include_bytes!("../../../data/models/attributions.model");
const WORDS: &[u8] = include_bytes!("../../../data/models/words.model");

/// A sentence of more words is no prose: in it the rules alone speak.
const LONGEST_SENTENCE: usize = 400;

/// The trained models of attribution.
#[derive(Clone, Debug)]
pub struct Attribution {
    bytes: Cow<'static, [u8]>,
    hash: OnceLock<Sha256>,
    pub(super) models: Option<Models>,
    /// The model of who takes sides.
    pub(in crate::extract) judge: Judge,
    /// What words mean.
    words: Vectors,
}

#[derive(Clone, Debug)]
pub(super) struct Models {
    /// Words that headed a cue in training, sorted.
    pub(super) known: Vec<u64>,
    pub(super) drafter: Drafter,
    /// Whether a reading is right.
    trust: Model,
    /// Whether a reading has the very words.
    rank: Model,
    /// For each hundredth of confidence the score that it takes, rising.
    steps: Vec<i32>,
    /// Findings that are less sure are left out.
    pub(super) least: Confidence,
}

impl Attribution {
    /// Returns the models that are built into the program.
    pub fn built_in() -> Self {
        let models = Self::read(BUILT_IN).expect("the models that are built in are whole");
        models.with(Judge::built_in())
    }

    /// Returns no models: the rules alone speak.
    pub fn none() -> Self {
        Self {
            bytes: Cow::Borrowed(&[]),
            hash: OnceLock::new(),
            models: None,
            judge: Judge::none(),
            words: Vectors::default(),
        }
    }

    /// Returns the same models, with a model of who takes sides.
    #[must_use]
    pub fn with(self, judge: Judge) -> Self {
        Self { judge, hash: OnceLock::new(), ..self }
    }

    /// Returns what words mean.
    pub fn words(&self) -> &Vectors {
        &self.words
    }

    /// Returns the same models, with other vectors of words than those that are built in.
    #[must_use]
    pub fn with_words(self, words: Vectors) -> Self {
        Self { words, hash: OnceLock::new(), ..self }
    }

    /// Returns the hash of the files that the models were read from, one after the other.
    pub fn hash(&self) -> Sha256 {
        let files = [self.bytes.as_ref(), self.judge.bytes.as_ref(), self.words.bytes()];
        let whole = || Sha256::of(files.concat());
        self.hash.get_or_init(whole).clone()
    }

    /// Reads the models that lie in the bytes of a file.
    pub fn read(bytes: impl Into<Cow<'static, [u8]>>) -> Result<Self, ModelError> {
        let bytes = bytes.into();
        let archive = Archive::read(bytes.clone())?;
        let spans = archive.model("spans")?;
        let settings = integers(&archive.section("settings")?);
        let setting = |at: usize| settings.get(at).copied().unwrap_or(0);
        let drafter = Drafter {
            cues: archive.model("cues")?,
            transitions: super::spans::transitions(&spans),
            spans,
            acts: archive.model("acts")?,
            least: setting(0),
        };
        let models = Models {
            known: archive
                .section("known")?
                .chunks_exact(8)
                .map(|bytes| {
                    bytes.iter().rev().fold(0, |number, &byte| number << 8 | u64::from(byte))
                })
                .collect(),
            drafter,
            trust: archive.model("trust")?,
            rank: archive.model("rank")?,
            steps: integers(&archive.section("steps")?),
            least: Confidence::hundredths(u8::try_from(setting(1)).unwrap_or(0)),
        };
        let words = Vectors::read(WORDS).expect("the vectors that are built in are whole");
        let models = Some(models);
        Ok(Self { bytes, hash: OnceLock::new(), models, judge: Judge::none(), words })
    }
}

fn integers(bytes: &[u8]) -> Vec<i32> {
    bytes
        .chunks_exact(4)
        .map(|bytes| i32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]))
        .collect()
}

/// Returns the statements of a text: those of the models, and of the rules those that have no cue.
pub(in crate::extract) fn statements(
    scene: &Scene,
    attribution: &Attribution,
) -> Vec<FoundStatement> {
    let Some(models) = &attribution.models else { return scene.found.clone() };
    let mut features = Features::default();
    let mut sure: Vec<(i32, Candidate, Draft)> = models
        .candidates(scene)
        .into_iter()
        .filter_map(|candidate| {
            let (trust, draft) = models.best(scene, &candidate, &mut features)?;
            (models.confidence(trust) >= models.least).then_some((trust, candidate, draft))
        })
        .collect();
    sure.sort_by_key(|(trust, candidate, _)| (std::cmp::Reverse(*trust), candidate.word));
    let keep = decide::keep(sure.iter().map(|(_, _, draft)| &draft.parts));
    let kept = sure.iter().zip(keep).filter(|(_, keep)| *keep);
    let found = kept.filter_map(|((trust, candidate, draft), _)| {
        let mut act = models.drafter.act(scene, candidate, &draft.parts, &mut features);
        let parts = addressees::filled(scene, act, &draft.parts);
        if parts != draft.parts {
            act = models.drafter.act(scene, candidate, &parts, &mut features);
        }
        found(scene, candidate, &parts, act, models.confidence(*trust))
    });
    let by_rules = scene.by_rule.iter().filter(|(word, _)| !is_prose(scene, **word));
    found.chain(by_rules.filter_map(|(_, rule)| scene.found.get(rule.found?).cloned())).collect()
}

/// Returns whether a word stands in a sentence that the models read.
pub(super) fn is_prose(scene: &Scene, word: usize) -> bool {
    scene.words_of_sentence(scene.sentence(word)).len() <= LONGEST_SENTENCE
}

impl Models {
    /// Returns the words that may head a cue, in sentences that the models read.
    pub(super) fn candidates(&self, scene: &Scene) -> Vec<Candidate> {
        let mut candidates = cues::candidates(scene, |key| self.known.binary_search(&key).is_ok());
        candidates.retain(|candidate| is_prose(scene, candidate.word));
        candidates
    }

    /// Returns the best reading of a candidate, and by how much it is right rather than wrong.
    pub(super) fn best(
        &self,
        scene: &Scene,
        candidate: &Candidate,
        features: &mut Features,
    ) -> Option<(i32, Draft)> {
        let drafts = self.drafter.drafts(scene, candidate, features).into_iter();
        drafts.map(|draft| (learn::odds(&self.trust, &draft.features), draft)).rev().max_by_key(
            |(trust, draft)| trust.saturating_add(learn::odds(&self.rank, &draft.features) / 2),
        )
    }

    pub(super) fn confidence(&self, trust: i32) -> Confidence {
        let hundredths = self.steps.partition_point(|&step| step <= trust);
        Confidence::hundredths(u8::try_from(hundredths).unwrap_or(100))
    }
}

/// Returns the statement of a draft.
fn found(
    scene: &Scene,
    candidate: &Candidate,
    parts: &Parts,
    act: Act,
    confidence: Confidence,
) -> Option<FoundStatement> {
    let spans = |pieces: &[std::ops::Range<usize>]| {
        pieces.iter().filter_map(|piece| scene.span(piece)).collect::<Vec<_>>()
    };
    let content = spans(&parts.content);
    let by_rule = candidate.by_rule.as_ref().and_then(|found| scene.found.get(found.found?));
    let source = parts.source.as_ref().and_then(|source| scene.span(source));
    let voice = match (source, by_rule) {
        (Some(span), _) => Voice::Words(span),
        (None, Some(rule)) if !matches!(rule.source, Voice::Words(_)) => rule.source,
        _ => Voice::Unknown,
    };
    let token = scene.words[candidate.word].token as usize;
    let low = scene.reading.bounds(token).0;
    let group = occurrence::group(scene.reading, low, token, Form::Past);
    let is_rule = by_rule.is_some_and(|rule| rule.source == voice && rule.content == content);
    let entry = scene
        .reading
        .word(token)?
        .cues
        .first()
        .map(|&(number, _)| &scene.reading.lexicon.cues.cues[number]);
    Some(FoundStatement {
        source: voice,
        cue: spans(&parts.cue),
        quotation: statement::quotation_kind(scene.reading, &content),
        content,
        act,
        manner: manner(scene, parts, act),
        addressee: parts
            .addressee
            .as_ref()
            .and_then(|words| scene.span(words))
            .or_else(|| by_rule.and_then(|rule| rule.addressee)),
        is_negated: group.is_negated,
        is_modal: group.is_modal,
        is_hedged: group.is_hedged || entry.is_some_and(|cue| cue.hedges),
        recommendation: None,
        confidence,
        rule: match by_rule {
            Some(rule) if is_rule => rule.rule,
            _ => "span-model",
        },
    })
}

/// Returns how the cue presents what is said, by its entry in the lexicon.
fn manner(scene: &Scene, parts: &Parts, act: Act) -> Manner {
    let head = parts.head;
    let kind = match scene.upos(head) {
        "NOUN" | "PROPN" => CueKind::Noun,
        "ADJ" => CueKind::Adjective,
        "ADV" => CueKind::Adverb,
        "ADP" => CueKind::Preposition,
        _ => CueKind::Verb,
    };
    let cue = parts.cue.iter().find(|piece| piece.contains(&head));
    let behind: Vec<&str> = cue
        .map_or(head + 1..head + 1, |piece| head + 1..piece.end)
        .map(|at| scene.text(at))
        .collect();
    scene.reading.lexicon.cues.manner(&scene.text(head).to_lowercase(), kind, &behind, act)
}
