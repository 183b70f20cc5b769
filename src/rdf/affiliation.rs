//! Describes posts and memberships.

use super::Quads;
use super::Scope;
use super::literal;
use super::span;
use super::vocabulary::class;
use super::vocabulary::property;
use super::vocabulary::rdf;
use crate::model::Affiliation;

/// Describes the affiliations of a document.
pub(super) fn describe(scope: &Scope<'_>, quads: &mut Quads) {
    for affiliation in &scope.account.affiliations {
        describe_affiliation(scope, affiliation, quads);
    }
}

/// Describes an affiliation. It is attested on the document's date, which is not when it began.
///
/// ```turtle
/// <#a=…> a sayso:Affiliation ; sayso:person <#e=…> ; sayso:roleText "head" ; sayso:of <#e=…> ;
///     sayso:attestedOn "2023-03-25"^^xsd:date ; sayso:span <text/…#char=0,30> ; sayso:confidence 0.9 ; sayso:rule "apposition" .
/// ```
fn describe_affiliation(scope: &Scope<'_>, affiliation: &Affiliation, quads: &mut Quads) {
    let at = scope.at(affiliation.span);
    let node = scope.base.affiliation(&scope.document.key, affiliation, at);
    quads.say(&node, rdf::TYPE, class::AFFILIATION);
    quads.say(&node, property::PERSON, scope.part(&affiliation.person));
    if let Some(role) = &affiliation.role {
        quads.say(&node, property::ROLE_TEXT, literal::text(role));
    }
    if let Some(organization) = &affiliation.organization {
        quads.say(&node, property::OF, scope.part(organization));
    }
    if let Some(date) = scope.document.metadata.date {
        quads.say(&node, property::ATTESTED_ON, literal::date(date));
    }
    let span = span::describe(scope, affiliation.span, quads);
    quads.say(&node, property::SPAN, span);
    quads.say(&node, property::CONFIDENCE, literal::decimal(affiliation.confidence));
    quads.say(&node, property::RULE, literal::text(affiliation.rule));
}

#[cfg(test)]
mod tests {
    use super::describe;
    use crate::model::Account;
    use crate::model::Affiliation;
    use crate::model::Confidence;
    use crate::model::Date;
    use crate::model::key;
    use crate::rdf::testing;

    fn affiliation(role: Option<&str>, organization: Option<&str>) -> Affiliation {
        Affiliation {
            person: "e=1".to_owned(),
            role: role.map(str::to_owned),
            organization: organization.map(str::to_owned),
            span: testing::span("Bele, head of ODIHR", "head of ODIHR"),
            confidence: Confidence::hundredths(90),
            rule: "apposition",
        }
    }

    const SPAN: &str = r#"<TEXT#char=6,19> a sayso:Span ; sayso:start 6 ; sayso:end 19 ; sayso:exact "head of ODIHR" ."#;

    #[test]
    fn a_post_is_attested_on_the_date_of_its_document() {
        let mut document = testing::document("Bele, head of ODIHR");
        document.metadata.date = Some(Date::Month(2023, 3));
        let affiliations = vec![affiliation(Some("head"), Some("e=2"))];
        let account = Account { affiliations, ..Account::default() };
        let id = key(16, ["e=1", "head", "e=2", "6,19"]);
        let expected = format!(
            r#"<DOC#a={id}> a sayso:Affiliation ; sayso:person <DOC#e=1> ; sayso:roleText "head" ; sayso:of <DOC#e=2> ;
                sayso:attestedOn "2023-03"^^xsd:gYearMonth ; sayso:span <TEXT#char=6,19> ;
                sayso:confidence 0.9 ; sayso:rule "apposition" . {SPAN}"#
        );
        testing::check(&document, &account, &expected, describe);
    }

    #[test]
    fn what_is_unknown_stays_absent() {
        let document = testing::document("Bele, head of ODIHR");
        let account = Account { affiliations: vec![affiliation(None, None)], ..Account::default() };
        let id = key(16, ["e=1", "", "", "6,19"]);
        let expected = format!(
            r#"<DOC#a={id}> a sayso:Affiliation ; sayso:person <DOC#e=1> ; sayso:span <TEXT#char=6,19> ;
                sayso:confidence 0.9 ; sayso:rule "apposition" . {SPAN}"#
        );
        testing::check(&document, &account, &expected, describe);
    }
}
