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
mod going_on;
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

/// Returns the statements and stances of a text, in the order of the text.
pub fn findings(
    document: &Document,
    analysis: &Analysis,
    lexicon: &Lexicon,
    attribution: &Attribution,
) -> Findings {
    if !document.is_english() {
        return Findings::default();
    }
    let reading = Reading::new(document, analysis, lexicon);
    let scene = Scene::new(&reading, statements(&reading));
    let mut statements = statement::in_order(learned::statements(&scene, attribution));
    statements = going_on::with(&reading, statements);
    holders::lend(&reading, &mut statements);
    let listed = learned::recommendations(&scene, &mut statements);
    let holders = Holders::new(&reading, &statements);
    let by_rule = stances(&reading, &holders);
    let mut stances = learned::stances(&scene, &holders, by_rule, &attribution.judge);
    stances.sort_by_key(|stance| (stance.cue, stance.target));
    stances.dedup_by_key(|stance| (stance.cue, stance.target));
    Findings { statements, stances, listed, notes: notes(analysis) }
}

/// Returns the statements of a text and all that may be a stance in it, each with what tells whether it is one.
pub fn proposals(
    document: &Document,
    analysis: &Analysis,
    lexicon: &Lexicon,
    attribution: &Attribution,
) -> (Findings, Vec<Vec<u64>>) {
    let reading = Reading::new(document, analysis, lexicon);
    let scene = Scene::new(&reading, statements(&reading));
    let mut statements = statement::in_order(learned::statements(&scene, attribution));
    statements = going_on::with(&reading, statements);
    holders::lend(&reading, &mut statements);
    let holders = Holders::new(&reading, &statements);
    let proposals = learned::proposals(&scene, &holders, &stances(&reading, &holders));
    let (stances, features) =
        proposals.into_iter().map(|proposal| (proposal.stance, proposal.features)).unzip();
    (Findings { statements, stances, ..Findings::default() }, features)
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
