//! Lines → a text: which lines are one paragraph, which words a line end has cut, and what is no prose.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use super::glyphs::Line;
use super::glyphs::Page;
use crate::model::Note;

/// How many pages print a line before it is a running head.
const REPEATED: usize = 3;
/// How many letters of a cut word are looked at.
const LONGEST_WORD: usize = 60;

/// A text made of pages.
#[derive(Debug, Default)]
pub(super) struct Assembled {
    pub(super) text: String,
    pub(super) page_starts: Vec<usize>,
    pub(super) notes: Vec<Note>,
}

/// Joins the lines of all pages to paragraphs, with an empty line between them.
pub(super) fn assemble(pages: &[Page]) -> Assembled {
    let running = running_heads(pages);
    let words = hyphenated_words(pages);
    let mut assembled = Assembled::default();
    let mut last: Option<&Line> = None;
    let mut left_out = 0;
    for (number, page) in pages.iter().enumerate() {
        let pitch = pitch(&page.lines);
        let mut is_new_page = number > 0;
        for (at, line) in page.lines.iter().enumerate() {
            if is_furniture(page, at, &running) {
                left_out += 1;
                continue;
            }
            let joint = match last {
                None => "",
                Some(last) if is_new_page => across_pages(last, line),
                Some(last) => between(last, line, pitch),
            };
            append(&mut assembled.text, joint, &line.text, &words);
            if is_new_page {
                assembled.page_starts.push(assembled.text.len() - line.text.len());
            }
            is_new_page = false;
            last = Some(line);
        }
        // A page without text of its own begins where the next one does.
        if is_new_page {
            assembled.page_starts.push(assembled.text.len());
        }
    }
    if left_out > 0 {
        let message = format!("{left_out} running heads and page numbers were left out.");
        assembled.notes.push(Note { span: None, message });
    }
    assembled
}

/// Counts how often the file goes on above the line that it drew before.
pub(super) fn jumps(lines: &[Line]) -> usize {
    let is_up = |pair: &&[Line]| down(&pair[0], &pair[1]) < -pair[0].size;
    lines.windows(2).filter(is_up).count()
}

/// Returns how far the second line stands below the first.
fn down(first: &Line, second: &Line) -> f64 {
    first.direction.cross(first.start - second.start)
}

/// Returns how far the second line begins to the right of the first.
fn indent(first: &Line, second: &Line) -> f64 {
    first.direction.dot(second.start - first.start)
}

/// Returns the usual distance of a page's lines, as a multiple of their size.
fn pitch(lines: &[Line]) -> f64 {
    let mut pitches: Vec<f64> = lines
        .windows(2)
        .map(|pair| down(&pair[0], &pair[1]) / pair[0].size)
        .filter(|pitch| (0.8..3.0).contains(pitch))
        .collect();
    pitches.sort_by(f64::total_cmp);
    pitches.get(pitches.len() / 2).copied().unwrap_or(1.2)
}

const JOINED: &str = " ";
const PARTED: &str = "\n\n";

/// Returns what stands between two lines of a page.
fn between(last: &Line, line: &Line, pitch: f64) -> &'static str {
    let size = last.size.max(line.size);
    let distance = down(last, line);
    if last.direction.dot(line.direction) < 0.95 {
        return PARTED;
    }
    if distance.abs() < 0.5 * size {
        return JOINED;
    }
    if distance < 0.0 || distance > 3.0 * size.max(pitch * size) {
        return across_pages(last, line);
    }
    let is_far = distance > 1.3 * pitch * size;
    let is_other_size = (last.size - line.size).abs() > 0.15 * size;
    let is_indented = indent(last, line) > 0.8 * size;
    if is_far || is_other_size || is_indented || begins_item(&line.text) || had_room(last, line) {
        PARTED
    } else {
        JOINED
    }
}

/// Returns what stands between the end of a page or column and the start of the next: nothing, if a
/// sentence goes on from a full line.
fn across_pages(last: &Line, line: &Line) -> &'static str {
    let is_same_size = (last.size - line.size).abs() <= 0.15 * last.size;
    let is_full = width(last) > 0.8 * width(line) && last.text.ends_with(char::is_lowercase);
    let goes_on = is_full || line.text.starts_with(char::is_lowercase);
    if goes_on && is_same_size && !ends_sentence(&last.text) { JOINED } else { PARTED }
}

fn width(line: &Line) -> f64 {
    line.direction.dot(line.end - line.start)
}

fn ends_sentence(text: &str) -> bool {
    let text = text.trim_end_matches(['"', '\'', '”', '’', '»', ')', ']']);
    text.ends_with(['.', '!', '?', ':', '…'])
}

fn begins_item(text: &str) -> bool {
    text.starts_with(['•', '▪', '●', '◦', '‣', '–', '—', '*', '■', '□', '➢'])
        || text.split_once(['.', ')']).is_some_and(|(number, _)| {
            number.len() <= 3
                && !number.is_empty()
                && number.bytes().all(|byte| byte.is_ascii_digit())
        })
}

/// Returns whether the line's first word would have stood at the end of the last line, had the last
/// line not been the end of a paragraph.
fn had_room(last: &Line, line: &Line) -> bool {
    let letters = line.text.chars().count().max(1);
    let first_word = line.text.split(' ').next().unwrap_or_default().chars().count();
    let share = f64::from(u32::try_from(first_word).unwrap_or(u32::MAX))
        / f64::from(u32::try_from(letters).unwrap_or(u32::MAX));
    let room = width(line) + indent(last, line) - width(last);
    let sentence_margin = if ends_sentence(&last.text) { 1.0 } else { 4.0 };
    room > share * width(line) + sentence_margin * last.size
}

fn append(text: &mut String, joint: &str, line: &str, hyphenated: &BTreeSet<String>) {
    if joint == JOINED && line.starts_with(|first: char| first.is_lowercase()) {
        if text.ends_with('\u{ad}') {
            text.pop();
            text.push_str(line);
            return;
        }
        if let Some((start, end)) = cut_word(text, line) {
            // A hyphen stays where the file writes the word with it elsewhere.
            if !hyphenated.contains(&format!("{start}{end}").to_lowercase()) {
                text.pop();
            }
            text.push_str(line);
            return;
        }
    }
    text.push_str(joint);
    text.push_str(line);
}

/// Returns both parts of a word that the end of a line cuts, the first with its hyphen.
fn cut_word<'a>(text: &'a str, line: &'a str) -> Option<(&'a str, &'a str)> {
    let before = text.strip_suffix('-').or_else(|| text.strip_suffix('\u{2010}'))?;
    let letters = before.char_indices().rev().take(LONGEST_WORD);
    let (start, _) = letters.take_while(|(_, letter)| letter.is_alphabetic()).last()?;
    let end = line.find(|letter: char| !letter.is_alphabetic()).unwrap_or(line.len());
    Some((&text[start..], &line[..end]))
}

/// Returns the words that stand with a hyphen inside a line.
fn hyphenated_words(pages: &[Page]) -> BTreeSet<String> {
    let lines = pages.iter().flat_map(|page| &page.lines);
    lines
        .flat_map(|line| line.text.split(|letter: char| !letter.is_alphabetic() && letter != '-'))
        .filter(|word| word.trim_matches('-').contains('-'))
        .map(str::to_lowercase)
        .collect()
}

/// Returns whether a line is one of the first or last of its page and is a running head or a page number.
fn is_furniture(page: &Page, at: usize, running: &BTreeSet<String>) -> bool {
    let is_at_edge = at < 3 || at + 3 >= page.lines.len();
    let text = &page.lines[at].text;
    is_at_edge
        && (running.contains(&without_digits(text)) || (page.lines.len() > 1 && is_number(text)))
}

fn is_number(text: &str) -> bool {
    let digits = text
        .trim_matches(|sign: char| sign.is_whitespace() || matches!(sign, '-' | '–' | '—' | '|'));
    (1..=4).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// Returns the lines at the edges of pages that several pages print, whatever the numbers in them.
fn running_heads(pages: &[Page]) -> BTreeSet<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for page in pages {
        let count = page.lines.len();
        let edges = page.lines.iter().enumerate().filter(|(at, _)| *at < 3 || at + 3 >= count);
        let texts: BTreeSet<String> = edges.map(|(_, line)| without_digits(&line.text)).collect();
        for text in texts {
            *counts.entry(text).or_default() += 1;
        }
    }
    counts.into_iter().filter(|(_, count)| *count >= REPEATED).map(|(text, _)| text).collect()
}

fn without_digits(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_numeric()).collect()
}

#[cfg(test)]
mod tests {
    use hayro_interpret::kurbo::Point;
    use hayro_interpret::kurbo::Vec2;

    use super::assemble;
    use super::jumps;
    use crate::read::pdf::glyphs::Line;
    use crate::read::pdf::glyphs::Page;

    /// Makes a page of lines of type of size 10, each letter 5 wide, from where they start.
    fn page(lines: &[(f64, f64, &str)]) -> Page {
        let line = |&(x, y, text): &(f64, f64, &str)| {
            let width = 5.0 * f64::from(u32::try_from(text.chars().count()).expect("short"));
            Line {
                text: text.to_owned(),
                start: Point::new(x, y),
                end: Point::new(x + width, y),
                direction: Vec2::new(1.0, 0.0),
                size: 10.0,
            }
        };
        let mut page = Page::default();
        page.lines = lines.iter().map(line).collect();
        page
    }

    fn check(lines: &[(f64, f64, &str)], expected: &str) {
        assert_eq!(assemble(&[page(lines)]).text, expected);
    }

    #[test]
    fn lines_of_a_paragraph_are_joined() {
        check(
            &[(0.0, 99.0, "The observers said that"), (0.0, 87.0, "it was a calm election.")],
            "The observers said that it was a calm election.",
        );
    }

    #[test]
    fn paragraphs_begin_after_space_or_indented_or_where_there_was_room() {
        let lines = [
            (0.0, 99.0, "It was a calm day in the city."),
            (0.0, 87.0, "The commission said no more on."),
            (0.0, 69.0, "It went on for a week or more."),
            (8.5, 57.0, "Indented lines begin a new one"),
            (0.0, 45.0, "as in books. So."),
            (0.0, 33.0, "There was room for this word."),
        ];
        check(
            &lines,
            "It was a calm day in the city. The commission said no more on.\n\nIt went on for a week or more.\n\n\
            Indented lines begin a new one as in books. So.\n\nThere was room for this word.",
        );
    }

    #[test]
    fn words_cut_by_a_line_end_are_mended() {
        check(&[(0.0, 99.0, "The elec-"), (0.0, 87.0, "tion ended.")], "The election ended.");
        check(&[(0.0, 99.0, "A soft\u{ad}"), (0.0, 87.0, "ened text.")], "A softened text.");
        let with_hyphen = [(0.0, 99.0, "well-known, also a well-"), (0.0, 87.0, "known one.")];
        check(&with_hyphen, "well-known, also a well-known one.");
    }

    #[test]
    fn sentences_go_on_over_columns() {
        let lines =
            [(0.0, 12.0, "The observers thanked the"), (200.0, 99.0, "commission for its work.")];
        check(&lines, "The observers thanked the commission for its work.");
        let ended = [(0.0, 12.0, "The observers left."), (200.0, 99.0, "The commission stayed.")];
        check(&ended, "The observers left.\n\nThe commission stayed.");
        assert_eq!(jumps(&page(&lines).lines), 1);
    }

    #[test]
    fn running_heads_and_page_numbers_are_left_out() {
        let pages: Vec<Page> = ["one and", "two and", "three."]
            .iter()
            .zip(["1", "2", "3"])
            .map(|(text, number)| {
                page(&[(0.0, 99.0, "Report of the mission"), (0.0, 50.0, text), (0.0, 1.0, number)])
            })
            .collect();
        let assembled = assemble(&pages);
        assert_eq!(assembled.text, "one and two and three.");
        assert_eq!((assembled.page_starts, assembled.notes.len()), (vec![8, 16], 1));
    }

    #[test]
    fn a_page_without_text_begins_where_the_next_does() {
        let assembled = assemble(&[page(&[]), page(&[(0.0, 9.0, "Yes.")]), page(&[])]);
        assert_eq!((assembled.text.as_str(), assembled.page_starts), ("Yes.", vec![0, 4]));
    }
}
