//! Finds who said what and who takes which side, by word rules: cues and what stands around them.
//!
//! A document and its [`Analysis`] come in, [`Findings`] go out. Who "she" is, is left to `resolve`.
//! Each pattern looks at one cue where it stands; the first that finds something wins.

mod reading;
mod noun_phrases;
mod occurrence;
mod content;
mod extent;
mod statement;
mod direct_speech;
mod reported_speech;
mod according_to;
mod attitudes;
mod nominal_cues;
mod hearsay;
mod coordination;
mod going_on;
mod headline;
mod holders;
mod acts;
mod assessments;
mod verdicts;
pub mod learned;

use crate::model::Analysis;
use crate::model::Document;
use crate::model::Findings;
use crate::model::FoundStance;
use crate::model::FoundStatement;
use crate::model::Lexicon;
use crate::model::Note;

use holders::Holders;
use learned::Proposal;
use learned::Scene;
use occurrence::Occurrence;
use reading::Reading;

pub use learned::Attribution;
pub use learned::CueExplanation;
pub use learned::CueOutcome;

/// A pattern of speech: what it finds at a cue.
type Pattern = fn(&Reading, &Occurrence) -> Option<FoundStatement>;

/// The patterns, in the order in which they are asked.
const PATTERNS: &[Pattern] = &[
    direct_speech::find,
    reported_speech::find,
    according_to::find,
    attitudes::find,
    nominal_cues::find,
    hearsay::find,
];

/// The statements of a text, and all that may be a stance in it, before it is known who holds what.
#[derive(Debug, Default)]
pub struct Proposed {
    /// What is found in any case; its stances are all that are proposed.
    pub findings: Findings,
    proposals: Vec<Proposal>,
    by_rule: Vec<FoundStance>,
    /// How many bytes the text has.
    length: usize,
}

/// Returns the statements of a text, in the order of the text, and what may be a stance in it.
pub fn proposed(
    document: &Document,
    analysis: &Analysis,
    lexicon: &Lexicon,
    attribution: &Attribution,
) -> Proposed {
    if !document.is_english() {
        return Proposed::default();
    }
    let reading = Reading::new(document, analysis, lexicon);
    let scene = Scene::new(&reading, statements(&reading));
    let mut statements = statement::in_order(learned::statements(&scene, attribution));
    coordination::part(&reading, &mut statements);
    statements = headline::with(&reading, statements);
    statements = going_on::with(&reading, statements);
    holders::lend(&reading, &mut statements);
    let listed = learned::recommendations(&scene, &mut statements);
    let holders = Holders::new(&reading, &statements);
    let by_rule = stances(&reading, &holders);
    let proposals = learned::proposals(&scene, &holders, &by_rule, attribution.words());
    let stances = proposals.iter().map(|proposal| proposal.stance.clone()).collect();
    let findings = Findings { statements, stances, listed, notes: notes(analysis) };
    Proposed { findings, proposals, by_rule, length: document.text.len() }
}

/// Returns the statements and stances of a text, in the order of the text; for each stance that is proposed `holders` has
/// numbers for whoever holds it.
pub fn findings(
    mut proposed: Proposed,
    holders: &[Vec<usize>],
    attribution: &Attribution,
) -> Findings {
    learned::count(&mut proposed.proposals, holders, proposed.length);
    let Proposed { mut findings, proposals, by_rule, .. } = proposed;
    findings.stances = learned::stances(proposals, by_rule, &attribution.judge);
    findings.stances.sort_by_key(|stance| (stance.cue, stance.target));
    findings.stances.dedup_by_key(|stance| (stance.cue, stance.target));
    findings
}

/// Returns for each stance that is proposed what tells whether it is one.
pub fn features(mut proposed: Proposed, holders: &[Vec<usize>]) -> Vec<Vec<u64>> {
    learned::count(&mut proposed.proposals, holders, proposed.length);
    proposed.proposals.into_iter().map(|proposal| proposal.features).collect()
}

/// Returns what was made of each word that may say that something was expressed, in the order of the text.
pub fn explanation(
    document: &Document,
    analysis: &Analysis,
    lexicon: &Lexicon,
    attribution: &Attribution,
) -> Vec<CueExplanation> {
    if !document.is_english() {
        return Vec::new();
    }
    let reading = Reading::new(document, analysis, lexicon);
    learned::explanation(&Scene::new(&reading, statements(&reading)), attribution)
}

/// Looks at a text as the models do.
pub fn with_scene<R>(
    document: &Document,
    analysis: &Analysis,
    lexicon: &Lexicon,
    look: impl FnOnce(&Scene) -> R,
) -> R {
    let reading = Reading::new(document, analysis, lexicon);
    look(&Scene::new(&reading, statements(&reading)))
}

/// Returns what the patterns find, one statement for each cue.
fn statements(reading: &Reading) -> Vec<FoundStatement> {
    let mut found: Vec<FoundStatement> = Vec::new();
    let mut next = 0;
    for head in 0..reading.words.len() {
        if head < next {
            continue;
        }
        let occurrences = occurrence::at(reading, head);
        let first = occurrences.iter().find_map(|occurrence| {
            PATTERNS
                .iter()
                .find_map(|pattern| pattern(reading, occurrence))
                .map(|found| (found, occurrence.end))
        });
        if let Some((statement, end)) = first {
            next = end;
            found.push(statement);
        }
    }
    statement::thinned(reading, statement::in_order(found))
}

/// Returns the doubts about where a voice ends.
fn notes(analysis: &Analysis) -> Vec<Note> {
    let open = analysis.quotations.iter().filter(|quotation| !quotation.closed);
    open.map(|quotation| Note {
        span: Some(quotation.span),
        message: "No mark closes this quotation; it is taken to end with its paragraph or before the next one.".to_owned(),
    })
    .collect()
}

/// Returns who takes sides, as rules over words find it.
fn stances(reading: &Reading, holders: &Holders) -> Vec<FoundStance> {
    let mut found = acts::find(reading, holders);
    found.extend(assessments::find(reading, holders));
    found.extend(verdicts::find(reading, holders));
    found.sort_by_key(|stance| (stance.cue, stance.target));
    found.dedup_by_key(|stance| (stance.cue, stance.target));
    found
}
