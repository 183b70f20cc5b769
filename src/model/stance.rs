//! The parts of a stance.

use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;

/// Which side a holder takes.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Polarity {
    /// For the target.
    Positive,
    /// Against the target.
    Negative,
}

impl Polarity {
    /// Returns the other side.
    #[must_use]
    pub fn opposite(self) -> Self {
        match self {
            Self::Positive => Self::Negative,
            Self::Negative => Self::Positive,
        }
    }
}

/// How a holder takes sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the words say it; ontology/sayso.ttl defines each")]
pub enum StanceKind {
    Welcomes,
    Praises,
    Supports,
    Thanks,
    Congratulates,
    Criticises,
    Condemns,
    Rejects,
    Regrets,
    Assesses,
}
