//! Names: what the spellings of one name share, and what sets two bearers of one name apart.

use std::collections::BTreeSet;

use crate::model::EntityType;
use crate::model::Lexicon;
use crate::model::Registry;
use crate::model::Spellings;
use crate::model::WordClass;

use crate::resolve::forms;

/// A name as others are compared with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Name {
    /// What all spellings share; names without a block in common are not compared.
    pub(super) blocks: Vec<Block>,
    /// What sets it apart from others of its blocks.
    pub(super) marks: Marks,
}

/// What names have in common, and the rule that joins by it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Block {
    pub(super) rule: &'static str,
    pub(super) key: String,
}

/// What sets apart two of one name: what both have must agree.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Marks {
    /// Middle names and initials.
    pub(super) middles: Vec<String>,
    /// "jr", "sr", "ii".
    pub(super) generation: Option<String>,
    /// What a company is in law.
    pub(super) legal_form: Option<String>,
    /// The years of an event.
    pub(super) years: BTreeSet<u16>,
    /// The usual name of what the registry knows.
    pub(super) known: Option<String>,
}

/// The parts of a person's name, folded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PersonName {
    pub(super) given: String,
    pub(super) middles: Vec<String>,
    /// With its particles, without hyphens and blanks.
    pub(super) surname: String,
    pub(super) generation: Option<String>,
}

impl Marks {
    /// Returns why two of one name are two, if they are.
    pub(super) fn conflict(&self, other: &Self) -> Option<&'static str> {
        if differ(self.known.as_ref(), other.known.as_ref()) {
            return Some("The registry knows them as two.");
        }
        if differ(self.generation.as_ref(), other.generation.as_ref()) {
            return Some("They are of different generations.");
        }
        if !agree(&self.middles, &other.middles) {
            return Some("The middle names differ.");
        }
        if differ(self.legal_form.as_ref(), other.legal_form.as_ref()) {
            return Some("The legal forms differ.");
        }
        let both_dated = !self.years.is_empty() && !other.years.is_empty();
        if both_dated && self.years.is_disjoint(&other.years) {
            return Some("The events are of different years.");
        }
        None
    }
}

fn differ(one: Option<&String>, other: Option<&String>) -> bool {
    matches!((one, other), (Some(one), Some(other)) if one != other)
}

/// Returns whether the shorter of two lists of middle names begins the longer, an initial standing for a name.
///
/// > George **W.** Bush *is not* George **H. W.** Bush
fn agree(one: &[String], other: &[String]) -> bool {
    one.iter().zip(other).all(|(one, other)| is_short_for(one, other))
}

fn is_short_for(one: &str, other: &str) -> bool {
    let is_initial = one.chars().count() == 1 || other.chars().count() == 1;
    one == other || is_initial && one.chars().next() == other.chars().next()
}

/// Returns the parts of a person's name; none where first name or surname is missing.
///
/// > **Kassym-Jomart** *K.* **Tokayev**; **Putin**, *Vladimir*; **Thomas** **Reed** *Jr.*
pub(super) fn person(name: &str, lexicon: &Lexicon) -> Option<PersonName> {
    let folded = forms::fold(name);
    let is_suffix = |word: &str| lexicon.names.of(word).has(WordClass::NameSuffix);
    let turned = match folded.split_once(", ") {
        Some((surname, given)) if !surname.contains(' ') && !is_suffix(given) => {
            format!("{given} {surname}")
        }
        _ => folded,
    };
    let mut words: Vec<&str> =
        turned.split([' ', ',']).flat_map(initials).filter(|word| !word.is_empty()).collect();
    let generation = words.iter().position(|word| is_suffix(word)).map(|index| words.remove(index));
    let last = words.len().checked_sub(1)?;
    let is_particle = |index: &usize| lexicon.names.of(words[*index]).has(WordClass::NameParticle);
    let particles = (1..last).rev().take_while(is_particle).count();
    let from = last - particles;
    if from == 0 {
        return None;
    }
    let joined = |word: &str| word.replace(['-', '\''], "");
    Some(PersonName {
        given: joined(words[0]),
        middles: words[1..from].iter().map(|word| lexicon.spellings.sound(word)).collect(),
        surname: words[from..].iter().map(|word| joined(word)).collect::<String>(),
        generation: generation.map(|word| word.trim_end_matches('.').to_owned()),
    })
}

/// Returns a word, or the letters of "j.r.".
fn initials(word: &str) -> Vec<&str> {
    let is_initials = word.contains('.') && word.split('.').all(|part| part.chars().count() < 2);
    if is_initials { word.split('.').collect() } else { vec![word] }
}

/// Returns how a person's name is compared.
pub(super) fn of_person(name: &str, lexicon: &Lexicon) -> Name {
    let Some(person) = person(name, lexicon) else { return Name::default() };
    if person.given.chars().count() < 2 {
        return Name::default();
    }
    let spellings = &lexicon.spellings;
    let surname = spellings.sound(&person.surname);
    let mut blocks = vec![Block {
        rule: "spelling",
        key: format!("{} {surname}", spellings.first_name(&person.given)),
    }];
    let is_long = |word: &&String| word.chars().count() > 1;
    let long: Vec<&String> = person.middles.iter().filter(is_long).collect();
    if forms::fold(name).contains('-') || !long.is_empty() {
        let middles: String = long.into_iter().cloned().collect();
        let given = spellings.sound(&person.given);
        blocks.push(Block { rule: "spelling", key: format!("{given}{middles}={surname}") });
    }
    let marks =
        Marks { middles: person.middles, generation: person.generation, ..Marks::default() };
    Name { blocks, marks }
}

/// Returns how the name of a body is compared.
///
/// `place` is the place in front of the name, if it is not part of it.
///
/// > **Ministry of Foreign Affairs** of *Kazakhstan*; *Kazakh* **Foreign Ministry**; *Kazakhstan's* **Foreign Ministry**
pub(super) fn of_body(name: &str, place: Option<&str>, lexicon: &Lexicon) -> Name {
    let plain = forms::plain(name);
    let mut words: Vec<&str> = plain.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    let mut legal_form = None;
    while let Some(form) =
        words.last().and_then(|word| lexicon.spellings.legal_form(&word.to_lowercase()))
        && words.len() > 1
    {
        legal_form = Some(form.to_owned());
        words.pop();
    }
    let mut blocks = vec![Block { rule: "spelling", key: sounds(&words, &lexicon.spellings) }];
    let inside = jurisdiction(&words, &lexicon.registry);
    if let Some((place, rest)) = inside.or_else(|| Some((place?, words.as_slice()))) {
        let kind = kind(rest, &lexicon.spellings);
        if lexicon.spellings.is_sole(&kind) {
            blocks.push(Block { rule: "same-body", key: format!("{place}: {}", kind.join(" ")) });
        }
    }
    Name { blocks, marks: Marks { legal_form, ..Marks::default() } }
}

/// Returns how the name of a place, a group or a work is compared.
pub(super) fn of_other(name: &str, lexicon: &Lexicon) -> Name {
    let plain = forms::plain(name);
    let words: Vec<&str> = plain.split(' ').collect();
    let key = sounds(&words, &lexicon.spellings);
    Name { blocks: vec![Block { rule: "spelling", key }], marks: Marks::default() }
}

/// Returns how the name of an event is compared; `year` is that of the document.
///
/// > *2023* **parliamentary elections** in *Kazakhstan*; *Kazakhstan's 2023* **parliamentary elections**
pub(super) fn of_event<'a>(
    names: impl Iterator<Item = &'a String>,
    year: Option<u16>,
    lexicon: &Lexicon,
) -> Name {
    let mut all = names.map(|name| event_words(name, lexicon)).peekable();
    let first = all.peek().map(|(words, _)| words.clone()).unwrap_or_default();
    let mut years: BTreeSet<u16> = all.flat_map(|(_, years)| years).collect();
    if years.is_empty() && first.iter().any(|word| lexicon.spellings.recurs(word)) {
        years.extend(year);
    }
    let words: Vec<String> = first.into_iter().collect();
    let blocks = vec![Block { rule: "same-event", key: words.join(" ") }];
    Name { blocks, marks: Marks { years, ..Marks::default() } }
}

/// Returns whether an event is told by its place, kind and year, even where it has no name.
///
/// > the **2023** *parliamentary* **elections** in **Kazakhstan**
pub(super) fn is_told(event: &Name, lexicon: &Lexicon) -> bool {
    let words = || event.blocks.iter().flat_map(|block| block.key.split(' '));
    let is_placed = words().any(|word| word.starts_with('<'));
    is_placed
        && event.marks.years.len() == 1
        && words().any(|word| lexicon.spellings.is_yearly(word))
}

/// Returns the words of an event's name that tell which it is, and its years.
fn event_words(name: &str, lexicon: &Lexicon) -> (BTreeSet<String>, Vec<u16>) {
    let plain = forms::plain(name);
    let words: Vec<&str> = plain.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    let (mut kept, mut years, mut index) = (BTreeSet::new(), Vec::new(), 0);
    while index < words.len() {
        if let Some((place, length)) = place_at(&words[index..], &lexicon.registry) {
            kept.insert(format!("<{place}>"));
            index += length;
            continue;
        }
        let word = forms::fold(bare(words[index]));
        index += 1;
        match year(&word) {
            Some(year) => years.push(year),
            None if lexicon.spellings.is_idle_in_event(&word) => {}
            None => {
                let word = lexicon.names.singular_of(&word).unwrap_or(word);
                kept.insert(lexicon.spellings.usual(&word).to_owned());
            }
        }
    }
    (kept, years)
}

fn year(word: &str) -> Option<u16> {
    let year: u16 = word.parse().ok()?;
    (word.len() == 4 && (1000..2200).contains(&year)).then_some(year)
}

/// Returns what the words of a name sound like; a short word, or one in capitals, stays as it is.
fn sounds(words: &[&str], spellings: &Spellings) -> String {
    const SHORT: usize = 4;
    let sound = |word: &&str| {
        let folded = forms::even(&forms::fold(word));
        let is_acronym = !word.contains(char::is_lowercase);
        let is_short = folded.chars().count() <= SHORT;
        if is_acronym || is_short { spellings.latin(&folded) } else { spellings.sound(&folded) }
    };
    let sounds: Vec<String> = words.iter().map(sound).collect();
    sounds.join(" ").replace(" & ", " and ")
}

/// Returns the country or other place that a name is, or whose body it names.
pub(super) fn country<'a>(name: &str, registry: &'a Registry) -> Option<&'a str> {
    let plain = forms::plain(name);
    let words: Vec<&str> = plain.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    let (place, length) = place_at(&words, registry).unwrap_or_default();
    if length == words.len() && length > 0 {
        return Some(place);
    }
    place_of_body(&words, registry)
}

fn place_of_body<'a>(words: &[&str], registry: &'a Registry) -> Option<&'a str> {
    jurisdiction(words, registry).map(|(place, _)| place)
}

/// Returns the place whose body a name names, and the words that say which.
fn jurisdiction<'a, 'w, 'r>(
    words: &'a [&'w str],
    registry: &'r Registry,
) -> Option<(&'r str, &'a [&'w str])> {
    if let Some((place, length)) = place_at(words, registry) {
        return (length < words.len()).then(|| (place, &words[length..]));
    }
    let of = words.iter().position(|word| matches!(*word, "of" | "in"));
    let behind = (of? + 1..words.len()).find_map(|start| {
        let is_behind = matches!(words[start - 1], "of" | "in" | "the");
        let (place, length) = place_at(&words[start..], registry)?;
        let before = if words[start - 1] == "the" { start.checked_sub(2)? } else { start - 1 };
        (is_behind && start + length == words.len()).then_some((place, &words[..before]))
    });
    behind.filter(|(_, rest)| !rest.is_empty())
}

/// Returns the place that words begin with, by its name or by what its people are called, and of how many words.
fn place_at<'a>(words: &[&str], registry: &'a Registry) -> Option<(&'a str, usize)> {
    const LONGEST: usize = 4;
    (1..=words.len().min(LONGEST)).rev().find_map(|length| {
        let last = bare(words[length - 1]);
        let phrase = [&words[..length - 1], &[last]].concat().join(" ");
        if !phrase.starts_with(|letter: char| letter.is_uppercase()) {
            return None;
        }
        let named = registry.named(&phrase).filter(|known| known.entity_type == EntityType::Place);
        let known = named.or_else(|| registry.country_of(&phrase))?;
        Some((known.name.as_str(), length))
    })
}

/// Returns a word without the ending of its possessive.
fn bare(word: &str) -> &str {
    word.strip_suffix("'s").or_else(|| word.strip_suffix('\'')).unwrap_or(word)
}

/// Returns the words that say what a body of a state is, sorted.
fn kind(words: &[&str], spellings: &Spellings) -> Vec<String> {
    let folded = words.iter().map(|word| forms::even(&forms::fold(bare(word))));
    let words = folded.filter(|word| !spellings.is_idle(word) && !word.is_empty());
    let kind: BTreeSet<String> = words.map(|word| spellings.usual(&word).to_owned()).collect();
    kind.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::Name;
    use super::of_body;
    use super::of_event;
    use super::of_person;
    use crate::model::Lexicon;

    fn may_be_one(one: &Name, other: &Name) -> bool {
        let shared = one.blocks.iter().any(|block| other.blocks.contains(block));
        shared && one.marks.conflict(&other.marks).is_none()
    }

    #[track_caller]
    fn check_persons(one: &str, other: &str, expected: bool) {
        let lexicon = Lexicon::built_in();
        let (first, second) = (of_person(one, &lexicon), of_person(other, &lexicon));
        assert_eq!(may_be_one(&first, &second), expected, "{one}, {other}");
    }

    #[track_caller]
    fn check_bodies(one: &str, other: &str, expected: bool) {
        let lexicon = Lexicon::built_in();
        let (first, second) = (of_body(one, None, &lexicon), of_body(other, None, &lexicon));
        assert_eq!(may_be_one(&first, &second), expected, "{one}, {other}");
    }

    #[track_caller]
    fn check_events(one: &str, other: &str, years: [Option<u16>; 2], expected: bool) {
        let lexicon = Lexicon::built_in();
        let names = [one, other].map(|name| vec![name.to_owned()]);
        let first = of_event(names[0].iter(), years[0], &lexicon);
        let second = of_event(names[1].iter(), years[1], &lexicon);
        assert_eq!(may_be_one(&first, &second), expected, "{one}, {other}");
    }

    #[test]
    fn persons_are_told_by_first_name_surname_and_what_is_between() {
        check_persons("Kassym-Jomart Tokayev", "Kassym Jomart Tokaev", true);
        check_persons("Owen J. Murphy, Jr.", "Owen Murphy", true);
        check_persons("Putin, Vladimir", "Vladimir Vladimirovich Putin", true);
        check_persons("Bill Hartley", "William Hartley", true);
        check_persons("Ludwig van Aken", "Ludwig Van Aken", true);
        check_persons("Thomas Reed Sr.", "Thomas Reed Jr.", false);
        check_persons("George H. W. Bush", "George W. Bush", false);
        check_persons("George H. Bush", "George W. Bush", false);
        check_persons("Anna Brandt", "Erik Brandt", false);
        check_persons("Brandt", "Brandt", false);
        check_persons("J. Brandt", "J. Brandt", false);
    }

    #[test]
    fn bodies_are_told_by_place_and_kind() {
        check_bodies("Ministry of Foreign Affairs of the RK", "Kazakh Foreign Ministry", true);
        check_bodies("U.S. Department of State", "US State Department", true);
        check_bodies("Ministry of the Interior of Ukraine", "Ukraine's Interior Ministry", true);
        check_bodies("Ministry of Finance of Georgia", "Georgian Justice Ministry", false);
        check_bodies("Kazakh Foreign Ministry", "Kyrgyz Foreign Ministry", false);
        check_bodies("University of Miami", "Miami University", false);
        check_bodies("Ardent Corp.", "Ardent Corporation", true);
        check_bodies("Ardent", "Ardent Ltd", true);
        check_bodies("Ardent GmbH", "Ardent Ltd", false);
        check_bodies("CSTO", "CSTA", false);
        check_bodies("Majilis", "Mazhilis", true);
    }

    #[test]
    fn a_place_in_front_tells_whose_a_body_is() {
        let lexicon = Lexicon::built_in();
        let inside = of_body("Foreign Ministry of Norway", None, &lexicon);
        let in_front = |place| of_body("Foreign Ministry", place, &lexicon);
        assert!(may_be_one(&inside, &in_front(Some("Norway"))));
        assert!(!may_be_one(&inside, &in_front(Some("Sweden"))));
        assert!(!may_be_one(&inside, &in_front(None)));
    }

    #[test]
    fn events_are_told_by_words_place_and_year() {
        let none = [None, None];
        check_events("2023 elections in Kazakhstan", "Kazakh elections of 2023", none, true);
        check_events("2023 elections in Kazakhstan", "Kazakh elections of 2021", none, false);
        check_events(
            "elections in Kazakhstan",
            "Kazakh elections",
            [Some(2023), Some(2021)],
            false,
        );
        check_events("elections in Kazakhstan", "Kazakh elections", [Some(2023), None], true);
        check_events("Battle of Hastings", "Battle of Hastings", [Some(2023), Some(2021)], true);
        check_events("elections in Kazakhstan", "elections in Estonia", none, false);
    }
}
