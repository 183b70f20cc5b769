//! A hierarchy of clusters as a picture: leaves on the left with their names, and each join as far to the right as what it joins is
//! from one another.

use std::io;
use std::io::Write;

use super::super::xml::Escaped;
use super::letters;
use super::letters::Room;
use super::letters::Widths;
use super::svg;
use super::svg::FAINT;
use crate::projection::measures::Merge;

const MARGIN: f64 = 32.0;
const TOP: f64 = 72.0;
const LINE: f64 = 22.0;
const LENGTH: f64 = 480.0;
const GAP: f64 = 10.0;
const INK: &str = "#1f2933";

/// Where a group stands: at which distance, and how far down.
type Place = (f64, f64);

/// Writes a hierarchy of nodes with these labels as SVG.
#[expect(clippy::cast_precision_loss, reason = "a picture has few lines")]
pub fn write(
    labels: &[&str],
    merges: &[Merge],
    title: &str,
    out: &mut dyn Write,
) -> io::Result<()> {
    let widths = Widths::of(labels.iter().copied());
    let names: Vec<Vec<String>> = labels
        .iter()
        .map(|label| widths.wrap(label, Room { width: 260.0, lines: 1 }).concat())
        .collect();
    let room = names.iter().map(|name| widths.line(name)).fold(0.0, f64::max).ceil();
    let left = MARGIN + room + GAP;
    let (width, height) =
        (left + LENGTH + MARGIN, TOP + labels.len() as f64 * LINE + LINE + MARGIN);
    writeln!(
        out,
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" font-family="{}" role="img">"#,
        letters::FAMILY
    )?;
    writeln!(out, "<title>{}</title>", Escaped(title))?;
    writeln!(out, r##"<rect width="{width}" height="{height}" fill="#ffffff"/>"##)?;
    svg::text(out, (MARGIN, 44.0, "start"), (20.0, INK), title)?;
    let order = order(labels.len(), merges);
    let mut places: Vec<Place> = vec![(0.0, 0.0); labels.len()];
    for (line, &leaf) in order.iter().enumerate() {
        let down = TOP + (line as f64 + 0.5) * LINE;
        places[leaf].1 = down;
        let name = names[leaf].join(" ");
        svg::text(out, (left - GAP, down + 4.0, "end"), (letters::SIZE, INK), &name)?;
    }
    let highest = merges.iter().map(|merge| merge.height).fold(0.0, f64::max);
    let scale = if highest > 0.0 { LENGTH / highest } else { 0.0 };
    writeln!(out, r#"<g fill="none" stroke="{INK}" stroke-width="1.3">"#)?;
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
    let down = TOP + labels.len() as f64 * LINE + LINE;
    svg::text(out, (left, down, "start"), (12.0, FAINT), "distance 0")?;
    let end = format!("{highest:.6}");
    svg::text(out, (left + LENGTH, down, "end"), (12.0, FAINT), &end)?;
    writeln!(out, "</svg>")
}

/// Returns the leaves so that no lines cross.
fn order(leaves: usize, merges: &[Merge]) -> Vec<usize> {
    let mut groups: Vec<Vec<usize>> = (0..leaves).map(|leaf| vec![leaf]).collect();
    for merge in merges {
        let mut joined = std::mem::take(&mut groups[merge.left]);
        joined.append(&mut std::mem::take(&mut groups[merge.right]));
        groups.push(joined);
    }
    groups.concat()
}

#[cfg(test)]
mod tests {
    use resvg::usvg::roxmltree::Document;

    use super::order;
    use super::write;
    use crate::projection::measures::Merge;

    fn check(labels: &[&str], merges: &[Merge]) -> String {
        let mut out = Vec::new();
        write(labels, merges, "Who & <whom>", &mut out).unwrap();
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
        assert_eq!(order(3, &merges), [0, 2, 1]);
        let picture = check(&["Ada", "Bo <b>", &"x".repeat(10_000)], &merges);
        assert!(picture.contains("data-distance=\"0.250000\""));
        check(&[], &[]);
        check(&["Ada"], &[]);
    }
}
