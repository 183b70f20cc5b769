//! What is told of a sentence, for people and for programs.

use std::fmt::Write as _;
use std::ops::Range;

use sayso::export::marks;
use sayso::extract::CueExplanation;
use sayso::extract::CueOutcome;
use sayso::model::AnnotatedStance;
use sayso::model::AnnotatedStatement;
use sayso::model::CodePointSpan;
use sayso::model::Name;
use sayso::model::Quotation;
use sayso::model::SentenceKind;
use sayso::model::Span;
use sayso::model::Word;
use serde_json::Value;
use serde_json::json;
use unicode_width::UnicodeWidthChar;
use unicode_width::UnicodeWidthStr;

use super::super::show;
use super::Seen;
use super::tree;

impl Seen<'_> {
    /// Returns all that is seen in a sentence, in lines that fit a terminal.
    pub(super) fn told(&self, place: usize, width: usize) -> String {
        let range = self.points.of(self.sentence(place).span);
        let sentence = self.sentence(place);
        let kind = match sentence.kind {
            SentenceKind::Prose => "sentence",
            SentenceKind::Headline => "headline",
        };
        let mut told = format!(
            "{kind} {}, paragraph {}, characters {} to {}\n",
            place + 1,
            sentence.paragraph + 1,
            range.start,
            range.end
        );
        for line in wrapped(self.words(sentence.span), width.saturating_sub(2)) {
            writeln!(told, "  {line}").expect(WRITES);
        }
        self.tell_words(place, width, &mut told);
        self.tell_quotations(sentence.span, &mut told);
        self.tell_names(sentence.span, &mut told);
        self.tell_cues(sentence.span, &mut told);
        self.tell_findings(&range, &mut told);
        told.trim_end().to_owned()
    }

    fn tell_words(&self, place: usize, width: usize, told: &mut String) {
        let words = &self.analysis.words[self.sentence(place).words.clone()];
        if words.is_empty() {
            return;
        }
        let rows: Vec<[String; 4]> = tree::draw(&self.heads(place))
            .into_iter()
            .zip(self.sentence(place).words.clone())
            .zip(self.quoted(place))
            .map(|((line, at), is_quoted)| self.row(&line, at, is_quoted))
            .collect();
        let widest = |column: usize| rows.iter().map(|row| row[column].width()).max().unwrap_or(0);
        // The word itself may take what the other columns leave.
        let others = widest(1).min(LEMMA) + widest(2) + widest(3) + 10;
        let widths =
            [widest(0).min(width.saturating_sub(others).max(20)), widest(1).min(LEMMA), widest(2)];
        told.push('\n');
        for [word, lemma, tags, relation] in &rows {
            let cells = [word, lemma, tags]
                .into_iter()
                .zip(widths)
                .map(|(cell, width)| padded(cell, width));
            let line = format!("  {}{relation}", cells.collect::<String>());
            writeln!(told, "{}", line.trim_end()).expect(WRITES);
        }
    }

    /// Returns a word with its branch, its lemma, its tags and its relation.
    fn row(&self, branch: &str, at: usize, is_quoted: bool) -> [String; 4] {
        let Word { span, upos, xpos, relation, .. } = self.analysis.words[at];
        let mark = if is_quoted { " “" } else { "" };
        [
            format!("{branch} {}", one_line(self.words(span))),
            self.analysis.lemma(at).to_owned(),
            format!("{} {}", upos.name(), xpos.name()),
            format!("{}{mark}", relation.name()),
        ]
    }

    /// Returns for each word of a sentence whether it stands in a quotation, looking at each quotation once.
    fn quoted(&self, place: usize) -> Vec<bool> {
        let sentence = self.sentence(place);
        let mut quotations =
            self.quotations(sentence.span).filter(|quotation| !quotation.is_scare).peekable();
        let mut end = 0;
        let words = self.analysis.words[sentence.words.clone()].iter();
        words
            .map(|word| {
                while let Some(quotation) =
                    quotations.next_if(|quotation| quotation.span.start() <= word.span.start())
                {
                    end = end.max(quotation.span.end());
                }
                word.span.end() <= end
            })
            .collect()
    }

    /// Returns the heads of a sentence's words as places in the sentence.
    fn heads(&self, place: usize) -> Vec<Option<usize>> {
        let words = self.sentence(place).words.clone();
        let head = |word: &Word| (word.head? as usize).checked_sub(words.start);
        self.analysis.words[words.clone()].iter().map(head).collect()
    }

    fn tell_quotations(&self, sentence: Span, told: &mut String) {
        for quotation in self.quotations(sentence) {
            let Range { start, end } = self.points.of(quotation.span);
            let kind = if quotation.is_scare { "scare quote or title" } else { "quotation" };
            let closed = if quotation.closed { "" } else { ", not closed" };
            writeln!(told, "\n{kind}, characters {start} to {end}{closed}").expect(WRITES);
        }
    }

    fn tell_names(&self, sentence: Span, told: &mut String) {
        let named: Vec<String> = self
            .names(sentence)
            .map(|name| {
                let kind = name.entity_type.map_or_else(
                    || "unknown".to_owned(),
                    |kind| format!("{kind:?}").to_lowercase(),
                );
                let described = if name.is_described { ", described" } else { "" };
                format!("{} ({kind}{described})", one_line(self.words(name.span)))
            })
            .collect();
        if !named.is_empty() {
            writeln!(told, "\nnames: {}", named.join(", ")).expect(WRITES);
        }
    }

    /// Tells of each word that may be a cue which rule found something, how the models score it, and what became of it.
    fn tell_cues(&self, sentence: Span, told: &mut String) {
        let cues: Vec<&CueExplanation> = self.cues(sentence).collect();
        if cues.is_empty() {
            return;
        }
        let widest = cues.iter().map(|cue| self.words(cue.cue).width()).max().unwrap_or(0);
        writeln!(told, "\nwords that may be cues:").expect(WRITES);
        for cue in cues {
            let scores = [("cue", cue.score), ("parts", cue.margin), ("whole", cue.trust)];
            let scores =
                scores.iter().filter_map(|(of, score)| Some(format!("{of} {:+}", (*score)?)));
            let mut why: Vec<String> = cue.rule.map(str::to_owned).into_iter().collect();
            why.extend(cue.by_tree.then(|| "tree".to_owned()));
            why.extend(scores);
            let sure = cue.confidence.map(|sure| format!(", {sure}")).unwrap_or_default();
            let word = padded(self.words(cue.cue), widest);
            writeln!(told, "  {word}{}{sure} ({})", outcome(cue.outcome), why.join(", "))
                .expect(WRITES);
        }
    }

    fn cues(&self, sentence: Span) -> impl Iterator<Item = &CueExplanation> {
        let first = self.cues.partition_point(|cue| cue.cue.start() < sentence.start());
        self.cues[first..].iter().take_while(move |cue| cue.cue.start() < sentence.end())
    }

    fn tell_findings(&self, range: &Range<usize>, told: &mut String) {
        let text = &self.document.text;
        let mut lines = Vec::new();
        for (number, statement) in self.statements(range) {
            let line = show::statement_line(text, &self.points, &self.account, statement);
            lines.push(format!("{number:>3}  {line}"));
            let contents: Vec<String> =
                statement.content_spans.iter().map(|span| self.at(*span)).collect();
            lines.push(format!("     content: {}", contents.join(" … ")));
        }
        for (number, stance) in self.stances(range) {
            let line = show::stance_line(text, &self.points, &self.account, stance);
            lines.push(format!("{:>3}  {line}", marks::letters(number)));
        }
        if lines.is_empty() {
            lines.push("     nothing".to_owned());
        }
        writeln!(told, "\nfound:").expect(WRITES);
        for line in lines {
            writeln!(told, "{line}").expect(WRITES);
        }
    }

    fn at(&self, span: CodePointSpan) -> String {
        self.points
            .span(span.start, span.end)
            .map_or_else(String::new, |span| one_line(self.words(span)))
    }

    fn quotations(&self, sentence: Span) -> impl Iterator<Item = &Quotation> {
        self.analysis.quotations.iter().filter(move |quotation| quotation.span.overlaps(sentence))
    }

    fn names(&self, sentence: Span) -> impl Iterator<Item = &Name> {
        self.analysis.names.iter().filter(move |name| sentence.contains(name.span))
    }

    /// Returns the statements whose cue, or content where there is none, begins in a range, each with its number from 1.
    fn statements(
        &self,
        range: &Range<usize>,
    ) -> impl Iterator<Item = (usize, &AnnotatedStatement)> {
        (1..).zip(&self.account.statements).filter(move |(_, statement)| {
            let first = statement.cue_spans.first().or(statement.content_spans.first());
            first.is_some_and(|span| range.contains(&span.start))
        })
    }

    /// Returns the stances whose cue begins in a range, each with its number from 0.
    fn stances(&self, range: &Range<usize>) -> impl Iterator<Item = (usize, &AnnotatedStance)> {
        self.account.stances.iter().enumerate().filter(move |(_, stance)| {
            stance.cue_span.is_some_and(|span| range.contains(&span.start))
        })
    }

    fn cue_json(&self, cue: &CueExplanation) -> Value {
        let Range { start, end } = self.points.of(cue.cue);
        json!({
            "start": start, "end": end, "rule": cue.rule, "tree": cue.by_tree, "cue": cue.score, "parts": cue.margin,
            "whole": cue.trust, "confidence": cue.confidence, "outcome": outcome(cue.outcome),
        })
    }

    /// Returns the same for programs; offsets count code points of the text.
    pub(super) fn as_json(&self, place: usize) -> Value {
        let range = self.points.of(self.sentence(place).span);
        let sentence = self.sentence(place);
        let heads = self.heads(place);
        let words = sentence.words.clone().zip(heads).map(|(at, head)| {
            let word = &self.analysis.words[at];
            let Range { start, end } = self.points.of(word.span);
            json!({
                "text": self.words(word.span), "start": start, "end": end, "lemma": self.analysis.lemma(at),
                "upos": word.upos.name(), "xpos": word.xpos.name(),
                "head": head.map(|head| head + 1), "relation": word.relation.name(),
            })
        });
        let quotations = self.quotations(sentence.span).map(|quotation| {
            let Range { start, end } = self.points.of(quotation.span);
            json!({ "start": start, "end": end, "closed": quotation.closed, "scare": quotation.is_scare })
        });
        let names = self.names(sentence.span).map(|name| {
            let Range { start, end } = self.points.of(name.span);
            json!({ "start": start, "end": end, "type": name.entity_type, "described": name.is_described })
        });
        json!({
            "sentence": place + 1,
            "start": range.start,
            "end": range.end,
            "paragraph": sentence.paragraph + 1,
            "headline": sentence.kind == SentenceKind::Headline,
            "text": self.words(sentence.span),
            "words": words.collect::<Vec<_>>(),
            "quotations": quotations.collect::<Vec<_>>(),
            "names": names.collect::<Vec<_>>(),
            "cues": self.cues(sentence.span).map(|cue| self.cue_json(cue)).collect::<Vec<_>>(),
            "statements": self.statements(&range).map(|(_, statement)| statement).collect::<Vec<_>>(),
            "stances": self.stances(&range).map(|(_, stance)| stance).collect::<Vec<_>>(),
        })
    }
}

/// Returns what became of a word that may be a cue, in words.
fn outcome(outcome: CueOutcome) -> &'static str {
    match outcome {
        CueOutcome::Found => "found",
        CueOutcome::NoCue => "no cue",
        CueOutcome::NoContent => "no content",
        CueOutcome::Unsure => "not sure enough",
        CueOutcome::Taken => "taken by a surer one",
    }
}

const WRITES: &str = "a string takes all that is written";

/// So wide a lemma may be.
const LEMMA: usize = 20;

/// Returns a cell of a width and two spaces; what is longer is cut.
fn padded(cell: &str, width: usize) -> String {
    if cell.width() <= width {
        return format!("{cell}{}", " ".repeat(width - cell.width() + 2));
    }
    let mut cut = String::new();
    for letter in cell.chars() {
        if cut.width() + letter.width().unwrap_or(0) + 1 > width {
            break;
        }
        cut.push(letter);
    }
    format!("{cut}…{}", " ".repeat(width.saturating_sub(cut.width() + 1) + 2))
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns the words in lines of a width; a longer word has a line of its own.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let line = lines.last_mut().expect("there is always a line");
        if line.is_empty() {
            line.push_str(word);
        } else if line.width() + 1 + word.width() <= width {
            line.push(' ');
            line.push_str(word);
        } else {
            lines.push(word.to_owned());
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::padded;
    use super::wrapped;

    #[test]
    fn lines_and_cells_fit() {
        assert_eq!(wrapped("one two  three\nfour", 9), ["one two", "three", "four"]);
        assert_eq!(wrapped("", 9), [""]);
        assert_eq!(padded("said", 6), "said    ");
        assert_eq!(padded("announced", 6), "annou…  ");
        assert_eq!(padded("新しい言葉", 6), "新し…   ");
    }
}
