//! Which answers of a graph query count: those of a time, and those with some values.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use super::Ask;
use super::Name;
use super::ProjectionError;
use super::names;
use super::network::Moment;
use super::network::is_within;
use super::rows;
use crate::query::Answers;
use crate::query::Settings;
use crate::query::Table;
use crate::rdf::Term;

/// Which rows of a graph query count. The default lets all through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Variables and values, or names: of each variable named, one of its values must be there.
    pub kept: Vec<(String, String)>,
    /// Variables and values, or names, that must not be there.
    pub dropped: Vec<(String, String)>,
    /// The first day, or moment, that counts; what has no date does not.
    pub since: Option<Moment>,
    /// The last day, or moment, that counts; what has no date does not.
    pub until: Option<Moment>,
}

impl Filter {
    /// Returns what counts, a sentence each.
    pub fn told(&self) -> Vec<String> {
        told([&self.kept, &self.dropped], [self.since, self.until])
    }

    /// Returns the answers that count.
    pub(super) fn applied(
        &self,
        answers: Answers,
        ask: Ask<'_>,
        settings: &Settings,
    ) -> Result<Answers, ProjectionError> {
        if *self == Self::default() {
            return Ok(answers);
        }
        let Answers::Solutions(mut table) = answers else { return Err(ProjectionError::NoRows) };
        self.keep_times(&mut table)?;
        let kept = by_column(&table, &self.kept)?;
        let dropped = by_column(&table, &self.dropped)?;
        let columns: BTreeSet<usize> = kept.keys().chain(dropped.keys()).copied().collect();
        let cells: BTreeSet<String> = table
            .rows
            .iter()
            .flat_map(|row| columns.iter().map(move |&column| cell(row, column)))
            .collect();
        let names = names::of_ends(&cells.iter().map(String::as_str).collect(), ask, settings)?;
        table.rows.retain(|row| {
            let is_one = |(column, values): (&usize, &BTreeSet<&str>)| {
                let cell = cell(row, *column);
                values.contains(cell.as_str())
                    || values.contains(rows::qualifier(&cell).as_str())
                    || values.contains(called(&cell, &names))
            };
            kept.iter().all(is_one) && !dropped.iter().any(is_one)
        });
        Ok(Answers::Solutions(table))
    }

    fn keep_times(&self, table: &mut Table) -> Result<(), ProjectionError> {
        if self.since.is_none() && self.until.is_none() {
            return Ok(());
        }
        let time = column(table, "time")?;
        let mut rows = Vec::new();
        for row in std::mem::take(&mut table.rows) {
            let moment = match cell(&row, time) {
                time if time.is_empty() => None,
                time => Some(time.parse().map_err(|fault| ProjectionError::Time { fault })?),
            };
            if is_within(moment, self.since, self.until) {
                rows.push(row);
            }
        }
        table.rows = rows;
        Ok(())
    }
}

/// Returns the values of each column.
fn by_column<'a>(
    table: &Table,
    pairs: &'a [(String, String)],
) -> Result<BTreeMap<usize, BTreeSet<&'a str>>, ProjectionError> {
    let mut columns: BTreeMap<usize, BTreeSet<&str>> = BTreeMap::new();
    for (name, value) in pairs {
        columns.entry(column(table, name)?).or_default().insert(value.trim());
    }
    Ok(columns)
}

fn column(table: &Table, name: &str) -> Result<usize, ProjectionError> {
    let fault = || ProjectionError::NoVariable { name: name.to_owned() };
    table.column(name).ok_or_else(fault)
}

fn cell(row: &[Option<Term>], column: usize) -> String {
    row[column].as_ref().map(rows::text).unwrap_or_default()
}

fn called<'a>(cell: &'a str, names: &'a BTreeMap<String, Name>) -> &'a str {
    names.get(cell).and_then(|name| name.label.as_deref()).unwrap_or(cell)
}

/// Returns which rows count, a sentence each: those that have values and have not others, and those of a time.
pub(super) fn told(
    values: [&[(String, String)]; 2],
    [since, until]: [Option<Moment>; 2],
) -> Vec<String> {
    let pair = |(column, value): &(String, String)| format!("{column} {value}");
    let with = |(verb, pairs): (&str, &[(String, String)])| {
        let pairs: Vec<String> = pairs.iter().map(pair).collect();
        (!pairs.is_empty()).then(|| format!("{verb} {}.", pairs.join(", ")))
    };
    let time = match (since, until) {
        (None, None) => None,
        (Some(since), None) => Some(format!("Since {since}.")),
        (None, Some(until)) => Some(format!("Until {until}.")),
        (Some(since), Some(until)) => Some(format!("From {since} to {until}.")),
    };
    ["Only", "Without"].into_iter().zip(values).filter_map(with).chain(time).collect()
}

#[cfg(test)]
mod tests {
    use super::Filter;
    use crate::query::Answers;
    use crate::query::QueryError;
    use crate::query::Settings;
    use crate::query::Table;
    use crate::rdf::Literal;

    fn answers() -> Answers {
        let cells = [["a", "for", "2023-03-25"], ["b", "against", "2024"], ["c", "for", ""]];
        let term = |text: &str| Some(Literal::new_simple_literal(text).into());
        let variables = ["from", "qualifier", "time"].map(str::to_owned).to_vec();
        let rows = cells.iter().map(|row| row.iter().map(|cell| term(cell)).collect()).collect();
        Answers::Solutions(Table { variables, rows })
    }

    fn check(filter: &Filter, expected: Result<&str, &str>) {
        let ask = |_: &str, _: &Settings| Ok::<_, QueryError>(Answers::Boolean(true));
        let found = filter.applied(answers(), &ask, &Settings::default());
        let found = found.map_err(|error| error.to_string()).map(|answers| match answers {
            Answers::Solutions(table) => {
                table.rows.iter().map(|row| super::cell(row, 0)).collect::<String>()
            }
            _ => String::new(),
        });
        assert_eq!(found, expected.map(str::to_owned).map_err(str::to_owned));
    }

    fn pair(name: &str, value: &str) -> Vec<(String, String)> {
        vec![(name.to_owned(), value.to_owned())]
    }

    #[test]
    fn values_are_kept_or_dropped() {
        check(&Filter::default(), Ok("abc"));
        check(&Filter { kept: pair("qualifier", "for"), ..Filter::default() }, Ok("ac"));
        check(&Filter { dropped: pair("qualifier", "for"), ..Filter::default() }, Ok("b"));
        let unknown = Filter { kept: pair("colour", "red"), ..Filter::default() };
        check(&unknown, Err("the query has no variable ?colour"));
    }

    #[test]
    fn what_has_no_date_is_in_no_time() {
        let moment = |date: &str| Some(date.parse().unwrap());
        check(&Filter { since: moment("2023"), ..Filter::default() }, Ok("ab"));
        check(&Filter { until: moment("2023-03"), ..Filter::default() }, Ok("a"));
        check(&Filter { since: moment("2023-04"), ..Filter::default() }, Ok("b"));
    }
}
