//! What an address asks: a shipped question with values, or SPARQL.

use schemars::JsonSchema;
use serde::Serialize;

use super::PageError;
use super::Request;
use super::Site;
use crate::model::Confidence;
use crate::query;
use crate::query::Parameter;
use crate::query::QueryError;
use crate::query::Question;
use crate::query::Settings;
use crate::serve::address;
use crate::serve::command::quoted;
use crate::serve::pages::parts;

/// A question with the values that were given.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    /// The name of a shipped question; none for SPARQL.
    name: Option<String>,
    pub(super) question: Question,
    /// The values of its parameters, in their order.
    values: Vec<(String, String)>,
    /// How sure the program must be.
    pub(super) minimum: Confidence,
    /// Which view is asked for.
    pub(super) shown: String,
    pub(super) fields: Vec<Field>,
    /// Parameters that need a value.
    pub(super) missing: Vec<String>,
    /// The SPARQL with the values in it.
    pub(super) bound: String,
}

/// A field of a question's form.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub(super) struct Field {
    pub(super) name: String,
    pub(super) label: String,
    pub(super) hint: String,
    /// `text`, `number`, `select` or `checkbox`.
    pub(super) kind: &'static str,
    pub(super) value: String,
    /// What stands there where nothing is given.
    pub(super) default: String,
    pub(super) choices: Vec<(String, String)>,
    pub(super) is_needed: bool,
}

/// What an address may have besides parameters.
const MINIMUM: &str = "min-confidence";
const SHOWN: &str = "show";
const QUERY: &str = "query";

impl Asked {
    /// Reads an address.
    pub(super) fn read(
        site: &Site,
        name: Option<&str>,
        request: &Request,
    ) -> Result<Self, PageError> {
        let question = match name {
            Some(name) => query::question(name)
                .ok_or_else(|| PageError::Unknown { what: "question", name: name.to_owned() })?,
            None => Question::parse(request.value(QUERY).unwrap_or_default())?,
        };
        let mut asked = Self::of(name, question, request)?;
        asked.fields = asked.fields(site);
        if let Ok(settings) = asked.settings(site, request) {
            asked.bound = query::bound(&asked.question.text, &settings)?;
        }
        Ok(asked)
    }

    /// Returns what was written in the editor, of which nothing more is known.
    pub(super) fn only(request: &Request) -> Self {
        let text = request.value(QUERY).unwrap_or_default().to_owned();
        let question = Question {
            summary: String::new(),
            description: String::new(),
            parameters: Vec::new(),
            text: text.clone(),
        };
        Self {
            name: None,
            question,
            values: Vec::new(),
            minimum: Confidence::hundredths(0),
            shown: String::new(),
            fields: Vec::new(),
            missing: Vec::new(),
            bound: text,
        }
    }

    fn of(name: Option<&str>, question: Question, request: &Request) -> Result<Self, PageError> {
        let mut values = Vec::new();
        for (known, value) in &request.query {
            let is_other =
                [MINIMUM, SHOWN].contains(&known.as_str()) || (name.is_none() && known == QUERY);
            let is_parameter = question.parameters.iter().any(|parameter| parameter.name == *known);
            if is_parameter && name.is_some() {
                values.extend((!value.is_empty()).then(|| (known.clone(), value.clone())));
            } else if !is_other {
                return Err(PageError::Unknown { what: "parameter", name: known.clone() });
            }
        }
        let minimum = match request.value(MINIMUM).filter(|value| !value.is_empty()) {
            None => Confidence::hundredths(0),
            Some(value) => value
                .parse()
                .map_err(|_| PageError::Value { name: MINIMUM, value: value.to_owned() })?,
        };
        let is_missing = |parameter: &&Parameter| {
            parameter.default.is_none() && !values.iter().any(|(known, _)| *known == parameter.name)
        };
        let missing = question.parameters.iter().filter(is_missing);
        let missing = missing.map(|parameter| parameter.name.clone()).collect();
        Ok(Self {
            name: name.map(str::to_owned),
            bound: question.text.clone(),
            question,
            values,
            minimum,
            shown: request.value(SHOWN).unwrap_or_default().to_owned(),
            fields: Vec::new(),
            missing,
        })
    }

    /// Returns whether it can be answered.
    pub(super) fn is_complete(&self) -> bool {
        self.missing.is_empty() && !self.question.text.trim().is_empty()
    }

    /// Returns the settings of its query, unless a value cannot be.
    pub(super) fn settings(&self, site: &Site, request: &Request) -> Result<Settings, QueryError> {
        let mut settings = site.settings(request);
        settings.bindings = self.question.bindings(&self.values, &settings)?;
        Ok(settings)
    }

    /// Returns the address of the same question, with an extension where a file is meant.
    pub(super) fn address(&self, extension: &str) -> String {
        self.address_with(extension, None)
    }

    /// Returns the address at which the answers are shown in some way.
    pub(super) fn shown_at(&self, way: &str) -> String {
        self.address_with("", Some(way).filter(|way| *way != "table"))
    }

    fn address_with(&self, extension: &str, way: Option<&str>) -> String {
        let mut pairs = self.values.clone();
        if self.name.is_none() {
            pairs.push((QUERY.to_owned(), self.question.text.clone()));
        }
        if self.minimum > Confidence::hundredths(0) {
            pairs.push((MINIMUM.to_owned(), self.minimum.to_string()));
        }
        pairs.extend(way.map(|way| (SHOWN.to_owned(), way.to_owned())));
        let path = self.name.as_ref().map_or(String::new(), |name| format!("/{name}"));
        format!("/ask{path}{extension}{}", address::query(&pairs))
    }

    /// Returns the command that prints the same answers.
    pub(super) fn command(&self, last: &[&str]) -> String {
        let name = self.name.as_deref().unwrap_or("question.rq");
        let mut words = vec!["sayso".to_owned(), "query".to_owned(), quoted(name)];
        for (name, value) in &self.values {
            words.extend(["--set".to_owned(), quoted(&format!("{name}={value}"))]);
        }
        if self.minimum > Confidence::hundredths(0) {
            words.push(format!("--{MINIMUM} {}", self.minimum));
        }
        words.extend(last.iter().map(|word| quoted(word)));
        words.join(" ")
    }

    fn fields(&self, site: &Site) -> Vec<Field> {
        if self.name.is_none() {
            return Vec::new();
        }
        let parameters = self.question.parameters.iter();
        let mut fields: Vec<Field> =
            parameters.map(|parameter| self.field(site, parameter)).collect();
        fields.push(Field {
            name: MINIMUM.to_owned(),
            label: "least confidence".to_owned(),
            hint: "how sure the program must be, from 0 to 1".to_owned(),
            kind: "number",
            value: match self.minimum {
                minimum if minimum == Confidence::hundredths(0) => String::new(),
                minimum => minimum.to_string(),
            },
            default: "0".to_owned(),
            choices: Vec::new(),
            is_needed: false,
        });
        fields
    }

    fn field(&self, site: &Site, parameter: &Parameter) -> Field {
        let given = self.values.iter().find(|(name, _)| *name == parameter.name);
        let choices = parts::choices(site, parameter);
        let default = parameter.default.as_deref().unwrap_or_default();
        Field {
            name: parameter.name.clone(),
            label: parts::in_words(&parameter.name),
            hint: parameter.purpose(),
            kind: if choices.is_some() { "select" } else { "text" },
            value: given.map(|(_, value)| value.clone()).unwrap_or_default(),
            default: default.trim_matches('"').to_owned(),
            choices: choices.unwrap_or_default(),
            is_needed: parameter.default.is_none(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Asked;
    use super::Request;
    use crate::query;

    fn check(query: &str, expected: Result<(&str, &str), &str>) {
        let question = query::question("who-says-what").unwrap();
        let request = Request::get(&format!("/ask/who-says-what?{query}"));
        let asked = Asked::of(Some("who-says-what"), question, &request);
        let told = asked.map(|asked| (asked.address(".csv"), asked.command(&["--format", "csv"])));
        let expected = expected.map(|(address, command)| (address.to_owned(), command.to_owned()));
        assert_eq!(told.map_err(|error| error.to_string()), expected.map_err(str::to_owned));
    }

    #[test]
    fn addresses_and_commands_say_the_same() {
        check("", Ok(("/ask/who-says-what.csv", "sayso query who-says-what --format csv")));
        check(
            "who=Jo%20Cox&min-confidence=0.5&show=chart",
            Ok((
                "/ask/who-says-what.csv?who=Jo%20Cox&min-confidence=0.50",
                "sayso query who-says-what --set 'who=Jo Cox' --min-confidence 0.50 --format csv",
            )),
        );
        check("whom=x", Err("there is no parameter \"whom\" in this store"));
        check("min-confidence=much", Err("min-confidence cannot be \"much\""));
    }

    #[test]
    fn no_parameter_has_a_name_of_ours() {
        for (name, question) in query::questions() {
            let taken = question.parameters.iter().find(|parameter| {
                [super::MINIMUM, super::SHOWN, super::QUERY].contains(&parameter.name.as_str())
            });
            assert!(taken.is_none(), "{name}");
        }
    }
}
