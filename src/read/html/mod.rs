//! `.html`: the article of a page without the page around it, and what the page says of itself.

mod metadata;
mod tags;

use std::path::Path;

use dom_smoothie::Config;
use dom_smoothie::Readability;
use dom_smoothie::TextMode;
use encoding_rs::Encoding;
use encoding_rs::UTF_8;

use super::ReadError;
use super::Reading;
use super::encoding;
use crate::model::Note;

/// How far into a page its declaration of an encoding is looked for.
const DECLARED_WITHIN: usize = 4096;

/// Reads the article of a page.
pub(super) fn read(path: &Path, bytes: &[u8]) -> Result<Reading, ReadError> {
    let decoded = encoding::decode(bytes, declared(bytes))
        .ok_or_else(|| ReadError::Binary { path: path.to_owned() })?;
    let mut reading = if tags::are_tame(&decoded.text) {
        article(&decoded.text)
    } else {
        whole(
            &tags::flattened(&decoded.text),
            "The page is too large or too deep to find its article in; all of its text was read.",
        )
    };
    reading.encoding = decoded.encoding;
    reading.notes.extend(decoded.notes);
    Ok(reading)
}

fn article(html: &str) -> Reading {
    let config =
        Config { text_mode: TextMode::Formatted, disable_json_ld: true, ..Config::default() };
    let Ok(mut page) = Readability::new(html, None, Some(config)) else {
        return whole(html, "No article was found in the page; all of its text was read.");
    };
    let mut said = metadata::Page::of(&page);
    write_what_browsers_draw(&page);
    match page.parse() {
        Ok(article) if !article.text_content.trim().is_empty() => {
            said.add_article(&article);
            let text = article.text_content.trim().to_owned();
            Reading { text, metadata: said.metadata(), ..Reading::default() }
        }
        _ => {
            let note = "No article was found in the page; all of its text was read.";
            Reading { metadata: said.metadata(), ..whole(html, note) }
        }
    }
}

/// Reads all text of a page.
fn whole(html: &str, note: &str) -> Reading {
    let page = Readability::from(html);
    write_what_browsers_draw(&page);
    page.doc.select("script, style, noscript, template").remove();
    let text = page.doc.select("body").formatted_text().trim().to_owned();
    let note = Note { span: None, message: note.to_owned() };
    Reading { text, notes: vec![note], ..Reading::default() }
}

/// Writes the quotation marks that a browser draws around a quotation, and makes paragraphs of captions.
fn write_what_browsers_draw(page: &Readability) {
    let quotations = page.doc.select("q");
    quotations.prepend_html("“");
    quotations.append_html("”");
    page.doc.select("figcaption, dt, dd").rename("p");
}

/// Returns the encoding that a page declares near its beginning.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = bytes[..bytes.len().min(DECLARED_WITHIN)].to_ascii_lowercase();
    let mark = b"charset=";
    let at = start.windows(mark.len()).position(|window| window == mark)? + mark.len();
    let label: Vec<u8> = start[at..]
        .iter()
        .copied()
        .skip_while(|byte| matches!(byte, b'"' | b'\'' | b' '))
        .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b':'))
        .collect();
    let encoding = Encoding::for_label(&label)?;
    // A declaration that could be read as single bytes is in no encoding of two.
    Some(if encoding.is_ascii_compatible() { encoding } else { UTF_8 })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use encoding_rs::WINDOWS_1251;

    use super::read;
    use crate::read::Reading;

    fn reading(html: &str) -> Reading {
        read(Path::new("a.html"), html.as_bytes()).expect("a document")
    }

    fn page(head: &str, article: &str) -> String {
        format!(
            "<!DOCTYPE html><html lang=\"en\"><head><title>Elections end | Daily</title>{head}</head><body>\
             <nav><ul><li><a href=\"/\">Home</a></li><li><a href=\"/news\">All news</a></li></ul></nav>\
             <article><h1>Elections end</h1>{article}</article>\
             <footer><a href=\"/privacy\">Privacy policy</a> © Daily</footer></body></html>"
        )
    }

    const ARTICLE: &str = "<p>The observers said that the election was well organised &amp; “calm”, and they thanked the commission for its work.</p>\
        <p>“It was <b>the</b> first time,” she added, that so many parties, candidates and observers had taken part in a vote of this kind.</p>\
        <script>alert('no prose')</script>";

    #[test]
    fn the_article_is_read_without_its_page() {
        let reading = reading(&page("", ARTICLE));
        assert!(reading.text.contains("“It was the first time,” she added"), "{}", reading.text);
        assert!(reading.text.contains("organised & “calm”"), "{}", reading.text);
        assert!(reading.text.contains("work.\n\n“It"), "{:?}", reading.text);
        for outside in ["Home", "All news", "Privacy", "no prose"] {
            assert!(!reading.text.contains(outside), "{outside} in {}", reading.text);
        }
        assert!(!reading.is_plain && reading.notes.is_empty());
    }

    #[test]
    fn metadata_are_what_the_page_says() {
        let head = "<meta property=\"og:title\" content=\"Elections end\"><meta property=\"og:site_name\" content=\"Daily\">\
            <meta name=\"author\" content=\"By Ada Smith\"><meta property=\"article:published_time\" content=\"2023-03-25T06:00+06:00\">\
            <link rel=\"canonical\" href=\"https://daily.example/elections\">";
        let said = reading(&page(head, ARTICLE)).metadata;
        assert_eq!(said.title.as_deref(), Some("Elections end"));
        assert_eq!(said.publisher.as_deref(), Some("Daily"));
        assert_eq!(said.author.as_deref(), Some("Ada Smith"));
        assert_eq!(said.date, "2023-03-25".parse().ok());
        assert_eq!(said.address.as_deref(), Some("https://daily.example/elections"));
        assert_eq!(said.language.as_deref(), Some("en"));
    }

    #[test]
    fn captions_are_lines_of_their_own() {
        let html =
            "<figure><img src=x><figcaption>Photo: A</figcaption></figure><p>It was calm.</p>";
        assert_eq!(reading(html).text, "Photo: A\n\nIt was calm.");
        let figure = "<figure><img src=x><figcaption>Photo: A</figcaption></figure>";
        let article = reading(&page("", &format!("{ARTICLE}{figure}{ARTICLE}"))).text;
        assert!(article.contains("\n\nPhoto: A\n\nThe observers"), "{article}");
    }

    #[test]
    fn quotations_keep_their_marks() {
        assert_eq!(
            reading("<p>She said <q>it was <b>calm</b></q>.").text,
            "She said “it was calm”."
        );
        let article = ARTICLE.replace("“calm”", "<q>calm</q>");
        assert!(reading(&page("", &article)).text.contains("organised & “calm”, and"));
    }

    #[test]
    fn pages_without_an_article_are_read_whole() {
        assert_eq!(reading("<p>Yes &lt;b&gt;").text, "Yes <b>");
        assert_eq!(reading("").text, "");
        assert_eq!(reading("<<<>>></p></div><b><i></b>x").text, "<<<>>>x");
    }

    #[test]
    fn declared_encodings_are_believed() {
        let html = page(
            "<META http-equiv=\"Content-Type\" content=\"text/html; charset=windows-1251\">",
            "<p>Выборы прошли спокойно.</p>",
        );
        let (bytes, _, _) = WINDOWS_1251.encode(&html);
        let reading = read(Path::new("a.html"), &bytes).expect("a document");
        assert!(reading.text.contains("Выборы прошли спокойно."), "{}", reading.text);
        assert_eq!(reading.encoding, "windows-1251");
    }

    #[test]
    fn hostile_pages_are_read_flat() {
        let deep = "<div>".repeat(200_000) + "Yes" + &"</div>".repeat(200_000);
        assert_eq!(reading(&deep).text, "Yes");
        let fonts =
            (0..2_000).fold(String::new(), |fonts, size| format!("{fonts}<font size={size}>"));
        let text = reading(&(fonts + &"<p>x".repeat(50_000))).text;
        assert!(text.starts_with("x\n\nx"), "{:?}", &text[..20]);
        let numbers: Vec<String> = (0..200_000).map(|number| number.to_string()).collect();
        let attributes = format!("<p a{}", numbers.join(" a"));
        assert_eq!(reading(&(attributes + ">Yes")).text, "Yes");
        assert_eq!(reading(&("<!--".repeat(100_000) + "x")).text, "");
        assert_eq!(reading(&("<script>".repeat(100_000) + "x")).text, "");
        assert_eq!(reading(&"<".repeat(300_000)).text.len(), 300_000);
    }
}
