//! What is told of each finding beside the text.

use schemars::JsonSchema;
use serde::Serialize;

use crate::export::marks;
use crate::model::AnnotatedStance;
use crate::model::AnnotatedStatement;
use crate::model::CodePointSpan;
use crate::model::Confidence;
use crate::model::Polarity;
use crate::model::Resolution;
use crate::serve::pages::parts::Named;
use crate::serve::pages::parts::tidy;

use super::Read;
use super::who::Cast;

/// A statement or stance, as it is told beside the text.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub(super) struct Finding {
    /// Its id in the document: the fragment of its address.
    pub(super) id: String,
    /// The number or letters at its words.
    pub(super) label: String,
    /// The first code point of its words.
    pub(super) start: usize,
    is_stance: bool,
    /// Whether it is for its target; nothing of a statement.
    is_positive: Option<bool>,
    who: Vec<Named>,
    /// Words that mean who it is, where they are not the name itself.
    meant: Vec<Pointed>,
    cue: String,
    target: Vec<Named>,
    words: String,
    addressee: Vec<Named>,
    details: Vec<String>,
    rule: Option<String>,
    #[schemars(with = "Option<f64>")]
    confidence: Option<Confidence>,
    claim: Option<Named>,
    /// The number of the statement that tells it.
    within: Option<Within>,
    /// What people decided of it: `accepted by Ana Duarte`.
    decided: Vec<String>,
}

/// The statement that tells another.
#[derive(Clone, Debug, Serialize, JsonSchema)]
struct Within {
    id: String,
    label: String,
}

/// Words, and why they mean somebody.
#[derive(Clone, Debug, Serialize, JsonSchema)]
struct Pointed {
    words: String,
    name: String,
    resolution: Resolution,
    rule: String,
}

/// Returns every statement and stance, in the order of the text.
pub(super) fn of(read: &Read<'_>, cast: &Cast) -> Vec<Finding> {
    let statements = read.account.statements.iter().enumerate();
    let stances = read.account.stances.iter().enumerate();
    let mut findings: Vec<Finding> = statements
        .map(|(number, it)| statement(read, cast, number, it))
        .chain(stances.map(|(number, it)| stance(read, cast, number, it)))
        .collect();
    findings.sort_by_key(|finding| finding.start);
    findings
}

fn statement(read: &Read<'_>, cast: &Cast, number: usize, it: &AnnotatedStatement) -> Finding {
    let spans = it.content_spans.iter().chain(&it.cue_spans).chain(&it.source_span);
    Finding {
        id: it.id.clone(),
        label: (number + 1).to_string(),
        start: spans.map(|span| span.start).min().unwrap_or_default(),
        is_stance: false,
        is_positive: None,
        who: cast.named(read, &it.source),
        meant: pointed(read, it.source_span),
        cue: joined(read, &it.cue_spans),
        target: Vec::new(),
        words: joined(read, &it.content_spans),
        addressee: cast.named(read, &it.addressee),
        details: plain(marks::manner(read.account, it)),
        rule: it.rule.clone(),
        confidence: it.confidence,
        claim: cast.claim(&it.id),
        within: within(read, it.within.as_deref()),
        decided: decided(read, &it.id),
    }
}

fn stance(read: &Read<'_>, cast: &Cast, number: usize, it: &AnnotatedStance) -> Finding {
    let spans = it.cue_span.iter().chain(&it.target_span).chain(&it.holder_span);
    let cue: Vec<CodePointSpan> = it.cue_span.into_iter().collect();
    let target: Vec<CodePointSpan> = it.target_span.into_iter().collect();
    Finding {
        id: it.id.clone(),
        label: marks::letters(number),
        start: spans.map(|span| span.start).min().unwrap_or_default(),
        is_stance: true,
        is_positive: Some(it.polarity == Polarity::Positive),
        who: cast.named(read, &it.holder),
        meant: pointed(read, it.holder_span),
        cue: joined(read, &cue),
        target: cast.named(read, &it.target),
        words: joined(read, &target),
        addressee: Vec::new(),
        details: plain(marks::manner_of_stance(read.account, it)),
        rule: it.rule.clone(),
        confidence: it.confidence,
        claim: None,
        within: within(read, it.statement.as_deref()),
        decided: decided(read, &it.id),
    }
}

/// Leaves out in which statement it stands: that is a link of its own.
fn plain(mut details: Vec<String>) -> Vec<String> {
    details.retain(|detail| !detail.starts_with("within ") && !detail.starts_with("in "));
    details
}

fn within(read: &Read<'_>, statement: Option<&str>) -> Option<Within> {
    let id = statement?;
    let number = marks::number_of(read.account, id)?;
    Some(Within { id: id.to_owned(), label: number.to_string() })
}

fn decided(read: &Read<'_>, id: &str) -> Vec<String> {
    let own = read.decided.iter().filter(|one| one.is_latest && one.correction.finding == id);
    own.map(|one| format!("{}ed by {}", one.correction.decision.word(), one.correction.author))
        .collect()
}

fn joined(read: &Read<'_>, spans: &[CodePointSpan]) -> String {
    let words = spans.iter().map(|&span| tidy(marks::words(read.text, &read.points, span)));
    words.collect::<Vec<_>>().join(" … ")
}

/// Returns why the words for somebody mean them, where they are no name of theirs.
fn pointed(read: &Read<'_>, span: Option<CodePointSpan>) -> Vec<Pointed> {
    let Some(span) = span else { return Vec::new() };
    let inside = read.account.mentions.iter().filter(|mention| {
        span.start <= mention.span.start
            && mention.span.end <= span.end
            && mention.resolution != Resolution::Named
    });
    let told = inside.map(|mention| Pointed {
        words: tidy(marks::words(read.text, &read.points, mention.span)),
        name: marks::names(read.account, mention.entity.as_slice()),
        resolution: mention.resolution,
        rule: mention.rule.clone(),
    });
    told.collect()
}
