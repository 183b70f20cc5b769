//! Describes what was known beforehand of the agents of a store, and reads a registry that is written as RDF.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use oxigraph::io::RdfFormat;
use oxigraph::io::RdfParseError;
use oxigraph::io::RdfParser;
use oxigraph::model::Term;

use super::Base;
use super::NamedNode;
use super::Quads;
use super::literal;
use super::vocabulary::class;
use super::vocabulary::org;
use super::vocabulary::rdf;
use super::vocabulary::schema;
use super::vocabulary::skos;
use crate::model::Agent;
use crate::model::Date;
use crate::model::EntityType;
use crate::model::Identity;
use crate::model::Known;
use crate::model::Membership;
use crate::model::Registry;

/// Describes what a registry knows of the agents: names, codes, identifiers, and their memberships in one another.
///
/// ```turtle
/// <agent/place/kazakhstan-…> skos:altLabel "Republic of Kazakhstan" ; skos:notation "KZ" ; skos:exactMatch <…> .
/// <graph/registry#m=…> a org:Membership ; org:member <agent/place/kazakhstan-…> ; org:organization <agent/organization/osce-…> ;
///     schema:startDate "1992"^^xsd:gYear .
/// ```
pub(super) fn describe(base: &Base, identity: &Identity, registry: &Registry, quads: &mut Quads) {
    let agents: BTreeMap<&str, &Agent> =
        identity.agents.iter().filter_map(|agent| Some((agent.known.as_deref()?, agent))).collect();
    for known in registry.entries() {
        let Some(agent) = agents.get(known.name.as_str()) else { continue };
        describe_known(base, agent, known, quads);
        for membership in &known.memberships {
            if let Some(of) = agents.get(membership.of.as_str()) {
                describe_membership(base, [&agent.key, &of.key], membership, quads);
            }
        }
    }
}

fn describe_known(base: &Base, agent: &Agent, known: &Known, quads: &mut Quads) {
    let node = &base.agent(&agent.key);
    for name in known.names().filter(|name| *name != agent.label) {
        quads.say(node, skos::ALT_LABEL, literal::text(name));
    }
    if let Some(code) = &known.code {
        quads.say(node, skos::NOTATION, literal::text(code));
    }
    for identifier in &known.identifiers {
        match NamedNode::new(identifier) {
            Ok(identifier) => quads.say(node, skos::EXACT_MATCH, identifier),
            Err(_) => quads.say(node, skos::NOTATION, literal::text(identifier)),
        }
    }
}

fn describe_membership(base: &Base, keys: [&str; 2], membership: &Membership, quads: &mut Quads) {
    let node = base.membership(keys, membership);
    let [member, of] = keys.map(|key| base.agent(key));
    quads.say(&node, rdf::TYPE, org::MEMBERSHIP);
    quads.say(&node, org::MEMBER, member);
    quads.say(&node, org::ORGANIZATION, of);
    let dates = [(schema::START_DATE, membership.from), (schema::END_DATE, membership.to)];
    for (property, date) in dates {
        if let Some(date) = date {
            quads.say(&node, property, literal::date(date));
        }
    }
}

/// Reads the entries of a registry from Turtle or N-Triples: what has a `skos:prefLabel` and one of our types.
///
/// ```turtle
/// <https://ror.org/1> a sayso:Organization ; skos:prefLabel "Zonal Grain Board" ; skos:altLabel "ZGB" ;
///     skos:exactMatch <http://www.wikidata.org/entity/Q1> ; org:memberOf <https://example.org/union> .
/// [] a org:Membership ; org:member <https://ror.org/1> ; org:organization <https://example.org/union> ; schema:startDate "2004" .
/// ```
pub fn entries(text: &str) -> Result<Vec<Known>, RdfParseError> {
    let mut subjects: BTreeMap<String, BTreeMap<String, BTreeSet<Said>>> = BTreeMap::new();
    let parser = RdfParser::from_format(RdfFormat::Turtle);
    for quad in parser.for_reader(text.as_bytes()) {
        let quad = quad?;
        let said = match quad.object {
            Term::Literal(literal) => Said::Words(literal.value().to_owned()),
            Term::NamedNode(node) => Said::Node(node.as_str().to_owned()),
            other => Said::Node(other.to_string()),
        };
        let of = subjects.entry(plain(&quad.subject.to_string())).or_default();
        of.entry(quad.predicate.as_str().to_owned()).or_default().insert(said);
    }
    let read = Subjects(subjects);
    Ok(read.0.keys().filter_map(|subject| read.entry(subject)).collect())
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Said {
    Words(String),
    Node(String),
}

impl Said {
    fn text(&self) -> &str {
        let (Self::Words(text) | Self::Node(text)) = self;
        text
    }
}

fn plain(subject: &str) -> String {
    subject.trim_start_matches('<').trim_end_matches('>').to_owned()
}

struct Subjects(BTreeMap<String, BTreeMap<String, BTreeSet<Said>>>);

impl Subjects {
    fn said(&self, subject: &str, property: &str) -> impl Iterator<Item = &Said> {
        self.0.get(subject).and_then(|of| of.get(property)).into_iter().flatten()
    }

    fn first(&self, subject: &str, property: &str) -> Option<String> {
        self.said(subject, property).next().map(|said| said.text().to_owned())
    }

    fn entry(&self, subject: &str) -> Option<Known> {
        let name = self.first(subject, skos::PREF_LABEL.as_str())?;
        let types = [
            (class::PERSON, EntityType::Person),
            (class::ORGANIZATION, EntityType::Organization),
            (class::GROUP, EntityType::Group),
            (class::PLACE, EntityType::Place),
            (class::EVENT, EntityType::Event),
            (class::WORK, EntityType::Work),
        ];
        let is_typed =
            |class: &str| self.said(subject, rdf::TYPE.as_str()).any(|said| said.text() == class);
        let (_, entity_type) = types.into_iter().find(|(class, _)| is_typed(class.as_str()))?;
        let others: Vec<String> = self
            .said(subject, skos::ALT_LABEL.as_str())
            .map(|said| said.text().to_owned())
            .collect();
        let (acronyms, aliases) =
            others.into_iter().partition(|name| !name.contains(char::is_lowercase));
        let own = Some(subject.to_owned()).filter(|iri| iri.starts_with("http"));
        let same = self.said(subject, skos::EXACT_MATCH.as_str());
        Some(Known {
            name,
            entity_type,
            is_country: false,
            acronyms,
            aliases,
            code: self.first(subject, skos::NOTATION.as_str()),
            identifiers: own.into_iter().chain(same.map(|said| said.text().to_owned())).collect(),
            memberships: self.memberships(subject),
        })
    }

    fn memberships(&self, member: &str) -> Vec<Membership> {
        let label = |node: &str| self.first(node, skos::PREF_LABEL.as_str());
        let direct = self
            .said(member, org::MEMBER_OF.as_str())
            .filter_map(|said| Some(Membership { of: label(said.text())?, from: None, to: None }));
        let nodes = self
            .0
            .keys()
            .filter(|node| self.said(node, org::MEMBER.as_str()).any(|said| said.text() == member));
        let dated = nodes.filter_map(|node| {
            let date = |property: super::NamedNodeRef<'_>| -> Option<Date> {
                self.first(node, property.as_str())?.parse().ok()
            };
            Some(Membership {
                of: label(&self.first(node, org::ORGANIZATION.as_str())?)?,
                from: date(schema::START_DATE),
                to: date(schema::END_DATE),
            })
        });
        direct.chain(dated).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::entries;
    use crate::model::Agent;
    use crate::model::EntityType;
    use crate::model::Identity;
    use crate::model::Lexicon;
    use crate::model::key;
    use crate::rdf::Base;
    use crate::rdf::registry;
    use crate::rdf::testing;

    fn agent(entity_type: EntityType, key: &str, known: &str) -> Agent {
        Agent {
            key: key.to_owned(),
            entity_type,
            label: known.to_owned(),
            names: Vec::new(),
            identifiers: Vec::new(),
            known: Some(known.to_owned()),
            blocks: Vec::new(),
        }
    }

    #[test]
    fn members_stand_in_the_registry() {
        let agents = vec![
            agent(EntityType::Place, "place/estonia-1", "Estonia"),
            agent(EntityType::Organization, "organization/eu-1", "European Union"),
        ];
        let identity = Identity { agents, ..Identity::default() };
        let quads = registry(&Base::default(), &identity, &Lexicon::built_in());
        let id = key(16, ["place/estonia-1", "organization/eu-1", "2004-05-01", ""]);
        let expected = format!(
            r#"GRAPH <graph/registry> {{ <agent/place/estonia-1> skos:altLabel "Republic of Estonia" ; skos:notation "EE" .
            <agent/organization/eu-1> skos:altLabel "EU" , "E.U." .
            <graph/registry#m={id}> a org:Membership ; org:member <agent/place/estonia-1> ;
                org:organization <agent/organization/eu-1> ; schema:startDate "2004-05-01"^^xsd:date . }}"#
        );
        testing::check_quads(&quads, &expected);
    }

    #[test]
    fn a_registry_is_read_from_turtle() {
        let text = r#"@prefix sayso: <https://w3id.org/sayso/ns#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
            @prefix org: <http://www.w3.org/ns/org#> . @prefix schema: <https://schema.org/> .
            <https://ror.org/1> a sayso:Organization ; skos:prefLabel "Zonal Grain Board" ; skos:altLabel "ZGB" , "Grain Board" ;
                skos:exactMatch <http://www.wikidata.org/entity/Q1> .
            <https://example.org/union> a sayso:Organization ; skos:prefLabel "Grain Union" .
            [] a org:Membership ; org:member <https://ror.org/1> ; org:organization <https://example.org/union> ; schema:startDate "2004" ."#;
        let read = entries(text).expect("Turtle");
        assert_eq!(read.len(), 2);
        let board = read.iter().find(|known| known.name == "Zonal Grain Board").expect("there");
        assert_eq!(
            (board.acronyms.as_slice(), board.aliases.as_slice()),
            (&["ZGB".to_owned()][..], &["Grain Board".to_owned()][..])
        );
        assert_eq!(board.identifiers, ["https://ror.org/1", "http://www.wikidata.org/entity/Q1"]);
        let membership = &board.memberships[0];
        assert_eq!((membership.of.as_str(), membership.from), ("Grain Union", "2004".parse().ok()));
        assert!(entries("no Turtle").is_err());
    }
}
