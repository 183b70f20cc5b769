//! The form in which a graph's options are chosen.

use schemars::JsonSchema;
use serde::Serialize;

use super::Site;
use super::choices::Choices;
use super::choices::SET;
use crate::projection::Drawing;
use crate::projection::network::Duplicates;
use crate::projection::network::Normalisation;
use crate::query::Parameter;
use crate::query::ParameterKind;
use crate::serve::pages::parts;

/// A field of the form.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub(super) struct Field {
    pub(super) name: String,
    pub(super) label: String,
    pub(super) hint: String,
    /// `text`, `number`, `select` or `checkbox`.
    pub(super) kind: &'static str,
    /// `rows`: which count; `network`: how they are counted; `drawing`: how much is shown.
    pub(super) group: &'static str,
    /// One input for each, one of them empty where there may be more.
    pub(super) values: Vec<String>,
    /// The values that there are, where they are known, each with its label.
    pub(super) choices: Vec<(String, String)>,
    /// Whether variables of the query are proposed.
    pub(super) proposes_columns: bool,
    pub(super) is_needed: bool,
}

/// Name, label, hint and what may be chosen of each field.
struct Told {
    name: &'static str,
    label: &'static str,
    hint: &'static str,
    kind: &'static str,
    group: &'static str,
    choices: &'static [(&'static str, &'static str)],
}

const fn told(
    [group, kind, name]: [&'static str; 3],
    label: &'static str,
    hint: &'static str,
    choices: &'static [(&'static str, &'static str)],
) -> Told {
    Told { name, label, hint, kind, group, choices }
}

/// The fields that every graph has.
const FIELDS: &[Told] = &[
    told(["rows", "text", "since"], "Since", "2023, 2023-03 or 2023-03-25", &[]),
    told(["rows", "text", "until"], "Until", "undated documents are then left out", &[]),
    told(["rows", "number", "min-confidence"], "Least confidence", "from 0 to 1", &[]),
    told(["rows", "text", "keep"], "Keep only", "column=value, such as qualifier=positive", &[]),
    told(["rows", "text", "drop"], "Leave out", "column=value", &[]),
    told(
        ["network", "select", "one-mode"],
        "Join those who speak",
        "over what they both speak of",
        &[
            ("", "no"),
            ("congruence", "by agreement"),
            ("conflict", "by disagreement"),
            ("subtract", "by agreement less disagreement"),
            ("ignore", "by shared concepts"),
        ],
    ),
    told(
        ["network", "select", "two-mode"],
        "Join them with what they speak of",
        "",
        &[
            ("", "no"),
            ("subtract", "for less against"),
            ("combine", "only for, only against, both"),
            ("ignore", "by the number of statements"),
        ],
    ),
    told(["network", "text", "who"], "Who speaks", "a column, such as organization", &[]),
    told(["network", "text", "what"], "What they speak of", "a column", &[]),
    told(["network", "text", "qualifier"], "How they stand to it", "a column", &[]),
    told(
        ["network", "select", "qualifier-kind"],
        "What that is",
        "",
        &[
            ("", "as its values tell"),
            ("boolean", "yes or no"),
            ("integer", "numbers"),
            ("text", "words"),
        ],
    ),
    told(["network", "select", "normalise"], "Divide weights", "", &[]),
    told(["network", "select", "duplicates"], "Count repetitions once", "", &[]),
    told(["network", "number", "min-statements"], "Least statements", "of each node", &[]),
    told(["network", "checkbox", "isolates"], "Show nodes without edges", "", &[]),
    told(["network", "checkbox", "dna-compat"], "Count as DNA does", "where that differs", &[]),
    told(["drawing", "number", "strongest"], "Only the strongest edges", "how many", &[]),
];

/// Returns the fields with their values: first the parameters of the graph's query.
pub(super) fn fields(site: &Site, drawing: &Drawing, choices: &Choices) -> Vec<Field> {
    let parameters = drawing.question.parameters.iter();
    let mut fields: Vec<Field> =
        parameters.map(|parameter| of_parameter(site, parameter, choices)).collect();
    fields.extend(FIELDS.iter().map(|told| of_option(told, choices)));
    fields
}

/// Returns the parameters that have neither a value nor a default.
pub(super) fn missing(drawing: &Drawing, choices: &Choices) -> Vec<String> {
    let is_missing = |parameter: &&Parameter| {
        parameter.default.is_none()
            && !choices.values.iter().any(|(name, _)| *name == parameter.name)
    };
    let parameters = drawing.question.parameters.iter().filter(is_missing);
    parameters.map(|parameter| parameter.name.clone()).collect()
}

/// Returns the variables of a query's rows, and where who speaks belonged.
pub(super) fn columns(query: &str) -> Vec<String> {
    let select = query.lines().find(|line| line.starts_with("SELECT")).unwrap_or_default();
    let words = select.split_whitespace().take_while(|word| *word != "WHERE" && *word != "{");
    let variables = words.filter_map(|word| word.strip_prefix('?'));
    variables.chain(["organization", "country"]).map(str::to_owned).collect()
}

fn of_parameter(site: &Site, parameter: &Parameter, choices: &Choices) -> Field {
    let name = format!("{SET}{}", parameter.name);
    let value = choices.value(&name).unwrap_or_default().to_owned();
    let mut known = parts::choices(site, parameter);
    if let (Some(known), false) = (&mut known, parameter.kind == ParameterKind::Iri) {
        known.insert(0, (String::new(), "any".to_owned()));
    }
    Field {
        label: parts::in_words(&parameter.name),
        hint: parameter.purpose(),
        kind: if known.is_some() { "select" } else { "text" },
        group: "rows",
        values: vec![value],
        choices: known.unwrap_or_default(),
        proposes_columns: false,
        is_needed: parameter.default.is_none(),
        name,
    }
}

fn of_option(told: &Told, choices: &Choices) -> Field {
    let given = choices.all(told.name).into_iter().map(str::to_owned);
    let mut values: Vec<String> = given.collect();
    let may_repeat = matches!(told.name, "keep" | "drop");
    if values.is_empty() || may_repeat {
        values.push(String::new());
    }
    let own = |choices: &[(&str, &str)]| {
        choices.iter().map(|(value, label)| ((*value).to_owned(), (*label).to_owned())).collect()
    };
    let named = |name: &str| (name.to_owned(), name.to_owned());
    Field {
        name: told.name.to_owned(),
        label: told.label.to_owned(),
        hint: told.hint.to_owned(),
        kind: told.kind,
        group: told.group,
        values,
        choices: match told.name {
            "normalise" => Normalisation::ALL.map(|known| named(known.name())).to_vec(),
            "duplicates" => Duplicates::ALL.map(|known| named(known.name())).to_vec(),
            _ => own(told.choices),
        },
        proposes_columns: matches!(told.name, "who" | "what" | "qualifier"),
        is_needed: false,
    }
}

#[cfg(test)]
mod tests {
    use super::FIELDS;
    use super::columns;
    use crate::serve::pages::networks::choices::OPTIONS;

    #[test]
    fn every_option_has_a_field() {
        let mut fields: Vec<&str> = FIELDS.iter().map(|told| told.name).collect();
        let mut options: Vec<&str> = OPTIONS.iter().map(|option| option.name).collect();
        fields.sort_unstable();
        options.sort_unstable();
        assert_eq!(fields, options);
    }

    #[test]
    fn columns_are_variables() {
        let query = "# SELECT\nSELECT DISTINCT ?from ?to WHERE { ?x ?y ?z }";
        assert_eq!(columns(query), ["from", "to", "organization", "country"]);
    }
}
