//! Describes a document and its text.

use super::Quads;
use super::Scope;
use super::literal;
use super::vocabulary::class;
use super::vocabulary::dcterms;
use super::vocabulary::property;
use super::vocabulary::prov;
use super::vocabulary::rdf;
use super::vocabulary::schema;
use super::vocabulary::value;
use crate::model::Genre;
use crate::model::Run;
use crate::rdf::NamedNodeRef;

/// Describes the document of a scope, and its text.
///
/// ```turtle
/// <doc/kz/op-ed> a sayso:Document ; dcterms:identifier "op-ed" ; sayso:corpus "kz" ; sayso:text <text/…> ;
///     sayso:file "op-ed.txt" ; dcterms:date "2023-03-25"^^xsd:date ; prov:wasGeneratedBy <run/…> .
/// <text/…> a sayso:Text ; sayso:sha256 "…" ; sayso:length 2870 .
/// ```
pub(super) fn describe(scope: &Scope<'_>, run: &Run, quads: &mut Quads) {
    describe_document(scope, run, quads);
    describe_publication(scope, quads);
    describe_text(scope, quads);
}

fn describe_document(scope: &Scope<'_>, run: &Run, quads: &mut Quads) {
    let node = &scope.document_iri;
    let document = scope.document;
    quads.say(node, rdf::TYPE, class::DOCUMENT);
    quads.say(node, dcterms::IDENTIFIER, literal::text(&document.key.id));
    quads.say(node, property::CORPUS, literal::text(&document.key.corpus));
    quads.say(node, property::FILE_HASH, literal::text(document.file_hash.as_str()));
    quads.say(node, property::ENCODING, literal::text(&document.encoding));
    quads.say(node, property::TEXT, scope.text_iri());
    quads.say(node, prov::WAS_DERIVED_FROM, scope.text_iri());
    quads.say(node, prov::WAS_GENERATED_BY, scope.base.run(&run.key()));
    if let Some(author) = &scope.account.author {
        quads.say(node, property::AUTHOR, scope.part(author));
    }
    for note in document.notes.iter().chain(&scope.account.notes) {
        quads.say(node, property::NOTE, literal::text(&note.message));
    }
}

fn describe_publication(scope: &Scope<'_>, quads: &mut Quads) {
    let node = &scope.document_iri;
    let metadata = &scope.document.metadata;
    let language = metadata.language.as_deref();
    if let Some(title) = &metadata.title {
        quads.say(node, dcterms::TITLE, literal::text_in(title, language));
    }
    match metadata.date {
        Some(date) => quads.say(node, dcterms::DATE, literal::date(date)),
        None => quads.flag(node, property::UNDATED, true),
    }
    if let Some(genre) = metadata.genre {
        quads.say(node, property::GENRE, genre_term(genre));
    }
    if let Some(address) = &metadata.address {
        quads.say(node, schema::URL, literal::address(address));
    }
    let texts = [
        (dcterms::PUBLISHER, &metadata.publisher),
        (dcterms::CREATOR, &metadata.author),
        (dcterms::LANGUAGE, &metadata.language),
        (property::PLACE_TEXT, &metadata.place),
        (property::FILE, &scope.document.file),
    ];
    for (predicate, text) in texts {
        if let Some(text) = text {
            quads.say(node, predicate, literal::text(text));
        }
    }
}

fn describe_text(scope: &Scope<'_>, quads: &mut Quads) {
    let node = scope.text_iri();
    quads.say(&node, rdf::TYPE, class::TEXT);
    quads.say(&node, property::SHA256, literal::text(scope.text_hash.as_str()));
    quads.say(&node, property::LENGTH, literal::integer(scope.length()));
}

fn genre_term(genre: Genre) -> NamedNodeRef<'static> {
    match genre {
        Genre::Statement => value::ISSUED_STATEMENT,
        Genre::OpEd => value::OP_ED,
        Genre::PressRelease => value::PRESS_RELEASE,
        Genre::News => value::NEWS,
        Genre::Report => value::REPORT,
        Genre::Speech => value::SPEECH,
        Genre::Transcript => value::TRANSCRIPT,
    }
}

#[cfg(test)]
mod tests {
    use super::describe;
    use crate::model::Account;
    use crate::model::Date;
    use crate::model::Document;
    use crate::model::Genre;
    use crate::model::Metadata;
    use crate::model::Note;
    use crate::rdf::testing;

    #[track_caller]
    fn check(document: &Document, account: &Account, expected: &str) {
        let common = format!(
            r#"<DOC> a sayso:Document ; dcterms:identifier "op-ed" ; sayso:corpus "kz" ; sayso:fileHash "{}" ;
                sayso:encoding "UTF-8" ; sayso:text <TEXT> ; prov:wasDerivedFrom <TEXT> ; prov:wasGeneratedBy <run/{}> .
            <TEXT> a sayso:Text ; sayso:sha256 "{}" ; sayso:length 5 ."#,
            document.file_hash,
            testing::run().key(),
            document.text_hash(),
        );
        let run = testing::run();
        testing::check(document, account, &format!("{common} {expected}"), |scope, quads| {
            describe(scope, &run, quads);
        });
    }

    #[test]
    fn what_is_unknown_stays_absent_and_a_missing_date_is_said() {
        check(&testing::document("“Жа!”"), &Account::default(), "<DOC> sayso:undated true .");
    }

    #[test]
    fn everything_known_is_said() {
        let mut document = testing::document("“Жа!”");
        document.metadata = Metadata {
            title: Some("A \"fair\" vote".to_owned()),
            publisher: Some("The Times".to_owned()),
            author: Some("Bele".to_owned()),
            date: Some(Date::Day(2023, 3, 25)),
            place: Some("Astana".to_owned()),
            genre: Some(Genre::OpEd),
            language: Some("en".to_owned()),
            address: Some("https://example.org/op-ed".to_owned()),
        };
        document.file = Some("2023/op-ed.txt".to_owned());
        let note = |message: &str| Note { span: None, message: message.to_owned() };
        document.notes.push(note("The encoding was guessed."));
        let account = Account {
            author: Some("e=1".to_owned()),
            notes: vec![note("A quotation is never closed.")],
            ..Account::default()
        };
        let expected = r#"<DOC> dcterms:title "A \"fair\" vote"@en ; dcterms:publisher "The Times" ;
            dcterms:creator "Bele" ; dcterms:date "2023-03-25"^^xsd:date ; sayso:placeText "Astana" ;
            sayso:genre sayso:OpEd ; sayso:file "2023/op-ed.txt" ; dcterms:language "en" ; schema:url <https://example.org/op-ed> ;
            sayso:author <DOC#e=1> ; sayso:note "The encoding was guessed." , "A quotation is never closed." ."#;
        check(&document, &account, expected);
    }
}
