//! A registry as a table: who and what is known beforehand, one a row.
//!
//! ```csv
//! name,type,acronyms,aliases,identifiers,member_of
//! Zonal Grain Board,organization,ZGB,Grain Board of the Zone,https://ror.org/00x0x0x00,Grain Union 2004-05-01/
//! ```
//!
//! Lists are written with `;` between the parts. A membership is the body's name, and since when and until when.

use std::path::Path;

use serde::Deserialize;

use super::ReadError;
use crate::model::Date;
use crate::model::EntityType;
use crate::model::Known;
use crate::model::Membership;

/// Reads the entries of the table at `path` from its text.
pub fn registry(path: &Path, text: &str) -> Result<Vec<Known>, ReadError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(text.as_bytes());
    let mut entries = Vec::new();
    for row in reader.deserialize::<Row>() {
        let fault = |source| ReadError::Registry { path: path.to_owned(), source };
        entries.push(entry(row.map_err(fault)?));
    }
    Ok(entries)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    #[serde(deserialize_with = "some_name")]
    name: String,
    #[serde(rename = "type")]
    entity_type: EntityType,
    #[serde(default)]
    acronyms: String,
    #[serde(default)]
    aliases: String,
    #[serde(default)]
    code: String,
    #[serde(default)]
    identifiers: String,
    #[serde(default)]
    member_of: String,
}

fn some_name<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let name = String::deserialize(deserializer)?;
    if name.is_empty() { Err(serde::de::Error::custom("the name is empty")) } else { Ok(name) }
}

fn entry(row: Row) -> Known {
    Known {
        name: row.name,
        entity_type: row.entity_type,
        is_country: false,
        acronyms: parts(&row.acronyms).map(str::to_owned).collect(),
        aliases: parts(&row.aliases).map(str::to_owned).collect(),
        code: Some(row.code).filter(|code| !code.is_empty()),
        identifiers: parts(&row.identifiers).map(str::to_owned).collect(),
        memberships: parts(&row.member_of).map(membership).collect(),
    }
}

fn parts(list: &str) -> impl Iterator<Item = &str> {
    list.split(';').map(str::trim).filter(|part| !part.is_empty())
}

/// Reads `European Union 1973-01-01/2020-01-31`; either date may be left out, or both with the stroke.
fn membership(written: &str) -> Membership {
    let plain = || Membership { of: written.to_owned(), from: None, to: None };
    let Some((of, dates)) = written.rsplit_once(' ') else { return plain() };
    let Some((from, to)) = dates.split_once('/') else { return plain() };
    let date = |date: &str| match date {
        "" => Some(None),
        date => date.parse::<Date>().ok().map(Some),
    };
    match (date(from), date(to)) {
        (Some(from), Some(to)) => Membership { of: of.trim().to_owned(), from, to },
        _ => plain(),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::membership;
    use super::registry;

    #[test]
    fn a_row_is_an_entry() {
        let table = "name,type,acronyms,aliases,identifiers,member_of\n\
            Zonal Grain Board,organization,ZGB; Z.G.B.,\"Board, of Grain\",https://ror.org/1,Grain Union 2004-05/; Zone\n\
            Norland,place,,,,\n";
        let entries = registry(Path::new("own.csv"), table).expect("a table");
        let board = &entries[0];
        assert_eq!(board.acronyms, ["ZGB", "Z.G.B."]);
        assert_eq!(board.aliases, ["Board, of Grain"]);
        assert_eq!(board.identifiers, ["https://ror.org/1"]);
        assert_eq!(board.memberships.len(), 2);
        assert_eq!((entries[1].name.as_str(), entries[1].names().count()), ("Norland", 1));
    }

    #[test]
    fn memberships_have_dates() {
        let check = |written: &str, of: &str, from: Option<&str>, to: Option<&str>| {
            let read = membership(written);
            let shown = |date: Option<crate::model::Date>| date.map(|date| date.to_string());
            assert_eq!(read.of, of);
            assert_eq!((shown(read.from).as_deref(), shown(read.to).as_deref()), (from, to));
        };
        check("Union 1973-01-01/2020-01-31", "Union", Some("1973-01-01"), Some("2020-01-31"));
        check("Grain Union 2004/", "Grain Union", Some("2004"), None);
        check("Grain Union /2010-05", "Grain Union", None, Some("2010-05"));
        check("Grain Union", "Grain Union", None, None);
        check("Union and/or", "Union and/or", None, None);
    }

    #[test]
    fn a_faulty_row_is_named() {
        for (table, line) in [
            ("name,type\nA,god\n", 2),
            ("name,type\nA,person\n,person\n", 3),
            ("name,type,colour\nA,person,red\n", 2),
            ("name\nA\n", 2),
        ] {
            let error = registry(Path::new("own.csv"), table).expect_err(table);
            assert_eq!(error.to_string(), "own.csv is no registry", "{table}");
            let cause = std::error::Error::source(&error).expect("a cause").to_string();
            assert!(cause.contains(&format!("line: {line}")), "{cause}");
        }
    }
}
