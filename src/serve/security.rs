//! Who may ask and who may write: no page of another site can do either through a person's browser.
//!
//! - A name of another site that leads to this machine (DNS rebinding) stands in `Host`, and is refused.
//! - Another site's page says so in `Origin`, and may not write; nor may anybody without the token, which no browser sends by itself.
//! - What is sent may not be read by another site unless `--cors` says so, nor stand in its frames, nor run scripts but ours.

use std::net::IpAddr;

use super::Method;
use super::Options;
use super::Request;
use super::Response;

/// Returns the refusal of a request that was not meant for this site.
pub(super) fn refusal(options: &Options, request: &Request) -> Option<Response> {
    let host = request.header("host")?;
    if request.headers.iter().filter(|(name, _)| name == "host").count() > 1 {
        return Some(Response::text(400, "a request has one Host"));
    }
    if is_ours(options, host) {
        return None;
    }
    Some(Response::text(421, "this site is not known by that name; --host names another"))
}

/// Returns whether a host, perhaps with a port, is this site.
fn is_ours(options: &Options, host: &str) -> bool {
    if !host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-.:[]_".contains(&byte)) {
        return false;
    }
    let name = without_port(host).to_ascii_lowercase();
    let address: Option<IpAddr> = name.trim_matches(['[', ']']).parse().ok();
    let told = options.host.as_deref().unwrap_or_default().to_ascii_lowercase();
    let told_address: Option<IpAddr> = told.parse().ok();
    match address {
        // Every address of this machine is listened at; an address, unlike a name, leads to no other machine.
        Some(address) => {
            address.is_loopback()
                || told_address == Some(address)
                || told_address.is_some_and(|told| told.is_unspecified())
        }
        None => {
            name == "localhost" || name.ends_with(".localhost") || !told.is_empty() && name == told
        }
    }
}

fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port))
            if port.bytes().all(|byte| byte.is_ascii_digit()) && !name.ends_with(':') =>
        {
            name
        }
        _ => host,
    }
}

/// Returns the refusal of a request that would write and may not.
pub(super) fn may_write(options: &Options, request: &Request) -> Result<(), Response> {
    let Some(token) = &options.write_token else {
        return Err(Response::text(
            403,
            "this site only shows; sayso serve --write-token-file FILE lets decisions be written",
        ));
    };
    let host = request.header("host").unwrap_or_default();
    let from_elsewhere = request.header("origin").is_some_and(|origin| {
        !is_ours(options, host) || !origin.eq_ignore_ascii_case(&format!("http://{host}"))
    });
    let is_cross_site = request.header("sec-fetch-site").is_some_and(|site| site == "cross-site");
    if from_elsewhere || is_cross_site {
        return Err(Response::text(403, "a page of another site may not write"));
    }
    let given = request.header("authorization").and_then(|value| value.split_once(' '));
    match given {
        Some((scheme, given))
            if scheme.eq_ignore_ascii_case("bearer") && is_same(given.trim(), token) =>
        {
            Ok(())
        }
        _ => Err(Response::text(401, "writing needs the token: Authorization: Bearer …")
            .with("www-authenticate", "Bearer")),
    }
}

/// Compares in a time that does not tell how much is the same.
fn is_same(given: &str, token: &str) -> bool {
    let differs =
        given.bytes().zip(token.bytes()).fold(0, |all, (left, right)| all | (left ^ right));
    given.len() == token.len() && differs == 0
}

/// What a page may load and run: what comes from this site, and pictures made in the page.
const POLICY: &str = "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; \
                      base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// Adds what protects a person who looks at an answer in a browser.
pub(super) fn protected(options: &Options, request: &Request, response: Response) -> Response {
    let response = response
        .with("content-security-policy", POLICY)
        .with("x-content-type-options", "nosniff")
        .with("x-frame-options", "DENY")
        .with("referrer-policy", "same-origin")
        .with("cross-origin-opener-policy", "same-origin");
    let writes = request.path.first().is_some_and(|part| part == "review");
    if options.cors && !writes {
        let response = response.with("access-control-allow-origin", "*");
        if request.method == Method::Options {
            return response
                .with("access-control-allow-methods", "GET, HEAD, POST")
                .with("access-control-allow-headers", "accept, content-type")
                .with("access-control-max-age", "3600");
        }
        return response;
    }
    response.with("cross-origin-resource-policy", "same-origin")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(host: &str) -> Options {
        Options {
            host: Some(host.to_owned()),
            write_token: Some("secret".to_owned()),
            ..Options::default()
        }
    }

    #[test]
    fn only_names_of_this_site_are_answered() {
        let check = |told: &str, host: &str, expected: bool| {
            assert_eq!(is_ours(&options(told), host), expected, "{host} at {told}");
        };
        for host in [
            "localhost",
            "localhost:7575",
            "LOCALHOST",
            "127.0.0.1:1",
            "127.9.9.9",
            "[::1]:80",
            "[::1]",
        ] {
            check("127.0.0.1", host, true);
        }
        for host in [
            "evil.example",
            "evil.example:7575",
            "127.0.0.1.evil.example",
            "localhost.evil.example",
            "192.168.0.2",
            "",
            ":80",
            "[::2]",
            "<>.localhost",
        ] {
            check("127.0.0.1", host, false);
        }
        check("archive.example", "Archive.example:80", true);
        check("192.168.0.2", "192.168.0.2:7575", true);
        check("0.0.0.0", "192.168.0.2:7575", true);
        check("0.0.0.0", "evil.example", false);
    }

    fn written(headers: &[(&str, &str)]) -> u16 {
        let mut request = Request::new(Method::Post, "/review/accept");
        request.headers =
            headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        may_write(&options("127.0.0.1"), &request).map_or_else(|refused| refused.status, |()| 200)
    }

    #[test]
    fn writing_needs_the_token_and_our_own_page() {
        let host = ("host", "127.0.0.1:7575");
        let token = ("authorization", "Bearer secret");
        assert_eq!(written(&[host, token]), 200);
        assert_eq!(written(&[host, token, ("origin", "http://127.0.0.1:7575")]), 200);
        assert_eq!(written(&[host, token, ("origin", "http://evil.example")]), 403);
        assert_eq!(written(&[host, token, ("origin", "http://127.0.0.1:7576")]), 403);
        assert_eq!(written(&[host, token, ("origin", "null")]), 403);
        assert_eq!(written(&[host, token, ("sec-fetch-site", "cross-site")]), 403);
        assert_eq!(written(&[host]), 401);
        assert_eq!(written(&[host, ("authorization", "Bearer secre")]), 401);
        assert_eq!(written(&[host, ("authorization", "Bearer secrets")]), 401);
        assert_eq!(written(&[host, ("authorization", "Basic secret")]), 401);
        let none = may_write(&Options::default(), &Request::new(Method::Post, "/review"));
        assert_eq!(none.unwrap_err().status, 403);
    }
}
