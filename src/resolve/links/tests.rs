use crate::model::Act;
use crate::model::AnnotatedDocument;
use crate::model::AnnotatedEntity;
use crate::model::AnnotatedOwnWords;
use crate::model::AnnotatedRecommendation;
use crate::model::AnnotatedStance;
use crate::model::AnnotatedStatement;
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
