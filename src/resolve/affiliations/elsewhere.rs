//! Posts whose body the document names elsewhere: the seat of a senator, the ministry of a minister, the country of
//! a president.
//!
//! > **Senator** Smith … the **Senate**; **Health Minister** Li … the **Health Ministry**; **President** Smith met
//! > President Roy of Canada … the **United States**

mod countries;

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::model::Confidence;
use crate::model::EntityType;
use crate::model::WordClass;

use super::FoundAffiliation;
use super::OpenPost;
use crate::resolve::cast::Cast;
use crate::resolve::forms;
use crate::resolve::passage::Passage;

/// Finds the bodies of posts that no words beside them tell.
pub(super) fn find(
    passage: Passage,
    cast: &Cast,
    open: &[OpenPost],
    found: &[FoundAffiliation],
) -> Vec<FoundAffiliation> {
    let known =
        found.iter().filter_map(|post| Some((cast.root(post.person), head(post.role.as_deref()?))));
    let mut settled: BTreeSet<(usize, String)> = known.collect();
    let mut countries = countries::Countries::new(passage, cast, found);
    let mut bodies = Bodies::new(passage, cast);
    let mut more = Vec::new();
    for post in open {
        let key = (cast.root(post.person), head(&post.role));
        if settled.contains(&key) {
            continue;
        }
        let body = chamber(passage, cast, &mut bodies, post)
            .or_else(|| seat(passage, cast, &mut bodies, post))
            .or_else(|| ministry(passage, cast, &mut bodies, post))
            .or_else(|| chief(passage, cast, found, post))
            .or_else(|| countries.of(passage, cast, post));
        let Some((body, rule, certainty)) = body else { continue };
        settled.insert(key);
        let candidate = &cast.candidates[post.person];
        let start = candidate.tokens.start.min(post.words.start);
        let end = candidate.tokens.end.max(post.words.end);
        let Some(span) = passage.span(start..end) else { continue };
        more.push(FoundAffiliation {
            person: post.person,
            role: Some(post.role.clone()),
            body,
            span,
            confidence: Confidence::hundredths(certainty),
            rule,
        });
    }
    more
}

/// Returns the last word of a post before what it is for: "**minister** of justice".
pub(super) fn head(role: &str) -> String {
    let lower = role.to_lowercase();
    let is_end = |word: &&str| matches!(*word, "of" | "for" | "to" | "at" | "in" | "and");
    let words: Vec<&str> = lower.split([' ', '/']).take_while(|word| !is_end(word)).collect();
    words.last().copied().unwrap_or_default().to_owned()
}

type Body = (usize, &'static str, u8);

/// Posts and the bodies in which they have a seat.
const SEATS: &[(&str, &[&str])] = &[
    ("senator", &["senate"]),
    ("sen.", &["senate"]),
    ("congressman", &["congress", "house of representatives"]),
    ("congresswoman", &["congress", "house of representatives"]),
    ("congresswomen", &["congress", "house of representatives"]),
    ("representative", &["house of representatives"]),
    ("rep", &["house of representatives", "congress"]),
    ("rep.", &["house of representatives", "congress"]),
    ("speaker", &["house of representatives", "house of commons", "parliament"]),
    ("mp", &["parliament", "house of commons"]),
    ("msp", &["scottish parliament"]),
    ("mep", &["european parliament"]),
    ("legislator", &["legislative council", "legislative assembly", "legislature", "parliament"]),
    ("lawmaker", &["parliament", "congress"]),
    ("constable", &["police"]),
    ("inspector", &["police"]),
    ("superintendent", &["police"]),
];

/// Returns the one body of the document in which a post has its seat.
fn seat(passage: Passage, cast: &Cast, bodies: &mut Bodies, post: &OpenPost) -> Option<Body> {
    let head = head(&post.role);
    let (_, seats) = SEATS.iter().find(|(role, _)| *role == head)?;
    if is_of_place(passage, cast, post) {
        return None;
    }
    seats.iter().find_map(|seat| {
        let is_seat = |name: &str| format!(" {name}").ends_with(&format!(" {seat}"));
        bodies.only(cast, format!("seat {seat}"), is_seat).map(|body| (body, "seat", 65))
    })
}

/// Returns whether a name is told to be of a place that is not known: "Representative Jane Roe **of Ohio**".
fn is_of_place(passage: Passage, cast: &Cast, post: &OpenPost) -> bool {
    let end = cast.candidates[post.person].tokens.end;
    end + 1 < passage.len()
        && passage.lower(end) == "of"
        && passage.word(end + 1).starts_with(char::is_uppercase)
}

/// Returns the one chamber of the document that stands before a post by its short name: "**House** Minority Leader".
fn chamber(passage: Passage, cast: &Cast, bodies: &mut Bodies, post: &OpenPost) -> Option<Body> {
    let before = post.words.start.checked_sub(1)?;
    let seats: &[&str] = match passage.lower(before).as_ref() {
        "senate" => &["senate"],
        "house" => &["house of representatives", "house of commons"],
        "commons" => &["house of commons"],
        _ => return None,
    };
    if !passage.word(before).starts_with(char::is_uppercase) {
        return None;
    }
    seats.iter().find_map(|seat| {
        let is_seat = |name: &str| format!(" {name}").ends_with(&format!(" {seat}"));
        bodies.only(cast, format!("seat {seat}"), is_seat).map(|body| (body, "seat", 75))
    })
}

/// Returns the one ministry of the document that has the field of a minister: "**Health** Minister … **Health** Ministry".
fn ministry(passage: Passage, cast: &Cast, bodies: &mut Bodies, post: &OpenPost) -> Option<Body> {
    if !matches!(head(&post.role).as_str(), "minister" | "secretary") {
        return None;
    }
    let is_field = |&at: &usize| {
        passage.has(at, WordClass::Portfolio)
            && !matches!(passage.lower(at).as_ref(), "general" | "state" | "public" | "national")
    };
    let fields: Vec<usize> = post.words.clone().filter(is_field).collect();
    let field = passage.lower(*fields.first()?).into_owned();
    let has_field = |name: &str| {
        has_words(name, &field)
            && ["ministry", "department"].iter().any(|noun| has_words(name, noun))
    };
    bodies.only(cast, format!("ministry {field}"), has_field).map(|body| (body, "ministry", 65))
}

/// Returns the one body whose post somebody assists: "Cook County **State's Attorney** … **Assistant State's Attorney**".
fn chief(
    passage: Passage,
    cast: &Cast,
    found: &[FoundAffiliation],
    post: &OpenPost,
) -> Option<Body> {
    let role = post.role.to_lowercase();
    let assisted = ["assistant ", "deputy "].iter().find_map(|word| role.strip_prefix(word))?;
    let assisted = assisted.strip_suffix('s').unwrap_or(assisted);
    if post.words.clone().any(|at| passage.has(at, WordClass::StateRole)) {
        return None;
    }
    let is_chief = |other: &&FoundAffiliation| {
        other.role.as_ref().is_some_and(|role| role.to_lowercase() == assisted)
    };
    let mut bodies = found.iter().filter(is_chief).map(|other| other.body);
    let first = bodies.next()?;
    bodies.all(|other| cast.are_same(first, other)).then_some((first, "chief", 65))
}

/// Returns a folded name without the country in front: "**us** senate".
fn without_country(name: &str) -> &str {
    let countries = ["united states ", "us ", "u.s. ", "american ", "uk ", "british "];
    countries.iter().find_map(|country| name.strip_prefix(country)).unwrap_or(name)
}

fn has_words(name: &str, words: &str) -> bool {
    format!(" {name} ").contains(&format!(" {words} "))
}

/// The organisations of a document by folded name, and which were looked for before.
struct Bodies {
    names: Vec<(usize, String)>,
    looked_for: BTreeMap<String, Option<usize>>,
}

impl Bodies {
    fn new(passage: Passage, cast: &Cast) -> Self {
        let may_be_one = |index: &usize| {
            cast.entity_type(*index) == Some(EntityType::Organization)
                || cast.entity_type(*index) == Some(EntityType::Place)
                    && !cast.facts(*index).is_country
        };
        let names = cast.in_order().into_iter().filter(may_be_one).flat_map(|index| {
            let candidate = &cast.candidates[index];
            let written = forms::fold(candidate.span.of(passage.text));
            [(index, candidate.key.clone()), (index, written)]
        });
        Self { names: names.collect(), looked_for: BTreeMap::new() }
    }

    /// Returns the only organisation of the document whose folded name fits.
    fn only(&mut self, cast: &Cast, what: String, fits: impl Fn(&str) -> bool) -> Option<usize> {
        if let Some(&found) = self.looked_for.get(&what) {
            return found;
        }
        let fitting: Vec<&(usize, String)> =
            self.names.iter().filter(|(_, name)| fits(name)).collect();
        // Of two equal ones the first.
        let longest = fitting.iter().rev().max_by_key(|(_, name)| name.len());
        let found = longest.filter(|(longest, whole)| {
            let whole = format!(" {}", without_country(whole));
            fitting.iter().all(|(other, name)| {
                cast.are_same(*longest, *other)
                    || whole.ends_with(&format!(" {}", without_country(name)))
            })
        });
        let found = found.map(|(index, _)| *index);
        self.looked_for.insert(what, found);
        found
    }
}
