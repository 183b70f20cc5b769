use crate::model::Act;
use crate::model::AnnotatedDocument;
use crate::model::AnnotatedEntity;
use crate::model::AnnotatedOwnWords;
use crate::model::AnnotatedRecommendation;
use crate::model::AnnotatedStance;
use crate::model::AnnotatedStatement;
use crate::model::Answer;
use crate::model::AnswerKind;
use crate::model::CodePointSpan;
use crate::model::EntityType;
use crate::model::Identity;
use crate::model::Judgements;
use crate::model::Lexicon;
use crate::model::Links;
use crate::model::Polarity;
use crate::model::Proposition;
use crate::model::PropositionPart;
use crate::resolve;

fn identity(documents: &[AnnotatedDocument]) -> Identity {
    resolve::identity(documents, &Lexicon::built_in(), &Judgements::default())
        .expect("nobody decides")
}

fn links(documents: &[AnnotatedDocument], identity: &Identity) -> Links {
    super::links(documents, identity, &Lexicon::built_in())
}

fn entity(id: &str, name: &str) -> AnnotatedEntity {
    AnnotatedEntity {
        id: id.to_owned(),
        entity_type: EntityType::Organization,
        name: name.to_owned(),
        names: vec![name.to_owned()],
        named: true,
        date: None,
        place: None,
    }
}

fn proposition(words: &str, is_local: bool) -> Proposition {
    let parts = words.split(' ').map(|word| match word.strip_prefix('@') {
        Some(entity) => PropositionPart::Entity(entity.to_owned()),
        None => PropositionPart::Word(word.to_owned()),
    });
    Proposition { parts: parts.collect(), is_local }
}

fn statement(id: &str, source: &str, words: &str) -> AnnotatedStatement {
    AnnotatedStatement {
        id: id.to_owned(),
        source: vec![source.to_owned()],
        act: Some(Act::Assertive),
        depth: Some(1),
        proposition: Some(proposition(words, false)),
        ..AnnotatedStatement::default()
    }
}

fn stance(id: &str, holder: &str, target: &str, polarity: Polarity) -> AnnotatedStance {
    AnnotatedStance {
        id: id.to_owned(),
        holder: vec![holder.to_owned()],
        holder_span: None,
        cue_span: None,
        target: vec![target.to_owned()],
        target_span: None,
        polarity,
        statement: None,
        kind: None,
        depth: Some(1),
        negated: false,
        modal: false,
        conditional: false,
        partial: false,
        answer: None,
        confidence: None,
        rule: None,
    }
}

fn document(
    id: &str,
    statements: Vec<AnnotatedStatement>,
    stances: Vec<AnnotatedStance>,
) -> AnnotatedDocument {
    AnnotatedDocument {
        id: id.to_owned(),
        entities: vec![entity("e=a", "Acme Board"), entity("e=b", "Zeta Bank")],
        statements,
        stances,
        ..AnnotatedDocument::default()
    }
}

/// Checks the direct relations, each as `agent kind object`, with the readable parts of the keys.
fn check(documents: &[AnnotatedDocument], expected: &[&str]) -> Links {
    let links = links(documents, &identity(documents));
    let label = |key: &str| match links.claims.iter().find(|claim| claim.key == key) {
        Some(claim) => claim.label.clone(),
        None => key.trim_start_matches("organization/")[..4].to_owned(),
    };
    let found: Vec<String> = links
        .direct
        .iter()
        .map(|direct| {
            let reported = if direct.is_reported { "reportedly " } else { "" };
            format!(
                "{} {reported}{:?} {}",
                label(&direct.agent),
                direct.kind,
                label(&direct.object)
            )
        })
        .collect();
    assert_eq!(found, expected);
    links
}

#[test]
fn one_claim_of_two_documents_is_one() {
    let links = check(
        &[
            document("one", vec![statement("s=1", "e=a", "@e=b will pay")], vec![]),
            document("two", vec![statement("s=1", "e=b", "@e=b will pay")], vec![]),
        ],
        &["acme Says Zeta Bank will pay", "zeta Says Zeta Bank will pay"],
    );
    assert_eq!((links.claims.len(), links.claim_of.len(), links.agents_of.len()), (1, 2, 2));
}

#[test]
fn a_local_claim_stays_in_its_document() {
    let mut local = statement("s=1", "e=a", "it is good");
    local.proposition = Some(proposition("it is good", true));
    let documents =
        [document("one", vec![local.clone()], vec![]), document("two", vec![local], vec![])];
    let links = links(&documents, &identity(&documents));
    assert_eq!(links.claims.len(), 2);
}

#[test]
fn negated_modal_and_hedged_statements_give_no_direct_relation() {
    let mut negated = statement("s=1", "e=a", "it rains");
    negated.negated = true;
    let mut modal = statement("s=2", "e=a", "it rains");
    modal.modal = true;
    let mut hedged = statement("s=3", "e=a", "it rains");
    hedged.hedged = true;
    let links = check(&[document("one", vec![negated, modal, hedged], vec![])], &[]);
    assert_eq!((links.claims.len(), links.claim_of.len()), (1, 3));
}

#[test]
fn deeper_statements_are_reported() {
    let mut deep = statement("s=1", "e=a", "it rains");
    deep.depth = Some(2);
    check(&[document("one", vec![deep], vec![])], &["acme reportedly Says it rains"]);
}

#[test]
fn stances_and_recommendations_relate_agents() {
    let mut advice = statement("s=1", "e=a", "pay");
    advice.act = Some(Act::Directive);
    advice.recommendation = Some(AnnotatedRecommendation {
        to: vec!["e=b".to_owned()],
        ..AnnotatedRecommendation::default()
    });
    let mut conditional = stance("t=2", "e=a", "e=b", Polarity::Negative);
    conditional.conditional = true;
    let praise = stance("t=1", "e=b", "e=a", Polarity::Positive);
    let links = check(
        &[document("one", vec![advice], vec![praise, conditional])],
        &["acme Says pay", "acme RecommendsTo zeta", "zeta Endorses acme"],
    );
    assert_eq!(links.targets_of.len(), 2);
}

#[test]
fn an_author_says_own_words() {
    let mut own = document("one", vec![], vec![]);
    own.author = Some("e=a".to_owned());
    own.own_words = vec![AnnotatedOwnWords {
        id: "s=9".to_owned(),
        source: None,
        recommendation: None,
        span: CodePointSpan { start: 0, end: 4 },
        proposition: proposition("all is well", false),
    }];
    check(&[own], &["acme Says all is well"]);
}

#[test]
fn words_that_look_like_an_agent_are_another_claim() {
    let documents = [
        document("one", vec![statement("s=1", "e=a", "@e=b pays")], vec![]),
        document("two", vec![statement("s=1", "e=a", "zeta bank pays")], vec![]),
    ];
    assert_eq!(links(&documents, &identity(&documents)).claims.len(), 2);
}

fn dated(id: &str, date: &str, statements: Vec<AnnotatedStatement>) -> AnnotatedDocument {
    AnnotatedDocument { date: date.parse().ok(), ..document(id, statements, vec![]) }
}

fn advice(id: &str, words: &str) -> AnnotatedStatement {
    AnnotatedStatement {
        act: Some(Act::Directive),
        recommendation: Some(AnnotatedRecommendation::default()),
        content_spans: vec![CodePointSpan { start: 0, end: 9 }],
        ..statement(id, "e=a", words)
    }
}

/// Checks which recommendations repeat which, each as `document restated document: score, words, rule`.
fn check_repeats(documents: &[AnnotatedDocument], expected: &[&str]) {
    let links = links(documents, &identity(documents));
    let shown = links.repeats.iter().map(|repeat| {
        let words = repeat.shared.join(" ");
        let (later, earlier) = (&repeat.later.0.id, &repeat.earlier.0.id);
        format!("{later} after {earlier}: {}, {words}, {}", repeat.score, repeat.rule)
    });
    assert_eq!(shown.collect::<Vec<_>>(), expected);
}

#[test]
fn recommendations_repeat_earlier_ones() {
    let words = "publish all results by polling station";
    let other = "@e=b should publish all results by polling station in full";
    check_repeats(
        &[
            dated("new", "2024", vec![advice("s=1", words)]),
            dated("old", "2021", vec![advice("s=1", words)]),
        ],
        &["new after old: 1.00, publish all results by polling station, same-claim"],
    );
    check_repeats(
        &[
            dated("new", "2024", vec![advice("s=1", &format!("@e=b {words}"))]),
            dated("old", "2021", vec![advice("s=1", other)]),
        ],
        &["new after old: 0.91, Zeta Bank publish results polling station, shared-words"],
    );
}

#[test]
fn what_has_no_order_or_is_anothers_repeats_nothing() {
    let words = "publish all results by polling station";
    let given = |id: &str, date: &str| dated(id, date, vec![advice("s=1", words)]);
    check_repeats(&[given("one", "2024"), given("two", "2024")], &[]);
    check_repeats(&[given("one", ""), given("two", "2024")], &[]);
    let mut anothers = advice("s=1", words);
    anothers.source = vec!["e=b".to_owned()];
    check_repeats(&[dated("one", "2021", vec![anothers]), given("two", "2024")], &[]);
    let mut negated = advice("s=1", words);
    negated.negated = true;
    check_repeats(&[dated("one", "2021", vec![negated]), given("two", "2024")], &[]);
}

fn answer(words: &[&str], is_plural: bool, of: &[&str]) -> AnnotatedStance {
    AnnotatedStance {
        answer: Some(Answer {
            kind: AnswerKind::Accepts,
            of: of.iter().map(|&of| of.to_owned()).collect(),
            is_plural,
            words: words.iter().map(|&word| word.to_owned()).collect(),
        }),
        ..stance("t=1", "e=b", "e=a", Polarity::Positive)
    }
}

/// Checks which recommendations an answer of another document is to, each as `document id: words, rule`.
fn check_answers(given: AnnotatedStance, expected: &[&str]) {
    let report = vec![
        advice("s=1", "publish all results by polling station"),
        advice("s=2", "amend the election code"),
    ];
    let letter = AnnotatedDocument {
        date: "2025-02".parse().ok(),
        ..document("letter", vec![], vec![given])
    };
    let documents = [
        dated("older", "2021", vec![advice("s=1", "train all clerks")]),
        dated("report", "2024", report),
        letter,
    ];
    let links = links(&documents, &identity(&documents));
    let shown = links.answers.iter().map(|answer| {
        let (document, id) = &answer.recommendation;
        format!("{} {id}: {}, {}", document.id, answer.shared.join(" "), answer.rule)
    });
    assert_eq!(shown.collect::<Vec<_>>(), expected);
}

#[test]
fn answers_are_to_the_last_recommendations_of_the_one_who_is_named() {
    check_answers(
        answer(&["of", "acme"], true, &["e=a"]),
        &["report s=1: , all-of-them", "report s=2: , all-of-them"],
    );
    check_answers(
        answer(&["to", "amend", "the", "code"], false, &["e=a"]),
        &["report s=2: amend code, shared-words"],
    );
}

#[test]
fn what_is_not_told_is_no_answer() {
    check_answers(answer(&[], false, &["e=a"]), &[]);
    check_answers(answer(&[], true, &[]), &[]);
    check_answers(answer(&[], true, &["e=b"]), &[]);
    let mut negated = answer(&[], true, &["e=a"]);
    negated.negated = true;
    check_answers(negated, &[]);
}

fn named(id: &str, entity_type: EntityType, name: &str) -> AnnotatedEntity {
    AnnotatedEntity { entity_type, ..entity(id, name) }
}

/// Checks which members have a stance via its holder, each as `member via group since`, in a document of a date.
fn check_derived(holder: &[&str], date: &str, given: AnnotatedStance, expected: &[&str]) {
    let stance = AnnotatedStance {
        holder: holder.iter().map(|&holder| holder.to_owned()).collect(),
        target: vec!["e=t".to_owned()],
        ..given
    };
    let document = AnnotatedDocument {
        date: date.parse().ok(),
        entities: vec![
            named("e=g", EntityType::Organization, "Group of Seven"),
            named("e=u", EntityType::Organization, "European Union"),
            named("e=m", EntityType::Group, "EU member states"),
            named("e=f", EntityType::Place, "France"),
            named("e=k", EntityType::Place, "United Kingdom"),
            named("e=t", EntityType::Place, "Kazakhstan"),
        ],
        ..document("one", vec![], vec![stance])
    };
    let documents = [document];
    let identity = identity(&documents);
    let links = links(&documents, &identity);
    let label = |key: &str| {
        let agent = identity.agents.iter().find(|agent| agent.key == key);
        agent.map_or_else(String::new, |agent| agent.label.clone())
    };
    let shown = links.derived.iter().map(|derived| {
        let since = derived.membership.from.map_or_else(String::new, |date| date.to_string());
        format!("{} via {} since {since}", label(&derived.member), label(&derived.group))
    });
    assert_eq!(shown.collect::<Vec<_>>(), expected);
}

#[test]
fn members_have_the_stances_of_their_group() {
    let plain = || stance("t=1", "e=g", "e=t", Polarity::Negative);
    check_derived(
        &["e=g"],
        "2021-05-01",
        plain(),
        &["France via G7 since 1975", "United Kingdom via G7 since 1975"],
    );
    check_derived(&["e=m"], "2021-05-01", plain(), &["France via EU member states since 1958"]);
    check_derived(
        &["e=u"],
        "2019-05-01",
        plain(),
        &["France via EU since 1958", "United Kingdom via EU since 1973-01-01"],
    );
}

#[test]
fn whoever_was_no_member_or_speaks_for_themselves_has_no_stance_via_a_group() {
    let plain = || stance("t=1", "e=g", "e=t", Polarity::Negative);
    check_derived(&["e=g"], "", plain(), &[]);
    check_derived(&["e=u"], "1950", plain(), &[]);
    check_derived(&["e=f", "e=k"], "2021", plain(), &[]);
    check_derived(&["e=g"], "2021", AnnotatedStance { negated: true, ..plain() }, &[]);
    check_derived(&["e=m"], "2021", AnnotatedStance { partial: true, ..plain() }, &[]);
    check_derived(&["e=g", "e=f"], "2021", plain(), &["United Kingdom via G7 since 1975"]);
}
