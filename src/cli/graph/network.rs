//! The options of `sayso graph` that make a discourse network of a graph query's rows, or of a table of coded ones.

pub(super) mod coded;
mod open;
pub(super) mod series;

use std::collections::BTreeMap;
use std::io;
use std::io::Write;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::anyhow;
use clap::ValueEnum;
use sayso::export::graph;
use sayso::pipeline;
use sayso::projection::Drawing;
use sayso::projection::Filter;
use sayso::projection::ProjectionError;
use sayso::projection::network;
use sayso::projection::network::Duplicates;
use sayso::projection::network::Method;
use sayso::projection::network::Moment;
use sayso::projection::network::Network;
use sayso::projection::network::NetworkError;
use sayso::projection::network::Normalisation;
use sayso::projection::network::OneMode;
use sayso::projection::network::Options;
use sayso::projection::network::Scale;
use sayso::projection::network::Table;
use sayso::projection::network::TwoMode;
use sayso::query;
use sayso::query::Settings;
use sayso::store::Store;

use series::SeriesOptions;

use super::Outcome;
use super::report;
use crate::cli::trace;

/// How rows are counted.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Discourse networks")]
#[group(skip)]
pub(super) struct NetworkOptions {
    /// Join those who speak over what they both speak of: count pairs of their statements
    #[arg(long, value_enum, value_name = "HOW", group = "network")]
    one_mode: Option<OneModeOption>,
    /// Join those who speak with what they speak of: count their statements
    #[arg(long, value_enum, value_name = "HOW", group = "network")]
    two_mode: Option<TwoModeOption>,
    /// Take the statements from this table (CSV, one a row) or database of the Discourse Network Analyzer (.dna), and not from the store
    #[arg(long, value_name = "FILE", requires = "network", conflicts_with_all = ["graph", "values", "list"])]
    pub(super) rows: Option<PathBuf>,
    /// Take the statements of this type from a database of DNA [default: the type that most statements are of]
    #[arg(long, value_name = "NAME", requires = "network")]
    pub(super) statement_type: Option<String>,
    /// The column of those who speak [default: from, who, or organization]
    #[arg(long, value_name = "COLUMN", requires = "network")]
    who: Option<String>,
    /// The column of what they speak of [default: to, what, or concept]
    #[arg(long, value_name = "COLUMN", requires = "network")]
    what: Option<String>,
    /// The column of how they stand to it [default: qualifier, or agreement]
    #[arg(long, value_name = "COLUMN", requires = "network")]
    qualifier: Option<String>,
    /// What the qualifier is; where not given, its values tell
    #[arg(long, value_enum, value_name = "KIND", requires = "network")]
    qualifier_kind: Option<Kind>,
    /// Divide the weights
    #[arg(
        long,
        visible_alias = "normalize",
        value_enum,
        value_name = "BY",
        default_value = "no",
        requires = "network"
    )]
    normalise: NormaliseOption,
    /// Leave out what the same have said of the same in the same way before
    #[arg(
        long,
        value_enum,
        value_name = "WITHIN",
        default_value = "include",
        requires = "network"
    )]
    duplicates: DuplicatesOption,
    /// Keep only rows with this value, or name, in this column; may be repeated
    #[arg(long, value_name = "COLUMN=VALUE", value_parser = super::assignment)]
    keep: Vec<(String, String)>,
    /// Leave out rows with this value, or name, in this column; may be repeated
    #[arg(long, value_name = "COLUMN=VALUE", value_parser = super::assignment)]
    drop: Vec<(String, String)>,
    /// Leave out what is earlier, or of unknown date: 2023, 2023-03, 2023-03-25
    #[arg(long, value_name = "DATE")]
    since: Option<Moment>,
    /// Leave out what is later, or of unknown date
    #[arg(long, value_name = "DATE")]
    until: Option<Moment>,
    /// Leave out who and what are in fewer statements
    #[arg(long, value_name = "N", default_value = "1", requires = "network")]
    min_statements: usize,
    /// Show those, too, of whom no statement is left
    #[arg(long, requires = "network")]
    isolates: bool,
    /// Print the statements that make the edge between A and B, with their shares of its weight
    #[arg(long, num_args = 2, value_names = ["A", "B"], requires = "network", conflicts_with_all = ["format", "output", "nodes"])]
    open: Option<Vec<String>>,
    /// Compare the network, and the words that it rests on, with what was coded by hand, counted in the same way: annotated documents
    /// (.jsonl, as score reads them), a database of the Discourse Network Analyzer (.dna), or a table
    #[arg(long, value_name = "FILE", requires = "network", conflicts_with_all = ["format", "nodes", "open", "windows", "table"])]
    pub(super) validate: Option<PathBuf>,
    /// Count as the Discourse Network Analyzer does where that differs: weeks and months of any year are the same, numbers
    /// beyond -128 to 127 are never duplicates, and each word that the other has not used is a conflict
    #[arg(long, requires = "network")]
    dna_compat: bool,
    #[command(flatten)]
    pub(super) series: SeriesOptions,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum OneModeOption {
    /// 1 for each pair of statements on the same
    Ignore,
    /// Less the farther their qualifiers are apart: 1 if they agree
    Congruence,
    /// More the farther they are apart: 1 if they disagree
    Conflict,
    /// Congruence less conflict
    Subtract,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum TwoModeOption {
    /// 1 for each statement
    Ignore,
    /// 1 for and -1 against, or the number
    Subtract,
    /// 1 only for, 2 only against, 3 both
    Combine,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Kind {
    /// Yes or no, positive or negative, agree or disagree, 1 or 0
    Boolean,
    /// Whole numbers
    Integer,
    /// Words without an order
    Text,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum NormaliseOption {
    /// Not at all
    No,
    /// One mode: by the mean number of statements of the two
    Average,
    /// One mode: by the statements of either, those at the same level in pairs
    Jaccard,
    /// One mode: by the lengths of the two profiles
    Cosine,
    /// One mode: by the product of the two numbers of statements, which DNA calls cosine
    DnaCosine,
    /// Two modes: by how much the speaker speaks
    Activity,
    /// Two modes: by how much is spoken of it
    Prominence,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum DuplicatesOption {
    /// Nothing is left out
    Include,
    /// In a document
    Document,
    /// In a week, from Monday, in universal time
    Week,
    /// In a month
    Month,
    /// In a year
    Year,
    /// In all that is selected
    Range,
}

impl NetworkOptions {
    /// Returns which rows count, for graphs of one edge for each pair.
    pub(super) fn filter(&self) -> Filter {
        Filter {
            kept: self.keep.clone(),
            dropped: self.drop.clone(),
            since: self.since,
            until: self.until,
        }
    }

    /// Returns what is asked for, if it is a network.
    pub(super) fn options(&self) -> Option<Options> {
        let method = match (self.one_mode, self.two_mode) {
            (Some(mode), _) => Method::OneMode(match mode {
                OneModeOption::Ignore => OneMode::Ignore,
                OneModeOption::Congruence => OneMode::Congruence,
                OneModeOption::Conflict => OneMode::Conflict,
                OneModeOption::Subtract => OneMode::Subtract,
            }),
            (_, Some(mode)) => Method::TwoMode(match mode {
                TwoModeOption::Ignore => TwoMode::Ignore,
                TwoModeOption::Subtract => TwoMode::Subtract,
                TwoModeOption::Combine => TwoMode::Combine,
            }),
            (None, None) => return None,
        };
        Some(Options {
            method,
            normalisation: self.normalise.named(),
            duplicates: self.duplicates.named(),
            who: self.who.clone(),
            what: self.what.clone(),
            qualifier: self.qualifier.clone(),
            scale: self.qualifier_kind.map(Kind::named),
            kept: self.keep.clone(),
            dropped: self.drop.clone(),
            since: self.since,
            until: self.until,
            minimum: self.min_statements,
            isolates: self.isolates,
            attributes: Vec::new(),
            dna: self.dna_compat,
        })
    }
}

impl Kind {
    fn named(self) -> Scale {
        match self {
            Self::Boolean => Scale::Boolean,
            Self::Integer => Scale::Integer,
            Self::Text => Scale::Text,
        }
    }
}

impl NormaliseOption {
    fn named(self) -> Normalisation {
        match self {
            Self::No => Normalisation::No,
            Self::Average => Normalisation::Average,
            Self::Jaccard => Normalisation::Jaccard,
            Self::Cosine => Normalisation::Cosine,
            Self::DnaCosine => Normalisation::DnaCosine,
            Self::Activity => Normalisation::Activity,
            Self::Prominence => Normalisation::Prominence,
        }
    }
}

impl DuplicatesOption {
    fn named(self) -> Duplicates {
        match self {
            Self::Include => Duplicates::Include,
            Self::Document => Duplicates::Document,
            Self::Week => Duplicates::Week,
            Self::Month => Duplicates::Month,
            Self::Year => Duplicates::Year,
            Self::Range => Duplicates::Range,
        }
    }
}

/// Reads coded rows, and how their network is drawn: under their file's name.
pub(super) fn rows(path: &Path, kind: Option<&str>) -> anyhow::Result<(Table, Drawing)> {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    Ok((coded::table(path, kind)?, Drawing::parse(&stem, "")?))
}

/// Asks a store for the rows of a graph query.
pub(super) fn asked(
    drawing: &Drawing,
    opened: &Store,
    settings: &Settings,
    options: &Options,
) -> Result<Table, ProjectionError> {
    let ask = |query: &str, settings: &Settings| query::run(opened.dataset(), query, settings);
    Table::ask(drawing, &ask, settings, options)
}

/// Makes the network and says what to do where that cannot be done.
pub(super) fn made(table: &Table, options: &Options) -> anyhow::Result<Arc<Network>> {
    network::network(table, options).map_err(hint)
}

/// Says what to do where there is no network.
pub(super) fn hint(error: NetworkError) -> anyhow::Error {
    match error {
        NetworkError::NoColumn { .. } => report::hinted(
            error,
            "--who, --what, --qualifier, --keep and --drop name columns of the table, or variables of the graph query",
        ),
        NetworkError::Qualifier { .. } => {
            report::hinted(error, "--qualifier-kind text takes any words")
        }
        NetworkError::Normalisation => report::hinted(
            error,
            "--one-mode has average, jaccard, cosine and dna-cosine, --two-mode activity and prominence",
        ),
        NetworkError::Windows { .. } => report::hinted(
            error,
            "a larger unit with --windows, or a larger --window-step, makes fewer",
        ),
        NetworkError::Smoothed => report::hinted(
            error,
            "--kernel goes with average in one mode, activity and prominence in two",
        ),
        _ => error.into(),
    }
}

/// Returns the statements of a network as a list of events, with their words.
pub(super) fn events(
    table: &Table,
    network: &Network,
    store: Option<&Store>,
) -> anyhow::Result<Vec<u8>> {
    let words = match store {
        Some(store) => {
            let ids = network.statements.iter().map(|statement| statement.id).collect();
            let base = pipeline::base_of(store.manifest());
            trace::sentences(store, &base, &ids)?
        }
        None => BTreeMap::new(),
    };
    let (columns, rows) = network.events(table, &words);
    let mut bytes = Vec::new();
    graph::write_events(&columns, &rows, &mut bytes)?;
    Ok(bytes)
}

/// Prints what makes an edge, if one is to be opened, and returns whether there was one.
pub(super) fn opened(
    options: &NetworkOptions,
    table: &Table,
    network: &Network,
    store: Option<&Store>,
) -> anyhow::Result<Option<Outcome>> {
    let Some([left, right]) = options.open.as_deref().and_then(|ends| ends.first_chunk()) else {
        return Ok(None);
    };
    let is_one_mode = options.one_mode.is_some();
    let from = place(left, &network.who, table)?;
    let others = if is_one_mode { &network.who } else { &network.what };
    let to = place(right, others, table)?;
    let turned = is_one_mode && to < from;
    let (from, to) = if turned { (to, from) } else { (from, to) };
    let Some(tie) = network.tie(from, to) else {
        report::note(&format!("no edge joins {left:?} and {right:?} in this network"));
        return Ok(Some(Outcome::Incomplete));
    };
    let base = store.map(|store| pipeline::base_of(store.manifest()));
    let words = match store.zip(base.as_ref()) {
        Some((store, base)) => {
            let mut words = open::words(network, tie);
            words.extend(open::sentences(store, base, network, tie)?);
            words
        }
        None => open::words(network, tie),
    };
    let ends = [&network.who[from], &others[to]].map(|end| table.label(end));
    let told = open::told(network, tie, ends, &words, table, base.as_ref());
    io::stdout().lock().write_all(told.as_bytes())?;
    Ok(Some(Outcome::Done))
}

/// Finds a node by what it is called, or by its identifier.
fn place(name: &str, nodes: &[String], table: &Table) -> anyhow::Result<usize> {
    if let Ok(place) = nodes.binary_search_by(|node| node.as_str().cmp(name)) {
        return Ok(place);
    }
    let mut called = (0..nodes.len()).filter(|&place| table.label(&nodes[place]) == name);
    match (called.next(), called.next()) {
        (Some(place), None) => Ok(place),
        (Some(_), Some(_)) => Err(report::hinted(
            anyhow!("several nodes are called {name:?}"),
            "give an identifier; --format csv --nodes lists them",
        )),
        (None, _) => Err(report::hinted(
            anyhow!("no node of this network is called {name:?}"),
            "--format csv --nodes lists the nodes",
        )),
    }
}

#[cfg(test)]
mod tests {
    use clap::ValueEnum;
    use sayso::projection::network::Duplicates;
    use sayso::projection::network::Normalisation;
    use sayso::projection::network::OneMode;
    use sayso::projection::network::Scale;
    use sayso::projection::network::TwoMode;

    use super::DuplicatesOption;
    use super::Kind;
    use super::NormaliseOption;
    use super::OneModeOption;
    use super::TwoModeOption;

    fn check<Option: ValueEnum>(is_known: impl Fn(&str, &Option) -> bool) {
        for variant in Option::value_variants() {
            let value = variant.to_possible_value().unwrap();
            assert!(is_known(value.get_name(), variant), "{}", value.get_name());
        }
    }

    #[test]
    fn the_library_knows_the_names() {
        check(|name, option: &NormaliseOption| Normalisation::named(name) == Some(option.named()));
        check(|name, option: &DuplicatesOption| Duplicates::named(name) == Some(option.named()));
        check(|name, option: &Kind| Scale::named(name) == Some(option.named()));
        check(|name, _: &OneModeOption| OneMode::named(name).is_some());
        check(|name, _: &TwoModeOption| TwoMode::named(name).is_some());
    }
}
