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
use sayso::model::AnnotatedDocument;
use sayso::model::AnnotatedStance;
use sayso::model::AnnotatedStatement;
use sayso::model::CodePointSpan;
use sayso::model::CodePoints;
use sayso::model::Factuality;
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

/// What a marked piece of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Content,
    Target,
    Source,
    Cue,
    Praise,
    Blame,
    Mention,
}

impl Part {
    fn word(self) -> &'static str {
        match self {
            Self::Content => "content",
            Self::Target => "target",
            Self::Source => "source",
            Self::Cue => "cue",
            Self::Praise => "for",
            Self::Blame => "against",
            Self::Mention => "mention",
        }
    }

    fn style(self) -> Style {
        let colour = |colour: AnsiColor| Style::new().fg_color(Some(Color::Ansi(colour)));
        match self {
            Self::Content => Style::new().underline(),
            Self::Target => Style::new().italic(),
            Self::Source => colour(AnsiColor::Cyan).bold(),
            Self::Cue => colour(AnsiColor::Yellow),
            Self::Praise => colour(AnsiColor::Green).bold(),
            Self::Blame => colour(AnsiColor::Red).bold(),
            Self::Mention => Style::new(),
        }
    }
}

/// A piece of text with what it is and the number of its finding.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Piece {
    start: usize,
    /// Longer pieces open first.
    end: std::cmp::Reverse<usize>,
    part: Part,
    label: String,
}

impl Piece {
    /// Returns what of the piece lies in a part of the text.
    fn clipped(mut self, part: &Range<usize>) -> Option<Self> {
        self.start = self.start.max(part.start);
        self.end.0 = self.end.0.min(part.end);
        (self.start < self.end.0).then_some(self)
    }
}

fn pieces(account: &AnnotatedDocument) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut add = |span: CodePointSpan, part: Part, label: &str| {
        pieces.push(Piece {
            start: span.start,
            end: std::cmp::Reverse(span.end),
            part,
            label: label.to_owned(),
        });
    };
    for (number, statement) in account.statements.iter().enumerate() {
        let label = (number + 1).to_string();
        statement.source_span.into_iter().for_each(|span| add(span, Part::Source, &label));
        statement.cue_spans.iter().for_each(|&span| add(span, Part::Cue, &label));
        statement.content_spans.iter().for_each(|&span| add(span, Part::Content, &label));
    }
    for (number, stance) in account.stances.iter().enumerate() {
        let label = letters(number);
        let part = if stance.polarity == Polarity::Positive { Part::Praise } else { Part::Blame };
        stance.cue_span.into_iter().for_each(|span| add(span, part, &label));
        stance.target_span.into_iter().for_each(|span| add(span, Part::Target, &label));
    }
    for ((start, end), label) in mentions::marks(account) {
        add(CodePointSpan { start, end }, Part::Mention, &label);
    }
    pieces.sort();
    pieces
}

/// Returns a, b, …, z, aa, ab, …
pub(super) fn letters(mut number: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(b"abcdefghijklmnopqrstuvwxyz"[number % 26]);
        if number < 26 {
            break;
        }
        number = number / 26 - 1;
    }
    letters.iter().rev().map(|&letter| char::from(letter)).collect()
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
    let pieces: Vec<Piece> =
        pieces(account).into_iter().filter_map(|piece| piece.clipped(&part)).collect();
    let mut opening: BTreeMap<usize, Vec<&Piece>> = BTreeMap::new();
    let mut closing: BTreeMap<usize, Vec<&Piece>> = BTreeMap::new();
    for piece in &pieces {
        opening.entry(piece.start).or_default().push(piece);
        closing.entry(piece.end.0).or_default().insert(0, piece);
    }
    let mut edges: Vec<usize> = opening.keys().chain(closing.keys()).copied().collect();
    edges.sort_unstable();
    edges.dedup();
    let mut open: Vec<&Piece> = Vec::new();
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

fn close(output: &mut String, piece: &Piece, marks: Marks) {
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
fn write_styled(output: &mut String, words: &str, open: &[&Piece], marks: Marks) {
    let telling = open.iter().filter(|piece| piece.part != Part::Mention);
    let Some(piece) = telling.max_by_key(|piece| piece.part).filter(|_| marks == Marks::Colours)
    else {
        output.push_str(words);
        return;
    };
    let mut style = piece.part.style();
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
            letters(number),
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
        statement.cue_spans.iter().map(|&span| words(text, points, span)).collect();
    let mut details: Vec<String> = Vec::new();
    details.extend(statement.quote.map(|quotation| format!("{quotation:?}").to_lowercase()));
    details.extend(statement.act.map(|act| format!("{act:?}").to_lowercase()));
    let said = statement
        .factuality
        .filter(|&factuality| !matches!(factuality, Factuality::Stated | Factuality::Unasserted));
    details.extend(said.map(|factuality| format!("{factuality:?}").to_lowercase()));
    details.extend(statement.negated.then(|| "negated".to_owned()));
    details.extend(statement.modal.then(|| "modal".to_owned()));
    details.extend(statement.hedged.then(|| "hedged".to_owned()));
    if let Some(parent) = statement.within.as_ref().and_then(|parent| number_of(account, parent)) {
        details.push(format!("within {parent}"));
    }
    details.extend(statement.rule.clone());
    details.extend(statement.confidence.map(|confidence| confidence.to_string()));
    let cue =
        if cue.is_empty() { "goes on".to_owned() } else { format!("“{}”", cue.join(" … ")) };
    format!("{} {cue} ({})", names(account, &statement.source), details.join(", "))
}

pub(super) fn stance_line(
    text: &str,
    points: &CodePoints<'_>,
    account: &AnnotatedDocument,
    stance: &AnnotatedStance,
) -> String {
    let side = if stance.polarity == Polarity::Positive { "for" } else { "against" };
    let target = match stance.target_span {
        Some(span) if stance.target.is_empty() => format!("“{}”", words(text, points, span)),
        _ => names(account, &stance.target),
    };
    let cue =
        stance.cue_span.map(|span| format!("“{}”", words(text, points, span))).unwrap_or_default();
    let mut details: Vec<String> =
        stance.kind.map(|kind| format!("{kind:?}").to_lowercase()).into_iter().collect();
    details.extend(stance.negated.then(|| "negated".to_owned()));
    details.extend(stance.modal.then(|| "modal".to_owned()));
    details.extend(stance.conditional.then(|| "conditional".to_owned()));
    if let Some(parent) = stance.statement.as_ref().and_then(|parent| number_of(account, parent)) {
        details.push(format!("in {parent}"));
    }
    details.extend(stance.rule.clone());
    details.extend(stance.confidence.map(|confidence| confidence.to_string()));
    format!("{} {side} {target}: {cue} ({})", names(account, &stance.holder), details.join(", "))
}

fn number_of(account: &AnnotatedDocument, statement: &str) -> Option<usize> {
    account.statements.iter().position(|other| other.id == statement).map(|position| position + 1)
}

/// Returns the names of entities, or that nobody is known.
fn names(account: &AnnotatedDocument, ids: &[String]) -> String {
    let names: Vec<&str> = ids
        .iter()
        .filter_map(|id| account.entities.iter().find(|entity| entity.id == *id))
        .map(|entity| entity.name.as_str())
        .collect();
    if names.is_empty() { "unknown".to_owned() } else { names.join(" and ") }
}

/// Returns the words of a span on one line.
fn words<'text>(text: &'text str, points: &CodePoints<'_>, span: CodePointSpan) -> &'text str {
    points.span(span.start, span.end).map_or("", |span| span.of(text))
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

    #[test]
    fn letters_go_on_after_z() {
        assert_eq!([0, 25, 26, 27, 701, 702].map(letters), ["a", "z", "aa", "ab", "zz", "aaa"]);
    }
}
