//! The whole way in for small documents, each for one kind of speech or one trap: `findings.txt` for people, `quads.nq`
//! for machines. `UPDATE_EXPECT=1` writes both anew; lines at the head of `findings.txt` that begin with `#` are kept, and
//! say where today's answer is wrong.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::path::PathBuf;

use sayso::model::Account;
use sayso::model::Document;
use sayso::model::DocumentKey;
use sayso::model::Metadata;
use sayso::model::Note;
use sayso::model::Resolution;
use sayso::model::Run;
use sayso::model::Sha256;
use sayso::model::Span;
use sayso::model::Stance;
use sayso::model::Statement;
use sayso::pipeline;
use sayso::pipeline::Engine;
use sayso::rdf;
use sayso::rdf::Base;
use sayso::read;
use sayso::read::Source;

use super::expected;

/// The folders, and what each is for.
const DOCUMENTS: &[(&str, &str)] = &[
    ("according-to", "prepositions that name a source, and plans that are none"),
    ("direct-speech", "quotations before, after and around their cue, in three kinds of marks"),
    ("doubtful-cues", "what was not said, may be said, or is only reported to have been said"),
    ("names-and-pronouns", "an acronym in brackets, a title, surnames, he, she and their body"),
    ("nested-speech", "what somebody says that another said"),
    ("nothing-said", "prose without a source"),
    ("own-voice", "an opinion piece: its author's words, and what it reports of others"),
    ("page-furniture", "lines of a page that are no prose, a headline, a dateline"),
    ("recommendations", "what is asked of whom"),
    ("several-sources", "two or more who say one thing together"),
    (
        "strange-letters",
        "letters of two scripts in one name, emoji, line ends, spaces and a byte-order mark",
    ),
    ("taking-sides", "who is for and against whom and what"),
    ("unclosed-quotation", "marks that were forgotten, and marks that open each paragraph"),
];

#[test]
fn documents_give_what_is_expected() {
    let faults: Vec<String> = DOCUMENTS
        .iter()
        .flat_map(|(name, _)| {
            let document = document(name);
            let account = pipeline::account(&document, Engine::built_in());
            let findings = head(name) + &told(&document, &account);
            let quads = rdf::document(&Base::default(), &document, &account, &run());
            let folder = folder().join(name);
            let findings = expected::fault(&folder.join("findings.txt"), &findings);
            findings
                .into_iter()
                .chain(expected::fault(&folder.join("quads.nq"), &rdf::to_nquads(&quads)))
        })
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_folder_is_listed() {
    let folders: BTreeSet<String> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    let listed: BTreeSet<String> = DOCUMENTS.iter().map(|row| row.0.to_owned()).collect();
    assert_eq!(folders, listed);
}

/// Quads come sorted and without a clock, so that a difference is one of content.
#[test]
fn quads_are_sorted() {
    for (name, _) in DOCUMENTS {
        let quads = fs::read_to_string(folder().join(name).join("quads.nq")).unwrap();
        assert!(quads.lines().is_sorted(), "{name}");
        assert!(quads.lines().count() > 5, "{name}");
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden")
}

fn document(name: &str) -> Document {
    let folder = folder().join(name);
    let metadata: Metadata =
        toml::from_str(&fs::read_to_string(folder.join("document.toml")).unwrap())
            .unwrap_or_else(|error| panic!("{name}: {error}"));
    let source = Source {
        key: DocumentKey { corpus: "golden".to_owned(), id: name.to_owned() },
        path: folder.join("document.txt"),
        file: "document.txt".to_owned(),
        metadata,
        ..Source::nameless()
    };
    read::document(&source).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// A run that no version and no word list changes.
fn run() -> Run {
    Run {
        version: "golden".to_owned(),
        lexicon: Sha256::of(""),
        registry: None,
        syntax: None,
        naming: None,
        attribution: None,
        options: Vec::new(),
    }
}

/// Returns the lines at the head of a document's findings that a person wrote.
fn head(name: &str) -> String {
    let findings = fs::read_to_string(folder().join(name).join("findings.txt")).unwrap_or_default();
    findings.split_inclusive('\n').take_while(|line| line.starts_with('#')).collect()
}

/// Returns what a document says, a line for each thing.
fn told(document: &Document, account: &Account) -> String {
    let telling = Telling { document, account };
    let mut lines = vec![telling.about()];
    lines.extend(document.notes.iter().chain(&account.notes).map(|note| telling.note(note)));
    lines.extend(account.entities.iter().map(|entity| {
        format!("{} {} = {}", entity.entity_type.word(), entity.name, entity.names.join(" | "))
    }));
    lines.extend(account.affiliations.iter().map(|affiliation| {
        let role = affiliation.role.as_deref().unwrap_or("somebody");
        let of = affiliation.organization.iter().map(|id| telling.name(id)).collect::<String>();
        let of = if of.is_empty() { "nobody named".to_owned() } else { of };
        format!("affiliation {} is {role} of {of}", telling.name(&affiliation.person))
    }));
    let inferred =
        account.mentions.iter().filter(|mention| mention.resolution != Resolution::Named);
    lines.extend(inferred.map(|mention| {
        let entity = mention.entity.as_deref().map_or("nobody known", |id| telling.name(id));
        let how = word(mention.resolution);
        format!("mention {} is {entity}: {how}, {}", telling.words(&[mention.span]), mention.rule)
    }));
    lines.extend(account.statements.iter().map(|statement| telling.statement(statement)));
    lines.extend(account.stances.iter().map(|stance| telling.stance(stance)));
    lines.extend(
        account.own_words.iter().map(|own| format!("own words {}", telling.words(&[own.content]))),
    );
    lines.iter().fold(String::new(), |mut text, line| {
        writeln!(text, "{line}").expect("a string takes all that is written");
        text
    })
}

/// What is told, and the words that it rests on.
struct Telling<'document> {
    document: &'document Document,
    account: &'document Account,
}

impl Telling<'_> {
    fn about(&self) -> String {
        let author = self.account.author.as_deref().map_or("nobody", |id| self.name(id));
        let language = self.document.metadata.language.as_deref().unwrap_or("unknown");
        format!("document in language {language}, in the voice of {author}")
    }

    fn note(&self, note: &Note) -> String {
        let span: Vec<Span> = note.span.into_iter().collect();
        format!("note {} {}", note.message, self.words(&span)).trim_end().to_owned()
    }

    fn statement(&self, statement: &Statement) -> String {
        let mut facts = vec![
            word(statement.quotation),
            word(statement.act),
            format!("{} source", word(statement.source_kind)),
            format!("depth {}", statement.depth),
        ];
        if !statement.addressee.is_empty() || statement.addressee_span.is_some() {
            let words = self.words(statement.addressee_span.as_slice());
            facts.push(format!("to {words} = {}", self.names(&statement.addressee)));
        }
        if let Some(parent) = &statement.within {
            facts.push(format!("in statement {}", self.number(parent)));
        }
        facts.extend(marks(&[
            ("negated", statement.is_negated),
            ("modal", statement.is_modal),
            ("hedged", statement.is_hedged),
            ("recommends", statement.recommendation.is_some()),
        ]));
        facts.push(format!("{} {}", statement.confidence, statement.rule));
        format!(
            "statement {} {} = {} {} {} ({})",
            self.number(&statement.id),
            self.words(statement.source_span.as_slice()),
            self.names(&statement.source),
            self.words(&statement.cue),
            self.words(&statement.content),
            facts.join(", ")
        )
    }

    fn stance(&self, stance: &Stance) -> String {
        let mut facts = vec![word(stance.kind), format!("depth {}", stance.depth)];
        if let Some(parent) = &stance.statement {
            facts.push(format!("in statement {}", self.number(parent)));
        }
        facts.extend(marks(&[
            ("negated", stance.is_negated),
            ("modal", stance.is_modal),
            ("conditional", stance.is_conditional),
        ]));
        facts.push(format!("{} {}", stance.confidence, stance.rule));
        format!(
            "{} stance {} = {} {} {} = {} ({})",
            word(stance.polarity),
            self.words(stance.holder_span.as_slice()),
            self.names(&stance.holder),
            self.words(&[stance.cue]),
            self.words(&[stance.target_span]),
            self.names(&stance.target),
            facts.join(", ")
        )
    }

    /// Returns the words of spans in brackets, with what is no visible character or plain space written out.
    fn words(&self, spans: &[Span]) -> String {
        let pieces = spans.iter().map(|span| {
            let words = span.of(&self.document.text).chars();
            let visible = words.map(|letter| {
                if letter == ' ' || !(letter.is_whitespace() || letter.is_control()) {
                    letter.to_string()
                } else {
                    letter.escape_default().to_string()
                }
            });
            format!("[{}]", visible.collect::<String>())
        });
        let pieces: Vec<String> = pieces.collect();
        if pieces.is_empty() { "[]".to_owned() } else { pieces.join(" ") }
    }

    fn names(&self, ids: &[String]) -> String {
        let names: Vec<&str> = ids.iter().map(|id| self.name(id)).collect();
        if names.is_empty() { "nobody known".to_owned() } else { names.join(" and ") }
    }

    fn name(&self, id: &str) -> &str {
        let entity = self.account.entities.iter().find(|entity| entity.id == id);
        &entity.unwrap_or_else(|| panic!("no entity {id}")).name
    }

    /// Returns the place of a statement among all, counted from 1.
    fn number(&self, id: &str) -> usize {
        let place = self.account.statements.iter().position(|statement| statement.id == id);
        place.unwrap_or_else(|| panic!("no statement {id}")) + 1
    }
}

/// Returns a value of one of the model's enums as its word in JSON.
fn word(value: impl serde::Serialize) -> String {
    let json = serde_json::to_value(value).expect("an enum is a word");
    json.as_str().expect("an enum is a word").to_owned()
}

fn marks(marks: &[(&str, bool)]) -> Vec<String> {
    marks.iter().filter(|mark| mark.1).map(|mark| mark.0.to_owned()).collect()
}
