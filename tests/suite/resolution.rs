//! From a text to its account: who is meant, by the words alone.

use proptest::collection::vec;
use proptest::prelude::ProptestConfig;
use proptest::prelude::any;
use proptest::proptest;
use proptest::sample::select;

use sayso::analyse;
use sayso::extract::Attribution;
use sayso::model::Account;
use sayso::model::Analysis;
use sayso::model::Confidence;
use sayso::model::Document;
use sayso::model::DocumentKey;
use sayso::model::Findings;
use sayso::model::FoundStance;
use sayso::model::Genre;
use sayso::model::Metadata;
use sayso::model::Polarity;
use sayso::model::PropositionPart;
use sayso::model::Span;
use sayso::model::Stance;
use sayso::model::StanceKind;
use sayso::model::Voice;
use sayso::pipeline;
use sayso::pipeline::Engine;
use sayso::resolve;

fn account(text: &str, metadata: Metadata) -> Account {
    let Engine { lexicon, attribution, .. } = Engine::built_in();
    let (document, analysis) = read(text, metadata);
    let findings = pipeline::findings(&document, &analysis, lexicon, attribution);
    resolve::document(&document, &analysis, findings, lexicon)
}

fn read(text: &str, metadata: Metadata) -> (Document, Analysis) {
    let Engine { lexicon, syntax, naming, .. } = Engine::built_in();
    let key = DocumentKey { corpus: "test".to_owned(), id: "test".to_owned() };
    let document = Document { metadata, ..Document::of_text(key, text.to_owned()) };
    let analysis = analyse::text(&document, lexicon, syntax, naming);
    (document, analysis)
}

fn names(account: &Account, ids: &[String]) -> String {
    let name = |id: &String| {
        let entity = account.entities.iter().find(|entity| entity.id == *id);
        entity.map_or("?", |entity| entity.name.as_str()).to_owned()
    };
    ids.iter().map(name).collect::<Vec<_>>().join(" + ")
}

/// Checks who says something in each statement of a text, in order.
fn check_sources(text: &str, expected: &[&str]) {
    let account = account(text, Metadata::default());
    let sources: Vec<String> =
        account.statements.iter().map(|statement| names(&account, &statement.source)).collect();
    assert_eq!(sources, expected, "{text}");
}

/// Checks the entities of a text, each as `type:name=other forms`.
fn check_entities(text: &str, expected: &[&str]) {
    let account = account(text, Metadata::default());
    let entities: Vec<String> = account
        .entities
        .iter()
        .map(|entity| format!("{}:{}", entity.entity_type.word(), entity.names.join("=")))
        .collect();
    assert_eq!(entities, expected, "{text}");
}

/// Checks the stances, as `holders -> targets`.
fn check_stances(text: &str, expected: &[&str]) {
    let account = account(text, Metadata::default());
    let shown = |stance: &Stance| {
        format!("{} -> {}", names(&account, &stance.holder), names(&account, &stance.target))
    };
    let stances: Vec<String> = account.stances.iter().map(shown).collect();
    assert_eq!(stances, expected, "{text}");
}

#[test]
fn an_event_of_so_many_is_not_any_event_of_its_kind() {
    check_entities(
        "Observers watched the elections in Narva. The law allows the election of 30% of deputies.",
        &[
            "group:Observers",
            "event:elections=elections in Narva",
            "place:Narva",
            "work:law",
            "group:deputies",
        ],
    );
}

#[test]
fn one_event_of_somebody_is_not_several_of_others() {
    check_entities(
        "Observers watched the trial of Ann Lee in Narva. Ann Lee spoke of the trials of miners.",
        &[
            "group:Observers",
            "event:trial=trial of Ann Lee=trial of Ann Lee in Narva",
            "person:Ann Lee",
            "place:Narva",
        ],
    );
}

#[test]
fn what_one_event_is_of_is_not_its_target() {
    check_stances(
        "Ann Lee praised the Senate and local elections held in Narva.",
        &["Ann Lee -> "],
    );
    check_stances(
        "Ann Lee praised the Senate and local groups.",
        &["Ann Lee -> Senate + local groups"],
    );
}

#[test]
fn nobody_takes_a_side_on_themselves_by_name_or_by_what_they_say() {
    let lexicon = &Engine::built_in().lexicon;
    let kept = |text: &str, cue: &str, target: &str| {
        let (document, analysis) = read(text, Metadata::default());
        let span = |words: &str| {
            let start = text.rfind(words).expect("the words are in the text");
            Span::new(text, start, start + words.len()).expect("words end at letters")
        };
        let stance = FoundStance {
            holder: Voice::Words(Span::new(text, 0, "Ann Lee".len()).expect("a name stands first")),
            cue: span(cue),
            target: span(target),
            polarity: Polarity::Positive,
            kind: StanceKind::Praises,
            statement: None,
            is_negated: false,
            is_modal: false,
            is_conditional: false,
            confidence: Confidence::hundredths(80),
            rule: "made",
        };
        let found = pipeline::findings(&document, &analysis, lexicon, &Attribution::none());
        let findings = Findings { stances: vec![stance], ..found };
        let account = resolve::document(&document, &analysis, findings, lexicon);
        account.stances.len()
    };
    assert_eq!(kept("Ann Lee said that Ann Lee praised the vote.", "praised", "the vote"), 1);
    assert_eq!(kept("Ann Lee said that the vote praised Ann Lee.", "praised", "Ann Lee"), 0);
    assert_eq!(kept("Ann Lee praised herself.", "praised", "herself"), 1);
    assert_eq!(kept("Ann Lee heard Bob Ray's promise to come.", "promise", "Bob Ray"), 0);
    assert_eq!(kept("Ann Lee heard Bob Ray's promise.", "promise", "Bob Ray"), 1);
    assert_eq!(kept("Ann Lee smiled over Bob Ray's promise to come.", "promise", "Bob Ray"), 1);
}

#[test]
fn of_the_same_side_told_twice_the_surest_is_kept() {
    let text = "Lee praised the vote and lauded the vote.";
    let lexicon = &Engine::built_in().lexicon;
    let (document, analysis) = read(text, Metadata::default());
    let kept = |sure: [u8; 2]| {
        let mut findings = pipeline::findings(&document, &analysis, lexicon, &Attribution::none());
        assert_eq!(findings.stances.len(), 2, "{findings:?}");
        for (stance, sure) in findings.stances.iter_mut().zip(sure) {
            stance.confidence = Confidence::hundredths(sure);
        }
        let account = resolve::document(&document, &analysis, findings, lexicon);
        let cues = account.stances.iter().map(|stance| stance.cue.of(text).to_owned());
        cues.collect::<Vec<_>>()
    };
    assert_eq!(kept([40, 80]), ["lauded"]);
    assert_eq!(kept([80, 40]), ["praised"]);
    assert_eq!(kept([80, 80]), ["praised"]);
}

/// Checks the affiliations of a text, each as `person, role, organisation`.
fn check_affiliations(text: &str, expected: &[&str]) {
    let account = account(text, Metadata::default());
    let affiliations: Vec<String> = account
        .affiliations
        .iter()
        .map(|affiliation| {
            let person = names(&account, std::slice::from_ref(&affiliation.person));
            let role = affiliation.role.as_deref().unwrap_or("-");
            let body = affiliation.organization.as_slice();
            format!("{person}, {role}, {}", names(&account, body))
        })
        .collect();
    assert_eq!(affiliations, expected, "{text}");
}

/// Checks to whom each statement of a text is said, in order.
fn check_addressees(text: &str, expected: &[&str]) {
    let account = account(text, Metadata::default());
    let addressees: Vec<String> =
        account.statements.iter().map(|statement| names(&account, &statement.addressee)).collect();
    assert_eq!(addressees, expected, "{text}");
}

#[test]
fn surnames_and_pronouns_lead_to_the_person() {
    check_sources(
        "Roman Vasilenko arrived. Vasilenko said that it was late. He added that he would stay.",
        &["Roman Vasilenko", "Roman Vasilenko"],
    );
    check_sources(
        "Anna Brandt and Erik Brandt came. Ms Brandt said that it was late.",
        &["Anna Brandt"],
    );
    check_sources("Yesterday she said that it was late.", &[""]);
    check_sources("John Reed met Mary Hill. She said that it was late.", &["Mary Hill"]);
}

#[test]
fn stances_have_holders_and_lead_to_owners() {
    check_stances(
        "Anna Brandt praised the open manner of the Ghana Senate.",
        &["Anna Brandt -> Ghana Senate"],
    );
    check_stances(
        "Anna Brandt praised the calm manner of President Erik Reed.",
        &["Anna Brandt -> Erik Reed"],
    );
    check_stances("Anna Brandt praised the calm about the port of Accra.", &["Anna Brandt -> "]);
    check_stances("The European Union condemned the attack.", &["European Union -> attack"]);
    check_stances("Yesterday they praised Anna Brandt.", &[]);
}

#[test]
fn a_label_with_a_place_names_the_speaker() {
    check_stances("Ms. BRANDT of Texas. I thank Erik Reed. We met.", &["BRANDT -> Erik Reed"]);
    check_stances("Ms. BRANDT of", &[]);
}

#[test]
fn posts_lead_to_whoever_holds_them() {
    check_sources(
        "Deputy Minister Roman Vasilenko met the head of the mission. The Deputy Minister said that it was late.",
        &["Roman Vasilenko"],
    );
    check_sources(
        "Arman Petrosyan, chairman of the Zonal Grain Board, came. The chairman said that it was late.",
        &["Arman Petrosyan"],
    );
}

#[test]
fn acronyms_and_look_alikes_are_one_entity() {
    check_entities(
        "The Zonal Grain Board (ZGB) met \u{41e}wen Murphy. The ZGB thanked Owen Murphy.",
        &["organization:ZGB=Zonal Grain Board", "person:Owen Murphy=\u{41e}wen Murphy"],
    );
    check_entities(
        "The United States and the U.S. are one. So is America.",
        &["place:America=U.S.=United States"],
    );
}

#[test]
fn several_sources_are_several_entities() {
    check_sources("Armenia and Georgia said that it was late.", &["Armenia + Georgia"]);
    check_sources(
        "The presidents of Armenia and Georgia said that it was late.",
        &["presidents of Armenia and Georgia"],
    );
}

#[test]
fn posts_give_affiliations() {
    check_affiliations(
        "They met Deputy Minister of Foreign Affairs of Kazakhstan Roman Vasilenko.",
        &["Roman Vasilenko, Deputy Minister of Foreign Affairs, Kazakhstan"],
    );
    check_affiliations(
        "Arman Petrosyan, chairman of the Zonal Grain Board, came.",
        &["Arman Petrosyan, chairman, Zonal Grain Board"],
    );
    check_affiliations("Florida Governor Ron Smith came.", &["Ron Smith, Governor, Florida"]);
    check_affiliations("Mr. Smith came to Florida.", &[]);
    // Who sends an ambassador, and not to whom.
    check_affiliations("Ambassador to the United Nations Linda Thorn came.", &[]);
    check_affiliations(
        "Linda Thorn, the U.S. ambassador to the United Nations, came.",
        &["Linda Thorn, ambassador, U.S."],
    );
}

#[test]
fn a_byline_alone_speaks_for_nobody() {
    let metadata = Metadata { author: Some("Jane Roe".to_owned()), ..Metadata::default() };
    let text = "The mayor said that the bridge is closed. The council praised the repairs.";
    let account = account(text, metadata);
    assert_eq!(account.author, None);
    assert!(account.statements.iter().all(|statement| statement.depth == 1));
    assert!(account.own_words.is_empty());
}

#[test]
fn the_author_speaks_in_the_first_person() {
    let metadata = Metadata {
        author: Some("Foreign Minister of Kazakhstan".to_owned()),
        genre: Some(Genre::OpEd),
        ..Metadata::default()
    };
    let text = "I am confident that we will succeed. Kazakhstan is young. The author is Foreign Minister of Kazakhstan.";
    let account = account(text, metadata);
    let author = account.author.clone().into_iter().collect::<Vec<_>>();
    assert_eq!(names(&account, &author), "Foreign Minister of Kazakhstan");
    assert_eq!(account.statements.len(), 1);
    assert_eq!((account.statements[0].depth, &account.statements[0].source), (0, &author));
    let own: Vec<&str> = account.own_words.iter().map(|own| own.content.of(text)).collect();
    assert_eq!(own, ["Kazakhstan is young", "The author is Foreign Minister of Kazakhstan"]);
}

#[test]
fn quoted_speakers_say_i() {
    let text = "\"I think that it is late,\" said John Reed.";
    let account = account(text, Metadata::default());
    let sources: Vec<String> =
        account.statements.iter().map(|statement| names(&account, &statement.source)).collect();
    assert_eq!(sources, ["John Reed", "John Reed"]);
    assert_eq!(account.statements.iter().filter(|statement| statement.depth == 2).count(), 1);
}

#[test]
fn propositions_keep_what_changes_the_meaning() {
    let check = |text: &str, expected: &str, is_local: bool| {
        let account = account(text, Metadata::default());
        let proposition = &account.statements[0].proposition;
        let parts: Vec<String> = proposition
            .parts
            .iter()
            .map(|part| match part {
                PropositionPart::Word(word) => word.clone(),
                PropositionPart::Entity(id) => {
                    format!("[{}]", names(&account, std::slice::from_ref(id)))
                }
            })
            .collect();
        assert_eq!(
            (parts.join(" ").as_str(), proposition.is_local),
            (expected, is_local),
            "{text}"
        );
    };
    check("Armenia said that Georgia was not ready.", "[Georgia] is not ready", false);
    check("Armenia said that Georgia must pay 5 dollars.", "[Georgia] must pay 5 dollars", false);
    check("Armenia said that this was good.", "this is good", true);
}

#[test]
fn who_is_spoken_to_is_not_who_speaks() {
    check_addressees("Anna Lee met Maria Kim and urged her to leave.", &["Maria Kim"]);
    check_addressees("Anna Lee urged her to leave.", &[""]);
    check_addressees(
        "“Brendon Marsh, thank you for coming,” said Anna Lee.",
        &["Brendon Marsh", "Brendon Marsh"],
    );
}

#[test]
fn the_labels_of_a_transcript_tell_who_i_and_you_are() {
    let talk = "PRESIDENT LEE: I think that it was calm.\n\nPRESIDENT KIM: I thank you for receiving me.\n\nPRESIDENT \
                LEE: I hope that it is.";
    check_sources(talk, &["LEE", "KIM", "LEE"]);
    check_addressees(talk, &["", "LEE", ""]);
    check_sources(
        "Mr. McCAIN. Mr. President, I believe that it was calm.\n\nWe voted.",
        &["McCAIN"],
    );
    // A word in capitals before a colon is no label where no more follow.
    check_sources("It was late.\n\nNOTE: I think that it was calm.", &[""]);
}

#[test]
fn sources_without_a_name_are_somebody() {
    check_sources("Sources close to the minister said that it was calm.", &["Sources"]);
    check_sources("A person familiar with the matter said that it was calm.", &["person"]);
    check_sources("A senior official said that it was calm.", &["senior official"]);
    check_sources("It was reported that it was calm. They said that it was late.", &["", ""]);
}

#[test]
fn two_who_met_are_the_leaders() {
    check_sources(
        "President Anna Lee spoke today with President Maria Kim. They thanked Jan Rook. The leaders said that it was calm.",
        &["Anna Lee + Maria Kim"],
    );
}

/// Whatever a text holds, ids are unique, spans lie in it, and parents lead to the document.
fn check_promises(text: &str) {
    let account = account(text, Metadata::default());
    let mut ids: Vec<&String> = account.entities.iter().map(|entity| &entity.id).collect();
    ids.extend(account.statements.iter().map(|statement| &statement.id));
    ids.extend(account.stances.iter().map(|stance| &stance.id));
    ids.extend(account.own_words.iter().map(|own| &own.id));
    let all = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), all, "ids are unique");
    let spans = account.mentions.iter().map(|mention| mention.span);
    for span in spans.chain(account.affiliations.iter().map(|affiliation| affiliation.span)) {
        assert_eq!(Span::new(text, span.start(), span.end()), Some(span));
    }
    for statement in &account.statements {
        let mut at = statement;
        let mut steps = 0;
        while let Some(parent) = &at.within {
            let Some(found) = account.statements.iter().find(|other| other.id == *parent) else {
                panic!("the parent of {} is gone", at.id);
            };
            assert_eq!(at.depth, found.depth.saturating_add(1));
            at = found;
            steps += 1;
            assert!(steps <= account.statements.len(), "parents come back");
        }
        assert!(at.depth <= 1);
    }
    let known = |id: &String| account.entities.iter().any(|entity| entity.id == *id);
    assert!(account.statements.iter().flat_map(|statement| &statement.source).all(known));
    assert!(
        account
            .stances
            .iter()
            .flat_map(|stance| stance.holder.iter().chain(&stance.target))
            .all(known)
    );
    assert!(account.author.iter().all(known));
}

#[test]
fn any_length_passes() {
    check_promises(&"A".repeat(200_000));
    check_promises(&"\" Anna Brandt said that ".repeat(500));
    check_promises(&"the Ministry of (MO) and Mr. Reed, who of ".repeat(2_000));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_text_keeps_the_promises(text in any::<String>()) {
        check_promises(&text);
    }

    #[test]
    fn any_prose_keeps_the_promises(words in vec(select(vec![
        "said", "that", "The", "the", "OSCE", "(", ")", ",", ".", "\"", "“", "”", "Mr.", "President", "of", "Kazakhstan",
        "and", "he", "I", "we", "welcomed", "report", "Ministry", "\n", "\n\n", "Anna", "Brandt", "'s", "elections",
        "according", "to", "who", "is", "minister", "\u{41e}wen", "2023", "observers", "thanked", "Oſ", "İ", "ǆ", "’", "/", "The author is",
    ]), 0..60)) {
        check_promises(&words.join(" "));
    }
}
