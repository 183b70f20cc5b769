use super::Held;
use super::Thresholds;
use super::Vocabulary;
use super::compared;
use crate::model::Lexicon;
use crate::model::Likeness;

/// Compares two claims, in which `@` marks an agent, made by one document or by two; the expected is a rule.
#[track_caller]
fn check(one: &str, other: &str, is_close: bool, expected: Option<(Likeness, &str)>) {
    let lexicon = Lexicon::built_in();
    let mut vocabulary = Vocabulary::new(&lexicon);
    let mut held = |key: &str, words: &str, document: u32| {
        let number = |word: &str| match word.strip_prefix('@') {
            Some(agent) => vocabulary.agent(agent, agent),
            None => vocabulary.word(word),
        };
        let words = words.split(' ').map(number).collect();
        Held::new(key.to_owned(), words, vec![document])
    };
    let claims = vec![held("a", one, 0), held("b", other, u32::from(!is_close))];
    let found = compared(&vocabulary, claims, &Thresholds::default());
    let found: Vec<_> = found.iter().map(|found| (found.likeness, found.rule)).collect();
    assert_eq!(found, expected.into_iter().collect::<Vec<_>>(), "{one} | {other}");
}

const RESTATES: Option<(Likeness, &str)> = Some((Likeness::Restates, "shared-words"));
const BY_ATTITUDE: Option<(Likeness, &str)> = Some((Likeness::Restates, "attitude"));
const DENIES: Option<(Likeness, &str)> = Some((Likeness::Contradicts, "negation"));
const OTHER_NUMBER: Option<(Likeness, &str)> = Some((Likeness::Contradicts, "other-number"));
const OTHER_SIDE: Option<(Likeness, &str)> = Some((Likeness::Contradicts, "other-evaluation"));

#[test]
fn other_words_for_the_same_restate() {
    let one = "importance of maintaining peace and stability across @taiwan";
    check(one, "importance of preserving peace and stability across @taiwan", false, RESTATES);
    check(
        "peace and stability across @taiwan",
        "the need for peace and stability across @taiwan",
        true,
        BY_ATTITUDE,
    );
    check("turnout rose in all regions", "turnout rose in all regions", false, RESTATES);
}

#[test]
fn little_in_common_is_nothing() {
    check("it is good", "it is good", false, None);
    check("turnout rose in north", "prices rose in north", true, None);
    check("three days of mourning", "seven days of mourning", false, None);
}

#[test]
fn what_is_said_of_two_agents_is_two_things() {
    let of = |agent: &str| format!("enduring partnership between @us and @{agent}");
    check(&of("spain"), &of("chile"), false, None);
    check(&of("spain"), &of("spain"), false, RESTATES);
}

#[test]
fn that_somebody_reports_it_is_another_claim() {
    let said = "man attacked group with knife";
    check(&format!("witnesses said {said}"), said, true, None);
    check(&format!("i believe {said}"), said, true, BY_ATTITUDE);
}

#[test]
fn a_denial_contradicts() {
    check("explosions are related", "explosions are unrelated", true, DENIES);
    check("@ann plan to run in may", "@ann does not plan to run in may", false, DENIES);
    let fraud = "widespread voter fraud";
    check(fraud, "there is no evidence of widespread voter fraud", true, DENIES);
    check(fraud, "there is no evidence of widespread voter fraud", false, None);
    check(fraud, "it is no matter for courts that widespread voter fraud happened", true, None);
}

#[test]
fn another_number_or_side_contradicts() {
    check("magnitude 6.3", "magnitude 6.4", true, OTHER_NUMBER);
    check("@vote was fair", "@vote was brutal", false, OTHER_SIDE);
    check("@vote was fair", "@vote was free", false, None);
}
