//! Files that pages need: style, scripts, pictures. All are in the program.

use super::Response;

/// A file's name, its media type, and its bytes.
const ASSETS: &[(&str, &str, &[u8])] = &[
    ("ask.css", "text/css; charset=utf-8", include_bytes!("assets/ask.css")),
    ("document.js", "text/javascript; charset=utf-8", include_bytes!("assets/document.js")),
    ("editor.js", "text/javascript; charset=utf-8", include_bytes!("assets/editor.js")),
    ("icon.svg", "image/svg+xml", include_bytes!("assets/icon.svg")),
    ("network.css", "text/css; charset=utf-8", include_bytes!("assets/network.css")),
    ("network.js", "text/javascript; charset=utf-8", include_bytes!("assets/network.js")),
    ("review.js", "text/javascript; charset=utf-8", include_bytes!("assets/review.js")),
    ("style.css", "text/css; charset=utf-8", include_bytes!("assets/style.css")),
    ("theme.js", "text/javascript; charset=utf-8", include_bytes!("assets/theme.js")),
];

/// Returns a file, or that there is none.
pub(super) fn response(name: &str) -> Response {
    match ASSETS.iter().find(|(known, _, _)| *known == name) {
        Some((_, media_type, bytes)) => {
            Response::new(200, media_type, *bytes).with("cache-control", "max-age=3600")
        }
        None => Response::text(404, "there is no such file"),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::ASSETS;
    use crate::serve::Method;
    use crate::serve::Request;
    use crate::serve::packed;

    const STYLE: &str = include_str!("assets/style.css");

    /// Returns the colours of the style by name, light and dark.
    fn colours() -> BTreeMap<&'static str, [f64; 2]> {
        let colours = STYLE.lines().filter_map(|line| {
            let (name, value) = line.trim().strip_prefix("--")?.split_once(": light-dark(")?;
            let (light, dark) = value.strip_suffix(");")?.split_once(", ")?;
            Some((name, [luminance(light), luminance(dark)]))
        });
        colours.collect()
    }

    /// Returns the relative luminance of `#rrggbb`, as WCAG 2.2 defines it.
    fn luminance(colour: &str) -> f64 {
        let channel = |place: usize| {
            let value = u8::from_str_radix(&colour[place..place + 2], 16).unwrap();
            let value = f64::from(value) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
    }

    #[track_caller]
    fn check(text: &str, grounds: &[&str], least: f64) {
        let colours = colours();
        for ground in grounds {
            for (theme, (one, other)) in colours[text].iter().zip(&colours[ground]).enumerate() {
                let contrast = (one.max(*other) + 0.05) / (one.min(*other) + 0.05);
                assert!(contrast >= least, "{text} on {ground} in theme {theme}: {contrast:.2}");
            }
        }
    }

    #[test]
    fn text_can_be_read_on_every_ground() {
        let plain = ["ground", "raised", "sunken", "content-ground", "warning-ground"];
        let marked =
            ["source-ground", "cue-ground", "positive-ground", "negative-ground", "chosen-ground"];
        check("text", &plain, 4.5);
        check("text", &marked, 4.5);
        check("muted", &plain, 4.5);
        check("link", &plain, 4.5);
        check(
            "source",
            &["ground", "raised", "content-ground", "source-ground", "chosen-ground"],
            4.5,
        );
        check("cue", &["ground", "raised", "content-ground", "cue-ground", "chosen-ground"], 4.5);
        check(
            "positive",
            &["ground", "raised", "content-ground", "positive-ground", "chosen-ground"],
            4.5,
        );
        check(
            "negative",
            &["ground", "raised", "content-ground", "negative-ground", "chosen-ground"],
            4.5,
        );
        check("warning", &["ground", "warning-ground"], 4.5);
        check("on-accent", &["accent"], 4.5);
    }

    #[test]
    fn what_can_be_used_is_seen() {
        check("line-strong", &["ground", "raised"], 3.0);
        check("content-line", &["ground", "content-ground"], 3.0);
        check("focus", &["ground", "raised", "sunken"], 3.0);
    }

    /// Scripts and styles of all pages together, as they are sent.
    #[test]
    fn what_pages_load_is_small() {
        let mut request = Request::new(Method::Get, "/");
        request.headers.push(("accept-encoding".to_owned(), "gzip".to_owned()));
        let sizes = ASSETS
            .iter()
            .map(|(name, _, _)| packed::response(&request, super::response(name)).bytes().len());
        assert!(sizes.sum::<usize>() < 30_000);
    }
}
