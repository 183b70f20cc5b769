//! What a page says of itself: in `meta` tags, in JSON-LD, in `time` elements, in its address.

use dom_smoothie::Article;
use dom_smoothie::Readability;
use serde_json::Value;

use crate::model::Date;
use crate::model::Metadata;
use crate::read::dates;
use crate::read::language;

/// Names of `meta` tags, the surest first.
const TITLES: &[&str] =
    &["og:title", "citation_title", "dc.title", "dcterms.title", "twitter:title"];
const AUTHORS: &[&str] = &[
    "author",
    "article:author",
    "citation_author",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "sailthru.author",
    "byl",
    "twitter:creator",
];
const DATES: &[&str] = &[
    "article:published_time",
    "og:published_time",
    "datepublished",
    "citation_publication_date",
    "dcterms.issued",
    "dc.date.issued",
    "dcterms.date",
    "dc.date",
    "date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "publication-date",
    "parsely-pub-date",
    "sailthru.date",
    "dcterms.created",
    "dc.date.created",
    "cxenseparse:recs:publishtime",
    "originalpublicationdate",
    "article.published",
];
const PUBLISHERS: &[&str] = &[
    "og:site_name",
    "dcterms.publisher",
    "dc.publisher",
    "publisher",
    "citation_publisher",
    "application-name",
];
const ADDRESSES: &[&str] = &["og:url", "dcterms.identifier"];
/// How many values of a page's JSON-LD are looked at.
const VALUES: usize = 10_000;

/// What a page says, each kind of thing in the order of how sure it is.
#[derive(Debug, Default)]
pub(super) struct Page {
    titles: Vec<String>,
    authors: Vec<String>,
    dates: Vec<String>,
    publishers: Vec<String>,
    languages: Vec<String>,
    addresses: Vec<String>,
}

impl Page {
    /// Gathers what a page says before its article is taken out of it.
    pub(super) fn of(page: &Readability) -> Self {
        let mut said = Self::default();
        for script in &page.doc.select("script[type='application/ld+json']") {
            if let Ok(value) = serde_json::from_str::<Value>(script.text().trim()) {
                said.add_linked_data(&value);
            }
        }
        said.add_meta(&meta_tags(page));
        for time in
            ["time[itemprop='datePublished']", "time[pubdate]", "article time", "main time", "time"]
        {
            let element = page.doc.select(time);
            said.dates.extend(
                element.iter().next().and_then(|time| time.attr("datetime")).map(String::from),
            );
        }
        let html = page.doc.select("html");
        said.languages
            .extend(html.attr("lang").or_else(|| html.attr("xml:lang")).map(String::from));
        let canonical = page.doc.select("link[rel='canonical']");
        said.addresses.splice(0..0, canonical.attr("href").map(String::from));
        said
    }

    /// Adds what finding the article found, after all that the page says plainly.
    pub(super) fn add_article(&mut self, article: &Article) {
        self.titles.push(article.title.clone());
        self.authors.extend(article.byline.clone());
    }

    /// Returns the first that can be used of each.
    pub(super) fn metadata(self) -> Metadata {
        let address = self.addresses.into_iter().find(|address| is_address(address.trim()));
        let of_address = address.as_deref().and_then(date_in_address);
        Metadata {
            title: first(self.titles),
            publisher: first(self.publishers),
            author: first(self.authors.iter().filter_map(|author| author_of(author))),
            date: self.dates.iter().find_map(|date| dates::read(date)).or(of_address),
            language: self.languages.iter().find_map(|tag| language::tidy(tag)),
            address: address.map(|address| address.trim().to_owned()),
            ..Metadata::default()
        }
    }

    fn add_meta(&mut self, tags: &[(String, String)]) {
        let kinds = [
            (&mut self.titles, TITLES),
            (&mut self.authors, AUTHORS),
            (&mut self.dates, DATES),
            (&mut self.publishers, PUBLISHERS),
            (&mut self.addresses, ADDRESSES),
        ];
        for (said, names) in kinds {
            for name in names {
                let found = tags.iter().filter(|(tag, _)| tag == name);
                said.extend(found.map(|(_, content)| content.clone()));
            }
        }
    }

    /// Adds what the first article says that a value of JSON-LD holds, however deep.
    fn add_linked_data(&mut self, value: &Value) {
        let mut values = vec![value];
        for _ in 0..VALUES {
            let Some(value) = values.pop() else { return };
            if is_article(value) {
                return self.add_linked_article(value);
            }
            match value {
                Value::Array(inner) => values.extend(inner.iter().rev()),
                Value::Object(inner) => values.extend(inner.values().rev()),
                _ => {}
            }
        }
    }

    fn add_linked_article(&mut self, article: &Value) {
        self.titles.extend(article["headline"].as_str().map(str::to_owned));
        self.authors.extend(names(&article["author"]));
        self.dates.extend(article["datePublished"].as_str().map(str::to_owned));
        self.publishers.extend(names(&article["publisher"]));
        self.languages.extend(article["inLanguage"].as_str().map(str::to_owned));
        self.addresses.extend(article["url"].as_str().map(str::to_owned));
    }
}

/// Returns names and contents of a page's `meta` tags, in order.
fn meta_tags(page: &Readability) -> Vec<(String, String)> {
    let mut tags = Vec::new();
    for tag in &page.doc.select("meta[content]") {
        let content = tag.attr_or("content", "").to_string();
        let names = ["property", "name", "itemprop"].into_iter().filter_map(|key| tag.attr(key));
        tags.extend(names.map(|name| (name.trim().to_ascii_lowercase(), content.clone())));
    }
    tags
}

fn is_article(value: &Value) -> bool {
    let is_type = |of: &Value| {
        of.as_str()
            .is_some_and(|of| of.ends_with("Article") || of.ends_with("Posting") || of == "Report")
    };
    match &value["@type"] {
        Value::Array(types) => types.iter().any(is_type),
        of => is_type(of),
    }
}

/// Returns the names of a person, an organisation or several, as JSON-LD has them.
fn names(value: &Value) -> Option<String> {
    let one = |value: &Value| value.as_str().or(value["name"].as_str()).map(str::to_owned);
    match value {
        Value::Array(several) => {
            let names: Vec<String> = several.iter().filter_map(one).collect();
            (!names.is_empty()).then(|| names.join(", "))
        }
        value => one(value),
    }
}

fn first(said: impl IntoIterator<Item = String>) -> Option<String> {
    let tidied = |words: String| words.split_whitespace().collect::<Vec<_>>().join(" ");
    said.into_iter().map(tidied).find(|words| !words.is_empty())
}

/// Returns an author's name without "By", unless it is an address or an account.
fn author_of(written: &str) -> Option<String> {
    let written = written.trim();
    let name = match written.get(..3) {
        Some(by) if by.eq_ignore_ascii_case("by ") => written[3..].trim(),
        _ => written,
    };
    (!is_address(name) && !name.starts_with('@')).then(|| name.to_owned())
}

fn is_address(written: &str) -> bool {
    let is_one_word = !written.contains(char::is_whitespace);
    is_one_word && (written.starts_with("https://") || written.starts_with("http://"))
}

/// Returns the date of an address such as `https://daily.example/2023/03/25/elections`.
fn date_in_address(address: &str) -> Option<Date> {
    let steps: Vec<&str> = address.split('/').collect();
    steps.windows(3).find_map(|step| {
        let is_year =
            step[0].len() == 4 && (step[0].starts_with("19") || step[0].starts_with("20"));
        is_year
            .then(|| format!("{}-{:0>2}-{:0>2}", step[0], step[1], step[2]).parse().ok())
            .flatten()
    })
}

#[cfg(test)]
mod tests {
    use dom_smoothie::Readability;

    use super::Page;
    use crate::model::Metadata;

    fn said(html: &str) -> Metadata {
        Page::of(&Readability::from(html)).metadata()
    }

    fn check_date(html: &str, expected: Option<&str>) {
        let date = said(html).date.map(|date| date.to_string());
        assert_eq!(date.as_deref(), expected, "{html}");
    }

    #[test]
    fn dates_are_found_where_pages_put_them() {
        check_date(
            "<meta itemprop='datePublished' content='2018-04-05T06:00'>",
            Some("2018-04-05"),
        );
        check_date("<meta name='DC.date.issued' content='2018-04'>", Some("2018-04"));
        check_date(
            "<meta name='date' content='yesterday'><time datetime='2018-04-05'>",
            Some("2018-04-05"),
        );
        check_date(
            "<time datetime='2001-01-01'></time><article><time datetime='2018-04-05'></article>",
            Some("2018-04-05"),
        );
        check_date(
            "<link rel='canonical' href='https://a.example/2018/4/5/x'>",
            Some("2018-04-05"),
        );
        check_date("<link rel='canonical' href='https://a.example/2018/40/5/x'>", None);
        check_date("<time>5 April</time>", None);
    }

    #[test]
    fn linked_data_are_found_however_deep() {
        let html = r#"<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "x"},
            {"@type": ["NewsArticle"], "headline": "Elections  end", "datePublished": "2023-03-25T06:00:00Z", "inLanguage": "en-GB",
             "author": [{"name": "Ada"}, {"name": "Bo"}], "publisher": {"name": "Daily"}, "url": "https://a.example/x"}]}</script>"#;
        let said = said(html);
        assert_eq!(said.title.as_deref(), Some("Elections end"));
        assert_eq!(said.author.as_deref(), Some("Ada, Bo"));
        assert_eq!(said.publisher.as_deref(), Some("Daily"));
        assert_eq!(said.date, "2023-03-25".parse().ok());
        assert_eq!(said.language.as_deref(), Some("en-GB"));
    }

    #[test]
    fn what_is_no_use_is_passed_over() {
        let html = "<script type='application/ld+json'>{broken</script><meta property='og:title' content=' '>\
            <meta name='author' content='https://a.example/ada'><meta name='dc.creator' content='By Ada'>\
            <meta property='og:url' content='not an address'>";
        let said = said(html);
        assert_eq!(said, Metadata { author: Some("Ada".to_owned()), ..Metadata::default() });
        let deep = format!("<script type='application/ld+json'>{}</script>", "[".repeat(100_000));
        assert_eq!(super::Page::of(&Readability::from(deep)).metadata(), Metadata::default());
    }
}
