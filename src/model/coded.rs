//! What people have coded by hand in a document, in another program.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::Serialize;

use super::CodePointSpan;

/// What a coding program says of a document, beside its text and publication.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandCoded {
    /// The program, by the name that people use.
    pub program: String,
    /// The part of the publication; empty where it is not said.
    pub section: String,
    /// What kind of document it is, in the coders' words; empty where it is not said.
    pub kind: String,
    /// What the coders noted on the document; empty where there is nothing.
    #[serde(default)]
    pub notes: String,
    /// What people have coded, in the order of the text.
    pub statements: Vec<HandCodedStatement>,
}

/// What a person has coded in one place of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandCodedStatement {
    /// Its identifier in the program.
    pub id: String,
    /// What kind of statement it is, in the coders' words.
    pub kind: String,
    /// Who coded it; empty where it is not known.
    pub coder: String,
    /// Where it stands; none where what the program says does not cut the text.
    pub span: Option<CodePointSpan>,
    /// What was coded, in the order of the variables.
    pub values: Vec<HandCodedValue>,
}

/// The value of a variable.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandCodedValue {
    /// The variable's name.
    pub variable: String,
    /// Its value.
    pub value: Value,
    /// What is said of the value itself, such as what kind of organisation it is.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub attributes: BTreeMap<String, String>,
}

/// A value, by its kind.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Value {
    /// Yes or no.
    Boolean(bool),
    /// A whole number.
    Integer(i64),
    /// Words.
    Text(String),
}

impl HandCodedStatement {
    /// Returns the value of a variable, if it has one.
    pub fn value(&self, variable: &str) -> Option<&HandCodedValue> {
        self.values.iter().find(|value| value.variable == variable)
    }
}
