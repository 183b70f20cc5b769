//! A hierarchy of clusters as a picture: leaves on the left with their names, and each join as far to the right as what it joins is
//! from one another.

use std::io;
use std::io::Write;

use super::letters;
use super::letters::Room;
use super::letters::Widths;
use super::page::MARGIN;
use super::page::Page;
use super::page::text;
use super::style::Theme;
use crate::projection::Drawing;
use crate::projection::measures::Merge;
use crate::projection::measures::leaves;

const LINE: f64 = 22.0;
const LENGTH: f64 = 480.0;
const GAP: f64 = 10.0;

/// Where a group stands: at which distance, and how far down.
type Place = (f64, f64);

/// Writes a hierarchy of nodes with these labels as SVG.
#[expect(clippy::cast_precision_loss, reason = "a picture has few lines")]
pub fn write(
    labels: &[&str],
    merges: &[Merge],
    drawing: &Drawing,
    theme: Theme,
    out: &mut dyn Write,
) -> io::Result<()> {
    let widths = Widths::of(labels.iter().copied());
    let names: Vec<Vec<String>> = labels
        .iter()
        .map(|label| widths.wrap(label, Room { width: 260.0, lines: 1 }).concat())
        .collect();
    let room = names.iter().map(|name| widths.line(name)).fold(0.0, f64::max).ceil();
    let left = MARGIN + room + GAP;
    let width = left + LENGTH + MARGIN;
    let page = Page::new([&drawing.title, &drawing.caption, ""], width, theme);
    let height = page.top + labels.len() as f64 * LINE + LINE + MARGIN;
    page.begin(height, out)?;
    let order = leaves(labels.len(), merges);
    let mut places: Vec<Place> = vec![(0.0, 0.0); labels.len()];
    for (line, &leaf) in order.iter().enumerate() {
        let down = page.top + (line as f64 + 0.5) * LINE;
        places[leaf].1 = down;
        let name = names[leaf].join(" ");
        text(out, (left - GAP, down + 4.0, "end"), (letters::SIZE, theme.ink()), &name)?;
    }
    let highest = merges.iter().map(|merge| merge.height).fold(0.0, f64::max);
    let scale = if highest > 0.0 { LENGTH / highest } else { 0.0 };
    writeln!(out, r#"<g fill="none" stroke="{}" stroke-width="1.3">"#, theme.ink())?;
    for merge in merges {
        let (one, other) = (places[merge.left], places[merge.right]);
        places.push((merge.height, f64::midpoint(one.1, other.1)));
        let across = |distance: f64| ((left + distance * scale) * 10.0).round() / 10.0;
        writeln!(
            out,
            r#"<path class="merge" data-distance="{:.6}" d="M{} {}H{}V{}H{}"/>"#,
            merge.height,
            across(one.0),
            one.1,
            across(merge.height),
            other.1,
            across(other.0),
        )?;
    }
    writeln!(out, "</g>")?;
    let down = page.top + labels.len() as f64 * LINE + LINE;
    text(out, (left, down, "start"), (12.0, theme.faint()), "distance 0")?;
    let end = format!("{highest:.6}");
    text(out, (left + LENGTH, down, "end"), (12.0, theme.faint()), &end)?;
    writeln!(out, "</svg>")
}

#[cfg(test)]
mod tests {
    use resvg::usvg::roxmltree::Document;

    use super::write;
    use crate::export::graph::style::Theme;
    use crate::projection::Drawing;
    use crate::projection::measures::Merge;
    use crate::projection::measures::leaves;

    fn check(labels: &[&str], merges: &[Merge]) -> String {
        let mut out = Vec::new();
        let drawing = Drawing::parse("x", "#+ summary: Who & <whom>").unwrap();
        write(labels, merges, &drawing, Theme::Light, &mut out).unwrap();
        let picture = String::from_utf8(out).unwrap();
        Document::parse(&picture).unwrap();
        assert_eq!(picture.matches("class=\"merge\"").count(), merges.len());
        picture
    }

    #[test]
    fn joins_stand_at_their_distances() {
        let merges = [
            Merge { left: 0, right: 2, height: 0.25, size: 2 },
            Merge { left: 3, right: 1, height: 1.0, size: 3 },
        ];
        assert_eq!(leaves(3, &merges), [0, 2, 1]);
        let picture = check(&["Ada", "Bo <b>", &"x".repeat(10_000)], &merges);
        assert!(picture.contains("data-distance=\"0.250000\""));
        check(&[], &[]);
        check(&["Ada"], &[]);
    }
}
