//! Files that pages need: style, scripts, pictures. All are in the program.

use super::Response;

/// A file's name, its media type, and its bytes.
const ASSETS: &[(&str, &str, &[u8])] =
    &[("style.css", "text/css; charset=utf-8", include_bytes!("assets/style.css"))];

/// Returns a file, or that there is none.
pub(super) fn response(name: &str) -> Response {
    match ASSETS.iter().find(|(known, _, _)| *known == name) {
        Some((_, media_type, bytes)) => {
            Response::new(200, media_type, *bytes).with("cache-control", "max-age=3600")
        }
        None => Response::text(404, "there is no such file"),
    }
}
