//! An account: what one document says, with references resolved inside it.

use super::Act;
use super::Answer;
use super::Confidence;
use super::Date;
use super::Entity;
use super::Manner;
use super::Note;
use super::Polarity;
use super::Proposition;
use super::QuotationKind;
use super::Recommendation;
use super::SourceKind;
use super::Span;
use super::StanceKind;

/// What one document says. Ids are made of content and place, so the same document gives the same ids.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// Whom and what it names or describes, in the order of first mention.
    pub entities: Vec<Entity>,
    /// Who speaks as "I" or "we", as an entity id.
    pub author: Option<String>,
    /// The words for entities that matter to a finding or to a name, in the order of the text.
    pub mentions: Vec<Mention>,
    /// Posts and memberships.
    pub affiliations: Vec<Affiliation>,
    /// Who said what, in the order of the text.
    pub statements: Vec<Statement>,
    /// Who takes which side, in the order of the text.
    pub stances: Vec<Stance>,
    /// Sentences of an author without a cue.
    pub own_words: Vec<OwnWords>,
    /// Doubts that analysis, extraction and resolution left.
    pub notes: Vec<Note>,
}

/// Words that name or describe an entity.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mention {
    /// The words.
    pub span: Span,
    /// The entity's id; none where the words stay unresolved.
    pub entity: Option<String>,
    /// How it was resolved.
    pub resolution: Resolution,
    /// The rule that resolved it.
    pub rule: &'static str,
}

/// How a mention was resolved.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Resolution {
    /// By its own name.
    Named,
    /// By an abbreviation that the document or the registry explains.
    Acronym,
    /// By a shorter or other form of the name: a surname, a spelling.
    Alias,
    /// By a description: "the Deputy Minister", "the report".
    Description,
    /// By a pronoun.
    Pronoun,
    /// As the document's author.
    Author,
    /// Not at all.
    Open,
}

/// A person's post or membership, as the document states it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Affiliation {
    /// The person's entity id.
    pub person: String,
    /// The post, where one is named.
    pub role: Option<String>,
    /// The organisation's or place's entity id, where one is named.
    pub organization: Option<String>,
    /// The words that say so.
    pub span: Span,
    /// How sure the rule is.
    pub confidence: Confidence,
    /// The rule that found it.
    pub rule: &'static str,
}

/// Somebody is said to have expressed something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// `s=` and 16 hexadecimal digits made of all its spans.
    pub id: String,
    /// Who: entity ids.
    pub source: Vec<String>,
    /// The words that name the source.
    pub source_span: Option<Span>,
    /// How well the source is known.
    pub source_kind: SourceKind,
    /// The words that say that something was expressed.
    pub cue: Vec<Span>,
    /// What was expressed.
    pub content: Vec<Span>,
    /// How the content stands in the text.
    pub quotation: QuotationKind,
    /// What is done in saying it.
    pub act: Act,
    /// How the cue presents it.
    pub manner: Manner,
    /// To whom: entity ids.
    pub addressee: Vec<String>,
    /// The words for whom it is addressed to.
    pub addressee_span: Option<Span>,
    /// The statement in whose content this one stands.
    pub within: Option<String>,
    /// 0 the author's own voice, 1 reported by the document, 2 reported by somebody whom it reports, and so on.
    pub depth: u8,
    /// Whether the cue is negated.
    pub is_negated: bool,
    /// Whether the cue is modal.
    pub is_modal: bool,
    /// Whether the cue is hedged.
    pub is_hedged: bool,
    /// What it recommends, if it does: "urges", "should", "recommendation".
    pub recommendation: Option<Recommendation>,
    /// What it does with the recommendations of somebody.
    pub answer: Option<Answer>,
    /// When it was said, where its cue tells: "said on Monday".
    pub said_on: Option<Date>,
    /// What its claim is made of.
    pub proposition: Proposition,
    /// How sure the rule is.
    pub confidence: Confidence,
    /// The rule that found it.
    pub rule: &'static str,
}

/// Somebody takes sides on something.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a property of its own of the stance")]
pub struct Stance {
    /// `t=` and 16 hexadecimal digits made of holder, target, polarity and spans.
    pub id: String,
    /// Who: entity ids.
    pub holder: Vec<String>,
    /// The words that name the holder, where there are some in the sentence.
    pub holder_span: Option<Span>,
    /// The evaluating words.
    pub cue: Span,
    /// Toward whom or what: entity ids; empty where no entity fits.
    pub target: Vec<String>,
    /// The words for the target.
    pub target_span: Span,
    /// Which side.
    pub polarity: Polarity,
    /// How.
    pub kind: StanceKind,
    /// The statement in whose content it stands.
    pub statement: Option<String>,
    /// 0 the author's own, 1 told by the document, 2 told by somebody whom it reports, and so on.
    pub depth: u8,
    /// Whether it is negated.
    pub is_negated: bool,
    /// Whether it is modal.
    pub is_modal: bool,
    /// Whether it is conditional.
    pub is_conditional: bool,
    /// Whether only some of a group hold it: "some EU member states".
    pub is_partial: bool,
    /// What it does with the recommendations of somebody.
    pub answer: Option<Answer>,
    /// How sure the rule is.
    pub confidence: Confidence,
    /// The rule that found it.
    pub rule: &'static str,
}

/// A sentence without a cue: of an authored document, said by the author, or of a list of recommendations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnWords {
    /// `s=` and 16 hexadecimal digits, as a statement's.
    pub id: String,
    /// Who says it, as an entity id; none where nobody is known to.
    pub source: Option<String>,
    /// The sentence without its closing full stop.
    pub content: Span,
    /// What it recommends, if it does.
    pub recommendation: Option<Recommendation>,
    /// What its claim is made of.
    pub proposition: Proposition,
}
