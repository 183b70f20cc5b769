//! Recommendations: who is to do what is recommended, and whose the lists of a document are.

use crate::model::Document;
use crate::model::Findings;
use crate::model::FoundRecommendation;
use crate::model::FoundStatement;
use crate::model::Recommendation;

use super::author;
use super::statements::Voiced;
use super::voices::Meant;
use super::voices::Voices;

/// Whose the sentences of lists are, and who is to do what each says.
#[derive(Clone, Debug, Default)]
pub(super) struct Listed {
    /// Who recommends, as a candidate.
    pub(super) by: Option<usize>,
    /// For each sentence those who are to do it.
    pub(super) asked: Vec<Meant>,
}

/// Returns who is to do what a statement recommends: its addressee, or whom the words for them mean.
pub(super) fn asked(
    voices: &Voices,
    statement: &FoundStatement,
    speaker: &[usize],
    addressee: &[usize],
) -> Meant {
    match statement.recommendation.and_then(|found| found.to) {
        Some(span) if statement.addressee == Some(span) => addressee.to_vec(),
        Some(span) => voices.known(span, speaker),
        None => Meant::new(),
    }
}

/// Resolves the sentences of lists: they are the author's, else of the body that the document is of, else of whom alone
/// the text calls recommending.
pub(super) fn listed(
    document: &Document,
    voices: &mut Voices,
    findings: &Findings,
    voiced: &[Voiced],
) -> Listed {
    if findings.listed.is_empty() {
        return Listed::default();
    }
    let passage = voices.passage;
    let by = voices
        .author
        .or_else(|| author::body(document, passage, &mut voices.cast))
        .or_else(|| only_recommender(voices, findings, voiced));
    let speaker: Meant = by.into_iter().collect();
    let asked = findings.listed.iter().map(|listed| match listed.recommendation.to {
        Some(span) => voices.known(span, &speaker),
        None => Meant::new(),
    });
    Listed { by, asked: asked.collect() }
}

fn only_recommender(voices: &Voices, findings: &Findings, voiced: &[Voiced]) -> Option<usize> {
    let recommending = findings.statements.iter().zip(voiced);
    let mut sources = recommending
        .filter(|(statement, voiced)| statement.recommendation.is_some() && voiced.level == 0)
        .flat_map(|(_, voiced)| &voiced.source);
    let &first = sources.next()?;
    sources.all(|&other| voices.cast.are_same(first, other)).then_some(first)
}

/// Notes that whoever gives a list takes part in a finding.
pub(super) fn mark_used(voices: &mut Voices, listed: &Listed) {
    if let Some(by) = listed.by {
        voices.cast.mark_used(by);
    }
}

/// Writes a recommendation down.
pub(super) fn written(found: FoundRecommendation, to: Vec<String>) -> Recommendation {
    let FoundRecommendation { to: to_span, priority, deadline, rule } = found;
    Recommendation { to, to_span, priority, deadline, rule }
}
