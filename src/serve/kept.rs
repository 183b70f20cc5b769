//! What a client keeps of an answer, and when it need not be sent again: while the program runs, the store
//! stays as it is but for what is written through the site.

use crate::model::Sha256;

use super::Method;
use super::Options;
use super::Request;
use super::Response;

/// Answers a request, or says that what the client has still holds.
pub(super) fn response(
    options: &Options,
    changes: u64,
    request: &Request,
    answer: impl FnOnce() -> Response,
) -> Response {
    let is_read = matches!(request.method, Method::Get | Method::Head);
    let Some(start) = options.start.as_deref().filter(|_| is_read) else {
        return with_control(answer());
    };
    let tag = tag(start, changes, request);
    let kept = request.header("if-none-match").unwrap_or_default();
    if kept.split(',').any(|known| known.trim() == tag) {
        return with_control(Response::empty(304).with("etag", tag));
    }
    let response = answer();
    if response.status == 200 { with_control(response.with("etag", tag)) } else { response }
}

/// One answer may come in several formats, and each has its own tag.
fn tag(start: &str, changes: u64, request: &Request) -> String {
    let accept = request.header("accept").unwrap_or_default();
    let hash = Sha256::of(format!("{start} {changes} {accept}")).to_string();
    format!("W/\"{}\"", &hash[..16])
}

/// What is not said to keep is asked for again each time, which costs little.
fn with_control(response: Response) -> Response {
    match response.header("cache-control") {
        Some(_) => response,
        None => response.with("cache-control", "no-cache"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_holds_is_not_sent_again() {
        let options = Options { start: Some("1".to_owned()), ..Options::default() };
        let mut request = Request::get("/documents");
        let first = response(&options, 0, &request, || Response::text(200, "documents"));
        let tag = first.header("etag").unwrap().to_owned();
        request.headers.push(("if-none-match".to_owned(), format!("\"other\", {tag}")));
        assert_eq!(response(&options, 0, &request, || panic!("not asked")).status, 304);
        request.headers.push(("accept".to_owned(), "text/csv".to_owned()));
        assert_eq!(response(&options, 0, &request, || Response::text(200, "csv")).status, 200);
        let other = Options { start: Some("2".to_owned()), ..Options::default() };
        request.headers.pop();
        assert_eq!(response(&other, 0, &request, || Response::text(200, "again")).status, 200);
    }

    #[test]
    fn what_was_written_is_seen() {
        let options = Options { start: Some("1".to_owned()), ..Options::default() };
        let mut request = Request::get("/review");
        let first = response(&options, 0, &request, || Response::text(200, "one"));
        let tag = first.header("etag").unwrap().to_owned();
        request.headers.push(("if-none-match".to_owned(), tag));
        assert_eq!(response(&options, 1, &request, || Response::text(200, "two")).status, 200);
        assert_eq!(first.header("cache-control"), Some("no-cache"));
        let missing = response(&options, 0, &Request::get("/x"), || Response::text(404, "none"));
        assert_eq!(missing.header("etag"), None);
    }
}
