//! Describes entities and the words that name them.

use super::NamedNodeRef;
use super::Quads;
use super::Scope;
use super::literal;
use super::span;
use super::vocabulary::class;
use super::vocabulary::property;
use super::vocabulary::rdf;
use super::vocabulary::rdfs;
use super::vocabulary::value;
use crate::model::Entity;
use crate::model::EntityType;
use crate::model::Mention;
use crate::model::Resolution;

/// Describes the entities and mentions of a document.
pub(super) fn describe(scope: &Scope<'_>, quads: &mut Quads) {
    for entity in &scope.account.entities {
        describe_entity(scope, entity, quads);
    }
    for mention in &scope.account.mentions {
        describe_mention(scope, mention, quads);
    }
}

/// Describes an entity.
///
/// ```turtle
/// <#e=…> a sayso:Entity , sayso:Organization ; rdfs:label "Central Election Commission" ; sayso:nameText "CEC" .
/// <#e=…> a sayso:Entity , sayso:Event ; rdfs:label "elections" ; sayso:happenedOn "2023-03-19"^^xsd:date ; sayso:happenedIn <#e=…> .
/// ```
fn describe_entity(scope: &Scope<'_>, entity: &Entity, quads: &mut Quads) {
    let node = scope.part(&entity.id);
    quads.say(&node, rdf::TYPE, class::ENTITY);
    quads.say(&node, rdf::TYPE, entity_class(entity.entity_type));
    quads.say(&node, rdfs::LABEL, literal::text(&entity.name));
    for name in &entity.names {
        quads.say(&node, property::NAME_TEXT, literal::text(name));
    }
    if let Some(date) = entity.date {
        quads.say(&node, property::HAPPENED_ON, literal::date(date));
    }
    if let Some(place) = &entity.place {
        quads.say(&node, property::HAPPENED_IN, scope.part(place));
    }
}

/// Describes a mention.
///
/// ```turtle
/// <#m=0,3> a sayso:Mention ; sayso:entity <#e=…> ; sayso:span <text/…#char=0,3> ;
///     sayso:resolution sayso:Acronym ; sayso:rule "brackets" .
/// ```
fn describe_mention(scope: &Scope<'_>, mention: &Mention, quads: &mut Quads) {
    let node = scope.base.mention(&scope.document.key, scope.at(mention.span));
    quads.say(&node, rdf::TYPE, class::MENTION);
    let span = span::describe(scope, mention.span, quads);
    quads.say(&node, property::SPAN, span);
    if let Some(entity) = &mention.entity {
        quads.say(&node, property::ENTITY, scope.part(entity));
    }
    quads.say(&node, property::RESOLUTION, resolution_term(mention.resolution));
    quads.say(&node, property::RULE, literal::text(mention.rule));
}

/// Returns the class of a type, for entities and agents alike.
pub(super) fn entity_class(entity_type: EntityType) -> NamedNodeRef<'static> {
    match entity_type {
        EntityType::Person => class::PERSON,
        EntityType::Organization => class::ORGANIZATION,
        EntityType::Group => class::GROUP,
        EntityType::Place => class::PLACE,
        EntityType::Event => class::EVENT,
        EntityType::Work => class::WORK,
    }
}

fn resolution_term(resolution: Resolution) -> NamedNodeRef<'static> {
    match resolution {
        Resolution::Named => value::NAMED,
        Resolution::Acronym => value::ACRONYM,
        Resolution::Alias => value::ALIAS,
        Resolution::Description => value::DESCRIPTION,
        Resolution::Pronoun => value::PRONOUN,
        Resolution::Author => value::AUTHOR_VOICE,
        Resolution::Open => value::OPEN,
    }
}

#[cfg(test)]
mod tests {
    use super::describe;
    use crate::model::Account;
    use crate::model::Date;
    use crate::model::EntityType;
    use crate::model::Mention;
    use crate::model::Resolution;
    use crate::rdf::testing;

    #[test]
    fn an_entity_has_its_type_and_names() {
        let document = testing::document("The CEC met.");
        let mut entity = testing::entity("e=1", EntityType::Organization, "Election Commission");
        entity.names.push("CEC".to_owned());
        let account = Account { entities: vec![entity], ..Account::default() };
        let expected = r#"<DOC#e=1> a sayso:Entity , sayso:Organization ; rdfs:label "Election Commission" ;
            sayso:nameText "Election Commission" , "CEC" ."#;
        testing::check(&document, &account, expected, describe);
    }

    #[test]
    fn an_event_has_its_date_and_place() {
        let document = testing::document("The vote met.");
        let mut entity = testing::entity("e=1", EntityType::Event, "vote");
        entity.date = Some(Date::Day(2023, 3, 19));
        entity.place = Some("e=2".to_owned());
        let account = Account { entities: vec![entity], ..Account::default() };
        let expected = r#"<DOC#e=1> a sayso:Entity , sayso:Event ; rdfs:label "vote" ; sayso:nameText "vote" ;
            sayso:happenedOn "2023-03-19"^^xsd:date ; sayso:happenedIn <DOC#e=2> ."#;
        testing::check(&document, &account, expected, describe);
    }

    #[test]
    fn a_mention_says_how_it_was_resolved() {
        let document = testing::document("The CEC met.");
        let span = testing::span(&document.text, "CEC");
        let resolution = Resolution::Acronym;
        let mention =
            Mention { span, entity: Some("e=1".to_owned()), resolution, rule: "brackets" };
        let account = Account { mentions: vec![mention], ..Account::default() };
        let expected = r#"<DOC#m=4,7> a sayso:Mention ; sayso:entity <DOC#e=1> ; sayso:span <TEXT#char=4,7> ;
                sayso:resolution sayso:Acronym ; sayso:rule "brackets" .
            <TEXT#char=4,7> a sayso:Span ; sayso:start 4 ; sayso:end 7 ; sayso:exact "CEC" ."#;
        testing::check(&document, &account, expected, describe);
    }

    #[test]
    fn an_open_mention_names_no_entity() {
        let document = testing::document("They met.");
        let span = testing::span(&document.text, "They");
        let mention =
            Mention { span, entity: None, resolution: Resolution::Open, rule: "no-antecedent" };
        let account = Account { mentions: vec![mention], ..Account::default() };
        let expected = r#"<DOC#m=0,4> a sayso:Mention ; sayso:span <TEXT#char=0,4> ;
                sayso:resolution sayso:Open ; sayso:rule "no-antecedent" .
            <TEXT#char=0,4> a sayso:Span ; sayso:start 0 ; sayso:end 4 ; sayso:exact "They" ."#;
        testing::check(&document, &account, expected, describe);
    }
}
