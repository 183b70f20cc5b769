//! Tags of a page, one after another, without the tree they make. A page is looked through here before
//! it is parsed: a parser works as it must, and some pages are made so that this takes for ever.

use std::iter;

/// How many elements of a page may stand in one another.
const DEEPEST: usize = 250;
/// How many elements a page may have.
const ELEMENTS: usize = 400_000;
/// How many elements may be made by opening bold, italic and the like again in each paragraph.
const REOPENED: usize = 4_000_000;
/// How many attributes a tag may have.
const ATTRIBUTES: usize = 500;

/// Elements without content, and those that the next of their kind closes.
const NEVER_DEEP: &[&str] = &[
    "area", "base", "body", "br", "caption", "col", "colgroup", "dd", "dt", "embed", "frame",
    "head", "hr", "html", "img", "input", "li", "link", "meta", "optgroup", "option", "p", "param",
    "rp", "rt", "source", "tbody", "td", "tfoot", "th", "thead", "tr", "track", "wbr",
];
/// Elements that are opened again after the paragraph that they were opened in.
const REOPENING: &[&str] = &[
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
];
/// Elements that stand inside a line.
const INLINE: &[&str] = &[
    "abbr", "acronym", "cite", "del", "dfn", "ins", "kbd", "mark", "q", "samp", "span", "sub",
    "sup", "time", "var", "wbr",
];
/// Elements whose content is no markup.
const RAW: &[&str] =
    &["iframe", "noembed", "noframes", "script", "style", "textarea", "title", "xmp"];

/// Returns whether a page can be parsed in a time that its length bounds.
pub(super) fn are_tame(html: &str) -> bool {
    let mut open: Vec<String> = Vec::new();
    let mut reopening: Vec<String> = Vec::new();
    let mut most_reopening = 0;
    let mut elements = 0;
    for piece in pieces(html) {
        let Piece::Tag { name, is_end, attributes } = piece else { continue };
        if is_end {
            close(&mut open, &name);
            close_last(&mut reopening, &name);
            continue;
        }
        elements += 1;
        if REOPENING.contains(&name.as_str()) {
            reopening.push(name.clone());
            most_reopening = most_reopening.max(reopening.len());
        }
        if !NEVER_DEEP.contains(&name.as_str()) {
            open.push(name);
        }
        if open.len().max(reopening.len()) > DEEPEST
            || attributes > ATTRIBUTES
            || elements > ELEMENTS
        {
            return false;
        }
    }
    most_reopening <= 3 || most_reopening * elements <= REOPENED
}

/// Closes an element and all in it; an inline one only where no block has begun in it.
fn close(open: &mut Vec<String>, name: &str) {
    let stops = |other: &&String| is_inline(name) && !is_inline(other);
    let inner = open.iter().rev().take_while(|&other| other != name && !stops(&other)).count();
    if let Some(at) = open.len().checked_sub(inner + 1)
        && open[at] == name
    {
        open.truncate(at);
    }
}

fn is_inline(name: &str) -> bool {
    INLINE.contains(&name) || REOPENING.contains(&name)
}

fn close_last(reopening: &mut Vec<String>, name: &str) {
    if let Some(at) = reopening.iter().rposition(|other| other == name) {
        reopening.remove(at);
    }
}

/// Returns a page without its tags, each run of them that breaks a line replaced by the start of a paragraph.
pub(super) fn flattened(html: &str) -> String {
    let mut flat = "<p>".to_owned();
    let mut is_broken = true;
    for piece in pieces(html) {
        match piece {
            Piece::Text(text) => {
                flat.push_str(text);
                is_broken &= text.trim().is_empty();
            }
            Piece::Tag { name, .. } => {
                if !is_inline(&name) && !is_broken {
                    flat.push_str("<p>");
                    is_broken = true;
                }
            }
        }
    }
    flat
}

/// A piece of a page.
enum Piece<'html> {
    Text(&'html str),
    Tag { name: String, is_end: bool, attributes: usize },
}

/// Returns texts and tags in their order, without comments and what is no markup and no prose.
fn pieces(html: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = html;
    iter::from_fn(move || {
        loop {
            if rest.is_empty() {
                return None;
            }
            let text = text_length(rest);
            if text > 0 {
                let (text, after) = rest.split_at(text);
                rest = after;
                return Some(Piece::Text(text));
            }
            if rest.starts_with("<!") || rest.starts_with("<?") {
                rest = after_comment(rest);
                continue;
            }
            let (tag, after) = rest.split_at(tag_length(rest));
            rest = after;
            let piece = tag_of(tag);
            if let Piece::Tag { name, is_end: false, .. } = &piece
                && RAW.contains(&name.as_str())
            {
                rest = after_raw(rest, name);
            }
            return Some(piece);
        }
    })
}

/// Returns how many bytes go by before a tag or comment begins.
fn text_length(html: &str) -> usize {
    let bytes = html.as_bytes();
    let begins = |at: usize| match bytes.get(at + 1) {
        Some(b'!' | b'?') => true,
        Some(b'/') => bytes.get(at + 2).is_some_and(u8::is_ascii_alphabetic),
        Some(next) => next.is_ascii_alphabetic(),
        None => false,
    };
    html.match_indices('<').map(|(at, _)| at).find(|&at| begins(at)).unwrap_or(html.len())
}

fn after_comment(html: &str) -> &str {
    let end = if html.starts_with("<!--") { "-->" } else { ">" };
    html.split_once(end).map_or("", |(_, after)| after)
}

/// Returns the length of the tag that a text begins with, its quoted values included.
fn tag_length(html: &str) -> usize {
    let mut quote = None;
    let mut before = b' ';
    for (at, byte) in html.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at + 1,
            (None, b'"' | b'\'') if before == b'=' => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            before = byte;
        }
    }
    html.len()
}

fn tag_of<'html>(tag: &str) -> Piece<'html> {
    let inside = tag.trim_start_matches('<');
    let is_end = inside.starts_with('/');
    let name = inside.trim_start_matches('/');
    let length = name.find(|next: char| next.is_whitespace() || matches!(next, '/' | '>'));
    let (name, rest) = name.split_at(length.unwrap_or(name.len()));
    let attributes =
        rest.split([' ', '\t', '\n', '\r', '\x0c', '/', '"', '\'']).filter(|part| !part.is_empty());
    Piece::Tag { name: name.to_ascii_lowercase(), is_end, attributes: attributes.count() }
}

/// Returns what follows the end of an element whose content is no markup.
fn after_raw<'html>(html: &'html str, name: &str) -> &'html str {
    let ends = |at: usize| {
        html.get(at + 2..at + 2 + name.len()).is_some_and(|end| end.eq_ignore_ascii_case(name))
    };
    let end = html.match_indices("</").map(|(at, _)| at).find(|&at| ends(at));
    end.map_or("", |at| &html[at..])
}

#[cfg(test)]
mod tests {
    use super::are_tame;
    use super::flattened;

    #[test]
    fn sloppy_pages_are_tame() {
        assert!(are_tame(&"<p>one<li>two<td>three<br><img src=x>".repeat(5_000)));
        assert!(are_tame(&"<div><span>x</div>".repeat(5_000)));
        assert!(are_tame(&"<b>x</b><i a='>'>y</i>".repeat(5_000)));
        assert!(are_tame(&format!("<script>{}</script>", "'<div>'".repeat(5_000))));
        assert!(are_tame("<p title=\"a b c\">x"));
    }

    #[test]
    fn hostile_pages_are_not() {
        assert!(!are_tame(&"<div>".repeat(300)));
        assert!(!are_tame(&"<span><div></span>".repeat(300)));
        assert!(!are_tame(&"<font><p></p>".repeat(300)));
        assert!(!are_tame(&format!(
            "{}{}",
            "<b><i><u><s>",
            "<p>x".repeat(390_000) + &"<b>".repeat(9)
        )));
        assert!(!are_tame(&format!("<p {}>", "a ".repeat(600))));
        assert!(!are_tame(&"<br>".repeat(500_000)));
    }

    #[test]
    fn flat_pages_keep_their_words() {
        let html = "<div><div>a <b>b</b><script>no</script></div><!-- no --><p>c < d &amp; <SPAN x='>'>e</SPAN></p></div><style>no";
        assert_eq!(flattened(html), "<p>a b<p>c < d &amp; e<p>");
    }
}
