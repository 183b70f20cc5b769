//! Asks every shipped question of an invented corpus and compares the answers, byte by byte.
//! `UPDATE_EXPECT=1` writes the expected tables anew.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::path::PathBuf;

use oxigraph::io::RdfFormat;
use oxigraph::sparql::SparqlEvaluator;
use oxigraph::store::Store;
use sayso::export;
use sayso::export::AnswersFormat;
use sayso::query;
use sayso::query::Answers;
use sayso::query::Settings;
use sayso::rdf::Term;

use super::corpus;
use super::expected;

/// Values for the questions that need one, of the invented corpus.
const VALUES: &[(&str, &[(&str, &str)])] = &[
    ("corroboration", &[("claim", "pier was")]),
    ("ladder-of-a-claim", &[("claim", "pier")]),
    ("own-and-reported", &[("who", "marant")]),
    ("statements-with", &[("words", "PIER")]),
    ("what-others-say-of", &[("whom", "Marant")]),
    ("what-somebody-says-themselves", &[("who", "marant")]),
];

/// The same of the shipped corpus.
const CORPUS_VALUES: &[(&str, &[(&str, &str)])] = &[
    ("corroboration", &[("claim", "transparency and competitiveness")]),
    ("ladder-of-a-claim", &[("claim", "transparency and competitiveness")]),
    ("own-and-reported", &[("who", "United Kingdom")]),
    ("statements-with", &[("words", "transparen")]),
    ("what-others-say-of", &[("whom", "Kazakhstan")]),
    ("what-somebody-says-themselves", &[("who", "United Kingdom")]),
];

/// Questions to which the shipped corpus has no answer: nobody criticises whom another praises, nobody
/// decided who is who, there is no codebook, no copy, and no earlier version.
const WITHOUT_ANSWER: &[&str] =
    &["disagreements", "people-decided", "topics-of-claims", "positions", "copies", "what-changed"];

fn path(relative: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(relative)
}

fn dataset() -> Store {
    let store = Store::new().expect("memory suffices");
    let data = fs::read(path("tests/fixtures/harbour.trig")).expect("the fixture is there");
    store.load_from_slice(RdfFormat::TriG, &data).expect("the fixture is TriG");
    store
}

fn ask(dataset: &Store, name: &str, values: &[(&str, &str)]) -> Answers {
    let question = query::question(name).unwrap_or_else(|| panic!("no question {name}"));
    let mut settings = Settings::default();
    let values: Vec<(String, String)> =
        values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    settings.bindings =
        question.bindings(&values, &settings).unwrap_or_else(|error| panic!("{name}: {error}"));
    query::run(dataset, &question.text, &settings).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn values_of(name: &str) -> &'static [(&'static str, &'static str)] {
    of(VALUES, name)
}

fn of<'a>(values: &'a [(&str, &'a [(&'a str, &'a str)])], name: &str) -> &'a [(&'a str, &'a str)] {
    values.iter().find(|row| row.0 == name).map_or(&[], |row| row.1)
}

fn as_tsv(answers: &Answers) -> String {
    let mut output = Vec::new();
    export::write_answers(answers, AnswersFormat::Tsv, &Settings::default().base, &mut output)
        .expect("memory takes everything");
    String::from_utf8(output).expect("answers are UTF-8")
}

/// Returns the names of the files of a folder, without their extension.
fn names_in(folder: &str, extension: &str) -> BTreeSet<String> {
    let entries = fs::read_dir(path(folder)).expect("the folder is there");
    let paths = entries.map(|entry| entry.expect("it can be listed").path());
    let files = paths.filter(|path| path.extension().is_some_and(|found| found == extension));
    files.filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned())).collect()
}

#[test]
fn every_question_is_listed_and_has_its_answers() {
    let listed: BTreeSet<String> = query::questions().map(|(name, _)| name.to_owned()).collect();
    assert_eq!(listed, names_in("queries/questions", "rq"));
    assert_eq!(listed.len(), query::questions().count(), "a question is listed twice");
    if !expected::is_updating() {
        assert_eq!(listed, names_in("tests/answers/harbour", "tsv"));
        assert_eq!(listed, names_in("tests/answers/kazakhstan-elections", "tsv"));
    }
}

#[test]
fn questions_are_answered_as_expected() {
    let dataset = dataset();
    let mut wrong = Vec::new();
    for (name, _) in query::questions() {
        let Answers::Solutions(table) = ask(&dataset, name, values_of(name)) else {
            panic!("{name} gives no table");
        };
        assert!(!table.rows.is_empty(), "{name} has no answer");
        let answers = as_tsv(&Answers::Solutions(table));
        let file = path(&format!("tests/answers/harbour/{name}.tsv"));
        wrong.extend(expected::fault(&file, &answers));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn questions_are_answered_of_the_shipped_corpus() {
    let built = corpus::build();
    let mut wrong = Vec::new();
    for (name, _) in query::questions() {
        let answers = ask(built.store.dataset(), name, of(CORPUS_VALUES, name));
        let Answers::Solutions(table) = &answers else { panic!("{name} gives no table") };
        assert_eq!(table.rows.is_empty(), WITHOUT_ANSWER.contains(&name), "{name}");
        let file = path(&format!("tests/answers/kazakhstan-elections/{name}.tsv"));
        wrong.extend(expected::fault(&file, &as_tsv(&answers)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Rows come in one order only when the order names every column.
#[test]
fn every_column_orders_the_rows() {
    let dataset = dataset();
    for (name, question) in query::questions() {
        let Answers::Solutions(table) = ask(&dataset, name, values_of(name)) else {
            panic!("{name} gives no table");
        };
        let order = question.text.rsplit("ORDER BY").next().unwrap();
        for variable in table.variables {
            let is_named =
                order.split(|letter: char| !letter.is_alphanumeric()).any(|word| word == variable);
            assert!(is_named, "{name}: rows are not ordered by ?{variable}");
        }
    }
}

/// A statement that is negated, modal or hedged, or a stance that is conditional, answers only the question that is about them.
#[test]
fn what_is_doubtful_does_not_pose_as_said() {
    let dataset = dataset();
    let doubtful = ["whether it would appeal", "open the records", "condemn", "welcome"];
    let may = ["denied-or-doubtful", "promises", "statements-with"];
    for (name, _) in query::questions().filter(|(name, _)| !may.contains(name)) {
        let Answers::Solutions(table) = ask(&dataset, name, values_of(name)) else {
            panic!("{name} gives no table");
        };
        for term in table.rows.iter().flatten().flatten() {
            let Term::Literal(literal) = term else { continue };
            assert!(!doubtful.contains(&literal.value()), "{name}: {literal}");
        }
    }
}

/// Any tool can run the files as they are: they declare their prefixes, and their defaults stand in them.
#[test]
fn questions_are_plain_sparql() {
    for (name, question) in query::questions() {
        let read = SparqlEvaluator::new().parse_query(&question.text);
        assert!(read.is_ok(), "{name}: {:?}", read.err());
    }
}

#[test]
fn values_narrow_the_answers() {
    let dataset = dataset();
    let count = |name: &str, values: &[(&str, &str)]| match ask(&dataset, name, values) {
        Answers::Solutions(table) => table.rows.len(),
        other => panic!("{name}: {other:?}"),
    };
    let all = count("who-says-what", &[]);
    let some = count("who-says-what", &[("who", "bele")]);
    assert!(0 < some && some < all, "{some} of {all}");
    assert_eq!(count("who-says-what", &[("who", "\" || true || \"")]), 0);
    assert_eq!(count("who-says-what", &[("who", "\")) } DELETE WHERE { ?s ?p ?o } #")]), 0);
    assert_eq!(count("who-sides-with-whom", &[("who", "Bele"), ("whom", "election")]), 1);
}

/// The fixture's spans cut its texts, so that what questions show are the words at these places.
#[test]
fn the_words_of_the_fixture_stand_where_it_says() {
    let query = "SELECT DISTINCT ?id ?start ?end ?exact WHERE {
        GRAPH ?document { ?document dcterms:identifier ?id . ?span sayso:start ?start ; sayso:end ?end ; sayso:exact ?exact } }";
    let Ok(Answers::Solutions(table)) = query::run(&dataset(), query, &Settings::default()) else {
        panic!("the fixture cannot be asked");
    };
    assert!(table.rows.len() > 50);
    for row in table.rows {
        let value = |column: usize| match &row[column] {
            Some(Term::Literal(literal)) => literal.value().to_owned(),
            other => panic!("{other:?}"),
        };
        let (start, end): (usize, usize) = (value(1).parse().unwrap(), value(2).parse().unwrap());
        let text =
            fs::read_to_string(path(&format!("tests/fixtures/harbour/{}.txt", value(0)))).unwrap();
        assert_eq!(text.chars().skip(start).take(end - start).collect::<String>(), value(3));
    }
}
