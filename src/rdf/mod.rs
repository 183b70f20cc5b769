//! Describes accounts, identities, links and runs as quads, and gives every node its identifier.
//! Spans count in bytes on the way in and in code points on the way out; quads come out sorted, each once,
//! without blank nodes. Where they are kept is left to the store.

pub mod iri;
pub mod vocabulary;
mod literal;
mod quads;
mod scope;
mod document;
mod span;
mod entity;
mod affiliation;
mod recommendation;
mod statement;
mod stance;
mod coded;
mod identity;
mod registry;
mod codebook;
mod corrections;
mod links;
mod run;
mod ontology;
mod annotation;
mod rdf12;
mod narrowed;
#[cfg(test)]
mod testing;

pub use oxigraph::model::GraphName;
pub use oxigraph::model::GraphNameRef;
pub use oxigraph::model::Literal;
pub use oxigraph::model::LiteralRef;
pub use oxigraph::model::NamedNode;
pub use oxigraph::model::NamedNodeRef;
pub use oxigraph::model::NamedOrBlankNode;
pub use oxigraph::model::NamedOrBlankNodeRef;
pub use oxigraph::model::Quad;
pub use oxigraph::model::QuadRef;
pub use oxigraph::model::Term;
pub use oxigraph::model::TermRef;
pub use oxigraph::model::Triple;
pub use oxigraph::model::TripleRef;

pub use annotation::Mark;
pub use annotation::annotations;
pub use annotation::marks;
pub use codebook::concepts as codebook_concepts;
pub use iri::Base;
pub use iri::BaseError;
pub use iri::Identifier;
pub use iri::SharedGraph;
pub use iri::codebook_scheme;
pub use iri::codebook_term;
pub use narrowed::narrowed;
pub use ontology::ALIGNMENT;
pub use ontology::CONTEXT;
pub use ontology::SHAPES;
pub use ontology::TERMS;
pub use oxigraph::io::RdfParseError as RegistryFault;
pub use quads::to_nquads;
pub use rdf12::reifiers;
pub use registry::entries as registry_entries;

use crate::model::Account;
use crate::model::Correction;
use crate::model::Document;
use crate::model::DocumentKey;
use crate::model::Identity;
use crate::model::Judgements;
use crate::model::Lexicon;
use crate::model::Links;
use crate::model::Run;

use quads::Quads;
use scope::Scope;

/// Describes a document and all that it says, in the graph that bears its name.
pub fn document(base: &Base, document: &Document, account: &Account, run: &Run) -> Vec<Quad> {
    let scope = Scope::new(base, document, account);
    let mut quads = Quads::of(scope.document_iri.clone());
    document::describe(&scope, run, &mut quads);
    entity::describe(&scope, &mut quads);
    affiliation::describe(&scope, &mut quads);
    statement::describe(&scope, &mut quads);
    stance::describe(&scope, &mut quads);
    coded::describe(&scope, &mut quads);
    quads.sorted()
}

/// Describes who is who across documents, in `graph/identity`.
pub fn identity(base: &Base, identity: &Identity) -> Vec<Quad> {
    let mut quads = Quads::of(base.graph(SharedGraph::Identity));
    identity::describe(base, identity, &mut quads);
    quads.sorted()
}

/// Describes what was known beforehand of the agents, and what claims are coded by, in `graph/registry`.
pub fn registry(base: &Base, identity: &Identity, lexicon: &Lexicon) -> Vec<Quad> {
    let mut quads = Quads::of(base.graph(SharedGraph::Registry));
    registry::describe(base, identity, &lexicon.registry, &mut quads);
    for codebook in &lexicon.codebooks {
        codebook::describe(&codebook.concepts, &mut quads);
    }
    quads.sorted()
}

/// Describes what people decided of who is who and of what was found, in `graph/corrections`.
pub fn corrections(
    base: &Base,
    identity: &Identity,
    judgements: &Judgements,
    decided: &[(DocumentKey, Correction)],
) -> Vec<Quad> {
    let mut quads = Quads::of(base.graph(SharedGraph::Corrections));
    corrections::describe(base, identity, judgements, &mut quads);
    corrections::describe_findings(base, decided, &mut quads);
    quads.sorted()
}

/// Describes what needs more than one document, in `graph/links`.
pub fn links(base: &Base, links: &Links) -> Vec<Quad> {
    let mut quads = Quads::of(base.graph(SharedGraph::Links));
    links::describe(base, links, &mut quads);
    codebook::describe_links(base, links, &mut quads);
    quads.sorted()
}

/// Describes what produced the documents' graphs, in `graph/runs`.
pub fn runs(base: &Base, runs: &[Run]) -> Vec<Quad> {
    let mut quads = Quads::of(base.graph(SharedGraph::Runs));
    run::describe(base, runs, &mut quads);
    quads.sorted()
}

/// Returns what the words mean, and how they stand to the words of others, in `graph/ontology`.
pub fn ontology(base: &Base) -> Vec<Quad> {
    ontology::quads(&base.graph(SharedGraph::Ontology))
}

#[cfg(test)]
mod tests {
    use oxigraph::store::Store;

    use super::Base;
    use super::Quad;
    use super::document;
    use super::links;
    use super::testing;
    use super::to_nquads;
    use crate::model::Account;
    use crate::model::Confidence;
    use crate::model::Date;
    use crate::model::EntityType;
    use crate::model::Links;

    const TEXT: &str = "ODIHR noted that the vote was free.";

    fn account() -> Account {
        let mut statement = testing::statement(TEXT, "ODIHR", "noted", "the vote was free");
        statement.confidence = Confidence::hundredths(90);
        Account {
            entities: vec![testing::entity("e=1", EntityType::Organization, "ODIHR")],
            statements: vec![statement],
            stances: vec![testing::stance(TEXT, "free", "the vote")],
            ..Account::default()
        }
    }

    fn described(account: &Account) -> Vec<Quad> {
        let mut read = testing::document(TEXT);
        read.metadata.date = Some(Date::Month(2023, 3));
        read.metadata.title = Some("Title".to_owned());
        read.metadata.language = Some("en-GB".to_owned());
        document(&Base::default(), &read, account, &testing::run())
    }

    #[test]
    fn a_statement_with_its_spans_and_claim_is_at_most_25_quads() {
        let with = Account { stances: Vec::new(), ..account() };
        let without = Account { statements: Vec::new(), ..with.clone() };
        let in_document = described(&with).len() - described(&without).len();
        let key = testing::document(TEXT).key;
        let claim_of = [((key, "s=1".to_owned()), "9ab3".to_owned())].into();
        let in_links = links(&Base::default(), &Links { claim_of, ..Links::default() }).len();
        assert_eq!((in_document, in_links), (24, 1));
    }

    #[test]
    fn a_document_speaks_only_in_its_own_graph() {
        let graph = Base::default().document(&testing::document(TEXT).key);
        let quads = described(&account());
        assert!(quads.iter().all(|quad| quad.graph_name == graph.clone().into()));
        assert!(
            quads.iter().all(|quad| !quad.subject.is_blank_node() && !quad.object.is_blank_node())
        );
    }

    #[test]
    fn a_store_gives_back_the_same_lines() {
        let quads = described(&account());
        let store = Store::new().expect("memory opens");
        store.extend(quads.clone()).expect("memory takes quads");
        let kept: Vec<Quad> = store.iter().collect::<Result<_, _>>().expect("memory gives quads");
        assert_eq!(to_nquads(&kept), to_nquads(&quads));
    }
}
