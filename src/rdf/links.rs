//! Describes what needs more than one document: claims, the agents of nodes, and direct triples.

use super::Base;
use super::NamedNode;
use super::NamedNodeRef;
use super::Quads;
use super::literal;
use super::recommendation::answer_term;
use super::statement::factuality_term;
use super::vocabulary::class;
use super::vocabulary::property;
use super::vocabulary::rdf;
use super::vocabulary::rdfs;
use super::vocabulary::value;
use crate::model::Answered;
use crate::model::Change;
use crate::model::Comparison;
use crate::model::Copy;
use crate::model::Derived;
use crate::model::Direct;
use crate::model::DirectKind;
use crate::model::Likeness;
use crate::model::Links;
use crate::model::Repeat;
use crate::model::Reworded;

/// Describes claims, what each node is linked to, and the relations between agents and claims.
///
/// ```turtle
/// <claim/…> a sayso:Claim ; rdfs:label "the election was free" .
/// <doc/kz/op-ed#s=…> sayso:claim <claim/…> ; sayso:agent <agent/…> .
/// <doc/kz/op-ed#t=…> sayso:agent <agent/…> ; sayso:targetAgent <agent/…> .
/// <agent/…> sayso:says <claim/…> ; sayso:endorses <agent/…> .
/// ```
///
/// Claims that meet are described with the words that they share:
///
/// ```turtle
/// <claim/…> sayso:restates <claim/…> .
/// <graph/links#k=…> a sayso:Comparison , sayso:Restatement ; sayso:first <claim/…> ; sayso:second <claim/…> ;
///     sayso:score 0.87 ; sayso:words "peace stability" ; sayso:rule "shared-words" .
/// ```
pub(super) fn describe(base: &Base, links: &Links, quads: &mut Quads) {
    for claim in &links.claims {
        let node = base.claim(&claim.key);
        quads.say(&node, rdf::TYPE, class::CLAIM);
        quads.say(&node, rdfs::LABEL, literal::text(&claim.label));
    }
    for ((document, id), claim) in &links.claim_of {
        quads.say(&base.part(document, id), property::CLAIM, base.claim(claim));
    }
    let agents = [(property::AGENT, &links.agents_of), (property::TARGET_AGENT, &links.targets_of)];
    for (predicate, agents_of) in agents {
        for ((document, id), agents) in agents_of {
            for agent in agents {
                quads.say(&base.part(document, id), predicate, base.agent(agent));
            }
        }
    }
    for direct in &links.direct {
        quads.say(&base.agent(&direct.agent), direct_term(direct), direct_object(base, direct));
    }
    for comparison in &links.comparisons {
        describe_comparison(base, comparison, quads);
    }
    for copy in &links.copies {
        describe_copy(base, copy, quads);
    }
    for repeat in &links.repeats {
        describe_repeat(base, repeat, quads);
    }
    for answer in &links.answers {
        describe_answer(base, answer, quads);
    }
    for version in &links.versions {
        describe_version(base, version, quads);
    }
    for derived in &links.derived {
        describe_derived(base, derived, quads);
    }
    for (document, id) in &links.about_oneself {
        quads.flag(&base.part(document, id), property::ABOUT_ONESELF, true);
    }
}

/// Describes that a document is a copy.
///
/// ```turtle
/// <doc/kz/gazette> sayso:copyOf <doc/kz/agency> .
/// <graph/links#d=…> a sayso:Copy ; sayso:first <doc/kz/gazette> ; sayso:second <doc/kz/agency> ; sayso:score 0.95 .
/// ```
fn describe_copy(base: &Base, copy: &Copy, quads: &mut Quads) {
    let (document, original) = (base.document(&copy.document), base.document(&copy.original));
    quads.say(&document, property::COPY_OF, original.clone());
    let node = base.copy(copy);
    quads.say(&node, rdf::TYPE, class::COPY);
    quads.say(&node, property::FIRST, document);
    quads.say(&node, property::SECOND, original);
    quads.say(&node, property::SCORE, literal::decimal(copy.score));
}

fn describe_comparison(base: &Base, comparison: &Comparison, quads: &mut Quads) {
    let [first, second] = comparison.claims.each_ref().map(|key| base.claim(key));
    let (relation, kind) = match comparison.likeness {
        Likeness::Restates => (property::RESTATES, class::RESTATEMENT),
        Likeness::Contradicts => (property::CONTRADICTS, class::CONTRADICTION),
    };
    quads.say(&first, relation, second.clone());
    quads.say(&second, relation, first.clone());
    let node = base.comparison(comparison);
    quads.say(&node, rdf::TYPE, class::COMPARISON);
    quads.say(&node, rdf::TYPE, kind);
    quads.say(&node, property::FIRST, first);
    quads.say(&node, property::SECOND, second);
    quads.say(&node, property::SCORE, literal::decimal(comparison.score));
    quads.say(&node, property::WORDS, literal::text(comparison.shared.join(" ")));
    quads.say(&node, property::RULE, literal::text(comparison.rule));
}

/// Describes that a recommendation was given before.
///
/// ```turtle
/// <doc/kz/report#s=…> sayso:repeats <doc/kz/older#s=…> .
/// <graph/links#y=…> a sayso:Repeat ; sayso:first <doc/kz/report#s=…> ; sayso:second <doc/kz/older#s=…> ;
///     sayso:score 0.87 ; sayso:words "publish result" ; sayso:rule "shared-words" .
/// ```
fn describe_repeat(base: &Base, repeat: &Repeat, quads: &mut Quads) {
    let [later, earlier] =
        [&repeat.later, &repeat.earlier].map(|(document, id)| base.part(document, id));
    let node = base.link('y', [&later, &earlier]);
    quads.say(&later, property::REPEATS, earlier.clone());
    quads.say(&node, rdf::TYPE, class::REPEAT);
    quads.say(&node, property::FIRST, later);
    quads.say(&node, property::SECOND, earlier);
    quads.say(&node, property::SCORE, literal::decimal(repeat.score));
    quads.say(&node, property::WORDS, literal::text(repeat.shared.join(" ")));
    quads.say(&node, property::RULE, literal::text(repeat.rule));
}

/// Describes what a statement or stance does with a recommendation.
///
/// ```turtle
/// <doc/kz/letter#t=…> sayso:answersTo <doc/kz/report#s=…> .
/// <graph/links#w=…> a sayso:Answer ; sayso:first <doc/kz/letter#t=…> ; sayso:second <doc/kz/report#s=…> ;
///     sayso:answer sayso:TakenUp ; sayso:rule "all-of-them" .
/// ```
fn describe_answer(base: &Base, answer: &Answered, quads: &mut Quads) {
    let [by, recommendation] =
        [&answer.by, &answer.recommendation].map(|(document, id)| base.part(document, id));
    let node = base.link('w', [&by, &recommendation]);
    quads.say(&by, property::ANSWERS_TO, recommendation.clone());
    quads.say(&node, rdf::TYPE, class::ANSWER);
    quads.say(&node, property::FIRST, by);
    quads.say(&node, property::SECOND, recommendation);
    quads.say(&node, property::ANSWER, answer_term(answer.kind));
    if !answer.shared.is_empty() {
        quads.say(&node, property::WORDS, literal::text(answer.shared.join(" ")));
    }
    quads.say(&node, property::RULE, literal::text(answer.rule));
}

/// Describes what became of somebody's words in a report.
///
/// ```turtle
/// <graph/links#v=…> a sayso:Version ; sayso:first <doc/kz/news#s=…> ; sayso:second <doc/kz/op-ed#s=…> ;
///     sayso:change sayso:Altered ; sayso:leftOut "may" ; sayso:added "will" ; sayso:hedgeDropped "may" ; sayso:toldAs sayso:Admitted .
/// ```
fn describe_version(base: &Base, version: &Reworded, quads: &mut Quads) {
    let [report, said] =
        [&version.report, &version.said].map(|(document, id)| base.part(document, id));
    let node = base.link('v', [&report, &said]);
    quads.say(&node, rdf::TYPE, class::VERSION);
    quads.say(&node, property::FIRST, report);
    quads.say(&node, property::SECOND, said);
    quads.say(&node, property::CHANGE, change_term(version.change));
    let words = [
        (property::LEFT_OUT, &version.left_out),
        (property::ADDED, &version.added),
        (property::HEDGE_DROPPED, &version.hedges_dropped),
    ];
    for (property, words) in words.into_iter().filter(|(_, words)| !words.is_empty()) {
        quads.say(&node, property, literal::text(words.join(" ")));
    }
    if let Some(told_as) = version.told_as {
        quads.say(&node, property::TOLD_AS, factuality_term(told_as));
    }
}

fn change_term(change: Change) -> NamedNodeRef<'static> {
    match change {
        Change::Verbatim => value::VERBATIM,
        Change::Truncated => value::TRUNCATED,
        Change::Spliced => value::SPLICED,
        Change::Altered => value::ALTERED,
        Change::Paraphrased => value::PARAPHRASED,
    }
}

/// Describes the stance that a member of a group has by the group's: what it is about and which side it takes stands there.
///
/// ```turtle
/// <graph/links#q=…> a sayso:DerivedStance ; sayso:agent <agent/place/france-…> ; sayso:viaGroup <agent/organization/group-of-seven-…> ;
///     sayso:derivedFrom <doc/kz/news#t=…> ; sayso:membership <graph/registry#m=…> .
/// ```
fn describe_derived(base: &Base, derived: &Derived, quads: &mut Quads) {
    let (document, id) = &derived.stance;
    let (stance, member) = (base.part(document, id), base.agent(&derived.member));
    let node = base.link('q', [&stance, &member]);
    quads.say(&node, rdf::TYPE, class::DERIVED_STANCE);
    quads.say(&node, property::AGENT, member);
    quads.say(&node, property::VIA_GROUP, base.agent(&derived.group));
    quads.say(&node, property::DERIVED_FROM, stance);
    let membership = base.membership([&derived.member, &derived.body], &derived.membership);
    quads.say(&node, property::MEMBERSHIP, membership);
}

fn direct_object(base: &Base, direct: &Direct) -> NamedNode {
    match direct.kind {
        DirectKind::Says => base.claim(&direct.object),
        DirectKind::Endorses | DirectKind::Criticises | DirectKind::RecommendsTo => {
            base.agent(&direct.object)
        }
    }
}

fn direct_term(direct: &Direct) -> NamedNodeRef<'static> {
    match (direct.kind, direct.is_reported) {
        (DirectKind::Says, false) => property::SAYS,
        (DirectKind::Says, true) => property::REPORTEDLY_SAYS,
        (DirectKind::Endorses, false) => property::ENDORSES,
        (DirectKind::Endorses, true) => property::REPORTEDLY_ENDORSES,
        (DirectKind::Criticises, false) => property::CRITICISES,
        (DirectKind::Criticises, true) => property::REPORTEDLY_CRITICISES,
        (DirectKind::RecommendsTo, false) => property::RECOMMENDS_TO,
        (DirectKind::RecommendsTo, true) => property::REPORTEDLY_RECOMMENDS_TO,
    }
}

#[cfg(test)]
mod tests {
    use crate::model::Claim;
    use crate::model::Comparison;
    use crate::model::Confidence;
    use crate::model::Copy;
    use crate::model::Direct;
    use crate::model::DirectKind;
    use crate::model::DocumentKey;
    use crate::model::Likeness;
    use crate::model::Links;
    use crate::rdf::Base;
    use crate::rdf::links;
    use crate::rdf::testing;

    #[track_caller]
    fn check(given: &Links, expected: &str) {
        let quads = links(&Base::default(), given);
        testing::check_quads(&quads, &format!("GRAPH <graph/links> {{ {expected} }}"));
    }

    #[test]
    fn nodes_are_linked_to_claims_and_agents() {
        let document = testing::document("").key;
        let node = |id: &str| (document.clone(), id.to_owned());
        let claim = Claim { key: "9ab3".to_owned(), label: "turnout rose".to_owned() };
        let given = Links {
            claims: vec![claim],
            claim_of: [(node("s=1"), "9ab3".to_owned())].into(),
            agents_of: [
                (node("s=1"), vec!["place/a-1".to_owned(), "person/b-2".to_owned()]),
                (node("t=1"), vec!["person/b-2".to_owned()]),
            ]
            .into(),
            targets_of: [(node("t=1"), vec!["place/a-1".to_owned()])].into(),
            ..Links::default()
        };
        let expected = r#"<claim/9ab3> a sayso:Claim ; rdfs:label "turnout rose" .
            <doc/kz/op-ed#s=1> sayso:claim <claim/9ab3> ; sayso:agent <agent/place/a-1> , <agent/person/b-2> .
            <doc/kz/op-ed#t=1> sayso:agent <agent/person/b-2> ; sayso:targetAgent <agent/place/a-1> ."#;
        check(&given, expected);
    }

    #[test]
    fn claims_that_meet_say_why() {
        let comparison = Comparison {
            claims: ["1".to_owned(), "2".to_owned()],
            likeness: Likeness::Contradicts,
            score: Confidence::hundredths(90),
            shared: vec!["voter".to_owned(), "fraud".to_owned()],
            rule: "negation",
        };
        let node = Base::default().comparison(&comparison);
        let given = Links { comparisons: vec![comparison], ..Links::default() };
        let expected = format!(
            r#"<claim/1> sayso:contradicts <claim/2> . <claim/2> sayso:contradicts <claim/1> .
            {node} a sayso:Comparison , sayso:Contradiction ; sayso:first <claim/1> ; sayso:second <claim/2> ;
                sayso:score 0.9 ; sayso:words "voter fraud" ; sayso:rule "negation" ."#
        );
        check(&given, &expected);
    }

    #[test]
    fn copies_and_statements_about_oneself() {
        let document = |id: &str| DocumentKey { corpus: "kz".to_owned(), id: id.to_owned() };
        let copy = Copy {
            document: document("b"),
            original: document("a"),
            score: Confidence::hundredths(95),
        };
        let node = Base::default().copy(&copy);
        let given = Links {
            copies: vec![copy],
            about_oneself: [(document("a"), "s=1".to_owned())].into(),
            ..Links::default()
        };
        let expected = format!(
            r"<doc/kz/b> sayso:copyOf <doc/kz/a> . <doc/kz/a#s=1> sayso:aboutOneself true .
            {node} a sayso:Copy ; sayso:first <doc/kz/b> ; sayso:second <doc/kz/a> ; sayso:score 0.95 ."
        );
        check(&given, &expected);
    }

    #[test]
    fn what_is_only_reported_is_told_apart() {
        let direct = |kind: DirectKind, is_reported: bool, object: &str| Direct {
            agent: "place/a-1".to_owned(),
            kind,
            is_reported,
            object: object.to_owned(),
        };
        let both = |kind: DirectKind, object: &str| {
            [direct(kind, false, object), direct(kind, true, object)]
        };
        let given = Links {
            direct: [
                both(DirectKind::Says, "9ab3"),
                both(DirectKind::Endorses, "person/b-2"),
                both(DirectKind::Criticises, "person/b-2"),
                both(DirectKind::RecommendsTo, "person/b-2"),
            ]
            .concat(),
            ..Links::default()
        };
        let expected = r"<agent/place/a-1> sayso:says <claim/9ab3> ; sayso:reportedlySays <claim/9ab3> ;
            sayso:endorses <agent/person/b-2> ; sayso:reportedlyEndorses <agent/person/b-2> ;
            sayso:criticises <agent/person/b-2> ; sayso:reportedlyCriticises <agent/person/b-2> ;
            sayso:recommendsTo <agent/person/b-2> ; sayso:reportedlyRecommendsTo <agent/person/b-2> .";
        check(&given, expected);
    }
}
