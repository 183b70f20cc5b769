//! Answers packed with gzip, for clients that take it.

use std::io;
use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::Body;
use super::Method;
use super::Request;
use super::Response;

/// What is smaller is sent as it is.
const LEAST: usize = 1 << 10;

/// Media types that become smaller.
const PACKED: &[&str] = &["text/", "application/", "image/svg+xml"];

/// Returns an answer packed, where the client takes it so and it is worth it.
pub(super) fn response(request: &Request, mut response: Response) -> Response {
    let media_type = response.header("content-type").unwrap_or_default();
    let is_text = PACKED.iter().any(|kind| media_type.starts_with(kind));
    if !is_text || response.header("content-encoding").is_some() {
        return response;
    }
    response = varying(response);
    let is_read = request.method != Method::Head;
    if !is_read || !takes_gzip(request.header("accept-encoding").unwrap_or_default()) {
        return response;
    }
    response.body = match response.body {
        Body::Bytes(bytes) if bytes.len() < LEAST => {
            response.body = Body::Bytes(bytes);
            return response;
        }
        Body::Bytes(bytes) => Body::Bytes(packed(&bytes)),
        Body::Written(write) => Body::Written(Box::new(move |output| {
            let mut encoder = GzEncoder::new(output, Compression::fast());
            write(&mut encoder)?;
            // A client that has left takes nothing.
            drop(encoder.try_finish());
            Ok(())
        })),
    };
    response.with("content-encoding", "gzip")
}

/// Says that others may get the same in other bytes.
fn varying(mut response: Response) -> Response {
    match response.headers.iter_mut().find(|(name, _)| *name == "vary") {
        Some((_, value)) => value.push_str(", accept-encoding"),
        None => response.headers.push(("vary", "accept-encoding".to_owned())),
    }
    response
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    let written: io::Result<Vec<u8>> = encoder.write_all(bytes).and_then(|()| encoder.finish());
    written.expect("memory takes all")
}

/// Returns whether a client takes gzip, `gzip, br;q=0.5`.
fn takes_gzip(accepted: &str) -> bool {
    accepted.split(',').any(|coding| {
        let mut parts = coding.split(';').map(str::trim);
        let is_it = parts.next().is_some_and(|name| name.eq_ignore_ascii_case("gzip"));
        let weight = parts.find_map(|part| part.strip_prefix("q=")?.parse::<f32>().ok());
        is_it && weight.is_none_or(|weight| weight > 0.0)
    })
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use flate2::read::GzDecoder;

    use super::*;

    fn asked(method: Method, accepted: &str) -> Request {
        let mut request = Request::new(method, "/");
        request.headers.push(("accept-encoding".to_owned(), accepted.to_owned()));
        request
    }

    fn unpacked(response: &Response) -> String {
        let mut text = String::new();
        GzDecoder::new(response.bytes()).read_to_string(&mut text).unwrap();
        text
    }

    #[test]
    fn who_takes_gzip_gets_it() {
        let check = |accepted: &str, expected: bool| {
            assert_eq!(takes_gzip(accepted), expected, "{accepted}");
        };
        check("gzip", true);
        check("deflate, GZIP;q=0.5, br", true);
        check("gzip;q=0", false);
        check("br, x-gzip", false);
        check("", false);
    }

    #[test]
    fn what_is_packed_is_the_same_unpacked() {
        let text = "who said what ".repeat(1000);
        let request = asked(Method::Get, "gzip");
        let whole = response(&request, Response::text(200, &text));
        assert_eq!(whole.header("content-encoding"), Some("gzip"));
        assert_eq!(whole.header("vary"), Some("accept-encoding"));
        assert!(whole.bytes().len() < 1000);
        assert_eq!(unpacked(&whole), format!("{text}\n"));
        let sent = text.clone();
        let written = Response::written("text/csv", move |output| {
            output.write_all(sent.as_bytes()).map_err(|_| Response::empty(500))
        });
        let bits = response(&request, written.with("vary", "accept")).whole();
        assert_eq!(bits.header("vary"), Some("accept, accept-encoding"));
        assert_eq!(unpacked(&bits), text);
    }

    #[test]
    fn others_get_it_as_it_is() {
        let check = |request: &Request, answer: Response| {
            assert_eq!(response(request, answer).header("content-encoding"), None);
        };
        let text = || Response::text(200, &"words ".repeat(1000));
        check(&asked(Method::Get, "br"), text());
        check(&asked(Method::Head, "gzip"), text());
        check(&asked(Method::Get, "gzip"), Response::text(200, "short"));
        check(&asked(Method::Get, "gzip"), Response::new(200, "image/png", vec![0; 5000]));
    }

    #[test]
    fn an_error_in_its_place_is_not_said_to_be_packed() {
        let failing = Response::written("text/csv", |_| Err(Response::text(503, "too long")));
        let answer = response(&asked(Method::Get, "gzip"), failing).whole();
        assert_eq!((answer.status, answer.header("content-encoding")), (503, None));
        assert_eq!(answer.bytes(), b"too long\n");
    }
}
