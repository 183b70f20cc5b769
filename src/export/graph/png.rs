//! PNG: the SVG, rendered with the bundled fonts.

use std::io;

use resvg::tiny_skia;
use resvg::usvg;

use super::letters;

/// Pixels of the PNG for one of the SVG, so that letters are sharp in print.
const SCALE: f32 = 2.0;

/// The longest side of a PNG; larger pictures are scaled down to it.
const LONGEST: f32 = 8_000.0;

/// Renders an SVG and returns the bytes of the PNG.
pub(super) fn render(svg: &str) -> io::Result<Vec<u8>> {
    let tree = usvg::Tree::from_str(svg, &letters::options()).map_err(io::Error::other)?;
    let size = tree.size();
    let scale = SCALE.min(LONGEST / size.width()).min(LONGEST / size.height());
    let size = size.to_int_size().scale_by(scale).ok_or_else(|| io::Error::other("no size"))?;
    let mut pixels = tiny_skia::Pixmap::new(size.width(), size.height())
        .ok_or_else(|| io::Error::other("the picture is too large for a PNG"))?;
    let transform = tiny_skia::Transform::from_scale(scale, scale);
    resvg::render(&tree, transform, &mut pixels.as_mut());
    pixels.encode_png().map_err(io::Error::other)
}

#[cfg(test)]
mod tests {
    use super::render;

    #[test]
    fn pictures_are_drawn_at_twice_their_size() {
        let svg = r#"<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"/>"#;
        let png = render(svg).unwrap();
        assert_eq!(&png[..8], b"\x89PNG\r\n\x1a\n");
        assert_eq!(png[16..24], [0, 0, 0, 60, 0, 0, 0, 40]);
    }

    #[test]
    fn letters_are_drawn() {
        let draw = |text: &str| {
            let svg = format!(
                r#"<svg xmlns="http://www.w3.org/2000/svg" width="90" height="20"><text y="15" font-family="Noto Sans">{text}</text></svg>"#
            );
            render(&svg).unwrap()
        };
        let empty = draw("");
        for word in ["Owen", "Όουεν", "Оуэн", "مجلس"] {
            assert_ne!(draw(word), empty, "{word}");
        }
    }

    #[test]
    fn a_picture_that_cannot_be_read_is_an_error() {
        assert!(render("<svg").is_err());
    }
}
