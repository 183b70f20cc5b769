//! What the patterns of `extract` find in sentences; for each pattern found, found in another shape, not
//! found, and a near miss.

use std::path::Path;

use sayso::analyse;
use sayso::extract::Attribution;
use sayso::model::Document;
use sayso::model::DocumentKey;
use sayso::model::Findings;
use sayso::model::FoundStance;
use sayso::model::FoundStatement;
use sayso::model::Polarity;
use sayso::model::Span;
use sayso::model::Voice;
use sayso::pipeline;
use sayso::pipeline::Engine;

/// Checks the statements: `source | cue | content`, pieces joined by ` … `.
pub(crate) fn check(text: &str, expected: &[&str]) {
    let found: Vec<String> =
        findings(text).statements.iter().map(|statement| shown(text, statement)).collect();
    assert_eq!(found, expected, "in {text:?}");
}

/// Checks the stances: `holder + cue | target`, with `-` for a negative one.
pub(crate) fn check_stances(text: &str, expected: &[&str]) {
    let found: Vec<String> =
        findings(text).stances.iter().map(|stance| shown_stance(text, stance)).collect();
    assert_eq!(found, expected, "in {text:?}");
}

/// Returns what the rules find without the models.
fn findings(text: &str) -> Findings {
    findings_with(text, &Attribution::none())
}

fn findings_with(text: &str, attribution: &Attribution) -> Findings {
    let document = document(text);
    let Engine { lexicon, syntax, naming, .. } = Engine::built_in();
    let analysis = analyse::text(&document, lexicon, syntax, naming);
    pipeline::findings(&document, &analysis, lexicon, attribution)
}

fn document(text: &str) -> Document {
    let key = DocumentKey { corpus: "test".to_owned(), id: "text".to_owned() };
    Document::of_text(key, text.to_owned())
}

/// Checks the words for whom each statement is addressed to; "-" where there are none.
fn check_addressees(text: &str, expected: &[&str]) {
    let words = |span: Span| span.of(text);
    let found: Vec<&str> = findings(text)
        .statements
        .iter()
        .map(|statement| statement.addressee.map_or("-", words))
        .collect();
    assert_eq!(found, expected, "in {text:?}");
}

fn shown(text: &str, statement: &FoundStatement) -> String {
    let voice = voice(text, statement.source);
    let mut flags = String::new();
    for (is_so, flag) in [
        (statement.is_negated, " (negated)"),
        (statement.is_modal, " (modal)"),
        (statement.is_hedged, " (hedged)"),
        (statement.recommendation.is_some(), " (recommends)"),
    ] {
        flags.push_str(if is_so { flag } else { "" });
    }
    format!(
        "{voice} | {}{flags} | {}",
        pieces(text, &statement.cue),
        pieces(text, &statement.content)
    )
}

fn shown_stance(text: &str, stance: &FoundStance) -> String {
    let sign = if stance.polarity == Polarity::Positive { '+' } else { '-' };
    let holder = voice(text, stance.holder);
    format!("{holder} {sign} {} | {}", stance.cue.of(text), stance.target.of(text))
}

fn voice(text: &str, voice: Voice) -> String {
    match voice {
        Voice::Words(span) => span.of(text).to_owned(),
        Voice::SourceOf(number) => format!("={number}"),
        Voice::Author => "author".to_owned(),
        Voice::Unknown => "?".to_owned(),
    }
}

fn pieces(text: &str, spans: &[Span]) -> String {
    let words: Vec<&str> = spans.iter().map(|span| span.of(text)).collect();
    words.join(" … ")
}

#[test]
fn what_somebody_is_praised_or_blamed_as() {
    check(
        "Lee criticized the law as a gift to banks.",
        &["Lee | criticized | the law as a gift to banks"],
    );
    check("Lee lauded the vote as calm.", &["Lee | lauded | the vote as calm"]);
    check("Lee criticized the law as prices rose.", &[]);
    check("Lee criticized the law.", &[]);
}

#[test]
fn headlines_in_title_case() {
    check(
        "Mayor Criticizes New Law As A Gift To Banks.",
        &["Mayor | Criticizes | New Law As A Gift To Banks"],
    );
    check("Lee Says Vote Was Free.", &["Lee | Says | Vote Was Free"]);
    check("Lee visited the United States of America.", &[]);
}

#[test]
fn direct_speech() {
    check("“We will come,” said Anna Lee.", &["Anna Lee | said | “We will come,”"]);
    check("“We will come,” Anna Lee told reporters.", &["Anna Lee | told | “We will come,”"]);
    check("“We,” the minister said, “will come.”", &["the minister | said | “We,” … “will come.”"]);
    check(
        "Anna Lee said: “We will come. All of us.”",
        &["Anna Lee | said | “We will come. All of us.”"],
    );
    check("“Did you see?” she asked.", &["she | asked | “Did you see?”"]);
    check("The film “We Will Come” opened on Friday.", &[]);
    check("They sang “We will come, all of us, soon” and left.", &[]);
}

#[test]
fn reported_speech() {
    check(
        "The Mission noted that the vote was calm.",
        &["The Mission | noted | the vote was calm"],
    );
    check(
        "Anna Lee, a member of parliament, said it was late.",
        &["Anna Lee | said | it was late"],
    );
    check(
        "The observers, who said the vote was calm, left.",
        &["The observers | said | the vote was calm"],
    );
    check(
        "The minister left on Monday, saying that the vote was calm.",
        &["The minister | saying | the vote was calm"],
    );
    check(
        "She said the vote was calm and added that it was fair.",
        &["She | said | the vote was calm", "She | added | it was fair"],
    );
    check(
        "Lee, who denies fraud, claims she was misled.",
        &["Lee | denies | fraud", "Lee | claims | she was misled"],
    );
    check("The said house was sold.", &[]);
    check("The United States and the ministers met, discussed the vote and visited the town.", &[]);
    check("The claims were many and the reports were long.", &[]);
}

#[test]
fn cues_behind_their_content() {
    check("The vote was calm, the Mission noted.", &["the Mission | noted | The vote was calm"]);
    check("If the board knew of it, the court will decide.", &[]);
    check(
        "If the board knew of it, the court decided, the vote was void.",
        &["the court | decided | If the board knew of it … the vote was void"],
    );
    check(
        "The vote, officials said on Monday, was calm.",
        &["officials | said | The vote … was calm"],
    );
    check("As the Mission noted, the vote was calm.", &["the Mission | noted | the vote was calm"]);
    check(
        "The plan, which the ministers announced on Friday, failed.",
        &["the ministers | announced | The plan"],
    );
    check("In London, the Mission met the press.", &[]);
}

#[test]
fn passive_speech() {
    check("It was reported that the vote was calm.", &["? | reported | the vote was calm"]);
    check("The vote is expected to be calm.", &["? | expected | The vote … to be calm"]);
    check(
        "The vote was described as calm by the Mission.",
        &["? | described | The vote … as calm by the Mission"],
    );
    check("The ceasefire announced by Russia failed.", &["Russia | announced | The ceasefire"]);
    check("The box was found by the river.", &[]);
    check("He was told.", &[]);
}

#[test]
fn sources_named_by_a_preposition() {
    check(
        "According to the WHO, the outbreak is contained.",
        &["the WHO | According to | the outbreak is contained"],
    );
    check(
        "The outbreak is contained, according to the WHO.",
        &["the WHO | according to | The outbreak is contained"],
    );
    check(
        "The outbreak, according to the WHO, is contained.",
        &["the WHO | according to | The outbreak … is contained"],
    );
    check("They acted in accordance with the law.", &[]);
    check("They were seated according to.", &[]);
}

#[test]
fn attitudes() {
    check("She is confident that the vote was calm.", &["She | is confident | the vote was calm"]);
    check("We remain committed to helping Ghana.", &["We | remain committed | to helping Ghana"]);
    check("He was not sure that it was late.", &["He | was … sure (negated) | it was late"]);
    check("The confident minister left.", &[]);
    check("She is confident.", &[]);
}

#[test]
fn nominal_cues() {
    check(
        "The leaders reaffirmed their commitment to the treaty.",
        &["The leaders | reaffirmed their commitment | to the treaty"],
    );
    check(
        "The Office’s decision to leave was late.",
        &["The Office | decision | to leave was late"],
    );
    check(
        "The decision of the court to leave surprised us.",
        &["the court | decision | to leave surprised us"],
    );
    check("The decision was late.", &[]);
    check("The commitment was to be kept.", &[]);
}

#[test]
fn hearsay() {
    check("The vote was reportedly calm.", &["? | reportedly (hedged) | The vote was … calm"]);
    check("Allegedly, he left.", &["? | Allegedly (hedged) | he left"]);
    check("The vote ended, and he allegedly left.", &["? | allegedly (hedged) | he … left"]);
    check(
        "Lee reportedly told the court he was late.",
        &[
            "? | reportedly (hedged) | Lee … told the court he was late",
            "Lee | told (hedged) | he was late",
        ],
    );
    check("The alleged thief left.", &[]);
}

#[test]
fn requests_and_promises() {
    check(
        "The Mission urged Ghana to hold a vote.",
        &["The Mission | urged (recommends) | to hold a vote"],
    );
    check("Lee called on the ministers to resign.", &["Lee | called on (recommends) | to resign"]);
    check(
        "The Office called for new rules.",
        &["The Office | called for (recommends) | new rules"],
    );
    check(
        "The company will not promise to pay.",
        &["The company | promise (negated) (modal) | to pay"],
    );
    check("She called him yesterday.", &[]);
    check("The call was long.", &[]);
}

#[test]
fn judgements_with_as_and_of() {
    check("Lee described the vote as calm.", &["Lee | described | the vote as calm"]);
    check("Lee called the vote a success.", &["Lee | called | the vote a success"]);
    check("They accused Lee of fraud.", &["They | accused | Lee of fraud"]);
    check("The vote, which Lee called a success, ended.", &["Lee | called | which … a success"]);
    check("Lee described the vote.", &[]);
    check("The vote was called off.", &[]);
}

#[test]
fn acts_of_taking_sides() {
    check_stances("The Minister welcomed the report.", &["The Minister + welcomed | the report"]);
    check_stances("The report was condemned by Russia.", &["Russia - condemned | The report"]);
    check_stances(
        "The Minister expressed gratitude to the mission.",
        &["The Minister + gratitude | the mission"],
    );
    check_stances("Lee thanked the observers for their work.", &["Lee + thanked | the observers"]);
    check_stances("We are grateful to Lee.", &["We + grateful | Lee"]);
    check_stances("She highly appreciated their work.", &["She + appreciated | their work"]);
    check_stances("The support was great, and the welcome was warm.", &[]);
    check_stances("The report was criticised.", &[]);
    check_stances("The Minister welcomed her to the palace.", &[]);
    check_stances("He made a visit to support the mission.", &[]);
    assert!(findings("She did not condemn the attack.").stances[0].is_negated);
    assert!(findings("She may welcome the report.").stances[0].is_modal);
    assert!(findings("If they leave she welcomes the report.").stances[0].is_conditional);
}

#[test]
fn assessments() {
    check_stances(
        "The mission said that the elections were free and transparent.",
        &["The mission + free | the elections", "The mission + transparent | the elections"],
    );
    check_stances("Lee said the law is not fair.", &["Lee - fair | the law"]);
    check_stances("The law was unfair, Lee said.", &["Lee - unfair | The law"]);
    check_stances("The law was unfair.", &[]);
    check_stances("Lee said he read a fair number of books.", &[]);
    check_stances(
        "Lee said that Russia’s brutal invasion went on.",
        &["Lee - brutal | Russia’s brutal invasion"],
    );
    check_stances("Russia’s brutal invasion went on.", &[]);
    let stances = findings("Lee said the law is fair.").stances;
    assert_eq!(stances[0].statement, Some(0));
}

#[test]
fn only_actors_and_texts_speak() {
    check("The observers confirmed the result.", &["The observers | confirmed | the result"]);
    check("The study showed that prices rose.", &["The study | showed | prices rose"]);
    check("The earthquake showed that walls are weak.", &[]);
    check("Good governance underlines that rules matter.", &[]);
    check(
        "The government underlined that rules matter.",
        &["The government | underlined | rules matter"],
    );
    check("The council met the courts and other interested state bodies of Ghana.", &[]);
}

#[test]
fn targets_are_whole() {
    check_stances(
        "Ghana welcomes the short, balanced, and well-written annual review issued by the Office on the ports.",
        &[
            "Ghana + welcomes | the short, balanced, and well-written annual review issued by the Office on the ports",
        ],
    );
    check_stances(
        "Lee welcomed the Office’s review and Ghana’s answer.",
        &["Lee + welcomed | the Office’s review", "Lee + welcomed | Ghana’s answer"],
    );
    check_stances(
        "Lee welcomed the rise in trade, as well as the talks.",
        &["Lee + welcomed | the rise in trade", "Lee + welcomed | the talks"],
    );
    check_stances(
        "We honoured Ghana’s internationally recognised borders.",
        &["We + honoured | Ghana’s internationally recognised borders"],
    );
    check_stances(
        "Lee welcomed the review and urged Ghana to act.",
        &["Lee + welcomed | the review"],
    );
    check_stances(
        "Lee welcomed the review and the minister left.",
        &["Lee + welcomed | the review"],
    );
    check_stances("I regret we were late.", &[]);
}

#[test]
fn support_names_who_gives_it() {
    check_stances(
        "The vote showed the support of the farmers of Ghana for the plan of Minister Lee.",
        &["the farmers of Ghana + support | the plan of Minister Lee"],
    );
    check_stances(
        "There was criticism of the plan by the farmers.",
        &["the farmers - criticism | the plan"],
    );
    check_stances(
        "Praise for the plan from the farmers was loud.",
        &["the farmers + Praise | the plan"],
    );
    check_stances(
        "Lee was shocked by the acts committed by the farmers.",
        &["Lee - shocked | the acts committed by the farmers"],
    );
    check_stances(
        "Lee is appalled by this attack by the farmers.",
        &["Lee - appalled | this attack by the farmers"],
    );
    check_stances("There was strong support for the workers from Ghana.", &[]);
    check_stances("Lee announced military support for Ghana.", &[]);
    check_stances("Lee reaffirmed her commitment to rebuild the port.", &[]);
    check_stances("Lee spoke of the support of the farmers.", &[]);
    check_stances("We are committed to supporting Ghana.", &["We + supporting | Ghana"]);
    check_stances("The fund paid for roads, supporting Ghana.", &[]);
    check_stances("Do you support the plan?", &[]);
}

#[test]
fn an_adverb_of_manner_praises() {
    check_stances("Lee highly estimated the work.", &["Lee + estimated | the work"]);
    check_stances(
        "The vote was positively assessed by the observers.",
        &["the observers + assessed | The vote"],
    );
    check("Lee highly estimated the work.", &[]);
    check("Lee estimated the cost.", &["Lee | estimated | the cost"]);
    check_stances("Lee estimated the cost.", &[]);
    check_stances(
        "The experts assessed the vote as free and fair.",
        &["The experts + free | the vote", "The experts + fair | the vote"],
    );
    check_stances("Lee urged Ghana to ensure that the vote is fair.", &[]);
}

#[test]
fn what_stands_between_cue_and_content() {
    check(
        "As Lee made clear in her talk at the port on 3 May, the plan goes on.",
        &["Lee | made clear | the plan goes on"],
    );
    check(
        "The Mission encourages Ghana to consider the new rules.",
        &["The Mission | encourages (recommends) | to consider the new rules"],
    );
    check(
        "The Mission recommends to support the reform.",
        &["The Mission | recommends (recommends) | to support the reform"],
    );
    check(
        "The Office is interested in sending a team.",
        &["The Office | is interested | in sending a team"],
    );
    check("The Office is in an interesting place.", &[]);
    check(
        "The Mission encourages Ghana to use the rules as it goes on.",
        &["The Mission | encourages (recommends) | to use the rules as it goes on"],
    );
}

#[test]
fn sources_are_whole() {
    check(
        "Experts of the mission and the Institute for the study of peace, law and trade concluded that it was calm.",
        &[
            "Experts of the mission and the Institute for the study of peace, law and trade | concluded | it was calm",
        ],
    );
    check(
        "Anna Lee, Director of the Office, noted that it was calm.",
        &["Anna Lee | noted | it was calm"],
    );
    check(
        "According to Anna Lee, Director of the Office, it was calm.",
        &["Anna Lee | According to | it was calm"],
    );
    check(
        "On Monday, Director of music Lee noted that it was calm.",
        &["Director of music Lee | noted | it was calm"],
    );
    check(
        "We also note Ghana’s proposal to vote.",
        &["We | note | Ghana’s proposal to vote", "Ghana | proposal | to vote"],
    );
}

#[test]
fn an_author_speaks_for_itself() {
    let text = "We met. I think that the law is fair. We thank the mission. The law was unjust.";
    check(text, &["I | think | the law is fair"]);
    check_stances(
        text,
        &["I + fair | the law", "We + thank | the mission", "author - unjust | The law"],
    );
}

#[test]
fn a_voice_without_words_is_that_around_it() {
    check(
        "“Thank you for coming,” said Lee.",
        &["Lee | said | “Thank you for coming,”", "=0 | Thank | for coming"],
    );
}

#[test]
fn a_quotation_without_end_is_told() {
    assert_eq!(findings("Lee said: “We will come.\nThey left.").notes.len(), 1);
    assert!(findings("Lee said: “We will come.”").notes.is_empty());
}

#[test]
fn nested_cues_give_nested_statements() {
    check(
        "Reuters reported that Lee said the vote was calm.",
        &["Reuters | reported | Lee said the vote was calm", "Lee | said | the vote was calm"],
    );
}

#[test]
fn any_text_passes_in_linear_time() {
    for text in [
        "“a ".repeat(50_000),
        "‘a ".repeat(50_000),
        "said ".repeat(50_000),
        "Lee said that ".repeat(20_000),
        "Lee said:\n".repeat(20_000),
        "“Yes,” said Lee. ".repeat(5_000),
        ", and according to".repeat(20_000),
        "a".repeat(1_000_000),
        "\u{feff}\u{0}\u{301}’’’'\"”“«»".repeat(2_000),
        "((((".repeat(20_000),
        String::new(),
    ] {
        let found = findings(&text);
        let inside = |span: &Span| span.end() <= text.len() && text.is_char_boundary(span.start());
        assert!(found.statements.iter().flat_map(|statement| &statement.content).all(inside));
    }
}

#[test]
fn models_leave_what_is_no_prose_to_the_rules() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/data/models");
    let engine = Engine::from_folder(Path::new(folder)).unwrap();
    for text in ["said ".repeat(20_000), ", and according to".repeat(5_000)] {
        let models = findings_with(&text, &engine.attribution).statements;
        assert_eq!(models, findings(&text).statements);
    }
    let said = findings_with("Lee said that the vote was calm.", &engine.attribution);
    assert_eq!(said.statements.len(), 1);
    assert_ne!(
        said,
        findings("Lee said that the vote was calm."),
        "the models say how sure they are"
    );
}

#[test]
fn no_word_is_told_in_very_many_contents() {
    let text = "Lee said that ".repeat(2_000);
    let found = findings(&text).statements;
    let told: usize =
        found.iter().flat_map(|it| &it.content).map(|piece| piece.of(&text).len()).sum();
    assert!(!found.is_empty());
    assert!(told <= 17 * text.len(), "{told} bytes told of {}", text.len());
}

#[test]
fn addressees() {
    check_addressees("“We will come,” Anna Lee told reporters on Monday.", &["reporters"]);
    check_addressees("Lee told the press last week, “We will come.”", &["the press"]);
    check_addressees("Lee told the Daily Mail the vote was calm.", &["the Daily Mail"]);
    check_addressees("Lee said to the Council that the vote was calm.", &["the Council"]);
    check_addressees("In an interview with Dawn, Lee said she was ready.", &["Dawn"]);
    check_addressees("Lee called for members to pay more.", &["members"]);
    check_addressees("Travellers were advised to wait.", &["Travellers"]);
    check_addressees("Lee requested support from other departments.", &["other departments"]);
}

#[test]
fn no_addressees() {
    check_addressees("Lee said the vote was calm.", &["-"]);
    check_addressees("“We will come,” said Lee on her way to the station.", &["-"]);
    check_addressees("Lee called for the price to be kept.", &["-"]);
    check_addressees("Lee responded to the criticism that it was late.", &["-"]);
    check(
        "“Lee told me, ‘There is no crisis,’” she said.",
        &[
            "she | said | “Lee told me, ‘There is no crisis,’”",
            "Lee | told | ‘There is no crisis,’",
        ],
    );
    // "told" needs somebody before what is told.
    check("Lee told the story was late.", &[]);
}

#[test]
fn a_text_may_end_anywhere() {
    check_stances("welcomed $&B", &[]);
    check_stances("october NPR event disturbing message UN", &[]);
}
