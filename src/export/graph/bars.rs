//! What is spoken of as bars: how often it is agreed with, to the right, and disagreed with, to the left.

use std::io;
use std::io::Write;

use super::super::xml::Escaped;
use super::legend::Legend;
use super::legend::Sample;
use super::letters;
use super::letters::Room;
use super::letters::Widths;
use super::page::MARGIN;
use super::page::Page;
use super::page::SMALL;
use super::page::text;
use super::palette;
use super::style::Theme;
use super::svg::plural;
use crate::projection::Drawing;

/// How many statements are for and against something.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bar {
    /// What it is called.
    pub label: String,
    /// How many are for it.
    pub agree: usize,
    /// How many are against it.
    pub disagree: usize,
    /// How many are neither.
    pub neither: usize,
}

/// How many bars a picture has, at most.
const MOST: usize = 50;

const NAME: Room = Room { width: 300.0, lines: 2 };
const LENGTH: f64 = 520.0;
const THICK: f64 = 16.0;
const GAP: f64 = 10.0;

impl Bar {
    /// Returns how many statements there are.
    pub fn all(&self) -> usize {
        self.agree + self.disagree + self.neither
    }
}

/// Writes bars as SVG, the longest first.
pub fn write(bars: &[Bar], drawing: &Drawing, theme: Theme, out: &mut dyn Write) -> io::Result<()> {
    let mut bars: Vec<&Bar> = bars.iter().filter(|bar| bar.all() > 0).collect();
    bars.sort_by_key(|bar| (std::cmp::Reverse(bar.all()), bar.label.clone()));
    let caption = caption(&bars, drawing);
    bars.truncate(MOST);
    let widths = Widths::of(bars.iter().map(|bar| bar.label.as_str()));
    let names: Vec<Vec<Vec<String>>> =
        bars.iter().map(|bar| widths.wrap(&bar.label, NAME)).collect();
    let room = names.iter().flatten().map(|line| widths.line(line)).fold(60.0, f64::max).ceil();
    let width = MARGIN + room + GAP + LENGTH + MARGIN;
    let page = Page::new([&drawing.title, &caption, &drawing.question.description], width, theme);
    let legend = Legend::new(legend(&bars, theme), false, width - 2.0 * MARGIN);
    let heights: Vec<f64> = names.iter().map(|lines| height(lines.len())).collect();
    let legend_top = page.top + heights.iter().sum::<f64>() + 14.0;
    page.begin(legend_top + legend.height + MARGIN, out)?;
    let scale = Scale::of(&bars);
    let mut top = page.top;
    writeln!(out, r#"<g transform="translate({} 0)">"#, MARGIN + room + GAP)?;
    for ((bar, lines), height) in bars.iter().zip(&names).zip(heights) {
        draw(bar, lines, (top, height), &scale, theme, out)?;
        top += height;
    }
    writeln!(
        out,
        r#"<path d="M{x} {} V{top}" stroke="{}" stroke-width="1"/>"#,
        page.top,
        theme.faint(),
        x = scale.zero
    )?;
    writeln!(out, "</g>")?;
    writeln!(out, r#"<g transform="translate({MARGIN} {legend_top})">"#)?;
    legend.write(width - 2.0 * MARGIN, theme, out)?;
    writeln!(out, "</g>\n</svg>")
}

fn caption(bars: &[&Bar], drawing: &Drawing) -> String {
    let what = plural(bars.len(), "bar", "bars");
    let statements: usize = bars.iter().map(|bar| bar.all()).sum();
    let mut told = format!("{what}, {}.", plural(statements, "statement", "statements"));
    let unseen = bars.len().saturating_sub(MOST);
    if unseen > 0 {
        told.extend([" The ", &unseen.to_string(), " shortest are not shown."]);
    }
    for more in [drawing.caption.as_str()].into_iter().filter(|more| !more.is_empty()) {
        told.extend([" ", more]);
    }
    told
}

#[expect(clippy::cast_precision_loss, reason = "a name has few lines")]
fn height(lines: usize) -> f64 {
    (lines.max(1) as f64 * letters::LINE).max(THICK) + GAP
}

/// Where bars begin, and how long one statement is.
struct Scale {
    zero: f64,
    each: f64,
}

impl Scale {
    #[expect(clippy::cast_precision_loss, reason = "counts are smaller than that")]
    fn of(bars: &[&Bar]) -> Self {
        let most = |count: fn(&Bar) -> usize| bars.iter().map(|bar| count(bar)).max().unwrap_or(0);
        let left = most(|bar| bar.disagree) as f64;
        let right = most(|bar| bar.agree + bar.neither) as f64;
        // The counts stand at both ends.
        let (before, behind) = (if left > 0.0 { 36.0 } else { 0.0 }, 36.0);
        let each = (LENGTH - before - behind) / (left + right).max(1.0);
        Self { zero: (before + left * each).round(), each }
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts are smaller than that")]
fn draw(
    bar: &Bar,
    lines: &[Vec<String>],
    (top, height): (f64, f64),
    scale: &Scale,
    theme: Theme,
    out: &mut dyn Write,
) -> io::Result<()> {
    writeln!(
        out,
        r#"<g class="bar" data-agree="{}" data-disagree="{}" data-neither="{}">"#,
        bar.agree, bar.disagree, bar.neither
    )?;
    writeln!(out, "<title>{}</title>", Escaped(&bar.label))?;
    let middle = top + (height - GAP) / 2.0;
    let mut y = middle - (lines.len() as f64 - 1.0) * letters::LINE / 2.0 + 4.5;
    for line in lines {
        text(out, (-GAP, y, "end"), (letters::SIZE, theme.ink()), &line.join(" "))?;
        y += letters::LINE;
    }
    let length = |count: usize| ((count as f64 * scale.each) * 10.0).round() / 10.0;
    let [agree, disagree, neither] = [bar.agree, bar.disagree, bar.neither].map(length);
    let mut rectangle = |x: f64, width: f64, fill: &str| {
        let y = middle - THICK / 2.0;
        writeln!(out, r#"<rect x="{x}" y="{y}" width="{width}" height="{THICK}" fill="{fill}"/>"#)
    };
    let [for_it, against] = ["positive", "negative"].map(|side| palette::line(side, theme).colour);
    if bar.agree > 0 {
        rectangle(scale.zero, agree, for_it)?;
    }
    if bar.neither > 0 {
        rectangle(scale.zero + agree, neither, palette::OTHERS)?;
    }
    if bar.disagree > 0 {
        rectangle(scale.zero - disagree, disagree, against)?;
    }
    let ink = (SMALL, theme.faint());
    let right = (bar.agree > 0 || bar.neither > 0).then_some(bar.agree + bar.neither);
    if let Some(count) = right {
        let x = scale.zero + agree + neither + 5.0;
        text(out, (x, middle + 4.0, "start"), ink, &count.to_string())?;
    }
    if bar.disagree > 0 {
        let x = scale.zero - disagree - 5.0;
        text(out, (x, middle + 4.0, "end"), ink, &bar.disagree.to_string())?;
    }
    writeln!(out, "</g>")
}

fn legend(bars: &[&Bar], theme: Theme) -> Vec<Vec<(Sample, String)>> {
    let line = |side: &str| Sample::Bar(palette::line(side, theme).colour.to_owned());
    let has = |count: fn(&Bar) -> usize| bars.iter().any(|bar| count(bar) > 0);
    let (agree, disagree) = (has(|bar| bar.agree), has(|bar| bar.disagree));
    let mut entries = Vec::new();
    if disagree {
        entries.push((line("negative"), "statements against it".to_owned()));
    }
    if agree {
        entries.push((line("positive"), "statements for it".to_owned()));
    }
    if has(|bar| bar.neither) {
        let words = if agree || disagree { "neither" } else { "statements" };
        entries.push((Sample::Bar(palette::OTHERS.to_owned()), words.to_owned()));
    }
    vec![entries]
}

#[cfg(test)]
mod tests {
    use resvg::usvg::roxmltree::Document;

    use super::Bar;
    use super::write;
    use crate::export::graph::samples;
    use crate::export::graph::style::Theme;

    fn bar(label: &str, [agree, disagree, neither]: [usize; 3]) -> Bar {
        Bar { label: label.to_owned(), agree, disagree, neither }
    }

    fn check(bars: &[Bar], expected: &[&str]) -> String {
        let mut out = Vec::new();
        write(bars, &samples::drawing(), Theme::Light, &mut out).unwrap();
        let picture = String::from_utf8(out).unwrap();
        let document = Document::parse(&picture).unwrap();
        let found = document.descendants().filter(|node| node.attribute("class") == Some("bar"));
        let told = found.map(|bar| {
            let title = bar.children().find(|node| node.has_tag_name("title")).unwrap();
            let counts = ["data-agree", "data-disagree", "data-neither"];
            let counts = counts.map(|name| bar.attribute(name).unwrap());
            format!("{} {}", title.text().unwrap_or_default(), counts.join(" "))
        });
        assert_eq!(told.collect::<Vec<_>>(), expected);
        picture
    }

    #[test]
    fn the_longest_stand_first() {
        let bars = [bar("dam", [1, 2, 0]), bar("sea", [0, 0, 0]), bar("dyke & <co>", [4, 0, 1])];
        let picture = check(&bars, &["dyke & <co> 4 0 1", "dam 1 2 0"]);
        assert!(picture.contains("2 bars, 8 statements."));
        check(&[], &[]);
    }

    #[test]
    fn what_is_not_shown_is_counted() {
        let bars: Vec<Bar> = (0..53).map(|place| bar(&place.to_string(), [place, 1, 0])).collect();
        let mut out = Vec::new();
        write(&bars, &samples::drawing(), Theme::Dark, &mut out).unwrap();
        let picture = String::from_utf8(out).unwrap();
        assert!(picture.contains("The 3 shortest are not shown."));
        assert_eq!(picture.matches("class=\"bar\"").count(), 50);
    }
}
