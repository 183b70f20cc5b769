use super::ENOUGH;
use super::Printed;
use super::copies;
use super::overlap;
use super::shingles;
use crate::model::Date;
use crate::model::DocumentKey;

/// Numbers that look like chance and are always the same.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        usize::try_from((self.0 >> 33) % limit as u64).unwrap()
    }

    fn words(&mut self, count: usize) -> Vec<String> {
        (0..count).map(|_| format!("w{}", self.below(900))).collect()
    }
}

fn key(number: usize) -> DocumentKey {
    DocumentKey { corpus: "press".to_owned(), id: format!("{number:05}") }
}

/// Returns a copy of a text: cut, with words changed, with an agency's line in front, or all three.
fn copied(text: &[String], way: usize, chance: &mut Chance) -> Vec<String> {
    let mut copy = text.to_vec();
    if way.is_multiple_of(2) {
        copy.truncate(text.len() / 2 + chance.below(text.len() / 2));
    }
    if way.is_multiple_of(3) {
        for _ in 0..text.len() / 80 {
            let place = chance.below(copy.len());
            copy[place] = format!("x{}", chance.below(900));
        }
    }
    if way.is_multiple_of(5) {
        let line = ["PORT", "ELIN", "Reuters", "in", "this", "report", "by", "our", "staff"];
        copy.splice(0..0, line.map(str::to_owned));
    }
    copy
}

#[test]
fn generated_copies_are_found_and_nothing_else() {
    let mut chance = Chance(3);
    let mut texts: Vec<(usize, String)> = Vec::new();
    for origin in 0..400 {
        let length = 60 + chance.below(600);
        let text = chance.words(length);
        texts.push((origin, text.join(" ")));
        for way in 1..=origin % 6 {
            texts.push((origin, copied(&text, way, &mut chance).join(" ")));
        }
    }
    let keys: Vec<DocumentKey> = (0..texts.len()).map(key).collect();
    let printed: Vec<Printed> = texts
        .iter()
        .zip(&keys)
        .map(|((_, text), key)| Printed { key, date: None, text: text.clone() })
        .collect();
    let found = copies(&printed);
    let number = |key: &DocumentKey| key.id.parse::<usize>().unwrap();
    let right = found
        .iter()
        .filter(|copy| texts[number(&copy.document)].0 == texts[number(&copy.original)].0);
    assert_eq!(right.count(), found.len(), "every copy that is found is one");
    let of = |text: usize| shingles(&texts[text].1);
    let first =
        |text: usize| texts.iter().position(|(origin, _)| *origin == texts[text].0).unwrap();
    let near: Vec<usize> = (0..texts.len())
        .filter(|&text| first(text) != text && overlap(&of(first(text)), &of(text)) >= ENOUGH)
        .collect();
    let is_found = |text: &&usize| found.iter().any(|copy| number(&copy.document) == **text);
    let missed = near.len() - near.iter().filter(is_found).count();
    assert!(near.len() > 800, "{} copies share enough", near.len());
    assert_eq!(missed, 0, "of {} copies that share enough", near.len());
}

/// Compares two texts that were printed in 2020 and 2021; the expected is whether the second is a copy.
#[track_caller]
fn check(one: &str, other: &str, expected: bool) {
    let keys = [key(2), key(1)];
    let printed = |key, year, text: &str| Printed {
        key,
        date: Some(Date::Year(year)),
        text: text.to_owned(),
    };
    let found = copies(&[printed(&keys[0], 2020, one), printed(&keys[1], 2021, other)]);
    assert_eq!(found.len(), usize::from(expected), "{found:?}");
    if let Some(copy) = found.first() {
        assert_eq!((&copy.document, &copy.original), (&keys[1], &keys[0]), "the later is the copy");
    }
}

const TEXT: &str = "The council of Port Elin said on Monday that it will keep the ferry to the island, \
    and that the harbour will stay open for boats of all kinds through the winter, whatever the weather may be.";

#[test]
fn what_is_printed_again_is_a_copy_of_the_earlier() {
    check(TEXT, TEXT, true);
    check(TEXT, &format!("PORT ELIN (Gazette) - {}", TEXT.to_uppercase()), true);
    check(TEXT, &TEXT[..TEXT.len() / 2], true);
    check(TEXT, &format!("{TEXT} The mayor told another story about the price of bread."), true);
}

#[test]
fn what_only_speaks_of_the_same_is_none() {
    let other = "On Monday the council decided to keep the island's ferry; the harbour, it said, stays open in winter for \
        every boat, and no weather will close it, which is news to those who live there.";
    check(TEXT, other, false);
    check("It rains.", "It rains.", false);
}
