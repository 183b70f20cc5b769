//! A codebook as a table: topics and concepts, one a row.
//!
//! ```csv
//! id,label,words,broader,pro,contra,definition
//! turnout,turnout,turnout; participation,,,,How many take part.
//! fair,The election was fair.,election; vote,turnout,fair; honest,rigged; unfair,
//! ```
//!
//! Lists are written with `;` between the parts.

use std::collections::BTreeSet;
use std::path::Path;

use serde::Deserialize;

use super::ReadError;
use super::error::CodebookFault;
use crate::model::Concept;

/// Reads the topics and concepts of the table at `path` from its text; identifiers are as they are written there.
pub fn codebook(path: &Path, text: &str) -> Result<Vec<Concept>, ReadError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(text.as_bytes());
    let table = |source| ReadError::CodebookTable { path: path.to_owned(), source };
    let mut concepts: Vec<(u64, Concept)> = Vec::new();
    let mut ids = BTreeSet::new();
    let headers = reader.headers().map_err(table)?.clone();
    let mut record = csv::StringRecord::new();
    while reader.read_record(&mut record).map_err(table)? {
        let line = record.position().map_or(0, csv::Position::line);
        let row: Row = record.deserialize(Some(&headers)).map_err(table)?;
        let fault = |fault| ReadError::CodebookRow { path: path.to_owned(), line, fault };
        let concept = concept(row).map_err(fault)?;
        if !ids.insert(concept.iri.clone()) {
            return Err(fault(CodebookFault::SameId(concept.iri)));
        }
        concepts.push((line, concept));
    }
    for (line, concept) in &concepts {
        let is_unknown = |id: &&String| !ids.contains(*id) && !id.contains("://");
        if let Some(id) = concept.broader.iter().find(is_unknown) {
            let fault = CodebookFault::Broader(id.clone());
            return Err(ReadError::CodebookRow { path: path.to_owned(), line: *line, fault });
        }
    }
    Ok(concepts.into_iter().map(|(_, concept)| concept).collect())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    id: String,
    label: String,
    #[serde(default)]
    words: String,
    #[serde(default)]
    broader: String,
    #[serde(default)]
    pro: String,
    #[serde(default)]
    contra: String,
    #[serde(default)]
    definition: String,
}

fn concept(row: Row) -> Result<Concept, CodebookFault> {
    let is_odd = |letter: char| {
        letter.is_whitespace() || letter.is_control() || "<>\"{}|\\^`".contains(letter)
    };
    if row.id.is_empty() {
        return Err(CodebookFault::NoId);
    }
    if row.id.contains(is_odd) {
        return Err(CodebookFault::Id(row.id));
    }
    if row.label.is_empty() {
        return Err(CodebookFault::NoLabel(row.id));
    }
    let words = parts(&row.words);
    if words.is_empty() {
        return Err(CodebookFault::NoWords(row.id));
    }
    Ok(Concept {
        iri: row.id,
        label: row.label,
        cues: words,
        definition: Some(row.definition).filter(|definition| !definition.is_empty()),
        schemes: Vec::new(),
        broader: parts(&row.broader),
        pro: parts(&row.pro),
        contra: parts(&row.contra),
    })
}

/// Returns the parts of a list, each once.
fn parts(list: &str) -> Vec<String> {
    let parts = list.split(';').map(str::trim).filter(|part| !part.is_empty());
    parts.map(str::to_owned).collect::<BTreeSet<_>>().into_iter().collect()
}

#[cfg(test)]
mod tests {
    use std::error::Error;
    use std::path::Path;

    use super::codebook;

    #[test]
    fn a_row_is_a_topic_or_a_concept() {
        let table = "id,label,words,broader,pro,contra,definition\n\
            turnout,turnout,turnout; participation,,,,How many take part.\n\
            fair,The vote was fair.,\"vote; election\",turnout,fair; honest,rigged,\n";
        let concepts = codebook(Path::new("own.csv"), table).expect("a table");
        let [turnout, fair] = concepts.as_slice() else { panic!("two rows: {concepts:?}") };
        assert_eq!((turnout.iri.as_str(), turnout.is_proposition()), ("turnout", false));
        assert_eq!(turnout.definition.as_deref(), Some("How many take part."));
        assert_eq!(fair.cues, ["election", "vote"]);
        assert_eq!((fair.pro.len(), fair.contra.len()), (2, 1));
        assert_eq!(fair.broader, ["turnout"]);
    }

    #[test]
    fn columns_may_be_left_out_and_stand_in_any_order() {
        let concepts = codebook(Path::new("own.csv"), "label,words,id\nPrices,price,prices\n");
        assert_eq!(concepts.expect("a table")[0].label, "Prices");
    }

    #[track_caller]
    fn check(table: &str, expected: &str) {
        let error = codebook(Path::new("own.csv"), table).expect_err(table);
        let cause = error.source().map(|cause| format!(": {cause}")).unwrap_or_default();
        let told = format!("{error}{cause}");
        assert!(told.contains(expected), "{told}");
    }

    #[test]
    fn a_bad_row_is_named_with_its_cause() {
        check("id,label,words\na,A,a\n,B,b\n", "line 3 of own.csv: the id is empty");
        check("id,label,words\na,,a\n", "line 2 of own.csv: \"a\" has no label");
        check("id,label,words\na b,A,a\n", "line 2 of own.csv: \"a b\" is no id");
        check("id,label,words\na,A,a\na,B,b\n", "line 3 of own.csv: the id \"a\" is taken");
        check("id,label,words\na,A,;\n", "line 2 of own.csv: \"a\" has no words");
        check(
            "id,label,words,broader\na,A,a,b\n",
            "line 2 of own.csv: no row has the id \"b\" that is broader",
        );
        check("id,label,words,colour\na,A,a,red\n", "unknown field `colour`");
        check("id,words\na,a\n", "missing field `label`");
        check("id,label,words\na,A\n", "own.csv is no table of topics and concepts");
    }
}
