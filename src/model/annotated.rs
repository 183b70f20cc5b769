//! An annotated document: an account as it stands in a file, by a person or by the program.
//!
//! The JSON is that of the annotation guidelines; offsets count Unicode code points, end exclusive.
//! Fields beyond the guidelines are ours; a reader ignores what it does not know.

use serde::Deserialize;
use serde::Serialize;

use super::Account;
use super::Act;
use super::Affiliation;
use super::Answer;
use super::CodePoints;
use super::Confidence;
use super::Date;
use super::Document;
use super::Entity;
use super::EntityType;
use super::Factuality;
use super::Polarity;
use super::Proposition;
use super::QuotationKind;
use super::Recommendation;
use super::Resolution;
use super::SourceKind;
use super::Span;
use super::Stance;
use super::StanceKind;
use super::Statement;
use super::Strength;

/// One document's annotation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[expect(missing_docs, reason = "the guidelines define each field")]
pub struct AnnotatedDocument {
    pub id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub corpus: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    pub author: Option<String>,
    pub entities: Vec<AnnotatedEntity>,
    pub affiliations: Vec<AnnotatedAffiliation>,
    pub statements: Vec<AnnotatedStatement>,
    pub stances: Vec<AnnotatedStance>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub mentions: Vec<AnnotatedMention>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub own_words: Vec<AnnotatedOwnWords>,
}

/// A range of code points, end exclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct CodePointSpan {
    /// The first code point.
    pub start: usize,
    /// The code point after the last.
    pub end: usize,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the guidelines define each field")]
pub struct AnnotatedEntity {
    pub id: String,
    #[serde(rename = "type")]
    pub entity_type: EntityType,
    pub name: String,
    #[serde(default)]
    pub names: Vec<String>,
    #[serde(default)]
    pub named: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the guidelines define each field")]
pub struct AnnotatedAffiliation {
    pub person: String,
    #[serde(default)]
    pub role: Option<String>,
    #[serde(default)]
    pub organization: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<CodePointSpan>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<Confidence>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[expect(missing_docs, reason = "the guidelines define each field")]
pub struct AnnotatedStatement {
    pub id: String,
    pub source: Vec<String>,
    pub source_span: Option<CodePointSpan>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source_kind: Option<SourceKind>,
    pub cue_spans: Vec<CodePointSpan>,
    pub content_spans: Vec<CodePointSpan>,
    pub quote: Option<QuotationKind>,
    pub act: Option<Act>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub factuality: Option<Factuality>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub strength: Option<Strength>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reporter: Option<Polarity>,
    pub addressee: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub addressee_span: Option<CodePointSpan>,
    pub within: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub depth: Option<u8>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub negated: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub modal: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub hedged: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recommendation: Option<AnnotatedRecommendation>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answer: Option<Answer>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub said_on: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub proposition: Option<Proposition>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confidence: Option<Confidence>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the guidelines define each field")]
#[expect(clippy::struct_excessive_bools, reason = "each is a property of its own of the stance")]
pub struct AnnotatedStance {
    pub id: String,
    #[serde(default)]
    pub holder: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holder_span: Option<CodePointSpan>,
    #[serde(default)]
    pub cue_span: Option<CodePointSpan>,
    #[serde(default)]
    pub target: Vec<String>,
    #[serde(default)]
    pub target_span: Option<CodePointSpan>,
    pub polarity: Polarity,
    #[serde(default)]
    pub statement: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<StanceKind>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub depth: Option<u8>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub negated: bool,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub modal: bool,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub conditional: bool,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub partial: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<Answer>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<Confidence>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "as in the account")]
pub struct AnnotatedMention {
    #[serde(flatten)]
    pub span: CodePointSpan,
    pub entity: Option<String>,
    pub resolution: Resolution,
    pub rule: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "as in the account")]
pub struct AnnotatedOwnWords {
    pub id: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    #[serde(flatten)]
    pub span: CodePointSpan,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recommendation: Option<AnnotatedRecommendation>,
    pub proposition: Proposition,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[expect(missing_docs, reason = "as in the account")]
pub struct AnnotatedRecommendation {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub to: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to_span: Option<CodePointSpan>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub priority_span: Option<CodePointSpan>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deadline_span: Option<CodePointSpan>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deadline: Option<Date>,
    pub rule: String,
}

impl AnnotatedDocument {
    /// Returns how many mentions stay open: pronouns and descriptions that lead to nobody known.
    pub fn open_mentions(&self) -> usize {
        self.mentions.iter().filter(|mention| mention.entity.is_none()).count()
    }

    /// Writes down an account; the text itself is left out.
    pub fn new(document: &Document, account: &Account) -> Self {
        let points = CodePoints::new(&document.text);
        let points = &points;
        Self {
            id: document.key.id.clone(),
            corpus: Some(document.key.corpus.clone()),
            language: document.metadata.language.clone(),
            date: document.metadata.date,
            text: None,
            author: account.author.clone(),
            entities: account.entities.iter().map(AnnotatedEntity::new).collect(),
            affiliations: account
                .affiliations
                .iter()
                .map(|affiliation| AnnotatedAffiliation::new(affiliation, points))
                .collect(),
            statements: account
                .statements
                .iter()
                .map(|statement| AnnotatedStatement::new(statement, points))
                .collect(),
            stances: account
                .stances
                .iter()
                .map(|stance| AnnotatedStance::new(stance, points))
                .collect(),
            mentions: account
                .mentions
                .iter()
                .map(|mention| AnnotatedMention {
                    span: mark(points, mention.span),
                    entity: mention.entity.clone(),
                    resolution: mention.resolution,
                    rule: mention.rule.to_owned(),
                })
                .collect(),
            own_words: account
                .own_words
                .iter()
                .map(|own| AnnotatedOwnWords {
                    id: own.id.clone(),
                    source: own.source.clone(),
                    span: mark(points, own.content),
                    recommendation: recommendation(own.recommendation.as_ref(), points),
                    proposition: own.proposition.clone(),
                })
                .collect(),
        }
    }
}

fn mark(points: &CodePoints, span: Span) -> CodePointSpan {
    let range = points.of(span);
    CodePointSpan { start: range.start, end: range.end }
}

fn marks(points: &CodePoints, spans: &[Span]) -> Vec<CodePointSpan> {
    spans.iter().map(|&span| mark(points, span)).collect()
}

fn recommendation(
    given: Option<&Recommendation>,
    points: &CodePoints,
) -> Option<AnnotatedRecommendation> {
    let at = |span| mark(points, span);
    given.map(|given| AnnotatedRecommendation {
        to: given.to.clone(),
        to_span: given.to_span.map(at),
        priority_span: given.priority.map(at),
        deadline_span: given.deadline.map(|deadline| at(deadline.span)),
        deadline: given.deadline.and_then(|deadline| deadline.date),
        rule: given.rule.to_owned(),
    })
}

impl AnnotatedEntity {
    fn new(entity: &Entity) -> Self {
        Self {
            id: entity.id.clone(),
            entity_type: entity.entity_type,
            name: entity.name.clone(),
            names: entity.names.clone(),
            named: entity.is_named,
            date: entity.date,
            place: entity.place.clone(),
        }
    }
}

impl AnnotatedAffiliation {
    fn new(affiliation: &Affiliation, points: &CodePoints) -> Self {
        Self {
            person: affiliation.person.clone(),
            role: affiliation.role.clone(),
            organization: affiliation.organization.clone(),
            span: Some(mark(points, affiliation.span)),
            confidence: Some(affiliation.confidence),
            rule: Some(affiliation.rule.to_owned()),
        }
    }
}

impl AnnotatedStatement {
    fn new(statement: &Statement, points: &CodePoints) -> Self {
        let at = |span| mark(points, span);
        Self {
            id: statement.id.clone(),
            source: statement.source.clone(),
            source_span: statement.source_span.map(at),
            source_kind: Some(statement.source_kind),
            cue_spans: marks(points, &statement.cue),
            content_spans: marks(points, &statement.content),
            quote: Some(statement.quotation),
            act: Some(statement.act),
            factuality: Some(statement.manner.factuality),
            strength: Some(statement.manner.strength),
            reporter: statement.manner.reporter,
            addressee: statement.addressee.clone(),
            addressee_span: statement.addressee_span.map(at),
            within: statement.within.clone(),
            depth: Some(statement.depth),
            negated: statement.is_negated,
            modal: statement.is_modal,
            hedged: statement.is_hedged,
            recommendation: recommendation(statement.recommendation.as_ref(), points),
            answer: statement.answer.clone(),
            said_on: statement.said_on,
            proposition: Some(statement.proposition.clone()),
            confidence: Some(statement.confidence),
            rule: Some(statement.rule.to_owned()),
        }
    }
}

impl AnnotatedStance {
    fn new(stance: &Stance, points: &CodePoints) -> Self {
        let at = |span| mark(points, span);
        Self {
            id: stance.id.clone(),
            holder: stance.holder.clone(),
            holder_span: stance.holder_span.map(at),
            cue_span: Some(at(stance.cue)),
            target: stance.target.clone(),
            target_span: Some(at(stance.target_span)),
            polarity: stance.polarity,
            statement: stance.statement.clone(),
            kind: Some(stance.kind),
            depth: Some(stance.depth),
            negated: stance.is_negated,
            modal: stance.is_modal,
            conditional: stance.is_conditional,
            partial: stance.is_partial,
            answer: stance.answer.clone(),
            confidence: Some(stance.confidence),
            rule: Some(stance.rule.to_owned()),
        }
    }
}
