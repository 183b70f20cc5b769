//! Links between pages: addresses of the site as they are, or relative ones between the files of a report.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::Mutex;

use super::address;
use super::request::MINIMUM;

/// Returns the file of a report that holds what stands at an address of the site: `/claims/a%2Fb?page=2#x` is in
/// `claims/a%2Fb-page-2.html`. Of what follows a question mark only the page of a list has files of its own.
pub(super) fn file(address: &str) -> String {
    let address = address.split('#').next().unwrap_or_default();
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let parts: Vec<String> = address::parts(path).iter().map(|part| file_name(part)).collect();
    if parts.first().is_some_and(|part| part == "assets") {
        return parts.join("/");
    }
    let name = if parts.is_empty() { "index".to_owned() } else { parts.join("/") };
    let page = address::pairs(query).into_iter().find(|(name, _)| name == "page");
    match page {
        Some((_, number)) if number != "1" => format!("{name}-page-{}.html", file_name(&number)),
        _ => format!("{name}.html"),
    }
}

/// Returns a part of an address as a name that every file system takes.
fn file_name(part: &str) -> String {
    match address::encoded(part) {
        name if name.starts_with('.') => name.replacen('.', "%2E", 1),
        name => name,
    }
}

/// Returns the link from one file of a report to an address of the site, its fragment kept.
pub(super) fn relative(from: &str, address: &str) -> String {
    let fragment = address.split_once('#').map_or("", |(_, fragment)| fragment);
    let to = file(address);
    let from: Vec<&str> = from.split('/').collect();
    let to: Vec<&str> = to.split('/').collect();
    let folders = from.len().min(to.len()) - 1;
    let shared = (0..folders).take_while(|&place| from[place] == to[place]).count();
    let up = vec![".."; from.len() - 1 - shared];
    let down = to[shared..].iter().map(|part| address::encoded(part));
    let mut link = up.into_iter().map(str::to_owned).chain(down).collect::<Vec<_>>().join("/");
    if !fragment.is_empty() {
        link.push('#');
        link.push_str(fragment);
    }
    link
}

/// Returns an address of the site that shows no more than where it stands: with `min`, unless it says itself how sure the
/// program must be, or is no page.
pub(super) fn narrowed(address: &str, minimum: &str) -> String {
    let (page, fragment) = match address.split_once('#') {
        Some((page, fragment)) => (page, Some(fragment)),
        None => (address, None),
    };
    let (path, query) = page.split_once('?').unwrap_or((page, ""));
    let says = address::pairs(query).iter().any(|(name, _)| MINIMUM.contains(&name.as_str()));
    if !path.starts_with('/') || path.starts_with("/assets/") || says {
        return address.to_owned();
    }
    let mark = if query.is_empty() { "?" } else { "&" };
    let fragment = fragment.map_or(String::new(), |fragment| format!("#{fragment}"));
    format!("{page}{mark}{}={minimum}{fragment}", MINIMUM[0])
}

/// The addresses that a page of a report linked to.
#[derive(Clone, Debug, Default)]
pub(super) struct Linked(Arc<Mutex<BTreeSet<String>>>);

impl Linked {
    /// Remembers an address, without its fragment.
    pub(super) fn add(&self, address: &str) {
        let address = address.split('#').next().unwrap_or_default().to_owned();
        self.0.lock().expect("nobody panics while they hold it").insert(address);
    }

    /// Returns the addresses, sorted.
    pub(super) fn all(&self) -> BTreeSet<String> {
        self.0.lock().expect("nobody panics while they hold it").clone()
    }
}

#[cfg(test)]
mod tests {
    use super::file;
    use super::narrowed;
    use super::relative;

    #[test]
    fn each_address_has_its_file() {
        assert_eq!(file("/"), "index.html");
        assert_eq!(file("/documents?page=1"), "documents.html");
        assert_eq!(file("/documents?q=x&page=3"), "documents-page-3.html");
        assert_eq!(file("/documents/kz/a%2Fb?min=0.5#s=1"), "documents/kz/a%2Fb.html");
        assert_eq!(file("/documents/kz/%2E%2E"), "documents/kz/%2E..html");
        assert_eq!(file("/assets/style.css"), "assets/style.css");
    }

    #[test]
    fn how_sure_the_program_must_be_goes_along() {
        let check = |address: &str, expected: &str| assert_eq!(narrowed(address, "0.80"), expected);
        check("/", "/?min=0.80");
        check("/documents/kz/1#s=1", "/documents/kz/1?min=0.80#s=1");
        check("/agents?q=a", "/agents?q=a&min=0.80");
        check("/networks/stances?min-confidence=0.5", "/networks/stances?min-confidence=0.5");
        check("/documents/kz/1?min=0.5#s=1", "/documents/kz/1?min=0.5#s=1");
        check("/assets/style.css", "/assets/style.css");
        check("#main", "#main");
    }

    #[track_caller]
    fn check(from: &str, to: &str, expected: &str) {
        assert_eq!(relative(&file(from), to), expected);
    }

    #[test]
    fn links_are_relative() {
        check("/", "/agents/person/a-1", "agents/person/a-1.html");
        check("/agents/person/a-1", "/", "../../index.html");
        check("/agents/person/a-1", "/agents/person/b-2#x", "b-2.html#x");
        check("/agents/person/a-1", "/agents", "../../agents.html");
        check("/documents/kz/1", "/documents/kz/a%2Fb#s=1", "a%252Fb.html#s=1");
        check("/documents/kz/1", "/assets/style.css", "../../assets/style.css");
    }
}
