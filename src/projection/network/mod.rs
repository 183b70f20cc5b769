//! Coded rows in, a discourse network out: who agrees with whom over what they speak of, or who speaks of what and how.
//!
//! The definitions are those of the Discourse Network Analyzer (Leifeld, DNA 3.1: `Exporter.java`), told here in formulas.
//! Let `x(a, j, k)` be how many statements of `a` on concept `j` have the qualifier's level `k`, `q` a level's number and `R`
//! how far the highest is from the lowest. In one mode, two who speak have the weight
//!
//! ```text
//! W(a, b) = Σ over j, k, l of x(a, j, k) · x(b, j, l) · t(k, l)
//! ignore: t = 1 · congruence: t = 1 − |q(k) − q(l)| / R · conflict: t = |q(k) − q(l)| / R · subtract: congruence − conflict
//! ```
//!
//! so it is a sum over pairs of statements, and each pair has a share in it: that is what [`Network::contributions`] lists. In two
//! modes a tie is a sum over the statements of somebody on a concept. All arithmetic is in whole numbers; see [`Exact`].
//!
//! Where DNA does something else, [`Options::dna`] does it too: duplicates within a week or a month of any year; whole numbers
//! outside -128 to 127 that are never duplicates; and words in conflict, of which DNA counts each statement at a level that
//! the other has not, even on concepts of which the other does not speak.

mod fixed;
mod moment;
mod levels;
mod options;
mod table;
mod statements;
mod columns;
mod belonging;
mod selection;
mod profiles;
mod part;
mod divisors;
mod ties;
mod contributions;
mod grounds;
mod attributes;
mod drawn;
mod events;
mod gold;
mod series;
mod backbone;
mod camps;

pub use attributes::KNOWN;
pub use backbone::Backbone;
pub use backbone::Removal;
pub use backbone::Size;
pub use camps::camps;
pub use contributions::Contribution;
pub use fixed::Exact;
pub use fixed::Fixed;
pub use levels::Scale;
pub use moment::Moment;
pub use options::Duplicates;
pub use options::Method;
pub use options::Normalisation;
pub use options::OneMode;
pub use options::Options;
pub use options::TwoMode;
pub(super) use selection::is_within;
pub use series::Frame;
pub use series::Kernel;
pub use series::Series;
pub use series::Unit;
pub use series::Windows;
pub use series::series;
pub use series::stamp;
pub use statements::Coded;
pub use statements::Statements;
pub use table::Table;

use std::sync::Arc;
use std::sync::OnceLock;

use divisors::Divisors;
use grounds::Ranks;
use levels::Levels;
use part::Masses;
use profiles::Profiles;

/// Why a table makes no network.
#[derive(Debug, thiserror::Error)]
pub enum NetworkError {
    /// A column is not there.
    #[error("there is no column {name:?} {}", if columns.is_empty() { "in a table without columns".to_owned() } else { format!("among {columns}") })]
    NoColumn {
        /// The column.
        name: String,
        /// Those that are there.
        columns: String,
    },
    /// A time cannot be read.
    #[error("{fault}")]
    Time {
        /// What is wrong with it.
        fault: String,
    },
    /// A qualifier is not of the kind that is asked for.
    #[error("the qualifier {value:?} is {}", if *scale == Scale::Boolean { "neither yes nor no" } else { "no whole number" })]
    Qualifier {
        /// The qualifier.
        value: String,
        /// What it should be.
        scale: Scale,
    },
    /// More levels than a combination can tell apart.
    #[error("{count} levels of the qualifier are too many to combine; 62 is the most")]
    Levels {
        /// How many there are.
        count: usize,
    },
    /// More windows than anybody looks at.
    #[error("{count} windows are too many; {most} is the most")]
    Windows {
        /// How many there are.
        count: i64,
        /// How many there may be.
        most: i64,
    },
    /// A kernel with what it does not go with.
    #[error("a kernel goes neither with combined levels nor with this normalisation")]
    Smoothed,
    /// A normalisation that the method has not.
    #[error("this normalisation does not go with this kind of network")]
    Normalisation,
}

/// A discourse network.
#[derive(Clone, Debug)]
pub struct Network {
    /// The statements that it is made of, by time, document and place.
    pub statements: Statements,
    /// Those who speak, in the order of their names.
    pub who: Vec<String>,
    /// What they speak of, in the order of its names.
    pub what: Vec<String>,
    /// The ties that are not 0, by their ends.
    pub ties: Vec<Tie>,
    options: Options,
    levels: Levels,
    profiles: Profiles,
    /// How much each statement counts, where not all count alike.
    masses: Option<Masses>,
    divisors: Divisors,
    ranks: OnceLock<Ranks>,
}

/// A tie between two who speak, the first before the second, or between one who speaks and a concept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tie {
    /// Where in `who` its one end is.
    pub from: usize,
    /// Where in `who`, or with two modes in `what`, its other end is.
    pub to: usize,
    /// How strong it is, with six digits; [`Network::exact`] has all.
    pub weight: Fixed,
}

impl Tie {
    /// Returns the weight with six digits.
    pub fn fixed(&self) -> Fixed {
        self.weight
    }
}

/// Makes the network of a table. The order of its rows does not matter.
pub fn network(table: &Table, options: &Options) -> Result<Arc<Network>, NetworkError> {
    if !options.fits() {
        return Err(NetworkError::Normalisation);
    }
    let selection = selection::select(table, options)?;
    let sizes = (selection.who.len(), selection.what.len());
    let profiles = Profiles::new(&selection.statements, sizes, None, options.method);
    let levels = selection.levels;
    let is_combined = options.method == Method::TwoMode(TwoMode::Combine);
    if is_combined && levels.count() > 62 {
        return Err(NetworkError::Levels { count: levels.count() });
    }
    let mut network = Network {
        statements: selection.statements,
        who: selection.who,
        what: selection.what,
        ties: Vec::new(),
        options: options.clone(),
        levels,
        profiles,
        masses: None,
        divisors: Divisors::default(),
        ranks: OnceLock::new(),
    };
    network.divisors = Divisors::of(&network);
    network.ties = ties::all(&network);
    Ok(Arc::new(network))
}

#[cfg(test)]
mod tests;
