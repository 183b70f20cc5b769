//! What makes an edge of a network, told in lines.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fmt::Write as _;

use sayso::export;
use sayso::projection::network::Contribution;
use sayso::projection::network::Network;
use sayso::projection::network::Table;
use sayso::projection::network::Tie;
use sayso::rdf::Base;
use sayso::store::Store;

use crate::cli::trace;

/// Returns the words that the table has for the statements of a tie, by their identifiers.
pub(super) fn words(network: &Network, tie: Tie) -> BTreeMap<String, String> {
    let evidence = network.evidence(tie).into_iter();
    let statements = evidence.map(|place| network.statements.get(place));
    let with_words = statements.filter(|statement| !statement.text.is_empty());
    with_words.map(|statement| (statement.id.to_owned(), on_one_line(statement.text))).collect()
}

/// Returns the sentences of the statements of a tie, by their identifiers.
pub(super) fn sentences(
    store: &Store,
    base: &Base,
    network: &Network,
    tie: Tie,
) -> anyhow::Result<BTreeMap<String, String>> {
    let evidence = network.evidence(tie).into_iter();
    let ids: BTreeSet<&str> = evidence.map(|place| network.statements.get(place).id).collect();
    let found = trace::sentences(store, base, &ids)?;
    Ok(found.into_iter().map(|(id, sentence)| (id, on_one_line(&sentence))).collect())
}

fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Tells the weight of a tie, and each contribution with its share, its concept and its statements.
pub(super) fn told(
    network: &Network,
    tie: Tie,
    [left, right]: [&str; 2],
    words: &BTreeMap<String, String>,
    table: &Table,
    base: Option<&Base>,
) -> String {
    let parts = network.contributions(tie);
    let is_of_pairs = parts.iter().any(|part| part.left.is_some() && part.right.is_some());
    let noun = if is_of_pairs { "pair of statements" } else { "statement" };
    let plural = if is_of_pairs { "pairs of statements" } else { "statements" };
    let noun = if parts.len() == 1 { noun } else { plural };
    let mut told = format!("{left} – {right}: {} from {} {noun}\n", tie.fixed(), parts.len());
    for Contribution { left: one, right: other, share } in parts {
        let places: Vec<usize> = [one, other].into_iter().flatten().collect();
        let concept =
            places.first().map(|&place| &network.what[network.statements.get(place).what]);
        let concept = concept.map_or("", |concept| table.label(concept));
        writeln!(told, "\n{share}  {concept}").expect("a string takes all that is written");
        for place in places {
            told.push_str(&statement(network, place, words, table, base));
        }
    }
    told
}

/// Tells who spoke, how, when and where, and in which words.
fn statement(
    network: &Network,
    place: usize,
    words: &BTreeMap<String, String>,
    table: &Table,
    base: Option<&Base>,
) -> String {
    let statement = network.statements.get(place);
    let id =
        base.map_or_else(|| statement.id.to_owned(), |base| export::shorten(statement.id, base));
    let who = table.label(&network.who[statement.who]);
    let known = [who, statement.qualifier, statement.time, &id];
    let known: Vec<&str> = known.into_iter().filter(|text| !text.is_empty()).collect();
    let mut told = format!("  {}\n", known.join(", "));
    if let Some(words) = words.get(statement.id) {
        writeln!(told, "    {words}").expect("a string takes all that is written");
    }
    told
}
