//! Carries out what people decided of findings, before references are resolved: what they reject is taken out, what they
//! correct has other words, and all else follows from the findings as always.

use crate::model::Analysis;
use crate::model::CodePoints;
use crate::model::Confidence;
use crate::model::Correction;
use crate::model::Document;
use crate::model::FindingPart;
use crate::model::Findings;
use crate::model::Lexicon;
use crate::model::Span;
use crate::model::Stance;
use crate::model::Verdict;
use crate::model::Voice;

use super::nesting;
use super::statements;

/// The rule of what people corrected.
const RULE: &str = "corrected";

/// Returns findings as people decided. A decision whose words are gone, or whose finding is not there, changes nothing.
pub fn corrected(
    document: &Document,
    analysis: &Analysis,
    findings: Findings,
    lexicon: &Lexicon,
    corrections: &[Correction],
) -> Findings {
    let points = CodePoints::new(&document.text);
    let mut later: Vec<&Correction> = Correction::latest(corrections);
    later.retain(|it| it.stands_in(&document.text, &points));
    let mut work = Work {
        statements: vec![true; findings.statements.len()],
        stances: vec![true; findings.stances.len()],
        findings,
        points,
    };
    // A correction gives a finding another id, on which somebody may have decided in turn.
    while !later.is_empty() {
        let known = work.known(document, analysis, lexicon);
        let before = later.len();
        let (found, rest): (Vec<_>, Vec<_>) =
            later.into_iter().partition(|it| known.iter().any(|one| one.id == it.finding));
        for correction in found {
            work.carry_out(correction, &known);
        }
        later = rest;
        if later.len() == before {
            break;
        }
    }
    work.finish()
}

/// Findings while they are corrected: what is rejected keeps its place until the end.
struct Work<'text> {
    findings: Findings,
    statements: Vec<bool>,
    stances: Vec<bool>,
    points: CodePoints<'text>,
}

impl Work<'_> {
    /// Returns all statements and then all stances by their ids, and what of them counts as one.
    fn known(&self, document: &Document, analysis: &Analysis, lexicon: &Lexicon) -> Vec<Known> {
        let statements = self.findings.statements.iter();
        let mut known: Vec<Known> = statements
            .map(|statement| {
                let id = statements::id(&self.points, statement);
                Known { like: id.clone(), id }
            })
            .collect();
        let heard = super::Heard::new(document, analysis, &self.findings, lexicon);
        let resolved = heard.undecided(self.findings.clone());
        let sentence = |span: Span| {
            analysis.sentences.partition_point(|sentence| sentence.span.start() <= span.start())
        };
        known.extend(resolved.stances.into_iter().map(|stance| {
            let Stance { holder, target, target_span, polarity, cue, .. } = &stance;
            let by_words = target.is_empty().then_some(target_span);
            let like =
                format!("{holder:?} {target:?} {by_words:?} {polarity:?} {}", sentence(*cue));
            Known { like, id: stance.id }
        }));
        known
    }

    /// Carries a decision out on the first of what counts as one; the others go where it does not stay as it is.
    fn carry_out(&mut self, correction: &Correction, known: &[Known]) {
        let Some(at) = known.iter().position(|one| one.id == correction.finding) else { return };
        if correction.decision != Verdict::Accept {
            for (other, _) in known.iter().enumerate().filter(|(_, it)| it.like == known[at].like) {
                self.keep(other, other == at);
            }
        }
        match at.checked_sub(self.findings.statements.len()) {
            None => self.on_statement(correction, at),
            Some(stance) => self.on_stance(correction, stance),
        }
    }

    fn keep(&mut self, at: usize, is_kept: bool) {
        let place = match at.checked_sub(self.statements.len()) {
            None => self.statements.get_mut(at),
            Some(stance) => self.stances.get_mut(stance),
        };
        if let Some(place) = place {
            *place &= is_kept;
        }
    }

    fn on_statement(&mut self, correction: &Correction, at: usize) {
        let of = |part| self.spans(correction, part);
        let (source, cue, content) =
            (of(FindingPart::Source), of(FindingPart::Cue), of(FindingPart::Content));
        let statement = &mut self.findings.statements[at];
        match correction.decision {
            Verdict::Reject => self.statements[at] = false,
            Verdict::Accept => statement.confidence = Confidence::hundredths(100),
            Verdict::Correct => {
                statement.confidence = Confidence::hundredths(100);
                statement.rule = RULE;
                statement.source = source.first().map_or(statement.source, |&it| Voice::Words(it));
                replace(&mut statement.cue, cue);
                replace(&mut statement.content, content);
            }
        }
    }

    fn on_stance(&mut self, correction: &Correction, at: usize) {
        let of = |part| self.spans(correction, part).first().copied();
        let (holder, cue, target) =
            (of(FindingPart::Source), of(FindingPart::Cue), of(FindingPart::Target));
        let Some(stance) = self.findings.stances.get_mut(at) else { return };
        match correction.decision {
            Verdict::Reject => self.stances[at] = false,
            Verdict::Accept => stance.confidence = Confidence::hundredths(100),
            Verdict::Correct => {
                stance.confidence = Confidence::hundredths(100);
                stance.rule = RULE;
                stance.holder = holder.map_or(stance.holder, Voice::Words);
                stance.cue = cue.unwrap_or(stance.cue);
                stance.target = target.unwrap_or(stance.target);
                stance.polarity = correction.polarity.unwrap_or(stance.polarity);
            }
        }
    }

    /// Returns the spans that a correction gives to a part.
    fn spans(&self, correction: &Correction, part: FindingPart) -> Vec<Span> {
        let own = correction.to.iter().filter(|words| words.part == part);
        own.filter_map(|words| self.points.span(words.start, words.end)).collect()
    }

    /// Takes out what was rejected. What stood in it stands in what it stood in; who went on speaking still does.
    fn finish(self) -> Findings {
        let Self { mut findings, statements, stances, .. } = self;
        let parents = nesting::parents(&findings.statements);
        let sources: Vec<Voice> =
            findings.statements.iter().map(|statement| statement.source).collect();
        let new_place = |at: usize| {
            let before = statements.iter().take(at).filter(|is_kept| **is_kept).count();
            statements.get(at).copied().unwrap_or(false).then_some(before)
        };
        let voice = |voice: Voice| {
            let mut voice = voice;
            for _ in 0..=sources.len() {
                match voice {
                    Voice::SourceOf(at) => match new_place(at) {
                        Some(place) => return Voice::SourceOf(place),
                        None => voice = sources.get(at).copied().unwrap_or(Voice::Unknown),
                    },
                    other => return other,
                }
            }
            Voice::Unknown
        };
        let holding = |at: usize| {
            let mut next = Some(at);
            for _ in 0..=parents.len() {
                match next {
                    Some(at) => match new_place(at) {
                        Some(place) => return Some(place),
                        None => next = parents.get(at).copied().flatten(),
                    },
                    None => break,
                }
            }
            None
        };
        for statement in &mut findings.statements {
            statement.source = voice(statement.source);
        }
        for stance in &mut findings.stances {
            stance.holder = voice(stance.holder);
            stance.statement = stance.statement.and_then(holding);
        }
        findings.statements = kept(findings.statements, &statements);
        findings.stances = kept(findings.stances, &stances);
        findings
    }
}

/// A finding by its id.
struct Known {
    id: String,
    /// The same for findings of which a document has only the first.
    like: String,
}

fn replace(spans: &mut Vec<Span>, by: Vec<Span>) {
    if !by.is_empty() {
        *spans = by;
    }
}

fn kept<T>(all: Vec<T>, is_kept: &[bool]) -> Vec<T> {
    all.into_iter().zip(is_kept).filter(|(_, is_kept)| **is_kept).map(|(one, _)| one).collect()
}
