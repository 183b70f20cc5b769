//! Prose in the manner of press releases and the news: the same number gives the same document.

use std::fmt::Write;

/// How many different paragraphs a document has; about 2 kB in all.
const PARAGRAPHS: usize = 9;

const GIVEN: &[&str] = &[
    "Anna", "Owen", "Leyla", "Marta", "Daniyar", "Ivo", "Sofia", "Peter", "Aigul", "Tomas", "Ruth",
    "Samuel", "Ingrid", "Karim", "Elena", "Viktor",
];
const FAMILY_STARTS: &[&str] = &[
    "Abd", "Bern", "Cast", "Dvor", "Ever", "Fahl", "Grin", "Holm", "Isak", "Jan", "Kov", "Lind",
    "Mort", "Nur", "Olm", "Petr", "Rask", "Sand", "Tul", "Varg",
];
const FAMILY_ENDS: &[&str] =
    &["ov", "er", "son", "ak", "eva", "ley", "ini", "berg", "ic", "ström", "ayev", "well"];
const COUNTRIES: &[&str] = &[
    "Kazakhstan",
    "Norway",
    "Moldova",
    "Japan",
    "Kenya",
    "Portugal",
    "Georgia",
    "Canada",
    "Mongolia",
    "Chile",
    "Latvia",
    "Armenia",
];
const TOPICS: &[&str] = &[
    "Election",
    "Climate",
    "Health",
    "Trade",
    "Press",
    "Water",
    "Energy",
    "Justice",
    "Transport",
    "Migration",
    "Housing",
    "Harvest",
];
const BODIES: &[&str] =
    &["Commission", "Agency", "Council", "Institute", "Observatory", "Forum", "Foundation"];
const ROLES: &[&str] = &[
    "head of the observer mission",
    "spokesperson",
    "deputy minister",
    "chair of the committee",
    "director of research",
    "ambassador",
];
const EVENTS: &[&str] = &[
    "the parliamentary elections",
    "the referendum",
    "the climate summit",
    "the trade talks",
    "the reform of the courts",
    "the budget debate",
    "the harvest season",
    "the peace agreement",
];
const CLAIMS: &[&str] = &[
    "the vote was well organised and professional",
    "the new law does not meet international standards",
    "more than 40 per cent of the households had no access to clean water",
    "the reform will strengthen the independence of the courts",
    "voters were able to choose freely in most of the regions",
    "the figures published in March had been wrong",
    "the government has not answered the letters of the journalists",
    "exports rose by 3.5 per cent in the second quarter",
    "women remain under-represented among the candidates",
    "the talks would go on through the summer",
];

/// What a paragraph is made of; what stands in braces is filled in.
const PARAGRAPHS_OF: &[&str] = &[
    "{person}, {role} of the {body}, said that {claim}. “{Claim},” {he} told reporters in {country}. \
     “We have seen it ourselves, and {claim}.”",
    "According to the {body}, {claim}. {Event} took place on 12 May under grey skies, and turnout reached 61.3 per cent by \
     8 p.m., the highest in a decade.",
    "“{Claim},” said {person}, who leads the {body} in {country}. {He} added that {claim}, and noted that {claim}.",
    "The {body} welcomed {event} and praised the work of the {other}. It called on {country} to publish the results of \
     every polling station without delay.",
    "{person} criticised the {other} for its handling of {event}. \"{Claim}\", {he} wrote in a statement, \"and nobody \
     should be surprised.\"",
    "Rain fell over the capital for the third day. Shops along the river closed early; trains to the north ran an hour \
     late, and the square in front of the old town hall stood empty until the evening.",
    "Asked whether {claim}, {person} did not answer. The {other} had warned last week that {claim}.",
    "{person} thanked the {body} for its support. {He} believes that {claim} and expects that {event} will change little \
     in {country}.",
    "In its report, the {body} recommends that {country} amend the law before {event}. The report notes that {claim}.",
    "The {other} rejected the findings of the {body} and insisted that {claim}. {person} denied that {claim}.",
    "{person} (pictured) was born in {country} in 1961, studied economics and joined the {body} after fifteen years at a \
     bank. {He} lives with two dogs.",
];

/// Returns a document of about 2 kB.
pub(crate) fn document(number: usize) -> String {
    let mut story = Story::new(number);
    let mut text = story.fill("{body}: {claim}\n\n");
    for _ in 0..PARAGRAPHS {
        let paragraph = story.pick(PARAGRAPHS_OF);
        text.push_str(&story.fill(paragraph));
        text.push_str("\n\n");
    }
    text
}

/// Returns documents, one after the other, until they have at least so many bytes.
pub(crate) fn text(bytes: usize) -> String {
    let mut text = String::new();
    let mut number = 0;
    while text.len() < bytes {
        text.push_str(&document(number));
        number += 1;
    }
    text
}

/// Returns a document as a page of a site: head, navigation, article, footer.
pub(crate) fn page(number: usize) -> String {
    let text = document(number);
    let mut lines = text.split("\n\n");
    let title = lines.next().unwrap_or_default();
    let mut page = format!(
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{title}</title>\
         <meta property=\"og:site_name\" content=\"The Daily Example\"></head><body><nav><ul>"
    );
    for topic in TOPICS {
        write!(page, "<li><a href=\"/{topic}\">{topic}</a></li>")
            .expect("strings can be written to");
    }
    write!(page, "</ul></nav><article><h1>{title}</h1>").expect("strings can be written to");
    for line in lines.filter(|line| !line.is_empty()) {
        write!(page, "<p>{line}</p>").expect("strings can be written to");
    }
    page.push_str("</article><footer><p>All rights reserved.</p></footer></body></html>");
    page
}

/// Who speaks in a document, and the state of its dice.
struct Story {
    dice: u64,
    persons: [String; 3],
    bodies: [String; 2],
    country: &'static str,
}

impl Story {
    fn new(number: usize) -> Self {
        let mut story = Self {
            dice: u64::try_from(number).unwrap_or_default().wrapping_mul(0x9e37_79b9_7f4a_7c15),
            persons: Default::default(),
            bodies: Default::default(),
            country: "",
        };
        story.country = story.pick(COUNTRIES);
        story.persons = std::array::from_fn(|_| story.person());
        story.bodies = std::array::from_fn(|_| story.body());
        story
    }

    fn person(&mut self) -> String {
        let (given, start) = (self.pick(GIVEN), self.pick(FAMILY_STARTS));
        format!("{given} {start}{}", self.pick(FAMILY_ENDS))
    }

    fn body(&mut self) -> String {
        let (country, topic) = (self.pick(COUNTRIES), self.pick(TOPICS));
        format!("{topic} {} of {country}", self.pick(BODIES))
    }

    fn pick(&mut self, words: &[&'static str]) -> &'static str {
        words[self.roll(words.len())]
    }

    fn roll(&mut self, sides: usize) -> usize {
        self.dice = self
            .dice
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.dice >> 33).unwrap_or_default() % sides
    }

    /// Fills in what stands in braces; a person is named in full once, then by the family name.
    fn fill(&mut self, template: &str) -> String {
        let mut filled = String::new();
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            let (name, after) = after.split_once('}').expect("braces are closed");
            filled.push_str(before);
            filled.push_str(&self.value(name));
            rest = after;
        }
        filled + rest
    }

    fn value(&mut self, name: &str) -> String {
        match name {
            "person" => self.speaker(),
            "body" => self.bodies[0].clone(),
            "other" => self.bodies[1].clone(),
            "country" => self.country.to_owned(),
            "role" => self.pick(ROLES).to_owned(),
            "event" => self.pick(EVENTS).to_owned(),
            "Event" => capitalised(self.pick(EVENTS)),
            "claim" => self.pick(CLAIMS).to_owned(),
            "Claim" => capitalised(self.pick(CLAIMS)),
            "He" => "She".to_owned(),
            _ => "she".to_owned(),
        }
    }

    fn speaker(&mut self) -> String {
        let speaker = self.roll(self.persons.len());
        let full = self.persons[speaker].clone();
        if let Some((_, family)) = full.rsplit_once(' ') {
            family.clone_into(&mut self.persons[speaker]);
        }
        full
    }
}

fn capitalised(words: &str) -> String {
    let (first, rest) = words.split_at(1);
    first.to_ascii_uppercase() + rest
}
