//! What a person has coded in another program, told in lines.

use sayso::model::CodePointSpan;
use sayso::rdf::Base;
use sayso::rdf::Identifier;
use sayso::rdf::NamedNode;
use sayso::rdf::NamedNodeRef;
use sayso::rdf::Term;
use sayso::rdf::vocabulary::dcterms;
use sayso::rdf::vocabulary::property;
use sayso::store::Store;

/// A hand-coded statement.
pub(super) struct HandCoded {
    /// Who coded it, where, and as what; then each value.
    pub(super) lines: Vec<String>,
    /// Where it stands, if its place is known.
    pub(super) span: Option<CodePointSpan>,
}

/// Looks up what is coded under an identifier.
pub(super) fn find(store: &Store, base: &Base, node: &NamedNode) -> anyhow::Result<HandCoded> {
    let word = |node: &NamedNode, property| -> anyhow::Result<String> {
        Ok(objects(store, node, property)?.iter().map(text).collect::<Vec<_>>().join(", "))
    };
    let (program, kind) = (word(node, property::PROGRAM)?, word(node, property::STATEMENT_TYPE)?);
    let (coder, number) = (word(node, dcterms::CREATOR)?, word(node, dcterms::IDENTIFIER)?);
    let by = if coder.is_empty() { String::new() } else { format!(" by {coder}") };
    let mut values = Vec::new();
    for value in objects(store, node, property::CODED_VALUE)? {
        let Term::NamedNode(value) = value else { continue };
        let (name, value) = (word(&value, property::VARIABLE)?, word(&value, property::VALUE)?);
        values.push(format!("    {name}: {value}"));
    }
    values.sort();
    let spans = objects(store, node, property::SPAN)?;
    let span = spans.iter().find_map(|span| {
        let Term::NamedNode(span) = span else { return None };
        let Some(Identifier::Span(_, at)) = base.parse(span.as_str()) else { return None };
        Some(at)
    });
    let head = format!("  coded by hand in {program}{by}: {kind} {number}");
    Ok(HandCoded { lines: [head].into_iter().chain(values).collect(), span })
}

fn objects(
    store: &Store,
    node: &NamedNode,
    property: NamedNodeRef<'_>,
) -> anyhow::Result<Vec<Term>> {
    let dataset = store.dataset();
    let quads = dataset.quads_for_pattern(Some(node.as_ref().into()), Some(property), None, None);
    let objects: Result<Vec<Term>, _> = quads.map(|quad| quad.map(|quad| quad.object)).collect();
    let mut objects = objects?;
    objects.sort_by_key(ToString::to_string);
    Ok(objects)
}

fn text(term: &Term) -> String {
    match term {
        Term::Literal(literal) => literal.value().to_owned(),
        other => other.to_string(),
    }
}
