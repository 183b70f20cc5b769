//! Who is who across documents, the whole way from the words: pairs of names in context, and look-alike letters.

use std::fs;

use sayso::model::AnnotatedDocument;
use sayso::model::AnnotatedMention;
use sayso::model::Document;
use sayso::model::DocumentKey;
use sayso::model::EntityKey;
use sayso::model::Identity;
use sayso::model::Judgements;
use sayso::pipeline;
use sayso::pipeline::Engine;
use sayso::resolve;

/// Two texts, each with a name in it, and whether the names are of one.
struct Pair {
    line: String,
    is_same: bool,
    texts: [Text; 2],
}

struct Text {
    words: String,
    name: String,
}

fn pairs() -> Vec<Pair> {
    let file = fs::read_to_string("tests/fixtures/name-pairs.txt").expect("the pairs are there");
    file.lines().filter(|line| !line.starts_with('#')).map(pair).collect()
}

fn pair(line: &str) -> Pair {
    let parts: Vec<&str> = line.split(" | ").collect();
    let [sameness, first, second] = parts[..] else { panic!("three parts: {line}") };
    assert!(matches!(sameness, "same" | "not"), "{line}");
    Pair {
        line: line.to_owned(),
        is_same: sameness == "same",
        texts: [first, second].map(|text| {
            let (before, rest) = text.split_once('[').expect("a name in brackets");
            let (name, after) = rest.split_once(']').expect("a name in brackets");
            Text { words: format!("{before}{name}{after}"), name: name.to_owned() }
        }),
    }
}

fn read(id: &str, text: &str) -> AnnotatedDocument {
    let key = DocumentKey { corpus: "pairs".to_owned(), id: id.to_owned() };
    let document = Document::of_text(key, text.to_owned());
    AnnotatedDocument::new(&document, &pipeline::account(&document, Engine::built_in()))
}

fn identity(documents: &[AnnotatedDocument]) -> Identity {
    let lexicon = &Engine::built_in().lexicon;
    resolve::identity(documents, lexicon, &Judgements::default()).expect("nobody decides")
}

/// Returns the agent of the entity whose mention is a name, or else the one that is called so.
fn agent<'a>(identity: &'a Identity, document: &AnnotatedDocument, text: &Text) -> Option<&'a str> {
    let at = text.words.find(&text.name)?;
    let start = text.words[..at].chars().count();
    let end = start + text.name.chars().count();
    let within = |mention: &&AnnotatedMention| {
        mention.span.start >= start && mention.span.end <= end && mention.entity.is_some()
    };
    let longest = document
        .mentions
        .iter()
        .filter(within)
        .max_by_key(|mention| mention.span.end - mention.span.start)?;
    let entity = longest.entity.clone()?;
    let document = DocumentKey { corpus: document.corpus.clone()?, id: document.id.clone() };
    let key = EntityKey { document, entity };
    identity.joins.iter().find(|join| join.entity == key).map(|join| join.agent.as_str())
}

fn is_joined(texts: &[Text; 2]) -> bool {
    let documents = [read("a", &texts[0].words), read("b", &texts[1].words)];
    let identity = identity(&documents);
    let first = agent(&identity, &documents[0], &texts[0]);
    let second = agent(&identity, &documents[1], &texts[1]);
    first.is_some() && first == second
}

/// Of 200 pairs, half of them near misses, at most 2 are joined wrongly and at least 90 of those that are one are joined.
#[test]
fn names_in_context_are_joined_or_kept_apart() {
    let pairs = pairs();
    let same = pairs.iter().filter(|pair| pair.is_same).count();
    assert_eq!((same, pairs.len()), (100, 200));
    let faulty: Vec<&Pair> =
        pairs.iter().filter(|pair| is_joined(&pair.texts) != pair.is_same).collect();
    let faults = |is_same: bool| -> Vec<&str> {
        let of_kind = faulty.iter().filter(|pair| pair.is_same == is_same);
        of_kind.map(|pair| pair.line.as_str()).collect()
    };
    let (wrong, missed) = (faults(false), faults(true));
    assert!(wrong.len() <= 2, "joined wrongly:\n{}", wrong.join("\n"));
    assert!(missed.len() <= 10, "not joined:\n{}", missed.join("\n"));
}

/// Letters that look alike, by the Latin one.
const LOOK_ALIKE: &[(char, &[char])] = &[
    ('A', &['\u{410}', '\u{391}']),
    ('B', &['\u{412}', '\u{392}']),
    ('C', &['\u{421}']),
    ('E', &['\u{415}', '\u{395}']),
    ('H', &['\u{41d}', '\u{397}']),
    ('I', &['\u{406}', '\u{399}']),
    ('K', &['\u{41a}', '\u{39a}']),
    ('M', &['\u{41c}', '\u{39c}']),
    ('N', &['\u{39d}']),
    ('O', &['\u{41e}', '\u{39f}']),
    ('P', &['\u{420}', '\u{3a1}']),
    ('T', &['\u{422}', '\u{3a4}']),
    ('X', &['\u{425}', '\u{3a7}']),
    ('Y', &['\u{3a5}']),
    ('Z', &['\u{396}']),
    ('a', &['\u{430}']),
    ('c', &['\u{441}']),
    ('e', &['\u{435}']),
    ('i', &['\u{456}']),
    ('o', &['\u{43e}', '\u{3bf}']),
    ('p', &['\u{440}']),
    ('s', &['\u{455}']),
    ('v', &['\u{3bd}']),
    ('x', &['\u{445}']),
    ('y', &['\u{443}']),
];

/// Names of every type, in a sentence that shows it.
const NAMES: &[(&str, &str)] = &[
    ("Anna Brandt", "Minister {} said that the school was full."),
    ("Roman Vasilenko", "Minister {} said that the road was open."),
    ("Owen Murphy", "Minister {} said that the bridge was shut."),
    ("Maria Petrova", "Minister {} said that the tide was high."),
    ("Ministry of Foreign Affairs of Latvia", "The {} said that the visa was free."),
    ("Kazakh Foreign Ministry", "The {} said that the talks would go on."),
    ("European Commission", "The {} said that the aid was late."),
    ("Aigul Saparova", "Minister {} said that the museum was open."),
    ("Thomas Reed", "Minister {} said that the farm was sold."),
    ("Katarina Novakova", "Minister {} said that the choir was good."),
    ("OSCE", "The {} said that the election was calm."),
    ("Zonal Grain Board", "The {} said that stocks were low."),
    ("Kazakhstan", "The government of {} said that it was calm."),
    ("Czech Republic", "Officials in the {} said that it was calm."),
];

/// Returns a name with look-alikes for its nth letter, for each of its letters, and in full width.
fn variants(name: &str) -> Vec<String> {
    let likes = |letter: char| -> &'static [char] {
        LOOK_ALIKE.iter().find(|(latin, _)| *latin == letter).map_or(&[], |(_, likes)| likes)
    };
    let letters: Vec<char> = name.chars().collect();
    let mut variants = Vec::new();
    for (index, &letter) in letters.iter().enumerate() {
        for &like in likes(letter) {
            let mut variant = letters.clone();
            variant[index] = like;
            variants.push(variant.into_iter().collect());
        }
    }
    let all = |pick: fn(&[char]) -> Option<&char>| -> String {
        letters.iter().map(|&letter| *pick(likes(letter)).unwrap_or(&letter)).collect()
    };
    let wide = |letter: char| match letter {
        '!'..='~' => char::from_u32(letter as u32 + 0xfee0).unwrap_or(letter),
        _ => letter,
    };
    let every_other = |(index, &letter): (usize, &char)| {
        if index % 2 == 0 { wide(letter) } else { letter }
    };
    variants.extend([all(<[char]>::first), all(<[char]>::last)]);
    variants.push(name.chars().map(wide).collect());
    variants.push(letters.iter().enumerate().map(every_other).collect());
    variants
}

#[test]
fn two_hundred_look_alikes_are_joined_with_the_original() {
    let all: Vec<(&str, &str, String)> = NAMES
        .iter()
        .flat_map(|(name, sentence)| {
            variants(name).into_iter().map(move |variant| (*name, *sentence, variant))
        })
        .collect();
    assert!(all.len() >= 200, "{} variants", all.len());
    let missed: Vec<String> = all
        .iter()
        .filter(|(name, sentence, variant)| {
            let texts = [*name, variant]
                .map(|name| Text { words: sentence.replace("{}", name), name: name.to_owned() });
            !is_joined(&texts)
        })
        .map(|(name, _, variant)| format!("{name}: {variant}"))
        .collect();
    assert!(missed.is_empty(), "{} of {}:\n{}", missed.len(), all.len(), missed.join("\n"));
}
