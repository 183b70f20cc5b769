//! The legend of a picture: entries with samples, one after another in rows.

use std::io;
use std::io::Write;

use super::geometry::Curve;
use super::geometry::Point;
use super::geometry::Rectangle;
use super::letters;
use super::letters::Room;
use super::letters::Widths;
use super::outline;
use super::page::SMALL;
use super::page::text;
use super::palette;
use super::palette::Line;
use super::style::Theme;
use super::svg::stroke;

/// What lines, outlines and colours mean.
pub(super) struct Legend {
    entries: Vec<Entry>,
    directed: bool,
    /// Its height in pixels.
    pub(super) height: f64,
}

struct Entry {
    sample: Sample,
    words: String,
    place: Point,
}

/// What stands before the words of an entry.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Sample {
    /// A line, with its width.
    Line(Line, f64),
    /// The outline of a kind of node.
    Kind(String),
    /// A circle of a colour, or only its outline, with half its width.
    Circle(Option<&'static str>, f64),
    /// The outline of a square, with half its width.
    Square(f64),
    /// A bar of a colour.
    Bar(String),
    /// Nothing.
    None,
}

const SAMPLE: f64 = 34.0;
const ROW: f64 = 26.0;
/// The space between two entries.
const BETWEEN: f64 = 26.0;
const GAP: f64 = 8.0;

impl Sample {
    fn width(&self) -> f64 {
        match self {
            Self::Line(..) | Self::Kind(_) => SAMPLE,
            Self::Circle(_, radius) | Self::Square(radius) => 2.0 * radius,
            Self::Bar(_) => 20.0,
            Self::None => 0.0,
        }
    }

    fn height(&self) -> f64 {
        match self {
            Self::Circle(_, radius) | Self::Square(radius) => 2.0 * radius + 6.0,
            _ => ROW,
        }
    }

    fn write(
        &self,
        place: Point,
        directed: bool,
        theme: Theme,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let centre = Point::new(place.x + self.width() / 2.0, place.y);
        let outlined = |colour: Option<&'static str>| match colour {
            Some(colour) => format!(r#"fill="{colour}" stroke="{}""#, theme.ink()),
            None => format!(r#"fill="none" stroke="{}""#, theme.faint()),
        };
        match self {
            Self::Line(line, breadth) => {
                let end = Point::new(place.x + SAMPLE, place.y);
                stroke(&[Curve::bent(place, end, 0.0)], *line, *breadth, directed, out)
            }
            Self::Kind(kind) => {
                let area = Rectangle::around(centre, Point::new(SAMPLE - 4.0, 16.0));
                outline::write(palette::look(kind, theme), area, out)
            }
            Self::Circle(colour, radius) => writeln!(
                out,
                r#"<circle cx="{}" cy="{}" r="{radius}" {} stroke-width="1"/>"#,
                centre.x,
                centre.y,
                outlined(*colour)
            ),
            Self::Square(radius) => writeln!(
                out,
                r#"<rect x="{}" y="{}" width="{side}" height="{side}" {} stroke-width="1"/>"#,
                centre.x - radius,
                centre.y - radius,
                outlined(None),
                side = 2.0 * radius
            ),
            Self::Bar(colour) => writeln!(
                out,
                r#"<rect x="{}" y="{}" width="20" height="12" fill="{colour}"/>"#,
                place.x,
                place.y - 6.0
            ),
            Self::None => Ok(()),
        }
    }
}

impl Legend {
    /// Sets groups of entries one after another, in rows that fit the width; each group begins a row.
    pub(super) fn new(groups: Vec<Vec<(Sample, String)>>, directed: bool, width: f64) -> Self {
        let words = groups.iter().flatten().map(|(_, words)| words.as_str());
        let widths = Widths::of(words);
        let mut placed: Vec<Entry> = Vec::new();
        let mut top = 11.0;
        for group in groups.into_iter().filter(|group| !group.is_empty()) {
            let mut row = Vec::new();
            let mut left = 0.0;
            for (sample, words) in group {
                let length = length(&sample, &words, &widths);
                if left > 0.0 && left + length > width {
                    top = settle(&mut row, &mut placed, top);
                    left = 0.0;
                }
                row.push(Entry { sample, words, place: Point::new(left, 0.0) });
                left += length + BETWEEN;
            }
            top = settle(&mut row, &mut placed, top);
        }
        let height = if placed.is_empty() { 0.0 } else { top - 5.0 };
        Self { entries: placed, directed, height }
    }

    /// Writes the legend under a rule of some width.
    pub(super) fn write(&self, width: f64, theme: Theme, out: &mut dyn Write) -> io::Result<()> {
        if self.entries.is_empty() {
            return Ok(());
        }
        let rule = theme.rule();
        writeln!(out, r#"<path d="M0 0 H{width}" stroke="{rule}" stroke-width="1"/>"#)?;
        for Entry { sample, words, place } in &self.entries {
            sample.write(*place, self.directed, theme, out)?;
            let left = place.x + indent(sample);
            text(out, (left, place.y + 4.0, "start"), (SMALL, theme.faint()), words)?;
        }
        Ok(())
    }
}

fn indent(sample: &Sample) -> f64 {
    if *sample == Sample::None { 0.0 } else { sample.width() + GAP }
}

fn length(sample: &Sample, words: &str, widths: &Widths) -> f64 {
    let line = widths.wrap(words, Room { width: f64::MAX, lines: 1 }).concat();
    indent(sample) + (widths.line(&line) * SMALL / letters::SIZE).ceil()
}

/// Ends a row, as high as its highest sample, and returns where the next begins.
fn settle(row: &mut Vec<Entry>, placed: &mut Vec<Entry>, top: f64) -> f64 {
    let height = row.iter().map(|entry| entry.sample.height()).fold(ROW, f64::max);
    for mut entry in row.drain(..) {
        entry.place.y = top + height / 2.0;
        placed.push(entry);
    }
    top + height
}

#[cfg(test)]
mod tests {
    use super::Legend;
    use super::Sample;

    #[test]
    fn rows_fit_the_width_and_their_samples() {
        let entry = |radius| (Sample::Circle(None, radius), "ten letters".to_owned());
        let legend = Legend::new(vec![vec![entry(5.0); 3], vec![entry(30.0)]], false, 250.0);
        let places: Vec<(f64, f64)> =
            legend.entries.iter().map(|entry| (entry.place.x, entry.place.y)).collect();
        assert!(places[1].0 > 60.0, "{places:?}");
        let rows: Vec<String> = places.iter().map(|(_, down)| down.to_string()).collect();
        assert_eq!(rows, ["24", "24", "50", "96"]);
    }
}
