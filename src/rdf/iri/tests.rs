//! Identifiers are made, read back, and stay as they are.

use oxigraph::model::NamedNode;

use super::Base;
use super::Identifier;
use super::SharedGraph;
use crate::model::CodePointSpan;
use crate::model::DocumentKey;
use crate::model::Sha256;

fn document(corpus: &str, id: &str) -> DocumentKey {
    DocumentKey { corpus: corpus.to_owned(), id: id.to_owned() }
}

#[track_caller]
fn check(identifier: &Identifier, expected: &str) {
    let base = Base::default();
    let iri = base.of(identifier);
    assert_eq!(iri.as_str(), format!("{}{expected}", base.as_str()));
    assert!(NamedNode::new(iri.as_str()).is_ok(), "{iri} is no IRI");
    assert_eq!(base.parse(iri.as_str()).as_ref(), Some(identifier));
}

#[test]
fn documents_keep_their_paths() {
    check(&Identifier::Document(document("kz", "op-ed")), "doc/kz/op-ed");
    check(&Identifier::Document(document("kz", "2023/march/a.txt")), "doc/kz/2023/march/a.txt");
}

#[test]
fn strange_ids_make_iris_that_are_read_back() {
    check(&Identifier::Document(document("a/b", "x y#z?%")), "doc/a%2Fb/x%20y%23z%3F%25");
    check(&Identifier::Document(document("kz", "../a/./b")), "doc/kz/%2E%2E/a/%2E/b");
    check(&Identifier::Document(document("kz", "Қ<>\n")), "doc/kz/%D2%9A%3C%3E%0A");
    check(&Identifier::Document(document("-", "-")), "doc/-/-");
}

#[test]
fn parts_of_documents_are_told_apart() {
    let op_ed = document("kz", "op-ed");
    check(&Identifier::Entity(op_ed.clone(), "e=01".to_owned()), "doc/kz/op-ed#e=01");
    check(&Identifier::Statement(op_ed.clone(), "s=01".to_owned()), "doc/kz/op-ed#s=01");
    check(&Identifier::Stance(op_ed.clone(), "t=01".to_owned()), "doc/kz/op-ed#t=01");
    check(&Identifier::HandCoded(op_ed.clone(), "h=01".to_owned()), "doc/kz/op-ed#h=01");
    check(&Identifier::Affiliation(op_ed.clone(), "a=01".to_owned()), "doc/kz/op-ed#a=01");
    let at = CodePointSpan { start: 10, end: 21 };
    check(&Identifier::Mention(op_ed, at), "doc/kz/op-ed#m=10,21");
}

#[test]
fn texts_agents_claims_runs_and_graphs() {
    let hash = Sha256::of("abc");
    let at = CodePointSpan { start: 0, end: 3 };
    check(&Identifier::Text(hash.clone()), &format!("text/{hash}"));
    check(&Identifier::Span(hash.clone(), at), &format!("text/{hash}#char=0,3"));
    check(
        &Identifier::Agent("organization/osce-51c2a0f3".to_owned()),
        "agent/organization/osce-51c2a0f3",
    );
    check(&Identifier::Claim("9ab3".to_owned()), "claim/9ab3");
    check(&Identifier::Run("77".to_owned()), "run/77");
    check(&Identifier::Join("j=01".to_owned()), "graph/identity#j=01");
    check(&Identifier::Link("k=01".to_owned()), "graph/links#k=01");
    for graph in SharedGraph::ALL {
        check(&Identifier::Graph(graph), &format!("graph/{}", graph.name()));
    }
}

#[test]
fn what_others_made_is_not_read() {
    let base = Base::default();
    let hash = Sha256::of("abc");
    for path in [
        "",
        "doc/kz",
        "doc/kz/a#",
        "doc/kz/a#x=1",
        "doc/kz/a#m=1",
        "doc/kz/a#m=01,2",
        "doc/kz/a b",
        "doc/kz/%61",
        "doc/kz/%zz",
        "doc/kz/%C3",
        "text/abc",
        &format!("text/{hash}#char=3"),
        &format!("text/{hash}#line=1,3"),
        "graph/none",
        "agent",
    ] {
        assert_eq!(base.parse(&format!("{}{path}", base.as_str())), None, "{path}");
    }
    assert_eq!(base.parse("https://example.org/doc/kz/a"), None);
}

#[test]
fn a_base_is_absolute_and_ends_in_a_slash() {
    assert!(Base::new("https://example.org/id/").is_ok());
    assert!(Base::new("urn:sayso:/").is_ok());
    for wrong in ["", "/", "id/", "https://example.org/id", "https://example.org/#/", "http://a b/"]
    {
        assert!(Base::new(wrong).is_err(), "{wrong}");
    }
}
