//! Kinds of errors.

use super::Cue;
use super::Layer;

/// A kind of error. A pair of statements may have several; a statement without a partner has one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A statement in a headline was not found.
    MissedInHeadline,
    /// A statement in another was not found.
    MissedInStatement,
    /// A statement was not found.
    Missed(Cue),
    /// The source is left empty.
    SourceEmpty,
    /// There is a source where none is given.
    SourceTooMuch,
    /// The source is somebody else.
    SourceOther,
    /// The content is left empty.
    ContentEmpty,
    /// The content has no word of the right one.
    ContentElsewhere,
    /// The content has too few words.
    ContentShort,
    /// The content has too many words.
    ContentLong,
    /// What was found stands in a headline.
    SpuriousInHeadline,
    /// What was found takes a side, but says nothing.
    SpuriousStance,
    /// What was found has no source.
    SpuriousSourceless,
    /// What was found is no statement.
    Spurious(Cue),
    /// The act is another.
    Act,
    /// Nobody is addressed.
    AddresseeEmpty,
    /// Somebody else is addressed, or one where there is none.
    AddresseeOther,
    /// It does not stand in the statement that it should.
    WithinEmpty,
    /// It stands in another statement, or in one where there is none.
    WithinOther,
    /// A stance was not found.
    StanceMissed,
    /// What was found is no stance.
    StanceSpurious,
    /// The holder is somebody else.
    StanceHolder,
    /// The target is another.
    StanceTarget,
    /// The polarity is the other one.
    StancePolarity,
}

impl Kind {
    /// Returns its name in reports.
    pub fn name(self) -> String {
        let name = match self {
            Self::Missed(cue) => return format!("missed: {}", cue.name()),
            Self::Spurious(cue) => return format!("spurious: {}", cue.name()),
            Self::MissedInHeadline => "missed: in a headline",
            Self::MissedInStatement => "missed: inside another statement",
            Self::SourceEmpty => "source: left empty",
            Self::SourceTooMuch => "source: none is given",
            Self::SourceOther => "source: somebody else",
            Self::ContentEmpty => "content: left empty",
            Self::ContentElsewhere => "content: elsewhere",
            Self::ContentShort => "content: too short",
            Self::ContentLong => "content: too long",
            Self::SpuriousInHeadline => "spurious: in a headline",
            Self::SpuriousStance => "spurious: a stance only",
            Self::SpuriousSourceless => "spurious: without a source",
            Self::Act => "act: another",
            Self::AddresseeEmpty => "addressee: left empty",
            Self::AddresseeOther => "addressee: somebody else",
            Self::WithinEmpty => "within: left empty",
            Self::WithinOther => "within: another",
            Self::StanceMissed => "missed",
            Self::StanceSpurious => "spurious",
            Self::StanceHolder => "holder: somebody else",
            Self::StanceTarget => "target: another",
            Self::StancePolarity => "polarity: the other one",
        };
        name.to_owned()
    }

    /// Returns the layer that it is an error of.
    pub fn layer(self) -> Layer {
        match self {
            Self::StanceMissed
            | Self::StanceSpurious
            | Self::StanceHolder
            | Self::StanceTarget
            | Self::StancePolarity => Layer::Stances,
            _ => Layer::Statements,
        }
    }
}
