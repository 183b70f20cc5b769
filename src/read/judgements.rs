//! `identity.toml`: what people decided of who is who in the documents of a folder.
//!
//! ```toml
//! [[same]]
//! names = ["Roman Vasilenko", "R. Vasilenko"]
//! author = "Ana Duarte"
//! date = "2024-05-03"
//! reason = "Both are the deputy minister."
//!
//! [[not-same]]
//! names = [{ name = "Anna Brandt", document = "news/a" }, { name = "Anna Brandt", document = "news/b" }]
//! author = "Ana Duarte"
//! date = "2024-05-03"
//! reason = "One is a minister, the other a painter."
//!
//! [[agent]]
//! name = "ODIHR"
//! type = "organization"
//! preferred = "Office for Democratic Institutions and Human Rights"
//! identifiers = ["https://www.osce.org/odihr"]
//! author = "Ana Duarte"
//! date = "2024-05-03"
//! reason = "The full name is better known to readers."
//! ```

use std::ops::Range;
use std::path::Path;

use serde::Deserialize;
use toml::Spanned;

use super::ReadError;
use crate::model::Date;
use crate::model::Decision;
use crate::model::Details;
use crate::model::EntityType;
use crate::model::Judgement;
use crate::model::Judgements;
use crate::model::Place;
use crate::model::Reference;

/// The name of the file that says what people decided of who is who.
pub const JUDGEMENTS: &str = "identity.toml";

/// Reads decisions from the text of the file at `path`; `name` is what people call the file.
pub fn judgements(path: &Path, name: &str, source: &str) -> Result<Judgements, ReadError> {
    let source = source.strip_prefix('\u{feff}').unwrap_or(source);
    let written: Written = toml::from_str(source).map_err(|error| {
        let line = error.span().map_or(1, |span| line_of(source, &span));
        ReadError::Judgement { path: path.to_owned(), line, source: Box::new(error) }
    })?;
    let at = |span: Range<usize>| Place { file: name.to_owned(), line: line_of(source, &span) };
    let pair = |pair: Pair, decide: fn([Reference; 2]) -> Decision| {
        let place = at(pair.names.span());
        let references = pair.names.into_inner().map(Name::reference);
        Judgement {
            place,
            decision: decide(references),
            author: pair.author,
            date: pair.date,
            reason: pair.reason,
        }
    };
    let same = written.same.into_iter().map(|it| pair(it, Decision::Same));
    let not_same = written.not_same.into_iter().map(|it| pair(it, Decision::NotSame));
    let mut all: Vec<Judgement> = same.chain(not_same).collect();
    all.extend(written.agent.into_iter().map(|agent| {
        let place = at(agent.name.span());
        let (name, document) = (agent.name.into_inner(), agent.document);
        let reference = Reference { name, entity_type: None, document };
        let (label, identifiers) = (agent.preferred, agent.identifiers);
        let details = Details { entity_type: agent.entity_type, label, identifiers };
        let (author, date, reason) = (agent.author, agent.date, agent.reason);
        Judgement { place, decision: Decision::About(reference, details), author, date, reason }
    }));
    if let Some(empty) = all.iter().find(|one| is_empty(one)) {
        let line = empty.place.line;
        return Err(ReadError::Undecided { path: path.to_owned(), line });
    }
    all.sort_by(|one, other| one.place.cmp(&other.place));
    Ok(Judgements { all })
}

/// Writes a decision on two names down, as [`judgements`] reads it.
pub fn written(judgement: &Judgement) -> String {
    let quoted = |text: &str| toml::Value::String(text.to_owned()).to_string();
    let (word, references): (&str, &[Reference]) = match &judgement.decision {
        Decision::Same(references) => ("same", references),
        Decision::NotSame(references) => ("not-same", references),
        Decision::About(reference, _) => ("agent", std::slice::from_ref(reference)),
    };
    let names: Vec<String> = references.iter().map(|it| written_name(it, quoted)).collect();
    format!(
        "[[{word}]]\nnames = [{}]\nauthor = {}\ndate = \"{}\"\nreason = {}\n",
        names.join(", "),
        quoted(&judgement.author),
        judgement.date,
        quoted(&judgement.reason),
    )
}

fn written_name(reference: &Reference, quoted: impl Fn(&str) -> String) -> String {
    let name = quoted(&reference.name);
    if reference.entity_type.is_none() && reference.document.is_none() {
        return name;
    }
    let entity_type = reference.entity_type.map(|it| format!(", type = \"{}\"", it.word()));
    let document = reference.document.as_ref().map(|it| format!(", document = {}", quoted(it)));
    let (entity_type, document) = (entity_type.unwrap_or_default(), document.unwrap_or_default());
    format!("{{ name = {name}{entity_type}{document} }}")
}

/// Returns whether a decision has no author, no reason, or nothing that it decides.
fn is_empty(judgement: &Judgement) -> bool {
    let decides = match &judgement.decision {
        Decision::About(_, details) => *details != Details::default(),
        Decision::Same(_) | Decision::NotSame(_) => true,
    };
    !decides || judgement.author.trim().is_empty() || judgement.reason.trim().is_empty()
}

fn line_of(source: &str, span: &Range<usize>) -> usize {
    let before = source.get(..span.start).unwrap_or(source);
    before.matches('\n').count() + 1
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Written {
    #[serde(default)]
    same: Vec<Pair>,
    #[serde(default)]
    not_same: Vec<Pair>,
    #[serde(default)]
    agent: Vec<About>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Pair {
    names: Spanned<[Name; 2]>,
    author: String,
    date: Date,
    reason: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct About {
    name: Spanned<String>,
    document: Option<String>,
    #[serde(rename = "type")]
    entity_type: Option<EntityType>,
    preferred: Option<String>,
    #[serde(default)]
    identifiers: Vec<String>,
    author: String,
    date: Date,
    reason: String,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Name {
    Word(String),
    Table(Whole),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Whole {
    name: String,
    #[serde(rename = "type")]
    entity_type: Option<EntityType>,
    document: Option<String>,
}

impl Name {
    fn reference(self) -> Reference {
        match self {
            Self::Word(name) => Reference { name, ..Reference::default() },
            Self::Table(Whole { name, entity_type, document }) => {
                Reference { name, entity_type, document }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::judgements;
    use crate::model::Decision;

    const WHO: &str = "author = \"Ana\"\ndate = \"2024-05\"\nreason = \"I know them.\"\n";

    fn read(source: &str) -> Result<Vec<String>, String> {
        let read = judgements(Path::new("kz/identity.toml"), "kz/identity.toml", source);
        let shown = |decision: &Decision| match decision {
            Decision::Same([one, other]) => format!("{one} = {other}"),
            Decision::NotSame([one, other]) => format!("{one} / {other}"),
            Decision::About(one, details) => format!("{one} is {details:?}"),
        };
        let all = read.map_err(|error| error.to_string())?.all;
        Ok(all.iter().map(|it| format!("{}: {}", it.place.line, shown(&it.decision))).collect())
    }

    #[test]
    fn decisions_come_in_the_order_of_the_file() {
        let source = format!(
            "# ours\n[[not-same]]\nnames = [\"A\", {{ name = \"A\", type = \"person\", document = \"kz/a\" }}]\n{WHO}\
             [[same]]\nnames = [\"A\", \"B\"]\n{WHO}"
        );
        let expected = ["3: \"A\" / \"A\" (person) of kz/a", "8: \"A\" = \"B\""];
        assert_eq!(read(&source), Ok(expected.map(str::to_owned).to_vec()));
        assert_eq!(read(""), Ok(Vec::new()));
    }

    #[test]
    fn what_is_written_can_be_read() {
        let names = "[{ name = \"A \\\"B\\\"\", type = \"person\", document = \"kz/a\" }, \"C\"]";
        let source = format!("[[not-same]]\nnames = {names}\n{WHO}");
        let read = judgements(Path::new("a"), "a", &source).expect("decisions");
        let again = judgements(Path::new("a"), "a", &super::written(&read.all[0]));
        assert_eq!(again.expect("decisions"), read);
    }

    #[test]
    fn a_decision_without_author_date_reason_or_decision_is_an_error() {
        for (source, line) in [
            ("[[same]]\nnames = [\"A\", \"B\"]\nauthor = \"Ana\"\ndate = \"2024\"\n".to_owned(), 1),
            (format!("[[same]]\nnames = [\"A\"]\n{WHO}"), 2),
            (format!("[[agent]]\nname = \"A\"\n{WHO}"), 2),
            (format!("[[agent]]\nname = \"A\"\ntype = \"god\"\n{WHO}"), 3),
            (format!("[[twin]]\nnames = [\"A\", \"B\"]\n{WHO}"), 1),
            (
                "[[same]]\nnames = [\"A\", \"B\"]\nauthor = \" \"\ndate = \"2024\"\nreason = \"x\""
                    .to_owned(),
                2,
            ),
        ] {
            let error = read(&source).expect_err(&source);
            let start = format!("line {line} of kz/identity.toml ");
            assert!(error.starts_with(&start), "{error}\n{source}");
        }
    }
}
