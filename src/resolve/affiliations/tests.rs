use crate::model::Document;
use crate::model::DocumentKey;
use crate::model::Findings;
use crate::model::Lexicon;
use crate::resolve;

/// Checks the posts of a text, each as `person | role | body | rule`.
fn check(text: &str, expected: &[&str]) {
    let key = DocumentKey { corpus: "test".to_owned(), id: "test".to_owned() };
    let document = Document::of_text(key, text.to_owned());
    let lexicon = Lexicon::built_in();
    let analysis = crate::analyse::text(&document, &lexicon, &crate::analyse::Syntax::built_in());
    let account = resolve::document(&document, &analysis, Findings::default(), &lexicon);
    let name = |id: &str| {
        let entity = account.entities.iter().find(|entity| entity.id == id);
        entity.map_or("?", |entity| entity.name.as_str())
    };
    let found: Vec<String> = account
        .affiliations
        .iter()
        .map(|post| {
            let role = post.role.as_deref().unwrap_or("-");
            let body = post.organization.as_deref().map_or("-", name);
            format!("{} | {role} | {body} | {}", name(&post.person), post.rule)
        })
        .collect();
    assert_eq!(found, expected, "{text}\n{:#?}", analysis.names);
}

#[test]
fn a_body_stands_before_a_post_and_a_name() {
    check(
        "He spoke to White House spokesman Scott McClellan.",
        &["Scott McClellan | spokesman | White House | body-before-post"],
    );
}
