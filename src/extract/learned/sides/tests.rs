//! Where trees let holders and targets stand, and what is kept, on short texts read by the models of words.

use std::sync::LazyLock;

use crate::analyse;
use crate::analyse::Naming;
use crate::analyse::Syntax;
use crate::extract;
use crate::extract::Attribution;
use crate::model::Document;
use crate::model::DocumentKey;
use crate::model::Findings;
use crate::model::Lexicon;
use crate::model::Polarity;
use crate::model::Voice;

static SYNTAX: LazyLock<Syntax> = LazyLock::new(Syntax::built_in);
static NAMING: LazyLock<Naming> = LazyLock::new(Naming::built_in);

fn document(text: &str) -> Document {
    let key = DocumentKey { corpus: "test".to_owned(), id: "test".to_owned() };
    Document::of_text(key, text.to_owned())
}

/// Returns each stance as `holder +cue target`.
fn written(text: &str, findings: &Findings) -> Vec<String> {
    let written = findings.stances.iter().map(|stance| {
        let holder = match stance.holder {
            Voice::Words(span) => span.of(text),
            _ => "-",
        };
        let side = if stance.polarity == Polarity::Positive { '+' } else { '-' };
        format!("{holder} {side}{} {}", stance.cue.of(text), stance.target.of(text))
    });
    written.collect()
}

/// Returns for each stance where its holder stands, as if other words meant somebody else.
fn by_words(findings: &Findings) -> Vec<Vec<usize>> {
    let words = findings.stances.iter().map(|stance| match stance.holder {
        Voice::Words(span) => vec![span.start()],
        _ => Vec::new(),
    });
    words.collect()
}

/// Checks that some stance is among the proposals of a text, or is not.
fn check_proposed(text: &str, stance: &str, is_proposed: bool) {
    let (document, lexicon) = (document(text), Lexicon::built_in());
    let analysis = analyse::text(&document, &lexicon, &SYNTAX, &NAMING);
    let proposed = extract::proposed(&document, &analysis, &lexicon, &Attribution::none());
    let written = written(text, &proposed.findings);
    assert_eq!(written.iter().any(|other| other == stance), is_proposed, "{written:#?}");
}

/// Checks the stances that are found in a text.
fn check_found(text: &str, expected: &[&str]) {
    let (document, lexicon) = (document(text), Lexicon::built_in());
    let analysis = analyse::text(&document, &lexicon, &SYNTAX, &NAMING);
    let attribution = Attribution::built_in();
    let proposed = extract::proposed(&document, &analysis, &lexicon, &attribution);
    let holders = by_words(&proposed.findings);
    let findings = extract::findings(proposed, &holders, &attribution);
    assert_eq!(written(text, &findings), expected, "{text}");
}

#[test]
fn verbs_take_sides_on_objects_and_as_passives() {
    check_proposed("The council hailed the deal.", "The council +hailed the deal", true);
    let passive = "The deal was denounced by the council.";
    check_proposed(passive, "the council -denounced The deal", true);
    check_proposed("The council met on Monday.", "The council +met Monday", false);
}

#[test]
fn a_pronoun_takes_nothing_along() {
    check_proposed(
        "The council commended him on his leadership.",
        "The council +commended him",
        true,
    );
    let longer = "The council +commended him on his leadership";
    check_proposed("The council commended him on his leadership.", longer, false);
}

#[test]
fn denial_turns_the_side() {
    let failed = "The council failed to condemn the attack.";
    check_proposed(failed, "The council +condemn the attack", true);
    let never = "The council never praised the deal.";
    check_proposed(never, "The council -praised the deal", true);
}

#[test]
fn nouns_and_adjectives_take_sides() {
    let noun = "The council expressed gratitude to the mission.";
    check_proposed(noun, "The council +gratitude the mission", true);
    let owned = "We saw the council's contempt for the court.";
    check_proposed(owned, "the council's -contempt the court", true);
}

#[test]
fn what_is_added_to_a_target_is_proposed_too() {
    let text = "The council welcomed the steps taken by the court.";
    check_proposed(text, "The council +welcomed the steps", true);
    check_proposed(text, "The council +welcomed the steps taken by the court", true);
}

#[test]
fn a_target_goes_on_with_what_belongs_to_it() {
    check_found(
        "The council welcomed the steps taken by the court.",
        &["The council +welcomed the steps taken by the court"],
    );
    check_found(
        "The council opposes efforts to weaken the court.",
        &["The council -opposes efforts to weaken the court"],
    );
    check_found("The council thanked the court for its work.", &["The council +thanked the court"]);
    check_found(
        "The council welcomed the ruling, which the court gave on Monday.",
        &["The council +welcomed the ruling"],
    );
}

#[test]
fn what_is_trusted_is_kept_once_a_word() {
    check_found(
        "The European Union condemned the decision.",
        &["The European Union -condemned the decision"],
    );
    check_found("The European Union met in Brussels on Monday.", &[]);
}

#[test]
fn who_holds_a_stance_tells_whether_it_is_one() {
    let text = "The European Union condemned the decision. The mayor praised the vote.";
    let (document, lexicon) = (document(text), Lexicon::built_in());
    let analysis = analyse::text(&document, &lexicon, &SYNTAX, &NAMING);
    let features = |number: fn(usize) -> usize| {
        let proposed = extract::proposed(&document, &analysis, &lexicon, &Attribution::none());
        let count = proposed.findings.stances.len();
        let holders: Vec<Vec<usize>> = (0..count).map(|at| vec![number(at)]).collect();
        extract::features(proposed, &holders)
    };
    let (apart, same) = (features(|at| at), features(|_| 0));
    assert!(apart.iter().zip(&same).all(|(one, other)| one.len() == other.len() && one != other));
}

#[test]
fn the_same_words_hold_no_side_on_themselves() {
    let text = "The Council is clear that the use of siege as a method of combat, including the siege of towns, is unacceptable.";
    let (document, lexicon) = (document(text), Lexicon::built_in());
    let analysis = analyse::text(&document, &lexicon, &SYNTAX, &NAMING);
    let attribution = Attribution::built_in();
    let proposed = extract::proposed(&document, &analysis, &lexicon, &attribution);
    let written = written(text, &proposed.findings);
    let of = |start: &str| written.iter().any(|stance| stance.starts_with(start));
    assert!(of("The Council -unacceptable the use of siege"), "{written:#?}");
    assert!(!of("The Council -unacceptable The Council"), "{written:#?}");
}

#[test]
fn words_of_a_name_take_no_side() {
    let cues = |text: &str| -> Vec<String> {
        let (document, lexicon) = (document(text), Lexicon::built_in());
        let analysis = analyse::text(&document, &lexicon, &SYNTAX, &NAMING);
        let attribution = Attribution::built_in();
        let proposed = extract::proposed(&document, &analysis, &lexicon, &attribution);
        let stances = proposed.findings.stances.iter();
        stances.map(|stance| stance.cue.of(text).to_owned()).collect()
    };
    let plain = cues("The minister said that the vote in Narva was democratic.");
    assert!(plain.contains(&"democratic".to_owned()), "{plain:?}");
    let name = cues("The minister said that the New Democratic Party met the voters in Narva.");
    assert!(!name.contains(&"Democratic".to_owned()), "{name:?}");
}
