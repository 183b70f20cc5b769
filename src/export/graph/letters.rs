//! Letters: how wide words are in the bundled font, and labels broken into lines of them.
//!
//! Words are measured by the renderer that also draws them, so ligatures and Arabic joins count.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Arc;
use std::sync::LazyLock;

use resvg::usvg;

use super::super::xml::Escaped;

/// The font's name, and what a viewer without it may take.
pub(super) const FAMILY: &str = "Noto Sans, Noto Sans Arabic, DejaVu Sans, Verdana, sans-serif";

/// The size of the letters in a node, in pixels.
pub(super) const SIZE: f64 = 13.0;

/// The height of a line in a node, in pixels.
pub(super) const LINE: f64 = 17.0;

const SANS: &[u8] = include_bytes!("../../../data/fonts/NotoSans-Regular.ttf");
const ARABIC: &[u8] = include_bytes!("../../../data/fonts/NotoSansArabic-Regular.subset.ttf");

/// The bundled fonts; those of the system are never asked.
static FONTS: LazyLock<Arc<usvg::fontdb::Database>> = LazyLock::new(|| {
    let mut fonts = usvg::fontdb::Database::new();
    fonts.load_font_data(SANS.to_vec());
    fonts.load_font_data(ARABIC.to_vec());
    fonts.set_serif_family("Noto Sans");
    fonts.set_sans_serif_family("Noto Sans");
    Arc::new(fonts)
});

/// Returns the options under which pictures are read: the bundled fonts, no files, no network.
pub(super) fn options() -> usvg::Options<'static> {
    usvg::Options { fontdb: Arc::clone(&FONTS), ..usvg::Options::default() }
}

/// The widths of some words, in pixels.
#[derive(Debug, Default)]
pub(super) struct Widths(BTreeMap<String, f64>);

/// How wide and how many the lines of a label may be.
#[derive(Clone, Copy, Debug)]
pub(super) struct Room {
    /// The width that lines should keep to, in pixels.
    pub(super) width: f64,
    /// The most lines; what does not fit ends in an ellipsis.
    pub(super) lines: usize,
}

/// The longest word that is not cut into pieces, in letters.
const LONGEST_WORD: usize = 24;

impl Widths {
    /// Measures every word of some labels.
    pub(super) fn of<'a>(labels: impl IntoIterator<Item = &'a str>) -> Self {
        let mut words = BTreeMap::new();
        for label in labels {
            words.extend(pieces(label).into_iter().map(|word| (word, 0.0)));
        }
        words.insert("…".to_owned(), 0.0);
        words.retain(|word, _| !word.is_empty());
        measure(&mut words);
        Self(words)
    }

    /// Returns the width of a line of measured words.
    pub(super) fn line(&self, line: &[String]) -> f64 {
        let words: f64 = line.iter().map(|word| self.word(word)).sum();
        #[expect(clippy::cast_precision_loss, reason = "a line has few words")]
        let gaps = line.len().saturating_sub(1) as f64;
        words + gaps * SPACE
    }

    /// Breaks a label into as few lines as fit, of about equal width.
    pub(super) fn wrap(&self, label: &str, room: Room) -> Vec<Vec<String>> {
        let words = pieces(label);
        let mut lines = self.fill(&words, room.width);
        let (mut narrow, mut wide) = (0.0, room.width);
        while wide - narrow > 2.0 {
            let middle = f64::midpoint(narrow, wide);
            let tried = self.fill(&words, middle);
            let fits = tried.iter().all(|line| line.len() == 1 || self.line(line) <= middle);
            if fits && tried.len() == lines.len() {
                (lines, wide) = (tried, middle);
            } else {
                narrow = middle;
            }
        }
        if lines.len() > room.lines {
            lines.truncate(room.lines);
            if let Some(last) = lines.last_mut() {
                last.push("…".to_owned());
            }
        }
        lines
    }

    /// Cuts a label to one line that fits, with an ellipsis where words are left out.
    pub(super) fn cut(&self, label: &str, room: Room) -> Vec<String> {
        let mut lines = self.fill(&pieces(label), room.width - SIZE).into_iter();
        let mut line = lines.next().unwrap_or_default();
        if lines.next().is_some() {
            line.push("…".to_owned());
        }
        line
    }

    /// Fills lines of some width with words, one after another.
    fn fill(&self, words: &[String], width: f64) -> Vec<Vec<String>> {
        let mut lines: Vec<Vec<String>> = Vec::new();
        let mut used = 0.0;
        for word in words {
            let length = self.word(word);
            match lines.last_mut() {
                Some(line) if used + SPACE + length <= width => {
                    line.push(word.clone());
                    used += SPACE + length;
                }
                _ => {
                    lines.push(vec![word.clone()]);
                    used = length;
                }
            }
        }
        lines
    }

    fn word(&self, word: &str) -> f64 {
        self.0.get(word).copied().unwrap_or_default()
    }
}

/// The width of a space in the font, in pixels.
const SPACE: f64 = 0.26 * SIZE;

/// Cuts a label at its white space, and words without end into pieces.
fn pieces(label: &str) -> Vec<String> {
    let mut pieces = Vec::new();
    for word in label.split_whitespace() {
        let letters: Vec<char> = word.chars().filter(|letter| !letter.is_control()).collect();
        pieces.extend(letters.chunks(LONGEST_WORD).map(String::from_iter));
    }
    pieces
}

/// Lets the renderer lay out each word in a picture of its own line.
fn measure(words: &mut BTreeMap<String, f64>) {
    let mut picture = format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10" font-family="{FAMILY}" font-size="{SIZE}">"#
    );
    for (place, word) in words.keys().enumerate() {
        write!(picture, r#"<text id="w{place}">{}</text>"#, Escaped(word))
            .expect("a string takes all that is written");
    }
    picture.push_str("</svg>");
    let tree = usvg::Tree::from_str(&picture, &options()).expect("the picture is well-formed");
    for (place, (word, width)) in words.iter_mut().enumerate() {
        let drawn = tree.node_by_id(&format!("w{place}"));
        let wide = drawn.map(|text| f64::from(text.bounding_box().width()));
        // Where the bundled fonts have no letter, a viewer's own font may, and that one is wide.
        let foreign = word.chars().filter(|&letter| !is_bundled(letter)).count();
        #[expect(clippy::cast_precision_loss, reason = "a word has few letters")]
        let guess = foreign as f64 * SIZE * 1.2;
        *width = wide.unwrap_or_default().max(guess).ceil();
    }
}

/// Returns whether the bundled fonts know a letter: Latin, Greek, Cyrillic, Arabic and their marks.
fn is_bundled(letter: char) -> bool {
    matches!(letter, '\0'..='\u{52f}' | '\u{600}'..='\u{77f}' | '\u{1d00}'..='\u{20cf}')
}

#[cfg(test)]
mod tests {
    use super::Room;
    use super::Widths;

    fn check(label: &str, room: Room, expected: &[&str]) {
        let widths = Widths::of([label]);
        let lines: Vec<String> =
            widths.wrap(label, room).iter().map(|line| line.join(" ")).collect();
        assert_eq!(lines, expected);
    }

    const ROOM: Room = Room { width: 150.0, lines: 3 };

    #[test]
    fn short_labels_stay_on_a_line() {
        check("Ada Lovelace", ROOM, &["Ada Lovelace"]);
        check("", ROOM, &[]);
    }

    #[test]
    fn long_labels_become_lines_of_about_equal_width() {
        let label = "Office for Democratic Institutions and Human Rights";
        check(label, ROOM, &["Office for Democratic", "Institutions and", "Human Rights"]);
        check("one two three four", Room { width: 80.0, lines: 3 }, &["one two", "three four"]);
    }

    #[test]
    fn what_does_not_fit_ends_in_an_ellipsis() {
        let label =
            "one two three four five six seven eight nine ten eleven twelve thirteen fourteen";
        let widths = Widths::of([label]);
        let lines = widths.wrap(label, Room { width: 100.0, lines: 2 });
        assert_eq!(lines.len(), 2);
        assert_eq!(lines[1].last().map(String::as_str), Some("…"));
    }

    #[test]
    fn words_without_end_are_cut() {
        let label = "x".repeat(60);
        let lines = Widths::of([label.as_str()]).wrap(&label, ROOM);
        assert_eq!(lines.len(), 3);
    }

    #[test]
    fn every_script_has_a_width() {
        for word in ["Owen", "Όουεν", "Оуэн", "مجلس", "漢字", "😀"] {
            let width = Widths::of([word]).line(&[word.to_owned()]);
            assert!(width > 10.0 && width < 80.0, "{word}: {width}");
        }
    }
}
