//! What is asked of a graph: the options of `sayso graph`, by the same names.

use crate::model::Confidence;
use crate::projection::Drawing;
use crate::projection::Filter;
use crate::projection::network;
use crate::projection::network::Duplicates;
use crate::projection::network::Method;
use crate::projection::network::Moment;
use crate::projection::network::Normalisation;
use crate::projection::network::OneMode;
use crate::projection::network::Options;
use crate::projection::network::Scale;
use crate::projection::network::TwoMode;

use super::PageError;
use super::Request;

/// What is asked for.
#[derive(Clone, Debug, Default)]
pub(super) struct Choices {
    /// Names and values that differ from what would be without them, in the order of [`OPTIONS`]. A parameter of the graph's
    /// query has the name `set.NAME`.
    pub(super) given: Vec<(String, String)>,
    /// The values of the query's parameters.
    pub(super) values: Vec<(String, String)>,
    /// How rows are counted, where a discourse network is asked for.
    pub(super) options: Option<Options>,
    /// Which rows count.
    pub(super) filter: Filter,
    /// How sure the program must be.
    minimum: Option<Confidence>,
    /// How many edges are left at most.
    pub(super) strongest: Option<usize>,
    /// Options that need a discourse network where none is asked for.
    pub(super) idle: Vec<&'static str>,
}

/// An option of `sayso graph`.
pub(super) struct Choice {
    /// Its name, without its dashes.
    pub(super) name: &'static str,
    /// What would be without it.
    default: &'static str,
    /// Whether it says nothing but that it is there.
    pub(super) is_flag: bool,
    /// Whether it is of discourse networks only.
    of_networks: bool,
}

const fn choice(name: &'static str, default: &'static str) -> Choice {
    Choice { name, default, is_flag: false, of_networks: false }
}

const fn of_networks(name: &'static str, default: &'static str) -> Choice {
    Choice { of_networks: true, ..choice(name, default) }
}

const fn flag(name: &'static str) -> Choice {
    Choice { is_flag: true, ..of_networks(name, "") }
}

/// The options that a page has, in the order in which they are told.
pub(super) const OPTIONS: &[Choice] = &[
    choice("one-mode", ""),
    choice("two-mode", ""),
    of_networks("who", ""),
    of_networks("what", ""),
    of_networks("qualifier", ""),
    of_networks("qualifier-kind", ""),
    of_networks("normalise", "no"),
    of_networks("duplicates", "include"),
    of_networks("min-statements", "1"),
    flag("isolates"),
    flag("dna-compat"),
    choice("keep", ""),
    choice("drop", ""),
    choice("since", ""),
    choice("until", ""),
    choice("min-confidence", "0"),
    choice("strongest", ""),
];

/// Names in an address that are no options: what is opened, and which file.
const OTHERS: &[&str] = &["open", "as", "nodes"];

/// What begins the name of a parameter of the graph's query.
pub(super) const SET: &str = "set.";

impl Choices {
    /// Reads what an address asks for.
    pub(super) fn read(request: &Request, drawing: &Drawing) -> Result<Self, PageError> {
        let mut choices = Self::default();
        for (name, _) in &request.query {
            let known = OPTIONS.iter().any(|option| option.name == name)
                || OTHERS.contains(&name.as_str())
                || name.strip_prefix(SET).is_some_and(|name| has_parameter(drawing, name));
            if !known {
                return Err(PageError::Unknown { what: "option", name: name.clone() });
            }
        }
        for (name, value) in &request.query {
            let parameter = name.strip_prefix(SET).filter(|_| !value.is_empty());
            if let Some(parameter) = parameter {
                choices.given.push((name.clone(), value.clone()));
                choices.values.push((parameter.to_owned(), value.clone()));
            }
        }
        let is_network = ["one-mode", "two-mode"].iter().any(|name| has(request, name));
        for option in OPTIONS {
            for (_, value) in request.query.iter().filter(|(name, _)| name == option.name) {
                let value = value.trim();
                if value == option.default && !option.is_flag {
                    continue;
                }
                if option.of_networks && !is_network {
                    choices.idle.push(option.name);
                    continue;
                }
                choices.given.push((option.name.to_owned(), value.to_owned()));
            }
        }
        choices.understand(is_network)?;
        Ok(choices)
    }

    /// Returns the first value of an option.
    pub(super) fn value(&self, name: &str) -> Option<&str> {
        self.given.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Returns all values of an option.
    pub(super) fn all(&self, name: &str) -> Vec<&str> {
        let given = self.given.iter().filter(|(known, _)| known == name);
        given.map(|(_, value)| value.as_str()).collect()
    }

    /// Returns how sure the program must be of what counts.
    pub(super) fn confidence(&self) -> Confidence {
        self.minimum.unwrap_or(Confidence::hundredths(0))
    }

    /// Leaves only so many edges, as if it had been asked for.
    pub(super) fn limit(&mut self, most: usize) {
        self.given.push(("strongest".to_owned(), most.to_string()));
        self.strongest = Some(most);
    }

    fn understand(&mut self, is_network: bool) -> Result<(), PageError> {
        self.filter = Filter {
            kept: self.assignments("keep")?,
            dropped: self.assignments("drop")?,
            since: self.read_as("since", |value| value.parse::<Moment>().ok())?,
            until: self.read_as("until", |value| value.parse::<Moment>().ok())?,
        };
        self.minimum = self.read_as("min-confidence", |value| value.parse().ok())?;
        self.strongest = self.read_as("strongest", |value| value.parse().ok())?;
        if is_network {
            self.options = Some(self.network()?);
        }
        Ok(())
    }

    fn network(&self) -> Result<Options, PageError> {
        let one = self.read_as("one-mode", OneMode::named)?;
        let two = self.read_as("two-mode", TwoMode::named)?;
        let method = match (one, two) {
            (Some(mode), None) => Method::OneMode(mode),
            (None, Some(mode)) => Method::TwoMode(mode),
            _ => return Err(PageError::Together("one-mode", "two-mode")),
        };
        let named = |name: &'static str| self.value(name).map(str::to_owned);
        Ok(Options {
            method,
            normalisation: self.read_as("normalise", Normalisation::named)?.unwrap_or_default(),
            duplicates: self.read_as("duplicates", Duplicates::named)?.unwrap_or_default(),
            who: named("who"),
            what: named("what"),
            qualifier: named("qualifier"),
            scale: self.read_as("qualifier-kind", Scale::named)?,
            kept: self.filter.kept.clone(),
            dropped: self.filter.dropped.clone(),
            since: self.filter.since,
            until: self.filter.until,
            minimum: self.read_as("min-statements", |value| value.parse().ok())?.unwrap_or(1),
            isolates: self.value("isolates").is_some(),
            dna: self.value("dna-compat").is_some(),
            attributes: network::KNOWN.map(str::to_owned).to_vec(),
        })
    }

    fn read_as<T>(
        &self,
        name: &'static str,
        read: impl Fn(&str) -> Option<T>,
    ) -> Result<Option<T>, PageError> {
        let Some(value) = self.value(name) else { return Ok(None) };
        let fault = || PageError::Value { name, value: value.to_owned() };
        read(value).map(Some).ok_or_else(fault)
    }

    fn assignments(&self, name: &'static str) -> Result<Vec<(String, String)>, PageError> {
        let pairs = self.all(name).into_iter().map(|value| match value.split_once('=') {
            Some((column, wanted)) if !column.is_empty() => {
                Ok((column.to_owned(), wanted.to_owned()))
            }
            _ => Err(PageError::Value { name, value: value.to_owned() }),
        });
        pairs.collect()
    }
}

fn has(request: &Request, name: &str) -> bool {
    request.query.iter().any(|(known, value)| known == name && !value.is_empty())
}

fn has_parameter(drawing: &Drawing, name: &str) -> bool {
    drawing.question.parameters.iter().any(|parameter| parameter.name == name)
}

#[cfg(test)]
mod tests {
    use super::Choices;
    use super::Request;
    use crate::projection;

    fn check(query: &str, expected: Result<&str, &str>) {
        let drawing = projection::drawing("stances").unwrap();
        let choices = Choices::read(&Request::get(&format!("/networks/stances?{query}")), &drawing);
        let told = choices.map_err(|error| error.to_string()).map(|choices| {
            let given = choices.given.iter().map(|(name, value)| format!("{name}:{value}"));
            let idle = choices.idle.iter().map(|name| format!("({name})"));
            given.chain(idle).collect::<Vec<_>>().join(" ")
        });
        assert_eq!(told, expected.map(str::to_owned).map_err(str::to_owned), "{query}");
    }

    #[test]
    fn what_differs_is_given_in_order() {
        check(
            "normalise=average&one-mode=congruence&who=",
            Ok("one-mode:congruence normalise:average"),
        );
        check(
            "set.in=kz&since=2023&keep=kind%3Dpraises",
            Ok("set.in:kz keep:kind=praises since:2023"),
        );
        check("normalise=no&duplicates=include&min-confidence=0", Ok(""));
        check("two-mode=subtract&isolates=yes", Ok("two-mode:subtract isolates:yes"));
    }

    #[test]
    fn what_needs_a_network_waits_for_one() {
        check("normalise=average", Ok("(normalise)"));
    }

    #[test]
    fn what_cannot_be_is_told() {
        check("colour=red", Err("there is no option \"colour\" in this store"));
        check("set.colour=red", Err("there is no option \"set.colour\" in this store"));
        check("since=soon", Err("since cannot be \"soon\""));
        check("keep=praises", Err("keep cannot be \"praises\""));
        check("one-mode=most", Err("one-mode cannot be \"most\""));
        check("one-mode=ignore&two-mode=ignore", Err("one-mode and two-mode exclude one another"));
    }
}
