//! What a network is made of and how it is counted, in the words of discourse network analysis.

use super::levels::Scale;
use super::moment::Moment;

/// What is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// How ties are counted.
    pub method: Method,
    /// What a weight is divided by.
    pub normalisation: Normalisation,
    /// Which statements are left out because another says the same.
    pub duplicates: Duplicates,
    /// The column of those who speak; `from`, `who` or `organization` where not given.
    pub who: Option<String>,
    /// The column of what they speak of; `to`, `what` or `concept` where not given.
    pub what: Option<String>,
    /// The column of how they stand to it; `qualifier` or `agreement` where not given, and none where there is no such column.
    pub qualifier: Option<String>,
    /// What the qualifier's values are; guessed where not given.
    pub scale: Option<Scale>,
    /// Columns and values: of each column named, one of its values must be there.
    pub kept: Vec<(String, String)>,
    /// Columns and values that must not be there.
    pub dropped: Vec<(String, String)>,
    /// The first day, or moment, that counts.
    pub since: Option<Moment>,
    /// The last day, or moment, that counts.
    pub until: Option<Moment>,
    /// In how many statements somebody and something must occur, else they are left out with them.
    pub minimum: usize,
    /// Whether those whose statements are all left out stay as nodes without ties.
    pub isolates: bool,
    /// Columns whose values those who speak carry as attributes.
    pub attributes: Vec<String>,
    /// Whether DNA's figures are wanted where they differ from these.
    pub dna: bool,
}

/// How ties are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Between those who speak, over what they both speak of.
    OneMode(OneMode),
    /// Between those who speak and what they speak of.
    TwoMode(TwoMode),
}

impl Default for Method {
    fn default() -> Self {
        Self::OneMode(OneMode::Congruence)
    }
}

/// What a pair of statements on the same concept counts, where q and r are their qualifiers and R is how far the highest
/// level is from the lowest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OneMode {
    /// 1, whatever they say.
    Ignore,
    /// 1 − |q − r| / R; for words, 1 if they are the same.
    Congruence,
    /// |q − r| / R; for words, 1 if they are not the same.
    Conflict,
    /// Congruence less conflict.
    Subtract,
}

/// What the statements of somebody on a concept count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TwoMode {
    /// 1 each.
    Ignore,
    /// 1 for yes and −1 for no, or the number; words count 1 each.
    Subtract,
    /// Once for each level that occurs, 2 to the power of the levels behind it: of yes and no, 1 is only yes, 2 only no, 3
    /// both.
    Combine,
}

/// What a weight is divided by, where n is how many statements a node has in the network.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Normalisation {
    /// Nothing.
    #[default]
    No,
    /// One mode: (n + m) / 2.
    Average,
    /// One mode: the statements of either on a concept at a level where the other has none, and the pairs where both have some.
    Jaccard,
    /// One mode: √(Σ n² · Σ m²) over concepts, the lengths of the two profiles; with `Ignore`, the cosine of the profiles.
    Cosine,
    /// One mode: n · m, which DNA calls cosine.
    DnaCosine,
    /// Two modes: how much the row has: its sum, its statements where signs are subtracted, its ties where levels are combined.
    Activity,
    /// Two modes: the same of the column.
    Prominence,
}

/// Within what a second statement of the same about the same is left out. The qualifier counts as part of what is said, but
/// where it is ignored.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Duplicates {
    /// Nothing: all statements count.
    #[default]
    Include,
    /// A document.
    Document,
    /// A week of a year, by ISO 8601.
    Week,
    /// A month of a year.
    Month,
    /// A year.
    Year,
    /// All that is selected.
    Range,
}

impl Options {
    /// Returns whether the method looks at what the qualifier says.
    pub fn is_qualified(&self) -> bool {
        !matches!(self.method, Method::OneMode(OneMode::Ignore) | Method::TwoMode(TwoMode::Ignore))
    }

    /// Returns whether the normalisation goes with the method.
    pub fn fits(&self) -> bool {
        use Normalisation::Activity;
        use Normalisation::No;
        use Normalisation::Prominence;
        match self.method {
            Method::OneMode(_) => !matches!(self.normalisation, Activity | Prominence),
            Method::TwoMode(_) => matches!(self.normalisation, No | Activity | Prominence),
        }
    }
}

impl OneMode {
    /// Returns the way of counting of a name, as the command line has it.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "ignore" => Some(Self::Ignore),
            "congruence" => Some(Self::Congruence),
            "conflict" => Some(Self::Conflict),
            "subtract" => Some(Self::Subtract),
            _ => None,
        }
    }
}

impl TwoMode {
    /// Returns the way of counting of a name, as the command line has it.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "ignore" => Some(Self::Ignore),
            "subtract" => Some(Self::Subtract),
            "combine" => Some(Self::Combine),
            _ => None,
        }
    }
}

impl Normalisation {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::No,
        Self::Average,
        Self::Jaccard,
        Self::Cosine,
        Self::DnaCosine,
        Self::Activity,
        Self::Prominence,
    ];

    /// Returns the normalisation of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.name() == name)
    }

    /// Returns its name, as the command line has it.
    pub fn name(self) -> &'static str {
        match self {
            Self::No => "no",
            Self::Average => "average",
            Self::Jaccard => "jaccard",
            Self::Cosine => "cosine",
            Self::DnaCosine => "dna-cosine",
            Self::Activity => "activity",
            Self::Prominence => "prominence",
        }
    }
}

impl Duplicates {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Include, Self::Document, Self::Week, Self::Month, Self::Year, Self::Range];

    /// Returns the handling of duplicates of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.name() == name)
    }

    /// Returns its name, as the command line has it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Include => "include",
            Self::Document => "document",
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
            Self::Range => "range",
        }
    }
}
