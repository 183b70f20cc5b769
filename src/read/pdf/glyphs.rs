//! Glyphs → lines: what stands beside one another in the order of drawing.

use hayro_interpret::BlendMode;
use hayro_interpret::ClipPath;
use hayro_interpret::Device;
use hayro_interpret::DrawMode;
use hayro_interpret::DrawProps;
use hayro_interpret::Image;
use hayro_interpret::ImageDrawProps;
use hayro_interpret::SoftMask;
use hayro_interpret::font::Glyph;
use hayro_interpret::font::GlyphRun;
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::kurbo::Affine;
use hayro_interpret::kurbo::BezPath;
use hayro_interpret::kurbo::Point;
use hayro_interpret::kurbo::Vec2;

/// Glyph widths count in thousandths of the font's size.
const UNITS: f64 = 1000.0;
/// The least gap between words, as a part of the font's size; gaps between letters are smaller.
const WORD_GAP: f64 = 0.17;
/// The least gap between columns, as a multiple of the font's size.
const COLUMN_GAP: f64 = 4.0;

/// A page as the lines on it, in the order of drawing.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) lines: Vec<Line>,
    /// How many glyphs have no letter.
    pub(super) unread: usize,
    /// How many raised digits were left out.
    pub(super) marks: usize,
    /// How many gaps are as wide as those between columns.
    pub(super) gaps: usize,
    /// Whether there is more on it than is read.
    pub(super) is_too_large: bool,
    /// What was drawn last and where: drawn again, it is to look bold or to have an outline.
    last_run: Option<(String, Point)>,
}

/// Letters that stand beside one another.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) text: String,
    pub(super) start: Point,
    pub(super) end: Point,
    /// Where the line goes on to, of length one.
    pub(super) direction: Vec2,
    /// The size of its largest letters.
    pub(super) size: f64,
}

impl Page {
    /// Trims the lines and leaves out those without words.
    pub(super) fn finish(mut self) -> Self {
        for line in &mut self.lines {
            line.text = line.text.trim().to_owned();
        }
        self.lines.retain(|line| !line.text.is_empty());
        self
    }

    fn add(&mut self, letters: &str, place: &Place) {
        match self.lines.last_mut() {
            Some(line) if line.goes_on_at(place) && line.has_mark_at(letters, place) => {
                self.marks += 1;
                line.skip(place);
            }
            Some(line) if line.goes_on_at(place) => {
                let gap = (place.start - line.end).dot(line.direction);
                if gap > WORD_GAP * place.size && !line.text.ends_with(' ') {
                    line.text.push(' ');
                }
                self.gaps += usize::from(gap > COLUMN_GAP * place.size);
                line.add(letters, place);
            }
            _ => self.lines.push(Line {
                text: letters.trim_start().to_owned(),
                start: place.start,
                end: place.end,
                direction: place.direction,
                size: place.size,
            }),
        }
    }
}

impl Line {
    /// Returns whether a glyph is a small raised digit that is no power: the mark of a footnote.
    fn has_mark_at(&self, letters: &str, place: &Place) -> bool {
        let raised = self.direction.cross(place.start - self.end);
        !letters.is_empty()
            && letters.chars().all(char::is_numeric)
            && place.size < 0.8 * self.size
            && raised > 0.15 * self.size
            && !self.text.ends_with(char::is_numeric)
    }

    /// Returns whether a glyph stands beside this line's last one, be it raised a little.
    fn goes_on_at(&self, place: &Place) -> bool {
        let gap = place.start - self.end;
        let size = self.size.max(place.size);
        self.direction.dot(place.direction) > 0.95
            && gap.cross(self.direction).abs() < 0.5 * size
            && gap.dot(self.direction) > -size
    }

    /// Goes on after a glyph, on the line that the glyph is raised from.
    fn skip(&mut self, place: &Place) {
        let width = (place.end - self.end).dot(self.direction);
        self.end += width * self.direction;
    }

    fn add(&mut self, letters: &str, place: &Place) {
        if !(letters.starts_with(' ') && self.text.ends_with(' ')) {
            self.text.push_str(letters);
        }
        self.end = place.end;
        self.size = self.size.max(place.size);
    }
}

/// Where a glyph stands, and how large it is.
struct Place {
    start: Point,
    end: Point,
    direction: Vec2,
    size: f64,
}

impl Place {
    fn of(glyph: &Glyph<'_>, transform: Affine) -> Option<Self> {
        let width = match glyph {
            Glyph::Outline(outline) => outline.advance_width(),
            Glyph::Type3(drawn) => drawn.advance_width(),
        };
        let start = transform * Point::ZERO;
        let end = transform * Point::new(f64::from(width.unwrap_or(0.0)), 0.0);
        let across = (transform * Point::new(UNITS, 0.0)) - start;
        let size = ((transform * Point::new(0.0, UNITS)) - start).hypot();
        let is_sound =
            start.is_finite() && end.is_finite() && size.is_finite() && across.hypot() > 0.0;
        is_sound.then(|| Self { start, end, direction: across / across.hypot(), size })
    }
}

impl Device<'_> for Page {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, '_>, props: DrawProps<'_>, _: &DrawMode) {
        let placed: Vec<(Option<String>, Place)> = run
            .glyphs()
            .iter()
            .filter_map(|glyph| {
                let place = Place::of(glyph, props.transform * glyph.transform())?;
                Some((glyph.as_unicode().map(letters), place))
            })
            .collect();
        let Some((_, first)) = placed.first() else { return };
        let text: String = placed.iter().filter_map(|(letters, _)| letters.as_deref()).collect();
        let (start, size) = (first.start, first.size);
        let is_again =
            |(last, at): &(String, Point)| *last == text && at.distance(start) < 0.2 * size;
        if self.last_run.as_ref().is_some_and(is_again) {
            return;
        }
        self.last_run = Some((text, start));
        for (letters, place) in placed {
            self.unread += usize::from(letters.is_none());
            self.add(letters.as_deref().unwrap_or("\u{fffd}"), &place);
        }
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'_>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {}
    fn draw_image(&mut self, _: Image<'_, '_>, _: ImageDrawProps<'_>) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}

/// Returns what a glyph stands for, with one kind of space and with ligatures taken apart.
fn letters(glyph: BfString) -> String {
    let letters = match glyph {
        BfString::Char(letter) => letter.to_string(),
        BfString::String(letters) => letters,
    };
    letters.chars().fold(String::new(), |mut plain, letter| {
        match letter {
            '\u{fb00}' => plain.push_str("ff"),
            '\u{fb01}' => plain.push_str("fi"),
            '\u{fb02}' => plain.push_str("fl"),
            '\u{fb03}' => plain.push_str("ffi"),
            '\u{fb04}' => plain.push_str("ffl"),
            '\u{fb05}' | '\u{fb06}' => plain.push_str("st"),
            letter if letter.is_whitespace() => plain.push(' '),
            letter if letter.is_control() => {}
            letter => plain.push(letter),
        }
        plain
    })
}
