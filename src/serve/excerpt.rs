//! The words of a finding with what stands around them, cut into pieces by what they are.

use std::ops::Range;

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::CodePointSpan;

/// Some words, and what they are: `source`, `cue`, `content`, `holder`, `target`; nothing for what stands around.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub(super) struct Piece {
    pub(super) text: String,
    pub(super) role: &'static str,
}

/// So many letters are looked at for the beginning or the end of a sentence.
const REACH: usize = 240;

/// Returns the sentences that some spans stand in, in pieces. Where spans overlap, the shorter one tells what the words are.
pub(super) fn pieces(text: &str, marks: &[(CodePointSpan, &'static str)]) -> Vec<Piece> {
    let letters: Vec<char> = text.chars().collect();
    let within = |span: &CodePointSpan| span.start < span.end && span.end <= letters.len();
    let marks: Vec<_> = marks.iter().filter(|(span, _)| within(span)).collect();
    let (Some(start), Some(end)) = (
        marks.iter().map(|(span, _)| span.start).min(),
        marks.iter().map(|(span, _)| span.end).max(),
    ) else {
        return Vec::new();
    };
    let around = start_of_sentence(&letters, start)..end_of_sentence(&letters, end);
    let mut cuts: Vec<usize> = marks.iter().flat_map(|(span, _)| [span.start, span.end]).collect();
    cuts.extend([around.start, around.end]);
    cuts.sort_unstable();
    cuts.dedup();
    let mut pieces: Vec<Piece> = Vec::new();
    for range in cuts.windows(2).map(|ends| ends[0]..ends[1]) {
        let covering = marks.iter().filter(|(span, _)| covers(*span, &range));
        let role = covering.min_by_key(|(span, _)| span.end - span.start).map_or("", |mark| mark.1);
        let words: String = letters[range].iter().collect();
        match pieces.last_mut() {
            Some(last) if last.role == role => last.text.push_str(&words),
            _ => pieces.push(Piece { text: words, role }),
        }
    }
    pieces
}

fn covers(span: CodePointSpan, range: &Range<usize>) -> bool {
    span.start <= range.start && range.end <= span.end
}

fn start_of_sentence(letters: &[char], start: usize) -> usize {
    let least = start.saturating_sub(REACH);
    let is_end = |place: usize| {
        letters[place] == '\n'
            || (letters[place].is_whitespace()
                && place > 0
                && matches!(letters[place - 1], '.' | '!' | '?' | '”' | '"' | '؟' | '。'))
    };
    let found = (least..start).rev().find(|&place| is_end(place)).map(|place| place + 1);
    found.unwrap_or_else(|| match least {
        0 => 0,
        _ => (least..start).find(|&place| letters[place].is_whitespace()).unwrap_or(start),
    })
}

fn end_of_sentence(letters: &[char], end: usize) -> usize {
    let most = letters.len().min(end + REACH);
    let is_end = |place: usize| {
        let next = letters.get(place + 1);
        matches!(letters[place], '.' | '!' | '?' | '؟' | '。')
            && next.is_none_or(|next| next.is_whitespace() || matches!(next, '”' | '"'))
    };
    // The last letter of the words may be the full stop of their sentence.
    let from = end.saturating_sub(1);
    for place in from..most {
        if letters[place] == '\n' && place >= end {
            return place;
        }
        if is_end(place) {
            let closing = letters.get(place + 1).is_some_and(|next| matches!(next, '”' | '"'));
            return (place + 1 + usize::from(closing)).max(end);
        }
    }
    match letters.len() {
        whole if whole == most => whole,
        _ => (end..most).rev().find(|&place| letters[place].is_whitespace()).unwrap_or(end),
    }
}

#[cfg(test)]
mod tests {
    use super::pieces;
    use crate::model::CodePointSpan;

    /// The marks are given by their words.
    fn check(text: &str, marks: &[(&str, &'static str)], expected: &str) {
        let span = |words: &str| {
            let start = text[..text.find(words).unwrap()].chars().count();
            CodePointSpan { start, end: start + words.chars().count() }
        };
        let marks: Vec<_> = marks.iter().map(|(words, role)| (span(words), *role)).collect();
        let told = pieces(text, &marks);
        let told = told.iter().map(|piece| match piece.role {
            "" => piece.text.clone(),
            role => format!("[{role} {}]", piece.text),
        });
        assert_eq!(told.collect::<String>(), expected);
    }

    #[test]
    fn a_sentence_is_shown_whole() {
        check(
            "It rained. The OSCE said “the vote was free”. All went home.",
            &[("The OSCE", "source"), ("said", "cue"), ("the vote was free", "content")],
            "[source The OSCE] [cue said] “[content the vote was free]”.",
        );
    }

    #[test]
    fn words_in_words_keep_their_own_role() {
        check(
            "Ann says she likes Bo",
            &[("she likes Bo", "content"), ("Bo", "target")],
            "Ann says [content she likes ][target Bo]",
        );
    }

    #[test]
    fn lines_end_what_is_shown() {
        check("Title\nАнн сказала, да\nNext", &[("сказала", "cue")], "Анн [cue сказала], да");
    }

    #[test]
    fn nothing_is_shown_of_nothing() {
        check("Ann", &[], "");
        assert!(pieces("Ann", &[(CodePointSpan { start: 2, end: 9 }, "cue")]).is_empty());
    }
}
