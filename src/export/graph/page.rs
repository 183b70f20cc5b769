//! The page around a drawing: its ground, its title, and a caption that tells what was counted.

use std::io;
use std::io::Write;

use super::super::xml::Escaped;
use super::letters;
use super::letters::Room;
use super::letters::Widths;
use super::style::Theme;

/// The space around a drawing, in pixels.
pub(super) const MARGIN: f64 = 32.0;

const TITLE_SIZE: f64 = 20.0;
const TITLE_LINE: f64 = 26.0;
/// The size of the letters of captions and legends, in pixels.
pub(super) const SMALL: f64 = 12.0;
const SMALL_LINE: f64 = 16.0;

/// The head of a page: title and caption, broken into lines.
pub(super) struct Page {
    title: String,
    description: String,
    theme: Theme,
    width: f64,
    title_lines: Vec<String>,
    caption_lines: Vec<String>,
    /// Where the drawing begins.
    pub(super) top: f64,
}

impl Page {
    /// Sets title and caption on a page of some width.
    #[expect(clippy::cast_precision_loss, reason = "a head has few lines")]
    pub(super) fn new([title, caption, description]: [&str; 3], width: f64, theme: Theme) -> Self {
        let widths = Widths::of([title, caption]);
        let lines = |text: &str, size: f64, lines: usize| -> Vec<String> {
            let room = Room { width: (width - 2.0 * MARGIN) * letters::SIZE / size, lines };
            widths.wrap(text, room).iter().map(|line| line.join(" ")).collect()
        };
        let title_lines = lines(title, TITLE_SIZE, 3);
        let caption_lines = lines(caption, SMALL, 6);
        let top = MARGIN
            + title_lines.len() as f64 * TITLE_LINE
            + caption_lines.len() as f64 * SMALL_LINE
            + 18.0;
        let (title, description) = (title.to_owned(), description.to_owned());
        Self { title, description, theme, width, title_lines, caption_lines, top }
    }

    /// Writes the beginning of a picture of some height.
    pub(super) fn begin(&self, height: f64, out: &mut dyn Write) -> io::Result<()> {
        let Self { width, theme, .. } = self;
        writeln!(
            out,
            r#"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" font-family="{}" role="img">"#,
            letters::FAMILY
        )?;
        writeln!(out, "<title>{}</title>", Escaped(&self.title))?;
        writeln!(out, "<desc>{}</desc>", Escaped(&self.description))?;
        writeln!(out, r#"<rect width="{width}" height="{height}" fill="{}"/>"#, theme.ground())?;
        let mut line_top = MARGIN + 16.0;
        for line in &self.title_lines {
            text(out, (MARGIN, line_top, "start"), (TITLE_SIZE, theme.ink()), line)?;
            line_top += TITLE_LINE;
        }
        line_top -= 2.0;
        for line in &self.caption_lines {
            text(out, (MARGIN, line_top, "start"), (SMALL, theme.faint()), line)?;
            line_top += SMALL_LINE;
        }
        Ok(())
    }
}

/// Writes a line of text.
pub(super) fn text(
    out: &mut dyn Write,
    (x, y, anchor): (f64, f64, &str),
    (size, colour): (f64, &str),
    line: &str,
) -> io::Result<()> {
    writeln!(
        out,
        r#"<text x="{x}" y="{y}" font-size="{size}" text-anchor="{anchor}" fill="{colour}">{}</text>"#,
        Escaped(line)
    )
}
