//! `sayso show`: a document in the terminal, with sources, cues, contents, stances and mentions marked.

mod mentions;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::IsTerminal;
use std::io::Write;
use std::ops::Range;

use anstyle::AnsiColor;
use anstyle::Color;
use anstyle::Style;
use sayso::export::marks;
use sayso::export::marks::Mark;
use sayso::export::marks::Part;
use sayso::model::AnnotatedDocument;
use sayso::model::AnnotatedStance;
use sayso::model::AnnotatedStatement;
use sayso::model::CodePoints;
use sayso::model::Polarity;

use super::Outcome;
use super::confidence::ConfidenceOption;
use super::store;
use super::store::StoreOption;

/// Which document to show.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  sayso show kz-mfa-2023-03-25")]
pub(crate) struct Arguments {
    /// The document's id, CORPUS/ID where two corpora have it, or its identifier
    document: String,
    #[command(flatten)]
    confidence: ConfidenceOption,
    #[command(flatten)]
    store: StoreOption,
}

/// Prints the marked text, and a line for each finding.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let opened = store::open(&arguments.store)?;
    let (key, entry) = store::document(&opened, &arguments.document)?;
    let mut account = opened.account(key)?;
    arguments.confidence.tell(arguments.confidence.narrow(&mut account));
    let text = opened.text(&entry.text)?;
    let marked = marked(&text, &account, Marks::for_output(), 0..usize::MAX);
    let mut output = anstream::stdout().lock();
    writeln!(output, "{}", marked.trim_end())?;
    writeln!(output, "\n{}", legend(&text, &account))?;
    let meant = mentions::legend(&text, &account);
    if !meant.is_empty() {
        writeln!(
            output,
            "\nWho is meant, by which words, and the rules that tell:\n{}",
            meant.join("\n")
        )?;
    }
    Ok(Outcome::Done)
}

/// How marks are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Marks {
    /// As terminal styles, with the number after each content.
    Colours,
    /// As words in brackets, for pipes and paper.
    Brackets,
}

impl Marks {
    /// Returns colours where standard output shows them.
    pub(super) fn for_output() -> Self {
        let output = std::io::stdout();
        let shows = output.is_terminal()
            && anstream::AutoStream::choice(&output) != anstream::ColorChoice::Never;
        if shows { Self::Colours } else { Self::Brackets }
    }
}

/// Returns how a part looks.
fn style(part: Part) -> Style {
    let colour = |colour: AnsiColor| Style::new().fg_color(Some(Color::Ansi(colour)));
    match part {
        Part::Content => Style::new().underline(),
        Part::Target => Style::new().italic(),
        Part::Source => colour(AnsiColor::Cyan).bold(),
        Part::Cue => colour(AnsiColor::Yellow),
        Part::Praise => colour(AnsiColor::Green).bold(),
        Part::Blame => colour(AnsiColor::Red).bold(),
        Part::Mention => Style::new(),
    }
}

/// Returns what of a mark lies in a part of the text.
fn clipped(mut mark: Mark, part: &Range<usize>) -> Option<Mark> {
    mark.start = mark.start.max(part.start);
    mark.end.0 = mark.end.0.min(part.end);
    (mark.start < mark.end.0).then_some(mark)
}

/// Returns some code points of the text with every finding marked; pieces may nest and overlap.
pub(super) fn marked(
    text: &str,
    account: &AnnotatedDocument,
    marks: Marks,
    part: Range<usize>,
) -> String {
    let points = CodePoints::new(text);
    let part = part.start..part.end.min(points.len());
    let pieces: Vec<Mark> =
        marks::marks(account).into_iter().filter_map(|piece| clipped(piece, &part)).collect();
    let mut opening: BTreeMap<usize, Vec<&Mark>> = BTreeMap::new();
    let mut closing: BTreeMap<usize, Vec<&Mark>> = BTreeMap::new();
    for piece in &pieces {
        opening.entry(piece.start).or_default().push(piece);
        closing.entry(piece.end.0).or_default().insert(0, piece);
    }
    let mut edges: Vec<usize> = opening.keys().chain(closing.keys()).copied().collect();
    edges.sort_unstable();
    edges.dedup();
    let mut open: Vec<&Mark> = Vec::new();
    let mut output = String::with_capacity(text.len() * 2);
    let mut written = points.to_byte(part.start).unwrap_or(text.len());
    for edge in edges {
        let Some(byte) = points.to_byte(edge) else { break };
        write_styled(&mut output, &text[written..byte], &open, marks);
        written = byte;
        for piece in closing.get(&edge).into_iter().flatten() {
            open.retain(|other| other != piece);
            close(&mut output, piece, marks);
        }
        for piece in opening.get(&edge).into_iter().flatten() {
            open.push(piece);
            if marks == Marks::Brackets && piece.part != Part::Mention {
                write!(output, "[{} {}: ", piece.part.word(), piece.label)
                    .expect("a string takes all that is written");
            }
        }
    }
    let end = points.to_byte(part.end).unwrap_or(text.len()).max(written);
    write_styled(&mut output, &text[written..end], &open, marks);
    output
}

fn close(output: &mut String, piece: &Mark, marks: Marks) {
    let dim = Style::new().dimmed();
    match marks {
        Marks::Brackets if piece.part == Part::Mention => {
            write!(output, "{{{}}}", piece.label).expect("a string takes all that is written");
        }
        Marks::Colours if piece.part == Part::Mention => {
            write!(output, "{dim}{{{}}}{dim:#}", piece.label)
                .expect("a string takes all that is written");
        }
        Marks::Brackets => output.push(']'),
        Marks::Colours if matches!(piece.part, Part::Content | Part::Praise | Part::Blame) => {
            write!(output, "{dim}[{}]{dim:#}", piece.label)
                .expect("a string takes all that is written");
        }
        Marks::Colours => {}
    }
}

/// Writes a run of text in the style of what is open: the most telling part gives the colour.
fn write_styled(output: &mut String, words: &str, open: &[&Mark], marks: Marks) {
    let telling = open.iter().filter(|piece| piece.part != Part::Mention);
    let Some(piece) = telling.max_by_key(|piece| piece.part).filter(|_| marks == Marks::Colours)
    else {
        output.push_str(words);
        return;
    };
    let mut style = style(piece.part);
    if open.iter().any(|piece| piece.part == Part::Content) {
        style = style.underline();
    }
    // A style that runs over the end of a line colours the margin of some terminals.
    for line in words.split_inclusive('\n') {
        let bare = line.trim_end_matches('\n');
        if !bare.is_empty() {
            write!(output, "{style}{bare}{style:#}").expect("a string takes all that is written");
        }
        output.push_str(&line[bare.len()..]);
    }
}

/// Returns a line for each statement and each stance.
fn legend(text: &str, account: &AnnotatedDocument) -> String {
    let points = CodePoints::new(text);
    let mut lines = Vec::new();
    for (number, statement) in account.statements.iter().enumerate() {
        lines.push(format!(
            "{:>3}  {}",
            number + 1,
            statement_line(text, &points, account, statement)
        ));
    }
    for (number, stance) in account.stances.iter().enumerate() {
        lines.push(format!(
            "{:>3}  {}",
            marks::letters(number),
            stance_line(text, &points, account, stance)
        ));
    }
    if lines.is_empty() {
        lines.push("Nothing was found in this document.".to_owned());
    }
    lines.join("\n")
}

pub(super) fn statement_line(
    text: &str,
    points: &CodePoints<'_>,
    account: &AnnotatedDocument,
    statement: &AnnotatedStatement,
) -> String {
    let cue: Vec<&str> =
        statement.cue_spans.iter().map(|&span| marks::words(text, points, span)).collect();
    let mut details = marks::manner(account, statement);
    details.extend(statement.rule.clone());
    details.extend(statement.confidence.map(|confidence| confidence.to_string()));
    let cue =
        if cue.is_empty() { "goes on".to_owned() } else { format!("“{}”", cue.join(" … ")) };
    format!("{} {cue} ({})", marks::names(account, &statement.source), details.join(", "))
}

pub(super) fn stance_line(
    text: &str,
    points: &CodePoints<'_>,
    account: &AnnotatedDocument,
    stance: &AnnotatedStance,
) -> String {
    let side = if stance.polarity == Polarity::Positive { "for" } else { "against" };
    let target = match stance.target_span {
        Some(span) if stance.target.is_empty() => format!("“{}”", marks::words(text, points, span)),
        _ => marks::names(account, &stance.target),
    };
    let cue = stance
        .cue_span
        .map(|span| format!("“{}”", marks::words(text, points, span)))
        .unwrap_or_default();
    let mut details = marks::manner_of_stance(account, stance);
    details.extend(stance.rule.clone());
    details.extend(stance.confidence.map(|confidence| confidence.to_string()));
    format!(
        "{} {side} {target}: {cue} ({})",
        marks::names(account, &stance.holder),
        details.join(", ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn account() -> AnnotatedDocument {
        serde_json::from_str(
            r#"{"id": "d", "author": null, "affiliations": [],
                "entities": [{"id": "e=1", "type": "person", "name": "Ana", "names": ["Ana"]}],
                "statements": [{"id": "s=1", "source": ["e=1"], "source_span": {"start": 0, "end": 3},
                    "cue_spans": [{"start": 4, "end": 8}], "content_spans": [{"start": 9, "end": 20}],
                    "quote": "indirect", "act": "assertive", "addressee": [], "within": null}],
                "stances": [{"id": "t=1", "holder": ["e=1"], "cue_span": {"start": 16, "end": 20}, "target": [],
                    "target_span": {"start": 9, "end": 11}, "polarity": "positive", "statement": "s=1"}]}"#,
        )
        .expect("the test's own JSON")
    }

    #[test]
    fn pieces_nest_in_brackets() {
        let shown = marked("Ana said it was fair.", &account(), Marks::Brackets, 0..21);
        let expected =
            "[source 1: Ana] [cue 1: said] [content 1: [target a: it] was [for a: fair]].";
        assert_eq!(shown, expected);
    }

    #[test]
    fn who_is_meant_stands_behind_the_words() {
        let mut account = account();
        account.mentions = serde_json::from_str(
            r#"[{"start": 0, "end": 3, "entity": "e=1", "resolution": "named", "rule": "name"},
                {"start": 9, "end": 11, "entity": null, "resolution": "open", "rule": "no-antecedent"}]"#,
        )
        .expect("the test's own JSON");
        let shown = marked("Ana said it was fair.", &account, Marks::Brackets, 0..21);
        let expected =
            "[source 1: Ana{1}] [cue 1: said] [content 1: [target a: it{?}] was [for a: fair]].";
        assert_eq!(shown, expected);
    }

    #[test]
    fn a_part_of_the_text_has_its_pieces_only() {
        let shown = marked("Ana said it was fair.", &account(), Marks::Brackets, 4..11);
        assert_eq!(shown, "[cue 1: said] [content 1: [target a: it]]");
    }

    #[test]
    fn each_finding_has_a_line() {
        let lines = legend("Ana said it was fair.", &account());
        assert_eq!(
            lines,
            "  1  Ana “said” (indirect, assertive)\n  a  Ana for “it”: “fair” (in 1)"
        );
    }

    /// What is not said must not look like what is said.
    #[test]
    fn a_line_says_what_is_in_doubt() {
        let mut account = account();
        account.stances[0].negated = true;
        account.stances[0].conditional = true;
        account.statements[0].hedged = true;
        let lines = legend("Ana said it was fair.", &account);
        assert_eq!(
            lines,
            "  1  Ana “said” (indirect, assertive, hedged)\n  a  Ana for “it”: “fair” (negated, conditional, in 1)"
        );
    }
}
