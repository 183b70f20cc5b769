//! References inside a document: each sieve on a text of its own, and texts in which it must not join.

use sayso::model::Document;
use sayso::model::DocumentKey;
use sayso::pipeline;
use sayso::pipeline::Engine;

/// Returns whom words of a text mean, each with the rule that tells: "she = Ana Lee (same-sentence)".
fn meant(text: &str) -> Vec<String> {
    let key = DocumentKey { corpus: String::new(), id: "d".to_owned() };
    let document = Document::of_text(key, text.to_owned());
    let account = pipeline::account(&document, Engine::built_in());
    let name = |id: &String| account.entities.iter().find(|entity| entity.id == *id);
    let line = |mention: &sayso::model::Mention| {
        let entity = mention.entity.as_ref().and_then(name);
        let entity = entity.map_or("nobody", |entity| entity.name.as_str());
        format!("{} = {entity} ({})", mention.span.of(text), mention.rule)
    };
    account.mentions.iter().map(line).collect()
}

/// Compares whom the words of a text mean with lines; of the rest nothing is said.
fn check(text: &str, expected: &[&str]) {
    let meant = meant(text);
    for line in expected {
        assert!(meant.iter().any(|other| other == line), "{line} of {text}\n{meant:#?}");
    }
}

#[test]
fn acronyms_are_explained_in_brackets() {
    check(
        "The Central Election Committee (CEC) met. The CEC said that the vote was fair.",
        &[
            "CEC = Central Election Committee (acronym-in-brackets)",
            "CEC = Central Election Committee (same-name)",
        ],
    );
    check(
        "The CEC (Central Election Committee) met.",
        &["Central Election Committee = Central Election Committee (name-in-brackets)"],
    );
}

#[test]
fn surnames_mean_the_only_one_who_has_them() {
    check(
        "Roman Vasilenko spoke. Vasilenko said that the law was good.",
        &["Vasilenko = Roman Vasilenko (surname)"],
    );
    check("John Lee met Ana Lee. Lee said that it was late.", &["Lee = Lee (name)"]);
}

#[test]
fn honorifics_tell_two_of_one_surname_apart() {
    check("John Lee met Ana Lee. Ms Lee said that it was late.", &["Lee = Ana Lee (surname)"]);
    check("John Lee met Ana Lee. Mr Lee said that it was late.", &["Lee = John Lee (surname)"]);
    check("Ana Lee left. Mr Lee said that it was late.", &["Lee = Lee (name)"]);
}

#[test]
fn descriptions_mean_who_was_described_so() {
    check(
        "Deputy Minister Roman Vasilenko arrived. The Deputy Minister said that the vote was fair.",
        &["Deputy Minister = Roman Vasilenko (description)"],
    );
    check(
        "ODIHR published a report. The Office said that the vote was fair.",
        &["Office = ODIHR (description)"],
    );
    check(
        "The prime minister met Roman Vasilenko. The foreign minister said that it was late.",
        &["foreign minister = foreign minister (description)"],
    );
}

#[test]
fn appositions_stand_beside_a_name() {
    check(
        "Arman Ghukasyan, Chairman of the council, said that the vote was fair.",
        &["Chairman = Arman Ghukasyan (apposition)"],
    );
    check(
        "One senator, Eduardo Bhatia, said he would resign.",
        &["senator = Eduardo Bhatia (apposition-in-tree)"],
    );
    check(
        "A senator met Eduardo Bhatia. Bhatia said that the vote was fair.",
        &["Bhatia = Eduardo Bhatia (surname)"],
    );
}

#[test]
fn kinds_mean_the_only_one_of_that_kind() {
    check(
        "The European Union met in Prague. The organisation said that it would help.",
        &["organisation = European Union (kind)"],
    );
    check(
        "The European Union met NATO. The organisation said that it would help.",
        &["organisation = organisation (description)"],
    );
}

#[test]
fn pronouns_agree_in_gender() {
    check(
        "Mary Jones met John Smith. She thanked him, and he thanked her.",
        &[
            "She = Mary Jones (sentence-before)",
            "him = John Smith (sentence-before)",
            "he = John Smith (same-sentence)",
            "her = Mary Jones (same-sentence)",
        ],
    );
    check("John Smith left. She said that it was late.", &["She = nobody (no-antecedent)"]);
}

#[test]
fn pronouns_agree_in_number_and_animacy() {
    check(
        "The observers met Mary Jones. They said that the vote was fair.",
        &["They = observers (sentence-before)"],
    );
    check(
        "The police arrived late. They said that the road was closed.",
        &["They = police (sentence-before)"],
    );
    check(
        "France and Germany met. They agreed to help.",
        &["They = France (list)", "They = Germany (list)"],
    );
    check("Mary Jones bought a car. It was red.", &["It = nobody (no-antecedent)"]);
}

#[test]
fn a_reflexive_pronoun_means_the_subject() {
    check("Mary Jones met Ana Lee. Ana Lee blamed herself.", &["herself = Ana Lee (reflexive)"]);
}

#[test]
fn no_pronoun_means_another_part_of_its_clause() {
    check("Mary Jones thanked her.", &["her = nobody (no-antecedent)"]);
    check("Mary Jones met Ana Lee and urged her to leave.", &["her = Ana Lee (same-sentence)"]);
    check(
        "Mary Jones used Ana Lee's visit to invite her to the talks.",
        &["her = Ana Lee (same-sentence)"],
    );
    check(
        "Mary Jones took the opportunity of Ana Lee's visit to invite her to the talks.",
        &["her = Ana Lee (same-sentence)"],
    );
    check(
        "Mary Jones asked Ana Lee to help her with the talks.",
        &["her = Mary Jones (same-sentence)"],
    );
    check("Mary Jones thanked her mother.", &["her = Mary Jones (same-sentence)"]);
}

#[test]
fn who_reports_is_who_does_it() {
    check(
        "John Smith met Peter Brown. Brown said that he would leave.",
        &["he = Peter Brown (reporting-subject)"],
    );
}

#[test]
fn a_quotation_is_about_others_than_its_speaker() {
    check(
        "Peter Brown met John Smith. \"He is right\", John Smith said.",
        &["He = Peter Brown (sentence-before)"],
    );
}

#[test]
fn the_first_person_is_who_is_quoted() {
    check("\"I am happy\", John Smith said.", &["I = John Smith (speaker)"]);
    check("\"We are happy\", John Smith said.", &["We = John Smith (speaker-and-others)"]);
}

#[test]
fn the_first_person_of_an_own_voice_is_the_author() {
    check(
        "The author is Foreign Minister of Kazakhstan.\n\nI thank the observers. I am confident that we will win.",
        &[
            "I = Foreign Minister of Kazakhstan (speaker)",
            "we = Foreign Minister of Kazakhstan (speaker-and-others)",
            "we = Kazakhstan (speaker-and-others)",
        ],
    );
    check(
        "I went home. I saw my mother. I said that the road was long.",
        &["I = author (speaker)", "my = author (speaker)"],
    );
    check("\"I am happy\", it was said. The road was long.", &["I = nobody (speaker)"]);
}

#[test]
fn a_filler_is_no_mention() {
    let meant = meant("It is clear that the vote was fair.");
    assert!(meant.iter().all(|line| !line.starts_with("It ")), "{meant:#?}");
}

#[test]
fn demonyms_name_no_country() {
    let meant = meant("The French president left. French voters said that it was late.");
    assert!(meant.iter().all(|line| !line.contains("= France")), "{meant:#?}");
}
