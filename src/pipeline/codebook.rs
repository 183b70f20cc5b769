//! A codebook that a user brings, as RDF or as a table.

use std::fs;
use std::path::Path;

use super::BuildError;
use crate::model::Codebook;
use crate::model::Concept;
use crate::rdf;
use crate::read;
use crate::read::ReadError;

/// Reads the codebook at `path`: a table (`.csv`), or RDF in Turtle or N-Triples.
pub fn codebook(path: &Path) -> Result<Codebook, BuildError> {
    let text = fs::read_to_string(path)
        .map_err(|source| ReadError::Open { path: path.to_owned(), source })?;
    parse(path, text)
}

pub(super) fn parse(path: &Path, text: String) -> Result<Codebook, BuildError> {
    let extension = path.extension().map(|extension| extension.to_string_lossy().to_lowercase());
    let concepts = match extension.as_deref() {
        Some("csv") => tabled(path, read::codebook(path, &text)?),
        _ => rdf::codebook_concepts(&text)
            .map_err(|source| BuildError::Codebook { path: path.to_owned(), source })?,
    };
    if concepts.is_empty() {
        return Err(BuildError::NoConcepts { path: path.to_owned() });
    }
    let file = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    Ok(Codebook { file, text, concepts })
}

/// Gives the rows of a table their identifiers: an id that is no address stands under the name of the file.
fn tabled(path: &Path, rows: Vec<Concept>) -> Vec<Concept> {
    let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let iri = |id: &String| rdf::codebook_term(&name, id);
    rows.into_iter()
        .map(|row| Concept {
            schemes: vec![rdf::codebook_scheme(&name)],
            broader: row.broader.iter().map(iri).collect(),
            iri: iri(&row.iri),
            ..row
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::parse;

    #[test]
    fn a_table_and_turtle_give_the_same() {
        let table = "id,label,words,broader,pro,contra\nvote,vote,vote; ballot,,,\n\
            fair,The vote was fair.,vote,vote,fair,rigged\n";
        let turtle = r#"@prefix : <https://w3id.org/sayso/codebook/own#> .
            @prefix sayso: <https://w3id.org/sayso/ns#> .
            @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
            :vote a skos:Concept ; skos:inScheme <https://w3id.org/sayso/codebook/own> ; skos:prefLabel "vote" ;
                skos:altLabel "vote" , "ballot" .
            :fair a skos:Concept ; skos:inScheme <https://w3id.org/sayso/codebook/own> ; skos:prefLabel "The vote was fair." ;
                skos:altLabel "vote" ; skos:broader :vote ; sayso:proForm "fair" ; sayso:contraForm "rigged" ."#;
        let concepts = |file: &str, text: &str| {
            let mut concepts =
                parse(Path::new(file), text.to_owned()).expect("a codebook").concepts;
            concepts.sort();
            concepts
        };
        assert_eq!(concepts("own.csv", table), concepts("own.ttl", turtle));
    }

    #[test]
    fn an_id_that_is_an_address_stays() {
        let table = "id,label,words\nhttps://example.org/a,A,a\n";
        let codebook = parse(Path::new("own.csv"), table.to_owned()).expect("a codebook");
        assert_eq!(codebook.concepts[0].iri, "https://example.org/a");
    }
}
