//! Answers become tables for people and files for programs.

mod cell;
mod table;
mod markdown;

use std::io;
use std::io::Write;

use oxigraph::sparql::Variable;
use oxigraph::sparql::results::QueryResultsFormat;
use oxigraph::sparql::results::QueryResultsSerializer;

use super::write_triples;
use super::xml;
use crate::query::Answers;
use crate::query::Table;
use crate::rdf::Base;
use crate::rdf::Term;
use crate::rdf::Triple;

/// What answers are written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnswersFormat {
    /// Columns of at most so many characters together, for people; triples as Turtle.
    Table {
        /// How many columns of a terminal there are.
        width: usize,
    },
    /// A table in Markdown, for people.
    Markdown,
    /// SPARQL's comma-separated values: plain, without types.
    Csv,
    /// SPARQL's tab-separated values: every term with its type.
    Tsv,
    /// SPARQL's results in JSON.
    Json,
    /// SPARQL's results in XML.
    Xml,
}

/// Writes answers. A format of rows has triples in the columns `subject`, `predicate` and `object`.
pub fn write_answers(
    answers: &Answers,
    format: AnswersFormat,
    base: &Base,
    output: &mut impl Write,
) -> io::Result<()> {
    match (answers, format) {
        (Answers::Boolean(answer), _) => write_boolean(*answer, format, output),
        (Answers::Triples(triples), AnswersFormat::Table { .. }) => write_triples(triples, output),
        (Answers::Triples(triples), _) => write_table(&rows_of(triples), format, base, output),
        (Answers::Solutions(table), _) => write_table(table, format, base, output),
    }
}

fn write_table(
    table: &Table,
    format: AnswersFormat,
    base: &Base,
    output: &mut impl Write,
) -> io::Result<()> {
    match format {
        AnswersFormat::Table { width } => table::write(table, width, base, output),
        AnswersFormat::Markdown => markdown::write(table, base, output),
        AnswersFormat::Csv => write_solutions(table, QueryResultsFormat::Csv, output),
        AnswersFormat::Tsv => write_solutions(table, QueryResultsFormat::Tsv, output),
        AnswersFormat::Json => write_solutions(table, QueryResultsFormat::Json, output),
        AnswersFormat::Xml => write_xml(table, output),
    }
}

fn write_boolean(answer: bool, format: AnswersFormat, output: &mut impl Write) -> io::Result<()> {
    let format = match format {
        AnswersFormat::Json => QueryResultsFormat::Json,
        AnswersFormat::Xml => QueryResultsFormat::Xml,
        _ => return writeln!(output, "{answer}"),
    };
    QueryResultsSerializer::from_format(format)
        .serialize_boolean_to_writer(&mut *output, answer)?;
    writeln!(output)
}

fn write_solutions(
    table: &Table,
    format: QueryResultsFormat,
    output: &mut impl Write,
) -> io::Result<()> {
    let variables: Vec<Variable> = table.variables.iter().map(Variable::new_unchecked).collect();
    let mut serializer = QueryResultsSerializer::from_format(format)
        .serialize_solutions_to_writer(&mut *output, variables.clone())?;
    for row in &table.rows {
        let bound = variables.iter().zip(row);
        serializer.serialize(bound.filter_map(|(name, term)| Some((name, term.as_ref()?))))?;
    }
    serializer.finish()?;
    let ends_lines = matches!(format, QueryResultsFormat::Csv | QueryResultsFormat::Tsv);
    if ends_lines { Ok(()) } else { writeln!(output) }
}

/// The serializer writes characters that no reader of XML takes.
fn write_xml(table: &Table, output: &mut impl Write) -> io::Result<()> {
    let mut written = Vec::new();
    write_solutions(table, QueryResultsFormat::Xml, &mut written)?;
    output.write_all(xml::without_forbidden(&String::from_utf8_lossy(&written)).as_bytes())
}

fn rows_of(triples: &[Triple]) -> Table {
    let row = |triple: &Triple| {
        let subject: Term = triple.subject.clone().into();
        vec![Some(subject), Some(triple.predicate.clone().into()), Some(triple.object.clone())]
    };
    Table {
        variables: ["subject", "predicate", "object"].map(str::to_owned).to_vec(),
        rows: triples.iter().map(row).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rdf::Literal;
    use crate::rdf::NamedNode;

    fn table() -> Table {
        let words = Literal::new_simple_literal("a\t\"b\", c|d\n<e>").into();
        let claim = NamedNode::new("https://w3id.org/sayso/ns#Claim").unwrap().into();
        Table {
            variables: vec!["words".to_owned(), "type".to_owned()],
            rows: vec![vec![Some(words), Some(claim)], vec![None, None]],
        }
    }

    fn check(answers: &Answers, format: AnswersFormat, expected: &str) {
        let mut output = Vec::new();
        write_answers(answers, format, &Base::default(), &mut output).unwrap();
        assert_eq!(String::from_utf8(output).unwrap(), expected);
    }

    #[test]
    fn rows_are_written_as_sparql_says() {
        let answers = Answers::Solutions(table());
        check(
            &answers,
            AnswersFormat::Csv,
            "words,type\r\n\"a\t\"\"b\"\", c|d\n<e>\",https://w3id.org/sayso/ns#Claim\r\n,\r\n",
        );
        check(
            &answers,
            AnswersFormat::Tsv,
            "?words\t?type\n\"a\\t\\\"b\\\", c|d\\n<e>\"\t<https://w3id.org/sayso/ns#Claim>\n\t\n",
        );
        check(
            &answers,
            AnswersFormat::Json,
            "{\"head\":{\"vars\":[\"words\",\"type\"]},\"results\":{\"bindings\":[{\"words\":{\"type\":\"literal\",\"value\":\"a\\t\\\"b\\\", c|d\\n<e>\"},\"type\":{\"type\":\"uri\",\"value\":\"https://w3id.org/sayso/ns#Claim\"}},{}]}}\n",
        );
    }

    #[test]
    fn xml_keeps_every_character() {
        check(
            &Answers::Solutions(table()),
            AnswersFormat::Xml,
            "<?xml version=\"1.0\"?><sparql xmlns=\"http://www.w3.org/2005/sparql-results#\"><head><variable name=\"words\"/><variable name=\"type\"/></head><results><result><binding name=\"words\"><literal>a\t&quot;b&quot;, c|d\n&lt;e&gt;</literal></binding><binding name=\"type\"><uri>https://w3id.org/sayso/ns#Claim</uri></binding></result><result></result></results></sparql>\n",
        );
    }

    #[test]
    fn xml_has_no_character_that_it_forbids() {
        let words = Literal::new_simple_literal("a\0b\u{1b}\u{ffff}").into();
        let row = Table { variables: vec!["words".to_owned()], rows: vec![vec![Some(words)]] };
        let mut output = Vec::new();
        let answers = Answers::Solutions(row);
        write_answers(&answers, AnswersFormat::Xml, &Base::default(), &mut output).unwrap();
        let written = String::from_utf8(output).unwrap();
        assert!(written.contains("<literal>a\u{fffd}b\u{fffd}\u{fffd}</literal>"), "{written}");
    }

    #[test]
    fn a_boolean_is_a_word() {
        check(&Answers::Boolean(true), AnswersFormat::Table { width: 80 }, "true\n");
        check(&Answers::Boolean(false), AnswersFormat::Csv, "false\n");
        check(&Answers::Boolean(false), AnswersFormat::Json, "{\"head\":{},\"boolean\":false}\n");
    }

    #[test]
    fn triples_are_turtle_or_rows() {
        let node =
            |name: &str| NamedNode::new(format!("https://w3id.org/sayso/ns#{name}")).unwrap();
        let answers = Answers::Triples(vec![Triple::new(node("a"), node("b"), node("c"))]);
        check(
            &answers,
            AnswersFormat::Table { width: 80 },
            "@prefix sayso: <https://w3id.org/sayso/ns#> .\nsayso:a sayso:b sayso:c .\n",
        );
        check(
            &answers,
            AnswersFormat::Csv,
            "subject,predicate,object\r\nhttps://w3id.org/sayso/ns#a,https://w3id.org/sayso/ns#b,https://w3id.org/sayso/ns#c\r\n",
        );
    }
}
